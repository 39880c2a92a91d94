/** Plain objects: fields read, written, added, deleted, aliased, frozen, nested, cyclic, with accessors and symbols. */
import type { Program } from "../support/program.ts";

export const objects: readonly Program[] = [
  {
    name: "an object in a field of a typed array",
    source: `function f(x) { "differentiable"; const t = new Float64Array(2); t.v = x; t.o = { v: x * x }; return t.v * t.o.v; }`,
    args: "1.5",
  },
  {
    name: "fields of Maps, Sets and arrays",
    source: `function f(x, y) {
  "differentiable";
  const m = Object.assign(new Map([["v", y]]), { v: x, o: { w: x } }), s = new Set(), t = new Int32Array(2);
  Reflect.set(s, "v", x * y);
  Object.defineProperty(t, "v", { value: x, writable: true, enumerable: true });
  m.v *= y; m.o.w *= m.v; t.v *= m.v;
  const { v, ...rest } = m, copy = { ...s };
  let sum = 0;
  for (const k in m) sum += k === "v" ? m[k] : m[k].w;
  for (const [, w] of Object.entries(s)) sum += w * copy.v;
  return sum * v * rest.o.w * m.get("v") * t.v * Object.getOwnPropertyDescriptor(t, "v").value;
}`,
    args: "1.5, 0.7",
  },
  {
    name: "field overwritten after it was used",
    source: `function f(o) { "differentiable"; const y = o.a * o.a; o.a = o.b * 2; o.b = y * o.a; return o.b * o.a + y; }`,
    args: "{ a: 1.5, b: 0.7 }",
  },
  {
    name: "field accumulated in a loop",
    source: `function f(xs) { "differentiable"; const acc = { sum: 0, product: 1 }; for (const x of xs) { acc.sum += x; acc.product *= x + acc.sum; } return acc.sum * acc.product; }`,
    args: "[1.5, -0.5, 0.7]",
  },
  {
    name: "one object under two fields",
    source: `function f(o) { "differentiable"; o.left.v *= 2; return o.left.v * o.right.v * o.k; }`,
    args: "(() => { const p = { v: 1.5 }; return { left: p, right: p, k: 0.7 }; })()",
  },
  {
    name: "one object as two arguments",
    source: `function f(p, q) { "differentiable"; p.v = p.v * q.v; return q.v * 3 + p.w; }`,
    args: "...(() => { const p = { v: 1.5, w: 2 }; return [p, p]; })()",
  },
  {
    name: "cyclic objects",
    source: `function f(o) { "differentiable"; return o.self.self.v * o.child.parent.v + o.child.v; }`,
    args: "(() => { const o = { v: 1.5 }; o.self = o; o.child = { v: 0.7, parent: o }; return o; })()",
  },
  {
    name: "nested objects, child replaced by the function",
    source: `function f(o) { "differentiable"; const old = o.p; o.p = { v: old.v * 2 }; old.v = 100; return o.p.v * o.p.v + o.q.v * old.v; }`,
    args: "{ p: { v: 1.5 }, q: { v: 0.7 } }",
  },
  {
    name: "children exchanged",
    source: `function f(o) { "differentiable"; [o.p, o.q] = [o.q, o.p]; o.p.v *= 3; return o.p.v * 2 + o.q.v * o.q.v; }`,
    args: "{ p: { v: 1.5 }, q: { v: 0.7 } }",
  },
  {
    name: "fields added and deleted",
    source: `function f(o, x) { "differentiable"; o.c = o.a * x; delete o.a; const gone = o.a ?? x; o.a = gone * 2; return o.a * o.c + Object.keys(o).length; }`,
    args: "{ a: 1.5, b: 0.7 }, 2",
  },
  {
    name: "computed keys and numeric keys",
    source: `function f(x) { "differentiable"; const o = {}; for (let i = 0; i < 4; i++) o["k" + (i % 2)] = (o["k" + (i % 2)] ?? 1) * x + i; o[7] = x; return o.k0 * o.k1 * o["7"]; }`,
    args: "1.5",
  },
  {
    name: "symbol keys",
    source: `const key = Symbol("key");
function f(x) { "differentiable"; const o = { [key]: x, plain: 2 }; o[key] *= x; return o[key] * o.plain; }`,
    args: "1.5",
  },
  {
    name: "keys that name members of Object.prototype",
    source: `function f(x) { "differentiable"; const o = { constructor: x, toString: 2 * x, hasOwnProperty: 1 }; o.valueOf = o.constructor * o.toString; o["__proto__x"] = x; return o.valueOf * o["__proto__x"] + o.hasOwnProperty; }`,
    args: "1.5",
  },
  {
    name: "object without a prototype",
    source: `function f(x) { "differentiable"; const o = Object.create(null); o.v = x; o.w = o.v * x; return o.w * o.v; }`,
    args: "1.5",
  },
  {
    name: "fields of the prototype",
    refused: "NOT_DIFFERENTIABLE",
    source: `function f(x, y) { "differentiable"; const base = { k: x * y, m() { return this.k * 2; } }; const o = Object.create(base); const before = o.k; o.k = o.k * x; return before * o.k + o.m() + base.m(); }`,
    args: "1.5, 0.7",
  },
  {
    name: "frozen after it was written",
    source: `function f(x) { "differentiable"; const o = { v: x }; o.v *= x; Object.freeze(o); let threw = 0; try { o.v = 3; } catch { threw = 1; } return o.v * x + threw; }`,
    args: "1.5",
  },
  {
    name: "frozen argument",
    source: `function f(o, x) { "differentiable"; return o.v * x * o.inner.v; }`,
    args: "Object.freeze({ v: 1.5, inner: { v: 0.5 } }), 0.7",
    gradient: "{ v: 0.35, inner: { v: 1.05 } }, 0.75",
  },
  {
    name: "getter and setter",
    source: `function f(x) {
  "differentiable";
  const circle = { r: x, get area() { return Math.PI * this.r ** 2; }, set diameter(d) { this.r = d / 2; } };
  const before = circle.area; circle.diameter = before; return circle.area * circle.r;
}`,
    args: "0.8",
  },
  {
    name: "getter that counts its calls",
    source: `let count = 0;
const counter = { v: 2, get twice() { count++; return this.v * 2; } };
function f(x) { "differentiable"; return counter.twice * x + counter.twice * x * x; }`,
    args: "1.5",
    state: "count",
  },
  {
    name: "methods and this",
    source: `function f(x) { "differentiable"; const acc = { total: x, add(y) { this.total += y * this.total; return this; }, get() { return this.total; } }; return acc.add(x).add(2).get() * acc.total; }`,
    args: "0.8",
  },
  {
    name: "arrow keeps the method's this",
    source: `function f(xs, k) { "differentiable"; const o = { k, scale(ys) { return ys.map((y) => y * this.k); } }; const [a, b] = o.scale(xs); return a * b; }`,
    args: "[1.5, -0.5], 0.7",
  },
  {
    name: "Object.keys, values, entries, fromEntries, assign",
    source: `function f(o, x) {
  "differentiable";
  let s = 0;
  for (const k of Object.keys(o)) s += o[k] * o[k];
  for (const v of Object.values(o)) s *= 1 + v;
  for (const [k, v] of Object.entries(o)) s += v * k.length * x;
  const p = Object.assign({ z: x }, o, { a: x * x }), q = Object.fromEntries(Object.entries(o).map(([k, v]) => [k + k, v * v]));
  return s + p.z * p.a * p.b + q.aa;
}`,
    args: "{ a: 1.5, b: 0.7 }, 0.9",
  },
  {
    name: "hasOwn, in, defineProperty",
    source: `function f(o, x) { "differentiable"; const p = Object.defineProperty({}, "v", { value: x * 2, writable: true, enumerable: true }); p.v *= x; return Object.hasOwn(o, "a") && "a" in o && !o.hasOwnProperty("zz") ? o.a * p.v : 0; }`,
    args: "{ a: 1.5 }, 0.7",
  },
  {
    name: "structuredClone and spread copies are independent",
    source: `function f(o) { "differentiable"; const deep = structuredClone(o), flat = { ...o }; deep.p.v *= 3; flat.a = 9; o.a *= 2; return deep.p.v * deep.a + flat.p.v * o.a; }`,
    args: "{ a: 1.5, p: { v: 0.7 } }",
  },
  {
    name: "linked list",
    source: `function f(xs) {
  "differentiable";
  let head = null;
  for (const x of xs) head = { value: x, next: head };
  let s = 1;
  for (let node = head; node !== null; node = node.next) { s = s * node.value + 1; if (node.next) node.next.value += node.value * 0.1; }
  return s;
}`,
    args: "[1.5, -0.5, 0.7]",
  },
  {
    name: "binary tree built by insertion",
    source: `const insert = (t, x) => (t === null ? { x, left: null, right: null } : x < t.x ? { ...t, left: insert(t.left, x) } : { ...t, right: insert(t.right, x) });
const walk = (t, depth) => (t === null ? 0 : t.x * depth + walk(t.left, depth + 1) * walk(t.right, depth + 1) + walk(t.left, depth * 2));
function f(xs) { "differentiable"; let t = null; for (const x of xs) t = insert(t, x); return walk(t, 1); }`,
    args: "[1.5, -0.5, 0.7, 3]",
  },
  {
    name: "dictionary of weights",
    source: `function linear(theta, x) { return theta.W.map((row, i) => row.reduce((s, w, j) => s + w * x[j], theta.b[i])); }
function f(theta, x) { "differentiable"; return linear(theta, x).map(Math.tanh).reduce((a, b) => a + b * b, 0); }`,
    args: "{ W: [[0.1, 0.2], [-0.3, 0.4]], b: [0.5, -0.6], name: 'dense' }, [1.5, 0.7]",
  },
  {
    name: "fields of every kind among the numbers",
    source: `function f(o) { "differentiable"; return o.x * (o.flag ? 2 : 1) * o.name.length * (o.when.getTime() > 0 ? 1 : 0) * (o.re.test("a") ? o.list.length : 0) + (o.nil === null && o.none === undefined ? o.x : 0); }`,
    args: `{ x: 1.5, flag: true, name: "abc", when: new Date(1), re: /a/, list: [], nil: null, none: undefined, fn() {} }`,
  },
  {
    name: "accessors that are defined one by one and in bulk",
    source: `function P(x) { this.x = x; }
Object.defineProperty(P.prototype, "twice", { get: function () { return this.x * 2; } });
Object.defineProperties(P.prototype, { square: { get() { return this.x ** 2; }, set(v) { this.x = v * v; } } });
function f(x, y) { "differentiable"; const p = new P(x); const a = p.twice; p.square = y; return a * p.square * p.twice; }`,
    args: "1.5, 0.7",
  },
  {
    name: "accessors by way of variables, helpers and tables",
    source: `function getter(o, key, get) { Object.defineProperty(o, key, { get }); }
function P(x) { this.x = x; getter(this, "own", () => this.x * 3); }
const descriptor = { get: function () { return this.x * 2; } }, put = {}, all = { table: { get() { return this.x ** 2; } } }, define = Object.defineProperty;
function areaOf() { return this.x * this.x; }
put.get = function () { return this.x + 7; };
Object.defineProperty(P.prototype, "twice", descriptor);
Object.defineProperty(P.prototype, "put", put);
Object.defineProperty(P.prototype, "area", { get: areaOf, set: function (v) { this.x = v * v; } });
Object.defineProperties(P.prototype, all);
define(P.prototype, "alias", { get: function () { return this.x * 5; } });
getter(P.prototype, "cube", function () { return this.x ** 3; });
P.prototype.__defineGetter__("old", areaOf);
P.prototype.__defineSetter__("older", function (v) { this.x = v ** 3; });
function f(x, y) { "differentiable"; const p = new P(x), q = new P(1), r = new P(1); q.area = y; r.older = x; return p.own * p.twice * p.put + p.area * p.table * q.area - p.alias + p.cube * r.old; }`,
    args: "1.5, 0.7",
  },
  {
    name: "accessors of a store: their names are the keys of a table, and are read by name",
    source: `function observe(table) {
  const store = {}, values = { ...table }, watchers = {};
  store.on = (key, watch) => { (watchers[key] ??= []).push(watch); return store; };
  for (const key of Object.keys(table)) Object.defineProperty(store, key, { enumerable: true, get() { return values[key]; }, set(v) { const old = values[key]; values[key] = v; watchers[key]?.forEach((watch) => watch(v, old)); } });
  return store;
}
const grown = (o, key, get) => Object.create(o, { [key]: { get: () => get() ** 2 } });
const kept = (o, key, value) => { const place = { get() { return value; }, set(v) { value = v * 3; } }; return Object.defineProperty(o, key, place); };
function f(x, y) {
  "differentiable";
  const s = observe({ price: x, count: y, total: 1 }).on("price", (v) => { s.total = v * s.count; }).on("total", (v, old) => { s.count += v * old; });
  s.price = x * 2;
  s.price -= y;
  for (const key in s) if (key !== "on") s.total += s[key];
  const o = kept({}, ["p", "q"].join(""), x);
  o.pq *= y;
  return s.total * s.count + grown(s, "square", () => s.price).square - o.pq;
}`,
    args: "1.5, 0.7",
  },
  {
    name: "accessors of a literal that has been compiled: the descriptor's key is computed, or it says something before",
    source: `function _defineAccessor(e, r, n, t) { var c = { configurable: !0, enumerable: !0 }; return c[e] = t, Object.defineProperty(r, n, c); }
function f(x, y) {
  "differentiable";
  const o = _defineAccessor("set", _defineAccessor("get", { x: y }, "twice", function () { return this.x * x; }), "put", function (v) { this.x = v * y; });
  const seen = { enumerable: true }, more = {};
  seen.get = () => x * y;
  more["get"] = () => x * x;
  Object.defineProperty(o, "seen", seen);
  const made = Object.create(Object.defineProperties({}, { more }), { also: seen });
  const first = o.twice;
  o.put = x;
  return first * o.twice + o.seen * made.more - made.also;
}`,
    args: "1.5, 0.7",
  },
  {
    name: "accessors of a class that has been compiled to a function",
    source: `function _defineProperties(target, props) { for (var i = 0; i < props.length; i++) { var descriptor = props[i]; descriptor.enumerable = descriptor.enumerable || false; descriptor.configurable = true; if ("value" in descriptor) descriptor.writable = true; Object.defineProperty(target, descriptor.key, descriptor); } }
function _createClass(Constructor, protoProps, staticProps) { if (protoProps) _defineProperties(Constructor.prototype, protoProps); if (staticProps) _defineProperties(Constructor, staticProps); return Constructor; }
var Box = /*#__PURE__*/ (function () {
  function Box(w, h) { this.w = w; this.h = h; }
  _createClass(Box, [{ key: "area", get: function get() { return this.w * this.h; }, set: function set(area) { this.h = area / this.w; } }, { key: "scaled", value: function scaled(k) { return new Box(this.w * k, this.h); } }], [{ key: "unit", get: function get() { return new Box(1, 1); } }]);
  return Box;
})();
function f(x, y) { "differentiable"; const b = new Box(x, y); b.area *= x; const c = Box.unit.scaled(y); return b.h * c.area * b.area; }`,
    args: "1.5, 0.7",
  },
  {
    name: "methods of a constructor function",
    source: `function P(x) { this.x = x; }
P.prototype.plus = function (y) { return new P(this.x + y.x); };
Object.assign(P.prototype, { norm() { return this.x * this.x; }, half: function () { return this.x / 2; } });
function f(x, y) { "differentiable"; const p = new P(x).plus(new P(y)); return p.norm() * p.half(); }`,
    args: "1.5, 0.7",
  },
  {
    name: "the prototype of a literal, for its methods",
    source: `const base = { area() { return this.w * this.h; } };
function f(w, h) { "differentiable"; const o = { w, __proto__: base, h }; return o.area() * o.w; }`,
    args: "1.5, 0.7",
  },
  {
    name: "a text that is made by the object itself",
    source: `class P { constructor(x) { this.x = x; } toString() { let s = "P"; s += this.x; return s; } }
function f(x) { "differentiable"; const p = new P(x); return \`\${p}\`.startsWith("P") ? x * 2 : x; }`,
    args: "1.5",
  },
  {
    name: "a constant under a computed key, which may hide a field",
    source: `let n = 0; function f(x) { "differentiable"; n = 1; const o = { z: x, [\`q\${n}\`]: 3, q2: x * x, [\`q\${n + 1}\`]: 5 }; n = 7; return o.q1 * o.z + o.q2 * o.z; }`,
    args: "0.7",
  },
  {
    name: "methods and accessors with computed names",
    source: `let n = 0;
function f(x) { "differentiable"; n = 0; const key = () => "k" + n++; const o = { [key()](y) { return y * x; }, [\`q\${n}\`]: 3, [Symbol.for("s")]() { return this.q1 * x; } }; return o.k0(2) * o[Symbol.for("s")]() * Object.keys(o).length + (o.k0.name === "k0" ? x : 0); }`,
    args: "2",
  },
  {
    name: "Object(o) is o",
    source: `function f(x) { "differentiable"; const o = Object({ v: x * x }); const xs = Object([x, 2]); return o.v * xs[0] * Object(o).v; }`,
    args: "0.7",
  },
  {
    name: "methods called __proto__",
    source: `const o = { __proto__(x) { return 3 * x; }, m() { return 1; } };
const p = { "__proto__"(x) { return x * x; } };
function f(x) { "differentiable"; const q = { __proto__(y) { return 5 * y * x; } }; return Object.keys(o).length * o.__proto__(x) + p.__proto__(x) + q.__proto__(x) + Object.keys(q).length; }`,
    args: "1.3",
  },
  {
    name: "property descriptors that hold numbers",
    source: `function f(x) {
  "differentiable";
  const o = { v: x * x, get w() { return this.v * 2; }, set w(y) { this.v = y * x; } };
  const d = Object.getOwnPropertyDescriptor(o, "v");
  d.value *= 2;
  Object.defineProperty(o, "u", d);
  const p = Object.defineProperties({}, Object.getOwnPropertyDescriptors(o));
  p.w = x;
  const q = Object.create(o, { z: { value: x * 3, enumerable: true }, y: { get() { return this.z * x; } } });
  return d.value * x + o.u + p.w * p.u + q.z * q.y + Object.keys(q).length + Reflect.getOwnPropertyDescriptor([x, 2], 0).value + Object.getOwnPropertyDescriptor([x, 2], "length").value * x + (Object.getOwnPropertyDescriptor(o, "none")?.value ?? x);
}`,
    args: "1.3",
  },
  {
    name: "a mixin, and a copy by descriptors",
    source: `const mixin = (target, ...sources) => { for (const s of sources) for (const k of Reflect.ownKeys(s)) Object.defineProperty(target, k, Object.getOwnPropertyDescriptor(s, k)); return target; };
const copy = (o) => Object.create(Object.getPrototypeOf(o), Object.getOwnPropertyDescriptors(o));
class P { constructor(v) { this.v = v; this.list = [v]; } get sq() { return this.v * this.v; } }
function f(x) {
  "differentiable";
  const S = Symbol("s");
  const m = mixin({ a: 1 }, { b: x, [S]: x * x, get c() { return this.b * this[S]; } }, { double() { this.b *= 2; return this; } });
  m.double();
  const p = new P(x), q = copy(p);
  q.v *= 3; q.list[0] *= 2; p.v += q.list[0];
  return m.c * m.b + m[S] + p.sq + q.sq + p.list[0];
}`,
    args: "1.3",
  },
  {
    name: "the length of an array, by a descriptor",
    source: `function f(x) { "differentiable"; const a = [x, x * x, 3]; Object.defineProperty(a, "length", { value: 2 }); return a[0] * a[1] + a.length; }`,
    args: "1.3",
  },
  {
    name: "entries called __proto__",
    source: `function f(x) { "differentiable"; const o = Object.fromEntries([["__proto__", x * x], ["b", x]]); const { b, ...rest } = o; o.__proto__ *= b; return o.__proto__ * rest["__proto__"] * Object.keys(o).length; }`,
    args: "1.5",
  },
  {
    name: "defineProperty that writes nothing, or rounds",
    source: `function f(x) {
  "differentiable";
  const s = Symbol(), frozen = Object.freeze({ a: x }), o = { a: x * x, [s]: x, c: x }, list = new Int32Array(2), d = { value: x * x };
  const failed = Reflect.defineProperty(frozen, "a", { value: x * x * x }) || Reflect.set(frozen, "a", x) || Reflect.set(Object.create(Object.freeze({ a: 1 })), "a", x);
  Object.defineProperty(o, "a", { enumerable: false });
  Object.defineProperties(o, { [s]: { value: x * x * x }, c: { enumerable: false } });
  Object.defineProperty(o, "d", d); d.value = x; Object.defineProperty(o, "e", d);
  Object.defineProperty(list, 0, { value: x * x });
  return failed ? 0 : o.a * o[s] * o.c + frozen.a * o.d * o.e + x * list[0];
}`,
    args: "1.7",
  },
  {
    name: "accessors under keys that an object holds",
    source: `const KEYS = { area: 7 }; let K; K = KEYS.area;
class R { constructor(w) { this.w = w; } get [K]() { return this.w * this.w; } set [KEYS.area + 1](w) { this.w = w * 3; } }
function f(x) { "differentiable"; const r = new R(x); const a = r[K]; r[KEYS.area + 1] = a; return a * r[K] + r.w; }`,
    args: "1.3",
  },
  {
    name: "accessors with computed names",
    source: `const area = Symbol("area"); const WIDTH = "width"; const k = "hei" + "ght";
class R { constructor(w, h) { this.w = w; this.h = h; } get [area]() { return this.w * this.h; } set [area](v) { this.w = v / this.h; } get [WIDTH]() { return this.w * 2; } set [k](v) { this.h = v * v; } get [k]() { return this.h * 3; } static get [area]() { return 7; } }
const o = { v: 2, get [area]() { return this.v * 5; }, get ["a" + k]() { return this.v; } };
function f(x, y, key) { "differentiable"; Object.defineProperty(o, k, { get() { return this.v * this.v; }, set(v) { this.v = v; }, configurable: true }); const r = new R(x, y); let s = r[area] * r.width; r[area] += y; r[k] = x; const { [area]: a, [key]: b } = r; o.v = x; o[k] *= y; s += o[area] * o?.[k] + o["a" + k]; return s + a * b * r[k] * R[area]; }`,
    args: "1.3, 0.7, 'height'",
  },
  {
    name: "delete of what may not be there",
    source: `let n = 0; const key = () => { n++; return "b"; };
function f(x, y) { "differentiable"; const o = { a: x, in: { b: y, c: x * y } }; const none = null; let s = o.in.b * x; const gone = [delete o?.a, delete none?.a, delete none?.[key()].c, delete o.in?.[key()], delete o?.in?.none?.[key()]]; return s * ("a" in o ? 100 : 3) * ("b" in o.in ? 100 : o.in.c) * gone.filter(Boolean).length; }`,
    args: "1.3, 0.7",
    state: "n",
  },
  {
    name: "methods and accessors whose keys are numbers",
    source: `class C { 0() { return this[3] * 2; } get 5() { return this[3] ** 2; } static 6(x) { return 2 * x; } 3 = 1; }
function f(x) { "differentiable"; const o = { 0() { return x; }, 1.5() { return x * 2; }, get 7() { return x * x; }, set 8(v) { this.q = v * x; }, *9() { yield x; }, ["a" + 1]() { return 2; } }; o[8] = 3; let s = 0; for (const v of o[9]()) s += v; const c = new C(); c[3] = x; return o[0]() * o[1.5]() * o[7] * o.q + s + o.a1() + o[0].name.length + c[0]() * c[5] * C[6](x); }`,
    args: "1.3",
  },
  {
    name: "objects as keys, which are other texts later",
    source: `class K { constructor(n) { this.n = n; } toString() { return this.n; } }
function f(x) {
  "differentiable";
  const m = {}; const k = new K("a"); m[k] = x * x; k.n = "b"; m[k] = x; m[k] += x * x; k.n = "c";
  const o = { a: x * x, "a,b": x }; const l = ["a"]; const p = o[l]; l.push("b");
  const t = { n: "a", toString() { return this.n; } }; const { [t]: q } = m; t.n = "b"; const { [t]: r } = m;
  return m.a * m.b + p * o[l] + q * r * x;
}`,
    args: "1.3",
  },
  {
    name: "objects as keys of what has no members",
    source: `function f(x) {
  "differentiable";
  let r = x;
  const k = { toString() { return "a"; } };
  for (const o of [null, undefined, { a: x }]) {
    try { r += o[k]; } catch (e) { r *= x; }
    try { o[k] += r * x; } catch (e) { r += x; }
    try { o[k] = r; } catch (e) { r *= 2; }
  }
  return r * x;
}`,
    args: "1.3",
  },
  {
    name: "objects as keys of literals, and of what is deleted",
    source: `class K { constructor(n) { this.n = n; } toString() { return this.n; } }
function f(x) {
  "differentiable";
  const k = new K("a"); const o = { [k]: x * x, b: x }; k.n = "b";
  const l = ["a"]; const p = { [l]: x * x, c: x }; l[0] = "c"; const q = p.a * p[l];
  const d = ["a"]; const r = { a: x * x, c: x }; delete r[d]; d[0] = "c";
  return o.a * x + o[k] + q + (r.a ?? 1) * r[d];
}`,
    args: "1.3",
  },
  {
    name: "a list of which each cell holds the one before, by a name of its own",
    source: `function f(x) { "differentiable"; let l = null; for (let i = 1; i < 4; i++) { const rest = l; l = { head: x * i, rest }; } let s = 0; for (let p = l; p; p = p.rest) s = s * 0.5 + p.head * p.head; return s; }`,
    args: "1.3",
  },
  {
    name: "a list that a helper makes",
    source: `const cons = (head, rest) => ({ head, rest }); function f(xs) { "differentiable"; let l = null; for (let i = 0; i < xs.length; i++) l = cons(xs[i] * xs[0], l); return l.head * l.rest.head + l.rest.rest.head; }`,
    args: "[1.3, 0.4, 2.2]",
  },
  {
    name: "a list of instances",
    source: `class Cell { constructor(head, rest) { this.head = head; this.rest = rest; } } function f(x) { "differentiable"; let l = null; for (let i = 1; i < 4; i++) l = new Cell(x * i, l); let s = 0; for (let p = l; p; p = p.rest) s = s * x + p.head; return s; }`,
    args: "1.3",
  },
  {
    name: "lists within lists, where a variable stands for one after another",
    source: `function f(x) { "differentiable"; let l = [x]; for (let i = 1; i < 4; i++) { const rest = l; l = [x * i, rest]; } return l[1][0] * l[0] + l[1][1][0]; }`,
    args: "1.3",
  },
  {
    name: "a typed array of a list that has another name by then",
    source: `function f(x) { "differentiable"; let a = [x, 2 * x]; a = [x * x, x]; const b = a; a = [1, 1]; const t = new Float64Array(b); return t[0] * t[1] + a[0]; }`,
    args: "1.3",
  },
];
