/**
 * Functions of which the compiler makes one that gives value and gradient at once (ARCHITECTURE.md), and their neighbours of which it
 * does not. What depends on the arguments is in joint-arguments.ts.
 *
 * How the gradient comes: "at once"; "apart", by the two sweeps, since there is no such function; or "given up", since there
 * is one, which could not.
 */
import type { Program } from "../support/program.ts";

export interface Joint extends Program {
  readonly comes: "at once" | "apart" | "given up";
}

export const joint: readonly Joint[] = [
  {
    name: "a number, and lists of the module",
    source: `const data = [[0.5, 1.5, -2], Float64Array.of(2, 3)];
function f(x) { "differentiable"; let s = 0; for (let i = 0; i < data[0].length; i++) s += (data[0][i] - x) ** 2 * data[1][1]; data[1]; return s; }`,
    args: "1.3",
    comes: "at once",
  },
  {
    name: "a number, and what is no list although it looks like one",
    source: `const data = { 0: 2, 1: 3, length: 2 };
function f(x) { "differentiable"; let s = 0; for (let i = 0; i < data.length; i++) s += data[i] * x * x; return s; }`,
    args: "1.3",
    comes: "given up",
  },
  {
    name: "sine and cosine of one angle",
    source: `function f(x, y) { "differentiable"; const s = Math.sin(x * y), c = Math.cos(x * y), h = Math.sinh(x), k = Math.cosh(x); return s * s * c + h * k * k * y; }`,
    args: "0.7, 1.2",
    comes: "at once",
  },
  {
    name: "sine and cosine of an angle that changes in a loop",
    source: `function f(q) { "differentiable"; let x = 0, y = 0, a = 0; for (let i = 0; i < q.length; i++) { a += q[i]; const c = Math.cos(a), s = Math.sin(a); x += c * (i + 1); y += s; } return x * y; }`,
    args: "[0.3, -0.2, 0.9]",
    comes: "at once",
  },
  {
    name: "sine and cosine of an angle that changes in between",
    source: `function f(q, w) { "differentiable"; let a = w, t = 0; for (let i = 0; i < q.length; i++) { const c = Math.cos(a); a = a * q[i]; const s = Math.sin(a); if (q[i] > 0) a += 0.5; t += c * s + Math.cos(a); } return t; }`,
    args: "[0.3, -0.2, 0.9], 0.7",
    comes: "at once",
  },
  {
    name: "sine and cosine of one angle in different branches",
    source: `function f(x, y) { "differentiable"; let t = 0; if (x > 0) { const s = Math.sin(x); t += s * y; } else { t += 1; } const c = Math.cos(x); if (y > 1) { const s = Math.sin(x); t += s * c; } return t * c; }`,
    args: "0.7, 1.2",
    comes: "at once",
  },
  {
    name: "a sum over a loop whose turns go back at once",
    source: `function f(x) {
  "differentiable";
  let s = 0;
  for (let i = 0; i + 1 < x.length; i++) { const b = x[i + 1] - x[i] ** 2; s += 100 * b * b + (1 - x[i]) ** 2; }
  return s;
}`,
    args: "[0.3, 0.8, -0.4]",
    comes: "at once",
  },
  {
    name: "the slope of a sum is known before the loop",
    source: `function f(x, y) {
  "differentiable";
  let s = 0, t = 1;
  for (const v of x) { s += v * v; t -= v; }
  const mean = s / x.length;
  return mean * 3 + t / y;
}`,
    args: "[0.3, 0.8, -0.4], 1.5",
    comes: "at once",
  },
  {
    name: "the slope of a sum is known only after the loop",
    source: `function f(x) {
  "differentiable";
  let s = 0;
  for (let i = 0; i < x.length; i++) s += Math.exp(x[i]);
  return Math.log(s);
}`,
    args: "new Float64Array([0.3, 0.8, -0.4])",
    comes: "at once",
  },
  {
    name: "a sum that a later loop reads",
    source: `function f(x) {
  "differentiable";
  let s = 1, t = 0;
  for (let i = 0; i < x.length; i++) s += x[i];
  for (let i = 0; i < x.length; i++) t += s * x[i] * x[i];
  return t;
}`,
    args: "[0.3, 0.8, -0.4]",
    comes: "at once",
  },
  {
    name: "a variable that is used in a loop, and changed after it",
    source: `function f(x) {
  "differentiable";
  let s = 0, u = x[0];
  for (let i = 0; i < x.length; i++) s += x[i] * u;
  u = u * 2;
  for (let i = 0; i < x.length; i++) s += x[i] * u;
  return s;
}`,
    args: "[0.3, 0.8, -0.4]",
    comes: "at once",
  },
  {
    name: "a number that changes from turn to turn, and was used before",
    source: `function f(x) {
  "differentiable";
  let s = 0, k = 3;
  const g = x[0] * k;
  for (let i = 0; i < x.length; i++) { s += x[i] * g * k; k *= 2; }
  return s;
}`,
    args: "[0.3, 0.8, -0.4]",
    comes: "at once",
  },
  {
    name: "an object goes from turn to turn",
    source: `function f(x) {
  "differentiable";
  let held = { v: x[0] }, s = 0;
  for (let i = 0; i < 3; i++) { const last = held; held = { v: last.v * x[1] }; s += held.v; }
  return s;
}`,
    args: "[1.5, 0.7]",
    comes: "at once",
  },
  {
    name: "states of a recurrent network go from turn to turn",
    source: `function step(w, state, x) {
  const h = new Float64Array(2);
  for (let i = 0; i < 2; i++) h[i] = Math.tanh(w[i] * x + w[2 + i] * state.h[i]);
  return { h };
}
function f(w, xs) {
  "differentiable";
  let state = { h: new Float64Array(2) }, loss = 0;
  for (const x of xs) { state = step(w, state, x); loss += state.h[0] ** 2 + state.h[1]; }
  return loss;
}`,
    args: "[0.3, -0.2, 0.5, 0.9], [0.4, 1.1, -0.6]",
    comes: "at once",
  },
  {
    name: "a buffer is read by another name, and written after the loop",
    source: `function f(x) {
  "differentiable";
  const h = new Float64Array(2), o = { h };
  h[0] = x[0]; h[1] = x[1];
  let s = 0;
  for (let i = 0; i < 2; i++) { const q = o.h; s += q[i] * x[i]; }
  h[0] = 3 * x[1];
  return s + h[0] * x[0];
}`,
    args: "[1.5, 2.5]",
    comes: "at once",
  },
  {
    name: "a buffer is read by one of two names, and written after the loop",
    source: `function f(x) {
  "differentiable";
  const h = new Float64Array(2);
  h[0] = x[0] * 2; h[1] = x[1];
  let s = 0;
  const q = x[0] < 3 ? h : x;
  for (let i = 0; i < 2; i++) s += q[i] * x[i];
  h[0] = 3 * x[1];
  return s + h[0] * x[0];
}`,
    args: "[1.5, 2.5]",
    comes: "at once",
  },
  {
    name: "scratch buffers that every turn overwrites",
    source: `function f(w) {
  "differentiable";
  const h = new Float64Array(3);
  let loss = 0;
  for (let n = 1; n < 3; n++) {
    for (let j = 0; j < 3; j++) h[j] = Math.tanh(w[j] * n);
    for (let j = 0; j < 3; j++) loss += h[j] * w[(j + 1) % 3];
  }
  return loss / 2;
}`,
    args: "[0.1, -0.4, 0.7]",
    comes: "at once",
  },
  {
    name: "a returned choice, and a switch",
    source: `function f(kind, x, y) {
  "differentiable";
  if (kind === "sum") return x + 2 * y;
  switch (kind) { case "product": return x * y; default: return x ** 2 / y; }
}`,
    args: '"product", 2, 3',
    comes: "at once",
  },
  {
    name: "a return from the middle of a loop",
    source: `function f(x) {
  "differentiable";
  for (let i = 1; i < 10; i++) if (x * i > 3) return x * x * i;
  return x;
}`,
    args: "0.8",
    comes: "apart",
  },
  {
    name: "pairs that are taken apart",
    source: `function f(points, [a, b]) { "differentiable"; let s = 0; for (const [x, y] of points) s += (a * x + b - y) ** 2; return s; }`,
    args: "[[1, 2], [3, 5]], [0.5, 1.5]",
    comes: "at once",
  },
  {
    name: "pairs that have an iterator of their own",
    source: `function f(points) { "differentiable"; let s = 0; for (const [x, y] of points) s += x * y * y; return s; }`,
    args: "[Object.assign([1, 2], { *[Symbol.iterator]() { yield 3; yield 4; } })]",
    refused: "NOT_DIFFERENTIABLE",
    comes: "given up",
  },
  {
    name: "a helper that sometimes returns nothing",
    source: `const positive = (x) => { if (x > 0) return x * x; };
function f(x, y) { "differentiable"; return (positive(x) ?? 3) * y + (positive(y) ?? 5); }`,
    args: "-0.5, 2",
    comes: "at once",
  },
  {
    name: "a key that turns out to be the length",
    source: `function f(xs, key) { "differentiable"; return xs[key] * 2; }`,
    args: '[1, 2, 3], "length"',
    gradient: "[0, 0, 0], undefined",
    comes: "apart",
  },
  {
    name: "what a call is given, and a call that serves the value alone",
    source: `function first(x, n) { for (let i = 1; i < n; i++) if (x * i > 1) return x * x * i; return x; }
function f(a, b) {
  "differentiable";
  const noted = Math.exp(first(b, 2));
  const c = Math.cos(a);
  return 2 * first(c, 4) + Math.sin(b) + 0 * (noted > 1 ? 1 : 2);
}`,
    args: "0.7, 0.4",
    comes: "at once",
  },
  {
    name: "a call whose result is not used",
    source: `function power(x, n) { return n === 0 ? 1 : x * power(x, n - 1); }
function f(x, y) { "differentiable"; const noted = Math.sin(power(x, 2)); return power(y, 3); }`,
    args: "0.7, 0.4",
    comes: "at once",
  },
  {
    name: "a list that grows before it is gone through",
    source: `function f(x) {
  "differentiable";
  const h = [];
  for (let i = 0; i < 3; i++) h[i] = x[i] ** 2;
  const n = h.length;
  let s = h.reduce((sum, v) => sum + v * v, 0);
  for (const v of h) s += v;
  return s / n;
}`,
    args: "[1, 2, 3]",
    comes: "at once",
  },
  {
    name: "a reduction by a function that calls another, and a list of objects",
    source: `function f(params, samples) {
  "differentiable";
  const { a, b } = params;
  const model = (x) => a * Math.exp(-b * x);
  return samples.reduce((sum, { x, y }) => sum + (model(x) - y) ** 2, 0);
}`,
    args: "{ a: 1.7, b: 0.6 }, [{ x: 1, y: 2 }, { x: 2, y: 0.3 }]",
    comes: "at once",
  },
  {
    name: "a reduction that is no sum",
    source: `function f(xs) { "differentiable"; const m = xs.reduce((a, x) => a + x, 0); return xs.reduce((p, x) => p * x + m, 1); }`,
    args: "[0.5, 1.5, 2]",
    comes: "at once",
  },
  {
    name: "an exception",
    source: `function f(x) { "differentiable"; if (x.length < 3) throw new RangeError("too short"); return x[0] * x[1]; }`,
    args: "[2, 3]",
    throws: "too short",
    comes: "given up",
  },
  {
    name: "an index that begins at the length of another list",
    source: `function f(head, rows) { "differentiable"; const n = head.length; let s = 0; for (let k = 0; k < rows.length; k++) { const row = rows[k]; for (let i = n; i < row.length; i++) s += row[i] ** 2 * i; } return s; }`,
    args: "[1, 2], [[0.5, 0.25, 1.5, -1], [2, 3, 0.7]]",
    comes: "at once",
  },
  {
    name: "an index that begins at a field called length",
    source: `function f(head, rows) { "differentiable"; const n = head.length; let s = 0; for (let k = 0; k < rows.length; k++) { const row = rows[k]; for (let i = n; i < row.length; i++) s += row[i] ** 2; } return s; }`,
    args: "{ length: 1 }, [[0.5, 0.25], [2, 3, 0.7]]",
    fixed: [0],
    comes: "given up",
  },
  {
    name: "a value that is no number",
    source: `function f(x) { "differentiable"; return [x * x]; }`,
    args: "2",
    comes: "apart",
  },
  {
    name: "a power by a loop: forward",
    source: `function f(x, n) { "differentiable"; let r = 1; for (let i = 0; i < n; i++) r *= x; return r; }`,
    args: "1.1, 5",
    fixed: [1],
    comes: "at once",
  },
  {
    name: "recursion by one number: forward",
    source: `function f(x, depth) {
  "differentiable";
  if (depth === 0) return Math.sin(x);
  return 0.5 * (f(0.9 * x, depth - 1) + x * f(1.05 * x + 0.1, depth - 1));
}`,
    args: "0.8, 4",
    fixed: [1],
    comes: "at once",
  },
  {
    name: "functions that call each other: forward",
    source: `function even(x, n) { return n === 0 ? x * x : odd(x * 1.1, n - 1) + x; }
function odd(x, n) { return n === 0 ? Math.cos(x) : even(x * 0.9, n - 1) * x; }
function f(x) { "differentiable"; return even(x, 5); }`,
    args: "0.8",
    comes: "at once",
  },
  {
    name: "forward, a slope that is not finite and does not count",
    source: `function f(x) { "differentiable"; let s = x; for (let i = 0; i < 2; i++) s = s * 2 + 0 * Math.sqrt(x); return s; }`,
    args: "0",
    gradient: "4",
    comes: "given up",
  },
  {
    name: "forward, with a remainder, a quotient, choices and a minimum",
    source: `function f(x) {
  "differentiable";
  let y = x;
  for (let i = 1; i < 4; i++) { y = (y % 2) / (i + y * y) + Math.min(y, 0.9) * (x > 1 ? y : -y) + Math.atan2(y, x); }
  return y ** 3;
}`,
    args: "1.3",
    comes: "at once",
  },
];
