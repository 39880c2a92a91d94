/**
 * What of the objects that a call has made can still be reached when it is over.
 */
import { bufferOf } from "./carries.ts";
import { contentOf, isCell } from "./cell.ts";
import { attachedTo, envOf, isOfClass } from "./pair.ts";
import { privateFieldsOf } from "./private-fields.ts";
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
    if (tape.sources?.has(o) === true) return undefined;
    const buffer = isNumberArray(o) ? o.buffer : bufferOf(o);
    const parts = buffer === undefined ? partsOf(o) : made.filter((m) => isNumberArray(m) && m.buffer === buffer);
    if (parts === undefined) return undefined;
    queue.push(...parts);
    const prototype: unknown = Object.getPrototypeOf(o);
    if (places.has(prototype)) queue.push(prototype);
  }
  return found;
}

const isObject = (o: unknown): o is object => (typeof o === "object" && o !== null) || typeof o === "function";

function partsOf(o: object): unknown[] | undefined {
  if (o instanceof WeakMap || o instanceof WeakSet || o instanceof Promise) return undefined;
  if (o instanceof Map) return [...o.keys(), ...o.values()] as unknown[];
  if (o instanceof Set) return [...o] as unknown[];
  if (isCell(o)) return [contentOf(o)];
  const parts: unknown[] = privateFieldsOf(o).flatMap(({ get, has }) => (has(o as never) ? [get(o as never)] : []));
  const attached = typeof o === "function" ? attachedTo(o) : undefined;
  if (attached !== undefined) parts.push(envOf(attached));
  for (const key of Reflect.ownKeys(o)) {
    const descriptor = Object.getOwnPropertyDescriptor(o, key);
    if (descriptor === undefined || !("value" in descriptor)) return undefined;
    parts.push(descriptor.value);
  }
  return parts;
}
