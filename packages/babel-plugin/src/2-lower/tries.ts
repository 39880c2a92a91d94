/**
 * Lowers `try`. A `finally` becomes ordinary code: what is to happen after it is noted, it runs, then that happens.
 *
 *   try { a } finally { b }      let how = 0, value;
 *                                try { a, an exit noting its number } catch (error) { how = -1; value = error }
 *                                b
 *                                if (how === -1) throw value; if (how === 1) return value; …
 */
import type { t } from "../babel.ts";
import { literal, UNDEFINED, variable } from "../ir/expressions.ts";
import type { Block, Exit, Expression, Region, Statement, Variable } from "../ir/types.ts";
import { lowerPattern } from "./patterns.ts";
import { collect, emit, freshName, localVariable, makeVariable, temporary, type State } from "./state.ts";
import { isFunction } from "../1-mark/mark.ts";
import * as js from "../ir/js.ts";
import { someChild } from "../ir/walk.ts";
import { blocksOf } from "../ir/rewrite.ts";
import { declareCells, lowerBody, lowerList, makeRegion } from "./statements.ts";

export function lowerTry(state: State, node: t.TryStatement): void {
  if (!node.finalizer) {
    lowerCatch(state, node);
    return;
  }
  const { finalizer } = node;
  const passing = mayBeLeft(state, node);
  whateverHappens(
    state,
    node,
    () => (node.handler ? collect(state, () => lowerCatch(state, node)) : lowerBody(state, node.block)),
    () => void state.out.push(...lowerBody(state, finalizer)),
    passing,
  );
}

/** Statements, and what is done after them however they end. `isLeft`: a generator may be left inside, which is no end. */
export function whateverHappens(
  state: State,
  node: t.Node,
  statements: () => Block,
  after: (how: Variable, value: Variable) => void,
  isLeft = false,
): void {
  const how = temporary(state, "how", "number", false);
  const value = temporary(state, "value", "unknown", false);
  emit(state, { kind: "assign", loc: node.loc, target: how, declare: "let", value: literal(0) });
  emit(state, { kind: "assign", loc: node.loc, target: value, declare: "let", value: UNDEFINED });
  const region = makeRegion(state, "block", null);
  const exits: Exit[] = [];
  const body = noteExits(statements(), region, how, value, exits);
  const error = makeVariable(state, { name: freshName(state, "error"), origin: "temporary", constant: true });
  const passing = isLeft ? collect(state, () => letPass(state, error, "ABANDONED")) : [];
  const handler: Block = [...passing, assign(how, literal(-1), node), assign(value, variable(error), node)];
  const attempt: Statement = { kind: "try", loc: node.loc, body, parameter: error, handler };
  emit(state, { kind: "block", loc: node.loc, region, body: [attempt] });
  after(how, value);
  const is = (n: number): Expression => ({ op: "binary", operator: "===", left: variable(how), right: literal(n) });
  emit(state, {
    kind: "if",
    loc: node.loc,
    test: is(-1),
    consequent: [{ kind: "throw", loc: node.loc, value: variable(value) }],
    alternate: [],
  });
  exits.forEach((exit, i) => {
    const leave: Exit = { ...exit, value: exit.value && variable(value) };
    emit(state, { kind: "if", loc: exit.loc, test: is(i + 1), consequent: [leave], alternate: [] });
  });
}

const assign = (target: Variable, value: Expression, node: t.Node): Statement => ({
  kind: "assign",
  loc: node.loc,
  target,
  declare: null,
  value,
});

/** Exits that would go past the `finally` note their number, and leave the block before it instead. */
function noteExits(block: Block, region: Region, how: Variable, value: Variable, exits: Exit[]): Block {
  const inside = new Set<Region>();
  const gather = (b: Block): void => {
    for (const s of b) {
      if (s.kind === "loop" || s.kind === "each") [s.region, s.bodyRegion].forEach((r) => inside.add(r));
      if (s.kind === "block" && s.region) inside.add(s.region);
      blocksOf(s).forEach(gather);
    }
  };
  gather(block);
  const rewrite = (b: Block): Block =>
    b.flatMap((s): Statement[] => {
      if (s.kind === "exit" && !inside.has(s.region)) {
        exits.push(s);
        return [
          ...(s.value ? [{ kind: "assign", loc: s.loc, target: value, declare: null, value: s.value } as const] : []),
          { kind: "assign", loc: s.loc, target: how, declare: null, value: literal(exits.length) },
          { kind: "exit", loc: s.loc, how: "break", region, value: null },
        ];
      }
      return [withBlocks(s, rewrite)];
    });
  return rewrite(block);
}

function withBlocks(s: Statement, change: (b: Block) => Block): Statement {
  switch (s.kind) {
    case "if":
      return { ...s, consequent: change(s.consequent), alternate: change(s.alternate) };
    case "loop":
      return { ...s, body: change(s.body), update: change(s.update) };
    case "each":
    case "block":
      return { ...s, body: change(s.body) };
    case "try":
      return { ...s, body: change(s.body), handler: change(s.handler) };
    default:
      return s;
  }
}

function lowerCatch(state: State, node: t.TryStatement): void {
  const { handler } = node;
  if (!handler) return;
  const body = lowerBody(state, node.block);
  let parameter: Variable | null = null;
  const handled = collect(state, () => {
    const { param } = handler;
    const binding = param?.type === "Identifier" ? state.file.resolution.bindingOf(param) : undefined;
    const isPlain = binding !== undefined && !state.file.plans.cells.has(binding);
    if (isPlain) parameter = localVariable(state, binding);
    else if (param || mayBeLeft(state, node))
      parameter = makeVariable(state, { name: freshName(state, "error"), origin: "temporary", constant: true });
    if (parameter && mayBeLeft(state, node)) letPass(state, parameter, "Closing");
    // What the body declares is in the scope of the clause.
    declareCells(state, handler);
    if (parameter && param && !isPlain) lowerPattern(state, param, variable(parameter), "let");
    lowerList(state, handler.body, handler.body.body);
  });
  emit(state, { kind: "try", loc: node.loc, body, parameter, handler: handled });
}

/** A generator is left where it stands by an exception of the run time's, which is not for the program to catch. */
export function letPass(state: State, error: Variable, ours: "ABANDONED" | "Closing"): void {
  if (ours === "ABANDONED" && state.file.isForDuals) return; // the sweeps of the dual see to it
  const consequent: Block = [{ kind: "throw", loc: state.loc, value: variable(error) }];
  emit(state, { kind: "if", loc: state.loc, test: isOurs(variable(error), ours), consequent, alternate: [] });
}

/** Whether what was thrown is the exception by which a generator is left. */
export const isOurs = (error: Expression, ours: "ABANDONED" | "Closing"): Expression => ({
  op: "binary",
  operator: ours === "Closing" ? "instanceof" : "===",
  left: error,
  right: { op: "constant", node: js.member(js.id("#$"), ours), kind: "unknown" },
});

/** Whether a generator may stand inside of a `try`. */
function mayBeLeft(state: State, node: t.TryStatement): boolean {
  const yields = (root: t.Node): boolean =>
    root.type === "YieldExpression" || someChild(root, (child) => !isFunction(child) && yields(child));
  return (
    state.plan.node.generator === true &&
    (yields(node.block) || (!!node.finalizer && !!node.handler && yields(node.handler)))
  );
}
