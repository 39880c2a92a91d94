/** Generators: sent values, early ends, delegation, pipelines, and those that are left where they stand. */
import type { Program } from "../support/program.ts";

export const generators: readonly Program[] = [
  {
    name: "iterated to the end",
    source: `function* squares(x, n) { let s = x; for (let i = 0; i < n; i++) { const k = yield s * s; s = s * x + (k ?? 0); } return s; }
function f(x) { "differentiable"; let t = 0; for (const v of squares(x, 3)) t += v * t + v; return t; }`,
    args: "1.5",
  },
  {
    name: "next by hand, with values sent",
    source: `function* squares(x, n) { let s = x; for (let i = 0; i < n; i++) { const k = yield s * s; s = s * x + (k ?? 0); } return s; }
function f(x) { "differentiable"; const g = squares(x, 3); let a = g.next().value; a += g.next(a * x).value * a; a *= g.next(x).value; const r = g.next(2 * x); return a * r.value + (r.done ? x : 0); }`,
    args: "1.5",
  },
  {
    name: "left by break and by a pattern",
    source: `function* nat(x) { let k = x; while (true) { yield k; k *= x; } }
function f(x) { "differentiable"; let s = 0; for (const v of nat(x)) { if (v > 20) break; s += v * v; } const [a, b] = nat(x); return s * a * b; }`,
    args: "1.5",
  },
  {
    name: "left where it stands",
    source: `function* nat(x) { let k = x; while (true) { yield k; k *= x; } }
function f(x) { "differentiable"; const g = nat(x); const a = g.next().value, b = g.next().value; return a * b + g.next().value; }`,
    args: "1.5",
  },
  {
    name: "yield* of arrays and generators",
    source: `function* pair(x, y) { yield x; yield y; yield* [x * y, x]; const r = yield* inner(x); yield r * y; }
function* inner(x) { const s = yield x * x; yield (s ?? 1) * x; return x * 3; }
function f(x, y) { "differentiable"; let p = 1; for (const v of pair(x, y)) p = p * v + v; return p + [...pair(y, x)].reduce((a, b) => a + b * b, 0); }`,
    args: "1.5, 0.7",
  },
  {
    name: "generator methods of a tree",
    source: `class Tree { constructor(v, l, r) { this.v = v; this.l = l; this.r = r; } *[Symbol.iterator]() { if (this.l) yield* this.l; yield this.v; if (this.r) yield* this.r; } *scaled(k) { for (const v of this) yield v * k; } }
function f(xs) { "differentiable"; const t = new Tree(xs[0], new Tree(xs[1]), new Tree(xs[0] * xs[1])); let s = 0, w = 1; for (const v of t) s += v * w++; for (const v of t.scaled(xs[0])) s *= 1 + v * 0.1; return s + Math.max(...t); }`,
    args: "[1.5, 0.7]",
  },
  {
    name: "closures and object methods",
    source: `function f(x) { "differentiable"; let n = 1; const gen = function* (k) { while (k-- > 0) { n *= x; yield n; } }; const o = { *m() { yield x; yield n; } }; let s = 0; for (const v of gen(3)) s += v; for (const v of o.m()) s *= v; return s + n; }`,
    args: "1.5",
  },
  {
    name: "a pipeline of generators that is left early",
    source: `function* map(it, f) { for (const v of it) yield f(v); }
function* take(it, n) { let i = 0; for (const v of it) { if (i++ >= n) return; yield v; } }
function* from(x) { for (let k = 0; ; k++) yield x + k; }
function f(x) { "differentiable"; let s = 0; for (const v of take(map(from(x), (v) => v * v * x), 4)) s += v; return s; }`,
    args: "1.5",
  },
  {
    name: "memory changed between the pieces",
    source: `function* walk(o) { for (let i = 0; i < 3; i++) { o.x *= 2; yield o.x; o.y += o.x; } }
function f(x) { "differentiable"; const o = { x, y: x }; let s = 0; for (const v of walk(o)) { s += v * o.y; o.x += 1; } return s * o.x * o.y; }`,
    args: "1.5",
  },
  {
    name: "two of one function, interleaved, spread and collected",
    source: `function* two(x) { yield x; yield x * x; }
function f(x) { "differentiable"; const a = two(x), b = two(x * 2); let s = 0; s += a.next().value * b.next().value; s += b.next().value; s *= a.next().value; a.next(); const u = two(s); return s + new Set(two(s)).size + Array.from(two(x), (v) => v * 2)[1] + Math.hypot(...two(x)); }`,
    args: "1.5",
  },
  {
    name: "sent values, return by hand, instanceof",
    source: `function* acc() { let s = 0; while (true) { const v = yield s; if (v === undefined) return s; s += v * v; } }
function f(x) { "differentiable"; const g = acc(); g.next(); g.next(x); g.next(2 * x); const last = g.next(); const r = acc(); r.next(); const done = r.return(x * 3); return last.value * x + done.value + (r.next().done ? x : 0) + (g instanceof acc ? 1 : 0); }`,
    args: "1.5",
  },
  {
    name: "labels and switch inside",
    source: `function* a(x) { label: for (let i = 0; i < 3; i++) { for (let j = 0; j < 3; j++) { if (j === 2) continue label; if (i === 2) break label; yield x * i + j * x * x; } } switch (x > 1) { case true: yield x ** 3; default: yield x; } }
function f(x) { "differentiable"; let s = 1; for (const v of a(x)) { s += v * s; if (s > 300) break; } return s; }`,
    args: "1.5",
  },
  {
    name: "an iterator's own return, by return, continue and break",
    source: `let closed = 0;
const list = (x) => ({ [Symbol.iterator]() { let i = 0; return { next: () => ({ done: false, value: x * ++i }), return() { closed += x * i; return {}; } }; } });
const first = (x, at) => { for (const v of list(x)) { const w = v * x; if (v > at) return w; } };
function f(x) { "differentiable"; closed = 0; const a = first(x, 4); outer: for (const k of [1, 2]) { for (const v of list(x)) { if (v > 3 * k) continue outer; closed *= v; } } for (const v of list(x)) if (v > 5) break; const [p, q] = list(x); return a * closed + p * q; }`,
    args: "1.4",
  },
  {
    name: "a generator over an endless one",
    source: `function* map(it) { for (const v of it) yield v * v; }
function* from(x) { for (let k = 0; ; k++) yield x + k; }
function f(x) { "differentiable"; let s = 0; for (const v of map(from(x))) { s += v; if (s > 30) break; } return s; }`,
    args: "1.5",
  },
  {
    name: "one that outlives the gradient",
    source: `let kept;
function* g(x) { yield x; yield x * x; }
function f(x) { "differentiable"; kept = g(x); return kept.next().value * x; }`,
    args: "1.5",
  },
  {
    name: "Fibonacci in an endless generator",
    source: `function* fib() { let [a, b] = [0, 1]; while (true) { yield a; [a, b] = [b, a + b]; } }
function f(x) { "differentiable"; let s = 0, i = 0; for (const v of fib()) { if (i++ > 8) break; s += v * x ** i; } return s; }`,
    args: "1.5",
  },
  {
    name: "windows and entries",
    source: `function* windows(xs, n) { for (let i = 0; i + n <= xs.length; i++) yield xs.slice(i, i + n); }
function* entries(o) { for (const k in o) yield [k, o[k]]; }
function f(xs) { "differentiable"; let s = 0; for (const [a, b] of windows(xs, 2)) s += a * b; for (const [k, v] of entries({ p: xs[0], q: xs[1] * s })) s += v * k.length; return s; }`,
    args: "[1.5, 2, 3]",
  },
  {
    name: "a coroutine that is driven by its values",
    source: `const co = (gen) => { const it = gen(); let r = it.next(); while (!r.done) r = it.next(r.value * 2); return r.value; };
function f(x) { "differentiable"; return co(function* () { const a = yield x; const b = yield a * x; return a * b; }); }`,
    args: "1.5",
  },
  {
    name: "an iterator that is its own iterable",
    source: `function* g(x) { const y = x * x; yield y; }
function f(x) { "differentiable"; const it = g(x)[Symbol.iterator](); const { value, done } = it.next(); return value * (done ? 0 : x) + [...it].length; }`,
    args: "1.5",
  },
  {
    name: "an exception in a generator, caught outside",
    source: `function* boom(x) { yield x; throw new Error("no"); }
function f(x) { "differentiable"; let s = 0; try { for (const v of boom(x)) s += v * v; } catch { s *= x; } return s; }`,
    args: "1.5",
  },
  {
    name: "an iterator that throws at first, or between turns that go on early",
    source: `const own = (x, n) => ({ [Symbol.iterator]() { let i = 0; return { next() { if (i++ === n) throw { s: x * i }; return { done: false, value: x * i }; } }; } });
function f(x) { "differentiable"; let s = 1; const xs = [x, x]; for (let n = 0; n < 4; n++) { try { for (const b of own(x, n)) { const q = Math.sin(b); xs[0] *= q; if (b > 1.5 * x) continue; s = s * b + xs[0]; } } catch (e) { s += e.s * s + xs[0]; } } return s; }`,
    args: "0.7",
  },
  {
    name: "a generator that has changed what it shares with the loop, and throws",
    source: `function f(x) { "differentiable"; const o = { v: x }; const g = function* () { yield o.v; o.v *= x; yield o.v * 2; o.v += 1; throw { s: o.v }; }; try { for (const b of g()) o.v += b; } catch (e) { return e.s * o.v; } return 0; }`,
    args: "1.3",
  },
  {
    name: "an exception through loops over generators, by a label and a finally",
    source: `function* gen(x, n = 2) { for (let i = 0; ; i++) { yield x * i; if (i > n) throw { s: x * x }; } }
function* through(y) { let q = y; for (const b of gen(y)) { q += b; yield q * b; } }
function* caught(y) { let q = y; try { for (const b of gen(y)) { q += b; yield q * b; } } catch (e) { yield e.s * q; } }
function f(x) { "differentiable"; let s = 1; try { o: for (const a of gen(x)) { for (const b of gen(a + x, 1)) { s += a * b; if (b > a) continue o; } } } catch (e) { s *= e.s; } try { try { for (const v of through(x)) s += v * s; } finally { s *= x; } } catch (e) { s += e.s; } for (const v of caught(x)) s += v * x; return s; }`,
    args: "0.7",
  },
  {
    name: "an iterator of the language's own that throws between turns",
    source: `function f(x) { "differentiable"; let s = 1; let n = 0; const it = { [Symbol.iterator]: () => it, next: () => { if (n++ > 2) JSON.parse("{"); return { done: false, value: n }; } }; try { for (const v of it) s = s * x + v; } catch { s *= x; } return s; }`,
    args: "1.3",
  },
  {
    name: "an iterator that throws while it is closed",
    source: `function* bad(x) { try { for (let i = 1; ; i++) yield x * i; } finally { throw { s: x * 3 }; } }
function f(x) { "differentiable"; let s = 1; try { for (const b of bad(x)) { s *= b; if (b > 2) break; } } catch (e) { s += e.s; } return s; }`,
    args: "1.3",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "an exception thrown into a generator",
    source: `function* g(x) { yield x; }
function f(x) { "differentiable"; const it = g(x); const { value } = it.next(); try { it.throw(new Error("no")); } catch { return value * x; } return 0; }`,
    args: "1.5",
  },
  {
    name: "helpers of an array's iterator",
    source: `function f(xs) { "differentiable"; return xs.values().map((v, i) => v * v + i).filter((v) => v > 1).reduce((a, b) => a * b) + xs.values().drop(1).toArray().length; }`,
    args: "[1.5, 2, 0.5]",
  },
  {
    name: "helpers of an endless generator",
    source: `function* nat(x) { for (let k = 1; ; k++) yield x * k; }
function f(x) { "differentiable"; const [a, b] = nat(x).drop(2).take(2); let s = 0; nat(x).take(3).forEach((v) => { s += v * v; }); return a * b * s + nat(x).flatMap((v) => [v, v * v]).take(5).toArray().reduce((p, q) => p + q, 0) + nat(x).find((v) => v > 5) + (nat(x).some((v) => v > 7) ? x : 0); }`,
    args: "1.5",
  },
  {
    name: "helpers of a Map's iterators",
    source: `function f(x) { "differentiable"; const m = new Map([["a", x], ["b", x * x]]); return m.values().map((v) => v * v).toArray().reduce((a, b) => a + b) * [...m.entries().map(([k, v]) => v * k.length)][1]; }`,
    args: "1.5",
  },
  {
    name: "values that nobody uses, effects that count",
    source: `function f(x, m) { "differentiable"; let p = ""; function* g() { while (m.v < 20) { m.v *= x; yield "a"; } } for (const b of g()) { if (m.v > 12) break; p += b; } const all = [...g()]; for (const c of g()) continue; return x * m.v + p.length + all.length; }`,
    args: "1.5, { v: 2 }",
  },
  {
    name: "try, catch and finally around yield, thrown into",
    source: `function* gen(x, n) { try { for (let i = 0; i < n; i++) { const got = yield x * x; x = x + got; } } catch (e) { yield x * e.k; } finally { x *= 2; yield x } return x; }
function f(x) { "differentiable"; let s = 0; const it = gen(x, 3); it.next(); s += it.next(x).value; s += it.throw({ k: x * x}).value; s += it.next().value; s += it.next().value; return s; }`,
    args: "0.7",
  },
  {
    name: "left early by a loop, with a finally that writes",
    source: `function* gen(x, n) { try { for (let i = 0; i < n; i++) { yield x * x; x = x * x; } } finally { x *= 2; log.v += x * x; } return x; }
const log = { v: 0 };
function f(x) { "differentiable"; log.v = 0; let s = 0; for (const v of gen(x, 5)) { s += v; if (s > 0.6) break; } return s * log.v; }`,
    args: "0.7",
  },
  {
    name: "return with a value, and a finally that writes",
    source: `function* gen(x) { const o = { v: x }; try { yield o; yield x * 3; } finally { o.v = o.v * x; } }
function f(x) { "differentiable"; const it = gen(x); const o = it.next().value; const r = it.return(x * x); return r.value * o.v; }`,
    args: "0.7",
  },
  {
    name: "a generator that changed an argument throws",
    source: `function* gen(x, o) { o.k = x * x; yield 1; o.k = o.k * x; throw new RangeError("no"); }
function f(x) { "differentiable"; const o = { k: x }; try { const it = gen(x, o); it.next(); it.next(); } catch (e) { o.k *= 3; } return o.k * x; }`,
    args: "0.7",
  },
  {
    name: "yield* to a generator that yields in its finally",
    source: `function* inner(x) { try { yield x; yield x * x; } finally { yield x * 5 } return x }
function* outer(x) { const r = yield* inner(x); yield r * x; }
function f(x) { "differentiable"; let s = 0; const it = outer(x * 2); s += it.next().value; const st = it.return(9); s += st.value * x; const l = it.next(); return s + (l.done ? l.value : 100); }`,
    args: "0.7",
  },
  {
    name: "yield* passes on what is thrown",
    source: `function* inner(x) { try { const g = yield x; yield g * x; } catch (e) { yield e.v * x } return x * x }
function* outer(x) { const r = yield* inner(x); yield r * x; }
function f(x) { "differentiable"; let s = 0; const it = outer(x * 2); s += it.next().value; const st = it.throw({ v: x }); s += st.value; s += it.next().value; return s; }`,
    args: "0.7",
  },
  {
    name: "parameters are taken apart by the call",
    source: `function* gen({ a, b = a * 2 }) { yield a * b; yield b; }
function f(x) { "differentiable"; let s = 0; for (const v of gen({ a: x })) s += v * x; try { gen(null); s += 100 } catch (e) { s *= x } return s; }`,
    args: "0.7",
  },
  {
    name: "nested tries, thrown into and closed",
    source: `function* gen(x) { try { yield x } catch (e) { try { yield e.v } finally { x = 2 } } finally { yield x * x * x } }
function f(x) { "differentiable"; const it = gen(x); let s = it.next().value; s += it.throw({ v: x * x }).value; s += it.return(1).value * 3; return s + it.next().value; }`,
    args: "0.7",
  },
  {
    name: "a try in a loop, which catches its own exception",
    source: `function* gen(x) { for (let i = 0; ; i++) { try { x *= x; if (i > 2) throw { v: x }; yield x; } catch (e) { yield e.v * 3; return e.v } } }
function f(x) { "differentiable"; let s = 0; const it = gen(x); for (let st = it.next(); !st.done; st = it.next()) s += st.value; return s; }`,
    args: "0.7",
  },
  {
    name: "an iterator of the program's, closed by patterns",
    source: `class C { constructor(v) { this.v = v } *[Symbol.iterator]() { try { yield this.v; yield this.v * this.v } finally { this.v = this.v * 3 } } }
function f(x) { "differentiable"; const c = new C(x); const [a] = c; const [b, d] = c; const [...r] = c; return a * b * d * r[1] * c.v; }`,
    args: "0.7",
  },
  {
    name: "an object sent in, and a finally that nobody runs",
    source: `function* left(x) { const o = yield x; try { o.v *= x; yield o.v; o.v = 0 } finally { o.v = 100 } }
function f(x) { "differentiable"; const o = { v: x }; const it = left(x); it.next(); const r = it.next(o).value; return r * o.v; }`,
    args: "0.7",
  },
  {
    name: "a generator that throws at its first step",
    source: `function* boom(x) { const y = x * x; throw { v: y * x }; yield y; }
function f(x) { "differentiable"; let s = x; const it = boom(x); try { it.next(5 * x) } catch (e) { s *= e.v; } return s; }`,
    args: "0.7",
  },
  {
    name: "a generator whose default throws at the call",
    source: `function* boom({ a }, b = bad(a)) { yield a * b; }
function bad(a) { throw { v: a * a * 3 } }
function f(x) { "differentiable"; let s = x; try { for (const v of boom({ a: x })) s += v } catch (e) { s *= e.v; } return s; }`,
    args: "0.7",
  },
  {
    name: "a generator that throws what it was sent",
    source: `function* boom(x) { const got = yield x; throw { v: got * x * x }; }
function f(x) { "differentiable"; let s = x; const it = boom(x * 2); s += it.next().value; try { it.next(s * x) } catch (e) { s *= e.v; } return s; }`,
    args: "0.7",
  },
  {
    name: "a generator that throws what was thrown in",
    source: `function* boom(x) { try { yield x } catch (e) { throw { v: e.v * x * x } } }
function f(x) { "differentiable"; let s = x; const it = boom(x * 2); s += it.next().value; try { it.throw({ v: s }) } catch (e) { s *= e.v; } return s; }`,
    args: "0.7",
  },
  {
    name: "a generator whose finally throws when it is closed",
    source: `function* boom(x) { try { yield x } finally { throw { v: x * x } } }
function f(x) { "differentiable"; let s = x; const it = boom(x * 2); s += it.next().value; try { it.return(3) } catch (e) { s *= e.v; } return s; }`,
    args: "0.7",
  },
  {
    name: "yield* hands on what return was called with, to an iterator that goes on, and to one that does not",
    source: `const items = (x, last) => { let n = 0; return { [Symbol.iterator]() { return { next() { return { value: x, done: false }; }, return(v) { n++; return { value: v * x * n, done: n > last }; } }; } }; };
function* one(x, last) { yield* items(x, last); }
function* two(x, last) { yield* one(x, last); }
function f(x) { "differentiable"; const a = one(x, 1); let s = a.next().value; s += a.return(x * 2).value; const { value, done } = a.return(x * x); s *= value * (done ? x : 1); const b = two(x, 0); b.next(); return s + b.return(x * x * x).value; }`,
    args: "0.7",
  },
  {
    name: "results of the inner iterator are handed on as they are",
    source: `function f(x, y) { "differentiable"; let reads = 0; const results = [{ value: x, done: false, w: y }, { get value() { reads++; return x * y; }, done: false, w: 2 }, { value: x * x, done: true }]; let i = 0; const inner = { [Symbol.iterator]() { return this; }, next() { return results[i++]; } }; function* outer() { return yield* inner; } const it = outer(); const a = it.next(), b = it.next(), c = it.next(); return (a === results[0] ? 1 : 7) * a.value * a.w + (b === results[1] ? 1 : 7) * b.w * reads + b.value * reads + c.value + reads; }`,
    args: "1.3, 0.7",
  },
  {
    name: "through two delegations and a loop",
    source: `function* in1(x) { const s = yield x; yield x * (s ?? 1); return x * 2; } function* in2(x) { const r = yield* in1(x); yield r * r; return r; } function* in3(x, y) { yield y; const r = yield* in2(x); yield r + y; } function f(x, y) { "differentiable"; let t = 0.2; for (const v of in3(x, y)) t = Math.sin(t * v + 0.1); const it = in3(y, x); it.next(); it.next(); const s = it.next(x).value; return t * s + it.next().value; }`,
    args: "1.3, 0.7",
  },
  {
    name: "one result object for all steps",
    source: `function f(x, y) { "differentiable"; const inner = { [Symbol.iterator]() { const r = { value: 0, done: false }; let n = 0; return { next() { r.value = x * ++n * y; r.done = n > 3; return r; } }; } }; function* outer() { yield* inner; yield y; } let t = 0; for (const v of outer()) t = t * x + v; return t + [...outer()].reduce((a, b) => a * 0.5 + b); }`,
    args: "1.3, 0.7",
  },
  {
    name: "arrays, maps, strings and typed arrays",
    source: `function f(x, y) { "differentiable"; const m = new Map([["a", x], ["b", x * y]]); function* outer() { yield* [x, y]; yield* m.values(); yield* new Float64Array([y, x]); yield* "ab"; yield* new Set([x]); for (const [k, v] of m) yield v; } let t = 0; for (const v of outer()) t = t * 0.7 + (typeof v === "string" ? 1 : v * v); const it = outer(); it.next(); return t * it.next().value; }`,
    args: "1.3, 0.7",
  },
  {
    name: "thrown into and returned from a delegation",
    source: `function* inner(x) { try { yield x; yield x * 2; } catch (e) { yield e.v * x; } finally { yield x * 3; } } function* outer(x, y) { const r = yield* inner(x); yield y; } function f(x, y) { "differentiable"; const it = outer(x, y); const a = it.next().value; const b = it.throw({ v: y }).value; const c = it.next().value; const d = it.next().value; const k = outer(y, x); k.next(); const e = k.return({ v: x * y }).value; const g = k.next(); return a * b + c * d + e + g.value * (g.done ? 2 : 3); }`,
    args: "1.3, 0.7",
  },
  {
    name: "an argument's own result objects",
    source: `function f(rs, y) { "differentiable"; let i = 0; const inner = { [Symbol.iterator]() { return this; }, next() { return rs[i++]; } }; function* outer() { yield* inner; } let t = 0; for (const v of outer()) t = t * y + v * v; return t; }`,
    args: "[{ value: 1.2, done: false }, { value: 0.4, done: false }, { done: true }], 0.7",
  },
  {
    name: "defaults of a generator are evaluated when it is called",
    source: `let n = 0;
function* g(x, a = (n++, x * 2), { b, c = 3 } = { b: x }) { yield a * x; yield b * c * a; }
function f(x) { "differentiable"; n = 0; const it = g(x); const r = n; let s = it.next().value * (r + 1); for (const v of it) s += v * x; return s; }`,
    args: "1.3",
  },
  {
    name: "iterators of one's own that hand on those of containers",
    source: `class B { constructor(l) { this.l = l; } [Symbol.iterator]() { return this.l[Symbol.iterator](); } }
class C { constructor(l) { this.m = new Map(l); } [Symbol.iterator]() { return this.m.values(); } }
function f(x) { "differentiable"; let s = 0; for (const v of new B([x, x * x])) s = s * x + v; for (const v of new C([["a", s], ["b", x]])) s = s * v + v; const [p] = new B([s]); return p * [...new B([x])][0]; }`,
    args: "1.3",
  },
  {
    name: "generators that are left in the middle of a loop over another one, which is left with them",
    source: `function* inner(xs) { try { for (const x of xs) yield x * x; } finally { xs[0] *= 100; } }
function* outer(xs) { let t = 1; for (const w of inner(xs)) { t *= w; yield t; } }
function f(xs) {
  "differentiable";
  const it = outer(xs), shared = inner(xs);
  const around = (function* (t) { for (const w of (function* () { for (const x of shared) yield x * 2; })()) yield (t += w); })(xs[2]);
  const a = it.next().value * it.next().value;
  return a * outer(xs).next().value + around.next().value * around.next().value * xs[0];
}`,
    args: "[0.5, 1.5, 2.5]",
  },
];
