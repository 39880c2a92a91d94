/** Classes: fields, methods, inheritance, accessors, statics, private names. */
import type { Program } from "../support/program.ts";

const point = `class Point {
  constructor(x, y) { this.x = x; this.y = y; }
  plus(q) { return new Point(this.x + q.x, this.y + q.y); }
  minus(q) { return new Point(this.x - q.x, this.y - q.y); }
  scale(k) { this.x *= k; this.y *= k; return this; }
}
const dist = (p) => Math.sqrt(p.x ** 2 + p.y ** 2);
`;

export const classes: readonly Program[] = [
  {
    name: "a point and its methods",
    source: `${point}function f(a, b) { "differentiable"; return dist(a.plus(b)) * dist(a.minus(b).scale(2)); }`,
    args: "new Point(1, 2), new Point(3, 4)",
  },
  {
    name: "method that changes its object",
    source: `${point}function f(a, k) { "differentiable"; const before = a.x; a.scale(k).scale(a.x); return a.x * a.y + before; }`,
    args: "new Point(1, 2), 0.7",
  },
  {
    name: "instance made and dropped in a loop",
    source: `${point}function f(x) { "differentiable"; let p = new Point(x, 1); for (let i = 0; i < 4; i++) p = p.plus(new Point(p.y * x, i)).scale(0.8); return dist(p); }`,
    args: "1.3",
  },
  {
    name: "fields with initial values",
    source: `class Counter { n = 0; total = this.n + 1; scale; static made = 0; constructor(k) { this.scale = k; Counter.made++; } add(x) { this.n++; this.total += x * this.scale * this.n; } }
function f(x, k) { "differentiable"; const c = new Counter(k); c.add(x); c.add(x * x); return c.total * c.n; }`,
    args: "1.3, 0.7",
    state: "Counter.made",
  },
  {
    name: "getters and setters of a class",
    source: `class Temperature { constructor(c) { this.c = c; } get fahrenheit() { return this.c * 1.8 + 32; } set fahrenheit(v) { this.c = (v - 32) / 1.8; } static of(v) { return new Temperature(v * v); } }
function f(x) { "differentiable"; const t = Temperature.of(x); t.fahrenheit *= 2; t.fahrenheit += x; return t.c * t.fahrenheit; }`,
    args: "1.3",
  },
  {
    name: "accessors and methods under keys that are computed",
    source: `class V { constructor(a) { this.a = a; } get sq() { return this.a * this.a; } set half(v) { this.a = v / 2; } get half() { return this.a * 2; } times(k) { return this.a * k; } }
function f(v, key) { "differentiable"; let s = 0; for (const k of ["sq", "a"]) s += v[k] * v.a; v[key] *= v["sq"]; return s * v["times"](3) + v[key]; }`,
    args: 'new V(1.3), "half"',
  },
  {
    name: "an accessor of an argument, under a key of a list of the module",
    source: `class W { constructor(a) { this.a = a; } get sq() { return this.a * this.a; } }
const axes = ["sq", "a"]; function f(x) { "differentiable"; const w = new W(x * 2); return axes.reduce((s, k) => s + w[k] ** 2, 0); }`,
    args: "1.3",
  },
  {
    name: "static methods and fields",
    source: `class Tool { static k = 2; static twice(x) { return this.k * x; } static both(x) { return Tool.twice(x) * this.twice(x + 1); } static #hidden(x) { return x * x; } static open(x) { return Tool.#hidden(x); } }
function f(x) { "differentiable"; return Tool.both(x) + Tool.open(x); }`,
    args: "1.3",
  },
  {
    name: "private fields and methods",
    source: `class Account {
  #balance; #rate = 0.1;
  constructor(x) { this.#balance = x; }
  #grow() { this.#balance *= 1 + this.#rate; return this.#balance; }
  deposit(y) { this.#balance += y; this.#rate = this.#rate * y; return this.#grow(); }
  static is(a) { return #balance in a; }
}
function f(x, y) { "differentiable"; const a = new Account(x); a.deposit(y); return Account.is(a) ? a.deposit(x) * y : 0; }`,
    args: "1.3, 0.7",
  },
  {
    name: "private fields of an argument",
    source: `class Box { #v; constructor(v, w) { this.#v = v; this.w = w; } get() { return this.#v * this.w; } }
function f(box) { "differentiable"; return box.get() * box.w; }`,
    args: "new Box(2, 3)",
    gradient: `{ w: 12, "#v": 9 }`,
  },
  {
    name: "class expression and computed method names",
    source: `const name = "area";
const Square = class Named { constructor(s) { this.s = s; } [name]() { return this.s * this.s; } ["twice" + 1](k) { return new Named(this.s * k)[name](); } };
function f(x) { "differentiable"; const q = new Square(x); return q.area() + q.twice1(x); }`,
    args: "1.3",
  },
  {
    name: "constructor that returns another object",
    source: `class Odd { constructor(x) { this.x = x; return { x: x * 10, self: this }; } }
function f(x) { "differentiable"; const o = new Odd(x); return o.x * o.self.x; }`,
    args: "1.3",
  },
  {
    name: "constructor function with a prototype method",
    source: `function Vec(x, y) { this.x = x; this.y = y; }
Vec.prototype.dot = function (v) { "differentiable"; return this.x * v.x + this.y * v.y; };
function f(x, y) { "differentiable"; const v = new Vec(x, y); return v.dot(new Vec(y, 2)) * v.dot(v); }`,
    args: "1.3, 0.7",
  },
  {
    name: "instanceof and Symbol.species do not matter",
    source: `class List extends Array { total() { let s = 0; for (const x of this) s += x * x; return s; } }
function f(x) { "differentiable"; const l = List.from([x, 2 * x]); l.push(x * x); return l instanceof List ? l.total() * l.length : 0; }`,
    args: "1.3",
  },
  {
    name: "class that extends Map",
    source: `class Defaults extends Map { at(k) { return this.has(k) ? this.get(k) : 1; } bump(k, x) { this.set(k, this.at(k) * x); return this; } }
function f(x) { "differentiable"; const d = new Defaults(); d.bump("a", x).bump("a", x + 1).bump("b", 2); return d.at("a") * d.at("b") * d.at("c") + d.size; }`,
    args: "1.3",
  },
  {
    name: "iterable class with a generator",
    source: `class Range { constructor(n) { this.n = n; } *[Symbol.iterator]() { for (let i = 0; i < this.n; i++) yield i; } }
function f(x) { "differentiable"; let s = 0; for (const i of new Range(4)) s += x ** i; return s; }`,
    args: "1.3",
  },
  {
    name: "iterable class by hand",
    source: `class Pair { constructor(a, b) { this.a = a; this.b = b; } [Symbol.iterator]() { let n = 0; return { next: () => (n++ === 0 ? { done: false, value: this.a } : n === 2 ? { done: false, value: this.b } : { done: true, value: undefined }) }; } }
function f(x, y) { "differentiable"; const p = new Pair(x, x * y); let s = 1; for (const v of p) s = s * v + 1; const [a, b] = p; return s + a * b + Math.max(...p); }`,
    args: "1.3, 0.7",
  },
  {
    name: "valueOf gives a number",
    refused: "NOT_DIFFERENTIABLE",
    source: `class Meters { constructor(v) { this.v = v; } valueOf() { return this.v * 2; } }
function f(x) { "differentiable"; const m = new Meters(x); return m * m + m - 1; }`,
    args: "1.3",
  },
  {
    name: "particles with methods",
    source: `class Particle {
  constructor(x, v, mass) { this.x = x; this.v = v; this.mass = mass; this.force = 0; }
  attract(other) { const d = other.x - this.x, g = (this.mass * other.mass * d) / (d * d + 0.5) ** 1.5; this.force += g; other.force -= g; }
  step(dt) { this.v += (this.force / this.mass) * dt; this.x += this.v * dt; this.force = 0; }
}
function f(world, dt) {
  "differentiable";
  for (let t = 0; t < 5; t++) {
    for (let i = 0; i < world.length; i++) for (let j = i + 1; j < world.length; j++) world[i].attract(world[j]);
    for (const p of world) p.step(dt);
  }
  return world.reduce((e, p) => e + 0.5 * p.mass * p.v ** 2 + p.x, 0);
}`,
    args: "[new Particle(0, 0.1, 1), new Particle(1.2, -0.3, 2), new Particle(-0.8, 0, 0.5)], 0.1",
  },
  {
    name: "layers of a model",
    source: `class Linear {
  constructor(W, b) { this.W = W; this.b = b; this.calls = 0; }
  apply(x) { this.calls++; const y = new Float64Array(this.b.length); for (let i = 0; i < y.length; i++) { let s = this.b[i]; for (let j = 0; j < x.length; j++) s += this.W[i * x.length + j] * x[j]; y[i] = Math.tanh(s); } return y; }
}
class Chain { constructor(layers) { this.layers = layers; } apply(x) { for (const layer of this.layers) x = layer.apply(x); return x; } }
function f(model, x) { "differentiable"; const [y] = model.apply(x); return (y - 0.3) ** 2; }`,
    args: "new Chain([new Linear(new Float64Array([0.1, -0.2, 0.3, 0.4]), new Float64Array([0.1, 0.2])), new Linear(new Float64Array([0.5, -0.6]), new Float64Array([0.3]))]), new Float64Array([1.5, 0.7])",
  },
  {
    name: "complex numbers",
    source: `class Complex { constructor(re, im) { this.re = re; this.im = im; } add(c) { return new Complex(this.re + c.re, this.im + c.im); } mul(c) { return new Complex(this.re * c.re - this.im * c.im, this.re * c.im + this.im * c.re); } get abs2() { return this.re ** 2 + this.im ** 2; } static zero = new Complex(0, 0); }
function f(re, im) { "differentiable"; const c = new Complex(re, im); let z = Complex.zero; for (let i = 0; i < 4 && z.abs2 < 4; i++) z = z.mul(z).add(c); return z.abs2; }`,
    args: "0.3, 0.4",
  },
  {
    name: "a class inside a function",
    source: `function f(x) { "differentiable"; class P { constructor(v) { this.v = v; } sq() { return this.v * this.v; } } const p = new P(x); return p.sq() * x; }`,
    args: "1.5",
  },
  {
    name: "a class inside that captures, with fields, statics and accessors",
    source: `function f(x) { "differentiable"; const k = x * 2; class P { w = k; constructor(v) { this.v = v; } sq() { return this.v * k + this.w; } static s(z) { return z * x; } get t() { return this.v * x; } } const p = new P(x); return p.sq() * P.s(3) * p.t; }`,
    args: "1.5",
  },
  {
    name: "class expressions and their names",
    source: `function f(x) { "differentiable"; const C = class { constructor(v) { this.v = v; } }; const D = class Named extends C { m() { return this.v * x; } }; return new D(x).m() + (D.name === "Named" ? x : 0) + (C.name === "C" ? x * x : 0); }`,
    args: "1.5",
  },
  {
    name: "a mixin",
    source: `const mixin = (Base) => class extends Base { double() { return this.v * 2; } };
class Root { constructor(v) { this.v = v; } }
function f(x) { "differentiable"; const M = mixin(Root); const m = new M(x); return m.double() * m.v; }`,
    args: "1.5",
  },
  {
    name: "classes made by a function",
    source: `function make(k) { return class { constructor(v) { this.v = v * k; } get() { return this.v * k; } }; }
function f(x) { "differentiable"; const A = make(x), B = make(2); return new A(x).get() * new B(x).get(); }`,
    args: "1.5",
  },
  {
    name: "an error class inside",
    source: `function f(x) { "differentiable"; class E extends Error { constructor(v) { super("m"); this.v = v; } } const g = (y) => { if (y > 1) throw new E(y * x); return y; }; try { return g(x); } catch (e) { if (!(e instanceof E)) throw e; return e.v * e.message.length; } }`,
    args: "1.5",
  },
  {
    name: "a class for each turn of a loop",
    source: `function f(x) { "differentiable"; const out = []; for (let i = 0; i < 3; i++) { class K { v = x * i; m() { return this.v + i; } } out.push(new K()); } return out.reduce((a, k) => a + k.m() * k.v, 0); }`,
    args: "1.5",
  },
  {
    name: "a list whose class is inside of a maker",
    source: `function outer(x) { class Node { constructor(v, next) { this.v = v; this.next = next; } sum() { return this.v + (this.next ? this.next.sum() : 0); } static of(...vs) { let n = null; for (const v of vs) n = new Node(v, n); return n; } } return Node.of(x, x * x, 3); }
function f(x) { "differentiable"; return outer(x).sum() ** 2; }
const plain = outer(2);`,
    args: "1.5",
  },
  {
    name: "a class inside with a generator",
    source: `function f(x) { "differentiable"; class I { *[Symbol.iterator]() { yield x; yield x * x; } toString() { return "I"; } } let s = 0; for (const v of new I()) s += v; return s * \`\${new I()}\`.length; }`,
    args: "1.5",
  },
  {
    name: "a static counter of a class inside",
    source: `function f(x) { "differentiable"; class A { static n = 2; constructor(v) { this.v = v; A.n += v; } static total() { return A.n * x; } } new A(x); new A(2); return A.total() * A.n; }`,
    args: "1.5",
  },
  {
    name: "vectors of a class inside",
    source: `function f(x) { "differentiable"; class V { constructor(a, b) { this.a = a; this.b = b; } plus(o) { return new V(this.a + o.a, this.b + o.b); } times(k) { return new this.constructor(this.a * k, this.b * k); } get norm() { return Math.hypot(this.a, this.b); } set both(v) { this.a = this.b = v; } } const p = new V(x, 2).plus(new V(1, x)).times(x); const n = p.norm; p.both = n * x; return p.a + p.norm; }`,
    args: "1.5",
  },
  {
    name: "private fields that are added to, swapped and set by an accessor",
    source: `class C { #n; #k = 2; constructor(n) { this.#n = n; } add(x) { this.#n += x * this.#k; return this; } mul(x) { this.#n *= x; this.#k++; return this; } get n() { return this.#n; } set n(v) { this.#n = v * v; } swap(o) { [this.#n, o.#n] = [o.#n, this.#n]; } }
function f(x) { "differentiable"; const c = new C(x).add(x * x).mul(3).add(1); const d = new C(x * 2); c.swap(d); d.n = d.n * x; return c.n * d.n; }`,
    args: "1.5",
  },
  {
    name: "private fields in a generator method",
    source: `class G { #v = 1; constructor(v) { this.#v = v; } *[Symbol.iterator]() { for (let i = 0; i < 3; i++) { yield this.#v * i; this.#v *= 1.5; } } static make(v) { return new G(v); } }
function f(x) { "differentiable"; const g = G.make(x); let s = 0; for (const v of g) s += v * v; return s + [...g].length; }`,
    args: "1.5",
  },
  {
    name: "a private field copied for a callback",
    source: `class H { #v = 1; constructor(v) { this.#v = v; } m(xs) { const v = this.#v; return xs.map((x) => x * v).reduce((a, b) => a + b); } bad(xs) { return xs.map((x) => x * this.#v); } }
function f(x) { "differentiable"; return new H(x).m([1, x]); }`,
    args: "1.5",
  },
  {
    name: "private methods and getters, also of another object",
    source: `class P { #k = 3; #m(y) { this.v *= y; return this.#k * this.v; } get #g() { return this.v * this.#k; } constructor(v) { this.v = v; } k() { return this.#m(this.v) + this.#m(2) * this.#g; } other(o) { return o.#g * o.#m(1); } }
function f(x) { "differentiable"; const p = new P(x); return p.k() * p.other(new P(x * x)); }`,
    args: "1.5",
  },
  {
    name: "a private method of an object that has none",
    source: `class A { #m() { return this.v * 2; } get #g() { return this.v; } constructor(v) { this.v = v; } static t(o) { return o.#m(); } static u(o) { return o.#g; } }
function f(x) { "differentiable"; let r = A.t(new A(x)) * A.u(new A(x)); for (const t of [A.t, A.u]) { try { r += t({ v: x }); } catch (e) { r *= e instanceof TypeError ? x * x : 0; } } return r; }`,
    args: "1.5",
  },
  {
    name: "private members in callbacks, private statics, and a constructor that may throw",
    source: `class A { #k; static #made = 0; constructor(k) { this.#k = k; A.#made++; if (k > 100) throw new Error("big"); } scale(xs) { return xs.map((v) => v * this.#k); } get k() { return this.#k } set k(v) { this.#k = v } static made() { return A.#made } #sq(v) { return v * v * this.#k } use(xs) { let s = 0; xs.forEach((v) => { s += this.#sq(v); this.#k += v; this.#k++; }); return s } }
function f(x) { "differentiable"; const a = new A(x * x); const ys = a.scale([x, 2]); const u = a.use(ys); a.k *= x; return u * a.k + ys[1] * A.made(); }`,
    args: "0.7",
  },
  {
    name: "private fields in a family of classes",
    source: `class Animal { #w; #log = []; constructor(w) { this.#w = w * 2; this.#log.push(w); } get w() { return this.#w } eat(x) { this.#w += x; return this } total() { return this.#log.reduce((a, b) => a + b, 0) * this.#w } }
class Dog extends Animal { #k = 3; constructor(w, k) { super(w * k); this.#k = k * this.w; } power() { return this.#k * this.w } bark() { return [1, 2].map((i) => i * this.#k)[1] } }
function f(x) { "differentiable"; const d = new Dog(x, x + 1); d.eat(x * x); return d.power() + d.bark() * d.total(); }`,
    args: "0.7",
  },
  {
    name: "private setters, getters and static methods",
    source: `class Acc { #v = 0; get #value() { return this.#v * 2 } set #value(z) { this.#v = z * z } add(x) { this.#value = this.#value + x; return this.#value } static #helper(x) { return x * 3 } static make(x) { const a = new Acc(); a.#v = Acc.#helper(x); return a } has(o) { return #v in o } }
function f(x) { "differentiable"; const a = Acc.make(x); return a.add(x) * (a.has({}) ? 2 : 1) + (a.has(a) ? x : 0); }`,
    args: "0.7",
  },
  {
    name: "private fields of other objects of the class",
    source: `class Vec { #x; #y; constructor(x, y) { this.#x = x; this.#y = y } plus(o) { return new Vec(this.#x + o.#x, this.#y + o.#y) } dot(o) { return this.#x * o.#x + this.#y * o.#y } static sum(vs) { return vs.reduce((a, b) => a.plus(b), new Vec(0, 0)) } }
function f(x) { "differentiable"; const v = Vec.sum([new Vec(x, 1), new Vec(2, x), new Vec(x, x)]); return v.dot(new Vec(x, 3)); }`,
    args: "0.7",
  },
  {
    name: "private fields that patterns, loops and operators assign in functions of methods",
    source: `class Box { #k; #l = 0; self = this; constructor(k) { this.#k = k; }
  turn(xs) { const step = (x) => { [this.#l, this.#k = 1] = [this.#k * x, this.#l + x]; return this.#k; }; return xs.map(step).reduce((a, b) => a + b) * this.#l; }
  part(o) { const take = () => { ({ a: this.#k, ...this.rest } = o); for (this.#l of [o.a, o.b]) this.#k *= this.#l; return this.rest.b; }; return take() + this.#k; }
  far(xs) { xs.forEach((x) => { this.self.#k += x * x; this.self.#l ||= x; this.self.#l &&= this.#l * x; }); return this.#k * this.#l; }
  count(xs) { let s = 0; xs.forEach(() => { s += this.#k++ * this.#l--; }); return s; } }
function f(x, xs) { "differentiable"; const b = new Box(x); return b.turn(xs) + b.part({ a: x * 2, b: xs[1] }) + b.far(xs) * x + b.count(xs); }`,
    args: "1.2, [0.3, 0.5]",
  },
  {
    name: "functions over private fields, which are called after the gradient",
    source: `class Box { #k; #l = 0; constructor(k) { this.#k = k; } make() { return { next: () => this.#k++, swap: (v) => { [this.#l, this.#k] = [this.#k, v]; return this.#l; } }; } }
let kept; const later = () => [kept.next(), kept.next(), kept.swap(0.1), kept.next(), kept.next()];
function f(x, y) { "differentiable"; kept = new Box(x).make(); return kept.next() * x + kept.swap(x * y); }`,
    args: "0.1, 2",
    state: "later()",
  },
  {
    name: "a closure that a constructor makes over private fields",
    source: `class Counter { #n = 0; #step; constructor(step) { this.#step = step; this.tick = () => { this.#n += this.#step; return this.#n }; } run(k) { for (let i = 0; i < k; i++) this.tick(); return this.#n } }
function f(x) { "differentiable"; const c = new Counter(x * x); return c.run(3) * c.tick(); }`,
    args: "0.7",
  },
  {
    name: "a list of nodes linked by private fields",
    source: `class Node { #next = null; #v; constructor(v) { this.#v = v; } append(v) { let n = this; while (n.#next) n = n.#next; n.#next = new Node(v); return this } sum() { let s = 0; for (let n = this; n; n = n.#next) s += n.#v * n.#v; return s } *[Symbol.iterator]() { for (let n = this; n; n = n.#next) yield n.#v } }
function f(x) { "differentiable"; const l = new Node(x).append(x * 2).append(3 * x); let p = 1; for (const v of l) p *= v; return p + l.sum() }`,
    args: "0.7",
  },
  {
    name: "an overridden method that the parent's constructor calls",
    source: `class Base { constructor(x) { this.x = x; this.init() } init() { this.y = 1 } }
class Sub extends Base { #s = 5; constructor(x) { super(x); this.#s *= x } init() { this.y = this.x * 2 } val() { return this.#s * this.y } }
function f(x) { "differentiable"; return new Sub(x).val() }`,
    args: "0.7",
  },
  {
    name: "private fields as targets of a pattern",
    source: `class W { #a = 1; b = 2; async go(x) { this.#a *= x; return this.#a } m(x) { const o = { k: 0 }; ({ a: this.#a, b: o.k } = { a: x, b: x * x }); return this.#a * o.k } }
function f(x) { "differentiable"; const w = new W(); return w.m(x) * w.b }`,
    args: "0.7",
  },
  {
    name: "a WeakRef to a parent",
    source: `class Box { constructor(v, parent) { this.v = v; this.parent = parent && new WeakRef(parent); } up() { return this.parent?.deref()?.v ?? 1; } }
function f(x) { "differentiable"; const a = new Box(x), b = new Box(x * x, a); a.v *= 2; b.parent.deref().v *= b.v; return a.up() * b.up() * b.v; }`,
    args: "1.3",
  },
  {
    name: "WeakMap and WeakSet with entries",
    source: `function f(x) { "differentiable"; const o = {}, p = {}; const w = new WeakMap([[o, x], [p, x * x]]); const s = new WeakSet([o]); return w.get(o) * w.get(p) * (s.has(o) ? x : 1) }`,
    args: "0.7",
  },
  {
    name: "a species",
    source: `class L extends Array { static get [Symbol.species]() { return Array } sum() { return this.reduce((a, b) => a + b, 0) } }
function f(x) { "differentiable"; const l = L.of(x, x * x, 3); return l.sum() * l.map((v) => v * x).length * l.filter((v) => v < 2)[1] }`,
    args: "0.7",
  },
  {
    name: "a class expression that mentions its own name in statics",
    source: `var SweepEvent = class _SweepEvent { static compare(a, b) { return _SweepEvent.diff(a.v, b.v) * a.v; } static diff(a, b) { return a - b; } constructor(v) { this.v = v; _SweepEvent.last = this; } twice() { return new _SweepEvent(this.v * 2); } };
function f(x) { "differentiable"; const a = new SweepEvent(x), b = new SweepEvent(x * x); return SweepEvent.compare(a, b) * SweepEvent.last.v * a.twice().v; }`,
    args: "0.7",
  },
  {
    name: "private methods as callbacks, bound, in fields, and as generators",
    source: `class C {
  k = 2; pair = [this.#square, this.#triple]; bound;
  constructor() { this.bound = this.#scaled.bind(this); }
  #square(v) { for (const y of [v]) if (y > 100) return 5; return v * v; }
  #triple(v) { return [v].map((y) => 3 * y)[0]; }
  #scaled(v) { for (const y of [v]) if (y > 100) return this.#scaled(y / 3); return v * v * this.k; }
  *#both(v) { yield v; yield v * v; }
  static #twice(v) { return [v, v].reduce((a, b) => a + b); }
  run(v) { const [g, h] = this.pair; return g(v) * h(v) + this.bound(v) + [v, 1].map(this.#scaled, this)[0] + [...this.#both(v)][1] + [v].map(C.#twice)[0]; }
}
const c = new C();
function f(x) { "differentiable"; return c.run(x) + new C().run(2 * x); }`,
    args: "0.7",
  },
  {
    name: "a class expression that assigns its own name",
    source: `const log = [];
function f(x) { "differentiable"; const A = class C { constructor() { this.v = x; } m() { C = 42; } }; const a = new A(); try { a.m(); } catch (e) { log.push(e.name); } try { new (class D { constructor() { D = 1; } })(); } catch (e) { log.push(e.name); } return a.v * x; }`,
    args: "1.3",
    state: "log",
  },
  {
    name: "fields that assign variables of the module, and of the function around",
    source: `let made = 0, last = null;
class B { id = ++made; constructor(v) { this.v = v; } }
class C extends B { me = (last = this, this.v * 2); #p = (made += this.v); get p() { return this.#p; } }
function f(x) {
  "differentiable";
  made = 0;
  const c = new C(x), d = new C(x * x);
  let n = x;
  const inc = () => n++;
  class A { k = n; m() { return n * this.k; } }
  inc();
  const a = new A();
  inc();
  const b = new (class { q = (n *= 2, n); })();
  return last.me * c.me + d.p * c.p + made + d.id + a.k * a.m() + b.q + n;
}`,
    args: "1.3",
    state: "[made, last.v]",
  },
  {
    name: "methods that come from an object beside the class",
    source: `const Copies = { clone() { return Object.assign(Object.create(Object.getPrototypeOf(this)), this); } };
class P { constructor(x, y) { this.x = x; this.y = y; } }
Object.assign(P.prototype, Copies);
function Old(v) { this.v = v; }
Object.assign(Old.prototype, Copies, { twice() { this.v *= 2; return this; } });
function f(x) { "differentiable"; const p = new P(x, x * x), q = p.clone(), o = new Old(x); q.x *= 2; return p.x * q.x + q.y + o.clone().twice().v * o.v; }`,
    args: "1.3",
  },
  {
    name: "private members for the object that a parent returns",
    source: `class Base { constructor(o) { return o; } }
class C extends Base { #k = 3; #m(v) { return v * this.#k; } constructor(o, k) { super(o); this.#k *= k; } static of(o, v) { return o.#m(v) * o.w; } }
class D extends C { #n; constructor(o, k) { super(o, k); this.#n = k * k; } static sum(o) { return o.#n * D.of(o, 2); } }
class E extends C { #k = 5; static k(o) { return o.#k * o.w; } }
function f(x, y) { "differentiable"; const o = { w: x }; new D(o, y); return D.sum(o) * (o instanceof D ? 100 : 1) + E.k(new E({ w: y }, x)); }`,
    args: "1.3, 0.7",
  },
  {
    name: "private members that are there already, or not yet",
    source: `class Base { constructor(o) { if (o) return o; this.read(); } read() {} }
class C extends Base { #k = 3; constructor(o) { super(o); } times(v) { return this.#k * v; } }
class D extends Base { #m() { return 2; } constructor(x) { super(); this.x = x * this.#m(); } read() { this.#m(); } }
class E extends Base { #k = 1; read() { this.k = #k in this; } }
function f(x) { "differentiable"; const c = new C(); let y = c.times(x); try { new C(c); } catch (e) { y *= e instanceof TypeError ? x : 1; } try { new D(x); } catch (e) { y *= e instanceof TypeError ? x : 1; } return y * (new E().k ? 7 : 1); }`,
    args: "1.3",
  },
  {
    name: "private members in a family that extends a native class",
    source: `class Bag extends Map { #sum = 1; put(k, v) { this.#sum += v * v; return this.set(k, v); } get sum() { return this.#sum; } }
class Heavy extends Bag { #k; constructor(k) { super(); this.#k = k; } total() { return this.#k * this.sum * this.get("a"); } }
class Stack extends Heavy { #n = 2; depth() { return this.#n * this.total(); } }
function f(x, y) { "differentiable"; return new Stack(x).put("a", y).depth() + new Heavy(y).put("a", x).total(); }`,
    args: "1.3, 0.7",
  },
  {
    name: "fields in the place of what is inherited",
    source: `class A { set y(v) { this.z = v * 10; } get w() { return 100; } static set s(v) { this.t = v; } }
A.prototype.q = 3;
class B extends A { y = 1; w = 2; __proto__ = this.w; ["q"] = 4; static s = 5; constructor(x) { super(); this.y *= x; this.w *= x * x; this.q += x; } get own() { return 9; } own = this.q; }
class C { __proto__ = 3; get k() { return 8; } k = 2; constructor(x) { this.k *= x; this.sum = this.k + this.__proto__; } }
Object.freeze(A.prototype);
function f(x, y) { "differentiable"; const b = new B(x); return b.y * y * b.w + (b.z ?? b.q) * b.own + B.s * (B.t ?? x) + (b.__proto__ === 2 ? y : 0) + new C(y).sum; }`,
    args: "1.3, 0.7",
  },
  {
    name: "a private method is no place to assign to",
    source: `class A { #m() { return 1; } constructor(x) { this.x = x; } t() { let r = this.x; try { this.#m = 2; } catch (e) { r = e instanceof TypeError ? r * r : 0; } return r; } }
function f(x) { "differentiable"; return new A(x).t() * x; }`,
    args: "1.3",
  },
  {
    name: "a parent called with a comma behind it, as minifiers write",
    source: `class A { n = 0; constructor(x) { this.x = x; this.n++; } get sq() { return this.x * this.x; } } class B extends A { z = this.x * 2; constructor(x, y) { super(x * y), this.y = y, this.x *= this.z; } } function f(x, y) { "differentiable"; const b = new B(x, y); return b.sq * b.y + b.z; }`,
    args: "1.3, 0.7",
  },
  {
    name: "a parent called in the test of an if",
    source: `class A { n = 0; constructor(x) { this.x = x; this.n++; } get sq() { return this.x * this.x; } } class B extends A { z = this.x * 2; constructor(x, y) { if (y *= 2, super(x * y), this.y = y, x > 0) this.x *= this.z; else this.y = x; } } function f(x, y) { "differentiable"; const b = new B(x, y), c = new B(-x, y); return b.sq * b.y + b.z + c.sq * c.y; }`,
    args: "1.3, 0.7",
  },
  {
    name: "a parent called in a return, a const, a for and a switch",
    source: `class A { n = 0; constructor(x) { this.x = x; this.n++; } get sq() { return this.x * this.x; } } class B extends A { z = 3; constructor(x) { return super(x), this.z *= x, x > 1 ? { sq: x * this.z, z: 1 } : this; } } class C extends A { constructor(x) { const k = (super(x), this.x * x); for (this.q = k; this.q < 9; ) this.q *= 1 + x; } } class D extends A { constructor(x) { let i; for (super(x), i = 0; i < 3; i++) this.x *= x; } } class E extends A { constructor(x) { switch (super(x), x > 1) { case true: this.x = x ** 3; } } } function f(x, y) { "differentiable"; const b = new B(x), c = new B(y); return b.sq * c.sq + c.z + new C(x).q + new D(y).sq * new E(x).sq * new E(y).x; }`,
    args: "1.3, 0.7",
  },
  {
    name: "a parent called where an exception is thrown",
    source: `class Er extends Error { constructor(m, v) { super(m), this.name = "Er", this.v = v; } } class F2 extends Er { constructor(v) { throw super("x", v), this; } } function f(x) { "differentiable"; let t = 0; try { throw new Er("a", x * x); } catch (e) { t += e.v * e.name.length; } try { new F2(x); } catch (e) { t *= e.v; } return t; }`,
    args: "1.3",
  },
  {
    name: "a parent called with a comma before arrow functions",
    source: `class A { n = 0; constructor(x) { this.x = x; this.n++; } get sq() { return this.x * this.x; } } class B extends A { constructor(x) { super(x), this.get = () => this.x * x, this.set = (v) => { this.x = v; }; } } function f(x, y) { "differentiable"; const b = new B(x); const g = b.get(); b.set(y); return g * b.get() + b.sq; }`,
    args: "1.3, 0.7",
  },
  {
    name: "a parent called with a comma, in a class inside",
    source: `function f(x, y) { "differentiable"; class A { constructor(v) { this.v = v * y; } } class B extends A { #p = this.v; constructor(v, w) { super(v + w), this.w = w * this.#p; } m() { return this.w * this.#p; } } return new B(x, y).m() * new B(y, y).w; }`,
    args: "1.3, 0.7",
  },
  {
    name: "what only `new` may call, and what it may not",
    source: `class A { m() { return 1; } static *s() {} } function* gen() {} const arrow = () => 1; function f(x, y) { "differentiable"; const k = x * y; const inner = () => k; let s = 1; for (const go of [() => A(), () => new (new A().m)(), () => new A.s(), () => new gen(), () => new arrow(), () => new inner()]) try { go(); s += y; } catch (e) { s *= e instanceof TypeError ? k : y; } return s; }`,
    args: "1.1, 0.7",
  },
  {
    name: "defaults of a constructor that read fields",
    source: `let log = [];
const note = (n, v) => { log.push(n); return v; };
const y = 5;
class A { #p = 2; k = note("field", y); constructor(x, o = note("default", this.k * this.#p * x)) { this.v = o * arguments[0] * arguments.length; this.k = x; } }
class B { k = y; constructor(y = this.k, { z = y * 2 } = {}) { this.v = y * z; this.w = this.k; } }
function f(x) {
  "differentiable";
  class C { k = x; constructor(y, o = this.k * y) { this.v = o; } }
  class D extends C { m = this.v; constructor(z, q = z * x) { super(q); this.n = this.m * z; } }
  const a = new A(x), b = new B(), d = new D(x), e = new B(x, { z: x });
  return a.v * a.k + b.v * x + d.n * d.k + e.v * e.w;
}`,
    args: "1.3",
    state: "log",
  },
  {
    name: "defaults and patterns of constructors beside private members, evaluated once",
    source: `let log = [];
const note = (n, v) => { log.push(n); return v; };
class A { #k = 3; w = this.#k + 1; constructor({ x, o = note("o", this.#k * x) }, p = note("p", () => this.w), ...[q = note("q", 2)]) { this.v = o * p() * q; this.#k = x; } get k() { return this.#k; } }
class B extends A { #m; constructor(x, { m } = note("m", { m: 2 * x })) { super({ x }, undefined, m); this.#m = m; } get m() { return this.#m * note.length; } }
function f(x) {
  "differentiable";
  const a = new A({ x }), b = new B(x), c = new B(x, { m: x });
  return a.v * a.k + b.v * b.m * b.k + c.v * c.m + A.length + B.length;
}`,
    args: "1.3",
    state: "log",
  },
];
