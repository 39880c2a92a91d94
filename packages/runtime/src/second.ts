/**
 * Second derivatives: reverse over forward. The dual of `f` gives the derivative along a direction; the gradient of that
 * is the Hessian times the direction.
 *
 *   hvp(f, x, v)   ∇ₓ ⟨∇f(x), v⟩
 */
import { curvatureAtOnce, curvatureOfNumber, type Curving } from "./at-once.ts";
import { Assembly, usedAsNumber } from "./assemble.ts";
import { containersIn, Contents } from "./contents.ts";
import { BadArgumentError, NotScalarError } from "./errors.ts";
import type { Gradient } from "./gradient-types.ts";
import { requireDirection } from "./directions.ts";
import { requireDifferentiable, reverse, using, forward } from "./sweep.ts";
import {
  assembled,
  cotangentAt,
  movingIn,
  placesIn,
  placesOfContainers,
  requireNoneAsNumber,
  type Moving,
  type Place,
} from "./places.ts";
import { NUMBER, Walk, type Skeleton } from "./skeleton.ts";
import type { Tape } from "./tape.ts";
import { acquire, state } from "./state.ts";
import { ownCotangents, startOf, wantRest } from "./dual/start.ts";
import { tangentsFor } from "./dual/planned.ts";
import { quickTangents, whileMoving, type QuickTangents } from "./dual/quick.ts";
import { isOfBoth, joinedOf } from "./dual/later.ts";
import { withShadows } from "./dual/shadows.ts";
import { whenSettled } from "./settled.ts";
import type { Tangents } from "./jvp.ts";

/**
 * The Hessian of `f` at `x` times `v`, without the Hessian: the cost is that of a few gradients. `x` may be anything that
 * has a gradient; `v` and the result have the gradient's shape, and what `v` leaves out counts as 0.
 *
 * @throws BadArgumentError without `v`
 * @throws OrderExceededError when `f` was compiled for first derivatives only
 * @throws NotScalarError when `f` does not return a number
 * @example
 * hvp(([x, y]) => x * x * y, [2, 3], [1, 0]); // [6, 4]
 * @see Pearlmutter, Fast Exact Multiplication by the Hessian, Neural Computation 6 (1994)
 */
export function hvp<X>(f: (x: X) => number, x: X, v: Tangents<[X]>[0]): Gradient<X>;
export function hvp<X>(f: (x: X) => Promise<number>, x: X, v: Tangents<[X]>[0]): Promise<Gradient<X>>;
export function hvp(f: unknown, x: unknown, v: unknown): unknown {
  requireDirection(v);
  const isNumber = typeof x === "number" && typeof v === "number";
  const atOnce = (isNumber ? curvatureOfNumber(f, x, v) : undefined) ?? productAtOnce(f, x, v);
  if (atOnce !== undefined) return atOnce;
  requireDifferentiable(f, "hvp");
  const moving = movingIn([new Walk().of(x)], [v]);
  return along(f, [x], moving, "hvp", ({ tape, skeletons, own }) =>
    new Assembly(tape, true).of(skeletons[0] ?? NUMBER, own[0]),
  );
}

function productAtOnce(f: unknown, x: unknown, v: unknown): unknown {
  const given = tangentsFor(f, [x], [v]);
  return given && curvatureAtOnce(f, [x], given.own, ({ gradients }) => gradients[0]);
}

/** The same by all arguments: gradients of the derivative along the tangents. */
export function hessianAlong(f: unknown, args: readonly unknown[], tangents: readonly unknown[]): unknown {
  const walk = new Walk();
  const moving = movingIn(
    args.map((arg) => walk.of(arg)),
    tangents,
  );
  return along(f, args, moving, "checkGradient", ({ tape, skeletons, own }) => {
    const assembly = new Assembly(tape, true);
    return skeletons.map((skeleton, i) => assembly.of(skeleton, own[i]));
  });
}

/** The gradient, by all arguments, of the derivative along a direction. */
interface Curvature {
  readonly tape: Tape;
  readonly skeletons: readonly Skeleton[];
  /** The shares of the arguments that are numbers. */
  readonly own: readonly number[];
}

function along<T>(
  f: unknown,
  args: readonly unknown[],
  moving: readonly Moving[],
  caller: string,
  read: (curvature: Curvature) => T,
): T | Promise<T> {
  const tape = acquire();
  return using(tape, () => {
    const walk = new Walk(tape);
    const skeletons = args.map((arg) => walk.of(arg));
    const start = startOf(f, args, skeletons, moving, caller);
    wantRest(tape, start);
    const given = withShadows(start.shadows, () => forward(tape, start.dual.run, start.list)) as readonly unknown[];
    return whenSettled(tape, isOfBoth(given[0]) ? given[0] : given, (settled) => {
      const both = settled as [unknown, unknown];
      if (typeof both[0] !== "number" || joinedOf(both) !== undefined) {
        throw new NotScalarError(`${caller} needs a function that returns a number, and got ${typeof both[0]}.`, {
          advice: "Return one number.",
        });
      }
      if (typeof both[1] === "object") throw usedAsNumber();
      tape.finish();
      if (!tape.wants(both)) tape.want(both);
      (tape.shadow(both) as number[])[1] = 1;
      const cotangents = reverse(tape, 0);
      return read({ tape, skeletons, own: ownCotangents(tape, start, cotangents, args.length) });
    });
  });
}

/** Goes on with what may be a promise. */
const then = <T, U>(value: T | Promise<T>, next: (value: T) => U): U | Promise<U> =>
  value instanceof Promise ? value.then(next) : next(value);

/** One after the other, also where each gives a promise: what a function changes is put back before it runs again. */
function inTurn<A, T>(items: readonly A[], run: (item: A, i: number) => T | Promise<T>): T[] | Promise<T[]> {
  const done: T[] = [];
  const from = (i: number): T[] | Promise<T[]> => {
    if (i === items.length) return done;
    return then(run(items[i] as A, i), (result) => {
      done.push(result);
      return from(i + 1);
    }) as T[] | Promise<T[]>;
  };
  return from(0);
}

/**
 * The Hessian of `f` at `x`: a number for a number, else rows of numbers, in the order of the numbers of `x`.
 *
 * One product for each column.
 *
 * @throws BadArgumentError when `x` holds no number
 * @example
 * hessian(([x, y]) => x * x * y, [2, 3]); // [[6, 4], [4, 0]]
 */
export function hessian(f: (x: number) => number, x: number): number;
export function hessian<X>(f: (x: X) => number, x: X): number[][];
export function hessian(f: (x: number) => Promise<number>, x: number): Promise<number>;
export function hessian<X>(f: (x: X) => Promise<number>, x: X): Promise<number[][]>;
export function hessian(f: unknown, x: unknown): unknown {
  requireDifferentiable(f, "hessian");
  const { places, columns } = curvatures(f, [x], 0, "hessian", ({ tape, own }, _, all) =>
    all.map((place) => cotangentAt(tape, place, own)),
  );
  if (places.length === 0) {
    throw new BadArgumentError("hessian needs an argument that holds numbers.", { advice: "hessian(f, [1, 2])" });
  }
  return then(columns, (all) =>
    typeof x === "number" ? (all[0]?.[0] ?? 0) : places.map((_, i) => all.map((column) => column[i] ?? 0)),
  );
}

/** One product for each number of an argument; the function finds what the arguments held each time. */
function curvatures<T>(
  f: unknown,
  args: readonly unknown[],
  k: number,
  caller: string,
  read: (curvature: Curvature, place: Place, all: readonly Place[]) => T,
): { readonly places: readonly Place[]; readonly columns: T[] | Promise<T[]> } {
  const walk = new Walk();
  const skeletons = args.map((arg) => walk.of(arg));
  const places = placesIn(skeletons[k] ?? NUMBER, k);
  const contents = new Contents(containersIn(skeletons));
  const containers = placesOfContainers(skeletons);
  const quick = quickTangents(args, []);
  const columns = inTurn(places, (place, i) => {
    const atOnce =
      quick && columnAtOnce(f, args, quick, place, ({ tape, own }) => read({ tape, skeletons, own }, place, places));
    if (atOnce !== undefined) return atOnce;
    if (i > 0) contents.restore();
    return along(f, args, [{ ...place, speed: 1 }], caller, (curvature) => {
      requireNoneAsNumber(curvature.tape, containers, curvature.own);
      return read(curvature, place, places);
    });
  });
  return { places, columns };
}

/** One product, where it comes at once. */
function columnAtOnce<T>(
  f: unknown,
  args: readonly unknown[],
  quick: QuickTangents,
  place: Place,
  read: (curving: Curving) => T,
): T | undefined {
  return whileMoving(quick, place, () => curvatureAtOnce(f, args, quick.own, read));
}

/**
 * The diagonals of the Hessians by each argument, of the arguments' shapes.
 *
 * @example
 * diagHessian(([x, y]) => x * x * y, [2, 3]); // [[6, 0]]
 */
export function diagHessian<Args extends readonly unknown[]>(
  f: (...args: Args) => number,
  ...args: Args
): { -readonly [I in keyof Args]: Gradient<Args[I]> };
export function diagHessian<Args extends readonly unknown[]>(
  f: (...args: Args) => Promise<number>,
  ...args: Args
): Promise<{ -readonly [I in keyof Args]: Gradient<Args[I]> }>;
export function diagHessian(f: unknown, ...args: unknown[]): unknown {
  requireDifferentiable(f, "diagHessian");
  const walk = new Walk();
  const contents = new Contents(containersIn(args.map((arg) => walk.of(arg))));
  return inTurn(args, (arg, k) => {
    if (k > 0) contents.restore();
    const { places, columns } = curvatures(f, args, k, "diagHessian", ({ tape, own }, place) =>
      cotangentAt(tape, place, own),
    );
    // The shape is that of what f was given.
    return then(columns, (all) => {
      const tape = acquire();
      return using(tape, () => contents.during(() => assembled(tape, new Walk(tape).of(arg), places, all)));
    });
  });
}

state.rules.set(hvp, { inner: "hvp" });
state.rules.set(hessian, { inner: "hessian" });
state.rules.set(diagHessian, { inner: "diagHessian" });
