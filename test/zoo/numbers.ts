/** Operators, coercions, and numbers beside strings, booleans and bigints. */
import type { Program } from "../support/program.ts";

export const numbers: readonly Program[] = [
  {
    name: "every arithmetic operator",
    source: `function f(a, b) { "differentiable"; return a + b - a * b / (a - b) + a ** b - -a + +b + a % b; }`,
    args: "5.3, 2.2",
  },
  {
    name: "every compound assignment",
    source: `function f(a, b) { "differentiable"; let r = a; r += b; r *= a; r -= 2; r /= b; r **= 2; r %= 100; r **= b; return r; }`,
    args: "1.3, 2.2",
  },
  {
    name: "compound assignments to fields and elements",
    source: `function f(a, b) { "differentiable"; const o = { v: a }, xs = [b, a]; o.v += b; o.v *= xs[0]; xs[1] -= o.v; xs[1] /= b; xs[0] **= a; o["v"] %= 50; return o.v * xs[0] + xs[1]; }`,
    args: "1.3, 2.2",
  },
  {
    name: "logical assignment",
    source: `function f(a, b) {
  "differentiable";
  let x = a, y = 0, z = null; const o = { p: a, q: 0 };
  x &&= x * b; y &&= x; y ||= a * a; y ||= 100; z ??= b * b; z ??= 100; o.p &&= o.p * 2; o.q ||= o.p; o.r ??= b; o.r ??= 100;
  return x * y + z * o.p + o.q * o.r;
}`,
    args: "1.3, 2.2",
  },
  {
    name: "or zero, where the number is zero",
    source: `function f(a, b, o) {
  "differentiable";
  let x = b; x ||= 0; o.q ||= 0; o.missing ||= 0;
  const none = null || 0, nan = a * (0 / 0) || 0, text = "" || 0, no = (a < 0) || 0;
  return (a || 0) * 3 + (b || 0) * a + (a * b || 0) * 5 + x * 7 + o.q * a + o.missing * a + (o.none || 0) * a + none + nan * a + text + no + (o.q || 0);
}`,
    args: "1.3, 0, { q: 0 }",
  },
  {
    name: "or zero in a constructor, as libraries of vectors write it",
    source: `class V {
  constructor(x, y) { this.x = x || 0; this.y = y || 0; }
  add(o) { this.x += o.x || 0; this.y += o.y || 0; return this; }
}
function f(x, y) { "differentiable"; const v = new V(x, y), w = new V(y); let s = 0; for (const d of [x, y, -0, x * y]) s += (d || 0) * (s + 2); return v.add(w).x * 3 + v.y * 5 + s; }`,
    args: "1.3, 0",
  },
  {
    name: "increments and decrements, before and after",
    source: `function f(a) {
  "differentiable";
  let x = a; const o = { v: a }, xs = [a];
  const r = x++ * 2 + x * x + --x * 3 + o.v++ * o.v + xs[0]-- * xs[0] + ++xs[0];
  return r * x + o.v;
}`,
    args: "1.3",
  },
  {
    name: "bitwise operators and comparisons carry nothing",
    source: `function f(a) { "differentiable"; return a * ((a | 0) + (a & 3) + (a ^ 1) + ~a + (a << 1) + (a >> 1) + (a >>> 1)) + (a > 1) + (a == 2) + !a; }`,
    args: "5.3",
  },
  {
    name: "rounding carries nothing",
    source: `function f(a) { "differentiable"; return a * Math.floor(a) + Math.ceil(a) * a * a + Math.round(a) + Math.trunc(a) * a + Math.sign(a) * a; }`,
    args: "5.3",
  },
  {
    name: "numbers out of text",
    source: `function f(a) { "differentiable"; const t = a.toFixed(1); return a * Number(t) + parseFloat("2.5") * a + parseInt("12", 10) + Number.parseFloat("1") * a; }`,
    args: "5.3",
  },
  {
    name: "number predicates and constants",
    source: `function f(a) { "differentiable"; return Number.isFinite(a) && !isNaN(a) && Number.isInteger(3) ? a * Math.PI + Number.EPSILON : 0; }`,
    args: "5.3",
  },
  {
    name: "Number() of an active value",
    source: `function f(a) { "differentiable"; return Number(a) * 2 + (+a) * a; }`,
    args: "5.3",
  },
  {
    name: "booleans in arithmetic",
    source: `function f(a) { "differentiable"; const big = a > 1; return a * big + (a < 1) * a * 100 + (big + 1) * a * a + -big; }`,
    args: "5.3",
  },
  {
    name: "negative zero",
    source: `function f(a) { "differentiable"; const z = -a; return 1 / z; }`,
    args: "0",
    gradient: "Infinity",
    state: "1 / -0",
  },
  {
    name: "a result of negative zero",
    source: `function f(a) { "differentiable"; return -(a * 0); }`,
    args: "3",
    gradient: "-0",
  },
  {
    name: "NaN comes out as NaN",
    source: `function f(a, b) { "differentiable"; return Math.sqrt(a) * b; }`,
    args: "-1, 2",
    gradient: "NaN, NaN",
  },
  {
    name: "dead intermediate with an infinite slope",
    source: `function f(x) { "differentiable"; const s = Math.sqrt(x); const l = Math.log(x); return x > 0 ? s + l : 3 * x; }`,
    args: "0",
    gradient: "3",
  },
  {
    name: "untaken branch with a NaN slope",
    source: `function f(x) { "differentiable"; return x === 0 ? 1 + x * 2 : Math.sin(x) / x; }`,
    args: "0",
    gradient: "2",
  },
  {
    name: "infinite slope multiplied by zero in a product",
    source: `function f(x, y) { "differentiable"; const s = Math.sqrt(x); return s * y; }`,
    args: "0, 0",
    gradient: "0, 0",
  },
  {
    name: "power of zero",
    source: `function f(x, n) { "differentiable"; let s = 0; for (let i = 0; i <= n; i++) s += Math.pow(x, i) + x ** i; return s; }`,
    args: "0, 3",
    gradient: "2, 0",
  },
  {
    name: "negative base with integer exponents",
    source: `function f(x) { "differentiable"; let s = 0; for (let i = -2; i <= 3; i++) s += x ** i; return s + Math.pow(x, 5); }`,
    args: "-1.3",
  },
  {
    name: "polynomial by Horner's rule",
    source: `function f(c, x) { "differentiable"; let r = 0; for (let i = c.length - 1; i >= 0; i--) r = r * x + c[i]; return r; }`,
    args: "[1, -2, 0.5, 3], 0.8",
  },
  {
    name: "log-sum-exp",
    source: `function f(xs) {
  "differentiable";
  let m = -Infinity; for (let i = 0; i < xs.length; i++) if (xs[i] > m) m = xs[i];
  let s = 0; for (let i = 0; i < xs.length; i++) s += Math.exp(xs[i] - m);
  return m + Math.log(s);
}`,
    args: "[1, 3, 2.5, -4]",
  },
  {
    name: "template literals",
    source:
      'function f(x, o) { "differentiable"; const key = `k${1 + 1}`; const label = `x is ${x > 1 ? "big" : "small"}`; return o[key] * x + label.length * x; }',
    args: "1.5, { k2: 3 }",
  },
  {
    name: "strings concatenate",
    source: `function f(x, name) { "differentiable"; const o = { ab: 2, "1.5!": 3 }; return o[name + "b"] * x + o[x + "!"] * x * x; }`,
    args: `1.5, "a"`,
    gradient: "11, undefined",
  },
  {
    name: "string methods carry nothing",
    source: `function f(x, text) { "differentiable"; const words = text.trim().split(" ").map((w) => w.length); return words[0] * x + text.indexOf("b") * x * x + text.charCodeAt(0); }`,
    args: `1.5, " aaa bb "`,
  },
  {
    name: "typeof, instanceof, in, void, delete",
    source: `function f(x, o) {
  "differentiable";
  delete o.gone;
  return typeof x === "number" && o instanceof Object && "a" in o && !("gone" in o) && void 0 === undefined ? x * o.a : 0;
}`,
    args: "1.5, { a: 2, gone: 3 }",
  },
  {
    name: "bigints stay bigints",
    source: `function f(x) { "differentiable"; let n = 1n; for (let i = 0; i < 3; i++) n *= 3n; return x * Number(n) + x * Number(n - 2n); }`,
    args: "1.5",
  },
  {
    name: "comma expressions",
    source: `function f(x) { "differentiable"; let a = 1, b; const r = (a = x * x, b = a * x, a + b); for (let i = 0, k = 2; i < 2; i++, a = a * k) b += a; return r * b; }`,
    args: "1.5",
  },
  {
    name: "Math.max and min of one, two, three",
    source: `function f(x, y) { "differentiable"; return Math.max(x) * Math.max(x, y) * Math.max(x, y, 3 * y) + Math.min(x, y) * Math.min(x, y, -y) + Math.hypot(x, y, 2); }`,
    args: "1.5, 0.7",
  },
  {
    name: "Math.random and the clock do not matter",
    source: `function f(x) { "differentiable"; const r = Math.random(); const t = Date.now() + performance.now(); return r >= 0 && t > 0 ? x * x : 0; }`,
    args: "1.5",
  },
  {
    name: "Math through another name",
    source: `const { sin, exp: e } = Math; const M = Math;
function f(x) { "differentiable"; return sin(x) * e(x) + M.cos(x) + Math["tanh"](x); }`,
    args: "1.5",
  },
  {
    name: "Simpson's rule",
    source: `function simpson(g, a, b, n) { const h = (b - a) / n; let s = g(a) + g(b); for (let i = 1; i < n; i++) s += g(a + i * h) * (i % 2 ? 4 : 2); return (s * h) / 3; }
function f(a, b, k) { "differentiable"; return simpson((x) => Math.exp(-k * x * x), a, b, 8); }`,
    args: "0.2, 1.5, 0.7",
  },
  {
    name: "texts that a sum joins before arithmetic makes a number of them",
    source: `function f(x, s, n) { "differentiable"; return x * (s + n) + Math.sin(s + n) * x + (s + n - x) * x; }`,
    args: '1.5, "3", 2',
  },
  {
    name: "texts of numbers, and numbers from other texts",
    source: `function f(x) { "differentiable"; const seen = {}; for (let i = 0; i < 3; i++) seen[String(i)] = x * i; let s = 0; for (const k of Object.keys(seen)) s += seen[k] * Number(k); const label = (x > 1) + "," + (x * x).toFixed(1); return s + label.length * 0.01 + parseFloat("1.5px") * x + Number((2).toString()); }`,
    args: "1.25",
  },
  {
    name: "a number is compared with its own text",
    source: `const isDecimal = (v) => { const s = v.toString().trim(); return /^[-+.0-9]+$/.test(s) && parseFloat(s) === Number(v); };
function f(x) { "differentiable"; return isDecimal(x) ? Number(x) * x : 0; }`,
    args: "1.25",
  },
  {
    name: "texts of numbers that are looked at, beside numbers from other texts",
    source: `const hex = "#10ff20";
function f(x) { "differentiable"; const label = \`at \${x}\`.padStart(30); const memo = { [String(x)]: x * x }; const r = parseInt(hex.slice(1, 3), 16); return r * x + Number("3") * memo[String(x)] + label.slice(0, 4).length * (label.charCodeAt(0) === 32 ? x : 1) + (label.slice(0, 2) * 1 === 0 ? x : 0); }`,
    args: "1.25",
  },
  {
    name: "constants that are texts of numbers, as factors",
    source: `const k = JSON.parse('"2"'); const RAD = Math.PI / 180;
function f(x) { "differentiable"; const s = "3"; const t = x > 1 ? k : "4"; return k * x + s * x + x * t + x * RAD; }`,
    args: "1.3",
  },
  {
    name: "numbers of BigInts",
    source: `function f(x, o) { "differentiable"; const n = o.n ?? 3n; return Number(n * 2n) * x + Number(n ** 2n - -n) * x * x; }`,
    args: "1.3, { k: 1 }",
  },
  {
    name: "a constant that is a text of a number, and nothing beside it",
    source: `const k = JSON.parse('"2"'); function f(x) { "differentiable"; return k * x + x * x; }`,
    args: "1.3",
  },
  {
    name: "a text of a number that a helper gives, as a factor",
    source: `const get = () => "2"; function f(x) { "differentiable"; const k = get(); return k * x + x * x; }`,
    args: "1.3",
  },
  {
    name: "BigInts in products, quotients and tests, from constants and fields",
    source: `const ONE = BigInt(1), P = { n: ONE, d: ONE, s: 1n };
function parse(a, b) { let s, d, v = ONE, y = ONE; if (b) y = BigInt(b); if (a > 1) { d = y * v; s = BigInt(a) * d + d * v; } else { s = ONE; d = y; } s = s * v * ONE; if (d === 0n) throw new RangeError("zero"); P.s = s < 0n ? -ONE : ONE; P.n = s < 0n ? -s : s; P.d = d < 0n ? -d : d; }
const reduce = () => { let a = P.n, b = P.d; while (b) [a, b] = [b, a % b]; P.n /= a; P.d /= a; };
function f(x, y) { "differentiable"; parse(x > 1 ? 4 : 1, 6); reduce(); return Number(P.s * P.n) / Number(P.d) * x + Number(P.n) * x * y; }`,
    args: "1.3, 0.7",
    state: "[P.n, P.d, P.s].map(String)",
  },
  {
    name: "BigInts that a variable is multiplied by in place",
    source: `const TEN = BigInt(10);
function digits(n, d, count) { for (let i = 0; i < count; i++) { n %= d; n *= TEN; } n = n * d - -(n * TEN); n /= d; return n; }
const grow = (n, d) => { n %= d; n *= d; n = n * d + n; return n; };
function f(x) { "differentiable"; return Number(digits(7n, 3n, 4)) * x + grow(x, 2 * x) * Number(grow(7n, 5n)); }`,
    args: "1.3",
  },
  {
    name: "a polynomial by Horner's rule, a long product and a long quotient",
    source: `function f(x, y) {
  "differentiable";
  const p = 1 + x * (2 - x * (3 + x * (4 - x * (5 + x * (6 + x * (7 - x * 8))))));
  const q = (x + 1) * (y + 2) * (x + 3) * (y + 4) * (x - y) * (y * 0.5) * x * y;
  const r = y * (x - y * (x + y * (x - y * (x + y * 2)))) / (x + y * (1 + x * (y + x * (y + 3)))) / (x * y * x * y * x);
  return p * q + r / p;
}`,
    args: "0.4, 1.3",
  },
  {
    name: "x++ and x-- of texts and boxes give the number that these are, to the last bit",
    source: `function f(x) { "differentiable"; let s = "0.1", t = new Number(-0.1), u = "1e-20", w = Object(2n), z = "-0"; const a = s++, b = t--, c = u++, e = w++, g = z++; return (a === 0.1 ? x : 0) + (b === -0.1 ? x * x : 0) + c * 1e20 * x + (e === 2n && w === 3n ? x : 0) + (Object.is(g, -0) ? x : 0) + s * t + u + z; }`,
    args: "1.5",
  },
];
