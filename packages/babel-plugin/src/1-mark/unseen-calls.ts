/**
 * Functions that the engine calls behind the program's back: accessors, and conversions to numbers and texts.
 *
 *   get area() {…}    Object.defineProperty(o, "area", { get: () => … })    valueOf() {…}    toString() {…}
 */
import type { NodePath, Scope, t } from "../babel.ts";
import { someChild } from "../ir/walk.ts";
import { ANY, functionsInDescriptors } from "./descriptors.ts";
import { KNOWN_GLOBALS } from "./globals.ts";

/** An accessor whose name is computed: reads of a computed key may be reads of it; run by others, it refuses. */
export const UNKNOWN = "";

/** The keys under which a function of the file is read or written as an accessor: its name, and what tells of computed keys. */
export function accessorKeys(path: NodePath<t.Function>): string[] {
  const name = ownName(path);
  if (name === null) {
    const beside = [...(namesBeside(path) ?? [])];
    const texts = beside.filter((text) => text !== ANY);
    return texts.length === 0 && beside.length > 0 ? [UNKNOWN, ANY] : texts;
  }
  const { node } = path;
  // The keys of a literal are gone through, as in `for (const k in o) o[k]`.
  if (name !== UNKNOWN) return node.type === "ClassMethod" && !node.computed ? [name] : [name, UNKNOWN];
  const key = "computed" in node && node.computed ? node.key : definedKey(path);
  return key && !isIdentity(path, key) ? [UNKNOWN, ANY] : [UNKNOWN];
}

/** The key in the call that defines an accessor, where it is no name: `Object.defineProperty(o, key, { get … })`. */
function definedKey(path: NodePath<t.Function>): t.Node | null {
  const definition = path.findParent((p) => p.isCallExpression())?.node as t.CallExpression | undefined;
  if (!definition) return null;
  const [target, key] = definition.arguments;
  if (key === path.node) return target ?? null;
  const descriptor = path.findParent((p) => p.isObjectExpression());
  if (descriptor?.parent.type === "ObjectProperty") return descriptor.parent.key;
  // `export * from "./other"`, as compilers write it
  return target && textOf(target) === "exports" ? null : (key ?? null);
}

/** Accessors of a file under computed keys, where it spells one's name: `o["area"]`, `for (const key of ["area"]) … o[key]`. */
export const withSpelled = (names: readonly string[], source: string): readonly string[] =>
  names.some((name) => isSpelled(name, source)) ? [...names, UNKNOWN] : names;

const isSpelled = (name: string, source: string): boolean =>
  name !== UNKNOWN && ['"', "'", "`"].some((quote) => source.includes(quote + name + quote));

/** A symbol, or what comes from elsewhere and most often is one, or is a number. */
function isIdentity({ scope }: NodePath, key: t.Node): boolean {
  if (key.type !== "Identifier") return key.type === "MemberExpression";
  const binding = scope.getBinding(key.name);
  if (binding === undefined || binding.path.parent.type === "ImportDeclaration") return true;
  const { node } = binding.path;
  if (node.type !== "VariableDeclarator") return false;
  const assigned = binding.constantViolations.map(({ node }) =>
    node.type === "AssignmentExpression" ? node.right : null,
  );
  const given = node.init ? [node.init, ...assigned] : assigned;
  return given.length > 0 && given.every((value) => value?.type === "MemberExpression" || isSymbol(value));
}

const isSymbol = (init: t.Node | null | undefined): boolean =>
  init?.type === "CallExpression" && (textOf(init.callee) === "Symbol" || textOf(init.callee) === "for");

/** The name under which an accessor is read or written, or null if the function is none. */
export function accessorName(path: NodePath<t.Function>): string | null {
  const name = ownName(path);
  if (name !== null) return name;
  const names = namesBeside(path);
  return names && ([...names].find((text) => text !== ANY) ?? UNKNOWN);
}

/** Of a function that becomes an accessor in another place than it stands in. */
function namesBeside(path: NodePath<t.Function>): ReadonlySet<string> | null {
  const program = path.scope.getProgramParent().path as NodePath<t.Program>;
  return functionsInDescriptors(program).get(path.node) ?? null;
}

/** The name of an accessor of a class or a literal, or in the call that defines it. */
function ownName(path: NodePath<t.Function>): string | null {
  const { node } = path;
  if ((node.type === "ClassMethod" || node.type === "ObjectMethod") && (node.kind === "get" || node.kind === "set"))
    return (node.computed ? computedText(path, node.key) : textOf(node.key)) ?? UNKNOWN;
  const definition = path.findParent((p) => p.isCallExpression())?.node as t.CallExpression | undefined;
  const how = definition?.callee.type === "MemberExpression" ? textOf(definition.callee.property) : null;
  if (!definition || how === null) return null;
  if (/^__define[GS]etter__$/.test(how))
    return definition.arguments[1] === node ? (computedText(path, definition.arguments[0]) ?? UNKNOWN) : null;
  const key = memberKey(path);
  if (!DEFINING.has(how) || (key !== "get" && key !== "set")) return null;
  const descriptor = path.findParent((p) => p.isObjectExpression());
  if (descriptor?.node === definition.arguments[2]) return computedText(path, definition.arguments[1]) ?? UNKNOWN;
  const parent = descriptor?.parent;
  if (parent?.type !== "ObjectProperty") return null;
  return (parent.computed ? computedText(path, parent.key) : textOf(parent.key)) ?? UNKNOWN;
}

const DEFINING = new Set(["defineProperty", "defineProperties", "create"]);

/** Does the engine call it, so that a sweep would not see it? A conversion to text only matters if it writes something. */
export function isCalledUnseen(path: NodePath<t.Function>): boolean {
  if (givesNoNumber(path)) return false;
  if (accessorName(path) !== null) return true;
  const key = memberKey(path);
  return (
    key === "valueOf" ||
    key === "toPrimitive" ||
    (key !== null && CALLED.has(key) && leavesSomething(path.node, path.scope))
  );
}

/** What the engine calls, and what gives no number: only what it changes has derivatives. */
const CALLED = new Set(["toString", "toJSON", "hasInstance"]);

/** `get [Symbol.species]() { return Array; }`: whoever runs it, nothing is lost. */
function givesNoNumber({ node, scope }: NodePath<t.Function>): boolean {
  const only = node.body.type === "BlockStatement" && node.body.body.length === 1 ? node.body.body[0] : null;
  const value = only?.type === "ReturnStatement" ? only.argument : null;
  if (value?.type === "Identifier")
    return KNOWN_GLOBALS.has(value.name) || scope.getBinding(value.name)?.path.isClass() === true;
  return (
    value?.type === "ThisExpression" || (value?.type.endsWith("Literal") === true && value.type !== "TemplateLiteral")
  );
}

/** The key under which a function stands: in a class, in an object literal, in an assignment to a member. */
function memberKey({ node, parent }: NodePath<t.Function>): string | null {
  if (node.type === "ClassMethod" || node.type === "ObjectMethod") return textOf(node.key);
  if ((parent.type === "ObjectProperty" || parent.type === "ClassProperty") && parent.value === node)
    return textOf(parent.key);
  if (parent.type === "AssignmentExpression" && parent.left.type === "MemberExpression")
    return textOf(parent.left.property);
  return null;
}

/** `area`, `"area"`, `Symbol.area` */
function textOf(key: t.Node | undefined): string | null {
  if (key?.type === "Identifier") return key.name;
  if (key?.type === "StringLiteral" || key?.type === "NumericLiteral") return String(key.value);
  return key?.type === "MemberExpression" ? textOf(key.property) : null;
}

/** The text of an expression: a literal, a constant, `Symbol.area`, and what is put together of texts. */
function computedText(path: NodePath, key: t.Node | undefined): string | null {
  if (key?.type === "BinaryExpression" && key.operator === "+") return joined(path, [key.left, key.right]);
  if (key?.type === "TemplateLiteral")
    return joined(
      path,
      key.quasis.flatMap((quasi, i) => [quasi, ...key.expressions.slice(i, i + 1)]),
    );
  if (key?.type === "TemplateElement") return key.value.cooked ?? null;
  if (key?.type !== "Identifier") return textOf(key);
  const binding = path.scope.getBinding(key.name);
  const init = binding?.constant === true && binding.path.isVariableDeclarator() ? binding.path.node.init : null;
  const isKnown = init && init !== key && TEXTS.has(init.type) && binding?.identifier.name === key.name;
  return isKnown ? computedText(binding.path, init) : null;
}

const TEXTS: ReadonlySet<t.Node["type"]> = new Set([
  "StringLiteral",
  "NumericLiteral",
  "TemplateLiteral",
  "BinaryExpression",
]);

function joined(path: NodePath, parts: readonly t.Node[]): string | null {
  const texts = parts.map((part) => computedText(path, part));
  return texts.includes(null) ? null : texts.join("");
}

/** It writes memory, or throws what may carry a derivative, or calls a function of the file that does. */
function leavesSomething(root: t.Function, scope: Scope, seen = new Set<t.Node>()): boolean {
  if (seen.has(root)) return false;
  seen.add(root);
  const declared = new Set<string>();
  const isOwn = (target: t.Node): boolean => target.type === "Identifier" && declared.has(target.name);
  const leaves = (f: t.Function): boolean => leavesSomething(f, scope, seen);
  const visit = (node: t.Node): boolean => {
    if (node.type === "VariableDeclarator" && node.id.type === "Identifier") declared.add(node.id.name);
    const target =
      node.type === "AssignmentExpression" ? node.left : node.type === "UpdateExpression" ? node.argument : null;
    if (target && !isOwn(target)) return true;
    if (node.type === "ThrowStatement") return true;
    if (node.type === "CallExpression" && (changes(node, isOwn) || calledBy(node, scope).some(leaves))) return true;
    return someChild(node, visit);
  };
  return visit(root.body);
}

/** Does it call a method by which a container changes that is not the function's own? */
const changes = ({ callee }: t.CallExpression, isOwn: (target: t.Node) => boolean): boolean =>
  callee.type === "MemberExpression" && CHANGING.has(textOf(callee.property) ?? "") && !isOwn(callee.object);

/** The functions of the file that may be called there, by their name. */
function calledBy({ callee }: t.CallExpression, scope: Scope): t.Function[] {
  const isMember = callee.type === "MemberExpression";
  const name = isMember ? textOf(callee.property) : callee.type === "Identifier" ? callee.name : null;
  if (name === null) return [];
  const found: t.Function[] = [];
  const visit = (node: t.Node): boolean => {
    const isMethod = node.type === "ClassMethod" || node.type === "ObjectMethod" || node.type === "ClassPrivateMethod";
    if (isMethod && isMember && textOf(node.key) === name) found.push(node);
    if (node.type === "FunctionDeclaration" && node.id?.name === name) found.push(node);
    const value = valueUnder(node, name);
    if (value?.type === "FunctionExpression" || value?.type === "ArrowFunctionExpression") found.push(value);
    return someChild(node, visit);
  };
  visit(scope.getProgramParent().path.node);
  return found;
}

/** `name = value`, `name: value` */
function valueUnder(node: t.Node, name: string): t.Node | null | undefined {
  if (node.type === "VariableDeclarator") return textOf(node.id) === name ? node.init : null;
  if (node.type === "ObjectProperty" || node.type === "ClassProperty")
    return textOf(node.key) === name ? node.value : null;
  return null;
}

/** The methods of containers that change them. */
const CHANGING = new Set(
  "push pop shift unshift splice sort reverse fill copyWithin set add delete clear assign defineProperty".split(" "),
);
