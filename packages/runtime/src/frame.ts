/**
 * How a function that was left by an exception is reversed from where it stopped.
 *
 * A *tracked* function keeps a frame: `frame.at(k)` after each completed effect, call or push. If an exception leaves it,
 * its edge cuts the tape back to that point, pushes what its reverse needs to start there (pending variables, the position k),
 * and records its own pair, so that whoever catches the exception can reverse it with `back`. Such a piece of tape is a block:
 *
 *   … caller's pushes up to its own at(k) │ callee's pushes up to its at(j) │ [inner block or NOTHING] pending j pair │
 *
 * The caller's pushes of the step that was not completed, between the two, are taken out (`unwind`).
 * The whole protocol, with an example, is in ARCHITECTURE.md.
 */
import { FluxionError, type ErrorCode } from "./errors.ts";
import type { Running } from "./generators.ts";
import type { Pair } from "./pair.ts";
import type { Tape } from "./tape.ts";

/** Where a tracked function stands. */
export class Frame {
  /** The last completed position; 1 at the entry. 0 is pushed by a function that ends normally. */
  position = 1;
  /** Cursors and counters at that position. */
  top: number;
  refTop: number;
  writes: number;
  /** The same at the function's entry. */
  startTop: number;
  startRefTop: number;
  startWrites: number;
  untracked: number;
  protected readonly tape: Tape;

  constructor(tape: Tape) {
    this.tape = tape;
    this.top = this.startTop = tape.top;
    this.refTop = this.startRefTop = tape.refTop;
    this.writes = this.startWrites = tape.writes;
    this.untracked = tape.untracked;
  }

  /** A generator goes on: what was recorded before is not this piece's to take back. */
  resume(): void {
    const { tape } = this;
    this.top = this.startTop = tape.top;
    this.refTop = this.startRefTop = tape.refTop;
    this.writes = this.startWrites = tape.writes;
    this.untracked = tape.untracked;
  }

  /** Everything up to position k is done, and on the tape. */
  at(k: number): void {
    const { tape } = this;
    this.position = k;
    this.top = tape.top;
    this.refTop = tape.refTop;
    this.writes = tape.writes;
  }

  /**
   * An exception has arrived: cuts the tape back to the last completed position, and leaves exactly one record above it,
   * for `back`: the block of the tracked callee that threw, or NOTHING. Pushes of pending variables and the position follow.
   */
  unwind(error: unknown): void {
    // What the sweep refuses is not for the program to catch: it would go on with another value.
    if (error instanceof FluxionError && REFUSALS.has(error.code)) throw error;
    const { tape } = this;
    const thrown = tape.thrown;
    const crossed = tape.untracked !== this.untracked;
    tape.untracked = this.untracked;
    tape.thrown = undefined;
    if (isStackOverflow(error)) tape.invalidate("a stack overflow was caught", CATCH_ELSEWHERE);
    if (isOfOperator(error) && !crossed && thrown?.error !== error)
      tape.invalidate("what an operator threw was caught", CATCH_ELSEWHERE);
    // What cannot be reversed any more need not be moved: a runaway recursion would move it once for each of its calls.
    const whole =
      tape.invalid === undefined &&
      thrown !== undefined &&
      thrown.error === error &&
      thrown.top === tape.top &&
      thrown.refTop === tape.refTop &&
      !crossed;
    if (whole && thrown.startWrites === this.writes) {
      tape.numbers.copyWithin(this.top, thrown.startTop, tape.top);
      tape.refs.copyWithin(this.refTop, thrown.startRefTop, tape.refTop);
      tape.top = this.top + thrown.top - thrown.startTop;
      tape.refTop = this.refTop + thrown.refTop - thrown.startRefTop;
      return;
    }
    if (crossed && !tape.isDropped && holdsNumber(tape, error)) tape.invalidate(UNTRACKED, CATCH_ELSEWHERE);
    if (tape.writes !== this.writes)
      tape.invalidate("a function that threw half-way had changed memory that carries derivatives", CATCH_ELSEWHERE);
    tape.top = this.top;
    tape.refTop = this.refTop;
    tape.record(NOTHING);
  }

  /** The last act of a tracked function's edge: records its pair and gives back the exception, to be thrown on. */
  leave(pair: Pair, error: unknown): unknown {
    const { tape } = this;
    tape.record(pair);
    const { startTop, startRefTop, startWrites } = this;
    tape.thrown = { error, startTop, startRefTop, startWrites, top: tape.top, refTop: tape.refTop };
    return error;
  }
}

/** Generated code, in a tracked function. */
export const enter = (tape: Tape): Frame => new Frame(tape);

/** Of a generator, piece by piece. A piece that nobody has recorded cannot be taken back. */
class Pieces extends Frame {
  private readonly running: Running | undefined;

  constructor(tape: Tape) {
    super(tape);
    // Another one's may be running, and this be begun by code in between.
    if (tape.running?.frame === undefined) this.running = tape.running;
    if (this.running === undefined) steppedUnseen(tape);
    else this.running.frame = this;
  }

  override at(k: number): void {
    this.note();
    super.at(k);
  }

  override unwind(error: unknown): void {
    this.note();
    super.unwind(error);
  }

  private note(): void {
    const { tape, running } = this;
    if (tape.running !== running) steppedUnseen(tape);
  }
}

/** Generated code, in a generator. */
export const enterPieces = (tape: Tape): Frame => new Pieces(tape);

/** Of an iterator of the sweep's. */
export function steppedUnseen(tape: Tape): void {
  tape.invalidate("an iterator was gone through by code that the sweep cannot see", {
    advice: "Go through it in the function that is differentiated, or make a list of it there: [...items].",
  });
}

export const UNTRACKED = "what was thrown may carry a derivative, and came through a function that keeps no track";
export const CATCH_ELSEWHERE = {
  advice:
    'Mark the function that threw "differentiable" in a file where the exception is caught, or catch it elsewhere.',
};

const REFUSALS: ReadonlySet<ErrorCode> = new Set(["NOT_DIFFERENTIABLE", "ORDER_EXCEEDED"]);

/** The block that an exception has left on the tape. */
export interface Thrown {
  readonly error: unknown;
  readonly startTop: number;
  readonly startRefTop: number;
  readonly startWrites: number;
  readonly top: number;
  readonly refTop: number;
}

/** A function of the runtime's own stands between: what it would have recorded on top of the callee's record. */
export function extend(tape: Tape, error: unknown, ...records: unknown[]): void {
  const { thrown } = tape;
  if (thrown === undefined || thrown.error !== error || thrown.refTop !== tape.refTop || thrown.top !== tape.top)
    return;
  for (const record of records) tape.record(record);
  tape.thrown = { ...thrown, refTop: tape.refTop };
}

const NONE: number[] = [];

/** A record for which `back` has nothing to do. */
export const NOTHING: Pair = { forward: () => undefined, pullback: () => NONE };

/** Is it a number, or an object of the sweep's with a number in it? */
function holdsNumber(tape: Tape, thrown: unknown): boolean {
  if (typeof thrown === "number") return true;
  if (!tape.wants(thrown)) return false;
  return Object.values(thrown as object).some((part) => typeof part === "number" || tape.wants(part));
}

/** What engines throw where they make numbers and texts of operands. Operators have no position: what was done since the last, nobody knows. */
const OF_OPERATORS = /x (of )?BigInt|BigInts have|(BigInt|symbol)'? (value )?to |to prim|^No def/i;

/** What has arrived is thrown on by statements, which have positions. */
let arrived: unknown;

function isOfOperator(error: unknown): boolean {
  if (!(error instanceof TypeError) || error === arrived || !OF_OPERATORS.test(error.message)) return false;
  arrived = error;
  return true;
}

function isStackOverflow(error: unknown): boolean {
  return error instanceof Error && /call stack|too much recursion/i.test(error.message);
}
