/** Whole programs, as people write them: parsers, solvers, graphs, networks. */
import type { Program } from "../support/program.ts";

export const larger: readonly Program[] = [
  {
    name: "calculator: tokenizer, recursive descent, evaluation",
    source: `
class Parser {
  constructor(text) { this.tokens = text.match(/[a-z]+|[0-9.]+|[-+*/^()]/g); this.at = 0; }
  peek() { return this.tokens[this.at]; }
  next() { return this.tokens[this.at++]; }
  expression() {
    let left = this.term();
    while (this.peek() === "+" || this.peek() === "-") { const op = this.next(); left = { op, left, right: this.term() }; }
    return left;
  }
  term() {
    let left = this.power();
    while (this.peek() === "*" || this.peek() === "/") { const op = this.next(); left = { op, left, right: this.power() }; }
    return left;
  }
  power() {
    const base = this.atom();
    if (this.peek() !== "^") return base;
    this.next();
    return { op: "^", left: base, right: this.power() };
  }
  atom() {
    const token = this.next();
    if (token === "(") { const inner = this.expression(); this.next(); return inner; }
    if (token === "-") return { op: "negate", left: this.atom() };
    return /[0-9]/.test(token) ? { value: Number(token) } : { name: token };
  }
}
function evaluate(tree, scope) {
  if ("value" in tree) return tree.value;
  if ("name" in tree) return scope[tree.name];
  const a = evaluate(tree.left, scope);
  switch (tree.op) {
    case "negate": return -a;
    case "+": return a + evaluate(tree.right, scope);
    case "-": return a - evaluate(tree.right, scope);
    case "*": return a * evaluate(tree.right, scope);
    case "/": return a / evaluate(tree.right, scope);
    default: return a ** evaluate(tree.right, scope);
  }
}
function f(text, scope) {
  "differentiable";
  return evaluate(new Parser(text).expression(), scope);
}`,
    args: `"(x + 2.5*y)^2 / (1 - -z) - x^y^2", { x: 1.3, y: 0.7, z: 0.4 }`,
  },
  {
    name: "shortest paths with a priority queue",
    source: `
class Heap {
  constructor() { this.items = []; }
  push(item) {
    const a = this.items; a.push(item);
    for (let i = a.length - 1; i > 0; ) { const p = (i - 1) >> 1; if (a[p].d <= a[i].d) break; [a[p], a[i]] = [a[i], a[p]]; i = p; }
  }
  pop() {
    const a = this.items, top = a[0], last = a.pop();
    if (a.length > 0) {
      a[0] = last;
      for (let i = 0; ; ) {
        let k = 2 * i + 1;
        if (k >= a.length) break;
        if (k + 1 < a.length && a[k + 1].d < a[k].d) k++;
        if (a[i].d <= a[k].d) break;
        [a[i], a[k]] = [a[k], a[i]]; i = k;
      }
    }
    return top;
  }
}
function f(edges) {
  "differentiable";
  const out = new Map();
  for (const e of edges) { if (!out.has(e.from)) out.set(e.from, []); out.get(e.from).push(e); }
  const best = new Map([["a", 0]]), heap = new Heap();
  heap.push({ d: 0, node: "a" });
  while (heap.items.length > 0) {
    const { d, node } = heap.pop();
    if (d > best.get(node)) continue;
    for (const { to, w } of out.get(node) ?? []) {
      const next = d + w * w;
      if (next < (best.get(to) ?? Infinity)) { best.set(to, next); heap.push({ d: next, node: to }); }
    }
  }
  let s = 0;
  for (const [, d] of best) s += d;
  return s * best.get("e");
}`,
    args: `[["a", "b", 1.1], ["a", "c", 2.3], ["b", "c", 0.9], ["c", "d", 1.2], ["b", "d", 2.5], ["d", "e", 0.7], ["c", "e", 1.9]].map(([from, to, w]) => ({ from, to, w }))`,
  },
  {
    name: "long short-term memory over a sequence",
    source: `
const sigmoid = (x) => 1 / (1 + Math.exp(-x));
function step(params, state, x) {
  const n = state.h.length, gates = new Float64Array(4 * n);
  for (let i = 0; i < 4 * n; i++) {
    let s = params.b[i] + params.W[i] * x;
    for (let j = 0; j < n; j++) s += params.U[i * n + j] * state.h[j];
    gates[i] = s;
  }
  const c = new Float64Array(n), h = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    c[i] = sigmoid(gates[i]) * state.c[i] + sigmoid(gates[n + i]) * Math.tanh(gates[2 * n + i]);
    h[i] = sigmoid(gates[3 * n + i]) * Math.tanh(c[i]);
  }
  return { c, h };
}
function f(params, xs) {
  "differentiable";
  let state = { c: new Float64Array(2), h: new Float64Array(2) }, loss = 0;
  for (let t = 0; t + 1 < xs.length; t++) { state = step(params, state, xs[t]); loss += (state.h[0] + state.h[1] - xs[t + 1]) ** 2; }
  return loss;
}`,
    args: `(() => { const r = (n, k) => Float64Array.from({ length: n }, (_, i) => Math.sin(i * k + 1)); return { W: r(8, 1.3), U: r(16, 0.7), b: r(8, 2.1) }; })(), [0.1, 0.5, -0.3, 0.8]`,
  },
  {
    name: "Runge-Kutta with an adaptive step",
    source: `
const add = (a, b, k) => a.map((x, i) => x + k * b[i]);
function rk4(g, y, h) {
  const k1 = g(y), k2 = g(add(y, k1, h / 2)), k3 = g(add(y, k2, h / 2)), k4 = g(add(y, k3, h));
  return y.map((x, i) => x + (h / 6) * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]));
}
function f(theta, y0) {
  "differentiable";
  const g = ([x, v]) => [v, -theta.k * x - theta.c * v];
  let y = y0, t = 0, h = 0.25, rejected = 0;
  while (t < 1 - 1e-9) {
    if (t + h > 1) h = 1 - t;
    const once = rk4(g, y, h), twice = rk4(g, rk4(g, y, h / 2), h / 2);
    const error = Math.hypot(once[0] - twice[0], once[1] - twice[1]);
    if (error > 1e-5) { h /= 2; rejected++; continue; }
    y = twice; t += h;
    if (error < 1e-7) h *= 2;
  }
  return y[0] ** 2 + y[1] * rejected;
}`,
    args: "{ k: 9, c: 0.3 }, [1, 0]",
  },
];
