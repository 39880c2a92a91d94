/** `ignore` and `stopGradient` where tangents are followed: what they give stands still. */
import { NotDifferentiableError } from "../errors.ts";
import { shadowOf, withoutDuals } from "./shadows.ts";

type Both = [value: unknown, tangent: unknown];

/** `ignore(thunk)` */
export function ignored(_self: unknown, _dself: unknown, args: readonly unknown[]): Both {
  return still(withoutDuals(args[0] as () => unknown));
}

/** `stopGradient(x)`: a container that may move would have to be copied. */
export function stopped(_self: unknown, _dself: unknown, args: readonly unknown[]): Both {
  return still(args[0]);
}

function still(x: unknown): Both {
  if (shadowOf(x) === 0 && !(typeof x === "object" && x !== null)) return [x, 0];
  throw new NotDifferentiableError("a container is held still where tangents are followed.", {
    advice: "Hold still the numbers in it, one by one.",
  });
}
