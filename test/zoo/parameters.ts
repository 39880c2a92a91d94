/** Parameters and arguments of every kind, and what is passed through them. */
import type { Program } from "../support/program.ts";

export const parameters: readonly Program[] = [
  {
    name: "default parameters",
    source: `function g(x, k = 3) { return x * k; }
function f(x) { "differentiable"; return g(x) + g(x, 5) + g(x, undefined) * x; }`,
    args: "1.4",
  },
  {
    name: "default parameters that use earlier ones",
    source: `function g(a, b = a * a, c = b + a) { return a + 2 * b + 3 * c; }
function f(x, y) { "differentiable"; return g(x) * g(x, y) + g(y, x, x * y); }`,
    args: "1.4, 0.5",
  },
  {
    name: "default parameter that calls",
    source: `const start = (x) => Math.sqrt(x);
function f(x, y = start(x)) { "differentiable"; return x * y; }`,
    args: "2",
  },
  {
    name: "rest parameters",
    source: `function sum(first, ...others) { let s = first; for (const o of others) s += o * o; return s * others.length; }
function f(x, y) { "differentiable"; return sum(x, y, x * y) + sum(y, 1); }`,
    args: "1.4, 0.5",
  },
  {
    name: "spread in a call",
    source: `function g(a, b, c) { return a * b + c; }
function f(xs) { "differentiable"; return g(...xs) + g(2, ...xs) + g(...[xs[2], 1], xs[0]); }`,
    args: "[1.5, -0.5, 0.7]",
  },
  {
    name: "spread into Math.max and Math.hypot",
    source: `function f(xs) { "differentiable"; return Math.max(...xs) * 3 + Math.hypot(...xs) + Math.min(...xs, 0.25); }`,
    args: "[1.5, -0.5, 0.7]",
  },
  {
    name: "fewer arguments than parameters, and more",
    source: `function g(a, b) { return b === undefined ? a * a : a * b; }
function f(x, y) { "differentiable"; return g(x) + g(x, y) + g(y, x, x * 100); }`,
    args: "1.4, 0.5",
  },
  {
    name: "arguments object",
    source: `function total() { let s = 0; for (let i = 0; i < arguments.length; i++) s += arguments[i] * (i + 1); return s; }
function f(x, y) { "differentiable"; return total(x, y, x * y); }`,
    args: "1.4, 0.5",
  },
  {
    name: "parameter that is assigned",
    source: `function g(x, y) { x = x * y; y += x; return x * y; }
function f(x, y) { "differentiable"; return g(x, y) + x; }`,
    args: "1.4, 0.5",
  },
  {
    name: "functions chosen at run time",
    source: `const table = { sin: (x) => Math.sin(x), double: (x) => 2 * x };
function f(x, names) { "differentiable"; let r = x; for (const name of names) r = table[name](r); return r; }`,
    args: `0.4, ["double", "sin", "double"]`,
  },
  {
    name: "call, apply and bind",
    source: `function scaled(x, y) { return this.k * x + y; }
function f(x, k) {
  "differentiable";
  const self = { k };
  return scaled.call(self, x, 1) * scaled.apply(self, [x, x]) + scaled.bind(self, x)(2);
}`,
    args: "0.4, 3",
  },
  {
    name: "Newton iteration with a function argument",
    source: `function solve(g, dg, x) { for (let i = 0; i < 12; i++) x = x - g(x) / dg(x); return x; }
function f(a) { "differentiable"; return solve((x) => x * x - a, (x) => 2 * x, 1); }`,
    args: "2",
  },
  {
    name: "result that is an array",
    source: `function f(x, y) { "differentiable"; return [x * y, Math.sin(x), 3]; }`,
    args: "0.6, 1.2",
  },
  {
    name: "result that is an object with nested containers",
    source: `function f(x, y) { "differentiable"; return { sum: x + y, parts: [x * x, { deep: x * y }], label: "ok" }; }`,
    args: "0.6, 1.2",
  },
  {
    name: "array parameter that is overwritten",
    source: `const h = (v, xs) => { xs = [v, -0.23]; return v; };
function g(v, xs) { if (v > 0) xs = [v * v, 2]; return xs[0] * xs[1]; }
function f(v, ys) { "differentiable"; return h(v, ys) * g(v, ys) + g(-v, ys); }`,
    args: "0.7, [0.5, 1.2]",
  },
  {
    name: "patterns and defaults that closures assign",
    source: `function f({ x, y = x * 2 }, z = y * x, ...[w = z]) { "differentiable"; const g = () => { x = x * y; y += z; z *= w; w = x; }; g(); g(); return x * y * z * w; }`,
    args: "{ x: 0.5 }",
  },
  {
    name: "arguments beside a parameter that a callback sees",
    source: `function f(x) { "differentiable"; const g = function (n, out) { if (arguments.length < 2) out = 3; return [1, n].map((c) => c * out)[1]; }; return g(x) * g(x, x); }`,
    args: "0.7",
  },
  {
    name: "arguments beside patterns that a closure assigns",
    source: `function f(x) { "differentiable"; const g = function ({ a, b }, [c] = [1], ...r) { const up = () => { a *= 2; c += b; r[0] *= 3 }; up(); return a * c * r[0] * arguments.length; }; return g({ a: x, b: x * 2 }, [x], x) }`,
    args: "0.7",
  },
  {
    name: "arguments beside a default that a closure assigns",
    source: `function f(x) { "differentiable"; const g = function (a = x, b) { const up = () => { a *= 2; b += a }; up(); return a * b * arguments[1]; }; return g(undefined, x * 3) }`,
    args: "0.7",
  },
  {
    name: "a rest parameter that a pattern assigns",
    source: `const run = (task, cb) => task((err, ...result) => { if (result.length < 2) [result] = result; cb(err, result); });
function f(x) { "differentiable"; let s = 0; run((done) => done(null, x * x), (e, r) => { s += r * x; }); run((done) => done(null, x * x, x), (e, r) => { s += r[0] * r[1]; }); return s; }`,
    args: "0.7",
  },
  {
    name: "a rest parameter that is assigned, and that a closure assigns",
    source: `function f(x) { "differentiable"; const g = (k, ...r) => { r = r.map((v) => v * k); r.push(k); return r.reduce((a, b) => a + b, 0); }; const h = (...r) => { const up = () => { r = [r[0] * 2, x]; }; up(); return r[0] * r[1]; }; return g(x, x * x, 2) * h(x, 5); }`,
    args: "0.7",
  },
  {
    name: "a rest parameter that is a pattern",
    source: `function f(x) { "differentiable"; const g = (...[a, b = 2, ...c]) => { a *= b; c = c.concat(a); return c[0] * c.length; }; return g(x) * g(x, x, x * x); }`,
    args: "0.7",
  },
  {
    name: "arguments handed on to a function",
    source: `function tail(xs) { return Array.prototype.slice.call(xs, 1); } function g() { return tail(arguments).reduce((a, b) => a * b, arguments[0]); } function f(x) { "differentiable"; return g(x, 2, x * x); }`,
    args: "0.7",
  },
  {
    name: "a parameter that var declares again, also in a cell",
    source: `function f(x) { "differentiable"; const g = function (x, k) { var x = x * k; var k; if (k > 1) { var x = x * 2; } return x * k; }; const h = function (v) { var v = v || 3; const up = () => { v *= 2; }; up(); return v; }; return g(x, 2) * h(x); }`,
    args: "0.7",
  },
  {
    name: "parameters of patterns and a rest that var declares again",
    source: `function f(x) { "differentiable"; const g = function ({ a }, [b]) { var a = a * 2, b; return a * b; }; const h = function (a, ...r) { var r = r.map((v) => v * a); return r[0] * arguments.length; }; return g({ a: x }, [x * 3]) * h(x, 5); }`,
    args: "0.7",
  },
  {
    name: "arguments in an arrow",
    source: `function f(x, y) { "differentiable"; const g = () => arguments[0] * arguments[1] + arguments.length; return g() * x; }`,
    args: "1.4, 0.5",
  },
  {
    name: "arguments in arrows in arrows, and in a loop",
    source: `function f(x, y) { "differentiable"; const fs = []; for (let i = 0; i < 3; i++) fs.push(() => [1, 2].map((k) => arguments[0] * k * i + y)); return fs.reduce((s, g) => s + g()[0] * g()[1], 0); }`,
    args: "1.4, 0.5",
  },
  {
    name: "arguments that an arrow passes on later",
    source: `function later(fn) { let last; return function () { const run = () => fn.apply(this, arguments); last = run(); return last * 2; }; }
function f(x, y) { "differentiable"; const g = later((a, b) => a * a * b); return g(x, y) + g(y, x); }`,
    args: "1.4, 0.5",
  },
  {
    name: "arguments in an arrow that the engine calls",
    source: `function f(x, y) { "differentiable"; const xs = [3, 1, 2]; xs.sort((p, q) => (p - q) * arguments.length); return xs[0] * x + xs[2] * x * y; }`,
    args: "1.4, 0.5",
  },
  {
    name: "arguments of a generator's function, and a key of that name",
    source: `function f(x, y) { "differentiable"; const o = { arguments: y, get() { return this.arguments; } }; function* it() { yield* [0, 1].map((i) => arguments[i] * x + o.arguments); } let s = o.get(); for (const v of it(y, 2)) s += v * v; return s; }`,
    args: "1.4, 0.5",
  },
  {
    name: "arguments that a variable has and an arrow as well",
    source: `function f(x, y) { "differentiable"; const all = arguments; const g = () => (all === arguments ? arguments[0] * all[1] : 0); return g() * x; }`,
    args: "1.4, 0.5",
  },
  {
    name: "keys have the this, the arguments and the new.target of the function around",
    source: `const seen = (o) => (Object.prototype.toString.call(o) === "[object Arguments]" ? "m" : "k");
function P(x) { const g = () => ({ [new.target === P ? "a" : "b"]() { return x; } }); this.v = g().a() * x; }
function f(x, y) { "differentiable"; const own = { name: "m", run(v) { const g = () => { class A { [this.name]() { return v * v; } } return new A().m() * ({ [this.name]() { return v; } }).m(); }; return [1].map(g)[0]; } };
const o = { [seen(arguments)]() { return y; } }, g = () => ({ ["m" + arguments.length]() { return x * y; } }); return own.run(x) * o.m() + g().m2() * new P(x).v; }`,
    args: "1.4, 0.5",
  },
  {
    name: "new.target in an arrow, a method and a field",
    source: `class P { k = (() => new.target === undefined ? 5 : 7)(); constructor(x) { const which = () => (new.target === P ? 2 : 3); this.v = x * which() * this.k; } m() { return (() => new.target === undefined ? this.v * 3 : this.v)(); } }
class Q extends P { constructor(x) { super(x * x); } }
function f(x, y) { "differentiable"; return new P(x).m() * new Q(y).v; }`,
    args: "1.4, 0.5",
  },
];
