/** What the plugin refuses: its codes, its advice, the place, and a code frame. */
import { stripVTControlCharacters } from "node:util";
import { expect } from "chai";
import { compile } from "../support/harness.ts";
import type { CompileOptions } from "../support/harness.ts";

/** The error that compiling gives. */
async function refusal(source: string, settings: CompileOptions = {}): Promise<Error & { code?: string }> {
  try {
    await compile(source, settings);
  } catch (error) {
    // In some terminals Babel colours the frame.
    const plain = error as Error & { code?: string };
    plain.message = stripVTControlCharacters(plain.message);
    return plain;
  }
  throw new Error(`nothing was refused in\n${source}`);
}

describe("UNSUPPORTED_SYNTAX", () => {
  it("says what, where, with a code frame, and what to write instead", async () => {
    const source = `function f(x, o) {\n  "differentiable";\n  with (o) {\n    return x * k;\n  }\n}`;
    const error = await refusal(source, { filename: "/somewhere/sloppy.cjs", sourceType: "script" });
    expect(error.message).to.match(/fluxion\(UNSUPPORTED_SYNTAX\): .*with/);
    expect(error.message).to.include("sloppy.cjs");
    expect(error.message).to.match(/^> 3 \|\s+with \(o\) \{$/m);
    expect(error.message).to.match(/^\s*\|\s+\^/m);
    expect(error.code).to.equal("UNSUPPORTED_SYNTAX");
  });

  it("is said of marked functions only", async () => {
    const source = `function f(x, o) { with (o) { return x * k; } }\nfunction g(x) { "differentiable"; return x; }`;
    expect(await compile(source, { filename: "sloppy.cjs", sourceType: "script" })).to.include("with (o)");
  });

  it("is said of functions in a namespace, which are left as they are unless they are marked", async () => {
    const settings = { filename: "/somewhere/a.ts" };
    const source = (directive: string): string =>
      `export namespace N { export function sq(x: number): number { ${directive} return x * x; } }`;
    expect((await refusal(source('"differentiable";'), settings)).message).to.match(
      /UNSUPPORTED_SYNTAX.*What a namespace declares.*Export it from a module/s,
    );
    expect(await compile(source(""), { ...settings, options: { include: ["a.ts"] } })).not.to.include("pair");
  });

  it("is said of direct eval, which could reach any variable", async () => {
    const error = await refusal(`export function f(x) { "differentiable"; return eval("x * x"); }`);
    expect(error.message)
      .to.match(/UNSUPPORTED_SYNTAX/)
      .and.to.match(/eval/);
  });
});

describe("BAD_OPTION", () => {
  const wrong: Record<string, Record<string, unknown>> = {
    "an unknown option": { includes: ["a.js"] },
    "include of the wrong type": { include: "a.js" },
    "include of the wrong members": { include: [1] },
    "order of the wrong type": { order: "2" },
    "a negative order": { order: -1 },
    "runtime of the wrong type": { runtime: 5 },
    "runtime without a global": { runtime: {} },
    "forwardOnly of the wrong type": { forwardOnly: "yes" },
  };
  for (const [name, options] of Object.entries(wrong)) {
    it(`${name} is named`, async () => {
      const error = await refusal(`f();`, { options });
      expect(error.message)
        .to.match(/fluxion\(BAD_OPTION\)/)
        .and.to.include(Object.keys(options)[0]);
    });
  }

  it("the options of the contract are accepted", async () => {
    const options = { include: ["x", /y/], order: 1, runtime: "@fluxion/runtime", forwardOnly: false };
    expect(await compile(`f();`, { options })).to.equal("f();");
    expect(await compile(`f();`, { options: { runtime: { global: "Fluxion" } } })).to.equal("f();");
  });
});
