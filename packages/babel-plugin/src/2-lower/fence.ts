/**
 * What is refused before anything is lowered: programs whose meaning hangs on how they are written, or on where they stand.
 */
import type { Binding, NodePath, t } from "../babel.ts";
import { unsupported } from "../diagnostics.ts";
import { clash, SLOPPY_NAMES } from "../1-mark/clashes.ts";
import { bodyAround, isReassigned, type Resolution } from "../1-mark/resolve.ts";
import { isFunction } from "../1-mark/mark.ts";
import { type Plan } from "../1-mark/plan.ts";
import { isOwnField } from "../1-mark/captures.ts";
import { eachChild } from "../ir/walk.ts";
import { fenceHead, fenceScopes } from "./fence-scopes.ts";
import { fenceArguments } from "./arguments-object.ts";

export function fence(plan: Plan, resolution: Resolution, isForDuals: boolean): void {
  const { node, path } = plan;
  const outer = path.findParent((p) => p.isWithStatement());
  if (outer) unsupported(outer.node, "`with`", "Name the object.");
  const evaluating = path.findParent((p) => p.isFunction() && resolution.evaluating.has(p.node));
  if (evaluating) unsupported(evaluating.node, "`eval` in a function around it", "Write the code where it runs.");
  fenceDecorators(plan, resolution);
  fenceHead(plan);
  const walk = (root: t.Node, parent: t.Node): void => {
    if (root.type === "Identifier") {
      const binding = resolution.bindingOf(root);
      if (binding && SLOPPY_NAMES.has(root.name)) fenceName(root, binding, node, resolution);
      if (binding && isReassigned(binding) && isClassAround(binding, path))
        unsupported(root, "A class whose name is assigned", "Give the new value another name.");
      if (root.name === "arguments" && !binding && parent !== node) fenceArguments(plan, root, parent, isForDuals);
    }
    if (root.type === "FunctionDeclaration" && root.id && resolution.bindingOf(root.id)?.path.node !== root)
      unsupported(root.id, "A function that has the name of a variable beside it", "Give it another name.");
    fenceScopes(root, parent, node, resolution);
    if (isFunction(root)) return;
    if (root.type === "ClassExpression" || root.type === "ClassDeclaration") {
      if (root.superClass) walk(root.superClass, root);
      for (const m of root.body.body) {
        if ("computed" in m && m.computed) walk(m.key, m);
        if (m.type === "StaticBlock") for (const s of m.body) walk(s, m);
        else if ("value" in m && m.static && m.value) walk(m.value, m);
      }
      return;
    }
    eachChild(root, walk, root);
  };
  eachChild(node, walk, node);
  if (node.type === "ClassMethod" && node.kind === "constructor")
    for (const m of plan.owner?.body.body ?? []) if (isOwnField(m) && m.value) walk(m.value, m);
}

/** A variable that strict code could not have: where functions share it, the program has to give it another name. */
function fenceName(id: t.Identifier, binding: Binding, fn: t.Function, { evaluating }: Resolution): void {
  const { scope, kind, referencePaths, constantViolations } = binding;
  const isOwn = !scope.path.isProgram();
  const isShared =
    isOwn &&
    (scope.getFunctionParent()?.path.node !== fn ||
      [...referencePaths, ...constantViolations].some((p) => bodyAround(p) !== fn));
  // `var arguments;` begins as what the word means otherwise, and `eval` may mention what is not seen to be mentioned.
  const isArguments = id.name === "arguments" && (!isOwn || kind === "var" || kind === "hoisted");
  if (isArguments || (isShared && evaluating.size > 0))
    unsupported(id, `A variable called \`${id.name}\``, "Give it another name.");
  if (isShared) clash(binding, `A function called \`${id.name}\` that others mention`);
}

/** Decorators of the standard replace what they are on before anybody can see it; the older ones afterwards, as a program would. */
function fenceDecorators({ node, owner }: Plan, { program }: Resolution): void {
  const isConstructor = node.type === "ClassMethod" && node.kind === "constructor";
  const members = isConstructor ? (owner?.body.body ?? []).filter(isOwnField) : [];
  const decorated = [owner, node, ...members].find((m) => m && "decorators" in m && m.decorators?.length);
  if (!decorated) return;
  const { file } = program.hub as unknown as { readonly file?: { readonly opts: { readonly parserOpts?: object } } };
  const { plugins = [] } = (file?.opts.parserOpts ?? {}) as { readonly plugins?: readonly unknown[] };
  if (!plugins.some((p) => (Array.isArray(p) ? (p[0] as unknown) : p) === "decorators-legacy"))
    unsupported(decorated, "A decorator", "Call the function with what it is on, after the class.");
}

/** Inside of a class its name is the class, whatever is assigned to the variable; in the module generated code knows that. */
function isClassAround({ path: declared, constantViolations }: Binding, path: NodePath): boolean {
  const isWithin = (p: NodePath): boolean => p.findParent(({ node }) => node === declared.node) !== null;
  return (
    declared.isClassDeclaration() &&
    isWithin(path) &&
    (declared.getFunctionParent() !== null || constantViolations.some(isWithin))
  );
}
