/**
 * The question whether something has a derivative.
 */
import { ruleOf } from "./foreign.ts";
import { attachedTo } from "./pair.ts";
import { isKnown } from "./rule.ts";
import { state } from "./state.ts";

/** Can `gradient` & co. differentiate it? */
export function isDifferentiable(fn: unknown): boolean {
  return attachedTo(fn) !== undefined || isKnown(ruleOf(fn));
}

state.rules.set(isDifferentiable, "inert");
