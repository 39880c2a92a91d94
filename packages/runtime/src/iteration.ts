/**
 * What `for (const x of xs)` needs: the items' cotangents go back to where the items came from.
 *
 *   forward   const it = iterate(tape, xs); for (const x of it) { … }
 *   reverse   const steps = $.steps(tape, it); steps.back(n, dx)    for n from the last item to item 0
 *
 * Arrays and typed arrays are iterated as they are. Maps, Sets and their iterators go through a `Walked`.
 */
import { carries } from "./carries.ts";
import { NotDifferentiableError } from "./errors.ts";
import type { Frame } from "./frame.ts";
import { accumulate, type Cells } from "./rules/native.ts";
import { addTo, isNumberArray, OF_KEYS, type AnyShadow, type MapShadow } from "./shadow.ts";
import { keyOf, newSource, sourceOf } from "./sources.ts";
import { closing, isMarkedIterable, step, Stepped, StepsBack, type Between } from "./stepping.ts";
import type { Tape } from "./tape.ts";
import { readBack } from "./texts.ts";

const arrayValues: unknown = Array.prototype[Symbol.iterator];
const arrayIterator = Object.getPrototypeOf([][Symbol.iterator]()) as { next: unknown };
const arrayNext = arrayIterator.next;
const typedValues: unknown = (Object.getPrototypeOf(Float64Array.prototype) as { [Symbol.iterator]: unknown })[
  Symbol.iterator
];

/** What an iteration gives of each element. */
export type Gives = "keys" | "values" | "entries";

/** Where the items of an iterable come from. */
export type Origin =
  | { readonly kind: "array"; readonly source: object; readonly gives: Gives }
  | { readonly kind: "map"; readonly source: Map<unknown, unknown>; readonly gives: Gives }
  | { readonly kind: "set"; readonly source: Set<unknown>; readonly gives: Gives }
  | { readonly kind: "constant" };

/** Is it iterated by index, untouched? */
export function isPlainArray(xs: unknown): xs is unknown[] {
  if (arrayIterator.next !== arrayNext) return false;
  if (Array.isArray(xs)) return xs[Symbol.iterator] === arrayValues;
  return isNumberArray(xs) && xs[Symbol.iterator] === typedValues;
}

/** Is it an array, or a typed array of numbers, whose method of that name is the language's own? One that makes a list makes an array. */
export function isListWith(xs: unknown, method: keyof typeof arrayMethods): boolean {
  const methods = xs as Readonly<Record<string, unknown>>;
  if (Array.isArray(xs))
    return methods[method] === arrayMethods[method] && (!(method in making) || xs.constructor === Array);
  return isNumberArray(xs) && methods[method] === typedMethods[method];
}

/** The same, of a list that has all of its items. */
export function isDenseList(xs: unknown, method: "reduce" | "forEach" | "map"): boolean {
  if (!isListWith(xs, method)) return false;
  if (!Array.isArray(xs)) return true;
  for (let i = 0; i < xs.length; i++) if (!(i in xs)) return false; // a getter is not asked
  return true;
}

const { reduce, forEach, map, filter, slice, push, fill } = Array.prototype as unknown as Record<string, unknown>;
const making = { map, filter, slice };
const arrayMethods = { reduce, forEach, push, fill, ...making };
const typedPrototype = Object.getPrototypeOf(Float64Array.prototype) as Readonly<Record<string, unknown>>;
const typedMethods: Readonly<Record<string, unknown>> = {
  reduce: typedPrototype["reduce"],
  forEach: typedPrototype["forEach"],
  fill: typedPrototype["fill"],
  set: typedPrototype["set"],
};

const { from: arrayFrom } = Array as unknown as Record<string, unknown>;
const { from: typedFrom } = Float64Array as unknown as Record<string, unknown>; // one for all of them

/** Is it the `from` of arrays, or of typed arrays, as the language has it? */
export const isNativeFrom = (from: unknown): boolean => from === arrayFrom || from === typedFrom;

const { assign }: { readonly assign: unknown } = Object;

/** Is it the `Object.assign` that the language has? */
export const isNativeAssign = (f: unknown): boolean => f === assign;

/** An iterable that gives the items of `xs`, and can be reversed. `frame`, `position`: of a tracked function, between the turns. */
export function iterate(tape: Tape, xs: unknown, frame?: Frame, position = 0): Iterable<unknown> {
  if (typeof xs === "string" || isPlainArray(xs)) return xs as Iterable<unknown>;
  const between = frame && { frame, position };
  if (isMarkedIterable(tape, xs)) return new Stepped(tape, xs, between);
  return new Walked(tape, xs as Iterable<unknown>, between);
}

/** A Map, Set or iterator being iterated, with the key of each item. */
export class Walked implements Iterable<unknown> {
  readonly origin: Origin;
  /** Of each item: its index in an array, its key in a Map, itself in a Set. */
  readonly keys: unknown[] = [];
  /** Of each entry `[key, value]`: the pair. */
  readonly pairs: object[] = [];
  private readonly tape: Tape;
  private readonly xs: Iterable<unknown>;
  private readonly between: Between | undefined;

  constructor(tape: Tape, xs: Iterable<unknown>, between?: Between) {
    this.tape = tape;
    this.xs = xs;
    this.between = between;
    this.origin = originOf(tape, xs);
  }

  [Symbol.iterator](): Iterator<unknown> {
    const { keys, pairs, tape, origin, between } = this;
    const begin = this.xs[Symbol.iterator] as unknown;
    if (typeof begin !== "function") throw new TypeError(`${typeof this.xs} is not iterable`);
    const iterator = begin.call(this.xs) as Iterator<unknown>;
    const source = sourceOf(tape, iterator) ?? newSource(origin);
    const note = (item: unknown): void => {
      if (origin.kind === "constant") return;
      if (origin.gives === "entries") {
        pairs.push(tape.made(item as [unknown, unknown]));
        keys.push((item as [unknown, unknown])[0]);
      } else keys.push(keyOf(tape, source, item));
    };
    return {
      next: () => {
        const result = step(tape, between, true, () => iterator.next());
        if (result.done !== true) note(result.value);
        return result;
      },
      return: (value?: unknown) => closing(tape, () => iterator.return?.(value)) ?? { done: true, value },
    };
  }
}

function originOf(tape: Tape, xs: unknown): Origin {
  const source = sourceOf(tape, xs);
  if (source !== undefined) return source.origin;
  if (xs instanceof Map && xs[Symbol.iterator] === mapEntries) return { kind: "map", source: xs, gives: "entries" };
  if (xs instanceof Set && xs[Symbol.iterator] === setValues) return { kind: "set", source: xs, gives: "values" };
  if (isListLike(xs)) return { kind: "array", source: xs, gives: "values" };
  // What is no iterable at all is a TypeError of the program's.
  const isIterable =
    typeof xs === "object" && xs !== null && typeof (xs as Partial<Set<unknown>>)[Symbol.iterator] === "function";
  if (isIterable && !tape.isDropped && carries(tape, xs)) {
    throw new NotDifferentiableError(
      "an iterable that may carry a derivative is iterated by code that the sweep cannot see.",
      {
        advice: "Iterate an array, a Map or a Set.",
      },
    );
  }
  return { kind: "constant" };
}

/** Has it a length and elements, `arguments` say, and is iterated as arrays are? */
const isListLike = (xs: unknown): xs is object =>
  typeof xs === "object" &&
  xs !== null &&
  (xs as Partial<Set<unknown>>)[Symbol.iterator] === arrayValues &&
  arrayIterator.next === arrayNext;

const mapEntries: unknown = Map.prototype[Symbol.iterator];
const setValues: unknown = Set.prototype[Symbol.iterator];

/** Gives items' cotangents back. */
export interface Steps {
  /** Item n has the cotangent dx (0 if it is no number). */
  back(n: number, dx: number): void;
}

/** The reverse of an iteration. */
export function steps(tape: Tape, it: unknown): Steps {
  if (it instanceof Stepped) return new StepsBack(tape, it);
  if (!(it instanceof Walked)) return new ArraySteps(tape.shadow(it));
  return it.origin.kind === "constant" ? CONSTANT : new WalkedSteps(tape, it);
}

/** The reverse of an iteration whose items carry nothing: what the iterable's own methods did is taken back. */
export function iterated(tape: Tape, it: unknown): void {
  if (!(it instanceof Stepped)) return;
  const walk = new StepsBack(tape, it);
  for (let n = it.results.length - 1; n >= 0; n--) walk.back(n, 0);
}

const CONSTANT: Steps = { back: () => undefined };

class ArraySteps implements Steps {
  private readonly shadow: number[] | Float64Array | undefined;

  constructor(shadow: AnyShadow | undefined) {
    this.shadow = shadow as number[] | Float64Array | undefined;
  }

  back(n: number, dx: number): void {
    const { shadow } = this;
    if (shadow !== undefined) shadow[n] = (shadow[n] ?? 0) + dx;
  }
}

class WalkedSteps implements Steps {
  private readonly tape: Tape;
  private readonly it: Walked;

  constructor(tape: Tape, it: Walked) {
    this.tape = tape;
    this.it = it;
  }

  back(n: number, dx: number): void {
    const { tape, it } = this;
    giveBack(tape, it.origin, it.keys[n], it.pairs[n], dx);
  }
}

/** Takes the cotangent of one item, or those of its pair, to where it came from: the element with this key. */
export function giveBack(tape: Tape, origin: Origin, key: unknown, pair: object | undefined, dx: number): void {
  if (origin.kind === "constant") return;
  const shadow = tape.shadow(origin.source);
  if (shadow === undefined) return;
  const [first = 0, second = 0] = pair === undefined ? [dx, dx] : (tape.shadow(pair) as number[]);
  if (origin.kind === "array") {
    if (origin.gives !== "keys") accumulate(shadow as Cells, key as number, second);
  } else if (origin.kind === "set") {
    addTo(shadow as Map<unknown, number>, key, pair === undefined ? dx : first + second);
  } else {
    const ofKeys = (shadow as MapShadow)[OF_KEYS];
    if (origin.gives !== "keys") addTo(shadow as MapShadow, key, second);
    if (origin.gives === "values") return;
    if (typeof key === "number") addTo(ofKeys, key, first);
    else if (first !== 0 && tape.texts?.isLost(key) === true) throw readBack();
  }
}
