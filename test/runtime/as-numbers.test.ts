/** Objects and lists that are used as numbers, where only run time knows: the gradient is right, or it is refused. */
import { expect } from "chai";
import { basename } from "node:path";
import { compile, load, runtime } from "../support/harness.ts";
import { evaluate, writeModule } from "../support/load.ts";

const library = `export const literal = { v: 0, valueOf() { return this.v; } };
class Box { v = 0; valueOf() { return this.v; } }
class Primitive { v = 0; [Symbol.toPrimitive]() { return this.v; } }
class Text { v = 0; toString() { return String(this.v); } }
export const box = new Box(); export const primitive = new Primitive(); export const text = new Text();
export const split = (s) => s.split(","); export const same = (x) => x;`;

async function user(body: string): Promise<(x: number) => number> {
  const file = basename(writeModule(library));
  const source = `import * as lib from "./${file}"; const { literal, box, primitive, text } = lib; const three = lib.split("3");
const pack = (y) => [y]; export function f(x) { "differentiable"; ${body} }`;
  return (await evaluate(writeModule(await compile(source, { filename: "user.js" }))))["f"] as never;
}

const x0 = 1.5;
const UNMARKED = /NOT_DIFFERENTIABLE.*(`v` is beside a `valueOf` that is not marked|is used as a number)/;
const USED = /NOT_DIFFERENTIABLE.*an array or object that may carry a derivative is used as a number/;

const uses = ["o * 2", "x - o", "+o", "o ** 2", "Math.max(o, 1)", "Math.sin(o)", "(o < 1 ? x : 2 * x)"];

describe("objects that unmarked code makes numbers of", () => {
  for (const o of ["literal", "box", "primitive"])
    for (const use of uses)
      it(`${use}, of the ${o}: refused`, async () => {
        const { gradient } = await runtime();
        const f = await user(`const o = ${o}; o.v = x; return ${use};`);
        expect(f(x0)).to.be.a("number");
        expect(() => gradient(f, x0)).to.throw(UNMARKED);
      });

  for (const use of [
    "text * 2",
    "x - text",
    "+text",
    "Math.sin(text)",
    "(() => { const t = new Float64Array(1); t[0] = text; return t[0]; })()",
  ])
    it(`${use}, by its text: refused`, async () => {
      const { gradient } = await runtime();
      const f = await user(`text.v = x; return ${use};`);
      expect(f(x0)).to.be.a("number");
      expect(() => gradient(f, x0)).to.throw(USED);
    });

  it("an object with such a text is written and read as any other", async () => {
    const { withGradient } = await runtime();
    const f = await user("text.v = x * x; return text.v * x;");
    expect(withGradient(f, x0)).to.deep.equal({ value: f(x0), gradient: [3 * x0 * x0] });
  });
});

describe("lists that are used as numbers", () => {
  for (const body of [
    "return [x].map((k) => k) * 2;",
    "return [1].map((k) => k) * x;",
    "return [x, 1].slice(0, 1) * x;",
    "return x + +[x].filter((k) => k > 0);",
    "return pack(x) * x;",
    "const g = (y) => [y]; return g(x) * 2;",
    "return Math.sin([x].map((k) => k));",
    "return Array.from([x]) * 2;",
    `return new Map([["k", [x]]]).get("k") * 2;`,
    "return Object.values({ a: x }) * 2;",
    "return new Float64Array([x]).map((k) => k) * 2;",
    "return [[x]].at(0) * 2;",
    "const o = { l() { return [x]; } }; return o.l() * 2;",
    "const o = { get l() { return [x]; } }; return o.l * 2;",
    "let s = 0; for (const row of [[x], [2]]) s += row * x; return s;",
    "return Float64Array.of([x])[0];",
    "let a = pack(x); a++; return a * x;",
    "return (pack(x) || 2) * x;",
    "return (x > 1 ? pack(x) : 2) * x;",
    "const g = () => ({ x, toString() { return `${Math.round(this.x)}`; } }); return g() * x;",
  ])
    it(`${body}: refused`, async () => {
      const { gradient } = await runtime();
      const f = await user(body);
      expect(f(x0)).to.be.a("number");
      expect(() => gradient(f, x0)).to.throw(USED);
    });

  for (const [body, slope] of [
    ["return three * x * x;", 9],
    [`return "3".split(",") * x * x;`, 9],
    ["const d = [x, 2].map((k) => k); return d[0] * d[1];", 2],
    ["const g = (y) => ({ v: y }); return g(x).v * 4;", 4],
    ["return new Date(5) * x;", 5],
  ] as const)
    it(body, async () => {
      const { withGradient } = await runtime();
      const f = await user(body);
      const { value, gradient } = withGradient(f, x0);
      expect(Object.is(value, f(x0))).to.equal(true);
      expect(gradient).to.deep.equal([slope]);
    });
});

describe("objects that are used as numbers, where tangents are followed", () => {
  const made = `import { ignore } from "@fluxion/runtime"; const valued = (x) => ({ x, valueOf() { return this.x; } });
const primitive = (x) => ({ x, [Symbol.toPrimitive]() { return this.x; } });`;
  const second = async (body: string): Promise<() => unknown> => {
    const { hessian } = (await runtime()) as unknown as { readonly hessian: (f: unknown, x: number) => unknown };
    const program = await load(`${made} export function f(x) { "differentiable"; ${body} }`, { options: { order: 2 } });
    return () => hessian(program["f"], x0);
  };

  for (const body of [
    "return (valued(x) + x) * x;",
    "return (primitive(x) + x) * x;",
    "return primitive(x) ** 2;",
    "let o = primitive(x); o++; return o * x;",
    "return (valued(x) ?? 2) * x;",
  ])
    it(`${body}: refused`, async () => {
      expect(await second(body)).to.throw(/NOT_DIFFERENTIABLE.*an array or object that may move is used as a number/);
    });

  it("what is ignored may use them so", async () => {
    expect((await second("return ignore(() => +valued(x)) * x * x;"))()).to.equal(3);
  });
});
