/**
 * A statement, and what it does to the tangents. Statements → statements.
 *
 *   const y = x * w;   →   const y = x * w; const dy = dx * w + x * dw;
 */
import * as js from "../ir/js.ts";
import { eachStatement } from "../3-analyse/activity.ts";
import { literal, variable } from "../ir/expressions.ts";
import { isNatural } from "../ir/natural-keys.ts";
import type { Block, Expression, Location, Member, Statement, Variable } from "../ir/types.ts";
import type { Make } from "../2-lower/indices.ts";
import { isLength } from "./moving.ts";
import { tangentOf, type Tangents } from "./slope-tangents.ts";

/** What has no slope: that is left to the dual. */
export class NoSlope extends Error {}

export interface Context {
  readonly isActive: (v: Variable) => boolean;
  /** Objects that are neither the arguments' nor one that is made in one place: of some the tangent may be 0. */
  readonly mayBeStill: (v: Variable) => boolean;
  /** One for each direction. */
  readonly lanes: readonly Tangents[];
  readonly make: Make;
  readonly out: Statement[];
}

/** What a run puts before. */
export function within<T>(context: Pick<Context, "out">, run: () => T): { readonly value: T; readonly before: Block } {
  const before = context.out.splice(0);
  const value = run();
  const added = context.out.splice(0);
  context.out.push(...before);
  return { value, before: added };
}

export const along = (context: Context, block: Block): Block => block.flatMap((s) => both(context, s));

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
  const elements = context.lanes.length > 1 ? zeros(given) : null;
  if (elements) return [s, ...context.lanes.map((lane) => blank(s, lane.tangent(target) ?? target, elements))];
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

/** Up to this, an array is made several times as fast as a typed one; beside what has several tangents nobody else sees it. */
const MAX_ZEROS = 16;

function zeros(length: Expression): readonly Expression[] | null {
  if (length.op !== "literal" || typeof length.value !== "number" || length.value > MAX_ZEROS) return null;
  return Array.from({ length: length.value }, () => literal(0));
}

const blank = ({ loc }: Statement, target: Variable, elements: readonly Expression[]): Statement => ({
  kind: "array",
  loc,
  target,
  elements,
});

/** The length of something else may move. */
function unlessList(v: Variable, loc: Location): Block {
  if (v.kind === "array" || v.kind === "typed") return [];
  const isList = js.call(js.member(js.id("#$"), "isList"), [js.id(v.name)]);
  return [{ kind: "verbatim", loc, statement: js.ifs(js.unary("!", isList), [js.returns(null)]) }];
}

/** Gives up unless an expression is a number, or if it is one. */
export function unless(context: Pick<Context, "make">, e: Expression, isNumber: boolean, loc: Location): Block {
  const target = e.op === "variable" ? e.variable : context.make("given", "unknown");
  const type = js.unary("typeof", js.id(target.name));
  const test = js.binary(isNumber ? "!==" : "===", type, js.str("number"));
  return [
    ...(e.op === "variable" ? [] : [{ kind: "assign", loc, target, declare: "const", value: e } as const]),
    { kind: "verbatim", loc, statement: js.ifs(test, [js.returns(null)]) },
  ];
}
