/** What is said of generated code: a program with all that is said, and each obstacle. `UPDATE=1` writes the text anew. */
import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PluginItem } from "@babel/core";
import { babel, bare, root } from "../support/packages.ts";
import { blocksUnder } from "../integrations/readme.ts";
import { obstacles } from "./obstacles.ts";

async function explain(source: string): Promise<string> {
  const name = "@fluxion/babel-plugin/explain";
  const { default: plugin } = (await import(name)) as { default: PluginItem };
  const { transformAsync } = await babel();
  return (await transformAsync(source, { ...bare, filename: "program.js", plugins: [plugin] }))?.code ?? "";
}

describe("explain", () => {
  const program = join(import.meta.dirname, "program.js");

  it("says beside what is recorded who reads it, and why it would be gone", async () => {
    const path = join(import.meta.dirname, "explained.txt");
    const text = `${await explain(readFileSync(program, "utf8"))}\n`;
    if (process.env["UPDATE"] === "1") writeFileSync(path, text);
    expect(text).to.equal(readFileSync(path, "utf8"));
  });

  it("is shown in the README", () => {
    const [written, said] = blocksUnder("Speed").filter(({ name }) => name === "explained");
    expect(readFileSync(program, "utf8")).to.contain(written?.code);
    expect(readFileSync(join(import.meta.dirname, "explained.txt"), "utf8")).to.contain(said?.code);
  });

  it("praises what the README advises", async () => {
    const advised = `function decay(state, rate, steps) {
      "differentiable";
      let level = state.level;
      for (let i = 0; i < steps; i++) level *= Math.exp(-rate);
      return level;
    }`;
    expect(await explain(advised)).to.match(/Value and gradient at once/);
  });

  for (const [source, said] of obstacles)
    it(`tells what is in the way: ${source}`, async () => {
      expect(await explain(source)).to.match(said);
    });

  it("says nothing of a file that marks nothing", async () => {
    expect(await explain("export function f(x) { return x * x; }")).to.equal("");
  });

  it("is a command, which can be asked for some functions, and takes exported ones as marked", () => {
    const run = (...args: string[]): string =>
      execFileSync(process.execPath, [join(root, "packages/bench/src/explain.ts"), ...args], { encoding: "utf8" });
    expect(run(program, "norm"))
      .to.match(/function norm_joint\(/)
      .and.not.match(/decay_/);
    expect(run(join(root, "packages/bench/src/workloads/zygote.js"), "power")).to.match(/function power_joint\(/);
  });
});
