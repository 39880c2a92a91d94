/**
 * How the value of an expression moves when its operands do, other than of calls of `Math`.
 *
 *   a * b       da * b + a * db
 *   t ? a : b   t ? da : db
 */
import { literal, same } from "../ir/expressions.ts";
import type { Expression } from "../ir/types.ts";

/** How tangents are written: as code, or as expressions in their turn. */
export interface Algebra<E> {
  readonly value: (e: Expression) => E;
  readonly zero: () => E;
  readonly sum: (a: E, b: E) => E;
  readonly times: (a: E, b: E) => E;
  /** A tangent times a slope, which may be infinite. */
  readonly share: (tangent: E, slope: E) => E;
  readonly over: (a: E, b: E) => E;
  readonly minus: (a: E) => E;
  readonly choose: (test: E, a: E, b: E) => E;
}

type Operation = Expression & { readonly op: "unary" | "binary" | "conditional" | "logical" };

/** The operators of one operand through which a number goes. */
export const SIGNS: ReadonlySet<string> = new Set(["-", "+", "++", "--"]);
export const LINEAR: ReadonlySet<string> = new Set(["+", "-", "*", "/", "%"]);

interface Branches {
  readonly test: Expression;
  readonly consequent: Expression;
  readonly alternate: Expression;
}

/** What a derivative follows. `x || 0` is the identity of numbers, at 0 as well. */
export function branchesOf(e: Expression & { readonly op: "conditional" | "logical" }): Branches {
  if (e.op === "conditional") return e;
  const { operator, left, right } = e;
  if (operator === "&&") return { test: left, consequent: right, alternate: left };
  const compared = (by: string, value: 0 | null): Expression => ({
    op: "binary",
    operator: by,
    left,
    right: literal(value),
  });
  if (operator === "??") return { test: compared("!=", null), consequent: left, alternate: right };
  const isOrZero = right.op === "literal" && right.value === 0;
  const test: Expression = isOrZero ? { op: "logical", operator, left, right: compared("===", 0) } : left;
  return { test, consequent: left, alternate: right };
}

/** Null where it stands still. `of`: the tangents of the operands; `result`: what holds the expression's value, if anything does. */
export function movesBy<E>(
  algebra: Algebra<E>,
  e: Operation,
  of: (part: Expression) => E | null,
  result: Expression = e,
): E | null {
  const { value, choose, zero, minus } = algebra;
  const either = ({ test, consequent, alternate }: Branches): E | null => {
    const [first, second] = [of(consequent), of(alternate)];
    return first === null && second === null ? null : choose(value(test), first ?? zero(), second ?? zero());
  };
  switch (e.op) {
    case "unary": {
      const inner = SIGNS.has(e.operator) ? of(e.operand) : null;
      return inner !== null && e.operator === "-" ? minus(inner) : inner;
    }
    case "binary":
      return LINEAR.has(e.operator) ? ofBinary(algebra, e, of(e.left), of(e.right), result) : null;
    case "conditional":
    case "logical":
      return either(branchesOf(e));
  }
}

function ofBinary<E>(
  { value, sum, times, share, over, minus }: Algebra<E>,
  e: Expression & { readonly op: "binary" },
  left: E | null,
  right: E | null,
  result: Expression,
): E | null {
  const both = (a: E | null, b: E | null): E | null => (a !== null && b !== null ? sum(a, b) : (a ?? b));
  switch (e.operator) {
    case "+":
      return both(left, right);
    case "-":
      return both(left, right && minus(right));
    case "*":
      if (left && same(e.left, e.right)) return times(value(literal(2)), times(left, value(e.left)));
      return both(left && times(left, value(e.right)), right && times(right, value(e.left)));
    case "/": {
      const all = both(left, right && minus(share(right, value(result))));
      return all && over(all, value(e.right));
    }
    default: {
      const rest: Expression = { op: "binary", operator: "-", left: e.left, right: result };
      return both(left, right && minus(times(right, over(value(rest), value(e.right)))));
    }
  }
}
