/**
 * A value as a constant: itself when it carries nothing, else a copy that nobody follows.
 */
import { carries } from "./carries.ts";
import { isNumberArray } from "./shadow.ts";
import type { Tape } from "./tape.ts";

export function detach(tape: Tape, value: unknown): unknown {
  return carries(tape, value) ? copy(value, new Map()) : value;
}

function copy(value: unknown, done: Map<object, unknown>): unknown {
  if (typeof value !== "object" || value === null) return value;
  const known = done.get(value);
  if (known !== undefined) return known;
  const keep = <T extends object>(fresh: T): T => {
    done.set(value, fresh);
    return fresh;
  };
  if (isNumberArray(value)) return keep(value.slice());
  if (Array.isArray(value)) {
    const fresh = keep<unknown[]>([]);
    fresh.length = value.length;
    for (const key of Object.keys(value)) fresh[Number(key)] = copy(value[Number(key)], done);
    return fresh;
  }
  if (value instanceof Map) {
    const fresh = keep(new Map<unknown, unknown>());
    for (const [key, item] of value as Map<unknown, unknown>) fresh.set(key, copy(item, done));
    return fresh;
  }
  if (value instanceof Set) {
    const fresh = keep(new Set<unknown>());
    for (const member of value as Set<unknown>) fresh.add(copy(member, done));
    return fresh;
  }
  const fresh = keep(Object.create(Object.getPrototypeOf(value) as object | null) as object);
  for (const key of Reflect.ownKeys(value)) {
    const descriptor = Object.getOwnPropertyDescriptor(value, key) as PropertyDescriptor;
    if ("value" in descriptor) descriptor.value = copy(descriptor.value, done);
    Object.defineProperty(fresh, key, descriptor);
  }
  return fresh;
}
