/**
 * `Array.prototype`: methods that change the array. The shadow is changed back by the mirror operation.
 */
import { asNumber } from "../operations.ts";
import { NO_COTANGENTS, type ActiveRule } from "../rule.ts";
import {
  accumulate,
  cellsOf,
  ensure,
  nativeOf,
  onArrays,
  relative,
  run,
  take,
  takeWritten,
  type RuleTable,
  type When,
} from "./native.ts";
import { isNumberArray } from "../shadow.ts";
import { sortRule } from "./sort.ts";

const proto = Array.prototype;
const natives = {
  push: nativeOf(proto, "push"),
  pop: nativeOf(proto, "pop"),
  shift: nativeOf(proto, "shift"),
  unshift: nativeOf(proto, "unshift"),
  splice: nativeOf(proto, "splice"),
  fill: nativeOf(proto, "fill"),
  copyWithin: nativeOf(proto, "copyWithin"),
  reverse: nativeOf(proto, "reverse"),
};

const push: ActiveRule = {
  when: onArrays,
  forward(tape, { self, args }) {
    const array = self as unknown[];
    tape.touch(array);
    tape.push(array.length);
    tape.push(args.length);
    tape.record(array);
    // A class of the program's may have a `push` of its own, which is not meant here.
    if (args.length !== 1 || array.push !== natives.push) return run(natives.push, array, args);
    return array.push(args[0]);
  },
  pullback(tape) {
    const cells = cellsOf(tape, tape.recall()) as number[] | undefined;
    const count = tape.pop();
    const length = tape.pop();
    if (cells === undefined) return NO_COTANGENTS;
    if (count === 1) {
      const d = cells[length] ?? 0;
      if (cells.length > length) cells.length = length;
      return [d];
    }
    const given: number[] = [];
    for (let i = 0; i < count; i++) given.push(cells[length + i] ?? 0);
    if (cells.length > length) cells.length = length;
    return given;
  },
};

const pop: ActiveRule = {
  when: onArrays,
  forward(tape, { self }) {
    const array = self as unknown[];
    tape.touch(array);
    tape.push(array.length);
    tape.record(array);
    return run(natives.pop, array, []);
  },
  pullback(tape, dy) {
    const cells = cellsOf(tape, tape.recall());
    const length = tape.pop();
    if (length > 0) accumulate(cells, length - 1, dy);
    return NO_COTANGENTS;
  },
};

const shift: ActiveRule = {
  when: onArrays,
  forward(tape, { self }) {
    const array = self as unknown[];
    tape.touch(array);
    tape.push(array.length);
    tape.record(array);
    return run(natives.shift, array, []);
  },
  pullback(tape, dy) {
    const cells = cellsOf(tape, tape.recall()) as number[] | undefined;
    if (tape.pop() > 0) cells?.unshift(dy);
    return NO_COTANGENTS;
  },
};

const unshift: ActiveRule = {
  when: onArrays,
  forward(tape, { self, args }) {
    tape.touch(self);
    tape.push(args.length);
    tape.record(self);
    return run(natives.unshift, self, args);
  },
  pullback(tape) {
    const cells = cellsOf(tape, tape.recall()) as number[] | undefined;
    const count = tape.pop();
    if (cells === undefined) return NO_COTANGENTS;
    ensure(cells, count);
    return cells.splice(0, count);
  },
};

const splice: ActiveRule = {
  when: onArrays,
  forward(tape, { self, args }) {
    const array = self as unknown[];
    const start = relative(args[0], array.length, 0);
    tape.touch(array);
    const removed = tape.made(run(natives.splice, array, args) as unknown[]);
    tape.push(start);
    tape.push(removed.length);
    tape.push(Math.max(0, args.length - 2));
    tape.record(removed);
    tape.record(array);
    return removed;
  },
  pullback(tape) {
    const cells = cellsOf(tape, tape.recall()) as number[] | undefined;
    const removed = cellsOf(tape, tape.recall());
    const inserted = tape.pop();
    const count = tape.pop();
    const start = tape.pop();
    if (cells === undefined) return NO_COTANGENTS;
    ensure(cells, start + inserted);
    const before: number[] = [];
    for (let i = 0; i < count; i++) before.push(removed?.[i] ?? 0);
    return [0, 0, ...cells.splice(start, inserted, ...before)];
  },
};

/** Also for typed arrays. */
export const fill = (native: (...args: never[]) => unknown, when: When): ActiveRule => ({
  when,
  forward(tape, { self, args, site }) {
    if (isNumberArray(self)) asNumber(tape, site, args[0]);
    const { length } = self as ArrayLike<unknown>;
    tape.touch(self);
    const start = relative(args[1], length, 0);
    tape.push(start);
    tape.push(Math.max(start, relative(args[2], length, length)));
    tape.record(self);
    return run(native, self, args);
  },
  pullback(tape) {
    const cells = cellsOf(tape, tape.recall());
    const end = tape.pop();
    const start = tape.pop();
    let dv = 0;
    for (let i = start; i < end; i++) dv += takeWritten(cells, i);
    return [dv];
  },
});

/** Also for typed arrays. */
export const copyWithin = (native: (...args: never[]) => unknown, when: When): ActiveRule => ({
  when,
  forward(tape, { self, args }) {
    const { length } = self as ArrayLike<unknown>;
    tape.touch(self);
    const to = relative(args[0], length, 0);
    const from = relative(args[1], length, 0);
    const end = relative(args[2], length, length);
    tape.push(to);
    tape.push(from);
    tape.push(Math.max(0, Math.min(end - from, length - to)));
    tape.record(self);
    return run(native, self, args);
  },
  pullback(tape) {
    const cells = cellsOf(tape, tape.recall());
    const count = tape.pop();
    const from = tape.pop();
    const to = tape.pop();
    const moved: number[] = [];
    for (let i = 0; i < count; i++) moved.push(take(cells, to + i));
    for (let i = 0; i < count; i++) accumulate(cells, from + i, moved[i] ?? 0);
    return NO_COTANGENTS;
  },
});

/** Also for typed arrays. */
export const reverse = (native: (...args: never[]) => unknown, when: When): ActiveRule => ({
  when,
  forward(tape, { self, args }) {
    tape.touch(self);
    tape.push((self as ArrayLike<unknown>).length);
    tape.record(self);
    return run(native, self, args);
  },
  pullback(tape) {
    const cells = cellsOf(tape, tape.recall());
    const length = tape.pop();
    for (let i = 0, j = length - 1; i < j; i++, j--) {
      const d = take(cells, i);
      accumulate(cells, i, take(cells, j));
      accumulate(cells, j, d);
    }
    return NO_COTANGENTS;
  },
});

export const arrayStructure: RuleTable = {
  push,
  pop,
  shift,
  unshift,
  splice,
  fill: fill(natives.fill, onArrays),
  copyWithin: copyWithin(natives.copyWithin, onArrays),
  reverse: reverse(natives.reverse, onArrays),
  sort: sortRule(onArrays, false),
};
