/** Lowers what changes a variable or a member: `=`, `+=`, `??=`, `++`, and patterns on their left. */
import type { t } from "../babel.ts";
import { isFunction, unwrap } from "../1-mark/mark.ts";
import { someChild } from "../ir/walk.ts";
import { unsupported } from "../diagnostics.ts";
import { literal, UNDEFINED, variable } from "../ir/expressions.ts";
import type { Callee, Expression, Member } from "../ir/types.ts";
import { lowerExpression } from "./expressions.ts";
import { binaryOf, textSum } from "./operators.ts";
import { isOwnName } from "../1-mark/resolve.ts";
import { branded, privateCallee, readPrivateAccessor } from "./privates.ts";
import { checkLink, fenceMapped } from "./arguments-object.ts";
import { lowerMember, protect, readMember } from "./members.ts";
import { cellOf, isModuleLevel, isTooEarly, uninitialised } from "./identifiers.ts";
import { lowerPattern } from "./patterns.ts";
import { collect, emit, isStrict, isText, kindOf, localVariable, temporary, toVariable, type State } from "./state.ts";

/** What a target is, once its object and key have been evaluated. */
type Target =
  /** A private setter. */
  | {
      readonly is: "setter";
      readonly self: Expression;
      readonly callee: Callee;
      readonly name: t.PrivateName;
      readonly node: t.MemberExpression;
    }
  | { readonly is: "name"; readonly node: t.Identifier }
  /** The name of an expression, in itself: nothing changes it. */
  | { readonly is: "own"; readonly node: t.Identifier; readonly isSilent: boolean }
  | { readonly is: "member"; readonly member: Member; readonly node: t.Node };

export function lowerTarget(state: State, node: t.Node): Target {
  const inner = unwrap(node as t.Expression);
  if (inner.type === "Identifier") {
    const binding = state.file.resolution.bindingOf(inner);
    if (binding && isOwnName(binding))
      return { is: "own", node: inner, isSilent: binding.path.isFunctionExpression() && !isStrict(state) };
    checkLink(state, binding, null);
    // A constant that closures have captured has a cell, which could be written.
    const cell = binding?.kind === "const" ? null : cellOf(state, inner);
    return cell ? { is: "member", member: cell, node: inner } : { is: "name", node: inner };
  }
  const property = inner.type === "MemberExpression" ? (inner.property as t.Node) : null;
  if (inner.type === "MemberExpression" && property?.type === "PrivateName") {
    let self = UNDEFINED;
    const callee = privateCallee(
      state,
      property,
      "set",
      () => (self = branded(state, property, lowerExpression(state, inner.object))),
    );
    if (callee) return { is: "setter", self, callee, name: property, node: inner };
  }
  if (inner.type === "MemberExpression") fenceMapped(state, inner.object);
  if (inner.type === "MemberExpression") return { is: "member", member: lowerMember(state, inner), node: inner };
  return unsupported(node, `An assignment to \`${inner.type}\``, "Assign to a variable or a member.");
}

function readTarget(state: State, target: Target): Expression {
  if (target.is === "member") return readMember(state, target.member, target.node);
  if (target.is === "setter") {
    const got = readPrivateAccessor(state, target.node, target.name, () => target.self);
    if (got) return got;
  }
  return lowerExpression(state, target.node);
}

export function writeTarget(state: State, target: Target, value: Expression, node: t.Node): void {
  if (target.is === "setter") {
    const ignored = temporary(state, "ignored");
    const { callee } = target;
    emit(state, { kind: "call", loc: node.loc, target: ignored, callee, operands: [value], spread: false });
    return;
  }
  if (target.is === "member") {
    emit(state, {
      kind: "set",
      loc: node.loc,
      member: target.member,
      value,
      declares: null,
      ...looseness(state, target),
    });
    return;
  }
  if (target.is === "own" && target.isSilent) return;
  const binding = state.file.resolution.bindingOf(target.node);
  if (!binding) {
    if (target.node.name === "arguments")
      return unsupported(node, "A change of `arguments`", "Copy them first: `[...arguments]`.");
    const callee = { via: "runtime", name: "assignGlobal" } as const;
    const operands = [literal(target.node.name), value];
    emit(state, { kind: "call", loc: node.loc, target: null, callee, operands, spread: false });
    return;
  }
  if (binding.kind === "const" || target.is === "own" || isModuleLevel(state, target.node)) {
    emit(state, {
      kind: "call",
      loc: node.loc,
      target: null,
      callee: { via: "runtime", name: "assignConstant" },
      operands: [value],
      spread: false,
    });
    return;
  }
  if (isTooEarly(state, target.node)) {
    uninitialised(state, target.node);
    return;
  }
  const to = localVariable(state, binding);
  emit(state, { kind: "assign", loc: node.loc, target: to, declare: null, value });
}

/** A write that fails is silent in code that is not strict. */
const looseness = (state: State, { node }: Target): { readonly isLoose?: true } =>
  node.type === "Identifier" || isStrict(state) ? {} : { isLoose: true };

/** Assigns a value that is already lowered to a name, a member or a pattern. */
export function assignTo(state: State, node: t.Node, value: Expression): void {
  if (node.type === "ObjectPattern" || node.type === "ArrayPattern" || node.type === "AssignmentPattern")
    lowerPattern(state, node, value, "assign");
  else writeTarget(state, lowerTarget(state, node), value, node);
}

export function lowerAssignment(state: State, node: t.AssignmentExpression, wanted: boolean): Expression {
  const { left, right, operator } = node;
  if (left.type === "ObjectPattern" || left.type === "ArrayPattern") {
    if (!wanted && left.type === "ArrayPattern" && swap(state, left, unwrap(right))) return literal(undefined);
    const value = variable(toVariable(state, lowerExpression(state, right), "value"));
    lowerPattern(state, left, value, "assign");
    return value;
  }
  const target = fixed(state, lowerTarget(state, left), operator === "=" ? null : right);
  if (operator === "&&=" || operator === "||=" || operator === "??=")
    return lowerLogicalAssignment(state, node, target);
  if (operator === "=") {
    const before = state.out.length;
    const value = lowerExpression(state, right);
    const safe = target.is === "member" ? guardMember(state, target, before) : target;
    if (!wanted) {
      writeTarget(state, safe, value, node);
      return value;
    }
    const kept = isStable(value) ? value : variable(toVariable(state, value, "value"));
    writeTarget(state, safe, kept, node);
    return kept;
  }
  return lowerCompound(state, node, target, wanted);
}

/** Object and key of a compound assignment are those from before its right-hand side, which may assign their variables. */
function fixed(state: State, target: Target, right: t.Expression | null): Target {
  if (target.is !== "member" || !right || !assigns(right)) return target;
  const { member } = target;
  const key = isStable(member.key) ? member.key : variable(toVariable(state, copied(state, member.key), "key"));
  const object = member.object.constant
    ? member.object
    : toVariable(state, copied(state, variable(member.object)), "object");
  return { ...target, member: { ...member, object, key } };
}

/** A copy of a variable that may change; any other expression gets a name anyway. */
const copied = (state: State, e: Expression): Expression => (e.op === "variable" ? copyOf(state, e) : e);

function assigns(root: t.Node): boolean {
  if (root.type === "AssignmentExpression" || root.type === "UpdateExpression") return true;
  return !isFunction(root) && someChild(root, assigns);
}

const isStable = (e: Expression): boolean => e.op === "literal" || (e.op === "variable" && e.variable.constant);

function guardMember(state: State, target: Target & { is: "member" }, before: number): Target {
  const [object, key] = protect(state, [variable(target.member.object), target.member.key], before);
  if (object?.op !== "variable" || !key) return target;
  return { ...target, member: { ...target.member, object: object.variable, key } };
}

function lowerCompound(state: State, node: t.AssignmentExpression, target: Target, wanted: boolean): Expression {
  const operator = node.operator.slice(0, -1);
  if (target.is === "member" && !wanted && (operator === "+" || operator === "-") && !target.member.accessor) {
    let value: Expression = literal(undefined);
    const statements = collect(state, () => {
      value = lowerExpression(state, node.right);
    });
    if (statements.every((s) => s.kind === "get" || s.kind === "assign")) {
      state.out.push(...statements);
      emit(state, {
        kind: "accumulate",
        loc: node.loc,
        member: target.member,
        operator,
        value,
        ...looseness(state, target),
      });
      return value;
    }
    const old = readTarget(state, target);
    state.out.push(...statements);
    writeTarget(state, target, binaryOf(state, operator, old, value), node);
    return value;
  }
  const old = readTarget(state, target);
  const afterRead = state.out.length;
  const right = lowerExpression(state, node.right);
  const [kept] = protect(state, [old], afterRead);
  const isOfText = operator === "+" && target.is === "name" && isText(state.file.resolution.bindingOf(target.node));
  const value = isOfText ? textSum(state, kept ?? old, right) : binaryOf(state, operator, kept ?? old, right);
  if (!wanted) {
    writeTarget(state, target, value, node);
    return value;
  }
  if (target.is === "name") {
    writeTarget(state, target, value, node);
    return lowerExpression(state, target.node);
  }
  const result = variable(toVariable(state, value, "value"));
  writeTarget(state, target, result, node);
  return result;
}

function lowerLogicalAssignment(state: State, node: t.AssignmentExpression, target: Target): Expression {
  const old = readTarget(state, target);
  const result = temporary(state, "value", "unknown", false);
  emit(state, { kind: "assign", loc: node.loc, target: result, declare: "let", value: old });
  const take = collect(state, () => {
    const right = lowerExpression(state, node.right);
    // The derivative of `x ||= 0` is that of `x || 0`.
    const isOrZero = node.operator === "||=" && right.op === "literal" && right.value === 0;
    const value: Expression = isOrZero ? { op: "logical", operator: "||", left: variable(result), right } : right;
    emit(state, { kind: "assign", loc: node.loc, target: result, declare: null, value });
    writeTarget(state, target, variable(result), node);
  });
  const test: Expression =
    node.operator === "??="
      ? { op: "binary", operator: "==", left: variable(result), right: literal(null) }
      : variable(result);
  if (node.operator === "||=") emit(state, { kind: "if", loc: node.loc, test, consequent: [], alternate: take });
  else emit(state, { kind: "if", loc: node.loc, test, consequent: take, alternate: [] });
  return variable(result);
}

/** `i++` adds to a number: the old value of another kind is converted first. */
export function lowerUpdate(state: State, node: t.UpdateExpression, wanted: boolean): Expression {
  const target = lowerTarget(state, node.argument);
  const old = readTarget(state, target);
  if (!wanted) {
    const step: Expression = { op: "unary", operator: node.operator, operand: old };
    writeTarget(state, target, step, node);
    return old;
  }
  const numeric = temporary(state, "before", kindOf(old) === "number" ? "number" : "unknown");
  if (kindOf(old) === "number")
    emit(state, { kind: "assign", loc: node.loc, target: numeric, declare: "const", value: old });
  else
    emit(state, {
      kind: "call",
      loc: node.loc,
      target: numeric,
      callee: { via: "runtime", name: "toNumeric" },
      operands: [old],
      spread: false,
    });
  const stepped: Expression = { op: "unary", operator: node.operator, operand: variable(numeric) };
  if (node.prefix) {
    const next = variable(toVariable(state, stepped, "after", kindOf(old) === "number" ? "number" : "unknown"));
    writeTarget(state, target, next, node);
    return next;
  }
  writeTarget(state, target, stepped, node);
  return variable(numeric);
}

/** `[a, b] = [b, a + b]`: the values first, then the assignments; no array is needed. */
function swap(state: State, left: t.ArrayPattern, right: t.Expression): boolean {
  if (right.type !== "ArrayExpression" || right.elements.length < left.elements.length) return false;
  const simple = left.elements.every((e) => e !== null && (e.type === "Identifier" || e.type === "MemberExpression"));
  if (!simple || right.elements.some((e) => e === null || e.type === "SpreadElement")) return false;
  const values = right.elements.map((e, i) => {
    const value = lowerExpression(state, e as t.Expression);
    return variable(toVariable(state, value.op === "variable" ? copyOf(state, value) : value, `next${String(i + 1)}`));
  });
  left.elements.forEach((target, i) => {
    const value = values[i];
    if (target && value) assignTo(state, target, value);
  });
  return true;
}

function copyOf(state: State, value: Expression & { readonly op: "variable" }): Expression {
  if (value.variable.constant) return value;
  const target = temporary(state, `old_${value.variable.name}`, value.variable.kind);
  emit(state, { kind: "assign", loc: state.loc, target, declare: "const", value });
  return variable(target);
}
