/** Numbers that move and become text: read back, they would have lost their tangents. */
import { state } from "../state.ts";
import { isInText, readBack, Texts } from "../texts.ts";
import { isNumberArray } from "../shadow.ts";
import { isMoving } from "./fresh.ts";
import { newlyMade } from "./shadows.ts";

/**
 * The tangent of the text that is made of a number, a list or another object: NaN if that moves, for nobody is to ask for it.
 * `tangent`: of an object its shadow.
 */
export function textedDual(value: unknown, tangent: unknown): number {
  if (tangent === 0 || tangent === undefined || state.duals === 0) return 0;
  if (typeof value === "string") return tangent as number;
  if (typeof value === "number") {
    (state.dual.texts ??= new Texts()).add(value);
    return NaN;
  }
  if (!Array.isArray(value) && !isNumberArray(value)) return isMoving(tangent) ? NaN : 0;
  let sum = 0;
  for (const [i, item] of value.entries()) sum += textedDual(item, (tangent as ArrayLike<unknown>)[i]);
  return sum;
}

/** The tangent of a number that is read from a text, whose own is NaN if it has lost one. */
export const tangentOfText = (text: unknown, dtext: unknown, value: number): number =>
  isGone(text, dtext) || state.dual.texts?.isLost(text, value) === true ? NaN : 0;

/** The same of a character, or of its code. */
export const tangentOfCode = (text: unknown, dtext: unknown): number =>
  isGone(text, dtext) || state.dual.texts?.isUnreadable(text) === true ? NaN : 0;

/** Numbers are about to be read from anywhere in a text. */
export function requireReadable(site: string, text: unknown, dtext: unknown): void {
  if (Number.isNaN(tangentOfCode(text, dtext))) throw readBack(site);
}

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

/** The same of a key that is a text. */
export const tangentOfKey = (key: unknown): number =>
  typeof key === "string" ? tangentOfText(key, 0, Number(key)) : 0;

/** The tangents of the characters of a text, or of keys. */
export const tangentsOfRead = (items: unknown, tangent: unknown, read: readonly unknown[]): number[] => {
  const ofCharacter = typeof items === "string" ? tangentOfCode(items, tangent) : 0;
  return newlyMade(read.map((item) => (typeof items === "string" ? ofCharacter : tangentOfKey(item))));
};

/** A text is used as a number. */
export function requireUnread(text: string, tangent: unknown): void {
  if (isGone(text, tangent) || state.dual.texts?.isLost(text) === true) throw readBack();
}

const isGone = (text: unknown, tangent: unknown): boolean => typeof text === "string" && Number.isNaN(tangent);

/** The tangents of its characters. */
export const shadowOfText = (text: unknown, dtext: unknown): object | undefined =>
  typeof text === "string" && Number.isNaN(tangentOfCode(text, dtext)) ? ALL_LOST : undefined;

const ALL_LOST: object = /* @__PURE__ */ new Proxy(
  {},
  { get: (_, key) => (typeof key === "string" && /^\d/.test(key) ? NaN : 0) },
);
