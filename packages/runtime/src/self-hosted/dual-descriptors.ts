"differentiable";
/** Duals of what defines, describes and deletes properties: what a descriptor has as its `value` has its tangent there. */
import { requireStill } from "../dual/callees.ts";
import { fieldsFor, fieldsOf } from "../dual/shadows.ts";
import { key, requireNoExtent } from "../operations.ts";
import { deletePropertyDual, getDual } from "./dual-calls.ts";
import { extentTangent, setExtent } from "./dual-extents.ts";

type Both = [value: unknown, tangent: unknown];
type List = readonly unknown[];
type Fields = Record<PropertyKey, unknown>;
type Define = (o: object, key: PropertyKey, descriptor: PropertyDescriptor) => unknown;

/** With a value it is a write, if it succeeds; accessors are followed only where nothing moves. */
function define(run: Define, args: List, dargs: List, site: string): unknown {
  const o = args[0] as object;
  const named = key(args[1]);
  const descriptor = args[2] as PropertyDescriptor;
  if ("get" in descriptor || "set" in descriptor) requireStill(site, run, args, dargs, false);
  requireNoExtent(o, named);
  const y = run(o, named, descriptor);
  if (y !== false && "value" in descriptor)
    setExtent(o, fieldsFor(o, dargs[0] ?? 0) as Fields, named, getDual(descriptor, dargs[2] ?? 0, "value")[1]);
  return y;
}

export function defineProperty(_self: unknown, _dself: unknown, args: List, dargs: List, site: string): Both {
  define(Object.defineProperty, args, dargs, site);
  return [args[0], dargs[0] ?? 0];
}

export function reflectDefine(_self: unknown, _dself: unknown, args: List, dargs: List, site: string): Both {
  return [define(Reflect.defineProperty, args, dargs, site), 0];
}

export function defineProperties(_self: unknown, _dself: unknown, args: List, dargs: List, site: string): Both {
  const all = args[1] as Fields;
  const shadow = fieldsOf(all, dargs[1] ?? 0) as Fields | 0;
  for (const name of Reflect.ownKeys(all)) {
    if (!Object.prototype.propertyIsEnumerable.call(all, name)) continue;
    const both = getDual(all, shadow, name);
    define(Object.defineProperty, [args[0], name, both[0]], [dargs[0] ?? 0, 0, both[1]], site);
  }
  return [args[0], dargs[0] ?? 0];
}

/** `Object.getOwnPropertyDescriptor(o, key)` */
export function describe(_self: unknown, _dself: unknown, args: List, dargs: List): Both {
  const o = args[0] as object;
  const named = key(args[1]);
  const descriptor = Object.getOwnPropertyDescriptor(o, named);
  if (descriptor === undefined || !("value" in descriptor)) return [descriptor, 0];
  return [descriptor, { value: extentTangent(o, fieldsOf(o, dargs[0] ?? 0) as Fields | 0, named) }];
}

export function describeAll(_self: unknown, _dself: unknown, args: List, dargs: List): Both {
  const all: Fields = {};
  const shadow: Fields = {};
  for (const name of Reflect.ownKeys(args[0] as object)) {
    const both = describe(undefined, 0, [args[0], name], dargs);
    all[name] = both[0];
    shadow[name] = both[1];
  }
  return [all, shadow];
}

/** `Reflect.deleteProperty(o, key)`: what cannot be deleted is left. */
export function deleteProperty(_self: unknown, _dself: unknown, args: List, dargs: List): Both {
  return deletePropertyDual(args[0] as object, dargs[0] ?? 0, key(args[1]), true);
}

/** A `try` makes the plugin keep frames in this module: then a callee that throws can be reversed from there. */
export function framed(): boolean {
  try {
    return true;
  } catch {
    return false;
  }
}
