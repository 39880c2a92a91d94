/**
 * `Function.prototype.call`, `apply`, `bind`, and `Reflect.apply`: the callee's own sweep runs.
 */
import { enter, make } from "../dispatch.ts";
import { notAFunction } from "../foreign.ts";
import { extend } from "../frame.ts";
import { PAIR, type AnyFunction, type Attached, type Pair } from "../pair.ts";
import { NO_COTANGENTS, type ActiveRule } from "../rule.ts";
import { spread } from "../spread.ts";
import type { Tape } from "../tape.ts";
import { accumulate, cellsOf, nativeOf, type RuleTable } from "./native.ts";

function callee(tape: Tape): Pair {
  return tape.recall() as Pair;
}

const call: ActiveRule = {
  tracked: true,
  forward(tape, { self, args, site, constant }) {
    try {
      return enter(tape, site, self, args[0], args.slice(1), constant);
    } catch (error) {
      extend(tape, error, call);
      throw error;
    }
  },
  pullback: (tape, dy) => [0, ...(callee(tape).pullback(tape, dy) ?? NO_COTANGENTS)],
};

const apply: ActiveRule = {
  tracked: true,
  forward: (tape, { self, args, site }) => over(tape, site, self, args[0], args[1] ?? []),
  pullback(tape, dy) {
    callee(tape).pullback(tape, dy);
    return NO_COTANGENTS;
  },
};

const reflectApply: ActiveRule = {
  tracked: true,
  forward: (tape, { args, site }) => over(tape, site, args[0], args[1], args[2]),
  pullback: apply.pullback,
};

/** `list` is anything with a length and elements: that is where their cotangents go. */
function over(tape: Tape, site: string, f: unknown, self: unknown, list: unknown): unknown {
  const items = Array.isArray(list)
    ? list
    : Reflect.apply<undefined, unknown[], unknown[]>(collect, undefined, list as unknown[]);
  return spread(tape, list as unknown[], () => enter(tape, site, f, self, items, false));
}

const collect = (...items: unknown[]): unknown[] => items;

interface Bound {
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
    const cotangents = callee(tape).pullback(tape, dy) ?? NO_COTANGENTS;
    if (given.length === 0) return cotangents;
    const cells = cellsOf(tape, given);
    for (let i = 0; i < given.length; i++) accumulate(cells, i, cotangents[i] ?? 0);
    return cotangents.slice(given.length);
  },
};

function attachBound(bound: unknown, env: Bound): unknown {
  (bound as { [PAIR]?: Attached })[PAIR] = { of: bound, pair: boundPair, env, thunk: undefined };
  return bound;
}

const nativeBind = nativeOf(Function.prototype, "bind");

const bind: ActiveRule = {
  when: ({ self }) => typeof self === "function",
  forward(tape, { self: f, args }) {
    const [self, ...given] = args;
    tape.record(tape.made(given));
    return attachBound(Reflect.apply(nativeBind, f as AnyFunction, args), { f, self, given });
  },
  pullback(tape) {
    const given = tape.recall() as unknown[];
    const cells = cellsOf(tape, given);
    return [0, ...given.map((_, i) => cells?.[i] ?? 0)];
  },
};

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

export const functionRules: RuleTable = { call, apply, bind };
export const reflectRules: RuleTable = { apply: reflectApply };
