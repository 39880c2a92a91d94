/**
 * Running a dual from outside: the tangents of the arguments as shadows, beside the objects and below them.
 */
import { NotDifferentiableError, OrderExceededError } from "../errors.ts";
import { attachedTo, type AnyFunction } from "../pair.ts";
import { eachItem, type Moving } from "../places.ts";
import type { Skeleton } from "../skeleton.ts";
import { rounds } from "../shadow.ts";
import type { Tape } from "../tape.ts";
import { dualOf, listFor, unsupported, type DualOf } from "./callees.ts";
import { quickTangents } from "./quick.ts";
import { emptyShadow, inherit, parentOf, type Shadow } from "./fresh.ts";
import { shadowOfView } from "./shadows.ts";

/** What a dual is run with. */
export interface Start {
  readonly dual: DualOf;
  /** Its arguments: values and tangents in turn. */
  readonly list: readonly unknown[];
  /** Where the values begin in the list; each has its tangent behind it. */
  readonly offset: number;
  readonly shadows: ReadonlyMap<object, Shadow>;
  /** The tangents of the arguments. */
  readonly own: readonly unknown[];
}

/**
 * `moving`: the numbers of the arguments that move, and how fast.
 *
 * @throws OrderExceededError when the function has no dual
 */
export function startOf(
  f: unknown,
  args: readonly unknown[],
  skeletons: readonly Skeleton[],
  moving: readonly Moving[],
  caller: string,
): Start {
  const dual = requireDual(f, caller);
  const shadows = shadowsOf(skeletons, moving);
  const speeds: unknown[] = skeletons.map((skeleton) => shadowIn(shadows, skeleton) ?? 0);
  for (const { holder, key, speed } of moving) if (holder === undefined) speeds[key as number] = speed;
  return { dual, list: listFor(dual, 0, args, speeds), offset: offsetOf(dual), shadows, own: speeds };
}

/** The same from tangents of plain data; nothing where that is not all. */
export function quickStart(
  f: unknown,
  args: readonly unknown[],
  tangents: readonly unknown[],
  caller: string,
): Start | undefined {
  const quick = quickTangents(args, tangents);
  if (quick === undefined) return undefined;
  const dual = requireDual(f, caller);
  return { dual, list: listFor(dual, 0, args, quick.own), offset: offsetOf(dual), ...quick };
}

function requireDual(f: unknown, caller: string): DualOf {
  const dual = dualOf(f);
  if (dual === undefined) {
    const { name } = f as AnyFunction;
    const what = `${caller} needs the dual of ${name === "" ? "the function" : `\`${name}\``}, and it has none`;
    const reason = attachedTo(f)?.pair.noDual;
    if (reason !== undefined) return unsupported(what, reason);
    throw new OrderExceededError(`${what}.`, {
      advice: "Compile its file with order: 2, or 3 for third derivatives, and without forwardOnly.",
    });
  }
  return dual;
}

/**
 * The cotangents of the arguments that are numbers, of those that the dual's pullback gives. Arguments beyond the parameters are in
 * the list of the rest, which `wantRest` has made known to the tape.
 */
export function ownCotangents(
  tape: Tape,
  { dual, list, offset }: Start,
  given: readonly number[],
  n: number,
): number[] {
  const rest = (dual.flags & 4) === 0 ? undefined : tape.shadow(list[offset + 2 * dual.count]);
  return Array.from({ length: n }, (_, i) =>
    i < dual.count ? (given[offset + 2 * i] ?? 0) : ((rest as readonly number[] | undefined)?.[i - dual.count] ?? 0),
  );
}

/** Before the dual runs on a tape. */
export function wantRest(tape: Tape, { dual, list, offset }: Start): void {
  if ((dual.flags & 4) !== 0) tape.want(list[offset + 2 * dual.count]);
}

/** Where the arguments begin in the list. */
const offsetOf = ({ flags }: DualOf): number => (flags & 1) + ((flags & 2) !== 0 ? 2 : 0);

const shadowIn = (shadows: ReadonlyMap<object, Shadow>, part: Skeleton | undefined): Shadow | undefined =>
  typeof part === "object" ? shadows.get(part.kind === "fields" ? part.shadowed : part.source) : undefined;

/** The shadow of each container, each with the shadows of its parts. */
function shadowsOf(skeletons: readonly Skeleton[], moving: readonly Moving[]): Map<object, Shadow> {
  const shadows = new Map<object, Shadow>();
  const buffers = new Set<ArrayBufferLike>();
  const make = (part: Skeleton): void => {
    if (typeof part !== "object") return;
    if (part.kind === "typed" && !shadows.has(part.source)) {
      if (rounds(part.source) || buffers.has(part.source.buffer)) throw noShadow();
      buffers.add(part.source.buffer);
    }
    const holder = part.kind === "fields" ? part.shadowed : part.source;
    if (shadows.has(holder)) return;
    const isView = part.kind === "typed" && !rounds(part.source);
    shadows.set(holder, isView ? shadowOfView(shadows, part.source) : emptyShadow(holder));
    eachItem(part, (item, itsHolder, key) => {
      make(item);
      const shadow = shadowIn(shadows, item);
      if (shadow !== undefined) put(shadows.get(itsHolder), key, shadow);
    });
  };
  skeletons.forEach(make);
  for (const [o, shadow] of shadows) {
    const parent = shadows.get(parentOf(o) as object);
    if (parent !== undefined) inherit(o, shadow, parent);
  }
  for (const { holder, key, speed } of moving) if (holder !== undefined) put(shadows.get(holder), key, speed);
  return shadows;
}

const noShadow = (): NotDifferentiableError =>
  new NotDifferentiableError(
    "arrays of integers, and views of one buffer, are no arguments where tangents are followed.",
    {
      advice: "Pass Float64Arrays of their own.",
    },
  );

function put(shadow: Shadow | undefined, key: unknown, value: unknown): void {
  if (shadow instanceof Map) shadow.set(key, value);
  else if (shadow !== undefined) (shadow as Record<PropertyKey, unknown>)[key as PropertyKey] = value;
}
