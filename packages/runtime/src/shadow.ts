/**
 * The shadow of an object holds its cotangents, in the same shape.
 *
 *   typed array → Float64Array of the same length      array → array of numbers
 *   Map → MapShadow, from key to number                Set → Map from member to number
 *   anything else → Shadow, fields as they are touched
 *
 * Generated code reads and writes shadows as it reads and writes the object: `do_[i]`, `do_.k`.
 */

import { NotDifferentiableError } from "./errors.ts";
import { attachedTo, type AnyFunction } from "./pair.ts";
import { state } from "./state.ts";
import { perClass, unmarkedIn, unmarkedOf, type Unmarked } from "./unmarked.ts";

/** Cotangents of an object's fields. It inherits nothing, so a field may be called "constructor". */
export interface Shadow {
  [field: PropertyKey]: number | undefined;
}

// A constructor function, for a class may not replace its prototype; V8 keeps its instances fast.
function ShadowConstructor(this: Shadow): void {
  // Fields appear when they are first touched.
}
ShadowConstructor.prototype = Object.create(null) as object;

const Fields = ShadowConstructor as unknown as new () => Shadow;

/** What `tape.shadow(o)` may give. */
export type AnyShadow = Shadow | Float64Array | number[] | Map<unknown, number>;

/** All typed arrays that hold numbers (BigInt arrays carry no derivative). */
export type NumberArray =
  | Float64Array
  | Float32Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array;

/** Beside the cotangents of fields that a Map may have, under any name. */
export const OF_KEYS: unique symbol = Symbol.for("fluxion.ofKeys") as never;

/** Cotangents of a Map's values by their keys; and of the keys themselves, where these are numbers. */
export class MapShadow extends Map<unknown, number> {
  readonly [OF_KEYS] = new Map<unknown, number>();
}

/** Adds to one entry. */
export function addTo(shadow: Map<unknown, number>, key: unknown, share: number): void {
  shadow.set(key, (shadow.get(key) ?? 0) + share);
}

/** Takes the cotangent of one entry away. */
export function takeFrom(shadow: Map<unknown, number> | undefined, key: unknown): number {
  const share = shadow?.get(key) ?? 0;
  shadow?.delete(key);
  return share;
}

/** Is it a typed array of numbers? A `DataView` and the BigInt arrays are none. */
export const isNumberArray = (value: unknown): value is NumberArray =>
  ArrayBuffer.isView(value) && (value as NumberArray)[Symbol.toStringTag] > "E"; // after "BigInt64Array" and "DataView"

/** Is it an array, or a typed array of numbers? Then its elements are read as they were before. */
export const isList = (value: unknown): boolean =>
  Array.isArray(value) || value instanceof Float64Array || isNumberArray(value);

/** The names of the fields that a list has beside its elements; `Reflect.ownKeys` takes four times as long. */
export function keysBeside(list: object): PropertyKey[] {
  const keys = Object.keys(list);
  let first = keys.length;
  while (first > 0 && !isIndex(keys[first - 1] as string)) first--; // they come after the elements
  return [...keys.slice(first), ...Object.getOwnPropertySymbols(list)];
}

const isIndex = (key: string): boolean => String(Number(key) >>> 0) === key;

const ROUNDED: unique symbol = Symbol.for("fluxion.rounded") as never;

/**
 * The shadow of an array of integers: what is written there is rounded, and loses its derivative. Those of another copy of the
 * runtime are its instances too, for copies share their tapes.
 */
export class RoundedShadow extends Float64Array {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && ROUNDED in value;
  }

  get [ROUNDED](): true {
    return true;
  }
}

/** Does an array round what is written? (A float32 is not meant as a staircase, nor is a float16, which not every engine has.) */
export const rounds = (array: NumberArray): boolean =>
  !(array instanceof Float64Array || array[Symbol.toStringTag].startsWith("Float"));

/** Do its elements have fractions? */
export const isFloats = (o: unknown): o is Float64Array | Float32Array => isNumberArray(o) && !rounds(o);

/** A fresh shadow, all zero, for typed arrays like one. */
export function zeroArray(like: NumberArray, length: number): Float64Array {
  return rounds(like) ? new RoundedShadow(length) : new Float64Array(length);
}

/** A fresh shadow, all zero, for an object that is not a typed array. */
export function freshShadow(o: object): AnyShadow {
  if (Array.isArray(o)) return zeros(o.length);
  if (o instanceof Map) return new MapShadow();
  if (o instanceof Set || o instanceof WeakMap) return new Map<unknown, number>();
  return new (state.guards.get(o) ?? fieldsFor(Object.getPrototypeOf(o) as object | null))();
}

/**
 * Looks at what the sweep has found and is about to write: getters and setters of its own are like those of a class; and what is
 * written where the engine makes a number of the object, by code that is not marked, may be read there unseen.
 */
export function guardOwn(o: unknown): void {
  if (typeof o !== "object" || o === null || ArrayBuffer.isView(o) || Array.isArray(o)) return;
  const guard = Object.create(fieldsFor(Object.getPrototypeOf(o) as object | null).prototype as object) as object;
  const isRead = CONVERSIONS.some((key) =>
    isUnseen((o as Readonly<Record<PropertyKey, AnyFunction | undefined>>)[key]),
  );
  const unmarked = unmarkedIn(o);
  if (unmarked.length === 0 && !isRead) return;
  refusing(unmarked, guard);
  state.guards.set(o, guardedFields(isRead ? new Proxy(guard, CONVERTED) : guard));
}

/**
 * Looks at what has just got an accessor. A function that the compiler did not take for one runs unseen: what arrives under its name
 * is refused, and in a container, whose shadow has no names, it is refused at once.
 */
export function guardAccessors(o: object): void {
  const unmarked = unmarkedIn(o);
  const [first] = unmarked;
  if (first === undefined) return;
  if (isList(o) || freshShadow(o) instanceof Map) throw refused(first[0], "is a getter or setter that is not marked");
  const guard = Object.create(fieldsFor(Object.getPrototypeOf(o) as object | null).prototype as object) as object;
  state.guards.set(o, guardedFields(refusing(unmarked, guard)));
}

const CONVERSIONS = ["valueOf", Symbol.toPrimitive];

const isUnseen = (fn: AnyFunction | undefined): boolean =>
  fn !== undefined && fn !== Object.prototype.valueOf && attachedTo(fn) === undefined && !/\[native/.test(String(fn));

/** Of which a shadow inherits. */
const CONVERTED: ProxyHandler<object> = {
  set(_guard, key) {
    throw refused(key, "is beside a `valueOf` that is not marked");
  },
};

/**
 * Shadows for the instances of a class. Where the class has getters and setters that are not marked, a field of that name is
 * not where the value is: a cotangent that arrives there would be lost, so it is refused.
 */
const fieldsOfClass = /* @__PURE__ */ perClass((prototype) => {
  const unmarked = unmarkedOf(prototype);
  return unmarked.length === 0 ? Fields : guardedFields(refusing(unmarked, Object.create(null) as object));
});

const fieldsFor = (prototype: object | null): new () => Shadow =>
  prototype === Object.prototype || prototype === null ? Fields : fieldsOfClass(prototype);

/**
 * Makes a shadow's prototype refuse the cotangents of accessors that are not marked. A read may be of what carries no derivative;
 * what a write is for is not known.
 */
function refusing(unmarked: readonly Unmarked[], guard: object): object {
  for (const [key, isSet] of unmarked)
    if (!Object.hasOwn(guard, key))
      refuseField(guard, key, "is a getter or setter that is not marked", undefined, isSet);
  return guard;
}

/** Lets a shadow's prototype refuse the cotangents of a field, and where it `isSet` what is written there. */
export function refuseField(guard: object, key: PropertyKey, why: string, advice?: string, isSet = false): void {
  Object.defineProperty(guard, key, {
    set(share: number) {
      if (share !== 0 || isSet) throw refused(key, why, advice);
    },
  });
}

const refused = (key: PropertyKey, why: string, advice = MARK_IT): NotDifferentiableError =>
  new NotDifferentiableError(`\`${String(key)}\` ${why}, and carries a derivative.`, { advice });

const MARK_IT = "Mark it, name it in `accessors`, or wrap the use in ignore(() => …).";

/** Shadows whose prototype may have setters that refuse. */
export function guardedFields(prototype: object): new () => Shadow {
  function Guarded(this: Shadow): void {
    // As in ShadowConstructor.
  }
  Guarded.prototype = prototype;
  return Guarded as unknown as new () => Shadow;
}

// Dense zeros make the reverse sweep's arrays fast; a huge sparse array stays sparse. Literals are made at once as arrays
// of doubles, when the engine has learned that numbers come.
export function zeros(length: number): number[] {
  switch (length) {
    case 0:
      return [];
    case 1:
      return [0];
    case 2:
      return [0, 0];
    case 3:
      return [0, 0, 0];
    case 4:
      return [0, 0, 0, 0];
    default:
      return length > 50_000_000 ? [] : new Array<number>(length).fill(0);
  }
}
