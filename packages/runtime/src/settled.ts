/**
 * What a function gives, which may be a promise.
 */
import { NotDifferentiableError } from "./errors.ts";
import type { Tape } from "./tape.ts";

/** Gives back the cotangent of a value that may have been a promise's; what is left is the value's own. */
export function giveBack(tape: Tape, value: unknown, share: number): number {
  if (!(value instanceof Promise)) return share;
  tape.promises?.get(value)?.give(tape, share);
  return 0;
}

/** Goes on when a value is there, in a promise or as it is. */
export function whenSettled<T>(tape: Tape, value: unknown, complete: (value: unknown) => T): T | Promise<T> {
  if (!(value instanceof Promise)) return complete(value);
  if (tape.promises?.has(value) !== true)
    throw new NotDifferentiableError(
      "the promise that the function returns comes from code that the sweep cannot see.",
      {
        advice: 'Mark its function "differentiable".',
      },
    );
  tape.tasks?.sleep(tape);
  return value.then(complete);
}
