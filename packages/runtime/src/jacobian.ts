/**
 * `jacobian`: all rows on one recording, by one reverse sweep each.
 */
import { Contents, containersIn } from "./contents.ts";
import { dualOf } from "./dual/callees.ts";
import { withShadows } from "./dual/shadows.ts";
import { alongAtOnce, Known, lanesAtOnce, quickTangents, setSpeed, type QuickTangents } from "./dual/quick.ts";
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
 * arguments have fewer numbers than the value, and the function has a dual (`order` 2 or more), it goes by columns in forward
 * mode instead: the function runs once for each, and finds in its arguments what it found the first time. Where it can do four of them
 * in one run, it goes so up to twice as many columns as rows.
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

/** How many columns a function gives at once that can give several; the plugin has the same number. */
const LANES = 4;

/** By columns, of a function in which everything stands in place; nothing where that is not the shorter way. */
function columnsAtOnce(f: unknown, args: readonly unknown[]): unknown[] | undefined {
  const { along, lanes } = attachedTo(f)?.pair ?? {};
  if (along === undefined) return undefined;
  const directions: QuickTangents[] = [];
  for (let i = 0; i < (lanes === undefined ? 1 : LANES); i++) {
    const quick = quickTangents(args, []);
    if (quick === undefined) return undefined;
    directions.push(quick);
  }
  const [{ own, shadows }] = directions as [QuickTangents];
  const known = new Known(shadows);
  const walk = new Walk();
  const skeletons = args.map((arg) => walk.of(arg));
  const columns = skeletons.map((skeleton, i) => placesIn(skeleton, i));
  const all = columns.flat();
  const rows: number[][] = [];
  for (let j = 0; j < all.length; j += directions.length) {
    const chunk = all.slice(j, j + directions.length);
    const set = (speed: number): boolean =>
      chunk.every((place, k) => setSpeed(directions[k] as QuickTangents, place, speed));
    if (!set(1)) return undefined;
    const given = lanes === undefined ? alongAtOnce(f, args, own, known) : lanesAtOnce(f, args, directions, known);
    set(0);
    if (given === undefined) return undefined;
    const [value, ...tangents] = given;
    if (!isVector(value)) return undefined;
    if (!putColumns(rows, j, all.length, value, tangents.slice(0, chunk.length))) return undefined;
    // A row in reverse costs as much as some two columns.
    if (rows.length * (lanes === undefined ? 1 : 2) <= all.length) return undefined;
  }
  return rows.length === 0 ? undefined : matrices(skeletons, columns, rows);
}

/**
 * Puts the tangents of a vector's numbers into the rows of a matrix; not where one is not finite, or a number is NaN, for it may
 * have been read where there is none.
 */
function putColumns(
  rows: number[][],
  at: number,
  width: number,
  value: unknown,
  tangents: readonly unknown[],
): boolean {
  const values = flat(value);
  const columns = tangents.map((tangent) => tangentsBeside(value, tangent));
  if (rows.length === 0) {
    const blank = new Array<number>(width).fill(0.5); // of numbers with fractions from the start, as the engine keeps them
    for (let i = 0; i < values.length; i++) rows.push(blank.slice());
  }
  if (rows.length !== values.length) return false;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) return false;
    const row = rows[i] as number[];
    for (let k = 0; k < columns.length; k++) {
      const slope = (columns[k] as ArrayLike<number>)[i] as number;
      if (!Number.isFinite(slope)) return false;
      row[at + k] = slope;
    }
  }
  return true;
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
  const rows: number[][] = [];
  try {
    for (const [j, column] of columns.entries()) {
      contents.restore();
      const { dual, list, shadows } = startOf(f, args, skeletons, [{ ...column, speed: 1 }], "jacobian");
      const [value, tangent] = withShadows(shadows, () => dual.run.apply(undefined, list as unknown[]));
      const again = flat(value);
      if (again.length !== values.length) return undefined;
      for (let i = 0; i < values.length; i++) if (!Object.is(again[i], values[i])) return undefined;
      if (!putColumns(rows, j, columns.length, value, [tangent])) return undefined;
    }
    return rows;
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
  // Of an array that a function has made itself, the tangent may be an ordinary one.
  if (isNumberArray(value))
    return isNumberArray(tangent) || Array.isArray(tangent) ? tangent : new Float64Array(length);
  const parts = value as readonly unknown[];
  const shadow = (Array.isArray(tangent) ? tangent : []) as readonly unknown[];
  if (parts.every((x) => typeof x === "number"))
    return Array.from(parts, (_, i) => (shadow[i] as number | undefined) ?? 0);
  return parts.flatMap((part, i) => Array.from(tangentsBeside(part, shadow[i] ?? 0)));
}

state.rules.set(jacobian, { inner: "jacobian" });
