/** Primal and adjoint of each kind of statement. */
import type { t } from "../babel.ts";
import * as js from "../ir/js.ts";
import type { Block, Expression, Statement, Variable } from "../ir/types.ts";
import { AT, adjoinBlock, isOneOf } from "./blocks.ts";
import { adjoinCall } from "./calls.ts";
import {
  adjoinAccumulate,
  adjoinArray,
  adjoinCell,
  adjoinGet,
  adjoinObject,
  adjoinSet,
  forwardMember,
} from "./memory.ts";
import { adjoinYield } from "./generators.ts";
import { adjoinEach, adjoinLoop } from "./loops.ts";
import { adjoinThrow, adjoinTry } from "./exceptions.ts";
import { literalOf, writtenAgain } from "./written.ts";
import { both, hasSlot, keep, runtime, siteOf, tape, type Both, type Sweep } from "./sweep.ts";
import { countNames, declaredBy, negated } from "../5-emit/tidy.ts";
import { toJs } from "./values.ts";
import { adjoinExit, popCode, labelled } from "./exits.ts";
import { adjoinDeclaration, adjoinAssignment } from "./assignments.ts";

/** `finish`: what is to be done at the end of the list, where this statement is the last. */
export function adjoinStatement(sweep: Sweep, s: Statement, finish: (() => t.Statement[]) | null, block: Block): Both {
  switch (s.kind) {
    case "assign":
      return s.declare ? adjoinDeclaration(sweep, s) : adjoinAssignment(sweep, s);
    case "get":
      return adjoinGet(sweep, s);
    case "again":
      return both([
        js.statement(
          runtime("again", siteOf(sweep, s.loc), forwardMember(sweep, s.member), js.id(sweep.names.forward(s.value))),
        ),
      ]);
    case "set":
      return adjoinSet(sweep, s);
    case "accumulate":
      return adjoinAccumulate(sweep, s);
    case "call":
      return adjoinCall(sweep, s);
    case "array":
      return adjoinArray(sweep, s);
    case "object":
      return adjoinObject(sweep, s);
    case "closure":
      return adjoinClosure(sweep, s);
    case "yield":
      return adjoinYield(sweep, s);
    case "cell":
      return adjoinCell(s);
    case "if":
      return adjoinIf(sweep, s, finish);
    case "block":
      return adjoinNested(sweep, s, finish);
    case "loop":
      return adjoinLoop(sweep, s, sweep.inPlace?.scopes.has(block) === true);
    case "each":
      return adjoinEach(sweep, s);
    case "exit":
      return adjoinExit(sweep, s, finish);
    case "throw":
      return adjoinThrow(sweep, s);
    case "try":
      return adjoinTry(sweep, s);
    case "assume":
      return both([js.ifs(negated(forwardJs(sweep, s.test)), [js.returns(null)])]);
    case "verbatim":
      return both([js.clone(s.statement)]);
  }
}

export const forwardJs = (sweep: Sweep, e: Expression): t.Expression => toJs(e, sweep.names.forward);

/** Outside objects that the unit writes become known to the tape where the variable gets them. */
export function touchNow(sweep: Sweep, v: Variable): t.Statement[] {
  if (!sweep.touched.has(v) || v.made) return [];
  const touch = tape("touch", v.name === "this" ? { type: "ThisExpression" } : js.id(sweep.names.forward(v)));
  return [hasSlot(sweep, v) ? js.declare("const", js.id(sweep.names.slot(v)), touch) : js.statement(touch)];
}

/**
 * A branch remembers its test, then takes the same side backwards.
 *
 *   forward   if (c) { a } else { b }
 *   reverse   if (c) { ā } else { b̄ }
 */
function adjoinIf(sweep: Sweep, s: Statement & { readonly kind: "if" }, finish: (() => t.Statement[]) | null): Both {
  const inside = finish !== null && [s.consequent, s.alternate].some((b) => endsWithTail(sweep, b));
  const pushes: t.Statement[] = [];
  const side = (taken: number, b: typeof s.consequent): Both =>
    adjoinBlock(sweep, b, [], () => {
      const push = keep(sweep, "push", js.num(taken), { kind: "side", branch: s });
      pushes.push(push);
      return [push, ...(inside ? finish() : [])];
    });
  const ends = (b: typeof s.consequent): boolean => sweep.recording.ends.has(b);
  const first = shareNames(sweep, s.consequent, side(1, s.consequent));
  const second = shareNames(sweep, s.alternate, side(0, s.alternate));
  const hasMirror = first.reverse.length > 0 || second.reverse.length > 0;
  const isRecorded = hasMirror && ends(s.consequent) && ends(s.alternate);
  if (!isRecorded || s.named) for (const push of pushes) drop(push);
  const codes = [...first.codes, ...second.codes];
  const forward = [js.ifs(forwardJs(sweep, s.test), first.forward, second.forward)];
  if (!hasMirror) return both(forward, [], codes);

  const isDead = (b: typeof s.consequent, side: Both): boolean => !ends(b) && side.codes.length === 0;
  if (isDead(s.consequent, first)) return both(forward, second.reverse, codes);
  const popped = s.named ? js.id(sweep.names.value(s.named)) : tape("pop");
  const test = isDead(s.alternate, second)
    ? null
    : isRecorded
      ? codes.length === 0
        ? popped
        : js.conditional(
            js.binary("===", AT(), js.num(0)),
            popped,
            first.codes.length > 0 ? isOneOf(first.codes) : js.num(0),
          )
      : ends(s.consequent)
        ? second.codes.length > 0
          ? negated(isOneOf(second.codes))
          : null
        : first.codes.length > 0
          ? isOneOf(first.codes)
          : js.bool(false);
  if (!test) return both(forward, first.reverse, codes);
  if (first.reverse.length === 0) return both(forward, [js.ifs(negated(test), second.reverse)], codes);
  return both(forward, [js.ifs(test, first.reverse, second.reverse)], codes);
}

/** What a branch declares, its mirror finds: the two stand apart, so the declaration goes to the head of the function. */
function shareNames(sweep: Sweep, branch: Block, side: Both): Both {
  const { inPlace } = sweep;
  if (inPlace?.scopes.has(branch) !== true) return side;
  const used = new Map<string, number>();
  for (const s of side.reverse) countNames(s, used);
  const forward = side.forward.map((s): t.Statement => {
    const declared = declaredBy(s);
    if (!declared || !used.has(declared.name)) return s;
    inPlace.hoisted.set(declared.name, isShadow(declared.init) ? null : js.num(0));
    return Object.assign(js.statement(js.assign("=", js.id(declared.name), declared.init ?? js.id("undefined"))), {
      loc: s.loc,
    });
  });
  return { ...side, forward };
}

/** Whether it is something that the run time gives. */
const isShadow = (e: t.Expression | null): boolean =>
  e?.type === "CallExpression" &&
  e.callee.type === "MemberExpression" &&
  e.callee.object.type === "Identifier" &&
  e.callee.object.name.startsWith("#");

/** Turns a statement that proved unnecessary into an empty one, which the emitter leaves out. */
function drop(s: t.Statement): void {
  Object.assign(s, { type: "EmptyStatement", expression: undefined });
}

function endsWithTail(sweep: Sweep, block: readonly Statement[]): boolean {
  const last = block.at(-1);
  if (!last) return false;
  if (last.kind === "exit") return sweep.tails.has(last);
  if (last.kind === "if") return endsWithTail(sweep, last.consequent) || endsWithTail(sweep, last.alternate);
  return last.kind === "block" && endsWithTail(sweep, last.body);
}

function adjoinNested(
  sweep: Sweep,
  s: Statement & { readonly kind: "block" },
  finish: (() => t.Statement[]) | null,
): Both {
  const { region } = s;
  const inside = finish !== null && endsWithTail(sweep, s.body);
  const exits = region ? (sweep.exitsTo.get(region) ?? []) : [];
  if (region) sweep.frames.push({ kind: "region", region });
  const ownCodes = exits.map((e) => sweep.codes.get(e) ?? 0);
  const ends = sweep.recording.ends.has(s.body);
  const isPushed = exits.length > 0 && (ends || exits.length > 1);
  const inner = adjoinBlock(sweep, s.body, [], () => [
    ...(isPushed ? [keep(sweep, "push", js.num(0), { kind: "exit", exit: null })] : []),
    ...(inside ? finish() : []),
  ]);
  if (region) sweep.frames.pop();
  const body = js.block(inner.forward);
  const forward: t.Statement[] = exits.length > 0 && region ? [labelled(sweep, region.id, body)] : [body];
  const codes = inner.codes.filter((c) => !ownCodes.includes(c));
  if (inner.reverse.length === 0 && exits.length === 0) return both(forward, [], codes);
  return both(forward, [...popCode(exits.length > 0, isPushed, ownCodes, codes), js.block(inner.reverse)], codes);
}

/** A function literal with its pair; the environment is an object of the sweep. */
function adjoinClosure(sweep: Sweep, s: Statement & { readonly kind: "closure" }): Both {
  const pair = js.id(`${s.unit}_pair`);
  const literal = s.declaration ? js.id(s.target.name) : literalOf(sweep, s.written ?? js.id("undefined"), s.values);
  const made = s.environment
    ? runtime("closureMade", js.id("#tape"), literal, pair, js.id(s.environment.name))
    : runtime("pair", literal, pair);
  const statements = s.declaration
    ? [writtenAgain(sweep, s.declaration), js.statement(made)]
    : [js.declare("const", js.id(s.target.name), made)];
  return both([...statements, ...touchNow(sweep, s.target)]);
}
