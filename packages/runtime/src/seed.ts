/**
 * A cotangent that comes from outside (`back(c)`, an adjoint's rule) is checked against the value's structure,
 * and added to the shadows.
 */
import { CELL_KEY } from "./cell.ts";
import { misfit, shown } from "./misfit.ts";
import { isNumberArray, type Shadow } from "./shadow.ts";
import { NONE, NUMBER, type Skeleton } from "./skeleton.ts";
import type { Tape } from "./tape.ts";

/** Adds a container's cotangent to its shadows; of a number, gives the number (1 when it is left out). */
export function addCotangent(tape: Tape, skeleton: Skeleton, cotangent: unknown, path: string): number {
  if (skeleton === NUMBER) return cotangent === undefined ? 1 : numberAt(cotangent, path);
  if (skeleton !== NONE && cotangent === undefined)
    throw misfit("cotangent", path, "a cotangent of its shape", shown(cotangent));
  add(tape, skeleton, cotangent, path, new Map());
  return 0;
}

/** What has been added to each part: what is shared in the value and in its cotangent counts once. */
type Added = Map<Skeleton, Set<object>>;

/** Adds a part's cotangent; missing parts count as 0. */
function add(tape: Tape, skeleton: Skeleton, cotangent: unknown, path: string, added: Added): void {
  if (cotangent === undefined || cotangent === null) return;
  if (skeleton === NONE || skeleton === NUMBER) {
    if (typeof cotangent === "number" && cotangent === 0) return;
    throw misfit("cotangent", path, "none, for it holds no number", shown(cotangent));
  }
  if (skeleton.kind === "cell") {
    item(tape, skeleton.content, tape.shadow(skeleton.source), CELL_KEY, cotangent, path, added);
    return;
  }
  if (typeof cotangent !== "object") throw misfit("cotangent", path, "an object like the value", shown(cotangent));
  const before = added.get(skeleton) ?? new Set();
  if (before.has(cotangent)) return;
  added.set(skeleton, before.add(cotangent));
  if (skeleton.kind === "typed" || skeleton.kind === "array") {
    const length = skeleton.kind === "typed" ? skeleton.source.length : skeleton.length;
    if (!Array.isArray(cotangent) && !isNumberArray(cotangent))
      throw misfit("cotangent", path, "an array", shown(cotangent));
    if (cotangent.length !== length)
      throw misfit("cotangent", path, `length ${String(length)}`, `length ${String(cotangent.length)}`);
    const shadow = tape.shadow(skeleton.source);
    const items = skeleton.kind === "array" ? skeleton.items : undefined;
    for (let i = 0; i < length; i++)
      item(tape, items?.[i] ?? NUMBER, shadow, i, cotangent[i], `${path}[${String(i)}]`, added);
    return;
  }
  if (skeleton.kind === "map") {
    if (!(cotangent instanceof Map)) throw misfit("cotangent", path, "a Map", shown(cotangent));
    for (const [key, c] of cotangent as Map<unknown, unknown>) {
      const place = skeleton.keys.indexOf(key);
      if (place < 0) throw misfit("cotangent", path, "keys of the value", shown(key));
      item(
        tape,
        skeleton.items[place] ?? NONE,
        tape.shadow(skeleton.source),
        key,
        c,
        `${path}.get(${String(key)})`,
        added,
      );
    }
    return;
  }
  for (const [key, c] of Object.entries(cotangent)) {
    const place = skeleton.keys.indexOf(key);
    if (place < 0) throw misfit("cotangent", path, "fields of the value", `.${key}`);
    const inShadow = skeleton.places?.[place] ?? key;
    item(tape, skeleton.items[place] ?? NONE, tape.shadow(skeleton.shadowed), inShadow, c, `${path}.${key}`, added);
  }
}

function item(
  tape: Tape,
  skeleton: Skeleton,
  shadow: unknown,
  key: unknown,
  cotangent: unknown,
  path: string,
  added: Added,
): void {
  if (skeleton !== NUMBER) {
    add(tape, skeleton, cotangent, path, added);
    return;
  }
  if (cotangent === undefined || shadow === undefined) return; // without a shadow it is a constant
  const c = numberAt(cotangent, path);
  if (shadow instanceof Map) shadow.set(key, ((shadow.get(key) as number | undefined) ?? 0) + c);
  else (shadow as Shadow)[key as string] = ((shadow as Shadow)[key as string] ?? 0) + c;
}

function numberAt(cotangent: unknown, path: string): number {
  if (typeof cotangent !== "number") throw misfit("cotangent", path, "a number", shown(cotangent));
  return cotangent;
}
