/** try, catch, finally and throw on every path: what was done before a throw is done, and has a derivative. */
import type { Program } from "../support/program.ts";

export const exceptions: readonly Program[] = [
  {
    name: "a function is thrown, with a field and a captured variable",
    source: `function f(x, y) { "differentiable"; const k = x * y; const o = (z) => k * z; o.k = x; try { o.k *= y; throw o; } catch (e) { return e.k * e(x) * o.k; } }`,
    args: "1.5, 0.7",
  },
  {
    name: "what extends no class throws after what has been done",
    source: `function g(x) { if (x > 10) throw 1; return x * x; }
function grow(y, o, a) { y *= a; o.k = g(y) * y; o.k *= y; class K extends a {} return new K().k; }
function f(a, b) { "differentiable"; let y = a * b; const o = { k: a };
  try { try { y *= a; y = g(y); } finally { y *= b; class K extends a {} } y *= 3; } catch (e) { y *= b; }
  try { for (let i = 0; i < 2; i++) { y *= a; y = g(y); y *= b; } class K extends K {} y *= 3; } catch (e) { y *= b + a; }
  try { y = grow(y, o, a); } catch (e) { y += o.k; }
  return y * a * b; }`,
    args: "1.2, 0.9",
  },
  {
    name: "a division of BigInts throws after what has been done",
    source: `function g(x) { if (x > 10) throw 1; return x * x; }
function f(a, b) { "differentiable"; let y = a * b; let n = 3n;
  try { try { y *= a; y = g(y); } finally { y *= b; } y *= Number(4n / n); y = g(y); y *= a; n /= 0n; y *= 3; } catch (e) { y *= b; }
  try { y *= a; y = g(y); y *= b; n **= -1n; y *= 3; } catch (e) { y *= b + a; }
  return y * a * b * Number(n); }`,
    args: "1.2, 0.9",
  },
  ...[
    "+Symbol.iterator",
    "1n + a",
    "const n = BigInt(3); y *= b; y *= n",
    "y *= Object.create(null)",
    "`${Symbol.iterator}`",
  ].map((operator): Program => ({
    name: `an operator throws after what has been done: ${operator}`,
    source: `function g(x) { if (x > 10) throw 1; return x * x; }
function f(a, b) { "differentiable"; let y = a * b;
  try { try { y *= a; y = g(y); } finally { y *= b; } ${operator}; y *= 3; } catch (e) { y *= b; }
  return y * a * b; }`,
    args: "1.2, 0.9",
    refused: "NOT_DIFFERENTIABLE",
  })),
  {
    name: "a private name is looked for in what is no object",
    source: `class P { #q = 1; static has(o, y) { o.k *= y; return #q in y; } }
function f(a, b) { "differentiable"; let y = a * b; const o = { k: a };
  class K { #q = 1; static has(o) { return #q in o; } }
  try { if (P.has(o, y)) y *= 2; y *= 3; } catch (e) { y *= b * o.k; }
  try { y *= a; if (!K.has(new P())) y *= a; if (K.has(y)) y *= 2; y *= 3; } catch (e) { y *= b + a; }
  return y * a * b; }`,
    args: "1.2, 0.9",
  },
  {
    name: "what a marked iterator gives is no object",
    source: `const bad = (last) => ({ [Symbol.iterator]: () => ({ next: () => last }) });
function* g() { yield 1; yield 2; }
function f(a, b) { "differentiable"; let y = a * b;
  for (const k of g()) y += k * a;
  try { Array.from(bad(5)); } catch (e) { y *= b; }
  for (const last of [5, undefined]) try { for (const k of bad(last)) y *= k * a; } catch (e) { y *= b + a; }
  return y * a; }`,
    args: "1.2, 0.9",
  },
  {
    name: "what a native does with a Symbol is caught, and what is caught is thrown on",
    source: `function g(x) { if (x > 10) throw 1; return x * x; }
function f(a, b) { "differentiable"; let y = a * b;
  try { try { y *= a; y = g(y); Number(Symbol()); } finally { y *= b; } y *= 3; } catch (e) { y *= b; }
  try { try { y = g(y); parseFloat(Symbol()); } catch (e) { y *= a; throw e; } } catch (e) { y *= b + a; }
  try { y = g(y); if (y > 0) throw new RangeError("Division by zero"); } catch (e) { y *= b; }
  return y * a * b; }`,
    args: "1.2, 0.9",
  },
  {
    name: "in and instanceof throw after what a try has done",
    source: `function g(x) { if (x > 10) throw new RangeError("x"); return x * x; }
function f(a, b, E = RangeError, o = { k: 2 }) { "differentiable"; let y = a * b;
  y *= a;
  try { try { y *= a; y = g(y); } finally { y *= b; "k" in a; } y *= 3; } catch (e) { y *= b * a; }
  try { try { y *= a; y = g(y); } finally { y *= b; if (y > 0 && a instanceof b) y *= 2; } y *= 3; } catch (e) { y *= b + a; }
  try { try { y *= a; y = g(y + 20); } finally { y *= b; while ("k" in o) { y *= 2; delete o.k; } } y *= 3; } catch (e) { if (e instanceof E) y *= b * a; else y = 2; }
  return y * a * b; }`,
    args: "1.2, 0.5",
  },
  {
    name: "a global that is not there is read after what a try has done",
    source: `function g(x) { if (x > 10) throw 1; return x * x; }
function grow(y, o) { try { y *= y; o.k += g(y); return 2 + y; } finally { nowhere; } }
function f(a, b) { "differentiable"; let y = a * b; const o = { k: a };
  y *= a;
  try { try { y *= a; y = g(y); } finally { y *= b; nowhere; } } catch (e) { y *= b; }
  try { y += grow(b > 2 ? o.k : y, o); } catch (e) { y *= o.k; }
  return y * a * b; }`,
    args: "1.2, 0.5",
  },
  {
    name: "nothing is thrown",
    source: `function f(x) { "differentiable"; let r = x; try { r *= x; } catch { r = 100; } finally { r += 1; } return r * x; }`,
    args: "1.5",
  },
  {
    name: "work before a caught throw",
    source: `function f(x) { "differentiable"; let r = x; try { r = r * x; r = r + 1; if (r > 2) throw new Error("big"); r = r * 100; } catch (e) { r = r * 3; } return r * x; }`,
    args: "1.5",
  },
  {
    name: "thrown number carries a derivative",
    source: `function f(x) { "differentiable"; try { const y = x * x; throw y * 2; } catch (y) { return y * x; } }`,
    args: "1.5",
  },
  {
    name: "thrown object carries a derivative",
    source: `class Failure extends Error { constructor(v) { super("failed"); this.v = v; } }
function deep(x, n) { if (n === 0) throw new Failure(x * x); return deep(x * 1.1, n - 1); }
function f(x) { "differentiable"; try { return deep(x, 3); } catch (e) { if (!(e instanceof Failure)) throw e; return e.v * x + e.message.length; } }`,
    args: "1.5",
  },
  {
    name: "callee that throws after changing its argument",
    source: `function spoil(o, x) { o.v = o.v * x; if (o.v > 1) throw new Error("spoiled"); o.v = 7; }
function f(x) { "differentiable"; const o = { v: x }; try { spoil(o, x); } catch { o.v = o.v + x; } return o.v * x; }`,
    args: "1.5",
  },
  {
    name: "callee that throws in the second of two factors",
    source: `const g = (o, x) => (o.v *= x);
const h = (o) => { o.v += 1; throw new Error("h"); };
function f(x) { "differentiable"; const o = { v: x }; let r = 1; try { r = g(o, x) * h(o); } catch { r = o.v * 2; } return r * x; }`,
    args: "1.5",
  },
  {
    name: "throw out of nested calls and loops",
    source: `const inner = (xs, i, out) => { out[i] = xs[i] * xs[i]; if (i === 2) throw i; return out[i] + 1; };
function outer(xs, out) { let s = 0; for (let i = 0; i < xs.length; i++) { s += inner(xs, i, out) * 2; out[i] *= s; } return s; }
function f(xs) { "differentiable"; const out = [0, 0, 0, 0]; let r = 1; try { r = outer(xs, out); } catch (i) { r = i; } return out[0] * out[1] + out[2] * r + out[3]; }`,
    args: "[1.5, -0.5, 0.7, 2]",
  },
  {
    name: "throw inside a loop, caught inside it",
    source: `function f(xs) { "differentiable"; let s = 1, bad = 0; for (const x of xs) { try { s *= x + 2; if (x < 0) throw new RangeError("neg"); s += x; } catch (e) { s = s * 0.5 + x; bad++; } finally { s *= 1.1; } } return s * bad; }`,
    args: "[1.5, -0.5, 0.7, -1]",
  },
  {
    name: "break and continue out of try with finally",
    source: `function f(x) { "differentiable"; let r = x; for (let i = 0; i < 5; i++) { try { if (i === 1) continue; if (i === 3) break; r = r * x; } finally { r = r + i * x; } r *= 1.1; } return r; }`,
    args: "1.2",
  },
  {
    name: "return in try, finally changes what is returned no more",
    source: `function g(o, x) { let r = x * x; try { return r; } finally { r = 100; o.v *= x; } }
function f(x) { "differentiable"; const o = { v: 2 }; return g(o, x) * o.v; }`,
    args: "1.2",
  },
  {
    name: "finally that overrides a return",
    source: `function g(x) { try { return x * x; } finally { return x * 3; } }
function f(x) { "differentiable"; return g(x) * x; }`,
    args: "1.2",
  },
  {
    name: "finally that overrides a throw",
    source: `function g(o, x) { try { o.v *= x; throw new Error("lost"); } finally { return o.v * 3; } }
function f(x) { "differentiable"; const o = { v: x }; return g(o, x) * o.v; }`,
    args: "1.2",
  },
  {
    name: "finally with break swallows a throw",
    source: `function f(x) { "differentiable"; let r = x; while (true) { try { r *= x; throw new Error("lost"); } finally { r += 1; break; } } return r * r; }`,
    args: "1.2",
  },
  {
    name: "return in catch, with finally",
    source: `function g(o, x) { try { throw x * 2; } catch (e) { o.v += e; return o.v * e; } finally { o.v *= x; } }
function f(x) { "differentiable"; const o = { v: x }; return g(o, x) + o.v; }`,
    args: "1.2",
  },
  {
    name: "rethrown from catch, caught outside",
    source: `function g(o, x) { try { o.v *= x; throw new Error("in"); } catch (e) { o.v += 1; throw new TypeError(e.message + "out"); } finally { o.v *= x; } }
function f(x) { "differentiable"; const o = { v: x }; try { g(o, x); } catch (e) { o.v *= e.message.length; } return o.v; }`,
    args: "1.2",
  },
  {
    name: "nested tries",
    source: `function f(x) { "differentiable"; let r = x; try { try { r *= x; null.field; } catch (e) { r += x; if (e instanceof TypeError) throw r; } finally { r *= 2; } } catch (v) { r = r * v; } return r; }`,
    args: "1.2",
  },
  {
    name: "errors of the engine: not a function, of undefined",
    source: `function f(x, o) { "differentiable"; let s = x; try { o.missing(); } catch (e) { s *= e.constructor === TypeError ? 2 : 9; } try { s += o.none.deep; } catch (e) { s *= x; } try { undefined(x); } catch { s += x; } try { new o.nothing(x); } catch { s *= 3; } return s; }`,
    args: "1.2, {}",
  },
  {
    name: "throw that nobody catches",
    source: `function f(x, o) { "differentiable"; o.v = x * x; if (x > 1) throw new RangeError("too big"); return o.v; }`,
    args: "1.2, { v: 1 }",
    throws: "too big",
  },
  {
    name: "throw from a deep call that nobody catches",
    source: `const seen = [];
const deep = (x, n) => { seen.push(n); if (n === 0) throw new RangeError("bottom"); return deep(x * 2, n - 1) + 1; };
function f(x) { "differentiable"; return deep(x, 3) * 2; }`,
    args: "1.2",
    throws: "bottom",
    state: "seen",
  },
  {
    name: "validation that rejects some and goes on",
    source: `const parse = (p) => { if (p.x === undefined) throw new Error("no x"); if (p.x < 0) throw Object.assign(new Error("negative"), { penalty: p.x * p.x }); return p.x; };
function f(ps) { "differentiable"; let s = 0; const errors = []; for (const p of ps) try { s += parse(p) ** 2; } catch (e) { errors.push(e); s -= (e.penalty ?? 1) * 0.5; } return s * errors.length; }`,
    args: "[{ x: 1.5 }, { y: 1 }, { x: -0.7 }]",
  },
  {
    name: "retry with backoff",
    source: `function attempt(x, n, log) { log.push(x * n); if (n < 3) throw n; return x * x * n; }
function f(x) { "differentiable"; const log = []; for (let n = 1; ; n++) { try { return attempt(x, n, log) + log.reduce((a, b) => a * b); } catch (e) { x = x * 1.1 + e * 0.1; } } }`,
    args: "1.2",
  },
  {
    name: "catch binding destructured",
    source: `function f(x) { "differentiable"; try { throw { code: 2, parts: [x, x * x] }; } catch ({ code, parts: [a, b] }) { return a * b * code; } }`,
    args: "1.2",
  },
  {
    name: "stack overflow that is caught outside any gradient matters not",
    source: `const depth = (n) => (n > 0 ? 1 + depth(n - 1) : 0);
function f(x) { "differentiable"; return x * depth(200); }`,
    args: "1.2",
  },
  {
    name: "throw from a catch, caught outside, of what was caught",
    source: `function f(x, y) { "differentiable"; let r = 0; try { try { throw x * 0.5; } catch (a) { throw a * y; } } catch (b) { r = Math.sin(b); } return r * x; }`,
    args: "0.6, 0.7",
  },
  {
    name: "a number as the cause of an error",
    source: `function f(x) { "differentiable"; try { throw new TypeError("no", { cause: x * x }); } catch (e) { return e.cause * x + (Error("a", { cause: { x } }).cause.x); } }`,
    args: "1.5",
  },
  {
    name: "closures beside and in a pattern of catch, which hides a variable",
    source: `function f(x) { "differentiable"; let inTry, inPattern; const k = x * 2; try { inTry = () => k; throw [x ** 3]; } catch ([k, _ = (inPattern = () => k)]) { } return inTry() + 5 * inPattern(); }`,
    args: "1.5",
  },
  {
    name: "a caught exception that closures assign",
    source: `function f(x) { "differentiable"; let s = 0; for (const k of [1, 2]) { try { throw { v: x * k }; } catch (e) { const set = () => { e = { v: e.v * x }; }; set(); s += e.v; set(); s *= e.v; } } try { throw [s, x]; } catch ([a, b]) { const swap = () => { [a, b] = [b, a * x]; }; swap(); swap(); return a * b; } }`,
    args: "1.5",
  },
  {
    name: "a comparator that throws what carries a derivative, after other calls",
    source: `function f(x) {
  "differentiable";
  let calls = 0;
  try {
    [3 * x, x, 2 * x].sort((a, b) => { if (++calls === 2) throw { m: a * b * x }; const d = a - b; return d * d * d; });
  } catch (e) { return e.m * x; }
  return 0;
}`,
    args: "0.7",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "a generator that throws at its first step, in a loop",
    source: `function* boom(x) { const y = x * x; throw { v: y * x }; yield y; }
function f(x) { "differentiable"; let s = x; try { for (const v of boom(x)) s += v; } catch (e) { s *= e.v; } return s; }`,
    args: "0.7",
  },
  {
    name: "a callback of replace that throws what carries a derivative, after other calls",
    source: `function f(x) {
  "differentiable";
  let s = x;
  try {
    "abc".replace(/./g, (c) => {
      const p = Math.sin(x * (c.charCodeAt(0) - 96)) * x;
      if (c === "c") throw { m: p * p * x };
      return String(p > 0);
    });
  } catch (e) { s *= e.m; }
  return s;
}`,
    args: "0.7",
  },
  {
    name: "setters that throw what they were given",
    source: `class T {
  #l = 1;
  set #hidden(v) { throw { v: v * 2 }; }
  set level(v) { throw { v: v * 2 }; }
  static set shared(v) { throw { v: v * 3 }; }
  put(v) { this.#hidden = v; }
  get k() { return this.#l; }
  set k(v) { this.#l = v; throw { v: v * 2 + this.#l }; }
}
const o = { set z(v) { for (const k of [v]) throw { v: k * 2 }; } };
function up(t, v) { try { t.level = v; } finally { t.q = 3; } }
function f(x) {
  "differentiable";
  const t = new T();
  let s = 0, q;
  try { t.level = x * x; } catch (e) { s += e.v * x; }
  try { up(t, x * x); } catch (e) { s += e.v * x; }
  try { t.put(x * x); } catch (e) { s += e.v * x; }
  try { T.shared = x * x; } catch (e) { s += e.v * x; }
  try { t.k += x * x; } catch (e) { s += e.v * x; }
  try { t.k++; } catch (e) { s += e.v * x; }
  try { [t.level] = [x * x]; } catch (e) { s += e.v * x; }
  try { ({ a: o.z } = { a: x * x }); } catch (e) { s += e.v * x; }
  try { for (o.z of [x * x]); } catch (e) { s += e.v * x; }
  try { o.z ??= x * x; } catch (e) { s += e.v * x; }
  try { q = o.z = x * x; } catch (e) { s += e.v * x; }
  try { Reflect.set(o, "z", x * x); } catch (e) { s += e.v * x; }
  return s;
}`,
    args: "1.3",
  },
  {
    name: "what was thrown is changed by those who catch it",
    source: `function h(x) { throw { v: x * x, list: [x] }; }
function g(x) { try { return h(x); } catch (e) { e.v *= 2; throw e; } }
function k(x) { try { return h(x); } catch (e) { e.v *= 2; return e; } }
function deep(n, x) { if (n === 0) throw { v: x * x, list: [x] }; try { return deep(n - 1, x * 1.1); } catch (e) { e.v *= 2; e.list.push(x); throw e; } finally { n++; } }
function f(x) {
  "differentiable";
  let s = k(x).v;
  try { g(x); } catch (e) { s += e.v; }
  try { h(x); } catch (e) { e.v *= x; e.v += x; s += e.v * e.list[0]; }
  try { deep(3, x); } catch (e) { s += e.v * e.list[2] + e.list.length * x; }
  return s;
}`,
    args: "1.3",
  },
  {
    name: "callbacks of collections and iterators that throw what they were given",
    source: `function f(x) {
  "differentiable";
  let s = 0;
  const caught = (run) => { try { run(); } catch (e) { s += e.v * x; } };
  const fail = (v) => { throw { v: typeof v === "number" ? v : v.x }; };
  caught(() => new Map([["a", x * x]]).forEach(fail));
  caught(() => new Set([{ x }]).forEach(fail));
  caught(() => [x * x].values().forEach(fail));
  caught(() => [x * x].values().some(fail));
  caught(() => Object.groupBy([x * x], fail));
  return s;
}`,
    args: "1.3",
  },
  {
    name: "the variable of a catch is assigned",
    source: `function f(x) { "differentiable"; let s = 0; try { null.a; } catch (u) { u = x; s = u * u; u = { v: s }; u.v *= x; s = u.v; } return s * x; }`,
    args: "1.3",
  },
  {
    name: "natives that throw since nothing can be written",
    source: `function tried(run) { try { run(); return 0; } catch { return 1; } }
function f(x) {
  "differentiable";
  const list = Object.freeze([x * x, x]), o = Object.freeze({ a: x * x }), g = { get a() { return x * 3; } };
  let caught = 0;
  try { list.push(x); } catch { caught++; }
  try { list.sort(); } catch { caught++; }
  try { list.fill(1); } catch { caught++; }
  try { list.splice(0, 1, x); } catch { caught++; }
  try { Object.assign(o, { a: x }); } catch { caught++; }
  try { Object.defineProperty(o, "a", { value: x }); } catch { caught++; }
  try { delete o.a; } catch { caught++; }
  try { g.a = x; } catch { caught++; }
  for (const run of [() => list.pop(), () => list.reverse(), () => { delete list[0]; }]) caught += tried(run);
  return list[0] * o.a * g.a * caught;
}`,
    args: "1.5",
  },
  {
    name: "a division, a power and a shift of BigInts that are not literals, behind other work",
    source: `function g(y) { return Math.sin(y) * 2; }
function f(a, b, n) {
  "differentiable";
  let y = a; const none = BigInt(0); let m = BigInt(n);
  try { try { y *= a; y = g(y); } finally { y *= b; } const q = m / none; y *= 100; } catch { y *= b; }
  try { y = g(y); y *= a; m %= none; y *= 100; } catch { y *= b; }
  try { try { y = g(y); } finally { y *= a; } y *= Number(m ** -m); } catch { y += b * y; }
  try { try { y = g(y); } finally { y *= b; } y *= Number(m << BigInt(2 ** 40)); } catch { y += a * y; }
  return y;
}`,
    args: "1.3, 0.7, 2",
    fixed: [2],
  },
];
