/**
 * Small operations that generated code does not write out: conversions, keys, and shadows whose kind is not known.
 */
import { NOTHING } from "./frame.ts";
import { carries } from "./carries.ts";
import { NotDifferentiableError } from "./errors.ts";
import { NO_COTANGENTS, type ActiveRule } from "./rule.ts";
import { type AnyShadow, isNumberArray, RoundedShadow } from "./shadow.ts";
import { closure, pair, type Pair } from "./pair.ts";
import { state } from "./state.ts";
import type { Tape } from "./tape.ts";
import { readBack, Texts } from "./texts.ts";

type Slots = Record<PropertyKey, number>;
type Fields = Readonly<Record<PropertyKey, unknown>>;

/** `new.target`, asked for when a function begins: undefined in an ordinary call. */
export function newTarget(tape: Tape): unknown {
  const target = tape.newTarget;
  tape.newTarget = undefined;
  return target;
}

/** An array or object is about to be used as a number: what it holds would not be seen. */
export function asNumber(tape: Tape, site: string, o: unknown): void {
  if (typeof o === "string") tape.texts?.used(tape, site, o);
  else if (!(o instanceof Date) && carries(tape, o)) tape.invalidate(USED, { site, advice: USE_IT });
}

const USED = "an array or object that may carry a derivative is used as a number";
const USE_IT = "Use the number in it.";

/** The same, found out on the way back: a number's cotangent has come to it. */
export const usedAsNumber = (site: string): NotDifferentiableError =>
  new NotDifferentiableError(`${USED}.`, { site, advice: USE_IT });

/** The same of what `+` may make a text of, as it does of most containers. */
export function asOperand(tape: Tape, site: string, o: unknown): void {
  if (hasNumber(o)) asNumber(tape, site, o);
}

/** Whether an object tells a number that it stands for. */
export const hasNumber = (o: unknown): boolean =>
  typeof o === "object" && o !== null && (Symbol.toPrimitive in o || o.valueOf !== Object.prototype.valueOf);

/** Numbers that may carry derivatives become text; so do those in lists. Read back, they would have lost that. */
export function texted(tape: Tape, text: string, ...parts: readonly unknown[]): string {
  for (const part of parts) noteText(tape, part);
  return text;
}

/** The same of one of them, or of a list. */
export function noteText(tape: Tape, value: unknown): void {
  if (tape.isDropped) return;
  if (typeof value === "number") (tape.texts ??= new Texts()).add(value);
  else if (carries(tape, value)) {
    tape.texts ??= new Texts();
    if (Array.isArray(value) || isNumberArray(value)) for (const item of value) noteText(tape, item);
  }
}

/** On the way back to such a text: something has used it as a number. Where no number has become text, it is made of other texts. */
export function unread(tape: Tape, share: number, site: string): void {
  if (share !== 0 && tape.texts !== undefined) throw readBack(site);
}

/** `y = value` of a global variable: who reads it, in this file or another, would take it for a constant. */
export function assignGlobal(
  tape: Tape,
  site: string,
  varies: boolean,
  write: (value: unknown) => void,
  value: unknown,
): void {
  write(value);
  if (typeof value === "number" ? !varies : !carries(tape, value)) return;
  tape.invalidate(GLOBAL, { site, advice: DECLARE_IT });
}

const GLOBAL = "a global variable is given what may carry a derivative";
const DECLARE_IT = "Declare it in the file, or write a field of an object.";

/** The same, where it has a tangent. */
export const globalMoves = (site: string): NotDifferentiableError =>
  new NotDifferentiableError(`${GLOBAL}.`, { site, advice: DECLARE_IT });

/** The same of the items of a list. */
export function asNumbers(tape: Tape, site: string, list: unknown): void {
  if (isNumberArray(list) || !Array.isArray(list)) return;
  for (const item of list) if (typeof item === "object" || typeof item === "string") asNumber(tape, site, item);
}

/** A variable is used before its declaration has run. */
export function uninitialised(name: string): never {
  throw new ReferenceError(`Cannot access '${name}' before initialization`);
}

/** What a derived constructor gives when it returns a value of its own. */
export function returned(value: unknown, self: unknown): unknown {
  if ((typeof value === "object" && value !== null) || typeof value === "function") return value;
  return value === undefined ? self : value;
}

/** What a computed key is, after its conversion; what has no members is told first. */
export function key(value: unknown, ...holders: readonly unknown[]): PropertyKey {
  if (holders.some((holder) => holder === null || holder === undefined)) return value as PropertyKey;
  return Reflect.ownKeys({ [value as PropertyKey]: 0 })[0] as PropertyKey;
}

/** `this` in a derived constructor that never calls its parent. */
export function beforeSuper(): never {
  throw new ReferenceError(
    "Must call super constructor in derived class before accessing 'this' or returning from derived constructor",
  );
}

/** What a parent has made is `this`, which there must not be yet. */
export function requireFirst(self: unknown): void {
  if (self !== undefined) throw new ReferenceError("Super constructor may only be called once");
}

/** The arguments from number n on. */
export function restOf(args: ArrayLike<unknown>, n: number): unknown[] {
  const rest: unknown[] = [];
  for (let i = n; i < args.length; i++) rest[i - n] = args[i];
  return rest;
}

/** What `x++` gives back: a number or a BigInt. */
export function toNumeric(x: unknown): number | bigint {
  if (typeof x === "number" || typeof x === "bigint") return x;
  return -(-(x as number)); // `+x` takes no BigInt
}

/** `x + 1` of a number or a BigInt. */
export function increment(x: number | bigint): number | bigint {
  let next = x;
  return ++next;
}

/** `x - 1` of a number or a BigInt. */
export function decrement(x: number | bigint): number | bigint {
  let next = x;
  return --next;
}

/** The keys that `for (const k in o)` visits. */
export function keysIn(o: unknown): Iterable<string> {
  const keys: string[] = [];
  for (const key in o as object) keys.push(key);
  return (typeof o === "object" && o !== null) || typeof o === "function" ? new Keys(o, keys) : keys;
}

/** The keys that are still there when their turn comes. */
class Keys implements Iterable<string> {
  private i = 0;
  private readonly o: object;
  private readonly keys: readonly string[];

  constructor(o: object, keys: readonly string[]) {
    this.o = o;
    this.keys = keys;
  }

  [Symbol.iterator](): Iterator<string> {
    return this;
  }

  next(): IteratorResult<string, undefined> {
    while (this.i < this.keys.length) {
      const value = this.keys[this.i++] as string;
      if (value in this.o) return { value, done: false };
    }
    return { value: undefined, done: true };
  }
}

export const isKeys = (value: unknown): value is Iterable<string> => value instanceof Keys;

/** `const {} = o` fails on null and undefined. */
export function requireObject(o: unknown): void {
  if (o === null || o === undefined) throw new TypeError(`Cannot destructure '${String(o)}' as it is ${String(o)}.`);
}

const DELETED: Pick<ActiveRule, "pullback"> = {
  pullback(tape) {
    const key = tape.recall() as PropertyKey;
    const shadow = tape.shadow(tape.recall());
    const place = shadow && placeOf(shadow, key);
    if (place !== undefined && place !== null && (shadow as Slots)[place] !== undefined) (shadow as Slots)[place] = 0;
    return NO_COTANGENTS;
  },
};

/** `delete o[key]`; leaves one record. `isLoose`: in code that is not strict what cannot be deleted is left. */
export function deleteProperty(tape: Tape, o: object | null | undefined, key: PropertyKey, isLoose = false): boolean {
  if (o === null || o === undefined) throw new TypeError("Cannot convert undefined or null to object");
  tape.touch(o);
  if (!Reflect.deleteProperty(Object(o) as object, key)) {
    tape.writes--;
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- throws as written
    if (!isLoose) delete (o as Record<PropertyKey, unknown>)[key];
    tape.record(NOTHING);
    return false;
  }
  tape.record(o);
  tape.record(key);
  tape.record(DELETED);
  return true;
}

/** `o[key] = value` in code that is not strict: whether it was written, as a number for the tape. */
export function put(o: Slots, key: string, value: number): 0 | 1 {
  try {
    o[key] = value;
    return 1;
  } catch (error) {
    // A setter's error, or that there is no object.
    if (isWritable(o, key)) throw error;
    return 0;
  }
}

/** Whether there is anything that `o[key] = …` writes to: elsewhere, code that is not strict does nothing. */
export function isWritable(o: unknown, key: PropertyKey): boolean {
  if (o === null || o === undefined) return true;
  for (let holder = Object(o) as object | null; holder !== null; holder = Reflect.getPrototypeOf(holder)) {
    const found = Reflect.getOwnPropertyDescriptor(holder, key);
    if (found === undefined) continue;
    if (!("value" in found)) return found.set !== undefined;
    return found.writable === true && (holder === o || Object.isExtensible(o));
  }
  return Object.isExtensible(o);
}

/** Adds to the cotangent of `o[key]`, where that may be the `length` of a container or the like, which carries none. */
export function add(shadow: AnyShadow, key: PropertyKey, share: number): void {
  const place = placeOf(shadow, key);
  if (place === null) return;
  const slots = shadow as unknown as Slots;
  slots[place] = (slots[place] ?? 0) + share;
}

/** The cotangent of what was written to `o[key]`, which is forgotten; 0 where the write rounded to an integer. */
export function take(shadow: AnyShadow, key: PropertyKey): number {
  const place = placeOf(shadow, key);
  if (place === null) return 0;
  const slots = shadow as unknown as Slots;
  const slot = slots[place];
  const share = slot ?? 0;
  // A setter of the program's that is not marked refuses there.
  if (share !== 0 || (slot === undefined && place in shadow)) slots[place] = 0;
  return rounds(shadow, key) ? 0 : share;
}

/** The cotangent of what was added to `o[key]`, which stays; 0, and forgotten, where the sum was rounded. */
export function accumulated(shadow: AnyShadow, key: PropertyKey): number {
  const place = placeOf(shadow, key);
  if (place === null) return 0;
  const slots = shadow as unknown as Slots;
  if (rounds(shadow, key)) {
    slots[place] = 0;
    return 0;
  }
  return slots[place] ?? 0;
}

/** The name of a member's place in a shadow; none for the extent of a list. */
export function placeOf(shadow: AnyShadow, key: PropertyKey): PropertyKey | null {
  const place = placeIn(shadow, key);
  if (typeof key === "number" || !(Array.isArray(shadow) || isNumberArray(shadow))) return place;
  const isInherited = place !== key;
  if (key === "length" || (isInherited && typeof (shadow as unknown as Fields)[key] !== "function")) return null;
  return place;
}

/** A container's shadow inherits what the container does: a field that is called like that has its place under another name. */
export function placeIn(shadow: object, key: PropertyKey): PropertyKey {
  if (typeof key === "number") return key;
  if (!(Array.isArray(shadow) || ArrayBuffer.isView(shadow) || shadow instanceof Map)) return key;
  return key in (Object.getPrototypeOf(shadow) as object) ? `${String(key)} of its own` : key;
}

/** Before a property is defined: the extent of a typed array has no place in its shadow. */
export function requireNoExtent(o: unknown, key: PropertyKey): void {
  if (!ArrayBuffer.isView(o) || !(key in Float64Array.prototype)) return;
  if (typeof (o as unknown as Fields)[key] !== "number") return;
  throw new NotDifferentiableError(`\`${String(key)}\` of a typed array is defined anew.`, {
    advice: "Give the property another name.",
  });
}

/** The elements of some arrays are rounded, not what else these have. */
const rounds = (shadow: AnyShadow, key: PropertyKey): boolean =>
  shadow instanceof RoundedShadow && (typeof key === "number" || !Number.isNaN(Number(String(key))));

/** The cotangents of a rest parameter's items. */
export function sharesOf(shadow: AnyShadow): number[] {
  const shares: number[] = [];
  const list = shadow as unknown as ArrayLike<number | undefined>;
  for (let i = 0; i < list.length; i++) shares.push(list[i] ?? 0);
  return shares;
}

/** Does an object have getters of its own, as far as marked literals have given it some? */
export const hasGetters = (o: unknown): boolean =>
  state.hasLiterals === true &&
  o !== null &&
  o !== undefined &&
  Object.values(Object.getOwnPropertyDescriptors(o)).some((own) => own.get !== undefined);

/** `{ get k() {…} }` in a sweep: the accessor's function has its pair already. */
export function defineAccessor(o: object, key: PropertyKey, kind: "get" | "set", fn: unknown): void {
  state.hasLiterals = true;
  const known = Object.getOwnPropertyDescriptor(o, key);
  const other: PropertyDescriptor = known !== undefined && !("value" in known) ? known : {};
  Object.defineProperty(o, key, { ...other, [kind]: fn, enumerable: true, configurable: true });
}

/** A field of a class that a sweep makes, or of an instance: an own one, whatever it inherits; its value is written next. */
export function ownField(o: object, key: PropertyKey): void {
  if (key in o)
    Object.defineProperty(o, key, { value: undefined, writable: true, enumerable: true, configurable: true });
}

/** `{ __proto__: value }` in a sweep. */
export function literalPrototype(tape: Tape, o: object, value: unknown): void {
  if (typeof value !== "object" && typeof value !== "function") return;
  tape.inherited = true;
  Object.setPrototypeOf(o, value);
}

/** Attaches pairs to the accessors of an object literal. */
export function accessors<T extends object>(
  o: T,
  list: readonly (readonly [kind: "get" | "set", key: PropertyKey, pair: Pair, thunk: (() => object) | null])[],
): T {
  state.hasLiterals = true;
  for (const [kind, key, attached, thunk] of list) {
    const descriptor = Object.getOwnPropertyDescriptor(o, key) as Record<"get" | "set", unknown> | undefined;
    const fn = descriptor?.[kind];
    if (typeof fn !== "function") continue;
    if (thunk) closure(fn, attached, thunk);
    else pair(fn, attached);
  }
  return o;
}

/** A field that was read before, and that nothing can have changed, unless it is a getter that gives something else. */
export function again(site: string, value: unknown, before: unknown): void {
  if (value !== before && !Object.is(value, before)) throw changed(site);
}

function changed(site: string): NotDifferentiableError {
  return new NotDifferentiableError("a getter gave something else when it was read again.", {
    site,
    advice: "Read it once, into a constant, or mark it.",
  });
}

/** `k = v` of a constant: evaluated, and then refused, as the program would. */
export function assignConstant(): never {
  throw new TypeError("Assignment to constant variable.");
}
