/**
 * The shadows of plain data: numbers, arrays, `Float64Array`s and plain objects that are reached by one way, without a walk before.
 */
import { areNumbers } from "../at-once.ts";
import { attachedTo, envOf } from "../pair.ts";
import type { Place } from "../places.ts";
import { state } from "../state.ts";
import type { Shadow } from "./fresh.ts";

export interface QuickTangents {
  /** Of the arguments that are numbers their tangents, of the others their shadows. */
  readonly own: readonly unknown[];
  readonly shadows: ReadonlyMap<object, Shadow>;
}

type Along = (known: Pick<Known, "wants">, ...args: unknown[]) => [unknown, unknown] | undefined;

/** Value and tangent where they come at once; nothing where they do not. `own`: as in `QuickTangents`. */
export function alongAtOnce(
  f: unknown,
  args: readonly unknown[],
  own: readonly unknown[],
  known: Pick<Known, "wants">,
): readonly [unknown, unknown] | undefined {
  const attached = attachedTo(f);
  const along = attached?.pair.along as Along | undefined;
  if (attached === undefined || along === undefined || state.enclosing !== null) return undefined;
  const env = attached.thunk === undefined ? attached.env : envOf(attached);
  const [x, y] = args;
  try {
    if (env === undefined && args.length === 1) return along(known, x, own[0]);
    if (env === undefined && args.length === 2) return along(known, x, own[0], y, own[1]);
    const both = args.flatMap((arg, i) => [arg, own[i]]);
    return env === undefined ? along(known, ...both) : along(known, env, ...both);
  } catch {
    return undefined; // what it throws, if anything, the dual will say
  }
}

/** Value and tangents along several directions, where they come at once. */
export function lanesAtOnce(
  f: unknown,
  args: readonly unknown[],
  directions: readonly QuickTangents[],
  known: Known,
): readonly unknown[] | undefined {
  const attached = attachedTo(f);
  const lanes = attached?.pair.lanes as ((...args: unknown[]) => unknown[] | undefined) | undefined;
  if (attached === undefined || lanes === undefined || state.enclosing !== null) return undefined;
  const env = attached.thunk === undefined ? attached.env : envOf(attached);
  const all = args.flatMap((arg, i) => [arg, ...directions.map(({ own }) => own[i])]);
  try {
    return lanes(known, ...(env === undefined ? [] : [env]), ...all);
  } catch {
    return undefined; // what it throws, if anything, the dual will say
  }
}

/** What may move, as a function asks that finds something which should not. */
export class Known {
  private readonly shadows: ReadonlyMap<unknown, Shadow>;
  private readonly only: unknown;
  private buffers: ReadonlySet<unknown> | undefined;

  constructor(shadows: ReadonlyMap<unknown, Shadow>) {
    this.shadows = shadows;
    if (shadows.size === 1) [this.only] = shadows.keys();
  }

  wants(o: unknown): boolean {
    if (this.only === undefined ? this.shadows.has(o) : o === this.only) return true;
    return ArrayBuffer.isView(o) && this.wantsBuffer(o.buffer);
  }

  private wantsBuffer(buffer: ArrayBufferLike): boolean {
    this.buffers ??= new Set([...this.shadows.keys()].map((o) => (o instanceof Float64Array ? o.buffer : undefined)));
    return this.buffers.has(buffer);
  }
}

/** Sets the tangent of one number, if it has its place there. */
export function setSpeed({ own, shadows }: QuickTangents, { holder, key }: Place, speed: number): boolean {
  const tangents = holder === undefined ? own : shadows.get(holder);
  if (tangents === undefined) return false;
  (tangents as Record<PropertyKey, unknown>)[key as PropertyKey] = speed;
  return true;
}

/** Runs something while one number moves, of tangents that are all 0. */
export function whileMoving<T>(quick: QuickTangents, place: Place, run: () => T): T | undefined {
  if (!setSpeed(quick, place, 1)) return undefined;
  try {
    return run();
  } finally {
    setSpeed(quick, place, 0);
  }
}

/** The same of a function of numbers. */
export function alongNumbers(
  f: unknown,
  args: readonly unknown[],
  tangents: readonly unknown[],
): readonly [unknown, unknown] | undefined {
  const attached = attachedTo(f);
  const along = attached?.pair.along as Along | undefined;
  if (along === undefined || attached?.env !== undefined || attached?.thunk !== undefined || state.enclosing !== null)
    return undefined;
  if (args.length !== tangents.length || !areNumbers(args) || !areNumbers(tangents)) return undefined;
  try {
    if (args.length === 1) return along(NOTHING_KNOWN, args[0], tangents[0]);
    return along(NOTHING_KNOWN, ...args.flatMap((arg, i) => [arg, tangents[i]]));
  } catch {
    return undefined;
  }
}

const NOTHING_KNOWN = new Known(new Map());

/**
 * One shadow for each argument, or its tangent; nothing where an argument is of another kind, or a tangent does not fit. `isRead`:
 * shadows are not written, so what fits may be one.
 */
export function quickTangents(
  args: readonly unknown[],
  tangents: readonly unknown[],
  isRead = false,
): QuickTangents | undefined {
  const shadows: Shadows = new Map<object, Shadow>();
  const own: unknown[] = [];
  for (let i = 0; i < args.length; i++) {
    const shadow = tangentFor(args[i], tangents[i], shadows, isRead);
    if (shadow === undefined) return undefined;
    own.push(shadow);
  }
  return { own, shadows };
}

type Shadows = Map<object, Shadow>;

/** 0 for what holds no number; undefined where the long way has to be gone. */
function tangentFor(value: unknown, tangent: unknown, shadows: Shadows, isRead: boolean): unknown {
  if (typeof value === "number") return tangent === undefined ? 0 : typeof tangent === "number" ? tangent : undefined;
  if (typeof value === "function") return attachedTo(value) === undefined && tangent === undefined ? 0 : undefined;
  if (typeof value !== "object" || value === null) return tangent === undefined ? 0 : undefined;
  if (shadows.has(value)) return undefined;
  if (value instanceof Float64Array) return ofTyped(value, tangent, shadows, isRead);
  if (Array.isArray(value)) return ofArray(value, tangent, shadows, isRead);
  if (Object.getPrototypeOf(value) !== Object.prototype) return undefined;
  return ofObject(value as Record<string, unknown>, tangent, shadows, isRead);
}

function ofTyped(value: Float64Array, tangent: unknown, shadows: Shadows, isRead: boolean): Float64Array | undefined {
  // Others may see the buffer.
  if (value.byteLength !== value.buffer.byteLength) return undefined;
  const given = tangent === undefined || (tangent instanceof Float64Array && tangent.length === value.length);
  if (!given) return undefined;
  const shadow = tangent === undefined ? new Float64Array(value.length) : isRead ? tangent : tangent.slice();
  shadows.set(value, shadow);
  return shadow;
}

function ofArray(
  value: readonly unknown[],
  tangent: unknown,
  shadows: Shadows,
  isRead: boolean,
): unknown[] | undefined {
  if (tangent !== undefined && !(Array.isArray(tangent) && tangent.length === value.length)) return undefined;
  const given = tangent as unknown[] | undefined;
  if (given !== undefined && isRead && areNumbers(value) && areNumbers(given)) {
    shadows.set(value, given);
    return given;
  }
  const shadow = new Array<unknown>(value.length).fill(0);
  shadows.set(value, shadow);
  for (let i = 0; i < value.length; i++) {
    const part = tangentFor(value[i], given?.[i], shadows, isRead);
    if (part === undefined) return undefined;
    shadow[i] = part;
  }
  return shadow;
}

function ofObject(
  value: Readonly<Record<string, unknown>>,
  tangent: unknown,
  shadows: Shadows,
  isRead: boolean,
): Record<string, unknown> | undefined {
  const given = (tangent ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof given !== "object") return undefined;
  const shadow: Record<string, unknown> = {};
  shadows.set(value, shadow);
  for (const key of Object.keys(given)) if (!Object.hasOwn(value, key)) return undefined;
  for (const key of Reflect.ownKeys(value)) {
    const descriptor = Object.getOwnPropertyDescriptor(value, key);
    if (typeof key !== "string" || descriptor?.enumerable !== true || !("value" in descriptor)) return undefined;
    const part = tangentFor(descriptor.value, given[key], shadows, isRead);
    if (part === undefined) return undefined;
    shadow[key] = part;
  }
  return shadow;
}
