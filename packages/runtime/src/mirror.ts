/**
 * The gradients of arguments that are plain data, made before the sweep: all zero, and at once the shadows of the arguments, so that
 * cotangents come where they belong, and a part of an argument has its shadow where its parent's shadow has a part.
 *
 *   { w: [1, 2], b: 3 }   →   { w: [0, 0], b: 0 }
 */
import { notice } from "./heirs.ts";
import type { Plans } from "./plan.ts";
import { declaredBy } from "./private-fields.ts";
import { isOpaque } from "./skeleton.ts";
import { zeros, type AnyShadow } from "./shadow.ts";
import { Slot, type Tape } from "./tape.ts";

/** Something that takes more than that; see skeleton.ts. */
export const NOT_PLAIN: unique symbol = Symbol("not plain");
/** Nothing that has a gradient: its field is left out. */
const NOTHING: unique symbol = Symbol("nothing");

const MAX_LENGTH = 1 << 24;

/** The gradients, zero; of a number, 0. Or `NOT_PLAIN`. `plans`: of arguments that have come before; see plan.ts. */
export function mirrorOf(tape: Tape, args: readonly unknown[], plans?: Plans): unknown[] | typeof NOT_PLAIN {
  const planned = plans?.follow(tape, args);
  if (planned !== undefined) return planned;
  const gradients = new Array<unknown>(args.length);
  // Not clear(), as in the tape: a table that has grown old would keep alive its successors.
  if (plain.size > 0) plain = new Map();
  for (let i = 0; i < args.length; i++) {
    const arg = args[i];
    const gradient = typeof arg === "number" ? 0 : mirror(tape, arg);
    if (gradient === NOT_PLAIN) return NOT_PLAIN;
    gradients[i] = gradient === NOTHING ? undefined : gradient;
  }
  plans?.note(args, gradients);
  return gradients;
}

function mirror(tape: Tape, value: unknown): unknown {
  if (typeof value === "function") return NOT_PLAIN;
  if (typeof value !== "object" || value === null) return NOTHING;
  const known = tape.slotOf(value);
  // Being mirrored, it has none yet: a cycle.
  if (known !== undefined) return known.sweep === tape.sweep ? known.shadow : NOT_PLAIN;
  if (Array.isArray(value)) return ofArray(tape, value);
  const prototype = Object.getPrototypeOf(value) as object | null;
  if (prototype === Object.prototype) return ofObject(tape, value as Fields);
  if (ArrayBuffer.isView(value)) return value instanceof Float64Array ? ofTyped(tape, value) : NOT_PLAIN;
  if (value instanceof Map || value instanceof Set || isOpaque(value)) return NOT_PLAIN;
  return isPlainHere(prototype) ? ofObject(tape, value as Fields) : NOT_PLAIN;
}

/** Do objects with this prototype hold nothing but their own fields? Classes may give them methods. */
function isPlain(prototype: object | null): boolean {
  if (declaredBy(prototype)[0]) return false;
  for (let p = prototype; p !== Object.prototype && p !== null; p = Object.getPrototypeOf(p) as object | null) {
    for (const key of Reflect.ownKeys(p))
      if (typeof Object.getOwnPropertyDescriptor(p, key)?.value !== "function") return false;
  }
  return true;
}

/** What has been found so in this call: a program may change its classes in between. */
let plain = new Map<object, boolean>();

export function isPlainHere(prototype: object | null): boolean {
  if (prototype === null) return true;
  const known = plain.get(prototype) ?? isPlain(prototype);
  plain.set(prototype, known);
  return known;
}

/** A slot for what has none yet. No unseen code will run, so nobody has to know what is exposed to that. */
function registered(tape: Tape, o: object): Slot {
  const slot = new Slot(o, false);
  tape.shadows.set(o, slot);
  tape.only = tape.shadows.size === 1 ? o : undefined;
  return slot;
}

function ofArray(tape: Tape, source: readonly unknown[]): unknown {
  const { length } = source;
  if (length > MAX_LENGTH) return NOT_PLAIN;
  const slot = registered(tape, source);
  let i = 0;
  while (i < length && typeof source[i] === "number") i++;
  if (i === length) return cast(tape, slot, zeros(length));
  const gradient = new Array<unknown>(length).fill(0);
  let isLive = i > 0;
  for (; i < length; i++) {
    const item = source[i];
    if (typeof item === "number") {
      isLive = true;
      continue;
    }
    const part = mirror(tape, item);
    if (part === NOT_PLAIN) return NOT_PLAIN;
    gradient[i] = part === NOTHING ? undefined : part;
    if (part !== NOTHING) isLive = true;
  }
  // Without a number below it would be left out, by its parent too.
  return isLive ? cast(tape, slot, gradient as AnyShadow) : NOT_PLAIN;
}

function ofTyped(tape: Tape, source: Float64Array): unknown {
  const { buffer, length } = source;
  if (source.byteLength !== buffer.byteLength || tape.buffers?.has(buffer) === true) return NOT_PLAIN;
  const slot = tape.want(source) as Slot;
  tape.only = tape.shadows.size === 1 ? source : undefined;
  const cells = new Float64Array(length);
  const whole = tape.buffers?.get(buffer);
  if (whole !== undefined) whole.cells = cells;
  return cast(tape, slot, cells);
}

type Fields = Readonly<Record<string, unknown>>;

function ofObject(tape: Tape, source: Fields): unknown {
  const keys = Object.getOwnPropertyNames(source);
  const slot = registered(tape, source);
  notice(tape, source);
  const gradient: Record<string, unknown> = {};
  let isLive = keys.length === 0;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as string;
    // An accessor has no `writable`; a constant is a field, too.
    const field = Object.getOwnPropertyDescriptor(source, key);
    if (field?.enumerable !== true || field.writable === undefined || key === "__proto__") return NOT_PLAIN;
    const value: unknown = field.value;
    const part = typeof value === "number" ? 0 : mirror(tape, value);
    if (part === NOT_PLAIN) return NOT_PLAIN;
    if (part === NOTHING) continue;
    isLive = true;
    gradient[key] = part;
  }
  return isLive ? cast(tape, slot, gradient as AnyShadow) : NOT_PLAIN;
}

function cast(tape: Tape, slot: Slot, shadow: AnyShadow): AnyShadow {
  slot.shadow = shadow;
  slot.sweep = tape.sweep;
  return shadow;
}
