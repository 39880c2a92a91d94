/**
 * `next()` of the native iterators of arrays, Maps and Sets, called by hand.
 */
import { sourceOf } from "../sources.ts";
import { NO_COTANGENTS, type ActiveRule, type Rule } from "../rule.ts";
import type { Shadow } from "../shadow.ts";
import { accumulate, run, type Cells } from "./native.ts";

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
      const pair = origin.entries ? tape.made(step.value as unknown[]) : undefined;
      const position = source.next++;
      tape.record(step);
      tape.record(pair);
      tape.record(
        pair !== undefined
          ? pair[0]
          : origin.kind === "set"
            ? step.value
            : origin.kind === "array"
              ? position
              : nthKey(origin.source, position),
      );
      tape.record(origin.source);
      return step;
    },
    pullback(tape) {
      const source = tape.recall();
      if (source === undefined) return NO_COTANGENTS;
      const key = tape.recall();
      const pair = tape.recall();
      const step = tape.shadow(tape.recall()) as Shadow;
      const d = pair === undefined ? (step["value"] ?? 0) : ((tape.shadow(pair) as number[])[1] ?? 0);
      const cells = tape.shadow(source);
      if (cells instanceof Map) cells.set(key, (cells.get(key) ?? 0) + d);
      else accumulate(cells as Cells | undefined, key as number, d);
      return NO_COTANGENTS;
    },
  };
}

function nthKey(map: Map<unknown, unknown>, n: number): unknown {
  return [...map.keys()][n];
}

const prototypes = [[][Symbol.iterator](), new Map()[Symbol.iterator](), new Set()[Symbol.iterator]()].map(
  (iterator) => Object.getPrototypeOf(iterator) as { next: Native; [Symbol.iterator]: Native },
);

/** Functions by identity, with their rules. */
export const iteratorRules: readonly (readonly [unknown, Rule])[] = [
  ...prototypes.map((prototype) => [prototype.next, nextRule(prototype.next)] as const),
  ...prototypes.map((prototype) => [prototype[Symbol.iterator], "inert"] as const),
];
