/** The loop as programs know it, for the library of duals, which is compiled more than once. */
export { checkpointedLoop } from "./self-hosted/checkpointed-loop.ts";
