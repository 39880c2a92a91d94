/** The features of the language and of the API, each as a function of one number, and in which modes it is differentiated. */

export const MODES = [
  "gradient",
  "jvp",
  "hvp",
  "nested gradient",
  "nested jvp",
  "nested pullback",
  "nested hvp",
] as const;
export type Mode = (typeof MODES)[number];

/** How a cell reads: exact; exact, by sweeps in reverse; or the code of the error. */
export type Cell = "yes" | "in reverse" | "ORDER_EXCEEDED" | "NOT_DIFFERENTIABLE";

export interface Feature {
  readonly name: string;
  /** Declares `f`. */
  readonly source: string;
  /** What is not `"yes"`. */
  readonly cells?: Partial<Record<Mode, Cell>>;
  /** The derivatives at 0.7, where differences cannot tell them. */
  readonly slope?: number;
  readonly curvature?: number;
}

const NO_TANGENT = {
  jvp: "in reverse",
  hvp: "NOT_DIFFERENTIABLE",
  "nested gradient": "NOT_DIFFERENTIABLE",
  "nested jvp": "NOT_DIFFERENTIABLE",
  "nested pullback": "NOT_DIFFERENTIABLE",
  "nested hvp": "NOT_DIFFERENTIABLE",
} as const;

export const features: readonly Feature[] = [
  { name: "arithmetic and `Math`", source: `const f = (x) => Math.exp(-x * x) * Math.sin(3 * x) + x ** 3 / (1 + x);` },
  {
    name: "branches, loops, `break`, `continue`, `switch`",
    source: `const f = (x) => { let s = 0; outer: for (let i = 0; i < 9; i++) { if (i === 2) continue; switch (i) { case 7: break outer; case 3: s += x; default: s = s * x + i; } } return s; };`,
  },
  {
    name: "recursion and helpers",
    source: `const pow = (x, n) => n === 0 ? 1 : x * pow(x, n - 1); const f = (x) => pow(x, 4) * pow(2 * x, 2);`,
  },
  {
    name: "arrays, mutated and aliased",
    source: `const f = (x) => { const a = [x, 2 * x, 1]; const b = a; b[2] = a[0] * a[1]; a.push(b[2] * x); a.reverse(); return a[0] * b[1] + a.length; };`,
  },
  {
    name: "typed arrays",
    source: `const f = (x) => { const a = new Float64Array(4); for (let i = 0; i < 4; i++) a[i] = x ** (i + 1); a.subarray(1).set([a[0] * a[3]], 1); let s = 0; for (const v of a) s += v * v; return s; };`,
  },
  {
    name: "views of a buffer",
    source: `const f = (x) => { const b = new ArrayBuffer(32), p = new Float64Array(b, 0, 2), q = new Float64Array(b, 16); p[1] = x; q[0] = p[1] * x; const all = new Float64Array(p.buffer); return all[2] * all[1]; };`,
  },
  {
    name: "functions inside that call themselves from callbacks",
    source: `const f = (x) => { const walk = (n) => { let s = n.v * x; n.kids.forEach((k) => { s += walk(k) * x; }); return s; }; return walk({ v: x, kids: [{ v: 2, kids: [{ v: x * x, kids: [] }] }] }); };`,
  },
  {
    name: "methods of arrays with callbacks",
    source: `const f = (x) => [1, 2, 3].map((k) => Math.sin(k * x)).filter((v, i) => i !== 1).reduce((s, v) => s * v + x, 1);`,
  },
  {
    name: "objects, spread, destructuring",
    source: `const f = (x) => { const o = { a: x, b: [x * x, 3], get sq() { return this.a * this.a; } }; const { a, b: [c, ...r], ...rest } = { ...o, d: 1 }; o.a += c; return Object.values(o)[2] * o.a * a + r[0] * c * rest.sq; };`,
  },
  {
    name: "classes, methods, inheritance, accessors",
    source: `class P { constructor(v) { this.v = v; } get sq() { return this.v * this.v; } plus(o) { return new this.constructor(this.v + o.v); } }
class Q extends P { constructor(v) { super(v * 2); } plus(o) { return super.plus(o); } get sq() { return super.sq * this.v; } static of(v) { return new this(v); } }
class R extends Q { static of(v) { return super.of(v * v); } }
const f = (x) => R.of(x).plus(new Q(x)).sq * new P(x).sq;`,
  },
  {
    name: "closures that assign what they captured",
    source: `const f = (x) => { let total = x; const add = (v) => { total = total * v + x; }; for (let i = 0; i < 3; i++) add(x + i); return total; };`,
  },
  {
    name: "`Map` and `Set`",
    source: `const f = (x) => { const m = new Map([["a", x]]); m.set("b", m.get("a") * x); let s = 0; for (const [k, v] of m) s += v * v + k.length; const t = new Set([{ v: x }]); for (const o of t) s *= o.v; const k = {}; return s * new WeakMap([[k, x * x]]).get(k); };`,
  },
  {
    name: "exceptions",
    source: `const f = (x) => { let y = x; try { y *= x; throw { v: y * x }; } catch (e) { y += e.v * e.v; } finally { y *= 2; } return y; };`,
  },
  {
    name: "exceptions out of methods, callbacks and accessors",
    source: `class P { constructor(v) { this.v = v; } run(k) { this.v *= k; throw { v: this.v * k }; } get sq() { throw this.v * this.v; } }
const f = (x) => { let s = x; const p = new P(x); try { [1, 2].forEach((k) => { s += k * x * x; if (k === 2) throw s * x; }); } catch (e) { s *= e; } try { p.run(s); } catch (e) { s += e.v; } try { s += p.sq; } catch (e) { s += e * p.v; } return s; };`,
  },
  {
    name: "variables and objects of the module",
    source: `let total = 0; const memory = { w: 1 }; const f = (x) => { total = x * x; memory.w = total * x; return total * memory.w; };`,
    // The function of an inner gradient may change only what it has made.
    cells: {
      "nested gradient": "NOT_DIFFERENTIABLE",
      "nested pullback": "NOT_DIFFERENTIABLE",
      "nested hvp": "NOT_DIFFERENTIABLE",
    },
  },
  { name: "`checkpointed`", source: `const f = (x) => checkpointed((y) => Math.sin(y) * y, x) * x;` },
  {
    name: "`root` and `fixedPoint`",
    source: `const f = (x) => { const [a, b] = root(([a, b], t) => [a * a * t - b, b ** 3 + b * a - 2 * t], [1, 1], x); return a * fixedPoint((y) => Math.cos(x * y) * b, 0.5); };`,
  },
  {
    name: "`ignore` and `stopGradient`",
    source: `const f = (x) => x * x * ignore(() => x) * stopGradient(x);`,
    slope: 2 * 0.7 ** 3,
    curvature: 2 * 0.7 ** 2,
  },
  {
    name: "`adjoint` with a rule of tangents",
    source: `const sq = adjoint((x) => x * x, (x) => [x * x, (dy) => [2 * x * dy]], ([x], [dx]) => { "differentiable"; return [x * x, 2 * x * dx]; }); const f = (x) => sq(x) * x;`,
  },
  {
    name: "`adjoint` without one",
    source: `const sq = adjoint((x) => x * x, (x) => [x * x, (dy) => [2 * x * dy]]); const f = (x) => sq(x) * x;`,
    cells: NO_TANGENT,
  },
  { name: "`hook`", source: `const f = (x) => hook(x, (d) => d) * x * x;`, cells: NO_TANGENT },
  {
    name: "generators",
    source: `const f = (x) => { let s = 0; for (const v of (function* () { yield x * x; yield x ** 3; })()) s = s * x + v; return s; };`,
  },
  {
    name: "generators with `try` or `yield*`",
    source: `const f = (x) => { let s = x; const both = function* () { try { yield* [x * x, x ** 3]; } finally { s *= x; } }; for (const v of both()) { s = s * x + v; if (s < x) break; } const g = both(); s += g.next().value; return s * g.return(x).value; };`,
  },
  {
    name: "iterators of one's own",
    source: `class R { constructor(x) { this.x = x; } [Symbol.iterator]() { let i = 0; const { x } = this; return { next: () => i < 3 ? { value: x ** ++i, done: false } : { value: undefined, done: true } }; } }
      const f = (x) => { let s = 0; for (const v of new R(x)) s = s * x + v; return s; };`,
  },
  {
    name: "calls of `async` functions",
    source: `const g = async (o) => { o.v *= o.v; return o.v; }; const f = (x) => { const o = { v: x }; g(o); return o.v * x; };`,
    cells: { jvp: "in reverse", "nested hvp": "ORDER_EXCEEDED" },
  },
  {
    name: "private members",
    source: `class A { #v; constructor(v) { this.#v = v; } sq() { return this.#v * this.#v; } } const f = (x) => new A(x).sq() * x;`,
  },
  {
    name: "a class inside of a function",
    source: `const f = (x) => { const k = x * x; class A { #k = k; constructor(v) { this.v = v * x; } get sq() { return this.v * this.#k; } } class B extends A { constructor(v) { super(v * k); } } return new B(x).sq; };`,
  },
  {
    name: "a class that extends `Array`, a typed array, `Map` or `Set`",
    source: `class List extends Array { total() { let s = 0; for (const y of this) s += y * y; return s; } } const f = (x) => { const list = new List(); list.push(x, x * x); return list.total(); };`,
    cells: NO_TANGENT,
  },
  {
    name: "a loop over a `Set` or `Map` that adds to it",
    source: `const f = (x) => { let s = 0; const open = new Set([1]); for (const n of open) { s += x ** n; if (n < 3) open.add(n + 1); } return s; };`,
  },
];
