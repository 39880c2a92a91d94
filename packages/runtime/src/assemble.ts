/**
 * From shadows to gradients: the arguments' structure at the time of the call, filled with their cotangents.
 *
 *   number[] → number[]   Float32Array, Float16Array → the same   integers → Float64Array   Map → Map   object, closure → plain object
 */
import { CELL_KEY } from "./cell.ts";
import { NotDifferentiableError } from "./errors.ts";
import {
  isLive,
  NONE,
  NUMBER,
  type ArrayPart,
  type FieldsPart,
  type MapPart,
  type Skeleton,
  type TypedPart,
} from "./skeleton.ts";
import { rounds, type Shadow } from "./shadow.ts";
import type { Tape } from "./tape.ts";

/** Builds gradients; what has no shadow is constant, and has zeros; parts that are shared in the value are shared in the gradient. */
export class Assembly {
  private readonly tape: Tape;
  /** May the tape's own arrays be handed out? Only if it runs no other reverse sweep. */
  private readonly keep: boolean;

  constructor(tape: Tape, keep: boolean) {
    this.tape = tape;
    this.keep = keep;
  }

  /** The gradient of a value; `own` is its cotangent if it is a number. */
  of(skeleton: Skeleton, own: number | undefined): unknown {
    if (skeleton === NUMBER) return own ?? 0;
    if (skeleton === NONE) return undefined;
    if (own !== undefined && own !== 0) throw usedAsNumber();
    if (skeleton.assembly === this) return skeleton.gradient;
    switch (skeleton.kind) {
      case "array":
        return this.array(skeleton);
      case "typed":
        return this.typed(skeleton);
      case "fields":
        return this.fields(skeleton);
      case "map":
        return this.map(skeleton);
      case "cell":
        return this.of(skeleton.content, (this.tape.shadow(skeleton.source) as Shadow | undefined)?.[CELL_KEY]);
    }
  }

  /** The same part of the value is the same part of the gradient. */
  private keepFor(part: Skeleton & object, gradient: unknown): void {
    part.assembly = this;
    part.gradient = gradient;
  }

  private array(part: ArrayPart): unknown[] {
    const { length, items } = part;
    const shadow = this.tape.shadow(part.source) as number[] | undefined;
    const isWhole = items === undefined && shadow?.length === length;
    const gradient = isWhole ? shadow.slice() : new Array<unknown>(length);
    this.keepFor(part, gradient);
    for (let i = 0; i < length; i++) {
      if (items !== undefined) gradient[i] = this.item(items[i] ?? NONE, shadow?.[i]);
      else if (!isWhole || gradient[i] === undefined) gradient[i] = shadow?.[i] ?? 0;
    }
    return gradient;
  }

  /** An element or entry: `undefined` where there is no number below. */
  private item(skeleton: Skeleton, own: number | undefined): unknown {
    return isLive(skeleton) ? this.of(skeleton, own) : undefined;
  }

  private typed(part: TypedPart): Float64Array | Float32Array {
    const { source } = part;
    const shadow = (this.tape.shadow(source) ?? new Float64Array(source.length)) as Float64Array;
    const isOwn = this.keep && shadow.byteLength === shadow.buffer.byteLength;
    const kind = rounds(source) ? "Float64Array" : (source[Symbol.toStringTag] as "Float64Array" | "Float32Array");
    const gradient = isOwn && shadow.constructor === source.constructor ? shadow : new globalThis[kind](shadow);
    this.keepFor(part, gradient);
    return gradient;
  }

  private fields(part: FieldsPart): Record<string, unknown> {
    const shadow = this.tape.shadow(part.shadowed) as Shadow | undefined;
    const gradient: Record<string, unknown> = {};
    this.keepFor(part, gradient);
    const { keys, items, places = keys } = part;
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i] as string;
      const item = items[i] ?? NONE;
      if (isLive(item)) define(gradient, key, this.of(item, shadow?.[places[i] ?? key]));
    }
    return gradient;
  }

  private map(part: MapPart): Map<unknown, unknown> {
    const shadow = this.tape.shadow(part.source) as Map<unknown, number> | undefined;
    const gradient = new Map<unknown, unknown>();
    this.keepFor(part, gradient);
    for (const [i, key] of part.keys.entries()) {
      const item = part.items[i] ?? NONE;
      if (isLive(item)) gradient.set(key, this.of(item, shadow?.get(key)));
    }
    return gradient;
  }
}

/** A number's cotangent, or its tangent, is that of an array or object. */
export function usedAsNumber(): NotDifferentiableError {
  return new NotDifferentiableError("an array or object that may carry a derivative is used as a number.", {
    advice: "Use the number in it.",
  });
}

// A field may be called "__proto__".
function define(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === "__proto__")
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  else target[key] = value;
}
