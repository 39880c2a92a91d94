/**
 * What the variables of a body may hold of what it makes, wherever control goes: a guess, since what cannot be told is passed over.
 * Block → shapes.
 */
import { spreadsIn } from "../2-lower/value-groups.ts";
import { eachOwnUse } from "../ir/rewrite.ts";
import type { Block, Expression, Statement, Variable } from "../ir/types.ts";
import { eachStatement } from "./activity.ts";
import { targetOf } from "./record.ts";
import { ELEMENT, nameOf, Shape } from "./shape.ts";
import { valuesOf } from "./shapes.ts";

export type Guess = (v: Variable) => Shape | undefined;

export function guessShapes(block: Block): Guess {
  const shapes = new Map<Variable, Shape>();
  const given = new Set<Variable>();
  const shapeOf = (v: Variable): Shape => {
    const known = shapes.get(v) ?? new Shape();
    shapes.set(v, known);
    return known.root;
  };
  const store = (place: Shape, e: Expression | null): void => {
    const values = e ? valuesOf(e) : [];
    for (const v of values) place.unify(shapeOf(v));
    if (values.length === 0 && e?.op !== "literal") place.root.isForeign = true;
  };
  const spreads = spreadsIn(block);
  const partOf = (v: Variable, key: Expression): Shape => shapeOf(v).part(nameOf(key) ?? "?");
  /** What may be changed by what is not understood yet. */
  const changed = new Set<Variable>();
  eachStatement(block, (s) => {
    const target = s.kind === "each" ? s.target : targetOf(s);
    if (target) given.add(target);
    if ("member" in s && s.member.accessor) changed.add(s.member.object);
    switch (s.kind) {
      case "array":
        shapeOf(s.target).made.push(s);
        for (const e of s.elements) store(shapeOf(s.target).part(ELEMENT), e);
        return;
      case "object":
        if (!spreads.has(s)) shapeOf(s.target).made.push(s);
        for (const { key, value } of s.properties) store(partOf(s.target, key), value);
        return;
      case "assign":
        store(shapeOf(s.target), s.value);
        return;
      case "get":
        partOf(s.member.object, s.member.key).unify(shapeOf(s.target));
        if (s.member.accessor) shapeOf(s.target).isUnsure = true;
        return;
      case "set":
      case "accumulate":
        partOf(s.member.object, s.member.key).isWritten = true;
        store(partOf(s.member.object, s.member.key), s.value);
        return;
      case "each":
        if (s.iterable.op === "variable") shapeOf(s.iterable.variable).part(ELEMENT).unify(shapeOf(s.target));
        else shapeOf(s.target).isForeign = true;
        return;
      case "call":
        if (s.target) shapeOf(s.target).isForeign = true;
        if (!spreads.has(s))
          eachOwnUse(
            s,
            (v) => changed.add(v),
            (v) => changed.add(v),
          );
    }
  });
  // One that is made of objects of its own kind has their fields; of another, more may be known when that is.
  for (const { target, source } of spreads.values())
    if (shapeOf(target) !== shapeOf(source)) shapeOf(target).isForeign = true;
  for (const v of changed) shapeOf(v).grow();
  // What nothing here gives a value comes from elsewhere, with all its parts.
  for (const [v, { root }] of shapes) if (!given.has(v) || root.isForeign) root.give();
  return (v) => shapes.get(v)?.root;
}

/** Of what has only been made here, as it seems. */
export const seemsOwn = ({ made, isForeign, isGiven }: Shape): boolean => made.length > 0 && !isForeign && !isGiven;

/** Of what has only been made here. */
export const isOwn = (shape: Shape): boolean => seemsOwn(shape) && !shape.isUnsure;

/** The names of the fields that all such objects have; null where one may have others. */
export function fieldsOf({ made, parts, mayGrow }: Shape): readonly string[] | null {
  const [first] = mayGrow ? [] : made;
  const names = first && namesOf(first);
  if (!names || !made.every((s) => String(namesOf(s)) === String(names))) return null;
  return [...parts].every(([key, { isWritten }]) => !isWritten || names.includes(key.slice(1))) ? names : null;
}

const namesOf = (s: Statement): readonly string[] | null => {
  if (s.kind !== "object" || s.properties.some(({ kind }) => kind !== "field")) return null;
  const names = s.properties.flatMap(({ key }) => (key.op === "literal" ? [String(key.value)] : []));
  return names.length === s.properties.length && !names.includes("__proto__") ? names : null;
};

/** The classes of instances; null where there is something else. */
export function classesOf({ made }: Shape): readonly string[] | null {
  const names = made.map(classMadeBy);
  return names.every((name) => name !== null) ? [...new Set(names)] : null;
}

function classMadeBy(s: Statement): string | null {
  const callee = s.kind === "object" ? s.instance?.callee : undefined;
  return callee?.op === "constant" && callee.node.type === "Identifier" ? callee.node.name : null;
}
