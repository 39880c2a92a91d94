/**
 * Running a function's two sweeps from outside.
 */
import { BadArgumentError, NotCompiledError, NotDifferentiableError } from "./errors.ts";
import { attachedTo } from "./pair.ts";
import { isKnown } from "./rule.ts";
import { back, enterAttached } from "./run.ts";
import { release, state, type Foreign } from "./state.ts";
import type { Tape } from "./tape.ts";

/** Throws unless `f` can be differentiated. */
export function requireDifferentiable(f: unknown, caller: string): void {
  if (attachedTo(f) !== undefined || isKnown(state.foreign?.ruleOf(f))) return;
  if (typeof f !== "function") {
    throw new BadArgumentError(`${caller} needs a function, and got ${f === null ? "null" : typeof f}.`);
  }
  const name = f.name === "" ? "the function" : `\`${f.name}\``;
  throw new NotCompiledError(`${caller} got a function that the plugin has not seen: ${name}.`, {
    advice: 'Put "differentiable" first in its body, and compile its file with @fluxion/babel-plugin.',
  });
}

/** The forward sweep. Leaves the record that `reverse` takes. */
export function forward(tape: Tape, f: unknown, args: readonly unknown[]): unknown {
  const outer = state.tape;
  state.tape = tape;
  try {
    const attached = attachedTo(f);
    if (attached !== undefined) return enterAttached(tape, attached, undefined, args);
    return (state.foreign as Foreign).call(tape, f, { self: undefined, args, site: "", constant: false });
  } finally {
    state.tape = outer;
  }
}

/** Runs what needs the tape, at once or when promises are there, and gives the tape back. */
export function using<T>(tape: Tape, run: () => T | Promise<T>): T | Promise<T> {
  let result: T | Promise<T>;
  try {
    result = run();
  } catch (error) {
    release(tape);
    throw error;
  }
  if (result instanceof Promise) return result.finally(() => release(tape));
  release(tape);
  return result;
}

/** Begins a reverse sweep. Throws if something in the forward sweep could not be followed. */
export function prepareReverse(tape: Tape): void {
  if (tape.invalid === undefined) {
    tape.generators?.reopenAll(tape);
    tape.tasks?.takeBackAll(tape);
    return;
  }
  const { reason, details } = tape.invalid;
  throw new NotDifferentiableError(`the forward sweep cannot be reversed: ${reason}.`, details);
}

/** The reverse sweep: from the result's cotangent to the arguments'. */
export function reverse(tape: Tape, dy: number): number[] {
  const outer = state.tape;
  state.tape = null;
  try {
    prepareReverse(tape);
    const shares = back(tape, dy);
    state.foreign?.refuseStrays(tape);
    return shares;
  } finally {
    state.tape = outer;
  }
}
