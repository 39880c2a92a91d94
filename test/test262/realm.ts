/** The runtime as the programs see it, one in each realm. */
import * as runtime from "../../packages/runtime/src/internal.ts";

export const internal = runtime;
