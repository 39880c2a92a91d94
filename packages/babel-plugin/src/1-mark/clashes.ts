/**
 * Names that mean two things in one function. A sweep has one scope for all that a function declares in its blocks, so what shadows
 * there would shadow everywhere. Function and binding → whether the binding needs another name.
 *
 *   const k = 2;  function f(x) { { const k = x; … } return k * x; }        the inner k is k_1 in the sweep
 */
import type { Binding, NodePath, t } from "../babel.ts";
import { unsupported } from "../diagnostics.ts";
import * as js from "../ir/js.ts";
import { visitNames } from "../ir/walk.ts";
import type { Plan } from "./plan.ts";
import { isOwnField } from "./captures.ts";
import type { Resolution } from "./resolve.ts";

/** A variable that functions inside mention by its name, which another has too: the program has to give it another. */
export class Clash extends Error {
  readonly binding: Binding;

  constructor(binding: Binding) {
    super(`\`${binding.identifier.name}\` is two variables`);
    this.binding = binding;
  }
}

/** Refuses a function, which has the name of its variable; for another variable throws what makes the program rename it. */
export function clash(
  binding: Binding,
  construct = "A function that has the name of something else that is used beside it",
): never {
  const { identifier, path, kind } = binding;
  const init = path.isVariableDeclarator() ? path.node.init : null;
  const isNamedAfter = init && /^(Function|Class|Arrow)/.test(init.type) && !("id" in init && init.id);
  if (path.isFunctionDeclaration() || path.isClassDeclaration() || isNamedAfter || kind === "local")
    unsupported(identifier, construct, "Rename it.");
  throw new Clash(binding);
}

/** How the variables are written that have been renamed. */
const written = new WeakMap<t.Identifier, string>();

/** The name of a variable as the user knows it. */
export const writtenName = ({ identifier }: Binding): string => written.get(identifier) ?? identifier.name;

/** Gives a variable of the program another name. */
export function rename({ identifier, scope }: Binding, { names }: Resolution): void {
  const { name } = identifier;
  written.set(identifier, written.get(identifier) ?? name);
  (scope as unknown as { rename(from: string, to: string): void }).rename(
    name,
    js.freeName(name, (n) => names.has(n)),
  );
}

/** What a variable may be called in code that is not strict, but not everywhere there: in a generator, in a declaration by `let`. */
export const SLOPPY_NAMES: ReadonlySet<string> = new Set(
  "let yield await static implements interface package private protected public arguments eval".split(" "),
);

/** The names by which a function, and those inside, mention what it does not declare itself. */
export function outerNames({ node, path, owner }: Plan, resolution: Resolution): ReadonlySet<string> {
  const found = new Set<string>();
  const note = (id: t.Identifier): void => {
    const binding = resolution.bindingOf(id);
    if ("id" in node && id === node.id) return;
    if (!binding || !isWithin(binding, path)) found.add(id.name);
  };
  visitNames(node, note);
  // The constructor gives the fields their values.
  if (node.type === "ClassMethod" && node.kind === "constructor")
    for (const m of owner?.body.body ?? []) if (isOwnField(m) && m.value) visitNames(m.value, note);
  return found;
}

function isWithin({ scope }: Binding, path: NodePath): boolean {
  for (let s = scope as typeof scope | undefined; s; s = s.parent) if (s.path.node === path.node) return true;
  return false;
}
