/** Modules that are built several times; see tsdown.config.ts. */
declare module "*?twice" {
  const functions: Readonly<Record<string, (...args: never[]) => unknown>>;
  export = functions;
}
declare module "*?inner";
declare module "*?outer";
