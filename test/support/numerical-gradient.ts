/** Gradients by finite differences, over everything that can be an argument. */
import { estimate } from "./numerical.ts";
import { leaves, shaped } from "./structure.ts";

export interface NumericalGradient {
  /** One gradient for each argument, of the shape that API.md gives it. */
  readonly gradient: unknown[];
  /** How far the two widths disagree, at the worst place. */
  readonly doubt: number;
}

export interface Settings {
  /** The first width of the differences, relative to the place. */
  readonly width?: number;
  /** Arguments that are left alone (a count of turns): their gradient is 0. */
  readonly fixed?: readonly number[];
}

/** Weights that make a number of a result that is a container: a fixed linear function of the numbers in it. */
export function weights(): () => number {
  let k = 0;
  return () => [1, -0.75, 0.5, 1.25, -1.5, 0.25][k++ % 6]!;
}

/** A result as one number. */
export function project(value: unknown): number {
  if (typeof value === "number") return value;
  const next = weights();
  return leaves([value]).reduce((sum, leaf) => sum + next() * leaf.get(), 0);
}

/**
 * The gradient at what `make` makes: anew for each evaluation, because a program may change its arguments and its
 * module's variables.
 */
export function numericalGradientOf(
  make: () => { f: (...args: unknown[]) => unknown; args: unknown[] },
  { width, fixed = [] }: Settings = {},
): NumericalGradient {
  const { args } = make();
  const places = leaves(args);
  const still = (k: number): boolean => fixed.length > 0 && fixed.includes(owner(args, k));
  let doubt = 0;
  const slopes = places.map((place, k) => {
    if (still(k)) return 0;
    const along = (x: number): number => {
      const fresh = make();
      leaves(fresh.args)[k]?.set(x);
      return project(fresh.f(...fresh.args));
    };
    const found = estimate(along, place.get(), width);
    doubt = Math.max(doubt, found.doubt);
    return found.value;
  });
  // Every argument gets the whole gradient of what it reaches, also where two of them reach the same object.
  let k = 0;
  const shapedAll = shaped(args, () => slopes[k++]!) as unknown[];
  return { gradient: shapedAll, doubt };
}

/** The argument that the k-th leaf was found in. */
function owner(args: unknown[], k: number): number {
  for (let i = 0; i < args.length; i++) if (leaves(args.slice(0, i + 1)).length > k) return i;
  return -1;
}

/**
 * The gradient of `f` at arguments that it does not change.
 *
 * @example
 * numericalGradient((a, b) => a * b, [2, 3]).gradient; // [3, 2]
 */
export function numericalGradient<Args extends unknown[]>(
  f: (...args: Args) => unknown,
  args: Args,
  settings?: Settings,
): NumericalGradient {
  return numericalGradientOf(() => ({ f: f as (...args: unknown[]) => unknown, args: copy(args) }), settings);
}

/** A copy of the containers, with aliasing and prototypes kept; functions and other things as they are. */
function copy<T>(x: T, made = new Map<unknown, unknown>()): T {
  if (typeof x !== "object" || x === null) return x;
  if (made.has(x)) return made.get(x) as T;
  if (ArrayBuffer.isView(x) && "slice" in x) return (x as unknown as Float64Array).slice() as T;
  const proto: unknown = Object.getPrototypeOf(x);
  if (x instanceof Map) {
    const into = new Map<unknown, unknown>();
    made.set(x, into);
    for (const [k, v] of x as Map<unknown, unknown>) into.set(k, copy(v, made));
    return into as T;
  }
  if (!Array.isArray(x) && proto !== Object.prototype && proto !== null && x instanceof Set) return x;
  const into: object = Array.isArray(x) ? new Array(x.length) : (Object.create(proto as object | null) as object);
  made.set(x, into);
  for (const key of Reflect.ownKeys(x)) {
    const own = Reflect.getOwnPropertyDescriptor(x, key)!;
    if ("value" in own) own.value = copy(own.value, made);
    Object.defineProperty(into, key, own);
  }
  return into as T;
}
