/** Every program of the zoo, compiled: it means what its source means, and its gradient is right. */
import { checkProgram } from "../support/harness.ts";
import { families } from "./index.ts";

for (const [family, programs] of Object.entries(families)) {
  describe(`the zoo: ${family}`, () => {
    for (const program of programs) it(program.name, () => checkProgram(program));
  });
}
