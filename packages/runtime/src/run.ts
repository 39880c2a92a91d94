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
