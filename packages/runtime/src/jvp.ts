/**
 * `jvp`: the value, and how it moves when the arguments do.
 */
import { usedAsNumber } from "./assemble.ts";
import { bothAtOnce } from "./at-once.ts";
import { requireTangentsOf } from "./directions.ts";
import { dualOf } from "./dual/callees.ts";
import { noteShadows, tangentAt, withShadows } from "./dual/shadows.ts";
import { alongAtOnce, alongNumbers, quickTangents } from "./dual/quick.ts";
import { tangentsFor } from "./dual/planned.ts";
import { Journal } from "./dual/journal.ts";
import { quickStart, startOf, type Start } from "./dual/start.ts";
import type { Gradient, Settled, Value } from "./gradient-types.ts";
import { NotDifferentiableError } from "./errors.ts";
import { attachedTo } from "./pair.ts";
import { assembled, cotangentAt, movingIn, placesIn } from "./places.ts";
import { record } from "./recording.ts";
import { rewound } from "./rewind.ts";
import { Walk } from "./skeleton.ts";
import { acquire, state } from "./state.ts";
import { requireDifferentiable, using } from "./sweep.ts";

/** Tangents of arguments: their gradients' types, fields optional. */
export type Tangents<Args extends readonly unknown[]> = { readonly [I in keyof Args]?: Tangent<Args[I]> };
type Tangent<T> = Gradient<T> extends readonly unknown[] | number ? Gradient<T> : Partial<Gradient<T>>;

/**
 * The value of `f(...args)`, and its tangent: the derivative along `tangents`, of the shape of the value's gradient. What a
 * tangent leaves out stands still. Of an object that is reached by two ways, either way may bring its tangent.
 *
 * Forward mode, at a small multiple of the cost of `f`, where the plugin has made its dual (`order` 2 or more). What has no
 * dual, and `async` functions, are differentiated in reverse, a sweep for each number of the value.
 *
 * @throws BadCotangentError when a tangent does not fit its argument
 * @example
 * jvp((x, y) => [x * y, Math.sin(x)], [2, 3], [1, 0]); // [[6, Math.sin(2)], [3, Math.cos(2)]]
 */
export function jvp<Args extends readonly unknown[], Result>(
  f: (...args: Args) => Result,
  args: readonly [...Args],
  tangents: Tangents<Args>,
): Settled<Result, [value: Value<Result>, tangent: Gradient<Value<Result>>]>;
export function jvp(f: unknown, args: readonly unknown[], tangents: readonly unknown[]): unknown {
  requireTangentsOf(args, tangents);
  const ofNumbers = alongNumbers(f, args, tangents);
  if (ofNumbers !== undefined && Number.isFinite(ofNumbers[0]) && Number.isFinite(ofNumbers[1])) return ofNumbers;
  requireDifferentiable(f, "jvp");
  const dual = dualOf(f);
  // It runs once: what it leaves changed would be there when it runs again. A class cannot be called.
  if (dual === undefined || (dual.flags & 8) !== 0 || attachedTo(f)?.pair.ofClass === true)
    return inReverse(f, args, tangents);
  const short = atOnce(f, args, tangents);
  if (short !== undefined) return short;
  const journal = new Journal();
  const { unknown, journal: outer } = state.dual;
  const isAlone = (): boolean => state.dual.unknown === unknown;
  state.dual.journal = journal;
  try {
    const both = forwards(begin(f, args, tangents, journal), isAlone);
    if (both !== undefined) return both;
  } catch (error) {
    // Something in it has no rule for tangents; or the program throws, and will do so again.
    if (!isAlone()) throw error;
  } finally {
    state.dual.journal = outer;
  }
  putBack(journal);
  return inReverse(f, args, tangents);
}

function putBack(journal: Journal): void {
  try {
    journal.restore();
  } catch {
    throw new NotDifferentiableError(
      "`jvp` would have to run the function once more, and what it has frozen cannot be put back.",
      { advice: "Freeze it after the call, or ask for the gradient." },
    );
  }
}

/** The dual of a function in which everything stands in place. */
function atOnce(
  f: unknown,
  args: readonly unknown[],
  tangents: readonly unknown[],
): readonly [unknown, unknown] | undefined {
  const given = tangentsFor(f, args, tangents);
  if (given === undefined) return undefined;
  const both = alongAtOnce(f, args, given.own, given.known) ?? contracted(f, args, given.own);
  if (both === undefined) return undefined;
  if (typeof both[0] === "number") return finite(both);
  const shadows = given.shadows ?? quickTangents(args, tangents, true)?.shadows;
  return shadows && withShadows(shadows, () => asGradient(both));
}

const finite = (both: readonly [unknown, unknown]): readonly [unknown, unknown] | undefined =>
  Number.isFinite(both[1]) ? both : undefined;

/** Of a number that comes with its gradient at once, the two are multiplied: that is the shortest way. */
function contracted(f: unknown, args: readonly unknown[], own: readonly unknown[]): [number, number] | undefined {
  const both = bothAtOnce(attachedTo(f), args);
  if (both === undefined) return undefined;
  return [both.value, product(both.gradient, own)];
}

/** The sum of the products of the numbers of both; the structure is that of the tangents. */
function product(gradient: unknown, tangent: unknown): number {
  if (typeof tangent === "number") return tangent === 0 ? 0 : tangent * ((gradient as number | undefined) ?? 0);
  if (typeof tangent !== "object" || tangent === null || gradient === undefined) return 0;
  let sum = 0;
  if (tangent instanceof Float64Array) {
    const slopes = gradient as Float64Array;
    for (let i = 0; i < tangent.length; i++) {
      const t = tangent[i] ?? 0;
      if (t !== 0) sum += t * (slopes[i] ?? 0);
    }
  } else if (Array.isArray(tangent)) {
    for (let i = 0; i < tangent.length; i++) sum += product((gradient as readonly unknown[])[i], tangent[i]);
  } else {
    for (const key of Object.keys(tangent))
      sum += product((gradient as Record<string, unknown>)[key], (tangent as Record<string, unknown>)[key]);
  }
  return sum;
}

/** The dual with its arguments, whose contents are kept; nothing where one of them has no shadow. */
function begin(
  f: unknown,
  args: readonly unknown[],
  tangents: readonly unknown[],
  journal: Journal,
): Start | undefined {
  const quick = quickStart(f, args, tangents, "jvp");
  if (quick !== undefined) {
    journal.keep(quick.shadows.keys());
    return quick;
  }
  const walk = new Walk();
  const skeletons = args.map((arg) => walk.of(arg));
  journal.reach(args);
  const moving = movingIn(skeletons, tangents);
  try {
    return startOf(f, args, skeletons, moving, "jvp");
  } catch {
    return undefined;
  }
}

/**
 * Gives nothing where a tangent is not finite, if it can run again: in reverse, an infinite slope does not count where no cotangent
 * comes to it.
 */
function forwards(start: Start | undefined, isAlone: () => boolean): readonly [unknown, unknown] | undefined {
  if (start === undefined) return undefined;
  return withShadows(start.shadows, () => {
    const both = start.dual.run.apply(undefined, start.list as unknown[]);
    const isGood = (x: number): boolean => Number.isFinite(x) || !isAlone();
    if (typeof both[0] !== "number") return asGradient(both, isGood);
    if (typeof both[1] === "object") throw usedAsNumber();
    return isGood(both[1] as number) ? both : undefined;
  });
}

/** A tangent has the shape of the value's gradient. */
function asGradient(
  [value, tangent]: readonly [unknown, unknown],
  isGood: (speed: number) => boolean = Number.isFinite,
): [unknown, unknown] | undefined {
  if (value instanceof Float64Array && tangent instanceof Float64Array && tangent.length === value.length)
    return tangent.every(isGood) ? [value, new Float64Array(tangent)] : undefined;
  const tape = acquire();
  return using(tape, () => {
    const result = new Walk(tape).of(value);
    const places = placesIn(result);
    noteShadows(value, tangent);
    const speeds = places.map(({ holder, key }) => tangentAt(holder, key, tangent));
    return speeds.every(isGood) ? [value, assembled(tape, result, places, speeds)] : undefined;
  }) as [unknown, unknown] | undefined;
}

/** Each number of the value is contracted with its gradient, on one recording. */
function inReverse(f: unknown, args: readonly unknown[], tangents: readonly unknown[]): unknown {
  return record(f, args, "jvp", ({ tape, value, result, args: skeletons, places, row }) => {
    const moving = movingIn(skeletons, tangents);
    const speeds = places.map((place) =>
      row(place, (own) => moving.reduce((sum, at) => sum + at.speed * cotangentAt(tape, at, own), 0)),
    );
    return rewound(tape, () => [value, assembled(tape, result, places, speeds)]);
  });
}

state.rules.set(jvp, { inner: "jvp" });
