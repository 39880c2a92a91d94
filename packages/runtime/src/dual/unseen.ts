/**
 * Code that no dual sees, in a dual: what it gives stands still, but it may write what moves.
 *
 *   remember all that it can reach and that has a shadow, run it, compare; what differs has got the tangent of what is there now
 */
import { contentOf, isCell } from "../cell.ts";
import { NotDifferentiableError } from "../errors.ts";
import { takes } from "../exposed.ts";
import { globalMoves } from "../operations.ts";
import { attachedTo, envOf } from "../pair.ts";
import { privateFieldsOf } from "../private-fields.ts";
import { isNumberArray } from "../shadow.ts";
import type { Tape } from "../tape.ts";
import { changedSince, copyOf, type Copy } from "../unseen.ts";
import { isObject } from "./checks.ts";
import { table } from "./level.ts";
import type { Shadow } from "./fresh.ts";
import { state } from "../state.ts";
import { movesWithin, shadowOf } from "./shadows.ts";

/** Generated code: what stands for a variable of a module, as a box over a captured one does. */
export const variableKey = (read: () => unknown, write?: (value: unknown) => void): object => ({
  get $v() {
    return read();
  },
  set $v(value) {
    write?.(value);
  },
});

/** Throws where a marked function of another module imports the variable, for there it would be a constant. */
export function requireOwn(key: object): void {
  if (state.duals !== 0) state.requireOwn?.(refusal, key);
}

/** In the place of a tape: there is none to be invalid later. */
const refusal: Pick<Tape, "invalidate"> = {
  invalidate(reason, details) {
    throw new NotDifferentiableError(`${reason}.`, details);
  },
};

/** Beside an assignment to a global variable: who reads it would take it for a constant. */
export function requireStillGlobal(site: string, value: unknown, tangent: unknown): void {
  if (state.duals !== 0 && movesWithin(value, tangent, () => false)) throw globalMoves(site);
}

/** Runs code of which nothing is known; in a sweep too. */
export const applyUnseen = (f: () => unknown, self: unknown, args: readonly unknown[]): unknown =>
  Reflect.apply(f, self, args);
export const constructUnseen = (C: () => void, args: readonly unknown[], newTarget: () => void): object =>
  Reflect.construct(C, args, newTarget) as object;

/** A container before the code has run. */
interface Beside {
  readonly shadow: Shadow;
  readonly copy: Copy;
}

export type Before = ReadonlyMap<object, Beside>;

/** What has a shadow and can be reached: from some values, or from what others may know. */
export function rememberBeside(values: readonly unknown[], shadows: readonly unknown[]): Before {
  const found = new Map<object, Beside>();
  const visit = (held: unknown, shadow: Shadow | 0): void => {
    if (!isObject(held) || shadow === 0 || found.has(held)) return;
    if (takes(held))
      throw new NotDifferentiableError("an object has a setter that is not compiled, which may have kept what moves.", {
        advice: 'Mark its class "differentiable".',
      });
    const copy = copyOf(held, shadow instanceof Map ? shadow.keys() : []);
    found.set(held, { shadow, copy });
    if (copy instanceof Map) for (const key of copy.keys()) enter(itemOf(held, key), at(shadow, key));
    else if (!isNumberArray(copy)) for (const key of Object.keys(shadow)) enter(itemOf(held, key), at(shadow, key));
  };
  const enter = (value: unknown, given: unknown): void => {
    const attached = attachedTo(value);
    const held = attached === undefined ? value : envOf(attached);
    visit(held, isObject(given) ? (given as Shadow) : shadowOf(held));
  };
  for (const [i, value] of values.entries()) enter(value, shadows[i]);
  for (const [known, shadow] of table()) visit(known, shadow as Shadow);
  return found;
}

/** A tangent to be written: `shadow[key] = tangent`. */
export interface Outdated {
  readonly shadow: Shadow;
  readonly key: unknown;
  readonly tangent: unknown;
}

/** What has another value now. Numbers stand still; an object has the shadow that it had elsewhere. */
export function outdated(before: Before): Outdated[] {
  const found: Outdated[] = [];
  for (const [container, { shadow, copy }] of before) {
    for (const key of changedSince(container, copy)) {
      const value = itemOf(container, key);
      found.push({ shadow, key, tangent: isObject(value) ? (before.get(value)?.shadow ?? shadowOf(value)) : 0 });
    }
    if (Array.isArray(container) && container.length < (copy as unknown[]).length)
      found.push({ shadow, key: "length", tangent: container.length });
  }
  return found;
}

function itemOf(container: object, key: unknown): unknown {
  if (container instanceof Map || container instanceof WeakMap) return container.get(key as object);
  if (container instanceof Set) return key;
  const hidden = privateFieldsOf(container).find((field) => field.key === key && field.has(container as never));
  if (hidden !== undefined) return hidden.get(container as never);
  return isCell(container) ? contentOf(container) : (container as Record<PropertyKey, unknown>)[key as PropertyKey];
}

const at = (shadow: Shadow, key: unknown): unknown =>
  shadow instanceof Map ? shadow.get(key) : (shadow as Record<PropertyKey, unknown>)[key as PropertyKey];
