/** Small questions of the library functions that duals call. */

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
  if (typeof f !== "function") throw new TypeError(`${String(key)} is not a function`);
  return f;
}
