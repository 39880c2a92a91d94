/**
 * Ordinary calls under the plugin's option `forwardOnly`: the forward sweep runs, and its tape is dropped.
 */
import { closed } from "./async-generators.ts";
import { Awaited, HandedOn } from "./asynchronous.ts";
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

/** The same for a generator: `yield* ordinaryGenerator(…)`. */
export function ordinaryGenerator(
  pair: Pair,
  self: unknown,
  env: object | null,
  args: ArrayLike<unknown>,
): Iterable<unknown> {
  const pieces = new Pieces(pair, self, env, args);
  const step = (): IteratorResult<unknown> => {
    const value = pieces.result();
    return pieces.handed ?? { value, done: pieces.isOver };
  };
  const iterator: Iterator<unknown> = {
    next(sent) {
      pieces.resume(sent);
      return step();
    },
    throw(error) {
      pieces.raise(error);
      return step();
    },
    return(value) {
      pieces.raise(new Closing(value));
      return step();
    },
  };
  return { [Symbol.iterator]: () => iterator };
}

/** The same for an `async` function or generator, which awaits and yields for it. */
export const ordinaryPieces = (pair: Pair, self: unknown, env: object | null, args: ArrayLike<unknown>): Pieces =>
  new Pieces(pair, self, env, args);

/** A forward sweep piece by piece. Its tape is its own, and each piece begins with an empty one. */
class Pieces {
  /** What it awaits or yields. */
  value: unknown = undefined;
  isOver = false;
  isAwaiting = false;
  /** The result of another iterator, which `yield*` gives as it is. */
  handed: IteratorResult<unknown> | undefined = undefined;
  /** To be given by `yield*`, as it is. */
  handedOn: HandedOn | undefined = undefined;
  private readonly tape = new Tape();
  private readonly running: Running;
  private failed: { readonly error: unknown } | undefined = undefined;

  constructor(pair: Pair, self: unknown, env: object | null, args: ArrayLike<unknown>) {
    this.tape.isDropped = true;
    this.running = new Running(start(this.tape, pair.forward, self, env, args) as Running["it"], pair);
    if (pair.binds !== true) return;
    this.resume(undefined);
    this.result();
  }

  /** What the function has returned, or thrown. */
  result(): unknown {
    const { failed } = this;
    this.failed = undefined;
    if (failed !== undefined) throw failed.error;
    return this.value;
  }

  /** Goes on with a value. */
  resume(given: unknown): void {
    this.run("next", given);
  }

  /** Goes on with an exception. */
  raise(error: unknown): void {
    this.run("throw", error);
  }

  /** Ends it where it stands: `yield* pieces.close()`. */
  close(): AsyncGenerator<unknown, { readonly value: unknown } | undefined> {
    return closed({ running: this.running, resume: (how, given) => this.piece(how, given) }, this.handedOn);
  }

  private run(how: "next" | "throw", given: unknown): void {
    try {
      const step = this.piece(how, given);
      this.handed = this.running.isHanding ? step : undefined;
      // What another iterator gives is read by who is given it.
      const value: unknown = this.handed === undefined ? step.value : undefined;
      this.isAwaiting = value instanceof Awaited;
      this.handedOn = value instanceof HandedOn ? value : undefined;
      this.value = value instanceof Awaited ? value.value : value;
    } catch (error) {
      this.handed = undefined;
      this.failed = { error };
    }
  }

  private piece(how: "next" | "throw", given: unknown): IteratorResult<unknown> {
    const { tape, running } = this;
    tape.top = tape.refTop = 0;
    try {
      return during(tape, () => running.resume(tape, how, given));
    } finally {
      this.isOver = running.isOver;
    }
  }
}

const start = (
  tape: Tape,
  forward: Pair["forward"],
  self: unknown,
  env: object | null,
  args: ArrayLike<unknown>,
): unknown => {
  // Without iterators and setters, which a program may have given to arrays.
  const given: unknown[] = Array.prototype.slice.call(args);
  return Reflect.apply(forward as unknown as Forward, self, (env === null ? [tape] : [tape, env]).concat(given));
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
