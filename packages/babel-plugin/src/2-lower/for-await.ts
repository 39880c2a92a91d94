/**
 * Lowers `for await`: the promises of an iterator's steps are awaited one by one; who leaves the loop early closes it.
 *
 *   let open = false, how = 0, value;
 *   try {
 *     for (;;) { const step = await iterator.next(); if (step.done) break; open = true; const x = step.value; …; open = false }
 *   } catch (error) { how = -1; value = error }
 *   if (open) await $.closeLater(iterator, how);
 *   if (how === -1) throw value; …
 */
import type { t } from "../babel.ts";
import { literal, variable } from "../ir/expressions.ts";
import type { Expression, Statement, Variable } from "../ir/types.ts";
import { lowerExpression } from "./expressions.ts";
import { asyncIterator, callRuntime, lowerAwait } from "./generators.ts";
import { readMember } from "./members.ts";
import { lowerTurn } from "./loops.ts";
import { collect, emit, freshName, makeVariable, temporary, type State } from "./state.ts";
import { emitEndless, lowerBody, makeRegion, within } from "./statements.ts";
import { whateverHappens } from "./tries.ts";

export function lowerForAwait(state: State, node: t.ForOfStatement, label: string | null): void {
  const iterator = asyncIterator(state, node, lowerExpression(state, node.right));
  const open = makeVariable(state, {
    name: freshName(state, "open"),
    origin: "temporary",
    constant: false,
    kind: "boolean",
  });
  emit(state, { kind: "assign", loc: node.loc, target: open, declare: "let", value: literal(false) });
  const mark = (isOpen: boolean): Statement => ({
    kind: "assign",
    loc: node.loc,
    target: open,
    declare: null,
    value: literal(isOpen),
  });
  whateverHappens(
    state,
    node,
    () => collect(state, () => loop(state, node, label, iterator, mark)),
    (how, value) => {
      const closing = collect(state, () => {
        const closed = callRuntime(state, node, "closeLater", [variable(iterator), variable(how), variable(value)]);
        lowerAwait(state, node, variable(closed));
      });
      emit(state, { kind: "if", loc: node.loc, test: variable(open), consequent: closing, alternate: [] });
    },
    state.plan.node.generator === true,
  );
}

function loop(
  state: State,
  node: t.ForOfStatement,
  label: string | null,
  iterator: Variable,
  mark: (isOpen: boolean) => Statement,
): void {
  const region = makeRegion(state, "loop", label);
  const bodyRegion = makeRegion(state, "body", label);
  const body = within(state, region, () =>
    collect(state, () => {
      state.out.push(mark(false));
      const next = temporary(state, "next", "object");
      const callee = { via: "method", object: variable(iterator), key: literal("next") } as const;
      emit(state, { kind: "call", loc: node.loc, target: next, callee, operands: [], spread: false });
      const settled = lowerAwait(state, node, variable(next));
      const step = callRuntime(state, node, "stepOf", [settled]);
      const member = (name: string): Expression =>
        readMember(state, { object: step, key: literal(name), spelled: null, accessor: false }, node);
      const leave: Statement = { kind: "exit", loc: node.loc, how: "break", region, value: null };
      emit(state, { kind: "if", loc: node.loc, test: member("done"), consequent: [leave], alternate: [] });
      const item = member("value");
      state.out.push(mark(true));
      lowerTurn(state, node, item, () => {
        state.out.push({
          kind: "block",
          loc: node.loc,
          region: bodyRegion,
          body: within(state, bodyRegion, () => lowerBody(state, node.body)),
        });
      });
    }),
  );
  emitEndless(state, node, region, body);
}
