"differentiable";
/**
 * The dual of `gradient`: how a gradient moves along a direction is the gradient of the derivative along it.
 *
 *   g = ∇f(x)      dg = ∇ₓ ⟨∇f(x), dx⟩, and likewise for what f has captured
 *
 * This module has duals itself, for derivatives of an order above 2.
 */
import { noTangentByParams, requireDual } from "../dual/callees.ts";
import type { DualOf } from "../dual/callees.ts";
import { shadowBeside, shadowOf } from "../dual/shadows.ts";
import { gradient } from "../gradient.ts";
import { isParams } from "../is-params.ts";

type Both = [value: unknown, tangent: unknown];
type Scalar = (...args: unknown[]) => number;

/** Value and tangent of a function of plain arguments. */
export function bothAlong(dual: DualOf, df: unknown, args: readonly unknown[], tangents: readonly unknown[]): Both {
  const { run, count, flags, env } = dual;
  const list: unknown[] = [];
  if ((flags & 1) !== 0) list.push(0);
  if ((flags & 2) !== 0) {
    list.push(env);
    list.push(df || shadowOf(env));
  }
  for (let i = 0; i < count; i++) {
    list.push(args[i]);
    list.push(tangents[i] ?? 0);
  }
  if ((flags & 4) !== 0) {
    const rest: unknown[] = [];
    const drest: unknown[] = [];
    for (let i = count; i < args.length; i++) {
      rest.push(args[i]);
      drest.push(tangents[i] ?? 0);
    }
    list.push(rest);
    list.push(drest);
  }
  return run(...list);
}

export function gradientDual(_self: unknown, _dself: unknown, args: unknown[], dargs: unknown[], site: string): Both {
  const f = args[0] as Scalar;
  if (isParams(args[1])) noTangentByParams(site);
  const dual = requireDual(site, f);
  const xs = args.slice(1);
  const tangents: unknown[] = [];
  for (let i = 0; i < xs.length; i++) tangents.push(shadowBeside(xs[i], dargs[i + 1] ?? 0));
  const df = dargs[0] ?? 0;
  const along: Scalar = (...ys) => bothAlong(dual, df, ys, tangents)[1] as number;
  return [gradient(f, ...xs), gradient(along, ...xs)];
}

/** Of what `derivative` has made; `env.f` is what it is the derivative of. */
export function slopeDual(env: { readonly f: unknown }, _denv: unknown, x: unknown, dx: unknown): Both {
  const both = gradientDual(undefined, 0, [env.f, x], [0, dx], "");
  return [(both[0] as number[])[0], (both[1] as number[])[0]];
}
