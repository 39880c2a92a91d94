/** Operations on operands that are lowered: which of these get names, and sums that are texts. */
import { variable } from "../ir/expressions.ts";
import type { Expression } from "../ir/types.ts";
import { emit, isString, kindOf, mayTell, temporary, toVariable, type State } from "./state.ts";

const ARITHMETIC = new Set(["-", "*", "/", "%", "**"]);
/** One operand's slope is the other's value. */
const SCALING = new Set(["*", "/"]);

/** So many operations are not done again at each level of a long product, or of a polynomial by Horner's rule. */
const LONG = 4;

const isLong = (e: Expression): boolean => operationsLeft(e, LONG) <= 0;

function operationsLeft(e: Expression, left: number): number {
  if (left <= 0) return 0;
  if (e.op === "unary") return operationsLeft(e.operand, left - 1);
  return e.op === "binary" ? operationsLeft(e.right, operationsLeft(e.left, left - 1)) : left;
}

const isSum = (e: Expression): boolean => e.op === "binary" && (e.operator === "+" || e.operator === "-");

/** What may throw, of BigInts: divided by 0, with a negative exponent, or shifted too far. */
const REFUSING = new Set(["/", "%", "**", "<<", ">>"]);

/**
 * A sum that may be a text gets a name: what arithmetic makes of it is a number, which cannot be had again from its parts
 * once these are numbers too (`"3" + 2`). So does a sum or difference of members: one number is recorded, not two.
 */
export function nameSum(state: State, e: Expression): Expression {
  if (e.op !== "binary" || !isSum(e)) return e;
  const mayBeText = e.operator === "+" && kindOf(e) !== "number";
  const isOfMembers = [e.left, e.right].every(
    (o) => o.op === "variable" && o.variable.origin === "temporary" && o.variable.constant,
  );
  return mayBeText || isOfMembers
    ? variable(toVariable(state, e, e.operator === "+" ? "sum" : "difference", kindOf(e)))
    : e;
}

/** `**` is recorded like a function of Math; the other operators are cheap and stay in the tree. */
export function binaryOf(state: State, operator: string, left: Expression, right: Expression): Expression {
  if (operator === "+" && (isString(kindOf(left)) || isString(kindOf(right)))) return textSum(state, left, right);
  if (operator === "+") return { op: "binary", operator, left, right };
  const isScaled = SCALING.has(operator);
  const named = (e: Expression): Expression => {
    if (isScaled && isLong(e)) return variable(toVariable(state, e, isSum(e) ? "sum" : "product"));
    return ARITHMETIC.has(operator) ? nameSum(state, e) : e;
  };
  const e: Expression = { op: "binary", operator, left: named(left), right: named(right) };
  const kind = kindOf(e);
  const isOfBig = REFUSING.has(operator) && kind === "unknown" && state.file.resolution.names.has("BigInt");
  const mayThrow = isOfBig && { mayThrow: true };
  if (operator !== "**") return { ...e, ...mayThrow };
  return variable(
    toVariable(state, { op: "math", name: "**", operands: [e.left, e.right], ...mayThrow }, "power", kind),
  );
}

/** `left + right`, of which one is a string. */
export const textSum = (state: State, left: Expression, right: Expression): Expression =>
  textOf(state, [left, right], ([a, b]) => ({ op: "binary", operator: "+", left: a ?? left, right: b ?? right }));

/** A text that is made of several parts: the tape is told of numbers that become text, for read back they would be constants. */
export function textOf(
  state: State,
  parts: readonly Expression[],
  made: (parts: Expression[]) => Expression,
): Expression {
  const isTold = (e: Expression): boolean => {
    const kind = kindOf(e);
    return e.op !== "literal" && e.op !== "constant" && kind !== "text" && mayTell(kind);
  };
  const named = parts.map((part) => (isTold(part) ? variable(toVariable(state, part, "part")) : part));
  const told = named.filter(isTold);
  if (told.length === 0) return made(named);
  const target = temporary(state, "text", "text");
  const callee = { via: "runtime", name: "texted" } as const;
  emit(state, { kind: "call", loc: state.loc, target, callee, operands: [made(named), ...told], spread: false });
  return variable(target);
}
