/**
 * What has nothing to do with derivatives: text, dates, the console, clocks.
 */
import { NotDifferentiableError } from "../errors.ts";
import { carries } from "../carries.ts";
import { NO_COTANGENTS, type ActiveRule, type Rule } from "../rule.ts";
import { state } from "../state.ts";
import { nativeOf } from "./native.ts";
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
  forward(tape, { args }) {
    const recording = state.tape;
    state.tape = null; // getters and toJSON may run: nothing of theirs is differentiated
    let text: unknown;
    try {
      text = JSON.stringify(...(args as [unknown]));
    } finally {
      state.tape = recording;
    }
    if (typeof text === "string" && carries(tape, args[0])) {
      const known = texts.get(tape) ?? new Set();
      texts.set(tape, known.add(text));
    }
    return text;
  },
  pullback: () => NO_COTANGENTS,
};

const parse: ActiveRule = {
  forward(tape, { args, site }) {
    if (texts.get(tape)?.has(args[0] as string) === true) {
      throw new NotDifferentiableError("a JSON round trip loses derivatives.", {
        site,
        advice: "Copy with structuredClone or spread.",
      });
    }
    return JSON.parse(...(args as [string])) as unknown;
  },
  pullback: () => NO_COTANGENTS,
};

const maybe = globalThis as {
  readonly console?: object;
  readonly performance?: { readonly now?: (...args: never[]) => unknown };
  readonly crypto?: {
    readonly getRandomValues?: (...args: never[]) => unknown;
    readonly randomUUID?: (...args: never[]) => unknown;
  };
};

const replacers = new Set<unknown>([nativeOf(String.prototype, "replace"), nativeOf(String.prototype, "replaceAll")]);

/** Functions by identity, with their rules. */
export const inertRules: readonly (readonly [unknown, Rule])[] = [
  ...functionsOf(String.prototype).map((fn) => [fn, replacers.has(fn) ? "unseen" : "inert"] as const),
  ...[
    String,
    Date,
    RegExp.prototype,
    Date.prototype,
    Symbol,
    BigInt,
    BigInt.prototype,
    Boolean.prototype,
    Symbol.prototype,
  ]
    .flatMap(functionsOf)
    .map((fn) => [fn, "inert"] as const),
  ...[String, Boolean, BigInt, Symbol, Date, RegExp, Error, TypeError, RangeError].map((fn) => [fn, "inert"] as const),
  ...[isNaN, isFinite, parseInt, encodeURIComponent, decodeURIComponent, encodeURI, decodeURI].map(
    (fn) => [fn, "inert"] as const,
  ),
  ...functionsOf(maybe.console).map((fn) => [fn, "inert"] as const),
  [nativeOf(Array, "isArray"), "inert"],
  [nativeOf(ArrayBuffer, "isView"), "inert"],
  [maybe.performance?.now, "inert"],
  [maybe.crypto?.randomUUID, "inert"],
  [maybe.crypto?.getRandomValues, "unseen"],
  [nativeOf(Function.prototype, "toString"), "inert"],
  [nativeOf(Function.prototype, Symbol.hasInstance), "inert"],
  [nativeOf(Error.prototype, "toString"), "inert"],
  [JSON.stringify, stringify],
  [JSON.parse, parse],
];
