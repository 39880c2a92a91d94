/**
 * `a ** b` and `Math.pow(a, b)`.
 *
 * The slope in `a` is `b * a ** (b - 1)` also for a negative base with an integer exponent; it is 0 for the exponent 0,
 * where the text would be `0 * Infinity` at `a = 0`. The slope in `b` is `y * log(a)`, and 0 at `a = 0`, where `0 ** b`
 * stays 0 as `b` moves. For a negative base it is NaN: between the integers there is no power to have a slope.
 */
import type { FixedRule } from "./scalar-rule.ts";

export const power = {
  partials: ["b === 0 ? 0 : b * a ** (b - 1)", "a === 0 && b >= 0 ? 0 : y * Math.log(a)"],
  literal: { "0": "0", "1": "1", "2": "2 * a", "3": "3 * (a * a)" },
  guard: true,
  domain: [
    [0.2, 3],
    [-2, 3],
  ],
} as const satisfies FixedRule;
