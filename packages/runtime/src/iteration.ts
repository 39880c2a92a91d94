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
import { isNumberArray, type AnyShadow } from "./shadow.ts";
import { sourceOf } from "./sources.ts";
import { isMarkedIterable, Stepped, StepsBack } from "./stepping.ts";
import type { Tape } from "./tape.ts";

const arrayValues: unknown = Array.prototype[Symbol.iterator];
const arrayIterator = Object.getPrototypeOf([][Symbol.iterator]()) as { next: unknown };
const arrayNext = arrayIterator.next;
const typedValues: unknown = (Object.getPrototypeOf(Float64Array.prototype) as { [Symbol.iterator]: unknown })[
  Symbol.iterator
];

/** Where the items of an iterable come from. */
export type Origin =
  | { readonly kind: "array"; readonly source: object; readonly entries: boolean }
  | { readonly kind: "map"; readonly source: Map<unknown, unknown>; readonly entries: boolean }
  | { readonly kind: "set"; readonly source: Set<unknown>; readonly entries: boolean }
  | { readonly kind: "constant" };

/** Is it iterated by index, untouched? */
export function isPlainArray(xs: unknown): xs is unknown[] {
  if (arrayIterator.next !== arrayNext) return false;
  if (Array.isArray(xs)) return xs[Symbol.iterator] === arrayValues;
  return isNumberArray(xs) && xs[Symbol.iterator] === typedValues;
}

/** An iterable that gives the items of `xs`, and can be reversed. */
export function iterate(tape: Tape, xs: unknown): Iterable<unknown> {
  if (typeof xs === "string" || isPlainArray(xs)) return xs as Iterable<unknown>;
  if (isMarkedIterable(xs)) return new Stepped(tape, xs);
  return new Walked(tape, xs as Iterable<unknown>);
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

  constructor(tape: Tape, xs: Iterable<unknown>) {
    this.tape = tape;
    this.xs = xs;
    this.origin = originOf(tape, xs);
  }

  [Symbol.iterator](): Iterator<unknown> {
    const { keys, pairs, tape, origin } = this;
    const iterator = this.xs[Symbol.iterator]();
    const source = sourceOf(tape, iterator);
    const counter = source ?? { next: 0 };
    const note = (item: unknown): void => {
      if (origin.kind === "constant") return;
      const position = counter.next++;
      if (origin.entries) {
        pairs.push(tape.made(item as [unknown, unknown]));
        keys.push((item as [unknown, unknown])[0]);
      } else {
        keys.push(
          origin.kind === "array" ? position : origin.kind === "set" ? item : this.keysOf(origin.source).next().value,
        );
      }
    };
    return {
      next: () => {
        const step = iterator.next();
        if (step.done !== true) note(step.value);
        return step;
      },
      return: (value?: unknown) => iterator.return?.(value) ?? { done: true, value },
    };
  }

  private live: Iterator<unknown> | undefined = undefined;
  private keysOf(map: Map<unknown, unknown>): Iterator<unknown> {
    // Beside map.values() walks map.keys(), which sees the same insertions and deletions.
    return (this.live ??= map.keys());
  }
}

function originOf(tape: Tape, xs: unknown): Origin {
  const source = sourceOf(tape, xs);
  if (source !== undefined) return source.origin;
  if (xs instanceof Map && xs[Symbol.iterator] === mapEntries) return { kind: "map", source: xs, entries: true };
  if (xs instanceof Set && xs[Symbol.iterator] === setValues) return { kind: "set", source: xs, entries: false };
  if (typeof xs === "object" && xs !== null && carries(tape, xs)) {
    throw new NotDifferentiableError(
      "an iterable that may carry a derivative is iterated by code that the sweep cannot see.",
      {
        advice: "Iterate an array, a Map or a Set.",
      },
    );
  }
  return { kind: "constant" };
}

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
  return it.origin.kind === "constant" ? CONSTANT : new WalkedSteps(tape, it, tape.shadow(it.origin.source));
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
  private readonly shadow: AnyShadow | undefined;

  constructor(tape: Tape, it: Walked, shadow: AnyShadow | undefined) {
    this.tape = tape;
    this.it = it;
    this.shadow = shadow;
  }

  back(n: number, dx: number): void {
    const { shadow, it } = this;
    if (shadow === undefined) return;
    const pair = it.pairs[n];
    const d = pair === undefined ? dx : ((this.tape.shadow(pair) as number[])[1] ?? 0);
    const key = it.keys[n];
    if (shadow instanceof Map) shadow.set(key, (shadow.get(key) ?? 0) + d);
    else (shadow as number[])[key as number] = ((shadow as number[])[key as number] ?? 0) + d;
  }
}
