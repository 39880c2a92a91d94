/** Small objects that one variable holds after another, and of which only parts are read: they are made of variables, if at all. */
import type { Program } from "../support/program.ts";

const helpers = `const times = (p, q) => ({ re: p.re * q.re - p.im * q.im, im: p.re * q.im + p.im * q.re });
const plus = (p, q) => ({ im: p.im + q.im, re: p.re + q.re });
const step = ([x, v], h) => [x + h * v, v - h * x];
class V {
  constructor(x, y) { this.x = x; this.y = y; }
  add(o) { return new V(this.x + o.x, this.y + o.y); }
  scale(k) { return new V(this.x * k, this.y * k); }
  dot(o) { return this.x * o.x + this.y * o.y; }
  get size() { return this.x * this.x + this.y; }
}
class W extends V { add(o) { return new W(this.x * o.x, this.y - o.y); } }
const lerp = (p, q, t) => (t > 0.5 ? { x: p.x * t, y: q.y } : { x: q.x, y: p.y * t });`;

const bodies: Readonly<Record<string, string>> = {
  "complex numbers":
    "const c = { re: a, im: b }; let z = { re: 0, im: 0 }; for (let i = 0; i < 5; i++) z = plus(times(z, z), c); return z.re * z.re + z.im;",
  "a state in a list": "let s = [a, b]; for (let i = 0; i < 6; i++) s = step(s, 0.1); return s[0] * s[1];",
  "a state in a while":
    "let s = [a, b], n = 0; while (s[0] > 0.2 && n < 30) { s = step(s, 0.3); n++; } return s[0] + s[1] * s.length;",
  "a tuple made of itself": "let t = [a, b]; for (let i = 0; i < 5; i++) t = [t[1], t[0] * t[1]]; return t[0] + t[1];",
  "an object made of itself":
    "let t = { p: a, q: b }; for (let i = 0; i < 5; i++) t = { q: t.p * t.q, p: t.q }; return t.p - t.q;",
  "two variables that change places":
    "let p = [a, 1], q = [b, 2]; for (let i = 0; i < 3; i++) [p, q] = [q, [p[0] * p[1], q[0]]]; return p[0] * q[1] + p[1];",
  "the value before the last":
    "let z = { x: a, y: b }, old = z; for (let i = 0; i < 4; i++) { old = z; z = { x: z.x * 1.1 + old.y, y: old.x * b }; } return old.x * z.y + z.x;",
  "a copy that stays":
    "let z = { x: a, y: b }; const first = z; z = { x: z.y, y: z.x * z.x }; const second = z; z = { x: first.x * second.y, y: 0 }; return z.x + first.y;",
  "what branches choose":
    "let z = { x: a, y: b }; for (let i = 0; i < 4; i++) { if (z.x > z.y) z = { x: z.y, y: z.x * b }; else z = { y: z.y * 0.5, x: z.x + a }; } return z.x * z.y;",
  "what a function chooses":
    "let z = { x: a, y: b }; for (let i = 0; i < 5; i++) z = lerp(z, { x: b, y: z.x }, i / 4); return z.x * z.y;",
  "what a test chooses":
    "let z = { x: a, y: b }, w = { x: b, y: 2 }; for (let i = 0; i < 4; i++) { const m = z.x > w.x ? z : w; z = i % 2 ? { x: m.y * a, y: z.x } : z.y > 1 ? w : m; w = z.x > 0.5 ? z : w; w = { x: w.y, y: m.x * 0.9 }; } return z.x * w.y + z.y;",
  "what a test of itself chooses":
    "let z = [a, b]; for (let i = 0; i < 4; i++) { const q = [z[1] * a, z[0]]; z = z[0] > z[1] ? q : z; z = [z[0] * 0.8, z[1] * 1.2]; } return z[0] * z[1];",
  "what break leaves":
    "let z = [a, b]; for (let i = 0; i < 9; i++) { z = [z[0] * 1.3, z[1] + z[0]]; if (z[1] > 4) break; if (i % 2) continue; z = [z[1], z[0]]; } return z[0] * z[1];",
  "what a switch chooses":
    "let z = [a, b]; for (let i = 0; i < 5; i++) switch (i % 3) { case 0: z = [z[1] * a, z[0]]; break; case 1: z = [z[0], z[0]]; default: z = [z[1], b * z[0]]; } return z[0] + 2 * z[1];",
  "an object in an object":
    "let s = { p: { x: a, y: b }, v: [b, a] }; for (let i = 0; i < 4; i++) s = { p: { x: s.p.x + 0.1 * s.v[0], y: s.p.y * s.p.x }, v: [s.v[1], s.v[0] - s.p.x] }; return s.p.x * s.p.y + s.v[0];",
  "a part that is an object each time":
    "const w = [a, b, a * b]; let s = { w, k: 0, t: a }; for (let i = 0; i < 3; i++) s = { w: s.w, k: s.k + 1, t: s.t * s.w[s.k] }; return s.t;",
  "parts that are different objects":
    "let s = { now: [a, b], next: [b, 2] }; for (let i = 0; i < 3; i++) { s.next[0] += a; s = { now: s.next, next: [s.now[1] * a, s.now[0]] }; } return s.now[0] * s.now[1] + s.next[0];",
  "a part that is a function":
    "let s = { f: (x) => x * a, v: b }; for (let i = 0; i < 3; i++) { const { f, v } = s; s = { f: (x) => f(x) + v, v: f(v) }; } return s.v;",
  "a part that is a text":
    'let s = { name: "a", v: a }; for (let i = 0; i < 3; i++) s = { name: s.name + "b", v: s.v * s.name.length * b }; return s.v;',
  "vectors of a class":
    "let p = new V(a, b), v = new V(b, 1); for (let i = 0; i < 5; i++) { v = v.add(p.scale(-0.1)); p = p.add(v.scale(0.2)); } return p.dot(v) + p.x;",
  "vectors of a class, swapped":
    "let p = new V(a, b), v = new V(b, 1); for (let i = 0; i < 3; i++) { [p, v] = [v.scale(2), p.add(v)]; } return p.dot(v);",
  "vectors of a class and of one that extends it":
    "let p = new V(a, b); for (let i = 0; i < 4; i++) p = i % 2 ? new W(p.x, a).add(p) : p.add(new V(b, p.x)); return p.dot(p);",
  "vectors with an accessor":
    "let p = new V(a, b); for (let i = 0; i < 3; i++) p = new V(p.size * 0.3, p.x); return p.size;",
  "vectors of which one is changed":
    "let p = new V(a, b), q = p; for (let i = 0; i < 3; i++) { q.x *= 1.1; p = p.add(q); if (i === 1) q = p; } return p.dot(q);",
  "a value that is changed": "let z = { x: a, y: b }, w = z; w.x += b; z = { x: w.x * z.x, y: z.y }; return z.x + w.x;",
  "a value that is compared":
    "let z = [a, b]; const first = z; for (let i = 0; i < 3; i++) if (i !== 1) z = z === first ? [z[1], z[0] * 2] : [z[0] * z[1], 1]; return z[0] + (z === first ? 1 : z[1]);",
  "a value that is kept":
    "const all = []; let z = { x: a, y: b }; for (let i = 0; i < 3; i++) { all.push(z); z = { x: z.y * a, y: z.x }; } all[1].x *= 3; return all.reduce((s, o) => s + o.x * o.y, z.x);",
  "a value that is captured":
    "let z = { x: a, y: b }; const look = () => z.x; for (let i = 0; i < 3; i++) z = { x: z.y + look(), y: look() * b }; return look() * z.y;",
  "values with other keys":
    "let z = { x: a, y: b }; for (let i = 0; i < 3; i++) z = i === 1 ? { x: z.y } : { x: z.x * b, y: z.x + (z.y ?? a) }; return z.x * (z.y ?? 2);",
  "a part that is not there":
    "let z = [a]; for (let i = 0; i < 3; i++) z = [z[0] * b]; return z[1] === undefined ? z[0] : a;",
  "a value that comes late":
    "let best; for (const x of [a, b, a * b]) if (best === undefined || x > best.x) best = { x, y: x * a }; return best.x * best.y;",
  "null at first":
    "let best = null; for (const x of [b, a, a * b]) if (!best || x > best.x) best = { x, y: x * a }; return best.x * best.y;",
  "what is spread":
    "let z = { x: a, y: b, n: 0 }; for (let i = 0; i < 3; i++) z = { ...z, x: z.x * z.y, n: z.n + 1 }; return z.x * z.n;",
  "a spread alone":
    "let z = { x: a, y: b }; for (let i = 0; i < 3; i++) { const o = { ...z }; z = { x: o.y * a, y: o.x }; } return z.x * z.y;",
  "a spread that is changed":
    "let z = { x: a, y: b }; for (let i = 0; i < 3; i++) { const o = { ...z, x: z.y }; o.y *= 2; o.x = o.y * a; z = o; } return z.x * z.y;",
  "a spread that is set at once":
    "let z = { x: a, y: b }; for (let i = 0; i < 3; i++) { const o = { ...z }; o.x = z.y * a; z = o; } return z.x * z.y;",
  "a spread that is set under a second name":
    "let z = { x: a, y: b }; for (let i = 0; i < 3; i++) { const o = { ...z }; const p = o; o.x = z.y * a; z = { x: p.x, y: o.x * z.x }; } return z.x * z.y;",
  "a spread after a field":
    "let z = { x: a, y: b }; for (let i = 0; i < 3; i++) z = { x: 5, ...z, y: z.x * b }; return z.x * z.y;",
  "a spread with a key of its own":
    "let z = { x: a, y: b }; for (let i = 0; i < 3; i++) z = { ...z, x: z.x * z.y, w: z.x + (z.w ?? 0) }; return z.x * z.w;",
  "a spread that sets a key twice":
    "let z = { x: a, y: b }; for (let i = 0; i < 3; i++) z = { ...z, x: z.y, x: z.x * 1.5, y: z.y }; return z.x * z.y;",
  "two spreads":
    "let z = { x: a, y: b }; const w = { y: a * b }; for (let i = 0; i < 3; i++) z = { ...z, ...w, x: z.x * z.y }; return z.x * z.y;",
  "spreads in spreads":
    "let s = { p: { x: a, y: b }, k: 1 }; for (let i = 0; i < 3; i++) s = { ...s, p: { ...s.p, x: s.p.x * s.p.y + s.k } }; return s.p.x * s.p.y;",
  "a spread of an instance":
    "let p = new V(a, b); for (let i = 0; i < 3; i++) { const o = { ...p, x: p.y }; p = new V(o.x * a, o.y + p.x); } return p.dot(p);",
  "a spread of nothing":
    "let z = { x: a }, w = null; for (let i = 0; i < 3; i++) { z = { ...w, x: z.x * b }; } return z.x;",
  "a spread with a method":
    "let z = { x: a, m(t) { return t * this.x; } }; for (let i = 0; i < 3; i++) z = { ...z, x: z.x * b + z.m(a) }; return z.m(b);",
  "a spread with a computed key":
    'let z = { x: a, y: b }; for (let i = 0; i < 3; i++) z = { ...z, [i % 2 ? "x" : "y"]: z.x * z.y }; return z.x + z.y;',
  "a spread of an argument":
    "const h = (o) => { let z = o; for (let i = 0; i < 3; i++) z = { ...z, x: z.x * z.y }; return z.x; }; return h({ x: a, y: b });",
  "what an exception leaves":
    "let z = { x: a, y: b }; for (let i = 0; i < 4; i++) { try { z = { x: z.x * b, y: z.x }; if (i === 2) throw z.x; z = { x: z.x + 1, y: z.y * a }; } catch (e) { z = { x: e * z.y, y: e }; } } return z.x - z.y;",
  "values in a generator":
    "const g = function* () { let z = [a, b]; for (let i = 0; i < 4; i++) { yield z[0]; z = [z[1] * a, z[0]]; } return z[1]; }; let s = 0; for (const v of g()) s = s * 0.5 + v * v; return s;",
  "a counter beside it":
    "let z = { n: 0, s: a }; do { z = { n: z.n + 1, s: z.s * (z.n + b) }; } while (z.n < 4); return z.s;",
  "values of an inner loop":
    "let s = 0; for (let i = 1; i < 4; i++) { let z = [a * i, 1]; for (let j = 0; j < i; j++) z = [z[0] * z[1], z[1] + b]; s += z[0]; } return s;",
  "lists of lists":
    "let m = [[a, b], [1, a]]; for (let i = 0; i < 3; i++) m = [[m[0][0] * m[1][1], m[0][1]], [m[1][0] + a, m[0][0]]]; return m[0][0] + m[0][1] * m[1][0] + m[1][1];",
};

export const values: readonly Program[] = [
  ...Object.entries(bodies).map(([name, body]) => ({
    name: `values: ${name}`,
    source: `${helpers}\nfunction f(a, b) { "differentiable"; ${body} }`,
    args: "1.3, 0.7",
  })),
  {
    name: "values: read before there is one",
    source: `function f(a) { "differentiable"; let z; for (let i = 0; i < 2; i++) { if (i) a += z.x; if (a > 9) z = { x: a }; } return a; }`,
    args: "1.3",
    throws: "undefined",
  },
  {
    name: "values: read where only one way has given one",
    source: `function f(a, c) { "differentiable"; let z; if (a > 2) z = [a, c]; else if (a > 1.5) z = [c, a]; return z[0] * c; }`,
    args: "1.3, 2",
    throws: "undefined",
  },
  {
    name: "values: half of a literal",
    source: `function f(a, b) { "differentiable"; let z = { x: a, y: b }, n = 0; for (let i = 0; i < 3; i++) { const k = i === 1 ? 2n : 2; try { z = { x: z.y * b, y: k * z.x }; } catch { n++; } } return z.x * z.y + n; }`,
    args: "1.3, 0.7",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "values: changed before they are chosen",
    source: `function f(a, c) { "differentiable"; let t = a, z; const p = [t, 1]; t = 5 * c; if (a > 1) z = p; else z = [t, 2]; return z[0] * t; }`,
    args: "1.3, 2",
  },
  {
    name: "values: of a class whose method is another by now",
    source: `${helpers}\nV.prototype.scale = function (k) { return new V(this.x, this.y * k * k); };
function f(a, b) { "differentiable"; let p = new V(a, b); for (let i = 0; i < 3; i++) p = p.scale(b).add(p); return p.dot(p); }`,
    args: "1.3, 0.7",
  },
];
