/** The rules' texts against finite differences, and a decision for every function of `Math`. No compiler involved. */
import { expect } from "chai";
import { math } from "../../packages/babel-plugin/src/rules/math.ts";
import { binary, unary } from "../../packages/babel-plugin/src/rules/operators.ts";
import { anywhere } from "../../packages/babel-plugin/src/rules/scalar-rule.ts";
import type { Range, ScalarRule } from "../../packages/babel-plugin/src/rules/scalar-rule.ts";
import { evaluate, ruleCases } from "./rule-cases.ts";
import { samples } from "../support/samples.ts";
import { slope } from "../support/numerical.ts";

describe("the table of rules", () => {
  it("has a decision for every function of Math", () => {
    const functions = Object.getOwnPropertyNames(Math).filter((name) => typeof Reflect.get(Math, name) === "function");
    // Takes an iterable, not numbers: it is a rule of the runtime, not of this table.
    const elsewhere = ["sumPrecise"];
    const undecided = functions.filter((name) => !(name in math) && !elsewhere.includes(name));
    expect(undecided).to.deep.equal([]);
  });

  it("has a partial for each operand", () => {
    for (const [name, rule] of Object.entries<ScalarRule>({ ...math, ...binary, ...unary })) {
      if (rule.kind === "inert") continue;
      for (const text of rule.partials) expect(text, name).to.match(/^[\w .+\-*/%()=!<>?:&|]+$/);
      if (rule.domain) expect(rule.domain.length, name).to.be.at.least(rule.kind ? 1 : rule.partials.length);
    }
  });

  for (const { name, expression, rule } of ruleCases) {
    if (rule.kind === "inert") continue;
    it(`${name}: the partials are those of ${expression}`, () => {
      const ranges: Range[] = rule.partials.map((_, i) => rule.domain?.[i] ?? anywhere);
      for (const operands of samples(ranges, 12)) {
        const y = evaluate(expression, operands);
        rule.partials.forEach((text, i) => {
          const found = evaluate(text, operands, { y });
          if (text === "0") return expect(found).to.equal(0);
          if (name.endsWith("fround") || name.endsWith("f16round")) return expect(found).to.equal(1);
          const expected = slope((x) => evaluate(expression, operands.with(i, x)), operands[i]!);
          return expect(found, `d/d${"ab"[i]!} at ${operands.join(", ")}`).to.be.closeTo(
            expected,
            1e-7 * Math.max(1, Math.abs(expected)),
          );
        });
      }
    });
  }

  for (const [name, rule] of Object.entries<ScalarRule>(math)) {
    if (rule.kind !== "variadic") continue;
    it(`${name}: the partial for any number of operands agrees with the one for two`, () => {
      for (const operands of [...samples([anywhere, anywhere], 12), [1, 1], [0, 0], [-2, -2]]) {
        const y = evaluate(`Math.${name}(a, b)`, operands);
        const n = operands.filter((a) => rule.count && evaluate(rule.count, [a], { y })).length;
        const general = operands.map((a) => evaluate(rule.partial, [a], { y, n }));
        expect(rule.partials.map((text) => evaluate(text, operands, { y }))).to.deep.equal(general);
      }
    });
  }
});
