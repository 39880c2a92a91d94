"differentiable";
/**
 * The methods of arrays and typed arrays that call back, as ordinary functions: the array comes first, instead of `this`.
 *
 * The plugin compiles this module, so each has a forward sweep and a pullback; a test compares them with the natives.
 */
import { isConstructor, notCallable, sameKind, wholeLength } from "../species.ts";

type Items = Record<number, unknown> & { readonly length: number };
type Callback = (item: unknown, index: number, items: Items) => unknown;
type Reducer = (sum: unknown, item: unknown, index: number, items: Items) => unknown;

const bound = (f: Callback, self: unknown): Callback => (self === undefined ? f : f.bind(self));

export function forEach(xs: Items, f: Callback, self: unknown): void {
  if (typeof f !== "function") throw notCallable(f);
  const g = bound(f, self);
  const n = count(xs);
  for (let i = 0; i < n; i++) {
    if (i in xs) g(xs[i], i, xs);
  }
}

export function map(xs: Items, f: Callback, self: unknown): Items {
  if (typeof f !== "function") throw notCallable(f);
  const g = bound(f, self);
  const n = count(xs);
  const result = sameKind(xs, n);
  for (let i = 0; i < n; i++) {
    if (i in xs) result[i] = g(xs[i], i, xs);
  }
  return result;
}

export function filter(xs: Items, f: Callback, self: unknown): Items {
  if (typeof f !== "function") throw notCallable(f);
  const g = bound(f, self);
  const n = count(xs);
  const result = sameKind(xs, 0);
  let kept = 0;
  for (let i = 0; i < n; i++) {
    if (i in xs) {
      const x = xs[i];
      if (g(x, i, xs)) {
        result[kept] = x;
        kept += 1;
      }
    }
  }
  return result;
}

export function typedFilter(xs: Items, f: Callback, self: unknown): Items {
  if (typeof f !== "function") throw notCallable(f);
  const g = bound(f, self);
  const n = count(xs);
  const kept: unknown[] = [];
  for (let i = 0; i < n; i++) {
    const x = xs[i];
    if (g(x, i, xs)) kept.push(x);
  }
  const result = sameKind(xs, kept.length);
  for (let i = 0; i < kept.length; i++) result[i] = kept[i];
  return result;
}

export function some(xs: Items, f: Callback, self: unknown): boolean {
  if (typeof f !== "function") throw notCallable(f);
  const g = bound(f, self);
  const n = count(xs);
  for (let i = 0; i < n; i++) {
    if (i in xs && g(xs[i], i, xs)) return true;
  }
  return false;
}

export function every(xs: Items, f: Callback, self: unknown): boolean {
  if (typeof f !== "function") throw notCallable(f);
  const g = bound(f, self);
  const n = count(xs);
  for (let i = 0; i < n; i++) {
    if (i in xs && !g(xs[i], i, xs)) return false;
  }
  return true;
}

export function find(xs: Items, f: Callback, self: unknown): unknown {
  if (typeof f !== "function") throw notCallable(f);
  const g = bound(f, self);
  const n = count(xs);
  for (let i = 0; i < n; i++) {
    const x = xs[i];
    if (g(x, i, xs)) return x;
  }
  return undefined;
}

export function findIndex(xs: Items, f: Callback, self: unknown): number {
  if (typeof f !== "function") throw notCallable(f);
  const g = bound(f, self);
  const n = count(xs);
  for (let i = 0; i < n; i++) {
    if (g(xs[i], i, xs)) return i;
  }
  return -1;
}

export function findLast(xs: Items, f: Callback, self: unknown): unknown {
  if (typeof f !== "function") throw notCallable(f);
  const g = bound(f, self);
  for (let i = count(xs) - 1; i >= 0; i--) {
    const x = xs[i];
    if (g(x, i, xs)) return x;
  }
  return undefined;
}

export function findLastIndex(xs: Items, f: Callback, self: unknown): number {
  if (typeof f !== "function") throw notCallable(f);
  const g = bound(f, self);
  for (let i = count(xs) - 1; i >= 0; i--) {
    if (g(xs[i], i, xs)) return i;
  }
  return -1;
}

export function flatMap(xs: Items, f: Callback, self: unknown): Items {
  if (typeof f !== "function") throw notCallable(f);
  const g = bound(f, self);
  const n = count(xs);
  const result = sameKind(xs, 0);
  let end = 0;
  for (let i = 0; i < n; i++) {
    if (i in xs) {
      const y = g(xs[i], i, xs);
      if (Array.isArray(y)) {
        const items = y as unknown[];
        for (let j = 0; j < items.length; j++) {
          if (j in items) {
            result[end] = items[j];
            end += 1;
          }
        }
      } else {
        result[end] = y;
        end += 1;
      }
    }
  }
  return result;
}

export function reduce(xs: Items, f: Reducer, ...initial: unknown[]): unknown {
  if (typeof f !== "function") throw notCallable(f);
  const n = count(xs);
  let start = 0;
  let sum = initial[0];
  if (initial.length === 0) {
    while (start < n && !(start in xs)) start += 1;
    if (start >= n) throw new TypeError("Reduce of empty array with no initial value");
    sum = xs[start];
    start += 1;
  }
  for (let i = start; i < n; i++) {
    if (i in xs) sum = f(sum, xs[i], i, xs);
  }
  return sum;
}

export function reduceRight(xs: Items, f: Reducer, ...initial: unknown[]): unknown {
  if (typeof f !== "function") throw notCallable(f);
  let start = count(xs) - 1;
  let sum = initial[0];
  if (initial.length === 0) {
    while (start >= 0 && !(start in xs)) start -= 1;
    if (start < 0) throw new TypeError("Reduce of empty array with no initial value");
    sum = xs[start];
    start -= 1;
  }
  for (let i = start; i >= 0; i--) {
    if (i in xs) sum = f(sum, xs[i], i, xs);
  }
  return sum;
}

/** `C.from(items, f, self)` of `Array` and the classes that extend it, or have taken it; without such a class it makes an array. */
export function from(C: unknown, items: Iterable<unknown> | Items, f: unknown, self: unknown): unknown {
  if (C === Array || !isConstructor(C)) {
    const array: unknown[] = [];
    collect(array, items, f, self);
    return array;
  }
  if (f !== undefined && typeof f !== "function") throw notCallable(f);
  const n = isIterable(items) ? 0 : count(items);
  const list = isIterable(items) ? new C() : new C(n);
  const found: unknown[] = [];
  if (isIterable(items)) collect(found, items, f, self);
  else collectItems(found, items, n, f, self);
  for (let i = 0; i < found.length; i++) list[i] = found[i];
  list.length = found.length;
  return list;
}

/** `C.from(items, f, self)` of typed arrays. */
export function typedFrom(
  C: new (length: number) => Items,
  items: Iterable<unknown> | Items,
  f: unknown,
  self: unknown,
): Items {
  if (f !== undefined && typeof f !== "function") throw notCallable(f);
  const list: unknown[] = [];
  collect(list, items, undefined, undefined);
  const result = new C(list.length);
  if (f === undefined) {
    for (let i = 0; i < list.length; i++) result[i] = list[i];
    return result;
  }
  // Each is a number before the next is asked for.
  const g = bound(f as Callback, self) as (item: unknown, index: number) => unknown;
  for (let i = 0; i < list.length; i++) result[i] = g(list[i], i);
  return result;
}

function collect(list: unknown[], items: Iterable<unknown> | Items, f: unknown, self: unknown): void {
  if (f !== undefined && typeof f !== "function") throw notCallable(f);
  if (!isIterable(items)) {
    collectItems(list, items, count(items), f, self);
    return;
  }
  if (f === undefined) {
    for (const item of items) list.push(item);
    return;
  }
  const g = bound(f as Callback, self) as (item: unknown, index: number) => unknown;
  let i = 0;
  for (const item of items) {
    list.push(g(item, i));
    i += 1;
  }
}

function collectItems(list: unknown[], items: Items, n: number, f: unknown, self: unknown): void {
  if (f === undefined) {
    for (let i = 0; i < n; i++) list.push(items[i]);
    return;
  }
  const g = bound(f as Callback, self) as (item: unknown, index: number) => unknown;
  for (let i = 0; i < n; i++) list.push(g(items[i], i));
}

/** The length of what may be no array: a whole number of items. */
function count(items: { readonly length: unknown }): number {
  const { length } = items;
  return typeof length === "number" && length >= 0 && length % 1 === 0 ? length : wholeLength(length);
}

function isIterable(items: Iterable<unknown> | Items): items is Iterable<unknown> {
  return typeof (items as Partial<Iterable<unknown>>)[Symbol.iterator] === "function";
}

/** A `try` makes the plugin keep frames in this module: then a callback that throws can be reversed from there. */
export function framed(): boolean {
  try {
    return true;
  } catch {
    return false;
  }
}
