/** Short constructors for the syntax trees of generated code: plain data, the same for every version of Babel. */
import type * as t from "@babel/types";
import { isNode } from "./walk.ts";

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
/** `(0, class {})`: where it stands, nothing gives it a name. */
export const unnamed = (literal: t.Expression): t.Expression =>
  node({ type: "SequenceExpression", expressions: [num(0), literal] });
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
export const newTarget = (): t.Expression => ({ type: "MetaProperty", meta: id("new"), property: id("target") });

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
