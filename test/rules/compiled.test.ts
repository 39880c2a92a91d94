/** Each rule and each kink through the compiler: `gradient` of the expression gives what the table says. */
import { expect } from "chai";
import { kinks } from "../../packages/babel-plugin/src/rules/kinks.ts";
import { anywhere } from "../../packages/babel-plugin/src/rules/scalar-rule.ts";
import type { Range } from "../../packages/babel-plugin/src/rules/scalar-rule.ts";
import { load, runtime } from "../support/harness.ts";
import { gaps } from "../support/same.ts";
import { samples } from "../support/samples.ts";
import { evaluate, ruleCases } from "./rule-cases.ts";

/** Several functions of one module, each `(a, b, c) => expression`. */
async function compiledAll(expressions: readonly string[]): Promise<((...operands: number[]) => unknown)[]> {
  const functions = expressions.map((text) => `(a, b, c) => { "differentiable"; return ${text}; }`);
  const { all } = await load(`export const all = [\n${functions.join(",\n")}\n];`);
  return all as ((...operands: number[]) => unknown)[];
}

describe("rules, compiled", () => {
  const smooth = ruleCases.filter(({ rule, name }) => rule.kind !== "inert" && !/^([<>=!]=?=?=?|unary !)$/.test(name));
  for (const { name, expression, rule } of smooth) {
    if (rule.kind === "inert") continue;
    it(name, async () => {
      const { gradient } = await runtime();
      const [f] = await compiledAll([expression]);
      for (const operands of samples(
        rule.partials.map((_, i): Range => rule.domain?.[i] ?? anywhere),
        5,
      )) {
        const y = evaluate(expression, operands);
        const expected = rule.partials.map((text) => evaluate(text, operands, { y }));
        expect(f?.(...operands)).to.equal(y);
        expect(gaps(gradient(f, ...operands), expected, 1e-13)).to.deep.equal([]);
      }
    });
  }

  it("functions of Math taken as values, and called with spread arguments", async () => {
    const { gradient } = await runtime();
    const named = ruleCases.filter(({ name }) => name.startsWith("Math."));
    const values = await compiledAll(
      named.map(
        ({ name, rule }) =>
          `((g) => g(...[a, b].slice(0, ${rule.kind === "inert" ? 0 : rule.partials.length})))(${name})`,
      ),
    );
    named.forEach(({ name, expression, rule }, i) => {
      if (rule.kind === "inert") return;
      const [operands = []] = samples(
        rule.partials.map((_, k): Range => rule.domain?.[k] ?? anywhere),
        1,
        7,
      );
      const y = evaluate(expression, operands);
      const expected = rule.partials.map((text) => evaluate(text, operands, { y }));
      expect(gaps(gradient(values[i], ...operands), expected, 1e-13), name).to.deep.equal([]);
    });
  });
});

describe("kinks, compiled", () => {
  kinks.forEach(({ expression, at, slopes, because }, row) => {
    it(`${expression} at ${at.map((x) => (Object.is(x, -0) ? "-0" : x)).join(", ")}: ${because} (row ${row + 1})`, async () => {
      const { gradient } = await runtime();
      const [f] = await compiledAll([expression]);
      expect(gaps(gradient(f, ...at), [...slopes], 0)).to.deep.equal([]);
    });
  });
});
