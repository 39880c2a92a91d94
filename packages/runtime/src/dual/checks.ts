/** Small questions of the library functions that duals call. */

export const isObject = (value: unknown): value is object =>
  (typeof value === "object" && value !== null) || typeof value === "function";

/** As the engine says it. */
export const notAFunction = (name: string): TypeError => new TypeError(`${name} is not a function`);
