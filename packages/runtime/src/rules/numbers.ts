/**
 * `Number`, the global functions, and the functions of `Math` that are constant almost everywhere.
 */
import { NO_COTANGENTS, type ActiveRule } from "../rule.ts";
import type { Tape } from "../tape.ts";
import { inert, type RuleTable } from "./native.ts";

/** A number is read from a text: not from that of one that may carry a derivative, which the text does not. */
function readFrom(tape: Tape, text: unknown, value: number): number {
  if (typeof text === "string" && tape.texts?.has(value) === true)
    tape.invalidate("a number is read from a text that was made of one, and its derivative is lost", {
      advice: "Use the number itself.",
    });
  return value;
}

/** `Number(x)` of a number is the number. */
export const numberRule: ActiveRule = {
  forward: (tape, { args }) => (args.length === 0 ? 0 : readFrom(tape, args[0], Number(args[0]))),
  pullback: (_tape, dy) => [dy],
};

/** `parseFloat(x)` of a number is the number too: its text is read back. */
const parseRule: ActiveRule = {
  forward: (tape, { args }) => readFrom(tape, args[0], parseFloat(args[0] as string)),
  pullback: (_tape, dy) => [dy],
};

const noted = (tape: Tape, value: unknown): unknown =>
  typeof value === "number" && !tape.isDropped && (tape.texts ??= new Set()).add(value);

/** `String(x)`: a constant. */
export const stringRule: ActiveRule = {
  forward(tape, { args, constant }) {
    if (!constant) noted(tape, args[0]);
    return Reflect.apply(String, undefined, args) as string;
  },
  pullback: () => NO_COTANGENTS,
};

/** `x.toString()`: the same; whether x carries a derivative is not known, so of an integer it is not expected. */
const toStringRule: ActiveRule = {
  forward(tape, { self, args }) {
    if (!Number.isInteger(self)) noted(tape, self);
    return Reflect.apply(toString, self, args) as string;
  },
  pullback: () => NO_COTANGENTS,
};
// eslint-disable-next-line @typescript-eslint/unbound-method -- called with its number
const { toString } = Number.prototype;

export const numberRules: RuleTable = {
  parseFloat: parseRule,
  ...inert("isFinite", "isInteger", "isNaN", "isSafeInteger", "parseInt"),
};

export const numberPrototypeRules: RuleTable = {
  toString: toStringRule,
  ...inert("toFixed", "toExponential", "toPrecision", "toLocaleString"),
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
