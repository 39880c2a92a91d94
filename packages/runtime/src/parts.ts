/**
 * What can be reached from an object in one step: what it holds, in private too, and what a function or a class has captured.
 */
import { contentOf, isCell } from "./cell.ts";
import { attachedTo, environmentOf, envOf } from "./pair.ts";
import { privateFieldsOf } from "./private-fields.ts";

/** Not what it inherits, nor what only native code sees: the bytes of a buffer, what a promise or a weak collection holds. */
export function partsOf(o: object): readonly unknown[] {
  if (isCell(o)) return [contentOf(o)];
  const parts: unknown[] = [];
  if (o instanceof Map) for (const [key, item] of o) parts.push(key, item);
  if (o instanceof Set) parts.push(...(o as Set<unknown>));
  if (typeof o === "function") {
    const attached = attachedTo(o);
    parts.push(attached && envOf(attached), environmentOf(o));
  }
  for (const { get, has } of privateFieldsOf(o)) if (has(o as never)) parts.push(get(o as never));
  const keys: PropertyKey[] = Reflect.ownKeys(o);
  // An array's elements come first.
  if (Array.isArray(o)) {
    for (const item of o as unknown[]) parts.push(item);
    keys.splice(0, keys.lastIndexOf("length"));
  }
  for (const key of keys) {
    const { value, get, set } = Object.getOwnPropertyDescriptor(o, key) as Readonly<
      Record<"value" | "get" | "set", unknown>
    >;
    parts.push(value, get, set);
  }
  return parts;
}
