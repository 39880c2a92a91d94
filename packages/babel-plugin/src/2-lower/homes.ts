/** What `super` is of: the class around a place, and the object in which a member is looked for. */
import type { NodePath, t } from "../babel.ts";
import { unsupported } from "../diagnostics.ts";
import * as js from "../ir/js.ts";
import { nameOfClass } from "../1-mark/class-names.ts";
import type { State } from "./state.ts";

/** The class whose member is being lowered, by its name, or the one that it is given; in a function its members have captured it. */
export function classOf(state: State): t.Expression | null {
  const { owner, captures } = state.plan;
  const captured = captures.find((c) => c.what === "class");
  if (captured && state.environment) return js.member(js.id(state.environment.variable.name), captured.name);
  return owner && named(state, owner);
}

const named = ({ plan, file: { resolution } }: State, owner: t.Class): t.Expression =>
  js.id(nameOfClass(owner, plan.node, resolution));

/** Where `super.k` is looked for: `Object.getPrototypeOf(A.prototype)`, or in a static member that of A. */
export function parentOf(state: State, node: t.MemberExpression): t.Expression {
  const home = homeOf(state);
  if (home === null || node.property.type === "PrivateName")
    return unsupported(node, "`super` outside of a class", "Name the object: `base.m.call(this, …)`.");
  const { owner, isStatic } = home;
  const { globalOf, classPath } = state.file.resolution;
  const { owner: Class } = state.plan;
  // A class in a function is made by the dual itself there; the name is that of the program's own.
  if (state.file.isForDuals && Class?.superClass === null && classPath(Class)?.getFunctionParent())
    return js.member(globalOf(isStatic ? "Function" : "Object"), "prototype");
  return js.call(js.member(globalOf("Object"), "getPrototypeOf"), [isStatic ? owner : js.member(owner, "prototype")]);
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
  return { owner: named(state, Class), isStatic: isStaticMember(member.node) };
}

export const isStaticMember = (node: t.Node): boolean =>
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
    return unsupported(
      node.left,
      "An assignment to `super.field` in an arrow function",
      "Assign it in a method, or through `this`.",
    );
  const member = superMember(node);
  return member && read(state, member);
}

const superMember = (node: t.Node): t.MemberExpression | null =>
  node.type === "MemberExpression" && node.object.type === "Super" ? node : null;

const self = (): t.Expression => ({ type: "ThisExpression" });

function read(state: State, node: t.MemberExpression): t.Expression {
  const { property } = node;
  const key = property.type === "Identifier" && !node.computed ? js.str(property.name) : (property as t.Expression);
  return js.call(js.member(state.file.resolution.globalOf("Reflect"), "get"), [parentOf(state, node), key, self()]);
}

/** The member of a class in which an arrow function stands, if its `this` is that member's. */
function memberAround(path: NodePath): NodePath | null {
  for (let p = path.parentPath; p; p = p.parentPath) {
    if (p.parentPath?.isClassBody()) return p;
    if (p.isFunction() && !p.isArrowFunctionExpression()) return null;
  }
  return null;
}
