/** The runtime's functions inside differentiated functions, and gradients inside gradients. */
import type { Program } from "../support/program.ts";

export const api: readonly Program[] = [
  {
    name: "ignore",
    source: `import { ignore } from "@fluxion/runtime";
function f(x) { "differentiable"; const k = ignore(() => x * x); return k * x; }`,
    args: "3",
    gradient: "9",
  },
  {
    name: "stopGradient",
    source: `import { stopGradient } from "@fluxion/runtime";
function f(x) { "differentiable"; return stopGradient(x) * x + stopGradient(x * x); }`,
    args: "3",
    gradient: "3",
  },
  {
    name: "hook scales what passes through",
    source: `import { hook } from "@fluxion/runtime";
function f(x) { "differentiable"; return hook(x * x, (d) => d * 10) + x; }`,
    args: "3",
    gradient: "61",
  },
  {
    name: "adjoint replaces a derivative",
    source: `import { adjoint } from "@fluxion/runtime";
const clip = adjoint((x) => Math.min(x, 1), (x) => [Math.min(x, 1), (d) => [d * 7]]);
function f(x) { "differentiable"; return clip(x) * x; }`,
    args: "3",
    gradient: "22",
  },
  {
    name: "adjoint of an unmarked function of two arguments",
    source: `import { adjoint } from "@fluxion/runtime";
const native = new Function("a", "b", "return a * a * b");
const safe = adjoint(native, (a, b) => [native(a, b), (d) => [2 * a * b * d, a * a * d]]);
function f(x, y) { "differentiable"; return safe(x, y) + safe(y, x) * x; }`,
    args: "1.5, 0.7",
  },
  {
    name: "adjoint over arrays",
    source: `import { adjoint } from "@fluxion/runtime";
const native = new Function("xs", "return xs.reduce((a, b) => a + b * b, 0)");
const squares = adjoint(native, (xs) => [native(xs), (d) => [xs.map((x) => 2 * x * d)]]);
function f(xs) { "differentiable"; xs[0] *= 2; return squares(xs) * xs[1]; }`,
    args: "[1.5, 0.7]",
  },
  {
    name: "gradient in a callback of a gradient, on another tape",
    refused: "ORDER_EXCEEDED",
    approximate: true,
    source: `import { gradient } from "@fluxion/runtime";
const g = (y) => { "differentiable"; let r = 1; for (let i = 0; i < 3; i++) r *= y; return r; };
function f(xs, k) { "differentiable"; let s = 0; xs.forEach((x, i) => { const c = gradient(g, i + 1)[0]; s += x * x * c * k; }); return s; }`,
    args: "[1.5, -0.5, 0.7], 0.9",
  },
  {
    name: "gradient of a gradient",
    refused: "ORDER_EXCEEDED",
    approximate: true,
    source: `import { gradient } from "@fluxion/runtime";
const cube = (y) => y * y * y;
function f(x) { "differentiable"; return gradient(cube, x)[0] * x; }`,
    args: "1.5",
    gradient: "9 * 1.5 ** 2",
  },
  {
    name: "gradient of a gradient over captured values",
    refused: "ORDER_EXCEEDED",
    approximate: true,
    source: `import { gradient } from "@fluxion/runtime";
function f(x, k) { "differentiable"; const [d] = gradient((y) => k * y * y * x, x); return d * k; }`,
    args: "1.5, 0.7",
    gradient: "2 * 0.49 * 2 * 1.5, 2 * 2 * 0.7 * 2.25",
  },
  {
    name: "derivative of a derivative",
    refused: "ORDER_EXCEEDED",
    approximate: true,
    source: `import { derivative } from "@fluxion/runtime";
const g = (x) => { "differentiable"; return Math.sin(x) * x; };
const f = derivative(g);`,
    args: "0.7",
    gradient: "2 * Math.cos(0.7) - 0.7 * Math.sin(0.7)",
  },
  {
    name: "a step of descent inside a loss",
    refused: "ORDER_EXCEEDED",
    approximate: true,
    source: `import { gradient } from "@fluxion/runtime";
const inner = (w, x) => (w * x - 1) ** 2;
function f(w, x) { "differentiable"; const [d] = gradient((v) => inner(v, x), w); return inner(w - 0.1 * d, x * 2); }`,
    args: "0.5, 1.2",
    gradient: `...(([w, x]) => { const s = 1 - 0.2 * x * x, v = w * s + 0.2 * x, e = 2 * x * v - 1; return [2 * e * 2 * x * s, 2 * e * (2 * v + 2 * x * (-0.4 * w * x + 0.2))]; })([0.5, 1.2])`,
  },
  {
    name: "a rule that reads on the way back what was changed since",
    source: `import { adjoint } from "@fluxion/runtime";
const area = adjoint((v) => v[0] * v[1], (v) => [v[0] * v[1], (d) => [[d * v[1], d * v[0]]]]);
const mass = adjoint((o) => o.a * o.l[0], (o) => [o.a * o.l[0], (d) => [{ a: d * o.l[0], l: [d * o.a] }]]);
function f(v) { "differentiable"; const a = area(v); v[0] *= 2; const o = { a: v[0], l: [v[1]] }; const m = mass(o); o.a = 3; o.l.push(1); o.l[0] = a; return a * m * area(v) + o.l[0]; }`,
    args: "[2, 3]",
  },
];
