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

export function slopeOf(joint: Joint, nextId: () => number): Slope | null {
  try {
    return slope(joint, nextId);
  } catch (error) {
    if (error instanceof NoSlope) return null;
    throw error;
  }
}

interface Context extends Tangents {
  readonly isActive: (v: Variable) => boolean;
  /** Objects that are neither the arguments' nor one that is made in one place: of some the tangent may be 0. */
  readonly mayBeStill: (v: Variable) => boolean;
  readonly out: Statement[];
}

function slope({ unit, activity, ownerOf }: Joint, nextId: () => number): Slope {
  const make = maker(new Set([...namesOf(unit), ...freeNamesOf(unit), "do"]), nextId);
  const tangents = new Map<Variable, Variable>();
  const moves = isMoving(unit, activity);
  const tangent = (v: Variable): Variable | null => (moves(v) ? tangentVariable(v, tangents, make) : null);
  const exit = unit.body.at(-1);
  if (exit?.kind !== "exit" || !exit.value) throw new NoSlope();
  const mayBeStill = (v: Variable): boolean => ownerOf(v) === "other";
  const context: Context = { isActive: activity.isActive, mayBeStill, tangent, make, out: [] };
  const body = along(context, unit.body.slice(0, -1));
  const moved = within(context, () => tangentOf(context, exit.value as Expression, null));
  if (moved.value === null) throw new NoSlope();
  const parameters = unit.parameters.map((p) => [p, tangentVariable(p, tangents, make)] as const);
  const result: Variable = { ...make("both", "array"), made: true };
  const of = (name: string, end: Block, value: Expression): Unit => ({
    ...unit,
    name: `${unit.name}_${name}`,
    parameters: parameters.flat(),
    body: withoutDead(withoutRepeatedCalls([...body, ...moved.before, ...end, { ...exit, value }])),
  });
  const tested = kindOf(exit.value) === "number" ? [] : unless(context, exit.value, true, exit.loc);
  const pair: Statement = { kind: "array", loc: exit.loc, target: result, elements: [exit.value, moved.value] };
  return {
    direction: new Set(parameters.map(([, tangent]) => tangent)),
    both: of("along", [pair], variable(result)),
    unit: of("slope", tested, moved.value),
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

function within<T>(context: Context, run: () => T): { readonly value: T; readonly before: Block } {
  const before = context.out.splice(0);
  const value = run();
  const added = context.out.splice(0);
  context.out.push(...before);
  return { value, before: added };
}

const along = (context: Context, block: Block): Block => block.flatMap((s) => both(context, s));

/** A statement and what it does to the tangents. */
function both(context: Context, s: Statement): Block {
  const { tangent } = context;
  const of = (e: Expression): Expression => tangentOf(context, e, null) ?? literal(0);
  const beside = (m: Member): Member | null => {
    const object = tangent(m.object);
    return object && { ...m, object };
  };
  switch (s.kind) {
    case "assign":
      return assigned(context, s);
    case "get": {
      const target = tangent(s.target);
      const member = beside(s.member);
      if (member && isLength(s.member))
        return [...(context.isActive(s.target) ? unlessList(s.member.object, s.loc) : []), s];
      if (!target) return [s];
      if (!member || isNatural(s.member)) throw new NoSlope();
      return [s, { ...s, target, member, orZero: context.mayBeStill(s.member.object) }];
    }
    case "set":
    case "accumulate": {
      const { value, before } = within(context, () => tangentOf(context, s.value, null));
      const member = beside(s.member);
      if (member && isNatural(s.member)) throw new NoSlope();
      if (!member) {
        if (value !== null) throw new NoSlope();
        return [s];
      }
      if (s.kind === "accumulate") return value === null ? [s] : [s, ...before, { ...s, member, value }];
      return [s, ...before, { ...s, member, value: value ?? literal(0) }];
    }
    case "array": {
      const target = tangent(s.target);
      if (!target) return [s];
      const { value: elements, before } = within(context, () => s.elements.map((e) => e && of(e)));
      return [s, ...before, { ...s, target, elements }];
    }
    case "object": {
      const target = tangent(s.target);
      if (!target) return [s];
      const { instance: _, ...plain } = s;
      const { value: properties, before } = within(context, () =>
        s.properties.map((p) => ({ ...p, value: of(p.value) })),
      );
      return [s, ...before, { ...plain, target, properties }];
    }
    case "call":
      return called(context, s);
    case "if":
      return [{ ...s, consequent: along(context, s.consequent), alternate: along(context, s.alternate) }];
    case "loop": {
      eachStatement(s.head, (h) => {
        if ("target" in h && h.target && h.target.kind === "number" && tangent(h.target)) throw new NoSlope();
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

function assigned(context: Context, s: Statement & { readonly kind: "assign" }): Block {
  const target = context.tangent(s.target);
  if (!target) return [s];
  const isBlank = s.value.op === "literal" && s.value.value === undefined;
  if (isBlank && s.declare !== null) return [s, { ...s, target }];
  // A tangent may mention the value, and the variable's value before.
  const result = s.value.op === "math" ? context.make(s.value.name === "**" ? "power" : s.value.name, "number") : null;
  const { value, before } = within(context, () =>
    tangentOf(context, s.value, s.declare === "const" ? s.target : result),
  );
  const own: Statement = { ...s, target, value: value ?? literal(0) };
  if (s.declare === "const") return [s, ...before, own];
  if (!result) return [...before, own, s];
  return [
    { kind: "assign", loc: s.loc, target: result, declare: "const", value: s.value },
    ...before,
    own,
    { ...s, value: variable(result) },
  ];
}

/** Of all calls, only what makes an array of numbers has a tangent, and only what makes an error goes without. */
function called(context: Context, s: Statement & { readonly kind: "call" }): Block {
  if (s.callee.via !== "new" || s.callee.native === null || !s.target) throw new NoSlope();
  if (s.callee.native.endsWith("Error")) return [s];
  const target = context.tangent(s.target);
  const [given] = s.operands;
  const { value: moved, before } = within(context, () => s.operands.map((e) => tangentOf(context, e, null)));
  if (!target || !given || s.callee.native !== "Float64Array" || s.operands.length !== 1) throw new NoSlope();
  const [tangent] = moved;
  if (tangent) return [s, ...before, ...unless(context, given, false, s.loc), { ...s, target, operands: [tangent] }];
  const length = context.make("length", "number");
  const member = { object: s.target, key: literal("length"), spelled: null, accessor: false };
  return [s, { kind: "get", loc: s.loc, target: length, member }, { ...s, target, operands: [variable(length)] }];
}

/** The length of something else may move. */
function unlessList(v: Variable, loc: Location): Block {
  if (v.kind === "array" || v.kind === "typed") return [];
  const isList = js.call(js.member(js.id("#$"), "isList"), [js.id(v.name)]);
  return [{ kind: "verbatim", loc, statement: js.ifs(js.unary("!", isList), [js.returns(null)]) }];
}

/** Gives up unless an expression is a number, or if it is one. */
function unless(context: Context, e: Expression, isNumber: boolean, loc: Location): Block {
  const target = e.op === "variable" ? e.variable : context.make("given", "unknown");
  const type = js.unary("typeof", js.id(target.name));
  const test = js.binary(isNumber ? "!==" : "===", type, js.str("number"));
  return [
    ...(e.op === "variable" ? [] : [{ kind: "assign", loc, target, declare: "const", value: e } as const]),
    { kind: "verbatim", loc, statement: js.ifs(test, [js.returns(null)]) },
  ];
}
