/**
 * Classes that stand in functions: forward mode and second derivatives go through what duals make in their place. Each program is a
 * function of a list of two numbers.
 */
import { expect } from "chai";
import { load } from "../support/harness.ts";
import { runtime } from "../support/packages.ts";

type List = number[];
type Fn = (xs: List) => number;
type Modes = Record<"gradient" | "hessian" | "hvp" | "jvp", (...args: unknown[]) => unknown>;

const mix = `const mix = (Base, k) => class extends Base { constructor(...a) { super(...a); this.extra = k; } m() { return super.m() * this.extra * k; } };
  class Root { constructor(v) { this.v = v; } m() { return this.v * this.v; } }`;
const hidden = `const withPrivate = (Base) => class extends Base { #p = 2; constructor(v) { super(v); this.#p *= v; } get p() { return this.#p * this.v; } set p(z) { this.#p = z * this.v; } };
  class Plain { constructor(v) { this.v = v; } }
  class Whole extends withPrivate(Plain) { #q; constructor(v, w) { super(v); this.#q = w; } all() { return this.#q * this.p; } }`;
const making = `const make = (k) => { class A { constructor(v) { this.v = v * k; } get w() { return this.v * k; } } return { A, one: new A(k) }; };`;

/** The body of the function, and what stands before it. */
const programs: Readonly<Record<string, string | readonly [body: string, before: string]>> = {
  "fields, methods, accessors, a parent and statics": `const k = x * x; let count = 0; class A { #h = k; y = 2; constructor(v) { this.v = v * x; count += v; } get sq() { return this.v * this.v * this.#h; } plus(o) { return new A(this.v + o.v); } static of(v) { return new this(v * k); } }
    class B extends A { constructor(v) { super(v * 2); this.z = v; } plus(o) { return super.plus(o).sq * this.z; } } return new A(y).sq * new B(y).plus(A.of(x)) + count;`,
  "a class in each turn of a loop": `const list = []; for (let i = 0; i < 3; i++) { const k = x * (i + y); class P { constructor(v) { this.v = v * k; } area() { return this.v * k; } } list.push(new P(y)); } let s = 0; for (const p of list) s += p.area() * p.v; return s;`,
  "classes made by classes": ["const C = mix(mix(Root, x), y * x); const o = new C(y); return o.m() * o.extra;", mix],
  "private members of a class made outside": ["const s = new Whole(x, y); s.p = y * y; return s.all() * s.p;", hidden],
  "private methods, accessors and statics": `const k = x * y; class A { static #n = k; #v; static count = 0; static #twice(v) { return 2 * v * k; } constructor(v) { this.#v = v; A.count++; } get #sq() { return this.#v ** 2 * k; } set #sq(z) { this.#v = z * A.#n; } #cube(u) { return this.#sq * this.#v * u; }
      all() { this.#sq = this.#cube(y); return this.#sq + A.#twice(this.#v); } static make(...v) { return v.map((w) => new this(w)); } has(o) { return #v in o ? 1 : 0; } get f() { return this.#cube; } }
    const [a, b] = A.make(x, y); return a.all() * b.all() + A.count * x * y * a.has(b) + a.has({}) + a.f.call(b, x);`,
  "what private names refuse": `class A { #v = x; get() { return this.#v; } put(o, v) { o.#v = v; } get #w() { return 1; } w() { this.#w = 2; } #m() {} m() { this.#m = 1; } } let s = 1; for (const go of [(a) => a.get.call({}), (a) => a.put({}, 1), (a) => a.w(), (a) => a.m(), (a) => a.m.call({})]) try { go(new A()); } catch (e) { s *= e instanceof TypeError ? x * y : 0; } return s;`,
  "class expressions": `const [P, Q] = [class N { v = x; same() { return new N().v * y; } }, class { static z = x * y; static z2 = this.z * x; }]; const { R } = { R: class extends P { v = y * x; } }; return new P().same() * Q.z2 + new R().same() * new R().v;`,
  "computed keys": `let n = 0; const key = () => "k" + n++; class A { [key()] = x; [key()] = y * x; [key()](v) { return v * this.k0 * this.k1; } get [key()]() { return this.k2(x) * y; } static [key()] = x ** 3; static [Symbol.for("s")]() { return this.k4; } } const a = new A(); return a.k2(y) * a["k" + 3] + A[Symbol.for("s")]();`,
  "fields of the module's classes, under keys that are not fixed": [
    "const a = new Keyed(x); return a[sign] * a.late * a.v * y;",
    `const sign = Symbol.for("sign"); let word = "early"; word = "late"; class Keyed { [sign] = 2; [word] = 3; constructor(v) { this.v = v * v; this[sign] *= v; } }`,
  ],
  "static blocks": `const log = []; class A { static a = x; static b; static { const t = this.a * y; this.b = t * t; log.push(t); for (let i = 0; i < 2; i++) this.b *= x; } static g = () => this.a * this.b; } return A.b * log[0] + A.g();`,
  generators: `class L { constructor(v) { this.v = v; } *[Symbol.iterator]() { yield this.v * x; yield this.v * y; } *some(n) { for (let i = 0; i < n; i++) yield i * x * this.v; } } let s = 0; for (const v of new L(y)) s += v * v; for (const v of new L(x).some(3)) s += v ** 3; return s;`,
  "assigned variables": `let total = x; class Acc { add(v) { total += v * total; return this; } get total() { return total; } set total(v) { total = v * v; } } const a = new Acc(), b = new Acc(); a.add(y).add(x); b.total = a.total * y; b.add(x); return total * a.total;`,
  "functions that are there before": `function mk(v) { return new A(v); } class A { constructor(v) { this.v = v * x; } next() { return mk(this.v); } } return mk(y).next().next().v * mk(x).v;`,
  "classes that know each other": `class A { constructor(v) { this.v = v; } b() { return new B(this.v * x); } } class B { constructor(v) { this.v = v; } a() { return new A(this.v * y); } } return new A(x).b().a().b().v ** 2;`,
  "classes that are given away": [
    "const { A, one } = make(x * y); const o = Reflect.construct(A, [y]); const p = new one.constructor(x); return o.w * p.w * one.w * (o instanceof A ? x : y);",
    making,
  ],
  "constructors that throw": `class A { constructor(v) { this.v = v; if (v > 1) throw new RangeError("big"); } } class E extends Error { constructor(v) { super("e"); this.v = v * x; } } let s = 0; for (const v of [x, y]) { try { s += new A(v).v * x; } catch (e) { if (e instanceof RangeError) { try { throw new E(v * y); } catch (z) { s += z.v; } } } } return s;`,
  "constructors that return": `class A { constructor(v) { if (v > 1) return { v: v * v * x }; this.v = v; } } class B extends A { constructor(v) { super(v); this.w = this.v * y; } } return new B(x).w * new B(y).w;`,
  "names and lengths": `class A { constructor(a, b = 1) {} m(a, b, c) {} get g() { return 1; } static s() {} } const n = A.name.length + A.length + A.prototype.m.length + A.prototype.m.name.length + A.s.name.length + Object.getOwnPropertyDescriptor(A.prototype, "g").get.name.length + Object.keys(A.prototype).length + (typeof A === "function" ? 1 : 0) + Object.getOwnPropertyNames(A.prototype).length; return n * x * y;`,
  "calls that the engine refuses": `const g = () => x; class A { m() { return 1; } static *s() {} } let s = 1; for (const go of [() => A(), () => new (new A().m)(), () => new A.s(), () => new g()]) try { go(); } catch (e) { s *= e instanceof TypeError ? x * y : 0; } return s;`,
  "a class in a method": `class O { #k = x; make(v) { const self = this; class I { #k = v; get both() { return this.#k * self.get() * y; } } return new I(); } get() { return this.#k * x; } } return new O().make(y).both * new O().make(x).both;`,
  "callbacks of lists": `const k = x * y; class P { constructor(v, i) { this.v = v * k + i; } static of(v, i) { return new P(v, i); } static sum(a, p) { return a + p.v * p.v; } } return [x, y].map(P.of).reduce(P.sum, k) * [x, y].map((v, i) => new P(v, i)).filter((p) => p.v > 1).length;`,
  "constructors that are not written": `class A { constructor(u, v) { this.u = u * x; this.v = v; } } class B extends A { w = this.u * y; } class C extends B { #z = this.w; get z() { return this.#z * this.v; } } return new C(y, x).z;`,
  "methods by names that all objects have": `const k = x * y; class A { valueOf(v) { return v * k; } toString(v) { return k * k * v; } } const a = new A(); return a.valueOf(a.toString(x)) * a.valueOf(y);`,
};

const args = [0.7, 1.3];
const along = [1, -0.5];
const dot = (a: List, b: List): number => a.reduce((sum, v, i) => sum + v * (b[i] ?? NaN), 0);
const moved = (xs: List, by: List, e: number): List => xs.map((v, i) => v + e * (by[i] ?? 0));
/** By differences of two widths, of which the errors cancel. */
const slopeOf = (f: (e: number) => number): number =>
  (4 * ((f(5e-4) - f(-5e-4)) / 1e-3) - (f(1e-3) - f(-1e-3)) / 2e-3) / 3;
const near = (got: unknown, expected: number, tolerance = 1e-6): void => {
  expect(got).to.be.closeTo(expected, tolerance * (1 + Math.abs(expected)));
};

/** The sweep of an inner derivative takes a class for one that was there before, and refuses writes to it. */
const WRITE_STATICS = new Set([
  "private methods, accessors and statics",
  "class expressions",
  "computed keys",
  "static blocks",
]);

const written = (body: string, before: string): string => `import { hvp } from "@fluxion/runtime"; ${before}
  export const f = ([x, y]) => { "differentiable"; ${body} };
  export const curvature = (xs, v) => { "differentiable"; const h = hvp(f, xs, v); return h[0] * v[0] + h[1] * v[1]; };`;

describe("classes in functions, where tangents are followed", () => {
  for (const [name, program] of Object.entries(programs)) {
    const [body, before] = typeof program === "string" ? [program, ""] : program;

    it(`are right: ${name}`, async () => {
      const { gradient, hessian, hvp, jvp } = (await runtime()) as unknown as Modes;
      const { f, curvature } = (await load(written(body, before), { options: { order: 3 } })) as Record<
        "f" | "curvature",
        Fn
      >;
      const slopesAt = (xs: List): List => (gradient(f, xs) as [List])[0];
      const value = f(args);
      const [got, tangent] = jvp(f, [args], [along]) as [number, number];
      expect(got).to.equal(value);
      near(tangent, dot(slopesAt(args), along), 1e-12);
      near(
        tangent,
        slopeOf((e) => f(moved(args, along, e))),
      );
      const product = hvp(f, args, along) as List;
      for (const [i, row] of (hessian(f, args) as List[]).entries()) {
        near(product[i], dot(row, along), 1e-12);
        near(
          product[i],
          slopeOf((e) => slopesAt(moved(args, along, e))[i] as number),
        );
      }
      expect(f(args)).to.equal(value);
      const third = (): unknown => gradient(curvature, args, along);
      if (WRITE_STATICS.has(name)) {
        expect(third).to.throw(/`f` changes what it was given/);
        return;
      }
      for (const [i, got] of (third() as [List])[0].entries()) {
        const unit = args.map((_, k) => (k === i ? 1 : 0));
        near(
          got,
          slopeOf((e) => dot(hvp(f, moved(args, unit, e), along) as List, along)),
        );
      }
    });
  }

  it("go forward, with order 2", async () => {
    const { jvp } = (await runtime()) as unknown as Modes;
    const { f } = await load(
      `export const f = ([x, y]) => { "differentiable"; let runs = 0; class A { constructor(v) { this.v = v; runs++; } } return new A(x).v * y * runs; };`,
      { options: { order: 2 } },
    );
    const pair = (f as Record<symbol, { pair: { forward: unknown } }>)[Symbol.for("fluxion.pair")]?.pair;
    Object.assign(pair as object, { forward: () => expect.fail("in reverse") });
    expect(jvp(f, [args], [along])).to.deep.equal([0.7 * 1.3, 1.3 - 0.35]);
  });

  /** What the code does, and what is done by the function that is compiled. */
  const unseen: Readonly<Record<string, readonly [code: string, body: string]>> = {
    "calls a method": ["o.m()", "class A { m() { return k; } } return ask(new A())"],
    "calls an inherited method": ["o.m()", "class A { m() { return k; } } class B extends A {} return ask(new B())"],
    "makes an instance": ["new o().m()", "class A { m() { return k; } } return ask(A)"],
    "calls a static method": ["o.m()", "class A { static m() { return k; } } return ask(A)"],
    "reads a static field": ["o.k.v", "class A { static k = { v: k }; } return ask(A)"],
  };
  for (const [what, [code, body]] of Object.entries(unseen))
    it(`are refused where code that is not compiled ${what}`, async () => {
      const { hvp, jvp } = (await runtime()) as unknown as Modes;
      const { f } = await load(
        `const ask = new Function("o", "return ${code}"); export const f = ([x, y]) => { "differentiable"; const k = x * y; ${body} * x; };`,
        { options: { order: 2 } },
      );
      const refusal = /NOT_DIFFERENTIABLE.*its argument may (move|carry a derivative)/s;
      expect(() => hvp(f, args, along)).to.throw(refusal);
      expect(() => jvp(f, [args], [along])).to.throw(refusal);
    });

  it("are what they were when the derivative is over", async () => {
    const { hvp, jvp } = (await runtime()) as unknown as Modes;
    const { f, held } = (await load(
      `export const held = []; export const f = ([x, y]) => { "differentiable"; const k = x * y; class A { #k = k; constructor(v) { this.v = v * k; } m() { return this.v * this.#k; } } held.length = 0; held.push(A, new A(x)); return held[1].m() * new A(y).m(); };`,
      { options: { order: 2 } },
    )) as { f: Fn; held: [new (v: number) => { m(): number }, { m(): number }] };
    const outcome = (): unknown => [new held[0](2).m(), held[1].m(), held[1] instanceof held[0], Object.keys(held[1])];
    f(args);
    const before = outcome();
    jvp(f, [args], [along]);
    expect(outcome()).to.deep.equal(before);
    hvp(f, args, along);
    expect(outcome()).to.deep.equal(before);
    expect(() => (held[0] as unknown as () => void)()).to.throw(TypeError, "cannot be invoked without 'new'");
  });
});
