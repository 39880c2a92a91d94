/**
 * One forward sweep, and as many reverse sweeps over it as the result has numbers.
 */
import { BadArgumentError } from "./errors.ts";
import { Log } from "./log.ts";
import { isParams } from "./is-params.ts";
import { placesIn, placesOfContainers, requireNoneAsNumber, setCotangent, type Place } from "./places.ts";
import { rewound } from "./rewind.ts";
import { Walk, type Skeleton } from "./skeleton.ts";
import { acquire } from "./state.ts";
import { forward, requireDifferentiable, reverse, using } from "./sweep.ts";
import { giveBack, whenSettled } from "./settled.ts";
import type { Tape } from "./tape.ts";

/** A function that has run, and can be gone back through. */
export interface Recording {
  readonly tape: Tape;
  readonly value: unknown;
  /** The structure of the value, and of the arguments as they were. */
  readonly result: Skeleton;
  readonly args: readonly Skeleton[];
  /** Where the value's numbers are. */
  readonly places: readonly Place[];
  /** What it has made and written, if that was asked for. */
  readonly log: Log | undefined;
  /** The gradient of one of them: reads what it wants of the tape while `read` runs. */
  readonly row: <T>(place: Place, read: (own: readonly number[]) => T) => T;
}

/** Runs `f(...args)`, and then what uses the recording; for an `async` function later. */
export function record<T>(
  f: unknown,
  args: readonly unknown[],
  caller: string,
  use: (recording: Recording) => T,
  isLogged = false,
): T | Promise<T> {
  requireDifferentiable(f, caller);
  if (args.some(isParams)) {
    throw new BadArgumentError(`${caller} takes arguments, not Params.`, {
      advice: "Pass what holds the numbers as an argument, or use pullback.",
    });
  }
  const tape = acquire();
  return using(tape, () => {
    const walk = new Walk(tape);
    const skeletons = args.map((arg) => walk.of(arg));
    if (isLogged) tape.log = new Log();
    const promised = forward(tape, f, args);
    const { log } = tape;
    tape.log = undefined;
    return whenSettled(tape, promised, (value) => {
      const result = new Walk(tape).of(value);
      tape.finish();
      const containers = placesOfContainers(skeletons);
      const row = <R>(place: Place, read: (own: readonly number[]) => R): R =>
        rewound(tape, () => {
          const own = reverse(tape, giveBack(tape, promised, setCotangent(tape, place, 1)));
          requireNoneAsNumber(tape, containers, own);
          return read(own);
        });
      return use({ tape, value, result, args: skeletons, places: placesIn(result), row, log });
    });
  });
}
