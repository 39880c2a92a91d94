/** `async` functions and generators, and promises: `f(x)` gives a promise of a number. */
export interface AsyncProgram {
  readonly name: string;
  readonly source: string;
}

export const asynchronous: readonly AsyncProgram[] = [
  {
    name: "objects with a then of their own are awaited",
    source: `class Query { constructor(x) { this.x = x; } where(k) { return new Query(this.x * k); } then(resolve, reject) { if (this.x > 10) { reject({ k: this.x }); return; } setTimeout(() => resolve(this.x * this.x), 1); } }
const got = { get then() { return (resolve) => { resolve(3); resolve(4); }; } };
async function* list(x) { yield (await new Query(x)) * 2; yield await { x, then(r) { r(this.x); } }; }
export async function f(x) { "differentiable"; let s = await new Query(x).where(3); s += await got; s *= (await { v: x, then: 5 }).v;
  try { await new Query(x * 100); } catch (e) { s += e.k / 100; }
  try { await { then() { throw { k: x }; } }; } catch (e) { s *= e.k; }
  try { await { get then() { throw { k: x * 2 }; } }; } catch (e) { s += e.k; }
  for await (const y of list(x)) s *= y;
  return s; }`,
  },
  {
    name: "await using, beside using, of what disposes of itself later and at once",
    source: `const tick = () => new Promise((r) => setTimeout(r, 1));
const later = (o, x) => ({ x, async [Symbol.asyncDispose]() { await tick(); o.v = o.v * x + 1; } });
const now = (o, x) => ({ x, [Symbol.dispose]() { o.v = o.v * x - 2; return tick(); } });
export async function f(x) { "differentiable"; const o = { v: x };
  { await using a = later(o, x); using b = now(o, x * 2); await using c = now(o, a.x * b.x); await using d = null; using e = now(o, x + 1); o.v += x; }
  for (await using r of [1, 2, 3].map((i) => later(o, x / i))) { if (r.x < 0.3) continue; o.v += r.x; }
  return o.v * x; }`,
  },
  {
    name: "await using of what throws, and a return that it replaces",
    source: `const failing = (x) => ({ async [Symbol.asyncDispose]() { await 0; throw { k: x * x }; } });
const throwing = (x) => ({ [Symbol.dispose]() { throw { k: x * 3 }; } });
async function g(x) { await using a = failing(x); await using b = throwing(x); using c = throwing(x * x); return 7; }
async function* h(x) { await using a = failing(x); yield x * 2; yield 5; }
export async function f(x) { "differentiable"; let s = x;
  try { await g(x); } catch (e) { s += e.error.k * e.suppressed.error.k * e.suppressed.suppressed.k; }
  try { for await (const y of h(x)) { s *= y; break; } } catch (e) { s += e.k; }
  return s; }`,
  },
  {
    name: "await in a loop, and a rejection that is caught",
    source: `const tick = () => new Promise((r) => setTimeout(r, 1));
async function g(x) { await tick(); return x * x; }
export async function f(x) { "differentiable"; let s = x; for (let i = 0; i < 3; i++) { const v = await g(s); s = s * v; } try { await g(s); throw { k: s }; } catch (e) { s += e.k * 2 } return s; }`,
  },
  {
    name: "no await at all",
    source: `export async function f(x) { "differentiable"; return x * x; }`,
  },
  {
    name: "a promise that is returned",
    source: `async function g(x) { return x * 3; }
export async function f(x) { "differentiable"; return g(x * x); }`,
  },
  {
    name: "two calls that change one object in turns, and reject",
    source: `const tick = async () => {};
async function g(o, x) { await tick(); o.v *= x; await tick(); o.v += x; throw new Error("x"); }
export async function f(x) { "differentiable"; const o = { v: x }; const p = g(o, x * x), q = g(o, x + 1); try { await p } catch (e) { o.v *= 2 } try { await q } catch { o.v *= x } return o.v; }`,
  },
  {
    name: "an async method with an async arrow, and await of numbers",
    source: `const tick = async () => {};
class A { constructor(v) { this.v = v } async up(x) { const f = async (k) => { await tick(); this.v *= k; return this.v }; return (await f(x)) + (await f(x * x)) } }
export async function f(x) { "differentiable"; const a = new A(x); return (await a.up(x)) * a.v + await 3 * await x; }`,
  },
  {
    name: "Promise.all of calls that end in another order",
    source: `const tick = (ms) => new Promise((r) => setTimeout(r, ms));
async function g(x, ms) { await tick(ms); return x * x; }
export async function f(x) { "differentiable"; const [a, b] = await Promise.all([g(x, 5), g(x * 2, 1)]); return a * b; }`,
  },
  {
    name: "then, chained",
    source: `async function g(x) { return x * x; }
export function f(x) { "differentiable"; return g(x).then((v) => v * x).then((w) => g(w)); }`,
  },
  {
    name: "new Promise, resolved by a timer",
    source: `export function f(x) { "differentiable"; return new Promise((resolve) => setTimeout(() => resolve(x * x), 2)); }`,
  },
  {
    name: "then, finally and catch in a row",
    source: `export function f(x) { "differentiable"; return new Promise((resolve) => resolve(x * x)).then(v => v * x, () => 5).finally(() => { x = 3 }).catch(() => 1); }`,
  },
  {
    name: "rejections handled by then and catch",
    source: `async function g(x) { if (x > 0.5) throw { k: x * x }; return x }
export function f(x) { "differentiable"; return g(x).then(v => v, (e) => e.k * x).then(v => { throw { m: v * 2 } }).catch(e => e.m * x); }`,
  },
  {
    name: "Promise.race",
    source: `const tick = (ms) => new Promise((r) => setTimeout(r, ms));
async function g(x, ms) { await tick(ms); return x * x * ms; }
export async function f(x) { "differentiable"; const p = g(x, 30), q = g(x, 2); const w = await Promise.race([p, q]); await p; return w * x; }`,
  },
  {
    name: "Promise.allSettled and Promise.any",
    source: `async function g(x) { if (x > 0.8) throw new Error("a"); return x * x; }
export async function f(x) { "differentiable"; const r = await Promise.allSettled([g(x), g(x + 1), x * 3]); const w = await Promise.any([g(x + 1), g(x * x)]); return r[0].value * w * r[2].value; }`,
  },
  {
    name: "Promise.withResolvers, Promise.resolve and a microtask",
    source: `export async function f(x) { "differentiable"; const { promise, resolve } = Promise.withResolvers(); queueMicrotask(() => resolve(x * 2)); const y = await promise; return y * await Promise.resolve(x * x) * await Promise.resolve(Promise.resolve(x)); }`,
  },
  {
    name: "three calls over one array",
    source: `async function g(a, i) { await null; a[i] *= a[0]; await null; a[i] += a[1]; }
export async function f(x) { "differentiable"; const a = [x, x * 2, x * 3]; await Promise.all([g(a, 0), g(a, 1), g(a, 2)]); return a[0] * a[1] * a[2]; }`,
  },
  {
    name: "a loop that leaves promises behind",
    source: `const sleep = ms => new Promise(r => setTimeout(r, ms));
export async function f(x) { "differentiable"; let s = 0; const xs = [1, 2, 3].map(async (k) => { await sleep(3 - k); return k * x * x; }); for (const p of xs) { s += await p; if (s > 1.4) break; } await Promise.all(xs); return s; }`,
  },
  {
    name: "a rejection with an object, and finally",
    source: `const model = { w: 0 };
async function load(x) { model.w = x * x; await 0; model.w *= 2; return model; }
export async function f(x) { "differentiable"; const m = await load(x); try { const k = await Promise.reject(m); return k } catch (e) { return e.w * x } finally { model.w = 1 } }`,
  },
  {
    name: "memory that other code writes between awaits",
    source: `const fire = { buf: new Float64Array(2) };
const plainWriter = () => { fire.buf[0] = 0.25; };
const wait = (g) => new Promise((r) => setTimeout(() => { g(); r() }, 1));
export async function f(x) { "differentiable"; fire.buf[0] = x; fire.buf[1] = x; const s0 = fire.buf[0]; await wait(plainWriter); return fire.buf[0] * 3 + fire.buf[1] * s0; }`,
  },
  {
    name: "an async generator, iterated and sent to",
    source: `const sleep = ms => new Promise(r => setTimeout(r, ms));
async function* gen(x, n) { for (let i = 0; i < n; i++) { await sleep(1); const got = yield x * x; x += (got ?? 0) + 0.1; } return x; }
export async function f(x) { "differentiable"; let s = 0; for await (const v of gen(x, 3)) { s += v * x; } const it = gen(x, 5); await it.next(); s += (await it.next(x * x)).value; return s; }`,
  },
  {
    name: "an async generator that a loop leaves, with await in finally",
    source: `async function* gen(x) { try { yield x; yield x * 2; } finally { log.v = x * x; await null; log.v *= x; } }
const log = { v: 0 };
export async function f(x) { "differentiable"; let s = 0; for await (const v of gen(x)) { s += v; if (s > 0.5) break; } return s * log.v; }`,
  },
  {
    name: "for await over an array of promises",
    source: `export async function f(x) { "differentiable"; let s = 0; for await (const v of [x, Promise.resolve(x * x), (async () => x * 3)()]) { s += v * x; if (v < 0) continue; s *= v } return s; }`,
  },
  {
    name: "yield* in an async generator, and a promise that is yielded",
    source: `async function* inner(x) { const g = yield x; yield g * x; return x * x }
async function* outer(x) { const r = yield* inner(x); yield r * x; yield Promise.resolve(x * 5) }
export async function f(x) { "differentiable"; const it = outer(x * 2); let s = (await it.next()).value; s += (await it.next(s * x)).value; s *= (await it.next()).value; s += (await it.next()).value; return s; }`,
  },
  {
    name: "an async generator that throws, and is thrown into",
    source: `async function* gen(x) { try { yield x; } catch (e) { yield e.k * x; } throw { m: x * x } }
export async function f(x) { "differentiable"; const it = gen(x); let s = (await it.next()).value; s += (await it.throw({ k: x * s })).value; try { await it.next() } catch (e) { s *= e.m } return s; }`,
  },
  {
    name: "an async generator that is asked twice to return",
    source: `async function* gen(x) { try { yield x; } finally { try { yield x * 2; } finally { return x * x; } } }
async function* own(x) { try { yield x; } finally { yield x * 3; } }
export async function f(x) { "differentiable"; const a = gen(x); await a.next(); let s = (await a.return(x)).value; s += (await a.return(x * 3)).value * x; const b = own(x); await b.next(); s *= (await b.return(x)).value; return s * (await b.return(x * 5)).value; }`,
  },
  {
    name: "yield* in an async generator, of an iterator that goes on when it is asked to return",
    source: `const items = (x) => { let n = 0; return { [Symbol.iterator]() { return { next() { return { value: x, done: false }; }, return(v) { n++; return { value: v * x * n, done: n > 1 }; } }; } }; };
async function* gen(x) { yield* items(x); }
export async function f(x) { "differentiable"; const a = gen(x); let s = (await a.next()).value; s += (await a.return(x * 2)).value; const { value, done } = await a.return(x * x); return s * value * (done ? x : 1); }`,
  },
  {
    name: "three requests at once",
    source: `async function* gen(x) { for (let i = 1; ; i++) yield x * i; }
export async function f(x) { "differentiable"; const it = gen(x); const [a, b, c] = await Promise.all([it.next(), it.next(), it.next()]); return a.value * b.value * c.value; }`,
  },
  {
    name: "an async function that returns a promise of another",
    source: `async function m(v) { await 1; const u = v * v; await u; return u * 2; }
async function q(v) { return m(v); }
export async function f(x) { "differentiable"; return Promise.all([q(x), q(2 * x)]).then((r) => r[0] * r[1]); }`,
  },
  {
    name: "then that gives a promise",
    source: `async function m(v) { await 1; const u = v * v; await u; return u * 2; }
export async function f(x) { "differentiable"; const r = await Promise.resolve(x).then((y) => m(y * y)).then((y) => Promise.all([m(y), x])); return r[0] * r[1]; }`,
  },
  {
    name: "catch that gives a promise",
    source: `async function m(v) { await 1; const u = v * v; await u; return u * 2; }
export async function f(x) { "differentiable"; const r = await Promise.reject({ v: x }).catch((e) => m(e.v)); return r * x; }`,
  },
  {
    name: "a promise resolved with another, at once and later",
    source: `async function m(v) { await 1; const u = v * v; await u; return u * 2; }
export async function f(x) { "differentiable"; const a = await new Promise((r) => { r(m(x)); }); const b = await new Promise((r) => { setTimeout(() => { r(m(x * x)); r(5); }, 1); }); return a * b; }`,
  },
  {
    name: "a resolver called with another promise, and raced",
    source: `async function m(v) { await 1; const u = v * v; await u; return u * 2; }
export async function f(x) { "differentiable"; const { promise, resolve } = Promise.withResolvers(); resolve(m(x)); resolve(3); return Promise.race([promise, new Promise(() => {})]).then((y) => y * x); }`,
  },
  {
    name: "no async function, but a promise of one",
    source: `async function m(v) { await 1; const u = v * v; await u; return u * 2; }
export function f(x) { "differentiable"; return m(x).then((y) => m(y)).finally(() => m(x)); }`,
  },
  {
    name: "return through finally, of a promise",
    source: `async function m(v) { await 1; const u = v * v; await u; return u * 2; }
async function k(v) { return m(v * v); }
async function q(v) { try { return k(v); } finally { await 1; } }
export async function f(x) { "differentiable"; const p = q(x); const [a, b] = await Promise.all([p, p.then((y) => k(y))]); return a * b * (await p); }`,
  },
  {
    name: "an async generator that yields and returns promises",
    source: `async function m(v) { await 1; const u = v * v; await u; return u * 2; }
async function* gen(v) { yield m(v); const k = await m(2); yield m(v * k); return m(v); }
export async function f(x) { "differentiable"; const it = gen(x); const a = await it.next(); const b = await it.next(); const c = await it.next(); let s = 0; for await (const y of gen(x)) s += y * x; return a.value * b.value + c.value + s; }`,
  },
  {
    name: "promises through yield* of an async generator",
    source: `async function m(v) { await 1; const u = v * v; await u; return u * 2; }
async function* gen(v) { yield* inner(v); }
async function* inner(v) { yield m(v); yield* [m(v), v * v]; }
export async function f(x) { "differentiable"; let s = 0; for await (const y of gen(x)) s += y * x; return s; }`,
  },
  {
    name: "an async generator that is asked to return a promise",
    source: `async function m(v) { await 1; const u = v * v; await u; return u * 2; }
async function* gen(v) { try { yield m(v); yield 1; } finally { yield m(3 * v); } }
export async function f(x) { "differentiable"; const it = gen(x); const a = await it.next(); const b = await it.return(m(x)); const c = await it.next(); return a.value + b.value * x + c.value * x; }`,
  },
  {
    name: "return of an async generator that has ended, or has not begun",
    source: `async function m(v) { await 1; const u = v * v; await u; return u * 2; }
async function* gen(v) { yield v; return m(v); }
export async function f(x) { "differentiable"; const it = gen(x); const p = it.next(), q = it.next(), r = it.return(m(x)); const n = await it.return(x * x); const first = await gen(x).return(x); return (await p).value * (await q).value + (await r).value * n.value * first.value; }`,
  },
  {
    name: "what was sent to an async generator that then throws",
    source: `async function* gen(v) { const k = yield v; throw { e: v * k }; }
export async function f(x) { "differentiable"; const it = gen(x); const p = await it.next(); try { await it.next(x * x); } catch (e) { return e.e * p.value; } return 3; }`,
  },
  {
    name: "arguments that timers pass on",
    source: `const wait = (ms, v) => new Promise((r) => setTimeout(r, ms, v));
export async function f(x) { "differentiable"; let s = await wait(1, x); await new Promise((r) => { let n = 0; const id = setInterval((a, b) => { s += a * b * x; if (++n === 3) { clearInterval(id); r(); } }, 1, x, 2 * x); }); await new Promise((r) => setImmediate((q) => { s += q; r(); }, x * x)); return s * s; }`,
  },
  {
    name: "private async methods, static and not",
    source: `class C { static async #m(v) { return v * v; } static async s(v) { return this.#m(v); } async #n(v) { return v * 3; } async i(v) { return this.#n(v); } async *#g(v) { yield v; } h(v) { return this.#g(v).next(); } }
export async function f(x) { "differentiable"; const c = new C(); return Promise.all([C.s(x), c.i(x), c.h(x)]).then((r) => r[0] * r[1] * r[2].value); }`,
  },
  {
    name: "import(), with an effect, and of a module that is not there",
    source: `let n = 0;
export async function f(x) { "differentiable"; n = 0; const { join } = await import((n++, "node:path")); try { await import("node:nothing"); } catch (e) { n += 2; } return x * x * join("a", "b").length * n; }`,
  },
  {
    name: "Promise.try, of what returns, what throws, and what is async",
    source: `export async function f(x) { "differentiable"; const v = await Promise.try((a, b) => a * b * x, x, 2); const w = await Promise.try(async () => v * x); try { await Promise.try(() => { throw { v: v * w }; }); return 1; } catch (e) { return e.v * x; } }`,
  },
];
