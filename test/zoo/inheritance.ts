/** `super`: members of the parent, and of what the engine itself makes. */
import type { Program } from "../support/program.ts";

export const inheritance: readonly Program[] = [
  {
    name: "super in a class that extends none, and captures nothing",
    source: `function f(x) { "differentiable"; class A { m(v) { return typeof super.hasOwnProperty === "function" ? v * v * v : 0; } static s(v) { return typeof super.call === "function" ? v * v : 0; } } return new A().m(x) + A.s(x); }`,
    args: "1.3",
  },
  {
    name: "inheritance, super calls and overriding",
    source: `class Shape { constructor(k) { this.k = k; } area() { return 1; } scaled() { return this.k * this.area(); } }
class Square extends Shape { constructor(s, k) { super(k * 2); this.s = s; } area() { return this.s ** 2 + super.area(); } }
class Disc extends Shape { area() { return Math.PI * this.k ** 2; } }
function f(s, k) { "differentiable"; let total = 0; for (const shape of [new Square(s, k), new Disc(s), new Square(k, 1)]) total = total * 0.5 + shape.scaled(); return total; }`,
    args: "1.3, 0.7",
  },
  {
    name: "derived class without a constructor, with fields",
    source: `class A { v = 2; constructor(x, y = 3) { this.v *= x; this.y = y * x; } get() { return this.v; } }
class B extends A { w = this.v * this.y; get() { return super.get() * this.w; } }
class C extends B { constructor(...args) { super(...args); this.w += args[0]; } }
function f(x) { "differentiable"; return new C(x).get() + new B(x, x).w; }`,
    args: "1.3",
  },
  {
    name: "accessors through inheritance",
    source: `class A { #r = 1; get r() { return this.#r; } set r(v) { this.#r = v * 2; } }
class B extends A { get r() { return super.r * 3; } set r(v) { super.r = v + 1; } }
function f(x) { "differentiable"; const b = new B(); b.r = x; const first = b.r; b.r = b.r * x; return first * b.r; }`,
    args: "1.3",
  },
  {
    name: "static inheritance",
    source: `class A { static make(v) { return new this(v); } constructor(v) { this.v = v; } get() { return this.v; } }
class B extends A { get() { return super.get() ** 2; } static make(v) { return super.make(v * 3); } }
function f(x) { "differentiable"; return A.make(x).get() * B.make(x).get(); }`,
    args: "1.3",
  },
  {
    name: "an optional call of a super method",
    source: `class A { constructor(k) { this.k = k; } m(y) { return this.k * y; } }
class B extends A { m(y) { return super.m?.(y) * (super.none?.(y) ?? y); } }
function f(x) { "differentiable"; return new B(x).m(x * 3); }`,
    args: "1.5",
  },
  {
    name: "super members, computed and static",
    source: `class A { get v() { return this.x * 2; } m(y) { return y * this.x; } static s(y) { return y * 3; } }
class B extends A { constructor(x) { super(); this.x = x; } get v() { return super.v * this.x; } m(y) { const k = "m"; return super[k](y) + super.m(1); } static s(y) { return super.s(y) * y; } }
function f(x) { "differentiable"; const b = new B(x); return b.v * b.m(x) + B.s(x); }`,
    args: "2",
  },
  {
    name: "a derived class expression",
    source: `const A = class { m(y) { return y * this.x; } };
const B = class extends A { constructor(x) { super(); this.x = x; } m(y) { return super.m(y) * 2; } };
function f(x) { "differentiable"; return new B(x).m(x); }`,
    args: "2",
  },
  ...Object.entries({
    "a class expression that mentions its own name": `const o = {}; o.D = class C { static k = 2; m(y) { return C.k * y; } static n = (y) => C.k * y; };
function f(x) { "differentiable"; return new o.D().m(x) * o.D.n(x); }`,
    "a class whose name is given to another afterwards": `class C { static k = 2; m(y) { return C.k * y; } make() { return new C(); } }
const D = C; C = class { static k = 5; m(y) { return 100 * y; } };
function f(x) { "differentiable"; return new D().make().m(x) * new C().m(x); }`,
    "a class whose statics are made by it": `class C { static k = 2; static o = new C(4); static { C.k = C.o.m(3); } constructor(v) { this.v = v * C.k; } m(y) { return this.v * y * C.k; } }
function f(x) { "differentiable"; return C.o.m(x) * new C(x).m(x); }`,
    "derived classes in objects, lists and calls": `class B { constructor(v) { this.v = v; } q() { return this.v * 2; } static s(y) { return y * 3; } }
const same = (C) => C;
const o = { D: class extends B { q() { return super.q() * 3; } } };
const list = [class extends B { constructor(v) { super(v * v); } q() { return super.q() * 5; } }];
const W = same(class Q extends B { static k = 2; q() { return super.q() * Q.k; } static s(y) { return super.s(y) * Q.k; } });
let L = class extends B { q() { return super.q() * 7; } };
const M = L; L = null;
function f(x) { "differentiable"; return new o.D(x).q() + new list[0](x).q() * new W(x).q() + W.s(x) + new M(x).q() + o.D.name.length; }`,
    "statics that put others in the places of members": `class A { static s(y) { return y; } static s2 = (this.s = (y) => y * 9); m() { return 1; } static { this.two = new A().m() * 2; } }
function f(x) { "differentiable"; return A.s(x) * x * A.two; }`,
    "a static block inside that replaces a method": `function f(x) { "differentiable"; class A { constructor(v) { this.v = v; } m() { return this.v; } static { this.prototype.m = function () { return this.v ** 3; }; } } return new A(x).m(); }`,
    "statics of a class with private fields, made by it": `class A { #p = 1; constructor(v) { this.#p = v; } get() { return this.#p; } static make(v) { return new A(v); } static one = A.make(3); static { this.two = this.one.get(); } }
function f(x) { "differentiable"; return A.make(x).get() * A.two; }`,
    "a parameter with the name of the class around it": `class B { constructor(v) { this.v = v; } m(y) { return this.v * y; } }
class A extends B { m(A) { return super.m(A) * 2; } }
function f(x) { "differentiable"; return new A(x).m(x); }`,
  }).map(([name, source]) => ({ name, source, args: "1.5" })),
  {
    name: "a derived class inside that captures a counter",
    source: `function f(x) { "differentiable"; let n = 0; class A { constructor(v) { this.v = v; n += v; } m() { return this.v * n; } } class B extends A { extra = this.v * x; constructor(v) { super(v * 2); n *= x; } m() { return super.m() + this.extra; } } const b = new B(x); return b.m() * n + (b instanceof A ? x : 0); }`,
    args: "1.5",
  },
  {
    name: "private fields in a class that extends Array",
    source: `class Stack extends Array { #sum = 0; push(v) { this.#sum += v * v; return super.push(v) } get sum() { return this.#sum } }
function f(x) { "differentiable"; const s = new Stack(); s.push(x); s.push(x * 2); return s.sum * s[1] }`,
    args: "0.7",
  },
  {
    name: "an Array with its own push",
    source: `class Stack extends Array { push(v) { this.n = (this.n ?? 0) + 1; return super.push(v) } }
function f(x) { "differentiable"; const s = new Stack(); s.push(x); s.push(x * 2); return s.n * s[1] * s.length }`,
    args: "0.7",
  },
  {
    name: "an Array with its own push, made by from",
    source: `class Stack extends Array { push(v) { this.n = (this.n ?? 0) + 1; return super.push(v) } }
function f(x) { "differentiable"; const s = Stack.from([x, x * 3]); s.push(x * x); return s.map((v) => v * 2)[2] * s.length }`,
    args: "0.7",
  },
  {
    name: "a Map that overrides set, get, has and keys",
    source: `class Log extends Map { set(k, v) { this.count = (this.count ?? 0) + 1; return super.set(k, v * 2) } get(k) { return super.get(k) + 1 } has(k) { return true } keys() { return [][Symbol.iterator]() } }
function f(x) { "differentiable"; const m = new Log(); m.set("a", x); m.set("b", x * x); let s = 0; for (const [k, v] of m) s += v * m.get(k); for (const v of m.values()) s *= v; return s * m.count }`,
    args: "0.7",
  },
  {
    name: "a Map and a Set that are iterated in their own ways, where the engine looks",
    source: `class M extends Map { *[Symbol.iterator]() { yield ["z", 100] } }
class S extends Set { *[Symbol.iterator]() { yield { x: 5 } } }
function f(x) { "differentiable"; const m = new M(); m.set("a", x).set("b", 2 * x); const o = { x }, s = new S().add(o); let t = 0; m.forEach((v) => { t += v * v }); s.forEach((v) => { t *= v.x }); for (const v of s.union(new Set([{ x: x * x }]))) t += v.x; return s.difference(new Set()).has(o) ? t : 0 }`,
    args: "0.7",
  },
  {
    name: "a Map without an iterator",
    source: `function f(x) { "differentiable"; const m = new Map([["a", x], ["b", 2 * x]]); m[Symbol.iterator] = null; let t = 0; m.forEach((v, k, all) => { t += v * all.get("a") }); for (const [, v] of m.entries()) t *= v; return t }`,
    args: "0.7",
  },
  {
    name: "an Array that overrides slice and concat, and counts",
    source: `class Tail extends Array { constructor(...a) { super(...a); made.n++; } slice(a) { return super.slice(a).concat([9]) } get last() { return this[this.length - 1] } concat(...o) { return super.concat(...o) } }
const made = { n: 0 };
function f(x) { "differentiable"; made.n = 0; const t = new Tail(x, 3 * x, 2); t.sort((a, b) => a - b); const u = t.slice(1); const [p, q] = t; const w = [...t].reverse(); return u.last * t.last * p + w[0] * q + made.n }`,
    args: "0.7",
  },
  {
    name: "a Float64Array that overrides set and fill",
    source: `class F extends Float64Array { set(a, o) { super.set(a, o); this.tag = 1 } fill(v) { return super.fill(v * 2) } }
function f(x) { "differentiable"; const a = new F(3); a.set([x, x * x], 1); const b = new F(2).fill(x); return a[1] * a[2] * b[0] * a.tag + a.map((v) => v * 2)[1] }`,
    args: "0.7",
  },
  {
    name: "a Set with its own add, filled by the engine",
    source: `class Bag extends Set { add(v) { this.n = (this.n ?? 0) + 1; return super.add(v + 1) } has() { return false }  }
function f(x) { "differentiable"; const b = new Bag([x]); b.add(x * 2); let s = 0; for (const v of b) s += v * v; return s * b.n }`,
    args: "0.7",
  },
  {
    name: "a Map with its own set, filled by the engine",
    source: `class M extends Map { set(k, v) { return super.set(k, v * v) } }
function f(x) { "differentiable"; const b = new M([["a", x], ["b", 2 * x]]); const c = new M(new Map([["a", x]])); return b.get("a") * b.get("b") * c.get("a") }`,
    args: "0.7",
  },
  {
    name: "derived constructors that never call their parent, or give something else",
    source: `const log = [];
const said = (make) => { try { return typeof make(); } catch (e) { log.push(e.name); return e.name; } };
class B { constructor(x) { this.x = x; } }
class Early extends B { constructor() { this.x = 1; } }
class Read extends Object { constructor() { super.x; } }
class None extends Object { constructor() { return undefined; } }
class Odd extends B { constructor() { super(1); try { return 0; } catch { return; } } }
class Own extends Object { constructor(x) { return { x }; } }
class Late extends B { constructor(x) { super(() => this.k * x); this.k = x; } }
function f(x) { "differentiable"; const names = [() => new Early(), () => new Read(), () => new None(), () => new Odd()].map(said); return names.length * new Own(x).x + new Late(x).x() * x; }`,
    args: "1.3",
    state: "log",
  },
  {
    name: "super in arrow functions",
    source: `class A { constructor(k) { this.k = k; } m(v) { return v * this.k; } get w() { return this.k * 2; } static s(v) { return v * this.t; } static t = 3; }
class B extends A { g = (v) => super.m(v) + super.w; k2 = 2; static t = 4; static h = (v) => super.s(v);
  all(vs) { const sum = (v) => { const each = () => super.m(v) + super["m"](this.k2); return each() * super.w; }; return vs.map((v) => super.m(v)).map(sum).reduce((a, b) => a + b); }
  m(v) { return 100 * v; } static s(v) { return [v].map((q) => super.s(q) + super.t)[0]; } }
function f(x, y) { "differentiable"; const b = new B(x); const { g } = b; b.k *= y; return g(3) * b.all([x, y]) + B.h(x) * B.s(y); }`,
    args: "1.3, 0.7",
  },
  {
    name: "super of an accessor, read and written",
    source: `class A { get v() { return this._v * 2; } set v(z) { this._v = z * this.k; } }
class B extends A { constructor(k) { super(); this.k = k; } m(z) { super.v = z; super.v += z * z; super.v++; return super.v * super.v; } }
function f(x) { "differentiable"; const b = new B(x); b.v = 1; return b.m(x) * b._v; }`,
    args: "0.8",
  },
  {
    name: "an overridden accessor that writes its parent's",
    source: `class A { get v() { return this._v * 2; } set v(z) { this._v = z + 1; } }
class B extends A { get v() { return super.v * this._v; } set v(z) { super.v = z * 3; } }
function f(x) { "differentiable"; const b = new B(); b.v = x; b.v += x; b.v++; return b.v; }`,
    args: "0.8",
  },
  {
    name: "super without a setter makes a field",
    source: `class A {}
class B extends A { m(z) { super.v = z; super.w = super.v; super.v ??= 3; super["q" + 1] = z * 2; } }
function f(x) { "differentiable"; const b = new B(); b.v = 4; b.m(x); return b.v * b.v + (b.w ?? x) + b.q1; }`,
    args: "0.8",
  },
  {
    name: "super of static accessors and fields, written",
    source: `class A { static s = 2; static get t() { return this.s * 2; } static set t(z) { this.s = z * z; } }
class B extends A { static m(z) { super.t = z; super.s = this.s * super.s; return super.t + B.s; } }
function f(x) { "differentiable"; B.s = x; return B.m(x) + A.s; }`,
    args: "0.8",
  },
  {
    name: "super in patterns and the head of a loop",
    source: `class A { set v(z) { this._v = z * z; } }
class B extends A { m(z) { [super.v, super.w] = [z, z * 3]; ({ a: super.u } = { a: z }); for (super.i of [z, 2 * z]) this.u += this.i; return this._v * this.w * this.u; } }
function f(x) { "differentiable"; return new B().m(x); }`,
    args: "0.8",
  },
  {
    name: "super written where the parent has a getter alone, or nothing",
    source: `class A { get v() { return 5; } }
class B extends A { m(z) { try { super.v = z; } catch (e) { return e instanceof TypeError ? z * z : 0; } return z; } }
class C extends A { get w() { return 7 * this.z; } set w(z) { if (this.z === undefined) { this.z = z; super.w = z * 2; } } }
function f(x) { "differentiable"; const c = new C(); c.w = x; return new B().m(x) + c.w * c.z; }`,
    args: "0.8",
  },
  {
    name: "super of a class whose parent's prototype is nothing",
    source: `class C { set(v) { super.x = v; } get() { return super.x; } }
Object.setPrototypeOf(C.prototype, null);
function f(x) { "differentiable"; let n = 0; const c = new C(); for (const run of [() => c.set(x), () => c.get()]) try { run(); } catch (e) { if (e instanceof TypeError) n++; } return x * n; }`,
    args: "1.3",
  },
  {
    name: "the key of super, and then the value",
    source: `const log = [];
class A { set v(z) { this._v = z; } }
class B extends A { m(z) { super[(log.push("k"), "v")] = (log.push("r"), z * z); return this._v; } }
function f(x) { "differentiable"; return new B().m(x) * log.length; }`,
    args: "0.8",
    state: "log.splice(0).join()",
  },
  {
    name: "super written in a class of a function",
    source: `function f(x) { "differentiable"; class A { get v() { return this._v * x; } set v(z) { this._v = z * x; } } class B extends A { m(z) { super.v = z; super.v *= 2; super.w = z; return super.v + this.w; } } return new B().m(x); }`,
    args: "0.8",
  },
  {
    name: "super called on one of two ways, with fields and private members",
    source: `class A { constructor(v) { this.v = v * v; } }
class B extends A { w = this.v * 2; #k = this.w + 1; constructor(x, n) { if (n > 1) super(x * n); else { const y = x + 1; super(y); } this.u = this.v * this.#k; } }
function f(x) { "differentiable"; const a = new B(x, 1), b = new B(x, 3); return a.u * b.w + b.u; }`,
    args: "0.8",
  },
  {
    name: "super in a try, and in an expression",
    source: `class A { constructor(v) { if (v > 2) throw { k: v * v }; this.v = v * v; } }
class B extends A { constructor(x) { let s = x; try { s = super(x * 4).v * x; } catch (e) { s = super(e.k / 10) ? this.v : 0; } finally { s *= 2; } this.s = s; } }
function f(x) { "differentiable"; return new B(x).s * new B(x / 2).s; }`,
    args: "0.8",
  },
  {
    name: "a second super, which throws when the parent has run",
    source: `const log = [];
class A { constructor(o, x) { o.v *= x; log.push("A"); this.o = o; } }
class B extends A { w = log.push("w"); constructor(o, x) { super(o, x); const first = this; try { super(o, x + 1); } catch (e) { o.v += e instanceof ReferenceError && first === this ? x : 1; } } }
function f(x) { "differentiable"; const o = { v: x }; return new B(o, x).o.v; }`,
    args: "0.8",
    state: "log.splice(0).join()",
  },
  {
    name: "this before super, and none at all",
    source: `const log = [];
class A { constructor(x) { this.v = x; } }
class B extends A { constructor(x, n) { try { this.v = n; } catch (e) { log.push(e.name); } if (n > 0) super(x * x); else if (n < 0) return { v: x * 3 }; } }
class C extends A { constructor(x) { try { return; } finally { super(x * 2); this.v *= x; } } }
function f(x) { "differentiable"; let s = x; for (const n of [1, 0, -1]) try { s += new B(x, n).v * (n + 2); } catch (e) { log.push(e.name); s *= x; } return s * new C(x).v; }`,
    args: "0.8",
    state: "log.splice(0).join()",
  },
  {
    name: "super in the default of a parameter",
    source: `class A { constructor(x) { this.v = x ?? 2; } }
class B extends A { constructor(x, y = super(x).v * 2) { if (y > 100) super(y / 100); this.u = y * this.v; } }
function f(x) { "differentiable"; return new B(x).u + new B(7, x * 200).v; }`,
    args: "0.8",
  },
  {
    name: "an arrow that is made before super is called on some way",
    source: `class A { constructor(x) { this.v = x; } }
class B extends A { constructor(x, n) { const get = () => this.v * x; let early = 0; try { get(); } catch (e) { early = e instanceof ReferenceError ? 1 : 2; } for (let i = 0; i < 3; i++) if (i === n) super(x * i); this.u = get() + early; } }
function f(x) { "differentiable"; return new B(x, 1).u * new B(x, 2).u; }`,
    args: "0.8",
  },
];
