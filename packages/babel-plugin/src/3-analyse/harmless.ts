/**
 * Which functions leave everything as it was: they write only what they have made, and call nothing else. All units → their names.
 *
 * Such a function can be run again from the start when something unforeseen comes up, and nobody will know.
 */
import { usesThis } from "../2-lower/bodies.ts";
import { kindOf } from "../2-lower/state.ts";
import type { Expression, Member, Statement, Unit, Variable } from "../ir/types.ts";
import { contains, eachStatement } from "./activity.ts";
import type { Obstacle, ObstacleKind } from "./obstacles.ts";
import type { Shapes } from "./shapes.ts";

export function analyseHarmless(units: readonly Unit[]): ReadonlySet<string> {
  const harmless = new Set(units.filter(isOrdinary).map((u) => u.name));
  for (let before = -1; before !== harmless.size;) {
    before = harmless.size;
    for (const unit of units) if (!isHarmless(unit, harmless)) harmless.delete(unit.name);
  }
  return harmless;
}

/** Those that read parts of objects, themselves or where they call others. */
export function readers(units: readonly Unit[]): ReadonlySet<string> {
  const found = new Set<string>();
  const reads = (s: Statement): boolean =>
    s.kind === "get" || (s.kind === "call" && s.callee.via === "pair" && found.has(s.callee.unit));
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const { name, body } of units) if (contains(body, reads)) found.add(name);
  }
  return found;
}

const isOrdinary = (unit: Unit): boolean => strangeness(unit) === null;

function strangeness(unit: Unit): ObstacleKind | null {
  if (unit.sweeps !== "plain") return "suspends";
  if (unit.form !== "function" && unit.form !== "arrow") return "method";
  // It is called without one.
  if (unit.form === "function" && usesThis(unit)) return "method";
  return unit.usesNewTarget ? "newTarget" : null;
}

/** `known`: the harmless functions that it may call; `shapes`: the objects that it makes. */
export const isHarmless = (unit: Unit, known: ReadonlySet<string>, shapes: Shapes | null = null): boolean =>
  isOrdinary(unit) && !contains(unit.body, (s) => harmOf(s, known, shapes) !== null);

/** What keeps a function from being harmless. */
export function obstaclesTo(unit: Unit, known: ReadonlySet<string>, shapes: Shapes | null = null): Obstacle[] {
  const kind = strangeness(unit);
  const found: Obstacle[] = kind ? [{ kind, loc: unit.loc }] : [];
  eachStatement(unit.body, (s) => {
    const harm = harmOf(s, known, shapes);
    if (!harm) return;
    const callee = harm === "callee" && s.kind === "call" && s.callee.via === "pair" ? { callee: s.callee.unit } : {};
    found.push({ kind: harm, loc: s.loc, ...callee });
  });
  return found;
}

function harmOf(s: Statement, known: ReadonlySet<string>, shapes: Shapes | null): ObstacleKind | null {
  switch (s.kind) {
    case "get":
      if (mayBeBuffer(s.member)) return "buffer";
      return s.member.spelled !== null ? "captured" : hiddenOf(s);
    case "set":
    case "accumulate":
      if (s.member.spelled !== null) return "captured";
      if (!isCertainlyMade(s.member.object, shapes)) return "writes";
      return mayBePrototype(s) ? "writes" : hiddenOf(s);
    case "call":
      if (s.spread) return "spread";
      switch (s.callee.via) {
        case "pair":
          return s.callee.closure || s.callee.self ? "closure" : known.has(s.callee.unit) ? null : "callee";
        case "new":
          return isNative(s.callee.native ?? "", s.operands.length) ? null : "constructs";
        case "runtime":
          return "construct";
        default:
          return "unknownCallee";
      }
    case "object":
      return s.properties.every((p) => p.kind === "field") ? null : "closure";
    case "loop":
      return s.perIteration.length === 0 ? null : "closure";
    case "assign":
      return s.value.op === "constant" && s.value.values !== undefined ? "closure" : null;
    case "again":
    case "assume":
    case "array":
    case "if":
    case "block":
    case "exit":
    case "throw":
      return null;
    case "closure":
    case "cell":
      return "closure";
    case "each":
      return "iterates";
    case "try":
      return "catches";
    default:
      return "construct";
  }
}

const isCertainlyMade = (v: Variable, shapes: Shapes | null): boolean =>
  (v.made && v.constant) || (shapes?.isOwn(v) === true && !shapes.isGiven(v));

/** Of a list that it makes, a part by any name may be its buffer, or its length; a variable is tested to be an index. */
const mayBeBuffer = ({ object, key }: Member): boolean =>
  key.op === "literal"
    ? key.value === "buffer"
    : key.op !== "variable" && kindOf(key) !== "number" && (object.kind === "array" || object.kind === "typed");

/** What is put there may be what the object inherits from. */
const mayBePrototype = ({
  member: { object, key },
  value,
}: {
  readonly member: Member;
  readonly value: Expression;
}): boolean =>
  key.op === "literal"
    ? key.value === "__proto__"
    : object.kind === "object" && kindOf(key) !== "number" && kindOf(value) !== "number";

const hiddenOf = ({ member }: { readonly member: Member }): ObstacleKind | null =>
  member.accessor ? "accessor" : member.hidden === undefined ? null : "private";

/** Constructors of the language that run nothing of the program's. An error may have a cause, with numbers in it. */
const isNative = (name: string, count: number): boolean => TYPED.has(name) || (ERRORS.has(name) && count < 2);
export const TYPED: ReadonlySet<string> = new Set(["Float64Array", "Float32Array"]);
const ERRORS = new Set(["Error", "RangeError", "TypeError"]);
