/**
 * Solutions of equations, differentiated by the implicit function theorem and not through the iterations that found them.
 *
 *   F(x, θ) = 0   →   θ̄ = −(∂F/∂θ)ᵀ (∂F/∂x)⁻ᵀ x̄      (Dini; Griewank & Walther, Evaluating Derivatives, 2008, ch. 15)
 */
import { BadArgumentError, NotDifferentiableError } from "./errors.ts";
import { containersIn } from "./contents.ts";
import { enter } from "./dispatch.ts";
import { mapNumbers, numbersIn } from "./leaves.ts";
import { factor, solve as solveLinear, solveTransposed, type Factors } from "./linear.ts";
import type { AnyFunction, Pair } from "./pair.ts";
import { placesIn, setCotangent, cotangentAt } from "./places.ts";
import { record } from "./recording.ts";
import { NO_COTANGENTS, type ActiveRule, type Call } from "./rule.ts";
import { Walk, type Skeleton } from "./skeleton.ts";
import { acceleratedFixedPoint, newton, type System } from "./solve.ts";
import { state } from "./state.ts";
import { requireDifferentiable } from "./sweep.ts";
import { thrownApart } from "./thrown-apart.ts";
import { apart, OVERWRITE, takeBackOverwritten, unseen } from "./unseen.ts";

export type Caller = "fixedPoint" | "root";

/** What is solved for: numbers, in an array or nested arrays. */
export type Unknowns = number | Float64Array | Unknowns[];

/**
 * The x with `x = f(x, theta)`, from `x0`: by Anderson's acceleration of the iteration (Walker & Ni, SIAM J. Numer. Anal. 49,
 * 2011), and by Newton's method if that does not get there. In differentiated code its derivative with respect to `theta`, and
 * to what `f` captured, comes from the implicit function theorem; `x0` has none. Tangents and higher derivatives do too, where `f` writes
 * nothing but the x that it is given.
 *
 * @throws BadArgumentError when it does not converge, or `∂f/∂x − 1` is singular; NotDifferentiableError on the way back, when `f`
 *   has written something else that depends on x, and the result depends on that
 * @example
 * gradient((a) => fixedPoint((x, t) => Math.cos(t * x), 1, a), 1); // d/da of x = cos(a x)
 */
export function fixedPoint<X extends Unknowns, Theta>(f: (x: X, theta: Theta) => X, x0: X, theta: Theta): X;
export function fixedPoint(f: AnyFunction, x0: Unknowns, theta: unknown): Unknowns {
  const system = systemOf("fixedPoint", f, x0, theta);
  const from = requireNumbers("fixedPoint", x0);
  return shapedLike(x0, acceleratedFixedPoint(system, from) ?? newton(system, from, failure("fixedPoint", f)));
}

/**
 * The x with `f(x, theta) = 0`, from `x0`: by Newton's method with a line search (Dennis & Schnabel, 1983, ch. 6). The value
 * of `f` has as many numbers as x. Its derivative is found as `fixedPoint`'s is.
 *
 * @throws BadArgumentError when it does not converge, or `∂f/∂x` is singular; NotDifferentiableError as `fixedPoint` does
 * @example
 * gradient((a) => root((x, t) => x * x - t, 1, a), 2); // [0.3535533905932738], for √2 has the slope 1 / (2 √2)
 */
export function root<X extends Unknowns, Theta>(f: (x: X, theta: Theta) => X, x0: X, theta: Theta): X;
export function root(f: AnyFunction, x0: Unknowns, theta: unknown): Unknowns {
  return shapedLike(x0, newton(systemOf("root", f, x0, theta), requireNumbers("root", x0), failure("root", f)));
}

const nameOf = ({ name }: AnyFunction): string => (name === "" ? "the function" : `\`${name}\``);

const failure =
  (caller: string, f: AnyFunction) =>
  (reason: string): BadArgumentError =>
    new BadArgumentError(`${caller} of ${nameOf(f)} found no solution: ${reason}.`, {
      advice: "Begin nearer to the solution, or see whether there is one.",
    });

function requireNumbers(caller: string, x0: unknown): Float64Array {
  if (typeof x0 === "number") return Float64Array.of(x0);
  const isVector = (x: unknown): boolean =>
    typeof x === "number" || x instanceof Float64Array || (Array.isArray(x) && x.every(isVector));
  if (!isVector(x0)) throw new BadArgumentError(`${caller} needs a number or an array of numbers to begin from.`);
  return Float64Array.from(numbersIn([x0]));
}

function shapedLike(x0: unknown, numbers: ArrayLike<number>): Unknowns {
  let i = 0;
  return mapNumbers(x0, () => numbers[i++] ?? 0) as Unknowns;
}

/** F and its Jacobian, as functions of a flat vector: `f(x) − x`, or `f(x)`. */
function systemOf(caller: Caller, f: AnyFunction, x0: unknown, theta: unknown): System {
  requireDifferentiable(f, caller);
  const shift = caller === "fixedPoint" ? 1 : 0;
  const residual = (x: Float64Array, value: unknown): Float64Array => {
    const numbers = typeof value === "number" ? [value] : numbersIn([value]);
    if (numbers.length !== x.length) {
      throw new BadArgumentError(
        `${caller} needs a function that returns as many numbers as x has: ${String(x.length)}, not ${String(numbers.length)}.`,
      );
    }
    return x.map((xi, i) => (numbers[i] ?? 0) - shift * xi);
  };
  return {
    value: (x) => residual(x, Reflect.apply(f, undefined, [shapedLike(x0, x), theta])),
    linear: (x) =>
      record(f, [shapedLike(x0, x), theta], caller, ({ tape, value, args, places, row }) => {
        const F = residual(x, value);
        const columns = placesIn(args[0] as Skeleton);
        const J = places.map((place, i) =>
          row(place, (own) =>
            Float64Array.from(columns, (at, j) => cotangentAt(tape, at, own) - (i === j ? shift : 0)),
          ),
        );
        return { F, J };
      }) as ReturnType<System["linear"]>,
  };
}

interface Solved {
  readonly solution: Skeleton;
  /** The copy of it that `f` was given. */
  readonly given: Skeleton;
  readonly result: Skeleton;
  readonly lu: Factors;
  readonly call: Call;
}

/** A solution x*, F there, and the factors of its Jacobian: constants of what is differentiated. */
interface Solution {
  readonly x: Unknowns;
  readonly F: Float64Array;
  readonly lu: Factors;
}

function solved(caller: Caller, { args, site }: Pick<Call, "args" | "site">): Solution {
  const [f, x0, theta] = args as [AnyFunction, Unknowns, unknown];
  try {
    const x = (caller === "root" ? root : fixedPoint)(f as never, x0, theta);
    const { F, J } = systemOf(caller, f, x0, theta).linear(requireNumbers(caller, x));
    const lu = factor(J);
    if (lu === undefined) throw failure(caller, f)("the Jacobian there is singular");
    return { x, F, lu };
  } catch (error) {
    throw thrownApart(error, caller, f, site);
  }
}

/** The same for duals, with the inverse of the Jacobian. */
export function linearisedAt(caller: Caller, args: readonly unknown[], site: string) {
  const { x, F, lu } = solved(caller, { args, site });
  const units = Array.from(F, (_, j) => F.map((_, i) => (i === j ? 1 : 0)));
  const columns = units.map((unit) => solveLinear(lu, unit));
  return {
    solution: [...requireNumbers(caller, x)],
    residual: F as ArrayLike<number>,
    inverse: units.map((_, i) => columns.map((column) => column[i] as number)),
  };
}

/** In a sweep: solves apart, then runs `f` once more at the solution, recorded, for what it does with theta and what it captured. */
function implicitRule(caller: Caller): ActiveRule {
  return {
    forward(tape, call) {
      const { args, site } = call;
      const [f, , theta] = args as [AnyFunction, unknown, unknown];
      const { x: solution, lu } = unseen(tape, () => apart(() => solved(caller, call))) as Solution;
      const copy: unknown = mapNumbers(solution, (x) => x);
      const given = new Walk(tape).of(copy);
      const found = new Walk(tape).of(solution);
      tape.log?.made.push(...containersIn([given, found]));
      const value = enter(tape, site, f, undefined, [copy, theta], false);
      const result = new Walk(tape).of(value);
      tape.record({ solution: found, given, result, lu, call } satisfies Solved);
      return solution;
    },
    pullback(tape, dy) {
      const { solution, given, result, lu, call } = tape.recall() as Solved;
      const shares = placesIn(solution).map((place) => cotangentAt(tape, place, [dy]));
      const weights = solveTransposed(lu, shares);
      let own = 0;
      for (const [i, place] of placesIn(result).entries())
        own += setCotangent(tape, place, cotangentAt(tape, place, NO_COTANGENTS) - (weights[i] ?? 0));
      const cotangents = (tape.recall() as Pair).pullback(tape, own) ?? NO_COTANGENTS;
      // Jᵀ weights = shares: what comes to x beyond that has not come through the value of f.
      const expected = shares.map((share, i) => -share - (caller === "fixedPoint" ? (weights[i] as number) : 0));
      const close = 1e-6 * Math.max(...expected.map(Math.abs), ...shares.map(Math.abs));
      for (const [i, place] of placesIn(given).entries())
        if (Math.abs(cotangentAt(tape, place, cotangents) - (expected[i] as number)) > close)
          throw writesMore(caller, call);
      // What the iterations have overwritten depends on how many there were.
      if (tape.recall() === OVERWRITE && takeBackOverwritten(tape) !== 0) throw writesMore(caller, call);
      return [0, 0, cotangents[1] ?? 0];
    },
  };
}

function writesMore(caller: string, { args, site }: Call): NotDifferentiableError {
  return new NotDifferentiableError(
    `${nameOf(args[0] as AnyFunction)}, of which ${caller} was taken, writes something that depends on x or on the iterations, and is used later.`,
    { site, advice: "Compute it from the solution instead." },
  );
}

state.rules.set(fixedPoint, implicitRule("fixedPoint"));
state.rules.set(root, implicitRule("root"));
