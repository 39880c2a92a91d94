/**
 * The numbers in nested arrays, typed arrays, objects and Maps: listed, replaced, mapped, combined.
 */
import { entriesOf } from "./collections.ts";
import { isNumberArray } from "./shadow.ts";

/** All numbers below some values, each object once. */
export function numbersIn(values: Iterable<unknown>): number[] {
  const found: number[] = [];
  visit(values, (x) => {
    found.push(x);
    return x;
  });
  return found;
}

/** Writes another number in the place of each. */
export function replaceNumbers(values: Iterable<unknown>, next: (x: number) => number): void {
  visit(values, next);
}

function visit(values: Iterable<unknown>, replace: (x: number) => number): void {
  const seen = new Set<object>();
  const below = (value: unknown): void => {
    if (typeof value !== "object" || value === null || seen.has(value)) return;
    seen.add(value);
    if (isNumberArray(value)) {
      for (let i = 0; i < value.length; i++) assign(value, i, replace(value[i] ?? 0));
    } else if (value instanceof Map) {
      for (const [key, item] of entriesOf(value)) {
        if (typeof item === "number") Map.prototype.set.call(value, key, replace(item));
        else below(item);
      }
    } else if (value instanceof Set) {
      for (const [member] of entriesOf(value)) below(member);
    } else {
      for (const key of Object.keys(value)) {
        const descriptor = Object.getOwnPropertyDescriptor(value, key);
        const item: unknown = descriptor?.value;
        if (typeof item === "number") assign(value, key, replace(item));
        else below(item);
      }
    }
  };
  for (const value of values) below(value);
}

// What did not change is not written: it may be frozen.
function assign(target: object, key: PropertyKey, x: number): void {
  const fields = target as Record<PropertyKey, unknown>;
  if (!Object.is(fields[key], x)) fields[key] = x;
}

/** A copy whose numbers went through `fn`. */
export function mapNumbers(value: unknown, fn: (x: number) => number): unknown {
  return combine(value, value, fn);
}

/** A copy whose numbers come from both; the structure is that of `a`. */
export function combine(
  a: unknown,
  b: unknown,
  fn: (a: number, b: number) => number,
  done = new Map<object, unknown>(),
): unknown {
  if (typeof a === "number") return fn(a, typeof b === "number" ? b : 0);
  if (typeof a !== "object" || a === null) return a;
  const known = done.get(a);
  if (known !== undefined) return known;
  const other = (typeof b === "object" && b !== null ? b : {}) as Record<PropertyKey, unknown>;
  if (isNumberArray(a)) {
    const copy = a.slice();
    done.set(a, copy);
    for (let i = 0; i < copy.length; i++) copy[i] = fn(a[i] ?? 0, (other[i] as number | undefined) ?? 0);
    return copy;
  }
  if (Array.isArray(a)) {
    const copy: unknown[] = [];
    done.set(a, copy);
    for (let i = 0; i < a.length; i++) copy.push(combine(a[i], other[i], fn, done));
    return copy;
  }
  if (a instanceof Map) {
    const copy = new Map<unknown, unknown>();
    done.set(a, copy);
    for (const [key, item] of entriesOf(a))
      copy.set(key, combine(item, b instanceof Map ? b.get(key) : undefined, fn, done));
    return copy;
  }
  const copy: Record<string, unknown> = {};
  done.set(a, copy);
  for (const [key, item] of Object.entries(a)) copy[key] = combine(item, other[key], fn, done);
  return copy;
}
