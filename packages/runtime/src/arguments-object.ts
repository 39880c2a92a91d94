/** The `arguments` of a function, made of the list of what it was given. */
import type { ActiveRule } from "./rule.ts";
import { copied, copyPullback } from "./spreading.ts";
import type { Tape } from "./tape.ts";
import { state } from "./state.ts";

/**
 * Generated code: the object that a function in strict code has. Elsewhere it would know who was called, which a sweep does not;
 * so to ask it throws, there too.
 */
export function argumentsOf(list: readonly unknown[], linked?: object): object {
  return linked ?? Reflect.apply<undefined, readonly unknown[], object>(given, undefined, list);
}

function given(): object {
  // eslint-disable-next-line prefer-rest-params -- it is this object that is wanted
  return arguments;
}

/**
 * Generated code: what a function that is not strict has, and beside it cells over the parameters with which the engine links it.
 * Who was called the sweep does not know there either.
 */
export function linkedArguments(make: (...list: unknown[]) => object[], list: readonly unknown[]): object[] {
  const parts = Reflect.apply(make, undefined, list);
  const callee = Object.getOwnPropertyDescriptor(given(), "callee");
  if (parts[0] && callee) Object.defineProperty(parts[0], "callee", { ...callee, configurable: true });
  return parts;
}

/** Generated code: a parameter was written, or is not what it was: an element of `arguments` is the same variable. */
export function linkedStill(tape: Tape, site: string, isStill: boolean): void {
  if (!isStill) tape.invalidate(LINKED, { site, advice: "Use a rest parameter: `...args`." });
}

const LINKED = "a parameter has changed that is an element of `arguments` as well";

const rule: ActiveRule = {
  forward(tape, { args }) {
    const [list, given] = args as [readonly unknown[], object?];
    const target = tape.made(argumentsOf(list, given));
    copied(tape, target, list, Object.keys(list));
    return target;
  },
  pullback: copyPullback,
};

state.rules.set(argumentsOf, rule);
