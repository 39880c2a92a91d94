/**
 * Arguments, and what is captured, that a joint function relies on or gives up at: the same list twice, a part of another, text
 * among numbers, holes, getters, instances. See joint.ts.
 */
import type { Joint } from "./joint.ts";

export const jointArguments: readonly Joint[] = [
  {
    name: "captured lists, of which no gradient is asked",
    source: `const data = [[1, 2], [3, 4]], offset = 0.5;
const score = (w, rows) => { let s = 0; for (const row of rows) for (let j = 0; j < w.length; j++) s += (w[j] - row[j]) ** 2 * offset; return s / rows.length; };
const f = (w) => { "differentiable"; return score(w, data); };`,
    args: "[0.1, 0.2]",
    comes: "at once",
  },
  {
    name: "a captured list is the argument itself",
    source: `const shared = [0.4, 0.7];
function f(w) { "differentiable"; let s = 0; for (let i = 0; i < 2; i++) s += w[i] * shared[i]; return s; }`,
    args: "shared",
    gradient: "[0.8, 1.4]",
    comes: "given up",
  },
  {
    name: "a captured list is a part of the argument",
    source: `const shared = [0.4, 0.7], table = [shared];
function f(o) { "differentiable"; let s = 0; for (const row of table) for (const v of row) s += v * v * o.k; return s; }`,
    args: "{ k: 2, list: shared }",
    gradient: "{ k: 0.65, list: [1.6, 2.8] }",
    comes: "given up",
  },
  {
    name: "one list in two arguments",
    source: `function f(a, b) { "differentiable"; let s = 0; for (let i = 0; i < 2; i++) s += a[i] * b[i] + a[0]; return s; }`,
    args: "...(() => { const one = [0.4, 0.7]; return [one, one]; })()",
    gradient: "[2.8, 1.4], [2.8, 1.4]",
    comes: "at once",
  },
  {
    name: "a list inside of an argument that refers to itself",
    source: `function f(o) { "differentiable"; return o.self.list[0] * o.list[1]; }`,
    args: "(() => { const o = { list: [2, 3] }; o.self = o; return o; })()",
    gradient: "(() => { const o = { list: [3, 2] }; o.self = o; return o; })()",
    comes: "apart",
  },
  {
    name: "text among the numbers of an argument",
    source: `function f(o) { "differentiable"; return o.w[0] * o.k; }`,
    args: '{ name: "w", w: [2, 3], k: 5 }',
    comes: "at once",
  },
  {
    name: "a number as text",
    source: `function f(xs) { "differentiable"; let s = 0; for (const x of xs) s -= x * x; return s; }`,
    args: '[2, "3"]',
    gradient: "[-4, undefined]",
    comes: "given up",
  },
  {
    name: "a list with a hole, reduced",
    source: `function f(xs) { "differentiable"; return xs.reduce((sum, x) => sum + x * x, 0); }`,
    args: "[2, , 3]",
    gradient: "[4, undefined, 6]",
    comes: "given up",
  },
  {
    name: "a list with a reduce of its own",
    source: `function f(xs) { "differentiable"; return xs.reduce((sum, x) => sum + x * x, 1); }`,
    args: "Object.assign([2, 3], { reduce(g, start) { return g(start, this[1]); } })",
    refused: "NOT_DIFFERENTIABLE",
    comes: "given up",
  },
  {
    name: "a method of the argument by which it is changed",
    source: `function f(xs) { "differentiable"; xs.push(xs[0] * 2); let s = 0; for (const x of xs) s += x * x; return s; }`,
    args: "[2, 3]",
    comes: "apart",
  },
  {
    name: "a getter among the numbers of an argument",
    source: `let asked = 0;
function f(o) { "differentiable"; return o.w > 2 ? o.k * 3 : o.k; }`,
    args: "{ k: 2, get w() { asked++; return 3; } }",
    state: "asked > 0",
    gradient: "{ k: 3 }",
    comes: "apart",
  },
  {
    name: "instances of a class",
    source: `class Point { constructor(x, y) { this.x = x; this.y = y; } norm() { return Math.hypot(this.x, this.y); } }
class Place extends Point { constructor(x, y, z) { super(x, y); this.z = z; } }
const length = (p) => p.norm();
function f(a, b) { "differentiable"; return Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2 + b.z ** 2); }`,
    args: "new Point(1, 2), new Place(4, 6, 0.5)",
    comes: "at once",
  },
  {
    name: "instances of a class that has a getter",
    source: `class Point { constructor(x) { this.x = x; } get twice() { return 2 * this.x; } }
function f(p) { "differentiable"; return p.x * p.twice; }`,
    args: "new Point(1.5)",
    comes: "apart",
  },
  {
    name: "instances of a class that has private fields",
    source: `class Point { #y = 3; constructor(x) { this.x = x; } y() { return this.#y; } }
function f(p) { "differentiable"; return p.x * p.y(); }`,
    args: "new Point(1.5)",
    gradient: '{ x: 3, "#y": 1.5 }',
    comes: "apart",
  },
  {
    name: "lists in lists, for a function that calls itself, which takes an item for a number or for a list",
    source: `function sum(list, i) {
  const item = list[i];
  if (typeof item === "number") return item * item;
  let s = 0;
  for (let j = 0; j < item.length; j++) s += sum(item, j) * (j + 1);
  return s;
}
function f(lists) { "differentiable"; return sum(lists, 0); }`,
    args: "[[1, [2, [3, 4]], 5]]",
    comes: "given up",
  },
  {
    name: "a tree, for a function that calls itself, and may give back a node",
    source: `function value(node) {
  switch (node.kind) {
    case "number": return node.v;
    case "sum": return value(node.l) + value(node.r);
    case "product": return value(node.l) * value(node.r);
    default: return node;
  }
}
function f(node) { "differentiable"; return value(node); }`,
    args: `{ kind: "product", l: { kind: "number", v: 2 }, r: { kind: "sum", l: { kind: "number", v: 3 }, r: { kind: "number", v: 4 } } }`,
    comes: "given up",
  },
  {
    name: "a tree with a field that is a number or a node, read before it is known which",
    source: `const value = ({ kind, v, w }) => kind === "number" ? v : kind === "same" ? (v === w ? value(v) * 2 : v) : value(v) * value(w);
function f(node) { "differentiable"; return value(node) * value(node); }`,
    args: `{ kind: "product", v: { kind: "number", v: 2, w: "none" }, w: { kind: "product", v: { kind: "number", v: 3 }, w: { kind: "number", v: 4 } } }`,
    comes: "given up",
  },
  {
    name: "a tree of numbers alone, for a function that calls itself",
    source: `function total(node) {
  let s = node.v * node.v;
  for (let i = 0; i < node.children.length; i++) s += total(node.children[i]) * 2;
  return s;
}
function f(node) { "differentiable"; return total(node); }`,
    args: `{ v: 1, children: [{ v: 2, children: [] }, { v: 3, children: [{ v: 4, children: [] }] }] }`,
    comes: "at once",
  },
  {
    name: "an object that is the argument or a part of it, and has not the field that is read first",
    source: `function f(o) { "differentiable"; const q = o.flag ? o.part : o; return (q.x ?? q.a) * 2; }`,
    args: "{ flag: false, a: 3, part: { x: 4 } }",
    gradient: "{ a: 2, part: { x: 0 } }",
    comes: "given up",
  },
];
