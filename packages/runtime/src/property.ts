/**
 * Reads and writes of keys that the file declares as accessors: an accessor's own sweep runs, or it is an ordinary field.
 *
 *   get(tape, site, o, k)      one record; back(tape, dy) → []
 *   set(tape, site, o, k, v)   one record; back(tape, 0)  → [dv]
 */
import { enter } from "./dispatch.ts";
import { NotDifferentiableError } from "./errors.ts";
import { NOTHING } from "./frame.ts";
import { add, isWritable, take } from "./operations.ts";
import type { Pair } from "./pair.ts";
import { NO_COTANGENTS, type ActiveRule } from "./rule.ts";
import { state } from "./state.ts";
import type { Tape } from "./tape.ts";

type Fields = Record<PropertyKey, unknown>;

interface Accessor {
  readonly get?: () => unknown;
  readonly set?: (value: unknown) => void;
}

const GET_ACCESSOR: Pick<ActiveRule, "pullback"> = {
  pullback(tape, dy) {
    (tape.recall() as Pair).pullback(tape, dy);
    return NO_COTANGENTS;
  },
};

const GET_FIELD: Pick<ActiveRule, "pullback"> = {
  pullback(tape, dy) {
    const key = tape.recall() as PropertyKey;
    const shadow = tape.shadow(tape.recall());
    if (shadow !== undefined) add(shadow, key, dy);
    return NO_COTANGENTS;
  },
};

const SET_FIELD: Pick<ActiveRule, "pullback"> = {
  pullback(tape) {
    const key = tape.recall() as PropertyKey;
    const shadow = tape.shadow(tape.recall());
    return shadow === undefined ? NO_COTANGENTS : [take(shadow, key)];
  },
};

/** `o[key]`; `super[key]` is looked for from `holder`, and a getter runs on `o`. */
export function get(tape: Tape, site: string, o: unknown, key: PropertyKey, holder = o): unknown {
  const getter = accessorOf(holder, key)?.get;
  if (getter !== undefined) {
    const y = enter(tape, site, getter, o, [], false);
    tape.record(GET_ACCESSOR);
    return y;
  }
  const y = (holder as Fields)[key];
  tape.record(holder);
  tape.record(key);
  tape.record(GET_FIELD);
  return y;
}

/**
 * `o[key] = v`; a setter of `super[key]` is looked for from `holder`. `isLoose`: in code that is not strict, where it may be that
 * nothing is written.
 */
export function set(
  tape: Tape,
  site: string,
  o: unknown,
  key: PropertyKey,
  v: unknown,
  isLoose = false,
  holder = o,
): unknown {
  const found = accessorOf(holder, key);
  if (found?.set !== undefined) {
    enter(tape, site, found.set, o, [v], false);
    return v;
  }
  if (isLoose && !isWritable(o, key)) {
    tape.record(NOTHING);
    return v;
  }
  if (holder === null) throw new TypeError(`Cannot set properties of null (setting '${String(key)}')`);
  if (found?.get === undefined) tape.touch(o);
  if (holder === o)
    (o as Fields)[key] = v; // throws as written if there is a getter alone, or the object is frozen
  else if (!Reflect.set(holder as object, key, v, o))
    throw new TypeError(`Cannot assign to read only property '${String(key)}' of object`);
  tape.record(o);
  tape.record(key);
  tape.record(SET_FIELD);
  return v;
}

function accessorOf(o: unknown, key: PropertyKey): Accessor | undefined {
  for (
    let holder: unknown = o === null || o === undefined ? null : Object(o);
    holder !== null;
    holder = Object.getPrototypeOf(holder)
  ) {
    const descriptor = Object.getOwnPropertyDescriptor(holder, key);
    if (descriptor !== undefined) return descriptor;
  }
  return undefined;
}

/**
 * First in the written body of what the engine calls by itself: a sweep must not run it, for it would not be recorded. `which`: its
 * name, or the line of what has none that is known.
 */
export function accessor(which: string | number): void {
  if (state.tape === null && state.duals === 0) return;
  const isNamed = typeof which === "string";
  const what = isNamed
    ? `the marked getter or setter \`${which}\` was run by code that does not know it is one`
    : `a marked getter, setter or conversion was run by code that does not know it is one (it is in line ${String(which)} of its file)`;
  const use = isNamed
    ? `name it in the plugin's option \`accessors: ["${which}"]\``
    : "name its property in the plugin's option `accessors`, call it by its name";
  if (state.tape)
    state.tape.invalidate(what, { advice: `Mark the code that uses it, ${use}, or wrap the use in ignore(() => …).` });
  else throw new NotDifferentiableError(`${what}.`, { advice: `Mark the code that uses it, or ${use}.` });
}
