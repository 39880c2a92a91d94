/**
 * Which functions leave everything as it was: they write only what they have made, and call nothing else. All units → their names.
 *
 * Such a function can be run again from the start when something unforeseen comes up, and nobody will know.
 */
import type { Statement, Unit } from "../ir/types.ts";
import { contains } from "./activity.ts";
import type { Shapes } from "./shapes.ts";

export function analyseHarmless(units: readonly Unit[]): ReadonlySet<string> {
  const harmless = new Set(units.filter(isOrdinary).map((u) => u.name));
  for (let before = -1; before !== harmless.size;) {
    before = harmless.size;
    for (const unit of units) if (!isHarmless(unit, harmless)) harmless.delete(unit.name);
  }
  return harmless;
}

const isOrdinary = (unit: Unit): boolean =>
  unit.sweeps === "plain" && (unit.form === "function" || unit.form === "arrow") && !unit.usesNewTarget;

/** `known`: the harmless functions that it may call; `shapes`: the objects that it makes. */
export const isHarmless = (unit: Unit, known: ReadonlySet<string>, shapes: Shapes | null = null): boolean =>
  isOrdinary(unit) && !contains(unit.body, (s) => !leavesAsItWas(s, known, shapes));

function leavesAsItWas(s: Statement, known: ReadonlySet<string>, shapes: Shapes | null): boolean {
  switch (s.kind) {
    case "get":
      return !s.member.accessor && s.member.hidden === undefined && s.member.spelled === null;
    case "set":
    case "accumulate":
      if (s.member.accessor || s.member.spelled !== null) return false;
      return (s.member.object.made && s.member.object.constant) || shapes?.isOwn(s.member.object) === true;
    case "call":
      if (s.spread) return false;
      if (s.callee.via === "pair") return !s.callee.closure && !s.callee.self && known.has(s.callee.unit);
      return s.callee.via === "new" && NATIVE.has(s.callee.native ?? "");
    case "object":
      return s.properties.every((p) => p.kind === "field");
    case "loop":
      return s.perIteration.length === 0;
    case "assign":
      return s.value.op !== "constant" || s.value.values === undefined;
    case "again":
    case "assume":
    case "array":
    case "if":
    case "block":
    case "exit":
    case "throw":
      return true;
    default:
      return false;
  }
}

/** Constructors of the language that run nothing of the program's. */
const NATIVE = new Set(["Float64Array", "Float32Array", "Error", "RangeError", "TypeError"]);
