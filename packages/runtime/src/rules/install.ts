/**
 * Puts the rules of native functions into the realm's state, once. (Those of the runtime's own functions are put there where
 * these are declared, for each copy of it.)
 */
import { asyncGeneratorRules } from "../async-generators.ts";
import { Closing, closingRule, generatorRules } from "../generators.ts";
import { state } from "../state.ts";
import { arrayCopies } from "./array-copies.ts";
import { arrayStructure } from "./array-structure.ts";
import { mapRules, setRules, weakMapRules, weakSetRules } from "./collections.ts";
import { arrayRule, calledRule, constructorRules, ofRule } from "./constructors.ts";
import { functionRules, reflectRules } from "./functions.ts";
import { formats, inertRules } from "./inert-names.ts";
import { iteratorRules } from "./iterators.ts";
import { inert, nativeOf, type RuleTable } from "./native.ts";
import { mathRules, numberPrototypeRules, numberRule, numberRules, stringRule } from "./numbers.ts";
import { cloneRule, objectRule, objectPrototypeRules, objectRules, reflectObjectRules } from "./objects.ts";
import { follow, promisePrototypeRules, promiseRule, promiseRules, timerRules } from "./promises.ts";
import { typedArray, typedPrototype } from "./typed-array.ts";
import { variadicRules } from "./variadic.ts";

const TypedArray = Object.getPrototypeOf(Float64Array) as object;

const tables: readonly (readonly [holder: object, table: RuleTable])[] = [
  [Array.prototype, arrayStructure],
  [Array.prototype, arrayCopies],
  [Array, { fromAsync: { refused: "it is asynchronous; await first, then differentiate" } }],
  [JSON, inert("rawJSON", "isRawJSON")],
  [Array, { of: ofRule(nativeOf(Array, "of")) }],
  [Proxy, { revocable: { refused: "the sweep cannot see through a Proxy" } }],
  [typedPrototype, typedArray],
  [TypedArray, { of: ofRule(nativeOf(TypedArray, "of")) }],
  [Map.prototype, mapRules],
  [Set.prototype, setRules],
  [WeakMap.prototype, weakMapRules],
  [WeakSet.prototype, weakSetRules],
  [Function.prototype, functionRules],
  [Reflect, reflectRules],
  [Reflect, reflectObjectRules],
  [Object, objectRules],
  [Object.prototype, objectPrototypeRules],
  [Number, numberRules],
  [Number.prototype, numberPrototypeRules],
  [Promise, promiseRules],
  [Promise.prototype, promisePrototypeRules],
  [Math, variadicRules],
  [Math, mathRules],
  [globalThis, { structuredClone: cloneRule }],
];

/** What tells how large a container is, where a file has accessors of these names. */
const extentGetters = [
  [Map.prototype, "size"],
  [Set.prototype, "size"],
  [typedPrototype, "length"],
  [typedPrototype, "byteLength"],
  [typedPrototype, "byteOffset"],
  [ArrayBuffer.prototype, "byteLength"],
].map(
  ([holder, name]) => (Object.getOwnPropertyDescriptor(holder, name as string) as { get?: unknown } | undefined)?.get,
);

export function installRules(): void {
  if (state.hasNatives) return;
  state.hasNatives = true;
  for (const [fn, rule] of [...inertRules, ...iteratorRules, ...generatorRules, ...asyncGeneratorRules, ...timerRules])
    if (typeof fn === "function") state.rules.set(fn, rule);
  for (const fn of extentGetters) if (fn !== undefined) state.rules.set(fn, "inert");
  for (const [fn, rule] of constructorRules) state.constructors.set(fn, rule);
  for (const C of formats) state.constructors.set(C, "inert");
  state.constructors.set(Promise, promiseRule);
  state.follow = follow;
  state.constructors.set(Closing, closingRule);
  state.rules.set(Object, objectRule);
  state.rules.set(Array, calledRule(Array, arrayRule));
  state.rules.set(Number, numberRule);
  state.rules.set(String, stringRule);
  for (const [holder, table] of tables) {
    for (const [name, rule] of Object.entries(table)) {
      const fn: unknown = Object.getOwnPropertyDescriptor(holder, name)?.value;
      if (typeof fn === "function") state.rules.set(fn, rule);
    }
  }
}
