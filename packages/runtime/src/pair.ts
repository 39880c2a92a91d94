/**
 * How a function finds its forward sweep and its pullback.
 *
 *   function  →  fn[PAIR] = { of: fn, pair, env }
 *
 * `of` is compared at every look-up, for classes inherit static properties from their parents.
 */
import type { Plans } from "./plan.ts";
import { state } from "./state.ts";
import type { Tape } from "./tape.ts";

/** What the compiler makes of a function. */
export interface Pair {
  /** `forward(tape, …args)`, for a closure `forward(tape, env, …args)`; `this` is the function's. */
  readonly forward: (this: never, tape: Tape, ...args: never[]) => unknown;
  /** From the result's cotangent (if it is a number) to the parameters'. */
  readonly pullback: (tape: Tape, dy: number) => number[] | undefined;
  /**
   * Value and gradient at once: `joint(tape, …args)` leaves the value in `tape.value`, and gives the parameters' cotangents
   * for the result's cotangent 1. It gives nothing, or throws, where it cannot; then the other two do it, for it leaves nothing behind.
   */
  readonly joint?: (tape: Tape, ...args: never[]) => number[] | undefined;
  /** It takes numbers, and touches nothing else but lists, which it reads. */
  readonly scalar?: boolean;
  /** How often it could not. */
  misses?: number;
  /** It uses parts of its arguments; what is known of those that have come before. */
  readonly plans?: Plans;
  /** The same of the derivative along a direction, whose tangents are given beside the parameters: `joint(tape, x, dx, …)`. */
  readonly slope?: Required<Pick<Pair, "joint">> & Pick<Pair, "scalar" | "misses" | "plans">;
  /**
   * Value and tangent side by side, for plain data: `along(known, x, dx, …)`, where `known` tells what is an argument or a part of one.
   * It gives nothing, or throws, where it cannot, and leaves nothing behind.
   */
  readonly along?: (known: { wants(o: unknown): boolean }, ...args: never[]) => [unknown, unknown] | undefined;
  /** The same along several directions at once, as many as `LANES` in jacobian.ts: `lanes(known, x, dx, dx_1, …)`. */
  readonly lanes?: (known: { wants(o: unknown): boolean }, ...args: never[]) => unknown[] | undefined;
  /** A derived constructor: its forward makes the instance itself, by `superCall`. */
  readonly derived?: boolean;
  /**
   * Of a generator, an `async` function or both, whose sweeps are generators: makes of the forward sweep what the function
   * gives, and leaves the record; see generators.ts, asynchronous.ts and async-generators.ts.
   */
  readonly start?: (tape: Tape, pair: Pair, fn: unknown, sweep: unknown) => unknown;
  /** Such a generator takes its parameters apart when it is called: its first piece runs at once. */
  readonly binds?: boolean;
  /** A class's constructor: only `new` may call it. */
  readonly ofClass?: boolean;
  /** The method or accessor that has this pair: generated code compares it with what it finds, and then calls the sweeps by name. */
  method?: unknown;
  /** A getter or setter, as the compiler knows: run by other code, it says so. */
  readonly getter?: boolean;
  /** A constructor that can give an object nothing but its private members; see private-fields.ts. */
  readonly stamps?: boolean;
  /** Of a bound function: `new` makes an instance of what it binds. */
  readonly construct?: (
    tape: Tape,
    site: string,
    bound: Attached,
    newTarget: unknown,
    args: readonly unknown[],
  ) => unknown;
  /** It asks for `new.target`: see `newTarget`. */
  readonly newTarget?: boolean;
  /** A constructor that only sets its own fields: run by `new` first, the instance gets the map that ordinary instances have. */
  readonly plain?: boolean;
  /** Value and tangent side by side; see dual/callees.ts. */
  readonly dual?: {
    readonly run: (...args: never[]) => [value: unknown, tangent: unknown];
    readonly count: number;
    readonly flags: number;
    /** The variables of the module that it may change, or what they hold. */
    readonly roots?: () => readonly unknown[];
  };
  /** What the function holds that keeps it from having a dual, and in which line. */
  readonly noDual?: string;
  /** Keeps a frame, so it can be reversed after an exception; see frame.ts. */
  readonly tracked?: boolean;
}

/** What is attached to a function. */
export interface Attached {
  readonly of: unknown;
  readonly pair: Pair;
  /** The captured variables of a closure, by name. */
  env: object | undefined;
  /** Makes `env` when it is first needed. */
  thunk: ((fn: unknown) => object) | undefined;
}

/** Under this symbol a function keeps what is attached to it. */
export const PAIR: unique symbol = Symbol.for("fluxion.pair") as never;

/** Any function at all. */
export type AnyFunction = (...args: never[]) => unknown;

interface MaybeAttached {
  [PAIR]?: Attached;
}

/** Attaches a pair to a function that captures nothing. */
export function pair<F extends object>(fn: F, pair: Pair): F {
  (fn as MaybeAttached)[PAIR] = { of: fn, pair, env: undefined, thunk: undefined };
  return fn;
}

/** Attaches a pair to a closure made by an ordinary call; `thunk` gives its captured variables. */
export function closure<F extends object>(fn: F, pair: Pair, thunk: () => object): F {
  (fn as MaybeAttached)[PAIR] = { of: fn, pair, env: undefined, thunk };
  return fn;
}

/** Attaches a pair to a closure made in a forward sweep, with its captured variables. */
export function closureMade<F extends object>(tape: Tape, fn: F, pair: Pair, env: object): F {
  tape.made(env);
  tape.log?.made.push(fn);
  (fn as MaybeAttached)[PAIR] = { of: fn, pair, env, thunk: undefined };
  return fn;
}

/** What is attached to a value, if it is a function that has a pair. */
export function attachedTo(fn: unknown): Attached | undefined {
  if (typeof fn !== "function") return undefined;
  const attached = (fn as MaybeAttached)[PAIR];
  return attached !== undefined && attached.of === fn ? attached : undefined;
}

/** The captured variables, made now if they were not needed before. */
export function envOf(attached: Attached): object | undefined {
  const { thunk } = attached;
  if (thunk !== undefined) {
    attached.env = thunk(attached.of);
    attached.thunk = undefined;
  }
  return attached.env;
}

/** The captured variables of a function that has some. */
export function environment(fn: object): object | undefined {
  const attached = (fn as MaybeAttached)[PAIR] as Attached;
  return attached.thunk === undefined ? attached.env : envOf(attached);
}

/** Leaves the record of a call that was made by name: see `back`. */
export function noted<T>(tape: Tape, callee: Pair, y: T): T {
  tape.record(callee);
  return y;
}

/** One member of a class: what it is, whether it is static, its key and its pair. */
export type Member = readonly [
  kind: "method" | "get" | "set",
  isStatic: boolean,
  key: PropertyKey,
  pair: Pair,
  thunk?: () => object,
];

/** What is known of the classes that sweeps have made. */
export interface MadeClasses {
  /** What the members of a class have captured. */
  readonly environments: WeakMap<object, object>;
  readonly captured: WeakSet<object>;
  /** The functions of private members that wait for it. */
  readonly waiting: WeakMap<object, unknown[]>;
}

const madeClasses = (): MadeClasses =>
  (state.madeClasses ??= { environments: new WeakMap(), captured: new WeakSet(), waiting: new WeakMap() });

export const environmentOf = (C: object): object | undefined => state.madeClasses?.environments.get(C);
/** Is it what the members of a class have captured that a sweep has made? */
export const isOfClass = (env: object): boolean => state.madeClasses?.captured.has(env) === true;

/** The function of a private member, which cannot be found in its class. */
export function noteBound(C: object, fn: object): void {
  const attached = attachedTo(fn);
  const { environments, waiting } = madeClasses();
  const env = environments.get(C);
  if (env !== undefined && attached?.thunk !== undefined) {
    attached.env = env;
    attached.thunk = undefined;
  } else waiting.set(C, [...(waiting.get(C) ?? []), fn]);
}

/** A class that a forward sweep has made: what its members have captured is the sweep's own. */
export function classMade(C: { readonly prototype: object }, env: object): void {
  const attach = (fn: unknown): void => {
    const attached = attachedTo(fn);
    if (attached?.thunk === undefined) return;
    attached.env = env;
    attached.thunk = undefined;
  };
  attach(C);
  const { environments, captured, waiting } = madeClasses();
  environments.set(C, env);
  captured.add(env);
  waiting.get(C)?.forEach(attach);
  for (const holder of [C, C.prototype]) {
    for (const key of Reflect.ownKeys(holder)) {
      const descriptor = Object.getOwnPropertyDescriptor(holder, key) as Readonly<
        Record<"value" | "get" | "set", unknown>
      >;
      for (const fn of [descriptor.value, descriptor.get, descriptor.set]) if (fn !== C) attach(fn);
    }
  }
}

/** The getter or setter of the first property by a name that is found from an object on. */
export function accessorOf(from: object, key: string, kind: "get" | "set"): unknown {
  for (let o: object | null = from; o; o = Object.getPrototypeOf(o) as object | null) {
    const descriptor = Object.getOwnPropertyDescriptor(o, key) as Readonly<Record<string, unknown>> | undefined;
    if (descriptor) return descriptor[kind];
  }
  return undefined;
}

/** Attaches pairs to the methods and accessors of a class. */
export function members<C extends { readonly prototype: object }>(Class: C, list: readonly Member[]): C {
  // Without iterators: a program may have put away those of arrays.
  list.forEach((member) => {
    const { 0: kind, 1: isStatic, 2: key, 3: memberPair, 4: thunk } = member;
    const descriptor = Object.getOwnPropertyDescriptor(isStatic ? Class : Class.prototype, key) as
      Readonly<Record<"value" | "get" | "set", unknown>> | undefined;
    const fn: unknown = kind === "method" ? descriptor?.value : descriptor?.[kind];
    if (typeof fn !== "function") return;
    if (thunk) closure(fn, memberPair, thunk);
    else pair(fn, memberPair);
    memberPair.method = fn;
  });
  return Class;
}
