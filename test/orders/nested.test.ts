/** Gradients inside of functions that are differentiated: second derivatives, whichever way they depend on the outer variable. */
import { expect } from "chai";
import { load } from "../support/harness.ts";
import { runtime } from "../support/packages.ts";
import { head, right } from "./inner-programs.ts";

const refused: Readonly<Record<string, readonly [body: string, message: RegExp]>> = {
  "a hook": [
    `return gradient((y) => hook(y, (d) => 2 * d) * y, x)[0];`,
    /NOT_DIFFERENTIABLE.*`hook` has no rule for tangents/s,
  ],
  "a rule without one for tangents": [
    `return gradient((y) => plain(y) * y, x)[0];`,
    /NOT_DIFFERENTIABLE.*no rule for tangents.*adjoint\(fn, rule, tangent\)/s,
  ],
  "a function that changes what it is given": [
    `const v = [x, 1]; return gradient((u) => { u[0] *= 2; return u[0] ** 2; }, v)[0][0];`,
    /NOT_DIFFERENTIABLE.*changes what it was given/s,
  ],
  "what was changed afterwards": [
    `const v = [x * 2]; const g = gradient((y) => v[0] * y * y, x)[0]; v[0] = 1; return g;`,
    /NOT_DIFFERENTIABLE.*was changed afterwards/s,
  ],
  "what was put away afterwards": [
    `let o = { v: x * 2 }; const g = gradient((y) => o.v * y * y, x)[0]; o = null; return g;`,
    /NOT_DIFFERENTIABLE.*was changed afterwards/s,
  ],
  "a Jacobian by a Map": [
    `return jacobian((m) => [m.get("a") ** 2], new Map([["a", x]]))[0][0][0];`,
    /NOT_DIFFERENTIABLE.*`jacobian`, in code that is differentiated, is taken by numbers, arrays/s,
  ],
  "a Jacobian by one array twice": [
    `const v = [x, 2]; return jacobian((p, q) => [p[0] * q[1]], v, v)[0][0][1];`,
    /NOT_DIFFERENTIABLE.*each in one place/s,
  ],
  "a Jacobian of a function that changes what it is given": [
    `return jacobian((p) => { p[0] *= p[1]; return [p[0] ** 2]; }, [x, 2])[0][0][0];`,
    /NOT_DIFFERENTIABLE.*changes what it was given/s,
  ],
  "a tangent of a Map": [
    `return jvp((m) => m.get("a") ** 2, [new Map([["a", x]])], [new Map([["a", 1]])])[1];`,
    /NOT_DIFFERENTIABLE.*`jvp`, in code that is differentiated, is taken by numbers, arrays/s,
  ],
  "a pullback of what has been changed since": [
    `const v = [x, 2]; const [, back] = pullback((p) => p[0] ** 2, v); v[0] = -v[0]; return back()[0][0];`,
    /NOT_DIFFERENTIABLE.*what pullback has used was changed afterwards/s,
  ],
  "a pullback of a cotangent that does not fit": [
    `return pullback((p) => p[0] ** 2, [x, 2])[1]([1])[0][0];`,
    /BAD_COTANGENT.*must be a number, and is Array/s,
  ],
  "a pullback of a value that is not numbers": [
    `return pullback((p) => new Map([["a", p[0]]]), [x, 2])[1](new Map([["a", 1]]))[0][0];`,
    /BAD_COTANGENT.*takes cotangents of numbers, arrays and objects/s,
  ],
  "a tangent that does not fit": [
    `return jvp((v) => v[0] ** 2, [[x, 2]], [[1]])[1];`,
    /BAD_COTANGENT.*must be length 2, and is length 1/s,
  ],
  "a Hessian, at order 2": [`return hvp((y) => y ** 3, x, 1) + hessian((y) => y ** 3, x);`, /ORDER_EXCEEDED.*order/s],
  "an `async` function": [
    `gradient(async (y) => y * y * x, x); return x;`,
    /ORDER_EXCEEDED.*of an `async` function it must be the outermost/s,
  ],
};

/** Calls that throw numbers out of the function that is differentiated inside. */
const thrown: Readonly<Record<string, string>> = {
  gradient: "gradient(boom, x)",
  "gradient, of a captured number": "gradient((y) => { throw [y * x]; }, 0.7)",
  "gradient, of a number": "gradient(() => { throw x; }, 0.7)",
  withGradient: "withGradient(boom, x)",
  derivative: "derivative(boom)(x)",
  pullback: "pullback(boom, x)",
  jvp: "jvp(boom, [x], [2])",
  jacobian: "jacobian(boom, x)",
};

const thrower = (call: string): string => `${head}export function f(x) { "differentiable";
  const boom = (y) => { throw { v: y * x }; };
  try { ${call}; } catch (e) { return x * (typeof e === "number" ? e : (e.v ?? e[0])); } return 0; }`;

describe("a gradient inside of a function that is differentiated", () => {
  for (const [name, given] of Object.entries(right)) {
    it(`is right: ${name}`, async () => {
      const { gradient } = await runtime();
      const [body, slope] = typeof given === "string" ? [given, undefined] : given;
      const { f } = (await load(`${head}export function f(x) { "differentiable"; ${body} }`, {
        options: { order: 2 },
      })) as {
        f: (x: number) => number;
      };
      const [g] = gradient(f, 0.7) as [number];
      const e = 1e-5;
      const expected = slope ?? (f(0.7 + e) - f(0.7 - e)) / (2 * e);
      expect(g).to.be.closeTo(expected, 1e-6 * (1 + Math.abs(expected)));
      expect(gradient(f, 0.7)).to.deep.equal([g]);
    });
  }

  for (const [name, [body, message]] of Object.entries(refused)) {
    it(`is refused: ${name}`, async () => {
      const { gradient } = await runtime();
      const { f } = (await load(`${head}export function f(x) { "differentiable"; ${body} }`, {
        options: { order: 2 },
      })) as {
        f: (x: number) => number;
      };
      expect(() => gradient(f, 0.7)).to.throw(message);
    });
  }

  for (const call of ["jvp((y) => y * y * x, [x], [1])[1]", "hvp((y) => y ** 3 * x, x, 1)"])
    it(`is refused where it is of order 3, in a file of order 2: ${call}`, async () => {
      const { hvp } = (await runtime()) as unknown as { hvp: (...args: unknown[]) => unknown };
      const { f } = await load(`${head}export function f(x) { "differentiable"; return ${call}; }`, {
        options: { order: 2 },
      });
      expect(() => hvp(f, 0.7, 1)).to.throw(
        // Where another file has brought the duals of `jvp` & co., its own are missing.
        /ORDER_EXCEEDED.*is (called in code that is )?differentiated more often than (the|its) file is compiled for.*3/s,
      );
    });

  for (const [name, call] of Object.entries(thrown)) {
    it(`is refused where numbers are thrown: ${name}`, async () => {
      const { gradient, jvp } = await import("@fluxion/runtime");
      const { f } = (await load(thrower(call), { options: { order: 2 } })) as { f: (x: number) => number };
      const message =
        /NOT_DIFFERENTIABLE.* has thrown numbers, which may depend on what.*\n {2}at program\.js:\d+:\d+/s;
      expect(() => gradient(f, 0.7)).to.throw(message);
      if (/^(pullback|withGradient|jvp|jacobian)$/.test(name)) {
        expect(() => jvp(f, [0.7], [1])).to.throw(/NOT_DIFFERENTIABLE.* has thrown numbers/s);
      } else {
        expect(jvp(f, [0.7], [1])[1]).to.be.closeTo((f(0.7001) - f(0.6999)) / 2e-4, 1e-6); // it is along the same direction
      }
    });
  }

  it("lets through what is thrown and has no numbers, or does not depend on what is differentiated", async () => {
    const { gradient } = await runtime();
    const body = (call: string): string => `try { ${call}; } catch (e) { return x * (e.code ?? e.message.length); }`;
    const { f, g } = (await load(
      `${head}const constant = (y) => { throw { code: 3 }; };
export function f(x) { "differentiable"; ${body(`gradient((y) => { if (y < x + 1) throw new Error("four"); return y; }, x)`)} }
export function g(x) { "differentiable"; ${body("gradient(constant, 2)")} }`,
      { options: { order: 2 } },
    )) as { f: (x: number) => number; g: (x: number) => number };
    expect(gradient(f, 0.7)).to.deep.equal([4]);
    expect(gradient(g, 0.7)).to.deep.equal([3]);
  });

  it("is right in CommonJS, whichever copy of the runtime came first", async () => {
    await load(`import "@fluxion/runtime"; export const f = (x) => { "differentiable"; return x * x; };`, {
      options: { order: 2 },
    });
    const bodies = Object.values(right).map((given) => (typeof given === "string" ? given : given[0]));
    const source = (isModule: boolean): string =>
      `${isModule ? head : head.replace(/import (\{[^}]*\}) from ("[^"]+")/, "const $1 = require($2)")}
const fs = [${bodies.map((body) => `function (x) { "differentiable"; ${body} }`).join(",\n")}];
const slopes = fs.map((f) => gradient(f, 0.7)[0]);
${isModule ? "export { slopes };" : "exports.slopes = slopes;"}`;
    const options = { order: 2 };
    const { slopes } = await load(source(false), { options, format: "cjs" });
    expect(slopes).to.deep.equal((await load(source(true), { options }))["slopes"]);
  });

  it("has derivatives of derivatives, also from outside", async () => {
    const { derivative } = await import("@fluxion/runtime");
    const { f } = (await load(`export const f = (x) => { "differentiable"; return x ** 4; };`, {
      options: { order: 2 },
    })) as {
      f: (x: number) => number;
    };
    expect(derivative(derivative(f))(2)).to.equal(48);
    expect(() => derivative(derivative(derivative(f)))(2)).to.throw(/ORDER_EXCEEDED/);
  });

  it("goes to order 3 where it is asked for", async () => {
    const { derivative, gradient, hvp } = await import("@fluxion/runtime");
    const source = `import { derivative, gradient } from "@fluxion/runtime";
export const f = (x) => { "differentiable"; let s = 0; for (let i = 0; i < 3; i++) s += x ** 5 * Math.sin(x + i); return s; };
export const n = (x) => { "differentiable"; return gradient((y) => gradient((z) => z ** 3 * y ** 2 * x, y)[0], x)[0]; };
export const d = (x) => { "differentiable"; return derivative(derivative((y) => y ** 4 * x))(2); };`;
    const { d, f, n } = (await load(source, { options: { order: 3 } })) as {
      f: (x: number) => number;
      n: (x: number) => number;
      d: (x: number) => number;
    };
    const second = derivative(derivative(f));
    const third = derivative(second)(0.7);
    expect(third).to.be.closeTo((second(0.7001) - second(0.6999)) / 2e-4, 1e-5);
    expect(() => derivative(derivative(derivative(derivative(f))))(0.7)).to.throw(/ORDER_EXCEEDED/);
    // ∂y ∂z (z³y²x) at z = y is 12 y³ x, at y = x 12 x⁴.
    expect(gradient(n, 0.7)[0]).to.be.closeTo(48 * 0.7 ** 3, 1e-12);
    expect(gradient(d, 0.7)).to.deep.equal([48]);
    expect(() => hvp(d, 0.7, 1)).to.throw(/differentiated more often than the file is compiled for[^]*order: 3/);
  });

  it("goes through rules of tangents, whatever they are given", async () => {
    const { hvp } = await import("@fluxion/runtime");
    const rules = `import { adjoint, jvp } from "@fluxion/runtime";
const numbers = adjoint((v) => v[0] * v[0] * v[1],
  (v) => { "differentiable"; return [v[0] * v[0] * v[1], (d) => [v.constructor.of(2 * v[0] * v[1] * d, v[0] * v[0] * d)]]; },
  ([v], [dv]) => { "differentiable"; return [v[0] * v[0] * v[1], 2 * v[0] * v[1] * dv[0] + v[0] * v[0] * dv[1]]; });
const entries = adjoint((m) => m.get("k") ** 2,
  (m) => { "differentiable"; return [m.get("k") ** 2, (d) => [new Map([["k", 2 * m.get("k") * d]])]]; },
  ([m], [dm]) => { "differentiable"; return [m.get("k") ** 2, 2 * m.get("k") * dm.get("k")]; });
const kept = new Float64Array(2);`;
    const bodies: Readonly<Record<string, string>> = {
      "a list": "numbers([x * x, x])",
      "a typed array": "numbers(new Float64Array([x * x, x]))",
      "a view": "numbers(new Float64Array([1, x * x, x]).subarray(1))",
      "a captured array": "((t) => [1].map(() => numbers(t))[0])(new Float64Array([x * x, x]))",
      "a typed array of the module": "(kept[0] = x * x, kept[1] = x, numbers(kept))",
      "an entry of a Map": 'entries(new Map([["k", x * x]])) * x',
    };
    for (const [name, body] of Object.entries(bodies)) {
      const { f, slope } = (await load(
        `${rules} export const f = (x) => { "differentiable"; return ${body}; };
         export const slope = (x) => { "differentiable"; return jvp(f, [x], [1])[1]; };`,
        { options: { order: 3 } },
      )) as Record<"f" | "slope", (x: number) => number>;
      expect(hvp(f, 2, 1), name).to.equal(160);
      expect(hvp(slope, 2, 1), name).to.equal(240);
    }
  });

  it("is refused where what an inner gradient of an inner one has used was changed since", async () => {
    const { gradient } = await runtime();
    const { f, g } = (await load(
      `import { checkpointed, gradient } from "@fluxion/runtime"; const memory = { w: 1 }; const of = (z) => z ** 4 * memory.w ** 2;
export function f(x) { "differentiable"; memory.w = x; const d = gradient((y) => gradient(of, y)[0], x)[0]; memory.w = 1; return d; }
export function g(x) { "differentiable"; memory.w = x; const d = checkpointed((y) => gradient(of, y)[0] * y, x); memory.w = 1; return d; }`,
      { options: { order: 3 } },
    )) as { f: (x: number) => number; g: (x: number) => number };
    expect(() => gradient(f, 0.7)).to.throw(/NOT_DIFFERENTIABLE.*was changed afterwards/s);
    expect(() => gradient(g, 0.7)).to.throw(/NOT_DIFFERENTIABLE/);
  });

  it("is refused where tangents of a gradient by Params are asked for", async () => {
    const { gradient, hvp, jvp } = await import("@fluxion/runtime");
    const { f } = (await load(
      `import { gradient, Params } from "@fluxion/runtime";
export function f(x) { "differentiable"; const v = [x, 1]; return gradient(() => v[0] ** 4 * v[1] * x, new Params([v])).get(v)[0]; }`,
      { options: { order: 3 } },
    )) as { f: (x: number) => number };
    // In reverse it is right: 4 x⁴.
    expect(gradient(f, 0.7)[0]).to.be.closeTo(16 * 0.7 ** 3, 1e-12);
    expect(jvp(f, [0.7], [1])[1]).to.be.closeTo(16 * 0.7 ** 3, 1e-12);
    expect(() => hvp(f, 0.7, 1)).to.throw(/NOT_DIFFERENTIABLE.*by Params is taken where tangents are followed/s);
  });

  it("may be asked by a pullback any number of times", async () => {
    const { pullback } = await runtime();
    const { f } = (await load(
      `import { gradient } from "@fluxion/runtime"; export const f = (x) => { "differentiable"; return gradient((v) => v[0] ** 3 * v[1], [x, 2])[0]; };`,
      { options: { order: 2 } },
    )) as { f: (x: number) => number[] };
    const [, back] = pullback(f, 3);
    expect(back([1, 0])).to.deep.equal([6 * 3 * 2]);
    expect(back([0, 1])).to.deep.equal([3 * 9]);
    expect(back([1, 0])).to.deep.equal([6 * 3 * 2]);
  });
});
