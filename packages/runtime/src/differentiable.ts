/**
 * A mark for functions without a body to put it in.
 */
import type { AnyFunction } from "./pair.ts";
import type { ActiveRule } from "./rule.ts";
import { state } from "./state.ts";

/**
 * Marks a function literal, where a directive has no place: a concise arrow. An identity at run time.
 *
 * @example
 * const square = differentiable((x: number) => x * x);
 */
export function differentiable<F extends AnyFunction>(fn: F): F {
  return fn;
}

const identity: ActiveRule = {
  forward: (_tape, { args }) => args[0],
  pullback: (_tape, dy) => [dy],
};

state.rules.set(differentiable, identity);
