/**
 * A unit in which everything stands that it calls → the unit of its derivative along a direction.
 *
 *   f(x, w) = { const y = x * w; return y; }   →   f_slope(x, dx, w, dw) = { const dy = dx * w + x * dw; return dy; }
 *
 * Each number that moves has its tangent beside it, and each object another one with the tangents of its parts. The function that
 * gives value and gradient of this at once gives the Hessian along the direction (Pearlmutter, "Fast exact multiplication by the
 * Hessian", 1994). What it relies on is what the function that gives value and gradient at once relies on.
 */
import * as js from "../ir/js.ts";
import type { Joint } from "../3-analyse/joint.ts";
import { eachStatement } from "../3-analyse/activity.ts";
import { eachVariable, literal, variable } from "../ir/expressions.ts";
import { isNatural } from "../ir/natural-keys.ts";
import type { Block, Expression, Kind, Location, Member, Statement, Unit, Variable } from "../ir/types.ts";
import { eachOwnUse } from "../ir/rewrite.ts";
import { addNames } from "../ir/walk.ts";
import { freeNamesOf, mapBlocks, namesOf } from "../2-lower/inline.ts";
import { maker, type Make } from "../2-lower/indices.ts";
import { withoutRepeatedCalls } from "../2-lower/repeats.ts";
import { kindOf } from "../2-lower/state.ts";
import { isLength, isMoving } from "./moving.ts";
import { tangentOf, type Tangents } from "./slope-tangents.ts";

/** What has no slope: that is left to the dual. */
class NoSlope extends Error {}

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
  attempt(() => {
    const followed = follow(joint, LANES, nextId);
    return together(followed, "lanes");
  });

function attempt<T>(run: () => T): T | null {
  try {
    return run();
  } catch (error) {
    if (error instanceof NoSlope) return null;
    throw error;
  }
}

interface Context {
  readonly isActive: (v: Variable) => boolean;
  /** Objects that are neither the arguments' nor one that is made in one place: of some the tangent may be 0. */
  readonly mayBeStill: (v: Variable) => boolean;
  /** One for each direction. */
  readonly lanes: readonly Tangents[];
  readonly make: Make;
  readonly out: Statement[];
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
  const made = known.get(v) ?? {
    ...v,
    ...make(`d${v.name}`, tangentKind(v), v.constant),
    origin: v.origin,
    made: v.made,
  };
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

function within<T>(context: Pick<Context, "out">, run: () => T): { readonly value: T; readonly before: Block } {
  const before = context.out.splice(0);
  const value = run();
  const added = context.out.splice(0);
  context.out.push(...before);
  return { value, before: added };
}

const along = (context: Context, block: Block): Block => block.flatMap((s) => both(context, s));

/** A statement and what it does to the tangents. */
function both(context: Context, s: Statement): Block {
  const inLanes = (follow: (lane: Tangents) => Block): Block => [s, ...context.lanes.flatMap(follow)];
  const of = (lane: Tangents, e: Expression): Expression => tangentOf(lane, e, null) ?? literal(0);
  const beside = (m: Member, { tangent }: Tangents): Member | null => {
    const object = tangent(m.object);
    return object && { ...m, object };
  };
  switch (s.kind) {
    case "assign":
      return assigned(context, s);
    case "get":
      if (isLength(s.member) && moves(context, s.member.object))
        return [...(context.isActive(s.target) ? unlessList(s.member.object, s.loc) : []), s];
      return inLanes((lane) => {
        const target = lane.tangent(s.target);
        const member = beside(s.member, lane);
        if (!target) return [];
        if (!member || isNatural(s.member)) throw new NoSlope();
        return [{ ...s, target, member, orZero: context.mayBeStill(s.member.object) }];
      });
    case "set":
    case "accumulate":
      return inLanes((lane) => {
        const { value, before } = within(lane, () => tangentOf(lane, s.value, null));
        const member = beside(s.member, lane);
        if (member && isNatural(s.member)) throw new NoSlope();
        if (!member && value !== null) throw new NoSlope();
        if (!member || (s.kind === "accumulate" && value === null)) return [];
        return [...before, { ...s, member, value: value ?? literal(0) }];
      });
    case "array":
      return inLanes((lane) => {
        const target = lane.tangent(s.target);
        if (!target) return [];
        const { value: elements, before } = within(lane, () => s.elements.map((e) => e && of(lane, e)));
        return [...before, { ...s, target, elements }];
      });
    case "object": {
      const { instance: _, ...plain } = s;
      return inLanes((lane) => {
        const target = lane.tangent(s.target);
        if (!target) return [];
        const { value: properties, before } = within(lane, () =>
          s.properties.map((p) => ({ ...p, value: of(lane, p.value) })),
        );
        return [...before, { ...plain, target, properties }];
      });
    }
    case "call":
      return called(context, s);
    case "if":
      return [{ ...s, consequent: along(context, s.consequent), alternate: along(context, s.alternate) }];
    case "loop": {
      eachStatement(s.head, (h) => {
        if ("target" in h && h.target && h.target.kind === "number" && moves(context, h.target)) throw new NoSlope();
      });
      return [{ ...s, body: along(context, s.body), update: along(context, s.update) }];
    }
    case "block":
      return [{ ...s, body: along(context, s.body) }];
    case "exit":
      if (s.how === "return") throw new NoSlope();
      return [s];
    case "assume":
    case "again":
    case "verbatim":
    case "throw":
      return [s];
    default:
      throw new NoSlope();
  }
}

const moves = ({ lanes }: Context, v: Variable): boolean => !!lanes[0]?.tangent(v);

function assigned(context: Context, s: Statement & { readonly kind: "assign" }): Block {
  if (!moves(context, s.target)) return [s];
  const isBlank = s.value.op === "literal" && s.value.value === undefined;
  // A tangent may mention the value, and the variable's value before.
  const isNamed = s.value.op === "math" && s.declare !== "const";
  const result = isNamed ? context.make(s.value.name === "**" ? "power" : s.value.name, "number") : null;
  const own = context.lanes.flatMap((lane): Block => {
    const target = lane.tangent(s.target);
    if (!target) return [];
    if (isBlank && s.declare !== null) return [{ ...s, target }];
    const { value, before } = within(lane, () => tangentOf(lane, s.value, s.declare === "const" ? s.target : result));
    return [...before, { ...s, target, value: value ?? literal(0) }];
  });
  if (s.declare === "const" || (isBlank && s.declare !== null)) return [s, ...own];
  if (!result) return [...own, s];
  const first: Statement = { kind: "assign", loc: s.loc, target: result, declare: "const", value: s.value };
  return [first, ...own, { ...s, value: variable(result) }];
}

/** Of all calls, only what makes an array of numbers has a tangent, and only what makes an error goes without. */
function called(context: Context, s: Statement & { readonly kind: "call" }): Block {
  const { target } = s;
  const [given] = s.operands;
  if (s.callee.via !== "new" || s.callee.native === null || !target) throw new NoSlope();
  if (s.callee.native.endsWith("Error")) return [s];
  if (!moves(context, target) || !given || s.callee.native !== "Float64Array" || s.operands.length !== 1)
    throw new NoSlope();
  const length = context.make("length", "number");
  const member = { object: target, key: literal("length"), spelled: null, accessor: false };
  const moved = context.lanes.map((lane) => within(lane, () => tangentOf(lane, given, null)));
  const made = context.lanes.flatMap((lane, i): Block => {
    const { value = null, before = [] } = moved[i] ?? {};
    return [...before, { ...s, target: lane.tangent(target), operands: [value ?? variable(length)] }];
  });
  if (moved.some(({ value }) => value !== null)) return [s, ...unless(context, given, false, s.loc), ...made];
  return [s, { kind: "get", loc: s.loc, target: length, member }, ...made];
}

/** The length of something else may move. */
function unlessList(v: Variable, loc: Location): Block {
  if (v.kind === "array" || v.kind === "typed") return [];
  const isList = js.call(js.member(js.id("#$"), "isList"), [js.id(v.name)]);
  return [{ kind: "verbatim", loc, statement: js.ifs(js.unary("!", isList), [js.returns(null)]) }];
}

/** Gives up unless an expression is a number, or if it is one. */
function unless(context: Pick<Context, "make">, e: Expression, isNumber: boolean, loc: Location): Block {
  const target = e.op === "variable" ? e.variable : context.make("given", "unknown");
  const type = js.unary("typeof", js.id(target.name));
  const test = js.binary(isNumber ? "!==" : "===", type, js.str("number"));
  return [
    ...(e.op === "variable" ? [] : [{ kind: "assign", loc, target, declare: "const", value: e } as const]),
    { kind: "verbatim", loc, statement: js.ifs(test, [js.returns(null)]) },
  ];
}
