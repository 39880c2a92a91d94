/**
 * Results whose elements were taken from somewhere: slices, concatenations, permutations.
 *
 *   forward   the native function runs; where each piece came from is recorded
 *   reverse   each piece's cotangents go back there
 */
import type { ActiveRule } from "../rule.ts";
import type { Tape } from "../tape.ts";
import { RoundedShadow } from "../shadow.ts";
import { accumulate, cellsOf, type Cells } from "./native.ts";

/** `length` elements from `from` on; of the array `source`, or of the arguments if there is none. */
export interface Piece {
  readonly source?: object;
  readonly from: number;
  readonly length: number;
}

/** Elements in another order: element k comes from `order[k]`. */
export interface Order {
  readonly source: object;
  readonly order: readonly number[];
}

/** An array of integers has rounded what it got, unless that was an integer already. */
const isRounded = (cells: Cells, source: Cells | undefined): boolean =>
  cells instanceof RoundedShadow && !(source instanceof RoundedShadow);

export const gatherPullback: ActiveRule["pullback"] = (tape) => {
  const pieces = tape.recall() as readonly Piece[] | Order;
  const cells = cellsOf(tape, tape.recall());
  const given: number[] = [];
  if (cells === undefined) return given;
  if ("order" in pieces) {
    const source = cellsOf(tape, pieces.source);
    if (isRounded(cells, source)) return given;
    for (const [k, i] of pieces.order.entries()) accumulate(source, i, cells[k] ?? 0);
    return given;
  }
  let k = 0;
  for (const { source, from, length } of pieces) {
    const target = source === undefined ? given : cellsOf(tape, source);
    if (source === undefined) while (given.length < from) given.push(0);
    for (let i = 0; i < length && !isRounded(cells, target); i++) accumulate(target, from + i, cells[k + i] ?? 0);
    k += length;
  }
  return given;
};

/** Registers the result, and records where it came from. */
export function gathered<T extends object>(tape: Tape, result: T, pieces: readonly Piece[] | Order): T {
  tape.made(result);
  tape.record(result);
  tape.record(pieces);
  return result;
}
