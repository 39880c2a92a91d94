/**
 * `async` functions in a sweep. Both sweeps are generators: `await` is a `yield` of what is awaited; see generators.ts.
 *
 *   forward   [the call: piece 0] … [task: piece 1] … [task: piece 2]
 *   reverse   the mirror begins in the last piece; each task taken back resumes it to the `await` where its piece began
 */
import { FluxionError } from "./errors.ts";
import { Running } from "./generators.ts";
import type { Pair } from "./pair.ts";
import type { ActiveRule } from "./rule.ts";
import { giveBack } from "./settled.ts";
import { state } from "./state.ts";
import { Held, perform, promised, tasksOf, type Task } from "./tasks.ts";
import type { Tape } from "./tape.ts";

type Step = IteratorResult<unknown>;

/** One call of an `async` function. Its record is that of the call. */
class Awaiting implements Pick<ActiveRule, "pullback"> {
  readonly held = new Held();
  private readonly tape: Tape;
  private readonly running: Running;
  /** The derivatives along which the sweep runs; other code may run between its pieces. */
  private readonly tables = state.dual.tables;
  private readonly duals = state.duals;
  private sweep = 0;
  /** The cotangent of the value that the next piece to be taken back ended with awaiting, if it was no promise. */
  private share = 0;

  constructor(tape: Tape, running: Running) {
    this.tape = tape;
    this.running = running;
    tasksOf(tape).open++;
  }

  /** Runs a piece. */
  resume(how: "next" | "throw", given: unknown): Step {
    const { tape, running } = this;
    const { dual, duals } = state;
    const { tables } = dual;
    dual.tables = this.tables;
    state.duals = this.duals;
    try {
      const step = running.resume(tape, how, given);
      if (step.done !== true) return { done: false, value: awaitedAs(tape, step.value) };
      this.end(step.value);
      tape.push(0);
      return step;
    } catch (error) {
      tape.push(0);
      // It goes to the promise, and to nobody here.
      if (!(error instanceof FluxionError)) tape.disown();
      rejectedWith(tape, error);
      this.end(undefined);
      throw error;
    } finally {
      dual.tables = tables;
      state.duals = duals;
    }
  }

  /** Runs a piece that the event loop has begun. */
  resumeLater(how: "next" | "throw", given: unknown, awaited: unknown): Step {
    const { tape } = this;
    if (how === "throw") rejectedWith(tape, given);
    const task: Task = { takeBack: () => this.takeBack(awaited) };
    return perform(tape, task, () => this.resume(how, given));
  }

  private end(result: unknown): void {
    awaitedThenable(this.tape, result);
    this.held.value = result;
    tasksOf(this.tape).open--;
  }

  private takeBack(awaited: unknown): void {
    this.share = giveBack(this.tape, awaited, this.takeBackPiece());
  }

  private takeBackPiece(): number {
    const { tape, running } = this;
    takeBackAwaited(tape);
    if (this.sweep === tape.sweep) return running.back(tape, this.share);
    this.sweep = tape.sweep;
    return running.back(tape, this.held.take(tape));
  }

  /** The cotangents of the arguments, after the piece that ran in the call. */
  pullback(tape: Tape): number[] {
    this.takeBackPiece();
    return this.running.pullback(tape);
  }
}

/** A promise of the sweep's was rejected: its shares find an object, and not a number. */
export function rejectedWith(tape: Tape, error: unknown): void {
  if (typeof error === "number")
    tape.invalidate("a promise was rejected with a number", { advice: "Hold it in an object." });
}

/**
 * What is awaited instead of a value: of an object with a `then` a promise. Each piece of a sweep says on the tape whether there is
 * a record of that.
 */
export function awaitedAs(tape: Tape, value: unknown): unknown {
  const { follow } = state;
  const isFollowed = follow !== undefined && isObject(value) && !(value instanceof Promise) && "then" in value;
  if (!isFollowed) awaitedThenable(tape, value);
  const awaited = isFollowed ? follow(tape, value) : value;
  tape.push(isFollowed ? 1 : 0);
  return awaited;
}

export function takeBackAwaited(tape: Tape): void {
  if (tape.pop() === 1) (tape.recall() as Pick<ActiveRule, "pullback">).pullback(tape, 0);
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** Nobody knows what a `then` of the program's own would give. */
export function awaitedThenable(tape: Tape, value: unknown): void {
  if (!isObject(value) || value instanceof Promise) return;
  if (typeof (value as { then?: unknown }).then === "function")
    tape.invalidate("an object that is no promise was awaited", {
      advice: "Make it a promise: `new Promise((resolve) => …)`.",
    });
}

/** The promise that a marked `async` function gives. */
export function startAsync(tape: Tape, pair: Pair, _fn: unknown, it: unknown): unknown {
  const awaiting = new Awaiting(tape, new Running(it as Running["it"], pair));
  const promise = drive(awaiting);
  tape.record(awaiting);
  return promised(tape, promise, awaiting.held);
}

async function drive(awaiting: Awaiting): Promise<unknown> {
  let step = awaiting.resume("next", undefined);
  while (step.done !== true) {
    const awaited: unknown = step.value;
    let how: "next" | "throw" = "next";
    let settled: unknown;
    try {
      settled = await awaited;
    } catch (error) {
      how = "throw";
      settled = error;
    }
    step = awaiting.resumeLater(how, settled, awaited);
  }
  return step.value;
}

/** An `async` generator awaits this; everything else is what it yields. */
export class Awaited {
  readonly value: unknown;

  constructor(value: unknown) {
    this.value = value;
  }
}

export const awaiting = (value: unknown): Awaited => new Awaited(value);

/**
 * An `async` generator hands this on as it is: `yield* handedOn` neither awaits it, nor hides what `return` is called with.
 */
export class HandedOn implements AsyncIterator<unknown> {
  readonly value: unknown;
  /** What `return` was called with. */
  closing: { readonly value: unknown } | undefined = undefined;
  private isGiven = false;

  constructor(value: unknown) {
    this.value = value;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(sent?: unknown): Promise<Step> {
    const step = { value: this.isGiven ? sent : this.value, done: this.isGiven };
    this.isGiven = true;
    return Promise.resolve(step);
  }

  throw(error: unknown): Promise<Step> {
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- whatever the program has thrown
    return Promise.reject(error);
  }

  return(value: unknown): Promise<Step> {
    this.closing = { value };
    return Promise.resolve({ value, done: true });
  }
}

export const delegating = (value: unknown): HandedOn => new HandedOn(value);
