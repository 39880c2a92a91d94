/** Promises in duals: that of an `async` function's dual resolves to value and tangent, for those who know. */
import { OrderExceededError } from "../errors.ts";
import { state } from "../state.ts";
import { shared } from "../store.ts";
import type { Tape } from "../tape.ts";
import { tasksOf } from "../tasks.ts";
import { newlyMade, note } from "./shadows.ts";

type Both = [value: unknown, tangent: unknown];

/** What `Promise.all` was given. */
export interface Joined {
  readonly list: readonly unknown[];
  readonly tangents: readonly unknown[];
  /** What it gives to all who await it. */
  both: Both | undefined;
}

const known = /* @__PURE__ */ shared("promises of duals", () => new WeakMap<object, Joined | "both">());

/** Only a sweep knows, when the event loop goes on with an `async` function, which derivative that belongs to. */
export function beginLater(): void {
  const { tape } = state;
  if (tape === null || tape.isDropped)
    throw new OrderExceededError("an `async` function is called where tangents are followed, outside of a sweep.");
  tasksOf(tape).written = refuseWritten;
}

/** Its tangents are not those of what is there now. */
function refuseWritten(tape: Tape): void {
  tape.invalidate("other code has changed, between two pieces of an `async` function, what moves there", {
    advice: "Change it after the function has ended.",
  });
}

/** Its tangent moves: nobody else can be given the promise. */
export function laterDual(promise: Promise<unknown>, joined?: Joined): Both {
  known.set(promise, joined ?? "both");
  // An `async` function may return it: then its list is all that tells.
  if (joined !== undefined) promise.then((list) => known.set(list as object, joined), nothing);
  return [note(promise, SETTLED), SETTLED];
}

const nothing = (): undefined => undefined;
const SETTLED = Object.freeze({ settled: 1 });

export const isOfBoth = (value: unknown): boolean => known.get(value as object) === "both";

export function joinedOf(value: unknown): Joined | undefined {
  const joined = known.get(value as object);
  return joined === "both" ? undefined : joined;
}

/** What a list of promises stands for. */
export const joining = (list: readonly unknown[], tangents: readonly unknown[]): Joined =>
  newlyMade({ list, tangents, both: undefined });

export const isPromise = (value: unknown): value is Promise<unknown> => value instanceof Promise;

export const refusedPromise = (): OrderExceededError =>
  new OrderExceededError("an `async` function returns another promise where tangents are followed.", {
    advice: "Await it: return await ….",
  });

export const refusedThenable = (): OrderExceededError =>
  new OrderExceededError("an object that is no promise is awaited where tangents are followed.", {
    advice: "Make it a promise: `new Promise((resolve) => …)`.",
  });

export const refusedJoin = (): OrderExceededError =>
  new OrderExceededError("`Promise.all` is given no array where tangents are followed.", {
    advice: "Make an array of it: [...items].",
  });
