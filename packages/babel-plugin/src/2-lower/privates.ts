/**
 * Private members, as code outside of their class sees them: by functions that are made inside, `{ get, set, has, check }`.
 *
 *   this.#n                      A_n.get(this)
 *   this.#n = v                  A_n.set(this, v)
 *   #n in o                      A_n.has(o)
 */
import { hasOwnThis, isArguments } from "../1-mark/captures.ts";
import { declaringClass, declares } from "../1-mark/private-names.ts";
import type { t } from "../babel.ts";
import { unsupported } from "../diagnostics.ts";
import * as js from "../ir/js.ts";
import { changeChildren, someChild } from "../ir/walk.ts";
import type { Callee, Expression } from "../ir/types.ts";
import { variable } from "../ir/expressions.ts";
import { withoutSuper } from "./homes.ts";
import { emit, temporary, toVariable, type State } from "./state.ts";

/**
 * Where the cotangent of a private member is in an object's shadow: `#k`. A class that extends another may have one of the same
 * name as its parent has, beside it: there the key says whose it is.
 */
export function privateKey({ superClass, loc }: t.Class, name: string, hidden: string): string {
  const place = loc ? ` ${String(loc.start.line)}:${String(loc.start.column)}` : "";
  return superClass ? `#${name} ${hidden}${place}` : `#${name}`;
}

/** The class that declares a private name; one whose static members are just being set, perhaps. */
const ownerOf = (state: State, name: string): t.Class | null =>
  state.making.find(({ node }) => declares(node, name))?.node ?? declaringClass(state.plan.path, name);

/** The name of what sees a private member, and its key in shadows. */
export function hiddenOf(state: State, name: t.PrivateName): { readonly hidden: string; readonly key: string } {
  const text = name.id.name;
  const owner = ownerOf(state, text);
  const hidden = owner && state.file.privates.get(owner)?.get(text);
  if (!owner || !hidden) return unsupported(name, "This private member", "Use a public one, or a class of the module.");
  return { hidden, key: privateKey(owner, text, hidden) };
}

/** What a call of a private method or accessor calls, if the name is one's; of one that has captured something, its function. */
export function privateCallee(
  state: State,
  name: t.PrivateName,
  kind: "method" | "get" | "set",
  self: () => Expression,
): Callee | null {
  const member = memberOf(state, name, kind);
  if (!member) return null;
  const plan = state.file.plans.byNode.get(member);
  if (plan?.captures.length === 0) return { via: "pair", unit: plan.name, self: self(), closure: null };
  if (kind === "method") return null;
  if (!plan) return unsupported(name, "A private accessor without a pair", "Use a method.");
  const callee = js.member(js.id(hiddenOf(state, name).hidden), kind === "get" ? "getter" : "setter");
  return { via: "value", callee: { op: "constant", node: callee, kind: "function" }, self: self() };
}

/** `o.#k` by its getter; null for another member. */
export function readPrivateAccessor(
  state: State,
  node: t.Node,
  name: t.PrivateName,
  object: () => Expression,
): Expression | null {
  const callee = privateCallee(state, name, "get", () => branded(state, name, object()));
  if (!callee) return null;
  const target = temporary(state, "got");
  emit(state, { kind: "call", loc: node.loc, target, callee, operands: [], spread: false });
  return variable(target);
}

/** An object that has a private method or accessor; another throws, as in the program. */
export function branded(state: State, name: t.PrivateName, object: Expression): Expression {
  const self = variable(toVariable(state, object, "object"));
  const check = js.member(js.id(hiddenOf(state, name).hidden), "check");
  const callee = { via: "value", callee: { op: "constant", node: check, kind: "function" }, self: null } as const;
  emit(state, { kind: "call", loc: name.loc, target: null, callee, operands: [self], spread: false });
  return self;
}

function memberOf(
  state: State,
  { id: { name } }: t.PrivateName,
  kind: "method" | "get" | "set",
): t.ClassPrivateMethod | null {
  const owner = ownerOf(state, name);
  const member = owner?.body.body.find(
    (m) => m.type === "ClassPrivateMethod" && m.kind === kind && !m.generator && !m.async && m.key.id.name === name,
  );
  return (member ?? null) as t.ClassPrivateMethod | null;
}

/** A function or class literal that can be written again outside of the class: it names no private member, and no `super` of it. */
export function withoutPrivates<N extends t.Node>(state: State, literal: N): N {
  if (!isBound(literal)) return literal;
  // Once now, for what it may refuse; and once more when pairs have been attached to what is in it.
  copiedWithoutPrivates(state, literal);
  const copy = { ...literal };
  state.file.later.push(() => Object.assign(copy, copiedWithoutPrivates(state, literal)));
  return copy;
}

export function copiedWithoutPrivates<N extends t.Node>(state: State, literal: N): N {
  if (!isBound(literal)) return literal;
  const copy = js.clone(literal);
  const walk = (holder: t.Node, own: ReadonlySet<string>, isAtHome: boolean, isInScope: boolean): void => {
    const names = holder.type === "ClassBody" ? new Set([...own, ...namesIn(holder)]) : own;
    const hasHome = isAtHome || isHome(holder);
    changeChildren(holder, (child) => {
      const hasThis = isInScope || hasOwnThis(holder, child);
      const around = hasThis ? null : ofFunctionAround(state, child, holder);
      return around ?? visit(child, names, hasHome, hasThis);
    });
  };
  const visit = (node: t.Node, own: ReadonlySet<string>, hasHome: boolean, hasThis: boolean): t.Node => {
    const seen = rewritten(state, node, own) ?? (hasHome ? null : withoutSuper(state, node));
    walk(seen ?? node, own, hasHome, hasThis);
    return seen ?? node;
  };
  walk(copy, new Set(), false, false);
  return copy;
}

/** The variable that stands for what an arrow has of the function around it. */
function ofFunctionAround(state: State, node: t.Node, parent: t.Node): t.Identifier | null {
  const isNewTarget = node.type === "MetaProperty" && node.meta.name === "new";
  const held = isNewTarget ? state.newTarget : isArguments(node, parent, state.file.resolution) ? state.given : null;
  return held ? js.id(held.name) : isNewTarget ? js.id("undefined") : null;
}

const namesIn = (body: t.ClassBody): string[] =>
  body.body.flatMap((m) =>
    m.type === "ClassPrivateProperty" || m.type === "ClassPrivateMethod" ? [m.key.id.name] : [],
  );

/** Does a literal mention what is known in a class only? */
function isBound(root: t.Node): boolean {
  return (
    root.type === "PrivateName" ||
    root.type === "Super" ||
    root.type === "MetaProperty" ||
    (root.type === "Identifier" && root.name === "arguments") ||
    someChild(root, isBound)
  );
}

/** `super` in it is its own. */
const isHome = ({ type }: t.Node): boolean => type === "ObjectMethod" || type === "ClassBody";

/** What stands for a node that has a private member at its head; null for another node. */
function rewritten(state: State, node: t.Node, own: ReadonlySet<string>): t.Node | null {
  const place = (e: t.Node): { object: t.Expression; hidden: string } | null => {
    if (e.type !== "MemberExpression" && e.type !== "OptionalMemberExpression") return null;
    const property: t.Node = e.property;
    if (property.type !== "PrivateName" || own.has(property.id.name)) return null;
    if (e.type === "OptionalMemberExpression")
      return unsupported(e, "An optional private member", "Test the object first.");
    return { object: e.object, hidden: hiddenOf(state, property).hidden };
  };
  const call = (hidden: string, method: string, ...args: t.Expression[]): t.CallExpression =>
    js.call(js.member(js.id(hidden), method), args);
  /** Of an object that is named twice. */
  const simple = (object: t.Expression): t.Expression =>
    object.type === "ThisExpression" || object.type === "Identifier"
      ? js.clone(object)
      : unsupported(
          object,
          "A private method of what is computed, in a function inside of a method",
          "Give it a name first.",
        );
  /** In place of what is assigned: a property that stands for the member. */
  const assignable = <E extends t.Node>(e: E): E | t.MemberExpression => {
    const target = place(e);
    return target ? js.member(call(target.hidden, "at", target.object), "v") : e;
  };
  if (node.type === "BinaryExpression" && node.left.type === "PrivateName" && !own.has(node.left.id.name))
    return call(hiddenOf(state, node.left).hidden, "has", node.right);
  if (node.type === "CallExpression") {
    const callee = place(node.callee);
    if (!callee) return null;
    const method = js.member(call(callee.hidden, "get", callee.object), "call");
    return js.call(method, [simple(callee.object), ...(node.arguments as t.Expression[])]);
  }
  if (node.type === "AssignmentExpression") {
    const target = place(node.left);
    if (!target) return null;
    if (node.operator === "=") return call(target.hidden, "set", target.object, node.right);
    return { ...node, left: assignable(node.left) };
  }
  if (node.type === "UpdateExpression" && place(node.argument)) return { ...node, argument: assignable(node.argument) };
  toTargets(node, assignable);
  const read = place(node);
  return read && call(read.hidden, "get", read.object);
}

/** What patterns and loops assign. */
function toTargets(node: t.Node, change: <E extends t.Node>(e: E) => E | t.MemberExpression): void {
  if (node.type === "ArrayPattern") node.elements = node.elements.map((e) => e && change(e));
  if (node.type === "ObjectPattern")
    for (const p of node.properties) if (p.type === "ObjectProperty") p.value = change(p.value);
  if (node.type === "AssignmentPattern" || node.type === "ForOfStatement" || node.type === "ForInStatement")
    node.left = change(node.left);
  if (node.type === "RestElement") node.argument = change(node.argument);
}
