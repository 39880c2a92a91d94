/**
 * Derivatives of functions of one number.
 */
import "./foreign.ts";
import { BadArgumentError } from "./errors.ts";
import { gradient } from "./gradient.ts";
import { state } from "./state.ts";
import { requireDifferentiable } from "./sweep.ts";

/**
 * The derivative of a function of one number, as a function.
 *
 * @example
 * derivative((x) => x ** 3)(2); // 12
 */
export function derivative(f: (x: number) => number): (x: number) => number;
export function derivative(f: (x: number) => Promise<number>): (x: number) => Promise<number>;
export function derivative(f: (x: number) => number | Promise<number>): (x: number) => number | Promise<number> {
  requireDifferentiable(f, "derivative");
  const slope = (x: number): number | Promise<number> => {
    if (typeof x !== "number") throw new BadArgumentError(`a derivative is taken at a number, not at ${typeof x}.`);
    const partials = gradient(f as (x: number) => number, x) as [number] | Promise<[number]>;
    return partials instanceof Promise ? partials.then(([dx]) => dx) : partials[0];
  };
  state.derivatives.set(slope, f);
  state.adjoints.set(slope, { inner: "slope" });
  return slope;
}

state.rules.set(derivative, "unseen");
