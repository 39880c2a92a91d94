"differentiable";
/** The dual of `structuredClone`: the shadow of each copy is a copy of the shadow. */
import { ownBuffer } from "../dual/objects.ts";
import { shadowFor, shadowOf } from "../dual/shadows.ts";
import { requireCloneable } from "../dual/steps.ts";
import { extentTangent, setExtent } from "./dual-extents.ts";

type Both = [value: unknown, tangent: unknown];
type List = unknown[];
type Dictionary = Map<unknown, unknown>;
type Fields = Record<PropertyKey, unknown>;

export function clone(_self: unknown, _dself: unknown, args: List, dargs: List): Both {
  const copy: unknown =
    args.length > 1 ? structuredClone(args[0], args[1] as StructuredSerializeOptions) : structuredClone(args[0]);
  return [copy, shadowOfCopy(args[0], dargs[0] ?? 0, copy, new Map())];
}

/** Original and copy are walked side by side: they have the same structure. `done`: the shadows of the copies of what has been seen. */
function shadowOfCopy(x: unknown, dx: unknown, copy: unknown, done: Dictionary): unknown {
  if (typeof x !== "object" || x === null) return dx;
  const known = done.get(x);
  if (known !== undefined) return known;
  requireCloneable(x);
  const shadow = dx || shadowOf(x);
  const buffer = ownBuffer(x, done);
  if (buffer !== undefined) {
    const typed = shadow === 0 ? shadowFor(copy as object) : (shadow as Float64Array).slice();
    done.set(x, typed);
    done.set(buffer, typed);
    return typed;
  }
  if (x instanceof Map || x instanceof Set) {
    const entries: Dictionary = new Map();
    done.set(x, entries);
    addEntries(entries, x as Dictionary, shadow as Dictionary | 0, copy as Dictionary, done);
    return entries;
  }
  const fields: Fields = Array.isArray(x) ? ([] as unknown as Fields) : {};
  done.set(x, fields);
  const keys = Object.keys(x);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as string;
    const part = extentTangent(x, shadow as Fields | 0, key);
    setExtent(copy, fields, key, shadowOfCopy((x as Fields)[key], part, (copy as Fields)[key], done));
  }
  return fields;
}

/** Of a Set, the members' shadows by the members. */
function addEntries(
  entries: Dictionary,
  x: Dictionary,
  shadow: Dictionary | 0,
  copy: Dictionary,
  done: Dictionary,
): void {
  const isMap = x instanceof Map;
  const items: List = [...x];
  const copies: List = [...copy];
  for (let i = 0; i < items.length; i++) {
    const [key, item] = (isMap ? items[i] : [items[i], items[i]]) as [unknown, unknown];
    const [copiedKey, copied] = (isMap ? copies[i] : [copies[i], copies[i]]) as [unknown, unknown];
    if (item !== key) shadowOfCopy(key, 0, copiedKey, done);
    entries.set(copiedKey, shadowOfCopy(item, shadow === 0 ? 0 : (shadow.get(key) ?? 0), copied, done));
  }
}
