"differentiable";
/** `pullback` and `withGradient` in functions that are differentiated: in terms of gradients, whose sweeps the plugin writes. */
import { requireApart, requireCotangent, requireUntouched } from "../dual/apart.ts";
import { gradient } from "../gradient.ts";
import { isParams } from "../is-params.ts";

type Fn = (...args: unknown[]) => unknown;
type Fields = Record<string, unknown>;

/** ⟨value, cotangent⟩ */
function product(value: unknown, cotangent: unknown): number {
  if (typeof value === "number") return value * ((cotangent ?? 0) as number);
  if (typeof value !== "object" || value === null || typeof cotangent !== "object" || cotangent === null) return 0;
  let sum = 0;
  for (const key of Object.keys(cotangent)) sum += product((value as Fields)[key], (cotangent as Fields)[key]);
  return sum;
}

/** The pullback of a cotangent is the gradient of the value's product with it. */
export function pullbackInside(f: Fn, ...args: unknown[]): [unknown, (cotangent?: unknown) => unknown] {
  const print = requireApart("pullback", f, args);
  const value = isParams(args[0]) ? f() : f(...args);
  const back = (cotangent?: unknown): unknown => {
    requireUntouched("pullback", f, args, print);
    const c = cotangent ?? 1;
    requireCotangent(value, c);
    return gradient((...xs: unknown[]) => product(f(...xs), c), ...args);
  };
  return [value, back];
}

/** What the value says of the loss: itself, or the first of several. */
const lossOf = (value: unknown): number => (Array.isArray(value) ? value[0] : value) as number;

/** Where it is differentiated itself. */
export function withGradientInside(f: Fn, ...args: unknown[]): { value: unknown; gradient: unknown } {
  requireApart("withGradient", f, args);
  const value = isParams(args[0]) ? f() : f(...args);
  return { value, gradient: gradient((...xs: unknown[]) => lossOf(f(...xs)), ...args) };
}
