/** The `arguments` of a function, made of the list of what it was given. */
import type { AnyFunction } from "./pair.ts";
import type { ActiveRule, Rule } from "./rule.ts";
import { copied, copyPullback } from "./spreading.ts";

/**
 * Generated code: the object that a function in strict code has. Elsewhere it would know who was called, which a sweep does not;
 * so to ask it throws, there too.
 */
export function argumentsOf(list: readonly unknown[]): object {
  return Reflect.apply<undefined, readonly unknown[], object>(given, undefined, list);
}

function given(): object {
  // eslint-disable-next-line prefer-rest-params -- it is this object that is wanted
  return arguments;
}

const rule: ActiveRule = {
  forward(tape, { args }) {
    const [list] = args as [readonly unknown[]];
    const target = tape.made(argumentsOf(list));
    copied(tape, target, list, Object.keys(list));
    return target;
  },
  pullback: copyPullback,
};

/** The rule of this module's function. */
export const argumentsRules: readonly (readonly [AnyFunction, Rule])[] = [[argumentsOf, rule]];
