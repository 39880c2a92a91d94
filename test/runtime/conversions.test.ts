/** Conversions to text that change something, and are run by the engine: refused, whoever asks for the text. */
import { expect } from "chai";
import { load, runtime } from "../support/harness.ts";

const REFUSED =
  /NOT_DIFFERENTIABLE.*a marked getter, setter or conversion was run by code that does not know it is one \(it is in line [3-6] of its file\)/;

const declarations = `class Counter { constructor(v) { this.v = v; } grow() { this.v *= 2; return "a"; } }
const bump = (b) => { b.v *= 2; return "a"; };
class Direct { constructor(b) { this.b = b; } toString() { this.b.v *= 2; return "a"; } }
class ByFunction { constructor(b) { this.b = b; } toString() { return bump(this.b); } }
class ByMethod { constructor(b) { this.b = b; } toString() { return this.b.grow(); } }
class ByList { constructor(b) { this.b = b; } toString() { this.b.list.push(this.b.v); this.b.v = this.b.list.length; return "a"; } }
class Still { constructor(b) { this.b = b; } toString() { const parts = []; parts.push(this.b.v.toFixed(1)); return parts.join(); } }`;

const texts = {
  "a default sort": "[o, o].sort();",
  toSorted: "[o, o].toSorted();",
  join: "[o].join();",
  "a template": "`${o}`;",
  "a sum": `"" + o;`,
  String: "String(o);",
  "a key": "{}; t[o] = 1;",
};

describe("a toString that changes what carries derivatives", () => {
  for (const [what, text] of Object.entries(texts))
    for (const Class of ["Direct", "ByFunction", "ByMethod", "ByList"])
      it(`${what}, ${Class}: refused`, async () => {
        const { gradient } = await runtime();
        const { f } = await load(`${declarations}
export function f(x) { "differentiable"; const b = new Counter(x); b.list = []; const o = new ${Class}(b); const t = ${text} return b.v * x; }`);
        expect((f as (x: number) => number)(1.5)).to.be.a("number");
        expect(() => gradient(f, 1.5)).to.throw(REFUSED);
      });

  for (const [what, text] of Object.entries(texts))
    it(`${what}, where nothing changes`, async () => {
      const { gradient } = await runtime();
      const { f } = await load(`${declarations}
export function f(x) { "differentiable"; const b = new Counter(x); const o = new Still(b); const t = ${text} return b.v * x; }`);
      expect(gradient(f, 1.5)).to.deep.equal([3]);
    });
});
