/** The README's quick start, done to the letter in an empty folder, with tarballs in the place of the published packages. */
import { expect } from "chai";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { emptyFolder, pack, run } from "./pack.ts";
import { blocksUnder } from "./readme.ts";

describe("quick start", () => {
  const folder = emptyFolder();
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("does what the README says", function () {
    this.timeout(180_000);
    const tarballs = pack(folder);
    const project = join(folder, "project");
    mkdirSync(project);

    let printed = "";
    let expected: string | undefined;
    for (const { language, name, code } of blocksUnder("Quick start")) {
      if (language === "sh") {
        const commands = code.replace(
          /@fluxion\/(runtime|babel-plugin)/g,
          (id) => tarballs[id as keyof typeof tarballs],
        );
        printed = run("bash", ["-euc", commands], project);
      } else if (language === "text") {
        expected = code;
      } else {
        expect(name, "each file of the quick start has a name").to.match(/^\w+(\.\w+)+$/);
        writeFileSync(join(project, name), code);
      }
    }
    expect(printed).to.equal(expected);
  });
});
