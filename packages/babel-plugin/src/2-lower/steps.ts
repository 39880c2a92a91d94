/**
 * Lowers array patterns of assignments step by step, where it can be seen that a target or a default runs code between the
 * steps of the iterator.
 *
 *   [f().x = g(), ...rest] = items      each target, then its step, then its default; who stops early closes the iterator
 */
import type { t } from "../babel.ts";
import { isFunction } from "../1-mark/mark.ts";
import { literal, UNDEFINED, variable } from "../ir/expressions.ts";
import * as js from "../ir/js.ts";
import { someChild } from "../ir/walk.ts";
import type { Expression, Statement, Variable } from "../ir/types.ts";
import { assignTo, lowerTarget, writeTarget } from "./assignments.ts";
import { callRuntime } from "./generators.ts";
import { readMember } from "./members.ts";
import { withDefault } from "./patterns.ts";
import { collect, emit, freshName, makeVariable, temporary, type State } from "./state.ts";
import { whateverHappens } from "./tries.ts";

/** Whether the steps can be told apart from outside. */
export function needsSteps(state: State, pattern: t.ArrayPattern): boolean {
  const { accessors } = state.file;
  const runsCode = (root: t.Node): boolean => {
    if (isFunction(root)) return false;
    if (root.type === "MemberExpression" && root.property.type === "Identifier" && accessors.has(root.property.name))
      return true;
    const isPattern = root.type === "ArrayPattern";
    return CODE.has(root.type) || (isPattern && needsSteps(state, root)) || someChild(root, runsCode);
  };
  return pattern.elements.length === 0 || pattern.elements.some((e) => e !== null && runsCode(e));
}

const CODE = new Set([
  "CallExpression",
  "OptionalCallExpression",
  "NewExpression",
  "TaggedTemplateExpression",
  "YieldExpression",
  "AwaitExpression",
  "AssignmentExpression",
  "UpdateExpression",
]);

export function lowerSteps(state: State, pattern: t.ArrayPattern, items: Variable): void {
  const member = (object: Variable, key: Expression): Expression =>
    readMember(state, { object, key, spelled: null, accessor: false }, pattern);
  const iterator = temporary(state, "iterator", "object");
  const symbol: Expression = {
    op: "constant",
    node: js.member(state.file.resolution.globalOf("Symbol"), "iterator"),
    kind: "unknown",
  };
  const callee = { via: "method", object: variable(items), key: symbol } as const;
  emit(state, { kind: "call", loc: pattern.loc, target: iterator, callee, operands: [], spread: false });
  const advance = member(iterator, literal("next"));
  const done = makeVariable(state, {
    name: freshName(state, "done"),
    origin: "temporary",
    constant: false,
    kind: "unknown",
  });
  emit(state, { kind: "assign", loc: pattern.loc, target: done, declare: "let", value: literal(false) });
  const set = (target: Variable, value: Expression): Statement => ({
    kind: "assign",
    loc: pattern.loc,
    target,
    declare: null,
    value,
  });
  const next = (): Expression => {
    const value = temporary(state, "item", "unknown", false);
    emit(state, { kind: "assign", loc: pattern.loc, target: value, declare: "let", value: UNDEFINED });
    const more = collect(state, () => {
      state.out.push(set(done, literal(true)));
      const target = temporary(state, "next", "object");
      const call = { via: "value", callee: advance, self: variable(iterator) } as const;
      emit(state, { kind: "call", loc: pattern.loc, target, callee: call, operands: [], spread: false });
      const step = callRuntime(state, pattern, "stepOf", [variable(target)]);
      const isDone = member(step, literal("done"));
      const given = collect(state, () => {
        const item = member(step, literal("value"));
        state.out.push(set(value, item), set(done, literal(false)));
      });
      emit(state, { kind: "if", loc: pattern.loc, test: isDone, consequent: [], alternate: given });
    });
    emit(state, { kind: "if", loc: pattern.loc, test: variable(done), consequent: [], alternate: more });
    return variable(value);
  };
  const rest = (): Expression => {
    const value = temporary(state, "rest", "array", false);
    const none = temporary(state, "none", "array");
    emit(state, { kind: "array", loc: pattern.loc, target: none, elements: [] });
    emit(state, { kind: "assign", loc: pattern.loc, target: value, declare: "let", value: variable(none) });
    const more = collect(state, () => {
      state.out.push(set(done, literal(true)));
      const found = callRuntime(state, pattern, "restSteps", [variable(iterator), advance]);
      state.out.push(set(value, variable(found)));
    });
    emit(state, { kind: "if", loc: pattern.loc, test: variable(done), consequent: [], alternate: more });
    return variable(value);
  };
  const element = (e: t.Node): void => {
    const isRest = e.type === "RestElement";
    const given = isRest ? e.argument : e.type === "AssignmentPattern" ? e.left : e;
    const isPattern = given.type === "ArrayPattern" || given.type === "ObjectPattern";
    const target = isPattern ? null : lowerTarget(state, given);
    const item = isRest ? rest() : next();
    const value = e.type === "AssignmentPattern" ? withDefault(state, item, e.right) : item;
    if (target) writeTarget(state, target, value, e);
    else assignTo(state, given, value);
  };
  whateverHappens(
    state,
    pattern,
    () =>
      collect(state, () => {
        for (const e of pattern.elements)
          if (e) element(e);
          else next();
      }),
    (how, thrown) => {
      const closing = collect(state, () => {
        callRuntime(state, pattern, "closeNow", [variable(iterator), variable(how), variable(thrown)]);
      });
      emit(state, { kind: "if", loc: pattern.loc, test: variable(done), consequent: [], alternate: closing });
    },
    state.plan.node.generator === true,
  );
}
