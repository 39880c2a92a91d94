/** How often the library functions that are installed with it can be differentiated by duals themselves; see tsdown.config.ts. */
export const DEPTH: number = 0;
