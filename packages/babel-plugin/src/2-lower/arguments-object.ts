/**
 * What `arguments` is in a sweep: the list of what was given, where nobody can tell the difference; else an object as the engine
 * makes it, into which the list is copied.
 */
import type { t } from "../babel.ts";
import { unsupported } from "../diagnostics.ts";
import { variable } from "../ir/expressions.ts";
import { children } from "../ir/walk.ts";
import type { Variable } from "../ir/types.ts";
import { isFunction } from "../1-mark/mark.ts";
import type { Plan } from "../1-mark/plan.ts";
import { runtimeFunction } from "./patterns.ts";
import { emit, temporary, type State } from "./state.ts";

/** `list`: the one parameter of a function that mentions its `arguments`. */
export function givenTo(state: State, list: Variable): Variable {
  const { node } = state.plan;
  if (!children(node).some((child) => mentionsWhole(state, node, child))) return list;
  const target = temporary(state, "given", "object");
  const callee = { via: "value", callee: runtimeFunction("argumentsOf"), self: null } as const;
  emit(state, { kind: "call", loc: node.loc, target, callee, operands: [variable(list)], spread: false });
  return target;
}

function mentionsWhole(state: State, parent: t.Node, node: t.Node): boolean {
  if (node.type === "Identifier")
    return node.name === "arguments" && !state.file.resolution.bindingOf(node) && !isAsList(node, parent);
  if (isFunction(node) && node.type !== "ArrowFunctionExpression") return false;
  return children(node).some((child) => mentionsWhole(state, node, child));
}

/** Does a place use `arguments` as a list of items? Or is it the name of a key? */
function isAsList(id: t.Identifier, parent: t.Node): boolean {
  switch (parent.type) {
    case "MemberExpression":
    case "OptionalMemberExpression":
      if (parent.object !== id) return !parent.computed;
      return parent.computed || (parent.property.type === "Identifier" && parent.property.name === "length");
    case "ObjectProperty":
      return parent.key === id && !parent.computed && parent.value !== id;
    case "ClassMethod":
    case "ClassProperty":
    case "ObjectMethod":
      return parent.key === id && !parent.computed;
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

/** Whether the parameters and the elements of `arguments` are the same variables (ECMA-262, 10.4.4). */
export const hasMappedArguments = ({ node, owner, path }: Plan): boolean =>
  owner === null && !path.isInStrictMode() && node.params.every((p) => p.type === "Identifier");

/** An object that is about to change. */
export function fenceMapped({ plan, file }: State, object: t.Node): void {
  const isArguments = object.type === "Identifier" && object.name === "arguments" && !file.resolution.bindingOf(object);
  if (isArguments && hasMappedArguments(plan))
    unsupported(object, "A change of `arguments`", "Copy them first: `[...arguments]`.");
}

/** `arguments` in a place of a function: what it asks of them must be had. */
export function fenceArguments(plan: Plan, id: t.Identifier, parent: t.Node): void {
  if (isAsList(id, parent)) return;
  const asksWho =
    parent.type === "MemberExpression" && parent.property.type === "Identifier" && parent.property.name === "callee";
  if (asksWho) unsupported(id, "`arguments.callee`", "Give the function a name, and use that.");
  if (hasMappedArguments(plan) && plan.node.params.length > 0)
    unsupported(id, "`arguments` as an object", "Use a rest parameter: `...args`.");
}
