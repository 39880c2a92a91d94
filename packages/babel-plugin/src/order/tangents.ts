/**
 * The tangent of an expression, from the tangents of its variables: how it moves when they do.
 *
 *   a * b     da * b + a * db
 *   sin(a)    da * cos(a)
 *
 * Tangents are differentiated in their turn, so nothing in them may depend on whether a tangent happens to be 0; only a slope that
 * is not finite is left out where nothing moves, as kinks.md says.
 */
import type { t } from "../babel.ts";
import * as js from "../ir/js.ts";
import { negate, substitute, times } from "../4-adjoin/flow.ts";
import { kindOf } from "../2-lower/state.ts";
import { same } from "../ir/expressions.ts";
import type { Expression, Variable } from "../ir/types.ts";
import { orZero, OR_ZERO } from "./or-zero.ts";
import { partialsOf, type OperandPartial } from "../rules/partials.ts";
import type { Dual } from "./dual.ts";

const ZERO = (): t.Expression => js.num(0);

/** Null where it is certainly 0. `result`: the constant that holds the expression's value. */
export function tangentOf(dual: Dual, e: Expression, result: Variable | null = null): t.Expression | null {
  const of = (part: Expression): t.Expression | null => tangentOf(dual, part);
  const either = (test: t.Expression, a: Expression, b: Expression): t.Expression | null => {
    const [first, second] = [of(a), of(b)];
    return first || second ? js.conditional(test, first ?? ZERO(), second ?? ZERO()) : null;
  };
  switch (e.op) {
    case "variable":
      if (e.variable.origin === "module") return dual.call("shadowOf", js.id(dual.name(e.variable)));
      return dual.moves(e.variable) ? js.id(dual.tangentName(e.variable)) : null;
    case "constant":
      return dual.constantTangent(e);
    case "unary": {
      if (e.operator === OR_ZERO) {
        const tangent = of(e.operand);
        return tangent && orZero(tangent);
      }
      const inner = ARITHMETIC.has(e.operator) ? number(dual, e.operand) : null;
      return inner && (e.operator === "-" ? negate(inner) : inner);
    }
    case "binary":
      return LINEAR.has(e.operator) ? ofBinary(dual, e, result) : null;
    case "conditional":
      return either(dual.value(e.test), e.consequent, e.alternate);
    case "logical": {
      const left = dual.value(e.left);
      const takesLeft =
        e.operator === "||" ? left : e.operator === "&&" ? js.unary("!", left) : js.binary("!=", left, js.nil());
      return either(takesLeft, e.left, e.right);
    }
    case "math":
      return ofMath(dual, e, result);
    default:
      return null;
  }
}

const ARITHMETIC = new Set(["-", "+", "++", "--"]);
const LINEAR = new Set(["+", "-", "*", "/", "%"]);

/** The tangent of what arithmetic takes as a number: a text that is read as one is a constant. */
function number(dual: Dual, e: Expression): t.Expression | null {
  const tangent = tangentOf(dual, e);
  const kind = kindOf(e);
  return kind === "number" || kind === "unknown" ? tangent : null;
}

function ofBinary(dual: Dual, e: Expression & { readonly op: "binary" }, result: Variable | null): t.Expression | null {
  const left = number(dual, e.left);
  const right = number(dual, e.right);
  if (!left && !right) return null;
  const value = (part: Expression): t.Expression => dual.value(part);
  const both = (a: t.Expression | null, b: t.Expression | null): t.Expression | null => (a && b ? sum(a, b) : (a ?? b));
  switch (e.operator) {
    case "+":
      return both(left, right);
    case "-":
      return both(left, right && negate(right));
    case "*":
      if (left && same(e.left, e.right)) return times(js.num(2), times(left, value(e.left)));
      return both(left && times(left, value(e.right)), right && times(right, value(e.left)));
    case "/": {
      const quotient = result ? js.id(dual.name(result)) : value(e);
      const over = both(left, right && negate(times(right, quotient)));
      return over && js.binary("/", over, value(e.right));
    }
    default: {
      const turns = js.call(js.member(js.id("Math"), "trunc"), [js.binary("/", value(e.left), value(e.right))]);
      return both(left, right && negate(times(right, turns)));
    }
  }
}

const sum = (a: t.Expression, b: t.Expression): t.Expression =>
  b.type === "UnaryExpression" && b.operator === "-" ? js.binary("-", a, b.argument) : js.binary("+", a, b);

function ofMath(dual: Dual, e: Expression & { readonly op: "math" }, result: Variable | null): t.Expression | null {
  const shares = partialsOf(e).flatMap((p) => {
    const moved = p.partial === null ? null : number(dual, p.operand);
    return moved ? [share(dual, e, p, moved, result)] : [];
  });
  return shares.length === 0 ? null : shares.reduce(sum);
}

/** The slope of one operand, times its tangent. */
function share(
  dual: Dual,
  e: Expression & { readonly op: "math" },
  p: OperandPartial,
  moved: t.Expression,
  result: Variable | null,
): t.Expression {
  if (p.partial === "one" || p.partial === null) return moved;
  const names = new Map<string, t.Expression>();
  const [a, b] = e.operands;
  if (a) names.set("a", dual.value(a));
  if (b) names.set("b", dual.value(b));
  names.set("y", result ? js.id(dual.name(result)) : dual.value(e));
  const slope = substitute(p.partial, names);
  if (!p.guard || ALWAYS_FINITE.has(e.name) || isPolynomial(e)) return times(moved, slope);
  const d = named(dual, "d", moved);
  // The slope of the test is another than that of the product: where it is not finite, nothing flows back into it.
  const tested = named(dual, "slope", slope);
  const still = js.logical(
    "&&",
    js.binary("===", d(), ZERO()),
    js.binary("!==", js.binary("-", tested(), tested()), ZERO()),
  );
  return js.conditional(still, ZERO(), times(d(), js.clone(slope)));
}

/** A name for what is mentioned more than once. */
function named(dual: Dual, base: string, e: t.Expression): () => t.Expression {
  if (e.type === "Identifier" || e.type === "NumericLiteral") return () => js.clone(e);
  const name = dual.fresh(base);
  dual.before(js.declare("const", js.id(name), e));
  return () => js.id(name);
}

/** `x ** 2` */
function isPolynomial({ name, operands }: Expression & { readonly op: "math" }): boolean {
  const [, exponent] = operands;
  return (
    (name === "**" || name === "pow") &&
    exponent?.op === "literal" &&
    Number.isInteger(exponent.value) &&
    (exponent.value as number) > 0
  );
}

/** Of a finite operand they have a finite slope. */
const ALWAYS_FINITE = new Set(["sin", "cos", "atan", "tanh", "asinh", "abs", "sign"]);
