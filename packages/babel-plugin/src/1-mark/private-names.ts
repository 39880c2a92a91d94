/** The private names of classes; and the variables that stand beside a class: what sees its private members, and the keys of its fields. */
import { isFixedKey } from "./keys.ts";
import { isReassigned, type Resolution } from "./resolve.ts";
import type { NodePath, t } from "../babel.ts";

export interface Hidden {
  /** Of each class, its private members, and the name of what sees each: a variable of the block in which the class stands. */
  readonly privates: ReadonlyMap<t.Class, ReadonlyMap<string, string>>;
  /** The names of the variables that keep the computed keys of fields, which are evaluated once. */
  readonly fieldKeys: ReadonlyMap<t.Node, string>;
}

export const besideClass = (owner: t.Class, { privates, fieldKeys }: Hidden): string[] => [
  ...(privates.get(owner)?.values() ?? []),
  ...owner.body.body.flatMap((m) => fieldKeys.get(m) ?? []),
];

export function fieldKeys(classes: ReadonlySet<t.Class>, resolution: Resolution): ReadonlyMap<t.Node, string> {
  const found = new Map<t.Node, string>();
  for (const owner of classes) {
    const path = resolution.classPath(owner);
    if (!path || (isNested(path) && !homeOf(path))) continue;
    for (const m of owner.body.body)
      if (m.type === "ClassProperty" && !m.static && m.computed && !isFixedKey(m.key, resolution)) {
        const name =
          givenToKeys.get(m) ?? unusedName(`${owner.id?.name ?? "class"}_key${resolution.suffix}`, resolution.names);
        givenToKeys.set(m, name);
        found.set(m, name);
      }
  }
  return found;
}

/** As with private members, a program's duals name the keys. */
const givenToKeys = new WeakMap<t.Node, string>();

export function privateNames(
  classes: ReadonlySet<t.Class>,
  resolution: Resolution,
): ReadonlyMap<t.Class, ReadonlyMap<string, string>> {
  const found = new Map<t.Class, ReadonlyMap<string, string>>();
  for (const owner of classes) {
    const path = resolution.classPath(owner);
    if (!path || (isNested(path) && !homeOf(path))) continue;
    const names = given.get(owner) ?? namesFor(owner, resolution);
    given.set(owner, names);
    if (names.size > 0) found.set(owner, names);
  }
  return found;
}

/** A program is read several times, and its duals name what sees private members: it has the same names each time. */
const given = new WeakMap<t.Class, ReadonlyMap<string, string>>();

function namesFor(owner: t.Class, { suffix, names }: Resolution): ReadonlyMap<string, string> {
  const base = owner.id?.name ?? "class";
  return new Map([...ownNames(owner)].map((name) => [name, unusedName(`${base}_${name}${suffix}`, names)]));
}

/** The classes that have private members, and those that they extend: each gives its own when it is asked to. */
export function stampedClasses(classes: ReadonlySet<t.Class>, resolution: Resolution): ReadonlySet<t.Class> {
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

export const isNested = (path: NodePath<t.Class>): boolean => path.getFunctionParent() !== null;

/** Where what sees the private members of a class in a function is declared: each time that the class is made, it is another. */
export function homeOf(path: NodePath<t.Class>): NodePath | null {
  for (let p: NodePath | null = path; p; p = p.parentPath) {
    if (p !== path && (p.isClassBody() || p.listKey === "params")) return null;
    if (p.isBlockStatement() || p.isStaticBlock() || p.isProgram() || p.isFunction()) return p;
  }
  return null;
}

export const hasPrivateInstances = (node: t.Class): boolean => node.body.body.some((m) => isPrivate(m) && !m.static);

export function unusedName(base: string, names: Set<string>): string {
  let name = base;
  while (names.has(name)) name += "_";
  names.add(name);
  return name;
}

/** The class around a place that declares a private name. */
export function declaringClass(path: NodePath, name: string): t.Class | null {
  for (let p: NodePath | null = path; p; p = p.parentPath) {
    if (p.isClass() && declares(p.node, name)) return p.node;
  }
  return null;
}

const isPrivate = (m: t.Node): m is t.ClassPrivateProperty | t.ClassPrivateMethod =>
  m.type === "ClassPrivateProperty" || m.type === "ClassPrivateMethod";

export const declares = (node: t.Class, name: string): boolean =>
  node.body.body.some((m) => isPrivate(m) && m.key.id.name === name);

/** The private names that a class declares. */
export const ownNames = (node: t.Class): ReadonlySet<string> =>
  new Set(node.body.body.flatMap((m) => (isPrivate(m) ? [m.key.id.name] : [])));
