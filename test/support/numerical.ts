/** Derivatives by finite differences: central, extrapolated to width 0, at two widths that must agree. */

/** A slope, and how far the two widths differ: large at a kink, or where the function is too rough. */
export interface Estimate {
  readonly value: number;
  readonly doubt: number;
}

/** One step of Richardson extrapolation: the error falls from h² to h⁴. */
function extrapolated(f: (x: number) => number, x: number, h: number): number {
  const central = (width: number): number => {
    const right = x + width;
    const left = x - width;
    return (f(right) - f(left)) / (right - left);
  };
  return (4 * central(h / 2) - central(h)) / 3;
}

/** Whether f has another value at x than beside it: then both sides may agree, and f have no slope there all the same. */
function jumps(f: (x: number) => number, x: number, h: number): boolean {
  const middle = f(x);
  const gap = (width: number): number => Math.abs((f(x + width) + f(x - width)) / 2 - middle);
  const narrow = gap(h * 0.37);
  return narrow > 1e-7 * Math.max(1, Math.abs(middle)) && narrow > gap(h) / 2;
}

/**
 * The derivative of `f` at `x`, with the doubt about it.
 *
 * @example
 * estimate((x) => x ** 3, 2).value; // 12.000000000…
 */
export function estimate(f: (x: number) => number, x: number, width = 1e-3): Estimate {
  const h = width * Math.max(1, Math.abs(x));
  const value = extrapolated(f, x, h);
  const other = extrapolated(f, x, h * 0.37);
  if (jumps(f, x, h)) return { value, doubt: Infinity };
  const doubt = Object.is(value, other) ? 0 : Math.abs(value - other) / Math.max(1, Math.abs(value));
  return { value, doubt: Number.isNaN(doubt) ? Infinity : doubt };
}

/** The derivative of `f` at `x`. */
export function slope(f: (x: number) => number, x: number, width?: number): number {
  return estimate(f, x, width).value;
}
