/**
 * Variables of one module that marked functions of another read by importing them.
 *
 * A marked function that assigns such a variable sees it through a cell, `{ get $v() { … }, set $v(x) { … } }`; the importer sees a
 * number, which has no shadow. Whether an import is the variable of a cell is found out by writing a token there.
 */
import { isCell } from "./cell.ts";
import { state } from "./state.ts";
import type { Tape } from "./tape.ts";

/** Generated code tells what its marked functions import; the thunk gives the present values. */
export function imports(values: () => readonly unknown[]): void {
  state.imports.push(values);
  state.requireOwn ??= requireOwn;
}

/** The cells that were asked for, and how many thunks there were then. */
const known = new WeakMap<object, { readonly asked: number; readonly found: boolean }>();

/** Makes a tape invalid that is about to assign a variable which others import. */
function requireOwn(tape: Pick<Tape, "invalidate">, o: object): void {
  if (!isImported(o)) return;
  tape.invalidate("it assigns a variable that a marked function of another module imports", {
    advice: "Export an object that holds it, or functions that read and write it.",
  });
}

/** Is it the cell of a variable that a marked function of another module imports? */
function isImported(o: object): boolean {
  const asked = state.imports.length;
  if (!isCell(o)) return false;
  const before = known.get(o);
  if (before?.asked === asked) return before.found;
  const found = isSeen(o);
  known.set(o, { asked, found });
  return found;
}

function isSeen(cell: { $v: unknown }): boolean {
  let held: unknown;
  try {
    held = cell.$v;
    cell.$v = token;
  } catch {
    return false; // not initialised, or constant
  }
  try {
    return state.imports.some(gives);
  } finally {
    cell.$v = held;
  }
}

const token = {};

function gives(values: () => readonly unknown[]): boolean {
  try {
    return values().includes(token);
  } catch {
    return false; // its module is not loaded yet
  }
}
