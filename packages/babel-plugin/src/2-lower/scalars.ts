/**
 * Does without arrays and objects of which only single parts are read, and without copies. Unit → unit.
 *
 *   const v = [x, y]; f = v[0] * v[1]          f = x * y
 *   const [a, b] = [x, y]                      a is x, b is y
 *   const p = { x, y }; f = p.x * p.y          f = x * y
 */
import { literal, mentions, newVariable, variable } from "../ir/expressions.ts";
import { eachUse } from "../ir/rewrite.ts";
import type { Block, Expression, Statement, Unit, Variable } from "../ir/types.ts";
import { contains, eachStatement } from "../3-analyse/activity.ts";
import { freeNamesOf, mapBlocks, namesOf } from "./inline.ts";
import { takeName } from "./bodies.ts";
import { splitCarried } from "./carried.ts";
import { isElements, keyRead, partsOf, type Key, type Parts } from "./parts.ts";
import { withoutRepeatedCalls, withoutRepeats, propagateCopies, isPrivate, usedEarly } from "./repeats.ts";

/** Functions that always return an array of their own making: their callers know that it has a shadow. */
export function markMadeResults(units: readonly Unit[]): void {
  const makers = new Set(units.filter((u) => returnsMade(u)).map((u) => u.name));
  for (const unit of units) {
    eachStatement(unit.body, (s) => {
      if (s.kind !== "call" || s.callee.via !== "pair" || !s.target?.constant || !makers.has(s.callee.unit)) return;
      s.target.kind = "array";
      s.target.made = true;
    });
  }
}

function returnsMade(unit: Unit): boolean {
  const results: (Expression | null)[] = [];
  eachStatement(unit.body, (s) => {
    if (s.kind === "exit" && s.how === "return") results.push(s.value);
  });
  const isMade = (e: Expression | null): boolean =>
    e?.op === "variable" && e.variable.made && e.variable.kind === "array" && e.variable.constant;
  const last = unit.body.at(-1);
  return (
    results.length > 0 &&
    results.every(isMade) &&
    (last?.kind === "exit" || (last?.kind === "if" && endsInReturn(last.consequent) && endsInReturn(last.alternate)))
  );
}

const endsInReturn = (b: Block): boolean => b.at(-1)?.kind === "exit";

/** `isExact`: members are read as often as it is written, whatever a getter gives, and arrays are iterated by their iterator. */
export function replaceScalars(unit: Unit, nextId: () => number, isExact = false): Unit {
  let current = unit;
  let names: Set<string> | null = null;
  const take = (name: string): string => takeName(name, (names ??= new Set([...namesOf(unit), ...freeNamesOf(unit)])));
  for (let round = 0; round < 8; round++) {
    const copied = propagateCopies({
      ...current,
      body: isExact
        ? current.body
        : withoutElements(withoutRepeatedCalls(withoutRepeats(current.body)), madeArrays(current.body)),
    });
    const literals = literalsOf(copied.body);
    if (literals.size === 0) return copied;
    const split = splitLiterals(copied, literals, take, nextId);
    current =
      split === copied && !(isExact && contains(copied.body, isElements)) ? splitCarried(copied, take, nextId) : split;
    if (current === copied) break;
  }
  return current;
}

/** The variables that hold an array of the sweep's own making, whichever way control came. */
function madeArrays(block: Block): Set<Variable> {
  const arrays = new Set<Variable>();
  const others = new Set<Variable>();
  eachStatement(block, (s) => {
    if (s.kind === "array") arrays.add(s.target);
    if (s.kind === "assign" && s.target.isSettled && !(s.declare === "let" && s.value.op === "literal")) {
      if (s.value.op === "variable" && s.value.variable.made && s.value.variable.kind === "array") arrays.add(s.target);
      else others.add(s.target);
    }
  });
  for (const v of others) arrays.delete(v);
  return arrays;
}

/** `elements` of an array that the sweep made is the array itself. */
function withoutElements(block: Block, arrays: ReadonlySet<Variable>): Block {
  return block.map((s): Statement => {
    if (!isElements(s) || !s.target) return mapBlocks(s, (b) => withoutElements(b, arrays));
    const [items] = s.operands;
    if (
      items?.op !== "variable" ||
      !(arrays.has(items.variable) || (items.variable.made && items.variable.kind === "array"))
    )
      return s;
    s.target.kind = "array";
    s.target.made = true;
    return { kind: "assign", loc: s.loc, target: s.target, declare: "const", value: items };
  });
}

/** The literals that could be taken apart, by their variables. */
function literalsOf(block: Block): Map<Variable, Parts> {
  const literals = new Map<Variable, Parts>();
  eachStatement(block, (s) => {
    const parts = partsOf(s);
    if (parts && (s.kind === "array" || s.kind === "object") && isPrivate(s.target)) literals.set(s.target, parts);
  });
  return literals;
}

function splitLiterals(
  unit: Unit,
  literals: Map<Variable, Parts>,
  take: (name: string) => string,
  nextId: () => number,
): Unit {
  const early = usedEarly(unit.body);
  for (const [v, parts] of literals)
    if ([...parts.values()].some((e) => mentions(e, (m) => early.has(m)))) literals.delete(v);
  eachUse(
    unit.body,
    (v) => literals.delete(v),
    (v, s) => {
      const key = keyRead(s);
      const isPart = key !== null && (literals.get(v)?.has(key) || (key === "length" && v.kind === "array"));
      if (!isPart) literals.delete(v);
    },
  );
  if (literals.size === 0) return unit;
  const named = new Map<Variable, Parts>();
  const split = (block: Block): Block =>
    block.flatMap((s): Block => {
      const literalParts = s.kind === "array" || s.kind === "object" ? literals.get(s.target) : undefined;
      if (literalParts && (s.kind === "array" || s.kind === "object")) {
        const out: Statement[] = [];
        const part = (e: Expression, key: Key): Expression => {
          if (e.op === "literal" || (e.op === "variable" && (e.variable.constant || e.variable.isSettled))) return e;
          const name = take(`${s.target.name}_${String(key)}`);
          const target = newVariable(nextId(), { name, origin: "temporary", constant: true });
          out.push({ kind: "assign", loc: s.loc, target, declare: "const", value: e });
          return variable(target);
        };
        named.set(s.target, new Map([...literalParts].map(([key, e]) => [key, part(e, key)])));
        return out;
      }
      if (s.kind === "again" && literals.has(s.member.object)) return [];
      if (s.kind === "get" && literals.has(s.member.object)) {
        const key = keyRead(s) ?? "";
        const parts = named.get(s.member.object);
        const value = parts?.get(key) ?? literal(key === "length" ? parts?.size : undefined);
        return [{ kind: "assign", loc: s.loc, target: s.target, declare: "const", value }];
      }
      return [mapBlocks(s, split)];
    });
  return { ...unit, body: split(unit.body) };
}
