/**
 * Gradients of functions that return a number.
 *
 *   gradient(f, …args)   forward sweep, reverse sweep from 1, one gradient for each argument
 */
import { areNumbers, bothAtOnce, gradientAtOnce } from "./at-once.ts";
import { Assembly } from "./assemble.ts";
import { BadArgumentError, NotScalarError } from "./errors.ts";
import type { Gradients } from "./gradient-types.ts";
import { Grads, isParams, type Params } from "./params.ts";
import { Walk, NUMBER, type Skeleton } from "./skeleton.ts";
import { attachedTo, type AnyFunction, type Attached } from "./pair.ts";
import { NO_COTANGENTS, type Rule } from "./rule.ts";
import { run } from "./run.ts";
import { acquire, release, state } from "./state.ts";
import { forward, requireDifferentiable, prepareReverse, reverse, using } from "./sweep.ts";
import { giveBack, whenSettled } from "./tasks.ts";
import type { Tape } from "./tape.ts";

/**
 * The gradient of `f(...args)`, one for each argument; of parameters that `f` uses, if `args` is a `Params`.
 *
 * @throws NotScalarError when `f` does not return a number
 * @throws NotCompiledError when the plugin has not seen `f`
 * @throws NotDifferentiableError when a derivative would be lost on the way
 * @example
 * gradient((a, b) => a * b, 2, 3); // [3, 2]
 * @example
 * const W = [1, 2, 3];
 * const grads = gradient(() => W[0] * W[1], new Params([W]));
 * grads.get(W); // [2, 1, 0]
 */
export function gradient(f: () => number, params: Params): Grads;
export function gradient(f: () => Promise<number>, params: Params): Promise<Grads>;
export function gradient<Args extends readonly unknown[]>(f: (...args: Args) => number, ...args: Args): Gradients<Args>;
export function gradient<Args extends readonly unknown[]>(
  f: (...args: Args) => Promise<number>,
  ...args: Args
): Promise<Gradients<Args>>;
export function gradient(f: (...args: never[]) => unknown, ...args: unknown[]): unknown {
  const attached = attachedTo(f);
  const gradients = gradientAtOnce(attached, args);
  if (gradients !== undefined) return gradients;
  if (attached !== undefined && attached.pair.async !== true && areNumbers(args)) return ofNumbers(attached, args);
  requireDifferentiable(f, "gradient");
  return outcome(f, args, scalar, (o) => o.gradient);
}

/** The shortest way, for functions of a few numbers. */
function ofNumbers(attached: Attached, args: readonly unknown[]): number[] | Promise<number[]> {
  const tape = acquire();
  const outer = state.tape;
  state.tape = tape;
  let isLate = false;
  try {
    const value = run(tape, attached, undefined, args);
    if (value instanceof Promise) {
      isLate = true;
      return using(tape, () =>
        whenSettled(tape, value, (settled) => backToNumbers(tape, attached, args, value, settled)),
      );
    }
    return backToNumbers(tape, attached, args, value, value);
  } finally {
    state.tape = outer;
    if (!isLate) release(tape);
  }
}

function backToNumbers(
  tape: Tape,
  attached: Attached,
  args: readonly unknown[],
  value: unknown,
  settled: unknown,
): number[] {
  tape.finish();
  state.tape = null;
  const share = giveBack(tape, value, scalar(tape, settled));
  prepareReverse(tape);
  const cotangents = attached.pair.pullback(tape, share) ?? NO_COTANGENTS;
  if (cotangents.length === args.length && cotangents !== NO_COTANGENTS) return cotangents;
  return args.map((_, i) => cotangents[i] ?? 0);
}

/**
 * The value of `f(...args)` and its gradient. `f` may return `[loss, ...rest]`: the loss is differentiated.
 *
 * @example
 * withGradient((x) => x * x, 3); // { value: 9, gradient: [6] }
 */
export function withGradient<Value extends Loss>(
  f: () => Promise<Value>,
  params: Params,
): Promise<{ value: Value; gradient: Grads }>;
export function withGradient<Value extends Loss>(f: () => Value, params: Params): { value: Value; gradient: Grads };
export function withGradient<Args extends readonly unknown[], Value extends Loss>(
  f: (...args: Args) => Promise<Value>,
  ...args: Args
): Promise<{ value: Value; gradient: Gradients<Args> }>;
export function withGradient<Args extends readonly unknown[], Value extends Loss>(
  f: (...args: Args) => Value,
  ...args: Args
): { value: Value; gradient: Gradients<Args> };
export function withGradient(f: (...args: never[]) => unknown, ...args: unknown[]): unknown {
  const both = bothAtOnce(attachedTo(f), args);
  if (both !== undefined) return both;
  requireDifferentiable(f, "withGradient");
  return outcome(f, args, loss, (o) => o);
}

/** What `withGradient` differentiates: a number, or the first of several results. */
export type Loss = number | readonly [number, ...unknown[]];

/**
 * The derivative of a function of one number, as a function.
 *
 * @example
 * derivative((x) => x ** 3)(2); // 12
 */
export function derivative(f: (x: number) => number): (x: number) => number;
export function derivative(f: (x: number) => Promise<number>): (x: number) => Promise<number>;
export function derivative(f: (x: number) => number | Promise<number>): (x: number) => number | Promise<number> {
  requireDifferentiable(f, "derivative");
  const slope = (x: number): number | Promise<number> => {
    if (typeof x !== "number") throw new BadArgumentError(`a derivative is taken at a number, not at ${typeof x}.`);
    const partials = gradient(f as (x: number) => number, x) as [number] | Promise<[number]>;
    return partials instanceof Promise ? partials.then(([dx]) => dx) : partials[0];
  };
  if (derivatives.rule !== undefined) state.adjoints.set(slope, derivatives.rule(slope, f));
  return slope;
}

/** How functions made by `derivative` are differentiated in their turn; see order.ts. */
export const derivatives: { rule: ((slope: AnyFunction, f: AnyFunction) => Rule) | undefined } = { rule: undefined };

/** Looks at the result, and says the cotangent that its own number gets. */
type Seed = (tape: Tape, value: unknown) => number;

export const scalar: Seed = (_tape, value) => {
  if (typeof value === "number") return 1;
  throw new NotScalarError(`gradient needs a function that returns a number, and got ${describe(value)}.`, {
    advice: "Return one number, or use pullback or jacobian.",
  });
};

export const loss: Seed = (tape, value) => {
  if (!Array.isArray(value)) return scalar(tape, value);
  scalar(tape, value[0]);
  if (!tape.wants(value)) tape.want(value);
  (tape.shadow(value) as number[])[0] = 1;
  return 0;
};

function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "an array";
  if (typeof value !== "object") return `a ${typeof value}`;
  const { name } = value.constructor as { name?: string };
  return name === undefined || name === "Object" ? "an object" : `a ${name}`;
}

interface Outcome {
  readonly value: unknown;
  readonly gradient: unknown;
}

/** The sweeps of `f(...args)`, or of `f()` when the argument is a `Params`; of an `async` function when it has ended. */
function outcome<T>(f: unknown, args: readonly unknown[], seed: Seed, pick: (o: Outcome) => T): T | Promise<T> {
  const tape = acquire();
  return using(tape, () => {
    const [first] = args;
    const params = args.length === 1 && isParams(first) ? walkParams(tape, first) : undefined;
    const skeletons = params === undefined ? walkArguments(tape, args) : undefined;
    const result = forward(tape, f, params === undefined ? args : []);
    return whenSettled(tape, result, (value) => {
      tape.finish();
      const cotangents = reverse(tape, giveBack(tape, result, seed(tape, value)));
      const gradient =
        params === undefined
          ? assembleArguments(tape, args.length, skeletons, cotangents, true)
          : assembleParams(tape, params, true);
      return pick({ value, gradient });
    });
  });
}

/** The structure of the arguments; undefined when all are numbers. */
export function walkArguments(tape: Tape, args: readonly unknown[]): Skeleton[] | undefined {
  if (areNumbers(args)) return undefined;
  const walk = new Walk(tape);
  return args.map((arg) => walk.of(arg));
}

/** One gradient for each argument. */
export function assembleArguments(
  tape: Tape,
  count: number,
  skeletons: Skeleton[] | undefined,
  cotangents: number[],
  keep: boolean,
): unknown[] {
  const gradients = new Array<unknown>(count);
  if (skeletons === undefined) {
    for (let i = 0; i < count; i++) gradients[i] = cotangents[i] ?? 0;
    return gradients;
  }
  const assembly = new Assembly(tape, keep);
  for (let i = 0; i < count; i++) gradients[i] = assembly.of(skeletons[i] ?? NUMBER, cotangents[i]);
  return gradients;
}

/** The structure of each parameter. */
export function walkParams(tape: Tape, params: Params): Map<object, Skeleton> {
  const walk = new Walk(tape);
  const skeletons = new Map<object, Skeleton>();
  for (const param of params) skeletons.set(param, walk.of(param));
  return skeletons;
}

/** One gradient for each parameter. */
export function assembleParams(tape: Tape, skeletons: Map<object, Skeleton>, keep: boolean): Grads {
  const assembly = new Assembly(tape, keep);
  const entries: [object, unknown][] = [];
  for (const [param, skeleton] of skeletons) entries.push([param, assembly.of(skeleton, undefined)]);
  return new Grads(entries);
}
