/** Numbers that move and become text: read back, they would have lost their tangents. */
import { state } from "../state.ts";

/** `tangent`: of the number, or of a list the list of its items'. */
export function textedDual(value: unknown, tangent: unknown): void {
  if (tangent === 0 || tangent === undefined || state.duals === 0) return;
  if (typeof value === "number") (state.dual.texts ??= new Set()).add(value);
  else if (typeof value === "object" && value !== null) {
    const items = value as ArrayLike<unknown>;
    for (let i = 0; i < items.length; i++) textedDual(items[i], (tangent as ArrayLike<unknown>)[i]);
  }
}

/** The tangent of a number that is read from a text: NaN where it may be one that has moved, for it need not be asked for. */
export const tangentOfText = (text: unknown, value: number): number =>
  typeof text === "string" && state.dual.texts?.has(value) === true ? NaN : 0;
