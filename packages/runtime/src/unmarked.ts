/**
 * Getters and setters that are not marked, or not as such: what is read and written by them is not in the field of that name.
 *
 *   class C { get area() { … } }   →   [["area", false]]
 */
import { isCell } from "./cell.ts";
import { attachedTo } from "./pair.ts";
import { state } from "./state.ts";

export type Unmarked = readonly [key: PropertyKey, isSet: boolean];

/**
 * Those of an object itself. A marked function that has become an accessor without the compiler's knowledge is one of them: it would
 * be run as it is written, unseen.
 */
export function unmarkedIn(o: object): Unmarked[] {
  if (isCell(o)) return [];
  return Reflect.ownKeys(o).flatMap((key): Unmarked[] => {
    const { get, set } = (Object.getOwnPropertyDescriptor(o, key) ?? {}) as { get?: object; set?: object };
    if (!(get ?? set) || attachedTo(get ?? set)?.pair.getter === true) return [];
    // Some engines have an accessor for the stack of an error.
    return key === "stack" && o instanceof Error ? [] : [[key, set !== undefined]];
  });
}

/** Those that the instances of a class have of it and of its parents, the nearest first. */
export function unmarkedOf(prototype: object): Unmarked[] {
  if (prototype === Object.prototype || prototype === Function.prototype) return [];
  const parent = Object.getPrototypeOf(prototype) as object | null;
  return parent ? [...unmarkedIn(prototype), ...unmarkedOf(parent)] : unmarkedIn(prototype);
}

/** What has been found of a class holds for one derivative: a program may change its classes in between. */
export function perClass<T>(find: (prototype: object) => T): (prototype: object) => T {
  const known = new WeakMap<object, { readonly epoch: number; readonly value: T }>();
  return (prototype) => {
    let last = known.get(prototype);
    if (last?.epoch !== state.epoch) known.set(prototype, (last = { epoch: state.epoch, value: find(prototype) }));
    return last.value;
  };
}
