/**
 * Two comparisons. `differences`: the same value in every observable respect (signs of zero, holes, order of keys,
 * aliasing, frozenness). `gaps`: the same gradient up to a tolerance, where what holds no number may be left out.
 */
import { isNumberArray } from "./structure.ts";

/** A value in a message. */
export const show = (x: unknown): string => {
  if (x instanceof Error) return `${x.name}: ${x.message}`;
  if (Object.is(x, -0)) return "-0";
  if (typeof x === "string") return JSON.stringify(x);
  if (typeof x === "function") return `function ${x.name}`;
  if (typeof x === "object" && x !== null) return className(x);
  return String(x);
};

function className(x: object): string {
  return (Object.getPrototypeOf(x) as { constructor?: { name: string } } | null)?.constructor?.name ?? "null";
}

/** Where `a` is not exactly `b`: one line a place. */
export function differences(a: unknown, b: unknown, path = "value"): string[] {
  const found: string[] = [];
  const pairs = new Map<object, object>();
  const say = (at: string, x: unknown, y: unknown): void => {
    found.push(`${at}: ${show(x)}, not ${show(y)}`);
  };
  const compare = (x: unknown, y: unknown, at: string): void => {
    if (Object.is(x, y) || found.length > 5) return;
    if (typeof x === "function" && typeof y === "function") {
      if (x.name !== y.name || x.length !== y.length) say(at, x, y);
      return;
    }
    if (typeof x === "symbol" && typeof y === "symbol" && x.description === y.description) return;
    if (typeof x !== "object" || typeof y !== "object" || x === null || y === null) {
      say(at, x, y);
      return;
    }
    if (pairs.has(x)) {
      if (pairs.get(x) !== y) found.push(`${at}: aliases another object`);
      return;
    }
    pairs.set(x, y);
    if (className(x) !== className(y)) {
      say(at, className(x), className(y));
      return;
    }
    if (Object.isFrozen(x) !== Object.isFrozen(y)) found.push(`${at}: frozen ${Object.isFrozen(x)}`);
    if (x instanceof Date && y instanceof Date) {
      compare(x.getTime(), y.getTime(), at);
      return;
    }
    if (x instanceof Error && y instanceof Error) {
      compare(x.name, y.name, `${at}.name`);
      compare(x.message, y.message, `${at}.message`);
    }
    if ((x instanceof Map && y instanceof Map) || (x instanceof Set && y instanceof Set)) {
      compare([...(x as Iterable<unknown>)], [...(y as Iterable<unknown>)], at);
    }
    const keys = Reflect.ownKeys(x).filter((key) => key !== "stack");
    const others = Reflect.ownKeys(y).filter((key) => key !== "stack");
    if (keys.map(String).join() !== others.map(String).join()) {
      return void found.push(`${at}: keys ${keys.map(String).join()}, not ${others.map(String).join()}`);
    }
    keys.forEach((key, i) => {
      const [mine, theirs] = [descriptor(x, key), descriptor(y, others[i]!)];
      compare(held(mine), held(theirs), `${at}.${String(key)}`);
      if (mine.enumerable !== theirs.enumerable) found.push(`${at}.${String(key)}: enumerable`);
    });
  };
  compare(a, b, path);
  return found;
}

function descriptor(x: object, key: PropertyKey): PropertyDescriptor {
  return Reflect.getOwnPropertyDescriptor(x, key) ?? {};
}

/** A field's value, or the function that reads it. */
function held(field: PropertyDescriptor): unknown {
  return "get" in field ? Reflect.get(field, "get") : field.value;
}

/** Where the gradient `actual` is not `expected`, up to `tolerance`, relative above 1: one line a place. */
export function gaps(actual: unknown, expected: unknown, tolerance: number, path = "gradient"): string[] {
  const found: string[] = [];
  const seen = new Set<unknown>();
  const compare = (x: unknown, y: unknown, at: string): void => {
    if (typeof x === "number" && typeof y === "number") {
      if (Object.is(x, y) || Math.abs(x - y) <= tolerance * Math.max(1, Math.abs(y))) return;
      return void found.push(`${at}: ${x}, expected ${y}`);
    }
    if (isEmpty(x) && isEmpty(y)) return;
    if (typeof x !== "object" || typeof y !== "object" || x === null || y === null) {
      return void found.push(`${at}: ${show(x)}, expected ${show(y)}`);
    }
    if (seen.has(y)) return;
    seen.add(y);
    if (className(x) !== className(y)) return void found.push(`${at}: a ${className(x)}, expected a ${className(y)}`);
    if (isNumberArray(x) && isNumberArray(y) && x.length !== y.length) found.push(`${at}: length ${x.length}`);
    if (Array.isArray(x) && Array.isArray(y) && x.length !== y.length) found.push(`${at}: length ${x.length}`);
    const [mine, theirs] = [entries(x), entries(y)];
    // Keys of Maps may be objects of different instances: then they are compared in order.
    const byOrder = [...theirs.keys()].some((key) => typeof key === "object");
    const values = [...mine.values()];
    [...theirs].forEach(([key, value], i) => {
      compare(
        byOrder ? values[i] : mine.get(key),
        value,
        `${at}${typeof key === "number" ? `[${key}]` : `.${String(key)}`}`,
      );
    });
    if (byOrder) return;
    for (const [key, value] of mine) if (!theirs.has(key)) compare(value, undefined, `${at}.${String(key)}`);
  };
  compare(actual, expected, path);
  return found;
}

function entries(x: object): Map<unknown, unknown> {
  if (x instanceof Map) return x as Map<unknown, unknown>;
  if (isNumberArray(x) || Array.isArray(x)) return new Map<unknown, unknown>([...(x as Iterable<unknown>)].entries());
  return new Map(Object.entries(x));
}

/** Whether there is no number in it. */
function isEmpty(x: unknown, above = new Set<unknown>()): boolean {
  if (typeof x === "number") return false;
  if (typeof x !== "object" || x === null || above.has(x)) return true;
  above.add(x);
  return [...entries(x).values()].every((value) => isEmpty(value, above));
}
