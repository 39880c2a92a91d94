/** Under `forwardOnly` an ordinary call runs the forward sweep: every program of the zoo still means what its source means. */
import { expect } from "chai";
import { ordinaryDifferences } from "../support/check-program.ts";
import { families } from "./index.ts";

for (const [family, programs] of Object.entries(families)) {
  describe(`forwardOnly: ${family}`, () => {
    for (const program of programs) {
      it(program.name, async () => {
        const found = await ordinaryDifferences(program, { options: { forwardOnly: true } });
        expect(found, program.source).to.deep.equal([]);
      });
    }
  });
}
