/** Functions that a sweep has made, and that are called afterwards in the ordinary way: they do what they always did. */
import { expect } from "chai";
import { load, runtime } from "../support/harness.ts";

/** Each has `kept`, an array that `f(x)` fills. */
const programs: Readonly<Record<string, string>> = {
  "an arrow in a derived constructor": `class B { constructor() { this.n = 1; } }
class L extends B { constructor(x) { super(); this.n = x; this.h = () => this.n; } }
export function f(x) { "differentiable"; const a = new L(x); kept.push(a.h, () => a.h()); return a.h() * 2; }`,
  "an arrow that is given to the parent": `class B { constructor(h) { this.n = 1; this.h = h; } }
class L extends B { #p = 3; constructor(x) { super(() => () => this.n + this.#p); this.n = x; this.o = () => ({ m() { return this.z; }, z: this.n }); } }
export function f(x) { "differentiable"; const a = new L(x); kept.push(() => a.h()(), () => a.o().m()); return a.h()() * 2; }`,
  "an arrow in an arrow": `class M { constructor(x) { this.n = x; const g = () => () => this.n; this.h = g(); } }
export function f(x) { "differentiable"; const a = new M(x); kept.push(a.h); return a.h() * 2; }`,
  "arrows that a callback makes": `export function f(x) { "differentiable"; const o = { n: x, go() { return [1, 2].map((k) => { const r = () => (k > 0 ? (k--, r()) : this.n); return r; }); } }; const [a, b] = o.go(); kept.push(a, b); return a() * 2; }`,
  "defaults of parameters": `export function f(x) { "differentiable"; let t = x; const g = () => { let k = 2; return ({ a = t, b: { [k]: c = k++ } = {} } = {}) => { k += 1; return [a, c, k, t]; }; }; const h = g(); t++; kept.push(h, h, () => h({ a: 1 })); return h()[0] * x; }`,
  "fields of a class in a function": `export function f(x) { "differentiable"; let c = 0; const make = () => { class A { k = c++; m() { return later(this.k + c); } } const later = (v) => v * x; return () => new A().m(); }; const o = make(); kept.push(o, o, () => c); return o() * 2; }`,
  "the counter of a loop": `export function f(x) { "differentiable"; for (let i = 0; i < 3; i++) kept.push(() => i * x); return kept[1]() * x; }`,
  "the counter of a loop that a class and an object capture": `export function f(x) { "differentiable"; for (let i = 0; i < 3; i++) { class A { k = i; m() { return i + x * this.k; } } const o = { m() { return i * x; }, get z() { return i; } }; kept.push(() => new A().m(), () => o.z, o.m); } return x; }`,
  "counters in loops in callbacks": `export function f(x) { "differentiable"; const make = (n) => { for (let i = 0; i < n; i++) kept.push(() => { const r = []; for (let j = 0; j < 2; j++) r.push(() => i * j + x); return r.map((g) => g()); }); }; make(2); return x; }`,
  "constants of a loop that an exception may leave": `const risky = (x) => { if (x > 100) throw new RangeError("x"); return x; };
export function f(x) { "differentiable"; let s = 0; try { for (const y of [x, 2 * x]) { const o = { y: risky(y) }; kept.push(() => y, () => o.y); s += risky(o.y) * y; } } catch (e) { s = 1; } return s; }`,
  "constants of a loop in a generator": `function* steps(x) { for (const y of [x, 2 * x]) { const o = { y: yield y }; kept.push(() => y, () => o.y); } return 1; }
export function f(x) { "differentiable"; let s = 0; const it = steps(x); for (let r = it.next(); !r.done; r = it.next(r.value * x)) s += r.value; return s; }`,
};

describe("a function that a sweep has made", () => {
  for (const [name, source] of Object.entries(programs)) {
    it(`does the same later: ${name}`, async () => {
      const { gradient } = await runtime();
      const results: unknown[] = [];
      for (const differentiated of [false, true]) {
        for (const forwardOnly of [false, true]) {
          const { f, kept } = (await load(`export const kept = [];\n${source}`, { options: { forwardOnly } })) as {
            f: (x: number) => number;
            kept: (() => unknown)[];
          };
          if (differentiated) gradient(f, 3);
          else f(3);
          results.push(kept.map((g) => g()));
        }
      }
      const [expected] = results;
      expect(expected).to.have.length.above(0);
      for (const result of results) expect(result).to.deep.equal(expected);
    });
  }
});
