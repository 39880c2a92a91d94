/**
 * The numbers of a value one by one: where they are, what cotangents they have, what tangents they are given.
 *
 *   placesIn(skeleton)  →  the holder and the key of each number, in the order of `Params.toVector`
 */
import { CELL_KEY } from "./cell.ts";
import { Assembly, usedAsNumber } from "./assemble.ts";
import { BadArgumentError, BadCotangentError } from "./errors.ts";
import { misfit, shown } from "./misfit.ts";
import { isNumberArray, type Shadow } from "./shadow.ts";
import { NUMBER, type Skeleton } from "./skeleton.ts";
import type { Tape } from "./tape.ts";

/** Where a number is: in the shadow of `holder`, under `key`. A number by itself has no holder; its key is its index among the arguments. */
export interface Place {
  readonly holder: object | undefined;
  readonly key: unknown;
}

/** The places of all numbers of a value, each once; `index` is the value's own among its like. */
export const placesIn = (skeleton: Skeleton, index = 0): Place[] =>
  placesOf(skeleton, index, (part) => part === NUMBER);

/** The places of all arrays and objects, which have cotangents in them, but none of their own. */
export const placesOfContainers = (skeletons: readonly Skeleton[]): Place[] =>
  skeletons.flatMap((skeleton, i) => placesOf(skeleton, i, (part) => typeof part === "object"));

function placesOf(skeleton: Skeleton, index: number, isSuch: (part: Skeleton) => boolean): Place[] {
  const found: Place[] = [];
  const seen = new Set<Skeleton>();
  const visit = (part: Skeleton, holder: object | undefined, key: unknown): void => {
    if (isSuch(part)) found.push({ holder, key });
    if (typeof part !== "object" || seen.has(part)) return;
    seen.add(part);
    eachItem(part, visit);
  };
  visit(skeleton, undefined, index);
  return found;
}

/** `name`: what the part is called in gradients and tangents, if its key in the shadow is another. */
type Visit = (item: Skeleton, holder: object, key: unknown, name?: unknown) => void;

export function eachItem(part: Skeleton & object, visit: Visit): void {
  switch (part.kind) {
    case "cell":
      visit(part.content, part.source, CELL_KEY);
      return;
    case "typed":
      for (let i = 0; i < part.source.length; i++) visit(NUMBER, part.source, i);
      return;
    case "array":
      for (let i = 0; i < part.length; i++)
        visit(part.items === undefined ? NUMBER : at(part.items, i), part.source, i);
      return;
    case "map":
      for (const [i, key] of part.keys.entries()) visit(at(part.items, i), part.source, key);
      return;
    case "fields":
      for (const [i, name] of part.keys.entries())
        visit(at(part.items, i), part.shadowed, part.places?.[i] ?? name, name);
  }
}

const at = (items: readonly Skeleton[], i: number): Skeleton => items[i] as Skeleton;

/** The cotangent that has come to a place; `own` are those of numbers without a holder. */
export function cotangentAt(tape: Tape, { holder, key }: Place, own: readonly number[]): number {
  if (holder === undefined) return own[key as number] ?? 0;
  const shadow = tape.shadow(holder);
  const share = shadow instanceof Map ? shadow.get(key) : (shadow as Shadow | undefined)?.[key as string];
  return share ?? 0;
}

/**
 * Before single numbers are read of what has come to the arguments.
 *
 * @throws NotDifferentiableError when a cotangent has come to an array or object itself: it was used as a number
 */
export function requireNoneAsNumber(tape: Tape, containers: readonly Place[], own: readonly number[]): void {
  for (const place of containers) {
    const share: unknown = cotangentAt(tape, place, own);
    if (share !== 0 && typeof share !== "object") throw usedAsNumber();
  }
}

/** Sets the cotangent of a place; of a number without a holder, gives it back. */
export function setCotangent(tape: Tape, { holder, key }: Place, c: number): number {
  if (holder === undefined) return c;
  const shadow = tape.shadow(holder);
  if (shadow instanceof Map) shadow.set(key, c);
  else if (shadow !== undefined) (shadow as Shadow)[key as string] = c;
  return 0;
}

/** What has the structure of a value, and these numbers at its places. */
export function assembled(
  tape: Tape,
  skeleton: Skeleton,
  places: readonly Place[],
  numbers: readonly number[],
): unknown {
  let own: number | undefined;
  for (const [i, place] of places.entries()) {
    const number = setCotangent(tape, place, numbers[i] ?? 0);
    if (place.holder === undefined) own = number;
  }
  return new Assembly(tape, false).of(skeleton, own);
}

/** A place, and how fast its number moves. */
export interface Moving extends Place {
  readonly speed: number;
}

/**
 * The places that a tangent moves; missing parts count as 0. Of an object that is reached by two ways, either may bring the
 * tangent, or both the same one.
 *
 * @throws BadCotangentError where the tangent does not fit the value
 */
export function movingIn(skeletons: readonly Skeleton[], tangents: readonly unknown[]): Moving[] {
  const found: Moving[] = [];
  const known = new Map<object, Map<unknown, number>>();
  const done = new Map<object, Set<unknown>>();
  const move = (holder: object | undefined, key: unknown, speed: number, path: string): void => {
    if (holder !== undefined) {
      const speeds = known.get(holder) ?? new Map<unknown, number>();
      known.set(holder, speeds);
      const other = speeds.get(key);
      if (other !== undefined && other !== speed)
        throw new BadCotangentError(`the tangent of ${path} is given twice, as ${String(other)} and ${String(speed)}.`);
      if (other !== undefined) return;
      speeds.set(key, speed);
    }
    if (speed !== 0) found.push({ holder, key, speed });
  };
  const visit = (part: Skeleton, holder: object | undefined, key: unknown, tangent: unknown, path: string): void => {
    if (tangent === undefined || tangent === null) return;
    if (part === NUMBER) {
      if (typeof tangent !== "number") throw misfit("tangent", path, "a number", shown(tangent));
      move(holder, key, tangent, path);
      return;
    }
    if (typeof part !== "object") {
      if (tangent !== 0) throw misfit("tangent", path, "none, for it holds no number", shown(tangent));
      return;
    }
    if (part.kind === "cell") {
      visit(part.content, part.source, CELL_KEY, tangent, path);
      return;
    }
    if (typeof tangent !== "object") throw misfit("tangent", path, "an object like the value", shown(tangent));
    const visited = done.get(part) ?? new Set<unknown>();
    if (visited.has(tangent)) return;
    done.set(part, visited.add(tangent));
    const parts = partsOf(part, tangent, path);
    eachItem(part, (item, itsHolder, itsKey, name = itsKey) => {
      visit(item, itsHolder, itsKey, parts(name), `${path}[${String(name)}]`);
    });
  };
  for (const [i, skeleton] of skeletons.entries()) visit(skeleton, undefined, i, tangents[i], `argument ${String(i)}`);
  return found;
}

type Parts = (key: unknown) => unknown;

/** How the parts of a tangent are found, whose shape is checked here. */
function partsOf(part: Exclude<Skeleton & object, { kind: "cell" }>, tangent: object, path: string): Parts {
  if (part.kind === "array" || part.kind === "typed") {
    const length = part.kind === "array" ? part.length : part.source.length;
    if (!Array.isArray(tangent) && !isNumberArray(tangent)) throw misfit("tangent", path, "an array", shown(tangent));
    if (tangent.length !== length)
      throw misfit("tangent", path, `length ${String(length)}`, `length ${String(tangent.length)}`);
    return (key) => tangent[key as number] as unknown;
  }
  if (part.kind === "map") {
    if (!(tangent instanceof Map)) throw misfit("tangent", path, "a Map", shown(tangent));
    for (const key of tangent.keys())
      if (!part.keys.includes(key)) throw misfit("tangent", path, "keys of the value", shown(key));
    return (key) => (tangent as Map<unknown, unknown>).get(key);
  }
  for (const key of Object.keys(tangent))
    if (!part.keys.includes(key)) throw misfit("tangent", path, "fields of the value", `.${key}`);
  return (key) =>
    Object.hasOwn(tangent, key as string) ? (tangent as Record<string, unknown>)[key as string] : undefined;
}

/** Throws unless a value is a number, or arrays of numbers (nested or not). */
export function requireVector(skeleton: Skeleton, caller: string): void {
  const isVector = (part: Skeleton): boolean =>
    part === NUMBER ||
    (typeof part === "object" &&
      (part.kind === "typed" || (part.kind === "array" && (part.items ?? []).every(isVector))));
  if (isVector(skeleton)) return;
  throw new BadArgumentError(`${caller} needs a function that returns a number, or an array of numbers.`, {
    advice: "Return the numbers in an array, or use pullback.",
  });
}
