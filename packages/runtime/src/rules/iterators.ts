/**
 * `next()` of the native iterators of arrays, Maps and Sets, called by hand.
 */
import { keyOf, sourceOf } from "../sources.ts";
import { NO_COTANGENTS, type ActiveRule, type Rule } from "../rule.ts";
import type { Shadow } from "../shadow.ts";
import { giveBack, type Origin } from "../iteration.ts";
import { run } from "./native.ts";

type Native = (...args: never[]) => unknown;

function nextRule(native: Native): ActiveRule {
  return {
    forward(tape, { self, args }) {
      const source = sourceOf(tape, self);
      const step = tape.made(run(native, self, args) as IteratorResult<unknown>);
      const origin = source?.origin;
      if (source === undefined || origin === undefined || origin.kind === "constant" || step.done === true) {
        tape.record(undefined);
        return step;
      }
      const pair = origin.gives === "entries" ? tape.made(step.value as unknown[]) : undefined;
      tape.record(step);
      tape.record(pair);
      tape.record(pair === undefined ? keyOf(tape, source, step.value) : pair[0]);
      tape.record(origin);
      return step;
    },
    pullback(tape) {
      const origin = tape.recall() as Origin | undefined;
      if (origin === undefined) return NO_COTANGENTS;
      const key = tape.recall();
      const pair = tape.recall() as object | undefined;
      const step = tape.shadow(tape.recall()) as Shadow;
      giveBack(tape, origin, key, pair, step["value"] ?? 0);
      return NO_COTANGENTS;
    },
  };
}

const prototypes = [[][Symbol.iterator](), new Map()[Symbol.iterator](), new Set()[Symbol.iterator]()].map(
  (iterator) => Object.getPrototypeOf(iterator) as { next: Native; [Symbol.iterator]: Native },
);

const { Iterator: Iterators } = globalThis as { readonly Iterator?: { readonly from?: unknown } };
const { dispose } = Symbol as { readonly dispose?: symbol };
const base = Object.getPrototypeOf(prototypes[0]) as Record<symbol, unknown>;

/** Functions by identity, with their rules. */
export const iteratorRules: readonly (readonly [unknown, Rule])[] = [
  ...prototypes.map((prototype) => [prototype.next, nextRule(prototype.next)] as const),
  ...prototypes.map((prototype) => [prototype[Symbol.iterator], "inert"] as const),
  [Iterators?.from, { refused: "it wraps an iterator; iterate that itself" }],
  [dispose && base[dispose], { refused: "it closes an iterator; call return()" }],
];
