"differentiable";
/**
 * What `Map`, `Set` and `Object` do with callbacks and iterables, as ordinary functions.
 */
import { hasGetters } from "../operations.ts";
import { copyProps } from "../spreading.ts";
import { notCallable } from "../species.ts";

type Fields = Record<PropertyKey, unknown>;

export function mapForEach(
  map: Map<unknown, unknown>,
  f: (value: unknown, key: unknown, map: unknown) => void,
  self: unknown,
): void {
  if (typeof f !== "function") throw notCallable(f);
  const g = self === undefined ? f : f.bind(self);
  for (const [key, value] of Map.prototype.entries.call(map)) g(value, key, map);
}

export function setForEach(
  set: Set<unknown>,
  f: (value: unknown, key: unknown, set: unknown) => void,
  self: unknown,
): void {
  if (typeof f !== "function") throw notCallable(f);
  const g = self === undefined ? f : f.bind(self);
  for (const value of Set.prototype.values.call(set)) g(value, value, set);
}

export function union(set: Set<unknown>, other: ReadonlySet<unknown>): Set<unknown> {
  const result = new Set<unknown>();
  for (const member of Set.prototype.values.call(set)) result.add(member);
  for (const member of other.keys()) result.add(member);
  return result;
}

export function intersection(set: Set<unknown>, other: ReadonlySet<unknown>): Set<unknown> {
  const result = new Set<unknown>();
  for (const member of Set.prototype.values.call(set)) if (other.has(member)) result.add(member);
  return result;
}

export function difference(set: Set<unknown>, other: ReadonlySet<unknown>): Set<unknown> {
  const result = new Set<unknown>();
  for (const member of Set.prototype.values.call(set)) if (!other.has(member)) result.add(member);
  return result;
}

export function symmetricDifference(set: Set<unknown>, other: ReadonlySet<unknown>): Set<unknown> {
  const result = new Set<unknown>();
  for (const member of Set.prototype.values.call(set)) if (!other.has(member)) result.add(member);
  for (const member of other.keys()) if (!set.has(member)) result.add(member);
  return result;
}

/** Getters of its own are read by a spread. */
const plain = (record: object): Fields => (hasGetters(record) ? { ...record } : (record as Fields));

export function values(record: object): unknown[] {
  const fields = plain(record);
  const found: unknown[] = [];
  for (const key of Object.keys(fields)) found.push(fields[key]);
  return found;
}

export function entries(record: object): unknown[] {
  const fields = plain(record);
  const found: unknown[] = [];
  for (const key of Object.keys(fields)) found.push([key, fields[key]]);
  return found;
}

export function fromEntries(items: Iterable<readonly [PropertyKey, unknown]>): object {
  const record: Fields = {};
  for (const [key, value] of items)
    if (key === "__proto__") copyProps(record, { [key]: value });
    else record[key] = value;
  return record;
}

export function groupBy(items: Iterable<unknown>, f: (item: unknown, i: number) => PropertyKey): object {
  if (typeof f !== "function") throw notCallable(f);
  const groups = Object.create(null) as Record<PropertyKey, unknown[]>;
  let i = 0;
  for (const item of items) {
    const key = f(item, i);
    if (!(key in groups)) groups[key] = [];
    (groups[key] as unknown[]).push(item);
    i += 1;
  }
  return groups;
}

export function mapGroupBy(
  items: Iterable<unknown>,
  f: (item: unknown, i: number) => unknown,
): Map<unknown, unknown[]> {
  if (typeof f !== "function") throw notCallable(f);
  const groups = new Map<unknown, unknown[]>();
  let i = 0;
  for (const item of items) {
    const key = f(item, i);
    if (!groups.has(key)) groups.set(key, []);
    (groups.get(key) as unknown[]).push(item);
    i += 1;
  }
  return groups;
}

/** Makes the plugin keep frames in this module, as in array-callbacks.ts. */
export function framed(): boolean {
  try {
    return true;
  } catch {
    return false;
  }
}
