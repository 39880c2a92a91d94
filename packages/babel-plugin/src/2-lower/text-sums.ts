/**
 * A sum of two unknowns may be a text, if one may be: then nothing is to be read back from it, and which it is shows when it is made.
 * Units → units.
 *
 *   const sign = { text: "-" }; …; y = sign.text + x        y = added(sign.text, x)
 *
 * What may be a text is followed through the file: by variables, by the names of fields, and by the lists in variables. What comes
 * from outside is taken for a number.
 */
import { operandsOf, variable } from "../ir/expressions.ts";
import { eachExpression } from "../ir/rewrite.ts";
import type { Block, Expression, Member, Statement, Unit, Variable } from "../ir/types.ts";
import { contains, eachStatement } from "../3-analyse/activity.ts";
import { maker, type Make } from "./indices.ts";
import { freeNamesOf, mapBlocks, namesOf } from "./inline.ts";
import { runtimeFunction } from "./patterns.ts";
import { isString, kindOf } from "./state.ts";

/** A variable; or what a function gives, a field, or the elements of a list. */
type Place = Variable | string;

export function withTextSums(units: readonly Unit[], nextId: () => number): readonly Unit[] {
  const cells = cellsOf(units);
  const texts = textsIn(units, cells);
  if (texts.size === 0) return units;
  const mayBe = (e: Expression): boolean => isString(kindOf(e)) || placesOf(e).some((p) => texts.has(p));
  const isDoubtful: Test = (e) =>
    e.op === "binary" && e.operator === "+" && kindOf(e) === "unknown" && (mayBe(e.left) || mayBe(e.right));
  const holds: Test = (e) => isDoubtful(e) || operandsOf(e).some(holds);
  const isAccumulated = (s: Statement): s is Accumulate =>
    s.kind === "accumulate" && s.operator === "+" && (mayBe(s.value) || texts.has(placeOf(s.member, cells)));
  const isTold = (s: Statement): boolean => {
    let found = isAccumulated(s);
    eachExpression(s, (e) => (found ||= holds(e)));
    return found;
  };
  return units.map((unit) => {
    if (!contains(unit.body, isTold)) return unit;
    const make = maker(new Set([...namesOf(unit), ...freeNamesOf(unit)]), nextId);
    const told = (block: Block): Block =>
      block.flatMap((s): Block => {
        if (!isTold(s)) return [mapBlocks(s, told)];
        const before: Statement[] = [];
        const add = adding(s, isDoubtful, make, before);
        const own = isAccumulated(s) ? written(s, add, make, before) : withValues(s, add.within);
        return [...before, mapBlocks(own, told)];
      });
    return { ...unit, body: told(unit.body) };
  });
}

type Test = (e: Expression) => boolean;
type Accumulate = Statement & { readonly kind: "accumulate" };

interface Adding {
  readonly sum: (left: Expression, right: Expression) => Expression;
  /** Sums in an expression, but for those that may not be evaluated. */
  readonly within: (e: Expression) => Expression;
}

/** `added(a, b)`, before the statement in which the sum stands. */
function adding({ loc }: Statement, isDoubtful: Test, make: Make, before: Statement[]): Adding {
  const sum = (left: Expression, right: Expression): Expression => {
    const operands = [within(left), within(right)];
    const target = make("sum", "unknown");
    const callee = { via: "value", callee: runtimeFunction("added"), self: null } as const;
    before.push({ kind: "call", loc, target, callee, operands, spread: false });
    return variable(target);
  };
  const within = (e: Expression): Expression => {
    switch (e.op) {
      case "binary":
        return isDoubtful(e) ? sum(e.left, e.right) : { ...e, left: within(e.left), right: within(e.right) };
      case "unary":
        return { ...e, operand: within(e.operand) };
      case "math":
        return { ...e, operands: e.operands.map(within) };
      default:
        return e;
    }
  };
  return { sum, within };
}

/** `o.k += v`, of which the sum is a call. */
function written({ loc, member, value, isLoose }: Accumulate, add: Adding, make: Make, before: Statement[]): Statement {
  const old = make("old", "unknown");
  before.push({ kind: "get", loc, target: old, member });
  const sum = add.sum(variable(old), value);
  return { kind: "set", loc, member, value: sum, declares: null, ...(isLoose === undefined ? {} : { isLoose }) };
}

/** A statement with other values. */
function withValues(s: Statement, change: (e: Expression) => Expression): Statement {
  switch (s.kind) {
    case "assign":
    case "set":
    case "accumulate":
    case "throw":
    case "yield":
      return { ...s, value: change(s.value) };
    case "exit":
      return { ...s, value: s.value && change(s.value) };
    case "call":
      return { ...s, operands: s.operands.map(change) };
    case "array":
      return { ...s, elements: s.elements.map((e) => e && change(e)) };
    case "object":
      return { ...s, properties: s.properties.map((p) => ({ ...p, value: change(p.value) })) };
    default:
      return s;
  }
}

const elementsOf = (v: Variable): string => `elements of ${v.origin === "module" ? v.name : String(v.id)}`;
const placeOf = ({ object, key, spelled }: Member, cells: Cells): Place =>
  spelled ??
  cells.get(object) ??
  (key.op === "literal" && typeof key.value === "string" ? `.${key.value}` : elementsOf(object));

/** The names of the variables that closures see through cells. */
type Cells = ReadonlyMap<Variable, string>;

const cellsOf = (units: readonly Unit[]): Cells =>
  new Map(
    units.flatMap(({ environment }) =>
      (environment?.captures ?? []).flatMap(({ variable: cell, written, by }) =>
        by === "cell" ? [[cell, written]] : [],
      ),
    ),
  );

/** Where an expression has its value from, as it is, or as a part of a sum. */
function placesOf(e: Expression): readonly Place[] {
  switch (e.op) {
    case "variable":
      return [e.variable.origin === "module" ? e.variable.name : e.variable];
    case "constant":
      return e.node.type === "Identifier" ? [e.node.name] : [];
    case "binary":
      return e.operator === "+" ? [...placesOf(e.left), ...placesOf(e.right)] : [];
    case "conditional":
      return [...placesOf(e.consequent), ...placesOf(e.alternate)];
    case "logical":
      return [...placesOf(e.left), ...placesOf(e.right)];
    default:
      return [];
  }
}

function textsIn(units: readonly Unit[], cells: Cells): ReadonlySet<Place> {
  const byName = new Map(units.map((u) => [u.name, u]));
  const texts = new Set<Place>();
  const copies: (readonly [from: Place, to: Place])[] = [];
  const closures = new Map<Variable, string>();
  const give = (e: Expression | null | undefined, to: Place | undefined): void => {
    if (!e || to === undefined) return;
    if (mayHoldText(e)) texts.add(to);
    for (const from of placesOf(e)) copies.push([from, to]);
    if (e.op === "variable" && typeof to !== "string") {
      copies.push([elementsOf(e.variable), elementsOf(to)], [elementsOf(to), elementsOf(e.variable)]);
    }
  };
  for (const { name, body } of units) {
    eachStatement(body, (s) => {
      if (s.kind === "assign") give(s.value, s.target);
      if (s.kind === "set" || s.kind === "accumulate") give(s.value, placeOf(s.member, cells));
      if (s.kind === "get") copies.push([placeOf(s.member, cells), s.target]);
      if (s.kind === "array") for (const e of s.elements) give(e, elementsOf(s.target));
      if (s.kind === "object")
        for (const p of s.properties) give(p.value, p.key.op === "literal" ? `.${String(p.key.value)}` : undefined);
      if (s.kind === "each" && s.iterable.op === "variable") copies.push([elementsOf(s.iterable.variable), s.target]);
      if (s.kind === "closure") closures.set(s.target, s.unit);
      if (s.kind === "exit" && s.region.kind === "function") give(s.value, `result of ${name}`);
      if (s.kind !== "call") return;
      const { callee, target, operands } = s;
      if (callee.via === "pair") {
        for (const [i, operand] of operands.entries()) give(operand, byName.get(callee.unit)?.parameters[i]);
        if (target) copies.push([`result of ${callee.unit}`, target]);
      }
      if (callee.via !== "method" || callee.object.op !== "variable") return;
      // What a callback of a list's method is given, and gives.
      const elements = elementsOf(callee.object.variable);
      if (target) copies.push([elements, target], [elements, elementsOf(target)]);
      for (const e of operands) {
        const unit = e.op === "variable" ? byName.get(closures.get(e.variable) ?? "") : undefined;
        if (!unit) give(e, elements);
        for (const p of unit?.parameters ?? []) copies.push([elements, p], [`result of ${unit?.name ?? ""}`, p]);
        if (unit && target)
          copies.push([`result of ${unit.name}`, target], [`result of ${unit.name}`, elementsOf(target)]);
      }
    });
  }
  for (let before = -1; before !== texts.size;) {
    before = texts.size;
    for (const [from, to] of copies) if (texts.has(from)) texts.add(to);
  }
  return texts;
}

/** A text, or a choice of which one is. */
const mayHoldText = (e: Expression): boolean =>
  isString(kindOf(e)) ||
  (e.op === "conditional" && (mayHoldText(e.consequent) || mayHoldText(e.alternate))) ||
  (e.op === "logical" && (mayHoldText(e.left) || mayHoldText(e.right)));
