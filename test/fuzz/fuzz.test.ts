/** A few random programs at every run of the suite; `npm run fuzz` for others. */
import { inspect } from "node:util";
import { checkProgram, complaints, expectation } from "../support/check-program.ts";
import { draft, programOf } from "./programs.ts";
import { suspensionOf } from "./suspended.ts";

const first = 2000;
const count = 40;

describe("random programs", () => {
  for (let seed = first; seed < first + count; seed++) {
    it(`seed ${seed}`, async function () {
      const program = programOf(`seed ${seed}`, { ...draft(seed, seed % 2 === 0), suspension: suspensionOf(seed) });
      // Not smooth, or not finite, where it is differentiated: finite differences cannot judge it.
      if ((await complaints(program)).length > 0) this.skip();
      const { value, gradient } = await expectation(program);
      if (/NaN|Infinity/.test(inspect([value, gradient], { depth: 8 }))) this.skip();
      try {
        await checkProgram(program);
      } catch (error) {
        if (!String(error).includes("UNSUPPORTED_SYNTAX")) throw error;
        this.skip();
      }
    });
  }
});
