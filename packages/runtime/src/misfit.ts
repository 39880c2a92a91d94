/** What says that a cotangent or a tangent has another shape than its value. */
import { BadCotangentError } from "./errors.ts";

/** `what`: "cotangent" or "tangent"; `got`: as it is to be shown. */
export const misfit = (what: string, path: string, expected: string, got: string): BadCotangentError =>
  new BadCotangentError(`the ${what} of ${path} must be ${expected}, and is ${got}.`);

/** What a value is called: an object by its class, anything else as it would be written. */
export function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return `${String(value)}n`;
  if (typeof value === "function") return "a function";
  if (typeof value !== "object" || value === null) return String(value);
  // An object without a prototype has no constructor.
  const name: unknown = (value.constructor as { name?: unknown } | undefined)?.name;
  return typeof name === "string" && name !== "" ? name : "an object";
}
