"differentiable";
/** Duals of `Map`, `Set`, `WeakMap`, `Object` and of constructors. */
import { callDual, getDual, setDual } from "./dual-calls.ts";
import { accessorOf, requireBuiltIn, requireNumberItems, requireStill } from "../dual/callees.ts";
import { isObject } from "../dual/checks.ts";
import { inherit, isParent } from "../dual/fresh.ts";
import { kindOf } from "../species.ts";
import { copyProps as define } from "../spreading.ts";
import { copiedKeys, madeOf, remainingKeys } from "../dual/objects.ts";
import { noteSnapshot, requireStillKey, zeros } from "../dual/lists.ts";
import { tangentOfKey } from "../dual/texts.ts";
import { fieldsFor, fieldsOf, isBuffer, noteShadows, shadowFor, shadowOf, wholeFor } from "../dual/shadows.ts";
import { listOf } from "./dual-lists.ts";

type Both = [value: unknown, tangent: unknown];
type List = unknown[];
type Dictionary = Map<unknown, unknown>;
type Fields = Record<PropertyKey, unknown>;

export function mapGet(m: Dictionary, dm: Dictionary | 0, args: List): Both {
  const shadow = dm || (shadowOf(m) as Dictionary | 0);
  return [m.get(args[0]), shadow === 0 ? 0 : (shadow.get(args[0]) ?? 0)];
}

export function mapSet(m: Dictionary, dm: Dictionary | 0, args: List, dargs: List): Both {
  const shadow = dm || (shadowFor(m) as Dictionary);
  requireStillKey(args[0], dargs[0]);
  noteShadows(args[0], dargs[0]); // the shadow of a key is not in the Map's
  m.set(args[0], args[1]);
  shadow.set(args[0], dargs[1] ?? 0);
  return [m, shadow];
}

export function mapDelete(m: Dictionary, dm: Dictionary | 0, args: List): Both {
  const shadow = dm || (shadowOf(m) as Dictionary | 0);
  if (shadow !== 0) shadow.delete(args[0]);
  return [m.delete(args[0]), 0];
}

export function mapClear(m: Dictionary, dm: Dictionary | 0): Both {
  const shadow = dm || (shadowOf(m) as Dictionary | 0);
  if (shadow !== 0) shadow.clear();
  m.clear();
  return [undefined, 0];
}

export function has(m: Set<unknown>, _dm: unknown, args: List): Both {
  return [m.has(args[0]), 0];
}

export function mapValues(m: Dictionary, dm: Dictionary | 0): Both {
  const values: List = [];
  const tangents: List = [];
  const shadow = dm || (shadowOf(m) as Dictionary | 0);
  m.forEach((value, key) => {
    values.push(value);
    tangents.push(shadow === 0 ? 0 : (shadow.get(key) ?? 0));
  });
  noteSnapshot(values, m, "values");
  return [values, tangents];
}

export function mapKeys(m: Dictionary): Both {
  const keys: List = [];
  const tangents: List = [];
  m.forEach((_, key) => {
    keys.push(key);
    tangents.push(shadowOf(key) || tangentOfKey(key));
  });
  noteSnapshot(keys, m, "keys");
  return [keys, tangents];
}

export function mapEntries(m: Dictionary, dm: Dictionary | 0): Both {
  const both = listOf(m, dm);
  noteSnapshot(both[0] as List, m, "entries");
  return both;
}

/** The shadow of a Set has its members' by the members. */
export function setAdd(s: Set<unknown>, ds: Dictionary | 0, args: List, dargs: List): Both {
  const shadow = ds || (shadowFor(s) as Dictionary);
  if (!s.has(args[0])) shadow.set(args[0], dargs[0] ?? 0);
  s.add(args[0]);
  return [s, shadow];
}

export function setDelete(s: Set<unknown>, ds: Dictionary | 0, args: List): Both {
  const shadow = ds || (shadowOf(s) as Dictionary | 0);
  if (shadow !== 0) shadow.delete(args[0]);
  return [s.delete(args[0]), 0];
}

export function setClear(s: Set<unknown>, ds: Dictionary | 0): Both {
  const shadow = ds || (shadowOf(s) as Dictionary | 0);
  if (shadow !== 0) shadow.clear();
  s.clear();
  return [undefined, 0];
}

export function setValues(s: Set<unknown>, ds: Dictionary | 0): Both {
  const both = listOf(s, ds);
  noteSnapshot(both[0] as List, s, "values");
  return both;
}

export function setEntries(s: Set<unknown>, ds: Dictionary | 0): Both {
  const both = listOf(s, ds);
  const members = both[0] as List;
  const tangents = both[1] as List;
  const entries: List = [];
  const moved: List = [];
  for (let i = 0; i < members.length; i++) {
    entries.push([members[i], members[i]]);
    moved.push([tangents[i], tangents[i]]);
  }
  noteSnapshot(entries, s, "entries");
  return [entries, moved];
}

export function newMap(_target: unknown, _dtarget: unknown, args: List, dargs: List): Both {
  return filled(new Map(), args, dargs);
}

export function newWeakMap(_target: unknown, _dtarget: unknown, args: List, dargs: List): Both {
  return filled(new WeakMap() as unknown as Dictionary, args, dargs);
}

function filled(m: Dictionary, args: List, dargs: List): Both {
  const shadow: Dictionary = new Map();
  if (args[0] === undefined || args[0] === null) return [m, shadow];
  const both = listOf(args[0], dargs[0]);
  const items = both[0] as List[];
  const tangents = both[1] as (List | 0)[];
  for (let i = 0; i < items.length; i++) {
    const item = items[i] as List;
    const tangent = tangents[i] || (shadowOf(item) as List | 0);
    if (tangent !== 0) {
      requireStillKey(item[0], tangent[0]);
      noteShadows(item[0], tangent[0]);
    }
    m.set(item[0], item[1]);
    shadow.set(item[0], tangent === 0 ? 0 : (tangent[1] ?? 0));
  }
  return [m, shadow];
}

/** A WeakSet gives nothing of what it holds: members are found again by what else holds them. */
export function newWeakSet(_target: unknown, _dtarget: unknown, args: List, dargs: List): Both {
  const s = new WeakSet();
  if (args[0] === undefined || args[0] === null) return [s, 0];
  const both = listOf(args[0], dargs[0]);
  const items = both[0] as object[];
  for (let i = 0; i < items.length; i++) weakSetAdd(s, 0, [items[i]], [(both[1] as List)[i]]);
  return [s, 0];
}

export function weakSetAdd(s: WeakSet<object>, _ds: unknown, args: List, dargs: List): Both {
  noteShadows(args[0], dargs[0]);
  s.add(args[0] as object);
  return [s, 0];
}

export function weakSetDelete(s: WeakSet<object>, _ds: unknown, args: List): Both {
  return [s.delete(args[0] as object), 0];
}

export function newSet(_target: unknown, _dtarget: unknown, args: List, dargs: List): Both {
  const s = new Set<unknown>();
  const shadow: Dictionary = new Map();
  if (args[0] === undefined || args[0] === null) return [s, shadow];
  const both = listOf(args[0], dargs[0]);
  const items = both[0] as List;
  for (let i = 0; i < items.length; i++) setAdd(s, shadow, [items[i]], [(both[1] as List)[i]]);
  return [s, shadow];
}

export function newArray(_target: unknown, _dtarget: unknown, args: List, dargs: List): Both {
  if (args.length !== 1 || typeof args[0] !== "number") return [args.slice(), dargs.slice()];
  return [new Array<unknown>(args[0]), zeros(args[0])];
}

/** `new Float64Array(…)`, of a length, of numbers or of a buffer. */
export function newTyped(target: new (x: number) => Float64Array, _dtarget: unknown, args: List, dargs: List): Both {
  const first = args[0];
  if (first === undefined || typeof first === "number") {
    const n = first ?? 0;
    const empty = new target(n);
    return [empty, madeOf(empty)];
  }
  if (isBuffer(first)) return viewOf(target, args, dargs[0]);
  const both = listOf(first, dargs[0]);
  const items = both[0] as number[];
  const tangents = both[1] as number[];
  requireNumberItems(items);
  const made = new target(items.length);
  const shadow = madeOf(made);
  for (let i = 0; i < items.length; i++) {
    made[i] = items[i] as number;
    shadow[i] = tangents[i] ?? 0;
  }
  return [made, shadow];
}

type View = new (...args: List) => Float64Array;

/** A view of a buffer: a part of the shadow that this has, beside it or for all of its views. */
function viewOf(target: unknown, args: List, given: unknown): Both {
  const made = new (target as View)(...args);
  const whole = wholeFor(made, given);
  if (whole.length === 0) return [made, whole];
  const start = made.byteOffset / made.BYTES_PER_ELEMENT;
  return [made, whole.subarray(start, start + made.length)];
}

/** `Float64Array.of(…items)` */
export function typedOf(target: new (x: number) => Float64Array, _dtarget: unknown, args: List, dargs: List): Both {
  requireBuiltIn(target);
  return newTyped(target, 0, [args], [dargs]);
}

/** `Object.create(parent)` */
export function create(_self: unknown, _dself: unknown, args: List, dargs: List, site: string): Both {
  const parent = args[0] as object | null;
  const made = Object.create(parent) as object;
  const shadow: unknown = isParent(parent) ? Object.create(fieldsFor(parent, dargs[0] ?? 0)) : shadowFor(made);
  if (args[1] !== undefined)
    callDual(site, Object.defineProperties, 0, undefined, 0, [made, args[1]], [shadow, dargs[1] ?? 0]);
  return [made, shadow];
}

/** `Object.setPrototypeOf(o, parent)` */
export function setPrototypeOf(_self: unknown, _dself: unknown, args: List, dargs: List): Both {
  const o = args[0] as object;
  const parent = args[1] as object | null;
  Object.setPrototypeOf(o, parent);
  const shadow = fieldsFor(o, dargs[0] ?? 0);
  if (isParent(parent)) inherit(o, shadow, fieldsFor(parent, dargs[1] ?? 0));
  return [o, dargs[0] ?? 0];
}

export function reflectSetPrototypeOf(_self: unknown, _dself: unknown, args: List, dargs: List): Both {
  if (!Reflect.setPrototypeOf(args[0] as object, args[1] as object | null)) return [false, 0];
  setPrototypeOf(undefined, 0, args, dargs);
  return [true, 0];
}

export function sameKind(_self: unknown, _dself: unknown, args: List): Both {
  const xs = args[0] as Float64Array;
  const n = args[1] as number;
  const target = kindOf(xs) as new (n: number) => Float64Array;
  requireBuiltIn(target);
  const made = new target(n);
  return [made, ArrayBuffer.isView(made) ? madeOf(made) : zeros(n)];
}

function copyInto(
  target: Fields,
  shadow: Fields,
  source: Fields,
  tangent: unknown,
  keys: readonly PropertyKey[],
): void {
  const from = fieldsOf(source, tangent) as Fields | 0;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as PropertyKey;
    const both = getDual(source, from, key);
    put(target, key, both[0]);
    put(shadow, key, both[1]);
  }
}

/** Gives a new object a field, also in the place of an accessor. */
function put(o: Fields, key: PropertyKey, value: unknown): void {
  if ((accessorOf(o, key, "get") ?? accessorOf(o, key, "set")) === undefined) o[key] = value;
  else define(o, { [key]: value });
}

export function assign(_self: unknown, _dself: unknown, args: List, dargs: List): Both {
  const target = args[0] as Fields;
  const shadow = fieldsFor(target, dargs[0] ?? 0) as Fields;
  for (let i = 1; i < args.length; i++) {
    const source = args[i];
    const from = fieldsOf(source, dargs[i]);
    const keys = copiedKeys(source);
    for (let j = 0; j < keys.length; j++) {
      const key = keys[j] as PropertyKey;
      const both = getDual(source, from, key);
      setDual(target, shadow, key, both[0], both[1]);
    }
  }
  return [target, typeof target === "function" ? (dargs[0] ?? 0) : shadow]; // a function moves by what it has captured
}

export function copyProps(_self: unknown, _dself: unknown, args: List, dargs: List): Both {
  const target = args[0] as Fields;
  const shadow = fieldsFor(target, dargs[0] ?? 0) as Fields;
  copyInto(target, shadow, args[1] as Fields, dargs[1], copiedKeys(args[1]));
  return [undefined, 0];
}

export function restProps(_self: unknown, _dself: unknown, args: List, dargs: List): Both {
  const rest: Fields = {};
  const shadow: Fields = {};
  copyInto(rest, shadow, args[0] as Fields, dargs[0], remainingKeys(args[0], args[1] as List));
  return [rest, shadow];
}

export function values(_self: unknown, _dself: unknown, args: List, dargs: List): Both {
  const o = args[0] as Fields;
  const shadow = fieldsOf(o, dargs[0] ?? 0) as Fields | 0;
  const keys = Object.keys(o);
  const result: List = [];
  const tangents: List = [];
  for (let i = 0; i < keys.length; i++) {
    const both = getDual(o, shadow, keys[i] as string);
    result.push(both[0]);
    tangents.push(both[1]);
  }
  return [result, tangents];
}

export function entries(_self: unknown, _dself: unknown, args: List, dargs: List): Both {
  const keys = Object.keys(args[0] as Fields);
  const both = values(undefined, 0, args, dargs);
  const result: List = [];
  const tangents: List = [];
  for (let i = 0; i < keys.length; i++) {
    result.push([keys[i], (both[0] as List)[i]]);
    tangents.push([tangentOfKey(keys[i]), (both[1] as List)[i]]);
  }
  return [result, tangents];
}

export function fromEntries(_self: unknown, _dself: unknown, args: List, dargs: List): Both {
  const both = listOf(args[0], dargs[0]);
  const items = both[0] as List[];
  const result: Fields = {};
  const shadow: Fields = {};
  for (let i = 0; i < items.length; i++) {
    const item = items[i] as List;
    const tangent = ((both[1] as unknown[])[i] || shadowOf(item)) as List | 0;
    put(result, item[0] as PropertyKey, item[1]);
    put(shadow, item[0] as PropertyKey, tangent === 0 ? 0 : (tangent[1] ?? 0));
  }
  return [result, shadow];
}

/** `Math.max(…)`: those that tie share. */
export function max(_self: unknown, _dself: unknown, args: List, dargs: List): Both {
  return tied(Math.max(...(args as number[])), args, dargs);
}

export function min(_self: unknown, _dself: unknown, args: List, dargs: List): Both {
  return tied(Math.min(...(args as number[])), args, dargs);
}

function tied(y: number, args: List, dargs: List): Both {
  let ties = 0;
  let moved = 0;
  requireNumberItems(args);
  for (let i = 0; i < args.length; i++) {
    if (args[i] !== y) continue;
    ties += 1;
    moved += (dargs[i] ?? 0) as number;
  }
  return [y, ties === 0 ? 0 : moved / ties];
}

export function hypot(_self: unknown, _dself: unknown, args: List, dargs: List): Both {
  const y = Math.hypot(...(args as number[]));
  requireNumberItems(args);
  if (y === 0) return [y, 0];
  let moved = 0;
  for (let i = 0; i < args.length; i++) moved += ((args[i] as number) / y) * ((dargs[i] ?? 0) as number);
  return [y, moved];
}

/** `Object(o)` is o; a number would be put in an object, which is refused. */
export function objectOf(_self: unknown, _dself: unknown, args: List, dargs: List, site: string): Both {
  if (isObject(args[0])) return [args[0], dargs[0] ?? 0];
  requireStill(site, Object, args, dargs, false);
  return [Object(args[0]), 0];
}

/** `differentiable(f)`, and what gives its argument. */
export function identity(_self: unknown, _dself: unknown, args: List, dargs: List): Both {
  return [args[0], dargs[0] ?? 0];
}

export function isArray(_self: unknown, _dself: unknown, args: List): Both {
  return [Array.isArray(args[0]), 0];
}
