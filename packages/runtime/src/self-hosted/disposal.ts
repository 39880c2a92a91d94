"differentiable";
/**
 * What `using` and `await using` hold, and how a block gives it back when it ends (ECMA-262, 27.3, DisposeResources): the last
 * first, whatever the block ended with, and whatever one of them throws.
 */
import { Closing } from "../generators.ts";

type Method = (this: unknown) => unknown;

interface Resource {
  readonly value: unknown;
  /** Nothing is called for `await using` of nothing, but it is awaited. */
  readonly method: Method | null;
  readonly isAsync: boolean;
  /** An `await using` of what has no method but that of `using`: what that gives is not awaited. */
  readonly isPlain: boolean;
}

interface Held {
  readonly resources: Resource[];
  isThrown: boolean;
  thrown: unknown;
  /** Whether something threw here, so that this is what goes on. */
  isFailed: boolean;
  needsAwait: boolean;
  hasAwaited: boolean;
  /** What is to be awaited next. */
  awaited: unknown;
}

/** What a block holds, when it begins. */
export const holder = (): Held => ({
  resources: [],
  isThrown: false,
  thrown: undefined,
  isFailed: false,
  needsAwait: false,
  hasAwaited: false,
  awaited: undefined,
});

/** `using` of a value. */
export function hold(held: Held, value: unknown, isAsync: boolean): void {
  const { resources } = held;
  if (value === null || value === undefined) {
    if (isAsync) resources.push({ value, method: null, isAsync, isPlain: false });
    return;
  }
  if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Only objects can be disposed of");
  const own = isAsync ? methodOf(value, Symbol.asyncDispose) : null;
  const method = own ?? methodOf(value, Symbol.dispose);
  if (method === null) throw new TypeError("An object that has no [Symbol.dispose]() cannot be disposed of");
  resources.push({ value, method, isAsync, isPlain: own === null });
}

function methodOf(value: object, key: symbol): Method | null {
  const method = (value as Record<symbol, unknown>)[key];
  if (method === undefined || method === null) return null;
  if (typeof method !== "function") throw new TypeError(`${String(key)} is not a function`);
  return method as Method;
}

/** The end of a block of `using`; `how`: by an exception (-1), which may be our own, of `return`. */
export function dispose(held: Held, how: number, thrown: unknown): void {
  disposing(held, how, thrown);
  disposeNext(held);
  disposed(held);
}

export function disposing(held: Held, how: number, thrown: unknown): void {
  held.isThrown = how === -1 && !(thrown instanceof Closing);
  held.thrown = thrown;
}

/** Disposes of all until something is to be awaited: is it? */
export function disposeNext(held: Held): boolean {
  const { resources } = held;
  for (;;) {
    const last = resources.at(-1);
    if (held.needsAwait && !held.hasAwaited && last?.isAsync !== true) {
      held.needsAwait = false;
      held.awaited = undefined;
      return true;
    }
    if (last === undefined) return false;
    resources.pop();
    const { value, method, isAsync, isPlain } = last;
    if (method === null) {
      held.needsAwait = true;
      continue;
    }
    try {
      const result = method.call(value);
      if (!isAsync) continue;
      held.awaited = isPlain ? undefined : result;
    } catch (error) {
      if (!isAsync || !isPlain) {
        disposeFailed(held, error);
        continue;
      }
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- whatever was thrown
      held.awaited = Promise.reject(error);
    }
    held.hasAwaited = true;
    return true;
  }
}

/** An exception takes the place of another, which it keeps. */
export function disposeFailed(held: Held, error: unknown): void {
  held.thrown = held.isThrown ? suppressed(error, held.thrown) : error;
  held.isThrown = true;
  held.isFailed = true;
}

function suppressed(error: unknown, before: unknown): SuppressedError {
  const both = new SuppressedError(undefined, undefined);
  Object.defineProperty(both, "error", { value: error });
  Object.defineProperty(both, "suppressed", { value: before });
  return both;
}

export function disposed(held: Held): void {
  if (held.isFailed) throw held.thrown;
}
