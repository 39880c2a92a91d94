"differentiable";
/** Duals of what duals make instances by, and read and write their private members. */
import { fieldsFor, fieldsOf } from "../dual/shadows.ts";
import { newInstance, readPrivate, writePrivate } from "../private-access.ts";
import type { PrivateField } from "../private-fields.ts";

type Both = [value: unknown, tangent: unknown];
type Fields = Record<string, unknown>;
type List = readonly unknown[];

export function readPrivateDual(_self: unknown, _dself: unknown, args: List, dargs: List): Both {
  const field = args[0] as PrivateField;
  const o = args[1] as object;
  const value = readPrivate(field, o);
  const shadow = fieldsOf(o, dargs[1] ?? 0) as Fields | 0;
  return [value, shadow === 0 ? 0 : (shadow[field.key] ?? 0)];
}

export function writePrivateDual(_self: unknown, _dself: unknown, args: List, dargs: List): Both {
  const field = args[0] as PrivateField;
  const o = args[1] as object;
  writePrivate(field, o, args[2]);
  const shadow = fieldsFor(o, dargs[1] ?? 0) as Fields;
  shadow[field.key] = dargs[2] ?? 0;
  return [undefined, 0];
}

/** What has just been made holds nothing, whatever its class has captured. */
export function newInstanceDual(_self: unknown, _dself: unknown, args: List): Both {
  return [newInstance(args[0], args[1]), 0];
}

/** A `try` makes the plugin keep frames in this module: then a callee that throws can be reversed from there. */
export function framed(): boolean {
  try {
    return true;
  } catch {
    return false;
  }
}
