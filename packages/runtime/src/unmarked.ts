/**
 * Getters and setters that are not marked: what is read and written by them is not in the field of that name.
 *
 *   class C { get area() { … } }   →   [["area", false]]
 *
 * What has been found of a class holds for one derivative: a program may change its classes in between.
 */
import { attachedTo } from "./pair.ts";
import { state } from "./state.ts";

export type Unmarked = readonly [key: PropertyKey, isSet: boolean];

/** Those of an object itself. */
export function unmarkedIn(o: object): Unmarked[] {
  const found: Unmarked[] = [];
  for (const key of Reflect.ownKeys(o)) {
    const { get, set } = (Object.getOwnPropertyDescriptor(o, key) ?? {}) as { get?: unknown; set?: unknown };
    if ((get ?? set) === undefined || attachedTo(get ?? set) !== undefined) continue;
    // Some engines have an accessor for the stack of an error.
    if (key !== "stack" || !(o instanceof Error)) found.push([key, set !== undefined]);
  }
  return found;
}

const NONE: readonly Unmarked[] = [];

const known = new WeakMap<object, { readonly epoch: number; readonly found: readonly Unmarked[] }>();

/** Those that the instances of a class have of it and of its parents; the same list, as long as they are the same. */
export function unmarkedOf(prototype: object | null): readonly Unmarked[] {
  if (prototype === null || prototype === Object.prototype || prototype === Function.prototype) return NONE;
  const before = known.get(prototype);
  const { epoch } = state;
  if (before?.epoch === epoch) return before.found;
  const around = unmarkedOf(Object.getPrototypeOf(prototype) as object | null);
  const own = trusted.has(prototype) ? NONE : unmarkedIn(prototype);
  const all = own.length === 0 ? around : [...own, ...around.filter(([key]) => !own.some(([name]) => name === key))];
  const found = before !== undefined && areSame(before.found, all) ? before.found : all;
  known.set(prototype, { epoch, found });
  return found;
}

const areSame = (a: readonly Unmarked[], b: readonly Unmarked[]): boolean =>
  a.length === b.length && a.every(([key, isSet], i) => b[i]?.[0] === key && b[i][1] === isSet);

const trusted = new WeakSet();

/** The accessors of a class are as good as fields. */
export function trust(prototype: object): void {
  trusted.add(prototype);
}
