/** Exceptions in duals, and what closures have captured. */
import { FluxionError, NotDifferentiableError } from "../errors.ts";
import { environment } from "../pair.ts";
import { note, shadowOf } from "./shadows.ts";

/** A dual is about to throw: the tangents of an object are found again by the object. `tangent` is missing where there is none. */
export function thrown(value: unknown, tangent?: unknown): void {
  if (typeof value === "number" && tangent !== undefined) {
    throw new NotDifferentiableError("a number is thrown that may move, where tangents are followed.", {
      advice: "Throw an object that holds it.",
    });
  }
  note(value, tangent);
}

/** The tangent of what a dual has caught. What the run time has to say is not for the program. */
export function caught(error: unknown): unknown {
  if (error instanceof FluxionError) throw error;
  return shadowOf(error);
}

/** The captured variables of a closure. */
export const environmentOf = (fn: object): object | undefined => environment(fn);
