/**
 * Which functions can be reversed from the middle, after an exception. All units → the names of the tracked ones.
 *
 * It matters only under a `try` or where promises are made, so only in files that have such; and there only for functions that leave something behind
 * before they throw: writes, calls of functions that may, a thrown number.
 */
import { kindOf } from "../2-lower/state.ts";
import type { Expression, Kind, Statement, Unit } from "../ir/types.ts";
import { contains } from "./activity.ts";

export function analyseTracked(units: readonly Unit[]): ReadonlySet<string> {
  const tracked = new Set<string>();
  if (!units.some((u) => u.sweeps === "async" || u.sweeps === "asyncGenerator" || contains(u.body, catches)))
    return tracked;
  for (let before = -1; before !== tracked.size;) {
    before = tracked.size;
    for (const unit of units) {
      if (contains(unit.body, (s) => leavesSomething(s, tracked))) tracked.add(unit.name);
    }
  }
  return tracked;
}

/** Whether an exception may arrive at a statement, or what it calls: a promise's rejection is one too. */
function catches(s: Statement): boolean {
  if (s.kind !== "call" || s.callee.via !== "method") return s.kind === "try";
  const { key } = s.callee;
  return key.op === "literal" && (key.value === "then" || key.value === "catch");
}

function leavesSomething(s: Statement, tracked: ReadonlySet<string>): boolean {
  switch (s.kind) {
    case "set":
    case "accumulate":
    case "try":
    case "throw":
      return true;
    case "call":
      return s.callee.via === "pair"
        ? tracked.has(s.callee.unit)
        : s.callee.via !== "runtime" || s.callee.name === "deleteProperty";
    default:
      return false;
  }
}

/** What a callee is given, whose cotangents it has when it throws. */
export function givenToCallee(s: Statement): readonly Expression[] {
  if (s.kind === "set") return s.member.accessor ? [s.value] : [];
  return s.kind === "call" && !s.spread && s.callee.via !== "runtime" ? s.operands : [];
}

/** Whether the statement itself may throw. Arithmetic may, of a Symbol or a BigInt beside a number: what is caught then is refused (see `unwind`). */
export function mayThrow(s: Statement): boolean {
  switch (s.kind) {
    case "get":
      return !(
        s.member.object.made ||
        s.member.object.origin === "cell" ||
        s.member.object.origin === "environment" ||
        s.member.object.origin === "this"
      );
    case "assign":
      return s.value.op === "constant" ? s.value.mayThrow === true : mayRefuse(s.value);
    case "set":
    case "accumulate":
    case "call":
    case "throw":
    case "each":
      return true;
    default:
      return false;
  }
}

/** `k in o` of what is no object, `x instanceof C` of what is no class, `n / d` of BigInts. */
export function mayRefuse(e: Expression): boolean {
  if (e.op === "math") return e.mayThrow === true;
  if (e.op !== "binary") return false;
  if (e.operator === "instanceof") return e.right.op !== "constant" || e.right.kind !== "function";
  return e.mayThrow === true || (e.operator === "in" && !HAVE_KEYS.has(kindOf(e.right)));
}

const HAVE_KEYS: ReadonlySet<Kind> = new Set(["object", "array", "typed", "function"]);

/** What is iterated by index, with no method of its own. */
export const ITERATED_AS_THEY_ARE: ReadonlySet<Kind> = new Set(["array", "typed", "string", "text"]);

/** Whether the iterator of a loop may throw between the turns. */
export const mayThrowBetween = (s: Statement & { readonly kind: "each" }): boolean =>
  !ITERATED_AS_THEY_ARE.has(kindOf(s.iterable));

/** Whether something has happened by the end of the statement that the reverse sweep has to know of. */
export function isEvent(s: Statement): boolean {
  return (
    s.kind !== "get" &&
    s.kind !== "again" &&
    s.kind !== "array" &&
    s.kind !== "object" &&
    s.kind !== "closure" &&
    s.kind !== "cell" &&
    !(s.kind === "assign" && s.declare !== null)
  );
}
