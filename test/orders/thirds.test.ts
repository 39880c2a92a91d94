/** Third derivatives, of files compiled with `order: 3`. */
import { expect } from "chai";
import { load } from "../support/harness.ts";
import { runtime } from "../support/packages.ts";
import { compiled, type Program } from "../support/program.ts";
import { leaves, shaped } from "../support/structure.ts";
import { families } from "../zoo/index.ts";
import { head, right } from "./inner-programs.ts";

type Fn = (x: number) => number;

const options = { order: 3 };

/** The derivative of something at 0.7 by differences, extrapolated. */
function slopeOf(f: Fn, x: number): number {
  const at = (e: number): number => (f(x + e) - f(x - e)) / (2 * e);
  return (4 * at(5e-4) - at(1e-3)) / 3;
}

const close = (value: unknown, expected: number): Chai.Assertion =>
  expect(value).to.be.closeTo(expected, 1e-6 * (1 + Math.abs(expected)));

describe("derivatives of order 3", () => {
  /** Declarations; f is differentiated three times. */
  const programs: Readonly<Record<string, string>> = {
    "a power and a sine": `export function f(x) { "differentiable"; return x ** 4 + Math.sin(x); }`,
    "a helper": `const g = (x) => x * x * x; export function f(x) { "differentiable"; return g(x) * Math.exp(x); }`,
    "a loop": `export function f(x) { "differentiable"; let s = 0; for (let i = 1; i < 4; i++) s += x ** i / i; return s * x; }`,
    "a branch": `export function f(x) { "differentiable"; const y = x > 0.5 ? x * x * x : x; return Math.log(y) * y * Math.sqrt(x); }`,
    "a list that a loop goes over": `export function f(x) { "differentiable"; let s = 0; for (const v of [x, x * x, x ** 3]) s += v * v; return s; }`,
    "a list that grows": `export function f(x) { "differentiable"; const a = []; for (let i = 1; i < 4; i++) a.push(x ** i); let s = 1; for (let i = 0; i < a.length; i++) s *= a[i]; return s; }`,
    callbacks: `export function f(x) { "differentiable"; let s = 0; [1, 2, 3].forEach((k) => { s += k * x ** k; }); return s * [1, 2].map((k) => x ** k).reduce((a, b) => a + b * x, 0); }`,
    objects: `export function f(x) { "differentiable"; const o = { a: x, b: { c: x * x } }; o.a = o.a * o.b.c; const { a, ...r } = o; return a * r.b.c; }`,
    "a class with methods and a getter": `class V { constructor(a, b) { this.a = a; this.b = b; } dot(o) { return this.a * o.a + this.b * o.b; } get area() { return this.a * this.b; } }
      export function f(x) { "differentiable"; const v = new V(x, x * x); return v.dot(new V(x * x, x)) * v.area; }`,
    "closures, and one that assigns": `export function f(x) { "differentiable"; let s = 1; const by = (y) => { s *= x * y; return s; }; by(x); by(2); return by(x) * s; }`,
    "a function of functions": `const twice = (g, x) => g(g(x)); export function f(x) { "differentiable"; return twice((y) => y * y * x, x); }`,
    recursion: `const p = (x, n) => n === 0 ? 1 : x * p(x, n - 1); export function f(x) { "differentiable"; return p(x, 5); }`,
    swaps: `export function f(x) { "differentiable"; let [a, b] = [x, 1]; for (let i = 0; i < 4; i++) [a, b] = [a * b + x, a]; return a; }`,
    "a typed array": `export function f(x) { "differentiable"; const t = new Float64Array(4); t[0] = x; for (let i = 1; i < 4; i++) t[i] = t[i - 1] * x; return t[3] * t[1]; }`,
    "a spread": `export function f(x) { "differentiable"; return Math.max(...[x * x, x ** 3, 0.1]) * Math.hypot(x, 2); }`,
    "an exception": `export function f(x) { "differentiable"; try { if (x > 0) throw { v: x * x }; } catch (e) { return e.v * x * x; } return x; }`,
    "a function with a property that changes": `export function f(x) { "differentiable"; const g = Object.assign((v) => { g.calls++; return v * x; }, { calls: 0 }); g(x); return g(x) * g(x) * x * g.calls; }`,
    "a Map": `export function f(x) { "differentiable"; const m = new Map(); m.set("a", x * x); m.set("b", x); return m.get("a") * m.get("a") * m.get("b"); }`,
  };
  const ways = `
import { gradient as $gradient } from "@fluxion/runtime";
export const $d = (x) => { "differentiable"; return $gradient(f, x)[0]; };
export const $dd = (x) => { "differentiable"; return $gradient($d, x)[0]; };`;

  for (const [name, source] of Object.entries(programs)) {
    it(`are the same in each way: ${name}`, async () => {
      const { derivative, gradient, hessian, hvp, jvp } = await import("@fluxion/runtime");
      const { f, $d, $dd } = (await load(`${source}${ways}`, { options })) as Record<"f" | "$d" | "$dd", Fn>;
      const expected = slopeOf(derivative(derivative(f)), 0.7);
      close(derivative(derivative(derivative(f)))(0.7), expected);
      close(gradient($dd, 0.7)[0], expected);
      close(hessian($d, 0.7), expected);
      close(jvp($dd, [0.7], [1])[1], expected);
      close(hvp(derivative(f), 0.7, 1), expected);
    });
  }

  const constant = new Set(["what is ignored", "what is stopped"]);
  const refused: Readonly<Record<string, RegExp>> = {
    "with Params": /NOT_DIFFERENTIABLE.*by Params is taken where tangents are followed/s,
    "a pullback of Params": /NOT_DIFFERENTIABLE.*by Params is taken where tangents are followed/s,
    "of a list that is reversed in place": /NOT_DIFFERENTIABLE.*changes what it was given/s,
    "descent in place": /NOT_DIFFERENTIABLE.*was changed afterwards/s,
    "descent of an object in place": /NOT_DIFFERENTIABLE.*was changed afterwards/s,
  };
  /** They write memory that a derivative around them would have to undo. */
  const writes = new Set([
    "by memory",
    "by a variable of the module",
    "a tangent of objects, with a default and memory",
  ]);

  for (const [name, given] of Object.entries(right)) {
    it(`go through inner derivatives: ${name}`, async () => {
      const { derivative, hessian, hvp, jvp } = await import("@fluxion/runtime");
      const body = typeof given === "string" ? given : given[0];
      const { f } = (await load(`${head}export function f(x) { "differentiable"; ${body} }`, { options })) as { f: Fn };
      const slope = derivative(f);
      const expected = constant.has(name) ? 0 : slopeOf(slope, 0.7);
      const message = refused[name];
      if (message) {
        expect(() => hvp(f, 0.7, 1)).to.throw(message);
        return;
      }
      close(hessian(f, 0.7), expected);
      close(hvp(f, 0.7, 1), expected);
      if (writes.has(name)) expect(() => derivative(slope)(0.7)).to.throw(/NOT_DIFFERENTIABLE.*changes what/s);
      else close(derivative(slope)(0.7), expected);
      close(jvp(slope, [0.7], [1])[1], expected);
    });
  }

  const products: Readonly<Record<string, string>> = {
    "a product with a Hessian": `const [a, b] = hvp((v) => v[0] ** 3 * v[1] ** 2 * x, [x, 2], [1, x]); return a * b;`,
    "a product with that of a number": `return hvp((y) => y ** 4 * x, x, 2) * x;`,
    "a product along part of an object": `const h = hvp((o) => o.a ** 3 * o.l[0] ** 2 * x, { a: x, l: new Float64Array([x, 1]) }, { a: x }); return h.a * h.l[0];`,
    "a Hessian": `const H = hessian((v) => v[0] ** 3 * v[1] ** 2 + Math.sin(v[0] * v[1]), [x, 2 * x]); return H[0][0] * H[1][1] - H[0][1] * H[1][0];`,
    "a product of a typed array along a list": `const h = hvp((v) => v[0] ** 3 * v[1] ** 2, new Float64Array([x, 2]), [1, x]); return h[0] * h[1];`,
    "a Hessian of a number": `return hessian((y) => y ** 4 * x, x);`,
    "a diagonal": `const [d, e] = diagHessian((v, k) => v[0] ** 3 * v[1] ** 2 * k ** 4, [x, 2], x); return d[0] * d[1] * e;`,
  };
  for (const [name, body] of Object.entries(products)) {
    it(`are those of second derivatives inside: ${name}`, async () => {
      const { gradient } = await import("@fluxion/runtime");
      const source = `import { diagHessian, hessian, hvp } from "@fluxion/runtime"; export function f(x) { "differentiable"; ${body} }`;
      const { f } = (await load(source, { options })) as { f: Fn };
      close(gradient(f, 0.7)[0], slopeOf(f, 0.7));
    });
  }

  /** F(x) with the inner derivative along what moves, and F′. */
  const directions: Readonly<Record<string, string>> = {
    "of a derivative": `return derivative((y) => derivative(f)(y * x))(x);`,
    "of a gradient": `return derivative((y) => gradient(f, y * x)[0])(x);`,
  };
  for (const [name, body] of Object.entries(directions)) {
    it(`follow the direction that an inner one depends on: ${name}`, async () => {
      const { derivative, jvp } = await import("@fluxion/runtime");
      const source = `import { derivative, gradient } from "@fluxion/runtime"; const f = (t) => t ** 4; export function F(x) { "differentiable"; ${body} }`;
      const { F } = (await load(source, { options })) as { F: Fn };
      // d/dy f′(y x) = 12 y² x³, at y = x 12 x⁵.
      expect(F(0.7)).to.be.closeTo(12 * 0.7 ** 5, 1e-12);
      expect(derivative(F)(0.7)).to.be.closeTo(60 * 0.7 ** 4, 1e-12);
      expect(jvp(F, [0.7], [1])[1]).to.be.closeTo(60 * 0.7 ** 4, 1e-12);
    });
  }

  it("find what objects of the module hold, at each level for itself", async () => {
    const { hessian, jvp, derivative } = await import("@fluxion/runtime");
    const source = `import { derivative } from "@fluxion/runtime"; const box = { v: 0 }; const h = (y) => y * y * y * box.v;
export function f(x) { "differentiable"; box.v = x; return derivative(h)(x); }`;
    const { f } = (await load(source, { options })) as { f: Fn };
    expect(hessian(f, 0.7)).to.be.closeTo(18 * 0.7, 1e-12);
    expect(jvp(derivative(f), [0.7], [1])[1]).to.be.closeTo(18 * 0.7, 1e-12);
  });

  it("take a library that files of order 2 find too", async () => {
    const { derivative, hvp } = await import("@fluxion/runtime");
    const source = `export function f(x) { "differentiable"; return [1, 2, 3].map((k) => x ** k).reduce((a, b) => a + b, 0); }`;
    const { f: third } = (await load(source, { options })) as { f: Fn };
    const { f: second } = (await load(source, { options: { order: 2 } })) as { f: Fn };
    expect(derivative(derivative(derivative(third)))(2)).to.equal(6);
    expect(hvp(second, 2, 1)).to.equal(14);
    expect(() => derivative(derivative(derivative(second)))(2)).to.throw(/ORDER_EXCEEDED/);
  });
});

describe("derivatives of order 4", () => {
  it("are refused, whatever is asked for", async () => {
    const { derivative } = await import("@fluxion/runtime");
    const source = `export function f(x) { "differentiable"; return x ** 5; }`;
    const { f } = (await load(source, { options: { order: 4 } })) as { f: Fn };
    const third = derivative(derivative(derivative(f)));
    expect(third(0.5)).to.be.closeTo(15, 1e-12);
    expect(() => derivative(third)(0.5)).to.throw(/ORDER_EXCEEDED/);
  });
});

/** ∇⟨∇⟨∇f, v⟩, w⟩ against the slope of ∇⟨∇f, w⟩ along v, for programs whose arguments have a `jvp` in a sweep. */
describe("the zoo, three times differentiated", () => {
  const weight = (k: number): number => [1, -0.5, 0.75, 0.25, -1.25][k % 5] as number;
  const other = (k: number): number => [0.3, 1.1, -0.7, 0.9][k % 4] as number;
  const numbersOf = (value: unknown): number[] => leaves([value]).map((leaf) => leaf.get());
  const tangentOf = (args: unknown[], of: (k: number) => number): unknown => {
    let k = 0;
    return shaped(args, () => of(k++));
  };
  interface Way {
    readonly all: unknown;
    readonly along: unknown;
    readonly held: { direction: unknown };
  }
  const everyTenth = Object.entries(families)
    .flatMap(([family, programs]) =>
      programs
        .filter((p) => p.refused === undefined && p.throws === undefined && p.suspended === undefined && !p.fixed)
        .map((program) => ({ family, program })),
    )
    .filter((_, i) => i % 10 === 0);
  const instances = async (program: Program): Promise<() => Promise<{ f: Way; args: unknown[] }>> => {
    const source = `import { jvp as $jvp } from "@fluxion/runtime";
${program.source}
const $all = (all) => { "differentiable"; return (${program.call ?? "f"})(...all); };
const $held = { direction: null };
const $along = (all) => { "differentiable"; return $jvp($all, [all], [$held.direction])[1]; };`;
    const call = "{ all: $all, along: $along, held: $held }";
    const { make } = await compiled({ ...program, source, call }, { options });
    return async () => {
      const { f, args } = await make();
      return { f: f as unknown as Way, args: args() };
    };
  };

  let judged = 0;

  for (const { family, program } of everyTenth) {
    it(`${family}: ${program.name}`, async function () {
      const { hvp } = (await runtime()) as unknown as Record<"hvp", (...args: unknown[]) => unknown>;
      const make = await instances(program);
      const second = async (e: number): Promise<number[]> => {
        const { f, args } = await make();
        for (const [k, leaf] of leaves(args).entries()) leaf.set(leaf.get() + e * weight(k));
        return numbersOf(hvp(f.all, args, tangentOf(args, other)));
      };
      let slopes: number[][];
      try {
        slopes = await Promise.all(
          [1e-4, 2e-5].map(async (e) => {
            const [up, here, down] = [await second(e), await second(0), await second(-e)];
            const slope = (x: number, i: number): number => (x - (down[i] ?? NaN)) / (2 * e);
            const bend = (x: number, i: number): number => Math.abs(x - 2 * (here[i] ?? NaN) + (down[i] ?? NaN)) / e;
            // Where the slopes to both sides are not the same there is no derivative.
            return up.map((x, i) => (bend(x, i) < 0.01 * (1 + Math.abs(slope(x, i))) ? slope(x, i) : NaN));
          }),
        );
      } catch {
        return this.skip(); // it returns no number, or has no second derivatives
      }
      const { f, args } = await make();
      f.held.direction = tangentOf(args, weight);
      let third: number[];
      try {
        third = numbersOf(hvp(f.along, args, tangentOf(args, other)));
      } catch (error) {
        expect((error as Error).message).to.match(
          /each in one place|has no rule for tangents|key of a Map|has no dual|cannot be reversed|getter or setter that is not marked/,
        );
        return this.skip();
      }
      judged++;
      const [wide = [], narrow = []] = slopes;
      for (const [i, x] of narrow.entries()) {
        const doubt = Math.abs(x - (wide[i] ?? NaN)) / (1 + Math.abs(x));
        if (doubt < 1e-5) expect(third[i], `number ${String(i)}`).to.be.closeTo(x, 1e-5 * (1 + Math.abs(x)));
      }
    });
  }

  it("judges most of them", () => {
    expect(judged).to.be.greaterThan(everyTenth.length / 2);
  });
});
