/** Exceptions in duals, and what closures have captured. */
import { FluxionError } from "../errors.ts";
import { environment } from "../pair.ts";
import { level } from "./level.ts";
import { newlyMade, note, shadowOf } from "./shadows.ts";

/** A number, or a text, that has been thrown: there is no object to find its tangent by. */
export const numberOnItsWay = (): { value: unknown; tangent: unknown } => newlyMade(level.flying);

/** The tangents of an object are found again by the object. That beside a function is of what it has captured, and known. */
export function noteThrown(value: unknown, tangent: unknown): void {
  if (typeof value !== "function") note(value, tangent);
}

/** The tangents of an object that has been caught. What the run time has to say is not for the program. */
export function shadowOfCaught(error: unknown): unknown {
  if (error instanceof FluxionError) throw error;
  return shadowOf(error);
}

/** The captured variables of a closure. */
export const environmentOf = (fn: object): object | undefined => environment(fn);
