"differentiable";
/** Exceptions in duals: what is thrown keeps its tangent on its way. */
import { noteThrown, numberOnItsWay, shadowOfCaught } from "../dual/thrown.ts";

/** A dual is about to throw. `tangent` is missing where there is none. */
export function thrown(value: unknown, tangent?: unknown): void {
  if (typeof value === "number" || typeof value === "string") {
    const flying = numberOnItsWay();
    flying.value = value;
    flying.tangent = tangent ?? 0;
  } else noteThrown(value, tangent);
}

/** The tangent of what a dual has caught. */
export function caught(error: unknown): unknown {
  if (typeof error !== "number" && typeof error !== "string") return shadowOfCaught(error);
  const flying = numberOnItsWay();
  if (!Object.is(error, flying.value)) return 0;
  const { tangent } = flying;
  flying.value = undefined;
  flying.tangent = 0;
  return tangent;
}
