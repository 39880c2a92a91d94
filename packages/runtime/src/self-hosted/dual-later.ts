"differentiable";
/** `await` and `Promise.all` in duals: promises of values and tangents side by side. */
import {
  beginLater,
  isOfBoth,
  isPromise,
  joinedOf,
  joining,
  laterDual,
  refusedJoin,
  refusedPromise,
  refusedThenable,
} from "../dual/later.ts";
import { isList } from "../dual/lists.ts";
import { shadowOf } from "../dual/shadows.ts";
import { beside } from "./dual-calls.ts";

type Both = [value: unknown, tangent: unknown];
type List = readonly unknown[];

/** Generated code: what `await` gives, when the awaited has settled. */
export function awaitedDual(awaited: unknown, tangent: unknown, settled: unknown): Both {
  if (!isPromise(awaited)) {
    if (!Object.is(awaited, settled)) throw refusedThenable();
    return [settled, tangent];
  }
  const joined = joinedOf(settled);
  if (joined === undefined) return isOfBoth(awaited) ? (settled as Both) : [settled, shadowOf(settled)];
  if (joined.both !== undefined) return joined.both;
  const values: unknown[] = [];
  const tangents: unknown[] = [];
  for (let i = 0; i < joined.list.length; i++) {
    const both = awaitedDual(joined.list[i], joined.tangents[i] ?? 0, (settled as List)[i]);
    values.push(both[0]);
    tangents.push(both[1]);
  }
  joined.both = [values, tangents];
  return joined.both;
}

/** Generated code: what an `async` function returns; it takes on the state of a promise. */
export function returnedLater(value: unknown, tangent: unknown): unknown {
  if (!isPromise(value)) return [value, tangent];
  if (!isOfBoth(value) && joinedOf(value) === undefined) throw refusedPromise();
  return value;
}

/** `Promise.all(list)` */
export function promiseAll(self: unknown, _dself: unknown, args: List, dargs: List): Both {
  const list = args[0];
  if (self !== Promise || !isList(list)) throw refusedJoin();
  beginLater();
  const tangents = beside(list, dargs[0] ?? 0) as List;
  return laterDual(Promise.all(list), joining(list.slice(), tangents.slice()));
}
