/**
 * Gradients of functions that return a number.
 *
 *   gradient(f, …args)   forward sweep, reverse sweep from 1, one gradient for each argument
 */
import { areNumbers, gradientAtOnce } from "./at-once.ts";
import type { Gradients } from "./gradient-types.ts";
import { outcome, scalar } from "./outcome.ts";
import type { Grads, Params } from "./params.ts";
import { attachedTo, type Attached } from "./pair.ts";
import { NO_COTANGENTS } from "./rule.ts";
import { run } from "./run.ts";
import { giveBack, whenSettled } from "./settled.ts";
import { acquire, release, state } from "./state.ts";
import { prepareReverse, requireDifferentiable, using } from "./sweep.ts";
import type { Tape } from "./tape.ts";

/**
 * The gradient of `f(...args)`, one for each argument; of parameters that `f` uses, if `args` is a `Params`.
 *
 * @throws NotScalarError when `f` does not return a number
 * @throws NotCompiledError when the plugin has not seen `f`
 * @throws NotDifferentiableError when a derivative would be lost on the way
 * @example
 * gradient((a, b) => a * b, 2, 3); // [3, 2]
 * @example
 * const W = [1, 2, 3];
 * const grads = gradient(() => W[0] * W[1], new Params([W]));
 * grads.get(W); // [2, 1, 0]
 */
export function gradient(f: () => number, params: Params): Grads;
export function gradient(f: () => Promise<number>, params: Params): Promise<Grads>;
export function gradient<Args extends readonly unknown[]>(f: (...args: Args) => number, ...args: Args): Gradients<Args>;
export function gradient<Args extends readonly unknown[]>(
  f: (...args: Args) => Promise<number>,
  ...args: Args
): Promise<Gradients<Args>>;
export function gradient(f: (...args: never[]) => unknown, ...args: unknown[]): unknown {
  const attached = attachedTo(f);
  const gradients = gradientAtOnce(attached, args);
  if (gradients !== undefined) return gradients;
  if (attached !== undefined && attached.pair.start === undefined && areNumbers(args)) return ofNumbers(attached, args);
  requireDifferentiable(f, "gradient");
  return outcome(f, args, scalar, (o) => o.gradient);
}

/** The shortest way, for functions of a few numbers. */
function ofNumbers(attached: Attached, args: readonly unknown[]): number[] | Promise<number[]> {
  const tape = acquire();
  const outer = state.tape;
  state.tape = tape;
  let isLate = false;
  try {
    const value = run(tape, attached, undefined, args);
    if (value instanceof Promise) {
      isLate = true;
      return using(tape, () =>
        whenSettled(tape, value, (settled) => backToNumbers(tape, attached, args, value, settled)),
      );
    }
    return backToNumbers(tape, attached, args, value, value);
  } finally {
    state.tape = outer;
    if (!isLate) release(tape);
  }
}

function backToNumbers(
  tape: Tape,
  attached: Attached,
  args: readonly unknown[],
  value: unknown,
  settled: unknown,
): number[] {
  tape.finish();
  state.tape = null;
  const share = giveBack(tape, value, scalar(tape, settled));
  prepareReverse(tape);
  const cotangents = attached.pair.pullback(tape, share) ?? NO_COTANGENTS;
  state.foreign?.refuseStrays(tape);
  if (cotangents.length === args.length && cotangents !== NO_COTANGENTS) return cotangents;
  return args.map((_, i) => cotangents[i] ?? 0);
}

state.rules.set(gradient, { inner: "gradient" });
