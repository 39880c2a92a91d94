"differentiable";
/** Members that containers have by nature, and ordinary objects as fields: `length`, `size`, … */
import { isPart } from "../dual/objects.ts";
import { noteWhole } from "../dual/shadows.ts";
import { placeIn } from "../operations.ts";
import { isFloats } from "../shadow.ts";

type Fields = Record<PropertyKey, unknown>;

/** The tangent of `o.length`, or of `o.buffer`: the shadow of which that of the array is a part. */
export function extentTangent(o: unknown, shadow: Fields | 0, key: PropertyKey): unknown {
  if (key === "buffer" && isFloats(o)) return shadowOfBuffer(o, shadow as unknown as Float64Array);
  return shadow === 0 || !isPart(o, key) ? 0 : (shadow[placeIn(shadow, key)] ?? 0);
}

function shadowOfBuffer(o: Float64Array | Float32Array, shadow: Float64Array): Float64Array {
  const whole = shadow.length === shadow.buffer.byteLength / 8 ? shadow : new Float64Array(shadow.buffer);
  noteWhole(o, whole);
  return whole;
}

/** Beside `o.length = n`. */
export function setExtent(o: unknown, shadow: Fields, key: PropertyKey, tangent: unknown): void {
  if (isPart(o, key)) shadow[placeIn(shadow, key)] = tangent;
  else if (Array.isArray(o)) (shadow as unknown as unknown[]).length = o.length;
}
