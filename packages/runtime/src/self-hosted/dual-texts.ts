"differentiable";
/** Duals of what makes texts of numbers, and numbers of texts: these lose their tangents, see texts.ts. */
import { requireNumber, requireOperand, requireStill } from "../dual/callees.ts";
import { shadowOf } from "../dual/shadows.ts";
import { requireReadable, tangentOfCode, tangentOfPiece, tangentOfText, textedDual } from "../dual/texts.ts";

type Both = [value: unknown, tangent: unknown];
type List = unknown[];

/** `Number(x)`: of a number itself. */
export function number(_self: unknown, _dself: unknown, args: List, dargs: List): Both {
  const x = args[0];
  if (typeof x !== "string") requireNumber(x, dargs[0] ?? 0);
  if (typeof x === "number") return [x, dargs[0] ?? 0];
  const read = args.length === 0 ? 0 : Number(x);
  return [read, tangentOfText(x, dargs[0], read)];
}

/** `parseFloat(x)`, of a number too. */
export function parsed(_self: unknown, _dself: unknown, args: List, dargs: List): Both {
  const [x] = args;
  const read = parseFloat(x as string);
  if (typeof x !== "string") requireNumber(x, dargs[0] ?? 0);
  return [read, typeof x === "number" ? (dargs[0] ?? 0) : tangentOfText(x, dargs[0], read)];
}

/** `parseInt(x)` */
export function parsedInt(_self: unknown, _dself: unknown, args: List): Both {
  return [parseInt(...(args as [string])), tangentOfPiece(args[0])];
}

/** `JSON.parse(text)` */
export function parsedJson(_self: unknown, _dself: unknown, args: List, dargs: List, site: string): Both {
  requireStill(site, JSON.parse, args, dargs, false);
  requireReadable(site, args[0], dargs[0]);
  return [JSON.parse(...(args as [string])), 0];
}

/** `list.join()`, or `list.toString()` */
export function joined(list: List, dlist: unknown, args: List): Both {
  const tangent = textedDual(list, dlist || shadowOf(list));
  return [list.join(...(args as [])), tangent];
}

/** A sum that may be a text */
export function added(_self: unknown, _dself: unknown, args: List, dargs: List): Both {
  const [a, b] = args as [number, number];
  const da = (dargs[0] ?? 0) as number;
  const db = (dargs[1] ?? 0) as number;
  requireOperand(a, da);
  requireOperand(b, db);
  const y = a + b;
  return [y, typeof y === "string" ? textedDual(a, da) + textedDual(b, db) : da + db];
}

/** `String(x)` */
export function textOf(_self: unknown, _dself: unknown, args: List, dargs: List): Both {
  const tangent = textedDual(args[0], dargs[0] || shadowOf(args[0]));
  const text = args.length === 0 ? "" : String(args[0]);
  return [text, tangentOfText(text, tangent, Number(text))];
}

/** `text.concat(…)` */
export function concatText(text: string, dtext: unknown, args: List, dargs: List): Both {
  let tangent = textedDual(text, dtext);
  for (let i = 0; i < args.length; i++) tangent += textedDual(args[i], dargs[i] || shadowOf(args[i]));
  return [text.concat(...(args as string[])), tangent];
}

/** `x.toString()` */
export function textOfNumber(x: number, dx: unknown, args: List): Both {
  return [x.toString(...(args as [])), textedDual(x, dx)];
}

/** `x.toExponential()`; to so many digits it is rounded. */
export function exponential(x: number, dx: unknown, args: List): Both {
  return [x.toExponential(...(args as [])), args[0] === undefined ? textedDual(x, dx) : 0];
}

/** `x.toPrecision()` */
export function precise(x: number, dx: unknown, args: List): Both {
  return [x.toPrecision(...(args as [])), args[0] === undefined ? textedDual(x, dx) : 0];
}

/** `text.charCodeAt(i)` */
export function charCode(text: string, dtext: unknown, args: List): Both {
  return [text.charCodeAt(...(args as [number])), tangentOfCode(text, dtext)];
}

/** `text.codePointAt(i)` */
export function codePoint(text: string, dtext: unknown, args: List): Both {
  return [text.codePointAt(...(args as [number])), tangentOfCode(text, dtext)];
}
