/** Lowers `yield` and `yield*`. */
import type { t } from "../babel.ts";
import { literal, UNDEFINED, variable } from "../ir/expressions.ts";
import * as js from "../ir/js.ts";
import type { Expression, Statement, Variable } from "../ir/types.ts";
import { lowerExpression } from "./expressions.ts";
import { readMember } from "./members.ts";
import { collect, emit, makeVariable, temporary, toVariable, type State } from "./state.ts";
import { freshName } from "./state.ts";
import { makeRegion } from "./statements.ts";
import { isOurs, letPass } from "./tries.ts";

export function lowerYield(state: State, node: t.YieldExpression): Expression {
  const value = node.argument ? lowerExpression(state, node.argument) : UNDEFINED;
  if (!node.delegate) return give(state, node, value, "yields");
  return state.file.isForDuals ? give(state, node, value, "delegates") : delegate(state, node, value);
}

/** `await` is a `yield` of what is awaited. */
export function lowerAwait(state: State, node: t.Node, value: Expression): Expression {
  const target = temporary(state, "settled");
  emit(state, { kind: "yield", loc: node.loc, target, value, how: "awaits" });
  return variable(target);
}

function give(state: State, node: t.Node, value: Expression, how: "yields" | "delegates"): Expression {
  const target = temporary(state, "sent");
  emit(state, { kind: "yield", loc: node.loc, target, value, how });
  return variable(target);
}

/**
 * `yield* xs`: everything that an iterator gives, until it is done; then what it returns. What is thrown in, and `return`,
 * go to the iterator too.
 *
 *   let step = iterator.next(), how = 0, thrown;
 *   while (!step.done) {
 *     let sent;
 *     how = 0;
 *     try { sent = yield $.handing(step) } catch (error) { thrown = error; how = 1 }
 *     step = how === 0 ? iterator.next(sent) : $.throwInto(iterator, thrown)
 *   }
 *   if (how === 1 && thrown instanceof $.Closing) throw $.closedWith(thrown, step.value);
 */
function delegate(state: State, node: t.Node, iterable: Expression): Expression {
  const member = (object: Variable, name: string): Expression =>
    readMember(state, { object, key: literal(name), spelled: null, accessor: false }, node);
  const changing = (name: string, kind: Variable["kind"], value: Expression): Variable => {
    const target = makeVariable(state, { name: freshName(state, name), origin: "temporary", constant: false, kind });
    emit(state, { kind: "assign", loc: node.loc, target, declare: "let", value });
    return target;
  };
  const assign = (target: Variable, value: Expression): Statement => ({
    kind: "assign",
    loc: node.loc,
    target,
    declare: null,
    value,
  });
  const isAsync = state.plan.node.async === true;
  const settled = (value: Expression): Expression => (isAsync ? lowerAwait(state, node, value) : value);
  const iterator = isAsync ? asyncIterator(state, node, iterable) : temporary(state, "iterator", "object");
  if (!isAsync) {
    const symbol: Expression = {
      op: "constant",
      node: js.member(state.file.resolution.globalOf("Symbol"), "iterator"),
      kind: "unknown",
    };
    const callee = { via: "method", object: variable(toVariable(state, iterable, "items")), key: symbol } as const;
    emit(state, { kind: "call", loc: node.loc, target: iterator, callee, operands: [], spread: false });
  }
  const advance = member(iterator, "next");
  const next = (sent: Expression): Expression => {
    const target = temporary(state, "next", "object");
    const callee = { via: "value", callee: advance, self: variable(iterator) } as const;
    emit(state, { kind: "call", loc: node.loc, target, callee, operands: [sent], spread: false });
    return variable(callRuntime(state, node, "stepOf", [settled(variable(target))]));
  };
  const step = changing("step", "object", next(UNDEFINED));
  const how = changing("how", "number", literal(0));
  const thrown = changing("thrown", "unknown", UNDEFINED);
  let done: Expression = UNDEFINED;
  const head = collect(state, () => (done = member(step, "done")));
  const body = collect(state, () => {
    // What a generator delegates to gives its results as they are; of a promise's the value is taken.
    const value = isAsync ? member(step, "value") : variable(step);
    const sent = changing("sent", "unknown", UNDEFINED);
    state.out.push(assign(how, literal(0)));
    const error = makeVariable(state, { name: freshName(state, "error"), origin: "temporary", constant: true });
    const attempt = collect(state, () => state.out.push(assign(sent, give(state, node, value, "delegates"))));
    const handler = collect(state, () => {
      letPass(state, error, "ABANDONED");
      state.out.push(assign(thrown, variable(error)), assign(how, literal(1)));
    });
    emit(state, { kind: "try", loc: node.loc, body: attempt, parameter: error, handler });
    const sending = collect(state, () => state.out.push(assign(step, next(variable(sent)))));
    const throwing = collect(state, () => {
      const name = isAsync ? "throwIntoLater" : "throwInto";
      const stepped = callRuntime(state, node, name, [variable(iterator), variable(thrown)]);
      state.out.push(assign(step, settled(variable(stepped))));
    });
    const test: Expression = { op: "binary", operator: "===", left: variable(how), right: literal(0) };
    emit(state, { kind: "if", loc: node.loc, test, consequent: sending, alternate: throwing });
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
  const result = member(step, "value");
  const closed = collect(state, () => {
    const closing = callRuntime(state, node, "closedWith", [variable(thrown), result]);
    emit(state, { kind: "throw", loc: node.loc, value: variable(closing) });
  });
  const isThrown: Expression = { op: "binary", operator: "===", left: variable(how), right: literal(1) };
  const test: Expression = {
    op: "logical",
    operator: "&&",
    left: isThrown,
    right: isOurs(variable(thrown), "Closing"),
  };
  emit(state, { kind: "if", loc: node.loc, test, consequent: closed, alternate: [] });
  return result;
}

/** What `for await` and `yield*` iterate: promises of steps. */
export const asyncIterator = (state: State, node: t.Node, items: Expression): Variable =>
  callRuntime(state, node, "asyncIterator", [items]);

/** A call of one of the run time's own marked functions. */
export function callRuntime(state: State, node: t.Node, name: string, operands: readonly Expression[]): Variable {
  const callee: Expression = { op: "constant", node: js.member(js.id("#$"), name), kind: "function" };
  const target = temporary(state, name, "object");
  emit(state, {
    kind: "call",
    loc: node.loc,
    target,
    callee: { via: "value", callee, self: null },
    operands,
    spread: false,
  });
  return target;
}
