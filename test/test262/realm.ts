/**
 * The runtime as the programs see it, one in each realm. In the mode `pullback` an ordinary call of a marked function runs
 * its forward sweep, and then the reverse of it; in the mode `dual` the whole program is a function, of which the dual runs.
 */
import { jvp } from "../../packages/runtime/src/jvp.ts";
import { attachedTo } from "../../packages/runtime/src/pair.ts";
import * as runtime from "../../packages/runtime/src/internal.ts";
import { FluxionError } from "../../packages/runtime/src/index.ts";
import { state } from "../../packages/runtime/src/state.ts";
import { prepareReverse } from "../../packages/runtime/src/sweep.ts";

/** What a pullback has thrown, if it was not refused. */
export let problem: string | null = null;

/** A program may have a variable of its own called `Array`. */
const { slice } = Array.prototype;

type Ordinary = typeof runtime.ordinary;

const withPullback: Ordinary = (
  { forward, pullback, newTarget: asks, ofClass, derived },
  self,
  env,
  args,
  newTarget,
) => {
  const tape = new runtime.Tape();
  if (asks === true) tape.newTarget = newTarget;
  if (ofClass === true && derived !== true) tape.made(self);
  const outer = state.tape;
  state.tape = tape;
  let value: unknown;
  try {
    // Without iterators and setters, which a program may have given to arrays.
    const given: unknown[] = slice.call(args);
    const all = (env === null ? [tape] : ([tape, env] as unknown[])).concat(given);
    value = Reflect.apply(forward as () => unknown, self, all);
  } finally {
    state.tape = outer;
  }
  // The event loop will go on with it: its generators must not be left, as they are at the end of a sweep.
  if ((tape.tasks?.open ?? 0) > 0 || tape.asyncGenerators !== undefined) {
    tape.isFinished = true;
    return value;
  }
  try {
    tape.finish();
    state.tape = null;
    prepareReverse(tape);
    pullback(tape, typeof value === "number" ? 1 : 0);
    if (tape.top !== 0 || tape.refTop !== 0)
      problem ??= `the pullback left ${String(tape.top)} numbers and ${String(tape.refTop)} references`;
  } catch (error) {
    if (!(error instanceof FluxionError)) problem ??= `pullback: ${String(error)}`;
  } finally {
    state.tape = outer;
  }
  return value;
};

export let internal: object = runtime;
export * as dual from "../../packages/runtime/src/dual.ts";

/** Runs the dual of a function without arguments. */
export function runDual(f: () => unknown): void {
  const { dual, noDual = "" } = attachedTo(f)?.pair ?? {};
  if (dual === undefined) throw new Error(`fluxion(ORDER_EXCEEDED): no dual: ${noDual}`);
  jvp(f, [], []);
}

/** What an ordinary call does. */
export function choose(mode: string): void {
  if (mode === "pullback") internal = { ...runtime, ordinary: withPullback };
}
