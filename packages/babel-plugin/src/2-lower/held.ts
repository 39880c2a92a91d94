/** Which variables may hold a container, though nothing tells their kind: by what they are given. Units → names. */
import type { Capture, Expression, Member, Unit, Variable } from "../ir/types.ts";
import { eachStatement } from "../3-analyse/activity.ts";
import { CONTAINERS, kindOf } from "./state.ts";

/** A variable; of a constant of the module, its name. */
export type Name = Variable | string;

/** What a choice chooses from. */
export const alternativesOf = (e: Expression): readonly Expression[] =>
  e.op === "conditional" ? [e.consequent, e.alternate] : e.op === "logical" ? [e.left, e.right] : [e];

export const nameOf = (e: Expression): Name | null =>
  e.op === "variable" ? named(e.variable) : e.op === "constant" && e.node.type === "Identifier" ? e.node.name : null;

const named = (v: Variable): Name => (v.origin === "module" ? v.name : v);

/** What a function gives: no variable is called so. */
const resultOf = (unit: string): Name => `return ${unit}`;

/** What is thrown, by whom it may be. */
const THROWN: Name = "throw";

/**
 * What is given a container by an assignment, by a call, by the `return` of what it calls, by a capture, or as an element of a list of
 * them. What has members that are read or written may be one.
 */
export function containersIn(units: readonly Unit[]): ReadonlySet<Name> {
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
  /** Puts something into a list. */
  const put = (e: Expression, list: Name): void => {
    const item = nameOf(e);
    if (CONTAINERS.has(kindOf(e))) lists.add(list);
    if (item !== null) pushes.push([item, list]);
  };
  const giveAll = (operands: readonly Expression[], unit: string): void => {
    const { parameters = [], rest = null } = byName.get(unit) ?? {};
    for (const [i, operand] of operands.entries())
      if (i >= parameters.length && rest) put(operand, rest);
      else give(operand, parameters[i]);
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
      if (s.kind === "throw") give(s.value, THROWN);
      if (s.kind === "try" && s.parameter) copies.push([THROWN, s.parameter]);
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
      if (list !== null) for (const e of operands) put(e, list);
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
