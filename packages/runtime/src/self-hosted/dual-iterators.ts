"differentiable";
/** Duals of what gives the iterators of arrays, Maps and Sets: like these, they see what is changed while they go. */
import { shadowOf } from "../dual/shadows.ts";
import { iteratorOf, type Both } from "../dual/steps.ts";
import { tangentOfKey } from "../dual/texts.ts";

type Items = unknown[];
type Dictionary = Map<unknown, unknown>;
type Turns = Generator<Both, undefined, Both>;

const itemAt = (shadow: Items | 0, i: number): unknown => (shadow === 0 ? 0 : (shadow[i] ?? 0));
const itemOf = (shadow: Dictionary | 0, key: unknown): unknown => (shadow === 0 ? 0 : (shadow.get(key) ?? 0));

function* items(xs: Items, dxs: Items | 0): Turns {
  for (let i = 0; i < xs.length; i++) yield [xs[i], itemAt((dxs || shadowOf(xs)) as Items | 0, i)];
}

function* indices(xs: Items): Turns {
  for (let i = 0; i < xs.length; i++) yield [i, 0];
}

function* pairs(xs: Items, dxs: Items | 0): Turns {
  for (let i = 0; i < xs.length; i++)
    yield [
      [i, xs[i]],
      [0, itemAt((dxs || shadowOf(xs)) as Items | 0, i)],
    ];
}

/** `xs.values()` */
export const values = (xs: Items, dxs: Items | 0): Both => [iteratorOf("array", items(xs, dxs)), 0];

/** `xs.keys()` */
export const keys = (xs: Items): Both => [iteratorOf("array", indices(xs)), 0];

/** `xs.entries()` */
export const entries = (xs: Items, dxs: Items | 0): Both => [iteratorOf("array", pairs(xs, dxs)), 0];

const tangentOfMember = (member: unknown): unknown => shadowOf(member) || tangentOfKey(member);

function* itemsOfMap(m: Dictionary, dm: Dictionary | 0): Turns {
  for (const key of Map.prototype.keys.call(m))
    yield [Map.prototype.get.call(m, key), itemOf((dm || shadowOf(m)) as Dictionary | 0, key)];
}

function* keysOfMap(m: Dictionary): Turns {
  for (const key of Map.prototype.keys.call(m)) yield [key, tangentOfMember(key)];
}

function* pairsOfMap(m: Dictionary, dm: Dictionary | 0): Turns {
  for (const key of Map.prototype.keys.call(m))
    yield [
      [key, Map.prototype.get.call(m, key)],
      [tangentOfKey(key), itemOf((dm || shadowOf(m)) as Dictionary | 0, key)],
    ];
}

export const mapValues = (m: Dictionary, dm: Dictionary | 0): Both => [iteratorOf("map", itemsOfMap(m, dm)), 0];

export const mapKeys = (m: Dictionary): Both => [iteratorOf("map", keysOfMap(m)), 0];

export const mapEntries = (m: Dictionary, dm: Dictionary | 0): Both => [iteratorOf("map", pairsOfMap(m, dm)), 0];

function* members(s: Set<unknown>, ds: Dictionary | 0): Turns {
  for (const member of Set.prototype.values.call(s))
    yield [member, itemOf((ds || shadowOf(s)) as Dictionary | 0, member)];
}

function* membersTwice(s: Set<unknown>, ds: Dictionary | 0): Turns {
  for (const member of Set.prototype.values.call(s)) {
    const tangent = itemOf((ds || shadowOf(s)) as Dictionary | 0, member);
    yield [
      [member, member],
      [tangent, tangent],
    ];
  }
}

/** `s.values()` and `s.keys()` */
export const setValues = (s: Set<unknown>, ds: Dictionary | 0): Both => [iteratorOf("set", members(s, ds)), 0];

export const setEntries = (s: Set<unknown>, ds: Dictionary | 0): Both => [iteratorOf("set", membersTwice(s, ds)), 0];

/** A `try` makes the plugin keep frames in this module: then a callee that throws can be reversed from there. */
export function framed(): boolean {
  try {
    return true;
  } catch {
    return false;
  }
}
