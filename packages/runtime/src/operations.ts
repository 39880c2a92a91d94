/**
 * Small operations that generated code does not write out: conversions, keys, and shadows whose kind is not known.
 */
import { NO_COTANGENTS, type ActiveRule } from "./rule.ts";
import { type AnyShadow, isNumberArray, RoundedShadow } from "./shadow.ts";
import type { Tape } from "./tape.ts";

type Fields = Record<PropertyKey, unknown>;
type Slots = Record<PropertyKey, number>;

/** What `x++` gives back: a number or a BigInt. */
export function toNumeric(x: unknown): number | bigint {
  if (typeof x === "number" || typeof x === "bigint") return x;
  let numeric = x as number;
  numeric++;
  return numeric - 1;
}

/** `x + 1` of a number or a BigInt. */
export function increment(x: number | bigint): number | bigint {
  let next = x;
  return ++next;
}

/** `x - 1` of a number or a BigInt. */
export function decrement(x: number | bigint): number | bigint {
  let next = x;
  return --next;
}

/** The keys that `for (const k in o)` visits. */
export function keysIn(o: unknown): string[] {
  const keys: string[] = [];
  for (const key in o as object) keys.push(key);
  return keys;
}

/** `const {} = o` fails on null and undefined. */
export function requireObject(o: unknown): void {
  if (o === null || o === undefined) throw new TypeError(`Cannot destructure '${String(o)}' as it is ${String(o)}.`);
}

const DELETED: Pick<ActiveRule, "pullback"> = {
  pullback(tape) {
    const key = tape.recall() as string;
    const shadow = tape.shadow(tape.recall()) as Slots | undefined;
    if (shadow !== undefined && shadow[key] !== undefined) shadow[key] = 0;
    return NO_COTANGENTS;
  },
};

/** `delete o[key]`; leaves one record. */
export function deleteProperty(tape: Tape, o: object, key: PropertyKey): boolean {
  tape.touch(o);
  const deleted = delete (o as Fields)[key];
  tape.record(o);
  tape.record(key);
  tape.record(DELETED);
  return deleted;
}

/** Adds to the cotangent of `o.length`: an array's carries none, an object's may. */
export function addLength(shadow: AnyShadow, share: number): void {
  if (Array.isArray(shadow) || isNumberArray(shadow) || shadow instanceof Map || shadow instanceof Set) return;
  const fields = shadow as unknown as Slots;
  fields["length"] = (fields["length"] ?? 0) + share;
}

/** The cotangent of what was written to `o[key]`, which is forgotten; 0 where the write rounded to an integer. */
export function take(shadow: AnyShadow, key: PropertyKey): number {
  const slots = shadow as unknown as Slots;
  const share = slots[key] ?? 0;
  if (share !== 0) slots[key] = 0;
  return rounds(shadow) ? 0 : share;
}

/** The cotangent of what was added to `o[key]`, which stays; 0, and forgotten, where the sum was rounded. */
export function accumulated(shadow: AnyShadow, key: PropertyKey): number {
  const slots = shadow as unknown as Slots;
  if (rounds(shadow)) {
    slots[key] = 0;
    return 0;
  }
  return slots[key] ?? 0;
}

function rounds(shadow: AnyShadow): boolean {
  return shadow instanceof RoundedShadow;
}

/** The cotangents of a rest parameter's items. */
export function sharesOf(shadow: AnyShadow): number[] {
  return Array.from(shadow as unknown as ArrayLike<number | undefined>, (share) => share ?? 0);
}
