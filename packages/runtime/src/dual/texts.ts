/** Numbers that move and become text: read back, they would have lost their tangents. */
import { state } from "../state.ts";
import { isInText, readBack, Texts } from "../texts.ts";

/** `tangent`: of the number, or of a list the list of its items'. */
export function textedDual(value: unknown, tangent: unknown): void {
  if (tangent === 0 || tangent === undefined || state.duals === 0) return;
  if (typeof value === "number") (state.dual.texts ??= new Texts()).add(value);
  else if (typeof value === "object" && value !== null) {
    const items = value as ArrayLike<unknown>;
    for (let i = 0; i < items.length; i++) textedDual(items[i], (tangent as ArrayLike<unknown>)[i]);
  }
}

/** The tangent of a number that is read from a text: NaN where it may be one that has moved, for it need not be asked for. */
export const tangentOfText = (text: unknown, value: number): number =>
  state.dual.texts?.isLost(text, value) === true ? NaN : 0;

/** The same of the code of a character. */
export const tangentOfCode = (text: unknown): number => (state.dual.texts?.isUnreadable(text) === true ? NaN : 0);

/** The same of `parseInt(text)`. */
export const tangentOfPiece = (text: unknown): number => (state.dual.texts?.isPiece(text) === true ? NaN : 0);

/** The same of what a function of which no more is known has made of texts. */
export function tangentOfGiven(y: unknown, args: readonly unknown[], tangents: readonly unknown[]): unknown {
  for (const [i, x] of args.entries()) if (isInText(x, y)) textedDual(x, tangents[i]);
  const known = state.dual.texts;
  if (known === undefined) return 0;
  known.given(y, args);
  if (Array.isArray(y) && y.some((item) => known.isLost(item))) return y.map((item) => (known.isLost(item) ? NaN : 0));
  return known.isLost(y) ? NaN : 0;
}

/** A text is used as a number. */
export function requireUnread(text: string): void {
  if (state.dual.texts?.isLost(text) === true) throw readBack();
}
