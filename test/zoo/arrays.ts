/** Arrays: elements read and written, aliases, holes, lengths, and sorting in place. */
import type { Program } from "../support/program.ts";

export const arrays: readonly Program[] = [
  {
    name: "element overwritten after it was used",
    source: `function f(xs) { "differentiable"; const y = xs[0] * xs[0]; xs[0] = 5; const z = xs[0] * xs[1]; xs[1] = y * z; return xs[1] * xs[0] + y; }`,
    args: "[1.5, -0.5]",
  },
  {
    name: "two names for one array",
    source: `function f(xs) { "differentiable"; const ys = xs; ys[0] = xs[1] * xs[0]; xs[1] = ys[0] * 2; return ys[1] * xs[0]; }`,
    args: "[1.5, -0.5]",
  },
  {
    name: "two parameters that are one array",
    source: `const shared = (x) => { const xs = [x, 2 * x]; return g(xs, xs); };
function g(a, b) { for (let i = 0; i < 2; i++) { a[i] = b[1 - i] * a[i]; } return a[0] * b[1]; }
function f(x) { "differentiable"; return shared(x) + g([x, 1], [x, 2]); }`,
    args: "1.5",
  },
  {
    name: "the same array as two arguments",
    source: `function f(a, b) { "differentiable"; a[0] *= 3; return a[0] * b[0] + a[1] * b[0] + b[1]; }`,
    args: "...(() => { const xs = [1.5, -0.5]; return [xs, xs]; })()",
  },
  {
    name: "prefix sums in place",
    source: `function f(xs) { "differentiable"; for (let i = 1; i < xs.length; i++) xs[i] += xs[i - 1] * xs[i]; return xs[xs.length - 1] * xs[0]; }`,
    args: "[1.5, -0.5, 0.7, 2]",
  },
  {
    name: "scratch buffer overwritten at every turn",
    source: `function f(xs) {
  "differentiable";
  const scratch = [0, 0]; let s = 0;
  for (const x of xs) { scratch[0] = x * x; scratch[1] = scratch[0] + x; for (let k = 0; k < 2; k++) scratch[k] = Math.sin(scratch[k]) * scratch[1 - k]; s += scratch[0] * scratch[1]; }
  return s;
}`,
    args: "[1.5, -0.5, 0.7]",
  },
  {
    name: "matrix times vector in nested arrays",
    source: `function matvec(W, x) { const y = []; for (let i = 0; i < W.length; i++) { let s = 0; for (let j = 0; j < x.length; j++) s += W[i][j] * x[j]; y.push(s); } return y; }
function f(W, x) { "differentiable"; let s = 0; for (const y of matvec(W, x)) s += y * y; return s; }`,
    args: "[[1, 2, 3], [4, 5, 6]], [0.5, -1, 0.7]",
  },
  {
    name: "rows that are aliased",
    source: `function f(row) { "differentiable"; const M = [row, row, row.slice()]; M[0][1] *= M[2][0]; let s = 0; for (const r of M) s += r[0] * r[1]; return s; }`,
    args: "[1.5, -0.5]",
  },
  {
    name: "row replaced by the function",
    source: `function f(M) { "differentiable"; const first = M[0][0]; M[0] = [M[1][0] * 2, first]; return M[0][0] * M[0][1] * M[1][0]; }`,
    args: "[[1.5], [0.7]]",
  },
  {
    name: "index computed from an active value",
    source: `function f(xs, x) { "differentiable"; const i = Math.floor(x); return xs[i] * (x - i) + xs[i + 1] * (1 - x + i); }`,
    args: "[1.5, -0.5, 0.7], 1.3",
  },
  {
    name: "nested index",
    source: `function f(xs, index) { "differentiable"; return xs[index[index[0]]] * xs[index[0]]; }`,
    args: "[1.5, -0.5, 0.7], [1, 2]",
    fixed: [1],
  },
  {
    name: "holes and undefined",
    source: `function f(xs) { "differentiable"; let s = 0; for (let i = 0; i < xs.length; i++) if (i in xs) s += (xs[i] ?? 10) * xs[0]; xs[5] = s; return s * xs[5] + xs.length; }`,
    args: "[1.5, , 0.7, undefined]",
  },
  {
    name: "reading beyond the end",
    source: `function f(xs) { "differentiable"; const last = xs[xs.length]; return last === undefined ? xs[0] * 2 : last; }`,
    args: "[1.5, 2]",
  },
  {
    name: "length assigned",
    source: `function f(xs) { "differentiable"; const y = xs[2] * xs[0]; xs.length = 1; xs[2] = y; xs.length += 1; return y * xs[0] + xs.length * xs[2]; }`,
    args: "[1.5, -0.5, 0.7]",
  },
  {
    name: "stack machine: push and pop",
    source: `function f(x, y) {
  "differentiable";
  const stack = [];
  for (const step of ["x", "y", "*", "x", "+", "y", "*"]) {
    if (step === "x") stack.push(x);
    else if (step === "y") stack.push(y);
    else { const b = stack.pop(), a = stack.pop(); stack.push(step === "*" ? a * b : a + b); }
  }
  return stack[0] * stack.length;
}`,
    args: "1.5, 0.7",
  },
  {
    name: "queue: shift, unshift, push of several",
    source: `function f(x, y) { "differentiable"; const q = [x, y]; q.push(x * y, 2 * x); q.unshift(q.shift() * 3, y); let s = 1; while (q.length > 0) s = s * 0.5 + q.shift() * q.length; return s; }`,
    args: "1.5, 0.7",
  },
  {
    name: "splice",
    source: `function f(xs, y) { "differentiable"; const out = xs.splice(1, 2, y, xs[0] * y, 3); return out[0] * out[1] + xs[1] * xs[2] + xs[4] * xs.length + xs.splice(-1)[0] * xs[0]; }`,
    args: "[1.5, -0.5, 0.7, 2], 0.9",
  },
  {
    name: "reverse and fill, in place",
    source: `function f(xs, y) { "differentiable"; const same = xs.reverse(); xs[0] *= same[1]; xs.fill(y * y, 2, 3); return xs[0] * xs[1] + xs[2] * xs[3] * (same === xs); }`,
    args: "[1.5, -0.5, 0.7, 2], 0.9",
  },
  {
    name: "copyWithin",
    source: `function f(xs) { "differentiable"; xs.copyWithin(0, 2); return xs[0] * xs[1] + xs[2] * xs[3]; }`,
    args: "[1.5, -0.5, 0.7, 2]",
  },
  {
    name: "sort in place",
    source: `function f(xs) { "differentiable"; xs.sort((a, b) => a - b); let s = 0; for (let i = 0; i < xs.length; i++) s += xs[i] * xs[i] * (i + 1); return s; }`,
    args: "[1.5, -0.5, 0.7, 3]",
  },
  {
    name: "sort without a comparator",
    source: `function f(xs) { "differentiable"; xs.sort(); return xs[0] * 3 + xs[1] * xs[2]; }`,
    args: "[5, 10, 9]",
    gradient: "[9, 3, 5]",
  },
  {
    name: "sort of objects by an active field",
    source: `function f(ps) { "differentiable"; const sorted = ps.toSorted((p, q) => p.x - q.x); ps.sort((p, q) => q.x - p.x); sorted[0].x *= 2; return sorted[0].x * ps[0].x + ps[2].x * ps[1].x; }`,
    args: "[{ x: 1.5 }, { x: -0.5 }, { x: 0.7 }]",
  },
  {
    name: "bubble sort by swaps",
    source: `function f(xs) {
  "differentiable";
  for (let i = 0; i < xs.length; i++) for (let j = 0; j + 1 < xs.length - i; j++) if (xs[j] > xs[j + 1]) [xs[j], xs[j + 1]] = [xs[j + 1], xs[j]];
  return xs[0] + 2 * xs[1] * xs[2] + xs[3] ** 2;
}`,
    args: "[1.5, -0.5, 3, 0.7]",
  },
  {
    name: "two-dimensional table by dynamic programming",
    source: `function f(a, b) {
  "differentiable";
  const D = Array.from({ length: a.length + 1 }, () => new Array(b.length + 1).fill(0));
  for (let i = 1; i <= a.length; i++) for (let j = 1; j <= b.length; j++) {
    const cost = (a[i - 1] - b[j - 1]) ** 2;
    D[i][j] = cost + Math.min(D[i - 1][j] + 0.3, D[i][j - 1] + 0.4, D[i - 1][j - 1]);
  }
  return D[a.length][b.length];
}`,
    args: "[1.5, -0.5, 0.7], [1.2, 0.1]",
  },
  {
    name: "array made by its constructor",
    source: `function f(x) { "differentiable"; const a = new Array(3), b = Array(2).fill(x), c = Array.of(x, 2), d = new Array(x, x * x); a[1] = x; return a[1] * b[1] * c[0] + c[1] * d[1] * a.length; }`,
    args: "1.5",
  },
  {
    name: "array made without new, of a length that is not a literal",
    source: `function squares(xs) { const ys = Array(xs.length); for (let i = 0; i < xs.length; i++) ys[i] = xs[i] * xs[i]; return ys; }
function f(xs) { "differentiable"; const counts = Array(xs.length).fill(1); return squares(xs).reduce((s, y, i) => s + y * counts[i], 0); }`,
    args: "[1.5, -0.5]",
  },
  {
    name: "array with a named field",
    source: `function f(xs, k) { "differentiable"; const ys = [xs[0] * 2, xs[1]]; ys.scale = k * k; ys["0"] *= ys.scale; return ys[0] * ys[1] * ys["scale"]; }`,
    args: "[1.5, -0.5], 0.9",
  },
  {
    name: "matrix product, transposed and accumulated",
    source: `function f(A, B) {
  "differentiable";
  const n = A.length, C = A.map((row) => row.map(() => 0));
  for (let i = 0; i < n; i++) for (let k = 0; k < n; k++) for (let j = 0; j < n; j++) C[i][j] += A[i][k] * B[k][j];
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) [C[i][j], C[j][i]] = [C[j][i], C[i][j]];
  let s = 0;
  C.forEach((row, i) => row.forEach((c, j) => { s += c * c * (i + 2 * j); }));
  return s;
}`,
    args: "[[1, 0.5], [-0.3, 2]], [[0.4, 1], [1.2, -0.7]]",
  },
  {
    name: "an argument grows",
    source: `function f(xs) { "differentiable"; const n = xs.length; for (let i = 0; i < n; i++) xs.push(xs[i] * xs[i]); let s = 0; for (const x of xs) s += x; return s; }`,
    args: "[1.5, -0.5]",
  },
  {
    name: "an argument is emptied",
    source: `function f(xs) { "differentiable"; let s = 1; while (xs.length) s = s * xs.pop() + xs.length; return s; }`,
    args: "[1.5, -0.5, 0.7]",
  },
  {
    name: "a cyclic array",
    source: `function f(xs) { "differentiable"; return xs[1][1][0] * xs[0] + xs[1][2]; }`,
    args: "(() => { const xs = [1.5, null, 0.7]; xs[1] = xs; return xs; })()",
  },
  {
    name: "the result is the argument",
    source: `function f(xs, y) { "differentiable"; xs[0] *= y; return xs; }`,
    args: "[1.5, -0.5], 0.7",
  },
  {
    name: "the result holds the argument twice",
    source: `function f(xs, y) { "differentiable"; const before = xs[1]; xs[1] = y * before; return { a: xs, b: [xs[0], before] }; }`,
    args: "[1.5, -0.5], 0.7",
  },
  {
    name: "an argument that is lengthened and cut, and never read",
    source: `function f(xs, x) { "differentiable"; xs.unshift(-0.8, xs.pop()); xs.length = 3; return x; }`,
    args: "[-0.7, 0.1, -0.3], 1.5",
  },
  {
    name: "what has a length and elements, where a list is asked for",
    source: `class P { constructor(a, b) { this.p = a * b; } }
const g = (a, b) => a * b * b;
function f(x, y) { "differentiable"; const o = { 0: x, 1: y, length: 2 }; const t = new Float64Array([x, y]); const it = { ...o, [Symbol.iterator]: Array.prototype[Symbol.iterator] };
  let s = g.apply(null, o) + Reflect.apply(g, null, t) * 2 + Math.max.apply(null, t) + Reflect.construct(P, o).p * 3 + new P(...it).p;
  for (const v of it) s = s * v + 1;
  const [first] = it; const rest = Array.prototype.slice.call(t, 1); const [head] = Array.prototype.slice.call(o); t[1] = 5; o[0] = 7;
  return s * first + rest[0] * head + Array.from(o)[1] * Array.prototype.map.call(o, (v) => v * x)[0] + [].concat(o)[0][1]; }`,
    args: "1.3, 0.7",
  },
];
