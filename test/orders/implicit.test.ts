/** `fixedPoint` and `root`: their solutions, their derivatives by the implicit function theorem, and their errors. */
import { expect } from "chai";
import { checkGradient, derivative, fixedPoint, gradient, hessian, hvp, jvp, root } from "@fluxion/runtime";
import { load } from "../support/harness.ts";
import { numericalGradient } from "../support/numerical-gradient.ts";
import { gaps } from "../support/same.ts";

type Loose = (...args: unknown[]) => number;

const source = `import { fixedPoint, root, gradient } from "@fluxion/runtime";
export const sqrt = (a) => { "differentiable"; return root((x, t) => x * x - t, 1, a); };
export const cosine = (a) => { "differentiable"; return fixedPoint((x, t) => Math.cos(t * x), 1, a); };
export const repelling = (a) => { "differentiable"; return fixedPoint((x, t) => t * x * (1 - x) * 4, 0.6, a); };
export const captured = (a, b) => { "differentiable"; const k = a * b; const m = { list: [b] };
  return root((x, t) => Math.exp(k * x) + m.list[0] * x - t, 0, a) * a; };
export const system = (p) => { "differentiable";
  const [x, y] = root(([x, y], { a, list }) => [a * x * x + y - list[0], x - y * y * list[1]], [1, 1], p);
  return x * y + x; };
export const typed = (ws) => { "differentiable";
  const x = fixedPoint((x, ws) => {
    const y = new Float64Array(3);
    for (let i = 0; i < 3; i++) y[i] = Math.tanh(ws[i] * x[(i + 1) % 3] + 0.5 * i) * 0.7;
    return y;
  }, new Float64Array(3), ws);
  return x[0] * x[1] - x[2] ** 2; };
export const vector = (a) => { "differentiable"; return typed(new Float64Array([a, -1.2, 0.4])); };
export const given = (list) => { "differentiable"; const x = fixedPoint((x, l) => l, [0, 0], list); return x[0] * x[1] ** 2; };
export const many = (a) => { "differentiable"; let s = 0; for (let i = 1; i < 4; i++) s += root((x, t) => x ** 3 - t * i, 1, a); return s; };
export const constant = (a) => { "differentiable"; return a * root((x, t) => x * x - t, 1, 4); };
export const start = (a) => { "differentiable"; return root((x, t) => x * x - t, a, 4) + a; };
export const none = (a) => { "differentiable"; return root((x, t) => x * x + t, 1, a); };
export const flat = (a) => { "differentiable"; return root((x, t) => 1, 1, a); };
export const wide = (a) => { "differentiable"; return root((x, t) => [x, t], 1, a); };
export const wild = (a) => { "differentiable"; return fixedPoint((x, t) => x + t, 1, a); };
export const swapped = (a) => { "differentiable"; const [x, y] = root(([x, y], t) => [y - t, x - y * t], [1, 1], a); return x * y; };
export const written = (a) => { "differentiable"; const o = { n: 0 }; const x = root((x, t) => { o.n = x * t; return x * x - t; }, 1, a); return x * o.n; };
export const kept = (a) => { "differentiable"; let out; const x = fixedPoint((x, t) => (out = [Math.cos(t * x[0])]), [1], a); return x[0] * out[0]; };
export const added = (a) => { "differentiable"; const o = { s: a }; root((x, t) => { o.s += t; return x * x - t; }, 1, a); return o.s; };
export const listed = (a) => { "differentiable"; const o = []; root((x, t) => { o.push(t); return x * x - t; }, 1, a); return o.reduce((s, x) => s + x, 0); };
export const passed = (a) => { "differentiable"; const o = new Map([["s", a]]); root((x, t) => { if (x < 1.2) o.set("s", t * t); return x * x - t; }, 1, a); return o.get("s"); };
const put = (o, t) => { o.s = t * t; };
export const helped = (a) => { "differentiable"; const o = { s: a }; root((x, t) => { if (x < 1.2) put(t.o, t.a); return x * x - t.a; }, 1, { a, o }); return o.s * o.s; };
export const mappedOnce = (a) => { "differentiable"; const o = new Map([["s", a]]); root((x, t) => { if (x < 1.2) o.set("s", t * t); return x * x - t; }, 1, a); return o.get("s") ** 2; };
export const last = (a) => { "differentiable"; const o = { s: a }; const x = root((x, t) => { o.s = t * t; return x * x - t; }, 1, a); return o.s * x; };
export const counted = (a) => { "differentiable"; let n = 0; const x = root((x, t) => { n++; return x * x - t; }, 1, a); return x + 0 * n; };
export const changes = (a) => { "differentiable"; return fixedPoint((x, t) => { x[0] = Math.cos(t * x[0]); return x; }, [1], a)[0]; };
export const mapped = (a) => { "differentiable"; return root((x, t) => new Map([[1, x[0] * x[0] - t]]), [1], a)[0]; };
export const shared = (a) => { "differentiable"; const row = [1]; return root((x, t) => [x[0][0] ** 2 - t], [row, row], a)[0][0]; };
export const thrown = (a) => { "differentiable"; try { return root((x, t) => { throw { v: x * t }; }, 1, a); } catch (e) { return e.v; } };
export const error = (a) => { "differentiable"; try { return root((x, t) => { throw new Error("no"); }, 1, a); } catch (e) { return a ** 3; } };
export const kepler = (e) => { "differentiable"; return fixedPoint((E, [M, e]) => M + e * Math.sin(E), 1, [1.1, e]) * e; };
export const nested = (p) => { "differentiable";
  const [x, [y, z]] = root(([x, [y, z]], { p, q: [r] }) => [x * x - p, [y * x - r, z ** 3 + z * y - p * r]], [1, [1, 1]], { p: p[0], q: [p[1]] });
  return x * y + z; };
export const inner = (a) => { "differentiable"; return root((x, t) => x * x - root((y, u) => y ** 3 + y - u * x, 1, t) / 2 - t, 1, a); };
let total = 0;
const memory = { w: 1 };
export const module = (a) => { "differentiable"; total = a * a; memory.w = a; return root((x) => x ** 3 + x * memory.w - total, 1); };
export const method = (a) => { "differentiable";
  class Cubic { constructor(k) { this.k = k; } solve(x0, t) { return root((x, t) => x ** 3 + this.k * x - t, x0, t); } }
  return new Cubic(a * a).solve(1, a); };
export const steps = (a) => { "differentiable"; let x = a; for (let i = 0; i < 5; i++) x = root((y, { x, a }) => y - x + 0.1 * a * y ** 3, x, { x, a }); return x * x; };
export const least = (a) => { "differentiable"; return root((x, t) => gradient((y) => (y - t) ** 4 / 4 + t * y * y, x)[0], 1, a) ** 2; };
export const callable = (x, t) => { "differentiable"; return x * x - t; };
`;
type Functions = Promise<Readonly<Record<string, Loose>>>;
const functions = load(source, { options: { order: 2 } }) as unknown as Functions;
const thrice = load(source, { options: { order: 3 } }) as unknown as Functions;

const points: Readonly<Record<string, unknown[]>> = {
  sqrt: [2],
  cosine: [0.8],
  repelling: [0.9],
  captured: [1.7, 0.6],
  system: [{ a: 0.8, list: [2, 1.3] }],
  typed: [new Float64Array([0.8, -1.2, 0.4])],
  given: [[2, 3]],
  many: [2],
  constant: [3],
  start: [1.5],
  swapped: [2],
  counted: [2],
  last: [2],
  changes: [0.8],
  error: [2],
  kepler: [0.4],
  nested: [[1.7, 2]],
  inner: [1.7],
  module: [1.7],
  method: [1.7],
  steps: [1.7],
  least: [1.7],
};

/** Of which there are no second derivatives. */
const refused: Readonly<Record<string, [at: unknown, message: RegExp]>> = {
  counted: [
    2,
    /NOT_DIFFERENTIABLE\): `root` is called in code that is differentiated, and .* changes what it was given/,
  ],
  helped: [2, /NOT_DIFFERENTIABLE\): `root` is called in code that is differentiated/],
  mappedOnce: [2, /NOT_DIFFERENTIABLE\): `root` is called in code that is differentiated/],
  last: [2, /NOT_DIFFERENTIABLE\): `root` is called in code that is differentiated/],
  written: [2, /NOT_DIFFERENTIABLE\): `root` is called in code that is differentiated/],
  kept: [0.8, /NOT_DIFFERENTIABLE\): `fixedPoint` is called in code that is differentiated/],
  mapped: [2, /NOT_DIFFERENTIABLE\): `root`, in code that is differentiated, is taken by numbers, arrays/],
  shared: [2, /NOT_DIFFERENTIABLE\): `root`, in code that is differentiated, is taken by numbers, arrays/],
  thrown: [
    2,
    /NOT_DIFFERENTIABLE\): the function, of which root was taken in code that is differentiated, has thrown numbers/,
  ],
};

describe("fixedPoint and root", () => {
  for (const [name, args] of Object.entries(points)) {
    it(`are differentiated at the solution: ${name}`, async () => {
      const f = (await functions)[name]!;
      const expected = numericalGradient(f, structuredClone(args)).gradient;
      expect(gaps(gradient(f, ...args), expected, 1e-8)).to.deep.equal([]);
    });
  }

  it("solve in ordinary code, for the shape they begin from", async () => {
    const { sqrt, cosine, callable } = await functions;
    expect(sqrt!(2)).to.equal(Math.SQRT2);
    expect(cosine!(1)).to.be.closeTo(0.7390851332151607, 1e-14);
    expect(root(callable as never, 1, 9)).to.equal(3);
    const { line } = await load(
      `export const line = ([x, [y]], t) => { "differentiable"; return [x - t, [y * y - x]]; };`,
    );
    expect(root(line as never, [1, [1]] as never, 9)).to.deep.equal([9, [3]]);
    expect(() => fixedPoint((x: number) => x / 2, 1, 0)).to.throw(/NOT_COMPILED/);
  });

  it("do not go through the iterations: a kink on the way leaves no trace, and one reverse sweep is enough", async () => {
    const { f, counts } = (await load(`import { root, hook } from "@fluxion/runtime";
export const counts = { back: 0 };
export const f = (a) => { "differentiable";
  return root((x, t) => hook(x * x - t, (d) => { counts.back++; return d; }), 7, a); };`)) as unknown as {
      f: Loose;
      counts: { back: number };
    };
    expect(gradient(f, 4)).to.deep.equal([0.25]);
    const { back } = counts;
    gradient(f, 4);
    expect(counts.back - back).to.equal(back);
  });

  const failures: Readonly<Record<string, RegExp>> = {
    none: /BAD_ARGUMENT\): root of .* found no solution: .*Newton|singular/,
    flat: /found no solution: the Jacobian is singular/,
    wide: /root needs a function that returns as many numbers as x has: 1, not 2/,
    wild: /fixedPoint of .* found no solution/,
  };
  for (const [name, message] of Object.entries(failures)) {
    it(`say when there is none: ${name}`, async () => {
      const f = (await functions)[name]!;
      expect(() => f(2)).to.throw(message);
      expect(() => gradient(f, 2))
        .to.throw(message)
        .with.property("code", "BAD_ARGUMENT");
    });
  }

  it("refuse a function that writes what depends on x, and is used later", async () => {
    const { written, kept } = await functions;
    expect(() => gradient(written!, 2)).to.throw(/NOT_DIFFERENTIABLE\): the function, of which root was taken, writes/);
    const { added, listed, passed } = await functions;
    for (const f of [added!, listed!, passed!])
      expect(() => gradient(f, 2)).to.throw(/root was taken, writes something that depends on x or on the iterations/);
    expect(() => gradient(kept!, 0.8)).to.throw(/NOT_DIFFERENTIABLE\): the function, of which fixedPoint was taken/);
  });

  for (const [name, args] of Object.entries(points).filter(([name]) => !(name in refused))) {
    it(`have tangents, and second derivatives: ${name}`, async () => {
      // One gradient is in it already.
      const f = (await (name === "least" ? thrice : functions))[name]!;
      const options = { order: 2, modes: ["forward", "reverse"], tolerance: 1e-6 } as const;
      expect(() => checkGradient(f, structuredClone(args), options)).not.to.throw();
      const [value] = jvp(f, structuredClone(args), structuredClone(args) as never);
      expect(value).to.equal(f(...structuredClone(args)));
    });
  }

  it("have the derivatives of the square root, of every order", async () => {
    const sqrt = (await thrice)["sqrt"] as (a: number) => number;
    const x = Math.sqrt(2);
    expect(jvp(sqrt, [2], [1])).to.deep.equal([x, 1 / (2 * x)]);
    expect(hessian(sqrt, 2)).to.be.closeTo(-1 / (4 * x ** 3), 1e-15);
    expect(hvp(derivative(sqrt), 2, 1)).to.be.closeTo(3 / (8 * x ** 5), 1e-15);
    expect(derivative(derivative(derivative(sqrt)))(2)).to.be.closeTo(3 / (8 * x ** 5), 1e-15);
  });

  for (const name of ["vector", "kepler", "inner", "method", "repelling", "changes"])
    it(`have third derivatives: ${name}`, async () => {
      const f = (await thrice)[name] as (a: number) => number;
      const at = (e: number): number => (hvp(f, 0.8 + e, 1) - hvp(f, 0.8 - e, 1)) / (2 * e);
      const expected = (4 * at(5e-4) - at(1e-3)) / 3;
      expect(derivative(derivative(derivative(f)))(0.8)).to.be.closeTo(expected, 1e-8 * (1 + Math.abs(expected)));
    });

  for (const [name, [at, message]] of Object.entries(refused))
    it(`have no second derivatives where these would not be seen: ${name}`, async () => {
      const f = (await functions)[name]!;
      expect(() => hvp(f, at, 1)).to.throw(message);
    });

  it("refuse numbers that are thrown: they may depend on theta", async () => {
    const thrown = (await functions)["thrown"] as (a: number) => number;
    expect(() => gradient(thrown, 2)).to.throw(
      /NOT_DIFFERENTIABLE\): the function, of which root was taken in code that is differentiated, has thrown/,
    );
    expect(() => jvp(thrown, [2], [1])).to.throw(/has thrown numbers, which may depend on what/);
  });

  it("of vectors stand in inner gradients", async () => {
    const { f, g } = (await load(
      `import { gradient, root } from "@fluxion/runtime";
const solved = (a) => { const [x, y] = root(([x, y], t) => [x * x - t, y - x * t], [1, 1], a); return x * y; };
export const f = (a) => { "differentiable"; return gradient((b) => solved(b) * a, a)[0]; };
export const g = (a) => { "differentiable"; return gradient((b) => b * b * a, a)[0]; };`,
      { options: { order: 2 } },
    )) as Record<string, (a: number) => number>;
    expect(gradient(f!, 3)).to.deep.equal(gradient(g!, 3)); // x y = a²
  });

  it("need numbers to begin from", async () => {
    const { callable } = await functions;
    expect(() => root(callable as never, "1" as never, 2)).to.throw(/root needs a number or an array of numbers/);
  });
});
