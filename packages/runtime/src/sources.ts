/**
 * Native iterators that a sweep has made, with what they read from: `xs.entries()`, `map.values()`, …
 */
import type { Origin } from "./iteration.ts";
import type { Tape } from "./tape.ts";

/** What an iterator reads from, and how many items it has given. */
export interface Source {
  readonly origin: Origin;
  next: number;
}

/** Remembers where an iterator's items come from. */
export function setSource<T extends object>(tape: Tape, iterator: T, origin: Origin): T {
  tape.sources ??= new Map();
  tape.sources.set(iterator, { origin, next: 0 } satisfies Source);
  return iterator;
}

/** Where an iterator's items come from, if the sweep made it. */
export function sourceOf(tape: Tape, iterator: unknown): Source | undefined {
  return tape.sources?.get(iterator as object) as Source | undefined;
}
