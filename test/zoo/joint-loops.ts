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
  {
    name: "turns that are left out",
    source: `function f(xs) { "differentiable"; let s = 1; for (const x of xs) { if (x > 0.9) continue; if (x > 0.4) { s *= x; continue; } s += Math.sin(s) * x; } return s; }`,
    args: "[0.7, -0.4, 1.9, 0.6]",
    comes: "at once",
  },
  {
    name: "pairs of objects, without those of one",
    source: `function f(m, xs) {
  "differentiable";
  const bodies = xs.map((x) => ({ x, v: 0 }));
  for (const a of bodies) for (const b of bodies) {
    if (a === b) continue;
    const d = b.x - a.x;
    a.v += (m * d) / (d * d + 0.1);
  }
  let s = 0;
  for (const b of bodies) s += b.v * b.v * b.x;
  return s;
}`,
    args: "1.3, [0.7, -0.4, 1.9]",
    comes: "at once",
  },
  {
    name: "a loop that ends when it has converged",
    source: `function f(y) { "differentiable"; let x = 1; for (let i = 0; i < 50; i++) { const step = (x * x - y) / (2 * x); x -= step; if (Math.abs(step) < 1e-12) break; } return x * y; }`,
    args: "2.7",
    comes: "at once",
  },
  {
    name: "a loop that ends before its turn is over",
    source: `function f(a, b) { "differentiable"; let s = a; while (true) { s = s * 0.5 + b; if (s > 2) break; s *= 1.7; } return s * s; }`,
    args: "0.3, 1.2",
    comes: "at once",
  },
  {
    name: "loops in each other, of which each is left",
    source: `function f(a, b) { "differentiable"; let s = 0; for (let i = 0; i < 4; i++) { for (let j = 0; j < 4; j++) { if (j > i) break; if ((i + j) % 3 === 1) continue; s += a * j + b * s; } if (s > 4) break; } return s * b; }`,
    args: "0.7, 1.3",
    comes: "at once",
  },
  {
    name: "a list that is left, and one that grows until it is",
    source: `function f(a, b) { "differentiable"; const xs = [a, b]; for (const x of xs) { if (xs.length > 5) break; xs.push(x * a + b); } let s = 0; for (const x of xs) { s += x * s + x; if (s > 3) break; } return s * xs[5]; }`,
    args: "0.7, 1.3",
    comes: "at once",
  },
  {
    name: "a counter that is asked for after its loop was left",
    source: `function f(a, b) { "differentiable"; let s = 0, i = 0; for (; i < 5; i++) { if (s > b) break; s += a; } return s * (i + 1) * b; }`,
    args: "0.7, 1.3",
    comes: "apart",
  },
  {
    name: "a counter that goes on where the loop was left",
    source: `function f(a, b) { "differentiable"; let s = 0, i = 0; for (let k = 0; k < 3; k++) for (; i < 5; i++) { if (s > b * k) break; s += a * i + b; } return s * b; }`,
    args: "0.7, 1.3",
    comes: "apart",
  },
  {
    name: "a loop whose test would fail after it was left",
    source: `function f(a, b) { "differentiable"; let s = 0, p = { v: a, next: { v: b, next: null } }; while (p.next.v > 0 || s < 0) { s += p.v * p.v * b; p = p.next.next; if (!p) break; } return s * s; }`,
    args: "0.7, 1.3",
    comes: "apart",
  },
  {
    name: "two loops that are left at once",
    source: `function f(a, b) { "differentiable"; let s = 0; out: for (let i = 0; i < 4; i++) for (let j = 0; j < 4; j++) { if (i * j > 3) break out; s += a * j + b * i * s; } return s; }`,
    args: "0.7, 1.3",
    comes: "apart",
  },
  {
    name: "a sum of a variable that is changed afterwards",
    source: `function f(xs) { "differentiable"; let s = 0; for (let i = 0; i < 3; i++) { let x = 0.5, k = -0.6; x -= xs[2] * (k + 0.5); k += 0.5; s += Math.tanh(k / (1.5 + x ** 2)) * s + x; } return s / 3; }`,
    args: "[0.25, -0.7, -0.4]",
    comes: "at once",
  },
  {
    name: "an index that is changed afterwards",
    source: `function f(xs) { "differentiable"; let s = 0.3; for (let i = 0; i < 3; i++) { let k = i % 2, x = s; x *= xs[k] * s; k += 1; x += xs[k] * k; s = Math.sin(x * s) + xs[k] * x; } return s; }`,
    args: "[0.25, -0.7, -0.4]",
    comes: "at once",
  },
  {
    name: "what push gives, in a function with a loop",
    source: `const put = (xs, x) => { for (let j = 0; j < 2; j++) x += 0.1 * j; const n = xs.push(x); return n * x; };
function f(a, b) { "differentiable"; const xs = [1, 2]; let s = 0; for (let i = 0; i < 3; i++) s += put(xs, a * i * b); return s * xs[3]; }`,
    args: "0.7, 1.3",
    comes: "apart",
  },
  {
    name: "what forEach gives",
    source: `function f(xs, b) { "differentiable"; let s = b; const none = xs.forEach((x) => { s *= x; }); return none === undefined ? s * s : 0; }`,
    args: "[0.7, 1.3], 0.4",
    comes: "at once",
  },
  {
    name: "tests that would throw",
    source: `function check(x) { if (!(x > 0)) throw new RangeError(\`not positive: \${x}\`); return Math.log(x); }
function pick(k, x) { if (k === 0) return x; if (k === 1) return x * x; throw new TypeError("k is " + k); }
function f(xs) { "differentiable"; if (xs.length < 1) throw new Error("there are only " + xs.length); let s = 0; for (let i = 0; i < xs.length; i++) s += check(xs[i]) * pick(i, xs[i]); return s; }`,
    args: "[0.7, 1.3]",
    comes: "at once",
  },
  {
    name: "a test that throws",
    source: `function check(x) { if (!(x > 0)) throw new RangeError(\`not positive: \${x}\`); return Math.log(x); }
function f(xs) { "differentiable"; let s = 0; for (let i = 0; i < xs.length; i++) s += check(xs[i]); return s; }`,
    args: "[0.7, -1.3]",
    throws: "not positive: -1.3",
    comes: "given up",
  },
];
