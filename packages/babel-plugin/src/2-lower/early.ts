/** Which variables a function inside may read or write before their declarations have run. */
import type { Binding, NodePath, t } from "../babel.ts";

/** A function or class of its own that stands in `own`; nothing where a path is in none. */
function literalAround(path: NodePath, own: t.Node): NodePath | null {
  let found: NodePath | null = null;
  for (let p: NodePath | null = path; p && p.node !== own; p = p.parentPath)
    if (p.isFunction() || p.isClass()) found = p;
  return found;
}

/** The name that a function or class is called by. */
function nameOf({ node, parent, scope }: NodePath): Binding | undefined {
  const id =
    node.type === "FunctionDeclaration" || node.type === "ClassDeclaration"
      ? node.id
      : parent.type === "VariableDeclarator"
        ? parent.id
        : null;
  return id?.type === "Identifier" ? (scope.getBinding(id.name) ?? scope.parent.getBinding(id.name)) : undefined;
}

const usesOf = ({ referencePaths, constantViolations }: Binding): readonly NodePath[] => [
  ...referencePaths,
  ...constantViolations,
];

/**
 * `own`: the function that declares the variable. By where things are mentioned, for nobody knows when they are called: but what a
 * variable is given, as in `const f = memo((n) => f(n - 1))`, is not called before it has its name.
 */
export function mayBeEarly(binding: Binding, own: t.Node): boolean {
  if (binding.kind !== "let" && binding.kind !== "const") return false;
  const declared = binding.path.node.start ?? 0;
  const seen = new Set<t.Node>();
  const isBefore = ({ node }: NodePath): boolean => (node.start ?? Infinity) < declared;
  const runsBefore = (literal: NodePath): boolean => {
    if (seen.has(literal.node)) return false;
    seen.add(literal.node);
    if (!literal.isFunctionDeclaration() && !isBefore(literal)) return false;
    const name = nameOf(literal);
    if (!name) return true;
    return usesOf(name).some((use) => {
      const around = literalAround(use, own);
      return around === null ? isBefore(use) : runsBefore(around);
    });
  };
  return usesOf(binding).some((use) => {
    const literal = literalAround(use, own);
    return literal !== null && runsBefore(literal);
  });
}
