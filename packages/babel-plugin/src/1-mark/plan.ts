/**
 * A plan for each marked function: its name in generated code, its form, and what it captures of enclosing functions.
 * Marked functions → plans, and the bindings that have to be seen through cells.
 */
import { SLOPPY_NAMES } from "./clashes.ts";
import type { Resolution } from "./resolve.ts";
import type { Binding, NodePath, t } from "../babel.ts";
import { eachChild, targetsOf } from "../ir/walk.ts";
import { type Hidden, fieldKeys, privateNames, stampedClasses } from "./private-names.ts";
import { type PlannedCapture, ofClass, capturesOf, isOwnField } from "./captures.ts";

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

export interface Plans extends Hidden {
  readonly byNode: ReadonlyMap<t.Function, Plan>;
  /** Variables of functions that a marked closure shares with others that assign them. */
  readonly cells: ReadonlySet<Binding>;
  /** Module-level variables that a marked function assigns, or whose name only some code may say. */
  readonly moduleCells: ReadonlySet<Binding>;
  readonly classes: ReadonlySet<t.Class>;
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

function assignedModuleBindings(root: t.Node, resolution: Resolution): Set<Binding> {
  const found = new Set<Binding>();
  const visit = (node: t.Node): void => {
    const targets: t.Node[] =
      node.type === "AssignmentExpression"
        ? [node.left]
        : node.type === "UpdateExpression"
          ? [node.argument]
          : (node.type === "ForOfStatement" || node.type === "ForInStatement") &&
              node.left.type !== "VariableDeclaration"
            ? [node.left]
            : [];
    // Where it stands generated code may be unable to say it.
    if (node.type === "Identifier" && SLOPPY_NAMES.has(node.name)) targets.push(node);
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
