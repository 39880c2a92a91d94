/**
 * The shadows of plain data: numbers, arrays, `Float64Array`s and plain objects that are reached by one way, without a walk before.
 */
import { attachedTo } from "../pair.ts";
import type { Shadow } from "./shadows.ts";

export interface QuickTangents {
  readonly own: unknown[];
  readonly shadows: ReadonlyMap<object, Shadow>;
}

/** One shadow for each argument, or its tangent; nothing where an argument is of another kind, or a tangent does not fit. */
export function quickTangents(args: readonly unknown[], tangents: readonly unknown[]): QuickTangents | undefined {
  const shadows = new Map<object, Shadow>();
  const own: unknown[] = [];
  for (let i = 0; i < args.length; i++) {
    const shadow = tangentFor(args[i], tangents[i], shadows);
    if (shadow === undefined) return undefined;
    own.push(shadow);
  }
  return { own, shadows };
}

/** 0 for what holds no number; undefined where the long way has to be gone. */
function tangentFor(value: unknown, tangent: unknown, shadows: Map<object, Shadow>): unknown {
  if (typeof value === "number") return tangent === undefined ? 0 : typeof tangent === "number" ? tangent : undefined;
  if (typeof value === "function") return attachedTo(value) === undefined && tangent === undefined ? 0 : undefined;
  if (typeof value !== "object" || value === null) return tangent === undefined ? 0 : undefined;
  if (shadows.has(value)) return undefined;
  if (value instanceof Float64Array) return ofTyped(value, tangent, shadows);
  if (Array.isArray(value)) return ofArray(value, tangent, shadows);
  if (Object.getPrototypeOf(value) !== Object.prototype) return undefined;
  return ofObject(value as Record<string, unknown>, tangent, shadows);
}

function ofTyped(value: Float64Array, tangent: unknown, shadows: Map<object, Shadow>): Float64Array | undefined {
  // Others may see the buffer.
  if (value.byteLength !== value.buffer.byteLength) return undefined;
  const given = tangent === undefined || (tangent instanceof Float64Array && tangent.length === value.length);
  if (!given) return undefined;
  const shadow = tangent === undefined ? new Float64Array(value.length) : tangent.slice();
  shadows.set(value, shadow);
  return shadow;
}

function ofArray(value: readonly unknown[], tangent: unknown, shadows: Map<object, Shadow>): unknown[] | undefined {
  if (tangent !== undefined && !(Array.isArray(tangent) && tangent.length === value.length)) return undefined;
  const given = tangent as readonly unknown[] | undefined;
  const shadow = new Array<unknown>(value.length).fill(0);
  shadows.set(value, shadow);
  for (let i = 0; i < value.length; i++) {
    const part = tangentFor(value[i], given?.[i], shadows);
    if (part === undefined) return undefined;
    shadow[i] = part;
  }
  return shadow;
}

function ofObject(
  value: Readonly<Record<string, unknown>>,
  tangent: unknown,
  shadows: Map<object, Shadow>,
): Record<string, unknown> | undefined {
  const given = (tangent ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof given !== "object") return undefined;
  const shadow: Record<string, unknown> = {};
  shadows.set(value, shadow);
  for (const key of Object.keys(given)) if (!Object.hasOwn(value, key)) return undefined;
  for (const key of Reflect.ownKeys(value)) {
    const descriptor = Object.getOwnPropertyDescriptor(value, key);
    if (typeof key !== "string" || descriptor?.enumerable !== true || !("value" in descriptor)) return undefined;
    const part = tangentFor(descriptor.value, given[key], shadows);
    if (part === undefined) return undefined;
    shadow[key] = part;
  }
  return shadow;
}
