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
import { asCode, substitute, sumOf, times } from "../4-adjoin/flow.ts";
import { kindOf } from "../2-lower/state.ts";
import { variable } from "../ir/expressions.ts";
import { movesBy } from "../rules/arithmetic.ts";
import type { Expression, Variable } from "../ir/types.ts";
import { orZero, OR_ZERO } from "./or-zero.ts";
import { partialsOf, type OperandPartial } from "../rules/partials.ts";
import type { Dual } from "./dual.ts";

const ZERO = (): t.Expression => js.num(0);

/** Null where it is certainly 0. `result`: the constant that holds the expression's value. */
export function tangentOf(dual: Dual, e: Expression, result: Variable | null = null): t.Expression | null {
  const of = (part: Expression): t.Expression | null => tangentOf(dual, part);
  switch (e.op) {
    case "variable":
      if (e.variable.origin === "module") return dual.call("shadowOf", js.id(dual.name(e.variable)));
      return dual.moves(e.variable) ? js.id(dual.tangentName(e.variable)) : null;
    case "constant":
      return dual.constantTangent(e);
    case "unary": {
      if (e.operator !== OR_ZERO) return moved(dual, e, (part) => number(dual, part), result);
      const tangent = of(e.operand);
      return tangent && orZero(tangent);
    }
    case "binary":
      return moved(dual, e, (part) => number(dual, part), result);
    case "conditional":
    case "logical":
      return moved(dual, e, of, result);
    case "math":
      return ofMath(dual, e, result);
    case "template":
      return e.parts.flatMap((part) => (kindOf(part) === "text" ? (of(part) ?? []) : [])).reduce(sumOrNone, null);
    default:
      return null;
  }
}

const sumOrNone = (a: t.Expression | null, b: t.Expression): t.Expression => (a === null ? b : sumOf(a, b));

const moved = (
  dual: Dual,
  e: Parameters<typeof movesBy<t.Expression>>[1],
  of: (part: Expression) => t.Expression | null,
  result: Variable | null,
): t.Expression | null =>
  movesBy(
    { ...asCode((part) => dual.value(part)), share: (tangent, slope) => finite(dual, tangent, slope) },
    e,
    of,
    result ? variable(result) : e,
  );

/** The tangent of what arithmetic takes as a number: a text that is read as one is a constant. */
function number(dual: Dual, e: Expression): t.Expression | null {
  const tangent = tangentOf(dual, e);
  const kind = kindOf(e);
  return kind === "number" || kind === "unknown" || kind === "text" ? tangent : null;
}

function ofMath(dual: Dual, e: Expression & { readonly op: "math" }, result: Variable | null): t.Expression | null {
  const shares = partialsOf(e).flatMap((p) => {
    const moved = p.partial === null ? null : number(dual, p.operand);
    return moved ? [share(dual, e, p, moved, result)] : [];
  });
  return shares.length === 0 ? null : shares.reduce(sumOf);
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
  return !p.guard || ALWAYS_FINITE.has(e.name) || isPolynomial(e) ? times(moved, slope) : finite(dual, moved, slope);
}

/** A tangent times a slope: 0 where either is 0, whatever the other. */
function finite(dual: Dual, moved: t.Expression, slope: t.Expression): t.Expression {
  const d = named(dual, "d", moved);
  // The slope of the test is another than that of the product: where it is not finite, nothing flows back into it.
  const tested = named(dual, "slope", slope);
  const product = named(dual, "product", times(d(), tested()));
  const still = js.logical(
    "&&",
    js.binary("!==", product(), product()),
    js.logical("||", js.binary("===", d(), ZERO()), js.binary("===", tested(), ZERO())),
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
