/** Small questions of the library functions that duals call. */

import { NotDifferentiableError } from "../errors.ts";
import { isSnapshot } from "./lists.ts";
import { isGenerator } from "./steps.ts";

/** Of the iterators of arrays; it inherits the helpers. */
const iteratorPrototype = Object.getPrototypeOf([].values()) as Record<PropertyKey, unknown>;

export const isObject = (value: unknown): value is object =>
  (typeof value === "object" && value !== null) || typeof value === "function";

/** An array, or an object that is no container of another kind. */
export const isPlain = (value: unknown): value is object =>
  typeof value === "object" &&
  value !== null &&
  !(ArrayBuffer.isView(value) || value instanceof Map || value instanceof Set || value instanceof WeakMap);

/** Lists stand for iterators, whose `map` and `filter` are others. */
const isHelperName = (key: PropertyKey): boolean =>
  typeof key === "string" &&
  key !== "constructor" &&
  Object.hasOwn(Object.getPrototypeOf(iteratorPrototype) as object, key);

/** The function that `o[key](…)` calls. */
export function methodOf(o: unknown, key: PropertyKey): unknown {
  // On null and undefined this throws the engine's own TypeError.
  const isHelper = isGenerator(o) ? !(key in o) : isSnapshot(o) && isHelperName(key);
  const f = (isHelper ? iteratorPrototype : (o as Record<PropertyKey, unknown>))[key];
  if (typeof f !== "function") {
    // Duals have lists for iterators.
    if (Array.isArray(o) && key in iteratorPrototype)
      throw new NotDifferentiableError("an iterator is stepped by hand where tangents are followed.", {
        advice: "Go over the list by `for … of`.",
      });
    throw new TypeError(`${String(key)} is not a function`);
  }
  return f;
}
