/** CommonJS files are functions of their own: with a `this`, and often not strict. */
import { expect } from "chai";
import { load, runtime } from "../support/harness.ts";

describe("CommonJS", () => {
  for (const [name, source] of Object.entries({
    "`this` of an arrow at the top": `exports.h = (x) => x * this.k; this.k = 3; const o = { k: 100, h: exports.h };
exports.f = (x) => { "differentiable"; return o.h(x) * exports.h(x); };`,
    "a constructor that calls itself by `new`": `function Old(x) { if (!(this instanceof Old)) return new Old(x * 2); this.x = x; }
Old.prototype.m = function () { return this.x * this.x; };
function Bare(x) { if (!(this instanceof Bare)) { return new Bare(x); } const self = this; self.get = () => this.x; this.x = x; }
exports.f = (x) => { "differentiable"; return Old(x).m() * new Old(x).m() + Bare(x).get() * x; };`,
    "`delete` of what cannot be deleted":
      'exports.f = function f(x) { "differentiable"; var o = Object.freeze({ a: 1 }), p = { a: x, b: x * x }; return (delete o.a ? x : x * x) * (delete p.a && p.a === undefined ? p.b : 1); };',
    "a write that fails in silence": `const kept = Object.freeze({ a: 2, list: Object.freeze([1, 2]) });
function Old(v) { this.a = v; Object.freeze(this); }
Old.prototype.set = function (v) { this.a = v; return this.a; };
exports.f = function f(x) {
  var o = Object.freeze({ a: x, get g() { return x * 3; } }), p = Object.preventExtensions({ b: x }), q = { g: 1 }, set = function (v) { kept.a -= v; };
  o.a = 3; o.a *= x; o.g = 5; kept.a = x; kept.list[0] += x * x; p.b = x * x; p.c = x; set(x); "abc".length = x; x.field = x; q.g = x;
  for (kept.list[1] of [x]) [o.a] = [x];
  return (o.a + o.g * q.g) * kept.a * (kept.list[0] + kept.list[1]) * (p.c === undefined ? p.b : 1) + new Old(x * x).set(1) * (kept.a = x);
};`,
    "a write that fails in strict code of a script": `class P { constructor(v) { this.a = v; Object.freeze(this); } set(v) { this.a = v; } }
function g(o, v) { "use strict"; o.a = v; }
function tried(run, x) { try { run(); return x; } catch (e) { return e instanceof TypeError ? x * x : 0; } }
function own(x) { "use strict"; const list = Object.freeze([x]); try { list[0] = 1; return x; } catch { return x * x; } }
exports.f = function f(x) { const p = new P(x * 2); return tried(() => p.set(1), x) * tried(() => g(p, 1), x) * own(x) * p.a; };`,
    "a class that is an export": `class Base { constructor(x) { this.x = x; } }
exports.C = class C extends Base { constructor(x) { super(x * 2); } m() { return this.x * this.x * C.k; } };
exports.C.k = 3;
exports.f = (x) => { "differentiable"; return new exports.C(x).m(); };`,
  })) {
    it(name, async () => {
      const { gradient, jvp } = (await runtime()) as unknown as Record<
        "gradient" | "jvp",
        (...args: unknown[]) => number[]
      >;
      const [plain, marked] = await Promise.all(
        [false, true].map((compiled) =>
          load(source, { format: "cjs", compiled, options: { include: ["program"], order: 2 } }),
        ),
      );
      const f = plain?.["f"] as (x: number) => number;
      const [slope] = gradient(marked?.["f"], 1.5);
      expect(jvp(marked?.["f"], [1.5], [1])[1]).to.equal(slope);
      expect(slope).to.be.closeTo((f(1.5 + 1e-5) - f(1.5 - 1e-5)) / 2e-5, 1e-6);
    });
  }
});
