/**
 * What is differentiated, as it is when the sweep begins: the arguments, or the parameters that a function without any uses.
 */
import { Assembly } from "./assemble.ts";
import { areNumbers } from "./at-once.ts";
import { gradsOf, isParams } from "./is-params.ts";
import type { Params } from "./params.ts";
import { NUMBER, Walk, type Skeleton } from "./skeleton.ts";
import type { Tape } from "./tape.ts";

export interface Structure {
  /** What the function is called with. */
  readonly given: readonly unknown[];
  /** The structure of each. */
  readonly parts: readonly Skeleton[];
  /** The gradients, after a reverse sweep that gave the arguments' own cotangents. `keep`: see `Assembly`. */
  readonly gradients: (cotangents: readonly number[], keep: boolean) => unknown;
}

/** Walks the arguments of `gradient` & co., and registers what they hold on the tape. */
export function structureOf(tape: Tape, args: readonly unknown[]): Structure {
  const [first] = args;
  if (args.length === 1 && isParams(first)) return ofParams(tape, first);
  if (areNumbers(args))
    return {
      given: args,
      parts: args.map(() => NUMBER),
      gradients: (cotangents) => args.map((_, i) => cotangents[i] ?? 0),
    };
  const walk = new Walk(tape);
  const skeletons = args.map((arg) => walk.of(arg));
  return {
    given: args,
    parts: skeletons,
    gradients(cotangents, keep) {
      const assembly = new Assembly(tape, keep);
      return skeletons.map((skeleton, i) => assembly.of(skeleton, cotangents[i]));
    },
  };
}

function ofParams(tape: Tape, params: Params): Structure {
  const walk = new Walk(tape);
  const skeletons: (readonly [object, Skeleton])[] = [];
  for (const param of params) skeletons.push([param, walk.of(param)]);
  return {
    given: [],
    parts: skeletons.map(([, skeleton]) => skeleton),
    gradients(_cotangents, keep) {
      const assembly = new Assembly(tape, keep);
      return gradsOf(
        params,
        skeletons.map(([param, skeleton]) => [param, assembly.of(skeleton, undefined)] as const),
      );
    },
  };
}
