"differentiable";
/**
 * What `yield*` does with an exception, or with `return`; and what `for await` and `yield*` iterate.
 */
import { Closing } from "../generators.ts";

/** Passes on what was thrown into the generator that delegates: to the iterator's own method, if it has one. */
export function throwInto(iterator: Iterator<unknown>, thrown: unknown): IteratorResult<unknown> {
  if (thrown instanceof Closing) {
    if (iterator.return === undefined) throw thrown;
    const step = iterator.return(thrown.value);
    if (step.done !== true) return step;
    throw Object.is(step.value, thrown.value) ? thrown : new Closing(step.value);
  }
  if (iterator.throw !== undefined) return iterator.throw(thrown);
  iterator.return?.();
  throw new TypeError("The iterator does not provide a 'throw' method");
}

/** The same in an `async` generator. */
export async function throwIntoLater(iterator: Steps, thrown: unknown): Promise<IteratorResult<unknown>> {
  if (thrown instanceof Closing) {
    if (iterator.return === undefined) throw thrown;
    const step = stepOf(await iterator.return(thrown.value));
    if (step.done !== true) return step;
    throw Object.is(step.value, thrown.value) ? thrown : new Closing(step.value);
  }
  if (iterator.throw !== undefined) return stepOf(await iterator.throw(thrown));
  if (iterator.return !== undefined) await iterator.return();
  throw new TypeError("The iterator does not provide a 'throw' method");
}

/** Promises of steps. */
export interface Steps {
  next(sent?: unknown): Promise<IteratorResult<unknown>>;
  return?(value?: unknown): Promise<IteratorResult<unknown>>;
  throw?(error: unknown): Promise<IteratorResult<unknown>>;
}

interface Items {
  readonly [Symbol.asyncIterator]?: () => Steps;
  readonly [Symbol.iterator]: () => Iterator<unknown>;
}

/** The iterator of an async iterable; of another iterable one that awaits its values. */
export function asyncIterator(items: Items): Steps {
  const method = items[Symbol.asyncIterator];
  if (method !== undefined && method !== null) return method.call(items);
  const iterator = items[Symbol.iterator]();
  const settled = async (step: IteratorResult<unknown>): Promise<IteratorResult<unknown>> => ({
    value: await step.value,
    done: step.done === true,
  });
  return {
    next: (sent) => settled(iterator.next(sent)),
    return: (value) =>
      iterator.return === undefined ? Promise.resolve({ value, done: true }) : settled(iterator.return(value)),
    throw: (error) => {
      if (iterator.throw !== undefined) return settled(iterator.throw(error));
      iterator.return?.();
      return Promise.reject(new TypeError("The iterator does not provide a 'throw' method"));
    },
  };
}

/** What an iterator's promise has given. */
export function stepOf(step: unknown): IteratorResult<unknown> {
  if ((typeof step !== "object" || step === null) && typeof step !== "function")
    throw new TypeError(`Iterator result ${String(step)} is not an object`);
  return step as IteratorResult<unknown>;
}

/** The loop is left early. After an exception (-1) it is that which goes on. */
export async function closeLater(iterator: Steps, how: number): Promise<void> {
  try {
    if (iterator.return === undefined || iterator.return === null) return;
    const step = await iterator.return();
    if (how !== -1) stepOf(step);
  } catch (error) {
    if (how !== -1) throw error;
  }
}
