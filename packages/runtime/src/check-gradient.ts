/**
 * Gradients against finite differences.
 */
import { entriesOf } from "./collections.ts";
import { BadArgumentError, FluxionError } from "./errors.ts";
import { gradient } from "./gradient.ts";
import { jvp } from "./jvp.ts";
import { hessianAlong } from "./second.ts";
import { isNumberArray } from "./shadow.ts";
import { state } from "./state.ts";

/** How close the gradient must be. */
export interface CheckOptions {
  /** Largest difference, relative to the larger of the two numbers and 1. By default 1e-5. */
  readonly tolerance?: number;
  /** 2: the products of the Hessian with a direction are compared as well, with differences of the gradient. By default 1. */
  readonly order?: 1 | 2;
  /** `"reverse"`: gradients; `"forward"`: tangents along a direction. By default `["reverse"]`. */
  readonly modes?: readonly ("forward" | "reverse")[];
}

/**
 * Compares `gradient(f, ...args)` with central differences at each number in the arguments; on wish the tangent of `f` too, and its
 * second derivatives, along one direction.
 *
 * @throws FluxionError with code BAD_ARGUMENT, whose message shows both numbers and where they are, when they differ
 * @example
 * checkGradient((x, y) => x * Math.sin(y), [2, 3]);
 * checkGradient((v) => v[0] ** 2 * v[1], [[2, 3]], { order: 2, modes: ["forward", "reverse"] });
 */
export function checkGradient<Args extends readonly unknown[]>(
  f: (...args: Args) => number,
  args: Args,
  options?: CheckOptions,
): void;
export function checkGradient(f: Scalar, args: readonly unknown[], options: CheckOptions = {}): void {
  const { tolerance = 1e-5, order = 1, modes = ["reverse"], ...others } = options;
  if (!Array.isArray(args))
    throw new BadArgumentError("checkGradient needs the arguments as an array: checkGradient(f, [x, y]).");
  requireOptions(tolerance, order, modes, others);
  const failures: string[] = [];
  const compare = (what: string, got: number, expected: number): void => {
    if (Object.is(got, expected) || close(got, expected, tolerance)) return;
    failures.push(`${what} is ${String(got)}, finite differences give ${String(expected)}`);
  };
  const numbers = places(args);
  const slopes = numbers.map((place) => slope(f, args, place));
  const direction = numbers.map((_, k) => DIRECTION[k % DIRECTION.length] as number);
  if (modes.includes("reverse")) {
    const gradients = gradient(f, ...copied(args)) as unknown as readonly unknown[];
    for (const [k, place] of numbers.entries())
      compare(`${name(place)}: the gradient`, numberAt(gradients, place), slopes[k] ?? 0);
  }
  if (modes.includes("forward")) {
    const moved = copied(args);
    const [, tangent] = jvp(f, moved, along(moved, direction) as never) as unknown as [unknown, number];
    compare("the tangent", tangent, dot(slopes, direction));
  }
  if (order === 2) {
    const moved = copied(args);
    const products = hessianAlong(f, moved, along(moved, direction));
    const bent = differences((step) => {
      const shifted = copied(args);
      numbers.forEach((place, k) => {
        put(shifted, place, (at(shifted, place) as number) + step * (direction[k] ?? 0));
      });
      const gradients = gradient(f, ...shifted) as unknown as readonly unknown[];
      return numbers.map((place) => numberAt(gradients, place));
    });
    for (const [k, place] of numbers.entries())
      compare(`${name(place)}: the Hessian times a direction`, numberAt(products, place), bent[k] ?? 0);
  }
  if (failures.length === 0) return;
  const shown = failures.slice(0, 5).join("\n  ");
  const more = failures.length > 5 ? `\n  and ${String(failures.length - 5)} more` : "";
  throw new FluxionError(
    "BAD_ARGUMENT",
    `checkGradient of ${f.name === "" ? "the function" : `\`${f.name}\``}:\n  ${shown}${more}`,
  );
}

state.rules.set(checkGradient, { inner: "checkGradient" });

type Place = readonly unknown[];
type Scalar = (...args: unknown[]) => number;

/** A direction that is none of the axes. */
const DIRECTION = [1, -0.5, 0.75, 0.25];

function requireOptions(tolerance: unknown, order: unknown, modes: unknown, others: object): void {
  const isMode = (mode: unknown): boolean => mode === "forward" || mode === "reverse";
  const isTolerance = typeof tolerance === "number" && tolerance >= 0;
  const [unknown] = Object.keys(others);
  if (
    isTolerance &&
    (order === 1 || order === 2) &&
    Array.isArray(modes) &&
    modes.every(isMode) &&
    unknown === undefined
  )
    return;
  throw new BadArgumentError(
    `checkGradient takes tolerance: a number, order: 1 or 2, and modes: some of "forward", "reverse"${unknown === undefined ? "" : `; not ${unknown}`}.`,
  );
}

const numberAt = (value: unknown, place: Place): number => {
  const found = at(value, place);
  return typeof found === "number" ? found : 0;
};

const copied = (args: readonly unknown[]): unknown[] => structured([...args]);

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, k) => sum + x * (b[k] ?? 0), 0);

/** The arguments' structure, with a direction in the place of the numbers, and nothing in that of all else. */
function along(args: readonly unknown[], direction: readonly number[]): unknown[] {
  let k = 0;
  const done = new Map<unknown, unknown>();
  const like = (value: unknown): unknown => {
    if (typeof value === "number") return direction[k++] ?? 0;
    if (typeof value !== "object" || value === null || value instanceof Date) return undefined;
    if (done.has(value)) return done.get(value);
    if (isNumberArray(value)) {
      const tangent = Array.from(value, () => direction[k++] ?? 0);
      done.set(value, tangent);
      return tangent;
    }
    const tangent: unknown = value instanceof Map ? new Map() : Array.isArray(value) ? [] : {};
    done.set(value, tangent);
    if (value instanceof Map) {
      for (const [key, item] of entriesOf(value)) (tangent as Map<unknown, unknown>).set(key, like(item));
      return tangent;
    }
    for (const key of Object.keys(value)) {
      const part = like((value as Record<string, unknown>)[key]);
      if (part !== undefined || Array.isArray(value)) (tangent as Record<string, unknown>)[key] = part;
    }
    return tangent;
  };
  return args.map(like);
}

/** Central differences of several numbers. */
function differences(values: (step: number) => readonly number[]): number[] {
  const [up, down] = [values(1e-4), values(-1e-4)];
  return up.map((x, k) => (x - (down[k] ?? 0)) / 2e-4);
}

function close(a: number, b: number, tolerance: number): boolean {
  return Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Math.abs(b));
}

/** Richardson's extrapolation of central differences. */
function slope(f: Scalar, args: readonly unknown[], place: Place): number {
  const x = at(args, place) as number;
  const h = 1e-3 * Math.max(1, Math.abs(x));
  const value = (step: number): number => {
    const moved = copied(args);
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
    for (const [key, item] of entriesOf(value)) copy.set(key, structured(item, done));
    return copy as T;
  }
  if (value instanceof Set)
    return new Set<unknown>([...entriesOf(value)].map(([member]) => structured(member, done))) as T;
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
  if (value instanceof Map) for (const [key, item] of entriesOf(value)) places(item, [...path, key], found, seen);
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
