/** `using`: what a block holds is disposed of when it ends, the last first, and that may change what the function gives. */
import type { Program } from "../support/program.ts";

const resource = `const log = [];
class Resource {
  constructor(o, x, name = "r") { this.o = o; this.x = x; this.name = name; }
  [Symbol.dispose]() { log.push(this.name); this.o.v = this.o.v * this.x + 1; }
}
class Failing { constructor(x) { this.x = x; } [Symbol.dispose]() { throw { k: this.x * this.x }; } }
`;

export const disposal: readonly Program[] = [
  {
    name: "a block, and what it changes at its end",
    source: `${resource}function f(x) { "differentiable"; const o = { v: x }; { using r = new Resource(o, x); o.v *= r.x; } return o.v * x; }`,
    args: "1.5",
    state: "log.join()",
  },
  {
    name: "the last first",
    source: `${resource}function f(x) { "differentiable"; const o = { v: x }; { using a = new Resource(o, x), b = new Resource(o, x * x); const c = 2; using d = new Resource(o, c * x); o.v += a.x * b.x; } return o.v; }`,
    args: "1.2",
    state: "log.join()",
  },
  {
    name: "a return is evaluated before",
    source: `${resource}function g(o, x) { using r = new Resource(o, x); if (x > 1) return o.v * x; return o.v; }
function f(x) { "differentiable"; const o = { v: x }; const y = g(o, x); return y * o.v; }`,
    args: "1.5",
    state: "log.join()",
  },
  {
    name: "nothing to dispose of",
    source: `function f(x) { "differentiable"; let s = x; { using a = null; using b = undefined; s *= x; } return s; }`,
    args: "1.5",
  },
  {
    name: "an exception goes on",
    source: `${resource}function g(o, x) { using r = new Resource(o, x); throw { k: x * 3 }; }
function f(x) { "differentiable"; const o = { v: x }; try { g(o, x); } catch (e) { return e.k * o.v; } return 0; }`,
    args: "1.5",
    state: "log.join()",
  },
  {
    name: "two exceptions, of which one is suppressed",
    source: `${resource}function g(x) { using r = new Failing(x); throw { k: x * 3 }; }
function f(x) { "differentiable"; try { g(x); } catch (e) { if (!(e instanceof SuppressedError)) throw e; return e.error.k * e.suppressed.k; } return 0; }`,
    args: "1.5",
    state: "log.join()",
  },
  {
    name: "numbers that are thrown and suppressed",
    source: `function g(x) { using r = { [Symbol.dispose]() { throw x * x; } }; throw x * 3; }
function f(x) { "differentiable"; try { g(x); } catch (e) { return e.error * e.suppressed; } return 0; }`,
    args: "1.5",
  },
  {
    name: "a return that an exception of the end replaces, and one more resource",
    source: `${resource}function g(o, x) { using a = new Resource(o, x); using b = new Failing(x); using c = new Resource(o, x * 2); return 7; }
function f(x) { "differentiable"; const o = { v: x }; try { return g(o, x); } catch (e) { return e.k * o.v; } }`,
    args: "1.5",
    state: "log.join()",
  },
  {
    name: "a resource that is none",
    source: `${resource}function g(o, x) { using a = new Resource(o, x); using b = { x }; return 7; }
function f(x) { "differentiable"; const o = { v: x }; try { return g(o, x); } catch (e) { if (!(e instanceof TypeError)) throw e; return x * o.v; } }`,
    args: "1.5",
    state: "log.join()",
  },
  {
    name: "each turn of a loop has its own",
    source: `${resource}function f(x) { "differentiable"; const o = { v: x }; for (let i = 0; i < 4; i++) { using r = new Resource(o, x / (i + 1)); if (i === 1) continue; if (i === 3) break; o.v += i * x; } return o.v; }`,
    args: "1.2",
    state: "log.join()",
  },
  {
    name: "the head of a for-of",
    source: `${resource}function f(x) { "differentiable"; const o = { v: x }; outer: for (const k of [1, 2]) for (using r of [1, 2, 3].map((i) => new Resource(o, x / i))) { if (k === 2) break outer; o.v += k * r.x; if (r.x < 0.5) continue; o.v *= 1.1; } return o.v; }`,
    args: "1.2",
    state: "log.join()",
  },
  {
    name: "the head of a for",
    source: `${resource}function f(x) { "differentiable"; const o = { v: x }; let i = 0; for (using r = new Resource(o, x); i < 3; i++) o.v += r.x * i; return o.v; }`,
    args: "1.2",
    state: "log.join()",
  },
  {
    name: "a function of the block, and closures over what it holds",
    source: `${resource}function f(x) { "differentiable"; const o = { v: x }; const later = []; { using r = make(); function make() { return new Resource(o, k()); } function k() { return x * 2; } const y = r.x * x; later.push(() => r.x * y); o.v *= later[0](); } return o.v + later[0](); }`,
    args: "1.2",
    state: "log.join()",
  },
  {
    name: "a generator that is left, and one that ends",
    source: `${resource}function* g(o, x) { using r = new Resource(o, x); yield x * x; yield o.v; }
function f(x) { "differentiable"; const o = { v: x }; let s = 0; for (const y of g(o, x)) { s += y; break; } for (const y of g(o, x * 2)) s += y * x; return s * o.v; }`,
    args: "1.2",
    state: "log.join()",
  },
  {
    name: "a class whose method holds something, and a stack",
    source: `class Pool { constructor(x) { this.used = 0; this.x = x; } open() { this.used += this.x; return { v: this.used, pool: this, [Symbol.dispose]() { this.pool.used *= 0.5; } }; } run(n) { using a = this.open(); if (n > 0) return a.v + this.run(n - 1); return a.v * this.used; } }
function f(x) { "differentiable"; const p = new Pool(x); return p.run(3) * p.used; }`,
    args: "1.2",
  },
];
