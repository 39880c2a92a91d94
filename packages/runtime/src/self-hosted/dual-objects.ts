"differentiable";
/** Duals of functions of `Object`, of functions of `Math` of several numbers, and of what gives its argument. */
import { callDual, getDual, setDual } from "./dual-calls.ts";
import { accessorOf, requireBuiltIn, requireNumberItems, requireStill } from "../dual/callees.ts";
import { isObject } from "../dual/checks.ts";
import { requireNoClass } from "../dual/classes.ts";
import { inherit, isParent } from "../dual/fresh.ts";
import { kindOf } from "../species.ts";
import { copyProps as define } from "../spreading.ts";
import { copiedKeys, madeOf, remainingKeys } from "../dual/objects.ts";
import { zeros } from "../dual/lists.ts";
import { tangentOfKey } from "../dual/texts.ts";
import { fieldsFor, fieldsOf, shadowFor, shadowOf } from "../dual/shadows.ts";
import { listOf } from "./dual-lists.ts";

type Both = [value: unknown, tangent: unknown];
type List = unknown[];
type Fields = Record<PropertyKey, unknown>;

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
  requireNoClass(o);
  Object.setPrototypeOf(o, parent);
  const shadow = fieldsFor(o, dargs[0] ?? 0);
  if (isParent(parent)) inherit(o, shadow, fieldsFor(parent, dargs[1] ?? 0));
  return [o, dargs[0] ?? 0];
}

/** Generated code: `{ __proto__: parent }` */
export function literalPrototypeDual(o: object, dO: unknown, parent: unknown, dparent: unknown): void {
  if (typeof parent === "object" || typeof parent === "function")
    setPrototypeOf(undefined, 0, [o, parent], [dO, dparent]);
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
  requireNumberItems(args, dargs);
  for (let i = 0; i < args.length; i++) {
    if (args[i] !== y) continue;
    ties += 1;
    moved += (dargs[i] ?? 0) as number;
  }
  return [y, ties === 0 ? 0 : moved / ties];
}

export function hypot(_self: unknown, _dself: unknown, args: List, dargs: List): Both {
  const y = Math.hypot(...(args as number[]));
  requireNumberItems(args, dargs);
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
