/** Loops of functions that give value and gradient at once: where they begin, and what their mirrors read again. */
import type { Joint } from "./joint.ts";

export const jointLoops: readonly Joint[] = [
  {
    name: "pairs, each once",
    source: `function f(p, w) { "differentiable"; let s = 0; for (let i = 0; i < p.length; i++) for (let j = i + 1; j < p.length; j++) { const d = p[i] - p[j]; s += Math.sin(d * d) * w[j] * w[i]; s *= 1.1; } return s; }`,
    args: "[0.3, -0.2, 0.9, 1.4], [1, 2, -1, 0.5]",
    comes: "at once",
  },
  {
    name: "a triangular matrix that is solved for",
    source: `function f(L, b) {
  "differentiable";
  const n = b.length, x = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    const i = n - 1 - k;
    let s = b[i];
    for (let j = i + 1; j < n; j++) s -= L[j][i] * x[j];
    x[i] = s / L[i][i];
  }
  let t = 0;
  for (let i = 0; i < n; i++) t += x[i] * x[i] * (i + 1);
  return t;
}`,
    args: "[[2, 0, 0], [0.3, 1.5, 0], [-0.7, 0.4, 1.2]], [1, -2, 0.5]",
    comes: "at once",
  },
  {
    name: "a loop that begins at a length",
    source: `function f(a, b) {
  "differentiable";
  let s = 1;
  for (let i = a.length; i < b.length; i++) { if (b[i] > 0) s = s * (1 + b[i]) + a[0] * s; }
  return s * a[1];
}`,
    args: "[0.5, 2], [9, 9, 1.5, -1, 2.5, 0.25, 30, 4, 7]",
    comes: "at once",
  },
  {
    name: "a loop that begins below zero",
    source: `const n = 3; function f(x) { "differentiable"; let s = 0; for (let i = -n; i <= n; i++) { s = s * x[0] + Math.sin(i * x[1]); } return s; }`,
    args: "[0.8, 0.3]",
    comes: "at once",
  },
  {
    name: "a loop that begins between whole numbers",
    source: `const n = 1; function f(x) { "differentiable"; let s = 1; for (let t = n / 3; t < 4; t++) s = s * x[0] + Math.sin(t * x[1]); return s; }`,
    args: "[0.8, 0.3]",
    comes: "given up",
  },
  {
    name: "a loop that never turns, since it begins at its end",
    source: `function f(x) { "differentiable"; let s = x[0]; for (let i = x.length; i < 2; i++) s *= x[i]; for (let i = x.length - 1; i < 2; i++) s *= x[i] + s; return s; }`,
    args: "[2, 3]",
    comes: "at once",
  },
  {
    name: "loops in loops that begin where the outer one is",
    source: `function f(x) {
  "differentiable";
  let s = 1;
  for (let i = 0; i < 3; i++) for (let j = i * 2 - 1; j < 4; j++) for (let k = j - i; k < 3; k++) s = Math.sin(s + x[i] * k) + x[1] * j;
  return s;
}`,
    args: "[0.3, -0.2, 0.9]",
    comes: "at once",
  },
  {
    name: "a loop whose counter is used after it",
    source: `function f(x) { "differentiable"; let s = 0; const a = x.length - 2; let j = a + 1; for (; j < 6; j++) s += x[0] * j; let i = a; while (i < 4) { s = s * x[1]; i++; } return s * (j + i); }`,
    args: "[0.3, -0.2, 0.9]",
    comes: "at once",
  },
  {
    name: "fields of an argument that a loop reads and its mirror reads again",
    source: `function f(net, xs) {
  "differentiable";
  let s = 0;
  for (let t = 0; t < xs.length; t++) {
    s = Math.tanh(s * net.gain);
    for (let i = 0; i < net.layer.w.length; i++) { s += net.layer.w[i] * xs[t] * s + net.layer.b[i] * net.gain; }
  }
  return s;
}`,
    args: "{ gain: 0.8, layer: { w: [0.3, -0.2], b: [0.9, 0.1] } }, [0.5, -1, 0.25]",
    comes: "at once",
  },
  {
    name: "one object in two fields of an argument",
    source: `function f(o, xs) { "differentiable"; let s = 1; for (let i = 0; i < xs.length; i++) { s = Math.sin(s + o.a.w[i] * o.b.w[0]) * xs[i]; } return s; }`,
    args: "(() => { const one = { w: [0.4, 0.7, -0.1] }; return { a: one, b: one }; })(), [0.5, -1, 0.25]",
    comes: "at once",
  },
  {
    name: "an index that is computed from lengths",
    source: `function f(m, x) {
  "differentiable";
  const n = x.length;
  let s = 0;
  for (let i = 0; i < n; i++) { let row = 0; for (let j = 0; j < n; j++) row += m.data[i * n + j] * x[j]; s += Math.sin(row) * x[i]; }
  return s;
}`,
    args: "{ data: [0.5, 1, -0.3, 0.7] }, [0.4, 1.2]",
    comes: "at once",
  },
  {
    name: "a loop that begins where a derivative comes from",
    source: `function f(o) { "differentiable"; let s = 0; for (let i = o.n * 2; i < 4.5; i++) s = s * 0.5 + o.x * i * i; return s; }`,
    args: "{ x: 1.5, n: 1 }",
    comes: "at once",
  },
  {
    name: "loops in a loop that begin where a derivative comes from, less a count",
    source: `function f(o) {
  "differentiable";
  let s = 0;
  const a = o.n * 1;
  for (let k = 0; k < 2; k++) for (let i = a - k; i < 3.5; i++) s = Math.sin(s) + o.x * i * i;
  return s * a;
}`,
    args: "{ x: 1.5, n: 1 }",
    comes: "at once",
  },
  {
    name: "a counter that carries a derivative, used after its loop",
    source: `function f(o) { "differentiable"; let s = 1; let i = o.n * 2; for (; i < 4.5; i++) s = s * o.x + i; return s * i; }`,
    args: "{ x: 0.5, n: 1 }",
    comes: "at once",
  },
];
