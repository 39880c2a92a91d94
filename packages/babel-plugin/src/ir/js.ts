/** Short constructors for the syntax trees of generated code: plain data, the same for every version of Babel. */
import type * as t from "@babel/types";

/** Each constructor says what it makes. */
const node = (fields: object): never => fields as never;

export const id = (name: string): t.Identifier => node({ type: "Identifier", name });
export const num = (value: number): t.Expression =>
  value < 0 || Object.is(value, -0)
    ? unary("-", num(-value))
    : Number.isFinite(value)
      ? node({ type: "NumericLiteral", value })
      : id(Number.isNaN(value) ? "NaN" : "Infinity");
export const str = (value: string): t.StringLiteral => node({ type: "StringLiteral", value });
export const bool = (value: boolean): t.BooleanLiteral => node({ type: "BooleanLiteral", value });
export const nil = (): t.NullLiteral => node({ type: "NullLiteral" });

export const unary = (operator: string, argument: t.Expression): t.UnaryExpression =>
  node({ type: "UnaryExpression", operator, argument, prefix: true });
export const binary = (operator: string, left: t.Expression, right: t.Expression): t.BinaryExpression =>
  node({ type: "BinaryExpression", operator, left, right });
export const logical = (operator: string, left: t.Expression, right: t.Expression): t.LogicalExpression =>
  node({ type: "LogicalExpression", operator, left, right });
export const conditional = (
  test: t.Expression,
  consequent: t.Expression,
  alternate: t.Expression,
): t.ConditionalExpression => node({ type: "ConditionalExpression", test, consequent, alternate });
export const assign = (operator: string, left: t.Expression, right: t.Expression): t.AssignmentExpression =>
  node({ type: "AssignmentExpression", operator, left, right });
export const update = (operator: "++" | "--", argument: t.Expression): t.UpdateExpression =>
  node({ type: "UpdateExpression", operator, argument, prefix: false });
export const call = (callee: t.Expression, args: readonly (t.Expression | t.SpreadElement)[]): t.CallExpression =>
  node({ type: "CallExpression", callee, arguments: args });
export const create = (callee: t.Expression, args: readonly t.Expression[]): t.NewExpression =>
  node({ type: "NewExpression", callee, arguments: args });
export const member = (object: t.Expression, property: string): t.MemberExpression =>
  node({ type: "MemberExpression", object, property: id(property), computed: false, optional: false });
export const index = (object: t.Expression, property: t.Expression): t.MemberExpression =>
  node({ type: "MemberExpression", object, property, computed: true, optional: false });
export const yields = (argument: t.Expression): t.YieldExpression =>
  node({ type: "YieldExpression", argument, delegate: false });
/** A template with nothing in its places. */
export const tagged = (tag: t.Expression, quasis: readonly t.TemplateElement[]): t.TaggedTemplateExpression =>
  node({
    type: "TaggedTemplateExpression",
    tag,
    quasi: { type: "TemplateLiteral", quasis, expressions: quasis.slice(1).map(() => num(0)) },
  });
/** `object?.[property]` */
export const maybeIndex = (object: t.Expression, property: t.Expression): t.OptionalMemberExpression =>
  node({ type: "OptionalMemberExpression", object, property, computed: true, optional: true });
export const withDefault = (left: t.Identifier, right: t.Expression): t.AssignmentPattern =>
  node({ type: "AssignmentPattern", left, right });
export const spread = (argument: t.Expression): t.SpreadElement => node({ type: "SpreadElement", argument });
export const array = (elements: readonly (t.Expression | t.SpreadElement | null)[]): t.ArrayExpression =>
  node({ type: "ArrayExpression", elements });
export const object = (
  properties: readonly (t.ObjectProperty | t.ObjectMethod | t.SpreadElement)[],
): t.ObjectExpression => node({ type: "ObjectExpression", properties });
export const property = (
  key: t.Expression,
  value: t.Expression | t.AssignmentPattern,
  computed = false,
): t.ObjectProperty =>
  node({
    type: "ObjectProperty",
    key,
    value,
    computed,
    shorthand: !computed && key.type === "Identifier" && value.type === "Identifier" && key.name === value.name,
  });
/** `{ name: literal }.name`: a function or class that has the name. */
export const named = (name: string, literal: t.Expression): t.Expression =>
  name.startsWith("#")
    ? index(object([property(str(name), literal)]), str(name))
    : member(object([property(id(name), literal)]), name);
export const accessor = (
  kind: "get" | "set",
  key: t.Expression,
  params: readonly t.Identifier[],
  body: t.Statement[],
  computed = false,
): t.ObjectMethod =>
  node({ type: "ObjectMethod", kind, key, params, body: block(body), computed, generator: false, async: false });
export const arrow = (
  params: readonly t.Identifier[],
  body: t.Expression | t.BlockStatement,
): t.ArrowFunctionExpression =>
  node({ type: "ArrowFunctionExpression", params, body, async: false, expression: body.type !== "BlockStatement" });

export const fn = (params: readonly t.Identifier[], body: readonly t.Statement[]): t.FunctionExpression =>
  node({ type: "FunctionExpression", id: null, params, body: block(body), async: false, generator: false });

export const statement = (expression: t.Expression): t.ExpressionStatement =>
  node({ type: "ExpressionStatement", expression });
export const declare = (
  kind: "const" | "let" | "var",
  target: t.Identifier | t.Pattern,
  init: t.Expression | null,
): t.VariableDeclaration =>
  node({ type: "VariableDeclaration", kind, declarations: [node({ type: "VariableDeclarator", id: target, init })] });
export const block = (body: readonly t.Statement[]): t.BlockStatement =>
  node({ type: "BlockStatement", body, directives: [] });
export const ifs = (
  test: t.Expression,
  consequent: readonly t.Statement[],
  alternate: readonly t.Statement[] = [],
): t.IfStatement =>
  node({
    type: "IfStatement",
    test,
    consequent: block(consequent),
    alternate:
      alternate.length === 0
        ? null
        : alternate.length === 1 && alternate[0]?.type === "IfStatement"
          ? alternate[0]
          : block(alternate),
  });
export const returns = (argument: t.Expression | null): t.ReturnStatement =>
  node({ type: "ReturnStatement", argument });
export const functionDeclaration = (
  name: string,
  params: readonly (t.Identifier | t.Pattern | t.RestElement)[],
  body: readonly t.Statement[],
  generator = false,
  isStrict = false,
): t.FunctionDeclaration =>
  node({
    type: "FunctionDeclaration",
    id: id(name),
    params,
    body: { ...block(body), directives: isStrict ? [directive("use strict")] : [] },
    generator,
    async: false,
  });
export const directive = (value: string): t.Directive =>
  node({ type: "Directive", value: node({ type: "DirectiveLiteral", value }) });

/** A copy of a tree, so that no node stands in two places. */
export function clone<T extends object>(tree: T): T {
  const copy: Record<string, unknown> = {};
  const fields = tree as Record<string, unknown>;
  for (const key of Object.keys(tree)) {
    const value = fields[key];
    copy[key] = Array.isArray(value)
      ? value.map((v: unknown) => (isNode(v) ? clone(v) : v))
      : isNode(value) && key !== "loc"
        ? clone(value)
        : value;
  }
  return copy as T;
}

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
    case "Identifier": {
      one(tree.typeAnnotation, visit, more);
      return;
    }
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
      {
        visit(tree.property, more);
        return;
      }
    case "BinaryExpression":
    case "LogicalExpression":
    case "AssignmentExpression":
      visit(tree.left, more);
      {
        visit(tree.right, more);
        return;
      }
    case "ExpressionStatement": {
      visit(tree.expression, more);
      return;
    }
    case "UnaryExpression":
    case "UpdateExpression":
    case "SpreadElement":
    case "ThrowStatement": {
      visit(tree.argument, more);
      return;
    }
    case "ReturnStatement":
    case "YieldExpression": {
      one(tree.argument, visit, more);
      return;
    }
    case "VariableDeclaration": {
      each(tree.declarations, visit, more);
      return;
    }
    case "VariableDeclarator":
      visit(tree.id, more);
      {
        one(tree.init, visit, more);
        return;
      }
    case "BlockStatement": {
      each(tree.body, visit, more);
      return;
    }
    case "IfStatement":
    case "ConditionalExpression":
      visit(tree.test, more);
      visit(tree.consequent, more);
      {
        one(tree.alternate, visit, more);
        return;
      }
    case "ForStatement":
      one(tree.init, visit, more);
      one(tree.test, visit, more);
      one(tree.update, visit, more);
      {
        visit(tree.body, more);
        return;
      }
    case "WhileStatement":
      visit(tree.test, more);
      {
        visit(tree.body, more);
        return;
      }
    case "CallExpression":
      if (tree.typeParameters ?? tree.typeArguments) break;
      visit(tree.callee, more);
      {
        each(tree.arguments, visit, more);
        return;
      }
    case "ArrayExpression": {
      each(tree.elements, visit, more);
      return;
    }
    case "ObjectExpression": {
      each(tree.properties, visit, more);
      return;
    }
    case "ObjectProperty":
      visit(tree.key, more);
      {
        visit(tree.value, more);
        return;
      }
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

/** `base`, or the first of `base_1`, `base_2`, … that is not taken. */
export function freeName(base: string, isTaken: (name: string) => boolean): string {
  let name = base;
  for (let i = 1; isTaken(name); i++) name = `${base}_${String(i)}`;
  return name;
}

/** Words that cannot be the name of a variable in a module. */
export const RESERVED_WORDS: ReadonlySet<string> = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in " +
    "instanceof interface let new null package private protected public return static super switch this throw true try typeof undefined var void while with yield NaN Infinity"
  ).split(" "),
);

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
