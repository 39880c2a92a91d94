/**
 * `Number`, the global functions, and the functions of `Math` that are constant almost everywhere.
 */
import type { ActiveRule } from "../rule.ts";
import { inert, type RuleTable } from "./native.ts";

/** `Number(x)` of a number is the number. */
export const numberRule: ActiveRule = {
  forward: (_tape, { args }) => (args.length === 0 ? 0 : Number(args[0])),
  pullback: (_tape, dy) => [dy],
};

/** `parseFloat(x)` of a number is the number too: its text is read back. */
const parseRule: ActiveRule = {
  forward: (_tape, { args }) => parseFloat(args[0] as string),
  pullback: (_tape, dy) => [dy],
};

export const numberRules: RuleTable = {
  parseFloat: parseRule,
  ...inert("isFinite", "isInteger", "isNaN", "isSafeInteger", "parseInt"),
};

export const numberPrototypeRules: RuleTable = {
  ...inert("toString", "toFixed", "toExponential", "toPrecision", "toLocaleString"),
  valueOf: { refused: "use the number itself" },
};

/** `f16round` is newer than some engines; where it is, it rounds to a format, as `fround` does. */
const roundToFormat: ActiveRule = {
  forward: (_tape, { args }) => (Math as unknown as { f16round(x: unknown): number }).f16round(args[0]),
  pullback: (_tape, dy) => [dy],
};

export const mathRules: RuleTable = {
  ...inert("sign", "floor", "ceil", "round", "trunc", "clz32", "imul", "random"),
  f16round: roundToFormat,
  sumPrecise: { refused: "it takes an iterable; add in a loop" },
};
