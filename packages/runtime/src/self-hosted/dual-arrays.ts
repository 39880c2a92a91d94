"differentiable";
/**
 * Duals of the methods of arrays and typed arrays that move numbers about: the shadow does the same, after the array, which may
 * be frozen.
 */
import { dualOf, requireNumberItems } from "../dual/callees.ts";
import { indicesToSort, lengthOf, orderOf, zeros } from "../dual/lists.ts";
import { madeOf } from "../dual/objects.ts";
import { shadowFor, shadowOf } from "../dual/shadows.ts";
import { isSpreadable } from "../rules/array-copies.ts";
import { isConstructor } from "../species.ts";
import { callDual } from "./dual-calls.ts";

type Both = [value: unknown, tangent: unknown];
type Items = unknown[];
type Index = number | undefined;

/** A shadow that has an element for each of its array. */
export function aligned(xs: Items, dxs: Items | 0): Items {
  const shadow = (dxs || shadowFor(xs)) as Items;
  if (shadow.length !== xs.length && lengthOf(xs) !== lengthOf(shadow)) shadow.length = xs.length;
  return shadow;
}

/** A shadow to be read. That of a typed array is one, too, for its copy has views. */
export const shadowToRead = (xs: Items, dxs: unknown): Items => {
  const shadow = (dxs || shadowOf(xs)) as Items | 0;
  if (shadow !== 0) return shadow;
  return ArrayBuffer.isView(xs) ? (madeOf(xs as unknown as Float64Array) as unknown as Items) : zeros(xs.length);
};

export function push(xs: Items, dxs: Items | 0, args: Items, dargs: Items): Both {
  const shadow = aligned(xs, dxs);
  const n = xs.push(...args);
  for (let i = 0; i < dargs.length; i++) shadow.push(dargs[i] ?? 0);
  return [n, 0];
}

export function pop(xs: Items, dxs: Items | 0): Both {
  const shadow = aligned(xs, dxs);
  const value = xs.pop();
  return [value, shadow.pop() ?? 0];
}

export function shift(xs: Items, dxs: Items | 0): Both {
  const shadow = aligned(xs, dxs);
  const value = xs.shift();
  return [value, shadow.shift() ?? 0];
}

export function unshift(xs: Items, dxs: Items | 0, args: Items, dargs: Items): Both {
  const shadow = aligned(xs, dxs);
  const n = xs.unshift(...args);
  shadow.unshift(...dargs.map((d) => d ?? 0));
  return [n, 0];
}

export function splice(xs: Items, dxs: Items | 0, args: Items, dargs: Items): Both {
  const shadow = aligned(xs, dxs);
  if (args.length === 0) return [[], []];
  const start = args[0] as number;
  if (args.length === 1) return [xs.splice(start), shadow.splice(start)];
  const count = args[1] as number;
  const taken = xs.splice(start, count, ...args.slice(2));
  return [taken, shadow.splice(start, count, ...dargs.slice(2).map((d) => d ?? 0))];
}

export function slice(xs: Items, dxs: Items | 0, args: Items): Both {
  const start = args[0] as Index;
  const end = args[1] as Index;
  return [xs.slice(start, end), shadowToRead(xs, dxs).slice(start, end)];
}

export function concat(xs: Items, dxs: Items | 0, args: Items, dargs: Items): Both {
  const tangents: Items = [];
  concatTangents(xs, dxs, tangents);
  for (let i = 0; i < args.length; i++) concatTangents(args[i], dargs[i] ?? 0, tangents);
  return [xs.concat(...args), tangents];
}

function concatTangents(item: unknown, tangent: unknown, tangents: Items): void {
  if (!isSpreadable(item)) {
    tangents.push(tangent);
    return;
  }
  const more = shadowToRead(item, tangent);
  for (let i = 0; i < item.length; i++) tangents.push(more[i] ?? 0);
}

export function reverse(xs: Items, dxs: Items | 0): Both {
  const shadow = aligned(xs, dxs);
  xs.reverse();
  shadow.reverse();
  return [xs, shadow];
}

export function toReversed(xs: Items, dxs: Items | 0): Both {
  const both = copied(xs, dxs);
  return reverse(both[0] as Items, both[1] as Items);
}

export function fill(xs: Items, dxs: Items | 0, args: Items, dargs: Items): Both {
  const shadow = aligned(xs, dxs);
  if (ArrayBuffer.isView(xs)) requireNumberItems(args, dargs);
  xs.fill(args[0], args[1] as Index, args[2] as Index);
  shadow.fill(dargs[0] ?? 0, args[1] as Index, args[2] as Index);
  return [xs, shadow];
}

export function copyWithin(xs: Items, dxs: Items | 0, args: Items): Both {
  const shadow = aligned(xs, dxs);
  xs.copyWithin(args[0] as number, args[1] as number, args[2] as Index);
  shadow.copyWithin(args[0] as number, args[1] as number, args[2] as Index);
  return [xs, shadow];
}

export function at(xs: Items, dxs: Items | 0, args: Items): Both {
  const i = args[0] as number;
  return [xs.at(i), shadowToRead(xs, dxs).at(i) ?? 0];
}

/** A copy in which undefined stands for what is not there. */
function copied(xs: Items, dxs: Items | 0): Both {
  if (ArrayBuffer.isView(xs)) return slice(xs, dxs, []);
  const shadow = shadowToRead(xs, dxs);
  const result: Items = [];
  const tangents: Items = [];
  for (let i = 0; i < xs.length; i++) {
    result.push(xs[i]);
    tangents.push(shadow[i] ?? 0);
  }
  return [result, tangents];
}

export function withItem(xs: Items, dxs: Items | 0, args: Items, dargs: Items): Both {
  const both = copied(xs, dxs);
  const result = both[0] as Items;
  const n = wholeOf(args[0]);
  const i = n < 0 ? n + xs.length : n;
  if (!(i >= 0 && i < xs.length)) throw new RangeError("Invalid index");
  result[i] = args[1];
  (both[1] as Items)[i] = dargs[1] ?? 0;
  return both;
}

/** A number as the methods of lists read an index. */
const wholeOf = (x: unknown): number => Math.trunc(Number(x)) || 0;

export function toSpliced(xs: Items, dxs: Items | 0, args: Items, dargs: Items): Both {
  const both = copied(xs, dxs);
  splice(both[0] as Items, both[1] as Items, args, dargs);
  return both;
}

/** The order is that of the values; the tangents follow. The comparator may change the list, which is overwritten. */
export function sort(xs: Items, dxs: Items | 0, args: Items, dargs: Items, site: string): Both {
  const shadow = aligned(xs, dxs);
  const values = xs.slice();
  const tangents = shadow.slice();
  const order = orderBy(values, tangents, args[0], dargs[0], site);
  for (let i = 0; i < order.length; i++) {
    const from = order[i] as number;
    xs[i] = values[from];
    shadow[i] = tangents[from] ?? 0;
  }
  // eslint-disable-next-line @typescript-eslint/no-array-delete, @typescript-eslint/no-dynamic-delete -- as many holes as before
  for (let i = order.length; i < values.length; i++) delete xs[i];
  return [xs, shadow];
}

/** A comparator may change what moves. */
function orderBy(xs: Items, shadow: Items, compare: unknown, dcompare: unknown, site: string): readonly number[] {
  if (typeof compare !== "function" || dualOf(compare) === undefined) return orderOf(xs, compare);
  const indices = indicesToSort(xs);
  const order = indices.defined;
  order.sort((i, j) => {
    const both = callDual(site, compare, dcompare ?? 0, undefined, 0, [xs[i], xs[j]], [shadow[i] ?? 0, shadow[j] ?? 0]);
    return Number(both[0]);
  });
  return [...order, ...indices.last];
}

export function toSorted(xs: Items, dxs: Items | 0, args: Items, dargs: Items, site: string): Both {
  const both = copied(xs, dxs);
  return sort(both[0] as Items, both[1] as Items, args, dargs, site);
}

export function flat(xs: Items, dxs: Items | 0, args: Items): Both {
  const result: Items = [];
  const tangents: Items = [];
  flatten(xs, dxs, args[0] === undefined ? 1 : wholeOf(args[0]), result, tangents);
  return [result, tangents];
}

function flatten(xs: Items, dxs: unknown, depth: number, result: Items, tangents: Items): void {
  const shadow = shadowToRead(xs, dxs);
  for (let i = 0; i < xs.length; i++) {
    if (!(i in xs)) continue;
    const x = xs[i];
    if (depth >= 1 && Array.isArray(x)) flatten(x, shadow[i], depth - 1, result, tangents);
    else {
      result.push(x);
      tangents.push(shadow[i] ?? 0);
    }
  }
}

/** `Array.of(…items)`, also of a class that has taken it. */
export function of(self: unknown, _dself: unknown, args: Items, dargs: Items): Both {
  if (self === Array || !isConstructor(self)) return [args.slice(), dargs.slice()];
  const list = new self(args.length);
  const shadow = shadowFor(list) as Items;
  for (let i = 0; i < args.length; i++) {
    list[i] = args[i];
    shadow[i] = dargs[i] ?? 0;
  }
  list.length = args.length;
  return [list, shadow];
}

/** `subarray`: a view of the shadow. */
export function subarray(xs: Float64Array, dxs: Float64Array | 0, args: Items): Both {
  const shadow = (dxs || shadowFor(xs)) as Float64Array;
  return [xs.subarray(args[0] as Index, args[1] as Index), shadow.subarray(args[0] as Index, args[1] as Index)];
}

/** `typed.set(source, offset)` */
export function set(xs: Items, dxs: Items | 0, args: Items, dargs: Items): Both {
  const source = args[0] as Items;
  const offset = wholeOf(args[1]);
  const shadow = (dxs || shadowFor(xs)) as Items;
  const tangents = shadowToRead(source, dargs[0]).slice();
  const values = source.slice();
  requireNumberItems(values, tangents);
  if (offset < 0 || offset + values.length > xs.length) throw new RangeError("offset is out of bounds");
  for (let i = 0; i < values.length; i++) {
    xs[offset + i] = values[i];
    shadow[offset + i] = tangents[i] ?? 0;
  }
  return [undefined, 0];
}
