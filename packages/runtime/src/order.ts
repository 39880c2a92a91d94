/**
 * `gradient` & co. inside of a sweep. Of something constant they run as they are, with a tape of their own; what is to be
 * differentiated once more is code compiled for an order above 1, which brings the rules for it (nested.ts).
 */
import { carries } from "./carries.ts";
import { OrderExceededError } from "./errors.ts";
import type { AnyFunction, Pair } from "./pair.ts";
import { NO_COTANGENTS, type ActiveRule, type Inner } from "./rule.ts";
import { state } from "./state.ts";
import { unseen } from "./unseen.ts";

/** The rule of one of them. */
export const innerRule = (fn: AnyFunction, kind: Inner["inner"]): ActiveRule =>
  state.nested?.(fn, kind) ?? constantOnly(fn);

export function constantOnly(fn: AnyFunction): ActiveRule {
  return {
    forward(tape, { args, constant, site }) {
      if (!tape.isDropped && args.some((arg) => (typeof arg === "number" ? !constant : carries(tape, arg)))) {
        throw new OrderExceededError(
          `\`${fn.name}\` is called in code that is differentiated, and what it gets may carry a derivative: that is of order 2.`,
          {
            site,
            advice:
              "Compile the file with order: 2 (3 for hvp, hessian and diagHessian), or wrap it in ignore(() => …) if it is meant to be constant.",
          },
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
