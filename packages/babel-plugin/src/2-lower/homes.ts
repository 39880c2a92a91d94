/** What `super` is of: the class around a place, and the object in which a member is looked for. */
import type { NodePath, t } from "../babel.ts";
import { unsupported } from "../diagnostics.ts";
import * as js from "../ir/js.ts";
import { someChild } from "../ir/walk.ts";
import { isFunction } from "../1-mark/mark.ts";
import type { State } from "./state.ts";

/** The class whose member is being lowered, by its name or that of its constant; in a function its members have captured it. */
export function classOf(state: State): t.Expression | null {
  const { owner, captures } = state.plan;
  const captured = captures.find((c) => c.isClass);
  if (captured && state.environment) return js.member(js.id(state.environment.variable.name), captured.name);
  return owner && named(state, owner);
}

/** A class by the name that it has where it stands. */
function named(state: State, owner: t.Class): t.Expression | null {
  const path = state.file.resolution.classPath(owner);
  if (!path) return null;
  const { parent } = path;
  const id = owner.type === "ClassDeclaration" ? owner.id : parent.type === "VariableDeclarator" ? parent.id : null;
  if (id?.type !== "Identifier") return null;
  const hides = (node: t.Node): boolean => {
    if (node.type === "Identifier" && node.name === id.name) {
      const found = state.file.resolution.bindingOf(node)?.path.node;
      return found !== undefined && found !== owner && found !== parent;
    }
    return someChild(node, (child) => !isFunction(child) && hides(child));
  };
  if (hides(state.plan.node))
    return unsupported(state.plan.node, "A variable that has the name of the class around it", "Give it another name.");
  return js.id(id.name);
}

/** Where `super.k` is looked for: `Object.getPrototypeOf(A.prototype)`, or in a static member that of A. */
export function parentOf(state: State, node: t.MemberExpression): t.Expression {
  const home = homeOf(state);
  if (home === null || node.property.type === "PrivateName")
    return unsupported(node, "`super` outside of a named class", "Name the class.");
  const { owner, isStatic } = home;
  return js.call(js.member(js.id("Object"), "getPrototypeOf"), [isStatic ? owner : js.member(owner, "prototype")]);
}

interface Home {
  readonly owner: t.Expression;
  readonly isStatic: boolean;
}

function homeOf(state: State): Home | null {
  const [making] = state.making;
  if (making) return { owner: js.id(making.name), isStatic: true };
  const { node, path, owner } = state.plan;
  if (node.type !== "ArrowFunctionExpression") {
    const own = classOf(state);
    return own && { owner: own, isStatic: isStaticMember(node) };
  }
  const member = memberAround(path);
  const Class = member?.parentPath?.parent;
  const isInModule = member?.parentPath?.parentPath?.getFunctionParent() === null;
  if (owner || !member || !isInModule || (Class?.type !== "ClassDeclaration" && Class?.type !== "ClassExpression"))
    return null;
  const own = named(state, Class);
  return own && { owner: own, isStatic: isStaticMember(member.node) };
}

const isStaticMember = (node: t.Node): boolean =>
  node.type === "StaticBlock" || ("static" in node && node.static === true);

/**
 * A literal that mentions `super`, as it can be written again outside of the class; null for another node.
 *
 *   super.m(v)      Reflect.get(Object.getPrototypeOf(A.prototype), "m", this).call(this, v)
 */
export function withoutSuper(state: State, node: t.Node): t.Expression | null {
  const callee = node.type === "CallExpression" ? superMember(node.callee) : null;
  if (node.type === "CallExpression" && callee)
    return js.call(js.member(read(state, callee), "call"), [self(), ...(node.arguments as t.Expression[])]);
  if (node.type === "AssignmentExpression" && superMember(node.left))
    return unsupported(node.left, "An assignment to `super.field`", "Assign it through `this`.");
  const member = superMember(node);
  return member && read(state, member);
}

const superMember = (node: t.Node): t.MemberExpression | null =>
  node.type === "MemberExpression" && node.object.type === "Super" ? node : null;

const self = (): t.Expression => ({ type: "ThisExpression" });

function read(state: State, node: t.MemberExpression): t.Expression {
  const { property } = node;
  const key = property.type === "Identifier" && !node.computed ? js.str(property.name) : (property as t.Expression);
  return js.call(js.member(js.id("Reflect"), "get"), [parentOf(state, node), key, self()]);
}

/** The member of a class in which an arrow function stands, if its `this` is that member's. */
function memberAround(path: NodePath): NodePath | null {
  for (let p = path.parentPath; p; p = p.parentPath) {
    if (p.parentPath?.isClassBody()) return p;
    if (p.isFunction() && !p.isArrowFunctionExpression()) return null;
  }
  return null;
}
