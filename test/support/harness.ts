/** What the tests of the compiler import: compile, load, differentiate numerically, check a program. */
export { compile, compileToTree, compileWithMap } from "./compile.ts";
export type { CompileOptions } from "./compile.ts";
export { load } from "./load.ts";
export { numericalGradient } from "./numerical-gradient.ts";
export { checkProgram } from "./check-program.ts";
export { runtime } from "./packages.ts";
