/**
 * `@fluxion/runtime`: what users import. A function that they are to differentiate may be any at all, a native one too.
 */
import "./foreign.ts";

export * from "./public.ts";
