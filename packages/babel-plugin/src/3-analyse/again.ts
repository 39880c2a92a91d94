/**
 * What the mirror had better compute or read again than have recorded. What a block saves → less of it.
 *
 *   const r = a - b; … r is needed …      r = a - b in the mirror, where a and b are had anyway
 */
import { kindOf } from "../2-lower/state.ts";
import { eachVariable, operandsOf } from "../ir/expressions.ts";
import type { Expression, Variable } from "../ir/types.ts";
import { addNeed, ARITHMETIC, type Need } from "./needs.ts";
import type { Again, InPlace, Open, Saved, Scope } from "./record.ts";

/** Where the mirror of a block follows in the same function. */
interface Place {
  readonly scope: Scope;
  /** What is needed of the variables of outer blocks: grows. */
  readonly open: Open;
  readonly scopes: readonly Scope[];
  readonly counters: ReadonlySet<Variable>;
  /** What gives constants their values. */
  readonly sources: ReadonlyMap<Variable, Again>;
  readonly inPlace: InPlace;
}

/** What the mirror can have again is not saved; what that takes is had as well. */
export function hadInPlace(
  saved: readonly Saved[],
  { scope, open, scopes, counters, sources, inPlace }: Place,
): Saved[] {
  const result = new Map(saved.map((one) => [one.variable, one]));
  const isSeen = (v: Variable): boolean =>
    counters.has(v) || (v.constant && scopes.some((s) => inPlace.scopes.has(s.block) && s.declared.includes(v)));
  const isHad = (v: Variable): boolean => isSeen(v) || (scope.declared.includes(v) ? result.has(v) : v.constant);
  /** The operations that it takes; Infinity if it cannot be had. */
  const costOf = (again: Again | undefined, depth: number): number => {
    if (!again || depth > 6) return Infinity;
    if (!("op" in again)) return 1 + costOfRead(again.member.object, depth) + costOf(again.member.key, depth);
    if (again.op === "literal" || again.op === "constant") return 0;
    if (again.op === "variable") return costOfRead(again.variable, depth);
    const isCheap =
      again.op === "binary" ? CHEAP_IN_PLACE.has(again.operator) : again.op === "unary" && again.operator === "-";
    return isCheap ? operandsOf(again).reduce((n, o) => n + costOf(o, depth), 1) : Infinity;
  };
  const costOfRead = (v: Variable, depth: number): number => (isHad(v) ? 0 : costOf(sources.get(v), depth + 1));
  const have = (v: Variable, need: Need, again: Again): void => {
    result.set(v, { variable: v, need, again });
    eachVariable("op" in again ? again : again.member.key, read);
    if ("op" in again) return;
    const { object } = again.member;
    const isShadow = need.shadow && inPlace.isLinked(v);
    if (isShadow) read(object, SHADOW);
    if (!isShadow || need.value || need.number) read(object);
  };
  const read = (v: Variable, need = v.kind === "number" ? NUMBER : VALUE): void => {
    if (isSeen(v)) return;
    const own = result.get(v);
    const again = sources.get(v);
    if (own?.again) have(v, joined(own.need, need), own.again);
    else if (own) result.set(v, { ...own, need: joined(own.need, need) });
    else if (!scope.declared.includes(v)) addNeed(open, v, need);
    else if (again) have(v, need, again);
  };
  for (const { variable, need } of saved) {
    const again = variable.constant ? sources.get(variable) : undefined;
    const all = joined(need, result.get(variable)?.need ?? need);
    if (again && costOf(again, 0) <= MOST_OPERATIONS) have(variable, all, again);
  }
  return [...result.values()];
}

/**
 * Whether the mirror had better compute a number again than have it recorded: a few sums and products of constants that it
 * has anyway.
 */
export function isHadAgain(
  { need }: Saved,
  value: Expression,
  open: Open,
  values: ReadonlyMap<Variable, Expression>,
): boolean {
  if (need.value || need.shadow) return false;
  let operations = 0;
  const isCheap = (e: Expression): boolean => {
    if (e.op === "literal") return typeof e.value === "number";
    if (e.op === "variable") {
      const had = open.get(e.variable);
      return e.variable.constant && had !== undefined && (had.number || had.value);
    }
    operations++;
    if (e.op === "unary") return e.operator === "-" && isCheap(e.operand);
    if (e.op !== "binary" || !CHEAP.has(e.operator) || !isCheap(e.left) || !isCheap(e.right)) return false;
    return e.operator !== "+" || !mayBeText(e, values);
  };
  return isCheap(value) && operations > 0 && operations <= MOST_OPERATIONS;
}

/** What was recorded as a number may have been a text, which `+` appends. */
function mayBeText(e: Expression, values: ReadonlyMap<Variable, Expression>): boolean {
  if (kindOf(e) === "number" || e.op === "math") return false;
  if (e.op === "variable") {
    const value = values.get(e.variable);
    return !value || mayBeText(value, values);
  }
  if (e.op === "binary" && e.operator === "+") return mayBeText(e.left, values) || mayBeText(e.right, values);
  return !(e.op === "binary" && ARITHMETIC.has(e.operator)) && !(e.op === "unary" && e.operator === "-");
}

const NUMBER: Need = { number: true, value: false, shadow: false };
const SHADOW: Need = { number: false, value: false, shadow: true };
const VALUE: Need = { number: false, value: true, shadow: false };
const joined = (a: Need, b: Need): Need => ({
  number: a.number || b.number,
  value: a.value || b.value,
  shadow: a.shadow || b.shadow,
});

const CHEAP_IN_PLACE = new Set(["+", "-", "*", "/", "<", ">", "<=", ">=", "===", "!=="]);
const CHEAP = new Set(["+", "-", "*"]);
/** To push and pop a number costs about as much. */
const MOST_OPERATIONS = 6;
