/**
 * `jacobian`: all rows on one recording, by one reverse sweep each.
 */
import { Contents, containersIn } from "./contents.ts";
import { dualOf } from "./dual/callees.ts";
import { withShadows } from "./dual/shadows.ts";
import { alongAtOnce, quickTangents, whileMoving } from "./dual/quick.ts";
import { startOf } from "./dual/start.ts";
import { isParams } from "./is-params.ts";
import type { Settled } from "./gradient-types.ts";
import { cotangentAt, placesIn, requireVector, type Place } from "./places.ts";
import { record } from "./recording.ts";
import { attachedTo } from "./pair.ts";
import { isNumberArray } from "./shadow.ts";
import { isLive, NUMBER, Walk, type Skeleton } from "./skeleton.ts";
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
 * One forward sweep, and one reverse sweep for each row (Griewank & Walther, Evaluating Derivatives, 2008, ch. 3.2). Where the
 * arguments have fewer numbers than the value, and the function has a dual (`order` 2 or more), it goes column by column in forward
 * mode instead: the function runs once for each, and finds in its arguments what it found the first time.
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
  const atOnce = columnsAtOnce(f, args);
  if (atOnce !== undefined) return atOnce;
  const isForward = dualOf(f) !== undefined && !args.some(isParams);
  const walk = new Walk();
  const contents = isForward ? new Contents(containersIn(args.map((arg) => walk.of(arg)))) : undefined;
  return record(
    f,
    args,
    "jacobian",
    ({ tape, value, result, args: skeletons, places, row, log }) => {
      requireVector(result, "jacobian");
      const columns = skeletons.map((skeleton, i) => placesIn(skeleton, i));
      const all = columns.flat();
      if (contents && log?.hasOnlyWritten(new Set(contents.containers)) && all.length < places.length) {
        const rows = byColumns(f, args, skeletons, all, contents, flat(value));
        if (rows !== undefined) return matrices(skeletons, columns, rows);
      }
      const rows = places.map((place) => row(place, (own) => all.map((at) => cotangentAt(tape, at, own))));
      return matrices(skeletons, columns, rows);
    },
    isForward,
  );
}

/** Column by column, of a function in which everything stands in place; nothing where that is not the shorter way. */
function columnsAtOnce(f: unknown, args: readonly unknown[]): unknown[] | undefined {
  const quick = attachedTo(f)?.pair.along && quickTangents(args, []);
  if (!quick) return undefined;
  const walk = new Walk();
  const skeletons = args.map((arg) => walk.of(arg));
  const columns = skeletons.map((skeleton, i) => placesIn(skeleton, i));
  const all = columns.flat();
  const slopes: Float64Array[] = [];
  for (const column of all) {
    const both = whileMoving(quick, column, () => alongAtOnce(f, args, quick));
    if (both === undefined || !isVector(both[0])) return undefined;
    const own = slopesOf(...both);
    const length = slopes[0]?.length ?? own?.length;
    if (own === undefined || own.length !== length || length <= all.length) return undefined;
    slopes.push(own);
  }
  return slopes.length === 0 ? undefined : matrices(skeletons, columns, rowsOf(slopes));
}

/** A column: the tangents of a vector's numbers, in their order; nothing where one is not finite. */
function slopesOf(value: unknown, tangent: unknown): Float64Array | undefined {
  const slopes = new Float64Array(tangentsBeside(value, tangent));
  for (let i = 0; i < slopes.length; i++) if (!Number.isFinite(slopes[i])) return undefined;
  return slopes;
}

function rowsOf(columns: readonly Float64Array[]): number[][] {
  const rows: number[][] = [];
  const blank = Array.from(columns, () => 0.5); // of numbers with fractions from the start, as the engine keeps them
  const length = columns[0]?.length ?? 0;
  for (let i = 0; i < length; i++) {
    const row = blank.slice();
    for (let j = 0; j < columns.length; j++) row[j] = (columns[j] as Float64Array)[i] as number;
    rows.push(row);
  }
  return rows;
}

/** Numbers, in an array or nested arrays. */
const isVector = (value: unknown): boolean =>
  typeof value === "number" || value instanceof Float64Array || (Array.isArray(value) && value.every(isVector));

/** Rows over all numbers of all arguments → a matrix for each argument. */
function matrices(skeletons: readonly Skeleton[], columns: readonly Place[][], rows: readonly number[][]): unknown[] {
  if (skeletons.length === 1 && isLive(skeletons[0] ?? NUMBER) && skeletons[0] !== NUMBER) return [rows];
  let start = 0;
  return skeletons.map((skeleton, i) => {
    const first = start;
    start += columns[i]?.length ?? 0;
    if (!isLive(skeleton)) return undefined;
    return rows.map((r) => (skeleton === NUMBER ? r[first] : r.slice(first, start)));
  });
}

/** One run of the dual for each column; nothing where a run gives another value than the first, or a slope is not finite. */
function byColumns(
  f: unknown,
  args: readonly unknown[],
  skeletons: readonly Skeleton[],
  columns: readonly Place[],
  contents: Contents,
  values: ArrayLike<number>,
): number[][] | undefined {
  const left = new Contents(contents.containers);
  const all: Float64Array[] = [];
  try {
    for (const column of columns) {
      contents.restore();
      const { dual, list, shadows } = startOf(f, args, skeletons, [{ ...column, speed: 1 }], "jacobian");
      const [value, tangent] = withShadows(shadows, () => dual.run.apply(undefined, list as unknown[]));
      const again = flat(value);
      if (again.length !== values.length) return undefined;
      const slopes = slopesOf(value, tangent);
      for (let i = 0; i < values.length; i++) if (!Object.is(again[i], values[i])) return undefined;
      if (slopes === undefined) return undefined;
      all.push(slopes);
    }
    return rowsOf(all);
  } catch {
    return undefined; // something in it has no rule for tangents
  } finally {
    left.restore();
  }
}

/** The numbers of a vector, in their order. */
function flat(vector: unknown): ArrayLike<number> {
  if (typeof vector === "number") return [vector];
  if (isNumberArray(vector)) return vector;
  const parts = vector as readonly unknown[];
  return parts.every((x) => typeof x === "number") ? parts : parts.flatMap((part) => Array.from(flat(part)));
}

/** The tangents of the numbers of a vector, in their order; `tangent` is what a dual gives beside it. */
function tangentsBeside(value: unknown, tangent: unknown): ArrayLike<number> {
  if (typeof value === "number") return [tangent as number];
  const { length } = value as ArrayLike<unknown>;
  if (isNumberArray(value)) return isNumberArray(tangent) ? tangent : new Float64Array(length);
  const parts = value as readonly unknown[];
  const shadow = (Array.isArray(tangent) ? tangent : []) as readonly unknown[];
  if (parts.every((x) => typeof x === "number"))
    return Array.from(parts, (_, i) => (shadow[i] as number | undefined) ?? 0);
  return parts.flatMap((part, i) => Array.from(tangentsBeside(part, shadow[i] ?? 0)));
}

state.rules.set(jacobian, { inner: "jacobian" });
