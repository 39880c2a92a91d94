/** Branches, loops and jumps of every kind. */
import type { Program } from "../support/program.ts";

export const controlFlow: readonly Program[] = [
  {
    name: "if and else",
    source: `function f(x) { "differentiable"; let y; if (x > 1) { y = x * x; } else { y = -x; } return y * 3; }`,
    args: "1.5",
  },
  {
    name: "else taken",
    source: `function f(x) { "differentiable"; let y; if (x > 1) { y = x * x; } else { y = -x; } return y * 3; }`,
    args: "0.5",
  },
  {
    name: "if without else",
    source: `function f(x) { "differentiable"; let y = x; if (y > 0) y *= y; if (y > 100) y *= y; return y; }`,
    args: "1.5",
  },
  {
    name: "else if chain",
    source: `function g(x) {
  if (x < 0) return x * x;
  else if (x < 1) return Math.sin(x);
  else if (x < 2) { const s = x + 1; return s * s * s; }
  return 1 / x;
}
function f(x) { "differentiable"; return g(x) + g(x + 1) + g(x + 2) + g(x - 3); }`,
    args: "0.5",
  },
  {
    name: "nested ifs that overwrite",
    source: `function f(x, y) {
  "differentiable";
  if (x > 0) { if (y > 0) { x = x * y; y = x; } else { y = x * 2; } x = y * x; }
  return x * y;
}`,
    args: "1.2, 0.7",
  },
  {
    name: "conditional expression",
    source: `function f(x, y) { "differentiable"; return (x > y ? x * x : y * y) + (x < y ? x : y > 3 ? 1 : y * x); }`,
    args: "1.2, 0.7",
  },
  {
    name: "logical and, or",
    source: `function f(x, y) { "differentiable"; return (x && y * x) + (x || y) + (0 || y * y) + (0 && x) + (x > 9 || 2); }`,
    args: "1.2, 0.7",
  },
  {
    name: "nullish",
    source: `function f(x, o) { "differentiable"; return (o.k ?? x) * (o.missing ?? x * x) + (null ?? x); }`,
    args: "1.2, { k: 0.7 }",
  },
  {
    name: "optional chaining",
    source: `function f(x, o) {
  "differentiable";
  return (o?.a?.b ?? 1) * x + (o.none?.deep.deeper ?? x) + (o.a?.["b"] ?? 0) * (o.g?.(x) ?? 5) + (o.h?.(x) ?? x * 2);
}`,
    args: "1.2, { a: { b: 0.7 } }",
  },
  {
    name: "optional call of a method",
    source: `class Scale { constructor(k) { this.k = k; } by(x) { return this.k * x; } }
function f(x, k) { "differentiable"; const s = new Scale(k); const none = null; return s?.by?.(x) * s.by?.(2) + (none?.by(x) ?? x); }`,
    args: "1.2, 0.7",
  },
  {
    name: "call of an optional chain in parentheses",
    source: `const o = { k: 2, m(x) { return this.k * x * x; }, q: { k: 3, m(x) { return this.k * x; } }, tag(s, x) { return this.k * x; } };
class A { #p(x) { return this.k * x; } k = 5; run(x) { return (this?.#p)(x); } }
function f(x) { "differentiable"; o.k = x; let r = (o?.m)(x) + (o.q?.m)(x) + (o?.q?.m)(x) + (o?.m)?.(x) + (o?.tag)\`\${x}\` + new A().run(x);
  try { r = (o.none?.m)(x); } catch (e) { r *= e instanceof TypeError ? x : 0; } return r; }`,
    args: "1.5",
  },
  {
    name: "power by a loop",
    source: `function f(x, n) { "differentiable"; let r = 1; for (let i = 0; i < n; i++) r *= x; return r; }`,
    args: "1.3, 5",
    fixed: [1],
  },
  {
    name: "loop bound of 2.5",
    source: `function f(x, n) { "differentiable"; let r = 1; for (let i = 0; i < n; i++) r *= x; return r; }`,
    args: "2, 2.5",
  },
  {
    name: "loop that never runs",
    source: `function f(x, n) { "differentiable"; let r = x; for (let i = 0; i < n; i++) r *= x; return r; }`,
    args: "1.3, -1",
  },
  {
    name: "loop downwards, by steps",
    source: `function f(x) { "differentiable"; let r = 0; for (let i = 10; i > 0; i -= 3) r = r * x + i; return r; }`,
    args: "0.8",
  },
  {
    name: "loop with a counter that is no integer",
    source: `function f(x) { "differentiable"; let r = 0; for (let t = 0; t < 1; t += 0.1) r += Math.sin(x * t) * 0.1; return r; }`,
    args: "0.8",
  },
  {
    name: "loop whose counter the body changes",
    source: `function f(x) { "differentiable"; let r = x; for (let i = 0; i < 10; i++) { r *= x; if (i % 3 === 1) i += 2; } return r * 1.5; }`,
    args: "0.9",
  },
  {
    name: "loop whose bound the body changes",
    source: `function f(x, n) { "differentiable"; let r = x; for (let i = 0; i < n; i++) { r = Math.sin(r) + x; if (i === 1) n = 4; } return r; }`,
    args: "0.9, 8",
    fixed: [1],
  },
  {
    name: "loop that stops by an active value",
    source: `function f(x) { "differentiable"; let r = x; while (r < 100) r = r * r + 0.5; return r; }`,
    args: "1.4",
  },
  {
    name: "two loop variables",
    source: `function f(x) { "differentiable"; let r = 0; for (let i = 0, j = 9; i < j; i++, j--) r += Math.pow(x, i) * j; return r; }`,
    args: "0.9",
  },
  {
    name: "loop without a head",
    source: `function f(x) { "differentiable"; let i = 0, r = x; for (;;) { if (++i > 4) break; r = r * x + i; } return r; }`,
    args: "0.9",
  },
  {
    name: "nested loops",
    source: `function f(x, y) {
  "differentiable";
  let s = 0;
  for (let i = 0; i < 4; i++) { let row = x; for (let j = 0; j <= i; j++) { row = row * y + j; } s += row * row; }
  return s;
}`,
    args: "0.9, 0.4",
  },
  {
    name: "while",
    source: `function f(x) { "differentiable"; let i = 0, r = x; while (i < 5) { r = Math.cos(r) * x; i++; } return r; }`,
    args: "0.9",
  },
  {
    name: "do while",
    source: `function f(x) { "differentiable"; let i = 7, r = x; do { r = r * r - 0.3; i++; } while (i < 5); do { r += x; } while (i++ < 9); return r; }`,
    args: "0.9",
  },
  {
    name: "break and continue",
    source: `function f(xs) {
  "differentiable";
  let s = 1;
  for (let i = 0; i < xs.length; i++) {
    if (xs[i] < 0) continue;
    s *= xs[i];
    if (s > 5) break;
    s += 0.1;
  }
  return s;
}`,
    args: "[1.5, -2, 1.2, 0.7, 9, 3, 2]",
  },
  {
    name: "return out of nested loops",
    source: `function g(x, stop) {
  let r = x;
  for (let i = 0; i < 5; i++) { for (const k of [1, 2, 3]) { r = r * 1.1 + k * x; if (r > stop) return r * r; } r -= x; }
  return r;
}
function f(x) { "differentiable"; return g(x, 10) + g(x, 1e9); }`,
    args: "0.9",
  },
  {
    name: "labelled break and continue",
    source: `function f(x) {
  "differentiable";
  let s = x;
  outer: for (let i = 0; i < 5; i++) {
    for (let j = 0; j < 5; j++) {
      if (j === 3) continue outer;
      s = s * 0.9 + x * i * j;
      if (s > 12) break outer;
    }
    s += 1000;
  }
  return s;
}`,
    args: "0.9",
  },
  {
    name: "labelled block",
    source: `function f(x) { "differentiable"; let y = x; done: { y *= x; if (y > 1) break done; y *= 100; } return y + x; }`,
    args: "1.9",
  },
  {
    name: "switch with fall-through",
    source: `function g(x, kind) {
  let r = x;
  switch (kind) {
    case "a": r *= 2;
    case "b": r = r * r; break;
    default: r = -r;
    case "c": r += x; 
    case "d": { const t = r; r = t * x; }
  }
  return r;
}
function f(x) { "differentiable"; return g(x, "a") + 2 * g(x, "b") + 3 * g(x, "c") + 5 * g(x, "d") + 7 * g(x, "else"); }`,
    args: "1.3",
  },
  {
    name: "switch that returns",
    source: `function g(x, n) { switch (n % 4) { case 0: return x; case 1: return x * x; case 2: return Math.sin(x); } return 1 / x; }
function f(x) { "differentiable"; let s = 0; for (let n = 0; n < 8; n++) s += g(x + n, n); return s; }`,
    args: "1.3",
  },
  {
    name: "switch inside a loop, with continue and break",
    source: `function f(x) {
  "differentiable";
  let r = x;
  for (let i = 0; i < 6; i++) {
    switch (i) { case 1: continue; case 2: r *= x; break; case 4: r += x; default: r = Math.sin(r); }
    r *= 1.5;
  }
  return r;
}`,
    args: "1.3",
  },
  {
    name: "switch on tests that are computed",
    source: `function f(x) { "differentiable"; switch (true) { case x > 3: return x; case x > 1: x *= x; case x > 100: return x * 3; default: return 0; } }`,
    args: "1.3",
  },
  {
    name: "a labelled if",
    source: `function f(x) { "differentiable"; let s = 0; out: if (x > 0) { s = x; if (s < 1) { if (s > 5) { s = 2; } else { break out; } } s *= 100; } return s * x; }`,
    args: "0.7",
  },
  {
    name: "a labelled block, left from a branch",
    source: `function f(x) { "differentiable"; let s = 0; out: { s = x; if (s < 1) { if (s > 5) { s = 2; } else { break out; } } else { s = 3 } s *= 100; } return s * x; }`,
    args: "0.7",
  },
  {
    name: "a labelled if, left from inner branches",
    source: `function f(x) { "differentiable"; let s = 0; out: if (x > 0) { s = x; if (s < 0) { s = 1 } else { if (s > 5) { if (x > 1) { s = 2; } else { break out; } } else { s *= 2; break out; } } s *= 100; } return s * x; }`,
    args: "0.7",
  },
  {
    name: "labelled switches",
    source: `function f(x) { "differentiable"; let s = x; out: switch (1) { case 1: s *= 2; break; case 2: s = 5; } s *= 3; for (let i = 0; i < 3; i++) { sw: switch (i) { case 0: s *= x; break; case 1: { if (s > 0) break sw; s = 7; } default: s += x; } if (s > 50) break; s += 1; } return s; }`,
    args: "0.7",
  },
  {
    name: "labels of blocks, try, a statement and do",
    source: `function f(x) { "differentiable"; let s = x; a: b: { s *= 2; if (s > 0) break a; s = 5; } t: try { s *= x; if (s > 0) break t; s = 9; } finally { s += x; } e: s *= 2; d: do { s *= 1.1; if (s > 3) continue d; s += x } while (s < 5); return s; }`,
    args: "0.7",
  },
  {
    name: "a loop with two labels",
    source: `function f(x) { "differentiable"; let s = x; a: b: for (let i = 0; i < 3; i++) { for (;;) { s *= 2; if (i > 0) break a; break b; } } return s; }`,
    args: "0.7",
  },
];
