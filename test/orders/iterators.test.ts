/**
 * Iterators of containers and of generators, where tangents are followed: they answer as what they are, go on where another loop has
 * left them, and see what is changed meanwhile.
 */
import { expect } from "chai";
import { load } from "../support/harness.ts";
import { runtime } from "../support/packages.ts";

type Modes = Record<"gradient" | "hvp" | "jvp", (...args: unknown[]) => unknown>;
const modes = (): Promise<Modes> => runtime() as unknown as Promise<Modes>;

const makes: Readonly<Record<string, string>> = {
  "of a list": "const it = [x, 2].values();",
  "of indices and items": "const it = new Float64Array([x, 2]).entries();",
  "of a Map": "const it = new Map([[1, x]]).values();",
  "of a Map's keys": "const it = new Map([['a', x]])[Symbol.iterator]();",
  "of a Set": "const it = new Set([x]).values();",
  "of a generator": "function* g() { yield x; } const it = g();",
  "of a generator in a variable": "const g = function* () { yield x; }; const it = g();",
  "of a generator of the module": "const g = items; const it = g(x);",
  "of a method": "const o = { *g() { yield x; } }; const { g } = o; const it = o.g();",
  "of a class": "class A { *g() { yield x; } } const { g } = A.prototype; const it = new A().g();",
};

const questions = [
  "Array.isArray(it)",
  "Object.prototype.toString.call(it)",
  "`${it}`",
  "String(it)",
  "it[Symbol.toStringTag]",
  "JSON.stringify(it)",
  "Object.keys(it).length",
  "it.length",
  "it[0]",
  "'length' in it",
  "'return' in it",
  "it.hasOwnProperty('0')",
  "Array.prototype.isPrototypeOf(it)",
  "Object.getOwnPropertyNames(it).length",
  "Object.hasOwn(it, 'next')",
  "it.next === Object.getPrototypeOf([].values()).next",
  "it.constructor === Array",
  "it instanceof Array",
  "it instanceof Iterator",
  "(() => { try { return structuredClone(it).next; } catch ({ name, message }) { return name + message; } })()",
  "Object.getPrototypeOf(it) === Object.getPrototypeOf([].values())",
  "it[Symbol.iterator]() === it",
  "typeof it.next",
  "typeof it.return",
  "typeof g === 'function' && it instanceof g",
  "typeof g === 'function' && Object.getPrototypeOf(it) === g.prototype",
  "typeof g === 'function' && g.prototype.isPrototypeOf(it)",
];

describe("iterators, where tangents are followed", () => {
  for (const [name, make] of Object.entries(makes))
    it(`answer as what they are: ${name}`, async () => {
      const { gradient, hvp, jvp } = await modes();
      const source = questions
        .map(
          (question, i) =>
            `export const f${String(i)} = (x) => { "differentiable"; ${make} const answer = ${question}; return (answer === expected[${String(i)}] ? 3 : 0) * x * x + 0 * [it.next().value].flat().at(-1); };
export const q${String(i)} = (x) => { ${make} return ${question}; };`,
        )
        .join("\n");
      const program = await load(
        `export const expected = []; function* items(x) { "differentiable"; yield x; }\n${source}`,
        { options: { order: 2 } },
      );
      for (const [i, question] of questions.entries()) {
        const ask = program[`q${String(i)}`] as (x: number) => unknown;
        (program["expected"] as unknown[])[i] = ask(0.5);
        const f = program[`f${String(i)}`] as (x: number) => number;
        expect([f(0.5), gradient(f, 0.5), jvp(f, [0.5], [1]), hvp(f, 0.5, 1)], question).to.deep.equal([
          0.75,
          [3],
          [0.75, 3],
          6,
        ]);
      }
    });

  const shared: Readonly<Record<string, string>> = {
    "by a pattern and a loop": "const it = [x, 6].values(); const [a] = it; for (const b of it) return a * a * b;",
    "by a step and a loop":
      "const it = [x, 6].values(); const a = it.next().value; for (const b of it) return a * a * b;",
    "by two loops":
      "const it = new Map([[1, x], [2, 6]]).values(); let a = 0; for (const v of it) { a = v; break; } for (const b of it) return a * a * b;",
    "by a loop and a list":
      "const it = new Set([{ v: x }, { v: 6 }]).values(); let a; for (const o of it) { a = o.v; break; } const [b, ...none] = [...it]; return a * a * b.v + none.length;",
    "by `yield*` and a loop":
      "const it = [x, x, 6].values(); function* g() { yield* it; } let a = 1; for (const v of g()) { a *= v; if (it.next().value === 6) break; const w = it.next().value; return a * a * w; } return 0 * a;",
    "by a list that changes":
      "const l = [x, 5]; const it = l.values(); const a = it.next().value; l[1] = 6; return a * a * it.next().value;",
    "by a list that grows":
      "const l = [x]; let p = 1; for (const [i, v] of l.entries()) { p *= v; if (i < 2) l.push(i === 0 ? x : 6); } return p;",
    "by a Map that changes":
      "const m = new Map([[1, x], [2, 1]]); let p = 1; for (const [k, v] of m) { p *= v; if (k === 1) { m.set(2, x); m.set(3, 6); } if (k === 3) m.clear(); } return p;",
    "by a Set that shrinks":
      "const late = { v: 5 }; const s = new Set([{ v: x }, late, { v: 6 }]); let p = x; for (const o of s) { p *= o.v; s.delete(late); } return p;",
    "by a list that is delegated to":
      "const m = new Map([[1, x]]); function* g() { yield* m.values(); } let p = 1; for (const v of g()) { p *= v; if (m.size < 2) m.set(2, x * 6); } return p;",
    "by helpers":
      "const it = [x, 6, 7].values().map((v) => v); const a = it.next().value; return a * a * it.take(1).toArray()[0];",
    "that is done":
      "const l = [x]; const it = l.values(); let a = 0; for (const v of it) a = v; l.push(5); return it.next().done ? a * a * 6 : 0;",
  };
  for (const [name, body] of Object.entries(shared))
    it(`go on where they were: ${name}`, async () => {
      const { gradient, hvp, jvp } = await modes();
      const { f, third } = await load(
        `import { gradient } from "@fluxion/runtime"; export const f = (x) => { "differentiable"; ${body} };
export const third = (x) => { "differentiable"; return gradient((y) => f(y) * y, x)[0]; };`,
        { options: { order: 3 } },
      );
      expect([(f as (x: number) => number)(2), gradient(f, 2), jvp(f, [2], [1]), hvp(f, 2, 1)]).to.deep.equal([
        24,
        [24],
        [24, 24],
        12,
      ]);
      expect(hvp(third, 2, 1)).to.equal(36);
    });

  it("are refused by code that steps them itself", async () => {
    const { hvp } = await modes();
    const refused = /ORDER_EXCEEDED.*an iterator is gone through by code that sees no tangents/s;
    const bodies = ["new Map([['a', x]]).entries()", "[x].values()", "(function* () { yield x; })()"];
    for (const body of bodies) {
      const { f } = await load(
        `export const f = (x) => { "differentiable"; const text = new URLSearchParams(${body}); return x * x * x + (text.size > 5 ? 1 : 0); };`,
        { options: { order: 2 } },
      );
      expect(() => hvp(f, 2, 1), body).to.throw(refused);
    }
    for (const use of ["unseen(g)", "unseenAll(it)"]) {
      const { f } = await load(
        `const unseen = new Function("g", "return g().next().value"), unseenAll = new Function("it", "return [...it].length");
export const f = (x) => { "differentiable"; const g = function* () { yield 3; }, it = g(); return x * x * ${use}; };`,
        { options: { order: 2 } },
      );
      expect(() => hvp(f, 2, 1), use).to.throw(refused);
    }
  });
});
