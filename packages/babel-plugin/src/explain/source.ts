/** How explanations show places of the program. */
import type { Location } from "../ir/types.ts";

/** Line and column, as editors count them. */
export const placeOf = (loc: Location): string =>
  loc ? `${String(loc.start.line)}:${String(loc.start.column + 1)}` : "?";

const MOST = 50;

/** `y *= x` (5:3): the text at a place, cut to one short line, and where that is. */
export function quoted(code: string, loc: Location): string {
  if (!loc) return "code that is not written there";
  const line = code.split("\n")[loc.start.line - 1] ?? "";
  const isOneLine = loc.end.line === loc.start.line;
  const text = line.slice(loc.start.column, isOneLine ? loc.end.column : undefined).replace(/;$/, "");
  const cut = text.length > MOST ? `${text.slice(0, MOST).trimEnd()} …` : isOneLine ? text : `${text.trimEnd()} …`;
  return `\`${cut}\` (${placeOf(loc)})`;
}
