/** What a function captures of the functions and the classes around it, and how. */
import { isReassigned, type Resolution } from "./resolve.ts";
import type { Binding, NodePath, Scope, t } from "../babel.ts";
import { children, eachChild, someChild } from "../ir/walk.ts";
import { writtenName } from "./clashes.ts";
import { isKey } from "./keys.ts";
import { isFunction } from "./mark.ts";
import { declaringClass, type Hidden, isNested, ownNames, unusedName } from "./private-names.ts";

export interface PlannedCapture {
  readonly name: string;
  /** Null for what is no variable. */
  readonly binding: Binding | null;
  /** In a class also the class itself, and what sees a private member of a class in a function; in an arrow what it has of the function around it. */
  readonly what: "variable" | "class" | "hidden" | "this" | "arguments" | "newTarget";
  readonly by: "value" | "cell" | "late";
}

interface OfClass {
  readonly path: NodePath | undefined;
  /** What the constructor sets first. */
  readonly fields: readonly Field[];
  /** The class itself is captured, for `super`. */
  readonly isDerived: boolean;
  readonly isImplicit?: boolean;
}

/** What a member of a class that stands in a function may capture besides what it mentions. */
export function ofClass(owner: t.Class, member: NodePath, resolution: Resolution): OfClass | null {
  const path = resolution.classPath(owner);
  if (!path?.getFunctionParent()) return null;
  const { node } = member;
  const isConstructor = node === owner || (node.type === "ClassMethod" && node.kind === "constructor");
  const fields = owner.body.body.filter(isOwnField);
  return {
    path,
    fields: isConstructor ? fields : [],
    isDerived: Boolean(owner.superClass),
  };
}

export function capturesOf(
  path: NodePath,
  resolution: Resolution,
  { privates, fieldKeys }: Hidden,
  ofClass: OfClass | null,
): PlannedCapture[] {
  const captures = new Map<Binding, PlannedCapture>();
  const names = new Set<string>();
  const hidden = new Set<string>();
  const found = { this: false, arguments: false, newTarget: false };
  const mayMention = resolution.names.has("arguments");
  const add = (binding: Binding, boundary: NodePath): void => {
    if (!isOutside(binding, boundary) || captures.has(binding)) return;
    const name = unusedName(writtenName(binding), names);
    captures.set(binding, { name, binding, what: "variable", by: capturedBy(binding, path) });
  };
  let boundary = path;
  const addHidden = ({ id: { name } }: t.PrivateName): void => {
    const owner = declaringClass(path, name);
    const declaring = owner && resolution.classPath(owner);
    const seen = owner && privates.get(owner)?.get(name);
    if (seen && declaring && isNested(declaring)) hidden.add(seen);
  };
  const visit = (node: t.Node, ownThis: boolean, ownPrivates: ReadonlySet<string> = new Set()): void => {
    if (node.type === "PrivateName" && !ownPrivates.has(node.id.name)) addHidden(node);
    if ((node.type === "ThisExpression" || node.type === "Super") && !ownThis) found.this = true;
    if (node.type === "MetaProperty" && node.meta.name === "new" && !ownThis) found.newTarget = true;
    const binding =
      node.type === "Identifier" || node.type === "JSXIdentifier" ? resolution.bindingOf(node) : undefined;
    if (binding) add(binding, boundary);
    eachChild(node, (child) => {
      if (isType(child)) return;
      if (mayMention && !ownThis && isArguments(child, node, resolution)) found.arguments = true;
      const own = ownThis || hasOwnThis(node, child);
      const inner = child.type === "ClassExpression" || child.type === "ClassDeclaration" ? ownNames(child) : null;
      visit(child, own, inner ? new Set([...ownPrivates, ...inner]) : ownPrivates);
    });
  };
  if (ofClass?.isImplicit !== true) visit(path.node, path.node.type !== "ArrowFunctionExpression");
  boundary = ofClass?.path ?? path;
  for (const field of ofClass?.fields ?? []) {
    const key = fieldKeys.get(field);
    if (key !== undefined) hidden.add(key);
    else if (field.type === "ClassPrivateProperty" || field.computed) visit(field.key, true);
    if (field.value) visit(field.value, true);
  }
  const list: PlannedCapture[] = [...captures.values()];
  if (ofClass?.isDerived) list.push({ name: unusedName("Class", names), binding: null, what: "class", by: "value" });
  for (const name of hidden) list.push({ name, binding: null, what: "hidden", by: "value" });
  if (found.arguments) list.push({ name: unusedName("args", names), binding: null, what: "arguments", by: "value" });
  if (found.newTarget) list.push({ name: unusedName("made", names), binding: null, what: "newTarget", by: "value" });
  return found.this
    ? [{ name: "self", binding: null, what: "this", by: isBeforeSuper(path) ? "late" : "value" }, ...list]
    : list;
}

/** Whether a part of a node has a `this`, `arguments` and `new.target` of its own: keys have not. */
export function hasOwnThis(node: t.Node, part: t.Node): boolean {
  if (node.type === "ArrowFunctionExpression") return false;
  if (isFunction(node)) return !("key" in node && node.key === part);
  return node.type === "StaticBlock" || (isField(node) && node.value === part);
}

/** Is something so in what has the `this` of a function? */
export function someOwn(root: t.Node, isSo: (node: t.Node, parent: t.Node) => boolean): boolean {
  const visit = (parent: t.Node): boolean =>
    someChild(parent, (child) => !hasOwnThis(parent, child) && (isSo(child, parent) || visit(child)));
  return someChild(root, (child) => hasOwnThis(root, child) && (isSo(child, root) || visit(child)));
}

/** Whether a node is the `arguments` of a function, not a variable or a key of that name. */
export const isArguments = (node: t.Node, parent: t.Node, { bindingOf }: Resolution): node is t.Identifier =>
  node.type === "Identifier" && node.name === "arguments" && !isKey(node, parent) && !bindingOf(node);

/** The function whose `this` and `arguments` are those of an arrow. */
export const functionAround = (path: NodePath): NodePath | null =>
  path.findParent((p) => p.isFunction() && !p.isArrowFunctionExpression());

/** In a derived constructor, before its parent has made `this`. */
function isBeforeSuper(path: NodePath): boolean {
  const around = functionAround(path);
  if (!around?.isClassMethod({ kind: "constructor" })) return false;
  const endOf = (node: t.Node): number =>
    node.type === "CallExpression" && node.callee.type === "Super"
      ? (node.end ?? 0)
      : Math.max(0, ...children(node).map(endOf));
  return (path.node.start ?? 0) < endOf(around.node);
}

const isType = (node: t.Node): boolean =>
  node.type.startsWith("TSType") || node.type === "TSInterfaceDeclaration" || node.type === "TypeAnnotation";

/** Declared by an enclosing function or block, not at the top of the module. */
function isOutside(binding: Binding, path: NodePath): boolean {
  if (binding.scope.path.isProgram()) return false;
  if (binding.scope.path.isClass() && binding.scope.parent.path.isProgram()) return false;
  if (binding.kind === "local" && binding.path.node === path.node && path.isFunctionExpression()) return true;
  const within = (scope: Scope | undefined): boolean =>
    scope !== undefined && (scope.path.node === path.node || within(scope.parent));
  return !within(binding.scope);
}

function capturedBy(binding: Binding, path: NodePath): PlannedCapture["by"] {
  const isFunctionLike = binding.kind === "hoisted" || binding.kind === "local" || binding.path.isClassDeclaration();
  const constant = !isReassigned(binding) || isCounterOf(binding, path);
  if (!constant) return "cell";
  if (isFunctionLike) return "late";
  const declared = binding.identifier.start ?? 0;
  const created = path.node.start ?? 0;
  if (binding.kind !== "param" && (declared > created || isHoistedWithin(path) || isInsideInit(binding, path))) {
    return binding.path.isVariableDeclarator() && isFunctionInit(binding.path.node.init) ? "late" : "cell";
  }
  return "value";
}

const isFunctionInit = (init: t.Expression | null | undefined): boolean =>
  !!init && (isFunction(init) || init.type === "ClassExpression");

/** A function declaration is created where its block begins: everything else of that block comes later. */
const isHoistedWithin = (path: NodePath): boolean => path.node.type === "FunctionDeclaration";

const isInsideInit = (binding: Binding, path: NodePath): boolean =>
  binding.path.isVariableDeclarator() && path.isDescendant(binding.path);

/** The `i` of `for (let i = …; …; i++)`, seen from a function in the body: constant for that iteration. */
function isCounterOf(binding: Binding, path: NodePath): boolean {
  const loop = binding.scope.path;
  if (!loop.isForStatement() || binding.kind !== "let") return false;
  const body = loop.get("body");
  if (!path.isDescendant(body) && path.node !== body.node) return false;
  const { update } = loop.node;
  return binding.constantViolations.every((violation) => violation.node === update);
}

export type Field = t.ClassProperty | t.ClassPrivateProperty;

/** A field that each instance gets, by the constructor. */
export const isOwnField = (m: t.Node): m is Field => isField(m) && !m.static;

const isField = (m: t.Node): m is Field => m.type === "ClassProperty" || m.type === "ClassPrivateProperty";
