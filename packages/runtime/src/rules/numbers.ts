/**
 * `Number`, the global functions, and the functions of `Math` that are constant almost everywhere.
 */
import { NotDifferentiableError } from "../errors.ts";
import { asNumber } from "../operations.ts";
import { NO_COTANGENTS, type ActiveRule } from "../rule.ts";
import type { Tape } from "../tape.ts";
import { inert, type RuleTable } from "./native.ts";

/** Reads a number: of one it is the number itself; a text is a constant, and so is a BigInt. */
const reading = (read: (args: readonly unknown[]) => number): ActiveRule => ({
  forward(tape, { args, site }) {
    asNumber(tape, site, args[0]);
    const value = read(args);
    tape.push(
      typeof args[0] === "bigint" ? BIG : typeof args[0] === "string" && tape.texts?.has(value) === true ? LOST : 0,
    );
    return value;
  },
  pullback(tape, dy) {
    const what = tape.pop();
    if (what === LOST && dy !== 0)
      throw new NotDifferentiableError("a number is read from the text of another, and its derivative is lost.", {
        advice: "Use the number itself.",
      });
    return what === BIG ? NO_COTANGENTS : [dy];
  },
});

/** The text was that of a number which may carry a derivative. */
const LOST = 1;
const BIG = 2;

/** `Number(x)` */
export const numberRule = reading((args) => (args.length === 0 ? 0 : Number(args[0])));

/** `parseFloat(x)`, of a number too: its text is read back. */
const parseRule = reading(([text]) => parseFloat(text as string));

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
