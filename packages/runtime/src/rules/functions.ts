/**
 * `Function.prototype.call`, `apply`, `bind`, and `Reflect.apply`: the callee's own sweep runs.
 */
import { attachBound, nativeBind } from "../binding.ts";
import { enter } from "../dispatch.ts";
import { extend } from "../frame.ts";
import type { AnyFunction, Pair } from "../pair.ts";
import { NO_COTANGENTS, type ActiveRule } from "../rule.ts";
import { spread } from "../spread.ts";
import type { Tape } from "../tape.ts";
import { cellsOf, type RuleTable } from "./native.ts";

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

export const functionRules: RuleTable = { call, apply, bind };
export const reflectRules: RuleTable = { apply: reflectApply };
