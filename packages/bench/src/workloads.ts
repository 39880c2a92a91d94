/**
 * Files of workloads → modules that can be timed.
 *
 * A file of workloads is a module that exports `workloads`, an array of { id, name, f, args, wrt, handGradient }: f is a function
 * that it exports, ordinary JavaScript; `wrt`, the places of the arguments that are differentiated; `handGradient` gives their
 * gradients. It is compiled with every function marked.
 */
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { transformSync, type PluginItem, type types as t } from "@babel/core";
import fluxion from "@fluxion/babel-plugin";
import { preparedOf, type LoopsModule, type Prepared, type Workload } from "./prepared.ts";

const own = join(import.meta.dirname, "workloads");

/** The files of workloads that are our own. */
export const ownFiles = (): string[] =>
  readdirSync(own)
    .filter((name) => name !== "numbers.js")
    .map((name) => join(own, name));

export const workloadsOf = async (file: string): Promise<readonly Workload[]> =>
  ((await import(pathToFileURL(file).href)) as { workloads: readonly Workload[] }).workloads;

/** `(a0, a1) => f(a0, a1, args[2])`: a loss that captures the arguments that are not differentiated. */
function lossOf({ f, args, wrt }: Workload, index: number): string {
  const names = wrt.map((_, i) => `a${i}`);
  const list = args.map((_, at) => (wrt.includes(at) ? `a${wrt.indexOf(at)}` : `data${index}[${at}]`));
  return `const data${index} = workloads[${index}].args;
export const loss${index} = (${names.join(", ")}) => { "differentiable"; return ${f.name}(${list.join(", ")}); };`;
}

/** What a file imports from beside it, it finds where that is. */
const absolute = (file: string): PluginItem => ({
  visitor: {
    ImportDeclaration({ node: { source } }: { readonly node: t.ImportDeclaration }) {
      if (source.value.startsWith(".")) source.value = pathToFileURL(resolve(dirname(file), source.value)).href;
    },
  },
});

export function compile(source: string, file: string, options: object = {}): string {
  const plugins = [[fluxion, { include: [file], ...options }], absolute(file)] as const;
  return (
    transformSync(source, { plugins: [...plugins], filename: file, configFile: false, babelrc: false })?.code ?? ""
  );
}

/** Loops over the three, with nothing in between. */
function loopsOf(file: string, workloads: readonly Workload[]): string {
  const loop = (name: string, call: string): string =>
    `export const ${name} = (times) => { for (let i = 0; i < times; i++) kept.last = ${call}; return kept.last; };`;
  return [
    `import { gradient } from "@fluxion/runtime";`,
    `export { workloads } from ${JSON.stringify(pathToFileURL(file).href)};`,
    `import { workloads } from ${JSON.stringify(pathToFileURL(file).href)};`,
    `import * as compiled from "./workloads.mjs";`,
    "const kept = {};",
    ...workloads.flatMap(({ args, wrt }, n) => {
      const given = (places: readonly number[]): string => places.map((at) => `args${n}[${at}]`).join(", ");
      return [
        `const { f: f${n}, handGradient: hand_${n}, args: args${n} } = workloads[${n}];`,
        `export const loss${n} = compiled.loss${n};`,
        loop(`plain${n}`, `f${n}(${given([...args.keys()])})`),
        loop(`hand${n}`, `hand_${n}(${given([...args.keys()])})`),
        loop(`fluxion${n}`, `gradient(loss${n}, ${given(wrt)})`),
      ];
    }),
  ].join("\n");
}

/** Writes the compiled module and its loops into a folder of its own, below this package, so that they find the run time. */
export function writeModules(file: string, workloads: readonly Workload[], order = 1): string {
  const folder = mkdtempSync(join(import.meta.dirname, "../.compiled-"));
  const source = [readFileSync(file, "utf8"), ...workloads.map(lossOf)].join("\n");
  writeFileSync(join(folder, "workloads.mjs"), compile(source, file, { order }));
  const loops = join(folder, "loops.mjs");
  writeFileSync(loops, loopsOf(file, workloads));
  return loops;
}

/** The workloads of a module of loops. */
export async function load(loops: string): Promise<Prepared[]> {
  const module = (await import(pathToFileURL(loops).href)) as LoopsModule;
  return [...module.workloads.keys()].map((n) => preparedOf(module, n));
}
