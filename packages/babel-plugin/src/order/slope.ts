/**
 * A unit in which everything stands that it calls → the unit of its derivative along a direction.
 *
 *   f(x, w) = { const y = x * w; return y; }   →   f_slope(x, dx, w, dw) = { const dy = dx * w + x * dw; return dy; }
 *
 * Each number that moves has its tangent beside it, and each object another one with the tangents of its parts. The function that
 * gives value and gradient of this at once gives the Hessian along the direction (Pearlmutter, "Fast exact multiplication by the
 * Hessian", 1994). What it relies on is what the function that gives value and gradient at once relies on.
 */
import type { Joint } from "../3-analyse/joint.ts";
import { eachStatement } from "../3-analyse/activity.ts";
import { eachVariable, variable } from "../ir/expressions.ts";
import type { Block, Expression, Kind, Statement, Unit, Variable } from "../ir/types.ts";
import { eachOwnUse } from "../ir/rewrite.ts";
import { addNames } from "../ir/walk.ts";
import { freeNamesOf, mapBlocks, namesOf } from "../2-lower/inline.ts";
import { maker, type Make } from "../2-lower/indices.ts";
import { withoutRepeatedCalls } from "../2-lower/repeats.ts";
import { kindOf } from "../2-lower/state.ts";
import { isMoving } from "./moving.ts";
import { along, NoSlope, unless, within, type Context } from "./slope-statements.ts";
import { tangentOf, type Tangents } from "./slope-tangents.ts";

export interface Slope {
  /** Gives value and tangent, in an array. */
  readonly both: Unit;
  /** Gives the tangent. */
  readonly unit: Unit;
  /** The parameters that are tangents. */
  readonly direction: ReadonlySet<Variable>;
}

/** How many directions are followed side by side: so the value is computed once for all of them, and they fit into registers. */
const LANES = 4;

export const slopeOf = (joint: Joint, nextId: () => number): Slope | null => attempt(() => slope(joint, nextId));

/** Gives the value and `LANES` tangents, in an array: `f_lanes(known, x, dx, dx_1, dx_2, dx_3, …)`. */
export const lanesOf = (joint: Joint, nextId: () => number): Unit | null =>
  attempt(() => together(follow(joint, LANES, nextId), "lanes"));

export function attempt<T>(run: () => T): T | null {
  try {
    return run();
  } catch (error) {
    if (error instanceof NoSlope) return null;
    throw error;
  }
}

/** A unit followed along some directions, up to its end. */
interface Followed {
  readonly unit: Unit;
  readonly context: Context;
  /** The parameters' tangents, by the parameters. */
  readonly directions: readonly (readonly Variable[])[];
  readonly body: Block;
  readonly exit: Statement & { readonly kind: "exit" };
  readonly value: Expression;
  readonly tangents: readonly Expression[];
}

function follow({ unit, activity, ownerOf }: Joint, count: number, nextId: () => number): Followed {
  const exit = unit.body.at(-1);
  if (exit?.kind !== "exit" || !exit.value) throw new NoSlope();
  const { value } = exit;
  const make = maker(new Set([...namesOf(unit), ...freeNamesOf(unit), "do"]), nextId);
  const moves = isMoving(unit, activity);
  const out: Statement[] = [];
  const known = Array.from({ length: count }, () => new Map<Variable, Variable>());
  const lanes = known.map((tangents): Tangents => {
    return { tangent: (v) => (moves(v) ? tangentVariable(v, tangents, make) : null), make, out };
  });
  const mayBeStill = (v: Variable): boolean => ownerOf(v) === "other";
  const context: Context = { isActive: activity.isActive, mayBeStill, lanes, make, out };
  const body = along(context, unit.body.slice(0, -1));
  const moved = within(context, () => lanes.map((lane) => tangentOf(lane, value, null) ?? fail()));
  return {
    unit,
    context,
    directions: unit.parameters.map((p) => known.map((tangents) => tangentVariable(p, tangents, make))),
    body: [...body, ...moved.before],
    exit,
    value,
    tangents: moved.value,
  };
}

function fail(): never {
  throw new NoSlope();
}

function slope(joint: Joint, nextId: () => number): Slope {
  const followed = follow(joint, 1, nextId);
  const { context, value, exit, directions, tangents } = followed;
  const tested = kindOf(value) === "number" ? [] : unless(context, value, true, exit.loc);
  return {
    direction: new Set(directions.flat()),
    both: together(followed, "along"),
    unit: unitOf(followed, "slope", tested, tangents[0] ?? fail()),
  };
}

/** The unit that gives the value and the tangents. */
function together(followed: Followed, name: string): Unit {
  const { context, value, exit, tangents } = followed;
  const target: Variable = { ...context.make(name === "along" ? "both" : "all", "array"), made: true };
  const end: Statement = { kind: "array", loc: exit.loc, target, elements: [value, ...tangents] };
  return unitOf(followed, name, [end], variable(target));
}

function unitOf({ unit, directions, body, exit }: Followed, name: string, end: Block, value: Expression): Unit {
  return {
    ...unit,
    name: `${unit.name}_${name}`,
    parameters: unit.parameters.flatMap((p, i) => [p, ...(directions[i] ?? [])]),
    body: withoutDead(withoutRepeatedCalls([...body, ...end, { ...exit, value }])),
  };
}

/** What it has to be is asked where it is found; what is computed is of the kind of its expression. */
function tangentVariable(v: Variable, known: Map<Variable, Variable>, make: Make): Variable {
  const found = known.get(v);
  if (found) return found;
  const { id, name, kind } = make(`d${v.name}`, tangentKind(v));
  const made = { ...v, id, name, kind };
  known.set(v, made);
  return made;
}

/** Without the assignments of variables that nothing else reads: of the value, only what the tangent takes of it is computed. */
function withoutDead(block: Block): Block {
  const needed = new Set<Variable>();
  const tested = new Set<string>();
  const note = (v: Variable): unknown => needed.add(v);
  eachStatement(block, (s) => {
    if (s.kind === "verbatim") addNames(s.statement, tested);
  });
  for (let before = -1; before !== needed.size;) {
    before = needed.size;
    eachStatement(block, (s) => {
      if (s.kind !== "assign") eachOwnUse(s, note, note);
      else if (needed.has(s.target) || tested.has(s.target.name)) eachVariable(s.value, note);
      if (s.kind === "loop") [s.iterates, s.counter].forEach((v) => v && note(v));
    });
  }
  const kept = (b: Block): Block =>
    b.flatMap((s) =>
      s.kind === "assign" && !needed.has(s.target) && !tested.has(s.target.name) ? [] : [mapBlocks(s, kept)],
    );
  return kept(block);
}

const tangentKind = ({ kind, made }: Variable): Kind =>
  made || kind === "array" || kind === "typed" ? kind : "unknown";
