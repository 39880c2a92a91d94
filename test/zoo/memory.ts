/** The traps of mutable memory: what is read again after it was changed, by whom ever, and what outlives the call. */
import type { Program } from "../support/program.ts";

export const memory: readonly Program[] = [
  {
    name: "an unmarked function rewrites a buffer between two reads",
    source: `import { ignore } from "@fluxion/runtime";
const unseen = new Function("xs", "xs[0] = 5;");
function f(xs) { "differentiable"; const a = xs[0] * xs[1]; ignore(() => unseen(xs)); return a * xs[0] + xs[1]; }`,
    args: "[1.5, 0.7]",
  },
  {
    name: "an unmarked function rewrites a buffer that was written",
    source: `import { ignore } from "@fluxion/runtime";
const unseen = new Function("xs", "xs[1] = 5;");
function f(x) { "differentiable"; const xs = new Float64Array(2); xs[0] = x; xs[1] = x * x; const a = xs[1] * xs[0]; ignore(() => unseen(xs)); return a * xs[1] + xs[0]; }`,
    args: "1.5",
  },
  {
    name: "ignored code rewrites what a WeakRef holds",
    source: `import { ignore } from "@fluxion/runtime";
function f(x) { "differentiable"; const w = new WeakRef({ v: x * x }); const o = w.deref(); ignore(() => { w.deref().v = 3; }); return o.v * x; }`,
    args: "1.7",
  },
  {
    name: "ignored code rewrites an entry of a WeakMap, and deletes one",
    source: `import { ignore } from "@fluxion/runtime";
function f(x) { "differentiable"; const w = new WeakMap(); const a = {}, b = {}; w.set(a, x * x); w.set(b, x ** 3); ignore(() => { w.set(a, 3); w.delete(b); }); return w.get(a) * x + (w.get(b) ?? 2) * x ** 2; }`,
    args: "1.5",
  },
  {
    name: "ignored code rewrites a private field",
    source: `import { ignore } from "@fluxion/runtime";
class Box { #v; constructor(v) { this.#v = v; } put(v) { this.#v = v; } get v() { return this.#v; } }
class Lid extends Box { #n = 1; more(x) { this.#n *= x; } reset() { this.#n = 2; } get n() { return this.#n; } }
function f(x) { "differentiable"; const c = new Lid(x * x); c.more(x); const a = c.v * c.n; ignore(() => { c.put(3); c.reset(); }); return a + c.v * c.n * x; }`,
    args: "1.5",
  },
  {
    name: "an index, and an operand of Math, that changes between two reads",
    source: `function f(xs) { "differentiable"; let i = 0; const a = xs[i] ** 2; i += 1; const b = xs[i] ** 2; let t = xs[0]; const c = Math.sin(t); t *= xs[1]; const d = Math.sin(t); return a * b + a * c * d; }`,
    args: "[1.5, 0.7]",
  },
  ...exposures(),
  {
    name: "memo Map that outlives the call",
    source: `const memo = new Map();
const square = (x) => { const key = x.toFixed(3); if (!memo.has(key)) memo.set(key, x * x); return memo.get(key); };
function f(x) { "differentiable"; return square(x) * square(x) + memo.size; }`,
    args: "1.5",
    state: "[...memo]",
  },
  {
    name: "a number that an earlier call stored is a constant",
    source: `let last = 10;
function f(x) { "differentiable"; const y = last * x; last = x; return y + last * x; }`,
    args: "1.5",
    state: "last",
  },
  {
    name: "pool of buffers at module level",
    source: `const pool = [];
const take = (n) => pool.pop() ?? new Float64Array(n);
const give = (xs) => { pool.push(xs); };
function norm(x, y) { const t = take(2); t[0] = x * x; t[1] = y * y; const r = t[0] + t[1] * t[0]; give(t); return r; }
function f(x, y) { "differentiable"; return norm(x, y) * norm(y, x) + norm(x * y, 2); }`,
    args: "1.5, 0.7",
    state: "pool",
  },
  {
    name: "history that is pushed into and trimmed",
    source: `const history = [];
function f(x) { "differentiable"; for (let i = 0; i < 5; i++) { history.push(x * (i + 1) * (history[history.length - 1] ?? 1)); if (history.length > 2) history.shift(); } return history[0] + history[1]; }`,
    args: "0.8",
    state: "history",
  },
  {
    name: "one array under two names in a loop",
    source: `function relax(a, b) { for (let i = 1; i < a.length; i++) a[i] = b[i - 1] * a[i] + b[i]; }
function f(xs) { "differentiable"; relax(xs, xs); const ys = [...xs]; relax(ys, xs); return ys[2] + xs[2]; }`,
    args: "[1.5, -0.5, 0.7]",
  },
  {
    name: "double buffering by exchanged fields",
    source: `function f(xs) { "differentiable"; const s = { now: [...xs], next: [0, 0, 0] }; for (let t = 0; t < 3; t++) { for (let i = 0; i < 3; i++) s.next[i] = s.now[i] * s.now[(i + 1) % 3] + 0.1; [s.now, s.next] = [s.next, s.now]; } return s.now[0] + s.next[1] * s.now[2]; }`,
    args: "[1.5, -0.5, 0.7]",
  },
  {
    name: "array whose elements are read by length while it shrinks",
    source: `function f(xs) { "differentiable"; while (xs.length > 1) { const a = xs.pop(), b = xs.pop(); xs.push(a * b + xs.length); } return xs[0] * xs[0]; }`,
    args: "[1.5, -0.5, 0.7, 2]",
  },
  {
    name: "object overwritten by Object.assign in a loop",
    source: `function f(x, y) { "differentiable"; const o = { x, y }; for (let i = 0; i < 3; i++) Object.assign(o, { x: o.x * o.y, y: o.x + 1 }); return o.x * o.y; }`,
    args: "0.8, 0.7",
  },
  {
    name: "a value stored, overwritten, and stored again",
    source: `function f(x) { "differentiable"; const o = { v: x }; const a = o.v; o.v = a * a; o.v = a; const b = o.v * o.v; o.v = 1; return a * b * o.v; }`,
    args: "1.5",
  },
  {
    name: "write that nobody reads",
    source: `function f(o, xs, x) { "differentiable"; o.out = x * x; xs[0] = Math.sqrt(x); return x * 3; }`,
    args: "{ out: 0 }, [1], 1.5",
  },
  {
    name: "argument overwritten by a constant",
    source: `function f(xs, o) { "differentiable"; xs[0] = 2; o.v = 3; return xs[0] * xs[1] * o.v; }`,
    args: "[1.5, 0.7], { v: 1 }",
  },
  {
    name: "argument's element moved to another container and back",
    source: `function f(o, xs) { "differentiable"; const m = new Map([["k", o.v]]); o.v = xs[1]; xs[1] = m.get("k") * 2; m.set("k", xs[1] * o.v); o.v += m.get("k"); return o.v * xs[0] + xs[1]; }`,
    args: "{ v: 1.5 }, [0.7, -0.5]",
  },
  {
    name: "object passed down, changed, returned and compared",
    source: `const grow = (o) => { o.v += o.v * o.v; return o; };
function f(x) { "differentiable"; const o = { v: x }; const p = grow(grow(o)); return p === o ? p.v * x : 0; }`,
    args: "0.6",
  },
  {
    name: "graph with shared and reversed edges",
    source: `function f(nodes) { "differentiable"; for (const n of nodes) for (const m of n.to) m.v += n.v * 0.5 * m.v; let s = 0; for (const n of nodes) s += n.v * n.to.length; return s; }`,
    args: "(() => { const [a, b, c] = [1.5, 0.7, -0.5].map((v) => ({ v, to: [] })); a.to.push(b, c); b.to.push(c, a); c.to.push(a); return [a, b, c]; })()",
  },
  {
    name: "sparse matrix by a dictionary of dictionaries",
    source: `function f(entries, x) { "differentiable"; const M = {}; for (const [i, j, v] of entries) { M[i] ??= {}; M[i][j] = (M[i][j] ?? 0) + v; } let s = 0; for (const i in M) for (const j in M[i]) s += x[i] * M[i][j] * x[j]; return s; }`,
    args: `[["0", "1", 1.5], ["1", "1", 0.7], ["0", "1", -0.5]], [2, 3]`,
  },
  {
    name: "event queue ordered by an active time",
    source: `function f(a, b) { "differentiable"; const queue = [{ t: a, k: 1 }, { t: b, k: 2 }]; let s = 0, n = 0; while (queue.length && n++ < 6) { queue.sort((p, q) => p.t - q.t); const e = queue.shift(); s = s * 0.9 + e.t * e.k; queue.push({ t: e.t * 1.3 + a, k: e.k }); } return s; }`,
    args: "0.5, 1.2",
  },
  {
    name: "undo log kept by the program",
    source: `function f(xs) { "differentiable"; const log = []; const write = (i, v) => { log.push([i, xs[i]]); xs[i] = v; }; write(0, xs[1] * 2); write(1, xs[0] * xs[0]); const y = xs[0] * xs[1]; while (log.length) { const [i, v] = log.pop(); xs[i] = v; } return y * xs[0] * xs[1]; }`,
    args: "[1.5, 0.7]",
  },
  {
    name: "ring buffer",
    source: `class Ring { constructor(n) { this.xs = new Float64Array(n); this.at = 0; } push(x) { this.xs[this.at++ % this.xs.length] = x; } mean() { let s = 0; for (const x of this.xs) s += x; return s / this.xs.length; } }
function f(x) { "differentiable"; const r = new Ring(3); let y = x; for (let i = 0; i < 7; i++) { r.push(y * y); y = r.mean() + 0.1 * x; } return y; }`,
    args: "1.1",
  },
];

/** Code that the sweep does not see writes an object that the sweep has made, and that it has got in some way before. */
function exposures(): Program[] {
  const ways: Readonly<Record<string, string>> = {
    "ignored code has kept": `ignore(() => known.push(p));`,
    "a list of the module holds": `known.push(p);`,
    "an argument holds": `o.part = p; known[0] = o.part;`,
    "a closure of the module has captured": `known.push({ set v(v) { p.v = v; } });`,
    "a Map of the module has as a key": `const m = new Map([[p, 1]]); holder.m = m;`,
    "a private field of an object of the module holds": `holder.box = new Box(p);`,
    "a bound function of the module has": `holder.call = function () { return this; }.bind(p); holder.it = [p].values();`,
    "a class with a name of its own has": `holder.C = class { static name = 3; }; holder.C.p = p; known[0] = holder.C.p;`,
    "a setter that is not compiled has kept": `keeper.slot = p;`,
    "an iterator of the module gives": `holder.it = [p].values();`,
    "a WeakMap of the module has under its key": `const w = new WeakMap(); w.set(known, p); holder.w = w;`,
    "a WeakRef of the module gives": `holder.r = new WeakRef(p);`,
    "an array of the module has as a property": `const list = [1]; list.extra = p; holder.list = list;`,
  };
  return Object.entries(ways).map(([what, way]) => ({
    name: `unseen code writes what ${what}`,
    source: `import { ignore } from "@fluxion/runtime";
const known = [];
const holder = {};
class Box { #p; constructor(p) { this.#p = p; } get p() { return this.#p; } }
const keeper = new Function("known", "return { set slot(o) { known[0] = o; } }")(known);
const write = new Function("known", "holder", "return () => { const p = known[0] ?? holder.box?.p ?? holder.m?.keys().next().value ?? holder.w?.get(known) ?? holder.r?.deref() ?? holder.list?.extra ?? holder.it.next().value; p.v = 2; }")(known, holder);
function f(o) { "differentiable"; const p = { v: o.x * o.x }; ${way} const a = p.v; ignore(() => write()); return a * p.v * o.x; }`,
    args: "{ x: 1.5, part: null }",
    ...(way.startsWith("keeper") && { refused: "NOT_DIFFERENTIABLE" }),
  }));
}
