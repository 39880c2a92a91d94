/**
 * Spread and rest, as functions that a sweep calls: `[...xs]`, `{ ...o }`, `const { a, ...rest } = o`.
 */
import { isPlainArray, iterate, steps } from "./iteration.ts";
import { add, hasGetters } from "./operations.ts";
import { PAIR, type Pair } from "./pair.ts";
import { get } from "./property.ts";
import { NO_COTANGENTS, type ActiveRule } from "./rule.ts";
import type { Shadow } from "./shadow.ts";
import { state } from "./state.ts";
import type { Tape } from "./tape.ts";

/** Appends one element. */
export function arrayPush(array: unknown[], item: unknown): void {
  array.push(item);
}

/** Appends the items of an iterable. */
export function arrayAppend(array: unknown[], items: Iterable<unknown>): void {
  for (const item of items) array.push(item);
}

/** `[...items]` */
export function arrayFrom(items: Iterable<unknown>): unknown[] {
  return [...items];
}

/** Copies own enumerable properties, as `{ ...source }` does. */
export function copyProps(target: object, source: unknown): void {
  copyKeys(target, source, keysOf(source));
}

/** What `...rest` takes: own enumerable properties, except those named. */
export function restProps(source: unknown, taken: readonly unknown[]): object {
  const rest = {};
  copyKeys(rest, source, restKeys(source, taken));
  return rest;
}

/** Own enumerable keys, without that of the pair, which belongs to one function. */
function keysOf(source: unknown): PropertyKey[] {
  if (source === null || source === undefined) return [];
  const o = Object(source) as object;
  return Reflect.ownKeys(o).filter((key) => key !== PAIR && Object.prototype.propertyIsEnumerable.call(o, key));
}

function restKeys(source: unknown, taken: readonly unknown[]): PropertyKey[] {
  const names = new Set(taken.map((key) => (typeof key === "symbol" ? key : String(key))));
  return keysOf(source).filter((key) => !names.has(key as string));
}

function copyKeys(target: object, source: unknown, keys: readonly PropertyKey[]): void {
  for (const key of keys) {
    const value = (source as Record<PropertyKey, unknown>)[key];
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  }
}

const push: ActiveRule = {
  forward(tape, { args }) {
    const [array, item] = args as [unknown[], unknown];
    tape.push(array.length);
    tape.record(array);
    array.push(item);
    return undefined;
  },
  pullback(tape) {
    const cells = tape.shadow(tape.recall()) as number[] | undefined;
    return [0, cells?.[tape.pop()] ?? 0];
  },
};

/** Appends, and records what `unappend` needs. */
function append(tape: Tape, array: unknown[], items: unknown): void {
  const it = isPlainArray(items) ? items : iterate(tape, items);
  const start = array.length;
  for (const item of it) array.push(item);
  tape.push(start);
  tape.push(array.length);
  tape.record(array);
  tape.record(it);
}

function unappend(tape: Tape): void {
  const it = tape.recall();
  const cells = tape.shadow(tape.recall()) as number[] | undefined;
  const end = tape.pop();
  const start = tape.pop();
  const walk = steps(tape, it); // last: it may take calls back
  for (let i = end - 1; i >= start; i--) walk.back(i - start, cells?.[i] ?? 0);
}

const appendRule: ActiveRule = {
  forward(tape, { args }) {
    append(tape, args[0] as unknown[], args[1]);
    return undefined;
  },
  pullback(tape) {
    unappend(tape);
    return NO_COTANGENTS;
  },
};

const fromRule: ActiveRule = {
  forward(tape, { args }) {
    const array = tape.made<unknown[]>([]);
    append(tape, array, args[0]);
    return array;
  },
  pullback(tape) {
    unappend(tape);
    return NO_COTANGENTS;
  },
};

/** After keys were copied: their cotangents move from the target to the source. */
export const copyPullback: ActiveRule["pullback"] = (tape) => {
  const keys = tape.recall() as PropertyKey[];
  const from = tape.shadow(tape.recall());
  const to = tape.shadow(tape.recall()) as Shadow | undefined;
  if (to === undefined) return NO_COTANGENTS;
  for (let i = keys.length - 1; i >= 0; i--) {
    const key = keys[i] as string;
    const d = to[key] ?? 0;
    to[key] = 0;
    if (from !== undefined && d !== 0) add(from, key, d);
  }
  return NO_COTANGENTS;
};

/** Records what `copyPullback` takes. */
export function copied(tape: Tape, target: object, source: unknown, keys: readonly PropertyKey[]): void {
  tape.record(target);
  tape.record(source);
  tape.record(keys);
}

/** After keys were copied one by one, each read with a record. */
const readPullback: ActiveRule["pullback"] = (tape) => {
  const keys = tape.recall() as PropertyKey[];
  const to = tape.shadow(tape.recall()) as Shadow;
  for (let i = keys.length - 1; i >= 0; i--) {
    const key = keys[i] as string;
    const d = to[key] ?? 0;
    to[key] = 0;
    (tape.recall() as Pair).pullback(tape, d);
  }
  return NO_COTANGENTS;
};

/** Copies, and leaves the record of it: where a literal has getters, each key is read as a sweep reads it. */
function copy(tape: Tape, site: string, target: object, source: unknown, keys: readonly PropertyKey[]): void {
  if (!hasGetters(source)) {
    copyKeys(target, source, keys);
    copied(tape, target, source, keys);
    tape.record(copyPullback);
    return;
  }
  for (const key of keys) copyKeys(target, { [key]: get(tape, site, source, key) }, [key]);
  tape.record3(target, keys, readPullback);
}

const copyRule: ActiveRule = {
  forward(tape, { args, site }) {
    const [target, source] = args as [object, unknown];
    copy(tape, site, target, source, keysOf(source));
    return undefined;
  },
  pullback: (tape, dy) => (tape.recall() as ActiveRule["pullback"])(tape, dy),
};

const restRule: ActiveRule = {
  forward(tape, { args, site }) {
    const [source, taken] = args as [unknown, unknown[]];
    const rest = tape.made({});
    copy(tape, site, rest, source, restKeys(source, taken));
    return rest;
  },
  pullback: copyRule.pullback,
};

state.rules.set(arrayPush, push);
state.rules.set(arrayAppend, appendRule);
state.rules.set(arrayFrom, fromRule);
state.rules.set(copyProps, copyRule);
state.rules.set(restProps, restRule);
