/**
 * Generators in a sweep. Each call of `next` runs a piece of the forward sweep; the mirror takes the pieces back, last first.
 *
 *   forward   [f(x)] … [next: piece 0] … [next: piece 1] … [return]
 *   reverse   the mirror begins in the last piece; each `next` taken back resumes it to the `yield` where its piece began
 *
 * One that is not run to its end is left by an exception of ours (`Closing`) where it stands: its edge saves what the mirror
 * needs to begin there, as for any exception; see frame.ts.
 */
import { nativeOf, run } from "./rules/native.ts";
import { NO_COTANGENTS, type ActiveRule, type Rule } from "./rule.ts";
import { CATCH_ELSEWHERE, steppedUnseen, UNTRACKED, type Frame } from "./frame.ts";
import type { Pair } from "./pair.ts";
import type { Shadow } from "./shadow.ts";
import { state } from "./state.ts";
import { shared } from "./store.ts";
import { prepareReverse } from "./sweep.ts";
import type { Tape } from "./tape.ts";

type Mirror = Generator<number, number[] | undefined, number>;
type Step = IteratorResult<unknown>;
type BackStep = IteratorResult<number, number[] | undefined>;

/**
 * Thrown into a generator that `return` leaves: no `catch` of the program sees it, and every `finally` runs. ABANDONED into one that
 * nobody will ask again: not even a `finally` runs. Another copy of the runtime may catch it.
 */
export const { Closing, ABANDONED } = /* @__PURE__ */ shared("Closing", () => {
  class Closing {
    readonly value: unknown;
    /** The cotangent of the value, from the piece that ended with it. */
    share = 0;

    constructor(value: unknown) {
      this.value = value;
    }
  }
  return { Closing, ABANDONED: new Closing(undefined) };
});
export type Closing = InstanceType<typeof Closing>;

/** What `yield*` gives: the result of the iterator that it delegates to, as it is. */
class Handed {
  readonly step: Step;

  constructor(step: Step) {
    this.step = step;
  }
}

/** Generated code, in `yield*`. */
export const handing = (step: Step): Handed => new Handed(step);

/** A generator that a sweep has made. Its record belongs to the call that made it. */
export class Running implements Pick<ActiveRule, "pullback"> {
  readonly it: Generator<unknown, unknown, unknown>;
  /** What its sweep has told where it stands; see frame.ts. */
  frame: Frame | undefined = undefined;
  isStarted = false;
  isOver = false;
  /** Its last piece gave a result of another iterator. */
  isHanding = false;
  /** It stands at a `yield` when the tape ends. */
  isLeft = false;
  closedBy: Closing | undefined = undefined;
  /** The program has it, and may hand it to code that steps it. */
  isGiven = false;
  /** The call that makes it has not returned: it takes the parameters apart. */
  isCalled = false;
  /** Its methods: its own where preset-env has compiled generators away. */
  readonly natives: Pick<Running["it"], "next" | "return" | "throw">;
  private readonly pair: Pair;
  private mirror: Mirror | undefined = undefined;
  /** The reverse sweep that its mirror belongs to. */
  sweep = 0;
  private shares: number[] = NO_COTANGENTS;

  constructor(it: Generator<unknown, unknown, unknown>, pair: Pair) {
    this.it = it;
    this.natives = isOfEngine(it) ? (native as unknown as Running["it"]) : it;
    this.pair = pair;
  }

  /** Runs one piece. */
  resume(tape: Tape, how: "next" | "throw", given?: unknown): Step {
    const outer = tape.running;
    tape.running = this;
    this.isStarted = true;
    this.isHanding = false;
    this.frame?.resume();
    const { top, refTop } = tape;
    try {
      const step = run(this.natives[how], this.it, [given]) as Step;
      if (step.done === true) this.end(tape, top, refTop);
      const value: unknown = step.value;
      this.isHanding = value instanceof Handed;
      return value instanceof Handed ? value.step : step;
    } catch (error) {
      const hasRun = this.end(tape, top, refTop);
      const isRecorded = tape.thrown !== undefined && tape.thrown.error === error;
      if (error instanceof Closing) {
        if (hasRun) tape.disown();
        this.closedBy = error;
        return { value: error.value, done: true };
      }
      if (isRecorded) tape.refs[tape.refTop - 1] = new ThrownPiece(this);
      throw error;
    } finally {
      tape.running = outer;
    }
  }

  /** The last piece of a generator leaves something on the tape: tells whether it has, for else it had ended before. */
  private end(tape: Tape, top: number, refTop: number): boolean {
    this.isOver = true;
    const hasRun = !this.isGiven || tape.isDropped || tape.top !== top || tape.refTop !== refTop;
    if (!hasRun) steppedUnseen(tape);
    return hasRun;
  }

  /** Takes one piece back: from the cotangent of what it gave to that of what it was sent. */
  back(tape: Tape, share: number): number {
    const step =
      this.sweep === tape.sweep && this.mirror !== undefined ? this.mirror.next(share) : this.begin(tape, share);
    if (step.done !== true) return step.value;
    this.shares = step.value ?? NO_COTANGENTS;
    return 0;
  }

  /** The same for a piece that an exception has left: the cotangents of what the call was given that it came out of. */
  backThrown(tape: Tape, dthrown: number, isCalled: boolean): number[] {
    const step = this.begin(tape, dthrown);
    if (step.done !== true) return [step.value];
    this.shares = step.value ?? NO_COTANGENTS;
    return isCalled ? this.shares : NO_COTANGENTS;
  }

  /** The mirror of this sweep, up to the first `yield` that it meets. */
  begin(tape: Tape, share: number): BackStep {
    this.sweep = tape.sweep;
    this.shares = NO_COTANGENTS;
    this.mirror = this.pair.pullback(tape, share) as unknown as Mirror;
    return this.mirror.next(0);
  }

  /** The cotangents of the arguments, when all pieces have been taken back; the first may have run in the call itself. */
  pullback(tape: Tape): number[] {
    if (this.pair.binds === true) this.back(tape, 0);
    return this.sweep === tape.sweep ? this.shares : NO_COTANGENTS;
  }
}

/** The record of a piece that an exception has left. */
class ThrownPiece implements Pick<ActiveRule, "pullback"> {
  private readonly running: Running;
  private readonly isCalled: boolean;

  constructor(running: Running) {
    this.running = running;
    this.isCalled = running.isCalled;
  }

  pullback(tape: Tape, dthrown: number): number[] {
    return this.running.backThrown(tape, dthrown, this.isCalled);
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
const isOfEngine = (it: object): boolean => Object.prototype.isPrototypeOf.call(prototype, it);

/** The generators of a sweep, with their state. */
export class Generators extends Map<unknown, Running> {
  /** Leaves what stands at a `yield`, for nothing will go on with it. The first so many stay. */
  closeAll(tape: Tape, staying = 0): void {
    for (const running of this.values()) {
      if (staying-- > 0 || !running.isStarted || running.isOver) continue;
      running.isLeft = true;
      running.resume(tape, "throw", ABANDONED);
    }
  }

  /** Begins the mirrors of those, last first. */
  reopenAll(tape: Tape, staying = 0): void {
    // Without iterating a list: a program may have put away the iterators of arrays.
    const left: Running[] = [];
    for (const running of this.values()) if (staying-- <= 0 && running.isLeft) left.push(running);
    for (let running = left.pop(); running !== undefined; running = left.pop()) running.begin(tape, 0);
  }
}

/** The generator that a marked function gives. */
export function startGenerator(tape: Tape, pair: Pair, f: unknown, it: unknown): unknown {
  const running = new Running(it as Running["it"], pair);
  running.isGiven = true;
  const own = (f as { readonly prototype?: unknown }).prototype;
  const isOwn = running.natives === it;
  if (isOwn) for (const [how, rule] of rulesByName) state.rules.set(nativeOf(running.it, how), rule);
  // With defaults it may be given by a function that wraps it, with a prototype like any other's.
  if (typeof own === "object" && own !== null && (!isOwn || "next" in own)) Object.setPrototypeOf(it, own);
  (tape.generators ??= new Generators()).set(it, running);
  if (pair.binds === true) bind(tape, running);
  tape.record(running);
  return it;
}

/** Takes the parameters apart. */
export function bind(tape: Tape, running: Running): void {
  running.isCalled = true;
  running.resume(tape, "next");
  running.isCalled = false;
}

const runningOf = (self: unknown): Running | undefined => state.tape?.generators?.get(self);
const when: ActiveRule["when"] = ({ self }) => runningOf(self) !== undefined;

/** The result of a call of `next`, `throw` or `return`, and what to take back; `closing` gave the value, if it is one's. */
function noted(tape: Tape, step: Step, piece: Running | undefined, closing = piece?.closedBy): Step {
  // Where the cotangent of a result goes that is handed on, the iterator knows that has made it.
  tape.record3(piece?.isHanding === true ? undefined : tape.made(step), piece, closing);
  return step;
}

/** Of these the mirror begins in the piece that an exception has left. */
const thrown = new WeakSet<Running>();

const next: ActiveRule = {
  tracked: true,
  when,
  forward(tape, { self, args: [sent] }) {
    const running = runningOf(self) as Running;
    if (running.isOver) return noted(tape, run(running.natives.next, self, [sent]) as Step, undefined);
    try {
      return noted(tape, running.resume(tape, "next", sent), running);
    } catch (error) {
      thrown.add(running);
      throw error;
    }
  },
  pullback(tape) {
    const closing = tape.recall() as Closing | undefined;
    const piece = tape.recall() as Running | undefined;
    const step = tape.shadow(tape.recall()) as Shadow | undefined;
    const share = step?.["value"] ?? 0;
    if (closing !== undefined) closing.share = share;
    if (piece === undefined) return NO_COTANGENTS;
    // What it threw came through a function that keeps no track: its mirror would begin elsewhere.
    if (thrown.has(piece) && piece.sweep !== tape.sweep) {
      tape.invalidate(UNTRACKED, CATCH_ELSEWHERE);
      prepareReverse(tape);
    }
    return [piece.back(tape, closing === undefined ? share : 0)];
  },
};

const raise: ActiveRule = {
  tracked: true,
  when,
  forward(tape, { self, args: [error] }) {
    const running = runningOf(self) as Running;
    if (!running.isStarted || running.isOver) {
      running.isOver = true;
      return run(running.natives.throw, self, [error]);
    }
    if (typeof error === "number")
      tape.invalidate("a number was thrown into a generator", { advice: "Throw an object that holds it." });
    return noted(tape, running.resume(tape, "throw", error), running);
  },
  pullback(tape) {
    next.pullback(tape, 0);
    return NO_COTANGENTS;
  },
};

const close: ActiveRule = {
  tracked: true,
  when,
  forward(tape, { self, args: [value] }) {
    const running = runningOf(self) as Running;
    const closing = tape.made(new Closing(value));
    const isLeft = running.isStarted && !running.isOver;
    running.isOver ||= !isLeft;
    const step = isLeft
      ? noted(tape, running.resume(tape, "throw", closing), running)
      : noted(tape, run(running.natives.return, self, [value]) as Step, undefined, closing);
    tape.record(closing);
    return step;
  },
  pullback(tape) {
    const closing = tape.recall() as Closing;
    next.pullback(tape, 0);
    return [shareOf(tape, closing)];
  },
};

/** `new Closing(value)` in our own code. */
export const closingRule: ActiveRule = {
  forward(tape, { args: [value] }) {
    const closing = tape.made(new Closing(value));
    tape.record(closing);
    return closing;
  },
  pullback: (tape) => [shareOf(tape, tape.recall() as Closing)],
};

/** The cotangent of its value, once: of what the piece ended with, and of what `yield*` handed on. */
export function shareOf(tape: Tape, closing: Closing): number {
  const shadow = tape.shadow(closing) as Shadow | undefined;
  const share = closing.share + (shadow?.["value"] ?? 0);
  closing.share = 0;
  if (shadow !== undefined) shadow["value"] = 0;
  return share;
}

const rulesByName = [
  ["next", next],
  ["return", close],
  ["throw", raise],
  [Symbol.iterator, "inert"],
] as const;

/** Functions by identity, with their rules. */
export const generatorRules: readonly (readonly [unknown, Rule])[] = /* @__PURE__ */ rulesByName.map(([name, rule]) => [
  nativeOf(prototype, name),
  rule,
]);
