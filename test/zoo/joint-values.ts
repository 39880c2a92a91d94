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
  {
    name: "states that are copied and kept",
    source: `function f(p) { "differentiable"; let s = { x: 0, v: p[0], t: 0 }; const l = [s]; for (let i = 0; i < 9; i++) { const a = -p[1] * s.x; s = { ...s, x: s.x + 0.1 * s.v, v: s.v + 0.1 * a }; l.push(s); } let e = 0; for (const q of l) e += q.x * q.v * p[2] + q.t; return e; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "at once",
  },
  {
    name: "copies of copies, with more fields",
    source: `function f(p) { "differentiable"; const a = { x: p[0], y: p[1] }; const b = { ...a, y: a.x * 2, z: p[2] }; a.x *= 3; const c = { ...b }; b.z += 1; return a.x * b.x * c.z + b.y * c.y + b.z; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "at once",
  },
  {
    name: "states that a function copies",
    source: `const step = (s, k) => ({ ...s, x: s.x + s.v * k, v: s.v - s.x * k }); function f(p) { "differentiable"; const hist = []; let s = { x: p[0], v: p[1], m: p[2] }; for (let i = 0; i < 5; i++) { hist.push(s); s = step(s, s.m * 0.1); } return hist.reduce((t, h) => t + h.x * h.v, s.x); }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "at once",
  },
  {
    name: "a copy of what has a field at times",
    source: `function f(p) { "differentiable"; const a = { x: p[0], y: p[1] }; if (p[2] > 1) a.z = p[2]; const b = { ...a, x: 2 * a.y }; return b.x * b.y + (b.z ?? 1) * a.x; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "apart",
  },
  {
    name: "a copy that shares an object",
    source: `function f(p) { "differentiable"; const a = { o: { x: p[0] }, y: p[1] }; const b = { ...a, y: 3 }; b.o.x *= 2; return a.o.x * b.o.x + a.y * b.y * p[2]; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "at once",
  },
  {
    name: "fields that Object.assign swaps",
    source: `function f(p) { "differentiable"; const o = { a: p[0], b: p[1] }; const q = Object.assign(o, { a: o.b, b: o.a }); return q.a * 3 + q.b * o.b * p[2]; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "at once",
  },
  {
    name: "a literal that is changed before it is copied",
    source: `function f(p) { "differentiable"; let k = p[0]; const lit = { a: k * p[1] }; k = p[2]; const o = Object.assign({}, lit); lit.a = k; return o.a * lit.a; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "apart",
  },
  {
    name: "a copy before and after other fields",
    source: `function f(p) { "differentiable"; const base = { lr: p[0], m: 0.9 }; const cfg = { ...base, lr: base.lr * 2 }; const rev = { lr: p[1], ...base }; let x = p[2]; for (let i = 0; i < 3; i++) x -= cfg.lr * x * rev.lr * cfg.m; return x; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "apart",
  },
  {
    name: "copies that hold each other",
    source: `function f(p) { "differentiable"; let s = { x: p[0], n: null }; for (let i = 0; i < 3; i++) s = { ...s, x: s.x * p[1], n: s }; return s.x * s.n.x * s.n.n.x + p[2]; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "at once",
  },
  {
    name: "copies of objects with different fields",
    source: `function f(p) { "differentiable"; const l = [{ x: p[0] }, { x: p[1], y: p[2] }]; const m = l.map((o) => ({ ...o, x: o.x * 2 })); return m[0].x * m[1].x * m[1].y + (m[0].y ?? 5); }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "apart",
  },
  {
    name: "copies of the items of a list",
    source: `function f(p) { "differentiable"; const l = [{ x: p[0], y: 1 }, { x: p[1], y: p[2] }]; const m = l.map((o, i) => ({ ...o, y: o.y + i })); l[0].x = 9; return m[0].x * m[1].x * m[1].y + m[0].y * l[0].x; }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "at once",
  },
  {
    name: "a copy of what was another's copy",
    source: `function f(p) { "differentiable"; let s = { x: p[0] }; const u = { x: p[1], y: p[2] }; if (p[0] > 0) s = { ...u }; const r = { ...s }; return r.x * (r.y ?? 3); }`,
    args: "[0.7, 1.3, 0.4]",
    comes: "apart",
  },
];
