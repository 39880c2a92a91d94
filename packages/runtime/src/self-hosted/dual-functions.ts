"differentiable";
/** Duals of natives that call what they are given. */
import { refusedReceiver } from "../dual/objects.ts";
import { shadowOf } from "../dual/shadows.ts";
import { checkpointedLoop } from "../checkpointed-loop.ts";
import { isWritable, key } from "../operations.ts";
import { wholeLength } from "../species.ts";
import { callDual, getDual, newDual, setDual } from "./dual-calls.ts";

type Both = [value: unknown, tangent: unknown];
type List = readonly unknown[];

export function call(f: unknown, df: unknown, args: List, dargs: List, site: string): Both {
  return callDual(site, f, df, args[0], dargs[0] ?? 0, args.slice(1), dargs.slice(1));
}

export function apply(f: unknown, df: unknown, args: List, dargs: List, site: string): Both {
  const [given, moved] = argumentsIn(args[1] ?? [], dargs[1]);
  return callDual(site, f, df, args[0], dargs[0] ?? 0, given, moved);
}

/** What stands in an array, or in something like one, as arguments, and their tangents. */
function argumentsIn(items: unknown, tangents: unknown): [given: List, moved: List] {
  if ((typeof items !== "object" && typeof items !== "function") || items === null)
    throw new TypeError("CreateListFromArrayLike called on non-object");
  const moved = (tangents || shadowOf(items) || []) as List;
  if (Array.isArray(items)) return [items, moved];
  const given: unknown[] = [];
  const shares: unknown[] = [];
  const n = wholeLength((items as List).length);
  for (let i = 0; i < n; i++) {
    given.push((items as List)[i]);
    shares.push(moved[i] ?? 0);
  }
  return [given, shares];
}

export function reflectApply(_self: unknown, _dself: unknown, args: List, dargs: List, site: string): Both {
  const [given, moved] = argumentsIn(args[2], dargs[2]);
  return callDual(site, args[0], dargs[0], args[1], dargs[1] ?? 0, given, moved);
}

export function reflectConstruct(_self: unknown, _dself: unknown, args: List, dargs: List, site: string): Both {
  const [given, moved] = argumentsIn(args[1], dargs[1]);
  return newDual(site, args[0], args.length > 2 ? args[2] : args[0], given, moved);
}

/** `Reflect.get(o, key)`: of another `this` it has none. */
export function reflectGet(_self: unknown, _dself: unknown, args: List, dargs: List): Both {
  if (args.length > 2) throw refusedReceiver();
  return getDual(args[0], dargs[0] ?? 0, key(args[1]));
}

export function reflectSet(_self: unknown, _dself: unknown, args: List, dargs: List): Both {
  if (args.length > 3) throw refusedReceiver();
  const o = args[0] as object;
  const named = key(args[1]);
  if (!isWritable(o, named)) return [Reflect.set(o, named, args[2]), 0];
  setDual(o, dargs[0] ?? 0, named, args[2], dargs[2] ?? 0);
  return [true, 0];
}

/** `checkpointed(f, …args)` */
export function checkpointed(_self: unknown, _dself: unknown, args: List, dargs: List, site: string): Both {
  return callDual(site, args[0], dargs[0], undefined, 0, args.slice(1), dargs.slice(1));
}

/** `checkpointedLoop(n, state, step)`: the plain loop. What it refuses, it refuses itself. */
export function checkpointedTurns(_self: unknown, _dself: unknown, args: List, dargs: List, site: string): Both {
  const n = args[0] as number;
  const step = args[2];
  if (!Number.isInteger(n) || n < 0 || typeof step !== "function")
    return [checkpointedLoop(n, args[1], step as () => unknown), 0];
  let both: Both = [args[1], dargs[1] ?? 0];
  for (let i = 0; i < n; i++)
    both = callDual(site, step, dargs[2] ?? 0, undefined, 0, [both[0], i], [both[1], undefined]);
  return both;
}

/** A `try` makes the plugin keep frames in this module: then a callee that throws can be reversed from there. */
export function framed(): boolean {
  try {
    return true;
  } catch {
    return false;
  }
}
