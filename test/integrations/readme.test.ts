/**
 * README.md says what is true: its examples give what stands behind their arrows, and the generated code that it shows
 * is the generated code. `UPDATE=1` writes today's output into the README.
 */
import { expect } from "chai";
import { readFileSync, writeFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { format, resolveConfig } from "prettier";
import { compile } from "../support/compile.ts";
import { evaluate, writeModule } from "../support/load.ts";
import { blocksUnder, readmePath } from "./readme.ts";

describe("README", () => {
  it("shows the code that is generated", async () => {
    const blocks = blocksUnder("What is generated");
    const written = blocks.find(({ name }) => name === "written");
    const shown = blocks.find(({ name }) => name === "generated");
    if (written === undefined || shown === undefined) throw new Error("The README shows no code.");
    const code = stripTypeScriptTypes(await compile(written.code, { filename: "power.ts" }));
    // What was written stands unchanged in the output: it is left out here, as in the README.
    const beside = code.replace(/^function power\([\s\S]*?^}\n?/m, "");
    const generated = await format(beside, { ...(await resolveConfig(readmePath)), parser: "babel" });
    if (process.env["UPDATE"]) {
      const readme = readFileSync(readmePath, "utf8");
      writeFileSync(
        readmePath,
        readme.replace(/^```js generated\n[\s\S]*?^```$/m, () => `\`\`\`js generated\n${generated}\`\`\``),
      );
    } else {
      expect(shown.code).to.equal(generated);
    }
  });

  for (const babel of [7, 8] as const) {
    for (const style of ["esm", "cjs"] as const) {
      it(`gives the manual's results (Babel ${babel}, ${style === "esm" ? "ES module" : "CommonJS"})`, async () => {
        const source = manual(style);
        const extension = style === "esm" ? "mts" : "cts";
        const sourceType = style === "esm" ? "module" : "script";
        const code = stripTypeScriptTypes(
          await compile(source, { filename: `manual.${extension}`, babel, sourceType, options: { order: 2 } }),
        );
        const { results } = await evaluate(writeModule(code, style === "esm" ? ".mjs" : ".cjs"));
        const examples = results as [text: string, value: unknown, expected: unknown][];
        expect(examples).to.have.length.above(25);
        for (const [text, value, expected] of examples) expect(plain(value), text).to.deep.equal(plain(expected));
      });
    }
  }
});

/** The manual as one program, in which each line with an arrow leaves its value and what it should be in `results`. */
function manual(style: "esm" | "cjs"): string {
  const blocks = blocksUnder("The manual").filter(({ name }) => name === "manual");
  const program = blocks
    .map(({ code }) => code)
    .join("\n")
    .replace(/^(\S[^\n]*(?:\n {2}[^\n]*)*(?:\n\}[^\n]*)?);\s\/\/ → (.*)$/gm, (_, text: string, expected: string) => {
      return `results.push([${JSON.stringify(text)}, ${text}, ${expected}]);`;
    });
  if (style === "esm") return `export const results = [];\n${program}`;
  return `const results = (exports.results = []);\n${program.replace(/^import (\{[^}]*\}) from ("[^"]+")/gm, "const $1 = require($2)")}`;
}

/** Numbers to 14 digits and objects without their classes: what a reader compares. */
function plain(value: unknown): unknown {
  if (value === undefined) return "undefined";
  return JSON.parse(
    JSON.stringify(value, (_, part: unknown) => (typeof part === "number" ? Number(part.toPrecision(14)) : part)),
  );
}
