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
import { eachStatement } from "../3-analyse/activity.ts";
import { freeNamesOf, mapBlocks, namesOf } from "./inline.ts";
import { takeName } from "./bodies.ts";
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
    const chosen = splitChoices(copied, literals, take, nextId);
    current = splitLiterals(chosen, chosen === copied ? literals : literalsOf(chosen.body), take, nextId);
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
    if (s.kind !== "call" || s.callee.via !== "runtime" || s.callee.name !== "elements" || !s.target)
      return mapBlocks(s, (b) => withoutElements(b, arrays));
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

type Key = string | number;
type Parts = ReadonlyMap<Key, Expression>;

/** What a literal consists of, by key; null where that cannot be told. */
function partsOf(s: Statement): Parts | null {
  if (s.kind === "array") {
    const elements = s.elements.flatMap((e, i) => (e ? [[i, e] as const] : []));
    return elements.length === s.elements.length ? new Map<Key, Expression>(elements) : null;
  }
  if (s.kind !== "object" || s.properties.length === 0) return null;
  const parts = new Map<Key, Expression>();
  for (const { kind, key, value } of s.properties) {
    if (kind !== "field" || key.op !== "literal" || typeof key.value !== "string" || key.value === "__proto__")
      return null;
    parts.set(key.value, value);
  }
  return parts.size === s.properties.length ? parts : null;
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

/** The key of a statement that reads one, or null. */
function keyRead(s: Statement): Key | null {
  if ((s.kind !== "get" && s.kind !== "again") || s.member.accessor || s.member.key.op !== "literal") return null;
  const { value } = s.member.key;
  return typeof value === "string" || typeof value === "number" ? value : null;
}

/**
 * A variable that is given one of several literals with the same keys, and of which only parts are read.
 *
 *   let v; if (c) v = [a, b]; else v = [d, e]; … v[0]      let v_0, v_1; if (c) { v_0 = a; v_1 = b } else …; … v_0
 */
function splitChoices(
  unit: Unit,
  literals: ReadonlyMap<Variable, Parts>,
  take: (name: string) => string,
  nextId: () => number,
): Unit {
  const choices = new Map<Variable, readonly Key[]>();
  const uses = new Map<Variable, number>();
  eachUse(
    unit.body,
    (v) => uses.set(v, (uses.get(v) ?? 0) + 1),
    (v) => uses.set(v, (uses.get(v) ?? 0) + 1),
  );
  const refused = new Set<Variable>();
  const declared = new Set<Variable>();
  eachStatement(unit.body, (s) => {
    if (s.kind !== "assign" || s.target.constant || s.target.isShared) return;
    if (s.declare === "let" && s.value.op === "literal" && s.value.value === undefined) {
      declared.add(s.target);
      return;
    }
    const source = s.value.op === "variable" ? s.value.variable : null;
    const parts = source && uses.get(source) === 1 ? literals.get(source) : undefined;
    const known = choices.get(s.target);
    const isLikeKnown = !known || !parts || (known.length === parts.size && known.every((key) => parts.has(key)));
    if (!parts || s.declare !== null || !isLikeKnown) refused.add(s.target);
    else choices.set(s.target, known ?? [...parts.keys()]);
  });
  eachUse(
    unit.body,
    (v) => refused.add(v),
    (v, s) => {
      const key = keyRead(s);
      if (key === null || !choices.get(v)?.includes(key)) refused.add(v);
    },
  );
  // A parameter is declared by nothing that could be split.
  for (const v of [...choices.keys()]) if (refused.has(v) || !declared.has(v)) choices.delete(v);
  if (choices.size === 0) return unit;
  const parts = new Map<Variable, Map<Key, Variable>>();
  for (const [v, keys] of choices) {
    const part = (key: Key): Variable =>
      newVariable(nextId(), {
        name: take(`${v.name}_${String(key)}`),
        origin: "temporary",
        constant: false,
        isSettled: v.isSettled,
      });
    parts.set(v, new Map(keys.map((key) => [key, part(key)])));
  }
  const chosen = new Set<Variable>();
  eachStatement(unit.body, (s) => {
    if (s.kind === "assign" && parts.has(s.target) && s.value.op === "variable") chosen.add(s.value.variable);
  });
  const split = (block: Block): Block =>
    block.flatMap((s): Block => {
      const own = s.kind === "assign" ? parts.get(s.target) : undefined;
      if (s.kind === "assign" && own) {
        if (s.declare === "let") return [...own.values()].map((target) => ({ ...s, target }));
        const values = s.value.op === "variable" ? literals.get(s.value.variable) : undefined;
        return [...own].map(([key, target]) => ({ ...s, target, value: values?.get(key) ?? literal(undefined) }));
      }
      if ((s.kind === "array" || s.kind === "object") && chosen.has(s.target)) return [];
      if (s.kind === "again" && parts.has(s.member.object)) return [];
      const part = s.kind === "get" ? parts.get(s.member.object)?.get(keyRead(s) ?? "") : undefined;
      if (s.kind === "get" && part)
        return [{ kind: "assign", loc: s.loc, target: s.target, declare: "const", value: variable(part) }];
      return [mapBlocks(s, split)];
    });
  return { ...unit, body: split(unit.body) };
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
