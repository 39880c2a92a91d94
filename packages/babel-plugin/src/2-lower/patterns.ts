/** Lowers destructuring: `const { a, b: [c = 1, ...d] } = value`, in declarations, parameters and assignments. */
import { isReassigned } from "../1-mark/resolve.ts";
import type { t } from "../babel.ts";
import { unsupported } from "../diagnostics.ts";
import { literal, UNDEFINED, variable } from "../ir/expressions.ts";
import type { Expression, Statement, Variable } from "../ir/types.ts";
import { assignTo } from "./assignments.ts";
import { lowerExpression } from "./expressions.ts";
import { isAccessor, readMember } from "./members.ts";
import { cellOf } from "./identifiers.ts";
import { lowerSteps, needsSteps } from "./steps.ts";
import { collect, emit, kindOf, localVariable, temporary, toVariable, type State } from "./state.ts";

export type Mode = "const" | "let" | "assign";

/** Binds what a pattern names to the parts of a value. */
export function lowerPattern(state: State, pattern: t.Node, value: Expression, mode: Mode): void {
  state.loc = pattern.loc;
  switch (pattern.type) {
    case "Identifier":
      if (mode === "assign") assignTo(state, pattern, value);
      else declareName(state, pattern, value, mode);
      return;
    case "AssignmentPattern":
      lowerPattern(state, pattern.left, withDefault(state, value, pattern.right), mode);
      return;
    case "ObjectPattern":
      lowerObjectPattern(state, pattern, variable(toVariable(state, value, "object")), mode);
      return;
    case "ArrayPattern":
      lowerArrayPattern(state, pattern, value, mode);
      return;
    case "TSParameterProperty":
      return unsupported(pattern, "A parameter property", "Assign the field in the constructor.");
    default:
      assignTo(state, pattern, value);
  }
}

/** Declares a variable; one that closures assign is written through its cell. */
export function declareName(state: State, node: t.Identifier, value: Expression, mode: "const" | "let"): void {
  const binding = state.file.resolution.bindingOf(node);
  if (!binding) return unsupported(node, "A variable that cannot be resolved", "Give it another name.");
  const isVar = binding.kind === "var";
  const cell = cellOf(state, node);
  if (cell) {
    emit(state, { kind: "set", loc: node.loc, member: cell, value, declares: isVar ? null : mode });
    return;
  }
  const target = localVariable(state, binding);
  const constant = !isReassigned(binding);
  if (constant && !isVar && retarget(state, value, target)) return;
  if (constant && target.kind === "unknown") target.kind = kindOf(value);
  emit(state, {
    kind: "assign",
    loc: node.loc,
    target,
    declare: isVar ? null : constant ? "const" : mode === "const" ? "const" : "let",
    value,
  });
}

/** `const o = {…}`: what the last statement made gets the variable's name at once, instead of a copy. */
function retarget(state: State, value: Expression, target: Variable): boolean {
  const last = state.out.at(-1);
  if (value.op !== "variable" || value.variable.origin !== "temporary" || !value.variable.constant || !last)
    return false;
  const made =
    last.kind === "get" ||
    last.kind === "call" ||
    last.kind === "array" ||
    last.kind === "object" ||
    last.kind === "closure";
  const isMath = last.kind === "assign" && last.declare === "const" && last.value.op === "math";
  if (!(made || isMath) || last.target !== value.variable || hasCapturedItself(state.out)) return false;
  target.kind = value.variable.kind;
  target.made = value.variable.made;
  state.out[state.out.length - 1] = { ...last, target };
  return true;
}

/** Whether the function that was just made has captured itself, by the name that it has so far. */
function hasCapturedItself(made: readonly Statement[]): boolean {
  const [environment, last] = made.slice(-2);
  if (last?.kind !== "closure" || environment?.kind !== "object") return false;
  return environment.properties.some(
    ({ value }) => value.op === "constant" && value.node.type === "Identifier" && value.node.name === last.target.name,
  );
}

/** The value, or the default where it is undefined. */
export function withDefault(state: State, value: Expression, node: t.Expression): Expression {
  const given = variable(toVariable(state, value, "given"));
  const test: Expression = { op: "binary", operator: "===", left: given, right: UNDEFINED };
  let fallback: Expression = UNDEFINED;
  const statements = collect(state, () => {
    fallback = lowerExpression(state, node);
  });
  if (statements.length === 0) return { op: "conditional", test, consequent: fallback, alternate: given };
  const target = temporary(state, "value", "unknown", false);
  emit(state, { kind: "assign", loc: node.loc, target, declare: "let", value: given });
  emit(state, {
    kind: "if",
    loc: node.loc,
    test,
    consequent: [...statements, { kind: "assign", loc: node.loc, target, declare: null, value: fallback }],
    alternate: [],
  });
  return variable(target);
}

function lowerObjectPattern(
  state: State,
  pattern: t.ObjectPattern,
  value: Expression & { readonly op: "variable" },
  mode: Mode,
): void {
  const object = value.variable;
  if (pattern.properties.length === 0 || pattern.properties[0]?.type === "RestElement") {
    emit(state, {
      kind: "call",
      loc: pattern.loc,
      target: null,
      callee: { via: "runtime", name: "requireObject" },
      operands: [value],
      spread: false,
    });
  }
  const keys: Expression[] = [];
  for (const p of pattern.properties) {
    if (p.type === "RestElement") {
      const taken = temporary(state, "taken", "array");
      emit(state, { kind: "array", loc: p.loc, target: taken, elements: keys });
      const rest = temporary(state, "rest", "object");
      emit(state, {
        kind: "call",
        loc: p.loc,
        target: rest,
        callee: { via: "value", callee: runtimeFunction("restProps"), self: null },
        operands: [value, variable(taken)],
        spread: false,
      });
      lowerPattern(state, p.argument, variable(rest), mode);
      continue;
    }
    const key = p.computed ? lowerExpression(state, p.key as t.Expression) : keyOf(p.key);
    keys.push(key);
    const accessor = isAccessor(state, key);
    const part = readMember(state, { object, key, spelled: null, accessor }, p);
    lowerPattern(state, p.value, part, mode);
  }
}

/** An export of the run time as an expression: `$.NAME`, filled in by the emitter. */
export const runtimeFunction = (name: string): Expression => ({
  op: "constant",
  node: { type: "Identifier", name: `$.${name}` } as t.Identifier,
  kind: "function",
});

export const keyOf = (key: t.Node): Expression =>
  key.type === "Identifier"
    ? literal(key.name)
    : key.type === "StringLiteral" || key.type === "NumericLiteral"
      ? literal(key.value)
      : unsupported(key, "This key", "Use a name, a string or a number.");

/** The rest of a typed array is an array all the same. */
function asArray(state: State, items: Variable, rest: Variable, node: t.Node): Variable {
  if (items.kind === "array") return rest;
  rest.kind = "unknown";
  const target = temporary(state, "rest", "array");
  const callee = { via: "value", callee: runtimeFunction("arrayFrom"), self: null } as const;
  emit(state, { kind: "call", loc: node.loc, target, callee, operands: [variable(rest)], spread: false });
  return target;
}

function lowerArrayPattern(state: State, pattern: t.ArrayPattern, value: Expression, mode: Mode): void {
  const last = pattern.elements.at(-1);
  const hasRest = last?.type === "RestElement";
  const count = hasRest ? -1 : pattern.elements.length;
  let items: Variable = toVariable(state, value, "items");
  const isMade = items.made && items.kind === "array";
  if (!isMade && mode === "assign" && needsSteps(state, pattern)) {
    lowerSteps(state, pattern, items);
    return;
  }
  const source = items;
  // Of an array that the sweep makes this will be the array itself, unless the iterator of arrays must be asked.
  items = temporary(state, "items", isMade ? "array" : "unknown");
  emit(state, {
    kind: "call",
    loc: pattern.loc,
    target: items,
    callee: { via: "runtime", name: "elements" },
    operands: [variable(source), literal(count)],
    spread: false,
  });
  pattern.elements.forEach((element, i) => {
    if (!element) return;
    if (element.type === "RestElement") {
      const rest = temporary(state, "rest", "array");
      emit(state, {
        kind: "call",
        loc: element.loc,
        target: rest,
        callee: { via: "method", object: variable(items), key: literal("slice") },
        operands: [literal(i)],
        spread: false,
      });
      lowerPattern(state, element.argument, variable(asArray(state, items, rest, element)), mode);
      return;
    }
    lowerPattern(
      state,
      element,
      readMember(state, { object: items, key: literal(i), spelled: null, accessor: false }, element),
      mode,
    );
  });
}
