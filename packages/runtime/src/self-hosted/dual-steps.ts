"differentiable";
/** Going through generators and iterators of the program's in duals, step by step: their items are where those of lists would be. */
import {
  generatorOf,
  isGenerator,
  isStepped,
  refused,
  requireClosed,
  requireNoReturn,
  setOpen,
  type Both,
} from "../dual/steps.ts";
import type { DualGenerator } from "../dual/steps.ts";
import { isList } from "../dual/lists.ts";
import { listOf } from "./dual-lists.ts";
import { getDual, invokeDual } from "./dual-calls.ts";

type Items = unknown[];
type Args = readonly unknown[];

/** What a loop goes over: what it has got so far, and from where more comes. */
export type Source = [items: Items, tangents: Items, iterator: unknown, its: unknown];

/** Generated code: what the dual of a generator gives. `binds`: its first step only takes the parameters apart. */
export function startDual(steps: ReturnType<typeof generatorOf>["steps"], binds: boolean): Both {
  if (binds) steps.next([undefined, 0]);
  return [generatorOf(steps), 0];
}

/** The items of a `for … of`. Those of a list are all there; of what is stepped through there are none yet. */
export function itemsOf(items: unknown, tangents: unknown): Source {
  if (!isStepped(items)) {
    const both = listOf(items, tangents);
    return [both[0] as Items, both[1] as Items, undefined, 0];
  }
  if (isGenerator(items)) {
    setOpen(items, true);
    return [[], [], items, 0];
  }
  const both = invokeDual("", items, tangents, Symbol.iterator, [], []);
  const iterator = both[0];
  // Duals have lists for the iterators of containers.
  if (isList(iterator)) return itemsOf(iterator, both[1]);
  if (isGenerator(iterator)) setOpen(iterator, true);
  else requireNoReturn(iterator);
  return [[], [], iterator, both[1]];
}

/** Is there one more item? Then it is there now. */
export function hasMore(source: Source): boolean {
  const iterator = source[2];
  if (iterator === undefined) return false;
  if (isGenerator(iterator)) {
    const step = iterator.steps.next([undefined, 0]);
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
  const step = invokeDual("", iterator, source[3], "next", [], []);
  const done = getDual(step[0], step[1], "done");
  if (done[0]) {
    source[2] = undefined;
    return false;
  }
  const both = getDual(step[0], step[1], "value");
  source[0].push(both[0]);
  source[1].push(both[1]);
  return true;
}

/** All that is left. */
export function allOf(items: object, tangents: unknown): Both {
  const source = itemsOf(items, tangents);
  while (hasMore(source));
  return [source[0], source[1]];
}

/** A loop has been left: an iterator that is not done is closed. */
export function leaveItems(source: Source): void {
  const iterator = source[2];
  if (!isGenerator(iterator)) return;
  setOpen(iterator, false);
  iterator.steps.return(undefined);
}

/** What destructuring takes: so many, or with -1 all. */
export function elementsDual(items: unknown, tangents: unknown, count: number): Both {
  const source = itemsOf(items, tangents);
  while ((count < 0 || source[0].length < count) && hasMore(source));
  leaveItems(source);
  return [source[0], source[1]];
}

/** `it.next(sent)` of a generator. */
export function generatorNext(self: DualGenerator, _dself: unknown, args: Args, dargs: Args): Both {
  requireClosed(self);
  const step = self.steps.next([args[0], dargs[0] ?? 0]);
  const both = step.value ?? [undefined, 0];
  const done = step.done === true;
  return [
    { value: both[0], done },
    { value: both[1], done: 0 },
  ];
}

/** `it.return(value)` */
export function generatorReturn(self: DualGenerator, _dself: unknown, args: Args, dargs: Args): Both {
  requireClosed(self);
  self.steps.return(undefined);
  return [
    { value: args[0], done: true },
    { value: dargs[0] ?? 0, done: 0 },
  ];
}

/** `it.throw(error)`: a generator that has a `try` has no dual, so that is not a step more. */
export function generatorThrow(): Both {
  return refused();
}

/** `it[Symbol.iterator]()` */
export function generatorIterator(self: DualGenerator): Both {
  return [self, 0];
}

/** A `try` makes the plugin keep frames in this module: then a callee that throws can be reversed from there. */
export function framed(): boolean {
  try {
    return true;
  } catch {
    return false;
  }
}
