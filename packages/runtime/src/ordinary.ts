/**
 * Ordinary calls under the plugin's option `forwardOnly`: the forward sweep runs, and its tape is dropped.
 */
import { Closing, Running } from "./generators.ts";
import type { Pair } from "./pair.ts";
import { acquire, release, state } from "./state.ts";
import { Tape } from "./tape.ts";

type Forward = (this: unknown, ...args: unknown[]) => unknown;

/** Runs the forward sweep of a pair as its function would run. `env`: what a closure captured. */
export function ordinary(
  { forward, newTarget: asks }: Pair,
  self: unknown,
  env: object | null,
  args: ArrayLike<unknown>,
  newTarget?: unknown,
): unknown {
  const tape = acquire();
  tape.isDropped = true;
  if (asks === true) tape.newTarget = newTarget;
  try {
    return during(tape, () => start(tape, forward, self, env, args));
  } finally {
    release(tape);
  }
}

/** The same for a generator: `yield* ordinaryGenerator(…)`. Its tape is its own, and each piece begins with an empty one. */
export function ordinaryGenerator(
  pair: Pair,
  self: unknown,
  env: object | null,
  args: ArrayLike<unknown>,
): Iterable<unknown> {
  const tape = new Tape();
  tape.isDropped = true;
  const running = new Running(start(tape, pair.forward, self, env, args) as Running["it"], pair);
  const piece = (how: "next" | "throw", given: unknown): IteratorResult<unknown> => {
    tape.top = tape.refTop = 0;
    return during(tape, () => running.resume(tape, how, given));
  };
  const iterator: Iterator<unknown> = {
    next: (sent) => piece("next", sent),
    throw: (error) => piece("throw", error),
    return: (value) => piece("throw", new Closing(value)),
  };
  return { [Symbol.iterator]: () => iterator };
}

const start = (
  tape: Tape,
  forward: Pair["forward"],
  self: unknown,
  env: object | null,
  args: ArrayLike<unknown>,
): unknown => {
  const given: unknown[] = env === null ? [tape] : [tape, env];
  for (let i = 0; i < args.length; i++) given[given.length] = args[i];
  return Reflect.apply(forward as unknown as Forward, self, given);
};

function during<T>(tape: Tape, run: () => T): T {
  const outer = state.tape;
  state.tape = tape;
  try {
    return run();
  } finally {
    state.tape = outer;
  }
}
