/**
 * Parameters are told by what they carry under a symbol: how gradients of theirs are made. So who knows no parameters ships none.
 */
import type { Grads, Params } from "./params.ts";

export const brand = Symbol.for("fluxion.params");

/** Also true of parameters of another copy of the runtime. */
export function isParams(value: unknown): value is Params {
  return typeof value === "object" && value !== null && brand in value;
}

/** The gradients of each parameter, as their owner shows them. */
export function gradsOf(params: Params, entries: readonly (readonly [object, unknown])[]): Grads {
  return (params as unknown as { readonly [brand]: (all: typeof entries) => Grads })[brand](entries);
}
