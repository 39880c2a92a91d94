/** Classes in functions: private and static members, computed names, each class anew. */
import type { Program } from "../support/program.ts";

export const nestedClasses: readonly Program[] = [
  {
    name: "private field",
    source: `function f(x) { "differentiable"; class L { #k = x; get() { return this.#k * this.#k; } } return new L().get(); }`,
    args: "1.3",
  },
  {
    name: "private field write",
    source: `function f(x, y) { "differentiable"; class L { #k = x; constructor(a) { this.#k *= a; } grow(v) { this.#k += v * x; this.#k++; return this.#k; } get() { return this.#k * this.#k; } } const l = new L(y); l.grow(x * y); return l.get() + new L(2).grow(y); }`,
    args: "1.3, 0.7",
  },
  {
    name: "private method",
    source: `function f(x, y) { "differentiable"; class L { #k = x; #m(v) { return v * x * this.#k; } run(v) { return this.#m(v) + this.#m(2 * v); } } return new L().run(y); }`,
    args: "1.3, 0.7",
  },
  {
    name: "private accessors",
    source: `function f(x, y) { "differentiable"; class L { #k = x; get #v() { return this.#k * y; } set #v(z) { this.#k = z * x; } run(v) { this.#v = v; this.#v += 1; this.#v *= y; return this.#v; } } return new L().run(y); }`,
    args: "1.3, 0.7",
  },
  {
    name: "in",
    source: `function f(x, y) { "differentiable"; class L { #k = x; static is(o) { return #k in o; } get() { return this.#k; } } const l = new L(); return (L.is(l) ? l.get() : 1) * (L.is({}) ? 100 : y); }`,
    args: "1.3, 0.7",
  },
  {
    name: "static private",
    source: `function f(x, y) { "differentiable"; class L { static #n = x * 2; static #m(v) { return v * L.#n; } static run(v) { L.#n += v; return L.#m(v); } } return L.run(y) + L.run(x); }`,
    args: "1.3, 0.7",
  },
  {
    name: "static fields",
    source: `function f(x, y) { "differentiable"; class L { static a = x * 2; static b = this.a * y; static c = () => L.b * this.a; static name = x; } L.a += y; return L.c() + L.b * L.a * L.name; }`,
    args: "1.3, 0.7",
  },
  {
    name: "static block",
    source: `function f(x, y) { "differentiable"; let log = 0; class L { static a = x; static { let t = this.a * y; for (var i = 0; i < 3; i++) t *= x; this.b = t; log += i; const sq = (v) => v * this.a; L.c = sq(y); } static d = L.b + this.c; } return L.d * L.a + log; }`,
    args: "1.3, 0.7",
  },
  {
    name: "static block private",
    source: `function f(x, y) { "differentiable"; let peek; class L { #k = x; static #s = y * x; static { peek = (o) => o.#k * L.#s; } inc() { this.#k *= y; return this; } } return peek(new L().inc()); }`,
    args: "1.3, 0.7",
  },
  {
    name: "computed method",
    source: `function f(x, y) { "differentiable"; let n = 0; const k = () => "m" + n++; class L { [k()](v) { return v * x; } static [k()](v) { return v * y; } [k()](v) { return v * v; } get ["g" + n]() { return x; } } const l = new L(); return l.m0(y) + L.m1(x) * l.m2(y) + n; }`,
    args: "1.3, 0.7",
  },
  {
    name: "computed method, captured and symbol",
    source: `function f(x, y) { "differentiable"; const s = Symbol("s"); class L { [s](v) { return v * x; } static [Symbol.iterator]() { return [x, y][Symbol.iterator](); } } let t = 0; for (const v of L) t = t * 2 + v; return new L()[s](y) * t; }`,
    args: "1.3, 0.7",
  },
  {
    name: "computed static field",
    source: `function f(x, y) { "differentiable"; let n = 0; const k = () => "m" + n++; class L { static [k()] = x * y; static [k()] = this.m0 * x; } return L.m0 * L.m1; }`,
    args: "1.3, 0.7",
  },
  {
    name: "computed method of a module class",
    source: `let n = 0; const k = () => "m" + n++; class L { constructor(x) { this.x = x; } [k()](v) { return v * this.x; } static [k()](v) { return v * v; } } function f(x, y) { "differentiable"; return new L(x).m0(y) * L.m1(x); }`,
    args: "1.3, 0.7",
  },
  {
    name: "class expression",
    source: `function f(x, y) { "differentiable"; const mk = (w) => class { #k = w; times(v) { return this.#k * v * x; } }; const A = mk(x), B = mk(y); return new A().times(2) + new B().times(x); }`,
    args: "1.3, 0.7",
  },
  {
    name: "class expression in arrow, named",
    source: `function f(x, y) { "differentiable"; const mk = (w) => class Z { #k = w; static of() { return new Z(); } times(v) { return this.#k * v * x; } }; const A = mk(x), B = mk(y); return A.of().times(2) + B.of().times(x); }`,
    args: "1.3, 0.7",
  },
  {
    name: "brand of two evaluations",
    source: `function f(x) { "differentiable"; const mk = (w) => { class Z { #k = w; static get(o) { return o.#k; } } return Z; }; const A = mk(x), B = mk(2); try { return A.get(new B()); } catch (e) { return A.get(new A()) * x + (e instanceof TypeError ? 1 : 0); } }`,
    args: "1.3",
  },
  {
    name: "in a loop",
    source: `function f(x, y) { "differentiable"; let t = 0; for (let i = 1; i < 4; i++) { class Z { #k = x * i; #j; constructor(j) { this.#j = j; } sum() { return this.#k * this.#j * i; } } t += new Z(y).sum() * t + new Z(i).sum(); } return t; }`,
    args: "0.3, 0.7",
  },
  {
    name: "derived nested",
    source: `function f(x, y) { "differentiable"; class A { #k = x; a() { return this.#k; } set(v) { this.#k = v; } } class B extends A { #k = y; constructor(z) { super(); this.z = z; } b() { return this.#k * this.a() * this.z; } set(v) { super.set(v * this.#k); } } const b = new B(x * y); b.set(x); return b.b() + b.a(); }`,
    args: "1.3, 0.7",
  },
  {
    name: "derived implicit nested",
    source: `function f(x, y) { "differentiable"; class A { #k; constructor(k) { this.#k = k * x; } a() { return this.#k; } } class B extends A { #j = this.a() * y; b() { return this.#j * this.a(); } } return new B(y).b(); }`,
    args: "1.3, 0.7",
  },
  {
    name: "closure in a method",
    source: `function f(x, y) { "differentiable"; class A { #k = x; scale(xs) { return xs.map((v) => v * this.#k); } add(xs) { xs.forEach((v) => { this.#k += v * y; }); return this.#k; } } const a = new A(); return a.scale([y, x, 2]).reduce((p, q) => p + q * q, 0) * a.add([x, y]); }`,
    args: "1.3, 0.7",
  },
  {
    name: "closure that escapes",
    source: `const g = (() => { let saved; return { set(v) { saved = v; }, get: () => saved }; })(); function make(w) { "differentiable"; class A { #k = w; fn() { return (v) => v * this.#k; } } return new A().fn(); } const h = make(3); function f(x, y) { "differentiable"; return h(x) * make(y)(x); }`,
    args: "1.3, 0.7",
  },
  {
    name: "outer and inner privates",
    source: `class O { #o; constructor(o) { this.#o = o; } make(w) { const outer = this; class I { #i = w; both() { return this.#i * outer.#o; } bump() { outer.#o += this.#i; return this; } } return new I(); } get() { return this.#o; } } function f(x, y) { "differentiable"; const o = new O(x); const i = o.make(y); return i.bump().both() * o.get(); }`,
    args: "1.3, 0.7",
  },
  {
    name: "nested outer and inner privates",
    source: `function f(x, y) { "differentiable"; class O { #o; constructor(o) { this.#o = o; } make(w) { const outer = this; class I { #i = w; both() { return this.#i * outer.#o; } bump() { outer.#o += this.#i; return this; } } return new I(); } get() { return this.#o; } } const o = new O(x); const i = o.make(y); return i.bump().both() * o.get(); }`,
    args: "1.3, 0.7",
  },
  {
    name: "generator method",
    source: `function f(x, y) { "differentiable"; class G { #v = x; *[Symbol.iterator]() { for (let i = 0; i < 3; i++) { yield this.#v * i; this.#v *= y; } } *#own() { yield this.#v; yield x; } all() { return [...this.#own()]; } } const g = new G(); let t = 0; for (const v of g) t = t * y + v; const [a, b] = g.all(); return t * a * b; }`,
    args: "1.3, 0.7",
  },
  {
    name: "private method as a callback",
    source: `function f(x, y) { "differentiable"; class G { #v = x; #sq(v) { return v * v * y; } run(xs) { return xs.map(this.#sq).reduce((a, b) => a + b * this.#v, 0); } } return new G().run([x, y, 2]); }`,
    args: "1.3, 0.7",
  },
  {
    name: "update and destructuring",
    source: `function f(x, y) { "differentiable"; class G { #a = x; #b = y; swap() { [this.#a, this.#b] = [this.#b * x, this.#a]; return this; } post() { return this.#a++ * this.#b--; } val() { return this.#a * this.#b; } nul() { this.#a ??= 1; this.#b ||= 2; return this; } } const g = new G().swap().nul(); return g.post() + g.val(); }`,
    args: "1.3, 0.7",
  },
  {
    name: "gradient of an instance of a nested class",
    source: `const mk = (v) => { "differentiable"; class Box { #v = v; w = 2; get() { return this.#v * this.w; } } return new Box(); }; const f = (b) => { "differentiable"; return b.get() ** 2; };`,
    args: "mk(3)",
    gradient: `{ w: 36, "#v": 24 }`,
  },
  {
    name: "extends Array with privates",
    source: `function f(x, y) { "differentiable"; class S extends Array { #sum = 0; push(v) { this.#sum += v * v; return super.push(v); } get sum() { return this.#sum; } } const s = new S(); s.push(x); s.push(y); return s.sum * s[0] * s.length; }`,
    args: "1.3, 0.7",
  },
  {
    name: "exception in a static block",
    source: `function f(x, y) { "differentiable"; const o = { v: x }; try { class L { static a = (o.v *= y); static { o.v *= x; throw o; } } return L.a; } catch (e) { return e.v * y; } }`,
    args: "1.3, 0.7",
  },
  {
    name: "static with inheritance",
    source: `function f(x, y) { "differentiable"; class A { static k = x; static get twice() { return this.k * 2; } } class B extends A { static k = y * super.k; static j = this.k; } return B.k + A.k * 3; }`,
    args: "1.3, 0.7",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "static accessor inherited",
    source: `function f(x, y) { "differentiable"; let n = 0; class A { static set k(v) { n++; } } class B extends A { static k = y; } return B.k * x + n; }`,
    args: "1.3, 0.7",
  },
  {
    name: "new this in static",
    source: `function f(x, y) { "differentiable"; class P { #v; constructor(v) { this.#v = v; } static zero = new this(x); static one = new P(y); dot(o) { return this.#v * o.#v; } } return P.zero.dot(P.one) + P.one.dot(P.one); }`,
    args: "1.3, 0.7",
  },
  {
    name: "module class with statics",
    source: `class P { static #n = 0; static k = 2; static { P.j = 3; } static get(v) { return v * P.k * P.j; } } function f(x, y) { "differentiable"; P.k *= x; return P.get(y); }`,
    args: "1.3, 0.7",
  },
  {
    name: "method that captures through a private arrow field",
    source: `function f(x, y) { "differentiable"; class P { #g = (v) => v * x * this.#h; #h = y; run(v) { this.#h *= v; return this.#g(v); } } return new P().run(x) + new P().run(2); }`,
    args: "1.3, 0.7",
  },
  {
    name: "pass a nested instance to a module function",
    source: `const use = (o, v) => o.go(v) * 2; function f(x, y) { "differentiable"; class P { #h = y; go(v) { return this.#h * v * x; } } return use(new P(), x); }`,
    args: "1.3, 0.7",
  },
  {
    name: "one private name in a family",
    source: `class A { #k; constructor(k) { this.#k = k; } a() { return this.#k; } } class B extends A { #k; constructor(k, j) { super(k); this.#k = j; } b() { return this.#k * this.a(); } } class C extends B { #k = 3; c(x) { this.#k *= x; return this.#k * this.b(); } } function f(x, y) { "differentiable"; return new C(x, y).c(x) + new B(y, 2).b(); }`,
    args: "1.3, 0.7",
  },
  {
    name: "gradient of a family",
    source: `class A { #k; constructor(k) { this.#k = k; } a() { return this.#k; } } class B extends A { #k; constructor(k, j) { super(k); this.#k = j; } b() { return this.#k * this.a(); } } function f(o) { "differentiable"; return o.b() * o.a(); }`,
    args: "new B(2, 3)",
    gradient: `{ "#k": 4, "A.#k": 12 }`,
  },
  {
    name: "computed field of a module class",
    source: `let n = 0; const key = () => "k" + n++; class L { [key()] = 2; static [key()] = 3; [key()] = this.k0 * 2; constructor(x) { this.k0 *= x; } get() { return this.k0 * this.k2 * L.k1; } } function f(x, y) { "differentiable"; return new L(x).get() * new L(y).k2 + n * x; }`,
    args: "1.3, 0.7",
  },
  {
    name: "computed field of a class in a function",
    source: `function f(x, y) { "differentiable"; let n = 0; const key = () => "k" + n++; class L { [key()] = x; static [key()] = y; [key()] = this.k0 * 2; constructor(z) { this.k0 *= z; } get() { return this.k0 * this.k2 * L.k1; } } return new L(x).get() * new L(y).k2 + n * x; }`,
    args: "1.3, 0.7",
  },
  {
    name: "symbol field of a class in a function",
    source: `function f(x, y) { "differentiable"; const s = Symbol("s"); class L { [s] = x; get() { return this[s]; } } const l = new L(); l[s] *= y; return l.get(); }`,
    args: "1.3, 0.7",
  },
  {
    name: "a key variable that is assigned later",
    source: `let k = "a"; class L { [k] = 2; constructor(x) { this.a *= x; } } k = "b"; function f(x, y) { "differentiable"; return new L(x).a * y; }`,
    args: "1.3, 0.7",
  },
  {
    name: "key with effects among fixed ones",
    source: `function f(x, y) { "differentiable"; let n = 0; class L { [n]() { return x; } [++n]() { return y; } [n]() { return x * y; } } const l = new L(); return l[0]() + l[1]() * 2; }`,
    args: "1.3, 0.7",
  },
  {
    name: "optional private, and spread",
    source: `class L { #k; constructor(k) { this.#k = k; } static k(o) { return o?.#k; } get #g() { return this.#k * 2; } static g(o) { return o?.#g; } #m(a, b) { return a * b * this.#k; } run(xs) { return this.#m(...xs); } } function f(x, y) { "differentiable"; return L.k(new L(x)) * (L.k(null) ?? y) * L.g(new L(y)) + new L(x).run([x, y]); }`,
    args: "1.3, 0.7",
  },
  {
    name: "private optional call",
    source: `function f(x, y) { "differentiable"; class L { #k = x; #f = null; #m(v) { return v * this.#k; } run(o) { return (o?.#m(y) ?? 1) * (this.#f?.(2) ?? this.#k); } } return new L().run(new L()) + new L().run(undefined); }`,
    args: "1.3, 0.7",
  },
  {
    name: "compound through a private setter, object once",
    source: `let n = 0; class L { #k = 1; get #v() { return this.#k; } set #v(z) { this.#k = z * z; } static run(o, x) { const g = () => { n++; return o; }; g().#v += x; g().#v *= x; g().#v++; return o.#k; } } function f(x) { "differentiable"; return L.run(new L(), x) + n; }`,
    args: "0.3",
    state: "n",
  },
  {
    name: "yield in the name of a member",
    source: `function* g(x) { class A { [yield x]() { return x; } static [yield 2] = x * x; } return A; } function f(x, y) { "differentiable"; const it = g(x); const first = it.next().value; it.next("a"); const A = it.next("b").value; return new A().a() * A.b * first * y; }`,
    args: "1.3, 0.7",
  },
  {
    name: "cells and privates",
    source: `function f(x, y) { "differentiable"; let n = x; class C { #v = n; static #all = []; constructor() { C.#all.push(this); n *= y; } get #sq() { return this.#v * n; } set #sq(z) { n = z; this.#v += n; } bump() { this.#sq += x; return this; } static total() { return C.#all.reduce((t, c) => t * 0.5 + c.#v * c.#sq, 0); } } new C().bump(); new C(); n += 1; new C().bump().bump(); return C.total() * n; }`,
    args: "1.1, 0.7",
  },
  {
    name: "recursion making classes",
    source: `function mk(d, x) { class N { #v = x * d; #c = d > 0 ? mk(d - 1, x * 0.9) : null; sum() { return this.#v + (this.#c?.sum() ?? 0) * x; } } return new N(); } function f(x) { "differentiable"; return mk(4, x).sum(); }`,
    args: "1.1",
  },
  {
    name: "class in a generator",
    source: `function* g(x) { class A { #k = x; static s = x * 2; *each() { for (let i = 1; i < 4; i++) { this.#k *= A.s; yield this.#k * i; } } } yield* new A().each(); const B = class { static [yield x] = 5; }; yield B.k; } function f(x) { "differentiable"; const it = g(x); let t = 0, s = it.next(); while (!s.done) { t = t * 0.3 + s.value; s = it.next("k"); } return t; }`,
    args: "0.7",
  },
  {
    name: "static block with loops, closures and try",
    source: `function f(x, y) { "differentiable"; class A { static fs = []; static { for (let i = 0, k = x; i < 3; i++, k *= y) A.fs.push(() => (k += i * x)); try { for (const g of this.fs) { if (g() > 5) throw 1; A.last = g(); } } finally { this.done = A.last * y; } l: for (;;) { for (;;) break l; } var z = A.done; A.z = (() => z * this.fs.length)(); } } return A.z * A.fs[1]() + A.done; }`,
    args: "1.1, 0.7",
  },
  {
    name: "private in nested arrow chains",
    source: `function f(x, y) { "differentiable"; class A { #k = x; #f = (v) => (w) => () => { this.#k += v * w; return this.#k; }; run() { const g = this.#f(y); const h = g(x); return h() * h() + [1, 2].map((i) => [i].map((j) => this.#k * j)[0])[1]; } } return new A().run(); }`,
    args: "1.1, 0.7",
  },
  {
    name: "private has and errors",
    source: `function f(x, y) { "differentiable"; class A { #k = x; static get(o) { return #k in o ? o.#k : y; } static bad(o) { try { return o.#k; } catch (e) { return e instanceof TypeError ? x * y : 0; } } static set(o, v) { try { o.#k = v; return o.#k; } catch { return v * 3; } } } const a = new A(); return A.get(a) * A.get({}) + A.bad({}) * A.bad(a) + A.set(a, y) * A.set({}, x) * A.get(a); }`,
    args: "1.1, 0.7",
  },
  {
    name: "accessors by computed names",
    source: `const nm = (s) => "v" + s; function f(x, y) { "differentiable"; class A { #k = x; get [nm(1)]() { return this.#k * 2; } set [nm(1)](z) { this.#k = z * y; } } const a = new A(); a.v1 = a.v1 * y; return a.v1; }`,
    args: "1.1, 0.7",
  },
  {
    name: "derived with computed and super",
    source: `function f(x, y) { "differentiable"; const k = "go"; class A { [k](v) { return v * x; } static [k + "S"](v) { return v * y; } } class B extends A { [k](v) { return super[k](v) + super.go(y); } static goS(v) { return super.goS(v) * 2; } static t = super.goS(x); } return new B().go(y) * B.goS(x) + B.t; }`,
    args: "1.1, 0.7",
  },
  {
    name: "instances of two evaluations mixed",
    source: `const mk = (w) => { class A { #v; constructor(v) { this.#v = v * w; } static is(o) { return #v in o; } mul(o) { return A.is(o) ? this.#v * o.#v : this.#v + 1; } } return A; }; function f(x, y) { "differentiable"; const A = mk(x), B = mk(y); const a = new A(2), a2 = new A(y), b = new B(3); return a.mul(a2) * a.mul(b) + b.mul(b) * b.mul(a); }`,
    args: "1.1, 0.7",
  },
  {
    name: "made in ordinary call, differentiated later",
    source: `const mk = (w) => { "differentiable"; class A { #v = w; static k = 2; #m(z) { return this.#v * z * A.k; } get #g() { return this.#v + w; } go(z) { this.#v += z; return this.#m(z) * this.#g; } static s(z) { return z * w * A.k; } } return A; }; const A = mk(3); const a = new A(); function f(x) { "differentiable"; const b = new A(); return b.go(x) * A.s(x); }`,
    args: "1.1",
  },
  {
    name: "gradient of class instance made outside with private method env",
    source: `const mk = (w) => { "differentiable"; class A { #v = 2; #m(z) { return this.#v * z * w; } go(z) { return this.#m(z); } } return new A(); }; function f(a, x) { "differentiable"; return a.go(x) ** 2; }`,
    args: "mk(3), 0.5",
    gradient: `{ "#v": 9 }, 36`,
  },
  {
    name: "field with a class expression value",
    source: `function f(x, y) { "differentiable"; class A { K = class { k = x; go(v) { return v * this.k * y; } }; static K2 = class { static go(v) { return v * x; } }; } const a = new A(); return new a.K().go(3) * A.K2.go(y); }`,
    args: "1.1, 0.7",
  },
  {
    name: "private methods generator and async names",
    source: `function f(x, y) { "differentiable"; class A { *#g(n) { for (let i = 0; i < n; i++) yield x * i + (yield y); } run() { const it = this.#g(2); let t = it.next().value; for (let s = it.next(t); !s.done; s = it.next(t * x)) t += s.value; return t; } } return new A().run(); }`,
    args: "1.1, 0.7",
  },
  {
    name: "symbol and number computed members",
    source: `function f(x, y) { "differentiable"; const S = Symbol(); let i = 0; class A { [i++] = x; [i++] = y; static [i++](v) { return v * x; } [S](v) { return v * this[0] * this[1]; } get [Symbol.toStringTag]() { return "A"; } } const a = new A(); a[0] *= 2; return a[S](y) * A[2](x) + String(a).length * a[1]; }`,
    args: "1.1, 0.7",
  },
  {
    name: "this in computed key and heritage",
    source: `class O { constructor(x) { this.x = x; } mk() { const outer = this; return class extends (outer.x > 0 ? class { b = 2; } : Object) { [this.x > 0 ? "pos" : "neg"]() { return outer.x * this.b; } static s = outer.x * 3; }; } } function f(x) { "differentiable"; const C = new O(x).mk(); return new C().pos() * C.s; }`,
    args: "1.1",
  },
  {
    name: "static this alias and mutation in loop",
    source: `function f(xs) { "differentiable"; class Acc { static total = 0; static add(v) { this.total += v * v; return this; } static reset() { const t = Acc.total; this.total = 0; return t; } } let r = 0; for (const x of xs) { Acc.add(x).add(x * 2); if (Acc.total > 3) r += Acc.reset(); } return r * 0.5 + Acc.total; }`,
    args: "[1.1, 0.4, 0.3]",
  },
  {
    name: "accessors by computed names, where ordinary calls run the sweep",
    source: `const nm = (s) => "v" + s; function f(x, y) { "differentiable"; class A { #k = x; get [nm(1)]() { return this.#k * 2; } } return new A().v1 * y; }`,
    args: "1.1, 0.7",
    options: { forwardOnly: true },
  },
];
