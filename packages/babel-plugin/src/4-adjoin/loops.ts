/**
 * A loop remembers how often it turned, and turns back as often.
 *
 *   forward   for (; i < n; i++) { a }  push(i)
 *   reverse   for (let i = pop() - 1; i >= 0; i--) { ā }
 */
import type { t } from "../babel.ts";
import { mayThrowBetween } from "../3-analyse/tracked.ts";
import * as js from "../ir/js.ts";
import { withChildren, isPropertyName } from "../ir/walk.ts";
import type { Expression, Loop, Region, Statement } from "../ir/types.ts";
import { AT, adjoinBlock, isOneOf } from "./blocks.ts";
import { beginAt } from "./exceptions.ts";
import { forwardJs, touchNow } from "./statements.ts";
import { labelled, popCode } from "./exits.ts";
import { tidyReverse } from "../5-emit/tidy-reverse.ts";
import { both, keep, runtime, tape, type Both, type Sweep } from "./sweep.ts";

const isNormal = (): t.Expression => js.binary("===", AT(), js.num(0));

/** A `break` sets the number of the way out, and the end of the loop records it. */
function wayOut(
  sweep: Sweep,
  s: { readonly region: Region },
  isPushed: boolean,
): { declare: t.Statement[]; push: t.Statement[] } {
  const name = sweep.ways.get(s.region);
  if (!isPushed || name === undefined) return { declare: [], push: [] };
  return {
    declare: [js.declare("let", js.id(name), js.num(0))],
    push: [keep(sweep, "push", js.id(name), { kind: "exit", exit: null })],
  };
}

function nameWayOut(sweep: Sweep, s: Loop | (Statement & { readonly kind: "each" })): void {
  const breaks = sweep.exitsTo.get(s.region)?.length ?? 0;
  const hasTest = s.kind === "each" || s.test !== null;
  if (breaks > 0 && (hasTest || breaks > 1)) sweep.ways.set(s.region, sweep.names.fresh("left"));
}

export function adjoinLoop(sweep: Sweep, s: Loop, isInScope: boolean): Both {
  if (sweep.inPlace?.loops.has(s)) return turnAtOnce(sweep, s);
  nameWayOut(sweep, s);
  const isCounted = s.counter !== null && s.perIteration.length === 0;
  const turns = isCounted ? s.counter.name : sweep.names.fresh("turns");
  nameTurns(sweep, s, turns, null);
  const record = (): t.Statement[] =>
    isInScope
      ? []
      : [
          keep(sweep, "push", js.id(turns), { kind: "turns", loop: s }),
          ...(s.from ? [keep(sweep, "push", js.id(s.from.name), { kind: "turns", loop: s })] : []),
        ];
  const head = s.head.flatMap((h) => adjoinBlock(sweep, [h]).forward);
  const { body, update, breaks, codes, isPushed } = adjoinBody(sweep, s, record);
  const test = s.test && forwardJs(sweep, s.test);
  const hasMirror = body.reverse.length > 0 || update.reverse.length > 0 || breaks.length > 0 || codes.length > 0;
  const inner = hasMirror && !isCounted ? [js.statement(js.update("++", js.id(turns))), ...body.forward] : body.forward;

  const loop = forLoop(head, test, update.forward, inner);
  const named = needsLabel(sweep, s) ? labelled(sweep, s.region.id, loop) : loop;
  if (!hasMirror) return both([named]);
  const way = wayOut(sweep, s, isPushed);
  const known = isCounted && !isInScope && breaks.length + codes.length === 0 ? endOf(s) : null;
  const forward = [
    ...(isCounted ? [] : [js.declare("let", js.id(turns), js.num(0))]),
    ...way.declare,
    named,
    ...(known === null ? record() : []),
    ...way.push,
  ];
  const reverse = [
    ...popCode(breaks.length > 0, isPushed, breaks, codes),
    ...turnBack(
      sweep,
      s,
      breaks.length > 0 || codes.length > 0,
      mirrorOfTurn(update, body),
      isInScope ? js.id(turns) : known === null ? popTurns(sweep, s, codes) : js.num(known),
      isInScope,
    ),
  ];
  return both(forward, reverse, codes);
}

/** The body with the frames that exits see; `breaks`, the numbers of its own exits; `codes`, those that go further. */
function adjoinBody(sweep: Sweep, s: Loop | (Statement & { readonly kind: "each" }), record: () => t.Statement[]) {
  const breaks = (sweep.exitsTo.get(s.region) ?? []).map((e) => sweep.codes.get(e) ?? 0);
  const continues = (sweep.exitsTo.get(s.bodyRegion) ?? []).map((e) => sweep.codes.get(e) ?? 0);
  const hasTest = s.kind === "each" || s.test !== null;
  const isPushed = breaks.length > 0 && (hasTest || breaks.length > 1);
  const bodyEnds = sweep.recording.ends.has(s.body);
  const isContinuePushed = continues.length > 0 && (bodyEnds || continues.length > 1);
  sweep.frames.push(
    { kind: "region", region: s.region },
    { kind: "loop", region: s.region, record },
    { kind: "region", region: s.bodyRegion },
  );
  const own = s.kind === "each" ? [s.target] : [];
  const body = adjoinBlock(sweep, s.body, own, () =>
    isContinuePushed ? [keep(sweep, "push", js.num(0), { kind: "exit", exit: null })] : [],
  );
  const update = s.kind === "loop" ? adjoinBlock(sweep, s.update) : both([]);
  sweep.frames.splice(-3);
  const inside = body.codes.filter((c) => !continues.includes(c));
  const codes = [...inside.filter((c) => !breaks.includes(c)), ...update.codes];
  const popped = popCode(continues.length > 0, isContinuePushed, continues, inside);
  return { body: { ...body, reverse: [...popped, ...body.reverse] }, update, breaks, codes, isPushed };
}

/** The update of a turn that was left in the middle has not run; it may have been left in the middle itself. */
function mirrorOfTurn(update: Both, body: Both): t.Statement[] {
  const guard = update.reverse.length > 0 && body.codes.length > 0;
  const ran = update.codes.length > 0 ? js.logical("||", isNormal(), isOneOf(update.codes)) : isNormal();
  return [...(guard ? [js.ifs(ran, update.reverse)] : update.reverse), ...body.reverse];
}

function nameTurns(sweep: Sweep, s: Statement, turns: string, items: string | null): void {
  if (sweep.points.size === 0) return;
  sweep.turns.set(s, {
    turns,
    items,
    thrownTurns: sweep.names.fresh("thrown_turns"),
    thrownItems: sweep.names.fresh("thrown_items"),
  });
}

const isThrown = (sweep: Sweep): t.Expression => js.binary(">=", AT(), js.num(sweep.firstPoint));

/** The number of turns: recorded by the loop's end, or where an exception arrived. */
function popTurns(sweep: Sweep, s: Statement, codes: readonly number[]): t.Expression {
  const names = sweep.turns.get(s);
  if (!names || !codes.some((c) => c >= sweep.firstPoint)) return tape("pop");
  return js.conditional(isThrown(sweep), js.id(names.thrownTurns), tape("pop"));
}

function popItems(sweep: Sweep, s: Statement, codes: readonly number[]): t.Expression {
  const names = sweep.turns.get(s);
  if (!names || !codes.some((c) => c >= sweep.firstPoint)) return tape("recall");
  return js.conditional(isThrown(sweep), js.id(names.thrownItems), tape("recall"));
}

/**
 * Each turn goes back when it has been done.
 *
 *   for (…) { a; ā }
 */
function turnAtOnce(sweep: Sweep, s: Loop): Both {
  const head = s.head.flatMap((h) => adjoinBlock(sweep, [h]).forward);
  const { body, update } = adjoinBody(sweep, s, () => []);
  const mirror = js.functionDeclaration("mirror", [], body.reverse);
  tidyReverse(mirror);
  const test = s.test && forwardJs(sweep, s.test);
  return both([forLoop(head, test, update.forward, [...body.forward, ...mirror.body.body])]);
}

function turnBack(
  sweep: Sweep,
  s: Loop,
  hasExits: boolean,
  body: t.Statement[],
  popped: t.Expression,
  isInScope: boolean,
): t.Statement[] {
  if (!s.counter) {
    const turns = sweep.names.fresh("n");
    return [
      forStatement(
        js.declare("let", js.id(turns), popped),
        js.binary(">", js.id(turns), js.num(0)),
        js.update("--", js.id(turns)),
        body,
      ),
    ];
  }
  const i = js.id(sweep.names.value(s.counter));
  const counts = s.perIteration.length > 0;
  const from = s.from && (isInScope ? s.from.name : sweep.names.fresh("from"));
  const start = from === undefined ? js.num(s.start) : js.id(from);
  const loop = (init: t.VariableDeclaration | t.Expression | null): t.Statement =>
    forStatement(init, js.binary(">=", js.id(i.name), start), js.update("--", js.id(i.name)), body);
  // The counter stands where the loop has left it.
  if (isInScope && !counts && !hasExits) return [loop(js.update("--", i))];
  const begin = from === undefined || isInScope ? [] : [js.declare("const", js.id(from), tape("pop"))];
  const last = counts ? shift(popped, s.start - 1) : hasExits ? popped : shift(popped, -1);
  const init = js.declare("let", i, last);
  if (!hasExits || counts || s.test === null) return [...begin, loop(init)];
  return [...begin, init, js.ifs(isNormal(), [js.statement(js.update("--", js.id(i.name)))]), loop(null)];
}

/** What the counter has come to at the end, where that can be told from the text: `i < 3`. */
function endOf({ counter, start, from, test }: Loop): number | null {
  if (from || test?.op !== "binary" || test.left.op !== "variable" || test.left.variable !== counter) return null;
  const bound = numberIn(test.right);
  const end = test.operator === "<" ? Math.ceil(bound) : test.operator === "<=" ? Math.floor(bound) + 1 : NaN;
  return Number.isSafeInteger(end) && end > start ? end : null;
}

/** What an expression of numbers comes to; NaN for others. */
function numberIn(e: Expression): number {
  if (e.op === "literal") return typeof e.value === "number" ? e.value : NaN;
  if (e.op !== "binary") return NaN;
  const [a, b] = [numberIn(e.left), numberIn(e.right)];
  return e.operator === "+" ? a + b : e.operator === "-" ? a - b : e.operator === "*" ? a * b : NaN;
}

const shift = (e: t.Expression, by: number): t.Expression =>
  e.type === "NumericLiteral"
    ? js.num(e.value + by)
    : by === 0
      ? e
      : by < 0
        ? js.binary("-", e, js.num(-by))
        : js.binary("+", e, js.num(by));

const forStatement = (
  init: t.VariableDeclaration | t.Expression | null,
  test: t.Expression | null,
  update: t.Expression | null,
  body: t.Statement[],
): t.Statement => ({ type: "ForStatement", init, test, update, body: js.block(body) });

/** Reads that only the test uses go into it, as they were written; an update of one expression into the head. */
export function forLoop(
  head: t.Statement[],
  test: t.Expression | null,
  update: t.Statement[],
  body: t.Statement[],
): t.Statement {
  const [step] = update;
  const isShort = update.length === 0 || (update.length === 1 && step?.type === "ExpressionStatement");
  const stepJs = isShort && step?.type === "ExpressionStatement" ? step.expression : null;
  const rest = isShort ? body : [js.block(body), ...update];
  const inlined = test && inlineHead(head, test);
  if (test && !inlined) {
    const leave = js.ifs(js.unary("!", test), [{ type: "BreakStatement", label: null }]);
    return forStatement(null, null, stepJs, [...head, leave, ...rest]);
  }
  if (!stepJs && inlined) return { type: "WhileStatement", test: inlined, body: js.block(rest) };
  return forStatement(null, inlined ?? null, stepJs, rest);
}

/** Each name of the head is read once, in order, so its expression can stand where the name stands. */
function inlineHead(head: readonly t.Statement[], test: t.Expression): t.Expression | null {
  let result = test;
  for (const s of [...head].reverse()) {
    if (s.type !== "VariableDeclaration") return null;
    const [d] = s.declarations;
    if (d?.id.type !== "Identifier" || !d.init) return null;
    result = replaceName(result, d.id.name, d.init);
  }
  return result;
}

function replaceName(tree: t.Expression, name: string, by: t.Expression): t.Expression {
  if (tree.type === "Identifier") return tree.name === name ? by : tree;
  return withChildren(tree, (child, key) =>
    isPropertyName(tree, key) ? child : replaceName(child as t.Expression, name, by),
  );
}

export function needsLabel(
  sweep: Sweep,
  s: { readonly region: { readonly id: number }; readonly bodyRegion: { readonly id: number } },
): boolean {
  const isTarget = (id: number): boolean => [...sweep.exitsTo.keys()].some((r) => r.id === id);
  return isTarget(s.region.id) || isTarget(s.bodyRegion.id);
}

/**
 *   forward   for (const x of xs) { a }          records xs and the number of turns
 *   reverse   for each turn, last first { ā, the cotangent of x goes back into xs }
 *
 * Between two turns the iterator itself may throw: of that point the run time tells the frame.
 */
export function adjoinEach(sweep: Sweep, s: Statement & { readonly kind: "each" }): Both {
  nameWayOut(sweep, s);
  const turns = sweep.names.fresh("turns");
  const items = js.id(s.iterator.name);
  const isInert = s.target.kind === "string";
  nameTurns(sweep, s, turns, isInert ? null : s.iterator.name);
  const record = (): t.Statement[] => [
    ...(isInert ? [] : [keep(sweep, "record", js.id(items.name), { kind: "items", loop: s })]),
    keep(sweep, "push", js.id(turns), { kind: "turns", loop: s }),
  ];
  const { body, breaks, codes: inside, isPushed } = adjoinBody(sweep, s, record);
  const between = sweep.points.get(s.body);
  const codes = between === undefined ? inside : [...inside, between];
  const isActive = sweep.activity.isActive(s.target);
  const hasMirror = body.reverse.length > 0 || isActive || breaks.length > 0 || codes.length > 0;
  const source = forwardJs(sweep, s.iterable);
  const loop = (over: t.Expression, inner: t.Statement[]): t.Statement => {
    const target = js.declare(s.target.constant ? "const" : "let", js.id(s.target.name), null);
    const node = {
      type: "ForOfStatement",
      left: target,
      right: over,
      body: js.block(inner),
      await: false,
    } as t.ForOfStatement;
    return needsLabel(sweep, s) ? labelled(sweep, s.region.id, node) : node;
  };
  const inner = [...touchNow(sweep, s.target), ...body.forward];
  if (!hasMirror && (isInert || !mayThrowBetween(s))) return both([loop(source, inner)]);
  const point = between === undefined ? [] : [js.id("#frame"), js.num(between)];
  const iterated = runtime("iterate", js.id("#tape"), source, ...point);
  if (!hasMirror) {
    // The iterable's own methods may have something to take back.
    const start = js.declare("const", js.id(items.name), iterated);
    const forward = [
      start,
      loop(js.id(items.name), inner),
      keep(sweep, "record", js.id(items.name), { kind: "items", loop: s }),
    ];
    return both(forward, [js.statement(runtime("iterated", js.id("#tape"), tape("recall")))]);
  }
  const way = wayOut(sweep, s, isPushed);
  const forward = [
    js.declare("const", js.id(items.name), isInert ? source : iterated),
    js.declare("let", js.id(turns), js.num(0)),
    ...way.declare,
    loop(js.id(items.name), [
      js.statement(js.update("++", js.id(turns))),
      ...touchNow(sweep, s.target),
      ...body.forward,
    ]),
    ...record(),
    ...way.push,
  ];
  const n = sweep.names.fresh("n");
  const steps = sweep.names.fresh("steps");
  const share = isActive ? js.id(sweep.names.cotangent(s.target)) : js.num(0);
  const back = isInert ? [] : [js.statement(js.call(js.member(js.id(steps), "back"), [js.id(n), share]))];
  const reverse: t.Statement[] = [
    ...popCode(breaks.length > 0, isPushed, breaks, codes),
    js.declare("let", js.id(n), popTurns(sweep, s, codes)),
    ...(isInert
      ? []
      : [js.declare("const", js.id(steps), runtime("steps", js.id("#tape"), popItems(sweep, s, codes)))]),
    // All turns are done where the iterator itself threw.
    ...(between === undefined ? [] : [beginAt(between)]),
    {
      type: "WhileStatement",
      test: js.binary(">", js.update("--", js.id(n)), js.num(0)),
      body: js.block([...body.reverse, ...back]),
    } as unknown as t.Statement,
  ];
  return both(forward, reverse, codes);
}
