/** What the duals of collections and constructors ask for, and what carries no tangent. */
import { NotDifferentiableError } from "../errors.ts";
import * as operations from "../operations.ts";
import { attachedTo, PAIR, type AnyFunction } from "../pair.ts";
import { accessor } from "../property.ts";
import { rounds, type NumberArray } from "../shadow.ts";
import { newlyMade, noteShadows } from "./shadows.ts";

/** The shadow of a new typed array. */
export const madeOf = (made: NumberArray): Float64Array => newlyMade(new Float64Array(rounds(made) ? 0 : made.length));

export const refusedBuffer = (): NotDifferentiableError =>
  new NotDifferentiableError("a typed array on a buffer has no shadow where tangents are followed.", {
    advice: "Use subarray.",
  });

/** An accessor of a literal; nobody has its shadow beside it. Code that does not know it as one must not run it: it would stand still. */
export function defineAccessor(o: object, key: PropertyKey, kind: "get" | "set", fn: AnyFunction, dfn: unknown): void {
  noteShadows(fn, dfn);
  const known = function (this: unknown, ...args: unknown[]): unknown {
    accessor(String(key));
    return fn.apply(this, args as never[]);
  };
  Object.defineProperties(known, Object.getOwnPropertyDescriptors(fn));
  Object.defineProperty(known, PAIR, { value: { ...attachedTo(fn), of: known }, configurable: true });
  operations.defineAccessor(o, key, kind, known);
}

/** The bytes of a typed array, if it has them alone; throws where others may look at them. */
export function ownBuffer(o: object, others: ReadonlyMap<unknown, unknown>): object | undefined {
  if (o instanceof ArrayBuffer || o instanceof DataView) throw refusedBuffer();
  if (!ArrayBuffer.isView(o)) return undefined;
  if (o.buffer.byteLength !== o.byteLength || others.has(o.buffer)) throw refusedBuffer();
  return o.buffer;
}

export const refusedReceiver = (): NotDifferentiableError =>
  new NotDifferentiableError("`Reflect.get` and `Reflect.set` with another `this` have no rule for tangents.", {
    advice: "Call the accessor by Reflect.apply.",
  });

/** The keys that `Object.assign` and a spread copy. */
export function copiedKeys(source: unknown): PropertyKey[] {
  if (source === null || source === undefined) return [];
  const o = Object(source) as object;
  return Reflect.ownKeys(o).filter((key) => key !== PAIR && Object.prototype.propertyIsEnumerable.call(o, key));
}

/** The same, without those that a pattern has taken. */
export function remainingKeys(source: unknown, taken: readonly unknown[]): PropertyKey[] {
  const names = new Set(taken.map((key) => (typeof key === "symbol" ? key : String(key))));
  return copiedKeys(source).filter((key) => !names.has(key as string));
}

/** Whether a key names a part of an object: of a container, what it does not have by nature. */
export function isPart(o: unknown, key: PropertyKey): boolean {
  if (typeof o !== "object" || o === null) return typeof o === "function";
  const isList = Array.isArray(o) || ArrayBuffer.isView(o);
  if (!isList && !(o instanceof Map || o instanceof Set)) return true;
  if (isList && typeof key === "number") return true;
  if (isList && key === "length") return false;
  return Object.hasOwn(o, key) || !(key in (Object.getPrototypeOf(o) as object));
}
