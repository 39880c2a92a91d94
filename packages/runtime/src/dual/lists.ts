/** What the duals of lists ask for, and what carries no tangent: lengths, orders, items of strings. */
import { NotDifferentiableError } from "../errors.ts";
import { isPlainArray } from "../iteration.ts";
import { isKeys } from "../operations.ts";
import { byNumber } from "../rules/native.ts";
import { isNumberArray } from "../shadow.ts";
import { state } from "../state.ts";
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

/** The keys of a Map have no tangents: throws where one is a number that may move. */
export function requireStillKey(key: unknown, tangent: unknown): void {
  if (typeof key !== "number" || tangent === undefined) return;
  const isFollowed = state.tape?.isDropped === false && !Number.isInteger(key);
  if (tangent === 0 && !isFollowed) return;
  throw new NotDifferentiableError("a number that may move is the key of a Map, where tangents are followed.", {
    advice: "Use another key, and keep the number in the value.",
  });
}
