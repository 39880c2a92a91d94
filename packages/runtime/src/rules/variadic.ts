/**
 * `Math.max`, `Math.min`, `Math.hypot` of any number of arguments.
 *
 * A tie of max or min is shared equally; hypot has no slope at the origin, and its middle, 0, is taken.
 */
import { asNumbers } from "../operations.ts";
import type { ActiveRule } from "../rule.ts";
import type { RuleTable } from "./native.ts";

function variadic(
  fn: (...xs: number[]) => number,
  partials: (xs: readonly number[], y: number) => number[],
): ActiveRule {
  return {
    forward(tape, { args, site }) {
      asNumbers(tape, site, args);
      // Each is converted once, in order.
      const xs = args.map((x) => Math.max(x as number));
      const y = fn(...xs);
      tape.record(xs);
      tape.push(y);
      return y;
    },
    pullback(tape, dy) {
      const y = tape.pop();
      const xs = tape.recall() as number[];
      return dy === 0 ? xs.map(() => 0) : partials(xs, y).map((p) => p * dy);
    },
  };
}

function shared(xs: readonly number[], y: number): number[] {
  const ties = xs.filter((x) => x === y).length;
  return xs.map((x) => (x === y ? 1 / ties : 0));
}

export const variadicRules: RuleTable = {
  max: variadic(Math.max, shared),
  min: variadic(Math.min, shared),
  hypot: variadic(Math.hypot, (xs, y) => xs.map((x) => (y === 0 ? 0 : x / y))),
};
