/**
 * What has nothing to do with derivatives: text, dates, the console, clocks, what tells of what kind a value is.
 */
import { enter } from "../dispatch.ts";
import { NotDifferentiableError } from "../errors.ts";
import { carries } from "../carries.ts";
import { NO_COTANGENTS, type ActiveRule, type Call, type Rule } from "../rule.ts";
import { numbersIn } from "../leaves.ts";
import { back } from "../run.ts";
import { calledRule, errorRules } from "./constructors.ts";
import { state } from "../state.ts";
import { nativeOf, run } from "./native.ts";
import { noteText } from "../operations.ts";
import { codeRule, concatTextRule, parseIntRule } from "./numbers.ts";
import { isInText } from "../texts.ts";
import type { Tape } from "../tape.ts";

/** All functions that an object has itself. */
export function functionsOf(holder: object | undefined): ((...args: never[]) => unknown)[] {
  if (holder === undefined) return [];
  return Reflect.ownKeys(holder).flatMap((key) => {
    const value: unknown = Object.getOwnPropertyDescriptor(holder, key)?.value;
    return key !== "constructor" && typeof value === "function" ? [value as (...args: never[]) => unknown] : [];
  });
}

/** Texts that were made of something that carries derivatives: reading them back would lose those. */
const texts = new WeakMap<Tape, Set<string>>();

const stringify: ActiveRule = {
  when: ({ args }) => typeof args[1] !== "function",
  forward(tape, { args, constant }) {
    const recording = state.tape;
    state.tape = null; // getters and toJSON may run: nothing of theirs is differentiated
    let text: unknown;
    try {
      text = JSON.stringify(...(args as [unknown]));
    } finally {
      state.tape = recording;
    }
    const isMoving = typeof args[0] === "number" ? !constant : carries(tape, args[0]);
    if (typeof text === "string" && isMoving) {
      const known = texts.get(tape) ?? new Set();
      texts.set(tape, known.add(text));
      for (const x of numbersIn([[args[0]]])) if (x === args[0] || !Number.isInteger(x)) noteText(tape, x);
    }
    return text;
  },
  pullback: () => NO_COTANGENTS,
};

const parse: ActiveRule = {
  when: ({ args }) => typeof args[1] !== "function",
  forward(tape, { args, site }) {
    const made: unknown = JSON.parse(...(args as [string]));
    const { texts: numbers } = tape;
    const isRoundTrip =
      texts.get(tape)?.has(args[0] as string) === true ||
      (numbers !== undefined && numbersIn([[made]]).some((x) => numbers.has(x)));
    if (!tape.isDropped && isRoundTrip) {
      throw new NotDifferentiableError("a JSON round trip loses derivatives.", {
        site,
        advice: "Copy with structuredClone or spread.",
      });
    }
    tape.log?.gave(JSON.parse, made);
    return made;
  },
  pullback: () => NO_COTANGENTS,
};

const maybe = globalThis as {
  readonly console?: object;
  readonly performance?: { readonly now?: (...args: never[]) => unknown; readonly timerify?: unknown };
  readonly clearTimeout?: unknown;
  readonly clearInterval?: unknown;
  readonly clearImmediate?: unknown;
  readonly crypto?: {
    readonly getRandomValues?: (...args: never[]) => unknown;
    readonly randomUUID?: (...args: never[]) => unknown;
  };
  /** Of Node. */
  readonly Buffer?: { readonly isBuffer?: unknown };
  readonly process?: { readonly getBuiltinModule?: (name: string) => { readonly types?: object } | undefined };
};

/** `new Intl.NumberFormat("en", { … })`: what it is given says how numbers are written. */
export const formats = functionsOf(Intl).filter((fn) => "prototype" in fn);

/** A native function has made `y` of texts, and of numbers that it has written as texts. */
function given(tape: Tape, { self, args, constant }: Pick<Call, "self" | "args" | "constant">, y: unknown): void {
  if (!constant) for (const x of args) if (isInText(x, y)) noteText(tape, x);
  if (tape.texts === undefined) return;
  tape.texts.given(y, [self, ...args]);
  // Its texts are not to be numbers. What it was given, or has found, keeps the shadow that it has.
  if (Array.isArray(y) && !tape.wants(y)) tape.made(y);
}

state.given ??= given;

/** A function that gives the replacement is called with texts, and gives one: only its effects have derivatives. */
const replacer = (name: "replace" | "replaceAll"): ActiveRule => ({
  tracked: true,
  when: ({ args }) => typeof args[0] === "string" || args[0] instanceof RegExp,
  forward(tape, { self, args: [pattern, replacement], site, constant }) {
    let calls = 0;
    const recorded =
      typeof replacement !== "function"
        ? replacement
        : (...match: unknown[]): unknown => {
            const text = enter(tape, site, replacement, undefined, match, true);
            calls++;
            return text;
          };
    const y = run(nativeOf(String.prototype, name), self, [pattern, recorded]);
    given(tape, { self, args: [replacement], constant }, y);
    tape.push(calls);
    return y;
  },
  pullback(tape) {
    for (let calls = tape.pop(); calls > 0; calls--) back(tape, 0);
    return NO_COTANGENTS;
  },
});

const activeTexts = new Map<unknown, Rule>([
  [nativeOf(String.prototype, "replace"), replacer("replace")],
  [nativeOf(String.prototype, "replaceAll"), replacer("replaceAll")],
  [nativeOf(String.prototype, "concat"), concatTextRule],
  [nativeOf(String.prototype, "charCodeAt"), codeRule("charCodeAt")],
  [nativeOf(String.prototype, "codePointAt"), codeRule("codePointAt")],
]);

/** Functions by identity, with their rules. */
export const inertRules: readonly (readonly [unknown, Rule])[] = [
  ...functionsOf(String.prototype).map((fn) => [fn, activeTexts.get(fn) ?? "inert"] as const),
  ...[
    String,
    Date,
    RegExp,
    RegExp.prototype,
    Date.prototype,
    Symbol,
    BigInt,
    BigInt.prototype,
    Boolean.prototype,
    Symbol.prototype,
    WeakRef.prototype,
  ]
    .flatMap(functionsOf)
    .map((fn) => [fn, "inert"] as const),
  ...[
    ...[String, Boolean, BigInt, Symbol, Date, RegExp],
    ...[isNaN, isFinite, encodeURIComponent, decodeURIComponent, encodeURI, decodeURI],
    ...functionsOf(maybe.console),
  ].map((fn) => [fn, "inert"] as const),
  ...errorRules.map(([E, rule]) => [E, calledRule(E, rule)] as const),
  [nativeOf(Array, "isArray"), "inert"],
  [nativeOf(ArrayBuffer, "isView"), "inert"],
  // The marks of a performance may hold what the program gives them.
  ...functionsOf(maybe.performance && (Object.getPrototypeOf(maybe.performance) as object)).map(
    (fn) => [fn, "unseen"] as const,
  ),
  [maybe.performance?.now, "inert"],
  [maybe.performance?.timerify, { refused: "it calls the function unseen; measure the call itself" }],
  // lodash and others ask them of all that they copy or compare.
  ...functionsOf(maybe.process?.getBuiltinModule?.("util")?.types).map((fn) => [fn, "inert"] as const),
  [maybe.Buffer?.isBuffer, "inert"],
  ...[Intl, ...formats.map((C) => C.prototype as object)].flatMap(functionsOf).map((fn) => [fn, "inert"] as const),
  ...[maybe.clearTimeout, maybe.clearInterval, maybe.clearImmediate].map((fn) => [fn, "unseen"] as const),
  // They run what the program has given them, and may write.
  ...[Error, Object.prototype].flatMap(functionsOf).map((fn) => [fn, "unseen"] as const),
  [maybe.crypto?.randomUUID, "inert"],
  [maybe.crypto?.getRandomValues, "unseen"],
  [nativeOf(Function.prototype, "toString"), "inert"],
  [nativeOf(Function.prototype, Symbol.hasInstance), "inert"],
  [nativeOf(Error.prototype, "toString"), "inert"],
  [parseInt, parseIntRule],
  [JSON.stringify, stringify],
  [JSON.parse, parse],
];
