/** Each rule as an expression that can be evaluated, by hand or by the compiler: `Math.sin(a)`, `a ** b`, `-a`. */
import { math } from "../../packages/babel-plugin/src/rules/math.ts";
import { binary, unary } from "../../packages/babel-plugin/src/rules/operators.ts";
import type { ScalarRule } from "../../packages/babel-plugin/src/rules/scalar-rule.ts";

export interface RuleCase {
  readonly name: string;
  readonly expression: string;
  readonly rule: ScalarRule;
}

const notOfNumbers = new Set(["in", "instanceof", "delete", "typeof", "void"]);

const functions = Object.entries<ScalarRule>(math)
  .filter(([name, rule]) => rule.kind !== "inert" && name in Math)
  .map(([name, rule]): RuleCase => {
    const operands = rule.kind !== "inert" && rule.partials.length === 2 ? "a, b" : "a";
    return { name: `Math.${name}`, expression: `Math.${name}(${operands})`, rule };
  });

const binaries = Object.entries<ScalarRule>(binary)
  .filter(([name]) => !notOfNumbers.has(name))
  .map(([name, rule]): RuleCase => ({ name, expression: `a ${name} b`, rule }));

const unaries = Object.entries<ScalarRule>(unary)
  .filter(([name]) => !notOfNumbers.has(name))
  .map(([name, rule]): RuleCase => ({ name: `unary ${name}`, expression: `${name}a`, rule }));

/** Every rule whose operands are numbers. */
export const ruleCases: readonly RuleCase[] = [...functions, ...binaries, ...unaries];

const compiled = new Map<string, (...values: number[]) => unknown>();

/** The value of a rule's text, as a number. */
export function evaluate(text: string, operands: readonly number[], more: { y?: number; n?: number } = {}): number {
  let run = compiled.get(text);
  if (run === undefined) {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the text is ours, and this is a test
    run = new Function("a", "b", "c", "y", "n", `return ${text};`) as (...values: number[]) => unknown;
    compiled.set(text, run);
  }
  const [a = NaN, b = NaN, c = NaN] = operands;
  return Number(run(a, b, c, more.y ?? NaN, more.n ?? NaN));
}
