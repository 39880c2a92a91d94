/**
 * Fresh shadows, in which nothing moves: object → shadow.
 *
 * A field that is not where it is read has its tangent elsewhere. What is inherited from an object or a parent class is found there,
 * by a shadow that inherits from its shadow; what has no such way is refused: fields of the global object and of the prototypes
 * of classes, and getters and setters that are not marked.
 */
import { NotDifferentiableError } from "../errors.ts";
import { isNumberArray, keysBeside, rounds } from "../shadow.ts";
import { perClass, unmarkedIn, unmarkedOf, type Unmarked } from "../unmarked.ts";

/** What a shadow may be. */
export type Shadow = unknown[] | Float64Array | Map<unknown, unknown> | Record<PropertyKey, unknown>;

type Fields = Record<PropertyKey, unknown>;

/** Of an array of integers the shadow holds nothing: what is written there is rounded. `parent`: of what it inherits from. */
export function emptyShadow(o: object, parent?: Shadow): Shadow {
  if (Array.isArray(o)) return new Array<unknown>(o.length).fill(0);
  if (isNumberArray(o)) return new Float64Array(rounds(o) ? 0 : o.length);
  if (o instanceof Map || o instanceof Set || o instanceof WeakMap) return new Map();
  if (parent !== undefined) return inherit(o, {}, parent);
  if (typeof o === "object" && (o === globalThis || Object.hasOwn(o, "constructor"))) return unwritable(o);
  const guard = guardOf(o);
  return guard === null ? {} : (Object.create(guard) as Fields);
}

/** The object whose fields are read by another one, where these may move. */
export function parentOf(o: object): object | null {
  const parent = Object.getPrototypeOf(o) as object | null;
  return isParent(parent) ? parent : null;
}

/** Whether fields of an object that others inherit from may move: those of prototypes of classes are not written. */
export const isParent = (o: unknown): o is object =>
  typeof o === "function"
    ? o !== Function.prototype
    : typeof o === "object" && o !== null && o !== Object.prototype && !Object.hasOwn(o, "constructor");

/** Lets a shadow inherit as its object does, which hides what it has itself. */
export function inherit(o: object, shadow: Shadow, parent: object): Shadow {
  for (const key of Reflect.ownKeys(o)) (shadow as Fields)[key] ??= 0;
  return Object.setPrototypeOf(shadow, parent) as Shadow;
}

/** Others read these fields without naming the object. */
function unwritable(o: object): Fields {
  return new Proxy<Fields>(
    {},
    {
      set(_, key, tangent) {
        if (tangent === 0 || tangent === undefined) return true;
        throw o === globalThis
          ? new NotDifferentiableError(
              `\`${String(key)}\` is a field of the global object, which is read by its name alone, and may move.`,
              { advice: "Keep the number in an object, or in a variable of the module." },
            )
          : new NotDifferentiableError(`\`${String(key)}\` is inherited, and may move.`, {
              advice: "Copy the field: { ...base }.",
            });
      },
    },
  );
}

/** What refuses the accessors of an object that are not marked, and those of its class; null if there are none. */
function guardOf(o: object): object | null {
  const guard = guardOfClass(Object.getPrototypeOf(o) as object | null);
  const own = unmarkedIn(o);
  return own.length > 0 ? guarding(own, guard) : guard;
}

/** What refuses those that a class gives its instances. */
export const guardOfClass = (prototype: object | null): object | null =>
  prototype === null || prototype === Object.prototype ? null : ofClass(prototype);

const ofClass = /* @__PURE__ */ perClass((prototype) => {
  const unmarked = unmarkedOf(prototype);
  return unmarked.length === 0 ? null : guarding(unmarked, null);
});

function guarding(keys: readonly Unmarked[], around: object | null): object {
  const guard = Object.create(around) as object;
  for (const [key, isSet] of keys) {
    if (Object.hasOwn(guard, key)) continue;
    Object.defineProperty(guard, key, {
      // A getter may read whatever the object holds.
      get(this: Fields) {
        if (isMoving(this)) throw unmarked(key);
        return undefined;
      },
      // What a write is for is not known.
      set(this: Fields, tangent: unknown) {
        if (isSet || tangent !== 0) throw unmarked(key);
      },
    });
  }
  return guard;
}

const unmarked = (key: PropertyKey): NotDifferentiableError =>
  new NotDifferentiableError(`\`${String(key)}\` is a getter or setter that is not marked, and may move.`, {
    advice: "Mark it, name it in `accessors`, or wrap the use in ignore(() => …).",
  });

const isObject = (o: unknown): o is object => (typeof o === "object" && o !== null) || typeof o === "function";

/** Whether a tangent moves anything. */
export function isMoving(tangent: unknown, seen = new Set<unknown>()): boolean {
  if (typeof tangent === "number") return tangent !== 0;
  if (!isObject(tangent) || seen.has(tangent)) return false;
  seen.add(tangent);
  if (isNumberArray(tangent))
    return tangent.some((x) => x !== 0) || keysBeside(tangent).some((key) => isMoving((tangent as never)[key], seen));
  if (tangent instanceof Map && [...(tangent as Map<unknown, unknown>).values()].some((x) => isMoving(x, seen)))
    return true;
  if (typeof tangent === "function") return false;
  return [...Object.keys(tangent), ...Object.getOwnPropertySymbols(tangent)].some((key) =>
    isMoving((tangent as Fields)[key], seen),
  );
}
