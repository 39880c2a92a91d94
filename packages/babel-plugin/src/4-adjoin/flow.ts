/**
 * The adjoint of an expression: how a cotangent of its value flows into its variables.
 *
 *   y = a * b     da += dy * b     db += dy * a
 */
import type { t } from "../babel.ts";
import type { Expression, Variable } from "../ir/types.ts";
import * as js from "../ir/js.ts";
import { withChildren, isPropertyName } from "../ir/walk.ts";
import { same, variable } from "../ir/expressions.ts";
import { kindOf } from "../2-lower/state.ts";
import { isQuotient } from "../3-analyse/needs.ts";
import { CHOOSING } from "../3-analyse/dead.ts";
import { branchesOf, type Algebra } from "../rules/arithmetic.ts";
import { partialsOf, type OperandPartial } from "../rules/partials.ts";
import { isNumeric } from "./doubtful.ts";
import { toJs } from "./values.ts";
import type { Sweep } from "./sweep.ts";

const PRODUCTS: ReadonlySet<string> = new Set(["*", "/", "%"]);

/** Whether it may be a product of two BigInts, which is one: they are no factors of a cotangent. */
export const mayBeBig = (sweep: Sweep, e: Expression): boolean =>
  sweep.hasBigInts && e.op === "binary" && PRODUCTS.has(e.operator) && kindOf(e) !== "number";

/** Where a share of a cotangent goes: by default `dv += share`. */
export type Sink = (v: Variable, share: t.Expression) => t.Statement[];

export function addTo(sweep: Sweep): Sink {
  return (v, share) =>
    sweep.inPlace?.early.has(v) === true ? [] : [js.statement(accumulate(js.id(sweep.names.cotangent(v)), share))];
}

/** `target += share`, or `target -= …` for a negative share. */
export function accumulate(target: t.Expression, share: t.Expression): t.Expression {
  if (share.type === "UnaryExpression" && share.operator === "-") return js.assign("-=", target, share.argument);
  return js.assign("+=", target, share);
}

export function flow(
  sweep: Sweep,
  e: Expression,
  c: t.Expression,
  sink: Sink,
  result: Variable | null = null,
): t.Statement[] {
  if (!sweep.activity.flows(e)) return [];
  const into = (part: Expression, share: t.Expression): t.Statement[] => flow(sweep, part, share, sink);
  const value = (part: Expression): t.Expression => toJs(part, sweep.names.value);
  switch (e.op) {
    case "variable":
      return sink(e.variable, c);
    case "unary":
      return into(e.operand, e.operator === "-" ? negate(c) : c);
    case "binary": {
      const quotient = isQuotient(e, result) ? value(variable(result)) : null;
      if (!mayBeBig(sweep, e)) return flowBinary(sweep, e, c, into, value, quotient);
      return shared(sweep, c, true, (d) => onlyIf(d(), flowBinary(sweep, e, d(), into, value, quotient)));
    }
    case "conditional":
    case "logical": {
      const { test, consequent, alternate } = branchesOf(e);
      return shared(sweep, c, true, (d) => [js.ifs(value(test), into(consequent, d()), into(alternate, d()))]);
    }
    case "math":
      return flowMath(sweep, e, c, sink, result);
    case "template":
      return shared(sweep, c, true, (d) => e.parts.flatMap((part) => (kindOf(part) === "text" ? into(part, d()) : [])));
    default:
      return [];
  }
}

/** The same of what may be dead: where no cotangent arrives, slopes that may be infinite are not asked for. */
export function flowIfUsed(sweep: Sweep, e: Expression, c: t.Expression, sink: Sink): t.Statement[] {
  if (!sweep.dead.isSteep(e) || !sweep.activity.flows(e)) return flow(sweep, e, c, sink);
  return shared(sweep, c, true, (d) => onlyIf(d(), flow(sweep, e, d(), sink)));
}

/** Statements that do nothing but for a cotangent. */
export const onlyIf = (c: t.Expression, statements: t.Statement[]): t.Statement[] =>
  statements.length === 0 ? [] : [js.ifs(js.binary("!==", c, js.num(0)), statements)];

const NONE: ReadonlySet<string> = new Set();

function flowBinary(
  sweep: Sweep,
  e: Expression & { op: "binary" },
  c: t.Expression,
  into: (p: Expression, s: t.Expression) => t.Statement[],
  value: (p: Expression) => t.Expression,
  quotient: t.Expression | null,
): t.Statement[] {
  const { left, right } = e;
  const both = sweep.activity.flows(left) && sweep.activity.flows(right);
  const factor = (p: Expression): t.Expression => {
    const made = value(p);
    // Without a product nothing makes a number of it.
    return isNumber(c, 1) && !isNumeric(made, sweep.inPlace?.doubtful ?? NONE) ? js.unary("+", made) : made;
  };
  return shared(sweep, c, both, (d) => {
    switch (e.operator) {
      case "+":
        return [...into(left, d()), ...into(right, d())];
      case "-":
        return [...into(left, d()), ...into(right, negate(d()))];
      case "*":
        if (same(left, right) && left.op === "variable") return into(left, times(js.num(2), times(d(), value(left))));
        return [
          ...(sweep.activity.flows(left) ? into(left, times(d(), factor(right))) : []),
          ...(sweep.activity.flows(right) ? into(right, times(d(), factor(left))) : []),
        ];
      case "/":
        return [
          ...(sweep.activity.flows(left) ? into(left, js.binary("/", d(), value(right))) : []),
          ...(sweep.activity.flows(right)
            ? into(
                right,
                negate(js.binary("/", times(d(), quotient ?? js.binary("/", value(left), value(right))), value(right))),
              )
            : []),
        ];
      default: {
        const whole = js.binary("-", value(left), js.binary("%", value(left), value(right)));
        return [
          ...into(left, d()),
          ...(sweep.activity.flows(right) ? into(right, negate(times(d(), js.binary("/", whole, value(right))))) : []),
        ];
      }
    }
  });
}

function flowMath(
  sweep: Sweep,
  e: Expression & { op: "math" },
  c: t.Expression,
  sink: Sink,
  result: Variable | null,
): t.Statement[] {
  const used = partialsOf(e, true).filter((p) => p.partial !== null && sweep.activity.flows(p.operand));
  if (used.length === 0) return [];
  const guarded = used.some((p) => p.guard);
  const given = (operand: Expression, share: t.Expression): t.Statement[] =>
    CHOOSING.has(e.name) ? flowIfUsed(sweep, operand, share, sink) : flow(sweep, operand, share, sink);
  return shared(sweep, c, guarded || used.length > 1, (d) => {
    const shares = used.flatMap((p) => given(p.operand, shareOf(sweep, e, p, d(), result)));
    return guarded && !isNumber(d(), 1) ? onlyIf(d(), shares) : shares;
  });
}

export function shareOf(
  sweep: Sweep,
  e: Expression & { op: "math" },
  p: OperandPartial,
  c: t.Expression,
  result: Variable | null,
): t.Expression {
  if (p.partial === "one" || p.partial === null) return c;
  const names = new Map<string, t.Expression>();
  const [a, b] = e.operands;
  if (a) names.set("a", toJs(a, sweep.names.value));
  if (b) names.set("b", toJs(b, sweep.names.value));
  if (result) names.set("y", js.id(sweep.names.value(result)));
  if (e.beside) names.set("z", js.id(sweep.names.value(e.beside)));
  const partial = fold(substitute(p.partial, names));
  if (partial.type === "UnaryExpression" && partial.operator === "-") return negate(times(c, partial.argument));
  if (partial.type === "BinaryExpression" && partial.operator === "/" && isNumber(partial.left, 1))
    return js.binary("/", c, partial.right);
  return times(c, partial);
}

const isNumber = (node: t.Node, value: number): boolean => node.type === "NumericLiteral" && node.value === value;

/** A copy of a rule's text, with the operands in the place of their letters. */
export function substitute(tree: t.Expression, names: ReadonlyMap<string, t.Expression>): t.Expression {
  if (tree.type === "Identifier") return js.clone(names.get(tree.name) ?? tree);
  return withChildren(tree, (child, key) =>
    isPropertyName(tree, key) ? js.clone(child) : substitute(child as t.Expression, names),
  );
}

/** Arithmetic on literals, and a choice that a literal decides, are done here. */
function fold(e: t.Expression): t.Expression {
  if (e.type === "BinaryExpression") {
    const left = fold(e.left as t.Expression);
    const right = fold(e.right);
    if (left.type === "NumericLiteral" && right.type === "NumericLiteral") {
      if (e.operator === "===") return js.bool(left.value === right.value);
      if (e.operator === "-" && left.value >= right.value) return js.num(left.value - right.value);
    }
    return js.binary(e.operator, left, right);
  }
  if (e.type === "ConditionalExpression") {
    const test = fold(e.test);
    if (test.type === "BooleanLiteral") return fold(test.value ? e.consequent : e.alternate);
  }
  return e;
}

export const times = (a: t.Expression, b: t.Expression): t.Expression =>
  isNumber(a, 1)
    ? b
    : isNumber(b, 1)
      ? a
      : b.type === "UnaryExpression" && b.operator === "-" && a.type !== "UnaryExpression"
        ? js.unary("-", js.binary("*", a, b.argument))
        : a.type === "UnaryExpression" && a.operator === "-"
          ? js.unary("-", js.binary("*", a.argument, b))
          : js.binary("*", a, b);

export const negate = (a: t.Expression): t.Expression =>
  a.type === "UnaryExpression" && a.operator === "-" ? a.argument : js.unary("-", a);

/** `a + -b` is `a - b`. */
export const sumOf = (a: t.Expression, b: t.Expression): t.Expression =>
  b.type === "UnaryExpression" && b.operator === "-" ? js.binary("-", a, b.argument) : js.binary("+", a, b);

/** Tangents as code. */
export const asCode = (value: (e: Expression) => t.Expression): Algebra<t.Expression> => ({
  value,
  zero: () => js.num(0),
  sum: sumOf,
  times,
  share: times,
  over: (a, b) => js.binary("/", a, b),
  minus: negate,
  choose: js.conditional,
});

/** Names a cotangent that is used more than once, unless it is a name already. */
export function shared(
  sweep: Sweep,
  c: t.Expression,
  needed: boolean,
  use: (d: () => t.Expression) => t.Statement[],
): t.Statement[] {
  const simple =
    c.type === "Identifier" ||
    c.type === "NumericLiteral" ||
    (c.type === "UnaryExpression" && c.argument.type === "Identifier");
  if (!needed || simple) return use(() => js.clone(c));
  const name = sweep.names.fresh("d");
  return [js.declare("const", js.id(name), c), ...use(() => js.id(name))];
}
