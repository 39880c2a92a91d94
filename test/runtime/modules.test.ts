/** A variable of one module, assigned there in a sweep, and read by another module that imports it. */
import { expect } from "chai";
import { basename } from "node:path";
import { compile, runtime } from "../support/harness.ts";
import { evaluate, writeModule } from "../support/load.ts";

const state = `export let total = 0;
export function add(x) { "differentiable"; total += x * x; }
export function read() { "differentiable"; return total; }`;

/** A function that uses the state's module. */
async function user(imports: string, body: string): Promise<(x: number) => number> {
  const file = basename(writeModule(await compile(state)));
  const source = `import ${imports} from "./${file}";\nexport function f(x) { "differentiable"; ${body} }`;
  return (await evaluate(writeModule(await compile(source))))["f"] as (x: number) => number;
}

describe("a variable of another module", () => {
  it("is seen through the functions of its module", async () => {
    const { gradient } = await runtime();
    const f = await user("{ add, read }", "const before = read(); add(x); return (read() - before) * 2;");
    expect(gradient(f, 3)).to.deep.equal([12]);
  });

  for (const [imports, total] of [
    ["{ add, total as sum }", "sum"],
    ["* as all", "all.total"],
  ] as const) {
    it(`is refused by its name alone: ${total}`, async () => {
      const { gradient } = await runtime();
      const f = await user(imports, `${imports.startsWith("*") ? "all." : ""}add(x); return ${total} * 2;`);
      expect(f(1)).to.equal(2);
      expect(f(2)).to.equal(10);
      expect(() => gradient(f, 3)).to.throw(/NOT_DIFFERENTIABLE.*a variable that a marked function of another module/);
    });
  }
});
