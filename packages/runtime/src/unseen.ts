/**
 * Code that the sweep cannot see: its result is constant, but it may write what the sweep follows.
 *
 *   forward   remember all registered numbers, run, compare; what differs was overwritten by constants
 *   reverse   the cotangents of what was overwritten are 0 before
 */
import { NotDifferentiableError, OrderExceededError } from "./errors.ts";
import { NOTHING } from "./frame.ts";
import { expose } from "./exposed.ts";
import { privateFieldsOf } from "./private-fields.ts";
import { NO_COTANGENTS, type ActiveRule } from "./rule.ts";
import { elementsOf } from "./rules/native.ts";
import { isNumberArray, keysBeside, type NumberArray } from "./shadow.ts";
import { contentOf, isCell } from "./cell.ts";
import { entriesOf, isCollection } from "./collections.ts";
import { state } from "./state.ts";
import type { Tape } from "./tape.ts";

/** Numbers that were overwritten in one container. */
interface Overwritten {
  readonly container: object;
  readonly keys: readonly unknown[];
}

/** Runs the thunk with the tape suspended; leaves one record. `given`: what it may use of the sweep's; all if that is not said. */
export function unseen(tape: Tape, thunk: () => unknown, given?: readonly unknown[]): unknown {
  const before = tape.shadows.size === 0 || tape.isDropped ? undefined : remember(tape, given);
  const { tape: recording, enclosing } = state;
  state.tape = null;
  if (!tape.isDropped) state.enclosing = tape;
  state.requireApart ??= requireApart;
  let y: unknown;
  try {
    y = thunk();
  } finally {
    state.tape = recording;
    state.enclosing = enclosing;
    if (before !== undefined && differences(before).length > 0) tape.writes++;
  }
  const overwritten = before === undefined ? [] : differences(before);
  if (overwritten.length === 0) {
    tape.record(NOTHING);
  } else {
    for (const { container } of overwritten) tape.log?.note(container);
    tape.record(overwritten);
    tape.record(OVERWRITE);
  }
  return y;
}

/** What an inner gradient uses must not depend on what the sweep around differentiates. */
function requireApart({ enclosing, dependence }: Tape, o: unknown): void {
  for (let outer = enclosing; outer !== null; outer = outer.enclosing) {
    if (!outer.wants(o)) continue;
    if (dependence !== undefined) {
      dependence.found = true;
      return;
    }
    throw new OrderExceededError(
      "a gradient is taken in code that is differentiated, of a function that uses memory which may carry a derivative: that is of order 2, and order 1 is supported.",
      { advice: "Wrap it in ignore(() => …) if it is meant to be constant." },
    );
  }
}

/** Gradients that are taken inside are constants, whatever they use. */
export function apart<T>(thunk: () => T): T {
  const { enclosing } = state;
  state.enclosing = null;
  try {
    return thunk();
  } finally {
    state.enclosing = enclosing;
  }
}

/** A record of containers whose numbers constants have overwritten. */
export const OVERWRITE: Pick<ActiveRule, "pullback"> = {
  pullback(tape) {
    takeBackOverwritten(tape);
    return NO_COTANGENTS;
  },
};

/** Gives how much the result depends on what they were overwritten by. */
export function takeBackOverwritten(tape: Tape): number {
  let shares = 0;
  const add = (share: unknown): void => {
    if (typeof share === "number") shares += Math.abs(share);
  };
  for (const { container, keys } of tape.recall() as Overwritten[]) {
    const shadow = tape.shadow(container);
    for (const key of keys) {
      if (shadow instanceof Map) {
        add(shadow.get(key));
        shadow.delete(key);
      } else if (shadow !== undefined) {
        const fields = shadow as Record<PropertyKey, number>;
        add(fields[key as PropertyKey]);
        fields[key as PropertyKey] = 0;
      }
    }
  }
  return shares;
}

export type Copy = unknown[] | NumberArray | Map<unknown, unknown>;

/** What containers hold now that others may write. */
export type Copies = ReadonlyMap<object, Copy>;

export function remember(tape: Tape, given: readonly unknown[] | undefined): Copies {
  expose(tape, given);
  const copies = new Map<object, Copy>();
  for (const container of tape.exposed)
    if (tape.slotOf(container) !== undefined)
      copies.set(container, copyOf(container, tape.weakKeys?.get(container) ?? []));
  return copies;
}

/** `weakKeys`: of a WeakMap, the keys that are asked for. */
export function copyOf(container: object, weakKeys: Iterable<unknown>): Copy {
  const isIndexed = isNumberArray(container) || Array.isArray(container);
  const items = isIndexed ? elementsOf(container) : itemsOf(container, weakKeys);
  if (items === undefined) return fieldsOf(container);
  const keys = isIndexed ? keysBeside(container) : Reflect.ownKeys(container);
  if (keys.length > 0) besides.set(items, fieldsOf(container, keys));
  return items;
}

/** The fields that a container has beside its items: by the copy of these. */
const besides = new WeakMap<Copy, Map<unknown, unknown>>();
const NO_FIELDS: Map<unknown, unknown> = new Map();

function requireSameBeside(old: Copy, now: Copy): void {
  if (changedKeys(besides.get(old) ?? NO_FIELDS, besides.get(now) ?? NO_FIELDS).length === 0) return;
  throw new NotDifferentiableError(
    "a field that a container has beside its items was written by code that is not differentiated.",
    {
      advice: "Keep it in an object of its own.",
    },
  );
}

function itemsOf(container: object, weakKeys: Iterable<unknown>): Map<unknown, unknown> | undefined {
  if (container instanceof WeakMap) return weakCopy(container, weakKeys as Iterable<object>);
  if (isCollection(container)) return new Map(entriesOf(container));
  return undefined;
}

function fieldsOf(container: object, keys: readonly PropertyKey[] = Reflect.ownKeys(container)): Map<unknown, unknown> {
  const fields = new Map<unknown, unknown>();
  for (const key of keys) {
    const descriptor = Object.getOwnPropertyDescriptor(container, key);
    if (descriptor !== undefined && "value" in descriptor) fields.set(key, descriptor.value);
    else if (isCell(container)) fields.set(key, contentOf(container));
  }
  for (const { key, get, has } of privateFieldsOf(container))
    if (has(container as never)) fields.set(key, get(container as never));
  return fields;
}

const ABSENT = Symbol("absent");

function weakCopy(container: WeakMap<object, unknown>, keys: Iterable<object>): Map<unknown, unknown> {
  const copy = new Map<unknown, unknown>();
  for (const key of keys) copy.set(key, container.has(key) ? container.get(key) : ABSENT);
  return copy;
}

export function differences(before: Copies): Overwritten[] {
  const found: Overwritten[] = [];
  for (const [container, old] of before) {
    const keys = changedSince(container, old);
    if (keys.length > 0) found.push({ container, keys });
  }
  return found;
}

/** The keys of what is another value now. */
export function changedSince(container: object, old: Copy): unknown[] {
  const now = copyOf(container, old instanceof Map ? old.keys() : []);
  requireSameBeside(old, now);
  return old instanceof Map ? changedKeys(old, now as Map<unknown, unknown>) : changedIndices(old, now as unknown[]);
}

function changedIndices(old: ArrayLike<unknown>, now: ArrayLike<unknown>): number[] {
  const changed: number[] = [];
  const length = Math.max(old.length, now.length);
  for (let i = 0; i < length; i++) if (!Object.is(old[i], now[i])) changed.push(i);
  return changed;
}

function changedKeys(old: Map<unknown, unknown>, now: Map<unknown, unknown>): unknown[] {
  const changed: unknown[] = [];
  for (const [key, value] of now) if (!old.has(key) || !Object.is(old.get(key), value)) changed.push(key);
  for (const key of old.keys()) if (!now.has(key)) changed.push(key);
  return changed;
}
