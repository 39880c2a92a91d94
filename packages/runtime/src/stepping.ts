/**
 * Iterables whose protocol methods are marked: `[Symbol.iterator]` and `next` are calls, recorded between the loop's turns.
 *
 *   forward   [iterator] [next, turn 0] [next, turn 1] … [next: done]
 *   reverse   the same from the end: each call is taken back just before the turn that came before it
 */
import { enter } from "./dispatch.ts";
import type { Steps } from "./iteration.ts";
import { attachedTo, type Pair } from "./pair.ts";
import type { Frame } from "./frame.ts";
import { cut, within, type Segment } from "./segment.ts";
import type { Shadow } from "./shadow.ts";
import type { Tape } from "./tape.ts";

interface Marked {
  readonly [Symbol.iterator]: () => Iterator<unknown>;
}

/** Is its iterator made by a marked function, or a generator itself? */
export function isMarkedIterable(tape: Tape, xs: unknown): xs is Marked {
  if (tape.generators?.has(xs) === true) return true;
  if ((typeof xs !== "object" || xs === null) && typeof xs !== "function") return false;
  return attachedTo((xs as Partial<Marked>)[Symbol.iterator]) !== undefined;
}

/** Where a loop stands between its turns, in a tracked function. */
export interface Between {
  readonly frame: Frame;
  readonly position: number;
}

/** Runs a step. If it throws, the mirror of a loop in a function that keeps no track does not know that the turns before are done. */
export function step<T>(tape: Tape, between: Between | undefined, isMidway: boolean, run: () => T): T {
  between?.frame.at(between.position);
  try {
    return run();
  } catch (error) {
    if (isMidway && between === undefined)
      tape.invalidate("an iterator threw in the middle of an iteration", {
        advice: "Catch the exception inside of the iterator.",
      });
    throw error;
  }
}

/**
 * Closes an iterator. If it throws, the turn that left the loop has an end of which no mirror knows. A generator that is left when
 * the sweep ends closes nothing: the program has left it in the middle of its loop.
 */
export const closing = <T>(tape: Tape, close: () => T): T | undefined =>
  tape.running?.isLeft === true ? undefined : step(tape, undefined, tape.thrown === undefined, close);

/** Such an iterable while it is iterated. */
export class Stepped implements Iterable<unknown> {
  /** What `next` gave, one for each turn. */
  readonly results: object[] = [];
  /** Whether a call of `next` was recorded after the last turn: the one that was done. */
  isDone = false;
  /** What the call of `return` has recorded: the loop may have recorded its own end before it. */
  closed: Segment | undefined = undefined;
  private readonly tape: Tape;
  private readonly xs: Marked;
  private readonly between: Between | undefined;

  constructor(tape: Tape, xs: Marked, between?: Between) {
    this.tape = tape;
    this.xs = xs;
    this.between = between;
  }

  [Symbol.iterator](): Iterator<unknown> {
    const { tape, xs, results, between } = this;
    const iterator = enter(tape, "", xs[Symbol.iterator], xs, [], false) as Readonly<Record<string, unknown>>;
    const { next } = iterator;
    return {
      next: () => {
        const isMidway = results.length > 0 || tape.generators?.has(iterator) !== true;
        return step(tape, between, isMidway, () => {
          const given: unknown = enter(tape, "", next, iterator, [], false);
          // What the engine refuses is no turn.
          if (Object(given) !== given) throw new TypeError(`Iterator result ${String(given)} is not an object`);
          const result = given as IteratorResult<unknown>;
          if (result.done === true) {
            this.isDone = true;
            return result;
          }
          const { value } = result;
          results.push(result);
          return { done: false, value };
        });
      },
      return: (value?: unknown) => {
        const close = iterator["return"];
        if (close === undefined || close === null) return { done: true, value };
        const { top, refTop, thrown, writes } = tape;
        const result = closing(tape, () => enter(tape, "", close, iterator, [], false));
        if (result === undefined) return { done: true, value };
        this.closed = cut(tape, top, refTop);
        // The exception that closes it, if one does, goes on; what threw is taken back before this.
        tape.thrown = thrown;
        if (thrown !== undefined && tape.writes !== writes)
          tape.invalidate("an iterator that was closed by an exception has changed memory that carries derivatives", {
            advice: "Catch the exception inside of the loop.",
          });
        return result as IteratorResult<unknown>;
      },
    };
  }
}

/** Takes the calls back, in the order of the turns. */
export class StepsBack implements Steps {
  private readonly tape: Tape;
  private readonly results: readonly object[];

  constructor(tape: Tape, it: Stepped) {
    this.tape = tape;
    this.results = it.results;
    if (it.closed !== undefined) within(tape, it.closed, () => this.call());
    if (it.isDone) this.call();
    if (it.results.length === 0) this.call();
  }

  back(n: number, dx: number): void {
    const shadow = this.tape.shadow(this.results[n]) as Shadow | undefined;
    if (shadow !== undefined) shadow["value"] = (shadow["value"] ?? 0) + dx;
    this.call();
    if (n === 0) this.call();
  }

  private call(): void {
    (this.tape.recall() as Pair).pullback(this.tape, 0);
  }
}
