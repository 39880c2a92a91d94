/** Functions that a dual makes, in the place of the program's: code that sees no tangents calls them as what they stand for. */
import { OrderExceededError } from "../errors.ts";
import { PAIR, type Attached } from "../pair.ts";
import { state } from "../state.ts";
import { listFor, requireNumber, type DualOf } from "./callees.ts";
import { newlyMade, note, shadowOf } from "./shadows.ts";
import { newGenerator } from "./steps.ts";

/** A closure made in a dual. Code that sees no tangents runs it without any. */
export function closureDual(
  run: DualOf["run"],
  count: number,
  flags: number,
  name: PropertyKey,
  length: number,
  env?: object,
  denv: unknown = 0,
): (...args: unknown[]) => unknown {
  const dual = { run, count, flags };
  note(env, denv); // `new` is not given it
  const isConversion = CONVERSIONS.has(name);
  const call = (self: unknown, args: readonly unknown[]): unknown => {
    if (isConversion) {
      requireNumber(self, 0);
      requireNumber(env, denv);
    }
    try {
      return run.apply(self, listFor({ ...dual, env, derived: false }, denv, args, []))[0];
    } catch (error) {
      if (typeof error === "number" || shadowOf(error) !== 0)
        state.tape?.invalidate(THROWN, { advice: "Catch it in the function." });
      throw error;
    }
  };
  return newlyMade(standingFor(functionThat(call, flags), dual, name, length, env));
}

/** What the engine makes a number of an object by. */
const CONVERSIONS = new Set<PropertyKey>(["valueOf", Symbol.toPrimitive]);

const THROWN = "what a conversion, or another function that the engine calls, has thrown may carry a derivative";

type Call = (self: unknown, args: readonly unknown[]) => unknown;

/** A function of the kind that the flags tell: a generator, one that `new` calls, or one that it refuses. */
export function functionThat(call: Call, flags: number): (...args: unknown[]) => unknown {
  if ((flags & 128) !== 0) return newGenerator();
  if ((flags & 32) !== 0)
    return function (this: unknown, ...args) {
      return call(this, args);
    };
  const { fn } = {
    fn(this: unknown, ...args: unknown[]): unknown {
      return call(this, args);
    },
  } as { readonly fn: (...args: unknown[]) => unknown };
  return fn;
}

/** A function that a dual makes, for one of the program's. */
export function standingFor<F extends object>(
  fn: F,
  dual: Pick<DualOf, "run" | "count" | "flags">,
  name: PropertyKey,
  length: number,
  env?: object,
): F {
  const pair = state.pairs.get(dual.run) ?? { forward: refused, pullback: refused, dual };
  const attached: Attached = { of: fn, pair, env, thunk: undefined };
  Object.defineProperty(fn, PAIR, { value: attached, configurable: true });
  Object.defineProperty(fn, "name", { value: nameFor(name), configurable: true });
  Object.defineProperty(fn, "length", { value: length, configurable: true });
  return fn;
}

/** What a function is called by its key. */
export const nameFor = (key: PropertyKey): string =>
  typeof key !== "symbol" ? String(key) : key.description === undefined ? "" : `[${key.description}]`;

/** A function that was captured before it was made. */
export function madeBefore<T>(fn: T): T {
  if (fn !== undefined) return fn;
  throw new OrderExceededError("a function is captured where tangents are followed, before it is made.", {
    advice: "Declare it before the functions that are made while it is not there.",
  });
}

function refused(): never {
  throw new OrderExceededError("a closure that a dual has made is differentiated once more.");
}
