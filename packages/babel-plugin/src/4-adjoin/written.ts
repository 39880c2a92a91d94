/**
 * Function literals are written again in the sweep that makes them. What they capture stands there under its own name, but for
 * what the sweep itself has captured as a cell, or as a function that is declared later; and `this` may not be the sweep's.
 *
 *   () => later(n++, this)        () => env.later(n_cell.$v++, self)
 */
import type { t } from "../babel.ts";
import * as js from "../ir/js.ts";
import { changeChildren, targetsOf, children } from "../ir/walk.ts";
import { isFunction } from "../1-mark/mark.ts";
import { CELL_KEY } from "../2-lower/state.ts";
import type { Variable } from "../ir/types.ts";
import type { Sweep } from "./sweep.ts";

export function writtenAgain<N extends t.Node>({ unit }: Sweep, literal: N): N {
  const copy = js.clone(literal);
  const { environment, self } = unit;
  const places = new Map<string, () => t.Expression>();
  if (self.origin !== "this") places.set("this", () => js.id(self.name));
  for (const { name, written, by, variable } of environment?.captures ?? []) {
    if (by === "late") places.set(written, () => js.member(js.id(environment?.variable.name ?? ""), name));
    if (by === "cell") places.set(written, () => js.member(js.id(variable.name), CELL_KEY));
  }
  if (places.size > 0) replace(copy, places);
  return copy;
}

/**
 * An expression written again. The counter of a loop, and what an exception has to find, the sweep has only once, and not for each
 * turn.
 *
 *   () => i * x        ((i) => () => i * x)(i)
 */
export function literalOf(sweep: Sweep, literal: t.Expression, values: readonly Variable[]): t.Expression {
  const written = writtenAgain(sweep, literal);
  const once = values.filter((v) => !v.constant || sweep.outside.has(v.name)).map((v) => v.name);
  if (once.length === 0) return written;
  const names = (): t.Identifier[] => once.map((name) => js.id(name));
  return js.call(js.arrow(names(), written), names());
}

type Places = ReadonlyMap<string, () => t.Expression>;

function replace(root: t.Node, places: Places): void {
  const inside = isScope(root) ? without(places, root) : places;
  if (inside.size === 0) return;
  changeChildren(root, (node, key) => {
    if (isName(root, key)) return node;
    const name = node.type === "ThisExpression" ? "this" : node.type === "Identifier" ? node.name : null;
    const place = name === null ? undefined : inside.get(name);
    if (!place) replace(node, inside);
    else if (root.type === "ObjectProperty") root.shorthand = false;
    return place ? place() : node;
  });
}

const isScope = (node: t.Node): boolean => isFunction(node) || node.type === "ClassBody";

/** A key, a label, or what a declaration is called: no use of a variable. */
const isName = (node: t.Node, key: string): boolean =>
  ((node.type === "MemberExpression" || node.type === "OptionalMemberExpression") &&
    key === "property" &&
    !node.computed) ||
  (key === "key" && "computed" in node && !node.computed) ||
  key === "label" ||
  key === "id";

/** Those that a function does not declare itself. */
function without(places: Places, root: t.Node): Places {
  const own = new Set<string>();
  const declare = (pattern: t.Node | null | undefined): void => {
    if (pattern) for (const { name } of targetsOf(pattern)) own.add(name);
  };
  const visit = (node: t.Node): void => {
    if (node.type === "VariableDeclarator" || node.type === "FunctionDeclaration" || node.type === "ClassDeclaration")
      declare(node.id);
    if (node.type === "CatchClause") declare(node.param);
    if (node !== root && isFunction(node)) return;
    if ("params" in node) for (const param of node.params) declare(param);
    for (const child of children(node)) visit(child);
  };
  visit(root);
  if (root.type !== "ArrowFunctionExpression") own.add("this");
  return new Map([...places].filter(([name]) => !own.has(name)));
}
