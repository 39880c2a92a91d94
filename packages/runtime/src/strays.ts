/**
 * Arrays of one number stand for it in arithmetic: `[x] * 2` is 2x. The cotangent of such a number comes to the place that has the array,
 * in the shadow of what holds it, and from there it would go nowhere.
 */
import { usedAsNumber } from "./assemble.ts";
import { type AnyShadow, isNumberArray } from "./shadow.ts";
import type { Tape } from "./tape.ts";

type Parts = Readonly<Record<PropertyKey, unknown>>;

/** Asked when a reverse sweep has ended. */
export function refuseStrays(tape: Tape): void {
  for (const { of, shadow, sweep } of tape.shadows.values()) {
    if (shadow === undefined || sweep !== tape.sweep || ArrayBuffer.isView(of)) continue;
    if (Array.isArray(of)) {
      const shares = shadow as readonly unknown[];
      for (let i = 0; i < of.length; i++) if (shares[i] !== 0 && isOfOne(tape, of[i], shares[i])) throw usedAsNumber();
    } else if (shadow instanceof Map) {
      for (const [key, share] of shadow)
        if (isOfOne(tape, of instanceof Map ? of.get(key) : key, share)) throw usedAsNumber();
    } else {
      const shares = shadow as Parts;
      for (const key in shares)
        if (shares[key] !== 0 && isOfOne(tape, partOf(of, key), shares[key])) throw usedAsNumber();
    }
  }
}

/** The same of the place that an array was put into, which had something else before. */
export function noNumber(shadow: AnyShadow, key: PropertyKey): void {
  const shares = shadow as Record<PropertyKey, unknown>;
  if (typeof shares[key] === "number" && shares[key] !== 0) throw usedAsNumber();
  shares[key] = 0;
}

/** A field; what a cell holds. */
const partOf = (of: object, key: string): unknown =>
  key === "$v" ? (of as Parts)["$v"] : (Object.getOwnPropertyDescriptor(of, key)?.value as unknown);

const isOfOne = (tape: Tape, part: unknown, share: unknown): boolean =>
  typeof part === "object" &&
  (Array.isArray(part) || isNumberArray(part)) &&
  part.length === 1 &&
  typeof share === "number" &&
  share !== 0 &&
  tape.wants(part);
