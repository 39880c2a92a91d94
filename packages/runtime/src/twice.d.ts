/** Library functions compiled for second derivatives; see tsdown.config.ts. */
declare module "*?twice" {
  const functions: Readonly<Record<string, (...args: never[]) => unknown>>;
  export = functions;
}
