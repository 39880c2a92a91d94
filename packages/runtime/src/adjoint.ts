/**
 * What users say about derivatives themselves: `adjoint`, `ignore`, `stopGradient`, `hook`.
 *
 * Called in the ordinary way they do next to nothing; a sweep finds their rules by identity.
 */
import { Assembly } from "./assemble.ts";
import { Contents, containersIn } from "./contents.ts";
import { BadArgumentError, BadCotangentError } from "./errors.ts";
import { detach } from "./detach.ts";
import { setRule } from "./foreign.ts";
import { addCotangent } from "./seed.ts";
import { Walk, type Skeleton } from "./skeleton.ts";
import { NO_COTANGENTS, type ActiveRule } from "./rule.ts";
import { state } from "./state.ts";
import type { Gradient, Gradients } from "./gradient-types.ts";
import type { Tape } from "./tape.ts";
import { apart, unseen } from "./unseen.ts";

/**
 * Gives `fn` a pullback of your own. `rule(...args)` returns the value and a function from its cotangent to one cotangent
 * for each argument; it runs instead of `fn` when a sweep calls `fn`.
 *
 * `tangent(args, tangents)`, if it is given, returns the value and its tangent: the rule of forward mode, and of second
 * derivatives if it is marked. Tangents have the shapes of gradients.
 *
 * @returns `fn` itself
 * @example
 * const clip = adjoint(
 *   (x: number) => Math.min(1, Math.max(-1, x)),
 *   (x) => [Math.min(1, Math.max(-1, x)), (dy) => [dy]], // straight through
 * );
 * gradient(clip, 7); // [1]
 * @example
 * adjoint(square, (x) => [x * x, (dy) => [2 * x * dy]], ([x], [dx]) => [x * x, 2 * x * dx]);
 */
export function adjoint<Args extends readonly unknown[], Value>(
  fn: (...args: Args) => Value,
  rule: (
    ...args: Args
  ) => readonly [value: Value, back: (cotangent: Gradient<Value>) => Partial<Gradients<Args>> | readonly unknown[]],
  tangent?: (args: Args, tangents: Gradients<Args>) => readonly [value: Value, tangent: Gradient<Value>],
): (...args: Args) => Value {
  if (
    typeof fn !== "function" ||
    typeof rule !== "function" ||
    (tangent !== undefined && typeof tangent !== "function")
  ) {
    throw new BadArgumentError("adjoint needs a function and its rule.", {
      advice: "adjoint(fn, (...args) => [value, (dy) => [dx, …]]), and as a third the rule of tangents.",
    });
  }
  const active = adjointRule(rule as unknown as UserRule, fn.name || "fn");
  setRule(fn, active);
  if (tangent !== undefined) state.dual.tangentRules.set(fn, tangent);
  return fn;
}

type UserRule = (this: unknown, ...args: readonly unknown[]) => readonly [unknown, (cotangent: unknown) => unknown[]];

interface Ran {
  readonly back: (cotangent: unknown) => unknown;
  readonly value: Skeleton;
  readonly args: readonly Skeleton[];
  /** What the arguments held: the rule may read them on the way back. */
  readonly contents: Contents;
}

function adjointRule(rule: UserRule, name: string): ActiveRule {
  return {
    forward(tape, { self, args }) {
      const walk = new Walk();
      const skeletons = args.map((arg) => walk.of(arg));
      const contents = new Contents(containersIn(skeletons));
      const given = unseen(tape, () => apart(() => Reflect.apply(rule, self, args)), [rule, self, ...args]);
      if (!Array.isArray(given) || typeof given[1] !== "function") {
        throw new BadArgumentError(`the adjoint of \`${name}\` must give the value, and a function of its cotangent.`, {
          advice: "(x) => [value, (dy) => [dx]]",
        });
      }
      const [value, pull] = given as unknown as ReturnType<UserRule>;
      const result = new Walk(tape.wants(value) ? undefined : tape).of(value);
      tape.record({ back: pull, value: result, args: skeletons, contents } satisfies Ran);
      return value;
    },
    pullback(tape, dy) {
      const ran = tape.recall() as Ran;
      const cotangent = new Assembly(tape, false).of(ran.value, dy);
      const cotangents = ran.contents.during(() => ran.back(cotangent));
      if (!Array.isArray(cotangents)) {
        throw new BadCotangentError(`the adjoint of \`${name}\` must give an array, one cotangent for each argument.`);
      }
      (tape.recall() as ActiveRule).pullback(tape, 0); // what the rule's body wrote
      return ran.args.map((arg, i) =>
        argumentCotangent(tape, arg, cotangents[i], `argument ${String(i)} of \`${name}\``),
      );
    },
  };
}

function argumentCotangent(tape: Tape, arg: Skeleton, cotangent: unknown, path: string): number {
  if (cotangent === undefined || cotangent === null) return 0;
  if (typeof arg === "object" && !tape.wants(arg.kind === "fields" ? arg.shadowed : arg.source)) return 0;
  return addCotangent(tape, arg, cotangent, path);
}

/**
 * The value of `thunk()`, constant for differentiation. Inside, anything may be called. What it writes is constant too; a number
 * that it overwrites by an equal one is not noticed, and keeps its derivative. If it gives
 * a container that carries derivatives, that is copied, as by `stopGradient`.
 *
 * @example
 * const noise = ignore(() => sample(rng));
 */
export function ignore<Value>(thunk: () => Value): Value {
  if (typeof thunk !== "function") throw new BadArgumentError("ignore needs a function: ignore(() => value).");
  return thunk();
}

/**
 * `x`, constant for differentiation. In a sweep, a container that carries derivatives is copied (so it is not `===` to the original);
 * whether one of the two is written afterwards is found out when the sweep ends, and refused.
 *
 * @example
 * const target = stopGradient(predict(next)); // as in temporal-difference learning
 */
export function stopGradient<Value>(x: Value): Value {
  return x;
}

/**
 * `x`; on the way back its cotangent passes through `fn`.
 *
 * @example
 * hook(x, (dx) => Math.max(-1, Math.min(1, dx))); // clips a gradient in the middle of a program
 */
export function hook<Value>(x: Value, fn: (cotangent: Gradient<Value>) => Gradient<Value>): Value {
  if (typeof fn !== "function") throw new BadArgumentError("hook needs a value and a function of its cotangent.");
  return x;
}

const ignoreRule: ActiveRule = {
  forward(tape, { args, site }) {
    const [thunk] = args as [() => unknown];
    const value = unseen(tape, () => apart(() => ignore(thunk)), [thunk]);
    return detach(tape, value, { name: "ignore", site });
  },
  pullback(tape) {
    (tape.recall() as ActiveRule).pullback(tape, 0);
    return NO_COTANGENTS;
  },
};

const stopRule: ActiveRule = {
  forward: (tape, { args, site }) => detach(tape, args[0], { name: "stopGradient", site }),
  pullback: () => NO_COTANGENTS,
};

/** A container's cotangent is replaced where it stands; a number's on its way. */
const hookRule: ActiveRule = {
  forward(tape, { args }) {
    const [x, fn] = args as [unknown, (cotangent: unknown) => unknown];
    hook(x, fn);
    tape.record(fn);
    tape.record(new Walk().of(x));
    return x;
  },
  pullback(tape, dy) {
    const skeleton = tape.recall() as Skeleton;
    const fn = tape.recall() as (cotangent: unknown) => unknown;
    if (typeof skeleton === "object" && !tape.wants(skeleton.source)) return NO_COTANGENTS;
    const before = new Assembly(tape, false).of(skeleton, dy);
    const after = fn(before);
    if (after === undefined)
      throw new BadCotangentError("the function of a hook has returned nothing.", {
        advice: "Return the cotangent: hook(x, (dx) => dx).",
      });
    if (typeof skeleton !== "object") return [addCotangent(tape, skeleton, after, "hook's result")];
    clear(tape, skeleton, new Set());
    addCotangent(tape, skeleton, after, "hook's result");
    return NO_COTANGENTS;
  },
};

function clear(tape: Tape, skeleton: Skeleton, seen: Set<Skeleton>): void {
  if (typeof skeleton !== "object" || seen.has(skeleton)) return;
  seen.add(skeleton);
  const shadow = tape.shadow(skeleton.kind === "fields" ? skeleton.shadowed : skeleton.source);
  if (shadow instanceof Map) shadow.clear();
  else if (shadow instanceof Float64Array) shadow.fill(0);
  else if (shadow !== undefined) for (const key of Object.keys(shadow)) (shadow as Record<string, number>)[key] = 0;
  const items = skeleton.kind === "cell" ? [skeleton.content] : skeleton.kind === "typed" ? [] : (skeleton.items ?? []);
  for (const item of items) clear(tape, item, seen);
}

state.rules.set(ignore, ignoreRule);
state.rules.set(stopGradient, stopRule);
state.rules.set(hook, hookRule);
state.rules.set(adjoint, { refused: "an adjoint is given to a function outside of differentiated code" });
