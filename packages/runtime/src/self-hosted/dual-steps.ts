"differentiable";
/** Going through generators and iterators of the program's in duals, step by step: their items are where those of lists would be. */
import {
  closesWhenLeft,
  generatorOf,
  isGenerator,
  isIterator,
  isStepped,
  Leaving,
  newLeaving,
  requireClosed,
  requireNextOnly,
  requireNoReturn,
  requireObject,
  setOpen,
  stepsOf,
  type Both,
  type Steps,
} from "../dual/steps.ts";
import { shadowOfCaught } from "../dual/thrown.ts";
import { getDual, invokeDual } from "./dual-calls.ts";
import { listOf } from "./dual-lists.ts";
import { thrown } from "./dual-throws.ts";

type Items = unknown[];
type Args = readonly unknown[];
type Step = IteratorResult<Both, Both | undefined>;

/** What a loop goes over: what it has got so far, and from where more comes. */
export type Source = [items: Items, tangents: Items, iterator: unknown, its: unknown];

/**
 * Generated code: what the dual of a generator gives. `binds`: its first step only takes the parameters apart. `closes`: it has
 * something to do when it is left.
 */
export function startDual(steps: Steps, binds: boolean, closes = false): Both {
  if (binds) steps.next([undefined, 0]);
  return [generatorOf(steps, closes), 0];
}

/**
 * The items of a `for … of`. Those of a list are all there; of what is stepped through there are none yet. `isGuarded`: it is left in
 * every case; `isLive`: what it goes over may be changed meanwhile.
 */
export function itemsOf(items: unknown, tangents: unknown, isGuarded = false, isLive = false): Source {
  if (!isStepped(items, isLive)) {
    const both = listOf(items, tangents);
    return [both[0] as Items, both[1] as Items, undefined, 0];
  }
  if (isIterator(items)) return sourceOf(items, 0, isGuarded);
  const both = invokeDual("", items, tangents, Symbol.iterator, [], []);
  return sourceOf(both[0], both[1], isGuarded);
}

function sourceOf(iterator: unknown, its: unknown, isGuarded: boolean): Source {
  requireObject(iterator);
  if (isIterator(iterator)) {
    if (isGuarded) requireClosed(iterator);
    else setOpen(iterator, true);
  } else if (!isGuarded) requireNoReturn(iterator);
  return [[], [], iterator, its];
}

/** Is there one more item? Then it is there now. */
export function hasMore(source: Source): boolean {
  const iterator = source[2];
  if (iterator === undefined) return false;
  if (isIterator(iterator)) {
    const step = resumed(iterator, [undefined, 0]);
    if (step.done === true) {
      setOpen(iterator, false);
      source[2] = undefined;
      return false;
    }
    const both = step.value;
    source[0].push(both[0]);
    source[1].push(both[1]);
    return true;
  }
  source[2] = undefined; // one that throws is not closed
  const step = invokeDual("", iterator, source[3], "next", [], []);
  requireObject(step[0]);
  const done = getDual(step[0], step[1], "done");
  if (done[0]) return false;
  const both = getDual(step[0], step[1], "value");
  source[2] = iterator;
  source[0].push(both[0]);
  source[1].push(both[1]);
  return true;
}

/** All that is left. */
export function allOf(items: object, tangents: unknown): Both {
  const source = itemsOf(items, tangents, true);
  while (hasMore(source));
  return [source[0], source[1]];
}

/** A loop has been left: an iterator that is not done is closed. */
export function leaveItems(source: Source): void {
  const iterator = source[2];
  if (iterator === undefined) return;
  source[2] = undefined;
  if (isIterator(iterator)) {
    setOpen(iterator, false);
    if (isGenerator(iterator)) left(iterator, [undefined, 0]);
    return;
  }
  const close = getDual(iterator, source[3], "return")[0];
  if (close === undefined || close === null) return;
  requireObject(invokeDual("", iterator, source[3], "return", [], [])[0]);
}

/** The same by an exception, which goes on whatever comes of it. */
export function dropItems(source: Source, error: unknown): void {
  if (error instanceof Leaving) {
    leaveItems(source);
    return;
  }
  try {
    leaveItems(source);
  } catch (another) {
    shadowOfCaught(another);
  }
}

/** A step. One that was left, and has yielded once more on its way out, ends with what it was left with. */
function resumed(self: object, sent: Both): Step {
  const steps = stepsOf(self);
  if (!closesWhenLeft(self)) return steps.next(sent);
  try {
    return steps.next(sent);
  } catch (error) {
    return ended(error);
  }
}

/** A step by an exception. */
function raised(self: object, error: unknown): Step {
  try {
    return stepsOf(self).throw(error);
  } catch (another) {
    return ended(another);
  }
}

function ended(error: unknown): Step {
  if (error instanceof Leaving) return { value: error.both, done: true };
  throw error;
}

function leavingWith(both: Both): Leaving {
  const leaving = newLeaving();
  leaving.both = both;
  return leaving;
}

/** Leaves a generator. */
function left(self: object, both: Both): Step {
  return raised(self, leavingWith(both));
}

/** What destructuring takes: so many, or with -1 all. */
export function elementsDual(items: unknown, tangents: unknown, count: number): Both {
  const source = itemsOf(items, tangents, true);
  while ((count < 0 || source[0].length < count) && hasMore(source));
  leaveItems(source);
  return [source[0], source[1]];
}

/** `yield* items` */
export function* delegated(items: unknown, tangents: unknown): Generator<Both, Both, Both> {
  const source = itemsOf(items, tangents, true, true);
  const iterator = source[2];
  if (isGenerator(iterator)) return yield* handedOn(iterator);
  if (iterator === undefined) {
    for (let i = 0; i < source[0].length; i++) yield* offered([source[0][i], source[1][i] ?? 0]);
    return [undefined, 0];
  }
  requireNextOnly(iterator as object);
  let sent: Both = [undefined, 0];
  for (;;) {
    const step = invokeDual("", iterator, source[3], "next", [sent[0]], [sent[1]]);
    requireObject(step[0]);
    const done = getDual(step[0], step[1], "done");
    const both = getDual(step[0], step[1], "value");
    if (done[0]) return both;
    sent = yield* offered(both);
  }
}

/** All that a generator gives; what is sent or thrown in, or leaves this one, goes to it. */
function* handedOn(self: object): Generator<Both, Both, Both> {
  let step = resumed(self, [undefined, 0]);
  while (step.done !== true) {
    let sent: Both | undefined;
    let error: unknown;
    try {
      sent = yield step.value;
    } catch (given) {
      error = given;
    }
    if (sent !== undefined) step = resumed(self, sent);
    else if (error instanceof Leaving) {
      step = left(self, error.both);
      if (step.done === true) throw leavingWith(step.value ?? [undefined, 0]) as unknown as Error;
    } else step = raised(self, error);
  }
  return step.value ?? [undefined, 0];
}

/** One step of an iterator without `throw`. */
function* offered(both: Both): Generator<Both, Both, Both> {
  try {
    return yield both;
  } catch (error) {
    if (error instanceof Leaving) throw error;
    throw new TypeError("The iterator does not provide a 'throw' method");
  }
}

/** `it.next(sent)` of a generator. */
export function generatorNext(self: object, _dself: unknown, args: Args, dargs: Args): Both {
  requireClosed(self);
  return apart(resumed(self, [args[0], dargs[0] ?? 0]));
}

/** `it.return(value)` */
export function generatorReturn(self: object, _dself: unknown, args: Args, dargs: Args): Both {
  requireClosed(self);
  return apart(left(self, [args[0], dargs[0] ?? 0]));
}

/** `it.throw(error)` */
export function generatorThrow(self: object, _dself: unknown, args: Args, dargs: Args): Both {
  requireClosed(self);
  thrown(args[0], dargs[0] ?? 0);
  return apart(raised(self, args[0]));
}

/** A step, and its tangent. */
function apart(step: Step): Both {
  const both = step.value ?? [undefined, 0];
  const done = step.done === true;
  return [
    { value: both[0], done },
    { value: both[1], done: 0 },
  ];
}

/** `it[Symbol.iterator]()` */
export function iteratorItself(self: object, dself: unknown): Both {
  return [self, dself];
}

/** A `try` makes the plugin keep frames in this module: then a callee that throws can be reversed from there. */
export function framed(): boolean {
  try {
    return true;
  } catch {
    return false;
  }
}
