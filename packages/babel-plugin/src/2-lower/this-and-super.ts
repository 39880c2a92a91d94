/** `this`, and `super`: the class whose member is being lowered, and what its parent gives. */
import type { t } from "../babel.ts";
import { functionAround } from "../1-mark/captures.ts";
import { isFunction } from "../1-mark/mark.ts";
import { hasPrivateInstances } from "../1-mark/private-names.ts";
import { literal, UNDEFINED, variable } from "../ir/expressions.ts";
import * as js from "../ir/js.ts";
import { children } from "../ir/walk.ts";
import type { Block, Expression, Member, Variable } from "../ir/types.ts";
import { lowerExpression } from "./expressions.ts";
import { classOf, isStaticMember, parentOf } from "./homes.ts";
import { readMember } from "./members.ts";
import { collect, emit, freshName, makeVariable, temporary, toVariable, type State } from "./state.ts";
import { makeRegion } from "./statements.ts";

/** `super.k`: the parent's prototype is asked for the key; an accessor runs on `this`. */
export function lowerSuperMember(state: State, node: t.MemberExpression): Member {
  const parent = parentOf(state, node);
  const self = toVariable(state, lowerThis(state, node), "self");
  const from = toVariable(state, { op: "constant", node: parent, kind: "object" }, "parent", "object");
  const key =
    node.computed || node.property.type !== "Identifier"
      ? lowerExpression(state, node.property as t.Expression)
      : literal(node.property.name);
  const { plan, file } = state;
  const home = plan.owner && !isStaticMember(plan.node) ? file.chains.nameOf(plan.owner) : null;
  return { object: self, key, spelled: null, accessor: true, from, ...(home !== null && { home }) };
}

/** The calls of `super(…)` that a derived constructor makes itself. */
function superCalls(root: t.Node): t.Node[] {
  const own = root.type === "CallExpression" && root.callee.type === "Super" ? [root] : [];
  return [...children(root).flatMap((child) => (isFunction(child) ? [] : superCalls(child))), ...own];
}

/** Whether `this` is made once, at a place that every way through a derived constructor passes first. */
export function isMadeAtOnce(node: t.Function): boolean {
  const [first, second] = superCalls(node);
  const { body } = node;
  if (!first || body.type !== "BlockStatement") return true;
  return !second && body.body.some((s) => isEvaluatedFirst(s, first));
}

/** Does a statement evaluate the call before all else, or after others with commas between? `if (super(x), x > 0) …` */
function isEvaluatedFirst(s: t.Statement, call: t.Node): boolean {
  const isAmong = (e: t.Node | null | undefined): boolean =>
    e === call || (e?.type === "SequenceExpression" && e.expressions.some(isAmong));
  switch (s.type) {
    case "ExpressionStatement":
      return isAmong(s.expression);
    case "IfStatement":
      return isAmong(s.test);
    case "ForStatement":
      return isAmong(s.init);
    case "SwitchStatement":
      return isAmong(s.discriminant);
    case "ReturnStatement":
    case "ThrowStatement":
      return isAmong(s.argument);
    case "VariableDeclaration":
      return s.declarations.some((d) => isAmong(d.init));
    default:
      return false;
  }
}

/** What a constructor gives; undefined where it never calls its parent. */
export const instanceOf = (state: State): Expression =>
  state.form !== "derived" || state.plan.isImplicit || superCalls(state.plan.node).length > 0
    ? variable(state.self)
    : UNDEFINED;

export function lowerThis(state: State, node: t.Node): Expression {
  const { environment } = state;
  const captured = environment?.captures.find((c) => c.variable === state.self);
  if (environment && captured?.by === "late") {
    const key = literal(captured.name);
    const made = readMember(state, { object: environment.variable, key, spelled: null, accessor: false }, node);
    const around = functionAround(state.plan.path)?.node as t.Function | undefined;
    if (around && !isMadeAtOnce(around)) requireMade(state, made);
    return made;
  }
  const self = instanceOf(state);
  if (state.ending) requireMade(state, self);
  if (self !== UNDEFINED) return self;
  const target = temporary(state, "self");
  emit(state, { kind: "call", loc: node.loc, target, callee: BEFORE_SUPER, operands: [], spread: false });
  return variable(target);
}

const BEFORE_SUPER = { via: "runtime", name: "beforeSuper" } as const;

/** Where nobody can tell whether the parent has made it, this asks. */
function requireMade(state: State, made: Expression): void {
  const test: Expression = { op: "binary", operator: "===", left: made, right: UNDEFINED };
  const throws = collect(state, () => {
    emit(state, { kind: "call", loc: state.loc, target: null, callee: BEFORE_SUPER, operands: [], spread: false });
  });
  emit(state, { kind: "if", loc: state.loc, test, consequent: throws, alternate: [] });
}

/**
 * The body of a derived constructor that calls its parent on some ways only, or more than once: `this` is a variable, and
 * what is returned is known at the end.
 *
 *   let self, result;
 *   { …; const made = $.superCall(…); $.requireFirst(self); self = made; …; result = value; break }
 *   const given = $.returned(result, self);
 *   if (given === undefined) $.beforeSuper();
 *   return given;
 */
export function declareMadeLater(state: State, node: t.Node): void {
  const self = makeVariable(state, {
    name: freshName(state, "self"),
    origin: "local",
    constant: false,
    isShared: true,
  });
  const value = temporary(state, "result", "unknown", false);
  for (const target of [self, value])
    emit(state, { kind: "assign", loc: node.loc, target, declare: "let", value: UNDEFINED });
  state.self = self;
  state.ending = { region: makeRegion(state, "block", null), value };
}

/** Its body, and its end. */
export function lowerMadeLater(state: State, node: t.Node, body: Block): void {
  const { ending, regions } = state;
  const [around] = regions;
  if (!ending || !around) return;
  emit(state, { kind: "block", loc: node.loc, region: ending.region, body });
  const given = variable(returned(state, node, variable(ending.value)));
  requireMade(state, given);
  emit(state, { kind: "exit", loc: node.loc, how: "return", region: around, value: given });
}

/** What `return value` gives in a derived constructor. */
export function returned(state: State, node: t.Node, value: Expression): Variable {
  const target = temporary(state, "result", "object");
  const callee = { via: "runtime", name: "returned" } as const;
  const operands = [value, instanceOf(state)];
  emit(state, { kind: "call", loc: node.loc, target, callee, operands, spread: false });
  return target;
}

/** `super(…)`: the parent makes `this`; then the fields are set. */
export function superWith(state: State, operands: readonly Expression[], spread: boolean): void {
  const owner = classOf(state) as t.Expression;
  const parent: Expression = {
    op: "constant",
    node: js.call(js.member(state.file.resolution.globalOf("Object"), "getPrototypeOf"), [owner]),
    kind: "function",
  };
  const newTarget: Expression = {
    op: "constant",
    node: { type: "ThisExpression" } as t.ThisExpression,
    kind: "function",
  };
  const { ending } = state;
  const target = ending ? temporary(state, "made", "object") : state.self;
  emit(state, { kind: "call", loc: state.loc, target, callee: { via: "super", parent, newTarget }, operands, spread });
  if (ending) {
    const callee = { via: "runtime", name: "requireFirst" } as const;
    emit(state, {
      kind: "call",
      loc: state.loc,
      target: null,
      callee,
      operands: [variable(state.self)],
      spread: false,
    });
    emit(state, { kind: "assign", loc: state.loc, target: state.self, declare: null, value: variable(target) });
  }
  if (state.plan.owner && hasPrivateInstances(state.plan.owner)) {
    const given = { via: "runtime", name: "give" } as const;
    const self = variable(state.self);
    const operands: Expression[] = [{ op: "constant", node: owner, kind: "function" }, self];
    emit(state, { kind: "call", loc: state.loc, target: null, callee: given, operands, spread: false });
  }
  state.afterSuper?.();
}
