/** The manual, as tests: in ES modules and in CommonJS, under Babel 7 and Babel 8. */
import { expect } from "chai";
import { load, numericalGradient, runtime } from "../support/harness.ts";
import { gaps } from "../support/same.ts";
import { colour, pairs } from "./colour.ts";
import { asCommonJs, examples } from "./examples.ts";

for (const format of ["esm", "cjs"] as const) {
  for (const babel of [7, 8] as const) {
    describe(`the manual: ${format}, Babel ${babel}`, () => {
      for (const { name, source, gives } of examples) {
        it(name, async () => {
          const exports = await load(format === "cjs" ? asCommonJs(source) : source, { format, babel });
          for (const [key, value] of Object.entries(gives)) expect(exports[key], key).to.deep.equal(value);
        });
      }
    });
  }
}

describe("the manual: a colour difference", () => {
  for (const [first, second] of pairs) {
    it(`of ${first.join(" ")} and ${second.join(" ")}`, async () => {
      const { gradient } = await runtime();
      const { RGB, ciede2000 } = await load(colour);
      const Colour = RGB as new (...channels: readonly number[]) => object;
      const args = [new Colour(...first), new Colour(...second)];
      const expected = numericalGradient(ciede2000 as (...args: unknown[]) => number, args, { width: 2e-4 });
      expect(expected.doubt).to.be.below(1e-7);
      expect(gaps(gradient(ciede2000, ...args), expected.gradient, 1e-7)).to.deep.equal([]);
    });
  }

  it("is the published formula", async () => {
    const { RGB, ciede2000 } = await load(colour, { compiled: false });
    const Colour = RGB as new (...channels: readonly number[]) => object;
    const difference = ciede2000 as (a: object, b: object) => number;
    // White against black is 100, and a colour against itself is 0.
    expect(difference(new Colour(1, 1, 1), new Colour(0, 0, 0))).to.be.closeTo(100, 1e-3);
    expect(difference(new Colour(0.3, 0.4, 0.5), new Colour(0.3, 0.4, 0.5))).to.equal(0);
  });
});
