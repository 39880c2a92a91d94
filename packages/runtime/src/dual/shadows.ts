/**
 * The tangents of objects: each object that moves has a shadow, with the tangents of what it holds.
 *
 * Duals hand a shadow on beside its object. Where it was lost on the way (the object came out of a variable of the module, or of
 * code that knows nothing of duals) it is found here by the object's identity.
 */
import { usedAsNumber } from "../assemble.ts";
import { entriesOf } from "../collections.ts";
import { NotDifferentiableError } from "../errors.ts";
import { attachedTo, envOf } from "../pair.ts";
import { privateFieldsOf } from "../private-fields.ts";
import { state } from "../state.ts";
import { isFloats, isNumberArray, rounds, type NumberArray } from "../shadow.ts";
import { bufferOf, carries } from "../carries.ts";
import { emptyShadow, isMoving, parentOf, type Shadow } from "./fresh.ts";
import { LEVEL, table } from "./level.ts";
import { shadowOfText } from "./texts.ts";

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

/** What has a shadow, by identity. */
export type Table = ReadonlyMap<object, unknown>;

/** Runs a dual from outside: with no shadows but those that it is given. */
export function withShadows<T>(given: Table, run: () => T): T {
  return closingShadows(() => {
    const known = new Map(given);
    for (const [o, shadow] of given) noteBuffer(known, o, shadow);
    state.dual.tables = [known];
    if (state.duals++ === 0) state.epoch++;
    const { endings } = state.dual;
    const own: (() => void)[] = (state.dual.endings = []);
    try {
      const result = run();
      for (const end of own) end();
      return result;
    } finally {
      state.dual.endings = endings;
      if (state.duals === 1) state.dual.texts = undefined;
    }
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

/** For what runs more than once: each time it finds the same, and what it has made is gone. */
export const copyOf = (known: Table): Table => new Map(known);

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
  returnTo(outer);
}

/**
 * Before code of the user's runs that is no dual: the derivatives that are taken of it are those around this level, and their shadows
 * are found where duals of the first level look. Gives what `returnTo` puts back.
 */
export function leaveLevel(): object {
  const { tables } = state.dual;
  const around = tables.length - 1 - LEVEL;
  if (around > 0) state.dual.tables = tables.slice(0, around);
  return tables;
}

export function returnTo(tables: object): void {
  state.dual.tables = tables as Map<object, unknown>[];
}

const isObject = (o: unknown): o is object => (typeof o === "object" && o !== null) || typeof o === "function";

/** The shadow of an object, or of what a function has captured; 0 for what has none. */
export function shadowOf(o: unknown): Shadow | 0 {
  const held = typeof o === "function" ? envOfFunction(o) : o;
  if (!isObject(held)) return 0;
  return (table().get(held) as Shadow | undefined) ?? shadowElsewhere(held);
}

/** That of the memory which it sees, or of what it inherits from. */
function shadowElsewhere(o: object): Shadow | 0 {
  if (isFloats(o)) return shadowInBuffer(table(), o) ?? 0;
  if (isIntegers(o)) requireStillBuffer(o);
  const buffer = bufferOf(o);
  if (buffer !== undefined) return (table().get(buffer) as Float64Array | undefined) ?? 0;
  const parent = parentOf(o);
  return parent === null || fieldsOf(parent, 0) === 0 ? 0 : shadowFor(o);
}

type Floats = Float64Array | Float32Array;
const isPart = (o: Floats): boolean => o.byteLength !== o.buffer.byteLength;

/** An array that is all of its buffer: others may find its shadow by that. */
function noteBuffer(known: Map<object, unknown>, o: object, shadow: unknown): void {
  if (isFloats(o) && !isPart(o) && !known.has(o.buffer)) known.set(o.buffer, shadow);
}

/** The part for a view of the shadow that its buffer has, which all of its views share; nothing where none has one. */
function shadowInBuffer(known: Map<object, unknown>, o: Floats): Float64Array | undefined {
  const whole = known.get(o.buffer) as Float64Array | undefined;
  if (whole === undefined) return undefined;
  requireKind(whole, o);
  const start = o.byteOffset / o.BYTES_PER_ELEMENT;
  const shadow = isPart(o) ? whole.subarray(start, start + o.length) : whole;
  known.set(o, shadow);
  return shadow;
}

/** Of numbers or of BigInts, which have no tangents; those of a buffer are not for others to read. */
const isIntegers = (o: object): o is ArrayBufferView =>
  ArrayBuffer.isView(o) && !isFloats(o) && bufferOf(o) === undefined;

function requireStillBuffer(o: ArrayBufferView): void {
  const whole = table().get(o.buffer);
  const tape = state.tape?.isDropped === false ? state.tape : null;
  if (isMoving(whole) || (tape !== null && carries(tape, whole))) throw ofTwoKinds(o);
}

/** Throws where the shadow of a buffer is that of numbers of another kind. `whole`: without elements it is that of integers. */
export function requireKind(whole: Float64Array, o: NumberArray): void {
  const n = rounds(o) ? 0 : Math.floor(o.buffer.byteLength / o.BYTES_PER_ELEMENT);
  if (whole.length === n && (n === 0 || o.byteOffset % o.BYTES_PER_ELEMENT === 0)) return;
  throw ofTwoKinds(o);
}

const ofTwoKinds = (o: ArrayBufferView): NotDifferentiableError =>
  new NotDifferentiableError(`a buffer that may move is read as a ${o.constructor.name}, and as another array.`, {
    advice: "Copy the numbers instead of sharing the buffer.",
  });

export const isBuffer = (o: unknown): o is ArrayBufferLike =>
  isObject(o) && !ArrayBuffer.isView(o) && bufferOf(o) !== undefined;

/** The shadow of a new view's buffer: that which is beside the buffer, or which all of its views share. */
export function wholeFor(view: NumberArray, given: unknown): Float64Array {
  const known = table();
  if (isObject(given)) known.set(view.buffer, given);
  const shadow = shadowOfView(known, view);
  newlyMade(shadow);
  return rounds(view) ? shadow : (known.get(view.buffer) as Float64Array);
}

/** The shadow of an array's buffer. */
export function noteWhole(o: Floats, whole: Float64Array): void {
  requireKind(whole, o);
  table().set(o.buffer, whole);
}

/** A shadow for an array that may be one view of several. */
export function shadowOfView(known: Map<object, unknown>, o: NumberArray): Float64Array {
  if (rounds(o)) {
    const whole = known.get(o.buffer) as Float64Array | undefined;
    if (whole === undefined) known.set(o.buffer, new Float64Array(0));
    else requireKind(whole, o);
    return emptyShadow(o) as Float64Array;
  }
  const view = o as Floats;
  const shared = shadowInBuffer(known, view);
  if (shared !== undefined) return shared;
  const whole = new Float64Array(Math.floor(o.buffer.byteLength / o.BYTES_PER_ELEMENT));
  known.set(o.buffer, whole);
  return shadowInBuffer(known, view) as Float64Array;
}

/** The same, made if there is none. */
export function shadowFor(o: object): Shadow {
  const known = table().get(o) as Shadow | undefined;
  if (known !== undefined) return known;
  if (isIntegers(o) && !isNumberArray(o)) requireStillBuffer(o);
  const parent = parentOf(o);
  const made = isNumberArray(o)
    ? shadowOfView(table(), o)
    : emptyShadow(o, parent === null ? undefined : shadowFor(parent));
  table().set(o, made);
  // The shadow of what was there before is there the next time too.
  return state.tape?.log?.hasMade(o) === true ? newlyMade(made) : made;
}

/** The shadow in which the members of an object are, by which it was given here if that is known. Those of a function are its own. */
export function fieldsOf(o: unknown, given: unknown): Shadow | 0 {
  if (typeof o === "function") return (table().get(o) as Shadow | undefined) ?? shadowElsewhere(o);
  return (given as Shadow | 0) || shadowOf(o);
}

const shadowOfFields = (o: object): Shadow | 0 => fieldsOf(o, 0);

/** The same, made if there is none. */
export function fieldsFor(o: object, given: unknown): Shadow {
  return typeof o === "function" || given === 0 ? shadowFor(o) : (given as Shadow);
}

/** The same of what may be no object: the tangent of a number has no fields. */
export function shadowBeside(o: unknown, given: unknown): unknown {
  return isObject(o) ? fieldsFor(o, given) : (shadowOfText(o, given) ?? NO_FIELDS);
}

const NO_FIELDS: unknown = Object.freeze(Object.create(null));

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
      noteBuffer(known, held, its);
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
  // What a shadow has under the name of a method that all objects have is none.
  const shadow = typeof given === "object" && given !== null && typeof held !== "function" ? given : ownOf(held);
  const next = visit(held, shadow);
  if (next !== "enter" || isNumberArray(held)) return next === "found";
  const enter = (item: unknown, its: unknown): boolean => eachHeld(item, its, ownOf, visit, seen);
  const beside = shadow instanceof Map ? (shadow as Map<unknown, unknown>) : undefined;
  if (held instanceof Map) {
    for (const [key, item] of entriesOf(held)) if (enter(key, 0) || enter(item, beside?.get(key))) return true;
  } else if (held instanceof Set) {
    for (const [member] of entriesOf(held)) if (enter(member, beside?.get(member))) return true;
  }
  for (const env of capturedByMembers(held)) if (enter(env, 0)) return true;
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

/** What members have captured that others may call by an object: those of its class, and of a class its own too. */
function capturedByMembers(o: object): ReadonlySet<object> {
  if (typeof o !== "function") return capturedFrom(Object.getPrototypeOf(o) as object | null, captured);
  const prototype = Object.getOwnPropertyDescriptor(o, "prototype");
  if (prototype?.writable !== false) return NOTHING; // no class
  return new Set([...capturedFrom(prototype.value as object), ...capturedFrom(o)]);
}

/** `known`: where instances are about, their class is made. */
function capturedFrom(holder: object | null, known = new WeakMap<object, ReadonlySet<object>>()): ReadonlySet<object> {
  if (holder === null || holder === Object.prototype || holder === Function.prototype) return NOTHING;
  let found = known.get(holder);
  if (found === undefined) {
    const members = Object.values(Object.getOwnPropertyDescriptors(holder)).flatMap<unknown>(Object.values);
    const above = capturedFrom(Object.getPrototypeOf(holder) as object | null, known);
    found = new Set([...members.flatMap((fn) => envOfFunction(fn) ?? []), ...above]);
    known.set(holder, found);
  }
  return found;
}

const NOTHING: ReadonlySet<object> = new Set();
const captured = new WeakMap<object, ReadonlySet<object>>();

/** Whether a value or something in it moves, or has a shadow of which that is to be assumed. */
export function movesWithin(value: unknown, tangent: unknown, isAssumed: (shadow: object) => boolean): boolean {
  if (typeof value === "string") return false;
  if (isMoving(tangent)) return true;
  return eachHeld(value, tangent, shadowOfFields, (_, shadow) =>
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
  if (typeof tangent === "object" && tangent !== null) throw usedAsNumber();
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
