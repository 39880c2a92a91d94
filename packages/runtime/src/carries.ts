/**
 * May a value carry a derivative into code that the sweep cannot see?
 *
 * An object does if it is registered on the tape, or if something registered can be reached from it.
 */
import { partsOf } from "./parts.ts";
import { isNumberArray } from "./shadow.ts";
import type { Tape } from "./tape.ts";

/** Numbers are the caller's business; objects are walked. */
export function carries(tape: Tape, value: unknown): boolean {
  if ((typeof value !== "object" || value === null) && typeof value !== "function") return false;
  if (tape.shadows.size === 0 && tape.sources === undefined && tape.generators === undefined) return false;
  return reaches(tape, value, new Set());
}

function reaches(tape: Tape, value: unknown, seen: Set<object>): boolean {
  if ((typeof value !== "object" || value === null) && typeof value !== "function") return false;
  if (isFollowed(tape, value)) return true;
  if (isNumberArray(value) || seen.has(value)) return false;
  seen.add(value);
  return partsOf(value).some((part) => reaches(tape, part, seen));
}

/** Does the sweep follow the object itself? */
export function isFollowed(tape: Tape, value: object): boolean {
  if (
    tape.wants(value) ||
    tape.sources?.has(value) === true ||
    tape.generators?.has(value) === true ||
    tape.asyncGenerators?.has(value) === true
  )
    return true;
  const buffer = bufferOf(value);
  return buffer !== undefined && isViewed(tape, buffer);
}

/** The memory that bytes are read from, other than by the elements of a typed array. */
export const bufferOf = (value: object): ArrayBufferLike | undefined =>
  value instanceof DataView ? value.buffer : isBuffer(value) ? value : undefined;

/** Does it hold bytes, other than as the elements of a typed array? */
export const isBytes = (value: object): boolean => bufferOf(value) !== undefined;

const isBuffer = (value: object): value is ArrayBufferLike =>
  value instanceof ArrayBuffer || (typeof SharedArrayBuffer === "function" && value instanceof SharedArrayBuffer);

/** Does the sweep follow a typed array over it? */
function isViewed(tape: Tape, buffer: ArrayBufferLike): boolean {
  if (tape.buffers?.has(buffer) === true) return true;
  for (const known of tape.shadows.keys()) if (isNumberArray(known) && known.buffer === buffer) return true;
  return false;
}
