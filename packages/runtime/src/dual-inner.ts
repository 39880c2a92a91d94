/** `@fluxion/runtime/dual-inner`: what the duals of code call that is compiled for an order above 2. */
export * from "./dual.ts?inner";
