/**
 * Ordinary calls under the plugin's option `forwardOnly`: the forward sweep runs, and its tape is dropped.
 */
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

/** The same for a generator: `yield* ordinaryGenerator(…)`. Its tape is its own, and is emptied at each `yield`. */
export function* ordinaryGenerator(
  { forward }: Pair,
  self: unknown,
  env: object | null,
  args: ArrayLike<unknown>,
): Generator<unknown, unknown, unknown> {
  const tape = new Tape();
  tape.isDropped = true;
  const it = start(tape, forward, self, env, args) as Generator<unknown, unknown, unknown>;
  let resume = (): IteratorResult<unknown, unknown> => it.next();
  let isOpen = true;
  try {
    for (;;) {
      const step = during(tape, resume);
      tape.top = tape.refTop = 0;
      if (step.done === true) {
        isOpen = false;
        return step.value;
      }
      try {
        const sent = yield step.value;
        resume = () => it.next(sent);
      } catch (error) {
        resume = () => it.throw(error);
      }
    }
  } finally {
    if (isOpen) during(tape, () => it.return(undefined));
  }
}

const start = (
  tape: Tape,
  forward: Pair["forward"],
  self: unknown,
  env: object | null,
  args: ArrayLike<unknown>,
): unknown =>
  Reflect.apply(forward as unknown as Forward, self, [tape, ...(env === null ? [] : [env]), ...Array.from(args)]);

function during<T>(tape: Tape, run: () => T): T {
  const outer = state.tape;
  state.tape = tape;
  try {
    return run();
  } finally {
    state.tape = outer;
  }
}
