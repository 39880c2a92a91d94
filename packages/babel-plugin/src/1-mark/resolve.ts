/** Which binding each identifier of the program means. Program → a map that the other passes ask. */
import * as js from "../ir/js.ts";
import { eachVariablePart } from "../ir/walk.ts";
import { suffixOf } from "./modules.ts";
import { isFunction } from "./mark.ts";
import type { Binding, NodePath, Scope, t } from "../babel.ts";

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
  /** Whether something asks `new.target`, or `import.meta`. */
  readonly hasMeta: boolean;
  /** The names of globals, where they stand. */
  readonly globals: ReadonlySet<t.Node>;
  readonly globalNames: ReadonlySet<string>;
  /** What the program declares by `const enum`. */
  readonly constEnums: ReadonlySet<string>;
  /** A global, of which a variable of the program may have the name. */
  readonly globalOf: (name: string) => t.Expression;
  /** The functions that call `eval` themselves, which may make variables in them. */
  readonly evaluating: ReadonlySet<t.Function>;
  readonly functionPath: (node: t.Node) => NodePath<t.Function> | undefined;
  /** The classes of the program. */
  readonly classes: readonly t.Class[];
  readonly classPath: (node: t.Node) => NodePath<t.Class> | undefined;
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
  crawl(scope);
  node.id = id;
}

/** Babel's types keep it for themselves. */
export const crawl = (scope: Scope): void => {
  (scope as unknown as { crawl(): void }).crawl();
};

/** What stands in a node, and not in the scope that the node makes. */
const standsOutside = (child: t.Node, node: t.Node): boolean =>
  (node.type === "FunctionDeclaration" && child === node.id) ||
  (node.type === "SwitchStatement" && child === node.discriminant) ||
  ("key" in node && child === node.key) ||
  child.type === "Decorator";

/** `var undefined;` in a function, which nobody assigns, is what it is anywhere. */
export const isUndefined = ({ identifier, kind, path, constantViolations }: Binding): boolean =>
  identifier.name === "undefined" &&
  kind === "var" &&
  path.isVariableDeclarator() &&
  !path.node.init &&
  constantViolations.length === 0;

/** What the pattern of a `catch` declares, for a name in it that nothing between declares: Babel does not look there. */
function caughtBinding(name: string, from: Scope, clause: Scope): Binding | undefined {
  for (let scope = from; scope !== clause; scope = scope.parent) if (scope.getOwnBinding(name)) return undefined;
  return clause.getOwnBinding(name);
}

/** The scopes that Babel has made when it read the program. */
export type Scopes = Pick<WeakMap<t.Node, Scope>, "get">;

/** Where a node stands. */
interface Place {
  readonly scope: Scope;
  readonly around: t.Function | null;
  /** The scope of the `catch` in whose pattern it stands. */
  readonly clause: Scope | null;
}

/** `isFresh`: whether Babel has just read the program, which another plugin may have changed. */
export function resolve(program: NodePath<t.Program>, scopes: Scopes, isFresh = false): Resolution {
  const bindings = new Map<t.Node, Binding>();
  const names = new Set<string>();
  const functions: NodePath<t.Function>[] = [];
  const calls: t.CallExpression[] = [];
  let hasMeta = false;
  const globals = new Set<t.Node>();
  const declared = new Set<string>();
  const constEnums = new Set<string>();
  const evaluating = new Set<t.Function>();
  const byNode = new Map<t.Node, NodePath<t.Function>>();
  const classes = new Map<t.Class, NodePath<t.Class>>();
  /** What another plugin has put there since Babel read the program. */
  const unread: t.Node[] = [];

  const use = ({ name }: t.Identifier, { scope, clause }: Place): Binding | undefined => {
    names.add(name);
    const binding = (clause && caughtBinding(name, scope, clause)) ?? scope.getBinding(name);
    return binding && isUndefined(binding) ? undefined : binding;
  };
  const enter = (node: t.Node, place: Place): Place => {
    const scope = scopes.get(node);
    if (!scope) {
      if (isFunction(node) || isClass(node)) unread.push(node);
      return place;
    }
    if (!isFunction(node)) {
      if (isClass(node)) classes.set(node, scope.path as NodePath<t.Class>);
      return { ...place, scope };
    }
    const path = scope.path as NodePath<t.Function>;
    if (path.isFunctionExpression()) separateOwnName(path);
    functions.push(path);
    byNode.set(node, path);
    return { ...place, scope, around: node };
  };
  const visit = (node: t.Node, place: Place): void => {
    if (node.type === "Identifier") {
      const binding = use(node, place);
      if (binding) {
        bindings.set(node, binding);
        declared.add(node.name);
      } else globals.add(node);
      return;
    }
    if (node.type === "BigIntLiteral") names.add("BigInt");
    if (node.type === "CallExpression") {
      calls.push(node);
      const { callee } = node;
      if (
        callee.type === "Identifier" &&
        callee.name === "eval" &&
        place.around &&
        !place.scope.hasBinding("eval", true)
      )
        evaluating.add(place.around);
    }
    if (node.type === "MetaProperty") hasMeta = true;
    if (node.type === "TSEnumDeclaration" && node.const === true) constEnums.add(node.id.name);
    if (node.type === "IfStatement" && putIntoBlocks(node)) unread.push(node);
    const inside = enter(node, place);
    if (inside === place) eachVariablePart(node, visit, place);
    else
      eachVariablePart(
        node,
        (child) => {
          if (standsOutside(child, node)) visit(child, place);
          else if (node.type === "CatchClause" && child === node.param && child.type !== "Identifier")
            visit(child, { ...inside, clause: inside.scope });
          else visit(child, inside);
        },
        undefined,
      );
  };
  visit(program.node, { scope: program.scope, around: null, clause: null });
  if (unread.length > 0 && !isFresh) {
    crawl(program.scope);
    return resolve(program, scopes, true);
  }
  return {
    program,
    suffix: suffixOf(program),
    bindingOf: (identifier) => bindings.get(identifier),
    names,
    functions,
    calls,
    hasMeta,
    globals,
    globalNames: new Set([...globals].map((node) => (node as t.Identifier).name)),
    constEnums,
    globalOf: (name) => (declared.has(name) ? js.member(js.id("globalThis"), name) : js.id(name)),
    evaluating,
    functionPath: (node) => byNode.get(node),
    classes: [...classes.keys()],
    classPath: (node) => classes.get(node as t.Class),
  };
}

/** `if (c) function f() {}` of code that is not strict is `if (c) { function f() {} }` (ECMA-262, B.3.3). */
function putIntoBlocks(node: t.IfStatement): boolean {
  const { consequent, alternate } = node;
  if (consequent.type === "FunctionDeclaration") node.consequent = js.block([consequent]);
  if (alternate?.type === "FunctionDeclaration") node.alternate = js.block([alternate]);
  return node.consequent !== consequent || node.alternate !== alternate;
}

/** The function in which something stands, or the field or static block of a class. (Babel's own search asks a table at each step.) */
export function bodyAround(path: NodePath): t.Node | null {
  for (let p = path; p.parentPath; p = p.parentPath) {
    const { node } = p.parentPath;
    if (isFunction(node) || node.type === "StaticBlock" || (p.key === "value" && FIELDS.has(node.type))) return node;
  }
  return null;
}

const FIELDS: ReadonlySet<t.Node["type"]> = new Set(["ClassProperty", "ClassPrivateProperty", "ClassAccessorProperty"]);

const isClass = (node: t.Node): node is t.Class => node.type === "ClassDeclaration" || node.type === "ClassExpression";

/** The name of a class or function expression, as it sees it itself: it cannot be assigned. */
export const isOwnName = ({ kind, path }: Binding): boolean =>
  kind === "local" && (path.isClassExpression() || path.isFunctionExpression());

/** Whether anything but its declaration gives the variable a value. (In a loop Babel counts a function's declaration too.) */
export function isReassigned(binding: Binding): boolean {
  if (isOwnName(binding)) return false;
  return binding.constantViolations.some((violation) => binding.kind === "var" || violation.node !== binding.path.node);
}
