/**
 * Sorting is a permutation: the native algorithm sorts the indices, so its comparisons are those of the written program.
 *
 * A comparator's result is only compared, so it carries no derivative; but a marked comparator's effects are recorded.
 */
import { enter } from "../dispatch.ts";
import { attachedTo } from "../pair.ts";
import { NO_COTANGENTS, type ActiveRule } from "../rule.ts";
import { unseen } from "../unseen.ts";
import type { Pair } from "../pair.ts";
import { state } from "../state.ts";
import type { Tape } from "../tape.ts";
import { accumulate, byNumber, cellsOf, elementsOf, take, type AnyArray, type When } from "./native.ts";

type Compare = (a: unknown, b: unknown) => unknown;

function byText(a: unknown, b: unknown): number {
  const [s, t] = [String(a), String(b)];
  return s < t ? -1 : s > t ? 1 : 0;
}

/** The indices of an array's elements, sorted; undefined elements follow, then holes are left out. */
function orderOf(array: AnyArray, numeric: boolean, compare: (i: number, j: number) => unknown): number[] {
  const sorted: number[] = [];
  const last: number[] = [];
  for (let i = 0; i < array.length; i++) if (i in array) (array[i] === undefined ? last : sorted).push(i);
  // Typed arrays are sorted in another way than arrays, which a comparator sees.
  const indices = numeric ? Float64Array.from(sorted) : sorted;
  return [...indices.sort((i, j) => Number(compare(i, j))), ...last];
}

/** Sorts with a comparator, and records its calls (a number of them, what they were given, and what they left) for `uncompare`. */
function compared(tape: Tape, site: string, values: AnyArray, comparator: unknown, numeric: boolean): number[] {
  if (comparator !== undefined && typeof comparator !== "function") {
    throw new TypeError("The comparison function must be either a function or undefined");
  }
  const attached = comparator !== undefined && attachedTo(comparator) !== undefined;
  const given: number[] = [];
  let order: number[] = [];
  if (attached) {
    order = orderOf(values, numeric, (i, j) => {
      given.push(i, j);
      return enter(tape, site, comparator, undefined, [values[i], values[j]], false);
    });
  } else {
    const compare = (comparator ?? (numeric ? byNumber : byText)) as Compare;
    unseen(tape, () => {
      // Without a comparator the engine asks for texts: a marked `toString` that leaves something behind refuses.
      if (comparator === undefined && state.tape === null) state.tape = tape;
      order = orderOf(values, numeric, (i, j) => compare(values[i], values[j]));
    });
  }
  tape.record(attached ? given : undefined);
  return order;
}

/** Takes the comparator's calls back. What they were given came from the elements as they were before: it may change these. */
function uncompare(tape: Tape, source: unknown): void {
  const given = tape.recall() as readonly number[] | undefined;
  if (given === undefined) {
    (tape.recall() as Pair).pullback(tape, 0);
    return;
  }
  const shares: number[] = [];
  for (let k = given.length - 2; k >= 0; k -= 2) {
    const [a = 0, b = 0] = (tape.recall() as Pair).pullback(tape, 0) ?? NO_COTANGENTS;
    shares[k] = a;
    shares[k + 1] = b;
  }
  const cells = cellsOf(tape, source);
  for (const [k, i] of given.entries()) accumulate(cells, i, shares[k] ?? 0);
}

/** Takes the cotangents of the elements back to where these were before the comparator was called. */
function unsort(tape: Tape, sorted: unknown, order: readonly number[], source: unknown): number[] {
  const cells = cellsOf(tape, sorted);
  const moved = order.map((_, k) => take(cells, k));
  uncompare(tape, source);
  const target = cellsOf(tape, source);
  for (const [k, i] of order.entries()) accumulate(target, i, moved[k] ?? 0);
  return NO_COTANGENTS;
}

/** `sort`, in place. */
export function sortRule(when: When, numeric: boolean): ActiveRule {
  return {
    when,
    forward(tape, { self, args, site }) {
      const array = self as unknown[];
      const values = elementsOf(array);
      const order = compared(tape, site, values, args[0], numeric);
      tape.touch(array);
      for (const [k, i] of order.entries()) array[k] = values[i];
      if (!numeric) for (let k = order.length; k < values.length; k++) Reflect.deleteProperty(array, k);
      tape.record(array);
      tape.record(order);
      return array;
    },
    pullback(tape) {
      const order = tape.recall() as readonly number[];
      const array = tape.recall();
      return unsort(tape, array, order, array);
    },
  };
}

/** `toSorted`: a new array. */
export function toSortedRule(when: When, numeric: boolean): ActiveRule {
  return {
    when,
    forward(tape, { self, args, site }) {
      const array = self as AnyArray;
      // Holes are read as undefined, and so sorted last.
      const values = Array.isArray(array) ? Array.from(array) : (array as Float64Array).slice();
      const order = compared(tape, site, values, args[0], numeric);
      const result = values.slice() as unknown[];
      for (const [k, i] of order.entries()) result[k] = (values as unknown[])[i];
      tape.record(array);
      tape.record(order);
      tape.record(result);
      return tape.made(result);
    },
    pullback(tape) {
      const result = tape.recall();
      const order = tape.recall() as readonly number[];
      return unsort(tape, result, order, tape.recall());
    },
  };
}
