/**
 * Ordinary calls under the plugin's option `forwardOnly`: the forward sweep runs, and its tape is dropped.
 */
import { closed } from "./async-generators.ts";
import { Awaited, HandedOn } from "./asynchronous.ts";
import { Closing, Running } from "./generators.ts";
import type { Pair } from "./pair.ts";
import { DroppedTape } from "./dropped-tape.ts";
import { state } from "./state.ts";
import type { Tape } from "./tape.ts";

type Forward = (this: unknown, ...args: unknown[]) => unknown;

/** Runs the forward sweep of a pair as its function would run. `env`: what a closure captured. */
export function ordinary(
  { forward, newTarget: asks }: Pair,
  self: unknown,
  env: object | null,
  args: ArrayLike<unknown>,
  newTarget?: unknown,
): unknown {
  const tape = spare.pop() ?? new DroppedTape();
  const outer = state.tape;
  state.tape = tape;
  tape.enclosing = state.enclosing;
  if (asks === true) tape.newTarget = newTarget;
  try {
    return start(tape, forward, self, env, args);
  } finally {
    state.tape = outer;
    if (tape.tasks === undefined) {
      tape.clear();
      spare.push(tape);
    } else tape.isFinished = true; // the event loop may come back to it
  }
}

/** As many as there have been calls inside of each other. */
const spare: DroppedTape[] = [];

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
  private readonly tape = new DroppedTape();
  private readonly running: Running;
  private failed: { readonly error: unknown } | undefined = undefined;

  constructor(pair: Pair, self: unknown, env: object | null, args: ArrayLike<unknown>) {
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
    const outer = state.tape;
    state.tape = tape;
    try {
      return running.resume(tape, how, given);
    } finally {
      state.tape = outer;
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
): unknown => Reflect.apply(forward as unknown as Forward, self, withTape(tape, env, args));

/** Written out: iterators and setters are what a program may have given to arrays. */
function withTape(tape: Tape, env: object | null, args: ArrayLike<unknown>): unknown[] {
  if (env === null) {
    switch (args.length) {
      case 0:
        return [tape];
      case 1:
        return [tape, args[0]];
      case 2:
        return [tape, args[0], args[1]];
    }
  } else {
    switch (args.length) {
      case 0:
        return [tape, env];
      case 1:
        return [tape, env, args[0]];
      case 2:
        return [tape, env, args[0], args[1]];
    }
  }
  const given: unknown[] = Array.prototype.slice.call(args);
  return (env === null ? [tape] : [tape, env]).concat(given);
}
