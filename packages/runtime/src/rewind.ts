/** One more reverse sweep over a tape, from the end, all cotangents zero. It may interrupt another one: a `back` called from a hook. */
import type { AnyShadow } from "./shadow.ts";
import type { Slot, Tape } from "./tape.ts";

/** Runs a reverse sweep, and goes on with what it interrupted. */
export function rewound<T>(tape: Tape, sweep: () => T): T {
  const { top, refTop, buffers, numbers, refs, sweep: interrupted, end } = tape;
  const shadows = castIn(tape, interrupted);
  Object.assign(tape, end, { top: tape.endTop, refTop: tape.endRefTop, sweep: ++tape.sweeps });
  if (buffers !== undefined) {
    tape.buffers = new Map();
    for (const [buffer, { like }] of buffers) tape.buffers.set(buffer, { like, cells: undefined });
  }
  try {
    return sweep();
  } finally {
    Object.assign(tape, { top, refTop, buffers, numbers, refs, sweep: interrupted });
    for (const [slot, shadow] of shadows) {
      slot.shadow = shadow;
      slot.sweep = interrupted;
    }
  }
}

/** The shadows that a sweep has cast. */
function castIn(tape: Tape, sweep: number): ReadonlyMap<Slot, AnyShadow | undefined> {
  const cast = [...tape.shadows.values()].filter((slot) => slot.sweep === sweep);
  return new Map(cast.map((slot) => [slot, slot.shadow]));
}
