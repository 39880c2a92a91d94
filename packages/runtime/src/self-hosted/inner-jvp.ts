"differentiable";
/** `jvp` in a function that is differentiated: the dual runs in its sweep, with values and tangents that may carry derivatives. */
import { closeShadows, noteShadows, openShadows } from "../dual/shadows.ts";
import { requireNumbers } from "../dual/lists.ts";
import { callDual } from "./dual-calls.ts";

/** The function may write what it is given. */
function copyOf(tangent: unknown): unknown {
  if (typeof tangent !== "object" || tangent === null) return tangent;
  if (tangent instanceof Float64Array) return tangent.slice();
  if (Array.isArray(tangent)) return tangent.map((part) => copyOf(part));
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(tangent)) copy[key] = copyOf((tangent as Record<string, unknown>)[key]);
  return copy;
}

export function jvpInside(f: unknown, args: readonly unknown[], tangents: readonly unknown[]): [unknown, unknown] {
  const own: unknown[] = [];
  for (let i = 0; i < args.length; i++) own.push(copyOf(tangents[i] ?? 0));
  const outer = openShadows();
  try {
    for (let i = 0; i < args.length; i++) noteShadows(args[i], own[i]);
    const both = callDual("", f, 0, undefined, 0, args, own);
    requireNumbers(both[0]);
    return [both[0], both[1]];
  } finally {
    closeShadows(outer);
  }
}
