/** Typed arrays over one buffer: they share cotangents, as they share numbers. */
import { NotDifferentiableError } from "./errors.ts";
import { type NumberArray, zeroArray } from "./shadow.ts";

/** The shadow of a whole buffer, which its views share. `like` is the view that was seen first. */
export interface BufferShadow {
  readonly like: NumberArray;
  cells: Float64Array | undefined;
}

/** The part of a buffer's shadow that belongs to a view. */
export function viewShadow(o: NumberArray, whole: BufferShadow): Float64Array {
  const size = o.BYTES_PER_ELEMENT;
  if (
    o[Symbol.toStringTag] !== whole.like[Symbol.toStringTag] ||
    o.byteOffset % size !== whole.like.byteOffset % size
  ) {
    throw new NotDifferentiableError(
      `a buffer that carries derivatives as a ${whole.like[Symbol.toStringTag]} is read as a ${o[Symbol.toStringTag]}.`,
      { advice: "Copy the numbers instead of sharing the buffer, or wrap the access in ignore(() => …)." },
    );
  }
  // An offset that is no multiple of the size shifts all views alike: index from the first whole element.
  const shift = o.byteOffset % size;
  whole.cells ??= zeroArray(o, Math.floor((o.buffer.byteLength - shift) / size));
  const start = (o.byteOffset - shift) / size;
  if (start === 0 && o.length === whole.cells.length) return whole.cells;
  return whole.cells.subarray(start, start + o.length);
}
