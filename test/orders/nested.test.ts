/** Gradients inside of functions that are differentiated: second derivatives, whichever way they depend on the outer variable. */
import { expect } from "chai";
import { load } from "../support/harness.ts";
import { runtime } from "../support/packages.ts";

const head = `import { adjoint, derivative, gradient, hessian, hook, hvp, ignore, jacobian, jvp, Params, pullback, stopGradient, withGradient } from "@fluxion/runtime";
const memory = { w: 1 };
let total = 1;
const square = adjoint((x) => x * x, (x) => [x * x, (dy) => [2 * x * dy]],
  ([x], [dx]) => { "differentiable"; return [x * x, 2 * x * dx]; });
const plain = adjoint((x) => x * x, (x) => [x * x, (dy) => [2 * x * dy]]);
`;

/** A body of f(x), and the derivative at 0.7 where differences cannot tell it. */
const right: Readonly<Record<string, string | readonly [body: string, slope: number]>> = {
  "by an argument": `return gradient((y) => y ** 3, x)[0];`,
  "by a captured variable": `return gradient((y) => x * y * y, 2)[0];`,
  "by both": `return gradient((y) => Math.sin(x * y) * y, x)[0] * x;`,
  "by memory": `memory.w = x * x; return gradient((y) => memory.w * y * y, 2)[0];`,
  "by a variable of the module": `total = x * x; return gradient((y) => total * y * y, 2)[0];`,
  "by a captured variable that is assigned": `let k = x; k *= x; return gradient((y) => k * y ** 2, 1.5)[0];`,
  "of arrays": `const [g] = gradient((v) => v[0] ** 2 * v[1], [x, 2 * x]); return g[0] * g[1];`,
  "of typed arrays in a loop": `const w = new Float64Array([x, 1, x]); const [g] = gradient((v) => { let s = 0; for (let i = 0; i < 3; i++) s += v[i] ** 3 * x; return s; }, w); return g[0] + g[1] * g[2];`,
  "of objects": `const [g] = gradient((p) => p.a * p.l[0] * p.l[1] * x, { a: x, l: [x, 2] }); return g.a + g.l[0] * g.l[1];`,
  "with the value": `const r = withGradient((y) => y * y * x, x); return r.value * r.gradient[0];`,
  "with a value of several parts": `const r = withGradient((y) => [y * y * x, y * 3], x); return r.value[0] * r.value[1] + r.gradient[0];`,
  "with Params": `const p = [x, 3]; const g = gradient(() => p[0] ** 2 * p[1], new Params([p])); return g.get(p)[0] + g.get(p)[1];`,
  "a derivative made inside": `return derivative((y) => x * y ** 3)(x);`,
  "a gradient penalty": `const loss = (w) => (w[0] * x - 1) ** 2 + w[1] ** 2 * w[0]; const [g] = gradient(loss, [x, 0.3]); return loss([x, 1]) + 0.1 * (g[0] ** 2 + g[1] ** 2);`,
  "unrolled descent": `let w = 1.5; for (let i = 0; i < 4; i++) { const [g] = gradient((v) => (v * v - 2) ** 2, w); w -= 0.05 * x * g; } return (w * w - 2) ** 2;`,
  "in a callback": `return [1, 2, 3].map((k) => gradient((y) => y ** 3 * k, x)[0]).reduce((a, b) => a + b * x, 0);`,
  "through a helper that is recursive": `const pow = (y, n) => n === 0 ? 1 : y * pow(y, n - 1); return gradient((y) => pow(y, 4), x)[0];`,
  "through a method and an exception": `class P { constructor(v) { this.v = v; } sq() { if (this.v > 100) throw new Error("big"); return this.v * this.v; } }
    return gradient((y) => { try { return new P(y * x).sq() * y; } catch { return 0; } }, x)[0];`,
  "of a function with a rest parameter": `const [a, b] = gradient((...ys) => ys[0] ** 3 * ys[1], x, 2 * x); return a * b;`,
  "of a function that asks for its arguments": `const g = function () { return arguments[0] ** 3 * arguments[1]; }; const [a, b] = gradient(g, x, 2 * x); return a * b;`,
  "of a function with a default that moves": `return gradient((y, k = y * y) => y ** 2 * k, x)[0];`,
  "of a pattern": `const [g] = gradient(({ a, b: [c] }) => a ** 2 * c ** 3, { a: x, b: [x] }); return g.a * g.b[0];`,
  "with more arguments than parameters": `const [a, b] = gradient((y) => y ** 3, x, x); return a + b;`,
  "no confusion of perturbations": `return x * derivative((y) => x + y)(1);`,
  "no confusion where both are used": `return x * derivative((y) => x * y * y)(x);`,
  "a rule of tangents": `return gradient((y) => square(y) * y * x, x)[0];`,
  "a tangent": `return jvp((y) => y ** 3 * x, [x], [1])[1];`,
  "a tangent with its value, along what moves": `const [v, t] = jvp((p) => [p[0] * p[1], p[1] ** 2], [[x, 2]], [[x * x, 1]]); return v[0] * t[0] + t[1];`,
  "a tangent of objects, with a default and memory": `memory.w = x; return jvp((o, k = 3) => o.a * o.l[0] * k * memory.w, [{ a: x, l: new Float64Array([x]) }], [{ a: x }])[1];`,
  "a tangent of a function that changes what it is given": `const p = [x, 1]; const d = [1, x]; const [, t] = jvp((q) => { q[0] *= q[1]; return q[0] ** 2; }, [p], [d]); return t * p[0] * d[1];`,
  "a tangent of a typed array that is a list": `return jvp((v) => v[0] ** 3 * v.subarray(1)[0], [new Float64Array([x, 2])], [[x, 1]])[1];`,
  "a slope by tangents in a loop": `let w = 1.5; for (let i = 0; i < 3; i++) { const [v, t] = jvp((y) => y * y - x, [w], [1]); w -= v / t; } return w;`,
  "a Jacobian": `const J = jacobian((v) => [v[0] ** 2 * v[1], Math.sin(v[1])], [x, 2 * x])[0]; return J[0][0] * J[1][1] + J[0][1];`,
  "a Jacobian by several arguments": `const J = jacobian((v, k, o) => [v[0] * k * x, v[1] * k * k, o.a * o.l[0]], [x, 3], x, { a: x, l: new Float64Array([2, x]) }); return J[0][0][0] * J[1][1] + J[2][2][0] * J[2][2][1];`,
  "a Jacobian of a number": `return jacobian((y, name) => y ** 3 * x, x, "a")[0][0];`,
  "a Jacobian with a rest parameter": `return jacobian((...ys) => [ys[0] * ys[1], ys[1] ** 3], x, 2 * x)[1][1];`,
  "a pullback, at its value": `const [v, back] = pullback((p) => [p[0] * p[1] * p[0], Math.sin(p[1])], [x, 2]); const [d] = back([x, v[1]]); return d[0] * v[0] + d[1];`,
  "a pullback that is asked twice": `const [v, back] = pullback((p) => p[0] ** 3 * p[1] ** 2, [x, 2]); return back()[0][0] + back(v * x)[0][1];`,
  "a pullback of objects": `const [v, back] = pullback((o) => ({ s: o.a * o.l[0] * x, t: [o.l[1] ** 2] }), { a: x, l: new Float64Array([x, 3]) }); const [d] = back({ s: v.t[0] * x, t: [x] }); return d.a * d.l[1] + d.l[0];`,
  "a pullback of Params": `const w = [x, 2]; const [, back] = pullback(() => w[0] ** 3 * w[1] * x, new Params([w])); return back(x).get(w)[0];`,
  "what is ignored": [`return gradient((y) => y * y * ignore(() => x * 3), x)[0];`, 2 * 2.1],
  "what is stopped": [`return gradient((y) => y * y * stopGradient(x * y), x)[0];`, 2 * 0.49],
};

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
  "a generator": [
    `return gradient((y) => { let s = 0; for (const v of (function* () { yield y * y; })()) s += v; return s; }, x)[0];`,
    /ORDER_EXCEEDED|NOT_DIFFERENTIABLE/,
  ],
};

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
    const { derivative, gradient } = await import("@fluxion/runtime");
    const source = `import { gradient } from "@fluxion/runtime";
export const f = (x) => { "differentiable"; let s = 0; for (let i = 0; i < 3; i++) s += x ** 5 * Math.sin(x + i); return s; };
export const n = (x) => { "differentiable"; return gradient((y) => gradient((z) => z ** 3 * y ** 2 * x, y)[0], x)[0]; };`;
    const { f, n } = (await load(source, { options: { order: 3 } })) as {
      f: (x: number) => number;
      n: (x: number) => number;
    };
    const second = derivative(derivative(f));
    const third = derivative(second)(0.7);
    expect(third).to.be.closeTo((second(0.7001) - second(0.6999)) / 2e-4, 1e-5);
    // ∂y ∂z (z³y²x) at z = y is 12 y³ x, at y = x 12 x⁴.
    expect(gradient(n, 0.7)[0]).to.be.closeTo(48 * 0.7 ** 3, 1e-12);
  });

  const thirds: Readonly<Record<string, string>> = {
    "a product with a Hessian": `const [a, b] = hvp((v) => v[0] ** 3 * v[1] ** 2 * x, [x, 2], [1, x]); return a * b;`,
    "a product with that of a number": `return hvp((y) => y ** 4 * x, x, 2) * x;`,
    "a product along part of an object": `const h = hvp((o) => o.a ** 3 * o.l[0] ** 2 * x, { a: x, l: new Float64Array([x, 1]) }, { a: x }); return h.a * h.l[0];`,
    "a Hessian": `const H = hessian((v) => v[0] ** 3 * v[1] ** 2 + Math.sin(v[0] * v[1]), [x, 2 * x]); return H[0][0] * H[1][1] - H[0][1] * H[1][0];`,
    "a product of a typed array along a list": `const h = hvp((v) => v[0] ** 3 * v[1] ** 2, new Float64Array([x, 2]), [1, x]); return h[0] * h[1];`,
    "a Hessian of a number": `return hessian((y) => y ** 4 * x, x);`,
    "a diagonal": `const [d, e] = diagHessian((v, k) => v[0] ** 3 * v[1] ** 2 * k ** 4, [x, 2], x); return d[0] * d[1] * e;`,
  };
  for (const [name, body] of Object.entries(thirds)) {
    it(`is right at order 3: ${name}`, async () => {
      const { gradient } = await import("@fluxion/runtime");
      const { f } = (await load(
        `import { diagHessian, hessian, hvp } from "@fluxion/runtime"; export function f(x) { "differentiable"; ${body} }`,
        { options: { order: 3 } },
      )) as { f: (x: number) => number };
      const at = (e: number): number => (f(0.7 + e) - f(0.7 - e)) / (2 * e);
      const expected = (4 * at(5e-4) - at(1e-3)) / 3;
      expect(gradient(f, 0.7)[0]).to.be.closeTo(expected, 1e-7 * (1 + Math.abs(expected)));
    });
  }

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
