/** What is read twice is one value, and a copy is what it is a copy of. Unit → unit. */
import { eachVariable, same, variable } from "../ir/expressions.ts";
import { blocksOf, eachOwnUse, eachUse, rewriteBlock, type Renaming } from "../ir/rewrite.ts";
import type { Block, Expression, Statement, Unit, Variable } from "../ir/types.ts";
import { eachStatement } from "../3-analyse/activity.ts";
import { besideOf } from "../rules/partials.ts";
import { assignedIn, kindOf } from "./state.ts";
import { mapBlocks } from "./inline.ts";

/** Assigned once, and seen by nobody but the unit. */
export const isPrivate = (v: Variable): boolean =>
  v.constant && !v.isShared && (v.origin === "temporary" || v.origin === "local");

type Get = Statement & { readonly kind: "get" };

/**
 * A member that has been read already, and nothing can have changed since. An element is not read again; a field might be a
 * getter, so it is, and the tape is told if the value is another.
 */
export function withoutRepeats(
  block: Block,
  outer: readonly Get[] = [],
  assigned: ReadonlySet<Variable> = assignedIn(block),
): Block {
  let known: Get[] = [...outer];
  return block.flatMap((s): Block => {
    if (
      s.kind === "get" &&
      s.target.constant &&
      s.member.object.constant &&
      s.member.spelled === null &&
      !s.member.accessor
    ) {
      const isField = s.member.key.op === "literal" && typeof s.member.key.value === "string";
      if (!isField && !isIndex(s.member.key, assigned)) return [s];
      const earlier = known.find((k) => k.member.object === s.member.object && same(k.member.key, s.member.key));
      if (!earlier) {
        if (isPrivate(s.target)) known.push(s);
        return [s];
      }
      const copy: Statement = {
        kind: "assign",
        loc: s.loc,
        target: s.target,
        declare: "const",
        value: variable(earlier.target),
      };
      return isField ? [{ kind: "again", loc: s.loc, member: s.member, value: earlier.target }, copy] : [copy];
    }
    const isPart = s.kind === "if" || s.kind === "block";
    const nested = mapBlocks(s, (b) => (isPart ? withoutRepeats(b, known, assigned) : withoutRepeats(b)));
    if (!isQuiet(s)) known = [];
    return [nested];
  });
}

type Assign = Statement & { readonly kind: "assign" };
type Computes = (e: Expression) => boolean;

const callsMath: Computes = (e) => e.op === "math" && e.name !== "random";
const OPERATORS: ReadonlySet<string> = new Set(["+", "-", "*", "/"]);

/** For a function that gives up where something is no number. */
export const computes: Computes = (e) => callsMath(e) || (e.op === "binary" && OPERATORS.has(e.operator));

/** `Math.sin(x)` of the same x is computed once; so is what else `isSuch` names. */
export function withoutRepeatedCalls(
  block: Block,
  isSuch: Computes = callsMath,
  outer: readonly Assign[] = [],
  assigned: ReadonlySet<Variable> = assignedIn(block),
): Block {
  const known = [...outer];
  return block.map((s): Statement => {
    if (s.kind !== "assign" || s.declare !== "const" || !isSuch(s.value))
      return mapBlocks(s, (b) =>
        s.kind === "if" || s.kind === "block"
          ? withoutRepeatedCalls(b, isSuch, known, assigned)
          : withoutRepeatedCalls(b, isSuch),
      );
    if (!isFixed(s.value, assigned)) return s;
    const earlier = known.find((k) => same(k.value, s.value));
    if (earlier) return { ...s, value: variable(earlier.target) };
    if (isPrivate(s.target)) known.push(s);
    return s;
  });
}

/**
 * What is the same in every turn is computed before the loop. Only where it does not matter how often: a call of `Math` that gets
 * something else than numbers may throw, or run the program's own code.
 */
export function beforeLoops(block: Block): Block {
  return block.flatMap((s): Block => {
    const inner = mapBlocks(s, beforeLoops);
    if (inner.kind !== "loop") return [inner];
    const own = new Set<Variable>();
    eachStatement([inner], (x) => {
      if ("target" in x && x.target) own.add(x.target);
    });
    const isOutside = (e: Expression): boolean => {
      let found = true;
      eachVariable(e, (v) => (found &&= v.constant && !own.has(v)));
      return found;
    };
    const moved: Statement[] = [];
    const body = inner.body.filter((x) => {
      if (x.kind !== "assign" || x.declare !== "const" || x.value.op !== "math") return true;
      if (x.value.name === "random" || !isPrivate(x.target) || !isOutside(x.value)) return true;
      own.delete(x.target);
      moved.push(x);
      return false;
    });
    return [...moved, { ...inner, body }];
  });
}

/** `Math.sin(x)` and `Math.cos(x)` in one block: each is the slope of the other, and neither is computed again for that. */
export function besideEachOther(block: Block): Block {
  const isSame = (a: number, b: number, e: Expression): boolean => {
    const [from, to] = a < b ? [a, b] : [b, a];
    return isFixed(e, assignedIn(block.slice(from, to)));
  };
  return block.map((s, i): Statement => {
    if (s.kind !== "assign" || s.value.op !== "math") return mapBlocks(s, besideEachOther);
    const { value } = s;
    const name = besideOf(value);
    if (name === undefined) return s;
    const wanted = { ...value, name };
    const other = block.find((x, k) => {
      const isCall = x.kind === "assign" && x.declare === "const" && same(x.value, wanted);
      return isCall && isSame(i, k, wanted);
    });
    return other?.kind === "assign" ? { ...s, value: { ...value, beside: other.target } } : s;
  });
}

/** Whether nothing assigns its variables between two statements of a block. */
function isFixed(e: Expression, assigned: ReadonlySet<Variable>): boolean {
  let isStable = true;
  eachVariable(e, (v) => (isStable &&= v.constant || (!assigned.has(v) && !v.isShared)));
  return isStable;
}

/** Whether a statement leaves memory as it is. */
function isQuiet(s: Statement): boolean {
  if (s.kind === "get") return !s.member.accessor;
  if (s.kind === "if") return s.consequent.every(isQuiet) && s.alternate.every(isQuiet);
  return (
    s.kind === "array" ||
    s.kind === "object" ||
    s.kind === "closure" ||
    s.kind === "again" ||
    s.kind === "assume" ||
    (s.kind === "assign" && s.value.op !== "math") ||
    (s.kind === "assign" && s.declare === "const")
  );
}

/** An index that stays the same: a number, or arithmetic on constants. */
const isIndex = (e: Expression, assigned: ReadonlySet<Variable>): boolean =>
  kindOf(e) === "number" && isFixed(e, assigned);

/** `const b = a` of a constant a: b is a. Names of the program that closures may mention are kept. */
export function propagateCopies(unit: Unit): Unit {
  const values = new Map<Variable, Expression>();
  eachStatement(unit.body, (s) => {
    if (s.kind !== "assign" || s.declare !== "const" || !isPrivate(s.target)) return;
    const stable =
      (s.value.op === "variable" &&
        (s.value.variable.constant || s.value.variable.isSettled) &&
        s.value.variable.origin !== "this") ||
      s.value.op === "literal";
    if (stable) values.set(s.target, s.value);
  });
  if (values.size === 0) return unit;
  for (const v of usedEarly(unit.body)) values.delete(v);
  if (values.size === 0) return unit;
  const objects = new Set<Variable>();
  eachUse(
    unit.body,
    () => undefined,
    (v) => objects.add(v),
  );
  // A literal cannot stand as the object of a member.
  for (const [v, value] of values) if (value.op === "literal" && objects.has(v)) values.delete(v);
  const resolve = (v: Variable): Expression => {
    const value = values.get(v);
    if (!value) return variable(v);
    return value.op === "variable" ? resolve(value.variable) : value;
  };
  const renaming: Renaming = {
    read: resolve,
    object: (v) => {
      const value = resolve(v);
      return value.op === "variable" ? value.variable : v;
    },
    target: (v) => v,
  };
  const dropped = (block: Block): Block =>
    block.filter((s) => !(s.kind === "assign" && values.has(s.target))).map((s) => mapBlocks(s, dropped));
  return { ...unit, body: rewriteBlock(dropped(unit.body), renaming) };
}

/** Variables that some statement reads before they are declared: it throws, and must go on doing so. */
export function usedEarly(block: Block): Set<Variable> {
  const declared = new Set<Variable>();
  const early = new Set<Variable>();
  const use = (v: Variable): void => {
    if (v.origin === "local" && !declared.has(v)) early.add(v);
  };
  const walk = (b: Block): void => {
    for (const s of b) {
      eachOwnUse(s, use, use);
      if (s.kind === "each") declared.add(s.target);
      for (const inner of blocksOf(s)) walk(inner);
      if ("target" in s && s.target) declared.add(s.target);
    }
  };
  walk(block);
  return early;
}
