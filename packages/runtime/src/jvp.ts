/**
 * `jvp`: the value, and how it moves when the arguments do.
 */
import { areNumbers, bothAtOnce } from "./at-once.ts";
import { BadArgumentError } from "./errors.ts";
import { containersIn, Contents } from "./contents.ts";
import { dualOf } from "./dual/callees.ts";
import { noteShadows, tangentAt, withShadows } from "./dual/shadows.ts";
import { quickStart, startOf, type Start } from "./dual/start.ts";
import type { Gradient, Settled, Value } from "./gradient-types.ts";
import { attachedTo } from "./pair.ts";
import { assembled, cotangentAt, movingIn, placesIn } from "./places.ts";
import { record } from "./recording.ts";
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
 * dual (generators, `async` functions, private members) is differentiated in reverse, a sweep for each number of the value.
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
  if (!Array.isArray(args) || !Array.isArray(tangents) || tangents.length > args.length) {
    throw new BadArgumentError("jvp needs the arguments and their tangents as arrays of one length.", {
      advice: "jvp(f, [x, y], [dx, dy])",
    });
  }
  const short = ofNumbers(f, args, tangents);
  if (short !== undefined) return short;
  requireDifferentiable(f, "jvp");
  if (dualOf(f) === undefined) return inReverse(f, args, tangents);
  const quick = quickStart(f, args, tangents, "jvp");
  const joint = quick && contracted(f, args, quick);
  if (joint !== undefined) return joint;
  const { start, contents } = quick
    ? { start: quick, contents: new Contents(quick.shadows.keys()) }
    : begin(f, args, tangents);
  try {
    const both = forwards(start);
    if (both !== undefined) return both;
  } catch {
    // Something in it has no rule for tangents; or the program throws, and will do so again.
  }
  contents.restore();
  return inReverse(f, args, tangents);
}

/** Of a number of numbers. */
function ofNumbers(f: unknown, args: readonly unknown[], tangents: readonly unknown[]): [number, number] | undefined {
  if (!areNumbers(args) || !areNumbers(tangents) || args.length !== tangents.length) return undefined;
  const both = bothAtOnce(attachedTo(f), args);
  if (both === undefined) return undefined;
  let tangent = 0;
  for (let i = 0; i < tangents.length; i++) tangent += product(both.gradient[i], tangents[i]);
  return Number.isFinite(tangent) ? [both.value, tangent] : undefined;
}

/** Of a number that comes with its gradient at once, the two are multiplied: that is the shortest way. */
function contracted(f: unknown, args: readonly unknown[], { own }: Start): [number, number] | undefined {
  const both = bothAtOnce(attachedTo(f), args);
  if (both === undefined) return undefined;
  const tangent = product(both.gradient, own);
  return Number.isFinite(tangent) ? [both.value, tangent] : undefined;
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

/** The dual with its arguments, and what these hold, in case that they are needed once more. */
function begin(
  f: unknown,
  args: readonly unknown[],
  tangents: readonly unknown[],
): { readonly start: Start | undefined; readonly contents: Contents } {
  const walk = new Walk();
  const skeletons = args.map((arg) => walk.of(arg));
  const contents = new Contents(containersIn(skeletons));
  const moving = movingIn(skeletons, tangents);
  try {
    return { start: startOf(f, args, skeletons, moving, "jvp"), contents };
  } catch {
    return { start: undefined, contents }; // an argument has no shadow
  }
}

/** Gives nothing where a tangent is not finite: in reverse, an infinite slope does not count where no cotangent comes to it. */
function forwards(start: Start | undefined): [unknown, unknown] | undefined {
  if (start === undefined) return undefined;
  return withShadows(start.shadows, () => {
    const both = start.dual.run.apply(undefined, start.list as unknown[]);
    const [value, tangent] = both;
    if (typeof value === "number") return Number.isFinite(tangent) ? both : undefined;
    const tape = acquire();
    return using(tape, () => {
      const result = new Walk(tape).of(value);
      const places = placesIn(result);
      noteShadows(value, tangent);
      const speeds = places.map(({ holder, key }) => tangentAt(holder, key, tangent));
      return speeds.every(Number.isFinite) ? [value, assembled(tape, result, places, speeds)] : undefined;
    }) as [unknown, unknown] | undefined;
  });
}

/** Each number of the value is contracted with its gradient, on one recording. */
function inReverse(f: unknown, args: readonly unknown[], tangents: readonly unknown[]): unknown {
  return record(f, args, "jvp", ({ tape, value, result, args: skeletons, places, row }) => {
    const moving = movingIn(skeletons, tangents);
    const speeds = places.map((place) =>
      row(place, (own) => moving.reduce((sum, at) => sum + at.speed * cotangentAt(tape, at, own), 0)),
    );
    const interrupted = tape.begin();
    try {
      return [value, assembled(tape, result, places, speeds)];
    } finally {
      tape.resume(interrupted);
    }
  });
}

state.rules.set(jvp, { inner: "other" });
