/**
 * Every function of `Math`, with its partial derivatives.
 *
 * Values at kinks (`abs` at 0, ties of `max`, `hypot` at the origin, …) follow from these texts and are listed, row by
 * row, in kinks.ts. A name of `Math` without a line here does not compile.
 */
import { power } from "./power.ts";
import type { ScalarRule } from "./scalar-rule.ts";

const constant = { partials: ["0"] } as const;
const unit = { partials: ["1"] } as const;

/** The functions among the members of `Math`; `f16round` is newer than the library that TypeScript is told of. */
export type MathFunction =
  { [K in keyof Math]: Math[K] extends (...operands: never) => unknown ? K : never }[keyof Math] | "f16round";

export const math = {
  sin: { partials: ["Math.cos(a)"], beside: { name: "cos", partial: "z" }, guard: true },
  cos: { partials: ["-Math.sin(a)"], beside: { name: "sin", partial: "-z" }, guard: true },
  tan: { partials: ["1 + y * y"], guard: true, domain: [[-1.3, 1.3]] },
  asin: { partials: ["1 / Math.sqrt((1 - a) * (1 + a))"], guard: true, domain: [[-0.9, 0.9]] },
  acos: { partials: ["-1 / Math.sqrt((1 - a) * (1 + a))"], guard: true, domain: [[-0.9, 0.9]] },
  atan: { partials: ["1 / (1 + a * a)"], guard: true },
  atan2: {
    partials: ["a === 0 && b === 0 ? 0 : b / (a * a + b * b)", "a === 0 && b === 0 ? 0 : -a / (a * a + b * b)"],
    guard: true,
    domain: [
      [0.2, 3],
      [-3, 3],
    ],
  },

  sinh: { partials: ["Math.cosh(a)"], beside: { name: "cosh", partial: "z" }, guard: true },
  cosh: { partials: ["Math.sinh(a)"], beside: { name: "sinh", partial: "z" }, guard: true },
  tanh: { partials: ["1 - y * y"], guard: true },
  asinh: { partials: ["1 / Math.sqrt(a * a + 1)"], guard: true },
  // Two roots, because one of the product would be a number below -1, where acosh is none.
  acosh: { partials: ["1 / (Math.sqrt(a - 1) * Math.sqrt(a + 1))"], guard: true, domain: [[1.2, 5]] },
  atanh: { partials: ["1 / ((1 - a) * (1 + a))"], guard: true, domain: [[-0.9, 0.9]] },

  exp: { partials: ["y"], guard: true },
  // Not y + 1, which has lost the slope's digits where y is close to -1.
  expm1: { partials: ["Math.exp(a)"], guard: true },
  log: { partials: ["1 / a"], guard: true, domain: [[0.1, 5]] },
  log1p: { partials: ["1 / (1 + a)"], guard: true, domain: [[-0.9, 5]] },
  log2: { partials: ["1 / (a * Math.LN2)"], guard: true, domain: [[0.1, 5]] },
  log10: { partials: ["1 / (a * Math.LN10)"], guard: true, domain: [[0.1, 5]] },

  pow: power,
  sqrt: { partials: ["0.5 / y"], guard: true, domain: [[0.1, 5]] },
  cbrt: { partials: ["1 / (3 * y * y)"], guard: true, domain: [[0.1, 5]] },
  hypot: {
    kind: "variadic",
    partial: "y === 0 ? 0 : a / y",
    partials: ["y === 0 ? 0 : a / y", "y === 0 ? 0 : b / y"],
    guard: true,
  },

  abs: { partials: ["Math.sign(a)"], guard: true },
  max: {
    kind: "variadic",
    partial: "a === y ? 1 / n : 0",
    count: "a === y",
    partials: ["a > b ? 1 : a === b ? 0.5 : 0", "b > a ? 1 : a === b ? 0.5 : 0"],
  },
  min: {
    kind: "variadic",
    partial: "a === y ? 1 / n : 0",
    count: "a === y",
    partials: ["a < b ? 1 : a === b ? 0.5 : 0", "b < a ? 1 : a === b ? 0.5 : 0"],
  },

  // Rounding to a narrower format is meant as storage, not as a staircase.
  fround: unit,
  f16round: unit,

  sign: constant,
  floor: constant,
  ceil: constant,
  round: constant,
  trunc: constant,
  clz32: constant,
  imul: { partials: ["0", "0"] },

  random: { kind: "inert" },
} as const satisfies Partial<Record<MathFunction, ScalarRule>>;

/** Fails to compile, with the names, when a function of `Math` has no decision. */
type Undecided = Exclude<MathFunction, keyof typeof math>;
true satisfies [Undecided] extends [never] ? true : Undecided;
