"differentiable";
/**
 * Duals of `fixedPoint` and `root`: from the solution, steps of Newton's method with the Jacobian there as a constant. Each step
 * makes derivatives right of one order more, and the value stays what it is.
 *
 *   x ← x − J⁻¹ (F(x, θ) − F(x*, θ*))      J = ∂F/∂x at x*, θ*
 */
import { ignore } from "../adjoint.ts";
import { requireApart, requireTree, requireUnwritten } from "../dual/apart.ts";
import { DEPTH } from "../dual/depth.ts";
import { noteShadows, withoutDuals } from "../dual/shadows.ts";
import { rememberBeside } from "../dual/unseen.ts";
import { linearisedAt, type Caller } from "../implicit.ts";
import { beside, callDual } from "./dual-calls.ts";

type Both = [value: unknown, tangent: unknown];
type Fn = (...args: unknown[]) => unknown;
type List = readonly unknown[];
type Fields = Record<string, unknown>;

/** The highest order that the library is asked for. */
const MOST = 2 + DEPTH;

export const fixedPointDual = (_self: unknown, _dself: unknown, args: List, dargs: List, site: string): Both =>
  implicitDual("fixedPoint", 1, args, dargs, site);

export const rootDual = (_self: unknown, _dself: unknown, args: List, dargs: List, site: string): Both =>
  implicitDual("root", 0, args, dargs, site);

/** `shift`: how often x is taken off the function's value. */
function implicitDual(caller: Caller, shift: number, args: List, dargs: List, site: string): Both {
  const [f, x0, theta] = args;
  const { solution, residual, inverse } = solvedApart(caller, args, dargs, site);
  let xs: number[] = solution;
  let dxs: number[] = xs.map(() => 0);
  // It may change the x that it is given: that is a copy.
  requireApart(caller, () => (f as Fn)(shapedLike(x0, solution, { at: 0 }), theta), []);
  for (let k = 0; k < MOST; k++) {
    const x = shapedLike(x0, xs, { at: 0 });
    const dx = shapedLike(x0, dxs, { at: 0 });
    const [y, dy] = callDual(site, f, dargs[0] ?? 0, undefined, 0, [x, theta], [dx, dargs[2] ?? 0]);
    requireTree(caller, [x0, y]);
    const F: number[] = [];
    const dF: number[] = [];
    addNumbers(F, dF, y, dy);
    const rest = F.map((Fi, i) => Fi - shift * (xs[i] as number) - (residual[i] as number));
    const drest = dF.map((dFi, i) => dFi - shift * (dxs[i] as number));
    xs = moved(xs, inverse, rest);
    dxs = moved(dxs, inverse, drest);
  }
  return [shapedLike(x0, xs, { at: 0 }), shapedLike(x0, dxs, { at: 0 })];
}

/** The solution; throws where something else that may move is changed on the way. */
function solvedApart(caller: Caller, args: List, dargs: List, site: string): ReturnType<typeof linearisedAt> {
  for (let i = 0; i < args.length; i++) noteShadows(args[i], dargs[i]);
  const before = rememberBeside(args, dargs);
  try {
    return ignore(() => withoutDuals(() => linearisedAt(caller, args, site)));
  } finally {
    requireUnwritten(caller, args[0], before, site);
  }
}

/** x − A b */
function moved(x: readonly number[], A: readonly ArrayLike<number>[], b: readonly number[]): number[] {
  return x.map((xi, i) => {
    const row = A[i] as ArrayLike<number>;
    let sum = 0;
    for (let j = 0; j < b.length; j++) sum += (row[j] as number) * (b[j] as number);
    return xi - sum;
  });
}

/** What has the shape of `x`, and these numbers from `from.at` on. */
function shapedLike(x: unknown, numbers: readonly number[], from: { at: number }): unknown {
  if (typeof x === "number") return numbers[from.at++];
  if (x instanceof Float64Array) {
    const all = new Float64Array(x.length);
    for (let i = 0; i < all.length; i++) all[i] = numbers[from.at++] as number;
    return all;
  }
  return (x as List).map((part) => shapedLike(part, numbers, from));
}

/** Appends the numbers of a value and their tangents. */
function addNumbers(values: unknown[], tangents: unknown[], value: unknown, tangent: unknown): void {
  if (typeof value === "number") {
    values.push(value);
    tangents.push(tangent);
  } else if (typeof value === "object" && value !== null) {
    const shadow = beside(value, tangent) as Fields;
    const keys = Object.keys(value);
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i] as string;
      addNumbers(values, tangents, (value as Fields)[key], shadow[key] ?? 0);
    }
  }
}

/** A `try` makes the plugin keep frames in this module: then a callee that throws can be reversed from there. */
export function framed(): boolean {
  try {
    return true;
  } catch {
    return false;
  }
}
