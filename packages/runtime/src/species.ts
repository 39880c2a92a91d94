/**
 * What the library functions under self-hosted/ ask for: a new array of the same kind, checks of arguments.
 */
import { hasGetters } from "./operations.ts";
import { NO_COTANGENTS, type ActiveRule } from "./rule.ts";
import { isNumberArray } from "./shadow.ts";
import { state } from "./state.ts";

type Items = Record<number, unknown> & { readonly length: number };
type Constructor = new (length: number) => Items;

/** A new array of n elements, made as `map` and `filter` make theirs (`Symbol.species` included). */
export function sameKind(xs: Items, n: number): Items {
  return new (kindOf(xs))(n);
}

export function kindOf(xs: Items): Constructor {
  if (isNumberArray(xs)) return speciesOf(xs, xs.constructor as Constructor);
  return Array.isArray(xs) ? speciesOf(xs, Array) : Array;
}

function speciesOf(xs: Items, standard: Constructor): Constructor {
  const { constructor } = xs as { constructor?: { [Symbol.species]?: Constructor | null } };
  return constructor?.[Symbol.species] ?? standard;
}

const sameKindRule: ActiveRule = {
  forward: (tape, { args }) => tape.made(sameKind(args[0] as Items, args[1] as number)),
  pullback: () => NO_COTANGENTS,
};

/** May `new` call it? Without running it. */
export function isConstructor(C: unknown): C is new (length?: number) => Record<number, unknown> & { length: number } {
  try {
    Reflect.construct(Object, [], C as () => unknown);
    return true;
  } catch {
    return false;
  }
}

/** A limit as `Iterator.prototype.take` reads it. */
export function wholeNumber(limit: unknown): number {
  const n = Number(limit);
  if (Number.isNaN(n) || n <= -1) throw new RangeError(`${String(limit)} must be positive`);
  return Math.trunc(n);
}

/** A length as the natives read it (`ToLength`). */
export function wholeLength(length: unknown): number {
  const n = Math.trunc(Number(length));
  return n > 0 ? Math.min(n, Number.MAX_SAFE_INTEGER) : 0;
}

/** What the natives throw for a callback that is none. */
export function notCallable(f: unknown): TypeError {
  return new TypeError(`${typeof f === "object" && f !== null ? "#<Object>" : String(f)} is not a function`);
}

state.rules.set(sameKind, sameKindRule);
state.rules.set(kindOf, "inert");
state.rules.set(isConstructor, "inert");
state.rules.set(notCallable, "inert");
state.rules.set(hasGetters, "inert");
state.rules.set(wholeNumber, "inert");
state.rules.set(wholeLength, "inert");
