/** Functions that use classes: inherited members, accessors, objects of several classes; see by-class.ts of the plugin, and joint.ts. */
import type { Joint } from "./joint.ts";

export const jointClasses: readonly Joint[] = [
  {
    name: "fields, getters and methods of three classes, by super",
    source: `class A { constructor(x) { this.x = x; } f() { return this.x * this.x; } get sq() { return this.x ** 2; } }
class B extends A { constructor(x, y) { super(x * y); this.y = y; } f() { return super.f() * this.y; } get sq() { return super.sq + this.y; } }
class C extends B { z = 2; f() { return super.f() + this.z * this.x; } }
function f(p) { "differentiable"; const c = new C(p[0], p[1]); c.z = p[2]; return c.f() * c.sq; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "at once",
  },
  {
    name: "a getter and a setter",
    source: `class A { constructor(x) { this.x = x; } get r() { return Math.sin(this.x); } set r(v) { this.x = v * v; } }
function f(p) { "differentiable"; const a = new A(p[0]); const s = a.r * p[1]; a.r = p[2]; return s + a.r * a.x; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "at once",
  },
  {
    name: "a list's length beside a getter of that name",
    source: `class A { constructor(x) { this.x = x; } get length() { return Math.sin(this.x); } }
function f(p) { "differentiable"; let s = 0; for (let i = 0; i < p.length; i++) { const a = new A(p[i]); s += a.length * p[(i + 1) % p.length]; } return s; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "at once",
  },
  {
    name: "methods that heirs have of their own",
    source: `class S { area() { return 0; } scale(k) { return this.area() * k; } }
class Q extends S { constructor(a) { super(); this.a = a; } area() { return this.a * this.a; } }
class R extends S { constructor(a, b) { super(); this.a = a; this.b = b; } area() { return this.a * this.b; } }
class T extends R { area() { return super.area() / 2; } }
function f(p) { "differentiable"; const list = [new Q(p[0]), new R(p[1], p[2]), new T(p[0], p[2]), new S()]; let s = 0; for (const o of list) s += o.scale(p[1]); return s; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "at once",
  },
  {
    name: "class fields of a parent and of its heir",
    source: `class A { x = 1; y = this.x * 2; constructor(k) { this.k = k; } g() { return this.x * this.k + this.y; } }
class B extends A { w = this.k * 3; g() { return super.g() * this.w; } }
function f(p) { "differentiable"; const b = new B(p[0]); b.x = p[1]; return b.g() + b.w * p[2]; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "at once",
  },
  {
    name: "a constructor that calls a method of its heir",
    source: `class A { constructor(k) { this.init(k); } init(k) { this.k = k; } v() { return this.k; } }
class B extends A { init(k) { this.k = k * k; this.j = k; } v() { return this.k * this.j; } }
function f(p) { "differentiable"; const a = new A(p[0]), b = new B(p[1]); return a.v() * b.v() * p[2]; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "at once",
  },
  {
    name: "a getter that a method asks, over a variable",
    source: `class A { constructor(x) { this.x = x; } get norm() { return Math.abs(this.x); } with(x) { return new A(x); } unit() { return this.with(this.x / (1 + this.norm)); } }
function f(p) { "differentiable"; let a = new A(p[0]); for (let i = 0; i < 5; i++) a = a.unit().with(a.x * p[1]); return a.norm * p[2] + a.unit().norm; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "at once",
  },
  {
    name: "a getter that makes an instance",
    source: `class V { constructor(x, y) { this.x = x; this.y = y; } add(o) { return new V(this.x + o.x, this.y + o.y); } scale(k) { return new V(this.x * k, this.y * k); } get len() { return Math.hypot(this.x, this.y); } get unit() { return this.scale(1 / this.len); } }
function f(p) { "differentiable"; let v = new V(p[0], p[1]); let s = 0; for (let i = 0; i < 6; i++) { v = v.add(v.unit.scale(p[2])); s += v.len; } return s; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "at once",
  },
  {
    name: "a getter of the items of a list",
    source: `class V { constructor(x, y) { this.x = x; this.y = y; } get len() { return Math.hypot(this.x, this.y); } }
function f(p) { "differentiable"; const vs = []; for (let i = 0; i < 3; i++) vs.push(new V(p[i], p[(i + 1) % 3])); let s = 0; for (const v of vs) s += v.len; return s * p[0]; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "at once",
  },
  {
    name: "methods of one of two classes, that give this",
    source: `class A { constructor(x) { this.x = x; } m(k) { this.x += k; return this; } }
class B extends A { m(k) { super.m(k * 2); this.x *= k; return this; } }
function f(p) { "differentiable"; const o = p[0] > 0 ? new B(p[0]) : new A(p[0]); o.m(p[1]).m(p[2]); return o.x; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "at once",
  },
  {
    name: "methods of items, by super, in branches",
    source: `class A { constructor(x) { this.x = x; } m(k) { if (k > 1) return this.x * k; return this.x; } }
class B extends A { m(k) { return k < 0 ? super.m(k) : super.m(k) * 2; } }
function f(p) { "differentiable"; const l = [new A(p[0]), new B(p[1])]; let s = 0; for (let i = 0; i < 4; i++) s += l[i % 2].m(i * p[2]); return s; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "at once",
  },
  {
    name: "a getter that a parent's getter asks for",
    source: `class Base { get g() { return 2; } get h() { return this.g * this.x; } }
class D extends Base { constructor(x) { super(); this.x = x; } get g() { return this.x; } }
class E extends Base { constructor(x) { super(); this.x = x; } }
function f(p) { "differentiable"; const d = new D(p[0]), e = new E(p[1]); return d.h * e.h * p[2]; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "at once",
  },
  {
    name: "a getter by the name of others' fields",
    source: `class A { constructor(x) { this.x = x; } get w() { return this.x * 3; } }
class B { constructor(w) { this.w = w; } }
function f(p) { "differentiable"; const a = new A(p[0]), b = new B(p[1]); b.w += a.w; const c = { w: p[2] }; return b.w * c.w; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "at once",
  },
  {
    name: "a parent's constructor that may give another object",
    source: `class A { constructor(x) { if (x > 100) return { x: 1, f() { return 5; } }; this.x = x; } f() { return this.x; } }
class B extends A { f() { return super.f() ** 2; } }
function f(p) { "differentiable"; return new B(p[0]).f() * p[1] + new B(p[2]).f(); }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "apart",
  },
  {
    name: "constructors with rest parameters",
    source: `class A { constructor(...xs) { this.s = xs[0] * xs[1]; } f() { return this.s; } }
class B extends A { constructor(...xs) { super(...xs); this.n = xs.length; } f() { return super.f() * this.n; } }
class C extends A { }
function f(p) { "differentiable"; return new B(p[0], p[1]).f() * new C(p[1], p[2], 7).f(); }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "apart",
  },
  {
    name: "constructors with defaults and patterns",
    source: `class A { constructor(x, k = 2) { this.x = x * k; } f() { return this.x; } }
class B extends A { constructor(x, { a = 3, b } = {}) { super(x); this.q = a * (b ?? 1); } f() { return super.f() * this.q; } }
class C extends A { }
function f(p) { "differentiable"; return new B(p[0], { b: p[1] }).f() * new C(p[2]).f() + new B(p[0]).f(); }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "given up",
  },
  {
    name: "a getter that asks another getter",
    source: `class P { constructor(x) { this.x = x; this.v = 0; } get energy() { return 0.5 * this.v * this.v + this.pot; } get pot() { return this.x ** 2; } step(dt) { this.v -= 2 * this.x * dt; this.x += this.v * dt; return this.energy; } }
function f(p) { "differentiable"; const a = new P(p[0]); let e = 0; for (let i = 0; i < 10; i++) e += a.step(p[1]); return e * p[2]; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "at once",
  },
  {
    name: "a getter that changes its object",
    source: `class P { constructor(x) { this.x = x; } get y() { const t = this.x; this.x = t * 2; return t; } }
function f(p) { "differentiable"; const a = new P(p[0]); return a.y * p[1] + a.y * p[2] + a.x; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "at once",
  },
  {
    name: "a getter that branches",
    source: `class P { constructor(x) { this.x = x; } get y() { if (this.x > 0) return this.x; return -3 * this.x; } }
function f(p) { "differentiable"; const a = new P(p[0]), b = new P(-p[1]); return a.y * b.y * p[2]; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "at once",
  },
  {
    name: "objects of classes that a function chooses",
    source: `class Animal { speed() { return this.s; } constructor(s) { this.s = s; } }
class Dog extends Animal { speed() { return super.speed() * 2; } }
class Puppy extends Dog { speed() { return super.speed() + 1; } }
const make = (k, s) => k === 0 ? new Animal(s) : k === 1 ? new Dog(s) : new Puppy(s);
function f(p) { "differentiable"; let t = 1; for (let i = 0; i < 3; i++) t *= make(i, p[i]).speed(); return t; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "at once",
  },
  {
    name: "layers of a list, by reduce",
    source: `class L { constructor(w) { this.w = w; } run(x) { return x * this.w; } }
class A extends L { run(x) { return Math.tanh(super.run(x)); } }
function f(p) { "differentiable"; const net = [new L(p[0]), new A(p[1]), new L(p[2])]; return net.reduce((x, l) => l.run(x), 0.7); }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "at once",
  },
  {
    name: "layers of a list that an object holds",
    source: `class L { constructor(w) { this.w = w; } run(x) { return x * this.w; } }
class A extends L { run(x) { return Math.tanh(super.run(x)); } }
class Seq { constructor(ls) { this.ls = ls; } run(x) { for (const l of this.ls) x = l.run(x); return x; } }
function f(p) { "differentiable"; const net = new Seq([new L(p[0]), new A(p[1]), new L(p[2])]); return net.run(0.4) + net.run(p[0]); }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "at once",
  },
  {
    name: "a field that hides a getter of the parent",
    source: `class A { constructor(x) { this.x = x; } get v() { return this.x; } }
class B extends A { v = 5; }
function f(p) { "differentiable"; const b = new B(p[0]); const a = new A(p[1]); return b.v * p[2] + a.v * b.x; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "given up",
  },
  {
    name: "a constructor that asks a getter that its heir has, too",
    source: `class A { constructor(x) { this.x = x; this.y = this.v * 2; } get v() { return this.x * this.x; } }
class B extends A { get v() { return this.x * 3; } }
function f(p) { "differentiable"; return new A(p[0]).y * new B(p[1]).y + p[2]; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "at once",
  },
  {
    name: "a field of the parent that hides a getter of its heir",
    source: `class A { v = 5; constructor(x) { this.x = x; } } class B extends A { get v() { return this.x * 7; } }
function f(p) { "differentiable"; const b = new B(p[0]); return b.v * p[1] + b.x * p[2]; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "given up",
  },
  {
    name: "accessors that ask those of the parent",
    source: `class A { constructor(x) { this.x = x; } get v() { return this.x; } set v(y) { this.x = y * y; } } class B extends A { get v() { return super.v * 3; } set v(y) { super.v = y + 1; } }
function f(p) { "differentiable"; const b = new B(p[0]), a = new A(p[1]); b.v = p[2]; a.v += p[0]; return b.v * a.v; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "apart",
  },
  {
    name: "a setter without a getter that hides that of the parent",
    source: `class A { constructor(x) { this.x = x; } get v() { return this.x; } } class B extends A { set v(y) { this.x = y; } }
function f(p) { "differentiable"; const b = new B(p[0]); return (b.v ?? 3) * p[1]; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "apart",
  },
  {
    name: "a world that others fill",
    source: `class P { constructor(x, v) { this.x = x; this.v = v; } get e() { return 0.5 * this.v ** 2; } move(dt) { this.x += this.v * dt; } } class S { constructor() { this.ps = []; } add(p) { this.ps.push(p); return this; } get energy() { return this.ps.reduce((s, p) => s + p.e, 0); } step(dt) { for (const p of this.ps) { p.v -= p.x * dt; p.move(dt); } } }
function f(p) { "differentiable"; const s = new S(); s.add(new P(p[0], p[1])).add(new P(p[1], p[2])); let e = 0; for (let i = 0; i < 5; i++) { s.step(0.1); e += s.energy; } return e; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "at once",
  },
  {
    name: "a class with a length of its own",
    source: `class S { constructor() { this.ps = []; } add(x) { this.ps.push(x); } sum() { let s = 0; for (let i = 0; i < this.ps.length; i++) s += this.ps[i] * i; return s; } get length() { return this.ps.length; } }
function f(p) { "differentiable"; const s = new S(); for (const x of p) s.add(x * x); s.add(p.length * p[0]); return s.sum() * s.length; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "at once",
  },
  {
    name: "rotations that a static method makes",
    source: `class T { constructor(c, s) { this.c = c; this.s = s; } static of(a) { return new T(Math.cos(a), Math.sin(a)); } get inverse() { return new T(this.c, -this.s); } then(o) { return new T(this.c * o.c - this.s * o.s, this.s * o.c + this.c * o.s); } apply(x) { return this.c * x - this.s; } }
function f(p) { "differentiable"; let t = T.of(p[0]); for (let i = 0; i < 3; i++) t = t.then(T.of(p[1] * i)).then(t.inverse); return t.apply(p[2]); }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "at once",
  },
  {
    name: "an object by two names, by its getter",
    source: `class A { constructor(x) { this.x = x; } get v() { return this.x; } }
function f(p) { "differentiable"; const a = new A(p[0]); const b = p[1] > 0.9 ? a : new A(p[2]); b.x *= 2; return a.v * b.v + p[1]; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "at once",
  },
  {
    name: "a getter, another getter and a field of one name",
    source: `class A { constructor(x) { this.x = x; } get v() { return this.x; } }
class B { constructor(x) { this.x = x; } get v() { return this.x * this.x; } }
class C { constructor(x) { this.v = x * 3; } }
function f(p) { "differentiable"; const l = [new A(p[0]), new B(p[1]), new C(p[2])]; let s = 1; for (const o of l) s *= o.v + 1; return s; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "at once",
  },
  {
    name: "a network of layers of three classes",
    source: `class Layer { constructor(w, b) { this.w = w; this.b = b; } forward(x) { return this.act(this.w * x + this.b); } act(z) { return z; } }
class Tanh extends Layer { act(z) { return Math.tanh(z); } }
class Relu extends Layer { act(z) { return z > 0 ? z : 0.1 * z; } }
class Net { constructor(layers) { this.layers = layers; } forward(x) { return this.layers.reduce((h, l) => l.forward(h), x); } get depth() { return this.layers.length; } }
function f(p) { "differentiable"; const n = new Net([new Tanh(p[0], p[1]), new Relu(p[1], p[2]), new Layer(p[2], 0.1)]); let s = 0; for (const x of [0.3, -0.9]) s += (n.forward(x) - 0.2) ** 2; return s / n.depth; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "at once",
  },
  {
    name: "a getter of some of the objects",
    source: `class A { constructor(x) { this.x = x; } get v() { return this.x; } }
function f(p) { "differentiable"; const l = []; for (const x of p) { const a = new A(x); if (x > 0.5) l.push(a); } let s = 0; for (const a of l) s += a.v * a.v; return s * p[0]; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "at once",
  },
  {
    name: "a class with a push of its own",
    source: `class Stack { constructor() { this.items = []; } push(x) { this.items.push(x); } pop() { return this.items.pop(); } get top() { return this.items[this.items.length - 1]; } }
function f(p) { "differentiable"; const s = new Stack(); s.push(p[0]); s.push(p[1]); const t = s.pop(); return t * s.top * p[2]; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "apart",
  },
  {
    name: "fields by Object.assign, in a constructor and in a method",
    source: `class B { constructor(x, v) { Object.assign(this, { x, v: v * 2, w: x * v }); } step(k) { Object.assign(this, { x: this.x + k * this.v, v: this.v - k * this.x }); return this; } }
function f(p) { "differentiable"; const b = new B(p[0], p[1]); for (let i = 0; i < 4; i++) b.step(p[2]); return b.x * b.w + b.v; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "at once",
  },
  {
    name: "a setter that Object.assign runs",
    source: `class B { constructor(x) { Object.assign(this, { v: x }); } set v(y) { this.w = y * y; } get v() { return this.w * 2; } }
function f(p) { "differentiable"; const b = new B(p[0]); const o = Object.assign({ q: p[1] }, { q: p[2], r: b.v }); return b.v * o.q * o.r; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "at once",
  },
  {
    name: "Object.assign of what is given",
    source: `class V { constructor(x, y) { this.x = x; this.y = y; } get n() { return this.x * this.y; } with(o) { return Object.assign(new V(this.x, this.y), o); } }
function f(p) { "differentiable"; const v = new V(p[0], p[1]); const w = v.with({ y: p[2] }); return w.n * v.n; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "apart",
  },
  {
    name: "a copy of what a getter gives, or of something else",
    source: `class H { constructor(x) { this.x = x; } get obj() { return { w: this.x, z: this.x * 3 }; } }
function f(p) { "differentiable"; const h = new H(p[0]); let o = { w: p[1] }; if (p[2] > 0.1) o = h.obj; const q = { ...o }; return q.w * (q.z ?? 7) + p[2]; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "apart",
  },
  {
    name: "a getter that gives the next object",
    source: `class V { constructor(x) { this.x = x; } get half() { return new V(this.x / 2 + 0.1); } get n() { return Math.abs(this.x); } }
function f(p) { "differentiable"; let v = new V(p[0]); for (let i = 0; i < 4; i++) v = v.half; return v.n * p[1] + p[2]; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "at once",
  },
  {
    name: "a field of what a getter gives, or of something else",
    source: `class W { constructor(x) { this.x = x; } get w() { return this.x * 9; } } class H { constructor(x) { this.x = x; } get obj() { return new W(this.x); } }
function f(p) { "differentiable"; const h = new H(p[0]); let o = { w: p[1], x: 1 }; if (p[2] > 0.1) o = h.obj; return o.w * o.x * p[2]; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "apart",
  },
  {
    name: "a setter by a text, beside a literal with a field twice",
    source: `class V { constructor(x) { this.x = x; } set "n"(y) { this.x = y * y; } } class W { get n() { return 1; } } function f(p) { "differentiable"; const v = new V(p[0]); const q = { k: 1, k: 2 }; v.n = p[1]; return v.x * q.k * p[2]; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "given up",
  },
  {
    name: "a getter by a text, beside a literal with a field twice",
    source: `class V { constructor(x) { this.x = x; } get "n"() { return this.x * 2; } } function f(p) { "differentiable"; const v = new V(p[0]); const q = { k: 1, k: 2 }; return v.n * p[1] * q.k * p[2]; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "given up",
  },
];
