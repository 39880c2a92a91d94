/** The mutants are of the sources as they are: each text stands once in its file. */
import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../support/packages.ts";
import { mutants } from "./mutants.ts";

describe("the mutants", () => {
  for (const { what, file, text } of mutants)
    it(`can be made: ${what}`, () => {
      const parts = readFileSync(join(root, file), "utf8").split(text);
      expect(parts).to.have.length(2);
    });
});
