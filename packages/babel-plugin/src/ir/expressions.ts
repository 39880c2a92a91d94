/** Questions about expressions: which variables they mention, whether two are the same, short constructors. */
import type { Expression, Kind, Property, Variable } from "./types.ts";

/** What is told of a variable when it is made; the rest is found later. */
export type NewVariable = Pick<Variable, "name" | "origin" | "constant"> &
  Partial<Pick<Variable, "isSettled" | "isShared" | "made">> & { readonly kind?: Kind | undefined };

/** Every variable has all fields, in one order: the engine reads objects of one shape faster. */
export const newVariable = (
  id: number,
  { name, origin, constant, isSettled = false, isShared = false, made = false, kind = "unknown" }: NewVariable,
): Variable => ({ id, name, origin, constant, isSettled, isShared, made, kind, isTested: false });

export const variable = (v: Variable): Expression & { readonly op: "variable" } => ({ op: "variable", variable: v });
export const literal = (value: number | string | boolean | null | undefined): Expression => ({ op: "literal", value });
export const UNDEFINED: Expression = literal(undefined);

/** The direct operands of an expression, in order of evaluation. */
export function operandsOf(e: Expression): readonly Expression[] {
  switch (e.op) {
    case "variable":
    case "literal":
    case "constant":
      return [];
    case "unary":
      return [e.operand];
    case "binary":
    case "logical":
      return [e.left, e.right];
    case "math":
      return e.operands;
    case "conditional":
      return [e.test, e.consequent, e.alternate];
    case "template":
      return e.parts;
    case "likely":
      return [e.callee];
  }
}

/** Calls `visit` for each variable that the expression reads. */
export function eachVariable(e: Expression, visit: (v: Variable) => void): void {
  if (e.op === "variable") visit(e.variable);
  else if (e.op === "binary" || e.op === "logical") {
    eachVariable(e.left, visit);
    eachVariable(e.right, visit);
  } else if (e.op !== "literal") for (const operand of operandsOf(e)) eachVariable(operand, visit);
}

export function mentions(e: Expression, wanted: (v: Variable) => boolean): boolean {
  let found = false;
  eachVariable(e, (v) => {
    if (wanted(v)) found = true;
  });
  return found;
}

/** Whether both compute the same value from the same variables, by structure. */
export function same(a: Expression, b: Expression): boolean {
  if (a.op !== b.op) return false;
  switch (a.op) {
    case "variable":
      return a.variable === (b as typeof a).variable;
    case "literal":
      return Object.is(a.value, (b as typeof a).value);
    case "constant":
      return a.node === (b as typeof a).node;
    case "unary":
      return a.operator === (b as typeof a).operator && same(a.operand, (b as typeof a).operand);
    case "binary":
    case "logical":
      return (
        a.operator === (b as typeof a).operator &&
        same(a.left, (b as typeof a).left) &&
        same(a.right, (b as typeof a).right)
      );
    case "math": {
      const { name, operands } = b as typeof a;
      return a.name === name && a.operands.every((e, i) => same(e, operands[i] ?? UNDEFINED));
    }
    default:
      return false;
  }
}

/** Whether two properties of a literal may have the same name. */
export function mayRepeat(properties: readonly Property[]): boolean {
  const names = properties.map((p) => (p.key.op === "literal" ? String(p.key.value) : null));
  return names.includes(null) || new Set(names).size < names.length;
}
