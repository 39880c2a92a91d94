/**
 * What carries a number, times the ways in which it is handed on: each program reads, writes and reads it again, and has the same
 * derivatives in every mode.
 */
import { load } from "../support/harness.ts";
import { expectSameInEveryMode } from "../support/one-number.ts";

/** How `C` is made, how its number is read, and how it is written. */
const carriers: Readonly<Record<string, readonly [made: string, read: string, written: string]>> = {
  "a field": ["{ v: x }", "C.v", "C.v *= x"],
  "an element": ["[x, 1]", "C[0]", "C[0] *= x"],
  "an element of a typed array": ["new Float64Array([x, 1])", "C[0]", "C[0] *= x"],
  "an entry of a Map": ["new Map([['v', x]])", "C.get('v')", "C.set('v', C.get('v') * x)"],
  "a field of a Map": ["Object.assign(new Map(), { v: x })", "C.v", "C.v *= x"],
  "a field of a list": ["Object.assign([1], { v: x })", "C.v", "C.v *= x"],
  "a member of a Set": ["new Set([{ v: x }])", "[...C][0].v", "for (const o of C) o.v *= x"],
  "an entry of a WeakMap": [
    "((k) => ({ k, w: new WeakMap([[k, x]]) }))({})",
    "C.w.get(C.k)",
    "C.w.set(C.k, C.w.get(C.k) * x)",
  ],
  "a field of a function": ["((k) => Object.assign(() => k, { v: x }))(x * x)", "C() * C.v", "C.v *= x"],
  "a captured variable": ["((k) => (m) => (k *= m))(x)", "C(1)", "C(x)"],
  "a static field": ["class { static v = x; }", "C.v", "C.v *= x"],
  "a private field": [
    "new (class { #v = x; get v() { return this.#v; } set v(v) { this.#v = v; } })()",
    "C.v",
    "C.v *= x",
  ],
  "an accessor": ["((k) => ({ get v() { return k; }, set v(v) { k = v; } }))(x)", "C.v", "C.v *= x"],
  "a part of a part": ["{ a: [{ b: { v: x } }] }", "C.a[0].b.v", "C.a[0].b.v *= x"],
  "a generator": ["(function* (k) { for (;;) { yield k; k *= x; } })(x)", "C.next().value", "C.next()"],
  "an iterator": ["[x, x * x, x ** 3, x, x ** 2].values()", "C.next().value", "C.next()"],
  "a bound argument": ["((a, b) => a * b).bind(null, x * x)", "C(x)", ""],
  "an error": ["Object.assign(new Error(), { v: x })", "C.v", "C.v *= x"],
  "a circle": ["((o) => (o.self = o))({ v: x })", "C.self.self.v", "C.self.v *= x"],
};

/** `c` is `C`. */
const ways: Readonly<Record<string, string>> = {
  thrown: "let c; try { throw C; } catch (e) { c = e; }",
  "thrown by a function": "const f = () => { throw { in: C }; }; let c; try { f(); } catch ({ in: q }) { c = q; }",
  returned: "const c = ((q) => q)(C);",
  "returned over a finally": "const c = (() => { try { return C; } finally { kept = 2; } })();",
  "by default": "const c = ((q = C) => q)();",
  "by a rest parameter": "const [c] = ((...all) => all)(C);",
  spread: "const c = ((_, q) => q)(...[1, C]);",
  captured: "let q; const f = (z) => { q = z; }; f(C); const c = q;",
  "by `this`": "const c = (function () { return this.q; }).call({ q: C });",
  bound: "const c = ((q) => q).bind(null, C)();",
  "by a list": "const l = [1]; l.push(C); const c = l.concat([]).slice(-1)[0];",
  "by nested lists": "const c = [[[C]]].flat(2)[0];",
  "by a Map": "const m = new Map([['q', C]]); let c; for (const [, q] of m) c = q;",
  "as a key": "const m = new Map([[C, 1]]); let c; for (const q of m.keys()) c = q;",
  "by a Set": "let c; new Set([C]).forEach((q) => { c = q; });",
  "by a WeakMap of the module": "const k = {}; weak.set(k, C); const c = weak.get(k);",
  "by a variable of the module": "kept = C; const c = kept;",
  "by a generator": "const [c] = (function* () { yield* [C]; })();",
  "sent into a generator": "const it = (function* () { yield yield 1; })(); it.next(); const c = it.next(C).value;",
  "by callbacks": "const c = [C].filter(() => true).map((q) => q).find(() => true);",
  "by reduce": "const c = [1].reduce((q) => q, C);",
  "by groups": "const c = Object.groupBy([C], () => 'a').a[0];",
  "by entries": "const [[, c]] = Object.entries({ q: C });",
  "by a copy": "const { q: c } = { ...Object.assign({}, { q: C }) };",
  "by the rest of a pattern": "const { z, ...rest } = { z: 1, q: C }; const c = rest.q;",
  "by a private field": "const c = new (class { #q = C; get() { return this.#q; } })().get();",
  "by a static field": "class K { static q = C; } const c = K.q;",
  "by accessors": "const o = { get q() { return this.t; }, set q(q) { this.t = q; } }; o.q = C; const c = o.q;",
  "by Reflect": "const o = {}; Reflect.set(o, 'q', C); const c = Reflect.get(o, 'q');",
  "by a descriptor": "const o = Object.defineProperty({}, 'q', { value: C }); const c = o.q;",
  "by a symbol": "const s = Symbol(), o = { [s]: C }; const c = o[s];",
  "by a template": "const c = ((_, q) => q)`${C}`;",
  "by a condition": "const c = (x > 9 ? null : C) ?? 0;",
  swapped: "let a = C, b = null; [a, b] = [b, a]; const c = b;",
  "by recursion": "const f = (n, q) => (n === 0 ? q : f(n - 1, q)); const c = f(3, C);",
  frozen: "const c = Object.freeze({ q: C }).q;",
};

const bodyOf = ([made, read, written]: readonly [string, string, string], way: string): string =>
  `const C = ${made}; ${way} const first = ${read.replaceAll("C", "c")}; ${written.replaceAll("C", "c")}; return (first + (${read}) * x) * (${read.replaceAll("C", "c")}) * x;`;

describe("a number", () => {
  for (const [name, carrier] of Object.entries(carriers))
    it(`is followed on each way: ${name}`, async () => {
      const source = Object.values(ways).map(
        (way, i) => `export const f${String(i)} = (x) => { "differentiable"; ${bodyOf(carrier, way)} };`,
      );
      const program = await load(`let kept; const weak = new WeakMap();\n${source.join("\n")}`, {
        options: { order: 2 },
      });
      for (const [i, way] of Object.keys(ways).entries())
        await expectSameInEveryMode(program[`f${String(i)}`] as (x: number) => number, way);
    });
});
