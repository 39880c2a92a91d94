/**
 * ARCHITECTURE.md says what is true: below each program it shows the sweeps that the compiler writes today, it names every
 * file of the passes and every export that generated code may call. `UPDATE=1` writes the sweeps anew.
 */
import { expect } from "chai";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { cases } from "../fixtures/cases.ts";
import { compile } from "../support/compile.ts";
import { root, runtime } from "../support/packages.ts";
import { eachNode, parse } from "../support/tree.ts";

const path = join(root, "packages/babel-plugin/ARCHITECTURE.md");
const sources = join(root, "packages/babel-plugin/src");
const example = /^```js written\n([\s\S]*?)^```\n([\s\S]*?)^```js (sweeps|joint|dual|slope|program)\n([\s\S]*?)^```$/gm;

describe("ARCHITECTURE.md", () => {
  it("shows the code that is generated", async () => {
    const text = readFileSync(path, "utf8");
    let updated = text;
    const examples = [...text.matchAll(example)];
    expect(examples).to.have.length.above(8);
    for (const [whole, written = "", , kind = "", shown = ""] of examples) {
      const generated = await (kind === "program" ? program(written) : functions(written, KINDS[kind] ?? /./));
      updated = updated.replace(whole, () => whole.slice(0, whole.length - shown.length - 3) + generated + "```");
    }
    if (process.env["UPDATE"] === "1") writeFileSync(path, updated);
    else expect(text).to.equal(updated);
  });

  it("names every file of the passes", () => {
    const text = readFileSync(path, "utf8");
    for (const folder of readdirSync(sources).filter((name) => /^\d-|^order$/.test(name))) {
      for (const file of readdirSync(join(sources, folder))) {
        const name = file.replace(/\.ts$/, "");
        expect(text, `${folder}/${file}`).to.match(new RegExp(`\\b${name}(?=[\`, ])`));
      }
    }
  });

  it("names every export that generated code may call", async () => {
    await runtime();
    const name = "@fluxion/runtime/internal";
    const internal = (await import(name)) as Record<string, unknown>;
    const text = readFileSync(path, "utf8");
    const contract = text.slice(text.indexOf("## The contract"), text.indexOf("## Glossary"));
    for (const exported of Object.keys(internal)) expect(contract, exported).to.match(new RegExp(`\`${exported}\\b`));
  });

  it("names every field of a pair, and every method of the tape that generated code calls", () => {
    const text = readFileSync(path, "utf8");
    const contract = text.slice(text.indexOf("## The contract"), text.indexOf("## Glossary"));
    const [pair = ""] =
      /interface Pair \{[\s\S]*?^\}/m.exec(readFileSync(join(root, "packages/runtime/src/pair.ts"), "utf8")) ?? [];
    const fields = [...pair.matchAll(/^ {2}(?:readonly )?(\w+)\??:/gm)].map(([, name]) => name);
    const methods = cases().flatMap(({ outputPath }) => [
      ...readFileSync(outputPath, "utf8").matchAll(/\b(?:tape|frame)\.(\w+)/g),
    ]);
    for (const name of new Set([...fields, ...methods.map(([, method]) => method)])) {
      expect(contract, name).to.match(new RegExp(`\\b${name ?? ""}\\b`));
    }
  });
});

const KINDS: Readonly<Record<string, RegExp>> = {
  sweeps: /_(forward|pullback)$/,
  joint: /_(joint|tangent)$/,
  dual: /_dual$/,
  slope: /_(along|slope_joint|curve)$/,
};

/** The generated functions of one kind, as the project formats code. */
async function functions(written: string, kind: RegExp): Promise<string> {
  const code = await compile(written, {
    options: { order: kind === KINDS["dual"] || kind === KINDS["slope"] ? 2 : 1 },
  });
  const found: string[] = [];
  eachNode(await parse(code, "program.js"), (node) => {
    if (node.type !== "FunctionDeclaration" || !kind.test(node.id?.name ?? "")) return;
    found.push(code.slice(node.start ?? 0, node.end ?? 0));
  });
  return pretty(found.join("\n"));
}

/** All but the sweeps. */
async function program(written: string): Promise<string> {
  const code = await compile(written);
  let rest = code;
  eachNode(await parse(code, "program.js"), (node) => {
    if (node.type !== "FunctionDeclaration" || !/_(forward|pullback|joint|tangent)$/.test(node.id?.name ?? "")) return;
    rest = rest.replace(code.slice(node.start ?? 0, node.end ?? 0), "");
  });
  return pretty(rest);
}

async function pretty(code: string): Promise<string> {
  return format(code, { ...(await resolveConfig(path)), parser: "babel" });
}
