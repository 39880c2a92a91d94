/**
 * Lowers `using` and `await using`: a block that has one holds what it is given, and disposes of it however it ends
 * (see self-hosted/disposal.ts in the runtime).
 *
 *   { using r = open(); … }      const held = $.holder();
 *                                try { const r = open(); $.hold(held, r); … } catch (error) { how = -1; value = error }
 *                                $.dispose(held, how, value);
 *                                if (how === -1) throw value; …
 *
 * With `await using` there stands, in the place of `$.dispose`:
 *
 *   $.disposing(held, how, value);
 *   while ($.disposeNext(held)) try { await held.awaited } catch (error) { $.disposeFailed(held, error) }
 *   $.disposed(held);
 */
import type { t } from "../babel.ts";
import { literal, variable } from "../ir/expressions.ts";
import type { Block, Expression, Variable } from "../ir/types.ts";
import { callRuntime, lowerAwait } from "./generators.ts";
import { readMember } from "./members.ts";
import { declareName } from "./patterns.ts";
import { collect, emit, freshName, makeVariable, type State } from "./state.ts";
import { emitEndless, makeRegion } from "./statements.ts";
import { letPass, whateverHappens } from "./tries.ts";

/** A declaration by `using` or `await using`. */
export const isUsing = (node: t.Node | null | undefined): node is Using =>
  node?.type === "VariableDeclaration" && (node.kind === "using" || node.kind === "await using");

type Using = t.VariableDeclaration & { readonly kind: "using" | "await using" };

/** What stands in the scope of such declarations. */
export function withDisposal(
  state: State,
  node: t.Node,
  declarations: readonly (t.Node | null | undefined)[],
  lower: () => void,
): void {
  const own = declarations.filter(isUsing);
  if (own.length === 0) {
    lower();
    return;
  }
  const { held: outer } = state;
  const held = callRuntime(state, node, "holder", []);
  state.held = held;
  whateverHappens(
    state,
    node,
    () => collect(state, lower),
    (how, value) => {
      const end = [variable(held), variable(how), variable(value)];
      if (!own.some(({ kind }) => kind === "await using")) {
        callRuntime(state, node, "dispose", end);
        return;
      }
      callRuntime(state, node, "disposing", end);
      disposeLater(state, node, held);
      callRuntime(state, node, "disposed", [variable(held)]);
    },
    state.plan.node.generator === true,
  );
  state.held = outer;
}

/** `using id = value` */
export function hold(state: State, id: t.Identifier, value: Expression, kind: Using["kind"]): void {
  if (state.held) callRuntime(state, id, "hold", [variable(state.held), value, literal(kind === "await using")]);
  declareName(state, id, value, "const");
}

function disposeLater(state: State, node: t.Node, held: Variable): void {
  const region = makeRegion(state, "loop", null);
  const body: Block = collect(state, () => {
    const next = callRuntime(state, node, "disposeNext", [variable(held)]);
    emit(state, {
      kind: "if",
      loc: node.loc,
      test: variable(next),
      consequent: [],
      alternate: [{ kind: "exit", loc: node.loc, how: "break", region, value: null }],
    });
    const error = makeVariable(state, { name: freshName(state, "error"), origin: "temporary", constant: true });
    const member = { object: held, key: literal("awaited"), spelled: null, accessor: false } as const;
    const attempt = collect(state, () => lowerAwait(state, node, readMember(state, member, node)));
    const handler = collect(state, () => {
      if (state.plan.node.generator === true) letPass(state, error, "ABANDONED");
      callRuntime(state, node, "disposeFailed", [variable(held), variable(error)]);
    });
    emit(state, { kind: "try", loc: node.loc, body: attempt, parameter: error, handler });
  });
  emitEndless(state, node, region, body);
}
