/** Programs of two marked files: the value is the plain program's, the gradient that of finite differences. */
import { expect } from "chai";
import { basename } from "node:path";
import { compile, runtime } from "../support/harness.ts";
import { evaluate, writeModule } from "../support/load.ts";

interface Case {
  readonly library: string;
  /** Of `f(x)`, which has imported everything as `lib`. */
  readonly body: string;
  readonly at?: number;
}

const cases: Readonly<Record<string, Readonly<Record<string, Case>>>> = {
  "a class without a constructor of its own": {
    "that extends a class of a third file": {
      library: `import { Base } from "BASE"; export class Same extends Base {}`,
      body: "return new lib.Same(x).square() * x;",
    },
    "alone in its file, and with a field": {
      library: `import { Base } from "BASE"; export class Same extends Base { k = 3; }`,
      body: "const s = new lib.Same(x); return s.square() * s.k;",
    },
    "without a name": {
      library: `import { Base } from "BASE"; export default class extends Base {}`,
      body: "const s = new lib.default(x); s.k = x; return s.square() * s.k;",
    },
    "that extends none": {
      library: `export class Empty {}`,
      body: "const s = new lib.Empty(x); s.k = x; return s.k * s.k;",
    },
    "that extends Map": {
      library: `export class Table extends Map {}`,
      body: `const t = new lib.Table([["a", x]]); t.set("b", 2 * x); return t.get("a") * t.get("b");`,
    },
    "that extends Error": {
      library: `export class Failure extends Error {}`,
      body: `try { throw new lib.Failure("no", { cause: x }); } catch (e) { return e.cause ** 2 * (e instanceof lib.Failure ? 2 : 3); }`,
    },
    "that is extended itself": {
      library: `import { Base } from "BASE"; export class Same extends Base {}`,
      body: "class Last extends lib.Same { cube() { return super.square() * this.x; } } return new Last(x).cube();",
    },
  },
  "a native function under another name": {
    "taken out of its object": {
      library: `export const { from } = Array; export const of = Array.of;`,
      body: "return lib.from([x, 2 * x], (v) => v * v)[1] * lib.from(new Set([x]))[0] * lib.of(x)[0];",
    },
    "as a field": {
      library: `export const o = { n: Array.from, of: Array.of }; export class P { n = Array.from; }`,
      body: "return lib.o.n({ length: 2, 0: x, 1: x }).length * lib.o.n([x])[0] * new lib.P().n([x], (v) => v * v)[0] * lib.o.of(x)[0];",
    },
    "of a class that is no array": {
      library: `export class V { static from = Array.from; static of = Array.of; constructor(n) { this.n = n ?? 7; } }`,
      body: `const v = lib.V.from({ length: 2, 0: x, 1: x }, (a) => a * a), w = lib.V.from([x]), u = lib.V.of(x, x * x);
        return v[1] * v.n * v.length * w[0] * w.n * u[0] * u[1] * u.n * u.length * (u instanceof lib.V ? 2 : 3);`,
    },
    "of a class that extends Array": {
      library: `export class V extends Array { sum() { return this.reduce((a, b) => a + b, 0); } }`,
      body: "return lib.V.from([x, x], (v) => v * v).sum() * lib.V.of(x, x).sum() * lib.V.of(x)[0];",
    },
  },
  "a literal with a getter": {
    "is spread": {
      library: "",
      body: `const lit = { a: x, get sq() { return this.a * this.a; } }; const c = { ...lit }; return c.sq * c.a;`,
    },
    "is copied by Object.assign": {
      library: "",
      body: `const lit = { a: x, get sq() { return this.a * this.a; } }; const c = Object.assign({ sq: 3 }, lit, { a: 3 * x }); return c.sq * c.a;`,
    },
    "gives a rest": {
      library: "",
      body: `const lit = { a: x, get sq() { return this.a * this.a; } }; const { a, ...c } = lit; return c.sq * a;`,
    },
    "is gone through": {
      library: "",
      body: `const lit = { a: x, get sq() { return this.a * this.a; } }; let s = 0; for (const k in lit) s += lit[k]; return s;`,
    },
    "gives its values and entries": {
      library: "",
      body: `const lit = { a: x, get sq() { return this.a * this.a; } }; return Object.values(lit)[1] * Object.entries(lit)[1][1];`,
    },
    "of another file is spread": {
      library: "export const lit = { a: 2, get sq() { return this.a * this.a; } };",
      body: "lib.lit.a = x; const c = { ...lib.lit }; return c.sq * c.a;",
    },
  },
  "an accessor under a computed key": {
    "that is a constant": {
      library: "",
      body: 'const K = "sq"; const o = { a: x, get [K]() { return this.a * this.a; } }; return o.sq * o[K];',
    },
    "that is put together": {
      library: "",
      body: "const n = 'q'; const o = { a: x, get [`s${n}`]() { return this.a * this.a; } }; return o.sq;",
    },
    "that is a parameter": {
      library: "",
      body: 'const make = (k) => ({ a: x, get [k]() { return this.a * this.a; } }); return make("sq").sq;',
    },
    "of a class": {
      library: "",
      body: `const k = () => "sq"; class P { constructor(a) { this.a = a; } get [k()]() { return this.a * this.a; } set [k()](v) { this.a = v * v; } }
        const p = new P(x); const s = p.sq; p.sq = 2 * x; return s * p.a;`,
    },
  },
  "a class expression without a name": {
    "stays without one": {
      library: "",
      body: `return x * ((class {}).name.length + [class { m() {} }][0].name.length + ((c) => c.name.length)(class { k = x; }))
        + (class Foo {}).name.length * x + (class { static name = "four"; }).name.length * x;`,
    },
  },
  "a marked function that is given the fields of another": {
    "keeps its own pair": {
      library: "",
      body: "const a = (v) => v * v * x, b = (v) => v; Object.assign(a, b); const t = [a]; return t[0](x) * ({ ...a } && 1);",
    },
  },
};

const base = `"differentiable"; export class Base { constructor(x) { this.x = x; } square() { return this.x * this.x; } }`;

type OfNumber = (x: number) => number;

async function program({ library, body }: Case, order: number | null): Promise<OfNumber> {
  const written = async (source: string): Promise<string> =>
    writeModule(order === null ? source : await compile(source, { options: { order } }));
  const parent = basename(await written(base));
  const file = basename(await written(`"differentiable"; ${library.replace("BASE", `./${parent}`)}`));
  const user = `import * as lib from "./${file}"; export function f(x) { "differentiable"; ${body} }`;
  return (await evaluate(await written(user)))["f"] as OfNumber;
}

for (const [family, members] of Object.entries(cases)) {
  describe(family, () => {
    for (const [name, given] of Object.entries(members)) {
      for (const order of [1, 2]) {
        it(`${name}, order ${String(order)}`, async () => {
          const { gradient } = await runtime();
          const x = given.at ?? 1.3;
          const plain = await program(given, null);
          const f = await program(given, order);
          expect(Object.is(f(x), plain(x))).to.equal(true);
          const slope = (plain(x + 1e-5) - plain(x - 1e-5)) / 2e-5;
          expect((gradient(f, x) as number[])[0]).to.be.closeTo(slope, 1e-6 * Math.max(1, Math.abs(slope)));
        });
      }
    }
  });
}
