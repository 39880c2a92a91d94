/**
 * Which functions are differentiated. Program → the set of marked function nodes.
 *
 * A function is marked by a directive, by `differentiable(…)` or another function of the run time that is given it, by
 * the option `include`; and from there on everything in the same file that a marked function mentions.
 */
import { isReassigned } from "./resolve.ts";
import type { Binding, NodePath, t } from "../babel.ts";
import type { CheckedOptions } from "../options.ts";
import { unsupported } from "../diagnostics.ts";
import { children, eachChild } from "../ir/walk.ts";
import type { Resolution } from "./resolve.ts";
import { DIFFERENTIATING, runtimeExport } from "./runtime-names.ts";

export const DIRECTIVE = "differentiable";

export interface Marked {
  readonly all: ReadonlySet<t.Function>;
  /** Marked by the program itself: what they contain that is not supported is an error. The others are left as they are. */
  readonly explicit: ReadonlySet<t.Function>;
  /** Those of them that have the directive, or that a gradient is asked of by name. */
  readonly roots: ReadonlySet<t.Function>;
  /** The whole file is marked: what it gives to others is what gradients are asked of. */
  readonly isWhole: boolean;
  /** Functions that `adjoint` is given: their pairs are not what differentiates them. */
  readonly overridden: ReadonlySet<t.Function>;
  /** The classes whose members are marked. */
  readonly classes: ReadonlySet<t.Class>;
}

export function mark(
  program: NodePath<t.Program>,
  resolution: Resolution,
  options: CheckedOptions,
  filename: string,
): Marked {
  const marked = new Set<t.Function>();
  const explicit = new Set<t.Function>();
  const overridden = new Set<t.Function>();
  const methods = methodsByName(resolution);
  const queue: t.Function[] = [];
  const add = (node: t.Function): void => {
    const path = resolution.functionPath(node);
    if (marked.has(node) || (path && (isReexport(path) || isInNamespace(path)))) return;
    marked.add(node);
    queue.push(node);
    addPrototype(node, path);
  };
  const addPrototype = (node: t.Function | t.Class, path: NodePath | undefined): void => {
    for (const part of prototypeOf(node, path)) {
      if (part.type === "Identifier") addTarget(part);
      else for (const fn of functionsIn(part)) add(fn);
    }
  };
  const addClass = (node: t.Class): void => {
    const path = resolution.classPath(node);
    if (path && isInNamespace(path)) return;
    for (const member of node.body.body)
      if (member.type === "ClassMethod" || member.type === "ClassPrivateMethod") add(member);
    classes.add(node);
    addPrototype(node, path);
    // `extends Base`, or what a function makes of classes: `extends Mixin(Base)`.
    if (node.superClass) for (const part of [node.superClass, ...mentionsOf(node.superClass)]) addTarget(part);
    for (const member of node.body.body) {
      const made =
        member.type === "StaticBlock"
          ? member
          : member.type === "ClassProperty" || member.type === "ClassPrivateProperty"
            ? member.value
            : null;
      if (made) for (const fn of functionsIn(made)) add(fn);
    }
  };
  const classes = new Set<t.Class>();
  /** Marks what an expression names: a literal, or a function or class of this file. */
  const addTarget = (node: t.Node): void => {
    if (isFunction(node)) add(node);
    else if (node.type === "ClassExpression" || node.type === "ClassDeclaration") {
      if (!classes.has(node)) addClass(node);
    } else if (node.type === "Identifier") {
      const target = definitionOf(node, resolution);
      if (target) addTarget(target);
      else
        for (const value of valuesOf(node, resolution, seen))
          for (const part of [value, ...mentionsOf(value)]) addTarget(part);
    }
  };
  const seen = new Set<Binding>();

  const everything =
    hasDirective(program.node.directives) || options.include.some((pattern) => matches(pattern, filename));
  for (const path of resolution.functions) {
    const { body } = path.node;
    if (body.type === "BlockStatement" && hasDirective(body.directives)) {
      if (isInNamespace(path)) unsupported(path.node, "What a namespace declares", "Export it from a module.");
      explicit.add(path.node);
    }
    if (everything || explicit.has(path.node)) add(path.node);
  }
  // A constructor that is not written is one too.
  if (everything) for (const node of resolution.classes) addTarget(node);
  for (const { callee, arguments: given } of resolution.calls) {
    const name = runtimeExport(callee, resolution, options.runtime);
    const place = name === null ? undefined : DIFFERENTIATING.get(name);
    const first = given[place ?? 0];
    if (!first) continue;
    const target = first.type === "Identifier" ? definitionOf(first, resolution) : first;
    if (name === "adjoint" && first.type === "Identifier" && target && isFunction(target)) overridden.add(target);
    if (place === undefined) continue;
    addTarget(first);
    if (target && isFunction(target)) explicit.add(target);
  }
  for (let node = queue.pop(); node; node = queue.pop()) {
    for (const mentioned of mentionsOf(node)) addTarget(mentioned);
    const members = new Set<string>();
    addMembers(node, members);
    for (const name of members) for (const owner of methods.get(name) ?? []) addTarget(owner);
    const owner = resolution.functionPath(node)?.parentPath.parentPath;
    // The class that declares a private name is one of those around.
    for (let p = members.has("#") ? resolution.functionPath(node)?.parentPath : null; p; p = p.parentPath)
      if (p.isClass() && !classes.has(p.node)) addClass(p.node);
    if (owner?.isClass() && !classes.has(owner.node) && node.type === "ClassMethod" && node.kind === "constructor")
      addClass(owner.node);
  }
  const roots = new Set(explicit);
  for (const path of resolution.functions) {
    const outer = path.getFunctionParent();
    if (marked.has(path.node) && outer && explicit.has(outer.node)) explicit.add(path.node);
  }
  return { all: marked, explicit, roots, isWhole: everything, overridden, classes };
}

/** In a `namespace` of TypeScript, whose variables are not those of the module. */
const isInNamespace = (path: NodePath): boolean => path.findParent((p) => p.type === "TSModuleBlock") !== null;

/** `Object.defineProperty(exports, "f", { get: function () { return m.f; } })`: tools read it as it is written. */
function isReexport({ parent, parentPath }: NodePath<t.Function>): boolean {
  const call = parent.type === "ObjectProperty" ? parentPath.parentPath?.parent : undefined;
  if (call?.type !== "CallExpression" || parentPath.parent !== call.arguments[2]) return false;
  const [target] = call.arguments;
  return target?.type === "Identifier" && target.name === "exports";
}

/** The classes of the file, by the names of their methods and accessors. */
function methodsByName(resolution: Resolution): ReadonlyMap<string, t.Class[]> {
  const classes = new Map<string, t.Class[]>();
  for (const { node, parentPath } of resolution.functions) {
    if (node.type !== "ClassMethod" || node.key.type !== "Identifier" || node.computed || node.kind === "constructor")
      continue;
    const owner = parentPath.parent as t.Class;
    classes.set(node.key.name, [...(classes.get(node.key.name) ?? []), owner]);
  }
  return classes;
}

/** What is put into the prototype of a constructor: `P.prototype.m = …`, `Object.assign(P.prototype, …)`. */
function* prototypeOf(node: t.Function | t.Class, path: NodePath | undefined): Generator<t.Node> {
  const isDeclared = node.type === "FunctionDeclaration" || node.type === "ClassDeclaration";
  const name = isDeclared ? node.id?.name : assignedName(path);
  const binding = name ? (path?.parentPath?.scope.getBinding(name) ?? path?.scope.getBinding(name)) : undefined;
  for (const { parentPath } of binding?.referencePaths ?? []) {
    if (!parentPath?.isMemberExpression() || !parentPath.get("property").isIdentifier({ name: "prototype" })) continue;
    // The nearest of these: several may stand between commas.
    const use = parentPath.findParent((p) => p.isAssignmentExpression() || p.isCallExpression() || p.isStatement());
    if (use?.isAssignmentExpression()) yield use.node.right;
    else if (use?.isCallExpression()) yield* use.node.arguments;
  }
}

const assignedName = (path: NodePath | undefined): string | undefined =>
  path?.parent.type === "VariableDeclarator" && path.parent.id.type === "Identifier" ? path.parent.id.name : undefined;

/** Adds the names of the members that a function uses, its texts among them, for `o["k"]` is one; `#` for all private ones. */
function addMembers(root: t.Node, names: Set<string>): void {
  eachChild(root, addMember, names);
}

function addMember(node: t.Node, names: Set<string>): void {
  if (
    (node.type === "MemberExpression" || node.type === "OptionalMemberExpression") &&
    !node.computed &&
    node.property.type === "Identifier"
  )
    names.add(node.property.name);
  if (node.type === "StringLiteral") names.add(node.value);
  if (node.type === "PrivateName") names.add("#");
  if (node.type === "ObjectPattern")
    for (const p of node.properties)
      if (p.type === "ObjectProperty" && p.key.type === "Identifier") names.add(p.key.name);
  if (!isFunction(node)) addMembers(node, names);
}

const hasDirective = (directives: readonly t.Directive[] | undefined): boolean =>
  directives?.some((d) => d.value.value === DIRECTIVE) ?? false;

/** Whether a pattern of the option `include` is one of the file. */
export const matches = (pattern: string | RegExp, filename: string): boolean =>
  typeof pattern === "string"
    ? filename.includes(pattern)
    : new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, "")).test(filename);

export function isFunction(node: t.Node): node is t.Function {
  return (
    node.type === "FunctionDeclaration" ||
    node.type === "FunctionExpression" ||
    node.type === "ArrowFunctionExpression" ||
    node.type === "ObjectMethod" ||
    node.type === "ClassMethod" ||
    node.type === "ClassPrivateMethod"
  );
}

/** The function or class that a name stands for, if nothing else is ever assigned to it. */
export function definitionOf(identifier: t.Identifier, resolution: Resolution): t.Function | t.Class | null {
  const binding = resolution.bindingOf(identifier);
  if (!binding || isReassigned(binding)) return null;
  const { node } = binding.path;
  if (isFunction(node) && node.type === "FunctionDeclaration") return node;
  if (node.type === "ClassDeclaration" || node.type === "ClassExpression") return node;
  if (node.type === "FunctionExpression" && node.id === binding.identifier) return node;
  if (node.type !== "VariableDeclarator" || node.id !== binding.identifier || !node.init) return null;
  const init = unwrap(node.init);
  if (isFunction(init) || init.type === "ClassExpression") return init;
  return null;
}

/** The expressions that a variable is given anywhere, or a table in it: functions may hide there, or come out of a call. */
function* valuesOf(identifier: t.Identifier, resolution: Resolution, seen: Set<Binding>): Generator<t.Expression> {
  const binding = resolution.bindingOf(identifier);
  if (!binding || seen.has(binding)) return;
  seen.add(binding);
  const { node } = binding.path;
  if (node.type === "VariableDeclarator" && node.init) yield node.init;
  for (const { node: assignment } of binding.constantViolations) {
    if (assignment.type === "AssignmentExpression") yield assignment.right;
  }
  const isContainer = node.type === "VariableDeclarator" && node.init && CONTAINERS.has(node.init.type);
  if (isContainer) for (const path of binding.referencePaths) yield* putInto(path);
}

const CONTAINERS: ReadonlySet<t.Node["type"]> = new Set(["ArrayExpression", "NewExpression", "ObjectExpression"]);

/** What is put into a container where the module is made: `ops.add = …`, `ops.set("add", …)`. */
function* putInto(path: NodePath): Generator<t.Expression> {
  if (path.getFunctionParent() !== null) return;
  let place = path;
  while (place.parent.type === "MemberExpression" && place.parent.object === place.node && place.parentPath)
    place = place.parentPath;
  const { parent, node } = place;
  if (place === path) return;
  if (parent.type === "AssignmentExpression" && parent.left === node) yield parent.right;
  if (parent.type !== "CallExpression" || parent.callee !== node) return;
  for (const given of parent.arguments)
    if (given.type !== "SpreadElement" && given.type !== "ArgumentPlaceholder") yield given;
}

/** An expression without the TypeScript syntax around it. */
export function unwrap(node: t.Expression): t.Expression {
  let inner = node;
  while (
    inner.type === "TSAsExpression" ||
    inner.type === "TSNonNullExpression" ||
    inner.type === "TSSatisfiesExpression" ||
    inner.type === "TSTypeAssertion" ||
    inner.type === "ParenthesizedExpression" ||
    inner.type === "TypeCastExpression" ||
    inner.type === "TSInstantiationExpression"
  ) {
    inner = inner.expression;
  }
  return inner;
}

function mentionsOf(root: t.Node): t.Node[] {
  const found: t.Node[] = [];
  eachChild(root, addMention, found);
  return found;
}

function addMention(node: t.Node, found: t.Node[]): void {
  if (
    node.type === "Identifier" ||
    isFunction(node) ||
    node.type === "ClassExpression" ||
    node.type === "ClassDeclaration"
  )
    found.push(node);
  if (!isFunction(node)) eachChild(node, addMention, found);
}

function* functionsIn(root: t.Node): Generator<t.Function> {
  if (isFunction(root)) yield root;
  else for (const child of children(root)) yield* functionsIn(child);
}
