/** What every output must be: the same each time, transformed once, and the written function left as it was. */
import { expect } from "chai";
import { rolldown } from "rolldown";
import { compile, compileWithMap, load } from "../support/harness.ts";
import { writeModule } from "../support/load.ts";
import { families } from "../zoo/index.ts";

const sources = Object.values(families).flatMap((programs) => programs.map(({ name, source }) => ({ name, source })));

/** Every n-th program of the zoo, compiled; what is not supported yet is the zoo's business, not ours. */
async function* every(n: number): AsyncGenerator<{ name: string; source: string; code: string }> {
  for (const { name, source } of sources.filter((_, i) => i % n === 0)) {
    const code = await compile(source).catch((error: unknown) => {
      if ((error as { code?: string }).code !== "UNSUPPORTED_SYNTAX") throw error;
    });
    if (code !== undefined) yield { name, source, code };
  }
}

describe("the output", () => {
  it("is the same, byte for byte, each time", async () => {
    for await (const { name, source, code } of every(7)) expect(await compile(source), name).to.equal(code);
  });

  it("grows with the expression, in depth and in length", async () => {
    const times = (n: number, part: (i: number) => string, between = ""): string =>
      Array.from({ length: n }, (_, i) => part(i)).join(between);
    const shapes: Readonly<Record<string, (n: number) => string>> = {
      "a sum": (n) => times(n, (i) => `x * ${String(i)}`, " + "),
      "a product": (n) => times(n, (i) => `(x + ${String(i)})`, " * "),
      "Horner's rule": (n) => `${times(n, (i) => `${String(i)} + x * (`)}1${times(n, () => ")")}`,
      "conditions at once": (n) => `${times(n, (i) => `x > ${String(i)}`, " && ")} ? x * x : x`,
      "conditions in turn": (n) => `${times(n, (i) => `x > ${String(i)} ? x * x : `)} x`,
    };
    for (const [name, shape] of Object.entries(shapes)) {
      const growth = async (n: number): Promise<number> => {
        const source = `export const f = (x) => { "differentiable"; return ${shape(n)}; };`;
        return (await compile(source, { options: { order: 2 } })).length / source.length;
      };
      expect(await growth(80), name).to.be.below(1.3 * (await growth(20)));
    }
  });

  it("is there at once for loops in loops: none is gone over anew for each that is around it", async () => {
    let body = "s *= x;";
    for (let i = 0; i < 30; i++) body = `for (const v of [s, 1]) { s += v; ${body} }`;
    expect(await compile(`export const f = (x) => { "differentiable"; let s = x; ${body} return s; };`)).to.include(
      "for (",
    );
  });

  it("is left unchanged by a second transform, byte for byte", async () => {
    for await (const { name, code } of every(7)) expect(await compile(code), name).to.equal(code);
  });

  it("is left unchanged by a second transform with include", async () => {
    const options = { include: ["program.js"] };
    const once = await compile(`export const f = (x) => x * x;`, { options });
    expect(await compile(once, { options })).to.equal(once);
  });

  it("is known by a second transform when a bundler has been at it", async () => {
    const once = writeModule(await compile(`export const f = (x) => { "differentiable"; return x * x; };`));
    for (const format of ["esm", "cjs"] as const)
      for (const minify of [false, true]) {
        const bundle = await rolldown({ input: once, external: /@fluxion/, logLevel: "silent" });
        const { output } = await bundle.generate({ format, minify });
        const twice = await compile(output[0].code, { sourceType: format === "cjs" ? "script" : "module" });
        expect(twice.match(/_pair\b/g)?.length, twice).to.equal(minify ? undefined : 2);
      }
  });

  it("of the runtime is the runtime, however wide include is", async () => {
    const options = { include: [""] };
    const source = `export const f = x => x * x;`;
    const compiled = (filename: string): Promise<string> => compile(source, { filename, options });
    expect(await compiled("/app/node_modules/@fluxion/runtime/dist/index.js")).to.equal(source);
    expect(await compiled("C:\\app\\node_modules\\@fluxion\\runtime\\dist\\index.js")).to.equal(source);
    expect(await compiled("/app/node_modules/fluxion/index.js")).not.to.equal(source);
  });

  it("of a file with nothing marked is what Babel prints", async () => {
    const source = `export const f = x => x * x;\nclass A {}`;
    expect(await compile(source)).to.equal(source);
  });

  it("holds no eval and no new Function", async () => {
    for await (const { name, source, code } of every(5)) {
      if (!/new Function|eval/.test(source)) expect(code, name).not.to.match(/\beval\(|new Function\b/);
    }
  });

  it("has a source map that points into the source", async () => {
    const { map } = await compileWithMap(`export function f(x) {\n  "differentiable";\n  return x * x;\n}`, {
      filename: "/somewhere/maths.js",
    });
    expect(map.sources.join()).to.include("maths.js");
    expect(map.mappings.length).to.be.above(10);
  });

  it("keeps name, length, this, new.target and the text of a short function", async () => {
    const { f, g, Box, o } = await load(`
export function f(x, y = 1, ...rest) { "differentiable"; return x; }
export const g = (a, b) => { "differentiable"; return a * b; };
export function Box(v) { "differentiable"; this.made = new.target === Box; this.v = v; }
export const o = { k: 2, m(x) { "differentiable"; return this.k * x; } };`);
    const shape = (fn: unknown): unknown => [(fn as () => void).name, (fn as () => void).length];
    expect([shape(f), shape(g), shape(Box)]).to.deep.equal([
      ["f", 1],
      ["g", 2],
      ["Box", 1],
    ]);
    const made = new (Box as new (v: number) => { made: boolean; v: number })(3);
    expect({ ...made }).to.deep.equal({ made: true, v: 3 });
    expect((o as { m(x: number): number }).m(4)).to.equal(8);
    expect(Object.keys(f as object)).to.deep.equal([]);
    expect(JSON.stringify(o)).to.equal(`{"k":2}`);
  });
});
