/** `this`, and `super`: the class whose member is being lowered, and what its parent gives. */
import type { t } from "../babel.ts";
import { isFunction } from "../1-mark/mark.ts";
import { hasPrivateInstances } from "../1-mark/private-names.ts";
import { literal, UNDEFINED, variable } from "../ir/expressions.ts";
import * as js from "../ir/js.ts";
import { someChild } from "../ir/walk.ts";
import type { Expression, Member } from "../ir/types.ts";
import { lowerExpression } from "./expressions.ts";
import { classOf, parentOf } from "./homes.ts";
import { readMember } from "./members.ts";
import { emit, temporary, toVariable, type State } from "./state.ts";

/** `super.k`: the parent's prototype is asked for the key; an accessor runs on `this`. */
export function lowerSuperMember(state: State, node: t.MemberExpression): Member {
  const parent = parentOf(state, node);
  const self = toVariable(state, lowerThis(state, node), "self");
  const from = toVariable(state, { op: "constant", node: parent, kind: "object" }, "parent", "object");
  const key =
    node.computed || node.property.type !== "Identifier"
      ? lowerExpression(state, node.property as t.Expression)
      : literal(node.property.name);
  return { object: self, key, spelled: null, accessor: true, from };
}

const callsSuper = (root: t.Node): boolean =>
  someChild(
    root,
    (child) => (child.type === "Super" && root.type === "CallExpression") || (!isFunction(child) && callsSuper(child)),
  );

/** What a constructor gives; undefined where it never calls its parent. */
export const instanceOf = (state: State): Expression =>
  state.form !== "derived" || state.plan.isImplicit || callsSuper(state.plan.node) ? variable(state.self) : UNDEFINED;

export function lowerThis(state: State, node: t.Node): Expression {
  const { environment } = state;
  const captured = environment?.captures.find((c) => c.variable === state.self);
  if (environment && captured?.by === "late") {
    const key = literal(captured.name);
    return readMember(state, { object: environment.variable, key, spelled: null, accessor: false }, node);
  }
  const self = instanceOf(state);
  if (self !== UNDEFINED) return self;
  const target = temporary(state, "self");
  const callee = { via: "runtime", name: "beforeSuper" } as const;
  emit(state, { kind: "call", loc: node.loc, target, callee, operands: [], spread: false });
  return variable(target);
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
  emit(state, {
    kind: "call",
    loc: state.loc,
    target: state.self,
    callee: { via: "super", parent, newTarget },
    operands,
    spread,
  });
  if (state.plan.owner && hasPrivateInstances(state.plan.owner)) {
    const given = { via: "runtime", name: "give" } as const;
    const self = variable(state.self);
    const operands: Expression[] = [{ op: "constant", node: owner, kind: "function" }, self];
    emit(state, { kind: "call", loc: state.loc, target: null, callee: given, operands, spread: false });
  }
  state.afterSuper?.();
}
