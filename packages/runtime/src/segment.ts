/** Pieces of a tape that are kept apart, and taken back at another time than the order of the tape has it. */
import type { Tape } from "./tape.ts";

export interface Segment {
  readonly numbers: Float64Array;
  readonly refs: unknown[];
}

/** Takes off what has been recorded since the cursors stood there. */
export function cut(tape: Tape, top: number, refTop: number): Segment {
  const segment = { numbers: tape.numbers.slice(top, tape.top), refs: tape.refs.slice(refTop, tape.refTop) };
  tape.top = top;
  tape.refTop = refTop;
  return segment;
}

/** Takes back what a segment holds. */
export function within(tape: Tape, { numbers, refs }: Segment, back: () => void): void {
  const { numbers: ownNumbers, refs: ownRefs, top, refTop } = tape;
  Object.assign(tape, { numbers, refs, top: numbers.length, refTop: refs.length });
  try {
    back();
  } finally {
    Object.assign(tape, { numbers: ownNumbers, refs: ownRefs, top, refTop });
  }
}
