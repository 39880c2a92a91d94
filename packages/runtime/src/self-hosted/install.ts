/**
 * Puts the library functions that the plugin has compiled in the place of the natives.
 */
import { state } from "../state.ts";
import { typedPrototype } from "../rules/typed-array.ts";
import * as arrays from "./array-callbacks.ts";
import * as collections from "./collection-callbacks.ts";
import * as iterators from "./iterator-helpers.ts";
import * as math from "./math.ts";
import { promiseTry } from "./promise-try.ts";

const iteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())) as object;

type Functions = Readonly<Record<string, (...args: never[]) => unknown>>;

function standIns(holder: object, functions: Functions, selfFirst: boolean): void {
  for (const [name, standIn] of Object.entries(functions)) {
    const native: unknown = (holder as Record<string, unknown>)[name];
    if (typeof native === "function" && !state.rules.has(native)) state.rules.set(native, { standIn, selfFirst });
  }
}

const { from, typedFrom, typedFilter, framed: _framed, ...methods } = arrays;
const { mapForEach, setForEach, mapGroupBy, union, intersection, difference, symmetricDifference, ...statics } =
  collections;

export function installStandIns(): void {
  standIns(Array.prototype, methods, true);
  standIns(typedPrototype, { ...methods, filter: typedFilter }, true);
  standIns(Map.prototype, { forEach: mapForEach }, true);
  standIns(Set.prototype, { forEach: setForEach, union, intersection, difference, symmetricDifference }, true);
  standIns(Array, { from }, true);
  standIns(Object.getPrototypeOf(Float64Array) as object, { from: typedFrom }, true);
  standIns(Map, { groupBy: mapGroupBy }, false);
  standIns(Object, statics, false);
  standIns(Promise, { try: promiseTry }, true);
  standIns(Math, math, false);
  standIns(iteratorPrototype, iterators, true);
}
