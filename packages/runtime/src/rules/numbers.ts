/**
 * `Number`, the global functions, and the functions of `Math` that are constant almost everywhere.
 */
import { asNumber, readBack, texted } from "../operations.ts";
import { NO_COTANGENTS, type ActiveRule } from "../rule.ts";
import { inert, nativeOf, run, type RuleTable } from "./native.ts";

/** Reads a number: of one it is the number itself; a text is a constant, and so is a BigInt. */
const reading = (read: (args: readonly unknown[]) => number): ActiveRule => ({
  forward(tape, { args, site }) {
    asNumber(tape, site, args[0]);
    const value = read(args);
    const isLost = typeof args[0] === "string" && tape.texts?.has(value) === true;
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

/** `String(x)`: a constant. */
export const stringRule: ActiveRule = {
  forward(tape, { args, constant }) {
    if (!constant) texted(tape, args[0]);
    return Reflect.apply(String, undefined, args) as string;
  },
  pullback: () => NO_COTANGENTS,
};

/** `"a".concat(x)` */
export const concatTextRule: ActiveRule = {
  forward(tape, { self, args, constant }) {
    if (!constant) for (const part of args) texted(tape, part);
    return run(nativeOf(String.prototype, "concat"), self, args);
  },
  pullback: () => NO_COTANGENTS,
};

/** `list.join()`, or `toString()` */
export const textOfList = (native: (...args: never[]) => unknown): ActiveRule => ({
  forward(tape, { self, args }) {
    texted(tape, self);
    return run(native, self, args);
  },
  pullback: () => NO_COTANGENTS,
});

/** `x.toString()`: the same; whether x carries a derivative is not known, so of an integer it is not expected. */
const toStringRule: ActiveRule = {
  forward(tape, { self, args }) {
    if (!Number.isInteger(self)) texted(tape, self);
    return run(nativeOf(Number.prototype, "toString"), self, args);
  },
  pullback: () => NO_COTANGENTS,
};

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
