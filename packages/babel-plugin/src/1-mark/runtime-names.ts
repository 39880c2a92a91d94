/** How a program names the functions of the run time: by import (name, alias, namespace), by `require`, by a global. */
import type { Binding, t } from "../babel.ts";
import type { CheckedOptions } from "../options.ts";
import type { Resolution } from "./resolve.ts";

/** The functions of the run time that differentiate one of their arguments, which is so marked, and its place. */
export const DIFFERENTIATING: ReadonlyMap<string, number> = new Map([
  ["gradient", 0],
  ["withGradient", 0],
  ["pullback", 0],
  ["derivative", 0],
  ["jacobian", 0],
  ["hessian", 0],
  ["diagHessian", 0],
  ["hvp", 0],
  ["jvp", 0],
  ["checkpointed", 0],
  ["checkpointedLoop", 2],
  ["checkGradient", 0],
  ["differentiable", 0],
  ["fixedPoint", 0],
  ["root", 0],
]);

/** The export of the run time that an expression names, or null. */
export function runtimeExport(node: t.Node, resolution: Resolution, runtime: CheckedOptions["runtime"]): string | null {
  if (node.type === "Identifier") {
    const binding = resolution.bindingOf(node);
    return binding ? exportOf(binding, runtime) : null;
  }
  if (node.type !== "MemberExpression" || node.computed || node.property.type !== "Identifier") return null;
  const { object, property } = node;
  if (isRequire(object, runtime)) return property.name;
  if (object.type !== "Identifier") return null;
  const binding = resolution.bindingOf(object);
  if (!binding) return typeof runtime === "object" && object.name === runtime.global ? property.name : null;
  return isNamespace(binding, runtime) ? property.name : null;
}

function exportOf(binding: Binding, runtime: CheckedOptions["runtime"]): string | null {
  const { path } = binding;
  if (
    path.isImportSpecifier() &&
    path.parent.type === "ImportDeclaration" &&
    isSource(path.parent.source.value, runtime)
  ) {
    const { imported } = path.node;
    return imported.type === "Identifier" ? imported.name : imported.value;
  }
  if (
    path.isVariableDeclarator() &&
    path.node.init &&
    path.node.id.type === "ObjectPattern" &&
    isRequireOrGlobal(path.node.init, runtime)
  ) {
    for (const p of path.node.id.properties) {
      if (p.type === "ObjectProperty" && p.value === binding.identifier && p.key.type === "Identifier")
        return p.key.name;
    }
  }
  if (
    path.isVariableDeclarator() &&
    path.node.init?.type === "MemberExpression" &&
    path.node.id === binding.identifier
  ) {
    const { object, property } = path.node.init;
    if (isRequireOrGlobal(object, runtime) && property.type === "Identifier") return property.name;
  }
  return null;
}

function isNamespace(binding: Binding, runtime: CheckedOptions["runtime"]): boolean {
  const { path } = binding;
  if (path.isImportNamespaceSpecifier() || path.isImportDefaultSpecifier()) {
    return path.parent.type === "ImportDeclaration" && isSource(path.parent.source.value, runtime);
  }
  return (
    path.isVariableDeclarator() &&
    path.node.id.type === "Identifier" &&
    !!path.node.init &&
    isRequireOrGlobal(path.node.init, runtime)
  );
}

export const isSource = (source: string, runtime: CheckedOptions["runtime"]): boolean =>
  source === "@fluxion/runtime" || source === runtime;

function isRequire(node: t.Node, runtime: CheckedOptions["runtime"]): boolean {
  return (
    node.type === "CallExpression" &&
    node.callee.type === "Identifier" &&
    node.callee.name === "require" &&
    node.arguments[0]?.type === "StringLiteral" &&
    isSource(node.arguments[0].value, runtime)
  );
}

function isRequireOrGlobal(node: t.Node, runtime: CheckedOptions["runtime"]): boolean {
  if (isRequire(node, runtime)) return true;
  return typeof runtime === "object" && node.type === "Identifier" && node.name === runtime.global;
}
