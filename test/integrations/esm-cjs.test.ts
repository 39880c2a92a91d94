/** One state for the whole realm: an ES-module user and a CommonJS library meet in one tape and one set of Params. */
import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { basename } from "node:path";
import { compile } from "../support/compile.ts";
import { evaluate, writeModule } from "../support/load.ts";

const library = `
const { gradient, Params, adjoint, FluxionError } = require("@fluxion/runtime");

const W = new Float64Array([1, 2, 3]);
exports.W = W;
exports.params = new Params([W]);
exports.weighted = function (x) {
  "differentiable";
  let sum = 0;
  for (let i = 0; i < W.length; i++) sum += W[i] * x ** i;
  return sum;
};
exports.rounded = function (a, x) {
  "differentiable";
  a[0] = x;
  a[1] += x;
  a.set([x], 2);
  return a.with(0, x);
};
exports.made = 0;
exports.Hidden = class {
  #x;
  constructor(x) { "differentiable"; this.#x = x; exports.made++; }
  square() { "differentiable"; return this.#x * this.#x; }
};
exports.powers = function* (x) {
  "differentiable";
  for (let y = x; ; y *= x) yield y;
};
exports.slope = (f, x) => gradient(f, x)[0];
exports.clamp = adjoint((x) => Math.min(x, 1), (x) => [Math.min(x, 1), (dy) => [dy]]);
exports.FluxionError = FluxionError;
`;

const user = (libraryFile: string): string => `
import { FluxionError, gradient, hvp, Params } from "@fluxion/runtime";
import library from "./${libraryFile}";

const { W, weighted, clamp, Hidden, powers } = library;

export function square(x) {
  "differentiable";
  return x * x;
}
export const throughBoth = gradient((x) => square(weighted(x)), 2);
export const slopeByLibrary = library.slope(square, 3);
export const ofLibraryParams = gradient(() => square(weighted(2)), library.params).get(W);
export const ofOwnParams = gradient(() => weighted(2), new Params([W])).get(W);
export const ofIntegers = gradient((x) => {
  const a = library.rounded(new Int16Array(3), 3 * x);
  let sum = x;
  for (let i = 0; i < 3; i++) sum += a[i] * x;
  return sum;
}, 2);
export const throughLibraryRule = gradient((x) => clamp(2 * x), 5);
export function first(x) {
  "differentiable";
  let sum = 0;
  const powers = function* () { for (let y = x; ; y *= x) yield y; };
  for (const y of powers()) { sum += y; if (sum > 10) break; }
  return sum;
}
export const ofPrivate = gradient((o) => o.square(), new Hidden(3));
library.made = 0;
export const throughPrivate = gradient((x) => new Hidden(x).square(), 3);
export const made = library.made;
export const curvature = hvp((x) => powers(x).map((y) => y * x).take(2).reduce((a, b) => a + b, 0), 2, 1);
export let refusal;
try {
  library.slope((x) => x, 1);
} catch (error) {
  refusal = { own: error instanceof FluxionError, code: error.code };
}
`;

describe("an ES-module user and a CommonJS library", () => {
  let results: Readonly<Record<string, unknown>>;
  before(async () => {
    const libraryPath = writeModule(await compile(library, { filename: "library.cjs", options: { order: 2 } }), ".cjs");
    results = await evaluate(
      writeModule(await compile(user(basename(libraryPath)), { filename: "user.js", options: { order: 2 } })),
    );
  });

  it("see the private fields of a class of the library", () => {
    expect(results["ofPrivate"]).to.deep.equal([{ "#x": 6 }]);
    expect(results["throughPrivate"]).to.deep.equal([6]);
    expect(results["made"]).to.equal(1);
  });

  it("follow tangents through a generator of the library", () => {
    expect(results["curvature"]).to.equal(2 + 6 * 2);
  });

  it("round integers in the library as they do at home", () => {
    // Each is 6 and a constant.
    expect(results["ofIntegers"]).to.deep.equal([1 + 3 * 6]);
  });

  it("load two copies of the runtime", async () => {
    const required = createRequire(import.meta.url)("@fluxion/runtime") as object;
    const imported = (await import("@fluxion/runtime")) as object;
    expect(Object.keys(required)).to.include.members(Object.keys(imported).filter((name) => name !== "module.exports"));
    expect((required as { gradient: unknown }).gradient).not.to.equal((imported as { gradient: unknown }).gradient);
  });

  it("share a tape", () => {
    // weighted(2) = 17, its slope 2 + 6·2 = 14
    expect(results["throughBoth"]).to.deep.equal([2 * 17 * 14]);
    expect(results["slopeByLibrary"]).to.equal(6);
  });

  it("share Params", () => {
    expect(results["ofLibraryParams"]).to.deep.equal(new Float64Array([34, 68, 136]));
    expect(results["ofOwnParams"]).to.deep.equal(new Float64Array([1, 2, 4]));
  });

  it("refuse accessors that are not marked, whichever copy has made the tape", async () => {
    const libraryPath = writeModule(await compile(library, { filename: "library.cjs", options: { order: 2 } }), ".cjs");
    const ownPath = writeModule(
      await compile('export const f = (o) => { "differentiable"; return o.of * 2; };', { filename: "own.js" }),
    );
    const program = `
const { f } = await import(${JSON.stringify(ownPath)});
const { gradient } = await import("@fluxion/runtime");
const { default: library } = await import(${JSON.stringify(libraryPath)});
library.slope((x) => { "differentiable"; return library.rounded(new Float64Array(3), x)[0]; }, 2);
try { console.log(gradient(f, { k: 3, get of() { return this.k ** 2; } })); } catch (error) { console.log(error.code); }`;
    const compiledProgram = writeModule(await compile(program, { filename: "program.js", options: { order: 2 } }));
    const printed = execFileSync(process.execPath, [compiledProgram], { encoding: "utf8" });
    expect(printed.trim()).to.equal("NOT_DIFFERENTIABLE");
  });

  it("leave generators early, whichever copy came first", async () => {
    const libraryPath = writeModule(await compile(library, { filename: "library.cjs", options: { order: 2 } }), ".cjs");
    const userPath = writeModule(
      await compile(user(basename(libraryPath)), { filename: "user.js", options: { order: 2 } }),
    );
    const program = `
await import(${JSON.stringify(libraryPath)});
const { first } = await import(${JSON.stringify(userPath)});
const { gradient } = await import("@fluxion/runtime");
console.log(gradient(first, 2)[0]);`;
    const printed = execFileSync(process.execPath, ["--input-type=module", "--eval", program], { encoding: "utf8" });
    // x + x² + x³
    expect(Number(printed)).to.equal(1 + 4 + 12);
  });

  it("differentiate as often as each file is compiled for, whichever copy came first", async () => {
    const body = `(x) => { "differentiable"; const [g] = gradient((y) => x * y ** 3, 2 * x); return g ** 2; };`;
    const heads = {
      cjs: `const { gradient } = require("@fluxion/runtime"); exports.f = `,
      js: `import { gradient } from "@fluxion/runtime"; export const f = `,
    };
    const written = async (kind: "cjs" | "js", order: 2 | 3): Promise<string> =>
      writeModule(
        await compile(heads[kind] + body, { filename: `file.${kind}`, options: { order } }),
        kind === "cjs" ? ".cjs" : ".mjs",
      );
    for (const [one, other] of [
      ["cjs", "js"],
      ["js", "cjs"],
    ] as const) {
      const program = `
import { hvp } from "@fluxion/runtime";
await import(${JSON.stringify(await written(one, 2))});
const first = await import(${JSON.stringify(await written(other, 3))});
const second = await import(${JSON.stringify(await written(one, 3))});
console.log(JSON.stringify([first, second].map(({ f }) => hvp(f, 1.5, 1))));`;
      const printed = execFileSync(process.execPath, ["--input-type=module", "--eval", program], { encoding: "utf8" });
      // f = 144 x⁶
      expect(JSON.parse(printed)).to.deep.equal([144 * 30 * 1.5 ** 4, 144 * 30 * 1.5 ** 4]);
    }
  });

  it("share rules and errors", () => {
    expect(results["throughLibraryRule"]).to.deep.equal([2]);
    expect(results["refusal"]).to.deep.equal({ own: true, code: "NOT_COMPILED" });
  });
});
