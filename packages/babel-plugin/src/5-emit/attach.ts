/** The expressions that attach a pair to a function: `$.pair(f, f_pair)`, `$.closure(f, f_pair, () => ({ … }))`. */
import { isReassigned } from "../1-mark/resolve.ts";
import { accessorName, UNKNOWN } from "../1-mark/unseen-calls.ts";
import type { NodePath, t } from "../babel.ts";
import type { Plan } from "../1-mark/plan.ts";
import type { PlannedCapture } from "../1-mark/captures.ts";
import * as js from "../ir/js.ts";
import { cellObject } from "../4-adjoin/memory.ts";

export const runtime = (name: string, ...args: t.Expression[]): t.CallExpression =>
  js.call(js.member(js.id("#$"), name), args);
export const pairOf = (plan: Plan): t.Identifier => js.id(`${plan.name}_pair`);

/** `$.accessor("norm");`, first in the written body of what the engine calls behind the program's back; without a name, its line. */
export function unseen(path: NodePath<t.Function>): t.Statement {
  const name = accessorName(path) ?? UNKNOWN;
  const which = name === UNKNOWN ? js.num(path.node.loc?.start.line ?? 0) : js.str(name);
  return js.statement(runtime("accessor", which));
}

/** The creation of a pair, with the environment where the function captured something. */
export function attach(plan: Plan, fn: t.Expression): t.Expression {
  if (plan.captures.length === 0) return runtime("pair", fn, pairOf(plan));
  const ownName =
    plan.node.type === "FunctionExpression" &&
    plan.node.id &&
    plan.captures.some((c) => c.binding?.identifier === (plan.node as t.FunctionExpression).id)
      ? [js.id(plan.node.id.name)]
      : [];
  return runtime("closure", fn, pairOf(plan), js.arrow(ownName, js.object(plan.captures.map(capture))));
}

/** What is captured that is no variable. */
export function noVariable({ what, name }: PlannedCapture): t.Expression {
  if (what === "hidden") return js.id(name);
  if (what === "arguments") return js.id("arguments");
  return what === "newTarget" ? js.newTarget() : { type: "ThisExpression" };
}

/** One captured variable in an environment. */
export function capture(c: PlannedCapture): t.ObjectProperty | t.ObjectMethod {
  if (!c.binding) return js.property(js.id(c.name), noVariable(c));
  const name = c.binding.identifier.name;
  if (c.by === "late") return js.accessor("get", js.id(c.name), [], [js.returns(js.id(name))]);
  if (c.by === "value") return js.property(js.id(c.name), js.id(name));
  const cell = cellObject(name, isReassigned(c.binding));
  return js.property(js.id(c.name), js.assign("??=", js.id(cellName(name)), cell));
}

export const cellName = (name: string): string => `${name}_cell`;

/** What gives a member of a class in a function what it has captured. */
export const thunkOf = ({ captures }: Plan): t.Expression[] =>
  captures.length === 0 ? [] : [js.arrow([], js.object(captures.map(capture)))];
