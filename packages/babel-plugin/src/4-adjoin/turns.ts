/**
 * Loops of which each turn can go back at once, while everything is at hand. Unit → plan.
 *
 *   for (const x of xs) { const r = f(x); loss += r * r; }      dloss is known before: each turn adds to loss, and no turn reads it
 *
 * For that, nothing that carries a derivative may go from one turn to the next, but in sums; and the cotangent of a sum must be
 * had from what is known before the loop.
 */
import type { t } from "../babel.ts";
import * as js from "../ir/js.ts";
import { visitNames } from "../ir/walk.ts";
import { mentions } from "../ir/expressions.ts";
import { blocksOf, eachOwnUse } from "../ir/rewrite.ts";
import { kindOf } from "../2-lower/state.ts";
import type { Joint } from "../3-analyse/joint.ts";
import type { Block, Expression, Kind, Loop, Statement, Unit, Variable } from "../ir/types.ts";
import type { Needs } from "../3-analyse/needs.ts";
import { targetOf } from "../3-analyse/record.ts";
import { flow } from "./flow.ts";
import type { Sweep } from "./sweep.ts";

export interface Turns {
  /** The blocks whose variables the mirror finds as they were left. */
  readonly scopes: ReadonlySet<Block>;
  /** The loops of which each turn goes back at once. */
  readonly loops: ReadonlySet<Statement>;
  /** Cotangents that are known early, and before which statement they are declared. */
  readonly early: ReadonlyMap<Variable, Early>;
}

export interface Early {
  readonly share: t.Expression;
  readonly before: Statement;
}

type Assign = Statement & { readonly kind: "assign" };

/** Where a statement stands in the text: it and what is in it. */
interface Span {
  readonly start: number;
  readonly end: number;
}

export function planTurns(sweep: Sweep, { ownerOf, shapes }: Joint, needsOf: (s: Statement) => Needs): Turns {
  const { unit, activity, names, tails } = sweep;
  const text = read(unit);
  const spanOf = (s: Statement): Span => text.spans.get(s) as Span;
  const contains = ({ start, end }: Span, s: Statement): boolean => spanOf(s).start >= start && spanOf(s).end <= end;
  const scopes = new Set<Block>();
  const loops = new Set<Statement>();
  const early = new Map<Variable, Early>();
  const needed = new Set(text.all.flatMap((s) => [...needsOf(s).keys()]));

  /** The statements that read a variable, but for sums into itself. */
  const readersOf = (v: Variable): readonly Statement[] =>
    (text.reads.get(v) ?? []).filter((s) => !(s.kind === "assign" && s.target === v && addend(s)));

  /** Whether the cotangent of a variable is known before a statement; `found` gets it, and what it takes. */
  const isKnownBefore = (v: Variable, before: Statement, found: Map<Variable, Early>): boolean => {
    const known = found.get(v) ?? early.get(v);
    if (known) return spanOf(known.before).start <= spanOf(before).start;
    const assigned = text.assigned.get(v) ?? [];
    const last = Math.max(-1, ...assigned.map((s) => spanOf(s).start));
    if (!assigned.every(addend)) return false;
    const shares: t.Expression[] = [];
    for (const s of readersOf(v)) {
      if (spanOf(s).start < last || text.blocks.get(s) !== text.declared.get(v)) return false;
      if (s.kind === "exit" ? !tails.has(s) || !unit.body.includes(s) : s.kind !== "assign") return false;
      if (s.kind === "assign" && !activity.isActive(s.target)) continue;
      if (s.kind === "assign" && !isKnownBefore(s.target, before, found)) return false;
      const c = s.kind === "assign" ? js.id(names.cotangent(s.target)) : js.num(1);
      const flown = s.kind === "assign" || s.kind === "exit" ? sharesOf(s.value, v, c) : null;
      if (!flown?.every((e) => isSettledBefore(e, spanOf(before).start))) return false;
      shares.push(...flown);
    }
    found.set(v, { share: shares.reduce((a, b) => js.binary("+", a, b), shares.shift() ?? js.num(0)), before });
    return true;
  };

  /** What flows into one variable, if that takes no statement. */
  const sharesOf = (value: Expression | null, v: Variable, c: t.Expression): t.Expression[] | null => {
    if (!value) return [];
    const shares = new Map<t.Statement, t.Expression>();
    const statements = flow(sweep, value, c, (into, share) => {
      const mark = js.statement(share);
      if (into === v) shares.set(mark, share);
      return [mark];
    });
    const isPlain = statements.every((s) => s.type === "ExpressionStatement");
    return isPlain ? [...shares.values()] : null;
  };

  /** Whether every variable in an expression has its value by then, and keeps it. */
  const isSettledBefore = (e: t.Expression, at: number): boolean => {
    let result = true;
    visitNames(e, ({ name }) => {
      const v = text.byName.get(name);
      if (!v) return;
      const isDeclared = (text.places.get(v) ?? -1) < at;
      if (!isDeclared || (text.assigned.get(v) ?? []).some((s) => spanOf(s).end >= at)) result = false;
    });
    return result;
  };

  /** The cotangents that have to be known early, or null if the turns of a loop hang on each other. */
  const whatTurnsTake = (loop: Loop): Map<Variable, Early> | null => {
    const span = spanOf(loop);
    const inside = text.all.filter((s) => s !== loop && contains(span, s));
    const isOutside = (v: Variable): boolean => {
      const at = text.places.get(v) ?? -1;
      return at < span.start || at > span.end;
    };
    if (inside.some((s) => NEVER.has(s.kind)) || ![...loop.head, ...loop.update].every(isIdle)) return null;
    const found = new Map<Variable, Early>();
    for (const s of inside) {
      if (isWrite(s) && (isOutside(s.member.object) || !s.member.object.made)) return null;
      if (s.kind !== "assign" || s.declare !== null || !isOutside(s.target) || s.target === loop.counter) continue;
      if (!activity.isActive(s.target)) {
        // What is no number may hold what the next turn reads.
        if (needed.has(s.target) || !PLAIN.has(kindOf(s.value))) return null;
        continue;
      }
      const home = text.declared.get(s.target);
      const before = home?.find((h) => spanOf(h).start <= span.start && spanOf(h).end >= span.end);
      if (!addend(s) || !home || !before || !scopes.has(home)) return null;
      if (readersOf(s.target).some((r) => contains(span, r)) || !isKnownBefore(s.target, before, found)) return null;
    }
    /** Something that a turn uses, and that is changed after it. */
    const isUnsettled = (v: Variable): boolean =>
      isOutside(v) &&
      !found.has(v) &&
      (activity.isActive(v) || v.made) &&
      [...(text.assigned.get(v) ?? []), ...(text.written.get(v) ?? [])].some((w) => spanOf(w).end > span.start);
    const used = inside.flatMap((s) => text.uses.get(s) ?? []);
    if (used.some(isUnsettled)) return null;
    const later = text.all.filter(isWrite).filter((s) => spanOf(s).start > span.start && isOutside(s.member.object));
    const mayRead = (s: Statement, written: Variable): boolean =>
      s.kind === "call" ||
      (s.kind === "get" &&
        (shapes?.isOwn(s.member.object) === true && shapes.isOwn(written)
          ? shapes.mayBeSame(s.member.object, written)
          : ownerOf(s.member.object) === "other"));
    return later.some((w) => inside.some((s) => mayRead(s, w.member.object))) ? null : found;
  };

  const isIdle = (s: Statement): boolean => (s.kind === "assign" || s.kind === "get") && !activity.isActive(s.target);

  const enter = (block: Block): void => {
    scopes.add(block);
    for (const s of block) {
      if (s.kind === "if") blocksOf(s).forEach(enter);
      const found = s.kind === "loop" ? whatTurnsTake(s) : null;
      if (s.kind !== "loop" || !found) continue;
      loops.add(s);
      for (const [v, known] of found) early.set(v, known);
      enter(s.body);
    }
  };
  enter(unit.body);
  return { scopes, loops, early };
}

const PLAIN: ReadonlySet<Kind> = new Set(["number", "boolean", "string", "text"]);

type Write = Statement & { readonly kind: "set" | "accumulate" };
const isWrite = (s: Statement): s is Write => s.kind === "set" || s.kind === "accumulate";

const NEVER: ReadonlySet<Statement["kind"]> = new Set(["exit", "try", "yield", "closure", "cell", "each"]);

/** Whether an assignment adds to its variable, or takes from it, something else: `s += e`. */
export function addend(s: Statement): Expression | null {
  if (s.kind !== "assign" || s.value.op !== "binary") return null;
  const { operator, left, right } = s.value;
  if ((operator !== "+" && operator !== "-") || left.op !== "variable" || left.variable !== s.target) return null;
  return mentions(right, (v) => v === s.target) ? null : right;
}

interface Text {
  readonly all: readonly Statement[];
  readonly spans: ReadonlyMap<Statement, Span>;
  readonly blocks: ReadonlyMap<Statement, Block>;
  /** The block that declares a variable, and where. */
  readonly declared: ReadonlyMap<Variable, Block>;
  readonly places: ReadonlyMap<Variable, number>;
  readonly byName: ReadonlyMap<string, Variable>;
  readonly assigned: ReadonlyMap<Variable, readonly Assign[]>;
  readonly reads: ReadonlyMap<Variable, readonly Statement[]>;
  /** What a statement mentions itself, as values and as objects. */
  readonly uses: ReadonlyMap<Statement, readonly Variable[]>;
  /** The statements that write an object. */
  readonly written: ReadonlyMap<Variable, readonly Statement[]>;
}

function read(unit: Unit): Text {
  const all: Statement[] = [];
  const spans = new Map<Statement, Span>();
  const blocks = new Map<Statement, Block>();
  const declared = new Map<Variable, Block>();
  const places = new Map<Variable, number>();
  const byName = new Map(unit.parameters.map((p) => [p.name, p]));
  const assigned = new Map<Variable, Assign[]>();
  const reads = new Map<Variable, Statement[]>();
  const uses = new Map<Statement, Variable[]>();
  const written = new Map<Variable, Statement[]>();
  const add = <K, V>(map: Map<K, V[]>, key: K, value: V): void => {
    const list = map.get(key);
    if (list) list.push(value);
    else map.set(key, [value]);
  };
  let at = 0;
  const walk = (block: Block): void => {
    for (const s of block) {
      const start = at++;
      all.push(s);
      blocks.set(s, block);
      eachOwnUse(
        s,
        (v) => {
          add(reads, v, s);
          add(uses, s, v);
        },
        (v) => {
          add(uses, s, v);
        },
      );
      if (s.kind === "set" || s.kind === "accumulate") add(written, s.member.object, s);
      const target = targetOf(s);
      if (target && s.kind === "assign" && s.declare === null) add(assigned, target, s);
      else if (target) {
        declared.set(target, block);
        places.set(target, start);
        byName.set(target.name, target);
      }
      blocksOf(s).forEach(walk);
      spans.set(s, { start, end: at - 1 });
    }
  };
  walk(unit.body);
  return { all, spans, blocks, declared, places, byName, assigned, reads, uses, written };
}
