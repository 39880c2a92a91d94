/**
 * What a derivative is where there is none, or more than one: every decision, one row each. The rules' texts give
 * these values; a test runs each row, and the docs print the table.
 */

export interface Kink {
  /** The expression, in the operands `a`, `b` and `c`. */
  readonly expression: string;
  readonly at: readonly number[];
  /** The slope with respect to each operand. */
  readonly slopes: readonly number[];
  readonly because: string;
}

export const kinks: readonly Kink[] = [
  { expression: "Math.abs(a)", at: [0], slopes: [0], because: "the middle of its slopes, -1 and 1" },
  { expression: "Math.abs(a)", at: [-0], slopes: [0], because: "-0 is the same point" },
  { expression: "Math.max(a, b)", at: [2, 2], slopes: [0.5, 0.5], because: "a tie is shared equally" },
  { expression: "Math.min(a, b)", at: [2, 2], slopes: [0.5, 0.5], because: "a tie is shared equally" },
  { expression: "Math.max(a, b)", at: [0, -0], slopes: [0.5, 0.5], because: "0 and -0 tie" },
  { expression: "Math.max(a, a)", at: [2], slopes: [1], because: "it is the identity" },
  {
    expression: "Math.max(a, b, c)",
    at: [2, 2, 2],
    slopes: [1 / 3, 1 / 3, 1 / 3],
    because: "a tie of three",
  },
  {
    expression: "Math.min(a, b, c)",
    at: [2, 5, 2],
    slopes: [0.5, 0, 0.5],
    because: "only those that tie share",
  },
  { expression: "Math.sqrt(a)", at: [0], slopes: [Infinity], because: "the limit from the right" },
  { expression: "Math.cbrt(a)", at: [0], slopes: [Infinity], because: "the limit from both sides" },
  { expression: "Math.log(a)", at: [0], slopes: [Infinity], because: "the limit from the right" },
  {
    expression: "Math.sqrt(a) * 0",
    at: [0],
    slopes: [0],
    because: "a zero cotangent meets an infinite slope",
  },
  { expression: "Math.log(a) * 0", at: [2], slopes: [0], because: "a zero cotangent" },
  {
    expression: "Math.acos(a) * 0",
    at: [1],
    slopes: [0],
    because: "a zero cotangent meets an infinite slope",
  },
  {
    expression: "a ** b * 0",
    at: [0, -1],
    slopes: [0, 0],
    because: "a zero cotangent meets an infinite slope",
  },
  { expression: "a ** b", at: [0, 0], slopes: [0, 0], because: "a ** 0 is 1 everywhere" },
  { expression: "a ** 0", at: [0], slopes: [0], because: "a ** 0 is 1 everywhere" },
  { expression: "a ** 1", at: [0], slopes: [1], because: "it is the identity" },
  { expression: "a ** 2", at: [0], slopes: [0], because: "2 * 0" },
  { expression: "a ** b", at: [0, 1], slopes: [1, 0], because: "0 ** b stays 0 as b moves" },
  { expression: "a ** b", at: [0, 2], slopes: [0, 0], because: "0 ** b stays 0 as b moves" },
  { expression: "a ** b", at: [0, 0.5], slopes: [Infinity, 0], because: "the limit from the right" },
  { expression: "a ** 3", at: [-2], slopes: [12], because: "an integer power has a negative base too" },
  { expression: "a ** -2", at: [-2], slopes: [0.25], because: "an integer power has a negative base too" },
  { expression: "a ** b", at: [-2, 3], slopes: [12, NaN], because: "(-2) ** b is a number at integers only" },
  { expression: "Math.pow(a, b)", at: [0, 0], slopes: [0, 0], because: "as a ** b" },
  { expression: "Math.pow(a, b)", at: [0, 2], slopes: [0, 0], because: "as a ** b" },
  { expression: "Math.pow(a, 3)", at: [-2], slopes: [12], because: "as a ** b" },
  { expression: "Math.hypot(a, b)", at: [0, 0], slopes: [0, 0], because: "the middle of its cone" },
  { expression: "Math.hypot(a, b, c)", at: [0, 0, 0], slopes: [0, 0, 0], because: "the middle of its cone" },
  { expression: "Math.hypot(a)", at: [0], slopes: [0], because: "as abs" },
  { expression: "Math.atan2(a, b)", at: [0, 0], slopes: [0, 0], because: "the middle of its directions" },
  {
    expression: "Math.atan2(a, b)",
    at: [0, -1],
    slopes: [-1, -0],
    because: "along the side that the value is on",
  },
  { expression: "Math.sign(a)", at: [0], slopes: [0], because: "a step has no slope on either side" },
  { expression: "Math.floor(a)", at: [2], slopes: [0], because: "a step has no slope on either side" },
  { expression: "Math.round(a)", at: [2.5], slopes: [0], because: "a step has no slope on either side" },
  { expression: "a | 0", at: [2.5], slopes: [0], because: "rounding dies on purpose" },
  { expression: "+a.toFixed(1)", at: [2.53], slopes: [0], because: "rounding dies on purpose" },
  { expression: "a * `${a}`.length", at: [2.5], slopes: [3], because: "text is a constant" },
  { expression: "a % b", at: [5, 2.5], slopes: [1, -2], because: "along the side that the value is on" },
  { expression: "a % b", at: [-5.5, 2], slopes: [1, 2], because: "% follows the sign of its left operand" },
  { expression: "a % b", at: [1, 0.1], slopes: [1, -9], because: "1 % 0.1 is 1 - 9 * 0.1, though 1 / 0.1 is 10" },
  { expression: "a > 0 ? a : 0", at: [0], slopes: [0], because: "a branch is followed along the side taken" },
  {
    expression: "a >= 0 ? a : 0",
    at: [0],
    slopes: [1],
    because: "a branch is followed along the side taken",
  },
  { expression: "a || 0", at: [0], slopes: [1], because: "it is the identity" },
  { expression: "a || 0", at: [-0], slopes: [1], because: "-0 is the same point" },
  { expression: "a || 0", at: [NaN], slopes: [0], because: "it is 0 wherever there is no number" },
  { expression: "a || b", at: [0, 2], slopes: [0, 1], because: "a branch is followed along the side taken" },
  { expression: "a * (1 / b)", at: [0, Infinity], slopes: [0, -0], because: "plain arithmetic follows IEEE" },
];
