/**
 * `pullback`: the value, and a function from its cotangent to the arguments' gradients, any number of times.
 */
import type { Gradient, Gradients } from "./gradient-types.ts";
import type { Grads, Params } from "./params.ts";
import { rewound } from "./rewind.ts";
import { addCotangent } from "./seed.ts";
import { Walk } from "./skeleton.ts";
import { acquire, release, state } from "./state.ts";
import { structureOf } from "./structure.ts";
import { forward, requireDifferentiable, reverse } from "./sweep.ts";
import { giveBack, whenSettled } from "./settled.ts";

/**
 * Runs `f(...args)` and gives its value, and `back`: from a cotangent of the value to gradients of the arguments.
 * A cotangent of an object may leave out fields, which count as 0; for a number, `back()` is `back(1)`.
 *
 * @throws BadCotangentError from `back`, when the cotangent does not fit the value
 * @example
 * const [value, back] = pullback((x) => [x, x * x], 3); // value is [3, 9]
 * back([0, 1]); // [6]
 * back([1, 0]); // [1]
 */
export function pullback<Value>(
  f: () => Promise<Value>,
  params: Params,
): Promise<[value: Value, back: (cotangent?: Cotangent<Value>) => Grads]>;
export function pullback<Value>(
  f: () => Value,
  params: Params,
): [value: Value, back: (cotangent?: Cotangent<Value>) => Grads];
export function pullback<Args extends readonly unknown[], Value>(
  f: (...args: Args) => Promise<Value>,
  ...args: Args
): Promise<[value: Value, back: (cotangent?: Cotangent<Value>) => Gradients<Args>]>;
export function pullback<Args extends readonly unknown[], Value>(
  f: (...args: Args) => Value,
  ...args: Args
): [value: Value, back: (cotangent?: Cotangent<Value>) => Gradients<Args>];
export function pullback(f: (...args: never[]) => unknown, ...args: unknown[]): unknown {
  requireDifferentiable(f, "pullback");
  const tape = acquire();
  try {
    const { given, gradients } = structureOf(tape, args);
    const result = forward(tape, f, given);
    return whenSettled(tape, result, (value) => {
      const skeleton = new Walk(tape).of(value);
      // Held as long as `back` is, so without room to grow.
      tape.numbers = tape.numbers.slice(0, Math.max(1, tape.top));
      tape.finish();
      const back = (cotangent?: unknown): unknown =>
        rewound(tape, () => {
          const dy = addCotangent(tape, skeleton, cotangent, "the value");
          return gradients(reverse(tape, giveBack(tape, result, dy)), false);
        });
      return [value, back];
    });
  } catch (error) {
    release(tape);
    throw error;
  }
}

state.rules.set(pullback, { inner: "pullback" });

/** A cotangent of a value: its gradient's type, fields optional. */
export type Cotangent<Value> = Value extends number
  ? number
  : Value extends readonly unknown[]
    ? Gradient<Value>
    : Partial<Gradient<Value>>;
