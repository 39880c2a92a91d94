/**
 * Generators in a sweep. Each call of `next` runs a piece of the forward sweep; the mirror takes the pieces back, last first.
 *
 *   forward   [f(x)] … [next: piece 0] … [next: piece 1] … [close]
 *   reverse   the mirror begins in the last piece; each `next` taken back resumes it to the `yield` where its piece began
 *
 * One that is not run to its end is closed when its tape is finished: it saves there what its mirror needs to begin.
 */
import { nativeOf, run } from "./rules/native.ts";
import { NO_COTANGENTS, type ActiveRule, type Rule } from "./rule.ts";
import type { Pair } from "./pair.ts";
import type { Shadow } from "./shadow.ts";
import { state } from "./state.ts";
import type { Tape } from "./tape.ts";

type Mirror = Generator<number, number[] | undefined, number>;

/** A generator that a sweep has made. Its record belongs to the call that made it. */
export class Running implements Pick<ActiveRule, "pullback"> {
  readonly it: Generator<unknown, unknown, unknown>;
  isStarted = false;
  isOver = false;
  /** It stands at a `yield` when the tape ends. */
  isLeft = false;
  private readonly pair: Pair;
  private mirror: Mirror | undefined = undefined;
  private sweep = 0;
  private shares: number[] = NO_COTANGENTS;

  constructor(it: Generator<unknown, unknown, unknown>, pair: Pair) {
    this.it = it;
    this.pair = pair;
  }

  /** The cotangents of the arguments, when all pieces have been taken back. */
  pullback(tape: Tape): number[] {
    return this.sweep === tape.sweep ? this.shares : NO_COTANGENTS;
  }

  /** Takes one piece back: from the cotangent of what it gave to that of what it was sent. */
  back(tape: Tape, share: number): number {
    const step =
      this.sweep === tape.sweep && this.mirror !== undefined ? this.mirror.next(share) : this.begin(tape, share);
    if (step.done !== true) return step.value;
    this.shares = step.value ?? NO_COTANGENTS;
    return 0;
  }

  /** The mirror of this sweep, up to the first `yield` that it meets. */
  begin(tape: Tape, share: number): IteratorResult<number, number[] | undefined> {
    this.sweep = tape.sweep;
    this.shares = NO_COTANGENTS;
    this.mirror = this.pair.pullback(tape, share) as unknown as Mirror;
    return this.mirror.next(0);
  }

  /** Closes it where it stands, and saves what the mirror needs to begin there. */
  close(tape: Tape, value?: unknown): IteratorResult<unknown> {
    const outer = tape.closing;
    tape.closing = true;
    try {
      return run(native.return, this.it, [value]) as IteratorResult<unknown>;
    } finally {
      tape.closing = outer;
      this.isOver = true;
    }
  }
}

const emptyGenerator = (function* () {
  // Only for its prototype.
})();
const prototype = Object.getPrototypeOf(Object.getPrototypeOf(emptyGenerator)) as object;
const native = {
  next: nativeOf(prototype, "next"),
  return: nativeOf(prototype, "return"),
  throw: nativeOf(prototype, "throw"),
};

/** The generator that a marked function gives. */
export function started(tape: Tape, pair: Pair, f: unknown, it: unknown): unknown {
  const own = (f as { readonly prototype?: unknown }).prototype;
  if (typeof own === "object" && own !== null) Object.setPrototypeOf(it, own);
  const running = new Running(it as Running["it"], pair);
  (tape.generators ??= new Map<unknown, Running>()).set(it, running);
  tape.record(running);
  return it;
}

/** Closes what stands at a `yield`, for nothing will go on with it. */
export function closeAll(generators: ReadonlyMap<unknown, Running>, tape: Tape): void {
  for (const running of generators.values()) {
    if (!running.isStarted || running.isOver) continue;
    running.close(tape);
    running.isLeft = true;
  }
}

/** Begins the mirrors of those, last first. */
export function reopenAll(generators: ReadonlyMap<unknown, Running>, tape: Tape): void {
  for (const running of [...generators.values()].reverse()) if (running.isLeft) running.begin(tape, 0);
}

const runningOf = (self: unknown): Running | undefined => state.tape?.generators?.get(self);
const when: ActiveRule["when"] = ({ self }) => runningOf(self) !== undefined;

const next: ActiveRule = {
  when,
  forward(tape, { self, args }) {
    const running = runningOf(self) as Running;
    const isPiece = !running.isOver;
    const { closing } = tape;
    running.isStarted = true;
    tape.closing = false;
    try {
      const step = tape.made(run(native.next, self, args) as IteratorResult<unknown>);
      if (step.done === true) running.isOver = true;
      tape.record(step);
      tape.record(isPiece ? running : undefined);
      return step;
    } catch (error) {
      running.isOver = true;
      tape.invalidate("a generator threw", { advice: "Catch the exception inside of the generator, or elsewhere." });
      throw error;
    } finally {
      tape.closing = closing;
    }
  },
  pullback(tape) {
    const running = tape.recall() as Running | undefined;
    const step = tape.shadow(tape.recall()) as Shadow | undefined;
    return running === undefined ? NO_COTANGENTS : [running.back(tape, step?.["value"] ?? 0)];
  },
};

const close: ActiveRule = {
  when,
  forward(tape, { self, args }) {
    const running = runningOf(self) as Running;
    const isLeft = running.isStarted && !running.isOver;
    const step = tape.made(running.close(tape, args[0]));
    tape.record(step);
    tape.record(isLeft ? running : undefined);
    return step;
  },
  pullback(tape) {
    const running = tape.recall() as Running | undefined;
    const step = tape.shadow(tape.recall()) as Shadow | undefined;
    running?.begin(tape, 0);
    return [step?.["value"] ?? 0];
  },
};

const raise: ActiveRule = {
  when,
  forward(tape, { self, args }) {
    tape.invalidate("an exception was thrown into a generator", { advice: "Send it a value instead." });
    return run(native.throw, self, args);
  },
  pullback: () => NO_COTANGENTS,
};

/** Functions by identity, with their rules. */
export const generatorRules: readonly (readonly [unknown, Rule])[] = [
  [native.next, next],
  [native.return, close],
  [native.throw, raise],
];
