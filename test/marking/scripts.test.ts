/** Scripts share one set of names: what is generated for one must not meet what is generated for another. */
import vm from "node:vm";
import { expect } from "chai";
import { compile, runtime } from "../support/harness.ts";

/** Scripts in one page, which finds the runtime in a global. */
async function page(scripts: readonly string[], options: object = {}): Promise<vm.Context> {
  const [internal, dual, dualInner, dualOuter] = await Promise.all(
    ["internal", "dual", "dual-inner", "dual-outer"].map(
      (part): Promise<unknown> => import(`@fluxion/runtime/${part}`),
    ),
  );
  const context = vm.createContext({
    Fluxion: { ...(await runtime()), internal, dual, dualInner, dualOuter } as unknown,
  });
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

  it("have second derivatives beside each other, and run twice, where duals call the run time", async () => {
    const scripts = ["2", "3"].map(
      (k) => `var scale${k} = ${k};
function f${k}(x) { "differentiable"; scale${k} = ${k} * x; const cube = (v) => v * v * x; return scale${k} * x + cube(x); }`,
    );
    for (const order of [2, 3]) {
      const context = await page([...scripts, ...scripts], { order });
      expect(vm.runInContext("Fluxion.hvp(f2, 1.5, 1)", context)).to.be.closeTo(4 + 6 * 1.5, 1e-12);
      expect(vm.runInContext("Fluxion.hvp(f3, 1.5, 1)", context)).to.be.closeTo(6 + 6 * 1.5, 1e-12);
    }
  });

  it("have variables with names that strict code has not", async () => {
    const source = `var yield = 3;
function f(let, static) { "differentiable"; var await = let * static; let eval = await * yield; return eval; }
function later(yield) { "differentiable"; var let = yield; const add = () => { (let += yield); }; add(); return let * yield; }
function* steps(x) { "differentiable"; yield read() * x; }
function read() { "differentiable"; return yield; }
function first(x) { "differentiable"; return read() * x; }
function write(x) { "differentiable"; yield = x * x; return first(yield); }
function at2(s) { "differentiable"; return s(2); }
function twice(arguments) { "differentiable"; return arguments * arguments; }
var scale = (function (let) { return (x) => { "differentiable"; return let * x; }; })(5);`;
    const context = await page([source]);
    expect(list(context, "Fluxion.gradient(f, 2, 5)")).to.deep.equal([15, 6]);
    expect(list(context, "Fluxion.gradient(later, 3)")).to.deep.equal([12]);
    expect(list(context, "Fluxion.gradient(first, 3)")).to.deep.equal([3]);
    expect(list(context, "Fluxion.gradient(twice, 3)")).to.deep.equal([6]);
    expect(list(context, "Fluxion.gradient(at2, scale)")).to.deep.equal([{ let: 2 }]);
    expect(list(context, "Fluxion.gradient(write, 2)")).to.deep.equal([32]);
    expect(vm.runInContext("yield", context)).to.equal(4);
    const swept = await page([source], { forwardOnly: true });
    expect(list(swept, "[f(2, 5), later(3), twice(3), ...steps(2), scale(2)]")).to.deep.equal([30, 18, 9, 6, 10]);
  });

  it("assign global variables, of what carries no derivative", async () => {
    const source = `
function count(x) { "differentiable"; calls = 1; calls += 2; calls++; [last] = ["a"]; return x * x * calls; }
function keep(x) { "differentiable"; kept = x * x; return kept * x; }
function keepAll(x) { "differentiable"; kept = [x]; return kept[0] * x; }
function strict(x) { "use strict"; "differentiable"; try { missing = 1; } catch (e) { return e.name === "ReferenceError" ? x * x : 0; } }`;
    const context = await page([source], { order: 2 });
    expect(list(context, "Fluxion.gradient(count, 3)")).to.deep.equal([24]);
    expect(vm.runInContext("calls + last", context)).to.equal("4a");
    expect(list(context, "Fluxion.gradient(strict, 3)")).to.deep.equal([6]);
    expect(vm.runInContext("Fluxion.hvp(count, 3, 1)", context)).to.equal(8);
    for (const name of ["keep", "keepAll"])
      for (const asked of [`gradient(${name}, 3)`, `hvp(${name}, 3, 1)`, `jvp(${name}, [3], [1])`])
        expect(() => {
          vm.runInContext(`Fluxion.${asked}`, context);
        }, asked).to.throw("a global variable is given what may carry a derivative");
    const swept = await page([source], { forwardOnly: true });
    expect(list(swept, "[count(2), keep(3), keepAll(3), strict(3), calls, kept[0], last]")).to.deep.equal([
      16,
      27,
      9,
      9,
      4,
      3,
      "a",
    ]);
  });

  it("have parameters of one name, deleted variables, and names of functions that nothing changes", async () => {
    const source = `
function last(x, y, x) { "differentiable"; return x * y; }
function remove(x) { "differentiable"; return [delete x, delete (x * 2), x * x]; }
var silent = function g(x) { "differentiable"; const y = (g = x); return typeof g === "function" ? x * y : 0; };
var sum = function g(x) { "differentiable"; return (g += x).length > x && typeof g === "function" ? x : 0; };
var inside = function g(x) { "differentiable"; const set = () => { g = x; }; set(); return typeof g === "function" ? x * x : 0; };
var strict = function g(x) { "use strict"; "differentiable"; try { g = x; } catch (e) { return e.name === "TypeError" ? x * x : 0; } };`;
    const context = await page([source]);
    expect(list(context, "Fluxion.gradient(last, 2, 3, 4)")).to.deep.equal([0, 4, 3]);
    expect(list(context, "Fluxion.pullback(remove, 3)[0]")).to.deep.equal([false, true, 9]);
    for (const name of ["silent", "inside", "strict"])
      expect(list(context, `Fluxion.gradient(${name}, 3)`), name).to.deep.equal([6]);
    expect(list(context, "Fluxion.gradient(sum, 3)")).to.deep.equal([1]);
    const swept = await page([source], { forwardOnly: true });
    expect(list(swept, "[last(2, 3, 4), last.length, silent(3), inside(3), strict(3)]")).to.deep.equal([
      12, 3, 9, 9, 9,
    ]);
  });

  it("have parameters that are elements of `arguments` as well", async () => {
    const source = `
function product(list) { "differentiable"; return list[0] * list[1] * list.length; }
function passed(x, y) { "differentiable"; return product(arguments) * x; }
function counted(x, y) { "differentiable"; if (arguments.length < 2) y = 3 * x; return x * y; }
function written(x) { "differentiable"; x = 2 * x; return arguments[0] * x; }
function element(x) { "differentiable"; arguments[0] = 5 * x; return x * x; }
function replace(list) { "differentiable"; list[0] = list[0] * list[0]; }
function replaced(x) { "differentiable"; replace(arguments); return x; }
function missing(x, y) { "differentiable"; y = 4; arguments[1] = 7; return [arguments[1] * x, y, arguments.length]; }
function deleted(x) { "differentiable"; delete arguments[0]; arguments[0] = 9; return x; }
function frozen(x) { "differentiable"; Object.freeze(arguments); x = 8; return arguments[0]; }
function unlinked(x) { "use strict"; "differentiable"; x = 2 * x; arguments[0] *= 5; return x * arguments[0]; }
function appended(x) { "differentiable"; arguments[3] = x; return arguments.length; }`;
    const context = await page([source]);
    expect(list(context, "Fluxion.gradient(passed, 2, 3)")).to.deep.equal([24, 8]);
    expect(list(context, "Fluxion.gradient(counted, 2, 5)")).to.deep.equal([5, 2]);
    expect(list(context, "Fluxion.gradient(counted, 2)")).to.deep.equal([12]);
    expect(list(context, "Fluxion.gradient(unlinked, 2)")).to.deep.equal([40]);
    for (const call of ["written, 2", "element, 2", "replaced, 2"])
      expect(() => list(context, `Fluxion.gradient(${call})`), call).to.throw(
        "a parameter has changed that is an element",
      );
    const calls = `[passed(2, 3), counted(2), written(2), element(2), replaced(3), ...missing(2), ...missing(2, 3),
      deleted(2), frozen(2), appended(2), unlinked(2)]`;
    const values = list(context, calls);
    expect(values).to.deep.equal([24, 12, 16, 100, 9, 14, 4, 1, 14, 7, 2, 2, 2, 1, 40]);
    expect(list(await page([source], { forwardOnly: true }), calls)).to.deep.equal(values);
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
