/** Expressions as JavaScript, in the forward and in the reverse sweep. */
import type { t } from "../babel.ts";
import type { Expression, Variable } from "../ir/types.ts";
import * as js from "../ir/js.ts";
import { orZero, OR_ZERO } from "../order/or-zero.ts";
import { kindOf } from "../2-lower/state.ts";

export type NameOf = (v: Variable) => string;

export function toJs(e: Expression, nameOf: NameOf): t.Expression {
  switch (e.op) {
    case "variable": {
      const name = nameOf(e.variable);
      return name === "this" ? { type: "ThisExpression" } : js.id(name);
    }
    case "literal":
      return literalOf(e.value);
    case "constant":
      return constantOf(e.node);
    case "unary": {
      const operand = toJs(e.operand, nameOf);
      if (e.operator === OR_ZERO) return orZero(operand);
      if (e.operator !== "++" && e.operator !== "--") return js.unary(e.operator, operand);
      if (kindOf(e.operand) === "number") return js.binary(e.operator === "++" ? "+" : "-", operand, js.num(1));
      return js.call(js.member(js.id("#$"), e.operator === "++" ? "increment" : "decrement"), [operand]);
    }
    case "binary":
      return js.binary(e.operator, toJs(e.left, nameOf), toJs(e.right, nameOf));
    case "logical":
      return js.logical(e.operator, toJs(e.left, nameOf), toJs(e.right, nameOf));
    case "conditional":
      return js.conditional(toJs(e.test, nameOf), toJs(e.consequent, nameOf), toJs(e.alternate, nameOf));
    case "likely":
      return js.binary(
        "===",
        toJs(e.callee, nameOf),
        e.isClass === true ? js.id(e.unit) : js.member(js.id(`${e.unit}_pair`), "method"),
      );
    case "template":
      return {
        type: "TemplateLiteral",
        quasis: e.quasis.map((q) => js.clone(q)),
        expressions: e.parts.map((p) => toJs(p, nameOf)),
      };
    case "math": {
      const operands = e.operands.map((o) => toJs(o, nameOf));
      const [left, right] = operands;
      if (e.name === "**" && left && right) return js.binary("**", left, right);
      return js.call(js.member(js.id("Math"), e.name), operands);
    }
  }
}

function literalOf(value: (Expression & { op: "literal" })["value"]): t.Expression {
  if (typeof value === "number") return js.num(value);
  if (typeof value === "string") return js.str(value);
  if (typeof value === "boolean") return js.bool(value);
  return value === null ? js.nil() : js.id("undefined");
}

/** `$.name` stands for an export of the run time. */
function constantOf(node: t.Expression): t.Expression {
  if (node.type === "Identifier" && node.name.startsWith("$.")) return js.member(js.id("#$"), node.name.slice(2));
  return js.clone(node);
}

export function memberJs(object: t.Expression, key: Expression, nameOf: NameOf): t.MemberExpression {
  const name = key.op === "literal" && typeof key.value === "string" ? key.value : null;
  return name !== null && /^[A-Za-z_$][\w$]*$/.test(name)
    ? js.member(object, name)
    : js.index(object, toJs(key, nameOf));
}
