/**
 * Value and gradient.
 */
import { bothAtOnce } from "./at-once.ts";
import type { Gradients } from "./gradient-types.ts";
import { outcome, scalar, type Seed } from "./outcome.ts";
import { attachedTo } from "./pair.ts";
import type { Grads, Params } from "./params.ts";
import { state } from "./state.ts";
import { requireDifferentiable } from "./sweep.ts";

/** What `withGradient` differentiates: a number, or the first of several results. */
export type Loss = number | readonly [number, ...unknown[]];

/**
 * The value of `f(...args)` and its gradient. `f` may return `[loss, ...rest]`: the loss is differentiated.
 *
 * @example
 * withGradient((x) => x * x, 3); // { value: 9, gradient: [6] }
 */
export function withGradient<Value extends Loss>(
  f: () => Promise<Value>,
  params: Params,
): Promise<{ value: Value; gradient: Grads }>;
export function withGradient<Value extends Loss>(f: () => Value, params: Params): { value: Value; gradient: Grads };
export function withGradient<Args extends readonly unknown[], Value extends Loss>(
  f: (...args: Args) => Promise<Value>,
  ...args: Args
): Promise<{ value: Value; gradient: Gradients<Args> }>;
export function withGradient<Args extends readonly unknown[], Value extends Loss>(
  f: (...args: Args) => Value,
  ...args: Args
): { value: Value; gradient: Gradients<Args> };
export function withGradient(f: (...args: never[]) => unknown, ...args: unknown[]): unknown {
  const both = bothAtOnce(attachedTo(f), args);
  if (both !== undefined) return both;
  requireDifferentiable(f, "withGradient");
  return outcome(f, args, loss, (o) => o);
}

export const loss: Seed = (tape, value) => {
  if (!Array.isArray(value)) return scalar(tape, value);
  scalar(tape, value[0]);
  if (!tape.wants(value)) tape.want(value);
  (tape.shadow(value) as number[])[0] = 1;
  return 0;
};

state.rules.set(withGradient, { inner: "withGradient" });
