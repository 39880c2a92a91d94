/**
 * Bound functions: what a bound function stands for, as a pair.
 */
import { enter, make } from "./dispatch.ts";
import { notAFunction } from "./foreign.ts";
import { extend } from "./frame.ts";
import { attachedTo, PAIR, type Attached, type Pair } from "./pair.ts";
import { NO_COTANGENTS } from "./rule.ts";
import { accumulate, cellsOf, nativeOf } from "./rules/native.ts";
import type { Tape } from "./tape.ts";

export interface Bound {
  readonly f: unknown;
  readonly self: unknown;
  readonly given: readonly unknown[];
}

/** Makes the call that a bound function stands for, and leaves one more record than the callee: the first arguments. */
function through(tape: Tape, given: readonly unknown[], enterCallee: () => unknown): unknown {
  try {
    const y = enterCallee();
    tape.record(given);
    return y;
  } catch (error) {
    extend(tape, error, given, boundPair);
    throw error;
  }
}

/** A bound function is a closure over the function, `this` and the first arguments. */
const boundPair: Pair = {
  tracked: true,
  forward: (tape: Tape, { f, self, given }: Bound, ...rest: unknown[]) =>
    through(tape, given, () => enter(tape, "", f, self, [...given, ...rest], false)),
  construct(tape, site, { of, env }, newTarget, rest) {
    const { f, given } = env as Bound;
    const target = newTarget === of ? f : newTarget;
    return through(tape, given, () => make(tape, site, f, target, [...given, ...rest], false));
  },
  pullback: (tape, dy) => {
    const given = tape.recall() as unknown[];
    const cotangents = (tape.recall() as Pair).pullback(tape, dy) ?? NO_COTANGENTS;
    if (given.length === 0) return cotangents;
    const cells = cellsOf(tape, given);
    for (let i = 0; i < given.length; i++) accumulate(cells, i, cotangents[i] ?? 0);
    return cotangents.slice(given.length);
  },
};

/** What a bound function stands for. */
export const boundOf = (f: unknown): Bound | undefined => {
  const attached = attachedTo(f);
  return attached?.pair === boundPair ? (attached.env as unknown as Bound) : undefined;
};

/** Gives a bound function its pair. */
export function attachBound(bound: unknown, env: Bound): unknown {
  (bound as { [PAIR]?: Attached })[PAIR] = { of: bound, pair: boundPair, env, thunk: undefined };
  return bound;
}

export const nativeBind = nativeOf(Function.prototype, "bind");

/** `binding(f)(self, …given)` is `f.bind(self, …given)` in an ordinary call: what it gives has a pair. */
export function binding(f: { readonly bind: unknown }): (...args: unknown[]) => unknown {
  const method = f.bind;
  return (...args) => {
    if (typeof method !== "function") throw notAFunction("bind");
    const bound: unknown = Reflect.apply(method, f, args);
    const [self, ...given] = args;
    return method === nativeBind ? attachBound(bound, { f, self, given }) : bound;
  };
}
