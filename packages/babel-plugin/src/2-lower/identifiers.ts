/** Lowers names: local variables, variables seen through cells, module constants, globals. */
import { isReassigned } from "../1-mark/resolve.ts";
import type { Binding, NodePath, t } from "../babel.ts";
import { SLOPPY_NAMES } from "../1-mark/clashes.ts";
import { nameOfClass } from "../1-mark/class-names.ts";
import { KNOWN_GLOBALS } from "../1-mark/globals.ts";
import { definitionOf } from "../1-mark/mark.ts";
import { unsupported } from "../diagnostics.ts";
import { literal, UNDEFINED, variable } from "../ir/expressions.ts";
import * as js from "../ir/js.ts";
import type { Expression, Kind, Member } from "../ir/types.ts";
import { checkLink } from "./arguments-object.ts";
import { cellMember, emit, localVariable, temporary, toVariable, type State } from "./state.ts";

/** The name of a global that nobody redefines, or null. */
export function globalName(state: State, node: t.Node): string | null {
  if (node.type !== "Identifier" || state.file.resolution.bindingOf(node)) return null;
  return KNOWN_GLOBALS.has(node.name) ? node.name : null;
}

export function lowerIdentifier(state: State, node: t.Identifier): Expression {
  const binding = state.file.resolution.bindingOf(node);
  if (!binding) {
    if (node.name === "undefined") return UNDEFINED;
    if (node.name === "NaN" || node.name === "Infinity") return literal(node.name === "NaN" ? NaN : Infinity);
    if (node.name === "arguments" && state.given) return variable(state.given);
    const constant = { op: "constant", node: js.id(node.name), kind: "unknown" } as const;
    if (globalName(state, node)) return constant;
    return variable(toVariable(state, { ...constant, mayThrow: true }, node.name));
  }
  if (isTooEarly(state, node)) return uninitialised(state, node);
  const owner = classAround(state, binding);
  if (owner) {
    const name = nameOfClass(owner, state.plan.node, state.file.resolution);
    return { op: "constant", node: js.id(name), kind: "function" };
  }
  const cell = cellOf(state, node);
  if (cell) {
    const target = temporary(state, node.name);
    emit(state, { kind: "get", loc: node.loc, target, member: cell });
    checkLink(state, binding, target);
    return variable(target);
  }
  if (isModuleLevel(state, node)) {
    const constant: Expression = {
      op: "constant",
      node: js.id(node.name),
      kind: moduleKind(state, node),
    };
    return !isReassigned(binding) ? constant : variable(toVariable(state, constant, node.name));
  }
  if (
    state.variables.has(binding) ||
    binding.scope.getFunctionParent()?.path.node === state.plan.node ||
    isWithin(state, node)
  ) {
    return variable(localVariable(state, binding));
  }
  return unsupported(
    node,
    "A function expression that mentions its own name",
    "Declare it with `function`, or as a constant.",
  );
}

/** Whether a `let`, `const`, `class` or parameter of the function is used before its declaration has run. */
export function isTooEarly(state: State, node: t.Identifier): boolean {
  const binding = state.file.resolution.bindingOf(node);
  if (!binding || (binding.kind !== "let" && binding.kind !== "const" && binding.kind !== "param")) return false;
  if (binding.scope.getFunctionParent()?.path.node !== state.plan.node) return false;
  const { start } = node;
  const declared = binding.identifier.start;
  if (typeof start !== "number" || typeof declared !== "number") return false;
  return start < declared || isInside(node, ownValue(binding));
}

/** What a variable is given where it is declared; of a class, its parent. */
function ownValue({ path, identifier }: Binding): t.Node | null {
  const { node } = path;
  if (node.type === "ClassDeclaration") return node.superClass ?? null;
  if (node.type === "VariableDeclarator") return node.id === identifier ? (node.init ?? null) : null;
  return node.type === "AssignmentPattern" && node.left === identifier ? node.right : null;
}

const isInside = (node: t.Node, outer: t.Node | null): boolean =>
  outer !== null && (node.start ?? -1) >= (outer.start ?? Infinity) && (node.end ?? Infinity) <= (outer.end ?? -1);

/** The engine's ReferenceError. */
export function uninitialised(state: State, node: t.Identifier): Expression {
  const target = temporary(state, node.name);
  const callee = { via: "runtime", name: "uninitialised" } as const;
  emit(state, { kind: "call", loc: node.loc, target, callee, operands: [literal(node.name)], spread: false });
  return variable(target);
}

const isWithin = (state: State, node: t.Identifier): boolean => {
  const scope = state.file.resolution.bindingOf(node)?.scope;
  for (let s = scope; s; s = s.parent) {
    if (s.path.node === state.plan.node) return !(s === scope && s.getOwnBinding(node.name)?.kind === "local");
  }
  return false;
};

/** The member through which a variable is seen that closures share, or that lives in the module and is assigned. */
export function cellOf(state: State, node: t.Identifier): Member | null {
  const binding = state.file.resolution.bindingOf(node);
  if (!binding) return null;
  const link = state.linked.get(binding);
  if (link) return cellMember(link.cell, null);
  const capture = state.environment?.captures.find((c) => c.variable === state.variables.get(binding));
  if (capture?.by === "late" && state.environment) {
    return { object: state.environment.variable, key: literal(capture.name), spelled: null, accessor: false };
  }
  if (capture?.by === "cell") return cellMember(capture.variable, null);
  if (state.file.plans.cells.has(binding)) {
    const cell = state.variables.get(binding);
    return cell ? cellMember(cell, binding.identifier.name) : null;
  }
  const moduleCell = state.file.moduleCells.get(binding);
  const { name } = binding.identifier;
  return moduleCell ? cellMember(moduleCell, SLOPPY_NAMES.has(name) ? null : name) : null;
}

export function isModuleLevel(state: State, node: t.Identifier): boolean {
  const binding = state.file.resolution.bindingOf(node);
  if (!binding) return false;
  const { path } = binding.scope;
  return path.isProgram() || (path.isClass() && binding.scope.parent.path.isProgram());
}

/** The class of the module inside of which a variable is the class itself, whatever is assigned outside. */
function classAround({ plan: { path } }: State, { path: declared, scope, kind }: Binding): t.Class | undefined {
  const around = path.findParent(
    (p) =>
      (p.isClassDeclaration() && declared.node === p.node) ||
      (p.isClassExpression() && kind === "local" && scope.path === p),
  ) as NodePath<t.Class> | null;
  return around?.getFunctionParent() === null ? around.node : undefined;
}

function moduleKind(state: State, node: t.Identifier): Kind {
  const binding = state.file.resolution.bindingOf(node);
  if (!binding) return "unknown";
  if (definitionOf(node, state.file.resolution)) return "function";
  const init = binding.path.isVariableDeclarator() ? binding.path.node.init : null;
  return !isReassigned(binding) && init ? literalKind(init) : "unknown";
}

function literalKind(init: t.Expression): Kind {
  if (init.type === "NumericLiteral") return "number";
  if (init.type === "StringLiteral" || init.type === "TemplateLiteral") return "string";
  if (init.type === "UnaryExpression" && init.operator === "-") return literalKind(init.argument);
  if (init.type === "BinaryExpression" && init.operator !== "+" && init.left.type !== "PrivateName") {
    return literalKind(init.left) === "number" || literalKind(init.right) === "number" ? "number" : "unknown";
  }
  if (init.type === "MemberExpression" && init.object.type === "Identifier" && init.object.name === "Math")
    return "number";
  if (init.type === "ObjectExpression") return "object";
  if (init.type === "ArrayExpression") return "array";
  return "unknown";
}
