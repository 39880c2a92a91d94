/**
 * What a function may change besides its arguments, as it was: for `jvp`, which runs it once more in reverse where forward mode finds
 * something that has no dual.
 */
import { Contents, containersIn } from "../contents.ts";
import type { Attached } from "../pair.ts";
import { Walk } from "../skeleton.ts";

export class Journal {
  private readonly seen = new Set<object>();
  private readonly kept: Contents[] = [];

  /** Keeps what containers hold now. */
  keep(containers: Iterable<object>): void {
    const found = [...containers].filter((o) => !this.seen.has(o));
    for (const o of found) this.seen.add(o);
    this.kept.push(new Contents(found));
  }

  /** Keeps what a function may change that is about to run: what it has captured, and what it reaches by name. */
  addReach({ of, pair: { dual } }: Attached): void {
    if (this.seen.has(of as object)) return;
    this.seen.add(of as object);
    const walk = new Walk();
    const reach = [of, ...(dual?.roots?.() ?? [])];
    const functions = reach.filter((value): value is object => typeof value === "function");
    this.keep(functions);
    this.keep(containersIn([...reach, ...functions.flatMap(fieldsOf)].map((value) => walk.of(value))));
  }

  restore(): void {
    for (const contents of this.kept) contents.restore();
  }
}

/** What a function or class holds itself. */
const fieldsOf = (fn: object): unknown[] =>
  Object.values(Object.getOwnPropertyDescriptors(fn)).map(({ value }) => value as unknown);
