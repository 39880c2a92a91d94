/**
 * A gradient by the two sweeps, of any arguments.
 */
import { NotScalarError } from "./errors.ts";
import { giveBack, whenSettled } from "./settled.ts";
import { acquire } from "./state.ts";
import { structureOf } from "./structure.ts";
import { forward, reverse, using } from "./sweep.ts";
import type { Tape } from "./tape.ts";

/** Looks at the result, and says the cotangent that its own number gets. */
export type Seed = (tape: Tape, value: unknown) => number;

export const scalar: Seed = (_tape, value) => {
  requireScalar(value);
  return 1;
};

/** Throws unless it is a number, of which a gradient can be taken. */
export function requireScalar(value: unknown): void {
  if (typeof value === "number") return;
  throw new NotScalarError(`gradient needs a function that returns a number, and got ${describe(value)}.`, {
    advice: "Return one number, or use pullback or jacobian.",
  });
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "an array";
  if (typeof value !== "object") return `a ${typeof value}`;
  const name = (value.constructor as { name?: string } | undefined)?.name; // without a prototype it has none
  return name === undefined || name === "Object" ? "an object" : `a ${name}`;
}

interface Outcome {
  readonly value: unknown;
  readonly gradient: unknown;
}

/** The sweeps of `f(...args)`, or of `f()` when the argument is a `Params`; of an `async` function when it has ended. */
export function outcome<T>(f: unknown, args: readonly unknown[], seed: Seed, pick: (o: Outcome) => T): T | Promise<T> {
  const tape = acquire();
  return using(tape, () => {
    const { given, gradients } = structureOf(tape, args);
    const result = forward(tape, f, given);
    return whenSettled(tape, result, (value) => {
      tape.finish();
      const cotangents = reverse(tape, giveBack(tape, result, seed(tape, value)));
      return pick({ value, gradient: gradients(cotangents, true) });
    });
  });
}
