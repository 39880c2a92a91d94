/**
 * The objects that a function makes for itself: which variables hold them, and what they hold. Unit → facts, or null.
 *
 * Objects that may stand in the same place have one shape (Steensgaard, "Points-to analysis in almost linear time", POPL 1996).
 * A function of which every object of its own making is known so far may write them, for nobody else has them; and their shadows
 * can be objects that hold the shadows of their parts. A variable may also stand for one of them after another, and for what the
 * function was given: its shadow changes with it.
 */
import type { t } from "../babel.ts";
import { eachVariable, mentions } from "../ir/expressions.ts";
import { eachExpression } from "../ir/rewrite.ts";
import type { Block, Expression, Member, Statement, Unit, Variable } from "../ir/types.ts";
import { mapBlocks } from "../2-lower/inline.ts";
import { CONTAINERS, kindOf } from "../2-lower/state.ts";
import { eachStatement } from "./activity.ts";
import { TYPED } from "./harmless.ts";
import { ARITHMETIC } from "./needs.ts";
import type { Owner } from "./owners.ts";
import { ELEMENT, INHERITED, nameOf, Shape, type Made, type Typed } from "./shape.ts";

export interface Shapes {
  /** Whether a variable holds an object that the function has made, or one like it that it was given. */
  readonly isOwn: (v: Variable) => boolean;
  /** Whether it may be one that the function was given. */
  readonly isGiven: (v: Variable) => boolean;
  readonly isList: (v: Variable) => boolean;
  /** Whether two of them may hold the same object. */
  readonly mayBeSame: (a: Variable, b: Variable) => boolean;
  /** The classes of which a variable may hold an instance. */
  readonly classesOf: (v: Variable) => readonly t.Identifier[];
  /** A part of an object of its own that has been there from the beginning. */
  readonly isCertain: (m: Member) => boolean;
  /** A part that is read, and stays what it was when it was put there. */
  readonly isFixed: (m: Member) => boolean;
}

const isLength = ({ key }: Member): boolean => key.op === "literal" && key.value === "length";

export function analyseShapes(unit: Unit, ownerOf: (v: Variable) => Owner): Shapes | null {
  const isTyped = typedIn(unit);
  const candidates = candidatesIn(unit, isTyped);
  if (candidates.size === 0) return null;
  const shapes = new Map<Variable, Shape>();
  const shapeOf = (v: Variable): Shape => {
    const known = shapes.get(v) ?? new Shape();
    shapes.set(v, known);
    return known.root;
  };
  const isOwn = (v: Variable): boolean => candidates.has(v) && shapeOf(v).made.length > 0;
  let isKnown = true;
  const given = new Set<Shape>();

  /** Puts a value in a place. */
  const store = (place: Shape, e: Expression): void => {
    if (isNothing(e)) {
      place.root.isOptional = true;
      return;
    }
    if (e.op === "variable" && candidates.has(e.variable)) {
      place.unify(shapeOf(e.variable));
      return;
    }
    place.root.isForeign = true;
    for (const v of valuesOf(e)) if (candidates.has(v)) place.unify(shapeOf(v));
  };
  /** Gives a variable a value. */
  const assign = (v: Variable, e: Expression): void => {
    if (e.op === "conditional") {
      assign(v, e.consequent);
      assign(v, e.alternate);
    } else if (e.op === "variable" && ownerOf(e.variable) === "argument") given.add(shapeOf(v));
    else store(shapeOf(v), e);
  };
  const make = (s: Made, parts: readonly (readonly [string | null, Expression | null])[]): void => {
    shapeOf(s.target).made.push(s);
    for (const [name, value] of parts) {
      if (name === null || !value || name === ".__proto__") isKnown = false;
      else store(shapeOf(s.target).part(name), value);
    }
    if (new Set(parts.map(([name]) => name)).size < parts.length && s.kind === "object") isKnown = false;
  };
  eachStatement(unit.body, (s) => {
    switch (s.kind) {
      case "call":
        if (isTyped(s)) shapeOf(s.target).made.push(s);
        return;
      case "array":
        make(
          s,
          s.elements.map((e) => [ELEMENT, e]),
        );
        return;
      case "object":
        make(
          s,
          s.properties.map((p) => [p.kind === "field" && !p.computed ? nameOf(p.key) : null, p.value]),
        );
        return;
      case "assign":
        if (candidates.has(s.target)) assign(s.target, s.value);
        return;
      case "get":
      case "set":
      case "accumulate": {
        const name = nameOf(s.member.key);
        if (!candidates.has(s.member.object) || name === null) return;
        const part = shapeOf(s.member.object).part(name);
        if (s.kind === "get") part.unify(shapeOf(s.target));
        else {
          if (s.kind === "set") store(part, s.value);
          else store(part, { op: "binary", operator: s.operator, left: s.value, right: s.value });
          if (s.kind === "accumulate" || s.appends !== true) part.root.isWritten = true;
        }
      }
    }
  });

  for (const p of unit.parameters) {
    if (!candidates.has(p)) continue;
    if (ownerOf(p) === "direction") shapeOf(p).isForeign = true;
    else given.add(shapeOf(p));
  }
  for (const shape of given) shape.give();

  const isList = (v: Variable): boolean => shapeOf(v).made.some((s) => s.kind !== "object");
  const isTypedList = (v: Variable): boolean => shapeOf(v).made.some((s) => s.kind === "call");
  const isCertain = ({ object, key }: Member): boolean =>
    isOwn(object) &&
    key.op === "literal" &&
    shapeOf(object).made.every(
      (s) => s.kind === "object" && s.properties.some((p) => p.key.op === "literal" && p.key.value === key.value),
    );
  const isPlainUse = (s: Statement, v: Variable): boolean => {
    if (!isOwn(v)) return true;
    if (s.kind === "if" || s.kind === "loop" || s.kind === "assume") return true;
    const isGivenOn = (e: Expression | null): boolean =>
      e === null || !mentions(e, (x) => x === v) || isChosen(e) || isComparison(e);
    if (s.kind === "object") return s.properties.every((p) => isGivenOn(p.value));
    if (s.kind === "array") return s.elements.every(isGivenOn);
    if (s.kind === "exit") return isGivenOn(s.value);
    // Into something that is not its own it gets away: a field of a typed array.
    if (s.kind === "set" && isTypedList(s.member.object)) return false;
    if (s.kind === "set") return s.value.op === "variable" && s.value.variable === v && isOwn(s.member.object);
    return s.kind === "assign" && (isPassed(s) || isComparison(s.value));
  };
  /** Whether a statement gives a variable an object: made here, found in another, or one that another has. */
  const givesObject = (s: Statement): boolean =>
    s.kind === "array" || s.kind === "object" || s.kind === "get" || isTyped(s) || isPassed(s);
  const isPassed = (s: Statement): boolean => s.kind === "assign" && isOwn(s.target) && isChosen(s.value);
  /** A variable, one of several, or nothing. */
  const isChosen = (e: Expression): boolean =>
    e.op === "variable" ||
    isNothing(e) ||
    (e.op === "conditional" &&
      (kindOf(e.test) === "boolean" || !mentions(e.test, isOwn)) &&
      isChosen(e.consequent) &&
      isChosen(e.alternate));
  eachStatement(unit.body, (s) => {
    eachExpression(s, eachVariable, (v) => {
      if (!isPlainUse(s, v)) isKnown = false;
    });
    if ("target" in s && s.target && isOwn(s.target) && !givesObject(s)) isKnown = false;
    if (!("member" in s) || !isOwn(s.member.object)) return;
    const { member } = s;
    const name = nameOf(member.key);
    const isPlain = name !== null && !member.accessor && member.hidden === undefined && member.spelled === null;
    if (!isPlain || (isList(member.object) ? s.kind !== "get" && name !== ELEMENT : name === ELEMENT)) isKnown = false;
    if (name === null) return;
    // What is not there may be found in the prototype.
    if (isHeld(member) && !isList(member.object) && !isCertain(member)) isKnown = false;
    if (s.kind !== "get" && s.kind !== "again" && INHERITED.has(name.slice(1))) isKnown = false;
  });
  /** Whether the part holds objects. */
  function isHeld({ object, key }: Member): boolean {
    return shapeOf(object).part(nameOf(key) ?? "").made.length > 0;
  }
  const roots = new Set([...shapes.values()].map((s) => s.root));
  for (const { made, isForeign } of roots)
    if (made.length > 0 && (isForeign || new Set(made.map((s) => s.kind)).size > 1)) isKnown = false;
  if (!isKnown) return null;
  for (const v of candidates)
    if (isOwn(v) && v.kind === "unknown" && !shapeOf(v).isOptional)
      v.kind = isTypedList(v) ? "typed" : isList(v) ? "array" : "object";
  eachStatement(unit.body, (s) => {
    if (s.kind === "get" && isLength(s.member) && isOwn(s.member.object) && isList(s.member.object))
      s.target.kind = "number";
  });
  return {
    isOwn,
    isGiven: (v) => isOwn(v) && shapeOf(v).isGiven,
    isList: (v) => isOwn(v) && isList(v),
    isCertain,
    classesOf: (v) =>
      shapeOf(v).made.flatMap((s) => {
        const callee = s.kind === "object" ? s.instance?.callee : undefined;
        return callee?.op === "constant" && callee.node.type === "Identifier" ? [callee.node] : [];
      }),
    mayBeSame: (a, b) => shapeOf(a) === shapeOf(b),
    isFixed: (m) =>
      isOwn(m.object) &&
      !isLength(m) &&
      !shapeOf(m.object).part(nameOf(m.key) ?? "").isWritten &&
      (isList(m.object) || isCertain(m)),
  };
}

const isNothing = (e: Expression): boolean => e.op === "literal" && (e.value === undefined || e.value === null);

/** What asks of an object only whether it is another, or is there. */
const isComparison = (e: Expression): boolean => COMPARED.has(e.op) && kindOf(e) === "boolean";

const COMPARED: ReadonlySet<Expression["op"]> = new Set(["binary", "unary", "likely"]);

/** `new Float64Array(n)`: whether a statement makes a typed array of a length that is none but a number. */
function typedIn(unit: Unit): (s: Statement) => s is Typed {
  const objects = new Set<Variable>();
  eachStatement(unit.body, (s) => {
    if ("member" in s) objects.add(s.member.object);
  });
  const isNumber = (e: Expression): boolean =>
    kindOf(e) === "number" ||
    (e.op === "variable" &&
      e.variable.origin !== "module" &&
      !CONTAINERS.has(e.variable.kind) &&
      !objects.has(e.variable)) ||
    (e.op === "binary" && ARITHMETIC.has(e.operator) && isNumber(e.left) && isNumber(e.right));
  return (s): s is Typed =>
    s.kind === "call" &&
    s.target !== null &&
    !s.spread &&
    s.callee.via === "new" &&
    TYPED.has(s.callee.native ?? "") &&
    s.operands.length <= 1 &&
    s.operands.every(isNumber);
}

/** The variables that may hold an object of the unit's own, or something that was read from one. */
function candidatesIn(unit: Unit, isTyped: (s: Statement) => s is Typed): ReadonlySet<Variable> {
  const candidates = new Set<Variable>();
  for (let before = -1; before !== candidates.size;) {
    before = candidates.size;
    eachStatement(unit.body, (s) => {
      if (s.kind === "array" || s.kind === "object" || isTyped(s)) candidates.add(s.target);
      if (s.kind === "get" && candidates.has(s.member.object)) candidates.add(s.target);
      if (s.kind === "assign" && valuesOf(s.value).some((v) => candidates.has(v))) candidates.add(s.target);
    });
  }
  return candidates;
}

/** The variables of which an expression may give the very value. */
export function valuesOf(e: Expression): Variable[] {
  switch (e.op) {
    case "variable":
      return [e.variable];
    case "conditional":
      return [...valuesOf(e.consequent), ...valuesOf(e.alternate)];
    case "logical":
      return [...valuesOf(e.left), ...valuesOf(e.right)];
    default:
      return [];
  }
}

/** Marks the writes that put one object of the function's own into another; what was marked before it knew less is marked anew. */
export function linked(block: Block, shapes: Shapes | null): Block {
  return block.map((s): Statement => {
    if (s.kind !== "set") return mapBlocks(s, (b) => linked(b, shapes));
    return { ...s, links: s.value.op === "variable" && shapes?.isOwn(s.value.variable) === true };
  });
}
