/**
 * What is refused before anything is lowered: programs whose meaning hangs on how they are written, or on where they stand.
 */
import type { Binding, NodePath, t } from "../babel.ts";
import { unsupported } from "../diagnostics.ts";
import { isReassigned, type Resolution } from "../1-mark/resolve.ts";
import { isFunction } from "../1-mark/mark.ts";
import { type Plan } from "../1-mark/plan.ts";
import { isOwnField } from "../1-mark/captures.ts";
import { eachChild } from "../ir/walk.ts";
import { fenceScopes } from "./fence-scopes.ts";
import { fenceArguments } from "./arguments-object.ts";

/** Names that generated code, or what becomes of it, cannot give to a variable. */
const RESERVED = new Set(
  "let yield await static implements interface package private protected public arguments eval".split(" "),
);

export function fence(plan: Plan, resolution: Resolution): void {
  const { node, path } = plan;
  const outer = path.findParent((p) => p.isWithStatement());
  if (outer) unsupported(outer.node, "`with`", "Name the object.");
  const evaluating = path.findParent((p) => p.isFunction() && resolution.evaluating.has(p.node));
  if (evaluating) unsupported(evaluating.node, "`eval` in a function around it", "Write the code where it runs.");
  fenceDecorators(plan, resolution);
  for (const [i, p] of node.params.entries())
    if (p.type === "Identifier" && node.params.slice(0, i).some((q) => q.type === "Identifier" && q.name === p.name))
      unsupported(p, "A second parameter of the same name", "Give the first another name: nothing can read it.");
  const supers: t.Node[] = [];
  const walk = (root: t.Node, parent: t.Node): void => {
    if (root.type === "Identifier") {
      const binding = resolution.bindingOf(root);
      const isVariable = binding !== undefined || (root.name === "let" && resolution.names.has("let"));
      if (isVariable && RESERVED.has(root.name))
        unsupported(root, `A variable called \`${root.name}\``, "Give it another name.");
      if (binding && isReassigned(binding) && isClassAround(binding, path))
        unsupported(root, "A class whose name is assigned", "Give the new value another name.");
      if (binding?.path.isFunctionExpression() && binding.kind === "local" && isReassigned(binding))
        unsupported(root, "A function expression that assigns its own name", "Use another variable.");
      if (root.name === "arguments" && !binding && parent !== node) fenceArguments(plan, root, parent);
    }
    if (root.type === "CallExpression" && root.callee.type === "Super") supers.push(root);
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
  const [first, second] = supers;
  if (second) unsupported(second, "A second `super(…)`", "Call it once, at the top of the constructor.");
  if (first && node.body.type === "BlockStatement" && !node.body.body.some((s) => isEvaluatedFirst(s, first)))
    unsupported(first, "`super(…)` inside of another statement", "Call it at the top of the constructor.");
}

/** Does a statement evaluate the call before all else, or after others with commas between? `if (super(x), x > 0) …` */
function isEvaluatedFirst(s: t.Statement, call: t.Node): boolean {
  const isAmong = (e: t.Node | null | undefined): boolean =>
    e === call || (e?.type === "SequenceExpression" && e.expressions.some(isAmong));
  switch (s.type) {
    case "ExpressionStatement":
      return isAmong(s.expression);
    case "IfStatement":
      return isAmong(s.test);
    case "ForStatement":
      return isAmong(s.init);
    case "SwitchStatement":
      return isAmong(s.discriminant);
    case "ReturnStatement":
    case "ThrowStatement":
      return isAmong(s.argument);
    case "VariableDeclaration":
      return s.declarations.some((d) => isAmong(d.init));
    default:
      return false;
  }
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
