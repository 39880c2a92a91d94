/**
 * Native iterators that a sweep has made, with what they read from: `xs.entries()`, `map.values()`, …
 */
import { steppedUnseen } from "./frame.ts";
import type { Origin } from "./iteration.ts";
import { nativeOf, run } from "./rules/native.ts";
import type { Tape } from "./tape.ts";

/** What an iterator reads from, and how far it has come. */
export interface Source {
  readonly origin: Origin;
  /** How many items it has given. */
  next: number;
  /** Goes over the keys of a Map beside its values, and sees the same insertions and deletions. */
  keys: Iterator<unknown> | undefined;
}

export const newSource = (origin: Origin): Source => ({ origin, next: 0, keys: undefined });

/** Remembers where an iterator's items come from. */
export function setSource<T extends object>(tape: Tape, iterator: T, origin: Origin): T {
  tape.sources ??= new Map();
  tape.sources.set(iterator, newSource(origin));
  return iterator;
}

/** Where an iterator's items come from, if the sweep made it. */
export function sourceOf(tape: Tape, iterator: unknown): Source | undefined {
  return tape.sources?.get(iterator as object) as Source | undefined;
}

const mapGet = nativeOf(Map.prototype, "get");
const mapKeys = nativeOf(Map.prototype, "keys");

/** The key of an item that has been given just now: its index in an array, its key in a Map, itself in a Set. */
export function keyOf(tape: Tape, source: Source, item: unknown): unknown {
  const { origin } = source;
  if (origin.kind === "array") {
    const index = source.next++;
    if (origin.gives === "values") requireSame(tape, item, (origin.source as readonly unknown[])[index]);
    return index;
  }
  if (origin.kind !== "map" || origin.gives !== "values") return item;
  source.keys ??= run(mapKeys, origin.source, []) as Iterator<unknown>;
  const key: unknown = source.keys.next().value;
  requireSame(tape, item, run(mapGet, origin.source, [key]));
  return key;
}

/** Where there is another number, somebody else has stepped the iterator. */
function requireSame(tape: Tape, item: unknown, expected: unknown): void {
  if (typeof item === "number" && !Object.is(item, expected)) steppedUnseen(tape);
}
