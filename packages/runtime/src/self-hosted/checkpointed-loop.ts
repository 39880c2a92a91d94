"differentiable";
/**
 * A loop of which only a few states are kept: Griewank & Walther, Algorithm 799: revolve, ACM TOMS 26 (2000), over blocks of turns.
 *
 * With c states kept and every turn run again at most r times, binomial(c + r, c) blocks can be taken back: first those that come
 * after the (r − 1)-th share, with c − 1 states, then these, with c.
 */
import { checkpointed } from "../checkpointed.ts";
import { BadArgumentError } from "../errors.ts";

/**
 * `for (let i = 0; i < n; i++) state = step(state, i)`, and the last state. In a sweep only some states are kept, and the
 * turns between them run again on the way back: in blocks of about ∛n turns, with about √2 ∛n states, each turn at most
 * three times.
 *
 * `step` gives a new state. One that changes the state that it is given is differentiated too, but keeps its record. See
 * `checkpointed` for what else it must not do.
 *
 * @throws BadArgumentError when n is no whole number
 * @example
 * gradient((x) => checkpointedLoop(1000, x, (y, i) => y + 0.001 * Math.sin(y + i)), 1);
 */
export function checkpointedLoop<State>(n: number, state: State, step: (state: State, i: number) => State): State {
  if (!Number.isInteger(n) || n < 0 || typeof step !== "function")
    throw new BadArgumentError("checkpointedLoop needs a number of turns, a state and a function of state and turn.");
  const block = Math.max(1, Math.ceil(Math.cbrt(n)));
  let kept = 0;
  while (((kept + 1) * (kept + 2)) / 2 < Math.ceil(n / block)) kept++;
  return turns(0, n, state, step, kept, block) as State;
}

type Step = (state: never, i: number) => unknown;

function turns(start: number, end: number, state: unknown, step: Step, kept: number, block: number): unknown {
  let s = state;
  let at = start;
  let free = kept;
  while (free > 0 && end - at > block) {
    const next = at + block * share(Math.ceil((end - at) / block), free);
    s = checkpointed(turns, at, next, s, step, free, block);
    at = next;
    free--;
  }
  for (; at < end; at++) s = step(s as never, at);
  return s;
}

/** How many of that many blocks (more than one) are to be run again, when so many states may be kept. */
function share(blocks: number, free: number): number {
  // reach is binomial(free + r, free), before is that for r − 1.
  let before = 1;
  let reach = free + 1;
  for (let r = 2; reach < blocks; r++) {
    before = reach;
    reach = (reach * (free + r)) / r;
  }
  return Math.min(before, blocks - 1);
}

/** Because of this `try` every function here keeps a frame: what throws in a callback can be caught outside. */
export function framed(): boolean {
  try {
    return true;
  } catch {
    return false;
  }
}
