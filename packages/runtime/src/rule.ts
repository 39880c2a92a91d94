/**
 * A rule differentiates a function that has no pair: native functions, and those given to `adjoint`.
 */
import type { Tape } from "./tape.ts";

/** A call as a rule sees it. */
export interface Call {
  /** `this`; for a constructor `new.target`. */
  readonly self: unknown;
  readonly args: readonly unknown[];
  /** `file.ts:12:14`, for messages. */
  readonly site: string;
  /** The compiler knows that no number among the arguments carries a derivative. */
  readonly constant: boolean;
}

/** A rule that records what its pullback needs. */
export interface ActiveRule {
  /** Does it know such arguments? If not, the function is code that the sweep cannot see. */
  readonly when?: (call: Call) => boolean;
  /** Runs the function. */
  readonly forward: (tape: Tape, call: Call) => unknown;
  /** From the result's cotangent, if it is a number, to the arguments'. Objects' flow by shadows. */
  readonly pullback: (tape: Tape, dy: number) => number[];
}

/**
 * - `"inert"`: no derivative in or out, and nothing is written.
 * - `{ refused }`: not to be differentiated, with the reason.
 */
export type Rule = ActiveRule | "inert" | { readonly refused: string };

/** No argument gets a cotangent. */
export const NO_COTANGENTS: number[] = [];
