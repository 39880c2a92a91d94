/**
 * Small tools for writing rules of native functions: calling the native, and moving cotangents between arrays.
 */
import type { Call, Rule } from "../rule.ts";
import { isNumberArray, RoundedShadow, type NumberArray } from "../shadow.ts";
import type { Tape } from "../tape.ts";

/** Rules of the functions of one object, by name. */
export type RuleTable = Readonly<Record<string | symbol, Rule>>;

/** An array's shadow as rules see it. */
export type Cells = number[] | Float64Array;

/** A function of one object, as it is now. */
export function nativeOf(holder: object, key: PropertyKey): (...args: never[]) => unknown {
  return (holder as Record<PropertyKey, unknown>)[key] as (...args: never[]) => unknown;
}

/** Calls a native function. */
export function run(fn: (...args: never[]) => unknown, self: unknown, args: readonly unknown[]): unknown {
  return Reflect.apply(fn, self, args);
}

export function cellsOf(tape: Tape, array: unknown): Cells | undefined {
  return tape.shadow(array) as Cells | undefined;
}

/** Adds to one cell. */
export function accumulate(cells: Cells | undefined, i: number, d: number): void {
  if (cells !== undefined) cells[i] = (cells[i] ?? 0) + d;
}

/** Takes a cell's cotangent away after a number was written there: an array of integers has rounded it. */
export function takeWritten(cells: Cells | undefined, i: number): number {
  const d = take(cells, i);
  return cells instanceof RoundedShadow ? 0 : d;
}

/** Takes a cell's cotangent away. */
export function take(cells: Cells | undefined, i: number): number {
  if (cells === undefined) return 0;
  const d = cells[i] ?? 0;
  cells[i] = 0;
  return d;
}

/** Makes a shadow at least n long, so that it can be spliced. */
export function ensure(cells: number[], n: number): void {
  while (cells.length < n) cells.push(0);
}

/** An index as `slice`, `fill`, … understand it. */
export function relative(value: unknown, length: number, missing: number): number {
  if (value === undefined) return missing;
  const i = Math.trunc(Number(value)) || 0;
  return i < 0 ? Math.max(0, length + i) : Math.min(i, length);
}

export type AnyArray = unknown[] | NumberArray;

/** The elements as they are now. (`slice` would make an instance of the program's own class.) */
export function elementsOf(array: ArrayLike<unknown>): unknown[] {
  const elements = new Array<unknown>(array.length);
  for (let i = 0; i < array.length; i++) if (i in array) elements[i] = array[i];
  return elements;
}

/** Which calls a rule knows. */
export type When = (call: Call) => boolean;

export const onArrays: When = ({ self }) => Array.isArray(self);
/** Also on what has a length and elements, as `arguments` have. */
export const onLists: When = ({ self }) => typeof self === "object" && self !== null;
export const onTyped: When = ({ self }) => isNumberArray(self);

/** Functions without a derivative. */
export function inert(...names: readonly string[]): RuleTable {
  return Object.fromEntries(names.map((name) => [name, "inert" as const]));
}

/** As typed arrays are sorted: NaN last, -0 before 0. */
export function byNumber(a: unknown, b: unknown): number {
  const [x, y] = [a as number, b as number];
  if (x !== x || y !== y) return (x !== x ? 1 : 0) - (y !== y ? 1 : 0);
  if (x === 0 && y === 0) return (Object.is(x, -0) ? 0 : 1) - (Object.is(y, -0) ? 0 : 1);
  return x < y ? -1 : x > y ? 1 : 0;
}
