"differentiable";
/** Duals of `Map`, `Set`, `WeakMap`, `WeakSet`, and of the constructors of containers. */
import { requireBuiltIn, requireNumberItems, requireStill } from "../dual/callees.ts";
import { madeOf } from "../dual/objects.ts";
import { requireStillKey, zeros } from "../dual/lists.ts";
import { isBuffer, noteShadows, shadowFor, shadowOf, wholeFor } from "../dual/shadows.ts";
import { listOf } from "./dual-lists.ts";

type Both = [value: unknown, tangent: unknown];
type List = unknown[];
type Dictionary = Map<unknown, unknown>;

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
  requireNumberItems(items, tangents);
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

/** `new BigInt64Array(…)`: no derivative, but its buffer may be that of others. */
export function newBigInts(target: View, _dtarget: unknown, args: List, dargs: List, site: string): Both {
  requireStill(site, target, args, dargs, true);
  const made = new target(...args);
  if (isBuffer(args[0])) wholeFor(made, dargs[0]);
  return [made, 0];
}

/** `Float64Array.of(…items)` */
export function typedOf(target: new (x: number) => Float64Array, _dtarget: unknown, args: List, dargs: List): Both {
  requireBuiltIn(target);
  return newTyped(target, 0, [args], [dargs]);
}
