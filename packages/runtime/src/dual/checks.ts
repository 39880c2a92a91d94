/** Small questions of the library functions that duals call. */

import { NotDifferentiableError } from "../errors.ts";

const iteratorPrototype = Object.getPrototypeOf([].values()) as object;

export const isObject = (value: unknown): value is object =>
  (typeof value === "object" && value !== null) || typeof value === "function";

/** An array, or an object that is no container of another kind. */
export const isPlain = (value: unknown): value is object =>
  typeof value === "object" &&
  value !== null &&
  !(ArrayBuffer.isView(value) || value instanceof Map || value instanceof Set || value instanceof WeakMap);

/** The function that `o[key](…)` calls. */
export function methodOf(o: unknown, key: PropertyKey): unknown {
  // On null and undefined this throws the engine's own TypeError.
  const f = (o as Record<PropertyKey, unknown>)[key];
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
