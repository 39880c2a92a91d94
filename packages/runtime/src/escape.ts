/**
 * What of the objects that a call has made can still be reached when it is over.
 */
import { contentOf, isCell } from "./cell.ts";
import { attachedTo, envOf } from "./pair.ts";
import { privateFieldsOf } from "./private-fields.ts";
import { isNumberArray } from "./shadow.ts";
import type { Tape } from "./tape.ts";

/** Those below a value, by their places among all that was made; undefined where that cannot be told. */
export function escapedFrom(
  tape: Tape,
  value: unknown,
  made: readonly object[],
): ReadonlyMap<number, object> | undefined {
  const places = new Map<unknown, number>();
  for (const [i, o] of made.entries()) places.set(o, i);
  const found = new Map<number, object>();
  const seen = new Set<unknown>();
  const queue: unknown[] = [value];
  while (queue.length > 0) {
    const o = queue.pop();
    if ((typeof o !== "object" && typeof o !== "function") || o === null || seen.has(o)) continue;
    seen.add(o);
    const place = places.get(o);
    if (place !== undefined) found.set(place, o);
    const parts = partsOf(o);
    if (parts === undefined || tape.sources?.has(o) === true) return undefined;
    queue.push(...parts);
  }
  return found;
}

function partsOf(o: object): unknown[] | undefined {
  if (isNumberArray(o)) return [];
  if (typeof o === "function") {
    const attached = attachedTo(o);
    return attached === undefined ? [] : [envOf(attached)];
  }
  if (o instanceof WeakMap || o instanceof WeakSet || o instanceof Promise) return undefined;
  if (o instanceof Map) return [...o.keys(), ...o.values()] as unknown[];
  if (o instanceof Set) return [...o] as unknown[];
  if (isCell(o)) return [contentOf(o)];
  const parts: unknown[] = privateFieldsOf(o).flatMap(({ get, has }) => (has(o as never) ? [get(o as never)] : []));
  for (const key of Reflect.ownKeys(o)) {
    const descriptor = Object.getOwnPropertyDescriptor(o, key);
    if (descriptor === undefined || !("value" in descriptor)) return undefined;
    parts.push(descriptor.value);
  }
  return parts;
}
