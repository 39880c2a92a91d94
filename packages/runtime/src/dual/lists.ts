/** What the duals of lists ask for, and what carries no tangent: lengths, orders, items of strings. */
import { NotDifferentiableError } from "../errors.ts";
import { isPlainArray } from "../iteration.ts";
import { isKeys } from "../operations.ts";
import { byNumber } from "../rules/native.ts";
import { isNumberArray } from "../shadow.ts";
import { state } from "../state.ts";
import { shared } from "../store.ts";
import { newlyMade } from "./shadows.ts";

export const isList = (value: unknown): value is unknown[] => isPlainArray(value);

export const zeros = (n: number): unknown[] => newlyMade(new Array<unknown>(n).fill(0));

/** The length that a shadow is to have: that of an array of integers is empty, and stays so. */
export const lengthOf = (list: unknown): number => (Array.isArray(list) ? list.length : -1);

type Compare = (a: unknown, b: unknown) => number;

/** The indices of the elements that are compared, and those of the others. A typed array is sorted in a way of its own. */
export function indicesToSort(list: readonly unknown[]): { defined: number[] | Float64Array; last: number[] } {
  const order = Array.from(list, (_, i) => i).filter((i) => !Array.isArray(list) || i in list);
  const defined = order.filter((i) => list[i] !== undefined);
  const last = order.filter((i) => list[i] === undefined);
  return { defined: newlyMade(Array.isArray(list) ? defined : Float64Array.from(defined)), last };
}

/** Where each element of the sorted list comes from, as the engine sorts. */
export function orderOf(list: readonly unknown[], compare: unknown): number[] {
  const { defined, last } = indicesToSort(list);
  const by: Compare =
    compare === undefined
      ? isNumberArray(list)
        ? byNumber
        : (a, b) => (String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0)
      : (compare as Compare);
  defined.sort((i, j) => by(list[i], list[j]));
  return [...defined, ...last];
}

/** Of what else there are no tangents in code that is differentiated. */
export function requireNumbers(value: unknown): void {
  if (typeof value === "number" || value instanceof Float64Array) return;
  if (isList(value)) {
    value.forEach(requireNumbers);
    return;
  }
  throw new NotDifferentiableError(
    "jvp, in code that is differentiated, gives tangents of numbers and arrays of them.",
    {
      advice: "Return the numbers in an array.",
    },
  );
}

/** The items of something that holds no numbers that move. */
export function constantItems(items: unknown): unknown[] {
  if (typeof items === "string") return Array.from(items);
  if (isKeys(items)) return [...items];
  if (items === null || items === undefined || !(Symbol.iterator in Object(items)))
    throw new TypeError(`${String(items)} is not iterable`);
  throw new NotDifferentiableError("an iterator is taken apart where tangents are followed.", {
    advice: "Use an array, a Map or a Set there.",
  });
}

/** Whether an object still has a key that a `for … in` has found. */
export const hasKey = (o: unknown, key: string): boolean =>
  (typeof o !== "object" && typeof o !== "function") || o === null || key in o;

/** Lists that stand for iterators, and what these go over. */
const snapshots = /* @__PURE__ */ shared(
  "snapshots",
  () => new WeakMap<readonly unknown[], () => Iterator<unknown, unknown>>(),
);

/** Notes that a list stands for an iterator: it is asked for `next`, too, may be asked whether it has one, and gives its text. */
export function noteSnapshot(list: readonly unknown[], source: object, name: "keys" | "values" | "entries"): void {
  const iterate = (): Iterator<unknown, unknown> => (source as Map<unknown, unknown>)[name]();
  Object.defineProperty(list, "next", { value: next });
  Object.defineProperty(list, "toString", { value: () => Object.prototype.toString.call(iterate()) });
  snapshots.set(list, iterate);
}

const taken = /* @__PURE__ */ shared("snapshots taken", () => new WeakSet<object>());

interface Stepped {
  readonly source: Iterator<unknown, unknown>;
  count: number;
}

const stepped = /* @__PURE__ */ shared("snapshots stepped through", () => new WeakMap<object, Stepped>());

export const isSnapshot = (list: unknown): boolean => snapshots.has(list as readonly unknown[]);

/** Its dual is among those of natives. */
export const next = /* @__PURE__ */ shared(
  "step of a snapshot",
  () =>
    function next(this: readonly unknown[]): IteratorResult<unknown, undefined> {
      const i = stepOf(this);
      return i < 0 ? { value: undefined, done: true } : { value: this[i], done: false };
    },
);

/** One step of an iterator for which a list stands: the index of its item, -1 where there are no more. */
export function stepOf(list: readonly unknown[]): number {
  let known = stepped.get(list);
  if (known === undefined) {
    if (taken.has(list)) throw twice();
    const source = (snapshots.get(list) as () => Iterator<unknown, unknown>)();
    stepped.set(list, (known = { source, count: 0 }));
  }
  const { value, done } = known.source.next();
  const isOver = known.count === list.length;
  if ((done === true) !== isOver || (!isOver && !isSame(value, list[known.count]))) throw changed();
  return isOver ? -1 : known.count++;
}

/** A list that stands for an iterator is gone through once, while what that goes over is as it was. */
export function takeSnapshot(list: unknown[]): void {
  if (!snapshots.has(list)) return;
  if (taken.has(list) || stepped.has(list)) throw twice();
  taken.add(list);
  requireAllSame(list);
}

const twice = (): NotDifferentiableError =>
  new NotDifferentiableError("an iterator is gone through twice where tangents are followed.", {
    advice: "Take its items at once: [...iterator].",
  });

const isEntry = (e: unknown): e is readonly [unknown, unknown] => Array.isArray(e) && e.length === 2;

const isSame = (a: unknown, b: unknown): boolean =>
  Object.is(a, b) || (isEntry(a) && isEntry(b) && Object.is(a[0], b[0]) && Object.is(a[1], b[1]));

/** Goes over a Map, a Set or what an iterator goes over, beside a list of their items; of other lists there is none. */
const iteratorOf = (source: unknown): Iterator<unknown, unknown> | undefined =>
  source instanceof Map || source instanceof Set
    ? (source as Iterable<unknown, unknown>)[Symbol.iterator]()
    : snapshots.get(source as readonly unknown[])?.();

/** What a loop goes over, in the turn of its first item. */
export function beginTurns(source: unknown): Iterator<unknown, unknown> | undefined {
  const turns = iteratorOf(source);
  turns?.next();
  return turns;
}

/** A loop goes over a list of what there was in the beginning: throws where its next turn, the i-th, has another item by now. */
export function requireSame(turns: Iterator<unknown, unknown> | undefined, items: readonly unknown[], i: number): void {
  if (turns === undefined) return;
  const { value, done } = turns.next();
  if (done === true ? i < items.length : i >= items.length || !isSame(value, items[i])) throw changed();
}

/** Throws where there are other items by now. */
function requireAllSame(source: readonly unknown[]): void {
  const turns = iteratorOf(source);
  for (let i = 0; i <= source.length; i++) requireSame(turns, source, i);
}

const changed = (): NotDifferentiableError =>
  new NotDifferentiableError("a Map, Set or list is changed while a loop goes over it, where tangents are followed.", {
    advice: "Go over a copy: [...map].",
  });

/** The keys of a Map have no tangents: throws where one is a number that may move. */
export function requireStillKey(key: unknown, tangent: unknown): void {
  if (typeof key !== "number" || tangent === undefined) return;
  const isFollowed = state.tape?.isDropped === false && !Number.isInteger(key);
  if (tangent === 0 && !isFollowed) return;
  throw new NotDifferentiableError("a number that may move is the key of a Map, where tangents are followed.", {
    advice: "Use another key, and keep the number in the value.",
  });
}
