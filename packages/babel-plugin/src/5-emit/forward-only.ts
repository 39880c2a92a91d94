/**
 * The option `forwardOnly`: an ordinary call of a marked function runs its forward sweep and drops the tape. So a program's own
 * tests become tests of its sweeps. Functions → the same functions with other bodies, changed in place.
 *
 *   function f(x, n) { … }                   function f(x, n) { return $.ordinary(f_pair, this, null, arguments) }
 *   const g = (x) => x * w                   const g = (x, ...rest) => $.ordinary(g_pair, undefined, { w }, [x, ...rest])
 *
 * Name and `length` stay: parameters without a default stand for themselves. A field's initializer runs in the sweep of the
 * constructor, and only there.
 */
import { isReassigned } from "../1-mark/resolve.ts";
import type { t } from "../babel.ts";
import type { Plan, PlannedCapture, Plans } from "../1-mark/plan.ts";
import * as js from "../ir/js.ts";
import { cellObject } from "../4-adjoin/memory.ts";

/** `overridden`: functions that `adjoint` is given; their rules call them. */
export function runForward(plans: Plans, overridden: ReadonlySet<t.Function>): void {
  for (const plan of plans.byNode.values()) {
    // A method has no name for its class, which `super` needs.
    const isBound = plan.captures.some((c) => c.isClass);
    if (!plan.isImplicit && !isBound && !overridden.has(plan.node)) replaceBody(plan);
  }
}

function replaceBody(plan: Plan): void {
  const { node, owner } = plan;
  const isGenerator = node.generator ?? false;
  const isConstructor = node.type === "ClassMethod" && node.kind === "constructor";
  const isDerived = isConstructor && owner?.superClass;
  if (isConstructor && owner)
    owner.body.body = owner.body.body.filter((m) => m.type !== "ClassProperty" || m.static || m.declare);
  const params = parametersLike(node);
  const isArrow = node.type === "ArrowFunctionExpression";
  const rest = js.id(freeOf("rest", params));
  const given = isArrow ? js.array([...params.map((p) => js.id(p.name)), js.spread(rest)]) : js.id("arguments");
  const self: t.Expression = isArrow ? js.id("undefined") : isDerived ? newTarget() : { type: "ThisExpression" };
  const environment = plan.captures.length === 0 ? js.nil() : js.object(plan.captures.map(capture));
  const isFunction = node.type === "FunctionDeclaration" || node.type === "FunctionExpression" || isConstructor;
  const result = js.call(js.member(js.id("#$"), isGenerator ? "ordinaryGenerator" : "ordinary"), [
    js.id(`${plan.name}_pair`),
    self,
    environment,
    given,
    ...(isFunction && !isGenerator ? [newTarget()] : []),
  ]);
  const directives = node.body.type === "BlockStatement" ? node.body.directives : [];
  node.params = isArrow ? [...params, { type: "RestElement", argument: rest }] : params;
  const value = isGenerator ? { ...js.yields(result), delegate: true } : result;
  node.body = { ...js.block([js.returns(value)]), directives };
  if (isArrow) node.expression = false;
}

/** As many plain parameters as the function's `length` counts. */
function parametersLike({ params }: t.Function): t.Identifier[] {
  const counted = params.filter((p) => !(p.type === "Identifier" && p.name === "this"));
  const end = counted.findIndex((p) => p.type === "AssignmentPattern" || p.type === "RestElement");
  const names: t.Identifier[] = [];
  for (const p of end < 0 ? counted : counted.slice(0, end))
    names.push(js.id(p.type === "Identifier" ? p.name : freeOf(`given_${String(names.length)}`, counted)));
  return names;
}

function freeOf(base: string, params: readonly t.Node[]): string {
  let name = base;
  while (params.some((p) => p.type === "Identifier" && p.name === name)) name += "_";
  return name;
}

const newTarget = (): t.Expression => ({ type: "MetaProperty", meta: js.id("new"), property: js.id("target") });

/** The tape is dropped, so that a variable may be seen through another cell at each call. */
function capture(c: PlannedCapture): t.ObjectProperty | t.ObjectMethod {
  if (!c.binding) return js.property(js.id(c.name), { type: "ThisExpression" });
  const { name } = c.binding.identifier;
  if (c.by === "late") return js.accessor("get", js.id(c.name), [], [js.returns(js.id(name))]);
  return js.property(js.id(c.name), c.by === "value" ? js.id(name) : cellObject(name, isReassigned(c.binding)));
}
