/**
 * `jvp`: the value, and how it moves when the arguments do.
 */
import { Assembly } from "./assemble.ts";
import { BadArgumentError } from "./errors.ts";
import type { Gradient, Settled, Value } from "./gradient-types.ts";
import { cotangentAt, movingIn, setCotangent } from "./places.ts";
import { record } from "./recording.ts";
import { state } from "./state.ts";

/** Tangents of arguments: their gradients' types, fields optional. */
export type Tangents<Args extends readonly unknown[]> = { readonly [I in keyof Args]?: Tangent<Args[I]> };
type Tangent<T> = Gradient<T> extends readonly unknown[] | number ? Gradient<T> : Partial<Gradient<T>>;

/**
 * The value of `f(...args)`, and its tangent: the derivative along `tangents`, of the shape of the value's gradient. What a
 * tangent leaves out stands still. Of an object that is reached by two ways, either way may bring its tangent.
 *
 * Each number of the value is contracted with its gradient, on one recording: the cost is that of a reverse sweep for each.
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
  return record(f, args, "jvp", ({ tape, value, result, args: skeletons, places, row }) => {
    const moving = movingIn(skeletons, tangents);
    const speeds = places.map((place) =>
      row(place, (own) => moving.reduce((sum, at) => sum + at.speed * cotangentAt(tape, at, own), 0)),
    );
    const interrupted = tape.begin();
    try {
      let own: number | undefined;
      for (const [i, place] of places.entries()) {
        const speed = setCotangent(tape, place, speeds[i] ?? 0);
        if (place.holder === undefined) own = speed;
      }
      return [value, new Assembly(tape, false).of(result, own)];
    } finally {
      tape.resume(interrupted);
    }
  });
}

state.rules.set(jvp, "inner");
