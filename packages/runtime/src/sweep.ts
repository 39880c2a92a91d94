/**
 * Running a function's two sweeps from outside.
 */
import { back, enter } from "./dispatch.ts";
import { BadArgumentError, NotCompiledError } from "./errors.ts";
import { reopenAll } from "./generators.ts";
import { ruleOf } from "./foreign.ts";
import { attachedTo } from "./pair.ts";
import { release, state } from "./state.ts";
import { takeBackTasks } from "./tasks.ts";
import type { Tape } from "./tape.ts";
import { NotDifferentiableError } from "./errors.ts";

/** Throws unless `f` can be differentiated. */
export function requireDifferentiable(f: unknown, caller: string): void {
  if (attachedTo(f) !== undefined || isRule(f)) return;
  if (typeof f !== "function") {
    throw new BadArgumentError(`${caller} needs a function, and got ${f === null ? "null" : typeof f}.`);
  }
  const name = f.name === "" ? "the function" : `\`${f.name}\``;
  throw new NotCompiledError(`${caller} got a function that the plugin has not seen: ${name}.`, {
    advice: 'Put "differentiable" first in its body, and compile its file with @fluxion/babel-plugin.',
  });
}

/** Is there a rule that gives it a derivative (also if that is 0)? */
export function isRule(f: unknown): boolean {
  const rule = ruleOf(f);
  return rule === "inert" || (typeof rule === "object" && !("refused" in rule) && !("callsBack" in rule));
}

/** The forward sweep. Leaves the record that `reverse` takes. */
export function forward(tape: Tape, f: unknown, args: readonly unknown[]): unknown {
  const outer = state.tape;
  state.tape = tape;
  try {
    return enter(tape, "", f, undefined, args, false);
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
    if (tape.generators !== undefined) reopenAll(tape.generators, tape);
    if (tape.tasks !== undefined) takeBackTasks(tape, tape.tasks);
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
    return back(tape, dy);
  } finally {
    state.tape = outer;
  }
}
