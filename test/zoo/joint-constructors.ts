/** Functions that make instances whose constructors do more than to set fields: see instances.ts of the plugin, and joint.ts. */
import type { Joint } from "./joint.ts";

export const jointConstructors: readonly Joint[] = [
  {
    name: "a constructor that fills a list",
    source: `class World { constructor(k, n) { this.k = k; this.bodies = []; for (let i = 0; i < n; i++) this.bodies.push({ x: i * this.k, v: 0 }); } step(dt) { for (const o of this.bodies) { o.v -= this.k * o.x * dt; o.x += o.v * dt; } } }
function f(a, b) { "differentiable"; const w = new World(a, 3); for (let t = 0; t < 4; t++) w.step(b); return w.bodies[1].x * w.bodies[2].x * w.k; }`,
    args: "0.7, 1.3",
    comes: "at once",
  },
  {
    name: "a constructor that adds to what it has set",
    source: `class Sum { constructor(a, b) { this.sum = a; for (let i = 0; i < 3; i++) this.sum += b * i * this.sum; this.b = b; } }
function f(a, b) { "differentiable"; const s = new Sum(a, b); return s.sum * s.sum * s.b; }`,
    args: "0.7, 1.3",
    comes: "at once",
  },
  {
    name: "a constructor that sets a field again",
    source: `class Twice { constructor(x) { this.x = x; this.x = this.x * this.x; this.y = this.x + 1; } }
function f(a, b) { "differentiable"; const s = new Twice(a), t = new Twice(b); s.x += t.y; return s.x * t.x * s.y; }`,
    args: "0.7, 1.3",
    comes: "at once",
  },
  {
    name: "a constructor that branches",
    source: `class Branch { constructor(x) { if (x > 1) this.x = x * x; else this.x = x; this.y = this.x * x; } }
function f(a, b) { "differentiable"; const s = new Branch(a), t = new Branch(b); return s.x * t.y + s.y; }`,
    args: "0.7, 1.3",
    comes: "at once",
  },
  {
    name: "a constructor that calls a method",
    source: `class Calls { constructor(a, b) { this.a = a; this.set(b); this.c = this.b * this.a; } set(b) { this.b = b * this.a; } }
function f(a, b) { "differentiable"; const s = new Calls(a, b); s.set(s.c); return s.b * s.c; }`,
    args: "0.7, 1.3",
    comes: "at once",
  },
  {
    name: "a constructor that assigns its parameter",
    source: `class Own { constructor(a, b) { a *= b; this.a = a; a += 1; this.c = a; for (let i = 0; i < 2; i++) a *= b; this.d = a; } }
function f(a, b) { "differentiable"; const s = new Own(a, b); return s.a * s.c + s.d; }`,
    args: "0.7, 1.3",
    comes: "at once",
  },
  {
    name: "constructors in methods, of what stands in one variable",
    source: `class Vector { constructor(x, y) { let n = 0; for (const t of [x, y]) n += t * t; this.n = Math.sqrt(n); this.x = x / this.n; this.y = y; } plus(o) { return new Vector(this.x + o.x, this.y + o.y); } }
function f(a, b) { "differentiable"; let v = new Vector(a, b); for (let i = 0; i < 3; i++) v = v.plus(new Vector(b, a * i)); return v.x * v.y * v.n; }`,
    args: "0.7, 1.3",
    comes: "at once",
  },
  {
    name: "names of fields that are no names of variables",
    source: `class Names { constructor(x) { this.class = x * 2; this['two words'] = x; this[0] = x * x; const d = []; for (const k of [1, 2]) d.push(this.class * k); this.d = d; } }
function f(a, b) { "differentiable"; const s = new Names(a); return s.class * s['two words'] * s[0] * s.d[1] * b; }`,
    args: "0.7, 1.3",
    comes: "at once",
  },
  {
    name: "a constructor that makes others of its class",
    source: `class Tree { constructor(x, depth) { this.x = x; this.kids = []; if (depth > 0) { this.kids.push(new Tree(x * 0.5, depth - 1)); this.kids.push(new Tree(x * x, depth - 1)); } } sum() { let s = this.x; for (const k of this.kids) s += k.sum() * k.x; return s; } }
function f(a, b) { "differentiable"; return new Tree(a, 2).sum() * b; }`,
    args: "0.7, 1.3",
    comes: "apart",
  },
  {
    name: "a constructor that gives another object",
    source: `class Other { constructor(x) { this.x = x; for (const k of [1, 2]) this.x *= k; return { x: x * x }; } }
function f(a, b) { "differentiable"; return new Other(a).x * b; }`,
    args: "0.7, 1.3",
    comes: "apart",
  },
  {
    name: "a class with a setter by the name of a field",
    source: `class Setter { constructor(x) { this.v = x; for (const k of [2, 3]) this.v = x * k; } set v(x) { this.w = x * x; } }
function f(a, b) { "differentiable"; return new Setter(a).w * b; }`,
    args: "0.7, 1.3",
    comes: "at once",
  },
];
