/** What an ordinary call can do and a gradient cannot: an error with a code, never a wrong number. */
import type { Program } from "../support/program.ts";

export const refused: readonly Program[] = [
  {
    name: "an active number goes into an unmarked function",
    source: `const unseen = new Function("x", "return x * x");
function f(x) { "differentiable"; return unseen(x) + x; }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "an active array goes into an unmarked function",
    source: `const unseen = new Function("xs", "return xs[0] * 2");
function f(xs) { "differentiable"; xs[0] *= 2; return unseen(xs); }`,
    args: "[1.5]",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "an active array reaches an unmarked function inside an object",
    source: `const unseen = new Function("o", "return o.list[0] * 2");
function f(x) { "differentiable"; const list = [x]; return unseen({ list }); }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "ignored code writes, and throws",
    source: `import { ignore } from "@fluxion/runtime";
function f(x) { "differentiable"; const o = { v: x * x }; try { ignore(() => { o.v = 3; throw new Error("late"); }); } catch {} return o.v * x; }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "a generator that ignored code begins",
    source: `import { ignore } from "@fluxion/runtime";
function f(x) { "differentiable"; function* g() { yield x; yield x * x; } const it = g(); ignore(() => it.next()); return it.next().value * x; }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "a generator that ignored code steps",
    source: `import { ignore } from "@fluxion/runtime";
function f(x) { "differentiable"; function* g() { for (let i = 1; i < 4; i++) yield x ** i; } const it = g(); const y = it.next().value; ignore(() => it.next()); return it.next().value * y; }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "a generator that ignored code ends",
    source: `import { ignore } from "@fluxion/runtime";
function f(x) { "differentiable"; function* g() { yield x; } const it = g(); const y = it.next().value; ignore(() => [...it]); return x * y; }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "a generator that ignored code leaves",
    source: `import { ignore } from "@fluxion/runtime";
function f(x) { "differentiable"; function* g() { yield x; yield x * x; } const it = g(); const y = it.next().value; ignore(() => it.return()); return (it.next().value ?? x) * y; }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "an iterator of numbers that ignored code steps",
    source: `import { ignore } from "@fluxion/runtime";
function f(x) { "differentiable"; const it = new Map([[1, x], [2, x * x]]).values(); ignore(() => it.next()); for (const v of it) return v * x; }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "ignored code writes a field of a Map",
    source: `import { ignore } from "@fluxion/runtime";
function f(x) { "differentiable"; const m = Object.assign(new Map(), { v: x }); ignore(() => { m.v = 3; }); return m.v * x; }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "a JSON round trip",
    source: `function f(o) { "differentiable"; const copy = JSON.parse(JSON.stringify({ v: o.v * 2 })); return copy.v * o.v; }`,
    args: "{ v: 1.5 }",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "bytes read back through another element type",
    source: `function f(x) { "differentiable"; const floats = new Float64Array([x]); const bytes = new Float32Array(floats.buffer); return bytes[1] * x; }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "a DataView",
    source: `function f(x) { "differentiable"; const view = new DataView(new ArrayBuffer(8)); view.setFloat64(0, x); return view.getFloat64(0) * x; }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "gradient of something that is no number",
    source: `function f(x) { "differentiable"; return String(x); }`,
    args: "1.5",
    refused: "NOT_SCALAR",
  },
  {
    name: "gradient of an array",
    source: `function f(x) { "differentiable"; return [x, x * x]; }`,
    args: "1.5",
    refused: "NOT_SCALAR",
  },
  {
    name: "a number as `this` of a marked function",
    source: `Number.prototype.square = function () { "use strict"; return this * this; };
function f(x) { "differentiable"; return x.square(); }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "a number as `this` by call",
    source: `function square() { "use strict"; return this * this; }
function f(x) { "differentiable"; return square.call(x); }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "valueOf of a number",
    source: `function f(x) { "differentiable"; return x.valueOf() * 2; }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "a field that is inherited from a prototype that was written",
    source: `class Body { weight() { return this.mass * 2; } }
function f(x) { "differentiable"; Body.prototype.mass = x; return new Body().weight(); }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "a field that is inherited by Object.create",
    source: `function f(p) { "differentiable"; const o = Object.create(p); o.a = 2; return o.a * o.b; }`,
    args: "{ a: 1, b: 1.5 }",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "a field that is inherited by __proto__",
    source: `function f(x) { "differentiable"; const o = { __proto__: { k: x }, z: 3 }; return o.k * o.z; }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "a static field of the parent class",
    source: `class A { static k = 1; } class B extends A {}
function f(x) { "differentiable"; A.k = x; return B.k * 2; }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "a field of the global object",
    source: `function f(x) { "differentiable"; globalThis.shared = x * x; return shared + 1; }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "an array used as a number",
    source: `function f(x) { "differentiable"; return [x] * 2; }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "an array used as a number by a function of Math",
    source: `function f(x) { "differentiable"; const l = [[x]]; return Math.sin(l[0]); }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "an array used as a number by a function that gets it",
    source: `const double = (q, n) => (n > 0 ? double(q, n - 1) : q * 2);
function f(x) { "differentiable"; return double([x], 1); }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "an array used as a number by a variable that holds others too",
    source: `function f(x) { "differentiable"; let v = 2; if (x > 0) v = [x]; return v * 2; }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "an array used as a number by a default",
    source: `function f(x) { "differentiable"; let t = 1; const g = (q = [t] = [x * 3]) => +q; return g() + t; }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "an array used as a number in an array that is spread",
    source: `function f(x) { "differentiable"; return Math.max(...[[x], [0.1]]); }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "an array used as a number in a typed array",
    source: `function f(x) { "differentiable"; return new Float64Array([[x]])[0]; }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "an array used as a number in a typed array that is set",
    source: `function f(x) { "differentiable"; const a = new Float64Array(1); a.set([[x]]); return a[0]; }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "an array used as a number in a typed array that is filled",
    source: `function f(x) { "differentiable"; return new Float64Array(1).fill([x])[0]; }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "an array that is read as a number",
    source: `function f(x) { "differentiable"; return parseFloat([x]) + Number([x]); }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "an object with valueOf, in a function of Math",
    source: `class Q { constructor(v) { this.v = v; } valueOf() { return this.v; } }
function f(x) { "differentiable"; return Math.sin(new Q(x)); }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "an object with valueOf, in arithmetic on an element",
    source: `class Q { constructor(v) { this.v = v; } valueOf() { return this.v; } }
function f(x) { "differentiable"; const l = [new Q(x)]; return l[0] * 2; }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "an array used as a number by a function that has captured it",
    source: `function f(x) { "differentiable"; const l = [x]; const g = (k) => l * k; return g(x); }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "an array used as a number by a closure that gets it",
    source: `function f(x) { "differentiable"; const g = (q) => q * q; return g([x]); }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "an array used as a number by a closure that another one calls",
    source: `function f(x) { "differentiable"; const g = (q) => q * 2; const h = (q) => g(q); return h([x]); }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "an array used as a number by way of a captured variable that is assigned",
    source: `function f(x) { "differentiable"; let v = 1; const put = (l) => { v = l; }; put([x]); return (() => v * x)(); }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "an array used as a number where one is added",
    source: `function f(x) { "differentiable"; let l = [x]; l++; return l * x; }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "an array used as a number in a list that it was appended to",
    source: `function f(x) { "differentiable"; const l = []; l.push([x]); return l[0] * x; }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "a typed array used as a number, twice",
    source: `function f(x) { "differentiable"; const l = Float64Array.of(x); return l * l; }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "an object with valueOf, in a closure that gets it",
    source: `function f(x) { "differentiable"; const o = { valueOf() { return x; } }; const g = (q) => q * q; return g(o); }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "an object with valueOf, in a function that has captured it",
    source: `function f(x) { "differentiable"; const o = { valueOf: () => x }; return (() => { let q = o; q *= x; return q; })(); }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "an object with valueOf, in an element of a typed array",
    source: `function f(x) { "differentiable"; const o = { valueOf() { return x; } }; const l = new Float64Array(1); return ((q) => { l[0] = q; return l[0] * x; })(o); }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "an object with Symbol.toPrimitive, in a closure that gets it",
    source: `function f(x) { "differentiable"; const o = { [Symbol.toPrimitive]() { return x; } }; const g = (q) => q * q; return g(o); }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "an object that inherits valueOf",
    source: `function f(x) { "differentiable"; const o = Object.create({ valueOf() { return x; } }); return Number(o) * o; }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "a function with valueOf",
    source: `function f(x) { "differentiable"; const o = Object.assign(() => 1, { valueOf: () => x }); return o * x; }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "a boxed text",
    source: `function f(x) { "differentiable"; const o = new String(x); return o * x; }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "an array argument used as a number",
    source: `function f(x) { "differentiable"; return x * 2; }`,
    args: "[1.5]",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "an object that converts itself to a number",
    source: `class Money { constructor(v) { this.v = v; } valueOf() { return this.v * 2; } }
const twice = (m) => m * 2;
function f(x) { "differentiable"; return twice({ m: new Money(x) }.m); }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "a constructor function that converts itself to a number",
    source: `function Money(v) { this.v = v; }
Money.prototype.valueOf = function () { return this.v * 2; };
const twice = (m) => m * 2;
function f(x) { "differentiable"; return twice({ m: new Money(x) }.m); }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "a conversion to text that counts",
    source: `function f(x) { "differentiable"; let s = 0; const o = { toString() { s += x; return "o"; } }; return \`\${o}\`.length * s; }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "a replacer of JSON that counts",
    source: `function f(x) { "differentiable"; let s = 0; JSON.stringify({ a: 1 }, (k, v) => { s += x; return v; }); return s; }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "a refusal that the program would catch",
    source: `const unseen = new Function("x", "return x * x");
function f(x) { "differentiable"; let y; try { y = unseen(x); } catch { y = 7; } return x * y; }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "a refusal in a called function that the program would end with finally",
    source: `const unseen = new Function("x", "return x * x");
const g = (x) => { try { return unseen(x); } finally { return 7; } };
function f(x) { "differentiable"; return x * g(x); }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "errors gathered in one",
    source: `function f(x) { "differentiable"; return new AggregateError([{ x }]).errors[0].x * new AggregateError([x]).errors[0]; }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "an accessor whose name a field holds",
    source: `const names = { first: "k1" }; function f(x) { "differentiable"; const o = { get [names.first]() { return x * x; } }; return o.k1; }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "a comparator throws what it was given",
    source: `function f(x) { "differentiable"; try { [3, x * x].sort((a, b) => { throw { v: a * b }; }); } catch (e) { return e.v * x; } return x; }`,
    args: "1.3",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "a setter that Object.assign runs throws what it was given",
    source: `const o = { set z(v) { throw { v: v * 2 }; } };
function f(x) { "differentiable"; try { Object.assign(o, { z: x * x }); } catch (e) { return e.v * x; } return x; }`,
    args: "1.3",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "a toString that throws",
    source: `function f(x) { "differentiable"; const o = { toString() { throw { v: x * x }; } }; try { return \`\${o}\`.length; } catch (e) { return e.v * x; } }`,
    args: "1.3",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "a number is read from the text of another",
    source: `const parse = (value) => Number.parseFloat(String(value));
function f(x) { "differentiable"; return parse(x) * 2; }`,
    args: "1.3",
    refused: "NOT_DIFFERENTIABLE",
  },
  ...[
    "Number(`${x * x}`)",
    "parseFloat('' + x)",
    "+`${x}`",
    "+(x + '')",
    "+String(x)",
    "'0'.concat(x) * 0 + Number('0'.concat(x))",
    "[x, 2].join().split(',').map(Number)[0]",
    "Number(Float64Array.of(x).toString())",
    "Number(`${[x]}`)",
    "text({ v: x })",
    "JSON.parse('{\"a\":' + x + '}').a",
    "sumOf([x, 2])",
    "(text2(x) - 0)",
    "text2(x) * 2",
    "Math.sqrt(text2(x))",
    "Math.max(text2(x), 0)",
    "twice(`${x}`)",
    "twice(text2(x))",
    "Float64Array.of(`${x}`)[0]",
    "Number(`${x}`.slice(0, 2))",
    "String(x).slice(0, 2) * 1",
    "Number(String(x).replace('.', ''))",
    "String(x)[0] * 1",
    "digits(String(x))",
    "codes(String(x))",
    "product([x, 2].join())",
    "+/(\\d+)\\.(\\d+)/.exec(x)[2]",
    "[...`${x}`].filter((c) => c !== '.').map(Number)[1]",
    "Number(x.toExponential().split('e')[0])",
    "Number(x.toPrecision().trim())",
    "Number(JSON.stringify({ x }).slice(5, -1))",
    "JSON.parse(JSON.stringify(x))",
    "Number(JSON.stringify(x))",
    "JSON.parse(String(x))",
    "parseInt(String(x).split('.')[1])",
  ].map((read): Program => ({
    name: `a number is read from a text: ${read}`,
    source: `const text = (o) => { const s = "a=" + o.v; return Number(s.slice(2)); };
const sumOf = (xs) => { let s = ""; for (const x of xs) { s += x; s += ";"; } return parseFloat(s.split(";")[0]); };
const text2 = (x) => String(x);
const twice = (s) => s * 2;
const digits = (s) => { let y = 0; for (const c of s) if (c !== ".") y = y * 10 + +c; return y; };
const codes = (s) => { let y = 0; for (let i = 0; i < s.length; i++) if (s[i] !== ".") y = y * 10 + (s.charCodeAt(i) - 48); return y; };
const product = (s) => { const [a, b] = s.split(","); return a * b; };
function f(x) { "differentiable"; return ${read} * x; }`,
    args: "1.3",
    refused: "NOT_DIFFERENTIABLE",
  })),
  {
    name: "a getter under a key that is assigned, by its name",
    source: `const KEYS = { area: "area" }; let K; K = KEYS.area;
class R { constructor(w) { this.w = w; } get [K]() { return this.w * this.w; } }
function f(x) { "differentiable"; return new R(x).area * x; }`,
    args: "1.3",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "a number is read from its own toString",
    source: `function f(x) { "differentiable"; const s = x.toString(); return Number(s) * x; }`,
    args: "1.3",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "an async function returns what is no promise, and has a then",
    source: `class P { constructor(v) { this.v = v; } then(f) { f(this.v); } }
async function g(x) { return new P(x * x); }
async function f(x) { "differentiable"; return (await g(x)) * x; }`,
    args: "1.3",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "a handler gives what is no promise, and has a then",
    source: `class P { constructor(v) { this.v = v; } then(f) { f(this.v); } }
async function f(x) { "differentiable"; return Promise.resolve(1).then(() => new P(x)); }`,
    args: "1.3",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "dataview of f64",
    source: `function f(x) { "differentiable"; const a = new Float64Array([x]); const q = new DataView(a.buffer); return q.getFloat64(0, true) * x; }`,
    args: "2",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "buffer slice",
    source: `function f(x) { "differentiable"; const a = new Float64Array([x, 2]); const b = new Float64Array(a.buffer.slice(0)); return b[0] * x; }`,
    args: "2",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "buffer slice of an argument",
    source: `function f(a) { "differentiable"; const b = new Float64Array(a.buffer.slice(0)); return b[0] * b[0]; }`,
    args: "new Float64Array([2])",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "buffer transfer",
    source: `function f(x) { "differentiable"; const a = new Float64Array([x, 2]); const b = new Float64Array(a.buffer.transfer()); return b[0] * x; }`,
    args: "2",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "structuredClone buffer",
    source: `function f(x) { "differentiable"; const a = new Float64Array([x, 2]); const b = new Float64Array(structuredClone(a.buffer)); return b[0] * x; }`,
    args: "2",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "bytes copied",
    source: `function f(x) { "differentiable"; const a = new Float64Array([x, 2]); const b = new Uint8Array(16); b.set(new Uint8Array(a.buffer)); return new Float64Array(b.buffer)[0] * x; }`,
    args: "2",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "bytes copied 2",
    source: `function f(a) { "differentiable"; const b = Uint8Array.from(new Uint8Array(a.buffer)); return new Float64Array(b.buffer)[0] ** 2; }`,
    args: "new Float64Array([2])",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "buffer spread f32",
    source: `function f(a) { "differentiable"; const b = new Float32Array(new Int32Array([...new Int32Array(a.buffer)]).buffer); return b[0] ** 2; }`,
    args: "new Float32Array([2])",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "atomics",
    source: `function f(x) { "differentiable"; const a = new Int32Array(2); Atomics.store(a, 0, x); return Atomics.load(a, 0) * x; }`,
    args: "2",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "dataview first",
    source: `function f(x) { "differentiable"; const buf = new ArrayBuffer(8); const dv = new DataView(buf); const a = new Float64Array(buf); a[0] = x; return dv.getFloat64(0, true) * x; }`,
    args: "2",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "dataview first, read earlier",
    source: `function f(x) { "differentiable"; const buf = new ArrayBuffer(8); const dv = new DataView(buf); dv.setFloat64(0, 3, true); const a = new Float64Array(buf); return a[0] * x; }`,
    args: "2",
  },
  {
    name: "dataview writes later",
    source: `function f(x) { "differentiable"; const buf = new ArrayBuffer(8); const dv = new DataView(buf); const a = new Float64Array(buf); a[0] = x; dv.setFloat64(0, 3, true); return a[0] * x; }`,
    args: "2",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "bytes first",
    source: `function f(x) { "differentiable"; const buf = new ArrayBuffer(8); const u = new Uint8Array(buf); const a = new Float64Array(buf); a[0] = x; return u[6] * x; }`,
    args: "2",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "bytes first written",
    source: `function f(x) { "differentiable"; const buf = new ArrayBuffer(8); const u = new Uint8Array(buf); const a = new Float64Array(buf); a[0] = x; u[0] = 3; return a[0] * x; }`,
    args: "2",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "float32 of float64 bytes",
    source: `function f(x) { "differentiable"; const buf = new ArrayBuffer(8); const u = new Float32Array(buf); const a = new Float64Array(buf); a[0] = x; return u[1] * x; }`,
    args: "2",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "buffer captured from outside",
    source: `const a = new Float64Array([1, 2]); const u = new Uint8Array(a.buffer); function f(x) { "differentiable"; a[0] = x; const c = u.slice(); return new Float64Array(c.buffer)[0] * x; }`,
    args: "2",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "bigint view",
    source: `function f(x) { "differentiable"; const a = new Float64Array([x]); const b = new BigInt64Array(a.buffer); const c = new BigInt64Array(1); c[0] = b[0]; return new Float64Array(c.buffer)[0] * x; }`,
    args: "2",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "a buffer is written as floats and as BigInts, by views of the module",
    source: `const a = new Float64Array([2, 3]), b = new BigInt64Array(a.buffer);
function f(x) { "differentiable"; a[0] = x * x; b[0] = 4611686018427387904n; return a[0] * x + x; }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "numbers of a buffer are copied as BigInts, from view to view of the module",
    source: `const a = new Float64Array([2, 3]), b = new BigInt64Array(a.buffer), c = new BigInt64Array(2), d = new Float64Array(c.buffer);
function f(x) { "differentiable"; a[0] = x * x; c[0] = b[0]; return d[0] * x; }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "an object gets its prototype by an assignment to `__proto__`",
    source: `function f(x) { "differentiable"; const p = { a: x * x }; const o = { b: x }; o.__proto__ = p; return o.a * o.b; }`,
    args: "1.5",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "bigint view first",
    source: `function f(x) { "differentiable"; const buf = new ArrayBuffer(8); const b = new BigInt64Array(buf); const a = new Float64Array(buf); a[0] = x; const c = new BigInt64Array(1); c[0] = b[0]; return new Float64Array(c.buffer)[0] * x; }`,
    args: "2",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "Buffer of node",
    source: `function f(x) { "differentiable"; const a = new Float64Array([x]); const b = Buffer.from(a.buffer); return b.readDoubleLE(0) * x; }`,
    args: "2",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "set of another view",
    source: `function f(x) { "differentiable"; const a = new Float64Array([x, 0]); const b = new Float64Array(a.buffer, 8, 1); b.set(a.subarray(0, 1)); return a[1] * x; }`,
    args: "2",
  },
  {
    name: "unseen code is given a class whose static method has captured something",
    source: `const unseen = new Function("o", "return o.get()"); function f(x, y) { "differentiable"; class A { static get() { return x * y; } } class B extends A {} return unseen(B) * y; }`,
    args: "1.3, 0.7",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "unseen code is given a class whose method has captured something",
    source: `const unseen = new Function("o", "return new o().get()"); function f(x, y) { "differentiable"; class A { get() { return x * y; } } return unseen(A) * y; }`,
    args: "1.3, 0.7",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "unseen code is given a class whose static getter has captured something",
    source: `const unseen = new Function("o", "return o.get"); function f(x, y) { "differentiable"; class A { static get get() { return x * y; } } return unseen(A) * y; }`,
    args: "1.3, 0.7",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "unseen code is given a function that has the argument",
    source: `const v = { w: 1.3 }; function g() {} g.v = v; const unseen = new Function("o", "return o.v.w"); function f(v, y) { "differentiable"; return unseen(g) * y; }`,
    args: "v, 0.7",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "unseen code is given a class that has the argument",
    source: `const v = { w: 1.3 }; class G { static v = v; } const unseen = new Function("o", "return o.v.w"); function f(v, y) { "differentiable"; return unseen(G) * y; }`,
    args: "v, 0.7",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "unseen code is given an object that has the argument in private",
    source: `const unseen = new Function("o", "return o.get()"); class A { #k; constructor(k) { this.#k = k; } get() { return this.#k.w; } } const v = { w: 1.3 }; const a = new A(v); function f(v, y) { "differentiable"; return unseen(a) * y; }`,
    args: "v, 0.7",
    refused: "NOT_DIFFERENTIABLE",
  },
];
