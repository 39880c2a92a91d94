/** Duals of loops. */
import type { t } from "../babel.ts";
import * as js from "../ir/js.ts";
import { contains } from "../3-analyse/activity.ts";
import { kindOf } from "../2-lower/state.ts";
import { forLoop } from "../4-adjoin/loops.ts";
import type { Kind, Statement } from "../ir/types.ts";
import { dualBlock, holdShadow, labelled, within, type Dual } from "./dual.ts";
import { orZero } from "./or-zero.ts";
import { tangentOf } from "./tangents.ts";

export function dualLoop(dual: Dual, s: Statement & { readonly kind: "loop" }): t.Statement {
  const head = dualBlock(dual, s.head);
  const update = dualBlock(dual, s.update);
  const [step] = update;
  const isShort = update.length === 0 || (update.length === 1 && step?.type === "ExpressionStatement");
  if (isShort) dual.loops.set(s.bodyRegion, s.region);
  const body = dualBlock(within(dual, [s.bodyRegion, s.region], null), s.body);
  // A `continue` still does what comes between two turns.
  const inner = isShort ? body : [labelled(dual, s.bodyRegion, js.block(body)), ...update];
  return labelled(
    dual,
    s.region,
    forLoop(head, s.test && dual.value(s.test), isShort ? update.map(counted) : [], inner),
  );
}

/** `{ let i = 0; for (; …) … }` as `for (let i = 0; …) …`. */
export function withInit([first, second, ...rest]: readonly t.Statement[]): t.Statement | null {
  if (rest.length > 0 || first?.type !== "VariableDeclaration") return null;
  if (second?.type === "ForStatement" && !second.init) return { ...second, init: first };
  if (second?.type === "LabeledStatement" && second.body.type === "ForStatement" && !second.body.init)
    return { ...second, body: { ...second.body, init: first } };
  return null;
}

/** `i = i + 1` as `i++`. */
function counted(s: t.Statement): t.Statement {
  if (s.type !== "ExpressionStatement" || s.expression.type !== "AssignmentExpression") return s;
  const { left, right } = s.expression;
  const isOne =
    right.type === "BinaryExpression" &&
    right.operator === "+" &&
    right.right.type === "NumericLiteral" &&
    right.right.value === 1;
  if (!isOne || left.type !== "Identifier" || right.left.type !== "Identifier" || left.name !== right.left.name)
    return s;
  return js.statement(js.update("++", left));
}

/**
 *   for (const x of xs) …     const items = itemsOf(xs, dxs), ditems = …
 *                             for (let i = 0; i < items.length; i++) { const x = items[i]; const dx = ditems[i] ?? 0; … }
 */
export function dualEach(dual: Dual, s: Statement & { readonly kind: "each" }): t.Statement[] {
  dual.loops.set(s.bodyRegion, s.region);
  const both = dual.fresh("both");
  const items = dual.fresh("items");
  const tangents = dual.fresh("ditems");
  const i = dual.fresh("i");
  const tangent = tangentOf(dual, s.iterable) ?? js.num(0);
  const at = (list: string): t.MemberExpression => js.index(js.id(list), js.id(i));
  const kind = s.target.constant ? "const" : "let";
  const head = [
    js.declare(kind, js.id(dual.name(s.target)), at(items)),
    ...(dual.moves(s.target) ? [js.declare(kind, js.id(dual.tangentName(s.target)), orZero(at(tangents)))] : []),
    ...(dual.held.has(s.target) ? [holdShadow(dual, s.target, true)] : []),
  ];
  const keyed = s.iterable.op === "variable" ? dual.keyed.get(s.iterable.variable) : undefined;
  if (keyed) {
    // A key that is gone when its turn comes is left out.
    const isThere = dual.call("hasKey", dual.value(keyed), js.id(dual.name(s.target)));
    head.push(js.ifs(js.unary("!", isThere), [{ type: "ContinueStatement", label: null }]));
  }
  const isStepped = !keyed && !LISTS.has(kindOf(s.iterable));
  const isGuarded = isStepped && dual.guards;
  const body = dualBlock(within(dual, [s.bodyRegion, s.region], isGuarded ? both : null), s.body);
  const isThere = js.binary("<", js.id(i), js.member(js.id(items), "length"));
  const loop = {
    type: "ForStatement",
    init: js.declare("let", js.id(i), js.num(0)),
    test: isStepped ? js.logical("||", isThere, dual.call("hasMore", js.id(both))) : isThere,
    update: js.update("++", js.id(i)),
    body: js.block([...head, ...body]),
  } as t.ForStatement;
  const whole = labelled(dual, s.region, loop);
  const isLive = isStepped && contains(s.body, mayChange);
  const flags = isLive ? [js.bool(isGuarded), js.bool(true)] : isGuarded ? [js.bool(true)] : [];
  return [
    js.declare("const", js.id(both), dual.call("itemsOf", dual.value(s.iterable), tangent, ...flags)),
    js.declare("const", js.id(items), js.index(js.id(both), js.num(0))),
    js.declare("const", js.id(tangents), js.index(js.id(both), js.num(1))),
    isGuarded ? guarded(dual, whole, both) : whole,
    ...(isStepped ? [js.statement(dual.call("leaveItems", js.id(both)))] : []),
  ];
}

/** An exception that leaves the loop closes what it goes over. */
function guarded(dual: Dual, loop: t.Statement, source: string): t.Statement {
  const error = dual.fresh("error");
  const tangent = dual.fresh("derror");
  return {
    type: "TryStatement",
    block: js.block([loop]),
    handler: {
      type: "CatchClause",
      param: js.id(error),
      body: js.block([
        js.declare("const", js.id(tangent), dual.call("caught", js.id(error))),
        js.statement(dual.call("dropItems", js.id(source), js.id(error))),
        js.statement(dual.call("thrown", js.id(error), js.id(tangent))),
        { type: "ThrowStatement", argument: js.id(error) },
      ]),
    },
    finalizer: null,
  };
}

/** All of their items are there at once. */
const LISTS: ReadonlySet<Kind> = new Set(["array", "typed", "string", "text"]);

/** What may change what a loop goes over. */
const mayChange = (s: Statement): boolean =>
  s.kind === "set" ||
  s.kind === "accumulate" ||
  (s.kind === "call" &&
    s.callee.via !== "runtime" &&
    !(s.callee.via === "method" && s.callee.key.op === "literal" && !CHANGING.has(s.callee.key.value)));

const CHANGING = new Set<unknown>([
  ...["set", "add", "delete", "clear"],
  ...["push", "pop", "shift", "unshift", "splice", "sort", "reverse", "fill", "copyWithin"],
]);
