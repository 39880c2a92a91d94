/**
 * Numbers that may carry derivatives and have become text: what is read from such a text, whole or in pieces, has lost them.
 *
 *   const s = String(x)        noted: x
 *   s * 2, Number(s)           a number that is noted
 *   +s.split(".")[0]           of a piece of its text: from then on, any number that is read from a text
 *   s[0] * 1                   of one of its digits
 *
 * Arithmetic does not ask: its cotangent comes back to where the text was made, wherever that has been kept in between, and is refused
 * there (`unread` of a template, `guard` of a call). In forward mode the tangent of such a text is NaN. `Number` & co. ask here.
 */
import { NotDifferentiableError } from "./errors.ts";
import { back } from "./run.ts";
import type { Tape } from "./tape.ts";

const READ = "a number is read from the text of another, and its derivative is lost";
const ADVICE = "Use the number itself, or, where it carries none (a grid's index), read it in ignore(() => …).";

/** A number is read from a text that was made of one which carries a derivative. */
export const readBack = (site?: string): NotDifferentiableError =>
  new NotDifferentiableError(`${READ}.`, { ...(site === undefined ? {} : { site }), advice: ADVICE });

export class Texts {
  /** With what is written for each. */
  readonly numbers = new Map<number, string>();
  /** Has one been taken apart? Any text may be a piece of it then. */
  isApart = false;

  add(x: number): void {
    if (!this.numbers.has(x)) this.numbers.set(x, String(x));
  }

  has(x: number): boolean {
    return this.numbers.has(x);
  }

  /** Has `value`, read from that text, lost a derivative? */
  isLost(text: unknown, value?: number): boolean {
    if (typeof text !== "string") return false;
    if (this.isApart || this.numbers.has(value ?? Number(text))) return true;
    return text.length === 1 && HAS_DIGIT.test(text) && this.some((written) => written.includes(text));
  }

  /** Is such a number written in that text? */
  private holds(text: unknown): boolean {
    return typeof text === "string" && HAS_DIGIT.test(text) && this.some((written) => isWrittenIn(text, written));
  }

  /** A native function has made `y` of texts, and of numbers that it has written as texts. */
  given(y: unknown, args: readonly unknown[]): void {
    const isPiece = (text: unknown): boolean => typeof text === "string" && HAS_DIGIT.test(text) && !this.holds(text);
    const isWritten = (arg: unknown): boolean => this.holds(typeof arg === "number" ? String(arg) : arg);
    this.isApart ||= piecesOf(y).some(isPiece) && args.some(isWritten);
  }

  /** A text is about to be used as a number. */
  used(tape: Tape, site: string, text: string): void {
    if (this.isLost(text)) tape.invalidate(READ, { site, advice: ADVICE });
  }

  /** A call has given `y`: a cotangent that comes to a text is one that is lost. */
  guard(tape: Tape, site: string, y: unknown): void {
    if (piecesOf(y).some((piece) => this.isLost(piece))) tape.record3(site, y, UNREAD);
  }

  /** May it be a piece of such a text? */
  isPiece(text: unknown): boolean {
    return this.isApart && typeof text === "string";
  }

  /** Are its characters not to be numbers? */
  isUnreadable(text: unknown): boolean {
    return this.isLost(text) || this.holds(text);
  }

  /** The shadow of such a text. */
  shadow(text: unknown): number[] | undefined {
    return this.isUnreadable(text) ? UNREADABLE : undefined;
  }

  private some(isSuch: (written: string) => boolean): boolean {
    for (const written of this.numbers.values()) if (isSuch(written)) return true;
    return false;
  }
}

/** For what runs again: what is known now. */
export const copyOf = ({ numbers, isApart }: Texts): Texts =>
  Object.assign(new Texts(), { numbers: new Map(numbers), isApart });

const HAS_DIGIT = /\d/;

const piecesOf = (y: unknown): readonly unknown[] => (Array.isArray(y) ? (y as unknown[]) : [y]);

/** Has a function written a number into what it gives? Of an integer that cannot be told from another. */
export const isInText = (x: unknown, y: unknown): x is number =>
  typeof x === "number" &&
  !Number.isInteger(x) &&
  piecesOf(y).some((piece) => typeof piece === "string" && isWrittenIn(piece, String(x)));

/** Digits of an integer may be those of any other number. */
function isWrittenIn(text: string, written: string): boolean {
  const at = text.indexOf(written);
  if (at < 0) return false;
  return (
    written.includes(".") || !(HAS_DIGIT.test(text[at - 1] ?? "") || HAS_DIGIT.test(text[at + written.length] ?? ""))
  );
}

const UNREAD: { pullback: (tape: Tape, dy: number) => number[] } = {
  pullback(tape, dy) {
    const y = tape.recall();
    const site = tape.recall() as string;
    const cotangents = typeof y === "string" ? [dy] : (tape.shadow(y) as number[] | undefined);
    const isRead = piecesOf(y).some((item, i) => typeof item === "string" && (cotangents?.[i] ?? 0) !== 0);
    if (isRead) throw readBack(site);
    return back(tape, dy);
  },
};

const UNREADABLE = /* @__PURE__ */ new Proxy<number[]>([], {
  set(_, key, value) {
    if (key !== "length" && value !== 0) throw readBack();
    return true;
  },
});
