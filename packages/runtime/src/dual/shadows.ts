/**
 * The tangents of objects: each object that moves has a shadow, with the tangents of what it holds.
 *
 * Duals hand a shadow on beside its object. Where it was lost on the way (the object came out of a variable of the module, or of
 * code that knows nothing of duals) it is found here by the object's identity.
 */
import { attachedTo, envOf } from "../pair.ts";
import { privateFieldsOf } from "../private-fields.ts";
import { state } from "../state.ts";
import { isNumberArray, rounds } from "../shadow.ts";
import { LEVEL, table } from "./level.ts";

/** Runs code that no tangent is asked of. */
export function withoutDuals<T>(run: () => T): T {
  const { duals } = state;
  state.duals = 0;
  try {
    return run();
  } finally {
    state.duals = duals;
  }
}

/** What a shadow may be. */
export type Shadow = unknown[] | Float64Array | Map<unknown, unknown> | Record<PropertyKey, unknown>;

/** What has a shadow, by identity. */
export type Table = ReadonlyMap<object, unknown>;

/** Runs a dual from outside: with no shadows but those that it is given. */
export function withShadows<T>(given: Table, run: () => T): T {
  return closingShadows(() => {
    state.dual.tables = [new Map(given)];
    state.duals++;
    return run();
  });
}

/** Runs code that enters tables, and may be left by an exception that passes every `finally`. */
export function closingShadows<T>(run: () => T): T {
  const { duals } = state;
  const { tables } = state.dual;
  try {
    return run();
  } finally {
    state.duals = duals;
    state.dual.tables = tables;
  }
}

/** The shadows of the derivative that is under way. */
export const tableHere = (): Table => table();

/** Shadows that only these have, with all that they hold. */
export function tableOf(values: readonly unknown[], shadows: readonly unknown[]): Table {
  const made = new Map<object, unknown>();
  values.forEach((value, i) => {
    noteIn(made, value, shadows[i]);
  });
  return made;
}

/** Lets a dual find its shadows in a table; gives what `leaveTable` puts back. */
export function enterTable(entered: Table): object {
  const { tables } = state.dual;
  state.dual.tables = [...tables.slice(0, tables.length - LEVEL), entered as Map<object, unknown>];
  state.duals++;
  return tables;
}

export function leaveTable(outer: object): void {
  state.duals--;
  state.dual.tables = outer as Map<object, unknown>[];
}

const isObject = (o: unknown): o is object => (typeof o === "object" && o !== null) || typeof o === "function";

/** The shadow of an object, or of what a function has captured; 0 for what has none. */
export function shadowOf(o: unknown): Shadow | 0 {
  const held = typeof o === "function" ? envOfFunction(o) : o;
  if (!isObject(held)) return 0;
  return (table().get(held) as Shadow | undefined) ?? (isFloats(held) ? (shadowInBuffer(table(), held) ?? 0) : 0);
}

type Floats = Float64Array | Float32Array;
const isFloats = (o: object): o is Floats => o instanceof Float64Array || o instanceof Float32Array;
const isPart = (o: Floats): boolean => o.byteLength !== o.buffer.byteLength;

/** The part for a view of the shadow that its buffer has, which all of its views share; nothing where none has one. */
function shadowInBuffer(known: Map<object, unknown>, o: Floats): Float64Array | undefined {
  const { buffer } = o;
  let whole = known.get(buffer) as Float64Array | undefined;
  if (whole === undefined && isPart(o)) {
    for (const [other, shadow] of known)
      if (isFloats(other) && other.buffer === buffer && !isPart(other)) whole = shadow as Float64Array;
  }
  if (whole === undefined) return undefined;
  known.set(buffer, whole);
  const start = o.byteOffset / o.BYTES_PER_ELEMENT;
  const shadow = isPart(o) ? whole.subarray(start, start + o.length) : whole;
  known.set(o, shadow);
  return shadow;
}

/** A shadow for an array that may be one view of several. */
export function shadowOfView(known: Map<object, unknown>, o: Floats): Float64Array {
  const shared = shadowInBuffer(known, o);
  if (shared !== undefined) return shared;
  if (!isPart(o)) return emptyShadow(o) as Float64Array;
  known.set(o.buffer, new Float64Array(Math.floor(o.buffer.byteLength / o.BYTES_PER_ELEMENT)));
  return shadowInBuffer(known, o) as Float64Array;
}

/** The same, made if there is none. */
export function shadowFor(o: object): Shadow {
  const known = table().get(o) as Shadow | undefined;
  if (known !== undefined) return known;
  const made = isFloats(o) ? shadowOfView(table(), o) : emptyShadow(o);
  table().set(o, made);
  // The shadow of what was there before is there the next time too.
  return state.tape?.log?.hasMade(o) === true ? newlyMade(made) : made;
}

/** The shadow in which the members of an object are, by which it was given here if that is known. Those of a function are its own. */
export function fieldsOf(o: unknown, given: unknown): Shadow | 0 {
  if (typeof o === "function") return (table().get(o) as Shadow | undefined) ?? 0;
  return (given as Shadow | 0) || shadowOf(o);
}

/** The same, made if there is none. */
export function fieldsFor(o: object, given: unknown): Shadow {
  return typeof o === "function" || given === 0 ? shadowFor(o) : (given as Shadow);
}

/** The same of what may be no object. A number has none. */
export function shadowBeside(o: unknown, given: unknown): unknown {
  return isObject(o) ? fieldsFor(o, given) : given;
}

/** The shadow of a function that an object holds as a field; 0 for a method of its class, which has captured nothing that moves. */
export function shadowOfMethod(shadow: unknown, key: PropertyKey): unknown {
  return isObject(shadow) && Object.hasOwn(shadow, key) ? (shadow as Record<PropertyKey, unknown>)[key] : 0;
}

/** The shadows of all that a value holds, as a dual has given them beside it. */
export function noteShadows(value: unknown, shadow: unknown): void {
  noteIn(table(), value, shadow);
}

function noteIn(known: Map<object, unknown>, value: unknown, shadow: unknown): void {
  eachHeld(
    value,
    shadow,
    (held) => known.get(held),
    (held, its) => {
      if (!isObject(its)) return "leave"; // what is in it has its own
      known.set(held, its);
      return "enter";
    },
  );
}

/**
 * Visits all objects that a value holds, itself among them, each with its shadow: the one that is beside it, or else its own. Tells
 * whether a visit has found what it looks for.
 */
function eachHeld(
  value: unknown,
  given: unknown,
  ownOf: (held: object) => unknown,
  visit: (held: object, shadow: unknown) => "found" | "enter" | "leave",
  seen = new Set<object>(),
): boolean {
  if (typeof value === "function") {
    const env = envOfFunction(value);
    if (env !== undefined && eachHeld(env, given, ownOf, visit, seen)) return true;
  }
  const held = value;
  if (!isObject(held) || seen.has(held)) return false;
  seen.add(held);
  const shadow = isObject(given) && typeof held !== "function" ? given : ownOf(held);
  const next = visit(held, shadow);
  if (next !== "enter" || isNumberArray(held)) return next === "found";
  const enter = (item: unknown, its: unknown): boolean => eachHeld(item, its, ownOf, visit, seen);
  const beside = shadow instanceof Map ? (shadow as Map<unknown, unknown>) : undefined;
  if (held instanceof Map) {
    for (const [key, item] of held as Map<unknown, unknown>)
      if (enter(key, 0) || enter(item, beside?.get(key))) return true;
    return false;
  }
  if (held instanceof Set) {
    for (const member of held as Set<unknown>) if (enter(member, beside?.get(member))) return true;
    return false;
  }
  for (const { key, get, has } of privateFieldsOf(held))
    if (
      has(held as never) &&
      enter(get(held as never), isObject(shadow) ? (shadow as Record<string, unknown>)[key] : 0)
    )
      return true;
  // Of a function only what the program has put there.
  for (const key of typeof held === "function" ? Object.keys(held) : Reflect.ownKeys(held)) {
    const descriptor = Object.getOwnPropertyDescriptor(held, key);
    if (descriptor === undefined) continue;
    const its = isObject(shadow) ? (shadow as Record<PropertyKey, unknown>)[key] : 0;
    const accessors = descriptor as { readonly get?: unknown; readonly set?: unknown };
    if ("value" in descriptor ? enter(descriptor.value, its) : enter(accessors.get, 0) || enter(accessors.set, 0))
      return true;
  }
  return false;
}

/** Whether a value or something in it moves, or has a shadow of which that is to be assumed. */
export function movesWithin(value: unknown, tangent: unknown, isAssumed: (shadow: object) => boolean): boolean {
  if (isMoving(tangent)) return true;
  return eachHeld(value, tangent, shadowOf, (_, shadow) =>
    isObject(shadow) && (isMoving(shadow) || isAssumed(shadow)) ? "found" : "enter",
  );
}

function envOfFunction(value: unknown): object | undefined {
  const attached = attachedTo(value);
  return attached === undefined ? undefined : envOf(attached);
}

/** The tangent of a number: where it is, or its own. */
export function tangentAt(holder: object | undefined, key: unknown, own: unknown): number {
  const shadow = holder === undefined ? own : shadowOf(holder);
  const tangent =
    holder === undefined
      ? shadow
      : shadow instanceof Map
        ? (shadow as Map<unknown, unknown>).get(key)
        : (shadow as Record<PropertyKey, unknown>)[key as PropertyKey];
  return typeof tangent === "number" ? tangent : 0;
}

/** A shadow beside an object. */
export function note<O>(o: O, shadow: unknown): O {
  if (isObject(o) && isObject(shadow)) table().set(o, shadow);
  return o;
}

/** What the sweep that is under way may write, for it has made it. */
export function newlyMade<O extends object>(o: O): O {
  state.tape?.log?.made.push(o);
  return o;
}

/** Of an array of integers the shadow holds nothing: what is written there is rounded. */
export function emptyShadow(o: object): Shadow {
  if (Array.isArray(o)) return new Array<unknown>(o.length).fill(0);
  if (isNumberArray(o)) return new Float64Array(rounds(o) ? 0 : o.length);
  if (o instanceof Map || o instanceof Set || o instanceof WeakMap) return new Map();
  return {};
}

/** Whether a tangent moves anything. */
export function isMoving(tangent: unknown, seen = new Set<unknown>()): boolean {
  if (typeof tangent === "number") return tangent !== 0;
  if (!isObject(tangent) || seen.has(tangent)) return false;
  seen.add(tangent);
  if (isNumberArray(tangent)) return tangent.some((x) => x !== 0);
  if (tangent instanceof Map) return [...(tangent as Map<unknown, unknown>).values()].some((x) => isMoving(x, seen));
  if (typeof tangent === "function") return false;
  return Object.values(tangent).some((x) => isMoving(x, seen));
}
