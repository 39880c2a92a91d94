/**
 * `%TypedArray%.prototype`: the methods without callbacks.
 */
import { asNumbers } from "../operations.ts";
import { textOfList } from "./numbers.ts";
import { NO_COTANGENTS, type ActiveRule } from "../rule.ts";
import { at, iterator, slice, toReversed, withRule } from "./array-copies.ts";
import { copyWithin, fill, reverse } from "./array-structure.ts";
import { accumulate, cellsOf, nativeOf, onTyped, run, inert, takeWritten, type RuleTable } from "./native.ts";
import { sortRule, toSortedRule } from "./sort.ts";
import type { NumberArray } from "../shadow.ts";

/** The prototype that all typed arrays share. */
export const typedPrototype = Object.getPrototypeOf(Float64Array.prototype) as object;

const nativeSet = nativeOf(typedPrototype, "set");
const nativeSubarray = nativeOf(typedPrototype, "subarray");

const set: ActiveRule = {
  when: onTyped,
  forward(tape, { self, args, site }) {
    asNumbers(tape, site, args[0]);
    tape.touch(self);
    tape.push(Math.trunc(Number(args[1])) || 0);
    tape.push((args[0] as ArrayLike<unknown>).length);
    tape.record(args[0]);
    tape.record(self);
    return run(nativeSet, self, args);
  },
  pullback(tape) {
    const cells = cellsOf(tape, tape.recall());
    const source = cellsOf(tape, tape.recall());
    const count = tape.pop();
    const offset = tape.pop();
    const moved: number[] = [];
    for (let i = 0; i < count; i++) moved.push(takeWritten(cells, offset + i));
    for (let i = 0; i < count; i++) accumulate(source, i, moved[i] ?? 0);
    return NO_COTANGENTS;
  },
};

/** A view finds its cotangents by its buffer. */
const subarray: ActiveRule = {
  when: onTyped,
  forward(tape, { self, args }) {
    if (tape.wants(self)) tape.share(self as NumberArray);
    return run(nativeSubarray, self, args);
  },
  pullback: () => NO_COTANGENTS,
};

export const typedArray: RuleTable = {
  set,
  subarray,
  at: at(onTyped),
  slice: slice(nativeOf(typedPrototype, "slice"), onTyped),
  fill: fill(nativeOf(typedPrototype, "fill"), onTyped),
  copyWithin: copyWithin(nativeOf(typedPrototype, "copyWithin"), onTyped),
  reverse: reverse(nativeOf(typedPrototype, "reverse"), onTyped),
  sort: sortRule(onTyped, true),
  toReversed: toReversed(nativeOf(typedPrototype, "toReversed"), onTyped),
  toSorted: toSortedRule(onTyped, true),
  with: withRule(nativeOf(typedPrototype, "with"), onTyped),
  values: iterator(typedPrototype, "values", "array"),
  entries: iterator(typedPrototype, "entries", "array"),
  join: textOfList(nativeOf(typedPrototype, "join")),
  toString: textOfList(nativeOf(typedPrototype, "toString")),
  ...inert("keys", "indexOf", "lastIndexOf", "includes", "toLocaleString"),
};
