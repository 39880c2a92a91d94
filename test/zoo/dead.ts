/** Values that are dead where control has gone, with slopes that are not finite: they have no part in the gradient. */
import type { Program } from "../support/program.ts";

/** Of a, and of b, which is 0 wherever a is. */
const bodies: Readonly<Record<string, string>> = {
  "before a return": "const q = a / b; if (b === 0) return a * 3; return q * q;",
  "that is tested itself": "const q = a / b; if (!Number.isFinite(q)) return a * 3; return q * q;",
  "in the branch that is not taken": "const q = a / b; return b === 0 ? a * 3 : q * q;",
  "by way of what is dead as well": "const q = a / b, r = q * 2 + a; return Number.isNaN(q) ? 1 : b === 0 ? a * 3 : r;",
  "that is overwritten": "let q = a / b; if (b === 0) q = a * 3; return q * a;",
  "in one of two branches": "let q = 0; if (a > 0) { q = a / b; } else { q = b / a; } return b === 0 ? a * 3 : q;",
  "that a turn of a loop has left":
    "let s = 0, last = 0; for (const d of [b, a]) { last = a / d; if (d === 0) continue; s += last; } return s * a;",
  "that a sum leaves out":
    "let s = 0; for (const d of [b, a, 2]) { const q = a * a / d; if (d !== 0) s += q; } return s * a;",
  "that min does not choose": "return Math.min(a / b, a * 3) * Math.max(-a / b, a);",
  "in a list": "const r = [a / b, a]; return b === 0 ? a * r[1] : r[0];",
  "in lists of quotients":
    "const r = [], d = [b, a]; for (let i = 0; i < 2; i++) r.push(a * a * a / d[i]); let s = a; for (let i = 0; i < 2; i++) if (d[i] !== 0) s += r[i]; return s * a;",
  "in a typed array": "const r = new Float64Array(2); r[0] = a / b; r[1] = a * a; return b === 0 ? a * r[1] : r[0];",
  "in a field": "const o = { q: a / b, w: a }; o.r = a / b; o.w += a * b; return b === 0 ? a * o.w : o.q * o.r;",
  "in a Map": 'const m = new Map([["q", a / b]]); m.set("r", a / b); return b === 0 ? a * a : m.get("q") * m.get("r");',
  "that a function is given in vain": "const h = (t, ok) => (ok ? t : a * 3); return h(a / b, b !== 0) * a;",
  "that a closure has captured": "const q = a / b; const g = () => (b === 0 ? a * 3 : q); return g() * a;",
  "that an exception leaves behind": "const q = a / b; try { if (b === 0) throw 1; return q; } catch { return a * a; }",
  "of a length that is 0":
    "const n = Math.sqrt(b * b), u = a / n, w = u * Math.sin(n); if (n < 1e-9) return a * a; return w;",
  "whose square is infinite":
    "const t = a / b, s = t * t, c = t ** 3, d = Math.pow(t, 2) * Math.exp(t); return b === 0 ? a * a : s * c * d;",
  "of a rest": "const q = a % b; if (b === 0) return a * 3; return q;",
  "whose square min does not choose": "const t = a / b; return Math.min(t * t, a * a) * a;",
  "whose products memory holds":
    "const t = a / b, o = { s: t * t }, xs = [t * a, a]; xs[2] = t * b; return b === 0 ? xs[1] * a : o.s * xs[0];",
  "that an object is made of":
    "const n = Math.hypot(b, 0), inverse = 1 / n, e = { x: a * inverse, y: [b * inverse] }; e.z = inverse * a; return n > 0 ? e.x * e.y[0] * e.z : a * a;",
  "that is divided in place": "let q = a; q /= b; q *= q; if (b === 0) return a * a; return q;",
};

const helpers = `const h = (t, u) => t / u; function inverse(t) { return 1 / t; } const rec = (n, t, u) => n === 0 ? t / u : rec(n - 1, t, u);
class V { constructor(x, y) { this.x = x; this.y = y; } over(s) { return new V(this.x / s, this.y / s); } get ratio() { return this.x / this.y; } static of(t, u) { const q = t / u; return q * q; } }
function* quotients(xs, d) { for (const x of xs) yield x / d; }`;

/** Of what a function gives. */
const results: Readonly<Record<string, string>> = {
  "of a function": "const q = h(a, b); if (b === 0) return a * 3; return q * q;",
  "of two functions": "const q = inverse(b) * h(h(a, b), 2); return b === 0 ? a * a : q;",
  "of recursion": "const q = rec(3, a, b); return b === 0 ? a * a : q;",
  "of a method": "const v = new V(a, 1).over(b); return b === 0 ? a * a : v.x;",
  "of a getter": "const q = new V(a, b).ratio; return b === 0 ? a * a : q;",
  "of a static method": "const q = V.of(a, b); return b === 0 ? a * a : q;",
  "of a closure": "const g = () => a / b; const q = g(); return b === 0 ? a * a : q;",
  "of a function that is given": "const via = (k) => k(a); const q = via((t) => t / b); return b === 0 ? a * a : q;",
  "of apply": "const q = h.apply(null, [a, b]); return b === 0 ? a * a : q;",
  "of functions in a list": "const r = [(t) => t / b, (t) => t * a].map((g) => g(a)); return r[1];",
  "of callbacks":
    "const r = [a, 2].map((v) => v / b), s = [a].reduce((t, v) => t + v / b, 0), u = Array.from([a], (v) => v / b); return b === 0 ? a * a : r[0] * s * u[0];",
  "of callbacks of a typed array": "const r = Float64Array.of(a).map((v) => v / b); return b === 0 ? a * a : r[0];",
  "of a generator": "let s = a; for (const q of quotients([a, 2], b)) if (b !== 0) s += q; return s * a;",
  "in an object that a function gives": "const make = (t) => ({ q: t / b, w: [t / b, t * a] }); return make(a).w[1];",
  "of a default": "const g = (t, q = t / b) => b === 0 ? t * t : q; return g(a);",
};

const programsOf = (what: string, bodies: Readonly<Record<string, string>>, before = ""): Program[] =>
  Object.entries(bodies).map(([name, body]) => ({
    name: `${what} ${name}`,
    source: `${before}function f(a) { "differentiable"; const b = a - a; ${body} }`,
    args: "1.3",
  }));

export const dead: readonly Program[] = [
  ...programsOf("a quotient", bodies),
  ...programsOf("a quotient that is the result", results, `${helpers}\n`),
];
