/** Containers that `stopGradient` and `ignore` make constants of: the values are the program's, or it is refused. */
import { expect } from "chai";
import { load, runtime } from "../support/harness.ts";

const imports = `import { ignore, stopGradient } from "@fluxion/runtime";`;
const f = async (body: string): Promise<(x: number) => number> =>
  (await load(`${imports}\nexport function f(x) { "differentiable"; ${body} }`))["f"] as never;

/** The derivative of `f`, of which c is to stand still: by finite differences. */
const numerical = (of: (x: number, c: number) => number, x: number): number =>
  (of(x + 1e-5, x) - of(x - 1e-5, x)) / 2e-5;

const x0 = 1.5;

/** What the program computes, with c in the place of x where it is constant. */
const constant: Readonly<Record<string, readonly [body: string, of: (x: number, c: number) => number]>> = {
  "a list that is read, and its original": [
    "const a = [x, x * x]; const t = stopGradient(a); return t[0] * x + a[1];",
    (x, c) => c * x + x * x,
  ],
  "a typed array": [
    "const a = new Float64Array([x, x * x]); const t = stopGradient(a); return t[1] * x + a[1];",
    (x, c) => c * c * x + x * x,
  ],
  "a copy of a constant is written": [
    "const h = [...stopGradient([x, x])]; h[0] += x; return h[0] * h[1] * x;",
    (x, c) => (c + x) * c * x,
  ],
  "the original of a copy is written": [
    "const a = [x]; const t = stopGradient([...a]); a[0] *= x; return t[0] * x + a[0];",
    (x, c) => c * x + x * x,
  ],
  "parts of parts": [
    `const o = { v: x, list: [{ v: x * x }], map: new Map([["k", [x]]]) }; const t = stopGradient(o);
     return t.v * t.list[0].v * t.map.get("k")[0] * x + o.v;`,
    (x, c) => c ** 4 * x + x,
  ],
  "a cycle": ["const o = { v: x }; o.self = o; return stopGradient(o).self.self.v * x;", (x, c) => c * x],
  "an instance, by its methods": [
    `class Point { constructor(v) { this.v = v; } get twice() { return 2 * this.v; } half() { return this.v / 2; } }
     const p = new Point(x); const t = stopGradient(p); return t.twice * t.half() * x + p.twice + (t instanceof Point ? 1 : 0);`,
    (x, c) => c * c * x + 2 * x + 1,
  ],
  "an array of a class of its own": [
    `class Vector extends Array { norm() { return Math.hypot(this[0], this[1]); } }
     const v = new Vector(2); v[0] = x; v[1] = 2 * x; return stopGradient(v).norm() * x;`,
    (x, c) => Math.hypot(c, 2 * c) * x,
  ],
  "an object with functions that have captured no number": [
    `const name = "abc"; const o = { v: x, size() { return name.length; } }; const t = stopGradient(o); return t.v * t.size() * x;`,
    (x, c) => 3 * c * x,
  ],
  "what ignored code gives of the program's": [
    "const list = [{ v: x }, { v: x * x }]; const best = ignore(() => list.find((o) => o.v > 2)); return best.v * x;",
    (x, c) => c * c * x,
  ],
  "both are written in the same way": [
    "const a = [x]; const t = stopGradient(a); for (const b of [a, t]) b[0] = 3; return t[0] * a[0] * x;",
    (x) => 9 * x,
  ],
};

const WRITTEN = /NOT_DIFFERENTIABLE.*has made a constant of an object, which is a copy of it, and one of the two was/;
const held = (what: string): RegExp => new RegExp(`NOT_DIFFERENTIABLE.*cannot hold still ${what}`);

const refused: Readonly<Record<string, readonly [body: string, message: RegExp]>> = {
  "the original is written": ["const a = [x]; const t = stopGradient(a); a[0] = 5; return t[0] * x;", WRITTEN],
  "the constant is written": ["const a = [x]; const t = stopGradient(a); t[0] = 5; return a[0] * x;", WRITTEN],
  "the original grows": ["const a = [x]; const t = stopGradient(a); a.push(1); return t.length * x;", WRITTEN],
  "the original gets a field": [
    "const o = { v: x }; const t = stopGradient(o); o.w = x; return (t.w ?? 1) * x;",
    WRITTEN,
  ],
  "a typed array is written": [
    "const a = new Float64Array([x]); const t = stopGradient(a); a[0] = 2 * x; return t[0] * x;",
    WRITTEN,
  ],
  "a part of a part is written": [
    `const o = { m: new Map([["k", [x]]]) }; const t = stopGradient(o); o.m.get("k")[0] = 2; return t.m.get("k")[0] * x;`,
    WRITTEN,
  ],
  "unseen code writes the original": [
    "const o = { v: x }; const t = stopGradient(o); ignore(() => { o.v = 9; }); return t.v * x;",
    WRITTEN,
  ],
  "what ignored code gives is written": [
    "const o = { v: x * x }; const p = ignore(() => o); p.v = x; return o.v * x;",
    WRITTEN,
  ],
  "what ignored code has given is written elsewhere": [
    "const o = { v: x * x }; const p = ignore(() => o); o.v = x; return p.v * x;",
    WRITTEN,
  ],
  "a function that has captured a number": [
    "const g = (y) => y * x; return stopGradient(g)(2);",
    held("what a function has captured"),
  ],
  "a set of objects": [
    "const o = { v: x }; return stopGradient(new Set([o])).has(o) ? x : 2 * x;",
    held("a key or a member that is an object"),
  ],
  "a promise": ["const p = Promise.resolve(x); return stopGradient({ p }).p === p ? x : 1;", held("what is neither")],
  "private fields": [
    "class P { #v; constructor(v) { this.#v = v; } get v() { return this.#v; } } return stopGradient(new P(x)).v * x;",
    held("what is neither"),
  ],
};

describe("a container that is constant for differentiation", () => {
  for (const [what, [body, of]] of Object.entries(constant)) {
    it(what, async () => {
      const { withGradient } = await runtime();
      const g = await f(body);
      const { value, gradient } = withGradient(g, x0);
      expect(Object.is(value, g(x0)), `${String(value)}, not ${String(g(x0))}`).to.equal(true);
      expect((gradient as number[])[0]).to.be.closeTo(numerical(of, x0), 1e-6);
    });
  }

  for (const [what, [body, message]] of Object.entries(refused)) {
    it(`${what}: refused`, async () => {
      const { gradient, pullback } = await runtime();
      const g = await f(body);
      expect(g(x0)).to.be.a("number");
      expect(() => gradient(g, x0)).to.throw(message);
      expect(() => pullback(g, x0)).to.throw(message);
    });
  }

  it("the next gradient is not asked about it", async () => {
    const { gradient } = await runtime();
    const g = await f(
      `const o = { v: x }; const t = stopGradient(o); if (x > 2) throw new Error("late"); return t.v * x;`,
    );
    expect(() => gradient(g, 3)).to.throw("late");
    expect(gradient(g, 1.5)).to.deep.equal([1.5]);
  });
});
