/**
 * What of the objects that a call has made can still be reached when it is over.
 */
import { bufferOf } from "./carries.ts";
import { isOfClass } from "./pair.ts";
import { partsOf } from "./parts.ts";
import { isNumberArray } from "./shadow.ts";
import type { Tape } from "./tape.ts";

/** Those below a value, by their places among all that was made; undefined where that cannot be told. */
export function escapedFrom(
  tape: Tape,
  value: unknown,
  made: readonly object[],
): ReadonlyMap<number, object> | undefined {
  const found = new Map<number, object>();
  if (!isObject(value)) return found;
  const places = new Map<unknown, number>();
  for (const [i, o] of made.entries()) places.set(o, i);
  const seen = new Set<unknown>();
  // The methods of an instance are not among its parts.
  const queue: unknown[] = [value, ...made.filter(isOfClass)];
  while (queue.length > 0) {
    const o = queue.pop();
    if (!isObject(o) || seen.has(o)) continue;
    seen.add(o);
    const place = places.get(o);
    if (place !== undefined) found.set(place, o);
    if (tape.sources?.has(o) === true || o instanceof WeakMap || o instanceof WeakSet || o instanceof Promise)
      return undefined;
    const buffer = isNumberArray(o) ? o.buffer : bufferOf(o);
    const parts = buffer === undefined ? partsOf(o) : made.filter((m) => isNumberArray(m) && m.buffer === buffer);
    for (const part of parts) queue.push(part);
    const prototype: unknown = Object.getPrototypeOf(o);
    if (places.has(prototype)) queue.push(prototype);
  }
  return found;
}

const isObject = (o: unknown): o is object => (typeof o === "object" && o !== null) || typeof o === "function";
