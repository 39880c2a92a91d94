/**
 * `gradient` & co. inside of a sweep: of something constant they run as they are, with a tape of their own.
 */
import { carries } from "./carries.ts";
import { checkGradient } from "./check-gradient.ts";
import { OrderExceededError } from "./errors.ts";
import { derivative, gradient, withGradient } from "./gradient.ts";
import { jacobian } from "./jacobian.ts";
import { jvp } from "./jvp.ts";
import type { AnyFunction } from "./pair.ts";
import { pullback } from "./pullback.ts";
import { NO_COTANGENTS, type ActiveRule, type Rule } from "./rule.ts";
import { unseen } from "./unseen.ts";
import type { Pair } from "./pair.ts";

function nested(fn: AnyFunction): ActiveRule {
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

/** The rules of the runtime's own functions. */
export const orderRules: readonly (readonly [AnyFunction, Rule])[] = (
  [gradient, withGradient, derivative, pullback, jacobian, jvp, checkGradient] as AnyFunction[]
).map((fn) => [fn, nested(fn)] as const);
