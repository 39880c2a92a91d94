/**
 * `Array.prototype`: methods that read the array, or copy its elements into another.
 */
import { NO_COTANGENTS, type ActiveRule, type Call } from "../rule.ts";
import type { Gives, Origin } from "../iteration.ts";
import { setSource } from "../sources.ts";
import { gathered, gatherPullback, type Piece } from "./gather.ts";
import {
  accumulate,
  cellsOf,
  nativeOf,
  onArrays,
  onLists,
  relative,
  run,
  inert,
  type RuleTable,
  type When,
} from "./native.ts";
import { textOfList } from "./numbers.ts";
import { toSortedRule } from "./sort.ts";

type Native = (...args: never[]) => unknown;

/** A rule from where the result's elements come from. */
export function gather(native: Native, when: When, piecesOf: (call: Call) => readonly Piece[]): ActiveRule {
  return {
    when,
    forward(tape, call) {
      const pieces = piecesOf(call);
      return gathered(tape, run(native, call.self, call.args) as object, pieces);
    },
    pullback: gatherPullback,
  };
}

/** `at`, also for typed arrays. */
export function at(when: When): ActiveRule {
  return {
    when,
    forward(tape, { self, args }) {
      const array = self as unknown[];
      const i = Math.trunc(Number(args[0])) || 0;
      const index = i < 0 ? array.length + i : i;
      tape.push(index);
      tape.record(array);
      return index >= 0 ? array[index] : undefined;
    },
    pullback(tape, dy) {
      const cells = cellsOf(tape, tape.recall());
      const index = tape.pop();
      if (dy !== 0 && index >= 0) accumulate(cells, index, dy);
      return NO_COTANGENTS;
    },
  };
}

/** `slice`, also for typed arrays. */
export function slice(native: Native, when: When): ActiveRule {
  return gather(native, when, ({ self, args }) => {
    const { length } = self as ArrayLike<unknown>;
    const from = relative(args[0], length, 0);
    return [{ source: self as object, from, length: Math.max(0, relative(args[1], length, length) - from) }];
  });
}

/** `toReversed`, also for typed arrays. */
export function toReversed(native: Native, when: When): ActiveRule {
  return {
    when,
    forward(tape, { self, args }) {
      const { length } = self as ArrayLike<unknown>;
      const order = Array.from({ length }, (_, k) => length - 1 - k);
      return gathered(tape, run(native, self, args) as object, { source: self as object, order });
    },
    pullback: gatherPullback,
  };
}

/** `with`, also for typed arrays. */
export function withRule(native: Native, when: When): ActiveRule {
  return gather(native, when, ({ self, args }) => {
    const source = self as object;
    const { length } = self as ArrayLike<unknown>;
    const i = Math.trunc(Number(args[0])) || 0;
    const index = i < 0 ? length + i : i;
    return [
      { source, from: 0, length: index },
      { from: 1, length: 1 },
      { source, from: index + 1, length: length - index - 1 },
    ];
  });
}

/** `keys`, `values`, `entries`: iterators that are known to read from the container. */
export function iterator(proto: object, gives: Gives, kind: "array" | "map" | "set"): ActiveRule {
  const native = nativeOf(proto, gives);
  return {
    forward: (tape, { self, args }) =>
      setSource(tape, run(native, self, args) as object, { kind, source: self, gives } as Origin),
    pullback: () => NO_COTANGENTS,
  };
}

/** Does `concat` take it apart? */
export function isSpreadable(item: unknown): item is unknown[] {
  if (typeof item !== "object" || item === null) return false;
  const flag = (item as { [Symbol.isConcatSpreadable]?: unknown })[Symbol.isConcatSpreadable];
  return flag === undefined ? Array.isArray(item) : Boolean(flag);
}

const proto = Array.prototype;

const concat = gather(nativeOf(proto, "concat"), onArrays, ({ self, args }) =>
  [self, ...args].map((item, k): Piece =>
    isSpreadable(item) ? { source: item, from: 0, length: item.length } : { from: k - 1, length: 1 },
  ),
);

function flattened(array: readonly unknown[], depth: number, pieces: Piece[]): Piece[] {
  for (let i = 0; i < array.length; i++) {
    if (!(i in array)) continue;
    const item = array[i];
    if (depth > 0 && Array.isArray(item)) flattened(item, depth - 1, pieces);
    else pieces.push({ source: array, from: i, length: 1 });
  }
  return pieces;
}

const flat = gather(nativeOf(proto, "flat"), onArrays, ({ self, args }) =>
  flattened(self as unknown[], args[0] === undefined ? 1 : Math.trunc(Number(args[0])) || 0, []),
);

const toSpliced = gather(nativeOf(proto, "toSpliced"), onArrays, ({ self, args }) => {
  const source = self as unknown[];
  const start = relative(args[0], source.length, 0);
  const rest = source.length - start;
  const asked = args.length === 0 ? 0 : args.length === 1 ? rest : Math.trunc(Number(args[1])) || 0;
  const end = start + Math.min(Math.max(asked, 0), rest);
  return [
    { source, from: 0, length: start },
    { from: 2, length: Math.max(0, args.length - 2) },
    { source, from: end, length: source.length - end },
  ];
});

export const arrayCopies: RuleTable = {
  at: at(onArrays),
  slice: slice(nativeOf(proto, "slice"), onLists),
  concat,
  flat,
  toReversed: toReversed(nativeOf(proto, "toReversed"), onArrays),
  toSorted: toSortedRule(onArrays, false),
  toSpliced,
  with: withRule(nativeOf(proto, "with"), onArrays),
  values: iterator(proto, "values", "array"),
  entries: iterator(proto, "entries", "array"),
  join: textOfList(nativeOf(proto, "join")),
  toString: textOfList(nativeOf(proto, "toString")),
  ...inert("keys", "indexOf", "lastIndexOf", "includes", "toLocaleString"),
};
