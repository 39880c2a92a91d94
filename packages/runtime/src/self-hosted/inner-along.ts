"differentiable";
/** How a derivative is begun in code that is differentiated. */
import type { DualOf } from "../dual/callees.ts";
import { requireNoNumbers } from "../dual/apart.ts";
import { enterTable, leaveTable, tableHere, type Table } from "../dual/shadows.ts";
import { runDual } from "./dual-calls.ts";

type Both = [value: unknown, tangent: unknown];

/** Value and tangent of a function; the shadows of what it captures, and of what is not beside its object, are in the table. */
export function bothAlong(
  dual: DualOf,
  df: unknown,
  args: readonly unknown[],
  tangents: readonly unknown[],
  table: Table,
): Both {
  const isOwn = table !== tableHere();
  const outer = enterTable(table);
  try {
    return runDual(dual, df, undefined, 0, args, tangents);
  } catch (error) {
    if (isOwn) requireNoNumbers(error);
    throw error;
  } finally {
    leaveTable(outer);
  }
}
