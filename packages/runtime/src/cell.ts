/**
 * Captured variables that are assigned are seen through a box: `{ get $v() { return n }, set $v(x) { n = x } }`. No object of a
 * program has a field of that name: one that has a getter alone must not be taken for a box, for its getter is not ours to run.
 */

/** The only key of a box. */
export const CELL_KEY = "$v";

/** What a captured variable holds; undefined while it is not initialised. */
export function contentOf(cell: { readonly $v: unknown }): unknown {
  try {
    return cell.$v;
  } catch {
    return undefined;
  }
}

/** What marks a box that is none by its accessor; see fast-cell.ts. */
export const FAST = Symbol();

/** A box over a captured variable: `{ get $v() { … }, set $v(x) { … } }`, made by generated code. */
export function isCell(value: unknown): value is { $v: unknown } {
  if (typeof value !== "object" || value === null) return false;
  return (
    FAST in value ||
    (Object.getOwnPropertyDescriptor(value, CELL_KEY)?.get !== undefined && Reflect.ownKeys(value).length === 1)
  );
}
