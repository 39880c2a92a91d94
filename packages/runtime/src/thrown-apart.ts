/** Exceptions out of a function that has run apart from the sweep, or the tangents, in which it was called. */
import { FluxionError, NotDifferentiableError } from "./errors.ts";
import { numbersIn } from "./leaves.ts";
import type { AnyFunction } from "./pair.ts";

/** What is thrown on: numbers would be constants where they are caught, and are refused. */
export function thrownApart(error: unknown, caller: string, { name }: AnyFunction, site = ""): unknown {
  if (error instanceof FluxionError || (typeof error !== "number" && numbersIn([error]).length === 0)) return error;
  return new NotDifferentiableError(
    `${name === "" ? "the function" : `\`${name}\``}, of which ${caller} was taken in code that is differentiated, has thrown numbers, which may depend on what that is differentiated by.`,
    { site, advice: "Throw an Error, and compute the numbers where it is caught." },
  );
}
