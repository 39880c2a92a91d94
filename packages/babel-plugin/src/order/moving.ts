/** Which variables of a unit have tangents: numbers that move, and objects that hold such. Unit → question. */
import { eachStatement, somePassing, type Activity } from "../3-analyse/activity.ts";
import type { Expression, Kind, Member, Unit, Variable } from "../ir/types.ts";

const STILL: ReadonlySet<Kind> = new Set(["boolean", "string", "nothing", "function"]);
const HOLDING: ReadonlySet<Kind> = new Set(["array", "typed", "object"]);

export function isMoving(unit: Unit, activity: Activity): (v: Variable) => boolean {
  const objects = objectsOf(unit);
  const moving = new Set<Variable>(unit.parameters);
  const moves = (e: Expression): boolean => (e.op === "variable" ? moving.has(e.variable) : somePassing(e, moves));
  const add = (v: Variable): void => {
    if (!STILL.has(v.kind) && (HOLDING.has(v.kind) || objects.has(v) || activity.isActive(v))) moving.add(v);
  };
  for (let before = -1; before !== moving.size;) {
    before = moving.size;
    eachStatement(unit.body, (s) => {
      if (s.kind === "array" || s.kind === "object") moving.add(s.target);
      if (s.kind === "get" && moving.has(s.member.object) && !isLength(s.member)) add(s.target);
      if (s.kind === "assign" && moves(s.value)) add(s.target);
      if (s.kind === "call" && s.target?.kind === "typed") moving.add(s.target);
    });
  }
  return (v) => moving.has(v);
}

/** The length of a list, if it is one. */
export const isLength = ({ key }: Member): boolean => key.op === "literal" && key.value === "length";

/** The variables of which members are used or that others hold, and those that such variables are given from. */
function objectsOf(unit: Unit): ReadonlySet<Variable> {
  const objects = new Set<Variable>();
  const values = (e: Expression): void => {
    if (e.op === "variable") {
      if (e.variable.kind !== "number") objects.add(e.variable);
    } else if (e.op === "conditional") [e.consequent, e.alternate].forEach(values);
    else if (e.op === "logical") [e.left, e.right].forEach(values);
  };
  for (let before = -1; before !== objects.size;) {
    before = objects.size;
    eachStatement(unit.body, (s) => {
      if ("member" in s) objects.add(s.member.object);
      if (s.kind === "array" || s.kind === "object") objects.add(s.target);
      if (s.kind === "array") s.elements.forEach((e) => e && values(e));
      if (s.kind === "object")
        s.properties.forEach((p) => {
          values(p.value);
        });
      if (s.kind === "set") values(s.value);
      if (s.kind === "call") s.operands.forEach(values);
      if (s.kind === "exit" && s.value) values(s.value);
      if (s.kind === "assign" && objects.has(s.target)) values(s.value);
    });
  }
  return objects;
}
