/** Scripts share one set of names: what is generated for one must not meet what is generated for another. */
import vm from "node:vm";
import { expect } from "chai";
import { compile, runtime } from "../support/harness.ts";

/** Scripts in one page, which finds the runtime in a global. */
async function page(scripts: readonly string[], options: object = {}): Promise<vm.Context> {
  const internals = "@fluxion/runtime/internal";
  const internal: unknown = await import(internals);
  const context = vm.createContext({ Fluxion: { ...(await runtime()), internal } });
  for (const source of scripts) {
    const settings = { sourceType: "script", options: { runtime: { global: "Fluxion" }, ...options } } as const;
    vm.runInContext(await compile(source, settings), context);
  }
  return context;
}

const list = (context: vm.Context, code: string): unknown => [...(vm.runInContext(code, context) as Iterable<unknown>)];

describe("scripts", () => {
  it("of one page keep apart what has the same name", async () => {
    const context = await page([
      `var f = (x) => { "differentiable"; const inner = (v) => v * 2; return inner(x); };`,
      `var g = (x) => { "differentiable"; const inner = (v) => v * 3; return inner(x); }; { let f = 1; }`,
      `var total = 0; function add(x) { "differentiable"; total += x; return total; }`,
    ]);
    expect(list(context, "Fluxion.gradient(f, 1)")).to.deep.equal([2]);
    expect(list(context, "Fluxion.gradient(g, 1)")).to.deep.equal([3]);
    expect(list(context, "Fluxion.gradient(add, 1)")).to.deep.equal([1]);
  });

  it("do not lose what another script has written", async () => {
    const context = await page([
      `var total = 0; function add(x) { "differentiable"; total += x * x; }`,
      `function f(x) { "differentiable"; add(x); return total; }`,
    ]);
    expect(() => list(context, "Fluxion.gradient(f, 1)")).to.throw("NOT_DIFFERENTIABLE");
  });

  it("may run twice", async () => {
    const source = `function f(x) { "differentiable"; return x * x; }`;
    const context = await page([source, source]);
    expect(list(context, "Fluxion.gradient(f, 3)")).to.deep.equal([6]);
  });

  it("hold strict functions, whose `this` stays what it is", async () => {
    const context = await page(
      [
        `function own() { "use strict"; return this; }
function rest(...xs) { return function () { "use strict"; return [this, ...xs]; }; }
function sloppy() { return typeof this; }
class A { m() { return this; } }`,
      ],
      { include: ["program"], forwardOnly: true },
    );
    expect(vm.runInContext("own.call(1)", context)).to.equal(1);
    expect(vm.runInContext("own()", context)).to.equal(undefined);
    expect(list(context, "rest(2, 3).call(1)")).to.deep.equal([1, 2, 3]);
    expect(vm.runInContext("sloppy.call(1)", context)).to.equal("object");
    expect(vm.runInContext("(0, new A().m)()", context)).to.equal(undefined);
  });
});
