/**
 * What may be a container, and is made a number by the engine, loses its derivative on the way: the tape is told. Units → units.
 *
 *   const y = Math.sin(list)          asNumber(list); const y = Math.sin(list)
 *   o[k] = x                          const named = $.key(k); o[named] = x
 *
 * That goes for what certainly is one, and for variables that are given one somewhere, or of which a member is read or written. `+` makes a
 * text of most containers; and an element of a typed array is made a number too. A text may be that of a number: it is told likewise.
 */
import { operandsOf, variable } from "../ir/expressions.ts";
import { eachExpression } from "../ir/rewrite.ts";
import type { Block, Capture, Expression, Member, Statement, Unit, Variable } from "../ir/types.ts";
import { contains, eachStatement } from "../3-analyse/activity.ts";
import { variablesOf } from "../4-adjoin/adjoin.ts";
import { maker, type Make } from "./indices.ts";
import { mapBlocks } from "./inline.ts";
import { CONTAINERS, kindOf } from "./state.ts";

const ARITHMETIC = new Set(["-", "*", "/", "%", "**"]);
const SIGNS = new Set(["-", "+", "++", "--"]);

type MayHold = (e: Expression) => boolean;

interface Doubts {
  /** May it be told before arithmetic makes a number of it? */
  readonly number: MayHold;
  /** May it be a container? */
  readonly key: MayHold;
}

/** A variable; of a constant of the module, its name. */
type Name = Variable | string;

/** What is used as a key is made one once: another time it may be made another. `taken`: names for which that cannot stand. */
export function withConversions(units: readonly Unit[], taken: ReadonlySet<string>, nextId: () => number): Unit[] {
  const doubtful = doubtfulIn(units);
  const key: MayHold = (e) => {
    if (CONTAINERS.has(kindOf(e))) return true;
    if (e.op === "conditional" || e.op === "logical") return alternativesOf(e).some(key);
    const name = kindOf(e) === "unknown" ? nameOf(e) : null;
    return name !== null && doubtful.has(name);
  };
  const doubts: Doubts = { key, number: (e) => key(e) || (e.op === "variable" && kindOf(e) === "string") };
  return units.map((unit) => {
    if (!contains(unit.body, (s) => isKeyed(s, key) || usedIn(s, doubts).length > 0)) return unit;
    const make = maker(new Set([...taken, ...variablesOf(unit).map((v) => v.name)]), nextId);
    return { ...unit, body: toldIn(unit.body, doubts, make) };
  });
}

/** What a choice chooses from. */
const alternativesOf = (e: Expression): readonly Expression[] =>
  e.op === "conditional" ? [e.consequent, e.alternate] : e.op === "logical" ? [e.left, e.right] : [e];

const nameOf = (e: Expression): Name | null =>
  e.op === "variable" ? named(e.variable) : e.op === "constant" && e.node.type === "Identifier" ? e.node.name : null;

const named = (v: Variable): Name => (v.origin === "module" ? v.name : v);

/** What a function gives: no variable is called so. */
const resultOf = (unit: string): Name => `return ${unit}`;

/**
 * What is given a container by an assignment, by a call, by the `return` of what it calls, by a capture, or as an element of a list of
 * them. What has members that are read or written may be one.
 */
function doubtfulIn(units: readonly Unit[]): ReadonlySet<Name> {
  const byName = new Map(units.map((u) => [u.name, u]));
  const doubtful = new Set<Name>();
  const lists = new Set<Name>();
  const functions = new Map<Name, Set<string>>();
  const copies: (readonly [from: Name, to: Name])[] = [];
  const reads: (readonly [list: Name, element: Name])[] = [];
  const pushes: (readonly [item: Name, list: Name])[] = [];
  const calls: { readonly callee: Name; readonly operands: readonly Expression[]; readonly seen: Set<string> }[] = [];
  const give = (e: Expression, to: Name | undefined): void => {
    if (to === undefined) return;
    if (e.op === "conditional" || e.op === "logical") {
      for (const alternative of alternativesOf(e)) give(alternative, to);
      return;
    }
    const from = nameOf(e);
    if (CONTAINERS.has(kindOf(e))) doubtful.add(to);
    if (from !== null) copies.push([from, to]);
  };
  const giveAll = (operands: readonly Expression[], unit: string): void => {
    const parameters = byName.get(unit)?.parameters ?? [];
    for (const [i, operand] of operands.entries()) give(operand, parameters[i]);
  };
  const environments = environmentsIn(units);
  const captures = units.flatMap(({ environment }) => environment?.captures ?? []);
  const cells = new Set(captures.flatMap(({ by, variable }) => (by === "cell" ? [variable] : [])));
  const isOfCell = ({ object }: Member): boolean => object.origin === "cell" || cells.has(object);
  for (const { name: unit, body, region, sweeps } of units) {
    eachStatement(body, (s) => {
      if (s.kind === "exit" && s.region === region && s.value && sweeps === "plain") give(s.value, resultOf(unit));
      if (s.kind === "assign") {
        give(s.value, s.target);
        // The same value under two names.
        const from = nameOf(s.value);
        if (from !== null && s.target.constant) copies.push([s.target, from]);
      }
      if (s.kind === "array" && s.elements.some((e) => e !== null && CONTAINERS.has(kindOf(e)))) lists.add(s.target);
      if (s.kind === "closure") functions.set(s.target, new Set([s.unit]));
      if (s.kind === "object")
        for (const { name, variable, by } of environments.get(s.target) ?? []) {
          const value = s.properties.find(({ key }) => key.op === "literal" && key.value === name)?.value;
          if (by === "value" && value) give(value, variable);
          if (by === "cell" && value?.op === "variable")
            copies.push([value.variable, variable], [variable, value.variable]);
        }
      if (s.kind === "get") reads.push([named(s.member.object), s.target]);
      if (s.kind === "each" && s.iterable.op === "variable") reads.push([s.iterable.variable, s.target]);
      // Of a cell: what it holds.
      if (s.kind === "set" && isOfCell(s.member)) give(s.value, s.member.object);
      if (s.kind === "get" && isOfCell(s.member)) copies.push([s.member.object, s.target]);
      const isMember = s.kind === "get" || s.kind === "set" || s.kind === "accumulate";
      if (isMember && s.member.object.kind === "unknown") doubtful.add(named(s.member.object));
      if (s.kind === "call" && s.callee.via === "pair" && s.target) copies.push([resultOf(s.callee.unit), s.target]);
      if (s.kind !== "call" || s.spread) return;
      const { callee, operands } = s;
      if (callee.via === "pair") giveAll(operands, callee.unit);
      if (callee.via === "new" && typeof callee.unit === "string") giveAll(operands, callee.unit);
      const list = callee.via === "method" && isPush(callee.key) ? nameOf(callee.object) : null;
      if (list !== null)
        for (const e of operands) {
          const pushed = nameOf(e);
          if (CONTAINERS.has(kindOf(e))) lists.add(list);
          if (pushed !== null) pushes.push([pushed, list]);
        }
      const name = callee.via === "value" ? nameOf(callee.callee) : null;
      if (name !== null) calls.push({ callee: name, operands, seen: new Set() });
    });
  }
  for (let changed = true; changed;) {
    const before = doubtful.size + lists.size + copies.length;
    changed = false;
    for (const [from, to] of copies) {
      for (const known of [doubtful, lists]) if (known.has(from)) known.add(to);
      const made = functions.get(from);
      const known = functions.get(to) ?? new Set();
      if (made === undefined || [...made].every((unit) => known.has(unit))) continue;
      functions.set(to, new Set([...known, ...made]));
      changed = true;
    }
    for (const [item, list] of pushes) if (doubtful.has(item)) lists.add(list);
    for (const [list, element] of reads) if (lists.has(list)) doubtful.add(element);
    for (const { callee, operands, seen } of calls)
      for (const unit of functions.get(callee) ?? []) {
        if (seen.has(unit)) continue;
        seen.add(unit);
        giveAll(operands, unit);
      }
    changed ||= doubtful.size + lists.size + copies.length !== before;
  }
  return doubtful;
}

const isPush = (key: Expression): boolean => key.op === "literal" && (key.value === "push" || key.value === "unshift");

/** What closures take from their environments, by the variables that hold these where the closures are made. */
function environmentsIn(units: readonly Unit[]): ReadonlyMap<Variable, readonly Capture[]> {
  const byName = new Map(units.map((u) => [u.name, u]));
  const found = new Map<Variable, readonly Capture[]>();
  for (const { body } of units)
    eachStatement(body, (s) => {
      if (s.kind !== "closure" || s.environment === null) return;
      const captures = byName.get(s.unit)?.environment?.captures ?? [];
      found.set(s.environment, [...(found.get(s.environment) ?? []), ...captures]);
    });
  return found;
}

const toldIn = (block: Block, doubts: Doubts, make: Make): Block =>
  block.flatMap((written): Block => {
    const converted: Statement[] = [];
    const s = withKeys(written, (key, holder) => {
      if (!doubts.key(key)) return key;
      const target = make("named", "string");
      const callee = { via: "runtime", name: "key" } as const;
      const operands = [key, ...holder];
      converted.push({ kind: "call", loc: written.loc, target, callee, operands, spread: false });
      return variable(target);
    });
    return [
      ...converted,
      ...usedIn(s, doubts).map(({ operand, isAdded }) => asNumber(s, operand, isAdded ? "asOperand" : "asNumber")),
      mapBlocks(s, (b) => toldIn(b, doubts, make)),
    ];
  });

/** Another key for one; and of what it is a member, if that may have none. */
type ChangeKey = (key: Expression, holder: readonly Expression[]) => Expression;

/** A statement with other keys. */
function withKeys(s: Statement, change: ChangeKey): Statement {
  switch (s.kind) {
    case "get":
    case "set":
    case "accumulate": {
      const { member } = s;
      if (member.hidden !== undefined) return s;
      const key = change(member.key, [variable(member.object)]);
      return key === member.key ? s : { ...s, member: { ...member, key } };
    }
    case "object":
      return { ...s, properties: s.properties.map((p) => ({ ...p, key: change(p.key, []) })) };
    case "call": {
      const [object, key] = s.operands;
      const deletes = s.callee.via === "runtime" && s.callee.name === "deleteProperty";
      if (!deletes || !object || !key) return s;
      return { ...s, operands: [object, change(key, [object]), ...s.operands.slice(2)] };
    }
    default:
      return s;
  }
}

/** Is a key made of what may be an object? */
function isKeyed(s: Statement, mayHold: MayHold): boolean {
  let found = false;
  withKeys(s, (key) => {
    found ||= mayHold(key);
    return key;
  });
  return found;
}

interface Used {
  readonly operand: Expression;
  /** By `+`, which may make a text of it. */
  readonly isAdded: boolean;
}

/** What a statement makes a number of. */
function usedIn(s: Statement, doubts: Doubts): Used[] {
  const used: Used[] = [];
  if (s.kind !== "loop") eachExpression(s, (e) => collect(e, doubts, used));
  const isConverted =
    (s.kind === "set" && s.member.object.kind === "typed" && kindOf(s.member.key) !== "string") ||
    (s.kind === "call" && s.callee.via === "runtime" && s.callee.name === "toNumeric");
  const converted = isConverted ? (s.kind === "set" ? [s.value] : s.operands) : [];
  for (const operand of converted) if (doubts.number(operand)) used.push({ operand, isAdded: false });
  return used;
}

const asNumber = ({ loc }: Statement, operand: Expression, name: "asNumber" | "asOperand"): Statement => ({
  kind: "call",
  loc,
  target: null,
  callee: { via: "runtime", name },
  operands: [operand],
  spread: false,
});

function collect(e: Expression, doubts: Doubts, used: Used[]): void {
  const isArithmetic =
    e.op === "math" || (e.op === "binary" && ARITHMETIC.has(e.operator)) || (e.op === "unary" && SIGNS.has(e.operator));
  const operands = operandsOf(e);
  const isAdded = e.op === "binary" && e.operator === "+" && !operands.some((o) => kindOf(o) === "string");
  for (const operand of operands) {
    if ((isArithmetic && doubts.number(operand)) || (isAdded && doubts.key(operand))) used.push({ operand, isAdded });
    collect(operand, doubts, used);
  }
}
