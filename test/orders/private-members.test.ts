/** Private members in second and third derivatives. */
import { expect } from "chai";
import { load } from "../support/harness.ts";

type Fn = (x: number) => number;

const close = (value: number, expected: number): Chai.Assertion =>
  expect(value).to.be.closeTo(expected, 1e-6 * (1 + Math.abs(expected)));

/** By differences. */
const slopeOf =
  (f: Fn): Fn =>
  (x) =>
    (f(x + 1e-5) - f(x - 1e-5)) / 2e-5;

const programs: Readonly<Record<string, string>> = {
  "an object that only private lists hold": `class N { #kids = []; #v; constructor(v) { this.#v = v; } add(n) { this.#kids.push(n); return this; }
      sum() { let s = this.#v * this.#v; for (const k of this.#kids) s += k.sum() * this.#v; return s; } }
    export const f = (x) => { "differentiable"; return new N(x).add(new N(x * x)).add(new N(3).add(new N(x))).sum(); };`,
  "callbacks that assign": `class C { #s = 0; #k; constructor(k) { this.#k = k; } all(xs) { xs.forEach((v) => { this.#s += v * this.#k; this.#k *= 2; }); return this.#s; } }
    export const f = (x) => { "differentiable"; return new C(x * x).all([x, 2, x * x]); };`,
  "what a method gives away": `class Box { #in; constructor(v) { this.#in = { v }; } take() { return this.#in; } }
    export const f = (x) => { "differentiable"; const b = new Box(x * x); b.take().v *= x; return b.take().v * x; };`,
  "logical assignment, and `#c in o`": `class L { #c = null; get(x) { this.#c ??= x * x; this.#c **= 2; return this.#c; } has() { return #c in this; } }
    export const f = (x) => { "differentiable"; const l = new L(); return l.get(x) + l.get(5) * (l.has() ? x : 1); };`,
  "one of the same name in the parent": `class A { #p; constructor(p) { this.#p = p; } p() { return this.#p; } }
    class B extends A { #p = 2; constructor(x) { super(x); this.#p *= x; } q() { return this.#p * this.p(); } }
    class D extends B { extra = 1; }
    export const f = (x) => { "differentiable"; const d = new D(x); d.extra = x; return d.q() * d.extra; };`,
  "methods, accessors and statics": `class A { #v; static #n = 3; constructor(v) { this.#v = v; } get #sq() { return this.#v ** 2; } set #sq(y) { this.#v = y * A.#n; } #cube() { return this.#sq * this.#v; } all() { this.#sq = this.#cube(); return this.#sq; } }
    export const f = (x) => { "differentiable"; return new A(x).all() * x; };`,
};

describe("private members, differentiated more than once", () => {
  for (const [name, source] of Object.entries(programs)) {
    it(name, async () => {
      const { derivative, gradient, hvp, jvp } = await import("@fluxion/runtime");
      const { f } = (await load(source, { options: { order: 3 } })) as { f: Fn };
      const slope = slopeOf(f)(0.7);
      const curvature = slopeOf((x) => gradient(f, x)[0])(0.7);
      close(gradient(f, 0.7)[0], slope);
      close(jvp(f, [0.7], [1])[1], slope);
      close(hvp(f, 0.7, 1), curvature);
      const second = derivative(derivative(f));
      close(second(0.7), curvature);
      close(derivative(second)(0.7), slopeOf(second)(0.7));
    });
  }

  it("in an argument", async () => {
    const { gradient, hvp, jvp } = await import("@fluxion/runtime");
    const { f, V } = (await load(
      `
export class V { #a; b; constructor(a, b) { this.#a = a; this.b = b; } get a() { return this.#a; } loss() { return this.#a ** 3 * this.b; } }
export const f = (v) => { "differentiable"; return v.loss() * v.a; };`,
      { options: { order: 2 } },
    )) as {
      f: (v: object) => number;
      V: new (a: number, b: number) => object;
    };
    const direction = { "#a": 0.5, b: -2 };
    const at = (e: number): object => new V(0.7 + e * direction["#a"], 1.4 + e * direction.b);
    const gradientAt = (e: number): typeof direction => gradient(f, at(e))[0] as unknown as typeof direction;
    close(jvp(f, [at(0)], [direction])[1], slopeOf((e) => f(at(e)))(0));
    const product = hvp(f, at(0), direction as never) as unknown as typeof direction;
    close(product["#a"], slopeOf((e) => gradientAt(e)["#a"])(0));
    close(product.b, slopeOf((e) => gradientAt(e).b)(0));
  });

  it("that code without a dual writes have the tangent 0 from then on", async () => {
    const { jvp } = await import("@fluxion/runtime");
    const { f } = (await load(
      `
import { ignore } from "@fluxion/runtime";
class Box { #in; constructor(v) { this.#in = { v }; } take() { return this.#in; } }
export const f = (x) => { "differentiable"; const b = new Box(x); const y = b.take().v; ignore(() => { b.take().v = 5; }); return y * b.take().v; };`,
      { options: { order: 2 } },
    )) as {
      f: Fn;
    };
    expect(jvp(f, [2], [1])).to.deep.equal([10, 5]);
  });
});
