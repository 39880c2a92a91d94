/** The plugin among other things: Babel 7 and 8, both module systems, scripts, TypeScript and JSX around it. */
import { expect } from "chai";
import { compile, load, runtime } from "../support/harness.ts";
import { babel, bare, plugin } from "../support/packages.ts";
import { writeModule, evaluate } from "../support/load.ts";

const source = `export function f(x, n) { "differentiable"; let r = 1; for (let i = 0; i < n; i++) r *= x; return r; }`;
const script = source.replace("export ", "");

for (const version of [7, 8] as const) {
  describe(`Babel ${version}`, () => {
    it("an ES module imports the runtime", async () => {
      const { gradient } = await runtime();
      const code = await compile(source, { babel: version });
      expect(code).to.match(/^import .* from ["']@fluxion\/runtime\/internal["'];/m);
      const { f } = await load(source, { babel: version });
      expect(gradient(f, 2, 3)).to.deep.equal([12, 0]);
    });

    it("a CommonJS file requires it", async () => {
      const { gradient } = await runtime();
      const common = `const path = require("node:path");\n${script}\nmodule.exports = { f, sep: path.sep };`;
      const code = await compile(common, { filename: "a.cjs", babel: version });
      expect(code).to.match(/require\(["']@fluxion\/runtime\/internal["']\)/);
      expect(code).not.to.match(/^import /m);
      const { f } = await load(common, { format: "cjs", babel: version });
      expect(gradient(f, 2, 3)).to.deep.equal([12, 0]);
    });

    it("a function is declared in an `if` without a block, in code that is not strict", async () => {
      const { gradient } = await runtime();
      const common = `if (globalThis) function g(x) { return x * x; } else function g(x) { return x; }
function f(x) { "differentiable"; return g(x) * x; }
module.exports = { f };`;
      const { f } = await load(common, { format: "cjs", babel: version, options: { include: [/./] } });
      expect(gradient(f, 2)).to.deep.equal([12]);
    });

    it("a function in the head of a loop of the module stays as it is", async () => {
      const { gradient } = await runtime();
      const looping = `const fs = [];
for (let v = 0, w = () => v; fs.push(() => v), v < 2; v++) fs.push(w, (x) => v * x);
export const values = fs.map((g) => g(1));
export function f(x) { return fs[2](x) + fs[5](x) * x; }`;
      const { f, values } = await load(looping, { babel: version, options: { include: [/./] } });
      expect(values).to.deep.equal([0, 0, 0, 1, 0, 1, 2]);
      expect(gradient(f, 3)).to.deep.equal([6]);
    });

    it("a script takes it from a global", async () => {
      const code = await compile(script, {
        sourceType: "script",
        babel: version,
        options: { runtime: { global: "Fluxion" } },
      });
      expect(code)
        .to.include("Fluxion")
        .and.not.to.match(/require\(|^import /m);
    });

    it("the runtime's name is an option", async () => {
      const code = await compile(source, { babel: version, options: { runtime: "my-runtime" } });
      expect(code)
        .to.match(/from ["']my-runtime\/internal["']/)
        .and.not.to.include("@fluxion/runtime");
    });

    it("Babel 7 and Babel 8 give the same text", async () => {
      expect(await compile(source, { babel: version })).to.equal(await compile(source, { babel: 7 }));
    });

    it("plugins and presets after it lower its output", async () => {
      const seen: string[] = [];
      const { transformAsync } = await babel(version);
      const result = await transformAsync(source, {
        ...bare,
        filename: "program.js",
        plugins: [
          await plugin(),
          // A plugin that counts functions: it sees what was generated.
          () => ({
            visitor: {
              FunctionDeclaration: (path: { node: { id?: { name: string } | null } }) =>
                void seen.push(path.node.id?.name ?? ""),
            },
          }),
        ],
      });
      expect(result?.code).to.include("function f(");
      expect(seen).to.include("f");
      expect(seen.length).to.be.above(1);
    });
  });
}

describe("generators that are compiled away after it, as preset-env does it for old browsers", () => {
  // What such a function gives has methods of its own, and inherits nothing of the engine's generators.
  const away = `const methods = { next(x) { return this.it.next(x); }, return(x) { return this.it.return(x); }, throw(x) { return this.it.throw(x); },
  [Symbol.iterator]: function () { return this; } };
const away = (it, own) => Object.assign(Object.create(isMarked ? Object.setPrototypeOf(own.prototype, methods) : methods), { it });`;
  const text = `function* powers(x, n = 3) { try { for (let r = x; n-- > 0; r *= x) { const k = yield r; if (k) r *= k; } } finally { log.push(n); } }
function* twice(x) { yield* powers(x); return yield* powers(x * x, 1); }
const log = [];
export function f(x) {
  "differentiable";
  let s = 0;
  for (const v of twice(x)) s += v * x;
  const it = powers(x);
  s *= it.next().value + it.next(x).value;
  s += it.return(x * x).value;
  for (const v of powers(s, 5)) if (v !== s) break;
  const [a, b] = [...powers(x), ...powers(s, 1)];
  try { const it = powers(x); s += it.next().value; it.throw({ x: x * s }); } catch (e) { s += e.x; }
  return s * a * b + log.length;
}
export const all = async (x) => { "differentiable"; let s = 1; for (const v of powers(await x)) s += v * (await s); return s; };`;
  for (const isMarked of [true, false]) {
    it(isMarked ? "inherit from the function's prototype" : "are given by a function that wraps them", async () => {
      const { gradient } = await runtime();
      const { parseAsync, traverse, types: t, transformFromAstAsync } = await babel();
      const compiled = await compile(text, { options: { include: ["program.js"], order: 2 } });
      const tree = await parseAsync(`const isMarked = ${String(isMarked)};\n${away}\n${compiled}`, bare);
      if (!tree) throw new Error("no tree");
      traverse(tree, {
        FunctionDeclaration({ node }) {
          if (!node.generator || !node.id) return;
          const made = t.functionExpression(null, node.params, node.body, true);
          const call = t.callExpression(t.memberExpression(made, t.identifier("apply")), [
            t.thisExpression(),
            t.identifier("arguments"),
          ]);
          const given = t.callExpression(t.identifier("away"), [call, node.id]);
          Object.assign(node, { generator: false, body: t.blockStatement([t.returnStatement(given)]) });
        },
      });
      const result = await transformFromAstAsync(tree, undefined, bare);
      const { f, all } = await evaluate(writeModule(result?.code ?? ""));
      const native = await load(text, { options: { include: ["program.js"] } });
      expect((f as (x: number) => number)(1.3)).to.equal((native["f"] as (x: number) => number)(1.3));
      expect(gradient(f, 1.3)).to.deep.equal(gradient(native["f"], 1.3));
      expect(await gradient(all, 1.3)).to.deep.equal(await gradient(native["all"], 1.3));
      const { hvp } = (await import("@fluxion/runtime")) as unknown as { hvp: (...args: unknown[]) => number };
      const slope = (x: number): number => (gradient(f, x) as number[])[0] as number;
      expect(hvp(f, 1.3, 1)).to.be.closeTo((slope(1.3 + 1e-5) - slope(1.3 - 1e-5)) / 2e-5, 1e-3);
    });
  }
});

describe("syntax around marked functions", () => {
  it("TypeScript annotations, generics, as, satisfies, non-null", async () => {
    const { gradient } = await runtime();
    const { f } = await load(
      `interface Point { x: number; y?: number }
type Loss = (p: Point) => number;
const square = <T extends number>(x: T): number => (x as number) * x;
export const f: Loss = (p: Point): number => {
  "differentiable";
  const y = p.y! satisfies number;
  return square(p.x) * (y as number) + (p as Point).x;
};
export abstract class Shape { k = 1; abstract area(): number; }
declare const nothing: unique symbol;`,
      { filename: "program.ts" },
    );
    expect(gradient(f, { x: 2, y: 3 })).to.deep.equal([{ x: 13, y: 4 }]);
  });

  it("TypeScript classes with typed fields, optional parameters and overloads", async () => {
    const { gradient } = await runtime();
    const { f } = await load(
      `export class Layer {
  declare label: string;
  readonly w: number;
  private bias: number = 0.5;
  constructor(w: number) { this.w = w; }
  apply(x: number): number;
  apply(x: number, k?: number): number;
  apply(this: Layer, x: number, k: number = 2): number { return this.w * x * k + this.bias; }
}
export function f(w: number, x: number): number { "differentiable"; return new Layer(w).apply(x); }`,
      { filename: "program.ts" },
    );
    expect(gradient(f, 3, 5)).to.deep.equal([10, 6]);
  });

  it("TypeScript passes through the preset, before or after", async () => {
    const { transformAsync } = await babel(7);
    const typed = `export const f = (x: number): number => { "differentiable"; return x * x; };`;
    const result = await transformAsync(typed, {
      ...bare,
      filename: "program.ts",
      presets: ["@babel/preset-typescript"],
      plugins: [await plugin()],
    });
    expect(result?.code).not.to.include(": number");
    const { gradient } = await runtime();
    const { f } = await evaluate(writeModule(result?.code ?? ""));
    expect(gradient(f, 3)).to.deep.equal([6]);
  });

  it("JSX beside and inside", async () => {
    const code = await compile(
      `export const View = () => <p title={"x"}>{f(2)}</p>;
export function f(x) { "differentiable"; return x * x; }`,
      { filename: "program.jsx" },
    );
    expect(code).to.include("<p").and.to.include("@fluxion/runtime/internal");
  });

  it("comments, a hashbang and directives stay", async () => {
    const code = await compile(`#!/usr/bin/env node
"use strict";
// The licence.
/** What it does. */
export function f(x) {
  "differentiable";
  // inside
  return x * x;
}`);
    expect(code).to.match(/^#!\/usr\/bin\/env node/);
    for (const part of [`"use strict"`, "// The licence.", "/** What it does. */", "// inside"])
      expect(code).to.include(part);
  });

  it("a file with a top-level await, import.meta and dynamic import", async () => {
    const { f, here } = await load(`const { sep } = await import("node:path");
export const here = typeof import.meta.url + sep.length;
export function f(x) { "differentiable"; return x * x; }`);
    expect(here).to.equal("string1");
    expect((f as (x: number) => number)(3)).to.equal(9);
  });
});
