/**
 * Which imports of the run time need nothing of it but what generated code needs: whatever the file has differentiated is a
 * function of its own, with a pair.
 *
 *   import { gradient } from "@fluxion/runtime";           gradient(loss, x)      →  the declaration, where `loss` has a pair
 *                                                           gradient(f, x)         →  not so, where `f` may be `Math.sin`
 *
 * Such an import can come from where generated code imports its helpers, and a bundle need not have the rules of natives.
 */
import type { NodePath, t } from "../babel.ts";
import type { CheckedOptions } from "../options.ts";
import { definitionOf, isFunction, unwrap } from "./mark.ts";
import type { Plans } from "./plan.ts";
import type { Resolution } from "./resolve.ts";
import { DIFFERENTIATING, isSource } from "./runtime-names.ts";

export function knownImports(
  program: NodePath<t.Program>,
  resolution: Resolution,
  plans: Plans,
  { runtime }: CheckedOptions,
): t.ImportDeclaration[] {
  const hasPair = (f: t.Node | undefined): boolean => {
    const fn = f?.type === "Identifier" ? definitionOf(f, resolution) : f;
    return fn !== undefined && fn !== null && isFunction(fn) && plans.byNode.has(fn);
  };
  /** Is all that an export is used for to be called for functions with pairs? Most differentiate nothing. */
  const isKnown = (name: string, path: NodePath): boolean => {
    const place = DIFFERENTIATING.get(name);
    if (place === undefined) return true;
    if (path.key !== "callee" || path.parent.type !== "CallExpression") return false;
    const given = path.parent.arguments.slice(0, place + 1);
    const f = given[place];
    return given.every((arg) => arg.type !== "SpreadElement") && hasPair(f && unwrap(f as t.Expression));
  };
  const isMemberKnown = ({ key, parent, parentPath }: NodePath): boolean =>
    key === "object" &&
    parent.type === "MemberExpression" &&
    !parent.computed &&
    parent.property.type === "Identifier" &&
    isKnown(parent.property.name, parentPath as NodePath);
  const isKnownSpecifier = (specifier: t.ImportDeclaration["specifiers"][number]): boolean => {
    const references = program.scope.getBinding(specifier.local.name)?.referencePaths ?? [];
    if (specifier.type === "ImportNamespaceSpecifier") return references.every(isMemberKnown);
    if (specifier.type !== "ImportSpecifier") return false;
    const { imported } = specifier;
    return references.every((path) => isKnown(imported.type === "Identifier" ? imported.name : imported.value, path));
  };
  return program.node.body.filter(
    (s): s is t.ImportDeclaration =>
      s.type === "ImportDeclaration" &&
      s.importKind !== "type" &&
      isSource(s.source.value, runtime) &&
      s.specifiers.every(isKnownSpecifier),
  );
}
