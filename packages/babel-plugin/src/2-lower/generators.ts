/** Lowers `yield` and `yield*`. */
import type { t } from "../babel.ts";
import { unsupported } from "../diagnostics.ts";
import { literal, UNDEFINED, variable } from "../ir/expressions.ts";
import * as js from "../ir/js.ts";
import type { Expression, Variable } from "../ir/types.ts";
import { lowerExpression } from "./expressions.ts";
import { readMember } from "./members.ts";
import { collect, emit, makeVariable, temporary, toVariable, type State } from "./state.ts";
import { freshName } from "./state.ts";
import { makeRegion } from "./statements.ts";

export function lowerYield(state: State, node: t.YieldExpression): Expression {
  if (isInTry(state, node))
    return unsupported(node, "A `yield` inside of `try`", "Yield outside of it, or collect the values in an array.");
  const value = node.argument ? lowerExpression(state, node.argument) : UNDEFINED;
  return node.delegate ? delegate(state, node, value) : give(state, node, value);
}

function isInTry(state: State, node: t.Node): boolean {
  const contains = (root: t.Node): boolean =>
    root === node || js.children(root).some((child) => !child.type.includes("Function") && contains(child));
  const find = (root: t.Node): boolean =>
    root.type === "TryStatement"
      ? contains(root)
      : js.children(root).some((child) => !child.type.includes("Function") && find(child));
  return find(state.plan.node.body);
}

function give(state: State, node: t.Node, value: Expression): Expression {
  const target = temporary(state, "sent");
  emit(state, { kind: "yield", loc: node.loc, target, value });
  return variable(target);
}

/** `yield* xs`: everything that an iterator gives, until it is done; then what it returns. */
function delegate(state: State, node: t.Node, iterable: Expression): Expression {
  const method = (object: Variable, key: Expression, operands: readonly Expression[], target: Variable): void =>
    emit(state, {
      kind: "call",
      loc: node.loc,
      target,
      callee: { via: "method", object: variable(object), key },
      operands,
      spread: false,
    });
  const member = (object: Variable, name: string): Expression =>
    readMember(state, { object, key: literal(name), spelled: null, accessor: false }, node);
  const iterator = temporary(state, "iterator", "object");
  const symbol: Expression = { op: "constant", node: js.member(js.id("Symbol"), "iterator"), kind: "unknown" };
  method(toVariable(state, iterable, "items"), symbol, [], iterator);
  const first = temporary(state, "first", "object");
  method(iterator, literal("next"), [], first);
  const step = makeVariable(state, {
    name: freshName(state, "step"),
    origin: "temporary",
    constant: false,
    kind: "object",
  });
  emit(state, { kind: "assign", loc: node.loc, target: step, declare: "let", value: variable(first) });
  let done: Expression = UNDEFINED;
  const head = collect(state, () => (done = member(step, "done")));
  const body = collect(state, () => {
    const sent = give(state, node, member(step, "value"));
    const next = temporary(state, "next", "object");
    method(iterator, literal("next"), [sent], next);
    emit(state, { kind: "assign", loc: node.loc, target: step, declare: null, value: variable(next) });
  });
  emit(state, {
    kind: "loop",
    loc: node.loc,
    region: makeRegion(state, "loop", null),
    bodyRegion: makeRegion(state, "body", null),
    head,
    test: { op: "unary", operator: "!", operand: done },
    body,
    update: [],
    counter: null,
    start: 0,
    perIteration: [],
  });
  return member(step, "value");
}
