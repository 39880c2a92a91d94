/**
 * Implicit parameters, and their gradients, by the identity of the objects that hold the numbers.
 */
import { state } from "./state.ts";
import { BadArgumentError } from "./errors.ts";
import type { Gradient } from "./gradient-types.ts";
import { brand } from "./is-params.ts";
import { combine, mapNumbers, numbersIn, replaceNumbers } from "./leaves.ts";

/**
 * A set of parameters: arrays, typed arrays, objects, Maps.
 *
 * @example
 * const params = new Params([layer.W, layer.b]);
 * const grads = gradient(() => loss(layer), params);
 * grads.get(layer.W);
 */
export class Params implements Iterable<object> {
  private readonly members = new Set<object>();

  constructor(iterable: Iterable<object> = []) {
    Object.defineProperty(this, brand, { value: gradsOf });
    if (typeof (iterable as Partial<Iterable<object>> | null)?.[Symbol.iterator] !== "function") {
      throw new BadArgumentError("Params takes an iterable of objects that hold numbers: new Params([W, b]).");
    }
    for (const param of iterable) this.add(param);
  }

  /** Adds a parameter. @throws BadArgumentError for a number: nothing would be updated */
  add(param: object): this {
    if (!isObject(param)) {
      throw new BadArgumentError(`a parameter is an object that holds numbers, not ${typeof param}.`, {
        advice: "Put the number into an array or an object.",
      });
    }
    this.members.add(param);
    return this;
  }

  delete(param: object): boolean {
    return this.members.delete(param);
  }

  has(param: object): boolean {
    return this.members.has(param);
  }

  get size(): number {
    return this.members.size;
  }

  [Symbol.iterator](): Iterator<object> {
    return this.members[Symbol.iterator]();
  }

  /** All numbers, in order. */
  toVector(): Float64Array {
    return Float64Array.from(numbersIn(this.members));
  }

  /** Writes numbers in the order of `toVector` back. @throws BadArgumentError when there are too few or too many */
  fromVector(vector: ArrayLike<number>): void {
    const { length } = numbersIn(this.members);
    if (vector.length !== length) {
      throw new BadArgumentError(
        `the parameters hold ${String(length)} numbers, and the vector has ${String(vector.length)}.`,
      );
    }
    if (!Array.from(vector).every((x) => typeof x === "number"))
      throw new BadArgumentError("a vector holds nothing but numbers.");
    let i = 0;
    replaceNumbers(this.members, () => vector[i++] ?? 0);
  }
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

/**
 * The gradients of parameters. Fresh at each call.
 *
 * @example
 * for (const [param, g] of grads) descend(param, g);
 */
export class Grads implements Iterable<[object, unknown]> {
  private readonly entries: Map<object, unknown>;

  constructor(entries: Iterable<readonly [object, unknown]>) {
    this.entries = new Map(entries);
  }

  /** The gradient of a parameter; zeros when it was not used. @throws BadArgumentError when it is no parameter */
  get<P extends object>(param: P): Gradient<P> {
    if (!this.entries.has(param)) {
      throw new BadArgumentError("this object is none of the parameters that the gradient was taken for.", {
        advice: "Add it to the Params first; objects are told apart by identity.",
      });
    }
    return this.entries.get(param) as Gradient<P>;
  }

  has(param: object): boolean {
    return this.entries.has(param);
  }

  /** The parameters, in order. */
  get params(): object[] {
    return [...this.entries.keys()];
  }

  [Symbol.iterator](): Iterator<[object, unknown]> {
    return this.entries[Symbol.iterator]();
  }

  /** Gradients whose numbers went through `fn`. */
  map(fn: (g: number) => number): Grads {
    return new Grads([...this].map(([param, g]) => [param, mapNumbers(g, fn)]));
  }

  /** The sum of both, of the same parameters. */
  add(other: Grads): Grads {
    return new Grads([...this].map(([param, g]) => [param, combine(g, other.get(param), (a, b) => a + b)]));
  }

  scale(k: number): Grads {
    if (typeof k !== "number") throw new BadArgumentError("scale needs a number.");
    return this.map((g) => k * g);
  }

  /** All numbers, in the order of `Params.toVector`. */
  toVector(): Float64Array {
    return Float64Array.from(numbersIn(this.entries.values()));
  }
}

const gradsOf = (entries: Iterable<readonly [object, unknown]>): Grads => new Grads(entries);

// They keep references, and are no containers of numbers themselves.
state.constructors.set(Params, "inert");
/* eslint-disable @typescript-eslint/unbound-method -- called with their objects */
for (const fn of [Grads.prototype.get, Grads.prototype.has, Params.prototype.has]) state.rules.set(fn, "inert");
