/**
 * The tangent of an expression, as an expression: how it moves when its variables do. Null where it stands still.
 *
 * A slope that is not finite makes the tangent NaN, even of what stands still: such a result is not used.
 */
import type { t } from "../babel.ts";
import { literal, variable } from "../ir/expressions.ts";
import type { Expression, Statement, Variable } from "../ir/types.ts";
import type { Make } from "../2-lower/indices.ts";
import { movesBy, type Algebra } from "../rules/arithmetic.ts";
import { partialsOf } from "../rules/partials.ts";

export interface Tangents {
  readonly tangent: (v: Variable) => Variable | null;
  readonly make: Make;
  /** Statements that come before what uses the tangent. */
  readonly out: Statement[];
}

const binary = (operator: string, left: Expression, right: Expression): Expression => ({
  op: "binary",
  operator,
  left,
  right,
});

/** Tangents as expressions of the intermediate representation. */
const algebra: Algebra<Expression> = {
  value: (e) => e,
  zero: () => literal(0),
  sum: (a, b) => (b.op === "unary" && b.operator === "-" ? binary("-", a, b.operand) : binary("+", a, b)),
  times: (a, b) => binary("*", a, b),
  share: (a, b) => binary("*", a, b),
  over: (a, b) => binary("/", a, b),
  minus: (a) => ({ op: "unary", operator: "-", operand: a }),
  choose: (test, a, b) => ({ op: "conditional", test, consequent: a, alternate: b }),
};

/** `result`: the variable that holds the expression's value. */
export function tangentOf(all: Tangents, e: Expression, result: Variable | null): Expression | null {
  const of = (part: Expression): Expression | null => tangentOf(all, part, null);
  switch (e.op) {
    case "variable": {
      const tangent = all.tangent(e.variable);
      return tangent && variable(tangent);
    }
    case "unary":
    case "binary":
    case "conditional":
    case "logical":
      return movesBy(algebra, e, of, result ? variable(result) : e);
    case "math":
      return ofMath(all, e, result);
    default:
      return null;
  }
}

function ofMath(all: Tangents, e: Expression & { readonly op: "math" }, result: Variable | null): Expression | null {
  let total: Expression | null = null;
  for (const { operand, partial } of partialsOf(e)) {
    const moved = partial === null ? null : tangentOf(all, operand, null);
    if (!moved || partial === null) continue;
    const [a = literal(undefined), b = literal(undefined)] = e.operands;
    const y = result ? variable(result) : e;
    const share = partial === "one" ? moved : binary("*", moved, expressionOf(all, partial, { a, b, y }));
    total = total ? algebra.sum(total, share) : share;
  }
  return total;
}

/** The text of a rule, with what its names stand for; calls get variables of their own. */
function expressionOf(all: Tangents, node: t.Expression, names: Readonly<Record<string, Expression>>): Expression {
  const of = (part: t.Node): Expression => expressionOf(all, part as t.Expression, names);
  switch (node.type) {
    case "NumericLiteral":
      return literal(node.value);
    case "Identifier":
      return names[node.name] ?? unknown(node);
    case "UnaryExpression":
      return { op: "unary", operator: node.operator, operand: of(node.argument) };
    case "BinaryExpression":
      if (node.operator === "**") return named(all, "**", [of(node.left), of(node.right)]);
      return { op: "binary", operator: node.operator, left: of(node.left), right: of(node.right) };
    case "LogicalExpression":
      return { op: "logical", operator: node.operator, left: of(node.left), right: of(node.right) };
    case "ConditionalExpression":
      return { op: "conditional", test: of(node.test), consequent: of(node.consequent), alternate: of(node.alternate) };
    case "CallExpression":
      return named(all, nameOf(node.callee), node.arguments.map(of));
    case "MemberExpression":
      return { op: "constant", node, kind: "number" };
    default:
      return unknown(node);
  }
}

function named(all: Tangents, name: string, operands: readonly Expression[]): Expression {
  const target = all.make(name === "**" ? "power" : name, "number");
  all.out.push({ kind: "assign", loc: null, target, declare: "const", value: { op: "math", name, operands } });
  return variable(target);
}

const nameOf = (callee: t.Node): string =>
  callee.type === "MemberExpression" && callee.property.type === "Identifier" ? callee.property.name : unknown(callee);

function unknown(node: t.Node): never {
  throw new Error(`a rule's text has a ${node.type} in it`);
}
