"differentiable";
/**
 * `Iterator.prototype`: its helpers as ordinary generators and loops. The iterator comes first, instead of `this`.
 */
import { notCallable, wholeNumber } from "../species.ts";

type Items = Iterable<unknown>;
type Callback = (item: unknown, index: number) => unknown;

function* mapped(items: Items, f: Callback): Generator {
  let i = 0;
  for (const item of items) {
    yield f(item, i);
    i += 1;
  }
}

export function map(items: Items, f: Callback): Generator {
  if (typeof f !== "function") throw notCallable(f);
  return mapped(items, f);
}

function* filtered(items: Items, f: Callback): Generator {
  let i = 0;
  for (const item of items) {
    if (f(item, i)) yield item;
    i += 1;
  }
}

export function filter(items: Items, f: Callback): Generator {
  if (typeof f !== "function") throw notCallable(f);
  return filtered(items, f);
}

function* taken(items: Items, limit: number): Generator {
  if (limit === 0) return;
  let left = limit;
  for (const item of items) {
    yield item;
    left -= 1;
    if (left === 0) return;
  }
}

export function take(items: Items, limit: unknown): Generator {
  return taken(items, wholeNumber(limit));
}

function* dropped(items: Items, limit: number): Generator {
  let left = limit;
  for (const item of items) {
    if (left > 0) left -= 1;
    else yield item;
  }
}

export function drop(items: Items, limit: unknown): Generator {
  return dropped(items, wholeNumber(limit));
}

function* flattened(items: Items, f: Callback): Generator {
  let i = 0;
  for (const item of items) {
    const inner = f(item, i) as Items;
    for (const part of inner) yield part;
    i += 1;
  }
}

export function flatMap(items: Items, f: Callback): Generator {
  if (typeof f !== "function") throw notCallable(f);
  return flattened(items, f);
}

export function reduce(
  items: Items,
  f: (sum: unknown, item: unknown, index: number) => unknown,
  ...initial: unknown[]
): unknown {
  if (typeof f !== "function") throw notCallable(f);
  let sum = initial[0];
  let isEmpty = initial.length === 0;
  let i = 0;
  for (const item of items) {
    if (isEmpty) {
      sum = item;
      isEmpty = false;
    } else sum = f(sum, item, i);
    i += 1;
  }
  if (isEmpty) throw new TypeError("Reduce of a done iterator with no initial value");
  return sum;
}

export function toArray(items: Items): unknown[] {
  return [...items];
}

export function forEach(items: Items, f: Callback): void {
  if (typeof f !== "function") throw notCallable(f);
  let i = 0;
  for (const item of items) {
    f(item, i);
    i += 1;
  }
}

export function some(items: Items, f: Callback): boolean {
  if (typeof f !== "function") throw notCallable(f);
  let i = 0;
  for (const item of items) {
    if (f(item, i)) return true;
    i += 1;
  }
  return false;
}

export function every(items: Items, f: Callback): boolean {
  if (typeof f !== "function") throw notCallable(f);
  let i = 0;
  for (const item of items) {
    if (!f(item, i)) return false;
    i += 1;
  }
  return true;
}

export function find(items: Items, f: Callback): unknown {
  if (typeof f !== "function") throw notCallable(f);
  let i = 0;
  for (const item of items) {
    if (f(item, i)) return item;
    i += 1;
  }
  return undefined;
}

/** Makes the plugin keep frames in this module, as in array-callbacks.ts. */
export function framed(): boolean {
  try {
    return true;
  } catch {
    return false;
  }
}
