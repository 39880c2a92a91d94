/**
 * Every function that the language ships has a decision: a rule, a marked stand-in, inert, or refused with a reason.
 *
 * Without one, a program that calls it would meet an error that nobody chose.
 */
import { expect } from "chai";
import { types } from "node:util";
import "@fluxion/runtime";

interface State {
  readonly rules: ReadonlyMap<unknown, unknown>;
  readonly constructors: ReadonlyMap<unknown, unknown>;
}

const TypedArray = Object.getPrototypeOf(Float64Array) as object & { readonly prototype: object };

function* emptyGenerator(): Generator<never> {
  // Only for its prototypes.
}

async function* emptyAsyncGenerator(): AsyncGenerator<never> {
  // The same.
}

const holders: Readonly<Record<string, object>> = {
  Math,
  Number,
  "Number.prototype": Number.prototype,
  Object,
  Array,
  "Array.prototype": Array.prototype,
  "%TypedArray%": TypedArray,
  "%TypedArray%.prototype": TypedArray.prototype,
  Map,
  "Map.prototype": Map.prototype,
  Set,
  "Set.prototype": Set.prototype,
  "WeakMap.prototype": WeakMap.prototype,
  "WeakSet.prototype": WeakSet.prototype,
  "Function.prototype": Function.prototype,
  "String.prototype": String.prototype,
  Reflect,
  JSON,
  Promise,
  "Promise.prototype": Promise.prototype,
  Date,
  "Date.prototype": Date.prototype,
  String,
  Symbol,
  "Symbol.prototype": Symbol.prototype,
  BigInt,
  "BigInt.prototype": BigInt.prototype,
  "Boolean.prototype": Boolean.prototype,
  RegExp,
  "RegExp.prototype": RegExp.prototype,
  Error,
  "Error.prototype": Error.prototype,
  "Object.prototype": Object.prototype,
  console,
  Intl,
  "Intl.NumberFormat.prototype": Intl.NumberFormat.prototype,
  "Intl.ListFormat.prototype": Intl.ListFormat.prototype,
  "util.types": types,
  performance,
  "Performance.prototype": Object.getPrototypeOf(performance) as object,
  "the global object": {
    structuredClone,
    isNaN,
    isFinite,
    parseFloat,
    parseInt,
    encodeURI,
    encodeURIComponent,
    decodeURI,
    decodeURIComponent,
    queueMicrotask,
    setTimeout,
    clearTimeout,
    setInterval,
    clearInterval,
  },
  "%AsyncGenerator%.prototype": Object.getPrototypeOf(Object.getPrototypeOf(emptyAsyncGenerator())) as object,
  "%ArrayIterator%.prototype": Object.getPrototypeOf([].values()) as object,
  "%MapIterator%.prototype": Object.getPrototypeOf(new Map().values()) as object,
  "%SetIterator%.prototype": Object.getPrototypeOf(new Set().values()) as object,
  "%Iterator%.prototype": Object.getPrototypeOf(Object.getPrototypeOf([].values())) as object,
  "%Generator%.prototype": Object.getPrototypeOf(Object.getPrototypeOf(emptyGenerator())) as object,
  ...((globalThis as { readonly Iterator?: object }).Iterator && {
    Iterator: (globalThis as { readonly Iterator?: object }).Iterator,
  }),
};

/** Not the language's own functions: what tools put there, and what only throws. */
const OTHERS = new Set<PropertyKey>(["constructor", "caller", "callee", "arguments", "prepareStackTrace"]);

describe("every native function has a decision", () => {
  const { rules, constructors } = (globalThis as unknown as Record<symbol, State>)[Symbol.for("fluxion.runtime")]!;
  for (const [title, holder] of Object.entries(holders)) {
    it(title, () => {
      const undecided = Reflect.ownKeys(holder).filter((key) => {
        if (OTHERS.has(key)) return false;
        const value: unknown = Object.getOwnPropertyDescriptor(holder, key)?.value;
        const isConstructor = value === Object || value === Array;
        return typeof value === "function" && !isConstructor && !rules.has(value);
      });
      expect(undecided).to.deep.equal([]);
    });
  }

  it("every constructor", () => {
    const all = [
      Array,
      ArrayBuffer,
      BigInt64Array,
      BigUint64Array,
      Boolean,
      DataView,
      Date,
      Error,
      Map,
      Number,
      Object,
    ];
    const more = [Promise, Proxy, RegExp, Set, String, WeakMap, WeakSet];
    const lists = Object.values(Object.getOwnPropertyDescriptors(globalThis))
      .map(({ value }) => value as unknown)
      .filter((C) => typeof C === "function" && Object.getPrototypeOf(C) === TypedArray);
    expect(lists).to.include.members([Float32Array, Float64Array, Uint8ClampedArray, BigInt64Array]);
    const undecided = [...all, ...more, ...lists].filter((C) => !constructors.has(C));
    expect(undecided).to.deep.equal([]);
  });
});
