/**
 * The items that `[a, b, …rest] = xs` takes: an array as it is, else an array made of what is iterated.
 */
import { NOTHING } from "./frame.ts";
import { isPlainArray, iterate, steps } from "./iteration.ts";
import { NO_COTANGENTS, type ActiveRule } from "./rule.ts";
import type { Tape } from "./tape.ts";

const ELEMENTS: Pick<ActiveRule, "pullback"> = {
  pullback(tape) {
    const items = tape.recall() as unknown[];
    const walk = steps(tape, tape.recall()); // last: it may take calls back
    const shadow = tape.shadow(items) as number[];
    for (let n = items.length - 1; n >= 0; n--) walk.back(n, shadow[n] ?? 0);
    return NO_COTANGENTS;
  },
};

/** The first n items of an iterable (all for -1), as an array; leaves one record for `back(tape, 0)`. */
export function elements(tape: Tape, xs: unknown, n: number): ArrayLike<unknown> {
  if (isPlainArray(xs)) {
    tape.record(NOTHING);
    return xs;
  }
  const it = iterate(tape, xs);
  const items = tape.made<unknown[]>([]);
  if (n !== 0) {
    for (const item of it) {
      items.push(item);
      if (items.length === n) break;
    }
  }
  tape.record(it);
  tape.record(items);
  tape.record(ELEMENTS);
  return items;
}
