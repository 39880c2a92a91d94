/** Small operations that generated code does not write out. */
import type { AnyShadow } from "./shadow.ts";

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

/** The cotangents of a rest parameter's items. */
export function sharesOf(shadow: AnyShadow): number[] {
  return Array.from(shadow as unknown as ArrayLike<number | undefined>, (share) => share ?? 0);
}
