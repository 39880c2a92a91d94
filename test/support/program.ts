/**
 * A program of the zoo: plain JavaScript as text, the call that is differentiated, and what is special about it.
 * `instantiate` gives it running: each instance with a state of its own.
 */
import { compile } from "./compile.ts";
import type { CompileOptions } from "./compile.ts";
import { evaluate, writeModule } from "./load.ts";

export interface Program {
  readonly name: string;
  /** Declarations, at the top level of a module; `f` is differentiated. */
  readonly source: string;
  /** What is compiled instead of it, which must do the same; it may be `async`. */
  readonly suspended?: string;
  /** The arguments, as source text, evaluated anew for each call: `"2, [1, 2]"`. It may name the source's classes. */
  readonly args: string;
  /** What is differentiated, where it is not called `f`. */
  readonly call?: string;
  /** An expression over the module's variables, which must have the same value after each way to call. */
  readonly state?: string;
  /** The gradients of the arguments as source text, where finite differences cannot tell them. */
  readonly gradient?: string;
  /** Arguments whose gradient is 0 and whose value must not be shaken (a count of turns). */
  readonly fixed?: readonly number[];
  /** Relative; 1e-6 where it is left out. */
  readonly tolerance?: number;
  /** The first width of the finite differences; 1e-3 where it is left out. */
  readonly width?: number;
  /** The value is compared up to the tolerance: uncompiled, it comes from finite differences. */
  readonly approximate?: true;
  /** The call throws an error with this in its message, also when it is differentiated. */
  readonly throws?: string;
  /** The code of the error that differentiating gives, although an ordinary call succeeds. */
  readonly refused?: string;
  /** The plugin's options. */
  readonly options?: Readonly<Record<string, unknown>>;
}

export interface Instance {
  readonly f: (...args: unknown[]) => unknown;
  readonly args: () => unknown[];
  readonly state: () => unknown;
  readonly gradient: () => unknown[];
}

const importLine = /^import .*$/gm;

/** The source, and at its end what the tests need to see of it. */
function exported(program: Program): string {
  const { source, args, call = "f", state = "undefined", gradient = "" } = program;
  return `${source}
export const $call = ${call};
export const $args = () => [${args}];
export const $state = () => ${state};
export const $gradient = () => [${gradient}];
`;
}

const asInstance = (exports: Readonly<Record<string, unknown>>): Instance => ({
  f: exports["$call"] as Instance["f"],
  args: exports["$args"] as Instance["args"],
  state: exports["$state"] as Instance["state"],
  gradient: exports["$gradient"] as Instance["gradient"],
});

/** The program uncompiled: a function that makes instances, fast enough for finite differences. */
export async function plain(program: Program): Promise<() => Instance> {
  const standIn = new URL("./plain-runtime.ts", import.meta.url).href;
  const text = exported(program).replaceAll('"@fluxion/runtime"', JSON.stringify(standIn));
  const imports = text.match(importLine) ?? [];
  const body = text.replaceAll(importLine, "").replaceAll(/^export (?=const|let|var|function|class)/gm, "");
  const module = `${imports.join("\n")}
export const make = () => {
${body}
return { $call, $args, $state, $gradient };
};`;
  const { make } = await evaluate(writeModule(module));
  return () => asInstance((make as () => Readonly<Record<string, unknown>>)());
}

/** The program compiled: a function that evaluates the module anew, and the generated code. */
export async function compiled(
  program: Program,
  settings: CompileOptions = {},
): Promise<{ make: () => Promise<Instance>; code: string }> {
  const source = program.suspended ?? program.source;
  const code = await compile(exported({ ...program, source }), {
    ...settings,
    options: { ...program.options, ...settings.options },
  });
  const path = writeModule(code);
  return { make: async () => asInstance(await evaluate(path)), code };
}
