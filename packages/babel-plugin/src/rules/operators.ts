/**
 * The operators of JavaScript on numbers. `a + b` of strings never comes here: it carries no derivative.
 *
 * Plain `*` and `/` follow IEEE arithmetic (0 * Infinity is NaN); `**` is guarded, as the functions of `Math` are.
 */
import { power } from "./power.ts";
import type { FixedRule } from "./scalar-rule.ts";

const constant = { partials: ["0"] } as const;
const constants = { partials: ["0", "0"] } as const;

export type BinaryOperator =
  | ("+" | "-" | "*" | "/" | "%" | "**")
  | ("|" | "&" | "^" | "<<" | ">>" | ">>>")
  | ("<" | ">" | "<=" | ">=" | "==" | "!=" | "===" | "!==" | "in" | "instanceof");

export type UnaryOperator = "-" | "+" | "~" | "!" | "typeof" | "void" | "delete";

export const binary = {
  "+": { partials: ["1", "1"] },
  "-": { partials: ["1", "-1"] },
  "*": { partials: ["b", "a"] },
  "/": {
    partials: ["1 / b", "-y / b"],
    domain: [
      [-3, 3],
      [0.3, 3],
    ],
  },
  "%": {
    partials: ["1", "-(a - a % b) / b"],
    guard: true,
    domain: [
      [2.1, 2.9],
      [0.75, 0.95],
    ],
  },
  "**": power,

  "|": constants,
  "&": constants,
  "^": constants,
  "<<": constants,
  ">>": constants,
  ">>>": constants,

  "<": constants,
  ">": constants,
  "<=": constants,
  ">=": constants,
  "==": constants,
  "!=": constants,
  "===": constants,
  "!==": constants,
  in: constants,
  instanceof: constants,
} as const satisfies Record<BinaryOperator, FixedRule>;

export const unary = {
  "-": { partials: ["-1"] },
  "+": { partials: ["1"] },
  "~": constant,
  "!": constant,
  typeof: constant,
  void: constant,
  delete: constant,
} as const satisfies Record<UnaryOperator, FixedRule>;
