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
import { parseExpression, type NodePath, type t } from "../babel.ts";
import type { Plan, Plans } from "../1-mark/plan.ts";
import type { PlannedCapture } from "../1-mark/captures.ts";
import { isCalledUnseen } from "../1-mark/unseen-calls.ts";
import * as js from "../ir/js.ts";
import { isFunction } from "../1-mark/mark.ts";
import { eachChild, someChild } from "../ir/walk.ts";
import { noVariable, unseen } from "./attach.ts";

/** `overridden`: functions that `adjoint` is given; their rules call them. */
export function runForward(plans: Plans, overridden: ReadonlySet<t.Function>): void {
  for (const plan of plans.byNode.values()) {
    // A method has no name for its class, which `super` needs.
    const isBound = plan.captures.some((c) => c.what === "class");
    if (plan.isImplicit || isBound || overridden.has(plan.node)) continue;
    replaceBody(plan);
  }
}

function replaceBody(plan: Plan): void {
  const { node, owner } = plan;
  const isConstructor = node.type === "ClassMethod" && node.kind === "constructor";
  if (isConstructor && owner)
    owner.body.body = owner.body.body.filter((m) => {
      const isField = (m.type === "ClassProperty" && m.declare !== true) || m.type === "ClassPrivateProperty";
      if (!isField || m.static) return true;
      // Its key is evaluated all the same.
      m.value = null;
      return m.type === "ClassPrivateProperty" || m.computed;
    });
  const givesValue = returnsValue(node.body);
  const params = parametersLike(node);
  const isArrow = node.type === "ArrowFunctionExpression";
  const taken = [...params, ...plan.captures.map((c) => js.id(c.name))];
  const rest = js.id(freeOf("rest", taken));
  const pieces = js.id(freeOf("pieces", taken));
  const isFunction = node.type === "FunctionDeclaration" || node.type === "FunctionExpression" || isConstructor;
  const isPlain = !node.generator && !node.async;
  const name = isPlain ? "ordinary" : node.async ? "ordinaryPieces" : "ordinaryGenerator";
  const result = js.call(js.member(js.id("#$"), name), [
    js.id(`${plan.name}_pair`),
    isArrow ? js.id("undefined") : isConstructor && owner?.superClass ? js.newTarget() : { type: "ThisExpression" },
    plan.captures.length === 0 ? js.nil() : js.object(plan.captures.map(capture)),
    isArrow ? js.array([...params.map((p) => js.id(p.name)), js.spread(rest)]) : js.id("arguments"),
    ...(isFunction && isPlain ? [js.newTarget()] : []),
  ]);
  // Parameters are taken apart by the call, and the body of a generator runs later.
  const isEarly = node.generator === true && node.params.some((p) => p.type !== "Identifier");
  const directives = node.body.type === "BlockStatement" && !isArrow && !isEarly ? node.body.directives : [];
  const early: t.RestElement = {
    type: "RestElement",
    argument: {
      type: "ObjectPattern",
      properties: [js.property(pieces, js.withDefault(pieces, result))],
    },
  };
  const isSetter = "kind" in node && node.kind === "set";
  if (isSetter && params.length === 0)
    node.params = [js.withDefault(js.id(freeOf("given", taken)), js.id("undefined"))];
  else
    node.params = isArrow
      ? [...params, { type: "RestElement", argument: rest }]
      : isEarly
        ? [...params, early]
        : params;
  const start = isEarly ? [] : [js.declare("const", pieces, result)];
  const isUnseen = !plan.isImplicit && isCalledUnseen(plan.path as NodePath<t.Function>);
  const body = isPlain
    ? [...(isUnseen ? [unseen(plan.path as NodePath<t.Function>)] : []), js.returns(result)]
    : !node.async
      ? [js.returns({ ...js.yields(isEarly ? pieces : result), delegate: true })]
      : [...start, ...driver(node.generator === true, pieces.name, givesValue)];
  node.body = { ...js.block(body), directives };
  if (isArrow) node.expression = false;
}

/** Awaits and yields for the pieces. */
function driver(isGenerator: boolean, name: string, givesValue: boolean): t.Statement[] {
  const given = isGenerator
    ? "p.isAwaiting ? await p.value : p.handedOn ? yield* p.handedOn : yield p.value"
    : "await p.value";
  const loop = `while (!p.isOver) { try { p.resume(${given}); } catch (error) { p.raise(error); } }`;
  const closing = "finally { if (!p.isOver) { const end = yield* p.close(); if (end) return end.value; } }";
  // What an `async` generator returns it awaits first.
  const whole = `p.resume(); ${loop} ${givesValue || !isGenerator ? "return " : ""}p.result();`;
  const text = isGenerator ? `try { ${whole} } ${closing}` : whole;
  const f = parseExpression(`async function${isGenerator ? "*" : ""} () { ${text} }`) as t.FunctionExpression;
  const rename = (node: t.Node): void => {
    if (node.type === "Identifier" && node.name === "p") node.name = name;
    eachChild(node, rename);
  };
  rename(f);
  return f.body.body;
}

const returnsValue = (root: t.Node): boolean =>
  (root.type === "ReturnStatement" && root.argument != null) ||
  someChild(root, (child) => !isFunction(child) && returnsValue(child));

/** As many plain parameters as the function's `length` counts; of a setter one. */
function parametersLike(node: t.Function): t.Identifier[] {
  const counted = node.params.filter((p) => !(p.type === "Identifier" && p.name === "this"));
  const end = counted.findIndex((p) => p.type === "AssignmentPattern" || p.type === "RestElement");
  const names: t.Identifier[] = [];
  for (const p of end < 0 ? counted : counted.slice(0, end))
    names.push(js.id(isKept(p, names) ? p.name : freeOf(`given_${String(names.length)}`, counted)));
  return names;
}

/** `arguments` is what the call is given, and two parameters may have one name in code that is not strict. */
const isKept = (p: t.Node, before: readonly t.Identifier[]): p is t.Identifier =>
  p.type === "Identifier" && p.name !== "arguments" && !before.some(({ name }) => name === p.name);

function freeOf(base: string, params: readonly t.Node[]): string {
  let name = base;
  while (params.some((p) => p.type === "Identifier" && p.name === name)) name += "_";
  return name;
}

/** The tape is dropped, so that a variable may be seen through another cell at each call: one that is made fast. */
function capture(c: PlannedCapture): t.ObjectProperty | t.ObjectMethod {
  if (!c.binding) return js.property(js.id(c.name), noVariable(c));
  const { kind, identifier } = c.binding;
  const { name } = identifier;
  if (c.by === "late" && kind !== "hoisted") return js.accessor("get", js.id(c.name), [], [js.returns(js.id(name))]);
  return js.property(js.id(c.name), c.by === "cell" ? cell(name, isReassigned(c.binding)) : js.id(name));
}

function cell(name: string, writable: boolean): t.Expression {
  const given = name === "x" ? "value" : "x";
  const write = js.arrow([js.id(given)], js.assign("=", js.id(name), js.id(given)));
  return js.call(js.member(js.id("#$"), "cell"), [js.arrow([], js.id(name)), ...(writable ? [write] : [])]);
}
