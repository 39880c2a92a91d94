/**
 * Gradients inside of a sweep that depend on what it differentiates: second derivatives.
 *
 *   forward   g = ∇f(x), by sweeps of its own
 *   reverse   from ḡ:  ⟨∇f(x), ḡ⟩ is the derivative of f along ḡ, which the dual of f gives. That runs on the sweep's own tape,
 *             and its pullback brings x̄ and what flows to all that f has captured.
 *
 * No reverse sweep is differentiated, and no matrix is formed (Pearlmutter 1994). The mixed derivatives of a function are taken to
 * be symmetric, so what is not the derivative of anything (a hook, a rule of the user's) is refused in there.
 */
import { Assembly } from "./assemble.ts";
import { carries } from "./carries.ts";
import { Contents, containersIn } from "./contents.ts";
import { replayed } from "./checkpointed.ts";
import { dualOf } from "./dual/callees.ts";
import { closingShadows, withShadows } from "./dual/shadows.ts";
import { ownCotangents, startOf, wantRest } from "./dual/start.ts";
import { enter } from "./dispatch.ts";
import { constantOnly } from "./order.ts";
import { back } from "./run.ts";
import { changes, outdated, printOf, runApart, type Apart } from "./dual/apart.ts";
import type * as modes from "./self-hosted/inner-modes.ts";
import type * as inPullbacks from "./self-hosted/inner-pullback.ts";
import { BadArgumentError, FluxionError, located, OrderExceededError } from "./errors.ts";
import { attachedTo, type AnyFunction, type Pair } from "./pair.ts";
import { isParams } from "./is-params.ts";
import { loss } from "./with-gradient.ts";
import { scalar, type Seed } from "./outcome.ts";
import { structureOf } from "./structure.ts";
import { movingIn } from "./places.ts";
import { NO_COTANGENTS, type ActiveRule, type Call, type Inner as InnerRule } from "./rule.ts";
import { addCotangent } from "./seed.ts";
import { Walk, type Skeleton } from "./skeleton.ts";
import { acquire, release, state, type State } from "./state.ts";
import { forward as runForward, reverse } from "./sweep.ts";
import { Log } from "./log.ts";
import type { Tape } from "./tape.ts";
import { thrownApart } from "./thrown-apart.ts";
import { unseen } from "./unseen.ts";

/** What an inner call gives, and what its cotangent says of its parts. */
export interface Shape {
  /** The function's value, and the gradients by what it is asked for. */
  readonly make: (value: unknown, gradients: unknown) => unknown;
  /** The cotangents of the gradients. */
  readonly ofGradients: (cotangent: unknown) => unknown;
  /** The cotangent of the value, where that is given too. */
  readonly ofValue?: (cotangent: unknown) => unknown;
  /** How the value's own cotangent begins: throws where the value is not what it should be. */
  readonly seed: Seed;
}

interface Inner {
  readonly f: AnyFunction;
  readonly args: readonly unknown[];
  /** By what it is differentiated, as it was when it ran. */
  readonly by: readonly Skeleton[];
  /** The same, where they are `Params`: in order. */
  readonly params: readonly object[] | undefined;
  readonly print: string;
  /** What the arguments held: they may be changed afterwards. */
  readonly contents: Contents;
  readonly site: string;
  readonly result: Skeleton;
}

/** `f` and its arguments, as the inner call has them. */
type Asked = (args: readonly unknown[]) => { readonly f: AnyFunction; readonly args: readonly unknown[] };

/** The rule of `gradient`, `withGradient`, … `asked`: what is differentiated there. */
export function nestedRule(name: string, asked: Asked, shape: Shape, plain: AnyFunction): ActiveRule {
  return {
    forward(tape, call) {
      const { f, args } = asked(call.args);
      const isGiven = call.args.some((arg) => (typeof arg === "number" ? !call.constant : carries(tape, arg)));
      if (tape.isDropped || attachedTo(f)?.pair.start !== undefined || dualOf(f) === undefined) {
        if (isGiven && !tape.isDropped) throw exceeded(name, call, f);
        const y = unseen(tape, () => Reflect.apply(plain, undefined, call.args) as unknown);
        tape.record(undefined);
        tape.record(undefined);
        return y;
      }
      const ran = unseen(tape, () => gradientApart(name, call, { f, args }, isGiven, shape)) as Ran;
      const { value, isDependent, isApart } = ran;
      tape.record(ran.print); // so what surrounds it is seen to do something else, when this does
      if (!isGiven && !isDependent) {
        tape.record(undefined);
        return value;
      }
      if (!isApart) throw changes(name, f, call.site);
      const result = new Walk(tape.wants(value) ? undefined : tape).of(value);
      tape.log?.made.push(...containersIn([result]));
      tape.record({
        f,
        args,
        by: ran.by,
        params: ran.params,
        print: ran.print,
        contents: new Contents(containersIn(ran.by)),
        site: call.site,
        result,
      } satisfies Inner);
      return value;
    },
    pullback(tape, dy) {
      const inner = tape.recall() as Inner | undefined;
      const cotangents =
        inner === undefined ? NO_COTANGENTS : inner.contents.during(() => throughDual(tape, inner, shape, dy));
      tape.recall();
      (tape.recall() as Pair).pullback(tape, 0); // what it has overwritten
      return cotangents;
    },
  };
}

interface Ran extends Pick<Inner, "by" | "params" | "print"> {
  readonly value: unknown;
  readonly isDependent: boolean;
  readonly isApart: boolean;
}

/** The gradient by sweeps on a tape of its own, which notes what it depends on. */
function gradientApart(
  name: string,
  { site }: Call,
  { f, args }: ReturnType<Asked>,
  isGiven: boolean,
  shape: Shape,
): Ran {
  const tape = acquire();
  const dependence: { found: boolean } = (tape.dependence = { found: false });
  try {
    const { given, gradients, parts } = structureOf(tape, args);
    const log = (tape.log = new Log());
    const value = runForward(tape, f, given);
    tape.finish();
    const own = log.own();
    const print = printOf(tape, containersIn(parts), own ?? log.made);
    const cotangents = reverse(tape, shape.seed(tape, value));
    return {
      value: shape.make(value, gradients(cotangents, true)),
      by: parts,
      params: paramsOf(args),
      print,
      isDependent: dependence.found,
      isApart: own !== undefined,
    };
  } catch (error) {
    throw isGiven || dependence.found ? thrownApart(error, name, f, site) : error;
  } finally {
    tape.dependence = undefined;
    tape.log = undefined;
    release(tape);
  }
}

function throughDual(tape: Tape, inner: Inner, shape: Shape, dy: number): number[] {
  const { f, args, by, params, site } = inner;
  const cotangent = new Assembly(tape, false).of(inner.result, dy);
  const gradients = shape.ofGradients(cotangent);
  const list = params ? params.map((p) => partOf(gradients, p)) : (gradients as readonly unknown[]);
  const moving = movingIn(by, list);
  requireUnchanged(tape, inner, shape);
  const start = startOf(f, params ? [] : args, by, moving, "an inner gradient");
  return replayed(
    tape,
    () => {
      wantRest(tape, start);
      return withShadows(start.shadows, () => enter(tape, site, start.dual.run, undefined, start.list, false));
    },
    (_, both) => {
      const [value, tangent] = both as [unknown, unknown];
      const shares = tape.shadow(both) as number[];
      if (shape.ofValue) {
        const share = shape.ofValue(cotangent);
        shares[0] = (shares[0] ?? 0) + addCotangent(tape, new Walk().of(value), share ?? 0, "the value");
      }
      if (typeof value === "number") shares[1] = 1;
      else (tape.shadow(tangent) as number[])[0] = 1;
      const cotangents = (tape.recall() as Pair).pullback(tape, 0) ?? NO_COTANGENTS;
      if (params) return NO_COTANGENTS;
      return [0, ...ownCotangents(tape, start, cotangents, args.length)];
    },
  );
}

const paramsOf = ([first, ...others]: readonly unknown[]): readonly object[] | undefined =>
  others.length === 0 && isParams(first) ? [...first] : undefined;

const partOf = (gradients: unknown, param: object): unknown =>
  (gradients as { readonly entries: ReadonlyMap<object, unknown> }).entries.get(param);

/** Throws where the function would do something else than it did: what it reads has changed since. */
function requireUnchanged(tape: Tape, { f, args, print, site }: Inner, shape: Shape): void {
  const read = (again: Apart): void => {
    if (again.print !== print) throw outdated("an inner gradient", f, site);
    shape.seed(again.tape, again.value);
  };
  try {
    runApart("an inner gradient", f, args, read, tape);
  } catch (error) {
    // The first time it has thrown nothing.
    throw error instanceof FluxionError ? error : outdated("an inner gradient", f, site);
  }
}

const nameOf = ({ name }: AnyFunction): string => (name === "" ? "the function" : `\`${name}\``);

const exceeded = (name: string, { site }: Call, f: unknown): OrderExceededError =>
  site === ""
    ? new OrderExceededError("a derivative of a gradient is differentiated more often than the file is compiled for.", {
        advice: "Compile it with order: 3, which is the highest.",
      })
    : new OrderExceededError(
        `\`${name}\` is called in code that is differentiated, and what it gets may carry a derivative: that is of order 2, and ${typeof f === "function" ? nameOf(f as AnyFunction) : "its function"} has no dual.`,
        {
          site,
          advice:
            "Compile it with order: 2 (of an `async` function it must be the outermost), or wrap it in ignore(() => …) if it is meant to be constant.",
        },
      );

const first: Asked = ([f, ...args]) => ({ f: f as AnyFunction, args });

const SHAPES = {
  gradient: { make: (_value, gradients) => gradients, ofGradients: (c) => c, seed: scalar },
  withGradient: {
    make: (value, gradient) => ({ value, gradient }),
    ofGradients: (c) => (c as { gradient?: unknown } | undefined)?.gradient ?? [],
    ofValue: (c) => (c as { value?: unknown } | undefined)?.value,
    seed: loss,
  },
  slope: { make: (_value, gradients) => (gradients as number[])[0], ofGradients: (c) => [c], seed: scalar },
} satisfies Record<string, Shape>;

/** `jvp` & co., where their function has the duals that they take: in terms of these they run in the sweep. */
function insideRule(fn: AnyFunction, run: AnyFunction, order: number): ActiveRule {
  const constant = constantOnly(fn);
  return {
    forward(tape, call) {
      if (tape.isDropped || !hasDuals(call.args[0], order)) return constant.forward(tape, call);
      try {
        return closingShadows(() => enter(tape, call.site, run, undefined, call.args, false));
      } catch (error) {
        throw located(error, call.site);
      }
    },
    pullback: back,
  };
}

function hasDuals(f: unknown, order: number): boolean {
  const dual = dualOf(f);
  return dual !== undefined && (order === 1 || hasDuals(dual.run, order - 1));
}

/** What runs in the place of `jvp` & co. */
export type Inside = typeof modes & typeof inPullbacks;

/** The rules of gradients in a sweep; nothing for what has none there. */
export function nestedBy(inside: Inside): NonNullable<State["nested"]> {
  // How often they take the dual of a dual.
  const runs: Readonly<Partial<Record<InnerRule["inner"], readonly [run: unknown, order: number]>>> = {
    jvp: [inside.jvpInside, 1],
    jacobian: [inside.jacobianInside, 1],
    pullback: [inside.pullbackInside, 1],
    hvp: [inside.hvpInside, 2],
    hessian: [inside.hessianInside, 2],
    diagHessian: [inside.diagHessianInside, 2],
  };
  return (fn, kind) => {
    const [run, order] = runs[kind] ?? [];
    if (run !== undefined && order !== undefined) return insideRule(fn, run as AnyFunction, order);
    if (kind === "gradient" || kind === "withGradient") return nestedRule(kind, first, SHAPES[kind], fn);
    return kind === "slope" ? slopeRule(fn) : undefined;
  };
}

function slopeRule(fn: AnyFunction): ActiveRule | undefined {
  const f = state.derivatives.get(fn);
  if (f === undefined) return undefined;
  const ofNumber: Asked = ([x]) => {
    if (typeof x !== "number") throw new BadArgumentError(`a derivative is taken at a number, not at ${typeof x}.`);
    return { f, args: [x] };
  };
  const rule = nestedRule("derivative", ofNumber, SHAPES.slope, fn);
  return { ...rule, pullback: (tape, dy) => rule.pullback(tape, dy).slice(1) };
}
