/**
 * What a gradient looks like, as types.
 *
 *   number → number   arrays, typed arrays → the same   integer arrays → Float64Array
 *   object → its fields that hold numbers   Map → Map   closure → record by captured name   else → undefined
 */

type Floats = Float64Array | Float32Array;
/** `Float16Array`, by what every program's library of types has. */
interface Halves {
  readonly [Symbol.toStringTag]: "Float16Array";
}
type Integers = Int8Array | Uint8Array | Uint8ClampedArray | Int16Array | Uint16Array | Int32Array | Uint32Array;
type Opaque =
  | string
  | bigint
  | boolean
  | symbol
  | null
  | undefined
  | Date
  | RegExp
  | Promise<unknown>
  | ArrayBuffer
  | DataView
  | BigInt64Array
  | BigUint64Array
  | WeakMap<WeakKey, unknown>
  | WeakSet<WeakKey>;

// Arrays and objects that contain themselves are not followed for ever: their gradient is of the same type again.
type IsAny<T> = 0 extends 1 & T ? true : false;

/** The type of the gradient with respect to a `T`. */
export type Gradient<T> =
  IsAny<T> extends true
    ? unknown
    : unknown extends T
      ? unknown
      : T extends number
        ? number
        : T extends Opaque
          ? undefined
          : T extends Floats
            ? Widened<T>
            : T extends Halves
              ? T
              : T extends Integers
                ? Float64Array
                : T extends ReadonlyMap<infer K, infer V>
                  ? Map<K, Gradient<V>>
                  : T extends ReadonlySet<infer V>
                    ? Map<V, Gradient<V>>
                    : T extends (...args: never[]) => unknown
                      ? Record<string, unknown>
                      : T extends readonly unknown[]
                        ? { -readonly [I in keyof T]: Gradient<T[I]> }
                        : T extends object
                          ? GradientOfFields<T>
                          : undefined;

type Widened<T> = T extends Float64Array ? Float64Array : T extends Float32Array ? Float32Array : never;

type GradientOfFields<T extends object> = {
  -readonly [
    K in keyof T as HoldsNumbers<T[K]> extends true ? (K extends string | number ? K : never) : never
  ]: Gradient<T[K]>;
};

/** May there be a number below? Methods hold none that a gradient shows. */
type HoldsNumbers<T> =
  IsAny<T> extends true
    ? true
    : unknown extends T
      ? true
      : [Exclude<T, Opaque>] extends [never]
        ? false
        : [Exclude<T, Opaque>] extends [(...args: never[]) => unknown]
          ? false
          : true;

/** One gradient for each argument. */
export type Gradients<Args extends readonly unknown[]> = { -readonly [I in keyof Args]: Gradient<Args[I]> };

/** What a function gives, in the end. */
export type Value<Result> = Result extends Promise<infer V> ? V : Result;

/** Of an `async` function, everything is a promise. */
export type Settled<Result, T> = Result extends Promise<unknown> ? Promise<T> : T;
