/**
 * What can be reached from an object in one step: what it holds, in private too, and what a function or a class has captured.
 */
import { contentOf, isCell } from "./cell.ts";
import { entriesOf } from "./collections.ts";
import { attachedTo, environmentOf, envOf } from "./pair.ts";
import { privateFieldsOf } from "./private-fields.ts";

type Collection = Map<unknown, unknown> | Set<unknown>;

/** What only the engine sees: a prototype of a subclass is an instance of `Map`, and none. */
const has = (size: (() => number) | undefined, o: object): boolean => {
  try {
    size?.call(o);
    return true;
  } catch {
    return false;
  }
};
const sizeOf = (C: { readonly prototype: Collection }): (() => number) | undefined =>
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with an object
  Object.getOwnPropertyDescriptor(C.prototype, "size")?.get;
const isMap = (o: object): o is Map<unknown, unknown> => o instanceof Map && has(sizeOf(Map), o);
const isSet = (o: object): o is Set<unknown> => o instanceof Set && has(sizeOf(Set), o);

/** Not what it inherits, nor what only native code sees: the bytes of a buffer, what a promise or a weak collection holds. */
export function partsOf(o: object): readonly unknown[] {
  if (isCell(o)) return [contentOf(o)];
  const parts: unknown[] = [];
  if (isMap(o) || isSet(o)) for (const [key, item] of entriesOf(o)) parts.push(key, item);
  if (typeof o === "function") {
    const attached = attachedTo(o);
    parts.push(attached && envOf(attached), environmentOf(o));
  }
  for (const { get, has: isIn } of privateFieldsOf(o)) if (isIn(o as never)) parts.push(get(o as never));
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
