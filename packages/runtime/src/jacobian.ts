/**
 * `jacobian`: all rows on one recording, by one reverse sweep each.
 */
import type { Settled } from "./gradient-types.ts";
import { cotangentAt, placesIn, requireVector } from "./places.ts";
import { record } from "./recording.ts";
import { isLive, NUMBER } from "./skeleton.ts";
import { state } from "./state.ts";

/** Numbers, in an array or nested arrays. */
export type Vector = number | Float64Array | Float32Array | readonly Vector[];

/** The matrix of one argument: rows over the numbers of the value; of a number, its column. */
export type Jacobian<T> = [T] extends [number]
  ? number[]
  : [T] extends [string | boolean | bigint | symbol | null | undefined]
    ? undefined
    : number[][];

/** One matrix for each argument. */
export type Jacobians<Args extends readonly unknown[]> = { -readonly [I in keyof Args]: Jacobian<Args[I]> };

/**
 * The Jacobian matrix of `f(...args)`, one for each argument. Row i belongs to the i-th number of the value (a number is one
 * row), column j to the j-th number of the argument, both in the order of `Params.toVector`; for an argument that is a
 * number, it is one number a row. An argument that holds no number has none.
 *
 * One forward sweep, and one reverse sweep for each row (Griewank & Walther, Evaluating Derivatives, 2008, ch. 3.2).
 *
 * @throws BadArgumentError when the value is no number and no array of numbers
 * @example
 * jacobian((xs, k) => xs.map((x) => k * x * x), [1, 2], 3); // [[[6, 0], [0, 12]], [1, 4]]
 */
export function jacobian<Args extends readonly unknown[], Value extends Vector | Promise<Vector>>(
  f: (...args: Args) => Value,
  ...args: Args
): Settled<Value, Jacobians<Args>>;
export function jacobian(f: unknown, ...args: unknown[]): unknown {
  return record(f, args, "jacobian", ({ tape, result, args: skeletons, places, row }) => {
    requireVector(result, "jacobian");
    const columns = skeletons.map((skeleton, i) => placesIn(skeleton, i));
    const rows = places.map((place) =>
      row(place, (own) => columns.map((column) => column.map((at) => cotangentAt(tape, at, own)))),
    );
    return skeletons.map((skeleton, i) => {
      if (!isLive(skeleton)) return undefined;
      return rows.map((r) => (skeleton === NUMBER ? r[i]?.[0] : r[i]));
    });
  });
}

state.rules.set(jacobian, { inner: "other" });
