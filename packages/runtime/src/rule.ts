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
  /** It only calls a function of the program, later: as a function of numbers it has no derivative. */
  readonly callsBack?: true;
  /** What an exception that comes through it has left on the tape can be taken back as its arguments' cotangents; see frame.ts. */
  readonly tracked?: true;
  /** Does it know such arguments? If not, the function is code that the sweep cannot see. */
  readonly when?: (call: Call) => boolean;
  /** Runs the function. */
  readonly forward: (tape: Tape, call: Call) => unknown;
  /** From the result's cotangent, if it is a number, to the arguments'. Objects' flow by shadows. */
  readonly pullback: (tape: Tape, dy: number) => number[];
}

/** A marked function that does the same: its pair is used. `self` is its first argument, so that it needs no `this`. */
export interface StandIn {
  readonly standIn: (...args: never[]) => unknown;
  readonly selfFirst: boolean;
}

/** A function of the runtime's own that takes a gradient. */
export interface Inner {
  readonly inner:
    | "gradient"
    | "withGradient"
    | "slope"
    | "jvp"
    | "jacobian"
    | "pullback"
    | "hvp"
    | "hessian"
    | "diagHessian"
    | "checkGradient";
}

/**
 * - `"inert"`: no derivative in or out, and nothing is written.
 * - `"unseen"`: no derivative in or out, but it may write, or run the user's code.
 * - `{ inner }`: one of the runtime's own, which takes a gradient; see order.ts.
 * - `{ refused }`: not to be differentiated, with the reason.
 */
export type Rule = ActiveRule | StandIn | Inner | "inert" | "unseen" | { readonly refused: string };

/** Does it give a derivative (also if that is 0)? */
export const isKnown = (rule: Rule | undefined): boolean =>
  rule === "inert" || (typeof rule === "object" && !("refused" in rule) && !("callsBack" in rule));

/** No argument gets a cotangent. */
export const NO_COTANGENTS: number[] = [];
