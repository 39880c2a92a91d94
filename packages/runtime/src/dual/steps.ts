/** Generators in duals: what stands for one gives values and tangents side by side, to those who know. */
import { OrderExceededError } from "../errors.ts";
import { attachedTo } from "../pair.ts";
import { isKeys } from "../operations.ts";
import { LEVEL } from "./level.ts";
import { isList, isSnapshot } from "./lists.ts";
import { newlyMade } from "./shadows.ts";
import { shared } from "../store.ts";

/** A value and its tangent. */
export type Both = [value: unknown, tangent: unknown];
type Steps = Generator<Both, Both | undefined, Both>;

/** What a call of a generator gives in a dual, and what leaves it; another copy of the runtime may go over it. */
export const { DualGenerator, Leaving } = /* @__PURE__ */ shared(
  `generators of duals of level ${String(LEVEL)}`,
  () => {
    class DualGenerator {
      readonly steps: Steps;
      /** A loop goes over it, or has gone and was left in a way that nothing notices. */
      isOpen = false;

      /** It has something to do when it is left. */
      readonly closes: boolean;

      constructor(steps: Steps, closes: boolean) {
        this.steps = steps;
        this.closes = closes;
      }

      // Who calls these itself knows nothing of tangents.

      next(): never {
        return refused();
      }

      return(): never {
        return refused();
      }

      throw(): never {
        return refused();
      }

      [Symbol.iterator](): never {
        return refused();
      }
    }

    /** Thrown into a generator that is left: no `catch` of the program sees it, and every `finally` runs. */
    class Leaving {
      /** What it is left with. */
      both: Both = [undefined, 0];
    }
    return { DualGenerator, Leaving };
  },
);
export type DualGenerator = InstanceType<typeof DualGenerator>;
export type Leaving = InstanceType<typeof Leaving>;

export const newLeaving = (): Leaving => newlyMade(new Leaving());

export function refused(): never {
  throw new OrderExceededError("a generator is gone through by code that sees no tangents.", {
    advice: "Make a list of it: [...items].",
  });
}

/** Generated code, in the dual of a generator. */
export const generatorOf = (steps: Steps, closes: boolean): DualGenerator => new DualGenerator(steps, closes);

export const isGenerator = (o: unknown): o is DualGenerator => o instanceof DualGenerator;

/** `o instanceof C`, where something else may stand for an iterator. */
export function isInstance(o: unknown, C: unknown): boolean {
  if (isGenerator(o) || isSnapshot(o))
    throw new OrderExceededError("an iterator is asked what it is an instance of.", {
      advice: "Ask what it is made of.",
    });
  return o instanceof (C as () => void);
}

/** What `for … of` has to go through step by step: a generator, or an object of the program's with an iterator of its own. */
export function isStepped(items: unknown): items is object {
  if (isGenerator(items)) return true;
  if (typeof items !== "object" || items === null || isList(items) || isKeys(items)) return false;
  return attachedTo((items as Partial<Iterable<unknown>>)[Symbol.iterator]) !== undefined;
}

/** Before a step. */
export function requireClosed(o: DualGenerator): void {
  if (o.isOpen)
    throw new OrderExceededError(
      "a generator is used while a loop goes over it, or after one was left by `return` or an exception.",
      { advice: "Go over it once, or make a list of it: [...items]." },
    );
}

export function setOpen(o: DualGenerator, isOpen: boolean): void {
  if (isOpen) requireClosed(o);
  if (isOpen && o.closes)
    throw new OrderExceededError("a generator with `try` or `yield*` is gone over by a loop of another file.", {
      advice: "Make a list of it: [...items].",
    });
  o.isOpen = isOpen;
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
