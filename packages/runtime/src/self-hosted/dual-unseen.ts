"differentiable";
/** Duals of what no dual sees: it stands still, and what it overwrites does too. */
import { ignore } from "../adjoint.ts";
import { noteShadows, withoutDuals } from "../dual/shadows.ts";
import { outdated, rememberBeside } from "../dual/unseen.ts";
import { still } from "../dual/stopped.ts";

type Both = [value: unknown, tangent: unknown];
type Fields = Record<PropertyKey, unknown>;

/** `values`: what the code is given; it may keep that, and write it when it runs again. */
export function unseenDual(values: readonly unknown[], shadows: readonly unknown[], run: () => unknown): Both {
  for (let i = 0; i < values.length; i++) noteShadows(values[i], shadows[i]);
  const before = rememberBeside(values, shadows);
  try {
    return [run(), 0];
  } finally {
    for (const { shadow, key, tangent } of outdated(before)) {
      if (shadow instanceof Map) shadow.set(key, tangent);
      else (shadow as Fields)[key as PropertyKey] = tangent;
    }
  }
}

/** `ignore(thunk)` */
export function ignoreDual(
  _self: unknown,
  _dself: unknown,
  args: readonly unknown[],
  dargs: readonly unknown[],
  site: string,
): Both {
  const thunk = args[0] as () => unknown;
  const both = unseenDual(args, dargs, () => ignore(() => withoutDuals(thunk)));
  return still(both[0], 0, { name: "ignore", site });
}
