/** `@fluxion/runtime/dual-outer`: what the duals of such duals call. */
export * from "./dual.ts?outer";
