/** Patterns: in declarations, parameters and assignments, nested, with defaults and rests. */
import type { Program } from "../support/program.ts";

export const destructuring: readonly Program[] = [
  {
    name: "array pattern",
    source: `function f(xs) { "differentiable"; const [a, b] = xs; return a * a + 3 * b; }`,
    args: "[1.5, -0.5, 0.7]",
  },
  {
    name: "array pattern with holes, rest and defaults",
    source: `function f(xs, y) { "differentiable"; const [a, , b = 9, c = y, ...rest] = xs; return a * b * c + rest.length; }`,
    args: "[1.5, -0.5, 0.7], 0.9",
  },
  {
    name: "array rest that is used",
    source: `function f(xs) { "differentiable"; const [a, ...rest] = xs; let s = a; for (const r of rest) s *= r; return s + rest[1]; }`,
    args: "[1.5, -0.5, 0.7]",
  },
  {
    name: "array pattern over a typed array",
    source: `function f(xs) { "differentiable"; const [a, b, ...rest] = xs; return a * b + rest[0] * rest[0]; }`,
    args: "new Float64Array([1.5, -0.5, 0.7])",
  },
  {
    name: "object pattern with renaming and defaults",
    source: `function f(o, k) { "differentiable"; const { a, b: c, d = 4, e = k * a } = o; return a * c * d + e * e; }`,
    args: "{ a: 1.5, b: -0.5 }, 0.7",
  },
  {
    name: "object rest",
    source: `function f(o) { "differentiable"; const { a, ...rest } = o; rest.b *= 2; return a * rest.b * rest.c + o.b; }`,
    args: "{ a: 1.5, b: -0.5, c: 2 }",
  },
  {
    name: "nested patterns with defaults",
    source: `function f(o) {
  "differentiable";
  const { p: { x, y = 3 } = { x: 1 }, q: [u, { v = u } = {}] = [5], r: { z = x * u } = {} } = o;
  return x * y + u * v * v + z * z;
}`,
    args: "{ p: { x: 1.5 }, q: [0.7] }",
  },
  {
    name: "computed keys in a pattern",
    source: `function f(o, key) { "differentiable"; const { [key]: a, ["b" + 1]: b } = o; return a * b; }`,
    args: `{ a: 1.5, b1: 0.7 }, "a"`,
  },
  {
    name: "patterns in parameters",
    source: `function g({ x, y = 2 }, [a, b] = [x, y]) { return x * a + y * b; }
function f(x, y) { "differentiable"; return g({ x, y }) * g({ x }, [y, 3]); }`,
    args: "1.5, 0.7",
  },
  {
    name: "pattern in the differentiated function's parameters",
    source: `function f({ w, b }, [x0, x1 = 3]) { "differentiable"; return w[0] * x0 + w[1] * x1 * x1 + b; }`,
    args: "{ w: [1.5, -0.5], b: 2 }, [0.7]",
  },
  {
    name: "pattern in a for of",
    source: `function f(points) { "differentiable"; let s = 0; for (const { x, at: [y, z = 2] } of points) s += x * y * z; return s; }`,
    args: "[{ x: 1.5, at: [2] }, { x: 0.5, at: [-1, 3] }]",
  },
  {
    name: "assignment to a pattern of fields and elements",
    source: `function f(x, y) { "differentiable"; const o = {}, a = []; [o.u, a[0]] = [x * y, y]; ({ u: a[1], v: o.w = x } = o); return o.u * a[0] + a[1] * o.w; }`,
    args: "1.5, 0.7",
  },
  {
    name: "swap of elements",
    source: `function f(xs) { "differentiable"; [xs[0], xs[1]] = [xs[1], xs[0] * 2]; [xs[1], xs[2]] = [xs[2], xs[1]]; return xs[0] * xs[1] - xs[2]; }`,
    args: "[1.5, -0.5, 0.7]",
  },
  {
    name: "swap of fields",
    source: `function f(o) { "differentiable"; [o.a, o.b] = [o.b, o.a]; [o.a, o.b] = [o.a * o.b, o.a]; return o.a + 2 * o.b; }`,
    args: "{ a: 1.5, b: 0.7 }",
  },
  {
    name: "value of an assignment to a pattern",
    source: `function f(xs) { "differentiable"; let a, b; const same = ([a, b] = xs); return a * b + same[0] * (same === xs ? 2 : 100); }`,
    args: "[1.5, 0.7]",
  },
  {
    name: "defaults are evaluated only when they are needed",
    source: `let count = 0;
function next(x) { count++; return x * x; }
function f(x) { "differentiable"; const { a = next(x), b = next(2 * x) } = { a: x }; const [c = next(x)] = [null]; return a * b + (c ?? x); }`,
    args: "1.5",
    state: "count",
  },
  {
    name: "pattern over a Map and a Set",
    source: `function f(x, y) {
  "differentiable";
  const [[key, value], second] = new Map([["k", x * y], ["m", y]]);
  const [a, b] = new Set([x, y * y]);
  return value * second[1] + a * b + key.length;
}`,
    args: "1.5, 0.7",
  },
  {
    name: "several results by an array and by an object",
    source: `const minmax = (xs) => { let low = xs[0], high = xs[0]; for (const x of xs) { if (x < low) low = x; if (x > high) high = x; } return [low, high]; };
const stats = (xs) => { let sum = 0, squares = 0; for (const x of xs) { sum += x; squares += x * x; } return { mean: sum / xs.length, squares }; };
function f(xs) { "differentiable"; const [low, high] = minmax(xs); const { mean, squares } = stats(xs); return (high - low) * mean + squares; }`,
    args: "[1.5, -0.5, 0.7]",
  },
  {
    name: "the rest of a typed array is an array",
    source: `function f(ts) { "differentiable"; const [a, ...xs] = ts; xs.push(a * 2); return xs[0] * xs[1] * xs.pop(); }`,
    args: "new Float64Array([0.5, 1.5, 0.7])",
  },
  {
    name: "a setter that throws leaves an array pattern, whose iterator cannot be closed",
    source: `const log = [];
class Target { set level(v) { log.push(v); throw { v: v * 2 }; } }
function f(x) {
  "differentiable";
  const items = { [Symbol.iterator]() { return this; }, next() { return { value: x * x, done: false }; }, return() { log.push("return"); throw "bad"; } };
  try { [new Target().level] = items; } catch (e) { return e.v * x; }
  return x;
}`,
    args: "1.3",
    state: "log",
  },
];
