/** Functions that hold small objects in variables, share variables with closures, or go through lists by methods; see joint.ts. */
import type { Joint } from "./joint.ts";

export const jointValues: readonly Joint[] = [
  {
    name: "complex numbers that a variable holds one after another",
    source: `const times = (p, q) => ({ re: p.re * q.re - p.im * q.im, im: p.re * q.im + p.im * q.re });
const plus = (p, q) => ({ re: p.re + q.re, im: p.im + q.im });
function f(re, im) { "differentiable"; let z = { re: 0, im: 0 }; for (let i = 0; i < 4; i++) z = plus(times(z, z), { re, im }); return z.re * z.im; }`,
    args: "0.4, 0.3",
    comes: "at once",
  },
  {
    name: "states in lists, that change places",
    source: `const step = ([x, v], h) => [x + h * v, v - h * x];
function f(x, v) { "differentiable"; let s = [x, v], t = [v, 1]; for (let i = 0; i < 4; i++) [s, t] = [t, step(s, 0.1)]; return s[0] * t[1] + s[1]; }`,
    args: "0.4, 0.3",
    comes: "at once",
  },
  {
    name: "vectors of a class that a variable holds one after another",
    source: `class V { constructor(x, y) { this.x = x; this.y = y; } add(o) { return new V(this.x + o.x, this.y + o.y); } scale(k) { return new V(this.x * k, this.y * k); } }
function f(x, y) { "differentiable"; let p = new V(x, y), v = new V(y, 1); for (let i = 0; i < 4; i++) { v = v.add(p.scale(-0.1)); p = p.add(v); } return p.x * v.y; }`,
    args: "0.4, 0.3",
    comes: "at once",
  },
  {
    name: "vectors of a class, one of them with a method of another program",
    source: `class V { constructor(x) { this.x = x; } scale(k) { return new V(this.x * k); } }
V.prototype.scale = function (k) { return new V(this.x * k * k); };
function f(x) { "differentiable"; let p = new V(x); for (let i = 0; i < 3; i++) p = p.scale(x); return p.x; }`,
    args: "0.4",
    comes: "given up",
  },
  {
    name: "a sum that a callback adds to",
    source: `function f(w) { "differentiable"; let s = 0; w.forEach((x, i) => { s += x * x * i; }); return s; }`,
    args: "[0.4, 0.3, 2]",
    comes: "at once",
  },
  {
    name: "a sum that a helper adds to",
    source: `function f(x, y) { "differentiable"; let s = 0; const add = (t) => { s += t * t; }; add(x); for (let i = 0; i < 3; i++) add(s * y); return s; }`,
    args: "0.4, 0.3",
    comes: "at once",
  },
  {
    name: "what a filter keeps",
    source: `function f(w, a) { "differentiable"; return w.filter((x) => x > 0).map((x) => x * a).reduce((s, x) => s + x * x, 0); }`,
    args: "[0.7, -1.9, 1.2], 1.3",
    comes: "at once",
  },
  {
    name: "what a filter keeps, by index and list",
    source: `function f(w, a) { "differentiable"; let s = 0; w.filter((x, i, all) => i !== 1 || all.length < 2).forEach((x, i, all) => { s += x * a * i * all.length; }); return s; }`,
    args: "[0.7, -1.9, 1.2], 1.3",
    comes: "at once",
  },
  {
    name: "what a filter keeps of a typed array",
    source: `function f(w, a) { "differentiable"; return w.filter((x) => x > 0)[1] * a; }`,
    args: "Float64Array.of(0.7, -1.9, 1.2), 1.3",
    comes: "given up",
  },
  {
    name: "objects that a filter keeps, and that are changed then",
    source: `function f(w, a) { "differentiable"; const os = w.map((x) => ({ x, y: a })); return os.filter((o) => o.x > 0).map((o) => { o.y *= o.x; return o.y; }).reduce((s, y) => s + y, 0) + os[0].y; }`,
    args: "[0.7, -1.9, 1.2], 1.3",
    comes: "at once",
  },
  {
    name: "a sum without a beginning",
    source: `function f(w, a) { "differentiable"; return w.reduce((s, x, i) => s * a + x * i); }`,
    args: "[0.7, -1.9, 1.2], 1.3",
    comes: "at once",
  },
  {
    name: "a sum without a beginning, of a typed array",
    source: `function f(w, a) { "differentiable"; return w.reduce((s, x) => s * x) * a; }`,
    args: "Float64Array.of(0.7, -1.9, 1.2), 1.3",
    comes: "at once",
  },
  {
    name: "a function of Math for each item",
    source: `function f(w, a) { "differentiable"; return w.map((x) => x * a).map(Math.tanh).reduce((s, x) => s + x); }`,
    args: "[0.7, -1.9, 1.2], 1.3",
    comes: "at once",
  },
  {
    name: "a function of Math for each item, in vain",
    source: `function f(w, a) { "differentiable"; w.forEach(Math.sin); return w[0] * a; }`,
    args: "[0.7, -1.9], 1.3",
    comes: "apart",
  },
  {
    name: "a function of Math that keeps items",
    source: `function f(w, a) { "differentiable"; return w.map((x) => x * a).filter(Math.floor)[0] * a; }`,
    args: "[0.7, 1.9, 0.2], 1.3",
    comes: "at once",
  },
  {
    name: "a copy of a list, which is changed",
    source: `function f(w, a) { "differentiable"; const g = w.slice(); g[0] = g[1] * a; for (let i = 1; i < g.length; i++) g[i] += g[i - 1] * w[i]; return g[2] * g[0]; }`,
    args: "[0.7, -1.9, 1.2], 1.3",
    comes: "at once",
  },
  {
    name: "copies of rows, of which one is changed",
    source: `function f(w, a) { "differentiable"; const m = w.map((x) => [x, a]), g = m.map((r) => r.slice()); g[0][0] *= 3; return g[0][0] * m[0][0] + g[1][1]; }`,
    args: "[0.7, -1.9, 1.2], 1.3",
    comes: "at once",
  },
  {
    name: "a sum of nothing, without a beginning",
    source: `function f(w, a) { "differentiable"; return w.reduce((s, x) => s + x) * a; }`,
    args: "[], 1.3",
    throws: "Reduce of empty array",
    comes: "given up",
  },
];
