/**
 * Loops that count from somewhere else than a number that stands there. Unit → unit, for functions that may give up.
 *
 *   for (let j = i + 1; j < n; j++) …      const from = i + 1; if (!Number.isInteger(from)) return; for (let j = from; …
 *
 * The mirror counts back to where the loop began, and so it has the counter, and reads again what that is an index of. Not a counter that
 * carries a derivative: its cotangent goes to what it began with.
 */
import * as js from "../ir/js.ts";
import { newVariable, variable } from "../ir/expressions.ts";
import type { Block, Loop, Statement, Unit, Variable } from "../ir/types.ts";
import { mapBlocks, namesOf } from "../2-lower/inline.ts";
import { kindOf } from "../2-lower/state.ts";
import { eachStatement } from "./activity.ts";
import type { Joint } from "./joint.ts";

type Assign = Statement & { readonly kind: "assign" };

export function countedFrom({ unit, activity }: Joint, programNames: ReadonlySet<string>, nextId: () => number): Unit {
  const assigned = new Map<Variable, number>();
  eachStatement(unit.body, (s) => {
    if (s.kind === "assign") assigned.set(s.target, (assigned.get(s.target) ?? 0) + 1);
  });
  let taken: Set<string> | null = null;
  /** The variable from which a loop counts, where only the loop's head assigns it. */
  const counterOf = ({ counter, perIteration, update, body }: Loop): Variable | null => {
    const [step, ...others] = update;
    if (counter || perIteration.length > 0 || others.length > 0 || step?.kind !== "assign" || body.length === 0)
      return null;
    const { target, value } = step;
    const isStep = value.op === "unary" && value.operator === "++" && value.operand.op === "variable";
    if (!isStep || value.operand.variable !== target || activity.isActive(target)) return null;
    return assigned.get(target) === 2 ? target : null;
  };
  const counted = (block: Block): Block => {
    const starts = new Map<Statement, Variable>();
    const loops = block.map((s) => {
      const inner = mapBlocks(s, counted);
      const counter = inner.kind === "loop" ? counterOf(inner) : null;
      const start = counter && block.find((d): d is Assign => d.kind === "assign" && d.target === counter);
      if (inner.kind !== "loop" || !counter || start?.declare !== "let") return inner;
      if (kindOf(start.value) !== "number" || start.value.op === "literal") return inner;
      const names = (taken ??= new Set([...programNames, ...namesOf(unit)]));
      const name = js.freeName("from", (n) => names.has(n));
      names.add(name);
      const from = newVariable(nextId(), { name, origin: "local", constant: true, kind: "number" });
      starts.set(start, from);
      return { ...inner, counter, from };
    });
    return loops.flatMap((s, i): Block => {
      const start = block[i];
      const from = start && starts.get(start);
      if (!from || s.kind !== "assign") return [s];
      const isInteger = js.call(js.member(js.id("Number"), "isInteger"), [js.id(from.name)]);
      const statement = js.ifs(js.unary("!", isInteger), [js.returns(null)]);
      return [
        { ...s, target: from, declare: "const" },
        { kind: "verbatim", loc: s.loc, statement },
        { ...s, value: variable(from) },
      ];
    });
  };
  return { ...unit, body: counted(unit.body) };
}
