/**
 * A loop that only chooses looks at numbers without following them; what it has chosen is read once more, after it. Unit → unit.
 *
 *   for (…) if (xs[i] > m) m = xs[i]
 *
 *   let best = m, at = -1
 *   for (…) if (xs[i] > best) { best = xs[i]; at = i }
 *   if (at >= 0) m = xs[at]
 *
 * Otherwise each turn would record whether it has chosen. Reading again is for functions in which memory stays as it is, and has no
 * getters.
 */
import { eachVariable, literal, mentions, variable } from "../ir/expressions.ts";
import { eachUse, rewriteBlock, rewriteExpression, rewriteStatement, type Renaming } from "../ir/rewrite.ts";
import type { Block, Expression, Loop, Statement, Unit, Variable } from "../ir/types.ts";
import { contains, eachStatement } from "../3-analyse/activity.ts";
import { maker, type Make } from "./indices.ts";
import { freeNamesOf, mapBlocks, namesOf } from "./inline.ts";
import { isPrivate } from "./repeats.ts";
import { assignedIn } from "./state.ts";

type Assign = Statement & { readonly kind: "assign" };
type If = Statement & { readonly kind: "if" };

export function withSelections(unit: Unit, nextId: () => number): Unit {
  const make = maker(new Set([...namesOf(unit), ...freeNamesOf(unit)]), nextId);
  const inBlock = (block: Block): Block =>
    block.flatMap((s): Block => {
      const inner = mapBlocks(s, inBlock);
      return inner.kind === "loop" ? apart(inner, make) : [inner];
    });
  return { ...unit, body: inBlock(unit.body) };
}

/** What a loop may do besides. */
const QUIET: ReadonlySet<Statement["kind"]> = new Set(["get", "assign", "if"]);

function apart(loop: Statement & Loop, make: Make): Block {
  const { counter, start } = loop;
  if (counter === null || start < 0 || loop.perIteration.length > 0) return [loop];
  const parts = [...loop.head, ...loop.body, ...loop.update];
  if (contains(parts, (s) => !QUIET.has(s.kind) || (s.kind === "get" && s.member.accessor))) return [loop];
  const uses = new Map<Variable, number>();
  const given = new Map<Variable, number>();
  const countIn = (counts: Map<Variable, number>) => (v: Variable) => counts.set(v, (counts.get(v) ?? 0) + 1);
  eachUse([loop], countIn(uses), countIn(uses));
  eachStatement(parts, (s) => {
    if (s.kind === "assign" && s.declare === null) countIn(given)(s.target);
  });
  const assigned = assignedIn([loop]);
  const before: Statement[] = [];
  const after: Statement[] = [];
  const body = loop.body.map((s, n): Statement => {
    if (s.kind !== "if" || s.alternate.length > 0 || s.named) return s;
    const chosen = new Map<Statement, Choice>();
    for (const [k, x] of s.consequent.entries()) {
      const source = [...loop.body.slice(0, n), ...s.consequent.slice(0, k)];
      const again =
        x.kind === "assign" && given.get(x.target) === 1 && isChoice(x, s, uses)
          ? sourceOf(x.value, source, counter, assigned)
          : null;
      if (x.kind !== "assign" || again?.some((a) => a.kind === "get") !== true) continue;
      chosen.set(x, { assign: x, again, best: make("best", x.target.kind, false) });
    }
    if (chosen.size === 0) return s;
    const choices = [...chosen.values()];
    const { loc } = s;
    const at = make("at", "number", false);
    const let_ = (target: Variable, value: Expression): Assign => ({
      kind: "assign",
      loc,
      target,
      declare: "let",
      value,
    });
    before.push(...choices.map(({ best, assign }) => let_(best, variable(assign.target))), let_(at, literal(-1)));
    after.push({
      kind: "if",
      loc,
      test: { op: "binary", operator: ">=", left: variable(at), right: literal(0) },
      consequent: choices.flatMap(({ again, assign }) => readAgain([...again, assign], counter, at, make)),
      alternate: [],
    });
    const bests = new Map(choices.map(({ assign, best }) => [assign.target, best]));
    const of = (v: Variable): Variable => bests.get(v) ?? v;
    const renaming: Renaming = { read: (v) => variable(of(v)), object: (v) => v, target: of };
    return {
      ...s,
      test: rewriteExpression(s.test, renaming),
      consequent: [
        ...s.consequent.map((x) => (chosen.has(x) ? rewriteStatement(x, renaming) : x)),
        { kind: "assign", loc, target: at, declare: null, value: variable(counter) },
      ],
    };
  });
  return before.length === 0 ? [loop] : [...before, { ...loop, body }, ...after];
}

interface Choice {
  readonly assign: Assign;
  /** What it is computed from. */
  readonly again: Block;
  /** What stands for its variable in the loop. */
  readonly best: Variable;
}

/** `if (…) m = e`, where nothing else in the loop knows m. */
function isChoice({ target, value, declare }: Assign, { test }: If, uses: ReadonlyMap<Variable, number>): boolean {
  let inTest = 0;
  eachVariable(test, (v) => (inTest += v === target ? 1 : 0));
  const isSeen = inTest !== (uses.get(target) ?? 0) || mentions(value, (v) => v === target);
  return declare === null && !target.isShared && !isSeen;
}

/** The statements that compute what an expression mentions; null if that is not the same after the loop. */
function sourceOf(
  value: Expression,
  earlier: Block,
  counter: Variable,
  assigned: ReadonlySet<Variable>,
): readonly Statement[] | null {
  const wanted = new Set<Variable>();
  eachVariable(value, (v) => wanted.add(v));
  const found: Statement[] = [];
  for (const s of earlier.toReversed()) {
    if (s.kind !== "get" && s.kind !== "assign") continue;
    if (!wanted.delete(s.target)) continue;
    if (!isPrivate(s.target) || (s.kind === "assign" && s.value.op === "math" && s.value.name === "random"))
      return null;
    found.unshift(s);
    const want = (v: Variable): unknown => wanted.add(v);
    eachUse([s], want, want);
  }
  return [...wanted].every((v) => v === counter || !assigned.has(v)) ? found : null;
}

/** The same, of the turn in which it was chosen. */
function readAgain(block: Block, counter: Variable, at: Variable, make: Make): Block {
  const copies = new Map<Variable, Variable>([[counter, at]]);
  for (const s of block)
    if ((s.kind === "get" || s.kind === "assign") && isPrivate(s.target))
      copies.set(s.target, { ...make(s.target.name, s.target.kind), made: s.target.made });
  const of = (v: Variable): Variable => copies.get(v) ?? v;
  const renaming: Renaming = { read: (v) => variable(of(v)), object: of, target: of };
  return rewriteBlock(block, renaming);
}
