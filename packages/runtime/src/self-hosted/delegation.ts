"differentiable";
/**
 * What `yield*` does with an exception, or with `return`; and what `for await` and `yield*` iterate.
 */
import { Closing } from "../generators.ts";

/** An iterator as the language sees it: its methods may be missing, or null. */
interface Iteration<Step> {
  readonly next: (sent?: unknown) => Step;
  readonly return?: ((value?: unknown) => Step) | null;
  readonly throw?: ((error: unknown) => Step) | null;
}

type Step = IteratorResult<unknown>;
type Steps = Iteration<Promise<Step>>;

interface Items {
  readonly [Symbol.asyncIterator]?: (() => Steps) | null;
  readonly [Symbol.iterator]: () => Iteration<Step>;
}

/** Passes on what was thrown into the generator that delegates: to the iterator's own method, if it has one. */
export function throwInto(iterator: Iteration<Step>, thrown: unknown): Step {
  if (thrown instanceof Closing) {
    const close = iterator.return;
    if (close === undefined || close === null) throw thrown as unknown as Error;
    return stepOf(close.call(iterator, thrown.value));
  }
  const raise = iterator.throw;
  if (raise !== undefined && raise !== null) return stepOf(raise.call(iterator, thrown));
  const close = iterator.return;
  if (close !== undefined && close !== null) stepOf(close.call(iterator));
  throw new TypeError("The iterator does not provide a 'throw' method");
}

/** The same in an `async` generator. */
export async function throwIntoLater(iterator: Steps, thrown: unknown): Promise<Step> {
  if (thrown instanceof Closing) {
    const close = iterator.return;
    if (close === undefined || close === null) throw thrown as unknown as Error;
    return stepOf(await close.call(iterator, thrown.value));
  }
  const raise = iterator.throw;
  if (raise !== undefined && raise !== null) return stepOf(await raise.call(iterator, thrown));
  const close = iterator.return;
  if (close !== undefined && close !== null) stepOf(await close.call(iterator));
  throw new TypeError("The iterator does not provide a 'throw' method");
}

/** The iterator is closed: so is the generator that delegates, with what it gave. */
export function closedWith(thrown: Closing, value: unknown): Closing {
  return Object.is(value, thrown.value) ? thrown : new Closing(value);
}

/** The iterator of an async iterable; of another iterable one that awaits its values (ECMA-262, 27.1.6). */
export function asyncIterator(items: Items): Steps {
  const method = items[Symbol.asyncIterator];
  if (method !== undefined && method !== null) return method.call(items);
  const iterator = items[Symbol.iterator]();
  const advance = iterator.next;
  const settled = async (step: Step, isClosing: boolean): Promise<Step> => {
    const done = stepOf(step).done === true;
    try {
      return { value: await step.value, done };
    } catch (error) {
      if (!done && !isClosing) iterator.return?.();
      throw error;
    }
  };
  return {
    next: async (sent) => settled(advance.call(iterator, sent), false),
    return: async (value) => {
      const close = iterator.return;
      return close === undefined || close === null ? { value, done: true } : settled(close.call(iterator, value), true);
    },
    throw: async (error) => {
      const raise = iterator.throw;
      if (raise !== undefined && raise !== null) return settled(raise.call(iterator, error), false);
      const close = iterator.return;
      if (close !== undefined && close !== null) stepOf(close.call(iterator));
      throw new TypeError("The iterator does not provide a 'throw' method");
    },
  };
}

/** What an iterator's promise has given. */
export function stepOf(step: unknown): Step {
  if ((typeof step !== "object" || step === null) && typeof step !== "function")
    throw new TypeError(`Iterator result ${String(step)} is not an object`);
  return step as Step;
}

/** The loop is left early. After an exception (-1) it is that which goes on, unless it is our own, of `return`. */
export async function closeLater(iterator: Steps, how: number, thrown: unknown): Promise<void> {
  const isThrown = how === -1 && !(thrown instanceof Closing);
  try {
    const close = iterator.return;
    if (close === undefined || close === null) return;
    const step = await close.call(iterator);
    if (!isThrown) stepOf(step);
  } catch (error) {
    if (!isThrown) throw error;
  }
}

/** The same for an iterator that is not asynchronous: a pattern has not taken all of it. */
export function closeNow(iterator: Iteration<Step>, how: number, thrown: unknown): void {
  const isThrown = how === -1 && !(thrown instanceof Closing);
  try {
    const close = iterator.return;
    if (close === undefined || close === null) return;
    const step = close.call(iterator);
    if (!isThrown) stepOf(step);
  } catch (error) {
    if (!isThrown) throw error;
  }
}

/** The rest of an iterator. */
export function restSteps(iterator: Iteration<Step>, advance: () => Step): unknown[] {
  const rest: unknown[] = [];
  for (;;) {
    const step = stepOf(advance.call(iterator));
    if (step.done === true) return rest;
    rest.push(step.value);
  }
}
