/** Loops over what is iterated, and values that turn round in loops. */
import type { Program } from "../support/program.ts";

export const loops: readonly Program[] = [
  {
    name: "for of over an array",
    source: `function f(xs) { "differentiable"; let s = 1; for (const x of xs) { s = s * x + x; } return s; }`,
    args: "[1.5, -0.5, 0.7]",
  },
  {
    name: "for of that assigns its variable",
    source: `function f(xs) { "differentiable"; let s = 0; for (let x of xs) { x = x * x; if (x > 2) continue; s += x * s + x; } return s; }`,
    args: "[1.5, -0.5, 0.7]",
  },
  {
    name: "for of over entries",
    source: `function f(xs) { "differentiable"; let s = 0; for (const [i, x] of xs.entries()) s += x * x * (i + 1); return s; }`,
    args: "[1.5, -0.5, 0.7]",
  },
  {
    name: "for of over an array that grows",
    source: `function f(x) { "differentiable"; const xs = [x]; let s = 0; for (const v of xs) { s += v * v; if (xs.length < 5) xs.push(v * 0.8); } return s; }`,
    args: "1.5",
  },
  {
    name: "for of over a string",
    source: `function f(x, text) { "differentiable"; let r = x; for (const c of text) r = c === "a" ? r * r : r + x; return r; }`,
    args: `1.1, "abba"`,
  },
  {
    name: "for of into a field",
    source: `function f(xs) { "differentiable"; const o = { v: 0 }; let s = 0; for (o.v of xs) s += o.v * o.v; return s + o.v; }`,
    args: "[1.5, -0.5, 0.7]",
  },
  {
    name: "for in over an object",
    source: `function f(o) { "differentiable"; let s = 0; for (const k in o) s += o[k] * o[k] * k.length; return s; }`,
    args: "{ a: 1.5, bb: -0.5, ccc: 0.7 }",
  },
  {
    name: "for in over an array",
    source: `function f(xs) { "differentiable"; let s = 0; for (const i in xs) s += xs[i] ** 2 * (Number(i) + 1); return s; }`,
    args: "[1.5, -0.5, 0.7]",
  },
  {
    name: "swap in a loop",
    source: `function f(a, b) { "differentiable"; for (let i = 0; i < 3; i++) { [a, b] = [b, a * 1.5]; } return a * a + 3 * b; }`,
    args: "1.5, -0.5",
  },
  {
    name: "Fibonacci by a while with break",
    source: `function f(a, b) {
  "differentiable";
  let n = 0;
  while (true) { [a, b] = [b, a + b]; if (++n >= 6 || b > 60) break; }
  return a * b;
}`,
    args: "1.5, 0.5",
  },
  {
    name: "rotation of three",
    source: `function f(a, b, c) { "differentiable"; for (let i = 0; i < 5; i++) [a, b, c] = [b * c, c + a, a]; return a + b * c; }`,
    args: "0.9, 0.5, 1.1",
  },
  {
    name: "statements after a conditional return",
    source: `function f(x) { "differentiable"; let y = x * x; if (y > 100) return y; y = y * x; if (y < -5) { y = 1; } y += x; return y * y; }`,
    args: "1.2",
  },
  {
    name: "function without a return on one path",
    source: `function g(x, o) { if (x < 0) return; o.v = x * x; }
function f(x) { "differentiable"; const o = { v: 1 }; g(x, o); g(-x, o); return o.v * x; }`,
    args: "1.2",
  },
  {
    name: "bisection with integer bookkeeping",
    source: `function f(xs, x) {
  "differentiable";
  let low = 0, high = xs.length - 1;
  while (high - low > 1) { const middle = (low + high) >> 1; if (xs[middle] > x) high = middle; else low = middle; }
  const t = (x - xs[low]) / (xs[high] - xs[low]);
  return t * t * (3 - 2 * t);
}`,
    args: "[0, 1.1, 2.3, 3.7, 4.2], 2.9",
  },
  {
    name: "continue out of a switch, with an update of two parts",
    source: `function f(x) { "differentiable"; let r = x; for (let n = 0; n < 4; n++, r *= 0.9) { switch (n % 3) { case 1: if (r > 0.1) continue; } r = Math.sin(r); } return r; }`,
    args: "0.7",
  },
  {
    name: "continue of an outer for, with an update that carries a derivative",
    source: `function f(x, y) { "differentiable"; let r = x; out: for (let v = y, n = 0; n < 4; n++, v *= x) { for (const w of [0.3, 0.7]) { if (v > w) { r *= v; continue out; } r = Math.sin(r + v); } } return r * v0(r); }
function v0(r) { return Math.cos(r); }`,
    args: "0.7, 0.9",
  },
  {
    name: "continue where the update saves what it overwrites",
    source: `function f(x) { "differentiable"; let s = 0; for (let v = x; v < 9; v *= v) { if (v > 2) { s += v; continue; } v += 0.5; s += v * v; } return s; }`,
    args: "1.1",
  },
  {
    name: "continue of a do while and of a while with a test that writes",
    source: `function f(x) { "differentiable"; let n = 0, r = x; do { if (n === 1) continue; r = r * x; } while (n++ < 3); while ((r *= x) > 0.05) { if (r > 0.2) continue; r = Math.sin(r); } return r; }`,
    args: "0.8",
  },
  {
    name: "an iterator of one's own with a computed name",
    source: `function f(xs) { "differentiable"; const it = { i: 0, [Symbol.iterator]() { let i = 0; return { next: () => i < xs.length ? { done: false, value: xs[i++] * 2 } : { done: true, value: undefined } }; } }; let s = 1; for (const v of it) s *= v; return s + [...it].length; }`,
    args: "[1.5, 2]",
  },
  {
    name: "an iteration whose items are not used, over methods that count",
    source: `function f(x, m) { "differentiable"; let n = 0; const it = { [Symbol.iterator]() { let i = 0; return { next: () => { m.v *= x; return { value: 1, done: i++ > 2 }; }, return() { m.v += x; return {}; } }; } }; for (const b of it) n += b; for (const b of it) break; return x * m.v + n; }`,
    args: "1.5, { v: 2 }",
  },
];
