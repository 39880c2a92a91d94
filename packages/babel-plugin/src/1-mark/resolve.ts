/** Which binding each identifier of the program means. Program → a map that the other passes ask. */
import { suffixOf } from "./modules.ts";
import type { Binding, NodePath, t } from "../babel.ts";

export interface Resolution {
  readonly program: NodePath<t.Program>;
  /** What the names end with that generated code declares at the top. */
  readonly suffix: string;
  /** The binding of an identifier, or undefined for a global. */
  readonly bindingOf: (identifier: t.Node) => Binding | undefined;
  /** Every name of a variable that occurs in the program. */
  readonly names: Set<string>;
  /** The function paths of the program, outermost first. */
  readonly functions: NodePath<t.Function>[];
  /** The calls of the program. */
  readonly calls: readonly t.CallExpression[];
  /** The reads of globals in a script: other scripts may assign them. */
  readonly globals: readonly NodePath<t.Identifier>[];
  /** The functions that call `eval` themselves, which may make variables in them. */
  readonly evaluating: ReadonlySet<t.Function>;
  readonly functionPath: (node: t.Node) => NodePath<t.Function> | undefined;
  readonly classPath: (node: t.Node) => NodePath<t.Class> | undefined;
}

/** Whether an identifier at this place is a use of a variable (a read, a write or a declaration), not a key or a label. */
function isVariable(path: NodePath): boolean {
  if (path.isReferencedIdentifier() || path.isBindingIdentifier()) return true;
  const { parent, key } = path;
  switch (parent.type) {
    case "AssignmentExpression":
    case "AssignmentPattern":
    case "ForOfStatement":
    case "ForInStatement":
      return key === "left";
    case "UpdateExpression":
    case "RestElement":
      return true;
    case "ArrayPattern":
      return true;
    case "ObjectProperty":
      return key === "value" && path.parentPath?.parentPath?.isObjectPattern() === true;
    default:
      return false;
  }
}

/** What the pattern of a `catch` declares, for an identifier in it that nothing between declares. */
function caughtBinding(path: NodePath<t.Identifier>, clause: NodePath<t.CatchClause>): Binding | undefined {
  const { name } = path.node;
  for (let scope = path.scope; scope.path.isDescendant(clause); scope = scope.parent)
    if (scope.getOwnBinding(name)) return undefined;
  return clause.scope.getOwnBinding(name);
}

/**
 * `function f() { var f; … }`: the name of the expression is not seen inside, but Babel takes both for one variable. The scope is
 * read again without it.
 */
function separateOwnName({ node, scope }: NodePath<t.FunctionExpression>): void {
  const { id } = node;
  if (!id) return;
  const own = scope.getOwnBinding(id.name);
  const isDeclared = ({ node: { type } }: NodePath): boolean =>
    type === "VariableDeclarator" || type === "VariableDeclaration" || type === "FunctionDeclaration";
  if (own?.kind !== "local" || !own.constantViolations.some(isDeclared)) return;
  node.id = null;
  (scope as unknown as { crawl(): void }).crawl();
  node.id = id;
}

export function resolve(program: NodePath<t.Program>): Resolution {
  const bindings = new Map<t.Node, Binding>();
  const names = new Set<string>();
  const functions: NodePath<t.Function>[] = [];
  const calls: t.CallExpression[] = [];
  const suffix = suffixOf(program);
  const globals: NodePath<t.Identifier>[] = [];
  const evaluating = new Set<t.Function>();
  const byNode = new Map<t.Node, NodePath<t.Function>>();
  const classes = new Map<t.Node, NodePath<t.Class>>();
  program.traverse({
    Identifier(path: NodePath<t.Identifier>) {
      if (!isVariable(path)) return;
      names.add(path.node.name);
      // The name of a declaration stands outside of its function, which may have another variable of that name.
      const scope = path.key === "id" && path.parentPath.isFunctionDeclaration() ? path.scope.parent : path.scope;
      const binding = scope.getBinding(path.node.name);
      if (binding) bindings.set(path.node, binding);
      else if (suffix !== "") globals.push(path);
    },
    Function(path: NodePath<t.Function>) {
      if (path.isFunctionExpression()) separateOwnName(path);
      functions.push(path);
      byNode.set(path.node, path);
    },
    CallExpression(path: NodePath<t.CallExpression>) {
      calls.push(path.node);
      if (path.node.callee.type !== "Identifier" || path.node.callee.name !== "eval") return;
      const around = path.getFunctionParent();
      if (around && !path.scope.hasBinding("eval", true)) evaluating.add(around.node);
    },
    // Babel does not look from the pattern of a `catch` into the scope that it declares.
    CatchClause: {
      exit(clause: NodePath<t.CatchClause>) {
        if (!clause.node.param || clause.node.param.type === "Identifier") return;
        (clause.get("param") as NodePath).traverse({
          Identifier(path: NodePath<t.Identifier>) {
            const binding = isVariable(path) ? caughtBinding(path, clause) : undefined;
            if (binding) bindings.set(path.node, binding);
          },
        });
      },
    },
    Class(path: NodePath<t.Class>) {
      classes.set(path.node, path);
    },
  });
  return {
    program,
    suffix,
    globals,
    bindingOf: (identifier) => bindings.get(identifier),
    names,
    functions,
    calls,
    evaluating,
    functionPath: (node) => byNode.get(node),
    classPath: (node) => classes.get(node),
  };
}

/** The name of a class expression, as the class sees it: it cannot be assigned. */
export const isOwnName = (binding: Binding): boolean => binding.kind === "local" && binding.path.isClassExpression();

/** Whether anything but its declaration gives the variable a value. (In a loop Babel counts a function's declaration too.) */
export function isReassigned(binding: Binding): boolean {
  if (isOwnName(binding)) return false;
  return binding.constantViolations.some((violation) => binding.kind === "var" || violation.node !== binding.path.node);
}
