/**
 * What the adjoint of one statement reads: values of variables for its partials and keys, and shadows of objects.
 */
import { OR_ZERO } from "../order/or-zero.ts";
import { eachVariable, operandsOf, mayRepeat } from "../ir/expressions.ts";
import type { Expression, Statement, Variable } from "../ir/types.ts";
import { partialsOf } from "../rules/partials.ts";
import type { Activity } from "./activity.ts";

export interface Need {
  /** As a number, for a partial. */
  readonly number: boolean;
  /** As it is: a key may be a string or a symbol. */
  readonly value: boolean;
  /** Its shadow. */
  readonly shadow: boolean;
}

export const ARITHMETIC = new Set(["+", "-", "*", "/", "%"]);

export type Needs = ReadonlyMap<Variable, Need>;

const NOTHING: Need = { number: false, value: false, shadow: false };

export function addNeed(into: Map<Variable, Need>, v: Variable, need: Partial<Need>): void {
  const old = into.get(v) ?? NOTHING;
  if ((old.number || !need.number) && (old.value || !need.value) && (old.shadow || !need.shadow)) return;
  into.set(v, {
    number: old.number || !!need.number,
    value: old.value || !!need.value,
    shadow: old.shadow || !!need.shadow,
  });
}

/** Is it the quotient that a constant holds? Then that stands in its own adjoint. */
export const isQuotient = (e: Expression, result: Variable | null): result is Variable =>
  e.op === "binary" && e.operator === "/" && result?.constant === true;

const NONE: Needs = new Map();

/** Statements that have no adjoint of their own. */
const IDLE: ReadonlySet<Statement["kind"]> = new Set([
  "again",
  "assume",
  "block",
  "cell",
  "closure",
  "each",
  "loop",
  "try",
  "verbatim",
]);

/** `needsOf`, for passes that ask more than once: what each statement needs is worked out once. */
export function needsIn(activity: Activity): (s: Statement) => Needs {
  const needs = new Map<Statement, Needs>();
  return (s) => {
    const known = needs.get(s) ?? needsOf(s, activity);
    needs.set(s, known);
    return known;
  };
}

export function needsOf(s: Statement, activity: Activity): Needs {
  if (IDLE.has(s.kind) || (s.kind === "assign" && !activity.isActive(s.target))) return NONE;
  const needs = new Map<Variable, Need>();
  /** To compute it again as a number: what only arithmetic reads may be restored as a number itself. */
  const number = (e: Expression): void => {
    if (e.op === "variable") addNeed(needs, e.variable, { number: true });
    else if (e.op === "binary" && ARITHMETIC.has(e.operator)) operandsOf(e).forEach(number);
    else if (e.op === "unary" && e.operator !== "!" && e.operator !== "typeof" && e.operator !== OR_ZERO)
      number(e.operand);
    else if (e.op === "conditional") {
      key(e.test);
      number(e.consequent);
      number(e.alternate);
    } else key(e);
  };
  const key = (e: Expression): void =>
    eachVariable(e, (v) => addNeed(needs, v, v.kind === "number" ? { number: true } : { value: true }));
  const shadow = (v: Variable): void => addNeed(needs, v, { shadow: true });
  const partials = (e: Expression, result: Variable | null): void => {
    if (!activity.flows(e)) return;
    switch (e.op) {
      case "unary":
        partials(e.operand, null);
        return;
      case "binary":
        if (activity.flows(e.left)) {
          if (e.operator === "*" || e.operator === "/") number(e.right);
          partials(e.left, null);
        }
        if (activity.flows(e.right)) {
          if (isQuotient(e, result)) addNeed(needs, result, { number: true });
          else if (e.operator === "*" || e.operator === "/" || e.operator === "%") number(e.left);
          if (e.operator === "/" || e.operator === "%") number(e.right);
          partials(e.right, null);
        }
        return;
      case "conditional":
        key(e.test);
        partials(e.consequent, null);
        partials(e.alternate, null);
        return;
      case "logical":
        key(e.left);
        partials(e.left, null);
        partials(e.right, null);
        return;
      case "math":
        for (const { operand, names } of partialsOf(e, true)) {
          if (!activity.flows(operand)) continue;
          for (const name of names) {
            if (name === "y" && result) addNeed(needs, result, { number: true });
            if (name === "z" && e.beside) addNeed(needs, e.beside, { number: true });
            const mentioned = name === "a" ? e.operands[0] : name === "b" ? e.operands[1] : undefined;
            if (mentioned) number(mentioned);
          }
          partials(operand, null);
        }
        return;
      default:
    }
  };

  switch (s.kind) {
    case "assign":
      partials(s.value, s.target);
      break;
    case "get":
      if (activity.isActive(s.target) && !s.member.accessor) {
        shadow(s.member.object);
        key(s.member.key);
      }
      break;
    case "set":
      partials(s.value, null);
      if (!s.member.accessor && s.links !== true) {
        shadow(s.member.object);
        key(s.member.key);
      }
      break;
    case "accumulate":
      if (activity.flows(s.value)) {
        partials(s.value, null);
        shadow(s.member.object);
        key(s.member.key);
      }
      break;
    case "call":
      for (const [i, e] of s.operands.entries())
        if (s.callee.via !== "pair" || activity.takes(s.callee.unit, i)) partials(e, null);
      break;
    case "array":
      for (const e of s.elements)
        if (e && activity.flows(e)) {
          shadow(s.target);
          partials(e, null);
        }
      break;
    case "object": {
      const fields = s.properties.filter((p) => p.kind === "field");
      if (!fields.some((p) => activity.flows(p.value))) break;
      shadow(s.target);
      // A constant may hide a field before it that has the same name.
      const isEach = mayRepeat(s.properties);
      for (const p of fields) {
        if (isEach || activity.flows(p.value)) key(p.key);
        if (activity.flows(p.value)) partials(p.value, null);
      }
      break;
    }
    case "if":
      if (s.named) addNeed(needs, s.named, { number: true });
      break;
    case "exit":
      if (s.value) partials(s.value, null);
      break;
    case "throw":
    case "yield":
      partials(s.value, null);
      break;
    default:
  }
  for (const v of [...needs.keys()]) if (v.origin === "module") needs.delete(v);
  return needs;
}
