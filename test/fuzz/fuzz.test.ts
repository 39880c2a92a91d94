/** A few random programs at every run of the suite; `npm run fuzz` for others. */
import { inspect } from "node:util";
import { checkProgram, complaints, expectation } from "../support/check-program.ts";
import { evaluate, writeModule } from "../support/load.ts";
import { draft, programOf } from "./programs.ts";
import { suspended, suspensionOf } from "./suspended.ts";

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

describe("a program that stops on the way", () => {
  it("throws where it awaits, also what is thrown later", async () => {
    const source = `const caught = []; function f(x) {
      ${"try { caught.push((() => { throw { x }; })() * 2); } catch (error) { caught.push(error.x); }\n".repeat(300)}
      return caught.length; }`;
    const text = suspended(source, "async", 1);
    if (!text.includes("queueMicrotask")) throw new Error("nothing is thrown later");
    const { f } = await evaluate(writeModule(`${text}; export { f };`));
    if ((await (f as (x: number) => Promise<number>)(1)) !== 300) throw new Error("an exception is lost");
  });
});
