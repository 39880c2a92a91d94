/**
 * Gradients against finite differences.
 */
import { BadArgumentError, FluxionError } from "./errors.ts";
import { gradient } from "./gradient.ts";
import { isNumberArray } from "./shadow.ts";
import { state } from "./state.ts";

/** How close the gradient must be. */
export interface CheckOptions {
  /** Largest difference, relative to the larger of the two numbers and 1. By default 1e-5. */
  readonly tolerance?: number;
}

/**
 * Compares `gradient(f, ...args)` with central differences at each number in the arguments.
 *
 * @throws FluxionError with code BAD_ARGUMENT, whose message shows both numbers and where they are, when they differ
 * @example
 * checkGradient((x, y) => x * Math.sin(y), [2, 3]);
 */
export function checkGradient<Args extends readonly unknown[]>(
  f: (...args: Args) => number,
  args: Args,
  options: CheckOptions = {},
): void {
  const { tolerance = 1e-5 } = options;
  if (!Array.isArray(args))
    throw new BadArgumentError("checkGradient needs the arguments as an array: checkGradient(f, [x, y]).");
  const gradients = gradient(f, ...(structured(args) as unknown as Args)) as readonly unknown[];
  const failures: string[] = [];
  for (const place of places(args)) {
    const found = at(gradients, place);
    const expected = slope(f, args, place);
    const got = typeof found === "number" ? found : 0;
    if (Object.is(got, expected) || close(got, expected, tolerance)) continue;
    failures.push(`${name(place)}: the gradient is ${String(got)}, finite differences give ${String(expected)}`);
  }
  if (failures.length === 0) return;
  const shown = failures.slice(0, 5).join("\n  ");
  const more = failures.length > 5 ? `\n  and ${String(failures.length - 5)} more` : "";
  throw new FluxionError(
    "BAD_ARGUMENT",
    `checkGradient of ${f.name === "" ? "the function" : `\`${f.name}\``}:\n  ${shown}${more}`,
  );
}

state.rules.set(checkGradient, { inner: "other" });

type Place = readonly unknown[];

function close(a: number, b: number, tolerance: number): boolean {
  return Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Math.abs(b));
}

/** Richardson's extrapolation of central differences. */
function slope<Args extends readonly unknown[]>(f: (...args: Args) => number, args: Args, place: Place): number {
  const x = at(args, place) as number;
  const h = 1e-3 * Math.max(1, Math.abs(x));
  const value = (step: number): number => {
    const moved = structured(args);
    put(moved, place, x + step);
    return f(...moved);
  };
  const central = (step: number): number => (value(step) - value(-step)) / (2 * step);
  const [d1, d2, d3] = [central(h), central(h / 2), central(h / 4)];
  const [e1, e2] = [(4 * d2 - d1) / 3, (4 * d3 - d2) / 3];
  return (16 * e2 - e1) / 15;
}

/** A copy of containers; functions and opaque objects are shared. */
function structured<T>(value: T, done = new Map<unknown, unknown>()): T {
  if (typeof value !== "object" || value === null) return value;
  const known = done.get(value);
  if (known !== undefined) return known as T;
  if (value instanceof Date || value instanceof RegExp) return value;
  if (isNumberArray(value)) return value.slice() as T;
  if (value instanceof Map) {
    const copy = new Map<unknown, unknown>();
    done.set(value, copy);
    for (const [key, item] of value as Map<unknown, unknown>) copy.set(key, structured(item, done));
    return copy as T;
  }
  if (value instanceof Set)
    return new Set<unknown>([...(value as Set<unknown>)].map((member) => structured(member, done))) as T;
  const copy = (Array.isArray(value) ? [] : Object.create(Object.getPrototypeOf(value) as object)) as Record<
    string,
    unknown
  >;
  done.set(value, copy);
  for (const key of Object.keys(value)) copy[key] = structured((value as Record<string, unknown>)[key], done);
  return copy as T;
}

/** The places of all numbers: a path of indices, keys. */
function places(value: unknown, path: Place = [], found: Place[] = [], seen = new Set<unknown>()): Place[] {
  if (typeof value === "number") found.push(path);
  if (typeof value !== "object" || value === null || seen.has(value)) return found;
  seen.add(value);
  if (value instanceof Map)
    for (const [key, item] of value as Map<unknown, unknown>) places(item, [...path, key], found, seen);
  else if (!(value instanceof Date)) {
    for (const key of Object.keys(value)) places((value as Record<string, unknown>)[key], [...path, key], found, seen);
  }
  return found;
}

function at(value: unknown, place: Place): unknown {
  let v = value;
  for (const key of place) {
    if (typeof v !== "object" || v === null) return undefined;
    v = v instanceof Map ? v.get(key) : (v as Record<PropertyKey, unknown>)[key as string];
  }
  return v;
}

function put(value: unknown, place: Place, x: number): void {
  const parent = at(value, place.slice(0, -1));
  const key = place[place.length - 1];
  if (parent instanceof Map) parent.set(key, x);
  else (parent as Record<PropertyKey, unknown>)[key as string] = x;
}

function name(place: Place): string {
  const [index, ...rest] = place;
  return `argument ${String(index)}${rest.map((key) => `[${JSON.stringify(key)}]`).join("")}`;
}
