/**
 * Puts the bodies of small straight-line functions of the file where they are called. Units → units.
 *
 *   const dot = (a, b) => a[0] * b[0] + a[1] * b[1];     … dot(u, v) …     … u[0] * v[0] + u[1] * v[1] …
 *
 * Then an array that exists only to have its elements read is not made at all: see scalars.ts.
 */
import { addNames } from "../ir/walk.ts";
import type { Block, Expression, Statement, Unit } from "../ir/types.ts";
import type { t } from "../babel.ts";
import { operandsOf } from "../ir/expressions.ts";
import { blocksOf, eachExpression } from "../ir/rewrite.ts";
import { contains } from "../3-analyse/activity.ts";

import { isStraight, sizeOf, bodyFor, branchingBody, guarded } from "./bodies.ts";

/** Larger bodies stay calls: for speed there are joint functions, in which everything stands that they call (whole.ts). */
export const MAX_SIZE = 64;
/** A caller does not grow beyond this by inlining. */
export const MAX_GROWTH = 900;

export function inlineCalls(units: readonly Unit[], nextId: () => number): Unit[] {
  const done = new Map<string, Unit>();
  const byName = new Map(units.map((u) => [u.name, u]));
  const busy = new Set<string>();
  const fits = (unit: Unit, growth: number): boolean => {
    const size = sizeOf(unit.body);
    return size <= MAX_SIZE && growth + size <= MAX_GROWTH;
  };
  const frees = new Map<Unit, ReadonlySet<string>>();
  const free = (unit: Unit): ReadonlySet<string> => {
    const known = frees.get(unit) ?? freeNamesOf(unit);
    frees.set(unit, known);
    return known;
  };
  const inlined = (unit: Unit): Unit => {
    const known = done.get(unit.name);
    if (known) return known;
    busy.add(unit.name);
    const declared = namesOf(unit);
    const names = new Set([...declared, ...free(unit)]);
    /** What a callee's names mean at the top of the module must not be hidden by a variable of the caller, nor the other way. */
    const isHidden = (callee: Unit): boolean => [...free(callee)].some((name) => declared.has(name));
    let growth = 0;
    /** A write that fails throws in strict code alone. */
    const isLoosened = (callee: Unit): boolean =>
      callee.isStrict && !unit.isStrict && contains(callee.body, (s) => s.kind === "set" || s.kind === "accumulate");
    const mayStand = (callee: Unit): boolean => fits(callee, growth) && !isHidden(callee) && !isLoosened(callee);
    const take = (callee: Unit, body: () => Block | null): Block | null => {
      for (const name of free(callee)) names.add(name);
      const before = names.size;
      const result = body();
      for (const name of [...names].slice(before)) declared.add(name);
      return result;
    };
    const expand = (s: Statement): Block => {
      if (
        s.kind === "call" &&
        s.callee.via === "pair" &&
        !s.callee.closure &&
        !s.callee.self &&
        !s.spread &&
        !busy.has(s.callee.unit)
      ) {
        const callee = byName.get(s.callee.unit);
        const target = callee && inlined(callee);
        if (target && mayStand(target)) {
          const body = take(target, () =>
            isStraight(target) ? bodyFor(s, target, names, nextId) : branchingBody(s, target, names, nextId),
          );
          if (body) {
            growth += sizeOf(target.body);
            return body;
          }
        }
      }
      const method = s.kind === "call" && s.callee.via === "value" && !s.spread ? (s.callee.likely ?? null) : null;
      const likely = method === null || busy.has(method) ? undefined : byName.get(method);
      if (s.kind === "call" && likely) {
        const target = inlined(likely);
        if (isStraight(target) && mayStand(target)) {
          const body = take(target, () => guarded(s, target, names, nextId));
          growth += sizeOf(target.body);
          if (body) return body;
        }
      }
      return [mapBlocks(s, (b) => b.flatMap(expand))];
    };
    const result = { ...unit, body: unit.body.flatMap(expand) };
    busy.delete(unit.name);
    done.set(unit.name, result);
    return result;
  };
  return units.map(inlined);
}

export function namesOf(unit: Unit): Set<string> {
  const names = new Set<string>([
    ...unit.parameters.map((p) => p.name),
    unit.self.name,
    ...(unit.rest ? [unit.rest.name] : []),
    ...(unit.environment ? [unit.environment.variable.name] : []),
  ]);
  const visit = (block: Block): void => {
    for (const s of block) {
      if ("target" in s && s.target) names.add(s.target.name);
      if (s.kind === "each") names.add(s.iterator.name);
      // The variable stays, under its own name.
      if (s.kind === "cell") names.add(s.spelled);
      if (s.kind === "try" && s.parameter) names.add(s.parameter.name);
      blocksOf(s).forEach(visit);
    }
  };
  visit(unit.body);
  return names;
}

/** The names that a unit mentions without declaring them: of the module, or of the world. `closures`: in function literals, too. */
export function freeNamesOf(unit: Unit, closures = true): Set<string> {
  const names = new Set<string>();
  const look = (e: Expression): void => {
    if (e.op === "constant") addNames(e.node, names);
    if (e.op === "math") names.add("Math");
    operandsOf(e).forEach(look);
  };
  const visit = (block: Block): void => {
    for (const s of block) {
      eachExpression(s, look);
      if ("member" in s) {
        if (s.member.object.origin === "module") names.add(s.member.object.name);
        if (s.member.hidden !== undefined) names.add(s.member.hidden);
        if (s.member.spelled !== null) names.add(s.member.spelled);
      }
      if (closures && s.kind === "closure" && (s.written ?? s.declaration))
        addNames((s.written ?? s.declaration) as t.Node, names);
      if (s.kind === "verbatim") addNames(s.statement, names);
      blocksOf(s).forEach(visit);
    }
  };
  visit(unit.body);
  return names;
}

export function mapBlocks(s: Statement, change: (b: Block) => Block): Statement {
  switch (s.kind) {
    case "if":
      return { ...s, consequent: change(s.consequent), alternate: change(s.alternate) };
    case "loop":
      return { ...s, head: change(s.head), body: change(s.body), update: change(s.update) };
    case "each":
    case "block":
      return { ...s, body: change(s.body) };
    case "try":
      return { ...s, body: change(s.body), handler: change(s.handler) };
    default:
      return s;
  }
}
