/** Captured variables: assigned after the capture, one for each iteration, at module level, in cycles. */
import type { Program } from "../support/program.ts";

export const closures: readonly Program[] = [
  {
    name: "captured variable assigned after the capture",
    source: `function f(x) { "differentiable"; let k = x; const g = (u) => u * k; const before = g(2); k = k * k; return before + g(3) * k; }`,
    args: "1.5",
  },
  {
    name: "closure that assigns a captured variable",
    source: `function f(x) { "differentiable"; let total = 0; const add = (y) => { total += y * y; return total; }; const a = add(x); const b = add(2 * x); total *= x; return a * b + total; }`,
    args: "1.5",
  },
  {
    name: "counter that a callback bumps",
    source: `function f(xs) { "differentiable"; let n = 0; const ys = xs.map((x) => x * ++n); return ys[0] + ys[1] * ys[2] + n; }`,
    args: "[1.5, -0.5, 0.7]",
  },
  {
    name: "closures per iteration of let",
    source: `function f(x) { "differentiable"; const gs = []; for (let i = 0; i < 3; i++) { const k = x * (i + 1); gs.push(() => k * i); i += 0; } return gs[0]() + gs[1]() * gs[2](); }`,
    args: "1.5",
  },
  {
    name: "closures share a var",
    source: `function f(x) { "differentiable"; const gs = []; for (var i = 0; i < 3; i++) { var k = x * (i + 1); gs.push(() => k * i); } return gs[0]() + gs[1]() * gs[2](); }`,
    args: "1.5",
  },
  {
    name: "closures change their own iteration's variable",
    source: `function f(x) { "differentiable"; const gs = []; for (let v = x, n = 0; n < 3; n++, v *= 1.5) gs.push((d) => (v += d)); gs[0](x); gs[1](2); return gs[0](0) * gs[1](0) + gs[2](x) * gs[2](0); }`,
    args: "1.5",
  },
  {
    name: "a loop whose counter a closure changes",
    source: `function f(x) { "differentiable"; let r = x; for (let i = 0; i < 6; i++) { const skip = () => { i += 2; }; r = r * 0.9 + i; if (i === 1) skip(); } return r * r; }`,
    args: "1.5",
  },
  {
    name: "accumulator object made of closures",
    source: `const account = (balance) => ({ deposit: (x) => { balance += x; }, grow: (r) => { balance *= 1 + r; }, get: () => balance });
function f(x, r) { "differentiable"; const a = account(x), b = account(2 * x); a.deposit(x * x); a.grow(r); b.grow(r); a.grow(r); return a.get() * b.get(); }`,
    args: "1.5, 0.1",
  },
  {
    name: "two closures over one variable",
    source: `function f(x) { "differentiable"; let v = x; const double = () => { v *= 2; }; const square = () => { v = v * v; }; double(); square(); double(); return v + x; }`,
    args: "1.5",
  },
  {
    name: "captured parameter that is assigned",
    source: `function f(x, y) { "differentiable"; const g = () => x * y; x = x * 2; const a = g(); y += x; return a + g(); }`,
    args: "1.5, 0.7",
  },
  {
    name: "captured destructured variable",
    source: `function f(o) { "differentiable"; let { a, b } = o; const swap = () => { [a, b] = [b, a * 2]; }; swap(); swap(); swap(); return a * 3 + b * b; }`,
    args: "{ a: 1.5, b: 0.7 }",
  },
  {
    name: "captures over three levels",
    source: `function f(x, y) { "differentiable"; let k = x; const outer = () => { const m = k * y; return () => { k += m; return () => k * m * y; }; }; const g = outer()(); k *= 2; return g() + outer()()(); }`,
    args: "1.5, 0.7",
  },
  {
    name: "module variable written, then read",
    source: `let state = 1;
function f(x) { "differentiable"; state = x * x; const a = state * x; state += a; return state * 2; }`,
    args: "1.5",
    state: "state",
  },
  {
    name: "module variable shared by two functions",
    source: `let scale = 2;
const configure = (k) => { scale = k * scale; };
const apply = (x) => x * scale;
function f(x, k) { "differentiable"; const a = apply(x); configure(k); const b = apply(x); configure(k); return a + b * apply(x); }`,
    args: "1.5, 0.7",
    state: "scale",
  },
  {
    name: "module counter",
    source: `let calls = 0;
const tick = (x) => { calls++; return x * calls; };
function f(x) { "differentiable"; return tick(x) + tick(x) * tick(x * x); }`,
    args: "1.5",
    state: "calls",
  },
  {
    name: "module constant table",
    source: `const table = [1, 2, 3], weights = { a: 0.5, list: new Float64Array([2, 4]) };
function f(x) { "differentiable"; let s = 0; for (const t of table) s = s * x + t; return s * weights.a * weights.list[1]; }`,
    args: "1.5",
    state: "[table, weights]",
  },
  {
    name: "exported live binding",
    source: `export let best = Infinity;
const see = () => best;
function f(x) { "differentiable"; for (let i = 0; i < 3; i++) { const y = (x - i) ** 2; if (y < best) best = y; } return see() * x; }`,
    args: "1.3",
    state: "best",
  },
  {
    name: "closure stored at module level and called later",
    source: `let hook = (x) => x;
const install = (k) => { hook = (x) => x * k; };
function f(x, k) { "differentiable"; const a = hook(x); install(k); return a + hook(x) * hook(2); }`,
    args: "1.5, 0.7",
  },
  {
    name: "closure made by an ordinary call",
    source: `const linear = (a) => { "differentiable"; return (x) => a * x * x; };
const g = linear(3);
function f(x) { "differentiable"; return g(x) + g(x * 2); }`,
    args: "2",
  },
  {
    name: "closure as the differentiated function",
    source: `const linear = (a, b) => { "differentiable"; let calls = 0; return (x) => { calls += 1; return a * x + b * calls; }; };
const f = linear(3, 2);`,
    args: "2",
  },
  {
    name: "closure as an argument: gradient by captured name",
    source: `const linear = (W, b, k) => { "differentiable"; return (x) => W[0] * x + W[1] * b * k.v; };
function f(model, x) { "differentiable"; return model(x) * x; }`,
    args: "linear([1.5, -0.5], 0.7, { v: 2 }), 3",
    gradient: "{ W: [9, 4.2], b: -3, k: { v: -1.05 } }, 2 * 1.5 * 3 + -0.5 * 0.7 * 2",
  },
  {
    name: "method of an object captured by name",
    source: `const model = { w: 2, apply(x) { "differentiable"; return this.w * x; } };
function f(x) { "differentiable"; const { apply } = model; return model.apply(x) * apply.call({ w: x }, x); }`,
    args: "1.5",
  },
  {
    name: "temporal dead zone inside a differentiated function",
    source: `function f(x) { "differentiable"; let r = x; try { r *= late; let late = 2; } catch (e) { r += e instanceof ReferenceError ? x * x : 0; } return r * 2; }`,
    args: "1.5",
  },
  {
    name: "temporal dead zone of a captured variable",
    source: `function f(x) { "differentiable"; const g = () => late * x; let r; try { r = g(); } catch (e) { r = e.name.length * x; } let late = x * 3; return r + g(); }`,
    args: "1.5",
  },
  {
    name: "temporal dead zone that escapes",
    source: `function f(x) { "differentiable"; const y = x * later; const later = 2; return y; }`,
    args: "1.5",
    throws: "before initialization",
  },
  {
    name: "assignment to a constant",
    source: `function f(x) { "differentiable"; const k = x * 2; let r = k; try { k = 5; r = 100; } catch (e) { r += e instanceof TypeError ? k * k : 0; } return r + k; }`,
    args: "1.5",
  },
  {
    name: "assignment to a captured constant",
    source: `function f(x) { "differentiable"; const c = 2; let s = 0; const g = () => { s = x * x; c = x; }; const step = () => { c += x; }; const take = () => { [c] = [x]; };
for (const h of [g, step, take]) try { h(); s += 100; } catch (e) { s += e instanceof TypeError ? x : 50; } return s * c; }`,
    args: "1.3",
  },
  {
    name: "debounce-like state machine",
    source: `const machine = () => { let state = "idle", energy = 1; const steps = { idle: (x) => { state = "run"; energy += x; return energy; }, run: (x) => { energy *= x; if (energy > 5) state = "idle"; return energy * x; } }; return (x) => steps[state](x); };
function f(x) { "differentiable"; const m = machine(); let s = 0; for (let i = 0; i < 5; i++) s += m(x + i * 0.1); return s; }`,
    args: "1.5",
  },
  {
    name: "Y combinator",
    source: `const fix = (g) => ((h) => h(h))((h) => g((n, x) => h(h)(n, x)));
const power = fix((self) => (n, x) => (n === 0 ? 1 : x * self(n - 1, x)));
function f(x) { "differentiable"; return power(3, x) + power(2, x); }`,
    args: "1.5",
  },
  {
    name: "a variable after an early return that a closure assigns",
    source: `function f(x) { "differentiable"; if (x > 5) return 0.5; let v = x; [0.5, 0.4].forEach((w) => { v = w * v; }); return v * x; }`,
    args: "0.55",
  },
  {
    name: "a constant after an early return that a function declaration mentions",
    source: `function f(x) { "differentiable"; function g(y) { return h(y) * k; } if (x > 5) return 0.5; const h = (y) => y * y; const k = x * 2; return g(x) + h(x); }`,
    args: "0.55",
  },
  {
    name: "function declared in the block of a loop, called above",
    source: `function f(x) { "differentiable"; let r = x; for (let i = 0; i < 2; i++) { r = g(r); function g(y) { return y * x; } } return r; }`,
    args: "0.7",
  },
  {
    name: "a field of a function that is declared inside",
    source: `function f(x) { "differentiable"; function g(y) { return y * g.k; } g.k = x; const h = (y) => y + h.k; h.k = x * x; return g(2) * g(3) + h(1); }`,
    args: "1.5",
  },
  {
    name: "a constant that a declared function and a callback share",
    source: `function f(x) { "differentiable"; const xs = [0.5, x, 0.3]; [1, 2].forEach((v) => { xs[2] = x * x * v; }); function g() { return xs[0] + xs[2]; } return x * xs[2] * xs[1] * g(); }`,
    args: "1.5",
  },
  {
    name: "blocks whose captured variables have the names of parameters",
    source: `function f(x) { "differentiable"; const g = (t, e) => { const n = e.k; let s = 0; for (let e = t.length - 1; e >= 0; e--) { const h = () => t[e] * n; s += h() * (e + 1); } { let t = s; const up = () => { t *= 2; }; up(); s = t; } return s * e.k; }; return g([x, 2 * x, 3], { k: x }); }`,
    args: "0.7",
  },
  {
    name: "a closure of a closure, over variables that others are called like, called afterwards",
    source: `let out, bump;
function f(x) {
  "differentiable";
  let n = 1;
  const outer = () => { { let n = x; const make = () => () => { n = n * 2; return n; }; bump = make(); bump(); } return n; };
  const run = (o, x) => { var Math = o.scale; const p = o.p; { const p = 3; const make = (k) => (c) => Math(c) * k + p; out = make(x); } return out(2) * p; };
  return run({ scale: (y) => y * 3, p: 5 }, x) * outer() * bump();
}`,
    args: "1.3",
    state: "[out(3), bump(), bump()]",
  },
];
