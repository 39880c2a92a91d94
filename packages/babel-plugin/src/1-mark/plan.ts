/**
 * A plan for each marked function: its name in generated code, its form, and what it captures of enclosing functions.
 * Marked functions → plans, and the bindings that have to be seen through cells.
 */
import { declaringClass, ownNames } from "../2-lower/privates.ts";
import { isFixedKey } from "./keys.ts";
import { isReassigned } from "./resolve.ts";
import type { Binding, NodePath, Scope, t } from "../babel.ts";
import { children, eachChild, targetsOf } from "../ir/js.ts";
import { isFunction } from "./mark.ts";
import type { Resolution } from "./resolve.ts";

export interface PlannedCapture {
  readonly name: string;
  /** Null for `this`; in a class, for the class itself, and for what sees a private member of a class in a function. */
  readonly binding: Binding | null;
  readonly isClass?: true;
  readonly isHidden?: true;
  readonly by: "value" | "cell" | "late";
}

export interface Plan {
  readonly name: string;
  readonly node: t.Function;
  /** The function's own path; the class's, for a constructor that is not written. */
  readonly path: NodePath;
  readonly captures: readonly PlannedCapture[];
  /** The class whose constructor, method or accessor this is. */
  readonly owner: t.Class | null;
  /** A constructor that is not written: it sets the fields, and passes its arguments on. */
  readonly isImplicit: boolean;
}

export interface Plans {
  readonly byNode: ReadonlyMap<t.Function, Plan>;
  /** Variables of functions that a marked closure shares with others that assign them. */
  readonly cells: ReadonlySet<Binding>;
  /** Module-level variables that a marked function assigns. */
  readonly moduleCells: ReadonlySet<Binding>;
  /** Of each class, its private members, and the name of what sees each: a variable of the block in which the class stands. */
  readonly privates: ReadonlyMap<t.Class, ReadonlyMap<string, string>>;
  readonly classes: ReadonlySet<t.Class>;
  /** The names of the variables that keep the computed keys of fields, which are evaluated once. */
  readonly fieldKeys: ReadonlyMap<t.Node, string>;
  /** The classes that can be asked for nothing but their private members. */
  readonly stamped: ReadonlySet<t.Class>;
}

export function plan(marked: ReadonlySet<t.Function>, classes: ReadonlySet<t.Class>, resolution: Resolution): Plans {
  const byNode = new Map<t.Function, Plan>();
  const hidden: Hidden = { privates: privateNames(classes, resolution), fieldKeys: fieldKeys(classes, resolution) };
  const cells = new Set<Binding>();
  const moduleCells = new Set<Binding>();
  for (const path of resolution.functions) {
    if (!marked.has(path.node)) continue;
    const classBody = path.parentPath;
    const owner = classBody.isClassBody() ? (classBody.parent as t.Class) : null;
    const captures = capturesOf(path, resolution, hidden, owner && ofClass(owner, path, resolution));
    for (const { binding, by } of captures) if (binding && by === "cell") cells.add(binding);
    byNode.set(path.node, {
      name: uniqueName(nameOf(path, byNode), resolution),
      node: path.node,
      path,
      captures,
      owner,
      isImplicit: false,
    });
    for (const binding of assignedModuleBindings(path.node, resolution)) moduleCells.add(binding);
  }
  for (const owner of classes) {
    for (const field of owner.body.body.filter(isOwnField))
      for (const binding of assignedModuleBindings(field, resolution)) moduleCells.add(binding);
    const path = resolution.classPath(owner);
    const isWritten = owner.body.body.some((m) => m.type === "ClassMethod" && m.kind === "constructor");
    if (!path || isWritten) continue;
    const node = implicitConstructor(owner);
    const nested = ofClass(owner, path, resolution);
    const captures = nested ? capturesOf(path, resolution, hidden, { ...nested, isImplicit: true }) : [];
    for (const { binding, by } of captures) if (binding && by === "cell") cells.add(binding);
    byNode.set(node, {
      name: uniqueName(owner.id?.name ?? "class", resolution),
      node,
      path,
      captures,
      owner,
      isImplicit: true,
    });
  }
  // A variable that one closure sees through a cell has none but the cell.
  for (const [node, planned] of byNode) {
    const captures = planned.captures.map((c) =>
      c.by === "value" && c.binding && cells.has(c.binding) ? ({ ...c, by: "cell" } as const) : c,
    );
    byNode.set(node, { ...planned, captures });
  }
  return {
    byNode,
    cells,
    moduleCells,
    classes,
    ...hidden,
    stamped: stampedClasses(classes, resolution),
  };
}

type Hidden = Pick<Plans, "privates" | "fieldKeys">;

/** The variables that stand beside a class: what sees its private members, and the keys of its fields. */
export const besideClass = (owner: t.Class, { privates, fieldKeys }: Hidden): string[] => [
  ...(privates.get(owner)?.values() ?? []),
  ...owner.body.body.flatMap((m) => fieldKeys.get(m) ?? []),
];

function fieldKeys(classes: ReadonlySet<t.Class>, resolution: Resolution): ReadonlyMap<t.Node, string> {
  const found = new Map<t.Node, string>();
  for (const owner of classes) {
    const path = resolution.classPath(owner);
    if (!path || (isNested(path) && !homeOf(path))) continue;
    for (const m of owner.body.body)
      if (m.type === "ClassProperty" && !m.static && m.computed && !isFixedKey(m.key, resolution))
        found.set(m, unusedName(`${owner.id?.name ?? "class"}_key${resolution.suffix}`, resolution.names));
  }
  return found;
}

function privateNames(
  classes: ReadonlySet<t.Class>,
  resolution: Resolution,
): ReadonlyMap<t.Class, ReadonlyMap<string, string>> {
  const found = new Map<t.Class, ReadonlyMap<string, string>>();
  for (const owner of classes) {
    const path = resolution.classPath(owner);
    if (!path || (isNested(path) && !homeOf(path))) continue;
    const base = owner.id?.name ?? "class";
    const names = [...ownNames(owner)].map((name) => {
      const hidden = unusedName(`${base}_${name}${resolution.suffix}`, resolution.names);
      return [name, hidden] as const;
    });
    if (names.length > 0) found.set(owner, new Map(names));
  }
  return found;
}

/** The classes that have private members, and those that they extend: each gives its own when it is asked to. */
function stampedClasses(classes: ReadonlySet<t.Class>, resolution: Resolution): ReadonlySet<t.Class> {
  const parentOf = (node: t.Class): t.Class | null => {
    const binding = node.superClass ? resolution.bindingOf(node.superClass) : undefined;
    const parent = binding && !isReassigned(binding) ? binding.path.node : null;
    if (parent?.type === "VariableDeclarator") return parent.init?.type === "ClassExpression" ? parent.init : null;
    return parent?.type === "ClassDeclaration" || parent?.type === "ClassExpression" ? parent : null;
  };
  const stamped = new Set([...classes].filter(hasPrivateInstances));
  for (let before = -1; before !== stamped.size;) {
    before = stamped.size;
    for (const node of classes) {
      const parent = parentOf(node);
      if (parent && stamped.has(node) && classes.has(parent)) stamped.add(parent);
    }
  }
  return stamped;
}

const isNested = (path: NodePath<t.Class>): boolean => path.getFunctionParent() !== null;

/** Where what sees the private members of a class in a function is declared: each time that the class is made, it is another. */
export function homeOf(path: NodePath<t.Class>): NodePath | null {
  for (let p: NodePath | null = path; p; p = p.parentPath) {
    if (p !== path && (p.isClassBody() || p.listKey === "params")) return null;
    if (p.isBlockStatement() || p.isStaticBlock() || p.isProgram() || p.isFunction()) return p;
  }
  return null;
}

export const hasPrivateInstances = (node: t.Class): boolean =>
  node.body.body.some((m) => (m.type === "ClassPrivateProperty" || m.type === "ClassPrivateMethod") && !m.static);

const implicit = new WeakMap<t.Class, t.ClassMethod>();

export function implicitConstructor(owner: t.Class): t.ClassMethod {
  const known = implicit.get(owner);
  if (known) return known;
  const body = { type: "BlockStatement", body: [], directives: [] };
  const node = {
    type: "ClassMethod",
    kind: "constructor",
    key: { type: "Identifier", name: "constructor" },
    params: [],
    body,
    static: false,
    computed: false,
    loc: owner.loc,
  } as unknown as t.ClassMethod;
  implicit.set(owner, node);
  return node;
}

function nameOf(path: NodePath<t.Function>, plans: ReadonlyMap<t.Function, Plan>): string {
  const { node, parent } = path;
  if ("id" in node && node.id) return node.id.name;
  if ((node.type === "ClassMethod" || node.type === "ObjectMethod") && path.parentPath.isClassBody()) {
    const owner = path.parentPath.parent as t.Class;
    const className = owner.id?.name ?? "class";
    if (node.kind === "constructor") return className;
    return `${className}_${node.kind === "method" ? "" : `${node.kind}_`}${keyName(node.key)}`;
  }
  if (node.type === "ObjectMethod") return keyName(node.key);
  if (parent.type === "VariableDeclarator" && parent.id.type === "Identifier") return parent.id.name;
  if (parent.type === "AssignmentExpression" && parent.left.type === "Identifier") return parent.left.name;
  if (parent.type === "ObjectProperty" && parent.value === node) return keyName(parent.key);
  const outer = path.getFunctionParent();
  const outerName = outer ? plans.get(outer.node)?.name : undefined;
  return outerName ? `${outerName}_inner` : "anonymous";
}

function keyName(key: t.Node): string {
  if (key.type === "Identifier") return key.name;
  if (key.type === "StringLiteral" && /^[A-Za-z_$][\w$]*$/.test(key.value)) return key.value;
  return "member";
}

function uniqueName(wanted: string, { names: taken, suffix }: Resolution): string {
  const free = (name: string): boolean => !["forward", "pullback", "pair"].some((part) => taken.has(`${name}_${part}`));
  const base = suffix === "" ? wanted : `${wanted.replace(suffix, "")}${suffix}`;
  let name = base;
  for (let i = 2; !free(name); i++) name = `${base}_${String(i)}`;
  taken.add(`${name}_forward`);
  taken.add(`${name}_pullback`);
  return name;
}

function unusedName(base: string, names: Set<string>): string {
  let name = base;
  while (names.has(name)) name += "_";
  names.add(name);
  return name;
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
function ofClass(owner: t.Class, member: NodePath, resolution: Resolution): OfClass | null {
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

function capturesOf(
  path: NodePath,
  resolution: Resolution,
  { privates, fieldKeys }: Hidden,
  ofClass: OfClass | null,
): PlannedCapture[] {
  const captures = new Map<Binding, PlannedCapture>();
  const names = new Set<string>();
  const hidden = new Set<string>();
  const found = { usesThis: false };
  const add = (binding: Binding, boundary: NodePath): void => {
    if (!isOutside(binding, boundary) || captures.has(binding)) return;
    const name = unusedName(binding.identifier.name, names);
    captures.set(binding, { name, binding, by: capturedBy(binding, path) });
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
    if ((node.type === "ThisExpression" || node.type === "Super") && !ownThis) found.usesThis = true;
    const binding =
      node.type === "Identifier" || node.type === "JSXIdentifier" ? resolution.bindingOf(node) : undefined;
    if (binding) add(binding, boundary);
    for (const child of children(node)) {
      if (isType(child)) continue;
      const own =
        ownThis || (isFunction(child) && child.type !== "ArrowFunctionExpression") || child.type === "ClassBody";
      const inner = child.type === "ClassExpression" || child.type === "ClassDeclaration" ? ownNames(child) : null;
      visit(child, own, inner ? new Set([...ownPrivates, ...inner]) : ownPrivates);
    }
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
  if (ofClass?.isDerived) list.push({ name: unusedName("Class", names), binding: null, by: "value", isClass: true });
  for (const name of hidden) list.push({ name, binding: null, by: "value", isHidden: true });
  return found.usesThis && (path.getFunctionParent() ?? path.findParent((p) => p.isClass()))
    ? [{ name: "self", binding: null, by: isBeforeSuper(path) ? "late" : "value" }, ...list]
    : list;
}

/** In a derived constructor, before its parent has made `this`. */
function isBeforeSuper(path: NodePath): boolean {
  const around = path.findParent((p) => p.isFunction() && !p.isArrowFunctionExpression());
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
export const isOwnField = (m: t.Node): m is Field =>
  (m.type === "ClassProperty" || m.type === "ClassPrivateProperty") && !m.static;

function assignedModuleBindings(root: t.Node, resolution: Resolution): Set<Binding> {
  const found = new Set<Binding>();
  const visit = (node: t.Node): void => {
    const targets =
      node.type === "AssignmentExpression"
        ? [node.left]
        : node.type === "UpdateExpression"
          ? [node.argument]
          : (node.type === "ForOfStatement" || node.type === "ForInStatement") &&
              node.left.type !== "VariableDeclaration"
            ? [node.left]
            : [];
    for (const target of targets) {
      for (const name of targetsOf(target)) {
        const binding = resolution.bindingOf(name);
        if (binding?.scope.path.isProgram()) found.add(binding);
      }
    }
    eachChild(node, visit);
  };
  visit(root);
  return found;
}
