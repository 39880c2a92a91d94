/** The programs of the zoo, uncompiled: each runs, and is smooth where it is differentiated. */
import { expect } from "chai";
import { complaints } from "../support/check-program.ts";
import { families } from "./index.ts";

describe("the programs of the zoo", () => {
  const names = Object.values(families).flatMap((programs) => programs.map(({ name }) => name));
  it("have names of their own", () => expect(names.length).to.equal(new Set(names).size));
  for (const [family, programs] of Object.entries(families)) {
    it(`${family} are sound`, async () => {
      for (const program of programs) expect(await complaints(program), program.name).to.deep.equal([]);
    });
  }
});
