/**
 * What `arguments` is in a sweep: the list of what was given, where nobody can tell the difference; else an object as the engine
 * makes it, into which the list is copied.
 */
import type { Binding, NodePath, t } from "../babel.ts";
import { unsupported } from "../diagnostics.ts";
import { cellObject } from "../4-adjoin/memory.ts";
import { literal, variable } from "../ir/expressions.ts";
import * as js from "../ir/js.ts";
import type { Expression, Member, Variable } from "../ir/types.ts";
import { functionAround, someOwn } from "../1-mark/captures.ts";
import { isKey } from "../1-mark/keys.ts";
import type { Plan } from "../1-mark/plan.ts";
import { isReassigned } from "../1-mark/resolve.ts";
import { runtimeFunction } from "./patterns.ts";
import { cellMember, emit, heldName, isShared, temporary, type State } from "./state.ts";

/** `list`: the one parameter of a function that mentions its `arguments`. */
export function givenTo(state: State, list: Variable): Variable {
  const linked = isLinked(state) ? linkedParts(state, list) : null;
  if (!linked && !isMentionedAsObject(state)) return list;
  const target = heldName(state, "given", "object");
  const callee = { via: "value", callee: runtimeFunction("argumentsOf"), self: null } as const;
  const operands = [variable(list), ...(linked ? [variable(linked.given)] : [])];
  emit(state, { kind: "call", loc: state.loc, target, callee, operands, spread: false });
  return target;
}

const isMentionedAsObject = (state: State): boolean =>
  mentionsOther(state, isAsList) || someOwn(state.plan.node, (node) => changesElement(state, node));

/** Whether anything else is asked of `arguments` than how many they are. */
export const mentionsElements = (state: State): boolean => mentionsOther(state, isCount);

const isCount = (id: t.Identifier, parent: t.Node): boolean =>
  parent.type === "MemberExpression" &&
  parent.object === id &&
  !parent.computed &&
  parent.property.type === "Identifier" &&
  parent.property.name === "length";

/** Whether the parameters have to be what the engine links with the object's elements. */
function isLinked(state: State): boolean {
  const { plan, file } = state;
  if (file.isForDuals || !hasMappedArguments(plan) || plan.node.params.length === 0) return false;
  if (!mentionsElements(state)) return false;
  return isMentionedAsObject(state) || parametersOf(plan).some(isReassigned);
}

const parametersOf = ({ node, path }: Plan): Binding[] =>
  Object.values<Binding>(path.scope.bindings).filter(
    ({ kind, identifier }) => kind === "param" && node.params.includes(identifier),
  );

/** `arguments[0] = …`, `arguments[0]++`, `delete arguments[0]` */
function changesElement(state: State, node: t.Node): boolean {
  const target =
    node.type === "AssignmentExpression"
      ? node.left
      : node.type === "UpdateExpression" || (node.type === "UnaryExpression" && node.operator === "delete")
        ? node.argument
        : null;
  return target?.type === "MemberExpression" && isArguments(state, target.object);
}

/**
 * The object as the engine makes it, and cells over the parameters that it is linked with: those of a function that is written
 * for that.
 *
 *   const parts = $.linkedArguments(function (a) { return [arguments, { get $v() { return a }, set $v(x) { a = x } }] }, args)
 */
function linkedParts(state: State, list: Variable): { readonly given: Variable } {
  const { plan } = state;
  const names = plan.node.params.map((_, i) => `p${String(i)}`);
  const parts = js.array([js.id("arguments"), ...names.map((name) => cellObject(name, true))]);
  const make = { ...js.arrow(names.map(js.id), js.block([js.returns(parts)])), type: "FunctionExpression" as const };
  const made = temporary(state, "parts", "array");
  const callee = { via: "runtime", name: "linkedArguments" } as const;
  const operands: Expression[] = [
    { op: "constant", node: make as unknown as t.Expression, kind: "function" },
    variable(list),
  ];
  emit(state, { kind: "call", loc: plan.node.loc, target: made, callee, operands, spread: false });
  const part = (i: number, name: string): Variable => {
    const target = temporary(state, name, "object");
    emit(state, { kind: "get", loc: plan.node.loc, target, member: itemOf(made, i) });
    return target;
  };
  const given = part(0, "object");
  for (const binding of parametersOf(plan)) {
    const { identifier } = binding;
    if (isShared(state, binding))
      unsupported(identifier, "`arguments` beside a parameter that functions inside mention", "Use a rest parameter.");
    const i = plan.node.params.findLastIndex((p) => p.type === "Identifier" && p.name === identifier.name);
    const cell = part(i + 1, `${identifier.name}_cell`);
    const before = temporary(state, identifier.name);
    emit(state, { kind: "get", loc: identifier.loc, target: before, member: itemOf(list, i) });
    const member = cellMember(cell, null);
    emit(state, { kind: "set", loc: identifier.loc, member, value: variable(before), declares: null });
    state.linked.set(binding, { cell, before });
  }
  return { given };
}

const itemOf = (object: Variable, i: number): Member => ({ object, key: literal(i), spelled: null, accessor: false });

/** The tape does not see that a parameter and an element are one: where that has mattered, it is invalid. */
export function checkLink(state: State, binding: Binding | undefined, value: Variable | null): void {
  const link = binding && state.linked.get(binding);
  if (!link) return;
  const same: Expression = value
    ? { op: "binary", operator: "===", left: variable(value), right: variable(link.before) }
    : literal(false);
  const callee = { via: "runtime", name: "linkedStill" } as const;
  emit(state, { kind: "call", loc: state.loc, target: null, callee, operands: [same], spread: false });
}

/** Whether `arguments` stand where they are not used in one way. */
const mentionsOther = (state: State, isSo: (id: t.Identifier, parent: t.Node) => boolean): boolean =>
  someOwn(state.plan.node, (node, parent) => isArguments(state, node) && !isSo(node, parent));

/** Does a place use `arguments` as a list of items? Or is it the name of a key? */
function isAsList(id: t.Identifier, parent: t.Node): boolean {
  if (isKey(id, parent)) return true;
  switch (parent.type) {
    case "MemberExpression":
    case "OptionalMemberExpression":
      return parent.computed || (parent.property.type === "Identifier" && parent.property.name === "length");
    case "SpreadElement":
    case "ForOfStatement":
      return true;
    case "VariableDeclarator":
      return parent.id.type === "ArrayPattern";
    case "CallExpression": {
      const { callee } = parent;
      if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier") return false;
      return isCopying(callee.object, callee.property.name);
    }
    default:
      return false;
  }
}

/** `f.apply(o, arguments)`, `[].slice.call(arguments)`, `Array.from(arguments)` */
const isCopying = (object: t.Node, name: string): boolean =>
  name === "apply" ||
  (name === "from" && object.type === "Identifier" && object.name === "Array") ||
  (name === "call" &&
    object.type === "MemberExpression" &&
    object.property.type === "Identifier" &&
    COPYING.has(object.property.name));

const COPYING = new Set("slice map filter reduce reduceRight forEach every some indexOf includes join".split(" "));

/** Whether the parameters and the elements of `arguments` are the same variables (ECMA-262, 10.4.4); in an arrow those of the function around it. */
export function hasMappedArguments({ owner, path }: Plan): boolean {
  const holder = (path.isArrowFunctionExpression() ? functionAround(path) : path) as NodePath<t.Function> | null;
  return (
    owner === null &&
    holder !== null &&
    !(holder.get("body") as NodePath).isInStrictMode() &&
    holder.node.params.every((p) => p.type === "Identifier")
  );
}

const isArguments = ({ file }: State, node: t.Node): node is t.Identifier =>
  node.type === "Identifier" && node.name === "arguments" && !file.resolution.bindingOf(node);

/** An object that is about to change, in a place where that is not seen before. */
export function fenceMapped(state: State, object: t.Node): void {
  if (isArguments(state, object) && state.given?.kind !== "object")
    unsupported(object, "A change of `arguments`", "Copy them first: `[...arguments]`.");
}

/** `arguments` in a place of a function: what it asks of them must be had. */
export function fenceArguments(plan: Plan, id: t.Identifier, parent: t.Node, isForDuals: boolean): void {
  if (isAsList(id, parent)) return;
  const asksWho =
    parent.type === "MemberExpression" && parent.property.type === "Identifier" && parent.property.name === "callee";
  if (asksWho) unsupported(id, "`arguments.callee`", "Give the function a name, and use that.");
  if (isForDuals && hasMappedArguments(plan) && plan.node.params.length > 0)
    unsupported(id, "`arguments` as an object", "Use a rest parameter: `...args`.");
}
