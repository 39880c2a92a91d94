/** Views of one buffer share their tangents, as they share numbers, whichever of them is seen first. */
import { expect } from "chai";
import { load } from "../support/harness.ts";

interface Modes {
  readonly gradient: (f: unknown, ...args: unknown[]) => readonly unknown[];
  readonly jvp: (f: unknown, args: unknown[], tangents: unknown[]) => [value: unknown, tangent: number];
  readonly hvp: (f: unknown, x: unknown, v: unknown) => number;
  readonly hessian: (f: unknown, x: unknown) => unknown;
}

const modes = async (): Promise<Modes> => (await import("@fluxion/runtime")) as unknown as Modes;

const program = `import { gradient } from "@fluxion/runtime";
export const all = Float64Array.of(2, 3, 4), first = all.subarray(0, 2), rest = all.subarray(1);
class Pair { constructor(n) { this.all = new Float64Array(2 * n); this.part = this.all.subarray(0, n); } }
const pair = new Pair(2);
class Net { constructor(p) { this.W = p.subarray(0, 1); this.b = p.subarray(1); } run(x) { return Math.tanh(this.W[0] * x + this.b[0]); } }
export const sibling = (a) => { "differentiable"; return a[1] * all[1]; };
export const withinAll = (a) => { "differentiable"; return a[1] * rest[0]; };
export const overlapping = (a) => { "differentiable"; return a[1] * rest[0]; };
export const train = (v) => { "differentiable"; let w = v; for (let i = 0; i < 2; i++) { const [g] = gradient((p) => new Net(p).run(0.5) ** 2, w); w = w.map((a, k) => a - 0.1 * g[k]); } return new Net(w).run(1); };
`;

/** Functions of one number. */
const bodies: Readonly<Record<string, string>> = {
  "the whole is written, a view is read": "all[0] = x; return first[0] ** 3 * x;",
  "a view is written, the whole is read": "first[1] = x; return all[1] ** 3 * x;",
  "a view is written, another is read": "rest[0] = x; return first[1] ** 3 * x;",
  "a view in an object": "pair.part[0] = x; let t = 0; for (let i = 0; i < 4; i++) t += pair.all[i] ** 3; return t;",
  "a view of a copy of what stands still":
    "const c = all.slice(), v = c.subarray(1); v[0] *= x; const r = all.toReversed(); r.subarray(2)[0] *= x; return c[1] * c[2] * x + r[2] ** 3;",
  "a view of the buffer of a copy of what stands still":
    "const c = all.with(0, x), v = new Float64Array(c.buffer, 8, 1); v[0] *= x; return c[1] ** 3 * c[0];",
  "a view of a copy of integers":
    "const c = Uint8Array.of(3, 4).slice(), v = c.subarray(1); v[0] = x; return c[1] * x ** 3 + v.length;",
  "an inner gradient by a view":
    "const b = new Float64Array(2); b[0] = x; const v = b.subarray(0, 1); return gradient((q) => q[0] ** 3 * b[0], v)[0][0];",
  "an inner gradient by what is read through a view":
    "const A = new Float64Array(1); A[0] = x; return gradient((C) => C.subarray(0, 1)[0] ** 3, A)[0][0];",
  "a step of descent by what is read through a view":
    "const C = Float64Array.of(x, 1); const [g] = gradient((C) => C.subarray(0, 1)[0] ** 3, C); C[0] -= 0.1 * g[0]; return C[0];",
};

describe("views of one buffer", () => {
  for (const [name, body] of Object.entries(bodies)) {
    it(name, async () => {
      const { gradient, hvp, jvp } = await modes();
      const exports = await load(`${program}export const f = (x) => { "differentiable"; ${body} };`, {
        options: { order: 2 },
      });
      const f = exports["f"] as (x: number) => number;
      const slope = (f(1.3 + 1e-5) - f(1.3 - 1e-5)) / 2e-5;
      expect(gradient(f, 1.3)[0]).to.be.closeTo(slope, 1e-6);
      expect(jvp(f, [1.3], [1])[1]).to.be.closeTo(slope, 1e-6);
      if (body.includes("gradient(")) return;
      const curvature = (f(1.3 + 1e-4) - 2 * f(1.3) + f(1.3 - 1e-4)) / 1e-8;
      expect(hvp(f, 1.3, 1)).to.be.closeTo(curvature, 1e-4);
    });
  }

  it("one is an argument, and another captured", async () => {
    const { gradient, hessian, jvp } = await modes();
    const { sibling, overlapping, withinAll, first, all } = await load(program, { options: { order: 2 } });
    expect(gradient(sibling, first)[0]).to.deep.equal(Float64Array.of(0, 6));
    expect(jvp(sibling, [first], [Float64Array.of(0, 1)])[1]).to.equal(6);
    expect(hessian(overlapping, first)).to.deep.equal([
      [0, 0],
      [0, 2],
    ]);
    // The argument is all of the buffer.
    expect(gradient(withinAll, all)[0]).to.deep.equal(Float64Array.of(0, 6, 0));
    expect(jvp(withinAll, [all], [Float64Array.of(0, 1, 0)])[1]).to.equal(6);
  });

  it("the parameters of a net, trained in a sweep", async () => {
    const { gradient, jvp } = await modes();
    const { train } = await load(program, { options: { order: 2 } });
    const at = (w: number): number => (train as (v: Float64Array) => number)(Float64Array.of(w, 0.7));
    const slope = (at(1.3 + 1e-5) - at(1.3 - 1e-5)) / 2e-5;
    expect((gradient(train, Float64Array.of(1.3, 0.7))[0] as Float64Array)[0]).to.be.closeTo(slope, 1e-8);
    expect(jvp(train, [Float64Array.of(1.3, 0.7)], [Float64Array.of(1, 0)])[1]).to.be.closeTo(slope, 1e-8);
  });
});
