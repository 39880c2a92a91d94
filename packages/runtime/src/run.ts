/**
 * Runs the forward sweep that is attached to a function, and its pullback.
 */
import { envOf, type Attached, type Pair } from "./pair.ts";
import { NO_COTANGENTS } from "./rule.ts";
import type { Tape } from "./tape.ts";

type Run = (this: unknown, tape: Tape, ...args: unknown[]) => unknown;

/** Runs an attached forward sweep; tells frames when the function keeps none of its own. */
export function run(tape: Tape, attached: Attached, self: unknown, args: readonly unknown[]): unknown {
  const { pair } = attached;
  const forward = pair.forward as unknown as Run;
  const env = attached.thunk === undefined ? attached.env : envOf(attached);
  if (pair.tracked === true)
    return env === undefined ? plain(forward, self, tape, args) : closed(forward, self, tape, env, args);
  tape.untracked++;
  const y = env === undefined ? plain(forward, self, tape, args) : closed(forward, self, tape, env, args);
  tape.untracked--;
  return y;
}

// By the number of arguments, for the engine keeps these in registers; a spread goes by way of memory.
function plain(forward: Run, self: unknown, tape: Tape, args: readonly unknown[]): unknown {
  switch (args.length) {
    case 0:
      return forward.call(self, tape);
    case 1:
      return forward.call(self, tape, args[0]);
    case 2:
      return forward.call(self, tape, args[0], args[1]);
    case 3:
      return forward.call(self, tape, args[0], args[1], args[2]);
    default:
      return forward.call(self, tape, ...args);
  }
}

function closed(forward: Run, self: unknown, tape: Tape, env: object, args: readonly unknown[]): unknown {
  switch (args.length) {
    case 0:
      return forward.call(self, tape, env);
    case 1:
      return forward.call(self, tape, env, args[0]);
    case 2:
      return forward.call(self, tape, env, args[0], args[1]);
    case 3:
      return forward.call(self, tape, env, args[0], args[1], args[2]);
    default:
      return forward.call(self, tape, env, ...args);
  }
}

/** Calls a function that has a pair; leaves one record. */
export function enterAttached(tape: Tape, attached: Attached, self: unknown, args: readonly unknown[]): unknown {
  const { pair, of } = attached;
  if (pair.ofClass === true) throw withoutNew(of as () => unknown);
  const y = run(tape, attached, self, args);
  if (pair.start !== undefined) return pair.start(tape, pair, of, y);
  tape.record(pair);
  return y;
}

/** As the engine says it. */
export const withoutNew = (C: () => unknown): TypeError =>
  new TypeError(`Class constructor ${C.name} cannot be invoked without 'new'`);

/** Takes the record of one call, and runs the callee's pullback. */
export function back(tape: Tape, dy: number): number[] {
  return (tape.recall() as Pair).pullback(tape, dy) ?? NO_COTANGENTS;
}
