/** The five ways to mark a function, each under every name that the runtime can have. */
import { expect } from "chai";
import { compile, load, runtime } from "../support/harness.ts";
import { evaluate, writeModule } from "../support/load.ts";
import { babel, bare, plugin } from "../support/packages.ts";

/** The exported `f` of the module, differentiated at 3. */
async function slopeAt3(source: string, settings?: Parameters<typeof load>[1]): Promise<unknown> {
  const { gradient } = await runtime();
  const { f } = await load(source, settings);
  return (gradient(f, 3) as unknown[])[0];
}

describe("marking by the directive", () => {
  const forms: Record<string, string> = {
    "a declaration": `export function f(x) { "differentiable"; return x * x; }`,
    "a declaration with single quotes": `export function f(x) { 'differentiable'; return x * x; }`,
    "a default export": `export default function g(x) { "differentiable"; return x * x; } export { g as f };`,
    "an anonymous default export": `export default function (x) { "differentiable"; return x * x; }`,
    "an expression": `export const f = function (x) { "differentiable"; return x * x; };`,
    "an arrow": `export const f = (x) => { "differentiable"; return x * x; };`,
    "a method": `const o = { m(x) { "differentiable"; return x * x; } }; export const f = o.m;`,
    "a method of a class": `class C { m(x) { "differentiable"; return x * x; } } export const f = new C().m;`,
    "a static method": `class C { static m(x) { "differentiable"; return x * x; } } export const f = C.m;`,
    "after another directive": `export function f(x) { "use strict"; "differentiable"; return x * x; }`,
    "a whole module": `"differentiable"; const g = (x) => x * x; export const f = (x) => g(x);`,
    "a function inside a function": `const make = () => { const g = (x) => { "differentiable"; return x * x; }; return g; }; export const f = make();`,
    "a constructor": `class C { constructor(x) { "differentiable"; this.v = x * x; } } export const f = (x) => { "differentiable"; return new C(x).v; };`,
    "a getter and a setter": `const o = { k: 0, get v() { "differentiable"; return this.k; }, set v(x) { "differentiable"; this.k = x * x; } };
export const f = (x) => { "differentiable"; o.v = x; return o.v; };`,
  };
  for (const [name, source] of Object.entries(forms)) {
    it(name, async () => {
      const { gradient } = await runtime();
      const exports = await load(source);
      expect((gradient(exports["f"] ?? exports["default"], 3) as unknown[])[0]).to.equal(6);
    });
  }

  it("nothing else is marked", async () => {
    const { gradient, isDifferentiable } = await runtime();
    const source = `export const f = (x) => x * x; export const g = (x) => { "use strict"; return "differentiable"; };`;
    const { f, g } = await load(source);
    expect(isDifferentiable(f)).to.equal(false);
    expect(isDifferentiable(g)).to.equal(false);
    expect(() => gradient(f, 3)).to.throw(/NOT_COMPILED/);
    expect(await compile(source)).not.to.include("@fluxion/runtime");
  });

  it("isDifferentiable tells", async () => {
    const { isDifferentiable } = await runtime();
    const { f } = await load(`export function f(x) { "differentiable"; return x; }`);
    expect(isDifferentiable(f)).to.equal(true);
    expect(isDifferentiable(Math.hypot.bind(null))).to.equal(false);
  });

  it("the directive stays in the output", async () => {
    expect(await compile(`export function f(x) { "differentiable"; return x; }`)).to.match(/["']differentiable["'];/);
  });
});

describe("marking by differentiable() and by what differentiates", () => {
  const names: Record<string, (name: string) => [head: string, callee: string]> = {
    "by name": (name) => [`import { ${name} } from "@fluxion/runtime";`, name],
    "by alias": (name) => [`import { ${name} as d } from "@fluxion/runtime";`, "d"],
    "by namespace": (name) => [`import * as Fluxion from "@fluxion/runtime";`, `Fluxion.${name}`],
  };
  for (const [how, write] of Object.entries(names)) {
    it(`differentiable(), ${how}`, async () => {
      const [head, callee] = write("differentiable");
      expect(await slopeAt3(`${head}\nexport const f = ${callee}((x) => x * x);`)).to.equal(6);
      expect(await slopeAt3(`${head}\nexport const f = ${callee}(function (x) { return x * x; });`)).to.equal(6);
      expect(await slopeAt3(`${head}\nconst o = { f: ${callee}((x) => x * x) };\nexport const { f } = o;`)).to.equal(6);
    });

    it(`gradient(), ${how}`, async () => {
      const [head, callee] = write("gradient");
      const { inline, named, declared } = await load(`${head}
const square = (x) => x * x;
function cube(x) { return x * x * x; }
export const inline = ${callee}((x) => x * x, 3);
export const named = ${callee}(square, 3);
export const declared = ${callee}(cube, 3);`);
      expect([inline, named, declared]).to.deep.equal([[6], [6], [27]]);
    });
  }

  const requires: Record<string, string> = {
    "by require": `const { gradient } = require("@fluxion/runtime");\nexports.d = gradient((x) => x * x, 3);`,
    "by require and alias": `const { gradient: d } = require("@fluxion/runtime");\nexports.d = d((x) => x * x, 3);`,
    "by the required namespace": `const F = require("@fluxion/runtime");\nexports.d = F.gradient((x) => x * x, 3);`,
    "by a member of require()": `const d = require("@fluxion/runtime").gradient;\nexports.d = d((x) => x * x, 3);`,
  };
  for (const [how, source] of Object.entries(requires)) {
    it(`gradient(), ${how}`, async () => {
      expect((await load(source, { format: "cjs" }))["d"]).to.deep.equal([6]);
    });
  }

  it("every function that differentiates marks its argument", async () => {
    const exports = await load(`
import { gradient, withGradient, pullback, derivative, checkGradient, isDifferentiable, Params } from "@fluxion/runtime";
const marked = [];
const a = (x) => x * x, b = (x) => x * x, c = (x) => x * x, d = (x) => x * x;
export const value = withGradient(a, 3);
export const back = pullback(b, 3)[1](10);
export const slope = derivative(c)(3);
checkGradient(d, [3]);
const W = [3];
export const grads = gradient(() => W[0] * W[0], new Params([W])).get(W);
export const all = [a, b, c, d].every(isDifferentiable);`);
    expect(exports["value"]).to.deep.equal({ value: 9, gradient: [6] });
    expect(exports["back"]).to.deep.equal([60]);
    expect(exports["slope"]).to.equal(6);
    expect(exports["grads"]).to.deep.equal([6]);
    expect(exports["all"]).to.equal(true);
  });

  it("a function of another library with the same name marks nothing", async () => {
    const code = await compile(`import { gradient } from "elsewhere";\nexport const g = gradient((x) => x * x, 3);`);
    expect(code).not.to.include("@fluxion/runtime");
    const shadowed = `import { gradient } from "@fluxion/runtime";
export const g = (gradient) => gradient((x) => x * x, 3);
void gradient;`;
    expect(await compile(shadowed)).not.to.include("@fluxion/runtime/internal");
  });
});

describe("marking by being called or mentioned", () => {
  const programs: Record<string, string> = {
    called: `const g = (x) => x * x; export function f(x) { "differentiable"; return g(x); }`,
    "called through two": `const h = (x) => x * x; const g = (x) => h(x); export function f(x) { "differentiable"; return g(x); }`,
    "mentioned as a callback": `const g = (x) => x * x; export function f(x) { "differentiable"; return [x].map(g)[0]; }`,
    "mentioned as a value": `const g = (x) => x * x; const pick = () => g; export function f(x) { "differentiable"; return pick()(x); }`,
    "a class that is instantiated": `class C { constructor(v) { this.v = v; } square() { return this.v * this.v; } }
export function f(x) { "differentiable"; return new C(x).square(); }`,
    "a base class of it": `class A { square() { return this.v * this.v; } } class B extends A { constructor(v) { super(); this.v = v; } }
export function f(x) { "differentiable"; return new B(x).square(); }`,
    "by gradient, transitively": `import { gradient } from "@fluxion/runtime";
const h = (x) => x * x; const g = (x) => h(x); gradient(g, 1); export const f = g;`,
  };
  for (const [name, source] of Object.entries(programs)) {
    it(name, async () => expect(await slopeAt3(source)).to.equal(6));
  }
});

describe("marking by the option include", () => {
  const source = `export const f = (x) => g(x); const g = (x) => x * x;`;
  it("a string, an expression, and none", async () => {
    const { isDifferentiable } = await runtime();
    for (const include of [["library.js"], [/lib\w+\.js$/], ["other.js", /library/]]) {
      expect(await slopeAt3(source, { filename: "/somewhere/library.js", options: { include } })).to.equal(6);
    }
    const { f } = await load(source, { filename: "/somewhere/else.js", options: { include: ["library.js"] } });
    expect(isDifferentiable(f)).to.equal(false);
  });

  it("marks methods, classes and inner functions too", async () => {
    const library = `export class Vec { constructor(x) { this.x = x; } get square() { return this.x * this.x; } static of(x) { return new Vec(x); } }
const inner = () => { const h = (v) => v.square; return h; };
export const f = (x) => inner()(Vec.of(x));`;
    expect(await slopeAt3(library, { filename: "/library.js", options: { include: ["library.js"] } })).to.equal(6);
  });
});

describe("parameter properties of TypeScript", () => {
  const classes = {
    "of a class": `class P { constructor(private x: number, readonly w = 2 * x) {} get() { return this.x * this.w; } }`,
    "of a derived class": `class B { k = 2; } class P extends B { z = 1; constructor(private x: number) { super(); this.z += this.k; }
      get() { return this.x * this.x * this.z * this.k; } }`,
  };
  for (const [name, written] of Object.entries(classes)) {
    it(`${name}, by the directive and by the option include`, async () => {
      const { gradient } = await runtime();
      for (const directive of ["", '"differentiable";']) {
        const { f } = await load(
          `${written} export const f = (x: number) => { ${directive} return new P(x).get(); };`,
          {
            filename: "program.ts",
            options: { include: directive === "" ? ["program"] : [] },
          },
        );
        expect((f as (x: number) => number)(3)).to.equal(name === "of a class" ? 18 : 54);
        expect(gradient(f, 3)).to.deep.equal([name === "of a class" ? 12 : 36]);
      }
    });
  }
});

describe("fields that are there for types alone", () => {
  const shapes = `abstract class Shape { abstract readonly area: number; abstract scale: (k: number) => void; }
class Disc extends Shape { #r: number; constructor(r: number) { super(); this.#r = r; } get area() { return this.#r ** 2; } scale = (k: number) => { this.#r *= k; } }
export const f = (r: number) => { "differentiable"; const d = new Disc(r); d.scale(2); return d.area; };`;

  it("abstract ones are none", async () => {
    expect(await slopeAt3(shapes, { filename: "program.ts" })).to.equal(24);
  });

  const fields = `class A { static k = 2; x: number; y!: number; constructor(x: number) { this.x = x; this.y = 2 * x; } }
class B extends A { static k: number; x: number; y!: number; #z?: number; w() { return this.x * this.y * (this.#z ??= this.x) * B.k; } }
export const f = (x: number) => { "differentiable"; const b = new B(x); return b.w(); };`;
  for (const isPreset of [true, false]) {
    for (const allowDeclareFields of [false, true]) {
      const name = `@babel/${isPreset ? "preset" : "plugin-transform"}-typescript`;
      it(`those without a value are what ${name} makes of them, ${allowDeclareFields ? "undefined" : "none"}`, async () => {
        const { gradient } = await runtime();
        const { transformAsync } = await babel();
        const typescript = [name, { allowDeclareFields }] as const;
        const result = await transformAsync(fields, {
          ...bare,
          filename: "program.ts",
          presets: isPreset ? [typescript] : [],
          plugins: [[await plugin(), { order: 1 }], ...(isPreset ? [] : [typescript])],
        });
        const { f } = await evaluate(writeModule(result?.code ?? ""));
        expect((f as (x: number) => number)(3)).to.deep.equal(allowDeclareFields ? NaN : 108);
        expect(gradient(f, 3)).to.deep.equal([allowDeclareFields ? 0 : 108]);
      });
    }
  }
});

describe("enums", () => {
  const enums = `enum E { A = 2 } const enum K { Q = 3, "R s" = 4 }
export const f = (x: number) => { "differentiable"; return K.Q * x + K["R s"] * x * E.A; };
export const g = (x: number) => { "differentiable"; const K = { Q: x }; return K.Q * x; };`;
  for (const optimizeConstEnums of [false, true])
    it(`are constants, ${optimizeConstEnums ? "also where only their numbers are left" : "as objects"}`, async () => {
      const { gradient } = await runtime();
      const { transformAsync } = await babel();
      const result = await transformAsync(enums, {
        ...bare,
        filename: "program.ts",
        plugins: [
          [await plugin(), {}],
          ["@babel/plugin-transform-typescript", { optimizeConstEnums }],
        ],
      });
      const { f, g } = await evaluate(writeModule(result?.code ?? ""));
      expect(gradient(f, 3)).to.deep.equal([11]);
      expect(gradient(g, 3), "of a variable that is called alike").to.deep.equal([6]);
    });
});

describe("what the option include cannot mark", () => {
  const left = {
    "a function": [`export function g(x) { return x * eval("2"); }`, "g(x)"],
    "an arrow function": [`export const g = (x) => x * eval("2");`, "g(x)"],
    "a constructor": [`export class P { constructor(x) { this.x = eval("2") * x; } }`, "new P(x).x"],
    "a field": [`export class P { k = eval("2"); }`, "new P(x).k * x"],
    "a method": [`export class P { m(x) { return eval("2") * x; } }`, "new P().m(x)"],
    "a function of a module that is one call": [
      `const g = ((make) => make())(function () { function g(x) { return x * eval("2"); } return g; });`,
      "g(x)",
    ],
    "a static method": [`export default class P { static m(x) { return eval("2") * x; } }`, "P.m(x)"],
  } as const;
  for (const [name, [library, use]] of Object.entries(left)) {
    it(`says why where it is met: ${name}`, async () => {
      const { gradient } = await runtime();
      const source = `${library}\nexport function f(x) { return ${use}; }`;
      const { f } = await load(source, { filename: "/library.js", options: { include: ["library"] } });
      expect((f as (x: number) => number)(3)).to.equal(6);
      expect(() => gradient(f, 3)).to.throw(/NOT_DIFFERENTIABLE.*`eval` in a differentiable.*line 1/);
    });
  }
});

describe("what is put into exports", () => {
  it("is marked when it is a function, and not when it hands on another", async () => {
    const given = `Object.assign(exports, { f: function f(x) { "differentiable"; return x * x; } });`;
    expect(await compile(given, { filename: "program.cjs" })).to.include("f_forward");
    const handed = `Object.defineProperty(exports, "f", { get: function () { return m.f; } });`;
    expect(await compile(handed, { filename: "program.cjs", options: { include: ["program"] } })).not.to.include(
      "fluxion",
    );
  });
});
