/**
 * What `@fluxion/runtime` means without a compiler: the values are the same, and gradients are finite differences.
 * Programs of the zoo are run against it, uncompiled, to know what they should give.
 */
import { numericalGradient } from "./numerical-gradient.ts";

type Fn = (...args: unknown[]) => unknown;

export const gradient = (f: Fn, ...args: unknown[]): unknown[] => numericalGradient(f, args).gradient;
export const derivative =
  (f: Fn) =>
  (x: number): unknown =>
    gradient(f, x)[0];
export const adjoint = (f: Fn): Fn => f;
export const differentiable = (f: Fn): Fn => f;
export const ignore = (thunk: () => unknown): unknown => thunk();
export const stopGradient = (x: unknown): unknown => x;
export const hook = (x: unknown): unknown => x;
export const checkpointed = (f: Fn, ...args: unknown[]): unknown => f(...args);
