/**
 * What the event loop runs of a sweep: the continuations of its `async` functions, the callbacks of its promises and timers.
 *
 *   forward   [the call itself] [task] [task] …        each recorded at the end of the tape, in the order in which it ran
 *   reverse   the tasks from the last to the first, then the call
 *
 * Between two tasks other code may write what the sweep follows; that is noticed when the next one begins.
 */
import { giveBack } from "./settled.ts";
import { state } from "./state.ts";
import { differences, OVERWRITE, remember, type Copies } from "./unseen.ts";
import type { Tape } from "./tape.ts";

/** A task in the reverse sweep. */
export interface Task {
  takeBack(tape: Tape): void;
}

/** The tasks of a sweep. */
export class Tasks {
  /** How many have run. */
  count = 0;
  /** `async` functions that have not ended. */
  open = 0;
  /** What is done where other code has written, if the sweep is over a dual. */
  written: ((tape: Tape) => void) | undefined = undefined;
  /** What the tape followed when the last of them ended. */
  private before: Copies | undefined = undefined;

  /** The sweep's own code has ended for now. */
  sleep(tape: Tape): void {
    this.before = remember(tape, []);
  }

  /** It goes on. */
  wake(tape: Tape): void {
    const overwritten = this.before === undefined ? [] : differences(this.before);
    this.before = undefined;
    if (overwritten.length === 0) return;
    this.written?.(tape);
    tape.record(overwritten);
    tape.record(WRITTEN_BETWEEN);
    this.count++;
  }

  /** They are all that will come: the tape is invalid when a function has not come to its end. */
  close(tape: Tape): void {
    this.wake(tape);
    if (this.open > 0) tape.invalidate("an `async` function has not ended", { advice: "Await it before you return." });
  }

  /** The reverse of all of them. */
  takeBackAll(tape: Tape): void {
    for (let n = this.count; n > 0; n--) (tape.recall() as Task).takeBack(tape);
  }
}

const WRITTEN_BETWEEN: Task = { takeBack: (tape) => void OVERWRITE.pullback(tape, 0) };

/** Runs a task of a sweep, which leaves its record. */
export function perform<T>(tape: Tape, task: Task, run: () => T): T {
  const tasks = tasksOf(tape);
  const outer = state.tape;
  state.tape = tape;
  tasks.wake(tape);
  try {
    return run();
  } finally {
    tape.record(task);
    tasks.count++;
    tasks.sleep(tape);
    state.tape = outer;
  }
}

export function tasksOf(tape: Tape): Tasks {
  return (tape.tasks ??= new Tasks());
}

/** How the cotangent of what a promise gives goes back. */
export interface Source {
  give(tape: Tape, share: number): void;
}

/** Cotangents that wait for the code that settled the promise; if it did so with another promise, they are that one's. */
export class Held implements Source {
  /** What the promise was resolved with. */
  value: unknown = undefined;
  private share = 0;
  private sweep = 0;

  give(tape: Tape, share: number): void {
    // At once: what settles the other promise may have run after what resolved this one.
    if (this.value instanceof Promise) giveBack(tape, this.value, share);
    else this.hold(tape, share);
  }

  private hold(tape: Tape, share: number): void {
    this.share = (this.sweep === tape.sweep ? this.share : 0) + share;
    this.sweep = tape.sweep;
  }

  take(tape: Tape): number {
    const share = this.sweep === tape.sweep ? this.share : 0;
    this.share = 0;
    return share;
  }
}

/** Registers a promise of the sweep's. */
export function promised<P>(tape: Tape, promise: P, source: Source): P {
  tasksOf(tape);
  (tape.promises ??= new Map<unknown, Source>()).set(promise, source);
  return tape.made(promise);
}
