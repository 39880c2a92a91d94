/** What a bundler makes of a compiled program: it does the same, and ships no more of the runtime than it uses. */
import { expect } from "chai";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { rolldown, type Plugin } from "rolldown";
import { compile } from "../support/compile.ts";
import { writeModule, type Exports } from "../support/load.ts";
import { root, runtime } from "../support/packages.ts";
import { emptyFolder } from "./pack.ts";
import { blocksUnder } from "./readme.ts";

const PACKAGES = ["@fluxion/runtime", "@fluxion/runtime/internal"];

/** A module and what it imports, but for what is `external`, as one minified script. */
async function bundled(code: string, external: string[] = []): Promise<string> {
  const bundle = await rolldown({ input: writeModule(code), platform: "browser", external, logLevel: "silent" });
  const { output } = await bundle.generate({
    format: external.length > 0 ? "esm" : "iife",
    name: "program",
    minify: true,
  });
  return output[0].code;
}

const size = (code: string): number => gzipSync(code, { level: 9 }).length;

/** Bytes of the runtime in the bundle of a compiled program, compressed. */
async function shipped(source: string): Promise<number> {
  const code = await compile(source);
  return size(await bundled(code)) - size(await bundled(code, PACKAGES));
}

/** What a bundle exports, in a realm of its own: here, other copies of the runtime have brought their rules. */
function evaluate(bundle: string): Exports {
  return runInContext(`${bundle}; program;`, createContext({ console })) as Exports;
}

const run = async (source: string): Promise<Exports> => evaluate(await bundled(await compile(source)));

const example = readFileSync(join(root, "packages/bench/src/facts/example.js"), "utf8");
const withImport = (source: string): string => `import { gradient } from "@fluxion/runtime";\n${source}`;

describe("the README's plugin for Vite", () => {
  const [{ code: config } = { code: "" }] = blocksUnder("With a bundler or a test runner");
  const file = join(emptyFolder(), "energy.ts");
  after(() => rmSync(dirname(file), { recursive: true }));

  it("compiles TypeScript, without a warning", async () => {
    const { default: configured } = (await import(writeModule(config))) as { default: { plugins: Plugin[] } };
    writeFileSync(
      file,
      `class Spring { constructor(readonly k: number, private rest: number) {} energy(x: number): number { return this.k * (x - this.rest) ** 2; } }
       export const energy = (x: number, k: number): number => { "differentiable"; return new Spring(k, 1).energy(x as number); };`,
    );
    const warnings: string[] = [];
    const bundle = await rolldown({
      input: file,
      plugins: configured.plugins,
      external: /^@fluxion/,
      onLog: (level, { message }) => void warnings.push(`${level}: ${message}`),
    });
    const { output } = await bundle.generate({ format: "esm" });
    const { energy } = (await import(writeModule(output[0].code))) as { energy: (x: number, k: number) => number };
    const { gradient } = await runtime();
    expect(gradient(energy, 3, 5)).to.deep.equal([20, 4]);
    expect(warnings.filter((w) => !/timings/i.test(w))).to.deep.equal([]);
  });
});

describe("a bundle", () => {
  it("of the Rosenbrock example ships less than 8 kB of the runtime", async () => {
    expect(await shipped(example)).to.be.below(8000);
    const { descend } = (await run(example)) as { descend: (x: number[], rate: number) => number[] };
    expect(descend([1, 2], 0.5)).to.deep.equal([201, -98]);
  });

  const bounds: Readonly<Record<string, readonly [kilobytes: number, source: string]>> = {
    Params: [
      9,
      `import { gradient, Params } from "@fluxion/runtime";
       const W = [1, 2];
       const loss = () => W[0] * W[1];
       export const slope = gradient(loss, new Params([W])).get(W);`,
    ],
    "an async function": [11.9, withImport(`export const slope = gradient(async (x) => (await x) * x, 2);`)],
    "a call of an unknown function": [
      41.5,
      withImport(`export const slope = gradient((g, x) => g(x) * x, Math.sin, 2);`),
    ],
    "a gradient of an unknown function": [41.5, withImport(`export const slope = gradient(Math.sin, 2);`)],
  };
  for (const [what, [kilobytes, source]] of Object.entries(bounds)) {
    it(`of a program with ${what} ships less than ${String(kilobytes)} kB`, async () => {
      expect(await shipped(source)).to.be.below(1000 * kilobytes);
    });
  }

  const programs: Readonly<Record<string, readonly [slope: unknown, source: string]>> = {
    "a native function": [[Math.cos(1)], `export const slope = gradient(Math.sin, 1);`],
    "a function that is given": [
      [4],
      `const at = (f, x) => gradient(f, x); export const slope = at((x) => { "differentiable"; return x * x; }, 2);`,
    ],
    "natives that call back": [
      [12],
      `export const slope = gradient((x) => [x, 2 * x].map((y) => y * y).reduce((a, b) => a + b) + x * x, 1);`,
    ],
    "a Map": [[new Map([["k", 6]])], `export const slope = gradient((m) => m.get("k") ** 2, new Map([["k", 3]]));`],
    "an instance with private fields": [
      [{ "#x": 27 }],
      `class Cube { #x = 3; volume() { return this.#x ** 3; } }
       export const slope = gradient((cube) => cube.volume(), new Cube());`,
    ],
    generators: [
      [7],
      `function* powers(x) { yield x; yield x * x; yield 2 * x; }
       export const slope = gradient((x) => { let s = 0; for (const y of powers(x)) s += y; return s; }, 2);`,
    ],
    "a generator that is left": [
      [5],
      `function* powers(x) { let y = x; for (;;) { yield y; y *= x; } }
       export const slope = gradient((x) => { let s = 0; for (const y of powers(x)) { if (y > 4) break; s += y; } return s; }, 2);`,
    ],
    "async functions": [
      [12],
      `const later = async (x) => x * x;
       export const slope = gradient(async (x) => (await later(x)) * x, 2);`,
    ],
    "async generators": [
      [5],
      `async function* both(x) { yield x; yield x * x; }
       export const slope = gradient(async (x) => { let s = 0; for await (const y of both(x)) s += y; return s; }, 2);`,
    ],
    exceptions: [
      [6],
      `const half = (x) => { if (x > 2) throw { v: x * x }; return x; };
       export const slope = gradient((x) => { try { return half(x); } catch (e) { return e.v; } }, 3);`,
    ],
    Params: [
      [2, 1],
      `import { Params } from "@fluxion/runtime";
       const W = [1, 2]; export const slope = gradient(() => W[0] * W[1], new Params([W])).get(W);`,
    ],
    "an adjoint in the place of a pair": [
      [1],
      `import { adjoint } from "@fluxion/runtime";
       function clip(x) { return Math.min(x, 1); }
       adjoint(clip, (x) => [Math.min(x, 1), (dy) => [dy]]);
       export const slope = gradient(clip, 7);`,
    ],
    "a gradient in a gradient": [
      "ORDER_EXCEEDED",
      `const inner = (x) => gradient((y) => y * y, x)[0];
       export let slope;
       try { slope = gradient((x) => inner(x), 1); } catch ({ code }) { slope = code; }`,
    ],
    "a bound function": [
      [6],
      `const times = (k, x) => k * x;
       export const slope = gradient((x) => { const f = times.bind(null, 6); return f(x); }, 1);`,
    ],
    getters: [
      [{ k: 6 }],
      `const square = { k: 3, get of() { "differentiable"; return this.k ** 2; } };
       export const slope = gradient((o) => o.of, square);`,
    ],
  };
  for (const [what, [slope, source]] of Object.entries(programs)) {
    it(`does what the program does: ${what}`, async () => {
      expect(await (await run(withImport(source)))["slope"]).to.deep.equal(slope);
    });
  }

  it("takes natives for what they were when it was loaded", async () => {
    const { slope } = await run(
      withImport(`Array.prototype.shift = function () { return 5; };
       export let slope;
       try { slope = gradient((xs) => xs.shift() * xs[0], [2, 3]); } catch ({ code }) { slope = code; }`),
    );
    expect(slope).to.equal("NOT_DIFFERENTIABLE");
  });
});

describe("the runtime, of which a program uses one export", () => {
  for (const name of PACKAGES) {
    it(`can be loaded: ${name}`, async () => {
      const exports = Object.keys((await import(name)) as object);
      expect(exports).to.include("gradient");
      for (const used of exports) {
        const { value } = evaluate(await bundled(`export { ${used} as value } from "${name}";`));
        expect(value, used).not.to.equal(undefined);
      }
    }).timeout(60_000);
  }
});
