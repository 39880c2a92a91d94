/**
 * Ordinary calls under the plugin's option `forwardOnly`: the forward sweep runs, and its tape is dropped.
 */
import type { Pair } from "./pair.ts";
import { acquire, release, state } from "./state.ts";

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
  const outer = state.tape;
  state.tape = tape;
  try {
    const own = env === null ? [tape] : [tape, env];
    return Reflect.apply(forward as unknown as Forward, self, [...own, ...Array.from(args)]);
  } finally {
    state.tape = outer;
    release(tape);
  }
}
