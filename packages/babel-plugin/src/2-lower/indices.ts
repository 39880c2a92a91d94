/** Lists that are gone through by index: that each is one, is tested where the function begins to use it; see `guards`. */
import { literal, newVariable, variable } from "../ir/expressions.ts";
import type { Block, Expression, Kind, Location, Loop, Region, Statement, Variable } from "../ir/types.ts";
import { takeName } from "./bodies.ts";

/** Makes variables of a unit, under names that are not taken. */
export type Make = (base: string, kind: Kind, constant?: boolean) => Variable;

export const maker =
  (names: Set<string>, nextId: () => number): Make =>
  (base, kind, constant = true) =>
    newVariable(nextId(), { name: takeName(base, names), origin: "temporary", constant, kind });

export interface Walk {
  readonly loc: Location;
  readonly list: Variable;
  readonly counter: Variable;
  readonly item: Variable;
  readonly body: Block;
  /** Of a `for … of`, which asks for the length at each turn, there is none. */
  readonly method?: string;
  /** The index of the first item; 0 where it is left out. */
  readonly start?: number;
  readonly regions?: Pick<Loop, "region" | "bodyRegion">;
}

/** A list, in a variable that is not assigned again. */
export function listOf(
  object: Expression,
  loc: Location,
  make: Make,
): { readonly list: Variable; readonly before: Block } {
  if (object.op === "variable" && object.variable.constant) return { list: object.variable, before: [] };
  const list = make("list", object.op === "variable" ? object.variable.kind : "unknown");
  return { list, before: [{ kind: "assign", loc, target: list, declare: "const", value: object }] };
}

/** `let i = 0; for (; i < list.length; i++) { const item = list[i]; … }`; a method asks for the length once, before. */
export function overIndices(walk: Walk, make: Make, nextId: () => number): Block {
  const { loc, list, counter, item, body, method, start = 0, regions } = walk;
  const { length, ask } = lengthOf(list, loc, make);
  const get: Statement = {
    kind: "get",
    loc,
    target: item,
    member: { object: list, key: variable(counter), spelled: null, accessor: false },
  };
  const loop = { loc, counter, end: variable(length), start, body: [get, ...body], iterates: list, ...regions };
  return method === undefined
    ? countedTo({ ...loop, head: [ask] }, nextId)
    : [ask, ...countedTo({ ...loop, method }, nextId)];
}

/** The length of a list, and the statement that asks for it. */
export function lengthOf(
  list: Variable,
  loc: Location,
  make: Make,
): { readonly length: Variable; readonly ask: Statement } {
  const length = make("length", "number");
  const member = { object: list, key: literal("length"), spelled: null, accessor: false };
  return { length, ask: { kind: "get", loc, target: length, member } };
}

export interface Counted {
  readonly loc: Location;
  readonly counter: Variable;
  readonly end: Expression;
  readonly body: Block;
  readonly start?: number;
  readonly head?: Block;
  readonly iterates?: Variable;
  readonly method?: string;
  readonly region?: Region;
  readonly bodyRegion?: Region;
}

/** `let i = 0; for (; i < end; i++) { … }` */
export function countedTo({ counter, end, start = 0, head = [], ...loop }: Counted, nextId: () => number): Block {
  const { loc } = loop;
  const step = { op: "unary", operator: "++", operand: variable(counter) } as const;
  return [
    { kind: "assign", loc, target: counter, declare: "let", value: literal(start) },
    {
      kind: "loop",
      region: { id: nextId(), kind: "loop", label: null },
      bodyRegion: { id: nextId(), kind: "body", label: null },
      head,
      test: { op: "binary", operator: "<", left: variable(counter), right: end },
      update: [{ kind: "assign", loc, target: counter, declare: null, value: step }],
      counter,
      start,
      perIteration: [],
      ...loop,
    },
  ];
}
