/** What writing programs over the whole language has found. */
import type { Program } from "../support/program.ts";

export const explored: readonly Program[] = [
  {
    name: "methods that find a list frozen leave it as it was",
    source: `function f(x, y) { "differentiable"; const a = Object.freeze([x * y, y, x]); let n = 0; for (const run of [() => a.pop(), () => a.shift(), () => a.unshift(x), () => a.splice(0, 1, x), () => a.splice(1), () => a.reverse(), () => a.fill(y), () => a.copyWithin(0, 1), () => a.push(x), () => a.sort()]) { try { run(); } catch { n++; } } return a[0] * a[1] * n + a[2] ** 2; }`,
    args: "1.3, 0.7",
  },
  {
    name: "properties that are defined, described and deleted by functions",
    source: `function f(x, y) { "differentiable"; const o = { k: 1 }; Object.defineProperty(o, "a", { value: x * y, writable: true, configurable: true }); Object.defineProperties(o, { b: { value: { v: x }, enumerable: true }, c: { value: y * y, configurable: true } }); if (!Reflect.defineProperty(o, "b", { value: 9 })) o.a *= x; Reflect.defineProperty(o, "k", { value: y }); const d = Object.getOwnPropertyDescriptor(o, "a"), all = Object.getOwnPropertyDescriptors(o), p = Object.create({}, { w: { value: x ** 3 } }); Reflect.deleteProperty(o, "c"); return o.a * d.value + all.b.value.v * p.w + o.k * all.k.value + (o.c === undefined ? y * all.c.value : 0) + (Object.getOwnPropertyDescriptor(o, "none") === undefined ? x : 0); }`,
    args: "1.3, 0.7",
  },
  {
    name: "texts made by String and concat, objects by Object, entries of a Set",
    source: `function f(x, y) { "differentiable"; const t = "x".concat(x, String(y), [x * y].toString()); let s = String().length + t.length * 0; for (const [a, b] of new Set([x, y]).entries()) s += a * b * x; const o = Object({ v: x * y }); Reflect.setPrototypeOf(o, { w: () => 2 }); return s * o.v * o.w() * (Object(o) === o ? y : 0); }`,
    args: "1.3, 0.7",
  },
  {
    name: "integers from a mapper",
    source: `function f(x, y) { "differentiable"; const b = Int32Array.from([x * 10, y], (v) => v * y); return b[0] * y + Int32Array.from([x])[0] * x + Uint8Array.of(x * 3)[0] * y; }`,
    args: "1.34, 0.7",
  },
  {
    name: "integers of a class, of a constructor in a variable, of this",
    source: `class I extends Int32Array { put(i, v) { this[i] = v; this[i] += v; return this; } } const make = (C, v) => { const a = new C(2); a[0] = v; a[1] += v * 2; return a; }; function f(x, y) { "differentiable"; const a = make(Int16Array, x * 10), b = make(Float64Array, x), c = new I(2).put(1, y * 10); return a[0] * y + a[1] * x + b[0] * b[1] + c[1] * x; }`,
    args: "1.34, 0.73",
  },
  {
    name: "a key that is deleted before its turn",
    source: `function f(o, y) { "differentiable"; let t = 0; for (const k in o) { t += o[k] * y; if (k === "a") { delete o.c; o.z = y; } o[k] = t; } return t * o.b + Object.keys(o).length; }`,
    args: "{ a: 1.3, b: 0.7, c: 5 }, 0.7",
  },
  {
    name: "for in over lists, texts, inherited keys and nothing",
    source: `class A { constructor(x) { this.x = x; } } A.prototype.k = 3; function f(xs, y) { "differentiable"; let t = 0; for (const i in xs) { t += xs[i] * (Number(i) + 1); if (i === "1") xs.length = 3; } for (const c in "ab") t *= y + Number(c); for (const k in null) t = 0; for (const k in new A(y)) t += k.length; return t; }`,
    args: "[1.1, 0.4, 0.3, 0.9], 0.7",
  },
  {
    name: "integers by with, of, fill, set and map",
    source: `function f(x, y) { "differentiable"; const a = new Int16Array(4).fill(x * 10); a.set([y * 10, x], 1); const b = a.with(0, y * 20); const c = Int16Array.of(1, 2).map((v) => v * x * 10); a.copyWithin(2, 0, 1); const F = new Float64Array(a); return a[0] * x + b[0] * y + c[1] * x + F[1] * y + a[2] * y + a.toSorted()[0] * x; }`,
    args: "1.34, 0.73",
  },
  {
    name: "a class made of classes by functions",
    source: `const Sc = (B) => class extends B { scale(k) { this.x *= k; this.y *= k; return this; } }; const Nm = (B) => class extends B { get norm() { return Math.hypot(this.x, this.y); } }; class P { constructor(x, y) { this.x = x; this.y = y; } } class Q extends Sc(Nm(P)) { z = this.x * 2; } function f(x, y) { "differentiable"; const q = new Q(x, y); return q.scale(x).norm * q.z; }`,
    args: "1.34, 0.73",
  },
  {
    name: "a value with shared parts",
    source: `function f(x, y) { "differentiable"; const a = [x, x * y]; return { a, b: { c: a, d: new Float64Array([y * y]) }, m: new Map([["k", x ** 3]]), s: "t", n: null }; }`,
    args: "1.34, 0.73",
  },
  {
    name: "a value with a cycle",
    source: `function f(x, y) { "differentiable"; const a = { v: x * y }; a.self = a; a.list = [a, { v: x * x, up: a }]; return a; }`,
    args: "1.34, 0.73",
  },
  {
    name: "a getter that gives a function, which is called as a method",
    source: `class A { constructor(v) { this.v = v; } get add() { return (w) => { this.v += w; return this; }; } get mul() { const self = this; return function (w) { self.v *= w * (this === self ? 1 : 9); return self; }; } } function f(x, y) { "differentiable"; return new A(x).add(y).mul(x).add(x * y).v; }`,
    args: "1.3, 0.7",
  },
  {
    name: "an object that is no iterable",
    source: `function f(o, y) { "differentiable"; let t = 0; try { for (const v of o) t += v; } catch (e) { t += e instanceof TypeError ? o.v : 9; } try { const [a] = { z: y }; } catch (e) { t *= e instanceof TypeError ? y : 9; } return t * o.v; }`,
    args: "{ v: 1.3 }, 0.7",
  },
  {
    name: "a number of unknown kind changed behind checkpointed",
    source: `import { checkpointed } from "@fluxion/runtime";
const any = (o) => o.k;
function f(x) { "differentiable"; const c = { k: x }; const g = checkpointed((q) => q * (any(c) ?? 1), x); c.k *= x; return g; }`,
    args: "1.3",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "a number inherited from a plain object that is written",
    source: `const P = { k: 1 }, o = Object.create(P);
function f(x) { "differentiable"; P.k = x; return o.k * x; }`,
    args: "1.3",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "unshift of a constant before an active number, read by index",
    source: `function f(x) { "differentiable"; const a = [x * x, 3]; a.unshift(2); const b = [x * x, 3]; b.splice(1, 1, 2); return a[0] * a[1] * a[2] * x + b[0] * b[1] * x; }`,
    args: "1.3",
  },
  {
    name: "variables with the names of globals",
    source: `const root = (x) => Math.sqrt(x) * 2; class A { m(x) { return x * x; } static s(x) { return x * 3; } } class B extends A { m(x) { const Object = x * 2, Reflect = 1; return super.m(Object) * Reflect + super["m"](x); } static s(x) { const Object = 2; return super.s(x) * Object; } } function* two(o) { const Symbol = o.b; yield* [o.a, Symbol]; } function f(o) { "differentiable"; const Math = { k: 3, sqrt: (x) => x }, Number = (x) => x * 7; let s = root(o.a) * Math.k * Math.sqrt(o.b) + +"3" * Number(o.a); for (const v of two(o)) s *= v; const Symbol = s % o.b, [x, y] = new Set([Symbol, o.a]); return new B().m(x) * y + B.s(o.b); }`,
    args: "{ a: 1.3, b: 0.7 }",
  },
  {
    name: "variables of the module with the names of globals",
    source: `const Number = (x) => x * 7, Symbol = { iterator: "no" }, Object = { getPrototypeOf: () => ({}) }, Math = { sqrt: (x) => x * x, trunc: () => 99 }, Reflect = 3; class A { m(x) { return x * x; } } class B extends A { m(x) { return super.m(x) * 2; } } function* two(o) { yield* [o.a, o.b]; } function f(o) { "differentiable"; const [x, y] = two(o); return (Math.sqrt(x * 2) % y) * +"3" + Number(x) * new B().m(y) * Reflect + Math.trunc(x); }`,
    args: "{ a: 1.3, b: 0.7 }",
  },
  {
    name: "keys that are made numbers by a sign",
    source: `function f(xs) { "differentiable"; let s = 0; for (const i in xs) s += xs[i] * xs[i] * (+i + 1); return s; }`,
    args: "[1.3, 0.4, 2.2]",
  },
  {
    name: "concat of what is spreadable, and of what is not",
    source: `function f(x, y) { "differentiable"; const like = { length: 2, 0: x, 1: x * y, [Symbol.isConcatSpreadable]: true }; const whole = [y, y]; whole[Symbol.isConcatSpreadable] = false; const r = [y].concat(like, whole, [, x]); let n = 0; r.forEach(() => n++); return r[1] * r[2] + r[3][0] * r[5] * n; }`,
    args: "1.3, 0.7",
  },
  {
    name: "soft dynamic time warping, with borders of Infinity",
    source: `const softmin = (a, b, c, g) => { const m = Math.min(a, b, c); return m - g * Math.log(Math.exp((m - a) / g) + Math.exp((m - b) / g) + Math.exp((m - c) / g)); }; function f(x, y) { "differentiable"; const n = x.length; const R = Array.from({ length: n + 1 }, () => new Float64Array(n + 1).fill(Infinity)); R[0][0] = 0; for (let i = 1; i <= n; i++) for (let j = 1; j <= n; j++) R[i][j] = (x[i - 1] - y[j - 1]) ** 2 + softmin(R[i - 1][j - 1], R[i - 1][j], R[i][j - 1], 0.5); return R[n][n]; }`,
    args: "[1.3, 0.7, 2], [0.9, 1.1, 1.8]",
  },
  {
    name: "attention, with a mask of -Infinity and a scale",
    source: `const scaled = (v, k) => v * k; const softmax = (xs) => { const m = Math.max(...xs), e = xs.map((x) => Math.exp(x - m)), s = e.reduce((a, b) => a + b, 0); return e.map((v) => v / s); }; function f(q, y) { "differentiable"; const out = q.map((a, i) => { const w = softmax(q.map((b, j) => scaled(j > i ? -Infinity : a * b * y, 1 / Math.sqrt(2)))); return q.reduce((t, b, j) => t + w[j] * b, 0); }); return out[0] * out[1] + out[2]; }`,
    args: "[1.3, 0.7, 2], 0.9",
  },
  {
    name: "a loop over a Map, a list's entries and a Set that changes what it has gone over",
    source: `function f(x, y) { "differentiable"; const m = new Map([["a", x], ["b", y], ["c", x * y]]), l = [x, y, x + y], o = { a: x, b: y }, set = new Set(["a", "b"]); let sum = 0; for (const v of m.values()) sum += v; for (const [k, v] of m) m.set(k, v / sum); for (const k of m.keys()) if (k === "a") m.delete(k); for (const [i, v] of l.entries()) { l[i] = v / sum; if (i > 0) l[i - 1] *= v; } for (const k of set) { set.delete(k); o[k] *= sum; } function* pairs() { yield* m; } for (const [k, v] of pairs()) m.set(k, v * v); return m.get("b") + m.get("c") * l[0] + l[1] * l[2] + o.a * o.b + set.size; }`,
    args: "1.3, 0.7",
  },
  {
    name: "methods of lists that copy, with indices of every kind and holes",
    source: `function f(a, y) { "differentiable"; const b = a.with(-1, a[0] * a[1]).with(1.7, a[2]).with("0", y), h = [y, , a[0]], c = h.toReversed(), d = h.toSpliced(0, 1, y, y), e = h.with(1, a[1] * y), g = [a[0] * y, , y, undefined].toSorted((p, q) => p - q), k = [[y, [, a[1]]], , []].flat(Infinity), t = new Float64Array(6); t.set(a, "1"); let n = 0; for (const l of [c, d, e, g, k]) l.forEach(() => n++); return b[0] * b[1] * b[3] + c[0] * d[1] * e[1] * n + g[0] * g[1] + k[0] * k[1] + t[1] * t[4]; }`,
    args: "[1.3, 0.7, 2.1, 0.4], 0.9",
  },
  {
    name: "lists are sorted with holes at the end, NaN last and -0 first",
    source: `function f(x, y) { "differentiable"; const a = [x, , y, undefined, x * y]; a.sort((p, q) => p - q); let n = 0; a.forEach(() => n++); const t = Float64Array.of(x, NaN, 0, y, -0, x * y).sort(), u = t.toSorted(); return a[0] * a[1] * n + a[2] * (4 in a ? 9 : x) + t[2] * t[3] + u[4] ** 2 + (Object.is(u[0], -0) ? y : 9); }`,
    args: "1.3, 0.7",
  },
  {
    name: "Object.assign to setters, to lists and to what is frozen",
    source: `class A { #v = 1; get v() { return this.#v * 2; } set v(n) { this.#v = n * n; } } function f(x, y) { "differentiable"; const t = Object.assign({ set g(v) { this.h = v * y; } }, { a: x, get g() { return this.a * 2; } }, null, { a: y }), a = Object.assign(new A(), { v: x, w: y }), l = Object.assign([1, 2, 3], [x, y], { 4: x * y, extra: y }); return t.h * t.a + a.v * a.w + l.reduce((s, v, i) => s + v * i, 0) * l.extra; }`,
    args: "1.3, 0.7",
  },
  {
    name: "fields of literals after accessors of the same name",
    source: `const base = { get v() { return 1; }, set v(n) { this.w = n; } }; function f(x, y) { "differentiable"; const k = "b", src = { g: x, h: y }, o = { get g() { return 100; }, set h(v) { this.k = v; }, ...src }, p = { get b() { return 1; }, b: x, c: y }, q = { set b(v) { this.q = v; }, [k]: x, get u() { return this.b * y; }, u: y }, r = { get v() { return 2; }, v(k) { return k * x; } }; o.g *= y; return o.g * o.h + p.b * p.c + q.b * q.u + r.v(y) + (o.k === undefined ? y : 9); }`,
    args: "1.3, 0.7",
  },
  {
    name: "fields of a literal whose prototype has accessors of the same name",
    source: `const base = { get v() { return 1; }, set v(n) { this.w = n; }, m() { return this.v * 2; } }; function f(x, y) { "differentiable"; const o = { __proto__: base, v: x, q: y }; o.v *= y; return o.v * o.q * o.m() + (o.w === undefined ? x : 9); }`,
    args: "1.3, 0.7",
  },
  {
    name: "helpers of a list's iterators, which run as far as they are asked",
    source: `function f(a, y) { "differentiable"; let n = 0, s = 0; for (const v of a.values().map((v) => { n++; return v * v; })) { s += v; if (n === 2) break; } const t = Float64Array.from(a).values().map((v) => ({ v })).toArray(), h = [y, , a[0]].values().map((v) => v ?? 2).reduce((p, q) => p * q); return s * n + t[0].v * t[1].v * h + a.values().flatMap((v) => new Set([v, v * y])).toArray()[3]; }`,
    args: "[1.3, 0.7, 2.1], 0.9",
  },
  {
    name: "helpers of the iterators of a Map",
    source: `function f(x, y) { "differentiable"; const m = new Map([["a", x], ["b", y]]), t = m.entries().filter(([k]) => k === "b").map(([, v]) => v * v).toArray(); let k = 1; m.values().forEach((v) => { k *= v; }); return m.values().reduce((p, q) => p * q, x) * t[0] + m.get(m.keys().drop(1).next().value) * k + m.values().find((v) => v > 1); }`,
    args: "1.3, 0.7",
  },
];
