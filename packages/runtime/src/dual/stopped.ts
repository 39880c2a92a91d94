/** `stopGradient` where tangents are followed, and what else stands still. */
import { NotDifferentiableError } from "../errors.ts";
import { shadowOf } from "./shadows.ts";

type Both = [value: unknown, tangent: unknown];

/** `stopGradient(x)`: a container that may move would have to be copied. */
export function stopped(_self: unknown, _dself: unknown, args: readonly unknown[]): Both {
  return still(args[0]);
}

export function still(x: unknown): Both {
  if (shadowOf(x) === 0 && !(typeof x === "object" && x !== null)) return [x, 0];
  throw new NotDifferentiableError("a container is held still where tangents are followed.", {
    advice: "Hold still the numbers in it, one by one.",
  });
}
