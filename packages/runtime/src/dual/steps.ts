/** Iterators in duals: what stands for one gives values and tangents side by side, to those who know. */
import { OrderExceededError } from "../errors.ts";
import { attachedTo } from "../pair.ts";
import { isKeys } from "../operations.ts";
import { nativeOf } from "../rules/native.ts";
import { LEVEL } from "./level.ts";
import { isList } from "./lists.ts";
import { newlyMade } from "./shadows.ts";
import { shared } from "../store.ts";

/** A value and its tangent. */
export type Both = [value: unknown, tangent: unknown];
export type Steps = Generator<Both, Both | undefined, Both>;

type Kind = "generator" | "array" | "map" | "set";

/** What is behind an object that stands for an iterator. */
interface Standing {
  readonly steps: Steps;
  /** A generator is left by `return` and `throw`, as the iterators of containers are not. */
  readonly kind: Kind;
  /** It has something to do when it is left. */
  readonly closes: boolean;
  /** A loop goes over it, or has gone and was left in a way that nothing notices. */
  isOpen: boolean;
}

/** What a call of a generator gives in a dual, and what leaves it; another copy of the runtime may go over it. */
export const { standing, Leaving } = /* @__PURE__ */ shared(`iterators of duals of level ${String(LEVEL)}`, () => {
  /** Thrown into a generator that is left: no `catch` of the program sees it, and every `finally` runs. */
  class Leaving {
    /** What it is left with. */
    both: Both = [undefined, 0];
  }
  return { standing: new WeakMap<object, Standing>(), Leaving };
});
export type Leaving = InstanceType<typeof Leaving>;

export const newLeaving = (): Leaving => newlyMade(new Leaving());

function refused(): never {
  throw new OrderExceededError("an iterator is gone through by code that sees no tangents.", {
    advice: "Make a list of it: [...items].",
  });
}

/** A generator function of its own, in the place of the program's. */
export const newGenerator = (): (() => Generator<undefined, void>) =>
  function* () {
    yield refused();
  };

/** What this gives, when it stands at its `yield`, refuses those who step it themselves. */
const standIn = function* (): Generator<undefined, never> {
  try {
    yield undefined;
  } finally {
    refused();
  }
};

/** A generator of the engine's, so that it answers as one what it is. */
export function generatorOf(steps: Steps, closes: boolean): object {
  const it = standIn();
  it.next();
  standing.set(it, { steps, kind: "generator", closes, isOpen: false });
  return it;
}

const generatorPrototype = Object.getPrototypeOf(standIn.prototype) as object;

/** The generator that a function gave is an instance of it. */
export function becomeOf(it: object, f: unknown): void {
  const { prototype } = f as { readonly prototype?: object };
  // Others are compiled away.
  if (prototype !== undefined && Object.prototype.isPrototypeOf.call(generatorPrototype, prototype))
    Object.setPrototypeOf(it, prototype);
}

/** What iterators inherit from. */
const prototypes: Readonly<Record<Kind, object>> = {
  generator: generatorPrototype,
  array: Object.getPrototypeOf([].values()) as object,
  map: Object.getPrototypeOf(new Map().values()) as object,
  set: Object.getPrototypeOf(new Set().values()) as object,
};

/** An iterator of a container. The engine steps none that is not its own. */
export function iteratorOf(kind: Exclude<Kind, "generator">, steps: Steps): object {
  const it = Object.create(prototypes[kind]) as object;
  standing.set(it, { steps, kind, closes: false, isOpen: false });
  return it;
}

/** The functions that step iterators. */
export const stepping = {
  next: Object.values(prototypes).map((o) => nativeOf(o, "next")),
  return: [nativeOf(generatorPrototype, "return")],
  throw: [nativeOf(generatorPrototype, "throw")],
} as const;

/** Of which kind these are. */
const kindOf: ReadonlyMap<unknown, Kind> = new Map([
  ...Object.keys(prototypes).map((kind, i) => [stepping.next[i], kind as Kind] as const),
  ...[...stepping.return, ...stepping.throw].map((f) => [f, "generator"] as const),
]);

/** Is it left to the engine, what steps this: is it none for which another object stands, or one of another kind? */
export const isOrdinaryStep = (f: unknown, self: unknown): boolean =>
  kindOf.has(f) && kindOf.get(f) !== standing.get(self as object)?.kind;

/** Throws where unknown code is given an iterator: it may step that. */
export function requireNoIterators(args: readonly unknown[]): void {
  if (args.some(isIterator)) refused();
}

/** The engine clones no iterators; for one another object stands here. */
export function requireCloneable(o: object): void {
  if (isIterator(o))
    throw new DOMException(`${Object.prototype.toString.call(o)} could not be cloned.`, "DataCloneError");
}

const standingFor = (it: object): Standing => standing.get(it) as Standing;

export const isIterator = (o: unknown): o is object => standing.has(o as object);
export const isGenerator = (o: unknown): o is object => standing.get(o as object)?.kind === "generator";
export const stepsOf = (it: object): Steps => standingFor(it).steps;
export const closesWhenLeft = (it: object): boolean => standingFor(it).closes;

/**
 * What `for … of` has to go through step by step: an iterator, or an object of the program's with one of its own. `isLive`: also a Map
 * or a Set.
 */
export function isStepped(items: unknown, isLive = false): items is object {
  if (isIterator(items) || (isLive && (items instanceof Map || items instanceof Set))) return true;
  if (typeof items !== "object" || items === null || isList(items) || isKeys(items)) return false;
  return attachedTo((items as Partial<Iterable<unknown>>)[Symbol.iterator]) !== undefined;
}

/** Before a step. */
export function requireClosed(it: object): void {
  if (standingFor(it).isOpen)
    throw new OrderExceededError(
      "a generator is used while a loop goes over it, or after one was left by `return` or an exception.",
      { advice: "Go over it once, or make a list of it: [...items]." },
    );
}

export function setOpen(it: object, isOpen: boolean): void {
  const known = standingFor(it);
  if (known.kind !== "generator") return;
  if (isOpen) requireClosed(it);
  if (isOpen && known.closes)
    throw new OrderExceededError("a generator with `try` or `yield*` is gone over by a loop of another file.", {
      advice: "Make a list of it: [...items].",
    });
  known.isOpen = isOpen;
}

/** What is gone over step by step must be an object. */
export function requireObject(iterator: unknown): asserts iterator is object {
  if (typeof iterator !== "object" || iterator === null) throw new TypeError(`${String(iterator)} is not an object`);
}

/** `yield*` asks the program's own iterator for what comes next, and hands no exception on. */
export function requireNextOnly(iterator: object): void {
  requireNoReturn(iterator);
  if (((iterator as Partial<Iterator<unknown>>).throw ?? null) !== null)
    throw new OrderExceededError("an iterator with a `throw` method is given to `yield*`.", {
      advice: "Write it as a generator, or make a list of what it gives.",
    });
}

/** The iterator of a loop is not closed where the loop is left by `return` or an exception. */
export function requireNoReturn(iterator: object): void {
  if (((iterator as Partial<Iterator<unknown>>).return ?? null) !== null)
    throw new OrderExceededError("an iterator with a `return` method is gone over by a loop of another file.", {
      advice: "Write it as a generator, or make a list of what it gives.",
    });
}
