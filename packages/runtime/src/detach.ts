/**
 * A value as a constant: itself when it carries nothing, else a copy that nobody follows.
 *
 * The program has one object where the sweep now has two. So both must stay as they are: when the forward sweep ends they are
 * compared, and refused if only one of them has been written.
 */
import { carries, isFollowed } from "./carries.ts";
import { NotDifferentiableError } from "./errors.ts";
import { partsOf } from "./parts.ts";
import { privateFieldsOf } from "./private-fields.ts";
import { isNumberArray } from "./shadow.ts";
import type { Tape } from "./tape.ts";

/** Who makes a constant, and where: for messages. */
export interface Maker {
  readonly name: string;
  readonly site: string;
}

/** Copies, by what they are of. */
type Copied = ReadonlyMap<object, object>;

export function detach(tape: Tape, value: unknown, maker: Maker): unknown {
  if (tape.isDropped || !carries(tape, value)) return value;
  const { copy, compare } = copied(value, (o) => isFollowed(tape, o), maker);
  atEnd(tape, compare);
  return copy;
}

/** Something to be done when the forward sweep ends. */
export function atEnd(tape: Tape, run: () => void): void {
  const before = tape.ending;
  tape.ending = () => {
    before?.();
    run();
  };
}

type Question = (o: object) => boolean;

/** A copy of what is followed in a value, and what compares the two. */
export function copied(value: unknown, isMoving: Question, maker: Maker): { copy: unknown; compare: () => void } {
  const copies = new Copies(value, isMoving, maker);
  return {
    copy: copies.of(value),
    compare() {
      for (const [o, twin] of copies.done) if (!areTwins(o, twin, copies.done)) throw apart(maker);
    },
  };
}

class Copies {
  readonly done = new Map<object, object>();
  private readonly isMoving: Question;
  private readonly carriers: ReadonlySet<unknown>;
  private readonly maker: Maker;

  constructor(value: unknown, isMoving: Question, maker: Maker) {
    this.isMoving = isMoving;
    this.carriers = carriersFrom(value, isMoving);
    this.maker = maker;
  }

  of(value: unknown): unknown {
    if (!this.carriers.has(value)) return value;
    const o = value as object;
    return this.done.get(o) ?? this.copy(o);
  }

  private copy(o: object): object {
    if (isNumberArray(o)) return this.keep(o, o.slice());
    if (Array.isArray(o)) return this.fields(o, this.keep(o, alike(o, [])));
    if (o instanceof Map) {
      const fresh = this.keep(o, alike(o, new Map<unknown, unknown>()));
      for (const [key, item] of Map.prototype.entries.call(o)) {
        this.requireStill(key);
        fresh.set(key, this.of(item));
      }
      return this.fields(o, fresh);
    }
    if (o instanceof Set) {
      // Whoever looks for a member looks for the object itself.
      for (const member of Set.prototype.values.call(o)) this.requireStill(member);
      return this.fields(o, this.keep(o, alike(o, new Set<unknown>(Set.prototype.values.call(o)))));
    }
    if (typeof o === "function") {
      if (this.hasNumbers(o, new Set())) throw this.refusal("what a function has captured");
      return this.keep(o, o);
    }
    if (!isOrdinary(o)) throw this.refusal("what is neither a container nor an object with fields");
    return this.fields(o, this.keep(o, Object.create(Object.getPrototypeOf(o) as object | null) as object));
  }

  private keep<T extends object>(o: object, fresh: T): T {
    this.done.set(o, fresh);
    return fresh;
  }

  private fields<T extends object>(o: object, fresh: T): T {
    for (const key of Reflect.ownKeys(o)) {
      const descriptor = Object.getOwnPropertyDescriptor(o, key) as PropertyDescriptor;
      if ("value" in descriptor) descriptor.value = this.of(descriptor.value);
      Object.defineProperty(fresh, key, descriptor);
    }
    return Object.isExtensible(o) ? fresh : Object.preventExtensions(fresh);
  }

  /** Is a number within reach that the sweep follows? */
  private hasNumbers(o: unknown, seen: Set<unknown>): boolean {
    if (!this.carriers.has(o) || seen.has(o)) return false;
    seen.add(o);
    if (isNumberArray(o)) return true;
    const parts = partsOf(o as object);
    if (this.isMoving(o as object) && parts.some((part) => typeof part === "number")) return true;
    return parts.some((part) => this.hasNumbers(part, seen));
  }

  private requireStill(member: unknown): void {
    if (this.carriers.has(member)) throw this.refusal("a key or a member that is an object");
  }

  private refusal(what: string): NotDifferentiableError {
    const { name, site } = this.maker;
    return new NotDifferentiableError(`\`${name}\` cannot hold still ${what}, and that may carry a derivative.`, {
      site,
      advice: "Take the numbers out of it, and hold still those.",
    });
  }
}

/** With the class of another, without a call of its constructor. */
function alike<T extends object>(o: object, fresh: T): T {
  const prototype = Object.getPrototypeOf(o) as object | null;
  return Object.getPrototypeOf(fresh) === prototype ? fresh : (Object.setPrototypeOf(fresh, prototype) as T);
}

/** Is all that it holds in its fields? */
const isOrdinary = (o: object): boolean =>
  /^\[object (?:Object|Error|Arguments)\]$/.test(Object.prototype.toString.call(o)) &&
  !privateFieldsOf(o).some(({ has }) => has(o as never));

/** What the sweep follows among all that can be reached from a value, and what holds that. */
function carriersFrom(value: unknown, isMoving: Question): ReadonlySet<unknown> {
  const holders = new Map<unknown, unknown[]>();
  const left: (readonly [held: unknown, holder: unknown])[] = [[value, undefined]];
  const followed: unknown[] = [];
  for (let edge = left.pop(); edge !== undefined; edge = left.pop()) {
    const [o, holder] = edge;
    if ((typeof o !== "object" || o === null) && typeof o !== "function") continue;
    const known = holders.get(o);
    if (known !== undefined) {
      known.push(holder);
      continue;
    }
    holders.set(o, [holder]);
    if (isMoving(o)) followed.push(o);
    if (!isNumberArray(o)) for (const part of partsOf(o)) left.push([part, o]);
  }
  const found = new Set<unknown>();
  for (let o = followed.pop(); o !== undefined; o = followed.pop()) {
    if (found.has(o)) continue;
    found.add(o);
    for (const holder of holders.get(o) ?? []) if (holder !== undefined) followed.push(holder);
  }
  return found;
}

/** Do an object and its copy hold the same, or the one what is a copy of the other's? */
function areTwins(o: object, copy: object, done: Copied): boolean {
  const areSame = (a: unknown, b: unknown): boolean => Object.is(done.get(a as object) ?? a, b);
  const [as, bs] = [contentOf(o), contentOf(copy)];
  if (as.length !== bs.length) return false;
  for (let i = 0; i < as.length; i++) if (!areSame(as[i], bs[i])) return false;
  return true;
}

/** Keys and values, in order. */
function contentOf(o: object): ArrayLike<unknown> {
  if (isNumberArray(o)) return o;
  const content: unknown[] = [];
  if (o instanceof Map) for (const [key, item] of Map.prototype.entries.call(o)) content.push(key, item);
  if (o instanceof Set) content.push(...Set.prototype.values.call(o));
  for (const key of Reflect.ownKeys(o)) {
    const { value, get } = Object.getOwnPropertyDescriptor(o, key) as Readonly<Record<"value" | "get", unknown>>;
    content.push(key, value, get);
  }
  return content;
}

const apart = ({ name, site }: Maker): NotDifferentiableError =>
  new NotDifferentiableError(
    `\`${name}\` has made a constant of an object, which is a copy of it, and one of the two was written later.`,
    {
      site,
      advice:
        "Copy it before if the object changes, and after if the constant does: [...xs], { ...o } or structuredClone(x).",
    },
  );
