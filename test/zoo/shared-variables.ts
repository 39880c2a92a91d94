/** Variables that closures assign, which are variables like others once the closures stand where they are called. */
import type { Program } from "../support/program.ts";

const helpers = `const total = (xs, w) => { let sum = 0; xs.forEach((x) => { sum += x * w; }); return sum; };
const counted = (n, f) => { let k = 0; const next = () => ++k; let s = 0; while (k < n) s += f(next()); return s; };`;

const bodies: Readonly<Record<string, string>> = {
  "a sum": "let s = 0; xs.forEach((x) => { s += x * a; }); return s * s;",
  "a sum with its index and its list":
    "let s = a; xs.forEach((x, i, all) => { s = s * 0.5 + x * i * all.length; }); return s;",
  "two sums": "let s = 0, p = 1; xs.forEach((x) => { s += x * p; p *= a; }); return s - p;",
  "sums of sums":
    "let s = 0; xs.forEach((x) => { let t = 1; xs.forEach((y) => { t += x * y; s += t * a; }); }); return s;",
  "a sum of which the last value is read":
    "let s = 1; const seen = []; xs.forEach((x) => { s *= x + a; seen.push(s); }); return s + seen[1] * seen[0];",
  "a sum in a function that is called twice": "return total(xs, a) * total([a, 2], xs[0]);",
  "a counter": "return counted(3, (k) => a ** k + xs[k % 2]);",
  "a helper that adds": "let s = 0; const add = (x) => { s += x * x; }; add(a); add(xs[0] * s); add(xs[1]); return s;",
  "two helpers":
    "let s = a; const up = (k) => { s *= k; }, down = (k) => { s -= k; }; up(xs[0]); down(a * s); up(s); return s;",
  "a helper that reads and gives":
    "let last = a; const smooth = (x) => { last = 0.7 * last + 0.3 * x; return last; }; return smooth(xs[0]) * smooth(xs[1]) + smooth(a);",
  "a helper that leaves early":
    "let s = 0; const add = (x) => { if (x < 1) return; s += x * a; }; xs.forEach(add); add(a); return s;",
  "a callback that leaves early": "let s = 0; xs.forEach((x) => { if (x < 1) return; s += x * a; }); return s;",
  "what a callback replaces":
    "let z = { re: a, im: 1 }; xs.forEach((x) => { z = { re: z.re * x - z.im, im: z.im * x + z.re }; }); return z.re * z.im;",
  "the best":
    "let best = -Infinity, at = -1; xs.forEach((x, i) => { if (x > best) { best = x; at = i; } }); return best * a + at;",
  "an object that callbacks write":
    "const o = { s: 0, n: 0 }; xs.forEach((x) => { o.s += x * a; o.n++; }); return o.s / o.n;",
  "a variable of each turn":
    "let s = 0; for (let i = 0; i < 3; i++) { let t = a * i; xs.forEach((x) => { t += x; }); s += t * t; } return s;",
  "a variable of the head of a loop":
    "let s = 0; for (let i = 0, t = a; i < 3; i++) { const g = () => { t *= 1.5; return t; }; s += g() * g(); } return s;",
  "a parameter":
    "const h = (t) => { const up = (k) => { t += k * a; }; up(2); xs.forEach(up); return t * t; }; return h(xs[1]);",
  "one that a closure keeps":
    "let s = a; const look = () => s; const all = [look]; xs.forEach((x) => { s += x; }); return all[0]() * s;",
  "one that a call changes between":
    "let s = a; const bump = () => { s *= 2; return s; }; return s + bump() * s + xs[0] * s;",
  "one with the name of another":
    "let s = 0; xs.forEach((x) => { const s1 = x * a; s += s1; }); { let s = 2; xs.forEach((x) => { s *= x; }); return s * a; }",
  "one that is assigned without a value before": "let s; xs.forEach((x) => { s = (s ?? 0) + x * a; }); return s;",
  "one of a typed array": "let s = 0; Float64Array.from(xs).forEach((x, i) => { s += x * a * i; }); return s;",
  "one of a sum by map": "let s = 0; const ys = xs.map((x) => (s += x * a)); return ys[0] * ys[1] + s;",
  "one of reduce": "let n = 0; const s = xs.reduce((t, x) => { n += x; return t + n * a; }, 0); return s * n;",
  "what a try leaves":
    "let s = 0; try { xs.forEach((x) => { s += x * a; if (s > 2) throw s; }); } catch (e) { s += e * a; } return s;",
  "a generator's":
    "let s = a; const g = function* () { for (const x of xs) { s += x; yield s; } }; let t = 0; for (const v of g()) t += v * s; return t;",
};

const functions: Readonly<Record<string, string>> = {
  "of a function": "const g = scaled(a); let s = 0; for (let i = 0; i < 3; i++) s += g(xs[i] * 0.5); return s;",
  "of two functions": "const g = both(scaled(a), scaled(xs[0])); return g(a) * g(xs[1]);",
  "of a list's method": "const g = scaled(a); return xs.map(g).reduce((s, x) => s * 0.5 + x, 0);",
  "one after another": "let g = scaled(a); let s = 0; for (const x of xs) { s += g(x); g = scaled(s); } return s;",
  "of one of two": "const g = a > 1 ? scaled(a) : (x) => x * a; return g(xs[0]) + g(xs[1]);",
  "that another has captured": "const g = scaled(a), h = (x) => g(x) * g(a); return h(xs[0]) + xs.map(h)[1];",
  "that is kept": "const g = scaled(a), all = [g]; return all[0](xs[0]) * g(xs[1]);",
  "in a field": "const o = { g: (x) => x * x * a }; return xs.map(o.g).reduce((s, x) => s * 0.5 + x, 0);",
  "in a field that is another by now":
    "const o = { g: (x) => x * a }; o.g = (x) => x * x * a; return xs.map(o.g).reduce((s, x) => s * 0.5 + x, 0);",
  "in a field that is another under another name":
    "const o = { g: (x) => x * a }, p = o; p.g = (x) => x * x * a; return xs.map(o.g).reduce((s, x) => s * 0.5 + x, 0);",
  "in a field that is another in the next turn":
    "const o = { g: (x) => x * a }; let s = 0; for (let i = 0; i < 3; i++) { s += xs.map(o.g)[i]; o.g = (x) => x * x * a; } return s;",
  "in a field that may be another":
    "const o = { g: (x) => x * a }; if (xs.length > 1) o.g = (x) => x * x * a; const g = o.g; return g(xs[0]) * g(a) + xs.map(g)[1];",
};

/** What a function that is called means by the name must stay what it is. */
const namesakes: Readonly<Record<string, string>> = {
  "in a callback": "let s = a; xs.forEach((x) => { s += helper(x) * a; }); return s * s;",
  "in a closure that is called": "let s = a; const add = (x) => { s += x; }; add(helper(a)); return s * helper(a);",
  "in a closure that is kept":
    "let s = a; const add = (x) => { s += x; }; const all = [add]; all[0](helper(a)); return s * helper(a);",
  "in a function that is called": "return other(a) * helper(a) + other(helper(a));",
};

export const sharedVariables: readonly Program[] = [
  ...Object.entries(bodies).map(([name, body]) => ({
    name: `shared variables: ${name}`,
    source: `${helpers}\nfunction f(a, xs) { "differentiable"; ${body} }`,
    args: "1.3, [0.7, 1.9, 1.1]",
  })),
  ...Object.entries(functions).map(([name, body]) => ({
    name: `functions that variables hold: ${name}`,
    source: `const scaled = (k) => (x) => k * x * x + 1;
const both = (g, h) => (x) => g(h(x));
function f(a, xs) { "differentiable"; ${body} }`,
    args: "1.3, [0.7, 1.9, 1.1]",
  })),
  ...Object.entries(namesakes).map(([name, body]) => ({
    name: `shared variables: with the name of a variable of the module, ${name}`,
    source: `const s = 5; const helper = (x) => x * s;
const other = (x) => { let s = x; const add = (y) => { s += y; }; add(x * x); return s; };
function f(a, xs) { "differentiable"; ${body} }`,
    args: "1.3, [0.7, 1.9, 1.1]",
  })),
  {
    name: "shared variables: read before its declaration",
    source: `function f(a, xs) { "differentiable"; const add = (x) => { s += x; }; add(a); let s = 0; xs.forEach(add); return s; }`,
    args: "1.3, [0.7]",
    throws: "before initialization",
  },
];
