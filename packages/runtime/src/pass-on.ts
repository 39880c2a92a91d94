/**
 * Functions that pass their arguments on to one of another file: value and gradient at once are what that one gives.
 *
 *   (w, b) => loss(w, b, X, y)        joint(tape, w, b) → loss's joint function, of w, b, X and y
 *
 * It looks for the shadow of each of its arguments. Those that are not differentiated here have one that nobody reads, a _sink_,
 * which is kept as long as they live.
 */
import { areNumbers, callJoint, mayJoin, type Joint } from "./at-once.ts";
import { isPlainHere } from "./mirror.ts";
import { attachedTo, envOf } from "./pair.ts";
import { isNumberArray, zeros, type AnyShadow } from "./shadow.ts";
import { isOpaque } from "./skeleton.ts";
import { Slot, type Tape } from "./tape.ts";

/** Where an argument is from: a parameter, by its place; a member of an object; or from elsewhere. */
type Origin = number | readonly [holder: object, key: PropertyKey] | undefined;

/** The cotangents of the parameters of a function that gives `f(...args)`; nothing where `f` has no joint function, or it gives up. */
export function passOn(
  tape: Tape,
  f: unknown,
  args: readonly unknown[],
  origins: readonly Origin[],
): number[] | undefined {
  const attached = attachedTo(f);
  if (!mayJoin(attached)) return undefined;
  const joint = attached.pair.joint as unknown as Joint;
  const env = attached.thunk === undefined ? attached.env : envOf(attached);
  const sinks = sinksOf(tape, args);
  if (sinks === undefined) return undefined;
  try {
    for (const [o, shadow] of sinks) register(tape, o, shadow);
    const cotangents = callJoint(joint, tape, env, args);
    return cotangents && shares(tape, args, origins, cotangents);
  } catch (error) {
    for (const [o] of sinks) known.delete(o); // it may have grown
    throw error;
  } finally {
    for (const [o] of sinks) tape.shadows.delete(o);
  }
}

type Sinks = readonly (readonly [of: object, shadow: AnyShadow])[];

const NO_SINKS: Sinks = [];

/** Of the arguments that have no shadow; nothing where one of them can have none. */
function sinksOf(tape: Tape, args: readonly unknown[]): Sinks | undefined {
  let sinks: (readonly [object, AnyShadow])[] | undefined;
  for (const arg of args) {
    if (typeof arg !== "object" || arg === null || tape.wants(arg)) continue;
    const sink = sinkOf(arg);
    if (sink === undefined || sink.holdsOneOf(tape)) return undefined;
    (sinks ??= []).push([arg, sink.shadow]);
  }
  return sinks ?? NO_SINKS;
}

function register(tape: Tape, o: object, shadow: AnyShadow): void {
  const slot = new Slot(o, false);
  slot.shadow = shadow;
  slot.sweep = tape.sweep;
  tape.shadows.set(o, slot);
}

function shares(
  tape: Tape,
  args: readonly unknown[],
  origins: readonly Origin[],
  cotangents: readonly number[],
): number[] | undefined {
  const own: number[] = [];
  for (let i = 0; i < origins.length; i++) {
    const [origin, share = 0] = [origins[i], cotangents[i]];
    if (origin === undefined) continue;
    if (typeof args[i] !== "number" && share !== 0) return undefined; // used as a number, which the sweeps will refuse
    if (typeof origin === "number") {
      while (own.length <= origin) own.push(0);
      own[origin] = (own[origin] as number) + share;
    } else if (share !== 0) {
      const [holder, key] = origin;
      const shadow = tape.shadow(holder) as unknown as Record<PropertyKey, number>;
      shadow[key] = (shadow[key] as number) + share;
    }
  }
  return own;
}

/** The shadow of some data, and what it was made for. */
class Sink {
  readonly shadow: AnyShadow;
  private readonly shadows = new Map<object, unknown>();
  private readonly parts: (readonly [of: Record<PropertyKey, unknown>, key: PropertyKey, part: unknown])[] = [];
  private readonly lists: (readonly unknown[])[] = [];
  private readonly lengths: (readonly [list: readonly unknown[], length: number])[] = [];

  constructor(root: object) {
    this.shadow = this.of(root) as AnyShadow;
  }

  /** Is everything where it was, and where there was a number one still? */
  isCurrent(): boolean {
    return (
      this.parts.every(([of, key, part]) => (part === 0 ? typeof of[key] === "number" : of[key] === part)) &&
      this.lengths.every(([list, length]) => list.length === length) &&
      this.lists.every(areNumbers)
    );
  }

  /** Does it hold something of which the gradient is asked? */
  holdsOneOf({ shadows, buffers }: Tape): boolean {
    for (const o of shadows.keys()) if (this.shadows.has(o as object)) return true;
    if (buffers !== undefined)
      for (const o of this.shadows.keys()) if (ArrayBuffer.isView(o) && buffers.has(o.buffer)) return true;
    return false;
  }

  private of(value: unknown): unknown {
    if (typeof value === "number") return 0;
    if (typeof value !== "object" || value === null) return undefined;
    if (this.shadows.has(value)) return this.shadows.get(value);
    if (value instanceof Map || value instanceof Set || isOpaque(value)) return undefined;
    if (ArrayBuffer.isView(value)) {
      if (!isNumberArray(value)) throw new NoSink();
      return this.keep(value, new Float64Array(value.length));
    }
    const prototype = Object.getPrototypeOf(value) as object | null;
    if (!Array.isArray(value) && prototype !== Object.prototype && !isPlainHere(prototype)) throw new NoSink();
    if (Array.isArray(value) && areNumbers(value)) {
      this.lists.push(value);
      return this.keep(value, zeros(value.length));
    }
    const shadow = this.keep(value, (Array.isArray(value) ? [] : {}) as Record<PropertyKey, unknown>);
    if (Array.isArray(value)) this.lengths.push([value, value.length]);
    for (const key of Object.keys(value)) {
      const field = Object.getOwnPropertyDescriptor(value, key) as PropertyDescriptor;
      if (!("value" in field) || key === "__proto__") throw new NoSink();
      const part: unknown = field.value;
      shadow[key] = this.of(part);
      if (typeof part === "number") this.parts.push([value as never, key, 0]);
      else if (typeof part === "object" && part !== null) this.parts.push([value as never, key, part]);
    }
    return shadow;
  }

  private keep<T>(value: object, shadow: T): T {
    this.shadows.set(value, shadow);
    return shadow;
  }
}

class NoSink extends Error {}

const known = new WeakMap<object, Sink>();

/** The sink of some data; nothing where it is not plain. */
function sinkOf(root: object): Sink | undefined {
  const old = known.get(root);
  if (old?.isCurrent() === true) return old;
  try {
    const made = new Sink(root);
    known.set(root, made);
    return made;
  } catch (error) {
    if (!(error instanceof NoSink)) throw error;
    return undefined;
  }
}
