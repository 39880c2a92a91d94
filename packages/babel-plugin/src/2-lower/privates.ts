/**
 * Private members, as code outside of their class sees them: by functions that are made inside, `{ get, set, has, check }`.
 *
 *   this.#n                      A_n.get(this)
 *   this.#n = v                  A_n.set(this, v)
 *   #n in o                      A_n.has(o)
 */
import type { NodePath, t } from "../babel.ts";
import { unsupported } from "../diagnostics.ts";
import type { Plan } from "../1-mark/plan.ts";
import * as js from "../ir/js.ts";
import type { State } from "./state.ts";

/** The class around a place that declares a private name. */
export function declaringClass(path: NodePath, name: string): t.Class | null {
  for (let p: NodePath | null = path; p; p = p.parentPath) {
    if (p.isClass() && ownNames(p.node).has(name)) return p.node;
  }
  return null;
}

/** The private names that a class declares. */
export const ownNames = (node: t.Class): ReadonlySet<string> =>
  new Set(
    node.body.body.flatMap((m) =>
      m.type === "ClassPrivateProperty" || m.type === "ClassPrivateMethod" ? [m.key.id.name] : [],
    ),
  );

/** The constant of the module that sees a private member. */
export function hiddenOf(state: State, { id, loc }: t.PrivateName): string {
  const owner = declaringClass(state.plan.path, id.name);
  const hidden = owner && state.file.privates.get(owner)?.get(id.name);
  if (!hidden)
    return unsupported(
      { type: "PrivateName", id, loc } as t.PrivateName,
      "This private member",
      "Use a public one, or a class of the module.",
    );
  return hidden;
}

/** The plan of a private method or accessor, if it captures nothing. */
export function privateMember(state: State, { id }: t.PrivateName, kind: "method" | "get" | "set"): Plan | undefined {
  const owner = declaringClass(state.plan.path, id.name);
  const member = owner?.body.body.find(
    (m) => m.type === "ClassPrivateMethod" && m.kind === kind && !m.generator && !m.async && m.key.id.name === id.name,
  );
  const plan = member && state.file.plans.byNode.get(member as t.ClassPrivateMethod);
  return plan?.captures.length === 0 ? plan : undefined;
}

/** A function or class literal that can be written again outside of the class: it names no private member. */
export function withoutPrivates<N extends t.Node>(state: State, literal: N): N {
  if (!mentionsPrivate(literal)) return literal;
  const copy = js.clone(literal);
  const walk = (holder: t.Node, own: ReadonlySet<string>): void => {
    const names = holder.type === "ClassBody" ? new Set([...own, ...namesIn(holder)]) : own;
    js.changeChildren(holder, (child) => visit(child, names));
  };
  const visit = (node: t.Node, own: ReadonlySet<string>): t.Node => {
    const seen = rewritten(state, node, own);
    walk(seen ?? node, own);
    return seen ?? node;
  };
  walk(copy, new Set());
  return copy;
}

const namesIn = (body: t.ClassBody): string[] =>
  body.body.flatMap((m) =>
    m.type === "ClassPrivateProperty" || m.type === "ClassPrivateMethod" ? [m.key.id.name] : [],
  );

function mentionsPrivate(root: t.Node): boolean {
  return root.type === "PrivateName" || js.children(root).some(mentionsPrivate);
}

/** What stands for a node that has a private member at its head; null for another node. */
function rewritten(state: State, node: t.Node, own: ReadonlySet<string>): t.Node | null {
  const place = (e: t.Node): { object: t.Expression; hidden: string } | null => {
    if (e.type !== "MemberExpression" && e.type !== "OptionalMemberExpression") return null;
    const property: t.Node = e.property;
    if (property.type !== "PrivateName" || own.has(property.id.name)) return null;
    if (e.type === "OptionalMemberExpression")
      return unsupported(e, "An optional private member", "Test the object first.");
    return { object: e.object, hidden: hiddenOf(state, property) };
  };
  const call = (hidden: string, method: string, ...args: t.Expression[]): t.CallExpression =>
    js.call(js.member(js.id(hidden), method), args);
  /** Of an object that is named twice. */
  const simple = (object: t.Expression): t.Expression =>
    object.type === "ThisExpression" || object.type === "Identifier"
      ? js.clone(object)
      : unsupported(
          object,
          "A private member of what is computed, in a function inside of a method",
          "Give it a name first.",
        );
  if (node.type === "BinaryExpression" && node.left.type === "PrivateName" && !own.has(node.left.id.name))
    return call(hiddenOf(state, node.left), "has", node.right);
  if (node.type === "CallExpression") {
    const callee = place(node.callee);
    if (!callee) return null;
    const method = js.member(call(callee.hidden, "get", callee.object), "call");
    return js.call(method, [simple(callee.object), ...(node.arguments as t.Expression[])]);
  }
  if (node.type === "AssignmentExpression") {
    const target = place(node.left);
    if (!target) return null;
    const { hidden, object } = target;
    if (node.operator === "=") return call(hidden, "set", object, node.right);
    const operator = node.operator.slice(0, -1);
    const old = call(hidden, "get", object);
    if (operator === "&&" || operator === "||" || operator === "??")
      return js.logical(operator, old, call(hidden, "set", simple(object), node.right));
    return call(hidden, "set", simple(object), js.binary(operator, old, node.right));
  }
  if (node.type === "UpdateExpression") {
    const target = place(node.argument);
    if (!target) return null;
    const { hidden, object } = target;
    const step = js.unary("+", call(hidden, "get", object));
    const set = call(hidden, "set", simple(object), js.binary(node.operator === "++" ? "+" : "-", step, js.num(1)));
    // The value from before is the new one, less the step: of a number.
    return node.prefix ? set : js.binary(node.operator === "++" ? "-" : "+", set, js.num(1));
  }
  const read = place(node);
  return read && call(read.hidden, "get", read.object);
}
