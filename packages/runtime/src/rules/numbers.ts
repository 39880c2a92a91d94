/**
 * `Number`, the global functions, and the functions of `Math` that are constant almost everywhere.
 */
import { carries } from "../carries.ts";
import { asNumber, noteText, unread } from "../operations.ts";
import { readBack, type Texts } from "../texts.ts";
import { NO_COTANGENTS, type ActiveRule, type Call } from "../rule.ts";
import { inert, nativeOf, run, type RuleTable } from "./native.ts";

/** Reads a number: of one it is the number itself; a text is a constant, and so is a BigInt. */
const reading = (read: (args: readonly unknown[]) => number): ActiveRule => ({
  forward(tape, { args, site }) {
    if (typeof args[0] !== "string") asNumber(tape, site, args[0]);
    const value = read(args);
    const isLost = tape.texts?.isLost(args[0], value) === true;
    if (isLost) tape.record(site);
    tape.push(typeof args[0] === "bigint" ? BIG : isLost ? LOST : 0);
    return value;
  },
  pullback(tape, dy) {
    const what = tape.pop();
    const site = what === LOST ? (tape.recall() as string) : "";
    if (what === LOST && dy !== 0) throw readBack(site);
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

/** `String(x)`: a constant, which nobody is to read a number from. */
export const stringRule: ActiveRule = {
  forward(tape, { args, constant, site }) {
    const isStill = constant && !carries(tape, args[0]);
    if (!isStill) noteText(tape, args[0]);
    tape.record(isStill ? "" : site);
    return Reflect.apply(String, undefined, args) as string;
  },
  pullback(tape, dy) {
    const site = tape.recall() as string;
    if (site !== "") unread(tape, dy, site);
    return NO_COTANGENTS;
  },
};

/** `"a".concat(x)` */
export const concatTextRule: ActiveRule = {
  forward(tape, { self, args, constant }) {
    if (!constant) for (const part of args) noteText(tape, part);
    return run(nativeOf(String.prototype, "concat"), self, args);
  },
  pullback: () => NO_COTANGENTS,
};

/** `list.join()`, or `toString()` */
export const textOfList = (native: (...args: never[]) => unknown): ActiveRule => ({
  forward(tape, { self, args }) {
    noteText(tape, self);
    return run(native, self, args);
  },
  pullback: () => NO_COTANGENTS,
});

/** What is constant, unless it tells of a text that stands for a number. */
const reader = (fn: (...args: never[]) => unknown, tells: (texts: Texts, call: Call) => boolean): ActiveRule => ({
  forward(tape, call) {
    const isLost = tape.texts !== undefined && tells(tape.texts, call);
    if (isLost) tape.record(call.site);
    tape.push(isLost ? LOST : 0);
    return run(fn, call.self, call.args);
  },
  pullback(tape, dy) {
    const site = tape.pop() === LOST ? (tape.recall() as string) : undefined;
    if (site !== undefined && dy !== 0) throw readBack(site);
    return NO_COTANGENTS;
  },
});

/** `text.charCodeAt(i)`: a number for a digit. */
export const codeRule = (name: "charCodeAt" | "codePointAt"): ActiveRule =>
  reader(nativeOf(String.prototype, name), (texts, { self }) => texts.isUnreadable(self));

/** `parseInt(text)`: of the whole text of a number it rounds, and its derivative is 0; its pieces are not rounded. */
export const parseIntRule = reader(parseInt, (texts, { args }) => texts.isPiece(args[0]));

/**
 * `x.toString()`: the same; whether x carries a derivative is not known, so of an integer it is not expected. To so many digits a
 * number is rounded.
 */
const written = (name: "toString" | "toExponential" | "toPrecision"): ActiveRule => ({
  forward(tape, { self, args }) {
    const isWhole = name === "toString" || args[0] === undefined;
    if (isWhole && !Number.isInteger(self)) noteText(tape, self);
    return run(nativeOf(Number.prototype, name), self, args);
  },
  pullback: () => NO_COTANGENTS,
});

export const numberRules: RuleTable = {
  parseFloat: parseRule,
  parseInt: parseIntRule,
  ...inert("isFinite", "isInteger", "isNaN", "isSafeInteger"),
};

export const numberPrototypeRules: RuleTable = {
  toString: written("toString"),
  toExponential: written("toExponential"),
  toPrecision: written("toPrecision"),
  ...inert("toFixed", "toLocaleString"),
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
