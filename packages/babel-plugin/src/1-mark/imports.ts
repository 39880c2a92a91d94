/**
 * What marked functions read of other modules as a value: variables there may be assigned, and then carry a derivative.
 *
 *   import { total, scale } from "./state"; import * as config from "./config";
 *   function f(x) { return scale(x) * total + config.rate }        →  total, config.rate
 */
import type { Binding, NodePath, t } from "../babel.ts";
import * as js from "../ir/js.ts";
import { KNOWN_GLOBALS } from "./globals.ts";
import type { Plans } from "./plan.ts";
import type { Resolution } from "./resolve.ts";

export function importedValues(program: NodePath<t.Program>, plans: Plans): t.Expression[] {
  const values = new Map<string, readonly string[]>();
  for (const binding of Object.values(program.scope.bindings)) {
    if (binding.kind !== "module") continue;
    for (const path of binding.referencePaths) {
      const isMarked = path.findParent((p) => plans.byNode.has(p.node as t.Function)) !== null;
      const names = isMarked ? valueAt(binding, path) : null;
      if (names) values.set(names.join("."), names);
    }
  }
  return [...values.values()].map(([name = "", ...members]) => members.reduce<t.Expression>(js.member, js.id(name)));
}

/** The globals that marked functions of a script read as values, as far as they are not the language's own: other scripts may assign them. */
export function globalValues({ program, suffix, globals }: Resolution, plans: Plans): t.Expression[] {
  if (suffix === "") return [];
  const names = new Set<string>();
  program.traverse({
    Identifier(path: NodePath<t.Identifier>) {
      const { name } = path.node;
      if (!globals.has(path.node) || KNOWN_GLOBALS.has(name) || CONSTANTS.has(name)) return;
      const isMarked = path.findParent((p) => plans.byNode.has(p.node as t.Function)) !== null;
      if (isMarked && isValue(path)) names.add(name);
    },
  });
  return [...names].map((name) => js.id(name));
}

const CONSTANTS = new Set(["undefined", "NaN", "Infinity", "arguments"]);

/** The reference, where it may be a number: not a callee, not an object of which a member is taken. */
function valueAt(binding: Binding, path: NodePath): string[] | null {
  const { name } = binding.identifier;
  const member = path.parentPath;
  if (!binding.path.isImportNamespaceSpecifier()) return isValue(path) ? [name] : null;
  if (!member?.isMemberExpression() || path.key !== "object" || !isValue(member)) return null;
  const { property, computed } = member.node;
  return !computed && property.type === "Identifier" ? [name, property.name] : null;
}

function isValue({ key, parent }: NodePath): boolean {
  const isHead = key === "callee" || key === "object" || key === "tag";
  return !isHead && !parent.type.startsWith("TS") && !parent.type.startsWith("JSX");
}

/** Whether a variable of the module holds what another one gives: it is imported, or a call has made it. */
export function isGiven(program: NodePath<t.Program>, name: string): boolean {
  const binding = program.scope.getOwnBinding(name);
  if (binding?.kind === "module") return true;
  return binding?.path.isVariableDeclarator() === true && binding.path.node.init?.type === "CallExpression";
}
