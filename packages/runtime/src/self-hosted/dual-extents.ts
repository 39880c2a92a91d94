"differentiable";
/** Members that containers have by nature, and ordinary objects as fields: `length`, `size`, … */
import { isPart } from "../dual/objects.ts";

type Fields = Record<PropertyKey, unknown>;

/** The tangent of `o.length`. */
export function extentTangent(o: unknown, shadow: Fields | 0, key: PropertyKey): unknown {
  return shadow === 0 || !isPart(o, key) ? 0 : (shadow[key] ?? 0);
}

/** Beside `o.length = n`. */
export function setExtent(o: unknown, shadow: Fields, key: PropertyKey, tangent: unknown): void {
  if (isPart(o, key)) shadow[key] = tangent;
  else if (Array.isArray(o)) (shadow as unknown as unknown[]).length = o.length;
}
