/**
 * Lowers a class that stands in a function: it is made as it is written, and its members get one environment, with what all
 * of them have captured.
 */
import type { t } from "../babel.ts";
import { unsupported } from "../diagnostics.ts";
import { variable } from "../ir/expressions.ts";
import * as js from "../ir/js.ts";
import type { Expression, Variable } from "../ir/types.ts";
import { isReassigned } from "../1-mark/resolve.ts";
import type { PlannedCapture } from "../1-mark/plan.ts";
import { environmentOf, valuesOf, inferredName } from "./closures.ts";
import { lowerExpression } from "./expressions.ts";
import { withoutPrivates } from "./privates.ts";
import { emit, freshName, localVariable, makeVariable, type State } from "./state.ts";

export function lowerClassDeclaration(state: State, node: t.ClassDeclaration): void {
  const binding = node.id ? state.file.resolution.bindingOf(node.id) : undefined;
  if (!binding || isReassigned(binding))
    return unsupported(node, "A class whose name is assigned", "Give the new value another name.");
  const target = localVariable(state, binding);
  target.kind = "function";
  make(state, node, target);
}

export function lowerClass(state: State, node: t.ClassExpression): Expression {
  const target = named(state, node.id?.name ?? "Class");
  make(state, node, target);
  return variable(target);
}

/** A variable that written code mentions by its name. */
const named = (state: State, base: string): Variable =>
  makeVariable(state, {
    name: freshName(state, base),
    origin: "temporary",
    constant: true,
    kind: "function",
    isShared: true,
  });

function make(state: State, node: t.Class, target: Variable): void {
  const path = state.file.resolution.classPath(node);
  const members = [...state.file.plans.byNode.values()].filter((p) => p.owner === node);
  refuse(node);
  const parent = node.superClass ? named(state, "Parent") : null;
  if (parent && node.superClass) {
    const value = lowerExpression(state, node.superClass);
    emit(state, { kind: "assign", loc: node.loc, target: parent, declare: "const", value });
  }
  const literal = { ...node, type: "ClassExpression", superClass: parent && js.id(parent.name) } as t.ClassExpression;
  const written = withoutPrivates(state, literal);
  const name = node.id || !path ? null : inferredName(path);
  const captured = members.flatMap((m) => m.captures);
  const value = name === null ? written : js.named(name, written);
  emit(state, {
    kind: "assign",
    loc: node.loc,
    target,
    declare: "const",
    value: { op: "constant", node: value, kind: "function", values: valuesOf(state, captured) },
  });
  const captures = new Map<string, PlannedCapture>();
  for (const capture of captured) {
    const known = captures.get(capture.name);
    if (known && known.binding !== capture.binding)
      return unsupported(node, "A class that captures two variables of one name", "Rename one of them.");
    captures.set(capture.name, capture);
  }
  if (captures.size === 0) return;
  const own = node.id ? state.file.resolution.bindingOf(node.id) : undefined;
  const isOwn = ({ binding, isClass }: PlannedCapture): boolean => isClass === true || (!!own && binding === own);
  const environment = environmentOf(state, [...captures.values()], isOwn, target);
  const callee = { via: "runtime", name: "classMade" } as const;
  emit(state, {
    kind: "call",
    loc: node.loc,
    target: null,
    callee,
    operands: [variable(target), variable(environment)],
    spread: false,
  });
}

/** What the engine would evaluate while it makes the class, unseen. */
function refuse(node: t.Class): void {
  for (const m of node.body.body) {
    if (m.type === "StaticBlock")
      unsupported(m, "A static block of a class inside a function", "Do it after the class.");
    if (m.type === "ClassProperty" && m.static && m.value && !m.value.type.endsWith("Literal"))
      unsupported(m, "A static field of a class inside a function", "Assign it after the class.");
    if ("computed" in m && m.computed && m.key.type !== "MemberExpression" && m.key.type !== "StringLiteral")
      unsupported(m, "A computed name in a class inside a function", "Use a name.");
  }
}
