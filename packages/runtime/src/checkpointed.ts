/**
 * `checkpointed`: what a call has recorded is thrown away, and recorded again on the way back.
 *
 *   forward   run f, note a fingerprint of what it recorded, cut that off
 *   reverse   run f again, compare the fingerprints, take that back
 *
 * A call that writes what it has not made itself, that throws, or that leaves a generator or a promise behind keeps its record,
 * as any call does: it could not be run twice.
 */
import { enter } from "./dispatch.ts";
import { BadArgumentError, FluxionError, NotDifferentiableError } from "./errors.ts";
import { escapedFrom } from "./escape.ts";
import { fingerprint } from "./fingerprint.ts";
import { extend } from "./frame.ts";
import type { AnyFunction, Pair } from "./pair.ts";
import { NO_COTANGENTS, type ActiveRule, type Call } from "./rule.ts";
import { acquire, release, state } from "./state.ts";
import { prepareReverse } from "./sweep.ts";
import { Log } from "./log.ts";
import type { Tape } from "./tape.ts";
import { copyOf, type Texts } from "./texts.ts";

/**
 * The value of `f(...args)`. In a sweep, what `f` records is not kept: `f` runs once more on the way back. That costs the time
 * of one more forward sweep, and saves the memory of its record.
 *
 * `f` must do the same again: a gradient is refused when it does not (it asked for a random number, or what it was given has
 * changed since). One that changes what it has not made itself is differentiated as usual, and keeps its record.
 *
 * @throws NotDifferentiableError on the way back, when `f` does something else than the first time
 * @example
 * gradient((x) => checkpointed((y) => Math.sin(y) * y, x), 2);
 */
export function checkpointed<Args extends readonly unknown[], Value>(
  f: (...args: Args) => Value,
  ...args: Args
): Value {
  if (typeof f !== "function")
    throw new BadArgumentError("checkpointed needs a function and its arguments: checkpointed(f, x, y).");
  return f(...args);
}

/** What is to be run again. */
interface Again {
  readonly call: Call;
  readonly f: unknown;
  readonly print: string;
  /** The numbers that had become text before: what is recorded depends on them. */
  readonly texts: Texts | undefined;
  /** Of what the call has made, what can still be reached: its place among all that, and the object. */
  readonly escaped: ReadonlyMap<number, object>;
}

/** The record of a call that has kept its own. */
const KEPT = Symbol("kept");

const rule: ActiveRule = {
  tracked: true,
  forward(tape, call) {
    const [f, ...args] = call.args;
    const own: Call = { ...call, self: undefined, args };
    const { top, refTop, log: outer } = tape;
    const others = asynchronous(tape);
    const texts = tape.texts && copyOf(tape.texts);
    const log = (tape.log = new Log());
    let isKept = true;
    try {
      const y = enter(tape, call.site, f, undefined, args, call.constant);
      const escaped =
        log.isApart() && !tape.isDropped && others === asynchronous(tape) ? escapedFrom(tape, y, log.made) : undefined;
      if (escaped === undefined) {
        tape.record(KEPT);
        return y;
      }
      const print = fingerprint(tape, top, refTop, log.made);
      tape.top = top;
      tape.refs.fill(undefined, refTop, tape.refTop);
      tape.refTop = refTop;
      const kept = new Set(escaped.values());
      for (const o of log.made) if (!kept.has(o)) tape.shadows.delete(o);
      tape.record({ call: own, f, print, texts, escaped } satisfies Again);
      isKept = false;
      outer?.made.push(...escaped.values());
      return y;
    } catch (error) {
      extend(tape, error, KEPT, rule);
      throw error;
    } finally {
      tape.log = outer;
      if (isKept) outer?.add(log);
    }
  },
  pullback(tape, dy) {
    const record = tape.recall() as Again | typeof KEPT;
    const cotangents =
      record === KEPT ? ((tape.recall() as Pair).pullback(tape, dy) ?? NO_COTANGENTS) : runAgain(tape, record, dy);
    return [0, ...cotangents];
  },
};

/** How much there is that the event loop, or a caller of `next`, may come back to. */
const asynchronous = (tape: Tape): number =>
  (tape.generators?.size ?? 0) +
  (tape.promises?.size ?? 0) +
  (tape.asyncGenerators?.size ?? 0) +
  (tape.tasks?.count ?? 0);

function runAgain(tape: Tape, { call, f, print, texts, escaped }: Again, dy: number): number[] {
  const known = tape.texts;
  tape.texts = texts && copyOf(texts);
  try {
    return replayed(
      tape,
      () => {
        try {
          enter(tape, call.site, f, undefined, call.args, call.constant);
        } catch (error) {
          throw error instanceof FluxionError ? error : somethingElse(f, call);
        }
      },
      (log) => {
        if (!log.isApart() || fingerprint(tape, 0, 0, log.made) !== print) throw somethingElse(f, call);
        // What the first run has made and the program has kept has got the cotangents of what this one has made in its place.
        for (const [i, o] of escaped) {
          const slot = tape.slotOf(log.made[i]);
          if (slot === undefined) continue;
          slot.shadow = tape.shadow(o);
          slot.sweep = tape.sweep;
        }
        return (tape.recall() as Pair).pullback(tape, dy) ?? NO_COTANGENTS;
      },
    );
  } finally {
    tape.texts = known;
  }
}

/** In a reverse sweep: runs a forward sweep on a piece of tape of its own, and takes it back. */
export function replayed<R, T>(tape: Tape, run: () => R, back: (log: Log, result: R) => T): T {
  const { numbers, refs, top, refTop, log: outer, isFinished } = tape;
  const spare = acquire();
  const log = new Log();
  const recording = state.tape;
  const generators = tape.generators?.size ?? 0;
  Object.assign(tape, { numbers: spare.numbers, refs: [], top: 0, refTop: 0, log, isFinished: false });
  state.tape = tape;
  try {
    const result = run();
    tape.generators?.closeAll(tape, generators);
    if (tape.invalid !== undefined) prepareReverse(tape); // which throws
    state.tape = recording;
    Object.assign(tape, { log: outer, isFinished });
    tape.generators?.reopenAll(tape, generators);
    return back(log, result);
  } finally {
    state.tape = recording;
    for (const o of log.made) tape.shadows.delete(o);
    let n = 0;
    for (const it of tape.generators?.keys() ?? []) if (n++ >= generators) tape.generators?.delete(it);
    spare.numbers = tape.numbers;
    Object.assign(tape, { numbers, refs, top, refTop, log: outer, isFinished });
    release(spare);
  }
}

function somethingElse(f: unknown, { site }: Call): NotDifferentiableError {
  const { name } = f as AnyFunction;
  return new NotDifferentiableError(
    `${name === "" ? "a function" : `\`${name}\``} was checkpointed, and did something else when it ran again.`,
    { site, advice: "Draw random numbers outside and pass them in; change copies of what it was given." },
  );
}

state.rules.set(checkpointed, rule);
