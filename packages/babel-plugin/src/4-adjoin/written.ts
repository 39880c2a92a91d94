/**
 * Function literals are written again in the sweep that makes them. What they capture stands there under its own name, but for
 * what the sweep itself has captured as a cell, or as a function that is declared later.
 *
 *   () => later(n++)        () => env.later(n_cell.v++)
 */
import type { t } from "../babel.ts";
import * as js from "../ir/js.ts";
import type { Sweep } from "./sweep.ts";

export function writtenAgain<N extends t.Node>(sweep: Sweep, literal: N): N {
  const copy = js.clone(literal);
  const { environment } = sweep.unit;
  const places = new Map<string, () => t.Expression>();
  for (const { name, by, variable } of environment?.captures ?? []) {
    if (by === "late") places.set(name, () => js.member(js.id(environment?.variable.name ?? ""), name));
    if (by === "cell") places.set(name, () => js.member(js.id(variable.name), "v"));
  }
  if (places.size > 0) replace(copy, places);
  return copy;
}

type Places = ReadonlyMap<string, () => t.Expression>;

function replace(root: t.Node, places: Places): void {
  const inside = isScope(root) ? without(places, root) : places;
  if (inside.size === 0) return;
  const isFound = (node: unknown): node is t.Identifier =>
    js.isNode(node) && node.type === "Identifier" && inside.has(node.name);
  const fields = root as unknown as Record<string, unknown>;
  for (const [key, value] of Object.entries(fields)) {
    if (key === "loc" || isName(root, key)) continue;
    if (isFound(value)) {
      fields[key] = inside.get(value.name)?.();
      if (root.type === "ObjectProperty") root.shorthand = false;
    } else if (Array.isArray(value)) {
      (value as unknown[]).forEach((v, i) => {
        if (isFound(v)) (value as unknown[])[i] = inside.get(v.name)?.();
        else if (js.isNode(v)) replace(v, inside);
      });
    } else if (js.isNode(value)) replace(value, inside);
  }
}

const isScope = (node: t.Node): boolean =>
  node.type === "FunctionDeclaration" ||
  node.type === "FunctionExpression" ||
  node.type === "ArrowFunctionExpression" ||
  node.type === "ObjectMethod" ||
  node.type === "ClassMethod" ||
  node.type === "ClassPrivateMethod";

/** A key, a label, or what a declaration is called: no use of a variable. */
const isName = (node: t.Node, key: string): boolean =>
  ((node.type === "MemberExpression" || node.type === "OptionalMemberExpression") &&
    key === "property" &&
    !node.computed) ||
  (key === "key" && "computed" in node && !node.computed) ||
  key === "label" ||
  key === "id" ||
  key === "params";

/** Those that a function does not declare itself. */
function without(places: Places, root: t.Node): Places {
  const own = new Set<string>();
  const declare = (pattern: t.Node | null | undefined): void => {
    if (pattern?.type === "Identifier") own.add(pattern.name);
    else if (pattern) for (const child of js.children(pattern)) declare(child);
  };
  const visit = (node: t.Node): void => {
    if (node.type === "VariableDeclarator" || node.type === "FunctionDeclaration" || node.type === "ClassDeclaration")
      declare(node.id);
    if (node.type === "CatchClause") declare(node.param);
    if (node !== root && isScope(node)) return;
    if ("params" in node) for (const param of node.params) declare(param);
    for (const child of js.children(node)) visit(child);
  };
  visit(root);
  return new Map([...places].filter(([name]) => !own.has(name)));
}
