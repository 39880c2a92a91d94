/** `[x] * 2` is 2x: an array of one number stands for it in arithmetic. Wherever that may happen, it is refused, never lost. */
import { expect } from "chai";
import { load, runtime } from "../support/harness.ts";

const places: Readonly<Record<string, string>> = {
  "a literal": "const a = [x]; return a * w;",
  "what map gives": "return [1, 2].map((k) => [x * k])[1] * w;",
  "what map gives, gone through": "let s = 0; for (const v of [1, 2].map((k) => [x * k])) s += v * w; return s;",
  "Array.from": "return Array.from([1, 2], (k) => [x * k])[1] * w;",
  "Array.from of a length": "return Array.from({ length: 2 }, (_, k) => [x * k])[1] * w;",
  flat: "return [[[x]], [[w]]].flat()[0] * w;",
  flatMap: "return [1, 2].flatMap((k) => [[x * k]])[1] * w;",
  pop: "const l = [[x], [w]]; return l.pop() * x;",
  at: "const l = [[x], [w]]; return l.at(0) * w;",
  find: "const l = [[x], [w]]; return l.find((v) => true) * w;",
  slice: "const l = [[x], [w]].slice(0, 1); return l[0] * w;",
  concat: "const l = [].concat([[x]]); return l[0] * w;",
  filter: "const l = [[x], [w]].filter((v) => true); return l[0] * w;",
  sort: "const l = [[x], [w]].sort(() => 0); return l[0] * w;",
  reverse: "const l = [[x], [w]].reverse(); return l[1] * w;",
  forEach: "let s = 0; [[x], [w]].forEach((v) => { s += v * w; }); return s;",
  "the items that reduce sees": "return [[x], [w]].reduce((s, v) => s + v * w, 0);",
  "what reduce gives": "return [1, 2].reduce((a, k) => [x * k], 0) * w;",
  "a generator, gone through":
    "const g = function* () { yield [x]; }; let s = 0; for (const v of g()) s += v * w; return s;",
  "a generator, taken apart": "const g = function* () { yield [x]; }; const [v] = g(); return v * w;",
  "what next gives": "const g = function* () { yield [x]; }; return g().next().value * w;",
  "a rest parameter of a closure": "const h = (...r) => r[0] * w; return h([x]);",
  "a rest parameter of a function": "return h2([x], w);",
  "a field": "const o = { a: [x] }; return o.a * w;",
  "a field that is set": "const o = {}; o.a = [x]; return o.a * w;",
  "a field of what a function gives": "const o = mk(x); return o.a * w;",
  "a field that a constructor sets": "const o = new K(x); return o.a * w;",
  "what a method gives": "const o = new K(x); return o.get() * w;",
  "what a getter gives": "const o = new K(x); return o.g * w;",
  "an object of the module": "box.a = [x]; return box.a * w;",
  "a list of the module": "list[0] = [x]; return list[0] * w;",
  "a variable of the module": "v = [x]; return v * w;",
  "a Map": 'const m = new Map(); m.set("k", [x]); return m.get("k") * w;',
  "a Set": "const m = new Set([[x]]); let s = 0; for (const v of m) s += v * w; return s;",
  "Object.values": "return Object.values({ a: [x] })[0] * w;",
  "a pattern of an object": "const { a } = { a: [x] }; return a * w;",
  "a pattern of a list": "const [a] = [[x]]; return a * w;",
  "a default": "const h = (a = [x]) => a * w; return h();",
  "a choice": "const a = w > 0 ? [x] : x; return a * w;",
  "what stands for nothing": "const a = null ?? [x]; return a * w;",
  "what a function gives": "return id([x]) * w;",
  apply: "return id.apply(null, [[x]]) * w;",
  call: "return id.call(null, [x]) * w;",
  bind: "return id.bind(null, [x])() * w;",
  "a captured variable": "const a = [x]; const h = () => a * w; return h();",
  "a list spread": "const l = [...[[x]]]; return l[0] * w;",
  "an object spread": "const o = { ...{ a: [x] } }; return o.a * w;",
  "Object.assign": "const o = Object.assign({}, { a: [x] }); return o.a * w;",
  "an argument of Math": "return Math.sin([x]) * w;",
  "Math as a callback": "return [[x]].map(Math.sin)[0] * w;",
  "a negation": "return -[x] * w;",
  "a conversion": "return +[x] * w;",
  Number: "return Number([x]) * w;",
  "an increment": "let a = [x]; a++; return a * w;",
  "Float64Array.from": "return Float64Array.from([[x]])[0] * w;",
  "new Float64Array": "return new Float64Array([[x]])[0] * w;",
  "an element of a typed array": "const t = new Float64Array(1); t[0] = [x]; return t[0] * w;",
  "a list of both": "const l = [[x], w]; return l[0] * l[1];",
  "an iterator": "return [[x]][Symbol.iterator]().next().value * w;",
  "a WeakMap": "const k = {}; const m = new WeakMap([[k, [x]]]); return m.get(k) * w;",
  "an exception": "try { throw [x]; } catch (e) { return e * w; }",
  "a getter of a literal": "const p = { get a() { return [x]; } }; return p.a * w;",
  "a tagged template": "const t = (s, v) => v * w; return t`${[x]}`;",
  "a sum over a list":
    "let s = 0; const l = [1, 2].map((k) => [x * k]); for (let i = 0; i < 2; i++) s += l[i] * w; return s;",
  "a power": "const l = [1, 2].map((k) => [x * k]); return l[1] ** 2 * w;",
  "a difference": "const l = [1, 2].map((k) => [x * k]); return l[1] - l[0];",
  "a conversion of an item": "const l = [1, 2].map((k) => [x * k]); return +l[1];",
};

const around = `const box = {}; const list = [0]; let v = 0; const id = (a) => a; const mk = (x) => ({ a: [x] });
function h2(...r) { return r[0] * r[1]; }
class K { constructor(x) { this.a = [x]; } get() { return this.a; } get g() { return this.a; } }`;

describe("an array of one number that is used as the number", () => {
  for (const [name, body] of Object.entries(places))
    it(`is refused: ${name}`, async () => {
      const { gradient } = await runtime();
      const { f } = await load(`${around}\nexport function f(x, w) { "differentiable"; ${body} }`);
      expect(() => gradient(f, 0.7, 1.3)).to.throw("is used as a number");
    });

  it("is refused: an argument", async () => {
    const { gradient } = await runtime();
    const { f } = await load(`export function f(xs, w) { "differentiable"; return xs[0] * w; }`);
    expect(() => gradient(f, [[0.7]], 1.3)).to.throw("is used as a number");
  });

  it("is none where it carries nothing, and where its item is read", async () => {
    const { gradient } = await runtime();
    const { f } = (await load(`const K = [[3]];
export function f(x) { "differentiable"; const l = [[x], [2]].slice(); return l[0][0] * K[0] * l[1][0]; }`)) as {
      f: () => number;
    };
    expect(gradient(f, 2)).to.deep.equal([6]);
  });
});
