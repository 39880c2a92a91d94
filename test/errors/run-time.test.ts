/** What a gradient refuses at run time: its codes, its advice, and the place in the user's own source. */
import { expect } from "chai";
import { load, runtime } from "../support/harness.ts";
import type { LoadOptions } from "../support/load.ts";

interface Refusal extends Error {
  readonly code: string;
}

/** The error of calling the exported `run` of a module. */
async function refusal(source: string, settings: LoadOptions = {}): Promise<Refusal> {
  const { FluxionError } = await runtime();
  const { run } = await load(source, { filename: "/somewhere/model.js", ...settings });
  try {
    (run as () => unknown)();
  } catch (error) {
    expect(error, String((error as Error).stack)).to.be.instanceOf(FluxionError);
    expect(error).to.be.instanceOf(Error);
    return error as Refusal;
  }
  throw new Error(`nothing was refused in\n${source}`);
}

/** Code that the plugin does not see, as that of a library. */
const unseen = `const score = Object.defineProperty(new Function("x", "return x * x"), "name", { value: "score" });`;

describe("NOT_DIFFERENTIABLE", () => {
  const source = `import { gradient } from "@fluxion/runtime";
${unseen}
function total(x) {
  "differentiable";
  let s = 0;
  s += score(x);
  return s;
}
export const run = () => gradient(total, 2);`;

  it("names the function and the place, and says what to do next", async () => {
    const error = await refusal(source);
    expect(error.code).to.equal("NOT_DIFFERENTIABLE");
    expect(error.message).to.match(/^fluxion\(NOT_DIFFERENTIABLE\): `score` has no pullback and no adjoint/);
    expect(error.message).to.include("differentiable").and.to.include("adjoint(").and.to.include("ignore(");
    expect(error.message).to.match(/model\.js:6:\d+/);
  });

  it("says of a function without a name that it has none", async () => {
    const { message } = await refusal(source.replace('value: "score"', 'value: ""'));
    expect(message).to.include("): an anonymous function has no pullback").and.to.include("adjoint(fn, …)");
  });

  it("names the place where a number is read from the text of another", async () => {
    const error = await refusal(`import { gradient } from "@fluxion/runtime";
const read = (text) => {
  return Number.parseFloat(text);
};
export const run = () => gradient((x) => read(String(x)) * x, 2.5);`);
    expect(error.message).to.match(/a number is read from the text of another.*model\.js:3:\d+/s);
  });

  it("names the extent of a typed array that is defined anew", async () => {
    const error = await refusal(`import { gradient } from "@fluxion/runtime";
export const run = () => gradient((x) => Object.defineProperty(new Float64Array(1), "length", { value: x }).length, 2);`);
    expect(error.message).to.match(/`length` of a typed array is defined anew\..*Give the property another name\./s);
  });

  it("says why what a revocable Proxy would hide is refused", async () => {
    const error = await refusal(`import { gradient } from "@fluxion/runtime";
export const run = () => gradient((x) => Proxy.revocable({ x }, {}).proxy.x, 2);`);
    expect(error.message).to.include("`revocable` cannot be differentiated: the sweep cannot see through a Proxy.");
  });

  it("says why a function of the module has no pullback", async () => {
    const helper = `import { adjoint, gradient } from "@fluxion/runtime";
function score(x) {
  const self = arguments.callee;
  return self.length * x;
}
function total(x) { "differentiable"; return score(x) * 2; }`;
    const error = await refusal(`${helper}\nexport const run = () => gradient(total, 2);`);
    expect(error.code).to.equal("NOT_DIFFERENTIABLE");
    expect(error.message).to.match(
      /`score` cannot be differentiated: .*`arguments.callee`.* is not supported \(line 3\)\./i,
    );
    const { run } = await load(`${helper}
adjoint(score, (x) => [x * x, (dy) => [dy * 2 * x]]);
export const run = () => gradient(total, 3);`);
    expect((run as () => number[])()).to.deep.equal([12]);
  });

  it("refuses to give private members to an instance of a frozen class whose parent is another's", async () => {
    const error = await refusal(`import { gradient } from "@fluxion/runtime";
class Bag extends Map { #k = 2; k() { return this.#k; } }
Object.freeze(Bag);
export const run = () => gradient((x) => new Bag().k() * x, 1.3);`);
    expect(error.code).to.equal("NOT_DIFFERENTIABLE");
    expect(error.message).to.include("`Bag` is frozen").and.to.include("Freeze the class after the gradient");
  });

  it("points to the right place in CommonJS and under Babel 8 too", async () => {
    const common = source
      .replace(`import { gradient } from`, `const { gradient } = require(`)
      .replace(`"@fluxion/runtime";`, `"@fluxion/runtime");`)
      .replace("export const run =", "exports.run =");
    for (const babel of [7, 8] as const) {
      const error = await refusal(common, { format: "cjs", filename: "/somewhere/model.cjs", babel });
      expect(error.message).to.match(/model\.cjs:6:\d+/);
    }
  });

  it("names a method and what it was called on", async () => {
    const error = await refusal(`import { gradient } from "@fluxion/runtime";
${unseen}
const model = { score };
export const run = () => gradient((x) => model.score(x), 2);`);
    expect(error.code).to.equal("NOT_DIFFERENTIABLE");
    expect(error.message)
      .to.include("score")
      .and.to.match(/model\.js:4:\d+/);
  });

  it("leaves the tape in order: the next gradient is right", async () => {
    const { gradient } = await runtime();
    await refusal(source);
    const { f } = await load(`export const f = (x) => { "differentiable"; return x * x; };`);
    expect(gradient(f, 3)).to.deep.equal([6]);
  });

  it("is not said of a call that a branch does not reach", async () => {
    const { gradient } = await runtime();
    const { f } = await load(`${unseen}
export const f = (x) => { "differentiable"; return x > 0 ? x * x : score(x); };`);
    expect(gradient(f, 3)).to.deep.equal([6]);
  });

  it("is not said of an ordinary call", async () => {
    const { f } = await load(`${unseen}\nexport const f = (x) => { "differentiable"; return score(x); };`);
    expect((f as (x: number) => number)(3)).to.equal(9);
  });

  it("says that an iterator threw where no mirror knows of it", async () => {
    const uses = {
      "while it is closed": "for (const b of bad(x)) { s *= b; if (b > 2) break; }",
      "while it is spread": "s += [...bad(x, 3)].length;",
    };
    for (const [when, use] of Object.entries(uses)) {
      const error = await refusal(`import { gradient } from "@fluxion/runtime";
function* bad(x, n = 9) { try { for (let i = 1; i < n; i++) yield x * i; } finally { throw { s: x * 3 }; } }
function f(x) { "differentiable"; let s = 1; try { ${use} } catch (e) { s += e.s; } return s; }
export const run = () => gradient(f, 1.3);`);
      expect(error.message, when).to.match(
        /^fluxion\(NOT_DIFFERENTIABLE\): the forward sweep cannot be reversed: an iterator threw in the middle of an iteration\./,
      );
      expect(error.message, when).to.contain("Catch the exception inside of the iterator.");
    }
  });
});

describe("NOT_COMPILED", () => {
  const bodies: Record<string, string> = {
    gradient: "gradient(score, 2)",
    withGradient: "withGradient(score, 2)",
    pullback: "pullback(score, 2)",
    derivative: "derivative(score)(2)",
  };
  for (const [name, call] of Object.entries(bodies)) {
    it(`${name} names the function and says how to mark it`, async () => {
      const error = await refusal(`import { ${name} } from "@fluxion/runtime";
${unseen}
export const run = () => ${call};`);
      expect(error.code).to.equal("NOT_COMPILED");
      expect(error.message)
        .to.match(/^fluxion\(NOT_COMPILED\): .*`score`/)
        .and.to.include("differentiable");
    });
  }

  it("is said of a class's constructor function and of a bound native", async () => {
    expect(
      (
        await refusal(`import { gradient } from "@fluxion/runtime";
const f = new Function("return 1"); export const run = () => gradient(f);`)
      ).code,
    ).to.equal("NOT_COMPILED");
  });
});

describe("NOT_SCALAR", () => {
  const results: Record<string, string> = {
    "an array": "[x]",
    "a string": "String(x)",
    nothing: "undefined",
    "a boolean": "x > 1",
    "an object": "({ x })",
    "a bigint": "1n",
  };
  for (const [name, text] of Object.entries(results)) {
    it(`${name} is no loss`, async () => {
      const error = await refusal(`import { gradient } from "@fluxion/runtime";
export const run = () => gradient((x) => ${text}, 2);`);
      expect(error.code).to.equal("NOT_SCALAR");
      expect(error.message).to.match(/^fluxion\(NOT_SCALAR\): /);
    });
  }
});

describe("BAD_COTANGENT", () => {
  const cases: Record<string, [result: string, cotangent: string]> = {
    "a number for an array": ["[x, x]", "1"],
    "an array for a number": ["x", "[1]"],
    "another length": ["[x, x]", "[1]"],
    "another length of a typed array": ["new Float64Array([x, x])", "new Float64Array(3)"],
    "an unknown field": ["({ a: x })", "{ a: 1, b: 2 }"],
    "a wrong shape further down": ["({ a: [x, { b: x }] })", "{ a: [1, { b: [2] }] }"],
    "a string": ["x", `"1"`],
  };
  for (const [name, [result, cotangent]] of Object.entries(cases)) {
    it(name, async () => {
      const error = await refusal(`import { pullback } from "@fluxion/runtime";
export const run = () => pullback((x) => ${result}, 2)[1](${cotangent});`);
      expect(error.code).to.equal("BAD_COTANGENT");
      expect(error.message).to.match(/^fluxion\(BAD_COTANGENT\): /);
    });
  }

  it("a hook that returns nothing", async () => {
    const error = await refusal(`import { gradient, hook } from "@fluxion/runtime";
export const run = () => gradient((x) => hook(x, (d) => { void d; }) * x, 2);`);
    expect(error.message).to.match(/BAD_COTANGENT.*a hook has returned nothing.*Return the cotangent/s);
  });

  it("missing fields count as 0, and a number's cotangent is 1 by itself", async () => {
    const { partial, one, none } = await load(`import { pullback } from "@fluxion/runtime";
export const partial = pullback((x) => ({ a: x * x, b: [x, 3 * x] }), 2)[1]({ b: [0, 10] });
export const one = pullback((x) => x * x, 2)[1]();
export const none = pullback((x) => ({ a: x * x }), 2)[1]({});`);
    expect([partial, one, none]).to.deep.equal([[30], [4], [0]]);
  });
});

describe("what is of no shape that fits", () => {
  const calls: Record<string, readonly [call: string, message: RegExp]> = {
    "text for a number": [`pullback(f, 2)[1]("1")`, /must be a number, and is "1"/],
    "a BigInt for a number": ["pullback(f, 2)[1](1n)", /must be a number, and is 1n/],
    "a symbol for a number": [`pullback(f, 2)[1](Symbol("s"))`, /must be a number, and is Symbol\(s\)/],
    "an object without a prototype": ["pullback(f, 2)[1](Object.create(null))", /must be a number, and is an object/],
    "a tangent that is text": [`jvp(f, [2], ["1"])`, /argument 0 must be a number, and is "1"/],
    "a result without a prototype": [
      "gradient((x) => ({ __proto__: null, x }), 2)",
      /returns a number, and got an object/,
    ],
  };
  for (const [name, [call, message]] of Object.entries(calls))
    it(`${name} is shown as it is`, async () => {
      const error = await refusal(`import { gradient, jvp, pullback } from "@fluxion/runtime";
const f = (x) => { "differentiable"; return x * x; };
export const run = () => ${call};
void [gradient, jvp, pullback, f];`);
      expect(error.message).to.match(message);
    });
});

describe("ORDER_EXCEEDED", () => {
  it("says how often, and which option to raise", async () => {
    const error = await refusal(
      `import { gradient } from "@fluxion/runtime";
const cube = (x) => x ** 3;
export const run = () => gradient((x) => gradient(cube, x)[0], 2);`,
      { options: { order: 1 } },
    );
    expect(error.code).to.equal("ORDER_EXCEEDED");
    expect(error.message)
      .to.match(/^fluxion\(ORDER_EXCEEDED\): /)
      .and.to.include("order");
  });
});

describe("BAD_ARGUMENT", () => {
  const calls: Record<string, string> = {
    "gradient of a number": "gradient(5, 2)",
    "gradient of nothing": "gradient()",
    "Params of a number": "new Params([5])",
    "Params of a string": `new Params(["w"])`,
    "Params of no iterable": "new Params(5)",
    "a parameter that is no member": "gradient(() => W[0] * W[0], new Params([W])).get([1])",
    "a vector that holds text": `new Params([W]).fromVector(["a"])`,
    "gradients by no number": `gradient(() => W[0] * W[0], new Params([W])).scale("2")`,
    "ignore of a value": "ignore(5)",
    "ignore of a value in a sweep": "gradient((x) => x * ignore(5), 3)",
    "checkpointed of no function": "checkpointed(5, 2)",
    "adjoint without a rule": "adjoint((x) => x)",
    "a rule that gives no pair": "gradient(adjoint((x) => x * x, (x) => x * x), 3)",
    "checkGradient of a wrong adjoint": "checkGradient(adjoint((x) => x * x, (x) => [x * x, (d) => [d * x]]), [3])",
  };
  for (const [name, call] of Object.entries(calls)) {
    it(name, async () => {
      const error =
        await refusal(`import { gradient, Params, adjoint, checkGradient, ignore, checkpointed } from "@fluxion/runtime";
const W = [3];
export const run = () => ${call};
void [gradient, Params, adjoint, checkGradient, ignore, checkpointed];`);
      expect(error.code).to.equal("BAD_ARGUMENT");
      expect(error.message).to.match(/^fluxion\(BAD_ARGUMENT\): /);
    });
  }

  it("checkGradient shows both", async () => {
    const error = await refusal(`import { adjoint, checkGradient } from "@fluxion/runtime";
const f = adjoint((x) => x * x, (x) => [x * x, (d) => [d * x]]);
export const run = () => checkGradient(f, [3]);`);
    expect(error.message)
      .to.match(/\b3\b/)
      .and.to.match(/\b(6|5\.99)/);
  });
});
