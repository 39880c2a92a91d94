/**
 * Fields of containers that are called like what these have by nature: each way of making one, times the ways of using it.
 */
import { expect } from "chai";
import { load } from "../support/harness.ts";
import { expectSameInEveryMode } from "../support/one-number.ts";
import { runtime } from "../support/packages.ts";

const containers: Readonly<Record<string, readonly [made: string, names: readonly string[]]>> = {
  list: ["[x, 2]", ["map", "at", "size", "constructor"]],
  "typed array": ["new Float64Array([x, 2])", ["fill", "get", "size"]],
  "integer array": ["new Int32Array([1, 2])", ["set", "v"]],
  Map: ["new Map([['k', x]])", ["get", "delete", "forEach", "length", "ofKeys"]],
  Set: ["new Set([1])", ["has", "add", "length"]],
  WeakMap: ["new WeakMap()", ["size", "get"]],
};

const makes = [
  "const c = C; c.N = x * x;",
  "const c = C, k = ['N'][0]; c[k] = x * x;",
  "const c = Object.assign(C, { N: x * x });",
  "const c = Object.defineProperty(C, 'N', { value: x * x, enumerable: true, configurable: true });",
  "const c = C; c.N = x; c.N *= x; c.N += x - x * x; c.N *= x;",
];

const uses = [
  "return c.N * c.N;",
  "const k2 = ['N'][0]; return c[k2] * x;",
  "const { zz, ...d } = { ...c }; return x * d.N;",
  "return Object.getOwnPropertyDescriptor(c, 'N').value * x;",
  "return Object.values(c).reduce((a, b) => a * b, x);",
  "const y = c.N; delete c.N; return y * x * (typeof c.N).length;",
  "const d = c instanceof WeakMap ? c : structuredClone(c); return x * (typeof d.N === 'number' ? d.N : 3);",
  "return ((q) => q.N * x)(c);",
];

describe("fields of containers under names that these have by nature", () => {
  for (const [container, [made, names]] of Object.entries(containers))
    for (const name of names)
      it(`${container}: ${name}`, async () => {
        const bodies = makes
          .flatMap((make) => uses.map((use) => `${make} ${use}`))
          .map((body) => body.replaceAll("N", name).replace("C", made));
        const source = bodies.map((body, i) => `export const f${String(i)} = (x) => { "differentiable"; ${body} };`);
        const program = await load(source.join("\n"), { options: { order: 2 } });
        for (const [i, body] of bodies.entries())
          await expectSameInEveryMode(program[`f${String(i)}`] as (x: number) => number, body);
      });
});

describe("what containers have by nature, defined anew", () => {
  const bodies: Readonly<Record<string, string>> = {
    "the size of a Map": "const m = Object.defineProperty(new Map(), 'size', { value: x * x }); return m.size * x;",
    "the size of a Set, with others":
      "const s = Object.defineProperties(new Set([1]), { size: { value: x * x, enumerable: true } }); return { ...s }.size * s.size;",
    "a constant": "const m = Object.defineProperty(new Map(), 'size', { value: 3 }); return m.size * x * x;",
    "what it is called":
      "const m = Object.defineProperty(new Map(), Symbol.toStringTag, { value: 'Table' }); return String(m).length * x * x;",
  };
  for (const [name, body] of Object.entries(bodies))
    it(name, async () => {
      const { f } = await load(`export const f = (x) => { "differentiable"; ${body} };`, { options: { order: 2 } });
      await expectSameInEveryMode(f as (x: number) => number, body);
    });

  it("the length of a typed array, where no derivative is taken", async () => {
    const source = "export const f = (x) => Object.defineProperty(new Float64Array(2), 'length', { value: x }).length;";
    const { f } = await load(source, { options: { forwardOnly: true, include: [/./] } });
    expect((f as (x: number) => number)(5)).to.equal(5);
  });
});

describe("fields of containers that code has to do with which is not compiled", () => {
  const unseen = 'const score = new Function("o", "return o.v * 2");';
  const refusals: Readonly<Record<string, readonly [use: string, refused: RegExp]>> = {
    "it writes them": ["ignore(() => { c.v = 3; }); return c.v * x;", /beside its items was written/],
    "it deletes them": ["ignore(() => { delete c.v; }); return (c.v ?? 1) * x;", /beside its items was written/],
    "it reads them": ["return score(c) * x;", /`anonymous` has no (?:pullback|rule for tangents)/],
  };
  const others = {
    "BigInt array": "new BigInt64Array(2)",
    function: "function () {}",
    "bound function": "(() => {}).bind()",
  };
  const all = { ...Object.fromEntries(Object.entries(containers).map(([name, [made]]) => [name, made])), ...others };
  for (const [way, [use, refused]] of Object.entries(refusals))
    it(`is refused where ${way}`, async () => {
      const { gradient, hvp, jvp } = (await runtime()) as unknown as Record<string, (...args: unknown[]) => unknown>;
      const bodies = Object.values(all).map((made) => `const c = ${made}; c.v = x * x; ${use}`);
      const source = bodies.map((body, i) => `export const f${String(i)} = (x) => { "differentiable"; ${body} };`);
      const program = await load(`import { ignore } from "@fluxion/runtime"; ${unseen}\n${source.join("\n")}`, {
        options: { order: 2 },
      });
      for (const [i, body] of bodies.entries()) {
        const f = program[`f${String(i)}`];
        const isItself = /BigInt|function|bind/.test(body) && !way.includes("reads"); // the write is seen
        for (const run of [() => gradient?.(f, 0.93), () => jvp?.(f, [0.93], [1]), () => hvp?.(f, 0.93, 1)])
          if (isItself) expect(run, body).not.to.throw();
          else expect(run, body).to.throw(refused);
      }
    });
});
