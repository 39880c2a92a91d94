/** What is refused since a sweep has one scope where JavaScript has two, or another order of declarations. */
import type { t } from "../babel.ts";
import type { Plan } from "../1-mark/plan.ts";
import { unsupported } from "../diagnostics.ts";
import { isFunction } from "../1-mark/mark.ts";
import { isReassigned, type Resolution } from "../1-mark/resolve.ts";
import { someChild, targetsOf, visitNames } from "../ir/walk.ts";

/** `node` stands in the function, and in its parent. */
export function fenceScopes(node: t.Node, parent: t.Node, fn: t.Function, resolution: Resolution): void {
  if (node.type === "FunctionDeclaration" && node.id) {
    const binding = resolution.bindingOf(node.id);
    if (!binding) return;
    if (isReassigned(binding)) unsupported(node.id, "A function declaration that is assigned", "Use a variable.");
    if (parent.type === "SwitchCase" && binding.referencePaths.some((p) => !p.findParent((q) => q.node === parent)))
      unsupported(node.id, "A function of one `case` that another uses", "Declare it before the `switch`.");
  }
  if (node.type === "VariableDeclaration" && node.kind === "var") {
    for (const id of node.declarations.flatMap((d) => [...targetsOf(d.id)])) {
      const binding = resolution.bindingOf(id);
      if (binding?.path.isCatchClause())
        unsupported(id, "A `var` that has the name of a `catch`'s variable", "Give it another name.");
      if (binding?.kind === "param" && fn.params.some(hasFunction))
        unsupported(id, "A `var` that has the name of a parameter, beside a default with a function", "Rename it.");
    }
  }
  if (node.type === "ForStatement" && node.init?.type === "VariableDeclaration" && node.init.kind !== "var") {
    const own = new Set(
      node.init.declarations.flatMap((d) => [...targetsOf(d.id)].map((id) => resolution.bindingOf(id))),
    );
    const visit = (root: t.Node): void => {
      if (isFunction(root))
        visitNames(root, (id) => {
          if (own.has(resolution.bindingOf(id))) inHead(id);
        });
      else void someChild(root, (child) => (visit(child), false));
    };
    visit(node.init);
  }
}

const inHead = (node: t.Node): never =>
  unsupported(node, "A function in the head of a loop that captures its variable", "Make it before the loop.");

/** The cell of a loop's variable stands in the loop's body; what is written in its head does not see it. */
export function fenceHead({ node, path, captures }: Plan): void {
  for (const { binding, by } of captures) {
    const loop = by === "cell" && binding?.scope.path.isLoop() ? binding.scope.path.node : null;
    if (loop && path.find((p) => p.parent === loop)?.key !== "body") inHead(node);
  }
}

const hasFunction = (node: t.Node): boolean => isFunction(node) || someChild(node, hasFunction);
