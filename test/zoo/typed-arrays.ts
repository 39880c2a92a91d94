/** Typed arrays: views, rounding, methods, and the numeric kernels that people write over them. */
import type { Program } from "../support/program.ts";

export const typedArrays: readonly Program[] = [
  {
    name: "matrix product over typed arrays",
    source: `function f(A, B, n) {
  "differentiable";
  const C = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) { let s = 0; for (let k = 0; k < n; k++) s += A[i * n + k] * B[k * n + j]; C[i * n + j] = s; }
  let t = 0;
  for (let i = 0; i < C.length; i++) t += C[i] * C[i] * (i + 1);
  return t;
}`,
    args: "new Float64Array([1, 0.5, -0.3, 2]), new Float64Array([0.4, 1, 1.2, -0.7]), 2",
    fixed: [2],
  },
  {
    name: "matrix product accumulated in place",
    source: `function f(A, B) {
  "differentiable";
  const n = 2, C = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let k = 0; k < n; k++) { const a = A[i * n + k]; for (let j = 0; j < n; j++) C[i * n + j] += a * B[k * n + j]; }
  return C[0] * C[3] - C[1] * C[2] + C[0];
}`,
    args: "new Float64Array([1, 0.5, -0.3, 2]), new Float64Array([0.4, 1, 1.2, -0.7])",
  },
  {
    name: "in place over an argument",
    source: `function f(xs) { "differentiable"; for (let i = 0; i < xs.length; i++) xs[i] = Math.tanh(xs[i]) * xs[0]; let s = 0; for (const x of xs) s += x * x; return s; }`,
    args: "new Float64Array([1.5, -0.5, 0.7])",
  },
  {
    name: "subarray shares its buffer",
    source: `function f(xs) { "differentiable"; const tail = xs.subarray(1); tail[0] *= xs[0]; xs[2] = tail[0] * 2; return tail[1] * xs[1] + tail.length; }`,
    args: "new Float64Array([1.5, -0.5, 0.7])",
  },
  {
    name: "two views of one buffer",
    source: `function f(x, y) { "differentiable"; const buffer = new ArrayBuffer(32); const a = new Float64Array(buffer), b = new Float64Array(buffer, 8, 2); a[1] = x * y; b[1] = b[0] * x; a[2] += b[0]; return a[2] * b[1] + a[1]; }`,
    args: "1.5, 0.7",
  },
  {
    name: "arguments that are views of one buffer",
    source: `function f(a, b) { "differentiable"; b[0] *= 3; return a[1] * b[0] * a[0] + b[1]; }`,
    args: "...(() => { const xs = new Float64Array([1.5, -0.5, 0.7]); return [xs.subarray(0, 2), xs.subarray(1)]; })()",
    gradient: "new Float64Array([2.25, -13.5]), new Float64Array([-13.5, 1])",
  },
  {
    name: "subarray of a subarray in a loop",
    source: `function norm(xs) { let s = 0; for (let i = 0; i < xs.length; i++) s += xs[i] * xs[i]; return s; }
function f(W) { "differentiable"; let s = 0; for (let r = 0; r < 3; r++) { const row = W.subarray(r * 2, r * 2 + 2); s += norm(row) * norm(row.subarray(1)); row[0] = s; } return s * W[2]; }`,
    args: "new Float64Array([1.5, -0.5, 0.7, 0.9, -1.1, 0.3])",
  },
  {
    name: "Float16Array, where the engine has it, rounds",
    source: `const Halves = globalThis.Float16Array ?? Float32Array;
function f(x) { "differentiable"; const xs = new Halves(2); xs[0] = x; xs[1] = xs[0] * 0.5; const ys = Halves.of(x, 2), zs = Halves.from([x]), vs = new Halves(xs.buffer); return xs[1] * 3 + ys[0] * zs[0] + vs.map((v) => v * 2)[0]; }`,
    args: "1.5",
    gradient: "3 * 0.5 + 2 * 1.5 + 2",
  },
  {
    name: "Float16Array as an argument",
    source: `function f(xs) { "differentiable"; return xs[0] ** 2 * xs[1] + xs.reduce((s, x) => s + x, 0); }`,
    args: "new (globalThis.Float16Array ?? Float32Array)([1.5, -0.5])",
    gradient: "new (globalThis.Float16Array ?? Float32Array)([2 * 1.5 * -0.5 + 1, 1.5 * 1.5 + 1])",
  },
  {
    name: "Float32Array rounds",
    source: `function f(x) { "differentiable"; const xs = new Float32Array(2); xs[0] = x; xs[1] = xs[0] * x; return xs[1] * 3 + xs[0]; }`,
    args: "1.1",
    gradient: "1.1 * 3 + Math.fround(1.1) * 3 + 1",
    tolerance: 1e-14,
  },
  {
    name: "Float32Array as an argument",
    source: `function f(xs) { "differentiable"; let s = 0; for (let i = 0; i < xs.length; i++) s += xs[i] * xs[i]; xs[0] = s; return s * xs[1]; }`,
    args: "new Float32Array([1.5, -0.5, 0.25])",
    gradient: "new Float32Array([2 * 1.5 * -0.5, 2.5625 + 2 * 0.25, 2 * 0.25 * -0.5])",
  },
  {
    name: "integer typed arrays truncate, so nothing flows",
    source: `function f(x) { "differentiable"; const xs = new Int32Array(2), ys = new Uint8ClampedArray([x, 300]); xs[0] = x * 10; return xs[0] * x + ys[1] * x; }`,
    args: "1.25",
  },
  {
    name: "integer typed array as an argument",
    source: `function f(xs, y) { "differentiable"; return xs[0] * xs[1] * y; }`,
    args: "new Int32Array([3, 4]), 1.5",
    gradient: "new Float64Array([6, 4.5]), 12",
  },
  {
    name: "made from arrays, from typed arrays, from iterables",
    source: `function f(x, xs) { "differentiable"; const a = new Float64Array([x, x * x]), b = new Float64Array(xs), c = Float64Array.from(xs, (v) => v * x), d = Float64Array.of(x, 2), e = new Float64Array(new Set([x, 5])); b[0] *= 2; return a[1] * b[0] * c[1] + d[0] * d[1] * e[0] + xs[0]; }`,
    args: "1.5, new Float64Array([0.7, -0.5])",
  },
  {
    name: "set, slice, fill, copyWithin",
    source: `function f(xs, y) { "differentiable"; const a = new Float64Array(5); a.set(xs, 1); a.set([y, y * y], 3); const b = a.slice(1, 4); a.fill(y, 0, 2); b[0] *= 3; a.copyWithin(4, 0, 1); return a[0] * a[2] * a[3] + b[0] * b[2] + a[4]; }`,
    args: "new Float64Array([1.5, -0.5, 0.7]), 0.9",
  },
  {
    name: "set within one buffer",
    source: `function f(xs) { "differentiable"; xs.set(xs.subarray(0, 2), 1); return xs[0] * xs[1] * xs[2]; }`,
    args: "new Float64Array([1.5, -0.5, 0.7])",
  },
  {
    name: "map, filter, reduce, forEach, every over typed arrays",
    source: `function f(xs, k) {
  "differentiable";
  const ys = xs.map((x) => x * x * k), zs = xs.filter((x) => x > 0);
  let s = 0; ys.forEach((y, i) => { s += y * i; });
  return s + zs.reduce((a, b) => a * b, 1) * xs.reduce((a, b) => a + b) + (xs.every((x) => x < 2) ? k : 0) + xs.find((x) => x < 0);
}`,
    args: "new Float64Array([1.5, -0.5, 0.7]), 0.9",
  },
  {
    name: "sort, reverse, toSorted, at, with of typed arrays",
    source: `function f(xs) { "differentiable"; const t = xs.toSorted(), w = xs.with(0, xs[1] * xs[2]); xs.sort(); xs[0] *= 2; xs.reverse(); return xs[0] * 3 + xs.at(-1) * t[1] + w[0] * t.at(0); }`,
    args: "new Float64Array([1.5, -0.5, 0.7])",
  },
  {
    name: "destructuring, spread and for of typed arrays",
    source: `function f(xs) { "differentiable"; const [a, ...r] = xs; const all = [...xs, a]; let s = 0; for (const x of xs) s += x * all[3]; return s * r[1]; }`,
    args: "new Float64Array([1.5, -0.5, 0.7])",
  },
  {
    name: "Gaussian mixture with scratch buffers",
    source: `function f(means, logWeights, xs) {
  "differentiable";
  const K = means.length, scratch = new Float64Array(K);
  let total = 0;
  for (let i = 0; i < xs.length; i++) {
    let top = -Infinity;
    for (let k = 0; k < K; k++) { const d = xs[i] - means[k]; scratch[k] = logWeights[k] - 0.5 * d * d; if (scratch[k] > top) top = scratch[k]; }
    let s = 0;
    for (let k = 0; k < K; k++) { scratch[k] = Math.exp(scratch[k] - top); s += scratch[k]; }
    total += top + Math.log(s);
  }
  return total;
}`,
    args: "new Float64Array([1.5, -0.5]), new Float64Array([0.1, -0.3]), [0.2, 1.7, -1]",
  },
  {
    name: "LU decomposition in place, with pivoting",
    source: `function f(A, n) {
  "differentiable";
  let sign = 1;
  for (let k = 0; k < n; k++) {
    let p = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(A[i * n + k]) > Math.abs(A[p * n + k])) p = i;
    if (p !== k) { sign = -sign; for (let j = 0; j < n; j++) { const t = A[k * n + j]; A[k * n + j] = A[p * n + j]; A[p * n + j] = t; } }
    for (let i = k + 1; i < n; i++) { const m = (A[i * n + k] /= A[k * n + k]); for (let j = k + 1; j < n; j++) A[i * n + j] -= m * A[k * n + j]; }
  }
  let det = sign;
  for (let k = 0; k < n; k++) det *= A[k * n + k];
  return det;
}`,
    args: "new Float64Array([0.2, 1.3, 0.7, 2.1, -0.4, 0.5, 0.3, 0.9, -1.7]), 3",
    fixed: [1],
  },
  {
    name: "heat equation with two buffers that are exchanged",
    source: `function f(u0, k) {
  "differentiable";
  let u = new Float64Array(u0), v = new Float64Array(u0.length);
  for (let t = 0; t < 4; t++) {
    for (let i = 0; i < u.length; i++) v[i] = u[i] + k * ((u[i - 1] ?? 0) - 2 * u[i] + (u[i + 1] ?? 0)) + 0.01 * u[i] * u[i];
    [u, v] = [v, u];
  }
  let s = 0;
  for (const x of u) s += x * x;
  return s;
}`,
    args: "new Float64Array([1.5, -0.5, 0.7, 0.1]), 0.2",
  },
  {
    name: "convolution with strides",
    source: `function f(image, kernel) {
  "differentiable";
  const out = new Float64Array(4);
  for (let y = 0; y < 2; y++) for (let x = 0; x < 2; x++) { let s = 0; for (let v = 0; v < 2; v++) for (let u = 0; u < 2; u++) s += image[(y + v) * 3 + x + u] * kernel[v * 2 + u]; out[y * 2 + x] = Math.max(0, s); }
  return out[0] * out[1] + out[2] * out[3] + out[0];
}`,
    args: "Float64Array.from({ length: 9 }, (_, i) => 0.3 + Math.sin(i) ** 2), new Float64Array([0.5, 0.2, -0.1, 0.4])",
  },
  {
    name: "writes out of bounds are lost",
    source: `function f(xs, y) { "differentiable"; xs[7] = y * 100; xs[-1] = y; return (xs[7] ?? y) * xs[0]; }`,
    args: "new Float64Array([1.5, 2]), 0.7",
  },
  {
    name: "fields of typed arrays",
    source: `function f(x) { "differentiable"; const a = new Float64Array([x]); a.k = x * x; a.o = { v: x }; a.k *= a.o.v; return a.k * a[0] * a.BYTES_PER_ELEMENT; }`,
    args: "1.3",
  },
  {
    name: "from, with what is a number only for now",
    source: `class Sum { constructor() { this.s = 0; } add(k) { this.s += k; return this; } valueOf() { return this.s; } }
function f(x) { "differentiable"; const a = new Sum(); const t = Float64Array.from([1, 2, 3], (k) => a.add(k)); const u = Float64Array.from([x, 2 * x], function (v, i) { return v * i * this.k; }, { k: x }); return (t[0] + 10 * t[1] + 100 * t[2]) * x + u[1]; }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE", // conversions are not seen; the values are compared
  },
];
