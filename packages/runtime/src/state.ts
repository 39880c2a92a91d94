/**
 * One state for the whole realm, shared by all copies of the runtime (ES modules and CommonJS).
 */
import type { Classes } from "./dual/classes.ts";
import { FluxionError } from "./errors.ts";
import type { AnyFunction, Attached, MadeClasses, Pair } from "./pair.ts";
import type { PrivateField } from "./private-fields.ts";
import type { ActiveRule, Call, Inner, Rule } from "./rule.ts";
import type { Shadow } from "./shadow.ts";
import { Tape } from "./tape.ts";
import type { Texts } from "./texts.ts";

/** Functions without a pair; see foreign.ts. */
export interface Foreign {
  /** Calls one; leaves one record. */
  readonly call: (tape: Tape, f: unknown, call: Call) => unknown;
  /** How it is differentiated, if that is known. */
  readonly ruleOf: (f: unknown) => Rule | undefined;
  /** Asks, when a reverse sweep has ended, whether it has lost something; see strays.ts. */
  readonly refuseStrays: (tape: Tape) => void;
}

/** What duals share. */
export interface DualState {
  /** The shadows of objects, as far as they are not at hand beside them: a table for each derivative that is under way, the innermost last. */
  tables: Map<object, unknown>[];
  /** What duals find, by their level; see dual/level.ts. */
  readonly levels: (DualLevel | undefined)[];
  /** Where `jvp` is under way: what is about to run is noted there before. */
  journal: { addReach(attached: Attached): void } | null;
  /** What is to be done when the dual that runs from outside ends. */
  endings?: (() => void)[] | undefined;
  /** How often code has run there of which nothing is known: it may have changed anything. */
  unknown: number;
  /** Numbers that move and have become text. */
  texts?: Texts | undefined;
  /** The classes that duals have made; nothing until there are some. See dual/classes.ts. */
  classes?: Classes | undefined;
  /** The rules of tangents that users have given. */
  readonly tangentRules: WeakMap<object, AnyFunction>;
}

export interface StandIn {
  readonly fn: unknown;
  /** It takes `this` as its first argument. */
  readonly selfFirst: boolean;
}

export interface DualLevel {
  /** How often what is here can be differentiated by duals itself; -1: nothing is here yet. */
  depth: number;
  /** The same of each of them. */
  readonly depths: WeakMap<object, number>;
  /** The duals of natives, and of native constructors. */
  readonly natives: Map<unknown, AnyFunction>;
  readonly constructors: Map<unknown, AnyFunction>;
  /** Library functions in the place of natives. */
  readonly standIns: Map<unknown, StandIn>;
  /** The duals of what `derivative` makes, and of what `bind` makes. */
  slope: AnyFunction | undefined;
  bound: AnyFunction | undefined;
  /** A number that has been thrown, and its tangent. */
  readonly flying: { value: unknown; tangent: unknown };
}

export interface State {
  /** The format of generated code that this state's tapes fit. */
  readonly format: number;
  /** Tapes that wait for the next gradient. */
  readonly pool: Tape[];
  /** The tape that a forward sweep writes now; null when there is none, or it is suspended. */
  tape: Tape | null;
  /** The tape of the sweep in which code runs now that the sweep does not see: a gradient taken there is an inner one. */
  enclosing: Tape | null;
  /** Looks at what an inner gradient uses; see unseen.ts. Nothing where there is none. */
  requireApart?: ((tape: Tape, o: unknown) => void) | undefined;
  /** A native function has given `y`: it may be a text, in which numbers are written; see rules/inert-names.ts. */
  given?: ((tape: Tape, call: Pick<Call, "self" | "args" | "constant">, y: unknown) => void) | undefined;
  /** The rules of gradients that are taken in a sweep; nothing where no code is compiled for an order above 1. */
  nested?: ((fn: AnyFunction, kind: Inner["inner"]) => ActiveRule | undefined) | undefined;
  /** The pairs of closures, by the functions that run their duals. */
  readonly pairs: WeakMap<object, Pair>;
  /** The private fields that classes declare, by a prototype; nothing until there are some. See private-fields.ts. */
  privateFields?: ((prototype: object | null) => readonly PrivateField[]) | undefined;
  /** What an object with a `then` is awaited as; nothing where natives have no rules. See rules/promises.ts. */
  follow?: ((tape: Tape, awaited: object) => unknown) | undefined;
  /** What duals share; see dual/. */
  readonly dual: DualState;
  /** Of the functions made by `derivative`, what they are the derivatives of. */
  readonly derivatives: WeakMap<object, AnyFunction>;
  /** The shadows of objects that have accessors of their own, which are not marked; see shadow.ts. */
  readonly guards: WeakMap<object, new () => Shadow>;
  /** The classes that sweeps have made; nothing until there are some. See pair.ts. */
  madeClasses?: MadeClasses | undefined;
  /** Has a literal been made with accessors of its own? */
  hasLiterals?: boolean;
  /** How many duals run that were begun from outside. */
  duals: number;
  /** How functions without a pair are differentiated, by identity. */
  readonly rules: Map<unknown, Rule>;
  /** Are those of native functions among them? */
  hasNatives: boolean;
  /** What is done with functions without a pair; nothing, where all that a program calls in its sweeps have one. */
  foreign?: Foreign | undefined;
  /** Counts derivatives: what one has found of the program's classes need not hold for the next. */
  epoch: number;
  /** How native constructors are differentiated when called with `new`. */
  readonly constructors: Map<unknown, Rule>;
  /** What the marked functions of modules import, one thunk each; see imports.ts. */
  readonly imports: (() => readonly unknown[])[];
  /** Refuses an object that is a variable which they give. Nothing where there are none. */
  requireOwn?: ((tape: Pick<Tape, "invalidate">, o: object) => void) | undefined;
  /** The same for users' functions, which may be collected. */
  readonly adjoints: WeakMap<object, Rule>;
}

/** The format of generated code that this runtime runs. */
export const FORMAT = 1;

const KEY = Symbol.for("fluxion.runtime");
const MAX_POOLED = 8;

const realm = globalThis as { [KEY]?: State | undefined };

export const state: State = (realm[KEY] ??= {
  format: FORMAT,
  pool: [],
  tape: null,
  enclosing: null,
  pairs: new WeakMap(),
  derivatives: new WeakMap(),
  guards: new WeakMap(),
  dual: { tables: [new Map<object, unknown>()], levels: [], journal: null, unknown: 0, tangentRules: new WeakMap() },
  duals: 0,
  rules: new Map(),
  hasNatives: false,
  epoch: 0,
  constructors: new Map(),
  imports: [],
  adjoints: new WeakMap(),
});

/** Generated code calls it first: throws when it was generated for another runtime. */
export function format(version: number): void {
  if (version !== FORMAT || state.format !== FORMAT) {
    throw new FluxionError(
      "BAD_ARGUMENT",
      `this file was compiled for format ${String(version)} of generated code, and the runtime runs format ${String(state.format)}.`,
      {
        advice:
          "Install versions of @fluxion/babel-plugin and @fluxion/runtime that belong together, and compile again.",
      },
    );
  }
}

/** Generated code, of a closure: a dual that makes it finds its pair by the function that runs its dual. */
export function closurePair(pair: Pair): void {
  if (pair.dual !== undefined) state.pairs.set(pair.dual.run, pair);
}

/** Generated code says why a function has no pair. An adjoint takes its place. */
export function refuse(fn: unknown, reason: string): void {
  if (typeof fn === "function") state.adjoints.set(fn, { refused: reason });
}

/** A clean tape. */
export function acquire(): Tape {
  const tape = state.pool.pop() ?? new Tape();
  tape.enclosing = state.enclosing;
  state.epoch++;
  return tape;
}

/** Gives a tape back; it forgets everything. One to which the event loop may come back is left to that. */
export function release(tape: Tape): void {
  if (tape.tasks !== undefined) {
    tape.isFinished = true;
    return;
  }
  tape.clear();
  if (state.pool.length < MAX_POOLED) state.pool.push(tape);
}
