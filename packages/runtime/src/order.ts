/**
 * `gradient` & co. inside of a sweep: of something constant they run as they are, with a tape of their own.
 */
import { carries } from "./carries.ts";
import { OrderExceededError } from "./errors.ts";
import type { AnyFunction, Pair } from "./pair.ts";
import { NO_COTANGENTS, type ActiveRule } from "./rule.ts";
import { unseen } from "./unseen.ts";

/** The rule of one of them. */
export function innerRule(fn: AnyFunction): ActiveRule {
  return {
    forward(tape, { args, constant, site }) {
      if (!tape.isDropped && args.some((arg) => (typeof arg === "number" ? !constant : carries(tape, arg)))) {
        throw new OrderExceededError(
          `\`${fn.name}\` is called in code that is differentiated, and what it gets may carry a derivative: that is of order 2, and order 1 is supported.`,
          { site, advice: "Wrap it in ignore(() => …) if it is meant to be constant." },
        );
      }
      return unseen(tape, () => Reflect.apply(fn, undefined, args) as unknown);
    },
    pullback(tape) {
      (tape.recall() as Pair).pullback(tape, 0);
      return NO_COTANGENTS;
    },
  };
}
