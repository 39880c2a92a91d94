/**
 * `gradient` & co. inside of a sweep.
 */
import { carries } from "./carries.ts";
import { checkGradient } from "./check-gradient.ts";
import { BadArgumentError, OrderExceededError } from "./errors.ts";
import { derivative, derivatives, gradient, loss, scalar, withGradient } from "./gradient.ts";
import { jacobian } from "./jacobian.ts";
import { jvp } from "./jvp.ts";
import { nestedRule } from "./nested.ts";
import type { AnyFunction, Pair } from "./pair.ts";
import { Grads, Params } from "./params.ts";
import { pullback } from "./pullback.ts";
import { NO_COTANGENTS, type ActiveRule, type Rule } from "./rule.ts";
import { diagHessian, hessian, hvp } from "./second.ts";
import { unseen } from "./unseen.ts";

const asked = ([f, ...args]: readonly unknown[]): { f: AnyFunction; args: unknown[] } => ({
  f: f as AnyFunction,
  args,
});

const gradientRule = nestedRule(
  "gradient",
  asked,
  { make: (_, gradients) => gradients, ofGradients: (c) => c, seed: scalar },
  gradient as AnyFunction,
);

const withGradientRule = nestedRule(
  "withGradient",
  asked,
  {
    make: (value, gradient) => ({ value, gradient }),
    ofGradients: (c) => (c as { gradient?: unknown } | undefined)?.gradient ?? [],
    ofValue: (c) => (c as { value?: unknown } | undefined)?.value,
    seed: loss,
  },
  withGradient as AnyFunction,
);

/** What `derivative` has made, called in a sweep. */
derivatives.rule = (slope, f): ActiveRule => {
  const rule = nestedRule(
    "derivative",
    ([x]) => {
      if (typeof x !== "number") throw new BadArgumentError(`a derivative is taken at a number, not at ${typeof x}.`);
      return { f, args: [x] };
    },
    { make: (_, gradients) => (gradients as number[])[0], ofGradients: (c) => [c], seed: scalar },
    slope,
  );
  return { ...rule, pullback: (tape, dy) => rule.pullback(tape, dy).slice(1) };
};

/** What is of an order above 2 here. */
function refused(fn: AnyFunction): ActiveRule {
  return {
    forward(tape, { args, constant, site }) {
      if (!tape.isDropped && args.some((arg) => (typeof arg === "number" ? !constant : carries(tape, arg)))) {
        throw new OrderExceededError(
          `\`${fn.name}\` is called in code that is differentiated, and what it gets may carry a derivative: that is of order 2.`,
          { site, advice: "Use gradient there, or wrap it in ignore(() => …) if it is meant to be constant." },
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

/** What hands on references: `grads.get(p)` is of the gradients. */
const references: readonly AnyFunction[] = [Grads.prototype.get, Grads.prototype.has, Params.prototype.has] as never;

/** The rules of the runtime's own functions. */
export const orderRules: readonly (readonly [AnyFunction, Rule])[] = [
  [gradient as AnyFunction, gradientRule],
  [withGradient as AnyFunction, withGradientRule],
  [derivative as AnyFunction, "unseen"],
  ...references.map((fn) => [fn, "inert"] as const),
  ...([pullback, jacobian, jvp, hessian, hvp, diagHessian, checkGradient] as AnyFunction[]).map(
    (fn) => [fn, refused(fn)] as const,
  ),
];
