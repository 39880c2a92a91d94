/**
 * Exceptions. A tracked function notes before each statement that may throw where it stands; when an exception comes, its
 * edge (or the `catch` of a `try`) records that place, and the mirror begins there.
 *
 *   forward   frame.at(3); y = f_forward(tape, x)      … catch (error) { frame.unwind(error); …; push(frame.position) }
 *   reverse   if (at === 3) { at = 0; dx += inner[0] } else { d = f_pullback(tape, dy); dx += d[0] }
 */
import type { t } from "../babel.ts";
import * as js from "../ir/js.ts";
import type { Block, Statement, Variable } from "../ir/types.ts";
import { addNeed, type Need } from "../3-analyse/needs.ts";
import { givenToCallee } from "../3-analyse/tracked.ts";
import type { Saved } from "../3-analyse/record.ts";
import { adjoinBlock, AT, isOneOf } from "./blocks.ts";
import { addTo, flowIfUsed } from "./flow.ts";
import { forwardJs, touchNow } from "./statements.ts";
import { both, keep, restore, runtime, save, tape, type Both, type Sweep } from "./sweep.ts";

const frame = (method: string, ...args: t.Expression[]): t.CallExpression =>
  js.call(js.member(js.id("#frame"), method), args);
const normally = (): t.Statement => js.statement(js.assign("=", AT(), js.num(0)));
const isAt = (code: number): t.Expression => js.binary("===", AT(), js.num(code));

/** The mirror of what was left at a point, all of which is done, begins here. */
export const beginAt = (code: number): t.Statement => js.ifs(isAt(code), [normally()]);

/** A statement at which an exception may come. */
export function withPoint(sweep: Sweep, s: Statement, part: Both): Both {
  const code = sweep.points.get(s);
  if (code === undefined) return part;
  const forward = [js.statement(frame("at", js.num(code))), ...part.forward];
  // A generator that was left here is waiting for what its mirror gets.
  if (s.kind === "yield") return { forward, reverse: [beginAt(code), ...part.reverse], codes: [...part.codes, code] };
  const shares = sharesOfThrown(sweep, s);
  const reverse = [js.ifs(isAt(code), [normally(), ...shares], part.reverse)];
  return { forward, reverse, codes: [...part.codes, code] };
}

/** The cotangents of the arguments of a callee that threw, and of what is thrown. */
function sharesOfThrown(sweep: Sweep, s: Statement): t.Statement[] {
  if (s.kind === "throw") {
    const arrives = sweep.recording.points.get(s)?.arrives;
    return arrives ? flowIfUsed(sweep, s.value, js.id(thrownName(sweep, arrives)), addTo(sweep)) : [];
  }
  return givenToCallee(s).flatMap((e, i) =>
    flowIfUsed(sweep, e, js.logical("??", js.index(js.id("#inner"), js.num(i)), js.num(0)), addTo(sweep)),
  );
}

function thrownName(sweep: Sweep, arrives: Block): string {
  return sweep.thrown.get(arrives) ?? sweep.names.result;
}

export function adjoinThrow(sweep: Sweep, s: Statement & { readonly kind: "throw" }): Both {
  return both([{ type: "ThrowStatement", argument: forwardJs(sweep, s.value) }]);
}

interface Edge {
  readonly saved: readonly Saved[];
  readonly loops: readonly Statement[];
}

/** All that any exception that arrives at a place may have to save. */
export function edgeOf(sweep: Pick<Sweep, "recording">, arrives: Block): Edge {
  const needs = new Map<Variable, Need>();
  const loops = new Set<Statement>();
  for (const point of sweep.recording.points.values()) {
    if (point.arrives !== arrives) continue;
    for (const { variable, need } of point.saved) addNeed(needs, variable, need);
    for (const loop of point.loops) loops.add(loop);
  }
  const saved = [...needs]
    .map(([variable, need]) => ({ variable, need }))
    .sort((a, b) => a.variable.id - b.variable.id);
  return { saved, loops: [...loops] };
}

/** What the forward sweep does when an exception arrives. */
export function saveEdge(sweep: Sweep, arrives: Block): t.Statement[] {
  const { saved, loops } = edgeOf(sweep, arrives);
  const turns = loops.flatMap((s) => {
    const names = sweep.turns.get(s);
    if (!names) return [];
    return [
      ...(names.items === null ? [] : [keep(sweep, "record", js.id(names.items), { kind: "items", loop: s })]),
      keep(sweep, "push", js.id(names.turns), { kind: "turns", loop: s }),
    ];
  });
  const position = keep(sweep, "push", js.member(js.id("#frame"), "position"), { kind: "exception" });
  return [...save(sweep, saved, { by: "exception" }), ...turns, position];
}

/** The mirror of `saveEdge`: the place, what was saved there, and the mirror of what was running. */
export function restoreEdge(sweep: Sweep, arrives: Block, thrown: t.Expression): t.Statement[] {
  const { saved, loops } = edgeOf(sweep, arrives);
  const turns = [...loops].reverse().flatMap((s) => {
    const names = sweep.turns.get(s);
    if (!names) return [];
    return [
      js.statement(js.assign("=", js.id(names.thrownTurns), tape("pop"))),
      ...(names.items === null ? [] : [js.statement(js.assign("=", js.id(names.thrownItems), tape("recall")))]),
    ];
  });
  return [
    ...turns,
    ...restore(sweep, saved),
    js.statement(js.assign("=", js.id("#inner"), runtime("back", js.id("#tape"), thrown))),
  ];
}

/**
 *   forward   try { a; push(0) } catch (e) { frame.unwind(e); …; push(frame.position); b; push(1) }
 *   reverse   if (pop() === 1) { b̄; at = pop(); … } ā
 */
export function adjoinTry(sweep: Sweep, s: Statement & { readonly kind: "try" }): Both {
  const thrown = sweep.names.fresh("dthrown");
  sweep.thrown.set(s.body, thrown);
  const ends = (b: Block): boolean => sweep.recording.ends.has(b);
  const push = (n: number) => (): t.Statement[] => [keep(sweep, "push", js.num(n), { kind: "exception" })];
  const body = adjoinBlock(sweep, s.body, [], push(0));
  const handler = adjoinBlock(sweep, s.handler, s.parameter ? [s.parameter] : [], push(1));
  // A name that an outer edge saves is declared outside; the clause then has a name of its own.
  const isSavedOutside = s.parameter !== null && sweep.outside.has(sweep.names.forward(s.parameter));
  const error = s.parameter && !isSavedOutside ? s.parameter.name : sweep.names.fresh("error");
  const named =
    s.parameter && isSavedOutside ? [js.statement(js.assign("=", js.id(s.parameter.name), js.id(error)))] : [];
  const caught = [
    js.statement(frame("unwind", js.id(error))),
    ...saveEdge(sweep, s.body),
    ...named,
    ...(s.parameter ? touchNow(sweep, s.parameter) : []),
    ...handler.forward,
  ];
  const forward = {
    type: "TryStatement",
    block: js.block(body.forward),
    handler: { type: "CatchClause", param: js.id(error), body: js.block(caught) },
    finalizer: null,
  } as t.TryStatement;

  const isInside = (code: number): boolean =>
    code >= sweep.firstPoint &&
    [...sweep.points].some(([p, c]) => c === code && sweep.recording.points.get(p)?.arrives === s.body);
  const outer = body.codes.filter((c) => !isInside(c));
  const wasCaught = caughtTest(ends(s.body), ends(s.handler), handler.codes);
  const de =
    s.parameter && sweep.activity.isActive(s.parameter) ? js.id(sweep.names.cotangent(s.parameter)) : js.num(0);
  const undone = [
    ...handler.reverse,
    js.statement(js.assign("=", js.id(thrown), de)),
    js.statement(js.assign("=", AT(), tape("pop"))),
    ...restoreEdge(sweep, s.body, js.id(thrown)),
  ];
  const reverse = [js.declare("let", js.id(thrown), js.num(0)), js.ifs(wasCaught, undone), ...body.reverse];
  return both([forward], reverse, [...outer, ...handler.codes]);
}

/** Whether the handler ran: by its exits' numbers, else as recorded where the `try` ended. */
function caughtTest(bodyEnds: boolean, handlerEnds: boolean, codes: readonly number[]): t.Expression {
  const isNormal = js.binary("===", AT(), js.num(0));
  const recorded: t.Expression | null = !bodyEnds && !handlerEnds ? null : js.binary("===", tape("pop"), js.num(1));
  const byEnd = recorded && js.logical("&&", isNormal, recorded);
  const byExit = codes.length > 0 ? isOneOf(codes) : null;
  if (byEnd && byExit) return js.logical("||", byExit, byEnd);
  return byEnd ?? byExit ?? js.bool(false);
}
