/** Goes through the syntax trees of JavaScript: the children of a node, with something done to each. */
import type * as t from "@babel/types";

export function isNode(value: unknown): value is t.Node {
  return typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";
}

type Change = (child: t.Node, key: string) => t.Node;

/** Puts `change(child)` in the place of each child. */
export function changeChildren(tree: t.Node, change: Change): void {
  const fields = tree as unknown as Record<string, unknown>;
  for (const key of Object.keys(tree)) {
    const value = fields[key];
    if (value === null || typeof value !== "object" || key === "loc" || key === "extra") continue;
    if (Array.isArray(value))
      for (let i = 0; i < value.length; i++) {
        const item: unknown = value[i];
        if (isNode(item)) value[i] = change(item, key);
      }
    else if (isNode(value)) fields[key] = change(value, key);
  }
}

/** A node with `change(child)` for each child. */
export function withChildren<N extends t.Node>(tree: N, change: Change): N {
  const copy = { ...tree };
  const fields = copy as unknown as Record<string, unknown>;
  for (const key of Object.keys(copy)) if (Array.isArray(fields[key])) fields[key] = fields[key].slice();
  changeChildren(copy, change);
  return copy;
}

/** Whether the child of a node at a key is the name of a property. */
export const isPropertyName = (tree: t.Node, key: string): boolean =>
  key === "property" && tree.type === "MemberExpression" && !tree.computed;

/** The child nodes of a node, in source order. */
export function children(tree: t.Node): t.Node[] {
  const found: t.Node[] = [];
  eachChild(tree, add, found);
  return found;
}

const add = (child: t.Node, found: t.Node[]): void => void found.push(child);

/** Whether a child of a node is such. */
export function someChild(tree: t.Node, isSuch: (child: t.Node) => boolean): boolean {
  let found = false;
  eachChild(tree, (child) => void (found ||= isSuch(child)));
  return found;
}

export const everyChild = (tree: t.Node, isSuch: (child: t.Node) => boolean): boolean =>
  !someChild(tree, (child) => !isSuch(child));

type Visit<More> = (child: t.Node, more: More) => void;

function each<More>(nodes: readonly (t.Node | null)[], visit: Visit<More>, more: More): void {
  for (const node of nodes) if (node) visit(node, more);
}

function one<More>(node: t.Node | null | undefined, visit: Visit<More>, more: More): void {
  if (node) visit(node, more);
}

/** Calls `visit` for each child, with `more`: walks of whole programs do without a closure for each node. */
export function eachChild<More = undefined>(tree: t.Node, visit: Visit<More>, given?: More): void {
  const more = given as More;
  // The commonest nodes by name, which is several times as fast as asking each field; of the others every field is asked.
  switch (tree.type) {
    case "Identifier":
      one(tree.typeAnnotation, visit, more);
      return;
    case "NumericLiteral":
    case "StringLiteral":
    case "BooleanLiteral":
    case "NullLiteral":
    case "ThisExpression":
    case "EmptyStatement":
    case "Directive":
      return;
    case "MemberExpression":
      visit(tree.object, more);
      visit(tree.property, more);
      return;
    case "BinaryExpression":
    case "LogicalExpression":
    case "AssignmentExpression":
      visit(tree.left, more);
      visit(tree.right, more);
      return;
    case "ExpressionStatement":
      visit(tree.expression, more);
      return;
    case "UnaryExpression":
    case "UpdateExpression":
    case "SpreadElement":
    case "ThrowStatement":
      visit(tree.argument, more);
      return;
    case "ReturnStatement":
    case "YieldExpression":
      one(tree.argument, visit, more);
      return;
    case "VariableDeclaration":
      each(tree.declarations, visit, more);
      return;
    case "VariableDeclarator":
      visit(tree.id, more);
      one(tree.init, visit, more);
      return;
    case "BlockStatement":
      each(tree.body, visit, more);
      return;
    case "IfStatement":
    case "ConditionalExpression":
      visit(tree.test, more);
      visit(tree.consequent, more);
      one(tree.alternate, visit, more);
      return;
    case "ForStatement":
      one(tree.init, visit, more);
      one(tree.test, visit, more);
      one(tree.update, visit, more);
      visit(tree.body, more);
      return;
    case "WhileStatement":
      visit(tree.test, more);
      visit(tree.body, more);
      return;
    case "CallExpression":
      if (tree.typeParameters ?? tree.typeArguments) break;
      visit(tree.callee, more);
      each(tree.arguments, visit, more);
      return;
    case "ArrayExpression":
      each(tree.elements, visit, more);
      return;
    case "ObjectExpression":
      each(tree.properties, visit, more);
      return;
    case "ObjectProperty":
      visit(tree.key, more);
      visit(tree.value, more);
      return;
    default:
  }
  const fields = tree as unknown as Record<string, unknown>;
  for (const key of Object.keys(tree)) {
    const value = fields[key];
    if (value === null || typeof value !== "object" || key === "loc" || key === "extra" || key.endsWith("Comments"))
      continue;
    if (Array.isArray(value)) each((value as unknown[]).filter(isNode), visit, more);
    else if (isNode(value)) visit(value, more);
  }
}

/** Calls `visit` for each variable that a tree names: not for keys and labels. */
export function visitNames(root: t.Node, visit: (id: t.Identifier) => unknown): void {
  if (root.type === "Identifier") visit(root);
  else eachVariablePart(root, visitNames, visit);
}

/** Calls `visit` for the children of a node, without those that are keys or labels. */
export function eachVariablePart<More>(root: t.Node, visit: Visit<More>, more: More): void {
  switch (root.type) {
    case "MemberExpression":
    case "OptionalMemberExpression":
      visit(root.object, more);
      if (root.computed) visit(root.property, more);
      return;
    case "ObjectProperty":
      if (root.computed) visit(root.key, more);
      visit(root.value, more);
      return;
    case "ObjectMethod":
    case "ClassMethod":
    case "ClassProperty":
      for (const child of children(root)) if (root.computed || child !== root.key) visit(child, more);
      return;
    case "ExportSpecifier":
    case "ImportSpecifier":
      visit(root.local, more);
      return;
    case "BreakStatement":
    case "ContinueStatement":
    case "MetaProperty":
    case "PrivateName":
      return;
    case "LabeledStatement":
      visit(root.body, more);
      return;
    default:
      eachChild(root, visit, more);
  }
}

/** Adds the names in a tree. */
export function addNames(root: t.Node, names: Set<string>): void {
  visitNames(root, (id) => names.add(id.name));
}

/** The variables that a pattern assigns, or declares. */
export function* targetsOf(pattern: t.Node): Generator<t.Identifier> {
  if (pattern.type === "Identifier") yield pattern;
  else if (pattern.type === "ObjectPattern") {
    for (const p of pattern.properties) yield* targetsOf(p.type === "RestElement" ? p.argument : p.value);
  } else if (pattern.type === "ArrayPattern") {
    for (const e of pattern.elements) if (e) yield* targetsOf(e);
  } else if (pattern.type === "AssignmentPattern") yield* targetsOf(pattern.left);
  else if (pattern.type === "RestElement") yield* targetsOf(pattern.argument);
}
