/**
 * Runs the forward sweep that is attached to a function.
 */
import { envOf, type Attached } from "./pair.ts";
import type { Tape } from "./tape.ts";

type Run = (this: unknown, tape: Tape, ...args: unknown[]) => unknown;

/** Runs an attached forward sweep; tells frames when the function keeps none of its own. */
export function run(tape: Tape, attached: Attached, self: unknown, args: readonly unknown[]): unknown {
  const { pair } = attached;
  const forward = pair.forward as unknown as Run;
  const env = attached.thunk === undefined ? attached.env : envOf(attached);
  const opaque = pair.tracked === true ? 0 : 1;
  tape.untracked += opaque;
  const y = env === undefined ? forward.call(self, tape, ...args) : forward.call(self, tape, env, ...args);
  tape.untracked -= opaque;
  return y;
}
