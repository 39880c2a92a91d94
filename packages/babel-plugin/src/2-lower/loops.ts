/** Lowers loops. A test that only reads stays a test; one that does more becomes an exit in the middle of the body. */
import type { t } from "../babel.ts";
import { unsupported } from "../diagnostics.ts";
import { literal, variable } from "../ir/expressions.ts";
import type { Block, Expression, Region, Statement, Variable } from "../ir/types.ts";
import { hold, isUsing, withDisposal } from "./disposal.ts";
import { lowerForAwait } from "./for-await.ts";
import { lowerExpression, lowerForEffect } from "./expressions.ts";
import { declareName, lowerPattern } from "./patterns.ts";
import { collect, emit, freshName, localVariable, makeVariable, temporary, toVariable, type State } from "./state.ts";
import { blocksOf } from "../ir/rewrite.ts";
import { declareCells, emitEndless, lowerBody, lowerStatement, makeRegion, within } from "./statements.ts";
import { type Counter, counterOf, sharedHead } from "./counters.ts";

type LoopNode = t.ForStatement | t.WhileStatement | t.DoWhileStatement;

export function lowerLoop(state: State, node: LoopNode, label: string | null): void {
  if (node.type !== "ForStatement") {
    emitLoop(state, node, label, null, []);
    return;
  }
  if (state.file.cellsByBlock.has(node)) {
    lowerSharedFor(state, node, label);
    return;
  }
  const counter = counterOf(state, node);
  const body = collect(state, () => {
    withDisposal(state, node, [node.init], () => {
      if (node.init?.type === "VariableDeclaration") lowerStatement(state, node.init);
      else if (node.init) lowerForEffect(state, node.init);
      emitLoop(state, node, label, counter, sharedHead(state, node));
    });
  });
  emit(state, { kind: "block", loc: node.loc, region: null, body });
}

/**
 * A `for` whose variables closures share: each turn has variables of its own, which begin with what the last turn left.
 *
 *   let carried = init, isFirst = true;
 *   for (;;) { let i = carried; if (isFirst) isFirst = false; else update; if (!test) break; body; carried = i }
 */
function lowerSharedFor(state: State, node: t.ForStatement, label: string | null): void {
  const { init } = node;
  if (init?.type !== "VariableDeclaration" || init.declarations.some((d) => d.id.type !== "Identifier")) {
    return unsupported(
      node,
      "A pattern in the head of a `for` whose variables functions capture",
      "Declare the variables one by one.",
    );
  }
  const names = init.declarations.map((d) => d.id as t.Identifier);
  const outer = collect(state, () => {
    const carried = init.declarations.map((d, i) => {
      const target = temporary(state, `next_${names[i]?.name ?? ""}`, "unknown", false);
      emit(state, {
        kind: "assign",
        loc: init.loc,
        target,
        declare: "let",
        value: d.init ? lowerExpression(state, d.init) : literal(undefined),
      });
      return target;
    });
    const isFirst = temporary(state, "isFirst", "boolean", false);
    emit(state, { kind: "assign", loc: init.loc, target: isFirst, declare: "let", value: literal(true) });
    const region = makeRegion(state, "loop", label);
    const bodyRegion = makeRegion(state, "body", label);
    const body = within(state, region, () =>
      collect(state, () => {
        declareCells(state, node);
        names.forEach((name, i) => declareName(state, name, variable(carried[i] as Variable), "let"));
        const update = collect(state, () => {
          if (node.update) lowerForEffect(state, node.update);
        });
        emit(state, {
          kind: "if",
          loc: node.loc,
          test: variable(isFirst),
          consequent: [{ kind: "assign", loc: node.loc, target: isFirst, declare: null, value: literal(false) }],
          alternate: update,
        });
        if (node.test) {
          const test = lowerExpression(state, node.test);
          emit(state, {
            kind: "if",
            loc: node.test.loc,
            test,
            consequent: [],
            alternate: [{ kind: "exit", loc: node.test.loc, how: "break", region, value: null }],
          });
        }
        emit(state, {
          kind: "block",
          loc: node.body.loc,
          region: bodyRegion,
          body: within(state, bodyRegion, () => lowerBody(state, node.body)),
        });
        names.forEach((name, i) =>
          emit(state, {
            kind: "assign",
            loc: node.loc,
            target: carried[i] as Variable,
            declare: null,
            value: lowerExpression(state, name),
          }),
        );
      }),
    );
    emitEndless(state, node, region, body);
  });
  emit(state, { kind: "block", loc: node.loc, region: null, body: outer });
}

/** Statements that may run once more than the body, since they only read. */
const isReading = (block: Block): boolean =>
  block.every(
    (s: Statement) =>
      (s.kind === "get" && !s.member.accessor) ||
      (s.kind === "assign" && s.declare === "const" && s.value.op !== "math"),
  );

const hasExitTo = (region: Region, block: Block): boolean =>
  block.some((s) => (s.kind === "exit" && s.region === region) || blocksOf(s).some((b) => hasExitTo(region, b)));

function emitLoop(
  state: State,
  node: LoopNode,
  label: string | null,
  counter: Counter | null,
  perIteration: readonly Variable[],
): void {
  const region = makeRegion(state, "loop", label);
  const bodyRegion = makeRegion(state, "body", label);
  const atEnd = node.type === "DoWhileStatement";
  within(state, region, () => {
    const tested: { test: Expression | null } = { test: null };
    let head: Block = [];
    if (node.test && !atEnd && !(node.test.type === "BooleanLiteral" && node.test.value)) {
      const written = node.test;
      head = collect(state, () => {
        tested.test = lowerExpression(state, written);
      });
    }
    const { test } = tested;
    const inMiddle = atEnd || (test !== null && !isReading(head));
    const leaveUnless = (condition: Expression): Statement => ({
      kind: "if",
      loc: node.test?.loc,
      test: condition,
      consequent: [],
      alternate: [{ kind: "exit", loc: node.test?.loc, how: "break", region, value: null }],
    });
    const inner = within(state, bodyRegion, () => lowerBody(state, node.body));
    const update = collect(state, () => {
      if (node.type === "ForStatement" && node.update) lowerForEffect(state, node.update);
    });
    // A `continue` goes to the end of a block where the body is not the whole of the loop's body, or where the update
    // may become more than the one expression that the head of a `for` takes.
    const isUpdateLong = update.length > 0 && counter === null && hasExitTo(bodyRegion, inner);
    const isPart = inMiddle || isUpdateLong;
    const block: Block = isPart ? [{ kind: "block", loc: node.body.loc, region: bodyRegion, body: inner }] : inner;
    const body = collect(state, () => {
      if (inMiddle && !atEnd && test) state.out.push(...head, leaveUnless(test));
      state.out.push(...block);
      if (atEnd) emit(state, leaveUnless(lowerExpression(state, node.test)));
    });
    const own = isPart ? makeRegion(state, "body", null) : bodyRegion;
    emit(state, {
      kind: "loop",
      loc: node.loc,
      region,
      bodyRegion: own,
      head: inMiddle ? [] : head,
      test: inMiddle ? null : test,
      body,
      update,
      counter: counter?.variable ?? null,
      start: counter?.start ?? 0,
      perIteration,
    });
  });
}

export function lowerForEach(state: State, node: t.ForOfStatement, label: string | null): void {
  if (node.await) {
    lowerForAwait(state, node, label);
    return;
  }
  const iterable = variable(toVariable(state, lowerExpression(state, node.right), "items"));
  eachOver(state, node, iterable, label);
}

/** The keys are collected first; they are strings, and carry no derivative. */
export function lowerForIn(state: State, node: t.ForInStatement, label: string | null): void {
  const object = lowerExpression(state, node.right);
  const keys = temporary(state, "keys", "array");
  emit(state, {
    kind: "call",
    loc: node.loc,
    target: keys,
    callee: { via: "runtime", name: "keysIn" },
    operands: [object],
    spread: false,
  });
  eachOver(state, node, variable(keys), label);
}

function eachOver(
  state: State,
  node: t.ForOfStatement | t.ForInStatement,
  iterable: Expression,
  label: string | null,
): void {
  const region = makeRegion(state, "loop", label);
  const bodyRegion = makeRegion(state, "body", label);
  const inert = node.type === "ForInStatement";
  const iterator = makeVariable(state, {
    name: freshName(state, "steps"),
    origin: "temporary",
    constant: true,
    kind: inert ? "array" : "unknown",
  });
  const item: { target: Variable | null } = { target: null };
  const body = within(state, region, () =>
    collect(state, () => {
      const { left } = node;
      const pattern = targetOf(node);
      if (!pattern) return;
      const binding = pattern.type === "Identifier" ? state.file.resolution.bindingOf(pattern) : undefined;
      const isDeclared = left.type === "VariableDeclaration" && left.kind !== "var";
      const isPlain = isDeclared && !isUsing(left) && pattern.type === "Identifier" && binding !== undefined;
      if (isPlain && !state.file.plans.cells.has(binding)) {
        item.target = localVariable(state, binding);
        if (inert) item.target.kind = "string";
        state.out.push(...within(state, bodyRegion, () => lowerBody(state, node.body)));
        return;
      }
      item.target = temporary(state, "item", inert ? "string" : "unknown");
      lowerTurn(state, node, variable(item.target), () => {
        state.out.push(...within(state, bodyRegion, () => lowerBody(state, node.body)));
      });
    }),
  );
  const { target } = item;
  if (!target) return;
  emit(state, { kind: "each", loc: node.loc, region, bodyRegion, target, iterable, iterator, body });
}

const targetOf = ({ left }: t.ForOfStatement | t.ForInStatement): t.LVal | undefined =>
  left.type === "VariableDeclaration" ? (left.declarations[0]?.id as t.LVal | undefined) : left;

/** What a loop does with an item: its variables get it, then the body runs. */
export function lowerTurn(
  state: State,
  node: t.ForOfStatement | t.ForInStatement,
  item: Expression,
  run: () => void,
): void {
  const { left } = node;
  const pattern = targetOf(node);
  if (!pattern) return;
  withDisposal(state, node, [left], () => {
    declareCells(state, node);
    const isDeclared = left.type === "VariableDeclaration" && left.kind !== "var";
    if (isUsing(left)) hold(state, pattern as t.Identifier, item, left.kind);
    else lowerPattern(state, pattern, item, isDeclared ? (left.kind === "const" ? "const" : "let") : "assign");
    run();
  });
}
