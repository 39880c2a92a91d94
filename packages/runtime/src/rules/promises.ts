/**
 * `Promise`, and the functions that call back later: what they call is a task of the sweep; see tasks.ts.
 */
import { awaitedThenable, rejectedWith } from "../asynchronous.ts";
import { enter } from "../dispatch.ts";
import { ruleOf } from "../foreign.ts";
import { Frame } from "../frame.ts";
import { isPlainArray } from "../iteration.ts";
import { attachedTo } from "../pair.ts";
import { get } from "../property.ts";
import { NO_COTANGENTS, type ActiveRule, type Call, type Rule } from "../rule.ts";
import { back } from "../run.ts";
import type { Shadow } from "../shadow.ts";
import { state } from "../state.ts";
import { giveBack } from "../settled.ts";
import { Held, perform, promised, tasksOf, type Source } from "../tasks.ts";
import type { Tape } from "../tape.ts";
import { accumulate, cellsOf, nativeOf, run, take, type RuleTable } from "./native.ts";

type Callback = (...args: unknown[]) => unknown;

const isRecorded = (): boolean => state.tape !== null && !state.tape.isDropped;

/** Calls a function of the program's from a task, or from a native that catches what it throws. Leaves one record. */
function guarded(tape: Tape, f: unknown, args: readonly unknown[], self?: unknown): unknown {
  const frame = new Frame(tape);
  try {
    return enter(tape, "", f, self, args, false);
  } catch (error) {
    frame.unwind(error);
    throw error;
  }
}

/** A callback as a task. What it gives is dropped; the cotangents of its arguments go to `given`. */
function asTask(tape: Tape, f: Callback, given: readonly Held[]): Callback {
  tasksOf(tape);
  const takeBack = (): void => {
    const shares = back(tape, 0);
    given.forEach((held, i) => {
      held.give(tape, shares[i] ?? 0);
    });
  };
  return (...args) => (tape.isFinished ? f(...args) : perform(tape, { takeBack }, () => guarded(tape, f, args)));
}

// ---- then, catch, finally

/** What `then` gives: the value of a handler that has run, else the promise's own. */
class Chained implements Source {
  private readonly of: unknown;
  private readonly held = new Held();
  private isHandled = false;

  constructor(of: unknown) {
    this.of = of;
  }

  give(tape: Tape, share: number): void {
    if (this.isHandled) this.held.give(tape, share);
    else giveBack(tape, this.of, share);
  }

  /** A handler of `then`, as a task. Its argument is the promise's value, or what it was rejected with. */
  handler(tape: Tape, f: unknown, isRejection: boolean): unknown {
    if (typeof f !== "function") return f;
    return (settled: unknown): unknown => {
      if (tape.isFinished) return (f as Callback)(settled);
      if (isRejection) rejectedWith(tape, settled);
      this.isHandled = true;
      const takeBack = (): void => {
        const [first = 0] = back(tape, this.held.take(tape));
        if (!isRejection) giveBack(tape, this.of, first);
      };
      return perform(tape, { takeBack }, () => {
        const value = guarded(tape, f, [settled]);
        awaitedThenable(tape, value);
        return (this.held.value = value);
      });
    };
  }
}

const native = {
  then: nativeOf(Promise.prototype, "then"),
  finally: nativeOf(Promise.prototype, "finally"),
};

const chain = (
  handlers: (tape: Tape, chained: Chained, args: readonly unknown[]) => unknown[],
  how: keyof typeof native,
): ActiveRule => ({
  when: ({ self }) => isRecorded() && self instanceof Promise,
  forward(tape, { self, args }) {
    const chained = new Chained(self);
    return promised(tape, run(native[how], self, handlers(tape, chained, args)), chained);
  },
  pullback: () => NO_COTANGENTS,
});

export const promisePrototypeRules: RuleTable = {
  then: chain((tape, c, [f, g]) => [c.handler(tape, f, false), c.handler(tape, g, true)], "then"),
  catch: chain((tape, c, [g]) => [undefined, c.handler(tape, g, true)], "then"),
  finally: chain((tape, _, [f]) => [typeof f === "function" ? asTask(tape, f as Callback, []) : f], "finally"),
};

// ---- new Promise, Promise.withResolvers

/** A function that settles a promise of the sweep's: the first call counts. */
class Resolver implements ActiveRule {
  private readonly held: Held;
  private readonly settle: Callback;
  private isDone = false;

  constructor(held: Held, settle: Callback) {
    this.held = held;
    this.settle = settle;
  }

  readonly forward = (tape: Tape, { args: [value] }: Call): unknown => {
    tape.push(this.isDone ? 0 : 1);
    awaitedThenable(tape, value);
    if (!this.isDone) this.held.value = value;
    this.isDone = true;
    return this.settle(value);
  };

  readonly pullback = (tape: Tape): number[] => (tape.pop() === 1 ? [this.held.take(tape)] : NO_COTANGENTS);
}

const rejecting = (settle: Callback): ActiveRule => ({
  forward(tape, { args: [error] }) {
    rejectedWith(tape, error);
    return settle(error);
  },
  pullback: () => NO_COTANGENTS,
});

/** The two functions that settle a promise, as the sweep sees them. */
function resolvers(held: Held, resolve: Callback, reject: Callback): Callback[] {
  const ours = [(value: unknown) => resolve(value), (error: unknown) => reject(error)];
  state.adjoints.set(ours[0] as object, new Resolver(held, resolve));
  state.adjoints.set(ours[1] as object, rejecting(reject));
  return ours;
}

export const promiseRule: ActiveRule = {
  when: ({ args: [executor] }) => isRecorded() && typeof executor === "function",
  forward(tape, { args: [executor], self }) {
    const held = new Held();
    const begin = (resolve: Callback, reject: Callback): void =>
      void guarded(tape, executor, resolvers(held, resolve, reject));
    return promised(tape, Reflect.construct(Promise, [begin], self as new () => unknown), held);
  },
  pullback(tape) {
    back(tape, 0);
    return NO_COTANGENTS;
  },
};

const withResolvers: ActiveRule = {
  when: ({ self }) => isRecorded() && self === Promise,
  forward(tape) {
    const held = new Held();
    let resolve: Callback = () => undefined;
    let reject = resolve;
    const promise = new Promise((yes, no) => {
      resolve = yes;
      reject = no;
    });
    const [ours, theirs] = resolvers(held, resolve, reject);
    return tape.made({ promise: promised(tape, promise, held), resolve: ours, reject: theirs });
  },
  pullback: () => NO_COTANGENTS,
};

// ---- what has a `then` of its own

/** What it is awaited as: a promise that calls its `then` one tick later (ECMA-262, 27.2.1.3.2 and 27.2.2.2). Leaves one record. */
export function follow(tape: Tape, awaited: object): unknown {
  const frame = new Frame(tape);
  let then: unknown;
  try {
    then = get(tape, "", awaited, "then");
  } catch (error) {
    frame.unwind(error);
    rejectedWith(tape, error);
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- whatever was thrown
    return Promise.reject(error);
  }
  if (typeof then !== "function") return awaited;
  const held = new Held();
  const takeBack = (): void => void back(tape, 0);
  const promise = new Promise((resolve, reject) => {
    const call = (): unknown => guarded(tape, then, resolvers(held, resolve, reject), awaited);
    const later = (): unknown =>
      tape.isFinished ? (then as Callback).call(awaited, resolve, reject) : perform(tape, { takeBack }, call);
    const failed = (error: unknown): void => {
      rejectedWith(tape, error);
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- whatever was thrown
      reject(error);
    };
    void Promise.resolve().then(later).catch(failed);
  });
  return promised(tape, promise, held);
}

// ---- Promise.resolve, Promise.reject

const resolve: ActiveRule = {
  when: ({ self }) => isRecorded() && self === Promise,
  forward(tape, { args: [value] }) {
    const promise = Promise.resolve(value);
    const held = promise === value ? undefined : new Held();
    tape.record(held);
    return held === undefined ? promise : promised(tape, promise, held);
  },
  pullback(tape) {
    const held = tape.recall() as Held | undefined;
    return [held === undefined ? 0 : held.take(tape)];
  },
};

const reject: ActiveRule = {
  when: ({ self }) => isRecorded() && self === Promise,
  forward(tape, { args: [error] }) {
    rejectedWith(tape, error);
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- whatever the program has
    return promised(tape, Promise.reject(error), new Held());
  },
  pullback: () => NO_COTANGENTS,
};

// ---- Promise.all, allSettled, race, any

/** Of several promises: the elements of the list, with what waits for those that are no promises. */
class Parts {
  readonly list: readonly unknown[];
  readonly own: Held[];

  constructor(list: readonly unknown[]) {
    this.list = list;
    this.own = list.map(() => new Held());
  }

  give(tape: Tape, i: number, share: number): void {
    this.own[i]?.give(tape, giveBack(tape, this.list[i], share));
  }
}

/** The promise of all values, in an array: each has a share there, which `at` finds. */
class Joined implements Source {
  private readonly parts: Parts;
  private readonly at: (tape: Tape, values: unknown[], i: number) => number;
  values: unknown[] = [];

  constructor(parts: Parts, at: Joined["at"]) {
    this.parts = parts;
    this.at = at;
  }

  give(tape: Tape): void {
    for (let i = 0; i < this.values.length; i++) this.parts.give(tape, i, this.at(tape, this.values, i));
  }
}

/** The promise of one of them. */
class Raced implements Source {
  private readonly parts: Parts;
  winner = -1;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  give(tape: Tape, share: number): void {
    this.parts.give(tape, this.winner, share);
  }
}

const nothing = (): undefined => undefined;

const several = (
  join: (list: readonly unknown[]) => Promise<unknown>,
  sourceOf: (tape: Tape, parts: Parts, promise: Promise<unknown>) => Source,
): ActiveRule => ({
  when: ({ self, args: [list] }) => isRecorded() && self === Promise && isPlainArray(list),
  forward(tape, { args: [list] }) {
    const parts = new Parts([...(list as unknown[])]);
    tape.record(list);
    tape.record(parts);
    const promise = join(list as unknown[]);
    return promised(tape, promise, sourceOf(tape, parts, promise));
  },
  pullback(tape) {
    const parts = tape.recall() as Parts;
    const cells = cellsOf(tape, tape.recall());
    parts.own.forEach((held, i) => accumulate(cells, i, held.take(tape)));
    return NO_COTANGENTS;
  },
});

/** The array of values is the sweep's as soon as it is there: before anybody else's callback sees it. */
const joined =
  (at: Joined["at"], register: (tape: Tape, values: unknown[]) => void) =>
  (tape: Tape, parts: Parts, promise: Promise<unknown>): Source => {
    const source = new Joined(parts, at);
    const note = (values: unknown): void => {
      if (tape.isFinished) return;
      source.values = values as unknown[];
      register(tape, source.values);
    };
    promise.then(note, nothing);
    return source;
  };

const raced =
  (isLosing: boolean) =>
  (_tape: Tape, parts: Parts): Source => {
    const source = new Raced(parts);
    parts.list.forEach((part, i) => {
      const note = (): void => void (source.winner = source.winner < 0 ? i : source.winner);
      Promise.resolve(part).then(note, isLosing ? nothing : note);
    });
    return source;
  };

export const promiseRules: RuleTable = {
  resolve,
  reject,
  withResolvers,
  all: several(
    (list) => Promise.all(list),
    joined(
      (tape, values, i) => take(cellsOf(tape, values), i),
      (tape, values) => void tape.made(values),
    ),
  ),
  allSettled: several(
    (list) => Promise.allSettled(list),
    joined(
      (tape, values, i) => {
        const shadow = tape.shadow(values[i]) as Shadow | undefined;
        const share = shadow?.["value"] ?? 0;
        if (shadow !== undefined) shadow["value"] = 0;
        return share;
      },
      (tape, values) => {
        tape.made(values);
        for (const value of values) tape.made(value);
      },
    ),
  ),
  race: several((list) => Promise.race(list), raced(false)),
  any: several((list) => Promise.any(list), raced(true)),
};

// ---- timers

/** Timers, and where the arguments begin that they pass on. */
const timers = {
  setTimeout: 2,
  setInterval: 2,
  setImmediate: 1,
  queueMicrotask: Infinity,
  requestAnimationFrame: Infinity,
};

/** Its callback is a task. */
const later = (timer: Callback, first: number): ActiveRule => ({
  callsBack: true,
  when: ({ args: [f] }) => isRecorded() && typeof f === "function" && (attachedTo(f) ?? ruleOf(f)) !== undefined,
  forward(tape, { self, args }) {
    const given = args.slice(first).map(() => new Held());
    tape.record(given);
    const [f, ...rest] = args;
    return run(timer, self, [asTask(tape, f as Callback, given), ...rest]);
  },
  pullback(tape) {
    const given = tape.recall() as Held[];
    return given.length === 0 ? NO_COTANGENTS : [0, 0].slice(0, first).concat(given.map((held) => held.take(tape)));
  },
});

export const timerRules: readonly (readonly [unknown, Rule])[] = Object.entries(timers).map(([name, first]) => {
  const timer = (globalThis as Record<string, unknown>)[name];
  return [timer, later(timer as Callback, first)] as const;
});
