/** Gradients as lists of numbers. */

/** The numbers of a gradient, in order. */
export function flatten(value: unknown): number[] {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(flatten) : [];
}

/** The largest difference, relative to the largest number. */
export function distance(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return Infinity;
  const largest = (list: readonly number[]): number => list.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  return largest(a.map((x, i) => x - (b[i] ?? NaN))) / largest(b);
}

/** Another value of the same structure, whose numbers are a direction that is none of the axes. */
export function directionOf(value: unknown, next = counting()): unknown {
  if (typeof value === "number") return next();
  if (ArrayBuffer.isView(value)) return (value as Float64Array).map(next);
  if (Array.isArray(value)) return value.map((part) => directionOf(part, next));
  return Object.fromEntries(Object.entries(value as object).map(([key, part]) => [key, directionOf(part, next)]));
}

function counting(): () => number {
  let k = 0;
  return () => Math.sin(++k);
}
