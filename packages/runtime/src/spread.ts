/**
 * A call whose arguments come from an array: their cotangents go where the array's do.
 */
import { NO_COTANGENTS, type ActiveRule } from "./rule.ts";
import { extend } from "./frame.ts";
import type { Pair } from "./pair.ts";
import type { Tape } from "./tape.ts";

const SPREAD: Pick<ActiveRule, "pullback"> = {
  pullback(tape, dy) {
    const list = tape.recall();
    const cotangents = (tape.recall() as Pair).pullback(tape, dy) ?? NO_COTANGENTS;
    const shadow = tape.shadow(list) as number[] | undefined;
    if (shadow !== undefined) {
      for (let i = 0; i < cotangents.length; i++) shadow[i] = (shadow[i] ?? 0) + (cotangents[i] as number);
    }
    return NO_COTANGENTS;
  },
};

/** Makes a call with `list` as arguments, and turns its record into one that feeds the list. */
export function spread(tape: Tape, list: readonly unknown[], call: () => unknown): unknown {
  try {
    const y = call();
    tape.record(list);
    tape.record(SPREAD);
    return y;
  } catch (error) {
    extend(tape, error, list, SPREAD);
    throw error;
  }
}
