"differentiable";
/**
 * The functions of `Math` that have a derivative, as functions of their own: for `xs.map(Math.sin)` and `gradient(Math.sin, 1)`.
 *
 * Written out, `Math.sin(x)` is compiled in place, by the compiler's table of rules; so is each body here.
 */
export const sin = (a: number): number => Math.sin(a);
export const cos = (a: number): number => Math.cos(a);
export const tan = (a: number): number => Math.tan(a);
export const asin = (a: number): number => Math.asin(a);
export const acos = (a: number): number => Math.acos(a);
export const atan = (a: number): number => Math.atan(a);
export const sinh = (a: number): number => Math.sinh(a);
export const cosh = (a: number): number => Math.cosh(a);
export const tanh = (a: number): number => Math.tanh(a);
export const asinh = (a: number): number => Math.asinh(a);
export const acosh = (a: number): number => Math.acosh(a);
export const atanh = (a: number): number => Math.atanh(a);
export const exp = (a: number): number => Math.exp(a);
export const expm1 = (a: number): number => Math.expm1(a);
export const log = (a: number): number => Math.log(a);
export const log1p = (a: number): number => Math.log1p(a);
export const log2 = (a: number): number => Math.log2(a);
export const log10 = (a: number): number => Math.log10(a);
export const sqrt = (a: number): number => Math.sqrt(a);
export const cbrt = (a: number): number => Math.cbrt(a);
export const abs = (a: number): number => Math.abs(a);
export const fround = (a: number): number => Math.fround(a);
export const atan2 = (a: number, b: number): number => Math.atan2(a, b);
export const pow = (a: number, b: number): number => Math.pow(a, b);
