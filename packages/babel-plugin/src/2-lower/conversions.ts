/**
 * What may be a container, and is made a number by the engine, loses its derivative on the way: the tape is told. Units → units.
 *
 *   const y = Math.sin(list)          asNumber(list); const y = Math.sin(list)
 *
 * That goes for what certainly is one, and for variables that are given one somewhere.
 */
import { operandsOf } from "../ir/expressions.ts";
import { eachExpression } from "../ir/rewrite.ts";
import type { Block, Expression, Kind, Statement, Unit, Variable } from "../ir/types.ts";
import { contains, eachStatement } from "../3-analyse/activity.ts";
import { mapBlocks } from "./inline.ts";
import { kindOf } from "./state.ts";

const CONTAINERS: ReadonlySet<Kind> = new Set(["array", "object", "typed"]);
const ARITHMETIC = new Set(["-", "*", "/", "%", "**"]);
const SIGNS = new Set(["-", "+"]);

type MayHold = (e: Expression) => boolean;

export function withConversions(units: readonly Unit[]): Unit[] {
  const doubtful = doubtfulIn(units);
  const mayHold: MayHold = (e) =>
    CONTAINERS.has(kindOf(e)) || (e.op === "variable" && doubtful.has(e.variable) && e.variable.kind === "unknown");
  return units.map((unit) =>
    contains(unit.body, (s) => usedIn(s, mayHold).length > 0) ? { ...unit, body: toldIn(unit.body, mayHold) } : unit,
  );
}

/** The variables that are given a container by an assignment, or by a call of their function. */
function doubtfulIn(units: readonly Unit[]): ReadonlySet<Variable> {
  const byName = new Map(units.map((u) => [u.name, u]));
  const doubtful = new Set<Variable>();
  const copies: (readonly [from: Variable, to: Variable])[] = [];
  const give = (e: Expression, to: Variable | undefined): void => {
    if (to?.kind !== "unknown") return;
    if (CONTAINERS.has(kindOf(e))) doubtful.add(to);
    else if (e.op === "variable") copies.push([e.variable, to]);
  };
  for (const { body } of units) {
    eachStatement(body, (s) => {
      if (s.kind === "assign") give(s.value, s.target);
      if (s.kind === "call" && s.callee.via === "pair" && !s.spread) {
        const callee = byName.get(s.callee.unit);
        for (const [i, operand] of s.operands.entries()) give(operand, callee?.parameters[i]);
      }
    });
  }
  for (let before = -1; before !== doubtful.size;) {
    before = doubtful.size;
    for (const [from, to] of copies) if (doubtful.has(from)) doubtful.add(to);
  }
  return doubtful;
}

const toldIn = (block: Block, mayHold: MayHold): Block =>
  block.flatMap((s): Block => [
    ...usedIn(s, mayHold).map((e) => asNumber(s, e)),
    mapBlocks(s, (b) => toldIn(b, mayHold)),
  ]);

/** What a statement makes a number of. */
function usedIn(s: Statement, mayHold: MayHold): Expression[] {
  const used: Expression[] = [];
  if (s.kind !== "loop") eachExpression(s, (e) => collect(e, mayHold, used));
  return used;
}

const asNumber = ({ loc }: Statement, operand: Expression): Statement => ({
  kind: "call",
  loc,
  target: null,
  callee: { via: "runtime", name: "asNumber" },
  operands: [operand],
  spread: false,
});

function collect(e: Expression, mayHold: MayHold, used: Expression[]): void {
  const isArithmetic =
    e.op === "math" || (e.op === "binary" && ARITHMETIC.has(e.operator)) || (e.op === "unary" && SIGNS.has(e.operator));
  for (const operand of operandsOf(e)) {
    if (isArithmetic && mayHold(operand)) used.push(operand);
    collect(operand, mayHold, used);
  }
}
