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
import { gathered, gatherPullback } from "./gather.ts";

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
function compared(tape: Tape, site: string, array: AnyArray, comparator: unknown, numeric: boolean): number[] {
  if (comparator !== undefined && typeof comparator !== "function") {
    throw new TypeError("The comparison function must be either a function or undefined");
  }
  const values = elementsOf(array);
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

/** Takes the comparator's calls back. What they were given came from the elements as they were. */
function uncompare(tape: Tape, source: unknown): void {
  const given = tape.recall() as readonly number[] | undefined;
  if (given === undefined) {
    (tape.recall() as Pair).pullback(tape, 0);
    return;
  }
  const cells = cellsOf(tape, source);
  for (let k = given.length - 2; k >= 0; k -= 2) {
    const [a = 0, b = 0] = (tape.recall() as Pair).pullback(tape, 0) ?? NO_COTANGENTS;
    accumulate(cells, given[k] as number, a);
    accumulate(cells, given[k + 1] as number, b);
  }
}

/** `sort`, in place. */
export function sortRule(when: When, numeric: boolean): ActiveRule {
  return {
    when,
    forward(tape, { self, args, site }) {
      const array = self as unknown[];
      const order = compared(tape, site, array, args[0], numeric);
      const values = elementsOf(array);
      tape.touch(array);
      for (const [k, i] of order.entries()) array[k] = values[i];
      if (!numeric) for (let k = order.length; k < values.length; k++) Reflect.deleteProperty(array, k);
      tape.record(array);
      tape.record(order);
      return array;
    },
    pullback(tape) {
      const order = tape.recall() as number[];
      const array = tape.recall();
      const cells = cellsOf(tape, array);
      const moved = order.map((_, k) => take(cells, k));
      for (const [k, i] of order.entries()) accumulate(cells, i, moved[k] ?? 0);
      uncompare(tape, array);
      return NO_COTANGENTS;
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
      const values = Array.isArray(array) ? Array.from(array) : array;
      const order = compared(tape, site, values, args[0], numeric);
      const result = values.slice() as unknown[];
      for (const [k, i] of order.entries()) result[k] = (values as unknown[])[i];
      tape.record(array);
      return gathered(tape, result, { source: array, order });
    },
    pullback(tape, dy) {
      gatherPullback(tape, dy);
      uncompare(tape, tape.recall());
      return NO_COTANGENTS;
    },
  };
}
