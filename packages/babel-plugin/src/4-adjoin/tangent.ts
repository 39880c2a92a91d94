/**
 * The derivative by one number, forwards. Unit → functions.
 *
 *   y = a * b      dy = da * b + a * db
 *
 * Nothing has to be recorded, so loops and recursion cost as much as the function itself. (In reverse, one number costs as much
 * as many do.) A slope that is not finite is left to the mirror, where what no cotangent reaches does not count; see kinks.md.
 */
import type { t } from "../babel.ts";
import * as js from "../ir/js.ts";
import { contains } from "../3-analyse/activity.ts";
import type { Joint } from "../3-analyse/joint.ts";
import { variable } from "../ir/expressions.ts";
import type { Block, Expression, Statement, Unit, Variable } from "../ir/types.ts";
import { partialsOf } from "../rules/partials.ts";
import { movesBy } from "../rules/arithmetic.ts";
import { asCode, shareOf, sumOf } from "./flow.ts";
import { forLoop } from "./loops.ts";
import { adjoinStatement } from "./statements.ts";
import type { Sweep } from "./sweep.ts";
import { toJs } from "./values.ts";

/** How many parameters a function has, and which of them take tangents. */
export interface Takes {
  readonly count: number;
  readonly takes: readonly number[];
}

/** By the function's name; null if it has no function of its own for tangents. */
export type TakesTangents = (unit: string) => Takes | null;

/** The parameters that take tangents, if nothing but numbers carries the derivative. */
export function numbersOnly({ unit, activity, ownerOf }: Joint, takes: TakesTangents): Variable[] | null {
  if (unit.environment) return null;
  const isTooMuch = (s: Statement): boolean =>
    !canBeCarried(s, takes, activity) || ("member" in s && ownerOf(s.member.object) !== "captured");
  return contains(unit.body, isTooMuch) ? null : unit.parameters.filter((p) => activity.isActive(p));
}

function canBeCarried(s: Statement, takes: TakesTangents, { isActive }: Joint["activity"]): boolean {
  switch (s.kind) {
    case "get":
      return !isActive(s.target);
    case "call":
      return s.callee.via === "pair" && s.target?.constant === true && takes(s.callee.unit) !== null;
    case "assign":
    case "if":
    case "loop":
    case "exit":
    case "again":
    case "verbatim":
      return true;
    default:
      return false;
  }
}

/** Whether the mirror would have to record: where it would not, it is as good. */
export const wouldRecord = ({ unit }: Joint, turns: ReadonlySet<Statement>): boolean =>
  contains(unit.body, (s) => s.kind === "call" || (s.kind === "loop" && !turns.has(s)));

/** `f_tangent(tape, …args, …tangents)` gives the value, and leaves its tangent on the tape. */
export function tangentFunction(sweep: Sweep, xs: readonly Variable[], takes: TakesTangents): t.FunctionDeclaration {
  const { unit, names } = sweep;
  return js.functionDeclaration(
    `${unit.name}_tangent`,
    [...parametersOf(unit), ...xs.map((x) => js.id(names.cotangent(x)))],
    tangentBlock({ ...sweep, takes, isCalled: true }, unit.body),
  );
}

const parametersOf = (unit: Unit): t.Identifier[] => [js.id("#tape"), ...unit.parameters.map((p) => js.id(p.name))];

/** The joint function, by way of the tangent for 1. */
export function jointByTangent(sweep: Sweep, x: Variable, takes: TakesTangents): t.FunctionDeclaration {
  const { unit, names } = sweep;
  const exit = unit.body.at(-1);
  const result = exit?.kind === "exit" ? exit.value : null;
  const carried: Carried = { ...sweep, takes, isCalled: false };
  const body = unit.body.slice(0, -1).flatMap((s) => tangentOf(carried, s, unit.body));
  const value = names.fresh("value");
  const slope = names.fresh("slope");
  return js.functionDeclaration(`${unit.name}_joint`, parametersOf(unit), [
    js.declare(x.constant ? "const" : "let", js.id(names.cotangent(x)), js.num(1)),
    ...body,
    js.declare("const", js.id(value), result ? toJs(result, names.forward) : js.id("undefined")),
    js.declare("const", js.id(slope), (result && tangent(carried, result, null)) ?? js.num(0)),
    js.ifs(
      js.logical(
        "||",
        js.binary("!==", js.unary("typeof", js.id(value)), js.str("number")),
        js.unary("!", js.call(js.member(js.id("Number"), "isFinite"), [js.id(slope)])),
      ),
      [js.returns(null)],
    ),
    js.statement(js.assign("=", js.member(js.id("#tape"), "value"), js.id(value))),
    js.returns(js.array(unit.parameters.map((p) => (p === x ? js.id(slope) : js.num(0))))),
  ]);
}

interface Carried extends Sweep {
  readonly takes: TakesTangents;
  /** Its caller goes on with what it gives: it cannot give up by giving nothing. */
  readonly isCalled: boolean;
}

const tangentBlock = (sweep: Carried, block: Block): t.Statement[] => block.flatMap((s) => tangentOf(sweep, s, block));

function tangentOf(sweep: Carried, s: Statement, block: Block): t.Statement[] {
  const { activity, names } = sweep;
  switch (s.kind) {
    case "if":
      return [js.ifs(toJs(s.test, names.forward), tangentBlock(sweep, s.consequent), tangentBlock(sweep, s.alternate))];
    case "loop": {
      const head = s.head.flatMap((h) => adjoinStatement(sweep, h, null, block).forward);
      return [
        forLoop(
          head,
          s.test && toJs(s.test, names.forward),
          tangentBlock(sweep, s.update),
          tangentBlock(sweep, s.body),
        ),
      ];
    }
    case "exit": {
      const slope = s.value ? tangent(sweep, s.value, null) : null;
      return [
        js.statement(js.assign("=", js.member(js.id("#tape"), "tangent"), slope ?? js.num(0))),
        js.returns(s.value && toJs(s.value, names.forward)),
      ];
    }
    case "call": {
      const { target, callee } = s;
      const name = callee.via === "pair" ? callee.unit : "";
      const { count, takes } = sweep.takes(name) ?? { count: 0, takes: [] };
      const operands = s.operands.slice(0, count).map((e) => toJs(e, names.forward));
      while (operands.length < count) operands.push(js.id("undefined"));
      const slopes = takes.map((i) => {
        const operand = s.operands[i];
        return (operand && tangent(sweep, operand, null)) ?? js.num(0);
      });
      const call = js.call(js.id(`${name}_tangent`), [js.id("#tape"), ...operands, ...slopes]);
      if (!target) return [js.statement(call)];
      const value = js.declare("const", js.id(target.name), call);
      if (!activity.isActive(target)) return [value];
      return [value, js.declare("const", js.id(names.cotangent(target)), js.member(js.id("#tape"), "tangent"))];
    }
    case "assign": {
      const { forward } = adjoinStatement(sweep, s, null, block);
      if (!activity.isActive(s.target)) return forward;
      const name = js.id(names.cotangent(s.target));
      if (s.declare) {
        const slope = tangent(sweep, s.value, s.target) ?? js.num(0);
        return [...forward, js.declare(s.target.constant ? "const" : "let", name, slope)];
      }
      const slope = tangent(sweep, s.value, null) ?? js.num(0);
      const stays = slope.type === "Identifier" && slope.name === name.name;
      return [...(stays ? [] : [js.statement(js.assign("=", name, slope))]), ...forward];
    }
    case "verbatim": {
      const [guard] = adjoinStatement(sweep, s, null, block).forward;
      if (!sweep.isCalled || guard?.type !== "IfStatement") return guard ? [guard] : [];
      return [js.ifs(guard.test, [{ type: "ThrowStatement", argument: js.member(js.id("#$"), "UNFORESEEN") }])];
    }
    default:
      return adjoinStatement(sweep, s, null, block).forward;
  }
}

/** The tangent of an expression, from the tangents of its variables; null for 0. `result`: the constant that holds its value. */
function tangent(sweep: Carried, e: Expression, result: Variable | null): t.Expression | null {
  const { activity, names } = sweep;
  if (!activity.flows(e)) return null;
  const of = (part: Expression): t.Expression | null => tangent(sweep, part, null);
  switch (e.op) {
    case "variable":
      return js.id(names.cotangent(e.variable));
    case "unary":
    case "binary":
    case "conditional":
    case "logical":
      return movesBy(
        asCode((part) => toJs(part, names.forward)),
        e,
        of,
        result ? variable(result) : e,
      );
    case "math": {
      const parts = partialsOf(e).flatMap((p) => {
        const inner = p.partial === null ? null : of(p.operand);
        return inner ? [shareOf(sweep, e, p, inner, result)] : [];
      });
      return parts.length === 0 ? null : parts.reduce(sumOf);
    }
    default:
      return null;
  }
}
