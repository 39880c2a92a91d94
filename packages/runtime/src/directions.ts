/** What forward mode and second derivatives are taken along: throws where it is missing. */
import { BadArgumentError } from "./errors.ts";

/** Without one, a Hessian-vector product would be zeros. */
export function requireDirection(v: unknown): void {
  if (v === undefined || v === null)
    throw new BadArgumentError("hvp needs a direction, of the shape of the gradient.", { advice: "hvp(f, x, v)" });
}

export function requireTangentsOf(args: unknown, tangents: unknown): void {
  if (Array.isArray(args) && Array.isArray(tangents) && tangents.length <= args.length) return;
  throw new BadArgumentError("jvp needs the arguments and their tangents as arrays of one length.", {
    advice: "jvp(f, [x, y], [dx, dy])",
  });
}
