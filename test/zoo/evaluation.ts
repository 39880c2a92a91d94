/** Order of evaluation, and everything that must be evaluated exactly once. */
import type { Program } from "../support/program.ts";

export const evaluation: readonly Program[] = [
  {
    name: "x + (x = 2)",
    source: `function f(x) { "differentiable"; const y = x * x + (x = 2) * x; return y * x; }`,
    args: "3",
  },
  {
    name: "assignments inside expressions",
    source: `function f(x, y) { "differentiable"; let a; return (a = x * y) * a + (a = a + x) * (y = a) + y; }`,
    args: "1.5, 0.7",
  },
  {
    name: "operand read before a later change",
    source: `function f(x) { "differentiable"; let a = x; const bump = () => { a = a * a + 1; return a; }; return a + bump() * a + a * bump(); }`,
    args: "1.5",
  },
  {
    name: "field read before a call that changes it",
    source: `function bump(o) { o.v = o.v * 3; return o.v; }
function f(x) { "differentiable"; const o = { v: x }; return o.v * bump(o) + o.v * bump(o) * o.v; }`,
    args: "1.5",
  },
  {
    name: "a[i++] += f()",
    source: `function f(xs) {
  "differentiable";
  let i = 0; const next = () => { i += 1; return xs[i] * 2; };
  xs[i++] += next(); xs[i++] *= xs[0];
  return xs[0] * xs[1] + xs[2] * i;
}`,
    args: "[1.5, -0.5, 0.7]",
  },
  {
    name: "the key of o[k()] += v is evaluated once",
    source: `let count = 0;
function f(o, x) { "differentiable"; const k = () => { count++; return "a"; }; o[k()] += x * o.a; o[k()]++; o[k()] ||= 5; return o.a * o.a; }`,
    args: "{ a: 1.5 }, 0.7",
    state: "count",
  },
  {
    name: "the object of an assignment is evaluated first",
    source: `const order = [];
function f(x) {
  "differentiable";
  const o = { v: 1 };
  const at = (name, value) => { order.push(name); return value; };
  at("object", o)[at("key", "v")] = at("value", x * x);
  at("object", o)[at("key", "v")] += at("value", x);
  return at("left", o.v) * at("right", x);
}`,
    args: "1.5",
    state: "order",
  },
  {
    name: "arguments from left to right, with effects",
    source: `const order = [];
const log = (x) => { order.push("log"); return x * order.length; };
function f(x) { "differentiable"; const g = (a, b, c) => a + b * c; return g(log(x), log(x), log(x)); }`,
    args: "1.5",
    state: "order.length",
  },
  {
    name: "callee is read before the arguments are evaluated",
    source: `function f(x) { "differentiable"; let g = (u) => u * 2; const o = { m: (u) => u * 3 }; return g((g = (u) => u * 100, x)) + o.m((o.m = (u) => u * 100, x)); }`,
    args: "1.5",
  },
  {
    name: "short circuits skip effects",
    source: `let count = 0;
const hit = (x) => { count++; return x; };
function f(x) { "differentiable"; const a = x > 100 && hit(x); const b = x || hit(x); const c = x ?? hit(x); const d = null?.[hit(x)]; return (a ? 1 : 2) * b * c + (d ?? hit(x)); }`,
    args: "1.5",
    state: "count",
  },
  {
    name: "getter is read once, setter written once",
    source: `const log = [];
function f(x) {
  "differentiable";
  const o = { inner: x, get v() { log.push("get"); return this.inner * 2; }, set v(u) { log.push("set"); this.inner = u * u; } };
  o.v += x; o.v = o.v * 0.1; o.v++;
  return o.v * x;
}`,
    args: "1.1",
    state: "log",
  },
  {
    name: "a callback runs as often as it was written to run",
    source: `let count = 0;
function f(xs) { "differentiable"; return xs.map((x) => { count++; return x * x; }).reduce((a, b) => { count++; return a + b; }, 0); }`,
    args: "[1.5, -0.5, 0.7]",
    state: "count",
  },
  {
    name: "array literal with effects and spread",
    source: `function f(x) { "differentiable"; let a = x; const xs = [a, (a = a * 2), ...[a, a * a], a++, a]; return xs[0] * xs[1] + xs[2] * xs[3] + xs[4] * xs[5]; }`,
    args: "1.5",
  },
  {
    name: "object literal with computed keys, in order",
    source: `const order = [];
const key = (name) => { order.push(name); return name; };
function f(x) { "differentiable"; const o = { [key("a")]: x, [key("b")]: x * x, a: x + 1, ["c" + 1]: 2 * x }; return o.a * o.b * o.c1 + Object.keys(o).length; }`,
    args: "1.5",
    state: "order",
  },
  {
    name: "object spread, later fields win",
    source: `function f(o, x) { "differentiable"; const p = { a: 1, ...o, b: x * o.b, ...null, ...{ c: x } }; p.a *= 2; return p.a * p.b * p.c + o.a; }`,
    args: "{ a: 1.5, b: 0.7 }, 2",
  },
  {
    name: "insertion order of keys",
    source: `const seen = [];
function f(o, x) { "differentiable"; o.z = x; delete o.a; o.a = x * x; for (const k in o) seen.push(k); return o.a * o.z * o.b; }`,
    args: "{ a: 1.5, b: 0.7 }, 2",
    state: "seen",
  },
  {
    name: "this, name, length, new.target",
    source: `function Box(v) { this.v = new.target === Box ? v : 0; }
function f(x, y = 2) { "differentiable"; const b = new Box(x); return b.v * x + f.length + f.name.length + Box.length; }`,
    args: "1.5",
  },
  {
    name: "sloppy switch of types in one variable",
    source: `function f(x) { "differentiable"; let v = "text"; v = x; v = v * v; const n = v; v = { n }; v = v.n + 1; v = [v, v]; return v[0] * v[1]; }`,
    args: "1.5",
  },
  {
    name: "variable declared by var, hoisted, redeclared",
    source: `function f(x) { "differentiable"; y = x * 2; for (var i = 0; i < 3; i++) { var y = y * x; } var y; return y * i; var i; }`,
    args: "1.5",
  },
  {
    name: "shadowed names",
    source: `function f(x) { "differentiable"; let r = x; { let x = 3; r *= x; { const r = 100; x += r; } r += x; } for (let x = 0; x < 2; x++) r *= 1.5; return r * x; }`,
    args: "1.5",
  },
  {
    name: "names that generated code might want",
    source: `function f(tape, dx) { "differentiable"; const x = tape * dx, dtape = x + 1, ddx = dtape * tape, $ = dx, env = $ * ddx, dy = env; return dy * dtape + ddx; }
function f_forward() { return "mine"; } const f_pullback = f_forward();`,
    args: "1.5, 0.7",
    state: "f_forward() + f_pullback",
  },
  {
    name: "the key of a compound assignment is from before its right-hand side",
    source: `function f(xs, ts) { "differentiable"; let n = 0; ts[n] += xs[n++]; ts[n] *= 1 + xs[++n]; n = 0; ts[n] &&= xs[n++] * ts[2]; return ts[0] + ts[1] * 2 + ts[2] * 3; }`,
    args: "[-0.76, 0.12, 0.33], [-0.17, -0.07, 0.34]",
  },
  {
    name: "the key of a compound assignment, which its right-hand side changes",
    source: `function f(x) { "differentiable"; const a = [x, 2 * x, 3]; let i = 0; a[i] *= (i = 1, x); a[i] += (i++, a[0] * x); let o = { k: x }; const p = o; o.k -= (o = { k: 5 }, x * x); return a[0] * a[1] + a[2] + p.k * o.k; }`,
    args: "0.7",
  },
  {
    name: "computed keys are converted once",
    source: `let n = 0;
const k1 = { toString() { n++; return "b"; } }, k2 = { toString() { n++; return "d"; } }, S = Symbol("s"), pre = "p";
let q = "z";
class C { [k1](x) { return 2 * x; } get [k2]() { return 3; } static [k2 + "x"](x) { return x * x; } [S](x) { return x; } [\`\${pre}1\`](x) { return 5 * x; } [q](x) { return 7 * x; } static { q = "changed"; } }
const o = { [k1](x) { return 11 * x; }, get [k2]() { return 13; }, [q + 1](x) { return x * x * x; } };
function f(x) { "differentiable"; const c = new C(); return c.b(x) * c.d + C.dx(x) + c[S](x) + c.p1(x) + c.z(x) + o.b(x) * o.d + o.changed1(x) + n; }`,
    args: "1.3",
    state: "[n, q, Object.keys(o)]",
  },
  {
    name: "typeof an undeclared",
    source: `function f(x) { "differentiable"; return (typeof undeclared === "undefined" ? x : 2) * (typeof Map === "function" ? x : 1); }`,
    args: "1.3",
  },
  {
    name: "read an undeclared in try",
    source: `function f(x) { "differentiable"; try { return undeclared * x; } catch (e) { return x * x * (e instanceof ReferenceError ? 1 : 5); } }`,
    args: "1.3",
  },
  {
    name: "call an undeclared in try",
    source: `function f(x) { "differentiable"; let n = 0; try { return undeclared(n++, x); } catch (e) { return x * x * (e instanceof ReferenceError ? 1 : 5) + n; } }`,
    args: "1.3",
  },
  {
    name: "import.meta",
    source: `function f(x) { "differentiable"; return x * x * (typeof import.meta.url === "string" ? 1 : 3) * (import.meta === import.meta ? 1 : 2); }`,
    args: "1.3",
  },
  {
    name: "import() with an effect, and rejected",
    source: `let n = 0; async function f(x) { "differentiable"; try { await import((n++, "node:nothing_here")); return 1; } catch (e) { return x * x * n; } }`,
    args: "1.3",
    gradient: "2.6",
  },
  {
    name: "delete undeclared",
    source: `function f(x) { "differentiable"; return x * x * (undeclared?.y ?? 1); }`,
    args: "1.3",
    throws: "undeclared is not defined",
  },
  ...Object.entries({
    "a call that assigns what `+=` reads": `function f(x) { "differentiable"; let r = 0; const e = (b) => { r += x; return 1; }; const c = { v: e(1) }; r += c.v; return r; }`,
    "a call that counts in the module, added to the count": `let calls = 0; const ev = (v) => { calls++; return v * v; };
function f(x) { "differentiable"; calls=0; const r = { v: ev(x) }; calls += r.v; return calls * x; }`,
    "a call in a list that assigns what `+=` reads": `function f(x) { "differentiable"; let r = x; const e = () => { r += x; return 2; }; const c = [e()]; r += c[0]; return r * r; }`,
    "a call that sets the field that `+=` reads": `function f(x) { "differentiable"; const o={k:1}; const upd = (v) => { o.k = v; return v * 2; }; const st = { p: upd(x) }; o.k += st.p; return o.k; }`,
    "a call in a pattern that assigns what `+=` reads": `function f(x) { "differentiable"; let r = x; const bump = () => { r += x; return 2; }; const [a]=[bump()]; r += a; return r * r; }`,
    "a call that assigns what a product reads after it": `function f(x) { "differentiable"; let r = x; const bump = () => { r += x; return 2; }; const a={v:bump()}; r = r*a.v+r; return r * r; }`,
    "a call that sets the item that `-=` reads": `function f(x) { "differentiable"; const w=[x,2]; const bump = () => { w[0] += x; return 2; }; const a={v:bump()}; w[0] -= a.v; return w[0] * x; }`,
  }).map(([name, source]) => ({ name, source, args: "1.3" })),
];
