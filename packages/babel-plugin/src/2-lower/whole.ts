/**
 * A copy of a function in which everything stands that it calls, as far as that can be: for the function that gives its value and
 * gradient at once. Unit → unit.
 *
 *   calls of functions of the file      →  their bodies, loops and all
 *   for (const x of xs) { … }           →  for (let i = 0; i < xs.length; i++) { const x = xs[i]; … }
 *   { … }                               →  …
 */
import { literal, variable } from "../ir/expressions.ts";
import { blocksOf, rewriteBlock, type Renaming } from "../ir/rewrite.ts";
import type { Block, Region, Statement, Unit, Variable } from "../ir/types.ts";
import { eachStatement } from "../3-analyse/activity.ts";
import { structure } from "../3-analyse/structure.ts";
import { bodyFor, resultBody, sizeOf, takeName, usesThis } from "./bodies.ts";
import { freeNamesOf, mapBlocks, namesOf } from "./inline.ts";
import { replaceScalars } from "./scalars.ts";
import { assignedIn } from "./state.ts";

/** A function does not grow beyond this. */
const MAX_SIZE = 3000;

export function wholeUnit(unit: Unit, units: ReadonlyMap<string, Unit>, nextId: () => number): Unit {
  const own = copy(unit, nextId);
  const names = new Set([...namesOf(own), ...freeNamesOf(own)]);
  const declared = namesOf(own);
  const busy = new Set([unit.name]);
  let size = sizeOf(own.body);

  const expand = (s: Statement): Block => {
    const callee = s.kind === "call" && s.callee.via === "pair" && !s.spread ? units.get(s.callee.unit) : undefined;
    if (s.kind !== "call" || !callee || busy.has(callee.name) || callsItself(callee) || !canStandInPlace(callee))
      return [mapBlocks(s, (b) => b.flatMap(expand))];
    size += sizeOf(callee.body);
    if (size > MAX_SIZE || [...freeNamesOf(callee)].some((name) => declared.has(name))) return [s];
    for (const name of freeNamesOf(callee)) names.add(name);
    const before = new Set(names);
    const { unit: inside } = structure(callee);
    const body =
      inside.body.at(-1)?.kind === "exit" ? bodyFor(s, inside, names, nextId) : resultBody(s, inside, names, nextId);
    for (const name of names) if (!before.has(name)) declared.add(name);
    busy.add(callee.name);
    const expanded = body.flatMap(expand);
    busy.delete(callee.name);
    return expanded;
  };
  const flat = flatten(own.body.flatMap(expand)).flatMap((s) => byIndex(s, names, nextId));
  return replaceScalars(withOneReturn({ ...own, body: flat }, names, nextId), nextId);
}

/** Returns that stand last in branches set a variable, which is returned in the end. */
function withOneReturn(unit: Unit, names: Set<string>, nextId: () => number): Unit {
  const { unit: structured, tails } = structure(unit);
  if (structured.body.at(-1)?.kind === "exit") return structured;
  const target: Variable = {
    id: nextId(),
    name: takeName("result", names),
    origin: "temporary",
    constant: false,
    isSettled: true,
    made: false,
    kind: "unknown",
  };
  const settle = (block: Block): Block =>
    block.map((s) =>
      s.kind === "exit" && tails.has(s)
        ? { kind: "assign", loc: s.loc, target, declare: null, value: s.value ?? literal(undefined) }
        : mapBlocks(s, settle),
    );
  return {
    ...structured,
    body: [
      { kind: "assign", loc: unit.loc, target, declare: "let", value: literal(undefined) },
      ...settle(structured.body),
      { kind: "exit", loc: unit.loc, how: "return", region: unit.region, value: variable(target) },
    ],
  };
}

/** A plain function that leaves by returns that stand last, and by nothing else. */
function canStandInPlace(callee: Unit): boolean {
  if (callee.environment || callee.rest || callee.sweeps !== "plain" || usesThis(callee)) return false;
  if (callee.form !== "arrow" && callee.form !== "function") return false;
  const { unit, tails } = structure(callee);
  const assigned = assignedIn(unit.body);
  let isSimple = returnsLast(unit.body) && unit.parameters.every((p) => !assigned.has(p));
  eachStatement(unit.body, (s) => {
    if (s.kind === "exit" ? !tails.has(s) : UNMOVABLE.has(s.kind) || (s.kind === "block" && s.region)) isSimple = false;
  });
  return isSimple;
}

/** Unfolding recursion gains nothing. */
function callsItself({ name, body }: Unit): boolean {
  let result = false;
  eachStatement(body, (s) => (result ||= s.kind === "call" && s.callee.via === "pair" && s.callee.unit === name));
  return result;
}

const UNMOVABLE: ReadonlySet<Statement["kind"]> = new Set(["try", "yield", "closure", "cell", "verbatim", "throw"]);

function returnsLast(block: Block): boolean {
  const last = block.at(-1);
  if (last?.kind === "exit") return true;
  return last?.kind === "if" && returnsLast(last.consequent) && returnsLast(last.alternate);
}

/** Blocks that no exit leaves are opened: every variable of a unit has a name of its own. */
function flatten(block: Block): Block {
  return block.flatMap((s): Block => {
    if (s.kind === "block" && !s.region) return flatten(s.body);
    return [mapBlocks(s, flatten)];
  });
}

/** A list is gone through by index; that it is one, is tested where the function begins to use it: see `guards`. */
function byIndex(s: Statement, names: Set<string>, nextId: () => number): Block {
  const inner = mapBlocks(s, (b) => b.flatMap((x) => byIndex(x, names, nextId)));
  if (inner.kind !== "each" || inner.iterable.op !== "variable" || !inner.iterable.variable.constant) return [inner];
  if (inner.target.kind === "string" || inner.iterable.variable.kind === "string" || leaves(inner.body)) return [inner];
  const { loc, target, iterable } = inner;
  const make = (base: string, constant: boolean): Variable => ({
    id: nextId(),
    name: takeName(base, names),
    origin: "temporary",
    constant,
    made: false,
    kind: "number",
  });
  const i = make("i", false);
  const length = make("length", true);
  const items = iterable.variable;
  const member = { object: items, spelled: null, accessor: false };
  const region = (kind: Region["kind"]): Region => ({ id: nextId(), kind, label: null });
  return [
    { kind: "assign", loc, target: i, declare: "let", value: { op: "literal", value: 0 } },
    {
      kind: "loop",
      loc,
      region: region("loop"),
      bodyRegion: region("body"),
      head: [{ kind: "get", loc, target: length, member: { ...member, key: { op: "literal", value: "length" } } }],
      test: { op: "binary", operator: "<", left: variable(i), right: variable(length) },
      body: [{ kind: "get", loc, target, member: { ...member, key: variable(i) } }, ...inner.body],
      update: [
        {
          kind: "assign",
          loc,
          target: i,
          declare: null,
          value: { op: "unary", operator: "++", operand: variable(i) },
        },
      ],
      counter: i,
      start: 0,
      perIteration: [],
      iterates: items,
    },
  ];
}

const leaves = (block: Block): boolean => block.some((s) => s.kind === "exit" || blocksOf(s).some(leaves));

/** The same with variables of its own, since passes change what they know of variables. */
function copy(unit: Unit, nextId: () => number): Unit {
  const copies = new Map<Variable, Variable>();
  const of = (v: Variable): Variable => {
    if (v.origin === "module") return v;
    const known = copies.get(v) ?? { ...v, id: nextId() };
    copies.set(v, known);
    return known;
  };
  const renaming: Renaming = { read: (v) => variable(of(v)), object: of, target: of };
  return {
    ...unit,
    parameters: unit.parameters.map(of),
    rest: unit.rest && of(unit.rest),
    self: of(unit.self),
    environment: unit.environment && {
      variable: of(unit.environment.variable),
      captures: unit.environment.captures.map((c) => ({ ...c, variable: of(c.variable) })),
    },
    body: rewriteBlock(unit.body, renaming),
  };
}
