/** Primal and adjoint of each kind of statement. */
import type { t } from "../babel.ts";
import * as js from "../ir/js.ts";
import type { Expression, Statement, Variable } from "../ir/types.ts";
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
import { addTo, flow } from "./flow.ts";
import { adjoinEach, adjoinLoop } from "./loops.ts";
import { adjoinThrow, adjoinTry } from "./exceptions.ts";
import { both, hasSlot, restore, runtime, save, siteOf, tape, type Both, type Sweep } from "./sweep.ts";
import { negated } from "../5-emit/tidy.ts";
import { toJs } from "./values.ts";

/** `finish`: what is to be done at the end of the list, where this statement is the last. */
export function adjoinStatement(sweep: Sweep, s: Statement, finish: (() => t.Statement[]) | null): Both {
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
    case "cell":
      return adjoinCell(s);
    case "if":
      return adjoinIf(sweep, s, finish);
    case "block":
      return adjoinNested(sweep, s, finish);
    case "loop":
      return adjoinLoop(sweep, s);
    case "each":
      return adjoinEach(sweep, s);
    case "exit":
      return adjoinExit(sweep, s, finish);
    case "throw":
      return adjoinThrow(sweep, s);
    case "try":
      return adjoinTry(sweep, s);
    case "verbatim":
      return both([js.clone(s.statement)]);
  }
}

type Assign = Statement & { readonly kind: "assign" };

export const forwardJs = (sweep: Sweep, e: Expression): t.Expression => toJs(e, sweep.names.forward);

/**
 *   forward   const y = a * b
 *   reverse   da += dy * b, db += dy * a
 */
function adjoinDeclaration(sweep: Sweep, s: Assign): Both {
  const { target, value } = s;
  const isUndefined = value.op === "literal" && value.value === undefined && s.declare === "let";
  const forward = [
    js.declare(
      target.constant || s.declare === "const" ? "const" : "let",
      js.id(target.name),
      isUndefined ? null : forwardJs(sweep, value),
    ),
    ...(isUndefined ? [] : touchNow(sweep, target)),
  ];
  if (!sweep.activity.isActive(target)) return both(forward);
  return both(forward, flow(sweep, value, js.id(sweep.names.cotangent(target)), addTo(sweep), target));
}

/** Outside objects that the unit writes become known to the tape where the variable gets them. */
export function touchNow(sweep: Sweep, v: Variable): t.Statement[] {
  if (!sweep.touched.has(v) || v.made) return [];
  const touch = tape("touch", v.name === "this" ? { type: "ThisExpression" } : js.id(sweep.names.forward(v)));
  return [hasSlot(sweep, v) ? js.declare("const", js.id(sweep.names.slot(v)), touch) : js.statement(touch)];
}

/**
 * An assignment forgets what the variable held: its old value is restored, and its cotangent becomes the old value's.
 *
 *   forward   r *= x          (r saved before, if the mirror reads it)
 *   reverse   dx += dr * r, dr *= x
 */
function adjoinAssignment(sweep: Sweep, s: Assign): Both {
  const { target, value } = s;
  const need = sweep.recording.before.get(s);
  const saved = need ? [{ variable: target, need }] : [];
  const forward = [...save(sweep, saved), js.statement(assignment(sweep, target, value)), ...touchNow(sweep, target)];
  const reverse = restore(sweep, saved);
  if (!sweep.activity.isActive(target)) return both(forward, reverse);
  const cotangent = sweep.names.cotangent(target);
  if (!isStraight(value, target)) {
    const before = sweep.names.fresh(`${cotangent}_before`);
    return both(forward, [
      ...reverse,
      js.declare("const", js.id(before), js.id(cotangent)),
      js.statement(js.assign("=", js.id(cotangent), js.num(0))),
      ...flow(sweep, value, js.id(before), addTo(sweep)),
    ]);
  }
  const own: t.Expression[] = [];
  const others = flow(sweep, value, js.id(cotangent), (v, share) => {
    if (v !== target) return addTo(sweep)(v, share);
    own.push(share);
    return [];
  });
  return both(forward, [...reverse, ...others, ...renew(cotangent, own)]);
}

/** `dr = dr * x` is written `dr *= x`; `dr = dr` not at all. */
function renew(cotangent: string, own: readonly t.Expression[]): t.Statement[] {
  const [first] = own;
  if (!first) return [js.statement(js.assign("=", js.id(cotangent), js.num(0)))];
  const sum = own.reduce((a, b) => js.binary("+", a, b));
  if (sum.type === "Identifier" && sum.name === cotangent) return [];
  if (
    sum.type === "BinaryExpression" &&
    sum.left.type === "Identifier" &&
    sum.left.name === cotangent &&
    (sum.operator === "*" || sum.operator === "/")
  ) {
    return [js.statement(js.assign(`${sum.operator}=`, js.id(cotangent), sum.right))];
  }
  return [js.statement(js.assign("=", js.id(cotangent), sum))];
}

/** Whether the variable's own share is one expression, under no condition and no name. */
function isStraight(e: Expression, target: Variable): boolean {
  if (e.op === "conditional" || e.op === "logical" || e.op === "math") return false;
  if (e.op === "binary")
    return [e.left, e.right].every(
      (o) =>
        isStraight(o, target) &&
        (o.op === "variable" || !mentionsTarget(o, target) || e.operator === "+" || e.operator === "-"),
    );
  return e.op === "unary" ? isStraight(e.operand, target) : true;
}

function mentionsTarget(e: Expression, target: Variable): boolean {
  if (e.op === "variable") return e.variable === target;
  if (e.op === "binary") return mentionsTarget(e.left, target) || mentionsTarget(e.right, target);
  return e.op === "unary" ? mentionsTarget(e.operand, target) : false;
}

/** `v = v op e` is written as the program would: `v op= e`, `v++`. */
export function assignment(sweep: Sweep, target: Variable, value: Expression): t.Expression {
  const name = js.id(target.name);
  if (
    value.op === "unary" &&
    (value.operator === "++" || value.operator === "--") &&
    value.operand.op === "variable" &&
    value.operand.variable === target
  ) {
    return js.update(value.operator, name);
  }
  if (
    value.op === "binary" &&
    value.left.op === "variable" &&
    value.left.variable === target &&
    /^([-+*/%&|^]|<<|>>>?)$/.test(value.operator)
  ) {
    return js.assign(`${value.operator}=`, name, forwardJs(sweep, value.right));
  }
  return js.assign("=", name, forwardJs(sweep, value));
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
      const push = js.statement(tape("push", js.num(taken)));
      pushes.push(push);
      return [push, ...(inside ? finish() : [])];
    });
  const ends = (b: typeof s.consequent): boolean => sweep.recording.ends.has(b);
  const first = side(1, s.consequent);
  const second = side(0, s.alternate);
  const hasMirror = first.reverse.length > 0 || second.reverse.length > 0;
  const isRecorded = hasMirror && ends(s.consequent) && ends(s.alternate);
  if (!isRecorded) for (const push of pushes) drop(push);
  const codes = [...first.codes, ...second.codes];
  const forward = [js.ifs(forwardJs(sweep, s.test), first.forward, second.forward)];
  if (!hasMirror) return both(forward, [], codes);

  const isDead = (b: typeof s.consequent, side: Both): boolean => !ends(b) && side.codes.length === 0;
  if (isDead(s.consequent, first)) return both(forward, second.reverse, codes);
  const popped = tape("pop");
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
    ...(isPushed ? [js.statement(tape("push", js.num(0)))] : []),
    ...(inside ? finish() : []),
  ]);
  if (region) sweep.frames.pop();
  const body = js.block(inner.forward);
  const forward: t.Statement[] = exits.length > 0 && region ? [labelled(sweep, region.id, body)] : [body];
  const codes = inner.codes.filter((c) => !ownCodes.includes(c));
  if (inner.reverse.length === 0 && exits.length === 0) return both(forward, [], codes);
  return both(forward, [...popCode(exits.length > 0, isPushed, ownCodes, codes), js.block(inner.reverse)], codes);
}

/** Reads the number of the way out, unless an exit that goes further has been taken. */
export function popCode(
  hasExits: boolean,
  isPushed: boolean,
  own: readonly number[],
  outer: readonly number[],
): t.Statement[] {
  if (!hasExits) return [];
  const value = isPushed ? tape("pop") : js.num(own[0] ?? 0);
  const read = js.statement(js.assign("=", AT(), value));
  return outer.length > 0 ? [js.ifs(js.binary("===", AT(), js.num(0)), [read])] : [read];
}

export const labelName = (id: number): string => `exit_${String(id)}`;
export const labelled = (_sweep: Sweep, id: number, body: t.Statement): t.LabeledStatement => ({
  type: "LabeledStatement",
  label: js.id(labelName(id)),
  body,
});

/** An exit saves what the ends of the blocks that it leaves would have saved, and its number. */
function adjoinExit(
  sweep: Sweep,
  s: Statement & { readonly kind: "exit" },
  finish: (() => t.Statement[]) | null,
): Both {
  const leave =
    s.how === "return"
      ? js.returns(
          s.value && !(s.value.op === "literal" && s.value.value === undefined) ? forwardJs(sweep, s.value) : null,
        )
      : jump(sweep, s);
  const value =
    s.value && sweep.activity.flows(s.value) ? flow(sweep, s.value, js.id(sweep.names.result), addTo(sweep)) : [];
  if (sweep.tails.has(s)) return both([...(finish ? finish() : []), leave], value);
  const code = sweep.codes.get(s) ?? 0;
  const out: t.Statement[] = [];
  const endsAtLoop = s.how === "break" && s.region.kind === "loop";
  for (const frame of [...sweep.frames].reverse()) {
    if (frame.kind === "block") out.push(...save(sweep, sweep.recording.exits.get(s)?.get(frame.block) ?? []));
    else if (frame.kind === "loop" && !(endsAtLoop && frame.region === s.region)) out.push(...frame.record());
    if (frame.kind !== "block" && frame.region === s.region) break;
  }
  const way = sweep.ways.get(s.region);
  const isOnlyWay =
    (sweep.exitsTo.get(s.region)?.length ?? 0) === 1 &&
    !sweep.endsNormally.has(s.region) &&
    !(s.region === sweep.unit.region && sweep.points.size > 0);
  if (endsAtLoop && way !== undefined) out.push(js.statement(js.assign("=", js.id(way), js.num(code))));
  else if (!endsAtLoop && !isOnlyWay) out.push(js.statement(tape("push", js.num(code))));
  return both([...out, leave], [js.statement(js.assign("=", AT(), js.num(0))), ...value], [code]);
}

function jump(sweep: Sweep, s: Statement & { readonly kind: "exit" }): t.Statement {
  const type = s.how === "continue" && sweep.loopBodies.has(s.region) ? "ContinueStatement" : "BreakStatement";
  const inner = sweep.frames.findLast(
    (f) =>
      f.kind === "region" &&
      (f.region.kind !== "block" || type === "BreakStatement") &&
      (type === "BreakStatement" ? f.region.kind === "loop" : f.region.kind === "body"),
  );
  const isInnermost = inner?.kind === "region" && inner.region === s.region;
  const id = sweep.loopBodies.get(s.region)?.id ?? s.region.id;
  return { type, label: isInnermost && s.region.kind !== "block" ? null : js.id(labelName(id)) };
}

/** A function literal with its pair; the environment is an object of the sweep. */
function adjoinClosure(sweep: Sweep, s: Statement & { readonly kind: "closure" }): Both {
  const pair = js.id(`${s.unit}_pair`);
  const literal = s.declaration
    ? js.id(s.target.name)
    : (sweep.written(s.written ?? js.id("undefined")) as t.Expression);
  const made = s.environment
    ? runtime("closureMade", js.id("#tape"), literal, pair, js.id(s.environment.name))
    : runtime("pair", literal, pair);
  if (s.declaration) return both([sweep.written(s.declaration) as unknown as t.Statement, js.statement(made)]);
  return both([js.declare("const", js.id(s.target.name), made)]);
}
