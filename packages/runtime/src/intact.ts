/**
 * Joint functions that leave objects to the sweeps of others. In a mirror (mirror.ts) the shadow of a part stands in its parent's; a
 * sweep that takes a part for a number, as one of a tree's kinds of nodes may have it, adds its cotangent there, 0 mostly.
 */
import type { Tape } from "./tape.ts";

/** Whether each object's shadow still has a number where the object has one, and a shadow where it has an object. */
export function isIntact(tape: Tape): boolean {
  for (const slot of tape.shadows.values()) {
    if (slot.isOwn || ArrayBuffer.isView(slot.of)) continue;
    const parts = slot.of as Readonly<Record<string, unknown>>;
    const shares = tape.open(slot) as unknown as Readonly<Record<string, unknown>>;
    for (const key of Object.keys(shares))
      if (shares[key] !== undefined && typeof shares[key] !== typeof parts[key]) return false;
  }
  return true;
}
