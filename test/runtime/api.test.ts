/**
 * The functions that users call, on functions that need no compiler: natives, adjoints; and in small compiled programs.
 */
import { expect } from "chai";
import {
  adjoint,
  checkGradient,
  derivative,
  gradient,
  hook,
  isDifferentiable,
  jvp,
  pullback,
  withGradient,
} from "@fluxion/runtime";
import { load } from "../support/harness.ts";

type Loose = (...args: unknown[]) => unknown;
const slope = gradient as unknown as Loose;

describe("a class in the place of a function", () => {
  it("is not called without `new`", async () => {
    const source = 'export class C { constructor(x) { "differentiable"; return x * x; } }';
    const { C } = (await load(source, { options: { order: 2 } })) as Record<"C", never>;
    const text = "Class constructor C cannot be invoked without 'new'";
    expect(() => withGradient(C, 2)).to.throw(TypeError, text);
    expect(() => jvp(C, [2], [1])).to.throw(TypeError, text);
  });
});

describe("natives as functions", () => {
  it("have their derivatives", () => {
    expect(gradient(Math.sin, 1)).to.deep.equal([Math.cos(1)]);
    expect(gradient(Math.pow, 2, 3)).to.deep.equal([12, 8 * Math.LN2]);
    expect(slope(Math.max, 1, 3, 3)).to.deep.equal([0, 0.5, 0.5]);
    expect(slope(Math.hypot, 0, 0)).to.deep.equal([0, 0]);
    expect(gradient(Math.floor, 1.5)).to.deep.equal([0]);
    expect(derivative(Math.exp)(0)).to.equal(1);
    expect(pullback(Math.tanh, 0)[1](2)).to.deep.equal([2]);
    expect(withGradient(Math.sqrt, 4)).to.deep.equal({ value: 2, gradient: [0.25] });
    expect(slope(Number as unknown, 3)).to.deep.equal([1]);
  });

  it("are differentiable or not", () => {
    expect(isDifferentiable(Math.sin)).to.equal(true);
    expect(isDifferentiable(Math.floor)).to.equal(true);
    expect(isDifferentiable(setTimeout)).to.equal(false);
    expect(isDifferentiable(3)).to.equal(false);
  });
});

describe("adjoint", () => {
  it("is used instead of what the compiler knows", async () => {
    const { f } = await load(`import { adjoint } from "@fluxion/runtime";
const clip = adjoint((x) => { "differentiable"; return Math.min(1, x); }, (x) => [Math.min(1, x), (dy) => [dy]]);
export const f = (x) => { "differentiable"; return clip(x) * x; };`);
    expect(slope(f, 3)).to.deep.equal([1 + 3]);
  });

  it("takes and gives containers, shared and nested", async () => {
    const { f } = await load(`import { adjoint } from "@fluxion/runtime";
const scale = adjoint((k, v) => ({ out: v.xs.map((x) => k * x), label: v.label }), (k, v) => [
  { out: v.xs.map((x) => k * x), label: v.label },
  (d) => [d.out.reduce((s, dx, i) => s + dx * v.xs[i], 0), { xs: d.out.map((dx) => k * dx) }],
]);
export const f = (k, v) => { "differentiable"; const { out } = scale(k, v); return out[0] * out[1] + out[1]; };`);
    const g = slope(f, 3, { xs: [2, 5], label: "v", rest: [1] });
    // f = 9·x0·x1 + 3·x1
    expect(g).to.deep.equal([2 * 3 * 10 + 5, { xs: [45, 18 + 3], rest: [0] }]);
  });

  it("is checked: a wrong one is found", () => {
    const wrong = adjoint(
      (x: number) => x * x,
      (x) => [x * x, (d) => [d * x]],
    );
    expect(() => checkGradient(wrong, [3])).to.throw(/argument 0: the gradient is 3, finite differences give 6|5\.99/);
    const right = adjoint(
      (x: number) => x * x,
      (x) => [x * x, (d) => [2 * d * x]],
    );
    checkGradient(right, [3]);
    expect(() => checkGradient(right, [3], { tol: 1 } as object)).to.throw(/BAD_ARGUMENT.*; not tol\./);
    expect(() => checkGradient(right, [3], { tolerance: NaN })).to.throw(/BAD_ARGUMENT.*tolerance: a number/);
  });
});

describe("hook", () => {
  it("passes a number's cotangent, and a container's", async () => {
    const { f, g } = await load(`import { hook } from "@fluxion/runtime";
export const f = (x) => { "differentiable"; return hook(x, (d) => 10 * d) * 2; };
export const g = (o) => { "differentiable"; const h = hook(o, (d) => ({ xs: d.xs.map((v) => -v), k: 1 })); return h.xs[0] * h.k; };`);
    expect(slope(f, 3)).to.deep.equal([20]);
    expect(slope(g, { xs: [2, 3], k: 5 })).to.deep.equal([{ xs: [-5, 0], k: 1 }]);
    expect(hook(3, (d) => d)).to.equal(3);
  });
});

describe("a gradient's shape", () => {
  const first = async (text: string): Promise<unknown> => (await load(`export const f = ${text};`))["f"];

  it("shares what is shared, and closes cycles", async () => {
    const f = await first(`(a, b) => { "differentiable"; return a.v * b.v + a.self.v; }`);
    const o: { v: number; self?: unknown } = { v: 3 };
    o.self = o;
    const [da, db] = slope(f, o, o) as { v: number; self: unknown }[];
    expect(da).to.equal(db);
    expect(da?.v).to.equal(7);
    expect(da?.self).to.equal(da);
  });

  it("leaves out what holds no number, keeps what is empty, and knows kinds", async () => {
    const f = await first(`(o) => { "differentiable"; return o.a * 2; }`);
    const g = slope(f, {
      a: 1,
      name: "n",
      when: new Date(),
      none: null,
      inner: { text: "t" },
      empty: [],
      mixed: [1, "two", { three: 3 }],
      bytes: new Uint8Array(2),
      f32: new Float32Array(1),
      big: new BigInt64Array(1),
      map: new Map<string, unknown>([
        ["k", 1],
        ["s", "t"],
      ]),
    });
    expect(g).to.deep.equal([
      {
        a: 2,
        empty: [],
        mixed: [0, undefined, { three: 0 }],
        bytes: new Float64Array(2),
        f32: new Float32Array(1),
        map: new Map([["k", 0]]),
      },
    ]);
  });

  it("is that of the call, also where the function changes the structure", async () => {
    const f = await first(
      `(o) => { "differentiable"; const s = o.xs[0] * o.k; o.xs = [5]; delete o.k; o.added = 3; return s + o.xs[0]; }`,
    );
    expect(slope(f, { xs: [2, 7], k: 3 })).to.deep.equal([{ xs: [3, 0], k: 2 }]);
  });

  it("of a closure goes by the captured names", async () => {
    const f = await first(`(m) => { "differentiable"; return m(2); }`);
    const { make } = await load(
      `export const make = (W, b) => { let n = 1; const m = (x) => { "differentiable"; n = n * 2; return W[0] * x + b * n; }; return m; };`,
    );
    const model = (make as Loose)([3], 4);
    expect(slope(f, model)).to.deep.equal([{ W: [2], b: 2, n: 8 }]);
  });
});
