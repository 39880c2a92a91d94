/** The numbers inside a value, and a gradient's shape: containers in; leaves, or a value of the gradient's shape, out. */

/** A place that holds a number. */
export interface Leaf {
  readonly get: () => number;
  readonly set: (x: number) => void;
}

type FloatArray = Float64Array | Float32Array;
type NumberArray = FloatArray | Int8Array | Int16Array | Int32Array | Uint8Array | Uint16Array | Uint32Array;

export function isNumberArray(x: unknown): x is NumberArray {
  return ArrayBuffer.isView(x) && !(x instanceof DataView) && !/^Big/.test(x.constructor.name);
}

/** Of any precision; not every engine has `Float16Array`. */
export const isFloats = (x: object): x is FloatArray => isNumberArray(x) && x.constructor.name.startsWith("Float");

/** An object whose fields are looked into: not a date, a function, an error, …. */
export function isRecord(x: unknown): x is Record<string, unknown> {
  if (typeof x !== "object" || x === null || ArrayBuffer.isView(x) || x instanceof ArrayBuffer) return false;
  return ![Date, RegExp, Promise, WeakMap, WeakSet].some((opaque) => x instanceof opaque);
}

/** Calls `visit` for each child of a container, in a fixed order, with the way to replace it. */
function children(x: object, visit: (child: unknown, set: (v: unknown) => void, key: unknown) => void): void {
  if (isNumberArray(x)) {
    x.forEach((v, i) => visit(v, (w) => (x[i] = w as number), i));
  } else if (Array.isArray(x)) {
    const items = x as unknown[];
    items.forEach((v, i) => visit(v, (w) => (items[i] = w), i));
  } else if (x instanceof Map) {
    const map = x as Map<unknown, unknown>;
    for (const [k, v] of [...map]) visit(v, (w) => map.set(k, w), k);
  } else if (x instanceof Set) {
    for (const v of x as Set<unknown>) if (typeof v === "object") visit(v, () => undefined, v);
  } else if (isRecord(x)) {
    for (const [key, { value, writable }] of Object.entries(Object.getOwnPropertyDescriptors(x))) {
      if (Object.prototype.propertyIsEnumerable.call(x, key) && writable !== undefined) {
        visit(value, (w) => (x[key] = w), key);
      }
    }
  }
}

/** Every number reachable from the arguments, each place once. */
export function leaves(args: unknown[]): Leaf[] {
  const found: Leaf[] = [];
  const seen = new Set<unknown>();
  const walk = (x: unknown, set: (v: unknown) => void): void => {
    if (typeof x === "number") {
      let now = x;
      found.push({ get: () => now, set: (v) => set((now = v)) });
    } else if (typeof x === "object" && x !== null && !seen.has(x)) {
      seen.add(x);
      children(x, walk);
    }
  };
  args.forEach((x, i) => walk(x, (v) => (args[i] = v)));
  return found;
}

const nothing = Symbol("no number below");

/**
 * A value with the shape of `x`'s gradient (API.md, "What a gradient looks like"), whose numbers are given in the order
 * of `leaves`.
 */
export function shaped(x: unknown, next: () => number): unknown {
  const made = new Map<object, unknown>();
  const build = (v: unknown): unknown => {
    if (typeof v === "number") return next();
    if (typeof v !== "object" || v === null) return nothing;
    if (made.has(v)) return made.get(v);
    const empty = container(v);
    if (empty === undefined) return nothing;
    made.set(v, empty);
    children(v, (child, _set, key) => put(empty, key, build(child)));
    return empty;
  };
  const result = build(x);
  return result === nothing ? undefined : result;
}

function container(x: object): object | undefined {
  if (isFloats(x)) return x.map(() => 0);
  if (isNumberArray(x)) return new Float64Array(x.length);
  if (Array.isArray(x)) return Array.from({ length: x.length }, () => undefined);
  if (x instanceof Map || x instanceof Set) return new Map();
  return isRecord(x) ? {} : undefined;
}

function put(into: object, key: unknown, value: unknown): void {
  const plain = value === nothing ? undefined : value;
  if (into instanceof Map) into.set(key, plain);
  else if (Array.isArray(into) || ArrayBuffer.isView(into) || plain !== undefined)
    Reflect.set(into, key as string, plain);
}
