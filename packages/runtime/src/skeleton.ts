/**
 * The structure of a value when the sweep began, and the gradient that has this structure.
 *
 *   walk(value)  →  skeleton: kinds, keys, children, lengths          assemble(skeleton, shadows)  →  gradient
 *
 * The function may change its arguments' structure; gradients follow the skeleton.
 */
import { contentOf, isCell } from "./cell.ts";
import { privateFieldsOf } from "./private-fields.ts";
import { attachedTo, envOf } from "./pair.ts";
import { guardOwn, isNumberArray, type NumberArray } from "./shadow.ts";
import type { Tape } from "./tape.ts";

/** A number: its cotangent is in its parent's shadow. */
export const NUMBER = "number";
/** Nothing that has a gradient. */
export const NONE = "none";

interface Part {
  /** The container itself. */
  readonly source: object;
  /** Is there a number below, or is it an empty container? Else its field is left out. */
  live: boolean;
  /** Being walked: an edge to it closes a cycle. */
  open: boolean;
  /** What an assembly has made of it, and which. */
  gradient?: unknown;
  assembly?: object | undefined;
}
/** An array; `items` is absent when all are numbers. */
export interface ArrayPart extends Part {
  readonly kind: "array";
  readonly length: number;
  items: Skeleton[] | undefined;
}
export interface TypedPart extends Part {
  readonly kind: "typed";
  readonly source: NumberArray;
}
/** An object (`shadowed` is the object), or a closure (`shadowed` is its captured variables). */
export interface FieldsPart extends Part {
  readonly kind: "fields";
  readonly shadowed: object;
  keys: string[];
  /** Their keys in the shadow, where private fields have others. */
  places?: string[];
  readonly items: Skeleton[];
}
export interface MapPart extends Part {
  readonly kind: "map";
  readonly keys: unknown[];
  readonly items: Skeleton[];
}
/** A captured variable that is assigned: seen through a box `{ v }`. */
export interface CellPart extends Part {
  readonly kind: "cell";
  readonly content: Skeleton;
}
export type Skeleton = typeof NUMBER | typeof NONE | ArrayPart | TypedPart | FieldsPart | MapPart | CellPart;

/** Walks values that may share parts, and registers each container on the tape. */
export class Walk {
  private readonly all: (Skeleton & object)[] = [];
  /** The parts that have been seen, without a tape; with one, its slots know them. */
  private readonly seen: Map<object, Skeleton> | undefined;
  private readonly tape: Tape | undefined;
  private cyclic = false;

  constructor(tape?: Tape) {
    this.tape = tape;
    this.seen = tape === undefined ? new Map() : undefined;
  }

  /** The skeleton of one value. */
  of(value: unknown): Skeleton {
    const skeleton = this.visit(value);
    if (this.cyclic) this.settle();
    return skeleton;
  }

  private visit(value: unknown): Skeleton {
    if (typeof value === "number") return NUMBER;
    if (value === null || (typeof value !== "object" && typeof value !== "function")) return NONE;
    const known = this.known(value);
    if (known === undefined) return this.enter(value);
    if (typeof known === "object" && known.open) this.cyclic = true;
    return known;
  }

  private enter(value: object): Skeleton {
    if (typeof value === "function") return this.closure(value);
    if (Array.isArray(value)) return this.array(value);
    if (ArrayBuffer.isView(value)) return isNumberArray(value) ? this.typed(value) : this.nothing(value);
    if (value instanceof Map || value instanceof Set) return this.map(value);
    if (isOpaque(value)) return this.nothing(value);
    return this.fields(value, value, Object.keys(value));
  }

  private nothing(value: object): Skeleton {
    this.seen?.set(value, NONE);
    return NONE;
  }

  private known(value: object): Skeleton | undefined {
    if (this.seen !== undefined) return this.seen.get(value);
    const slot = this.tape?.slotOf(value);
    return slot?.walk === this ? (slot.part as Skeleton) : undefined;
  }

  private begin<P extends Skeleton & object>(part: P): P {
    this.all.push(part);
    if (this.tape === undefined) {
      this.seen?.set(part.source, part);
      return part;
    }
    const slot = this.tape.want(part.source);
    if (slot !== undefined) {
      slot.walk = this;
      slot.part = part;
    }
    return part;
  }

  private array(source: unknown[]): Skeleton {
    const { length } = source;
    const part = this.begin<ArrayPart>({
      kind: "array",
      source,
      length,
      items: undefined,
      live: true,
      open: true,
      gradient: undefined,
      assembly: undefined,
    });
    let i = 0;
    while (i < length && typeof source[i] === "number") i++;
    if (i < length) {
      part.live = i > 0;
      const items = (part.items = new Array<Skeleton>(length).fill(NUMBER));
      for (; i < length; i++) {
        const item = (items[i] = this.visit(source[i]));
        if (isLive(item)) part.live = true;
      }
    }
    part.open = false;
    return part;
  }

  private typed(source: NumberArray): Skeleton {
    return this.begin<TypedPart>({ kind: "typed", source, live: true, open: false });
  }

  private fields(source: object, shadowed: object, names: readonly string[]): Skeleton {
    const items: Skeleton[] = [];
    let keys: string[] = names as string[];
    const part = this.begin<FieldsPart>({
      kind: "fields",
      source,
      shadowed,
      keys,
      items,
      live: names.length === 0,
      open: true,
      gradient: undefined,
      assembly: undefined,
    });
    if (shadowed !== source) this.tape?.want(shadowed);
    for (let i = 0; i < names.length; i++) {
      const name = names[i] as string;
      // The value of an accessor of the user's is not a field; asking for it would run the user's code.
      const descriptor = Object.getOwnPropertyDescriptor(shadowed, name);
      if (descriptor?.get !== undefined || descriptor?.set !== undefined) {
        if (keys === names) part.keys = keys = names.slice(0, i);
        continue;
      }
      const item = this.visit(descriptor?.value);
      if (keys !== names) keys.push(name);
      items.push(item);
      if (isLive(item)) part.live = true;
    }
    if (shadowed === source) {
      if (Object.getOwnPropertyNames(source).length !== keys.length) guardOwn(source);
      this.hidden(part, keys === names ? [...names] : keys);
    }
    part.open = false;
    return part;
  }

  /** Private fields, by their names: `#k`. */
  private hidden(part: FieldsPart, keys: string[]): void {
    for (const { name, key, owner, get, has } of privateFieldsOf(part.source)) {
      if (!has(part.source as never)) continue;
      const item = this.visit(get(part.source as never));
      part.keys = keys;
      (part.places ??= [...keys]).push(key);
      // A parent class may have one of the same name.
      keys.push(keys.includes(name) ? `${owner}.${name}` : name);
      part.items.push(item);
      if (isLive(item)) part.live = true;
    }
  }

  /** A `Set` gives a `Map` from its object members to their gradients. */
  private map(source: Map<unknown, unknown> | Set<unknown>): Skeleton {
    const keys: unknown[] = [];
    const items: Skeleton[] = [];
    const part = this.begin<MapPart>({ kind: "map", source, keys, items, live: source.size === 0, open: true });
    const isSet = source instanceof Set;
    for (const [key, value] of (isSet ? Set : Map).prototype.entries.call(source as never)) {
      if (isSet && (typeof value !== "object" || value === null)) continue;
      const item = this.visit(value);
      keys.push(key);
      items.push(item);
      if (isLive(item)) part.live = true;
    }
    part.open = false;
    return part;
  }

  private closure(fn: object): Skeleton {
    const attached = attachedTo(fn);
    const env = attached === undefined ? undefined : envOf(attached);
    if (env === undefined) return this.nothing(fn);
    const part = this.fields(fn, env, Object.keys(env));
    if (typeof part === "object" && part.kind === "fields") {
      for (const [i, name] of part.keys.entries()) part.items[i] = this.captured(env, name, part.items[i] ?? NONE);
      part.live ||= part.items.some(isLive);
    }
    return part;
  }

  private captured(env: object, name: string, item: Skeleton): Skeleton {
    const cell: unknown = (env as Record<string, unknown>)[name];
    if (!isCell(cell)) return item;
    const content = this.visit(contentOf(cell));
    const part: CellPart = { kind: "cell", source: cell, content, live: isLive(content), open: false };
    return this.begin(part);
  }

  /** With cycles, whether there is a number below may be known only after a few rounds. */
  private settle(): void {
    for (let changed = true; changed;) {
      changed = false;
      for (const part of this.all) {
        if (part.live || !childrenOf(part).some(isLive)) continue;
        part.live = true;
        changed = true;
      }
    }
    this.cyclic = false;
  }
}

function childrenOf(part: Skeleton & object): readonly Skeleton[] {
  if (part.kind === "typed") return [];
  if (part.kind === "cell") return [part.content];
  return part.items ?? [];
}

/** Does a gradient of it have anything in it? */
export function isLive(skeleton: Skeleton): boolean {
  return typeof skeleton === "object" ? skeleton.live : skeleton === NUMBER;
}

/** Objects whose fields, if any, are no numbers of the user's. */
export function isOpaque(value: object): boolean {
  if (Object.getPrototypeOf(value) === Object.prototype) return false;
  return (
    value instanceof Date ||
    value instanceof RegExp ||
    value instanceof Promise ||
    value instanceof WeakMap ||
    value instanceof WeakSet ||
    value instanceof ArrayBuffer ||
    value instanceof Number ||
    value instanceof String ||
    value instanceof Boolean
  );
}
