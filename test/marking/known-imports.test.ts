/** Where a compiled file imports the runtime from: all of it, if one of the functions that it differentiates may be any at all. */
import { expect } from "chai";
import { compile } from "../support/compile.ts";

/** The modules that a compiled file imports what it has written itself from. */
async function sourcesOf(source: string, options = {}): Promise<string[]> {
  const code = await compile(source, { options });
  return [...code.matchAll(/^import (?!\* as \$ ).* from "(.*)";$/gm)].map(([, from = ""]) => from);
}

const head = `import { gradient } from "@fluxion/runtime";
const square = (x) => x * x;
`;

describe("an import of the runtime", () => {
  const known: Readonly<Record<string, string>> = {
    "a function of the file": `${head}gradient(square, 3);`,
    "a declaration that comes later": `${head}gradient(cube, 3); function cube(x) { return x ** 3; }`,
    "a literal": `${head}gradient((x) => x, 3); gradient(function (x) { return x; }, 3);`,
    "a function of the file, by alias": `import { gradient as d } from "@fluxion/runtime"; d((x) => x, 3);`,
    "a function of the file, by namespace": `import * as Fluxion from "@fluxion/runtime"; Fluxion.gradient((x) => x, 3);`,
    "a gradient inside of a function": `${head}export const slope = (x) => gradient(square, x)[0];`,
    "another function of the runtime": `import { pullback, jacobian, Params, hook } from "@fluxion/runtime";
      const f = (x) => { "differentiable"; return hook(x, (dx) => dx); }; pullback(f, 3); jacobian(f, 3); new Params([]);`,
  };
  for (const [what, source] of Object.entries(known)) {
    it(`is of what is used, for ${what}`, async () => {
      expect(await sourcesOf(source)).to.deep.equal(["@fluxion/runtime/internal"]);
    });
  }

  const unknown: Readonly<Record<string, string>> = {
    "a native": `${head}gradient(square, 3); gradient(Math.sin, 1);`,
    "a parameter": `${head}export const at = (f, x) => gradient(f, x); at(square, 1);`,
    "an imported function": `import { f } from "./f.js"; ${head}gradient(f, 3); square; gradient(square, 3);`,
    "a variable that is assigned again": `import { gradient } from "@fluxion/runtime"; let f = (x) => x * x; gradient(f, 3); f = Math.sin;`,
    "arguments that are spread": `${head}gradient(square, 3); gradient(...[Math.sin, 3]);`,
    "the runtime's function as a value": `${head}gradient(square, 3); [Math.sin].map((f) => [f, 1]).map(([f, x]) => Reflect.apply(gradient, null, [f, x]));`,
    "a re-export": `${head}gradient(square, 3); export { gradient };`,
    "a namespace that is passed on": `import * as Fluxion from "@fluxion/runtime"; Fluxion.gradient((x) => x, 3); console.log(Fluxion);`,
    "a computed member": `import * as Fluxion from "@fluxion/runtime"; Fluxion["gradient"](Math.sin, 3); Fluxion.gradient((x) => x, 3);`,
  };
  for (const [what, source] of Object.entries(unknown)) {
    it(`is of all, for ${what}`, async () => {
      expect(await sourcesOf(source)).to.include("@fluxion/runtime");
    });
  }

  it("is of another package, if the options name one", async () => {
    const source = head.replace("@fluxion/runtime", "my-runtime") + "gradient(square, 3);";
    expect(await sourcesOf(source, { runtime: "my-runtime" })).to.deep.equal(["my-runtime/internal"]);
  });

  it("of types alone is left as it is", async () => {
    const source = `import type { Gradients } from "@fluxion/runtime";\n${head}export const slope: Gradients<[number]> = gradient(square, 3);`;
    const code = await compile(source, { filename: "program.ts" });
    expect(code).to.include(`import type { Gradients } from "@fluxion/runtime";`);
    expect(code).to.include(`import { gradient } from "@fluxion/runtime/internal";`);
  });
});
