"differentiable";
/** Rules of tangents that users have given: `adjoint(fn, rule, tangents)`. */
import { isPlain } from "../dual/checks.ts";
import { leaveLevel, returnTo } from "../dual/shadows.ts";
import { beside } from "./dual-calls.ts";

type Both = [value: unknown, tangent: unknown];
type Fields = Record<PropertyKey, unknown>;

/** A tangent of the shape of a gradient, with 0 for what stands still. */
function completed(x: unknown, tangent: unknown, done: Map<unknown, unknown>): unknown {
  const shadow = beside(x, tangent);
  if (!isPlain(x)) return shadow;
  const known = done.get(x);
  if (known !== undefined) return known;
  const fields = shadow as Fields;
  const made: Fields = Array.isArray(x) ? ([] as unknown as Fields) : {};
  done.set(x, made);
  const keys = Object.keys(x);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as string;
    made[key] = completed((x as Fields)[key], fields[key] ?? 0, done);
  }
  return made;
}

/** A rule of the user's: tangents have the shapes of gradients. */
export function ruled(
  rule: (args: readonly unknown[], tangents: readonly unknown[]) => Both,
  args: readonly unknown[],
  dargs: readonly unknown[],
): Both {
  const tangents: unknown[] = [];
  for (let i = 0; i < args.length; i++) tangents.push(completed(args[i], dargs[i] ?? 0, new Map()));
  const tables = leaveLevel();
  try {
    const both = rule(args, tangents);
    return [both[0], both[1] ?? 0];
  } finally {
    returnTo(tables);
  }
}
