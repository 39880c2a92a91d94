/** Functions in every form: declared, nested, recursive, passed around, with every kind of parameter. */
import type { Program } from "../support/program.ts";

export const functions: readonly Program[] = [
  {
    name: "one expression",
    source: `function f(x) { "differentiable"; return Math.sin(Math.cos(x)); }`,
    args: "0.7",
  },
  {
    name: "straight line with names",
    source: `function f(x, y) { "differentiable"; const a = x * y; let b = a + x; b = b * b; return b / y; }`,
    args: "1.3, 0.8",
  },
  {
    name: "an argument that is never used",
    source: `function f(x, unused) { "differentiable"; return 3 * x; }`,
    args: "2, 5",
  },
  {
    name: "the result is an argument",
    source: `function f(x) { "differentiable"; return x; }`,
    args: "2",
  },
  {
    name: "the result is a constant",
    source: `function f(x) { "differentiable"; return 7; }`,
    args: "2",
  },
  {
    name: "a value used many times",
    source: `function f(x) { "differentiable"; const s = Math.sin(x); return s + s * s + s * s * s + s / (1 + s); }`,
    args: "0.6",
  },
  {
    name: "function expression",
    source: `const f = function (x) { "differentiable"; return x * Math.exp(x); };`,
    args: "0.5",
  },
  {
    name: "named function expression that calls itself",
    source: `const f = function self(x, n) { "differentiable"; return n === 0 ? x : Math.sin(self(x, n - 1)); };`,
    args: "0.5, 3",
    fixed: [1],
  },
  {
    name: "arrow with a body",
    source: `const f = (x) => { "differentiable"; return x * x + 1; };`,
    args: "3",
  },
  {
    name: "concise arrow through differentiable()",
    source: `import { differentiable } from "@fluxion/runtime";
const f = differentiable((x, y) => x * y + Math.cos(y));`,
    args: "3, 0.4",
  },
  {
    name: "module directive marks every function",
    source: `"differentiable";
const square = (x) => x * x;
function twice(g, x) { return g(g(x)); }
const f = (x) => twice(square, x) + square(x);`,
    args: "1.1",
  },
  {
    name: "helper of the same file is marked by the call",
    source: `function square(x) { return x * x; }
const cube = (x) => x * square(x);
function f(x) { "differentiable"; return square(x) + cube(x); }`,
    args: "1.5",
  },
  {
    name: "helper declared after its use",
    source: `function f(x) { "differentiable"; return later(x) * 2; }
function later(x) { return Math.log(x) * x; }`,
    args: "1.5",
  },
  {
    name: "inner function declaration",
    source: `function f(x, y) {
  "differentiable";
  return g(x) + g(y);
  function g(u) { return u * Math.tanh(u); }
}`,
    args: "0.5, -0.7",
  },
  {
    name: "inner function that reads an outer variable",
    source: `function f(x, y) { "differentiable"; const k = x * y; const g = (u) => u * k; return g(x) + g(2); }`,
    args: "0.5, -0.7",
  },
  {
    name: "recursion",
    source: `function f(x, n) { "differentiable"; return n <= 0 ? 1 : x * f(x, n - 1); }`,
    args: "1.2, 4",
    fixed: [1],
  },
  {
    name: "recursion by halves",
    source: `function f(x, n) {
  "differentiable";
  if (n === 0) return 1;
  const half = f(x, Math.floor(n / 2));
  return n % 2 === 0 ? half * half : half * half * x;
}`,
    args: "1.1, 11",
    fixed: [1],
  },
  {
    name: "mutual recursion",
    source: `function f(x, n) { "differentiable"; return n === 0 ? x : odd(x * 1.1, n - 1); }
function odd(x, n) { return n === 0 ? Math.sin(x) : f(Math.cos(x) + x, n - 1); }`,
    args: "0.4, 5",
    fixed: [1],
  },
  {
    name: "recursion over a tree",
    source: `function f(tree) {
  "differentiable";
  return tree === null ? 0 : tree.value * tree.value + f(tree.left) * 0.5 + f(tree.right) * f(tree.left);
}`,
    args: `{ value: 1.5, left: { value: 0.5, left: null, right: null }, right: { value: -2, left: null, right: null } }`,
  },
  {
    name: "function passed as an argument",
    source: `function apply(g, x) { return g(x) + g(2 * x); }
function f(x) { "differentiable"; return apply((u) => Math.sin(u) * x, x); }`,
    args: "0.8",
  },
  {
    name: "Math function passed as an argument",
    source: `function apply(g, x) { return g(x) * x; }
function f(x) { "differentiable"; return apply(Math.sin, x) + apply(Math.exp, x); }`,
    args: "0.8",
  },
  {
    name: "function that returns a function",
    source: `function adder(a) { return (x) => a * x + a; }
function f(a, x) { "differentiable"; const g = adder(a); return g(x) * g(1); }`,
    args: "1.5, 0.3",
  },
  {
    name: "curried arrows",
    source: `const line = (a) => (b) => (x) => a * x + b;
function f(a, b, x) { "differentiable"; return line(a)(b)(x) ** 2; }`,
    args: "1.5, 0.3, 2",
  },
  {
    name: "composition of a list of functions",
    source: `const compose = (...steps) => (x) => steps.reduce((value, step) => step(value), x);
function f(x, k) { "differentiable"; return compose(Math.sin, (u) => u * k, (u) => u * u)(x); }`,
    args: "0.9, 1.7",
  },
  {
    name: "closures stored in an object",
    source: `function f(x, y) {
  "differentiable";
  const shapes = { square: () => x * x, disc: (r) => y * r * r, both() { return this.square() + this.disc(2); } };
  return shapes.both() * shapes.square();
}`,
    args: "1.2, 0.6",
  },
  {
    name: "closures stored in an array",
    source: `function f(x) {
  "differentiable";
  const steps = [(u) => u + x, (u) => u * x, (u) => Math.sin(u)];
  let r = 1;
  for (const step of steps) r = step(r);
  return r;
}`,
    args: "0.8",
  },
  {
    name: "immediately invoked",
    source: `function f(x) { "differentiable"; return ((u) => u * u)(x + 1) + (function () { return x; })(); }`,
    args: "0.8",
  },
  {
    name: "replace with a function that counts",
    source: `function f(x) { "differentiable"; let y = x; const t = "a-b-c".replace(/(\\w)-/g, (m, a, i) => { y *= x + i; return a; }).replaceAll("c", () => { y += x * x; return "dd"; }); return y * t.length; }`,
    args: "1.5",
  },
  {
    name: "arguments beside parameters",
    source: `function f(x, y) { "differentiable"; return arguments[0] * arguments[1] * x + arguments.length; }`,
    args: "2, 3",
  },
  {
    name: "arguments and a default",
    source: `function f(x, y = 1) { "differentiable"; let s = 0; for (let i = 0; i < arguments.length; i++) s += arguments[i] ** 2; return s * y; }`,
    args: "2, 3, 4",
  },
  {
    name: "arguments passed on",
    source: `function g() { return Array.prototype.slice.call(arguments, 1).reduce((a, b) => a * b, 1); }
function f() { "differentiable"; return g.apply(null, arguments) + g(...arguments) + Array.from(arguments)[0]; }`,
    args: "2, 3, 4",
  },
  {
    name: "arguments as an object",
    source: `const isList = (o) => (Array.isArray(o) ? 100 : Object.prototype.toString.call(o) === "[object Arguments]" ? 3 : 7);
function sum(o, k) { let s = 0; for (let i = 0; i < o.length; i++) s += o[i] * (i + k); return s; }
function each(o) { let s = 1; for (const v of o) s *= v; return s + Object.keys(o).length; }
function double(o) { o[0] *= 2; o.extra = o[1]; return o; }
class Kept { constructor() { this.given = arguments; } total() { return sum(this.given, 1); } }
function f(x, y) { "differentiable"; const own = arguments; const before = isList(arguments) * sum(own, x) * each(arguments); const last = double(arguments); const copy = [...own, ...Array.from(last)];
  return before + last.extra * own[0] * (own === last ? x : 1) + copy[2] * copy.length + new Kept(x, y).total() + Math.max.apply(null, own) + Array.prototype.slice.call(own, 1)[0] * y; }`,
    args: "1.3, 0.7",
  },
  {
    name: "arguments are given back, spread and destructured",
    source: `const all = function () { return arguments; };
const pair = (...rest) => { const [a, b] = rest[0]; const { 0: c, length } = rest[0]; return a * b + c * length; };
function f(x, y) { "differentiable"; const o = all(x, y, x * y); const { 1: second, ...others } = o; return pair(o) * second + others[2] * o.length + Reflect.apply(Math.hypot, null, o) + all.apply(null, o)[2] * Object.values(o)[1]; }`,
    args: "1.3, 0.7",
  },
  {
    name: "arguments are assigned beside a pattern and a rest",
    source: `function f(x, { z }, ...rest) { "differentiable"; arguments[0] *= 3; return x * z * arguments[0] * arguments[1].z + rest.length; }`,
    args: "2, { z: 4 }",
  },
  {
    name: "a tagged template",
    source: `const tag = (s, ...vs) => vs.reduce((a, v, i) => a * v + s[i].length, 1) * (s.raw.length);
function f(x) { "differentiable"; return tag\`a\${x}bb\${x * x}c\`; }`,
    args: "2",
  },
  {
    name: "a tagged template, called on an object, one array for each place",
    source: `const o = { k: 3, tag(s, v) { return v * this.k * s.length; } };
const ids = new Set();
const same = (s) => { ids.add(s); return ids.size; };
function f(x) { "differentiable"; for (let i = 0; i < 3; i++) same\`q\`; return o.tag\`\${x}\` * ids.size; }`,
    args: "2",
  },
  {
    name: "a local name hides the module's that a helper uses",
    source: `const scale = 3;
const h = (x) => x * scale;
function f(x) { "differentiable"; const scale = x * x; return h(scale) * h(x); }`,
    args: "0.7",
  },
  {
    name: "a helper's local has the name of a function",
    source: `const type = (x) => x * 3;
const h = (x) => { let type = x * 2; if (type > 1) type *= x; return type; };
function f(x) { "differentiable"; return h(x) * type(x) + h(2 * x); }`,
    args: "0.7",
  },
  {
    name: "a helper's local has the name of a constant that a callback uses",
    source: `const type = { k: 3 };
const h = (x) => { const type = x * 2; return type * type; };
function f(x) { "differentiable"; return h(x) * [1, 2].map((v) => v * type.k * x)[1]; }`,
    args: "0.7",
  },
  {
    name: "a helper's local has the name of a constant used after it",
    source: `const type = { k: 3 };
const h = (v) => { const type = [v[0] * 2, v[1]]; return type; };
function f(x) { "differentiable"; const [a, b] = h([x, x * x]); return a * b * type.k; }`,
    args: "0.7",
  },
  {
    name: "a helper's local has the name of an assigned variable of the module",
    source: `let total = 0;
const h = (x) => { const total = x * 2; return total * total; };
function f(x) { "differentiable"; total = x; return h(x) * total; }`,
    args: "0.7",
  },
  {
    name: "a helper has a Math of its own",
    source: `const h = (x) => { const Math = { sin: (v) => v }; return Math.sin(x); };
function f(x) { "differentiable"; return h(x) * Math.sin(x); }`,
    args: "0.7",
  },
  {
    name: "a helper's local has the name of an object with a method",
    source: `const o = { m: (v) => v * 2 };
const h = (x) => { const o = { v: x * 2 }; return o.v; };
function f(x) { "differentiable"; return h(x) * o.m(x); }`,
    args: "0.7",
  },
  {
    name: "a loop's counter and a local hide what helpers use",
    source: `const k = 3, table = [1, 2, 3];
const h = (x) => x * k + table[1];
const g = (x) => { const table = h(x); return table * k; };
function f(x) { "differentiable"; let s = 0; for (let k = 0; k < 3; k++) { const h = g(x * k); s += h * g(x); } return s; }`,
    args: "0.7",
  },
  {
    name: "a local hides the module's name that a method uses",
    source: `class P { constructor(v) { this.v = v } sq() { return this.v * rate } }
const rate = 2;
function f(x) { "differentiable"; const rate = x * 5; const p = new P(x); return p.sq() * rate; }`,
    args: "0.7",
  },
  {
    name: "a parameter hides the module's name that a helper uses",
    source: `const rate = 2;
const inner = (x) => x * rate;
function f(x) { "differentiable"; const go = (rate) => inner(rate) * inner(x); return go(x * x) * [x].map((inner) => inner * rate)[0]; }`,
    args: "0.7",
  },
  {
    name: "a function inside a function of the same name",
    source: `function compose(a, b) { function compose(x, y) { return x = a(x, y), b(x[0], x[1]); } if (a.k) compose.invert = (x) => x * 3; return compose; }
function f(x) { "differentiable"; const a = (p, q) => [p * q, p + q]; a.k = 1; const c = compose(a, (p, q) => p * q * x); return c(x, 2) * c.invert(x); }`,
    args: "0.7",
  },
  {
    name: "functions bound by ordinary calls",
    source: `function times(a, b) { return a * b; }
const twice = times.bind(null, 2);
const push = Function.prototype.call.bind(Array.prototype.push);
const power = Math.pow.bind(null, 3);
class Spring { constructor() { this.k = 2; this.force = this.force.bind(this); } force(x) { return -this.k * x * x; } }
const { force } = new Spring();
function f(x) { "differentiable"; const xs = []; push(xs, twice(x), x); return xs[0] * xs[1] + power(x) + [x, 2].map(force)[0]; }`,
    args: "1.3",
  },
  {
    name: "a bound generator, and a bound method that throws",
    source: `function* both(a, b) { yield a; yield a * b; }
const steps = both.bind(null, 2);
const o = { n: 2, add(x) { this.n += x; if (x > 1) throw { v: this.n * x }; } };
const add = o.add.bind(o);
function f(x) { "differentiable"; let s = 0; for (const y of steps(x)) s += y * x; try { o.n = 2; add(x); } catch (e) { return s + e.v; } return s; }`,
    args: "1.3",
  },
  {
    name: "new of bound classes and functions",
    source: `class A { constructor(k, x) { this.k = k; this.x = x; } get v() { return this.k * this.x; } }
function P(k, x) { this.k = k; this.x = x; }
P.prototype.v = function () { return this.k * this.x; };
const Q = P.bind({ k: 0 }, 2), R = Q.bind(null);
function f(x) {
  "differentiable";
  const B = A.bind(null, 2 * x), S = R.bind(1, x);
  const b = new B(x), q = new Q(x), s = new S(), e = Reflect.construct(S, [], A);
  return b.v + (b instanceof A ? 1 : 0) + q.v() + s.v() + e.v * 2 + (e instanceof A ? x : 0);
}`,
    args: "1.3",
  },
  {
    name: "a method of the program's own that is called bind",
    source: `const port = { bind(a) { return (x) => a * x; } };
const scale = port.bind(3);
function f(x) { "differentiable"; return scale(x) * x; }`,
    args: "1.3",
  },
  {
    name: "function expressions that declare a variable of their own name",
    source: `const o = {
  m: function m(a) { var r = 0; for (var k in a) { var m = a[k] * 2; r += m; } return r + m; },
  n: function n(a) { if (a > 100) return n; var n = a * a; return n * a; },
  p: function p(a) { function p(b) { return b * 2; } return p(a); },
};
const q = function q(a) { return a > 5 ? a : q(a * 2); };
function f(x) { "differentiable"; const g = function g(y) { var g; if (y > 1) g = y * x; return g + y; }; return o.m([x, x * x]) + o.n(x) + o.p(x) + q(x) + g(x); }`,
    args: "1.3",
  },
  {
    name: "function expressions in constants that mention themselves",
    source: `function f(x) { "differentiable"; const g = function h(n, v) { return n === 0 ? v : h(n - 1, v * x); }; let k = function l(n) { return n === 0 ? x : l.call(null, n - 1) * l.k; }; k.k = x; const [m] = [function p(n) { const q = () => n === 0 ? x : p(n - 1) * x; return q(); }]; return g(3, x) + k(2) + m(2); }`,
    args: "1.3",
  },
  {
    name: "fields of functions, called as what these have captured",
    source: `function scale() { let k = 0; function s(x) { return k * x; } s.k = function (_) { k = _; return s; }; return s; }
const power = (k) => { const s = (x) => k * x; s.k = k * k; return s; };
function f(x, y) { "differentiable"; const s = power(x), b = s.bind(null, y); b.k = x * y; s.k *= y; const h = Object.assign((z) => z * x, { k: y, m(z) { return z * this.k; } }); const o = Object.assign({}, s);
  return scale().k(x)(y) + s(y) * s.k + b() * b.k + h.m(x) * h(3) + o.k + Object.values(h)[0]; }`,
    args: "1.3, 0.7",
  },
  {
    name: "a variable called undefined",
    source: `const f = (function () { var undefined; return function f(x) { "differentiable"; const g = (y) => y === undefined ? x : y * x; return g() * g(x); }; })();`,
    args: "1.3",
  },
  {
    name: "constructors that have captured what moves",
    source: `function f(x) { "differentiable"; function C() { C.n = (C.n ?? 0) + x; this.v = C.n * x; } function P(k) { this.k = k * x; } P.prototype.at = function (y) { return this.k * y; }; const a = new C(), b = new C(), B = P.bind(null, x); return a.v * b.v * C.n + new P(2).at(3) + Reflect.construct(P, [x]).k + new B().at(x); }`,
    args: "1.5",
  },
  {
    name: "methods put into a prototype between commas",
    source: `function P(x) { this.x = x; } P.prototype.a = function () { return this.x * 2; }, P.prototype.b = function (k) { return this.a() * k; }; function f(x, y) { "differentiable"; return new P(x).b(y); }`,
    args: "1.3, 0.7",
  },
  {
    name: "functions put into tables of the module",
    source: `const ops = new Map([["add", (a, b) => a + b], ["mul", function (a, b) { return a * b; }]]); ops.set("pow", (a, b) => a ** b); const table = { neg: (a) => -a, half(a) { return a / 2; } }; table.sq = (a) => a * a; function f(x, y) { "differentiable"; return ops.get("add")(x, y) * ops.get("mul")(x, y) + ops.get("pow")(x, y) + table.neg(x) * table.half(y) + table["sq"](x); }`,
    args: "1.3, 0.7",
  },
  {
    name: "functions that a static block registers",
    source: `class Op { static reg = {}; static { Op.reg.a = (x) => x * x; this.reg.b = function (x) { return x + 1; }; } } function f(x) { "differentiable"; return Op.reg.a(x) * Op.reg.b(x); }`,
    args: "1.3",
  },
];
