/**
 * What may be no number, though it is used as one: `"2" * x` is twice x, and its slope is no text. Of what a joint function reads it
 * tests that; of constants from elsewhere it does not.
 */
import type { t } from "../babel.ts";
import { kindOf } from "../2-lower/state.ts";
import { eachStatement } from "../3-analyse/activity.ts";
import { operandsOf } from "../ir/expressions.ts";
import { eachExpression } from "../ir/rewrite.ts";
import type { Expression, Unit } from "../ir/types.ts";

/** The names of such constants, and of the variables that are given one. */
export function doubtfulIn({ body }: Unit): ReadonlySet<string> {
  const doubtful = new Set<string>();
  const copies: (readonly [from: string, to: string])[] = [];
  const visit = (e: Expression): void => {
    const name = e.op === "constant" && e.kind !== "number" ? constantName(e.node) : null;
    if (name !== null) doubtful.add(name);
    operandsOf(e).forEach(visit);
  };
  eachStatement(body, (s) => {
    eachExpression(s, visit);
    if (s.kind !== "assign") return;
    const { value, target } = s;
    if (value.op === "variable") copies.push([value.variable.name, target.name]);
    else if (kindOf(value) !== "number" && mayBeText(value)) doubtful.add(target.name);
  });
  for (let before = -1; before !== doubtful.size;) {
    before = doubtful.size;
    for (const [from, to] of copies) if (doubtful.has(from)) doubtful.add(to);
  }
  return doubtful;
}

/** It is a constant, or a choice among several. */
const mayBeText = (e: Expression): boolean =>
  e.op === "constant" ||
  e.op === "template" ||
  (e.op === "literal" && typeof e.value !== "number" && e.value !== undefined) ||
  ((e.op === "conditional" || e.op === "logical") && operandsOf(e).some((o) => kindOf(o) !== "number" && mayBeText(o)));

/** `k`, or `env.k`; nothing for what has no such name. */
function constantName(e: t.Node): string | null {
  if (e.type === "Identifier") return e.name;
  const object = e.type === "MemberExpression" && !e.computed ? constantName(e.object) : null;
  return object !== null && e.type === "MemberExpression" && e.property.type === "Identifier"
    ? `${object}.${e.property.name}`
    : null;
}

/** Is an expression a number, if these are the doubtful names? */
export function isNumeric(e: t.Node, doubtful: ReadonlySet<string>): boolean {
  switch (e.type) {
    case "StringLiteral":
    case "TemplateLiteral":
    case "BooleanLiteral":
    case "NullLiteral":
      return false;
    case "Identifier":
    case "MemberExpression":
      return !doubtful.has(constantName(e) ?? "");
    case "ConditionalExpression":
      return isNumeric(e.consequent, doubtful) && isNumeric(e.alternate, doubtful);
    case "LogicalExpression":
      return isNumeric(e.left, doubtful) && isNumeric(e.right, doubtful);
    default:
      return true;
  }
}
