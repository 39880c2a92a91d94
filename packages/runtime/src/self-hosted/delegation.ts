"differentiable";
/**
 * What `yield*` does with an exception, or with `return`.
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
