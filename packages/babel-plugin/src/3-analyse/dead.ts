/**
 * Which assignments give what may be dead: what is not taken on every way that control may go from there. Unit → tests.
 *
 *   const q = a / b; if (b === 0) return 0; return q * q      that of q
 *
 * Where a value is dead no cotangent arrives, and 0 times the slope of a division by 0, or times an infinite factor, would be NaN. What
 * memory holds may be dead, too, and so may what the function gives, if others call it; that goes for what may be infinite as far as one
 * can see here. For other products it counts as used: to ask would take more time than it is worth.
 */
import { blocksOf, eachExpression } from "../ir/rewrite.ts";
import { mentions, operandsOf } from "../ir/expressions.ts";
import type { Block, Expression, Statement, Unit, Variable } from "../ir/types.ts";
import { contains, eachStatement } from "./activity.ts";

export interface Dead {
  readonly mayBeDead: (s: Assign) => boolean;
  /** Whether the slopes of an expression may be infinite. */
  readonly isSteep: (e: Expression) => boolean;
}

/** `isCalled`: by others than those that want its gradient. */
export function analyseDead({ body }: Unit, isCalled: boolean): Dead {
  const used = new Set<Statement>();
  const usedOrKept = new Set<Statement>();
  visit(body, new Set(), { sure: used, takes: (s) => s.kind === "exit" && !isCalled });
  visit(body, new Set(), { sure: usedOrKept, takes: () => true });
  const infinite = infiniteIn(body);
  const isSteep = (e: Expression): boolean => divides(e) || (multiplies(e) && mentions(e, (v) => infinite.has(v)));
  return {
    isSteep,
    mayBeDead: (s) => (!used.has(s) && isSteep(s.value)) || (!usedOrKept.has(s) && multiplies(s.value)),
  };
}

/** The variables that may be infinite, since they come of a division or of a function with a pole. */
function infiniteIn(body: Block): ReadonlySet<Variable> {
  const found = new Set<Variable>();
  const isSuch = (e: Expression): boolean =>
    (e.op === "variable" && found.has(e.variable)) ||
    (e.op === "binary" && e.operator === "/" && e.right.op !== "literal") ||
    (e.op === "math" && POLES.has(e.name)) ||
    operandsOf(e).some(isSuch);
  const assignments: Assign[] = [];
  eachStatement(body, (s) => s.kind === "assign" && assignments.push(s));
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const { target, value } of assignments) if (!found.has(target) && isSuch(value)) found.add(target);
  }
  return found;
}

/** Of a square the slope is asked for without a cotangent, too. */
const POWERS: ReadonlySet<string> = new Set(["**", "pow"]);
const POLES: ReadonlySet<string> = new Set(["log", "log2", "log10", "log1p", "atanh", ...POWERS]);

type Assign = Statement & { readonly kind: "assign" };

interface Search {
  /** The assignments of what is surely used. */
  readonly sure: Set<Statement>;
  /** Does the statement, which is none, use what it is given? */
  readonly takes: (s: Statement) => boolean;
}

/** `used`: what is surely used after the block; becomes what is from its beginning. */
function visit(block: Block, used: Set<Variable>, search: Search): void {
  for (const s of block.toReversed()) {
    const blocks = blocksOf(s);
    if (blocks.length > 0) {
      const leaves = s.kind === "try" || blocks.some((b) => contains(b, isExit));
      const overwritten = leaves ? null : overwrittenIn(s);
      const starts = blocks.map((b) => {
        const from = new Set(leaves ? [] : used);
        // Another turn may come.
        if (s.kind === "loop" || s.kind === "each") for (const v of overwritten ?? []) from.delete(v);
        visit(b, from, search);
        return from;
      });
      if (overwritten) for (const v of overwritten) used.delete(v);
      else used.clear();
      if (s.kind === "if" && !leaves) addCommon(starts, used);
    } else if (s.kind === "assign") {
      const isUsed = used.delete(s.target);
      if (!isUsed) continue;
      search.sure.add(s);
      take(s.value, used);
    } else {
      if (isExit(s)) used.clear();
      if (search.takes(s)) eachExpression(s, take, used);
    }
  }
}

/** Adds what is in all of some sets. */
function addCommon([first = new Set(), ...others]: readonly Set<Variable>[], found: Set<Variable>): void {
  for (const v of first) if (others.every((other) => other.has(v))) found.add(v);
}

const isExit = (s: Statement): boolean => s.kind === "exit" || s.kind === "throw";

/** The variables that a statement gives a value in which theirs is not taken. */
function overwrittenIn(s: Statement): ReadonlySet<Variable> {
  const found = new Set<Variable>();
  eachStatement(blocksOf(s).flat(), (x) => {
    if (x.kind !== "assign" || x.declare !== null) return;
    if (!takenIn(x.value).has(x.target)) found.add(x.target);
  });
  return found;
}

/** The variables through which a cotangent of an expression surely goes: of `max`, one of two. */
function take(e: Expression, taken: Set<Variable>): void {
  if (e.op === "variable") taken.add(e.variable);
  else if (e.op === "conditional") addCommon([takenIn(e.consequent), takenIn(e.alternate)], taken);
  else if (e.op === "unary" || e.op === "binary" || (e.op === "math" && !CHOOSING.has(e.name)))
    for (const operand of operandsOf(e)) take(operand, taken);
}

function takenIn(e: Expression): Set<Variable> {
  const taken = new Set<Variable>();
  take(e, taken);
  return taken;
}

export const CHOOSING: ReadonlySet<string> = new Set(["max", "min"]);

const DIVISIONS: ReadonlySet<string> = new Set(["/", "%"]);

/** Whether it divides by what may be 0. The slopes of functions of `Math` are not asked for without a cotangent. */
const divides = (e: Expression): boolean =>
  (e.op === "binary" && DIVISIONS.has(e.operator) && e.right.op !== "literal") ||
  (e.op !== "math" && operandsOf(e).some(divides));

/** Whether it multiplies what may be infinite. */
const multiplies = (e: Expression): boolean =>
  (e.op === "binary" && e.operator === "*" && e.left.op !== "literal" && e.right.op !== "literal") ||
  (e.op === "math" ? POWERS.has(e.name) : operandsOf(e).some(multiplies));
