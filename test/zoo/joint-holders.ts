/** Functions in which a variable stands for one list or object after another; see joint.ts. */
import type { Joint } from "./joint.ts";

export const jointHolders: readonly Joint[] = [
  {
    name: "a state that each layer makes anew, by methods",
    source: `const lin = (W, x) => W.map((r) => r.reduce((s, w, j) => s + w * x[j], 0));
function f(x, W) { "differentiable"; let h = x; for (let t = 0; t < 3; t++) h = lin(W, h).map(Math.tanh); return h.reduce((s, v) => s + v * v, 0); }`,
    args: "[0.7, -0.4, 0.9, 0.6], [[0.5, 0.2, -0.3, 0.1], [0.4, 0.6, 0.3, -0.2], [-0.1, 0.2, 0.8, 0.3], [0.2, 0.9, 0.1, 0.4]]",
    comes: "at once",
  },
  {
    name: "a state that each layer makes anew, by loops",
    source: `function f(x, W) { "differentiable"; let h = x; for (let t = 0; t < 3; t++) { const r = []; for (let i = 0; i < h.length; i++) { let a = 0; for (let j = 0; j < h.length; j++) a += W[i][j] * h[j]; r.push(Math.tanh(a)); } h = r; } let s = 0; for (const v of h) s += v * v; return s; }`,
    args: "[0.7, -0.4, 0.9, 0.6], [[0.5, 0.2, -0.3, 0.1], [0.4, 0.6, 0.3, -0.2], [-0.1, 0.2, 0.8, 0.3], [0.2, 0.9, 0.1, 0.4]]",
    comes: "at once",
  },
  {
    name: "one state or another",
    source: `const lin = (W, x) => W.map((r) => r.reduce((s, w, j) => s + w * x[j], 0));
function f(x, W) { "differentiable"; let h = x; for (let t = 0; t < 4; t++) { const n = lin(W, h); h = t % 2 ? n : h; } return h[0] * h[1]; }`,
    args: "[0.7, -0.4, 0.9, 0.6], [[0.5, 0.2, -0.3, 0.1], [0.4, 0.6, 0.3, -0.2], [-0.1, 0.2, 0.8, 0.3], [0.2, 0.9, 0.1, 0.4]]",
    comes: "at once",
  },
  {
    name: "a state that some turns keep",
    source: `const lin = (W, x) => W.map((r) => r.reduce((s, w, j) => s + w * x[j], 0));
function f(x, W) { "differentiable"; let h = x; for (let t = 0; t < 4; t++) { const n = lin(W, h); if (n[0] > 0.2) h = n; } return h[0] * h[1]; }`,
    args: "[0.7, -0.4, 0.9, 0.6], [[0.5, 0.2, -0.3, 0.1], [0.4, 0.6, 0.3, -0.2], [-0.1, 0.2, 0.8, 0.3], [0.2, 0.9, 0.1, 0.4]]",
    comes: "at once",
  },
  {
    name: "a list that is declared without a value",
    source: `const lin = (W, x) => W.map((r) => r.reduce((s, w, j) => s + w * x[j], 0));
function f(x, W) { "differentiable"; let h; for (let t = 0; t < 3; t++) { if (t === 0) h = x.map((v) => v * v); else h = lin(W, h); } return h[0] * h[2]; }`,
    args: "[0.7, -0.4, 0.9, 0.6], [[0.5, 0.2, -0.3, 0.1], [0.4, 0.6, 0.3, -0.2], [-0.1, 0.2, 0.8, 0.3], [0.2, 0.9, 0.1, 0.4]]",
    comes: "at once",
  },
  {
    name: "a list of which is asked whether it is there",
    source: `const lin = (W, x) => W.map((r) => r.reduce((s, w, j) => s + w * x[j], 0));
function f(x, W) { "differentiable"; let h; for (let t = 0; t < 3; t++) { h = h ? lin(W, h) : x.map((v) => v * v); } return h[0] * h[2]; }`,
    args: "[0.7, -0.4, 0.9, 0.6], [[0.5, 0.2, -0.3, 0.1], [0.4, 0.6, 0.3, -0.2], [-0.1, 0.2, 0.8, 0.3], [0.2, 0.9, 0.1, 0.4]]",
    comes: "at once",
  },
  {
    name: "states that are kept",
    source: `const lin = (W, x) => W.map((r) => r.reduce((s, w, j) => s + w * x[j], 0));
function f(x, W) { "differentiable"; let h = x.map((v) => v * 2); const all = []; for (let t = 0; t < 3; t++) { all.push(h); h = lin(W, h); } return all[1][0] * all[2][1] + h[0]; }`,
    args: "[0.7, -0.4, 0.9, 0.6], [[0.5, 0.2, -0.3, 0.1], [0.4, 0.6, 0.3, -0.2], [-0.1, 0.2, 0.8, 0.3], [0.2, 0.9, 0.1, 0.4]]",
    comes: "at once",
  },
  {
    name: "a list that a constant keeps",
    source: `function f(x) { "differentiable"; let h = x; const g = h; h = g.map((v) => v * v); return h[0] * g[1] + x[0]; }`,
    args: "[0.7, -0.4, 0.9, 0.6]",
    comes: "at once",
  },
  {
    name: "lists that change places",
    source: `function f(x) { "differentiable"; let u = x.map((v) => v), v = x.map((q) => q * q); for (let t = 0; t < 3; t++) { for (let i = 1; i < u.length; i++) v[i] = u[i] * 0.5 + v[i] * u[i - 1]; [u, v] = [v, u]; } return u[1] * v[2] + u[0]; }`,
    args: "[0.7, -0.4, 0.9, 0.6]",
    comes: "at once",
  },
  {
    name: "a list under two names, of which one goes on",
    source: `function f(x) { "differentiable"; let h = x.map((v) => v); const g = h; h[0] = h[1] * g[0]; g[1] = h[0] * 2; h = g.map((v) => v * v); return h[0] * g[1] + h[1]; }`,
    args: "[0.7, -0.4, 0.9, 0.6]",
    comes: "at once",
  },
  {
    name: "tables that change places",
    source: `function f(W) { "differentiable"; let g = W.map((r) => r.map((v) => v * v)); for (let t = 0; t < 2; t++) { const n = W.map((r) => r.map((v) => v)); for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) n[i][j] = g[j][i] * g[i][j] + n[i][j]; g = n; } return g[0][1] * g[2][2]; }`,
    args: "[[0.5, 0.2, -0.3, 0.1], [0.4, 0.6, 0.3, -0.2], [-0.1, 0.2, 0.8, 0.3], [0.2, 0.9, 0.1, 0.4]]",
    comes: "at once",
  },
  {
    name: "an argument's table, then others",
    source: `function f(W) { "differentiable"; let g = W; for (let t = 0; t < 2; t++) { const n = []; for (let i = 0; i < 4; i++) { const row = []; for (let j = 0; j < 4; j++) row.push(g[j][i] * g[i][j]); n.push(row); } g = n; } return g[0][1] * g[2][2]; }`,
    args: "[[0.5, 0.2, -0.3, 0.1], [0.4, 0.6, 0.3, -0.2], [-0.1, 0.2, 0.8, 0.3], [0.2, 0.9, 0.1, 0.4]]",
    comes: "at once",
  },
  {
    name: "tables of copied rows",
    source: `function f(W) { "differentiable"; let g = W.map((r) => r.slice()); for (let t = 0; t < 2; t++) { const n = g.map((r) => r.slice()); for (let i = 1; i < 3; i++) for (let j = 1; j < 3; j++) n[i][j] = g[i][j] + 0.1 * (g[i - 1][j] * g[i][j + 1]); g = n; } let s = 0; for (const r of g) for (const v of r) s += v * v; return s; }`,
    args: "[[0.5, 0.2, -0.3, 0.1], [0.4, 0.6, 0.3, -0.2], [-0.1, 0.2, 0.8, 0.3], [0.2, 0.9, 0.1, 0.4]]",
    comes: "at once",
  },
  {
    name: "a row of an argument, then one that is made",
    source: `function f(x, W) { "differentiable"; let r = W[0]; let s = 0; for (let i = 0; i < 3; i++) { for (let j = 0; j < 3; j++) s += r[j] * x[i]; r = i === 1 ? W[2] : r.map((v) => v * v); } return s * s; }`,
    args: "[0.7, -0.4, 0.9, 0.6], [[0.5, 0.2, -0.3, 0.1], [0.4, 0.6, 0.3, -0.2], [-0.1, 0.2, 0.8, 0.3], [0.2, 0.9, 0.1, 0.4]]",
    comes: "at once",
  },
  {
    name: "an argument, then objects like it",
    source: `const mk = (x, y) => ({ x, y });
function f(x, p) { "differentiable"; let q = p; for (let t = 0; t < 3; t++) { const o = mk(q.y * q.x, q.x + x[t]); if (o.x < 100) q = o; } return q.x * q.y; }`,
    args: "[0.7, -0.4, 0.9, 0.6], { x: 0.8, y: 1.3 }",
    comes: "at once",
  },
  {
    name: "the best of several objects",
    source: `const mk = (x, y) => ({ x, y });
function f(x, p) { "differentiable"; let best = { x: x[0], y: 0 }; for (let i = 0; i < 4; i++) { const c = mk(x[i] * x[i], x[i] * p.x); if (c.x > best.x) best = c; } return best.x * best.y; }`,
    args: "[0.7, -0.4, 0.9, 0.6], { x: 0.8, y: 1.3 }",
    comes: "at once",
  },
  {
    name: "the best of an argument and several objects",
    source: `const mk = (x, y) => ({ x, y });
function f(x, p) { "differentiable"; let best = p; for (let i = 0; i < 4; i++) { const c = mk(x[i] * x[i], x[i] * p.x); if (c.x > best.x) best = c; } return best.x * best.y; }`,
    args: "[0.7, -0.4, 0.9, 0.6], { x: 0.8, y: 1.3 }",
    comes: "at once",
  },
  {
    name: "a list that grows shorter at each turn, of objects",
    source: `const mk = (x, y) => ({ x, y });
function f(x, p) { "differentiable"; const ps = x.map((v, i) => mk(v, v * i)); let q = ps; while (q.length > 1) { const n = []; for (let i = 0; i + 1 < q.length; i++) n.push(mk(q[i].x + (q[i + 1].x - q[i].x) * p.x, q[i].y * 0.3 + q[i + 1].y)); q = n; } return q[0].x ** 2 + q[0].y; }`,
    args: "[0.7, -0.4, 0.9, 0.6], { x: 0.8, y: 1.3 }",
    comes: "at once",
  },
  {
    name: "a list that grows shorter at each turn, an argument first",
    source: `function f(x, p) { "differentiable"; let q = x; while (q.length > 1) { const n = []; for (let i = 0; i + 1 < q.length; i++) n.push(q[i] + (q[i + 1] - q[i]) * p.x); q = n; } return q[0] ** 2; }`,
    args: "[0.7, -0.4, 0.9, 0.6], { x: 0.8, y: 1.3 }",
    comes: "at once",
  },
  {
    name: "objects that are kept, each made of the one before",
    source: `function f(x) { "differentiable"; let cur = { v: x[0], w: x[1] }; const stack = [cur]; for (let i = 0; i < 3; i++) { cur = { v: cur.v * x[i], w: cur.w + cur.v }; stack.push(cur); } let s = 0; for (const c of stack) s += c.v * c.w; return s; }`,
    args: "[0.7, -0.4, 0.9, 0.6]",
    comes: "at once",
  },
  {
    name: "a list that is written, and then another",
    source: `function f(x) { "differentiable"; let b = [x[0], x[1]]; for (let i = 0; i < 3; i++) { b[0] = b[0] * b[1]; b[1] += b[0]; if (i === 1) b = [b[1], b[0]]; } return b[0] * b[1]; }`,
    args: "[0.7, -0.4, 0.9, 0.6]",
    comes: "at once",
  },
  {
    name: "an object that is written, and then another",
    source: `const mk = (x, y) => ({ x, y });
function f(x) { "differentiable"; let b = mk(x[0], x[1]); for (let i = 0; i < 3; i++) { b.x = b.x * b.y; b.y += b.x; if (i === 1) b = mk(b.y, b.x); } return b.x * b.y; }`,
    args: "[0.7, -0.4, 0.9, 0.6]",
    comes: "at once",
  },
  {
    name: "objects that are written before they are put where an argument was",
    source: `const mk = (x, y) => ({ x, y });
function f(x, p) { "differentiable"; let b = p; for (let i = 0; i < 2; i++) { const c = mk(b.x * x[i], b.y); c.x *= c.y; b = c; } return b.x; }`,
    args: "[0.7, -0.4, 0.9, 0.6], { x: 0.8, y: 1.3 }",
    comes: "at once",
  },
  {
    name: "one object under two names, which is written",
    source: `const mk = (x, y) => ({ x, y });
function f(x, p) { "differentiable"; let b = { x: p.x, y: p.y }; for (let i = 0; i < 3; i++) { const d = b; if (i === 1) b = mk(d.y, d.x); b.x *= x[i]; d.y += b.x; } return b.x * b.y; }`,
    args: "[0.7, -0.4, 0.9, 0.6], { x: 0.8, y: 1.3 }",
    comes: "at once",
  },
  {
    name: "lists that are the same at first",
    source: `function f(x) { "differentiable"; let a = [x[0], x[1]], b = a; for (let i = 0; i < 3; i++) { a[0] = a[0] * b[1]; b[1] = a[0] + b[1]; if (i === 0) b = [x[2], x[3]]; } return a[0] * b[1] + a[1]; }`,
    args: "[0.7, -0.4, 0.9, 0.6]",
    comes: "at once",
  },
  {
    name: "a sum over lists that each turn makes anew",
    source: `function f(x) { "differentiable"; let e = 0; let h = x; for (let i = 0; i < 3; i++) { let s = 0; for (let j = 0; j < h.length; j++) s += h[j] * h[j]; e += s; h = h.map((v) => v * 0.5 + e); } return e; }`,
    args: "[0.7, -0.4, 0.9, 0.6]",
    comes: "at once",
  },
  {
    name: "states within a loop",
    source: `const lin = (W, x) => W.map((r) => r.reduce((s, w, j) => s + w * x[j], 0));
function f(W) { "differentiable"; let e = 0; for (const r of W) { let h = r; for (let k = 0; k < 2; k++) h = lin(W, h); e += h[0] * h[1]; } return e; }`,
    args: "[[0.5, 0.2, -0.3, 0.1], [0.4, 0.6, 0.3, -0.2], [-0.1, 0.2, 0.8, 0.3], [0.2, 0.9, 0.1, 0.4]]",
    comes: "at once",
  },
  {
    name: "objects within a loop, one of which is kept",
    source: `const mk = (x, y) => ({ x, y });
function f(W) { "differentiable"; let e = 0; for (const r of W) { let h = { x: r[0], y: r[1] }; let m = h; for (let k = 0; k < 2; k++) { h = mk(h.y * r[2], h.x); if (k === 0) m = h; } e += h.x * m.y; } return e; }`,
    args: "[[0.5, 0.2, -0.3, 0.1], [0.4, 0.6, 0.3, -0.2], [-0.1, 0.2, 0.8, 0.3], [0.2, 0.9, 0.1, 0.4]]",
    comes: "at once",
  },
  {
    name: "instances of a class, of which one is written",
    source: `class V { constructor(x, y) { this.x = x; this.y = y; } add(o) { return new V(this.x + o.x, this.y * o.y); } }
function f(x, p) { "differentiable"; let v = new V(x[0], x[1]), w = v; for (let i = 0; i < 3; i++) { v = v.add(new V(x[i], p.x)); if (i === 1) w = v; } v.x *= w.y; return v.x * w.x; }`,
    args: "[0.7, -0.4, 0.9, 0.6], { x: 0.8, y: 1.3 }",
    comes: "at once",
  },
  {
    name: "lists one after another, without a loop",
    source: `const lin = (W, x) => W.map((r) => r.reduce((s, w, j) => s + w * x[j], 0));
function f(x, W) { "differentiable"; let h = x; h = lin(W, h); h = h.map(Math.sin); h = lin(W, h); return h[0] * h[3]; }`,
    args: "[0.7, -0.4, 0.9, 0.6], [[0.5, 0.2, -0.3, 0.1], [0.4, 0.6, 0.3, -0.2], [-0.1, 0.2, 0.8, 0.3], [0.2, 0.9, 0.1, 0.4]]",
    comes: "at once",
  },
  {
    name: "a sum whose turns go back at once, and another list then",
    source: `function f(x) { "differentiable"; let h = x.map((v) => v * v); let s = 0; for (let i = 0; i < h.length; i++) s += h[i] * x[i]; h = h.map((v) => v + 1); for (let i = 0; i < h.length; i++) s += h[i] * h[i]; return s; }`,
    args: "[0.7, -0.4, 0.9, 0.6]",
    comes: "at once",
  },
  {
    name: "a sum whose turns go back at once, and a write under another name",
    source: `function f(x) { "differentiable"; let h = x.map((v) => v * v); let s = 0; for (let i = 0; i < h.length; i++) s += h[i] * x[i]; const g = h; g[0] = x[1]; for (let i = 0; i < h.length; i++) s += h[i] * h[i]; return s; }`,
    args: "[0.7, -0.4, 0.9, 0.6]",
    comes: "at once",
  },
  {
    name: "a sum whose turns go back at once, and lists that change places",
    source: `function f(x) { "differentiable"; let h = x.map((v) => v * v), g = x.map((v) => v + 1); let s = 0; for (let i = 0; i < h.length; i++) s += h[i] * g[i]; [h, g] = [g, h]; h[0] = 3; for (let i = 0; i < h.length; i++) s += h[i] * h[i] * g[i]; return s; }`,
    args: "[0.7, -0.4, 0.9, 0.6]",
    comes: "at once",
  },
  {
    name: "the best of several lists",
    source: `function f(x) { "differentiable"; let best = [x[0], x[1]]; const cands = [[x[1], x[2]], [x[2], x[3]]]; for (const c of cands) if (c[0] * c[1] > best[0] * best[1]) best = c; return best[0] * best[1] + best[0]; }`,
    args: "[0.7, -0.4, 0.9, 0.6]",
    comes: "at once",
  },
  {
    name: "a parameter that gets other lists",
    source: `const lin = (W, x) => W.map((r) => r.reduce((s, w, j) => s + w * x[j], 0));
function f(x, W) { "differentiable"; for (let t = 0; t < 3; t++) { x = lin(W, x); if (t === 1) x = x.map((v) => v * v); } return x[0] * x[2]; }`,
    args: "[0.7, -0.4, 0.9, 0.6], [[0.5, 0.2, -0.3, 0.1], [0.4, 0.6, 0.3, -0.2], [-0.1, 0.2, 0.8, 0.3], [0.2, 0.9, 0.1, 0.4]]",
    comes: "at once",
  },
  {
    name: "a parameter that may get another list",
    source: `const lin = (W, x) => W.map((r) => r.reduce((s, w, j) => s + w * x[j], 0));
function f(x, W) { "differentiable"; if (x[0] > 0.1) x = lin(W, x); return x[0] * x[2]; }`,
    args: "[0.7, -0.4, 0.9, 0.6], [[0.5, 0.2, -0.3, 0.1], [0.4, 0.6, 0.3, -0.2], [-0.1, 0.2, 0.8, 0.3], [0.2, 0.9, 0.1, 0.4]]",
    comes: "at once",
  },
  {
    name: "a parameter that gets other objects",
    source: `const mk = (x, y) => ({ x, y });
function f(x, p) { "differentiable"; for (let i = 0; i < 3; i++) p = mk(p.y * x[i], p.x); return p.x * p.y; }`,
    args: "[0.7, -0.4, 0.9, 0.6], { x: 0.8, y: 1.3 }",
    comes: "at once",
  },
  {
    name: "a parameter that gets another list, which is written: it may be the argument still",
    source: `function f(x, k) { "differentiable"; const y = x; if (k > 0) x = x.map((v) => v * y[1]); x[0] += y[1] * x[1]; return x[0] * x[2] + y[0]; }`,
    args: "[0.7, -0.4, 0.9, 0.6], 1",
    comes: "apart",
  },
  {
    name: "typed arrays that change places",
    source: `function f(x) { "differentiable"; let u = new Float64Array(4), v = new Float64Array(4); for (let i = 0; i < 4; i++) u[i] = x[i]; for (let t = 0; t < 3; t++) { for (let i = 1; i < u.length; i++) v[i] = u[i] * 0.5 + v[i] * u[i - 1]; [u, v] = [v, u]; } return u[1] * v[2] + u[3]; }`,
    args: "[0.7, -0.4, 0.9, 0.6]",
    comes: "at once",
  },
  {
    name: "a typed array's copy, and another, that change places",
    source: `function f(x) { "differentiable"; let u = Float64Array.from(x), v = new Float64Array(u.length); for (let t = 0; t < 3; t++) { for (let i = 1; i < u.length; i++) v[i] = u[i] * 0.5 + v[i] * u[i - 1]; [u, v] = [v, u]; } return u[1] * v[2] + u[3]; }`,
    args: "[0.7, -0.4, 0.9, 0.6]",
    comes: "at once",
  },
  {
    name: "a typed array that each turn copies",
    source: `function f(x) { "differentiable"; let u = new Float64Array(x); for (let t = 0; t < 3; t++) { const v = new Float64Array(u); for (let i = 1; i < u.length; i++) v[i] = u[i] * 0.5 + v[i] * u[i - 1]; u = v; } return u[1] * u[2] + u[3]; }`,
    args: "[0.7, -0.4, 0.9, 0.6]",
    comes: "at once",
  },
  {
    name: "a vector that each turn makes anew: powers of a matrix",
    source: `function f(W) { "differentiable"; const A = new Float64Array(9); for (let i = 0; i < 9; i++) A[i] = W[(i / 3) | 0][i % 3]; let v = new Float64Array(3).fill(1); for (let t = 0; t < 3; t++) { const y = new Float64Array(3); let nn = 0; for (let i = 0; i < 3; i++) { for (let j = 0; j < 3; j++) y[i] += A[3 * i + j] * v[j]; nn += y[i] * y[i]; } nn = Math.sqrt(nn); for (let i = 0; i < 3; i++) y[i] /= nn; v = y; } return v[0] * v[1] + v[2]; }`,
    args: "[[0.5, 0.2, -0.3, 0.1], [0.4, 0.6, 0.3, -0.2], [-0.1, 0.2, 0.8, 0.3], [0.2, 0.9, 0.1, 0.4]]",
    comes: "at once",
  },
  {
    name: "a list that grows, and then another",
    source: `function f(x) { "differentiable"; let a = [x[0]]; for (let i = 1; i < 4; i++) { a.push(a[i - 1] * x[i]); if (a.length === 3) a = a.map((v) => v * 2); } return a[0] + a[2] * a[3]; }`,
    args: "[0.7, -0.4, 0.9, 0.6]",
    comes: "at once",
  },
  {
    name: "a list, or null in the end",
    source: `function f(x) { "differentiable"; let h = x.map((v) => v * v); let s = 0; while (h !== null) { s += h[0] * h[1]; h = s > 1.5 ? null : h.map((v) => v * 1.5); } return s; }`,
    args: "[0.7, -0.4, 0.9, 0.6]",
    comes: "at once",
  },
  {
    name: "a chain that is gone through",
    source: `function f(x) { "differentiable"; let head = null; for (const v of x) head = { v, next: head }; let s = 0, m = 1; for (let n = head; n; n = n.next) { s += n.v * n.v * m; m += 1; } return s; }`,
    args: "[0.7, -0.4, 0.9, 0.6]",
    comes: "at once",
  },
  {
    name: "a chain that is gone through until null",
    source: `function f(x, p) { "differentiable"; let head = null; for (let i = 0; i < x.length; i++) head = { v: x[i] * p.x, next: head }; let n = head, s = 0; while (n !== null) { s = s * 0.5 + n.v * n.v; n = n.next; } return s; }`,
    args: "[0.7, -0.4, 0.9, 0.6], { x: 0.8, y: 1.3 }",
    comes: "at once",
  },
  {
    name: "a chain whose links are written",
    source: `function f(x, p) { "differentiable"; const root = { v: x[0], next: null }; let tail = root; for (let i = 1; i < 4; i++) { const n = { v: x[i] * tail.v, next: null }; tail.next = n; tail = n; } let s = 0; let n = root; while (n) { n.v *= p.y; s = s * 0.5 + n.v; n = n.next; } return s; }`,
    args: "[0.7, -0.4, 0.9, 0.6], { x: 0.8, y: 1.3 }",
    comes: "at once",
  },
  {
    name: "a link that is cut, and put back",
    source: `function f(x) { "differentiable"; const a = { v: x[0], next: null }, b = { v: x[1], next: null }; a.next = b; const s = a.next.v * 2; a.next = null; b.v *= s; if (a.next === null) a.next = b; return a.next.v * s + (b.next ? 1 : 0); }`,
    args: "[0.7, -0.4, 0.9, 0.6]",
    comes: "at once",
  },
  {
    name: "a function that gives its parameter other lists",
    source: `const lin = (W, x) => W.map((r) => r.reduce((s, w, j) => s + w * x[j], 0));
function par(x, W) { for (let t = 0; t < 3; t++) { x = lin(W, x); if (t === 1) x = x.map((v) => v * v); } return x[0] * x[2]; }
function f(x, W) { "differentiable"; return par(x, W); }`,
    args: "[0.7, -0.4, 0.9, 0.6], [[0.5, 0.2, -0.3, 0.1], [0.4, 0.6, 0.3, -0.2], [-0.1, 0.2, 0.8, 0.3], [0.2, 0.9, 0.1, 0.4]]",
    comes: "at once",
  },
  {
    name: "a parameter and a variable that change places",
    source: `function f(x, k) { "differentiable"; let y = x; if (k > 0) [x, y] = [y, x]; return y[0] * y[1] * k + x[2]; }`,
    args: "[0.7, -0.4, 0.9], 1.3",
    comes: "apart",
  },
];
