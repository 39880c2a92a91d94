/** The `arguments` of a function, made of the list of what it was given. */
import type { ActiveRule } from "./rule.ts";
import { copied, copyPullback } from "./spreading.ts";
import { state } from "./state.ts";

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

state.rules.set(argumentsOf, rule);
