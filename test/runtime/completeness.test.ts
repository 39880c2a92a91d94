/**
 * Every function that the language ships has a decision: a rule, a marked stand-in, inert, or refused with a reason.
 *
 * Without one, a program that calls it would meet an error that nobody chose.
 */
import { expect } from "chai";
import "@fluxion/runtime";

interface State {
  readonly rules: ReadonlyMap<unknown, unknown>;
}

const TypedArray = Object.getPrototypeOf(Float64Array) as object & { readonly prototype: object };

function* emptyGenerator(): Generator<never> {
  // Only for its prototypes.
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
  "%Iterator%.prototype": Object.getPrototypeOf(Object.getPrototypeOf([].values())) as object,
  "%Generator%.prototype": Object.getPrototypeOf(Object.getPrototypeOf(emptyGenerator())) as object,
  ...((globalThis as { readonly Iterator?: object }).Iterator && {
    Iterator: (globalThis as { readonly Iterator?: object }).Iterator,
  }),
};

describe("every native function has a decision", () => {
  const { rules } = (globalThis as unknown as Record<symbol, State>)[Symbol.for("fluxion.runtime")]!;
  for (const [title, holder] of Object.entries(holders)) {
    it(title, () => {
      const undecided = Reflect.ownKeys(holder).filter((key) => {
        if (key === "constructor" || key === "caller" || key === "callee" || key === "arguments") return false;
        const value: unknown = Object.getOwnPropertyDescriptor(holder, key)?.value;
        const isConstructor = value === Object || value === Array;
        return typeof value === "function" && !isConstructor && !rules.has(value);
      });
      expect(undecided).to.deep.equal([]);
    });
  }
});
