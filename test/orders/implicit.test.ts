/** `fixedPoint` and `root`: their solutions, their derivatives by the implicit function theorem, and their errors. */
import { expect } from "chai";
import { fixedPoint, root } from "@fluxion/runtime";
import { load } from "../support/harness.ts";
import { numericalGradient } from "../support/numerical-gradient.ts";
import { runtime } from "../support/packages.ts";
import { gaps } from "../support/same.ts";

type Loose = (...args: unknown[]) => unknown;

const functions = load(`import { fixedPoint, root, gradient } from "@fluxion/runtime";
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
export const counted = (a) => { "differentiable"; let n = 0; const x = root((x, t) => { n++; return x * x - t; }, 1, a); return x + 0 * n; };
export const changes = (a) => { "differentiable"; return fixedPoint((x, t) => { x[0] = Math.cos(t * x[0]); return x; }, [1], a)[0]; };
export const callable = (x, t) => { "differentiable"; return x * x - t; };
`) as Promise<unknown> as Promise<Readonly<Record<string, Loose>>>;

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
  changes: [0.8],
};

describe("fixedPoint and root", () => {
  for (const [name, args] of Object.entries(points)) {
    it(`are differentiated at the solution: ${name}`, async () => {
      const f = (await functions)[name]!;
      const { gradient } = await runtime();
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
    const { f, counts } = await load(`import { root, hook } from "@fluxion/runtime";
export const counts = { back: 0 };
export const f = (a) => { "differentiable";
  return root((x, t) => hook(x * x - t, (d) => { counts.back++; return d; }), 7, a); };`);
    const { gradient } = await runtime();
    expect(gradient(f, 4)).to.deep.equal([0.25]);
    const { back } = counts as { back: number };
    gradient(f, 4);
    expect((counts as { back: number }).back - back).to.equal(back);
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
      const { gradient } = await runtime();
      expect(() => f(2)).to.throw(message);
      expect(() => gradient(f, 2))
        .to.throw(message)
        .with.property("code", "BAD_ARGUMENT");
    });
  }

  it("refuse a function that writes what depends on x, and is used later", async () => {
    const { gradient } = await runtime();
    const { written, kept } = await functions;
    expect(() => gradient(written, 2)).to.throw(/NOT_DIFFERENTIABLE\): the function, of which root was taken, writes/);
    expect(() => gradient(kept, 0.8)).to.throw(/NOT_DIFFERENTIABLE\): the function, of which fixedPoint was taken/);
  });

  it("need numbers to begin from", async () => {
    const { callable } = await functions;
    expect(() => root(callable as never, "1" as never, 2)).to.throw(/root needs a number or an array of numbers/);
  });
});
