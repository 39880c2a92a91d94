/**
 * Does without arrays of which only single elements are read, and without copies. Unit → unit.
 *
 *   const v = [x, y]; f = v[0] * v[1]          f = x * y
 *   const [a, b] = [x, y]                      a is x, b is y
 */
import { literal, mentions, variable } from "../ir/expressions.ts";
import { eachUse } from "../ir/rewrite.ts";
import type { Block, Expression, Statement, Unit, Variable } from "../ir/types.ts";
import { eachStatement } from "../3-analyse/activity.ts";
import { mapBlocks, namesOf } from "./inline.ts";
import { freeName } from "./bodies.ts";
import { withoutRepeats, propagateCopies, isPrivate, usedEarly } from "./repeats.ts";

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

export function replaceScalars(unit: Unit, nextId: () => number): Unit {
  let current = unit;
  const names = namesOf(unit);
  for (let round = 0; round < 8; round++) {
    const copied = propagateCopies({
      ...current,
      body: withoutElements(withoutRepeats(current.body), madeArrays(current.body)),
    });
    current = splitArrays(splitChoices(copied, names, nextId), names, nextId);
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
    if (s.kind === "assign" && s.target.isSettled === true && !(s.declare === "let" && s.value.op === "literal")) {
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

/**
 * A variable that is given one of several arrays of one length, and of which only elements are read.
 *
 *   let v; if (c) v = [a, b]; else v = [d, e]; … v[0]      let v_0, v_1; if (c) { v_0 = a; v_1 = b } else …; … v_0
 */
function splitChoices(unit: Unit, names: Set<string>, nextId: () => number): Unit {
  const lengths = new Map<Variable, number>();
  const arrays = new Map<Variable, readonly (Expression | null)[]>();
  const uses = new Map<Variable, number>();
  eachStatement(unit.body, (s) => {
    if (s.kind === "array" && isPrivate(s.target) && s.elements.every((e) => e !== null))
      arrays.set(s.target, s.elements);
  });
  eachUse(
    unit.body,
    (v) => uses.set(v, (uses.get(v) ?? 0) + 1),
    (v) => uses.set(v, (uses.get(v) ?? 0) + 1),
  );
  const refused = new Set<Variable>();
  const declared = new Set<Variable>();
  eachStatement(unit.body, (s) => {
    if (s.kind !== "assign" || s.target.constant || s.target.isShared === true) return;
    if (s.declare === "let" && s.value.op === "literal" && s.value.value === undefined) {
      declared.add(s.target);
      return;
    }
    const source = s.value.op === "variable" ? s.value.variable : null;
    const elements = source && uses.get(source) === 1 ? arrays.get(source) : undefined;
    const known = lengths.get(s.target);
    if (!elements || s.declare !== null || (known !== undefined && known !== elements.length)) refused.add(s.target);
    else lengths.set(s.target, elements.length);
  });
  eachUse(
    unit.body,
    (v) => refused.add(v),
    (v, s) => {
      const length = lengths.get(v) ?? 0;
      const key = s.kind === "get" && s.member.key.op === "literal" ? s.member.key.value : null;
      if (!(typeof key === "number" && Number.isInteger(key) && key >= 0 && key < length)) refused.add(v);
    },
  );
  // A parameter is declared by nothing that could be split.
  for (const v of [...lengths.keys()]) if (refused.has(v) || !declared.has(v)) lengths.delete(v);
  if (lengths.size === 0) return unit;
  const parts = new Map<Variable, Variable[]>();
  for (const [v, length] of lengths) {
    parts.set(
      v,
      Array.from({ length }, (_, i): Variable => ({
        id: nextId(),
        name: freeName(`${v.name}_${String(i)}`, names),
        origin: "temporary",
        constant: false,
        isSettled: v.isSettled === true,
        made: false,
        kind: "unknown",
      })),
    );
  }
  const chosen = new Set<Variable>();
  eachStatement(unit.body, (s) => {
    if (s.kind === "assign" && parts.has(s.target) && s.value.op === "variable") chosen.add(s.value.variable);
  });
  const split = (block: Block): Block =>
    block.flatMap((s): Block => {
      const own = s.kind === "assign" ? parts.get(s.target) : undefined;
      if (s.kind === "assign" && own) {
        if (s.declare === "let") return own.map((target) => ({ ...s, target }));
        const elements = s.value.op === "variable" ? (arrays.get(s.value.variable) ?? []) : [];
        return own.map((target, i): Statement => ({ ...s, target, value: elements[i] ?? literal(undefined) }));
      }
      if (s.kind === "array" && chosen.has(s.target)) return [];
      const read = s.kind === "get" ? parts.get(s.member.object) : undefined;
      if (s.kind === "get" && read && s.member.key.op === "literal") {
        const part = read[Number(s.member.key.value)];
        return part ? [{ kind: "assign", loc: s.loc, target: s.target, declare: "const", value: variable(part) }] : [s];
      }
      return [mapBlocks(s, split)];
    });
  return { ...unit, body: split(unit.body) };
}

function splitArrays(unit: Unit, names: Set<string>, nextId: () => number): Unit {
  const arrays = new Map<Variable, number>();
  const early = usedEarly(unit.body);
  eachStatement(unit.body, (s) => {
    if (
      s.kind === "array" &&
      isPrivate(s.target) &&
      s.elements.every((e) => e !== null && !mentions(e, (v) => early.has(v)))
    )
      arrays.set(s.target, s.elements.length);
  });
  eachUse(
    unit.body,
    (v) => arrays.delete(v),
    (v, s) => {
      const length = arrays.get(v);
      if (length === undefined) return;
      const key = s.kind === "get" && s.member.key.op === "literal" ? s.member.key.value : null;
      const isElement = typeof key === "number" && Number.isInteger(key) && key >= 0 && key < length;
      if (!(isElement || key === "length")) arrays.delete(v);
    },
  );
  if (arrays.size === 0) return unit;
  const elements = new Map<Variable, readonly Expression[]>();
  const split = (block: Block): Block =>
    block.flatMap((s): Block => {
      if (s.kind === "array" && arrays.has(s.target)) {
        const out: Statement[] = [];
        const parts = s.elements.map((e, i): Expression => {
          if (
            !e ||
            e.op === "literal" ||
            (e.op === "variable" && (e.variable.constant || e.variable.isSettled === true))
          )
            return e ?? literal(undefined);
          const target: Variable = {
            id: nextId(),
            name: freeName(`${s.target.name}_${String(i)}`, names),
            origin: "temporary",
            constant: true,
            made: false,
            kind: "unknown",
          };
          out.push({ kind: "assign", loc: s.loc, target, declare: "const", value: e });
          return variable(target);
        });
        elements.set(s.target, parts);
        return out;
      }
      if (s.kind === "get" && arrays.has(s.member.object)) {
        const key = s.member.key.op === "literal" ? s.member.key.value : null;
        const parts = elements.get(s.member.object) ?? [];
        const value = key === "length" ? literal(parts.length) : (parts[Number(key)] ?? literal(undefined));
        return [{ kind: "assign", loc: s.loc, target: s.target, declare: "const", value }];
      }
      return [mapBlocks(s, split)];
    });
  return { ...unit, body: split(unit.body) };
}
