"differentiable";
/** Lists of what is gone through in duals, and spread. */
import { constantItems, isList } from "../dual/lists.ts";
import { shadowOf } from "../dual/shadows.ts";
import { isStepped } from "../dual/steps.ts";
import { tangentOfKey, tangentsOfRead } from "../dual/texts.ts";
import { aligned, push, shadowToRead } from "./dual-arrays.ts";
import { allOf } from "./dual-steps.ts";

type Both = [value: unknown, tangent: unknown];
type Items = unknown[];

/** All items of what can be gone through, and their tangents. */
export function listOf(items: unknown, tangents: unknown): Both {
  if (isStepped(items)) return allOf(items, tangents);
  if (isList(items)) return [items, shadowToRead(items, tangents)];
  if (items instanceof Map) {
    const entries: Items = [];
    const moved: Items = [];
    const shadow = (tangents || shadowOf(items)) as Map<unknown, unknown> | 0;
    items.forEach((value: unknown, key: unknown) => {
      entries.push([key, value]);
      moved.push([tangentOfKey(key), shadow === 0 ? 0 : (shadow.get(key) ?? 0)]);
    });
    return [entries, moved];
  }
  if (items instanceof Set) {
    const members: Items = [];
    const moved: Items = [];
    const shadow = (tangents || shadowOf(items)) as Map<unknown, unknown> | 0;
    items.forEach((member: unknown) => {
      members.push(member);
      moved.push(shadow === 0 ? 0 : (shadow.get(member) ?? 0));
    });
    return [members, moved];
  }
  const rest = constantItems(items);
  return [rest, tangentsOfRead(items, tangents, rest)];
}

export function arrayPush(_self: unknown, _dself: unknown, args: Items, dargs: Items): Both {
  push(args[0] as Items, dargs[0] as Items, [args[1]], [dargs[1]]);
  return [undefined, 0];
}

export function arrayAppend(_self: unknown, _dself: unknown, args: Items, dargs: Items): Both {
  const both = listOf(args[1], dargs[1]);
  const items = both[0] as Items;
  const tangents = both[1] as Items;
  const target = args[0] as Items;
  const shadow = aligned(target, dargs[0] as Items);
  for (let i = 0; i < items.length; i++) {
    target.push(items[i]);
    shadow.push(tangents[i] ?? 0);
  }
  return [undefined, 0];
}

export function arrayFrom(_self: unknown, _dself: unknown, args: Items, dargs: Items): Both {
  const result: Items = [];
  const tangents: Items = [];
  arrayAppend(undefined, 0, [result, args[0]], [tangents, dargs[0]]);
  return [result, tangents];
}

/** A `try` makes the plugin keep frames in this module: then a callee that throws can be reversed from there. */
export function framed(): boolean {
  try {
    return true;
  } catch {
    return false;
  }
}
