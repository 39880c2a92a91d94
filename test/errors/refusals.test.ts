/** Each construct that is refused is refused with its message; and there is an example for each message of the plugin. */
import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compile } from "../support/harness.ts";
import { root } from "../support/packages.ts";
import { refusals, unheard } from "./refusals.ts";

describe("what is not supported", () => {
  for (const { what, example, filename = "a.js" } of refusals) {
    it(`${what}: ${example}`, async () => {
      const error = await compile(example, { filename }).then(
        () => new Error("nothing was refused"),
        (refused: unknown) => refused as Error & { code?: string },
      );
      expect(error.message).to.include(`fluxion(UNSUPPORTED_SYNTAX): ${what} in a differentiable function`);
      expect(error).to.have.property("code", "UNSUPPORTED_SYNTAX");
    });
  }

  it("has an example for each message", () => {
    const known = [...refusals.map(({ what }) => what), ...unheard];
    for (const message of messages()) {
      const pattern = new RegExp(`^${message.split("…").map(escape).join(".*")}$`);
      expect(
        known.some((what) => pattern.test(what)),
        `no example of: ${message}`,
      ).to.equal(true);
    }
  });
});

/** The first text of each call of `unsupported`, as it stands in the passes; `…` for what is put in. */
function* messages(): Generator<string> {
  const folder = join(root, "packages/babel-plugin/src/2-lower");
  for (const file of readdirSync(folder)) {
    for (const [, call = ""] of readFileSync(join(folder, file), "utf8").matchAll(
      /\bunsupported\((.*(?:\n.*){0,2})/g,
    )) {
      const [text] = /"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`/.exec(call.replace(/^.*? === "[^"]*"/, "")) ?? [];
      if (text !== undefined)
        yield text
          .slice(1, -1)
          .replaceAll(/\$\{[^}]*\}/g, "…")
          .replaceAll("\\`", "`");
    }
  }
}

const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
