/** What may hold a text: a sum with it is a text too, and constant. Unit → a question of expressions. */
import { eachStatement } from "../3-analyse/activity.ts";
import { kindOf } from "../2-lower/state.ts";
import type { Expression, Unit, Variable } from "../ir/types.ts";

const NEVER_TEXT = new Set(["-", "*", "/", "%", "**", "&", "|", "^", "<<", ">>", ">>>", "<", ">", "<=", ">=", "==", "!=", "===", "!==", "in", "instanceof"]);

export function textsOf(unit: Unit): (e: Expression) => boolean {
  /** The values of the variables that only expressions give values to. */
  const values = new Map<Variable, Expression[]>();
  const others = new Set<Variable>([...unit.parameters, unit.self, ...(unit.rest ? [unit.rest] : [])]);
  eachStatement(unit.body, (s) => {
    if (s.kind === "assign") values.set(s.target, [...(values.get(s.target) ?? []), s.value]);
    else if ("target" in s && s.target) others.add(s.target);
    else if (s.kind === "try" && s.parameter) others.add(s.parameter);
  });
  const numeric = new Set([...values.keys()].filter((v) => !others.has(v)));
  const mayBe = (e: Expression): boolean => {
    switch (e.op) {
      case "variable":
        return e.variable.kind === "number" || e.variable.kind === "boolean" ? false : !numeric.has(e.variable);
      case "literal":
        return typeof e.value === "string";
      case "math":
        return false;
      case "unary":
        return e.operator === "typeof";
      case "binary":
        return !NEVER_TEXT.has(e.operator) && (mayBe(e.left) || mayBe(e.right));
      case "conditional":
        return mayBe(e.consequent) || mayBe(e.alternate);
      case "logical":
        return mayBe(e.left) || mayBe(e.right);
      default:
        return kindOf(e) !== "number" && kindOf(e) !== "boolean";
    }
  };
  for (let before = -1; before !== numeric.size; ) {
    before = numeric.size;
    for (const v of numeric) if (values.get(v)?.some(mayBe)) numeric.delete(v);
  }
  return mayBe;
}
