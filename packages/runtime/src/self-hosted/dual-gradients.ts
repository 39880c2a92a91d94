"differentiable";
/**
 * The dual of `gradient`: how a gradient moves along a direction is the gradient of the derivative along it.
 *
 *   g = ∇f(x)      dg = ∇ₓ ⟨∇f(x), dx⟩, and likewise for what f has captured
 */
import { noTangentByParams, requireDual } from "../dual/callees.ts";
import { isFollowed, requireApart } from "../dual/apart.ts";
import { copyOf, tableHere } from "../dual/shadows.ts";
import { derivative } from "../derivative.ts";
import { gradient } from "../gradient.ts";
import { isParams } from "../is-params.ts";
import { requireScalar } from "../outcome.ts";
import { pullback } from "../pullback.ts";
import { beside } from "./dual-calls.ts";
import { bothAlong } from "./inner-along.ts";

type Both = [value: unknown, tangent: unknown];
type Scalar = (...args: unknown[]) => number;

export function gradientDual(_self: unknown, _dself: unknown, args: unknown[], dargs: unknown[], site: string): Both {
  const f = args[0] as Scalar;
  if (isParams(args[1])) noTangentByParams(site);
  const dual = requireDual(site, f);
  const xs = args.slice(1);
  const tangents: unknown[] = [];
  for (let i = 0; i < xs.length; i++) tangents.push(beside(xs[i], dargs[i + 1] ?? 0));
  const df = dargs[0] ?? 0;
  const table = tableHere();
  const both = (...ys: unknown[]): Both => bothAlong(dual, df, ys, tangents, table);
  if (isFollowed()) {
    requireApart("gradient", f, xs);
    const along = (...ys: unknown[]): number => bothAlong(dual, df, ys, tangents, copyOf(table))[1] as number;
    return [gradient(f, ...xs), gradient(along, ...xs)];
  }
  // In one run, for it may change what it is given.
  const [[value], back] = pullback(both, ...xs);
  requireScalar(value);
  return [back([1, 0]), back([0, 1])];
}

/** `derivative(f)`: what the slope has captured is f. */
export function derivativeDual(_self: unknown, _dself: unknown, args: unknown[], dargs: unknown[]): Both {
  return [derivative(args[0] as (x: number) => number), { f: dargs[0] ?? 0 }];
}

/** Of what `derivative` has made; `env.f` is what it is the derivative of. */
export function slopeDual(env: { readonly f: unknown }, denv: unknown, x: unknown, dx: unknown): Both {
  const df = denv === 0 ? 0 : (denv as { readonly f: unknown }).f;
  const both = gradientDual(undefined, 0, [env.f, x], [df, dx], "");
  return [(both[0] as number[])[0], (both[1] as number[])[0]];
}
