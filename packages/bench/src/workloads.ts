/**
 * Gradients against hand-written ones: `npm run bench -- FILE [ids]`.
 *
 * The file is a module that exports `workloads`, an array of { id, name, f, args, wrt, handGradient }: f is ordinary
 * JavaScript, `wrt` the places of the arguments that are differentiated, `handGradient` gives their gradients. It is compiled with
 * every function marked. Each gradient is checked before it is timed; then both are timed in turns, in CPU time; only ratios count.
 */
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { transformSync } from "@babel/core";
import fluxion from "@fluxion/babel-plugin";
import { gradient } from "@fluxion/runtime";

interface Workload {
  readonly id: string;
  readonly name: string;
  readonly f: (...args: unknown[]) => number;
  readonly args: readonly unknown[];
  readonly wrt: readonly number[];
  readonly handGradient: (...args: readonly unknown[]) => unknown;
}

interface Contender {
  readonly run: () => unknown;
  readonly samples: number[];
  batch: number;
}

const ROUNDS = 11;
const BATCH_NS = 1e8;

/** `(a0, a1) => f(a0, a1, args[2])`: a loss that captures the arguments that are not differentiated. */
function lossOf({ f, args, wrt }: Workload, index: number): string {
  const names = wrt.map((_, i) => `a${i}`);
  const list = args.map((_, at) => (wrt.includes(at) ? `a${wrt.indexOf(at)}` : `data${index}[${at}]`));
  return `const data${index} = workloads[${index}].args;
export const loss${index} = (${names.join(", ")}) => { "differentiable"; return ${f.name}(${list.join(", ")}); };`;
}

/** Compiles the module beside this one, so that it finds the runtime, with a loss for each workload. */
function compile(file: string, workloads: readonly Workload[]): string {
  const source = [readFileSync(file, "utf8"), ...workloads.map(lossOf)].join("\n");
  const plugins = [[fluxion, { include: [file] }]];
  const compiled = transformSync(source, { plugins, filename: file, configFile: false, babelrc: false });
  const path = join(mkdtempSync(join(import.meta.dirname, "../.compiled-")), "workloads.mjs");
  writeFileSync(path, compiled?.code ?? "");
  return path;
}

/** The numbers of a gradient, in order. */
function flatten(value: unknown): number[] {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(flatten) : [];
}

/** The largest difference, relative to the largest number. */
function distance(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return Infinity;
  const scale = Math.max(...b.map(Math.abs));
  return Math.max(...a.map((x, i) => Math.abs(x - (b[i] ?? NaN)))) / scale;
}

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return 1000 * (user + system);
}

function time(c: Contender): number {
  const start = cpu();
  for (let i = 0; i < c.batch; i++) c.run();
  return cpu() - start;
}

const median = (samples: readonly number[]): number => samples.toSorted((a, b) => a - b)[samples.length >> 1] ?? NaN;

/** Nanoseconds a call, each in its turn. */
function measure(...runs: readonly (() => unknown)[]): number[] {
  const contenders = runs.map((run): Contender => ({ run, samples: [], batch: 1 }));
  for (const c of contenders) while (time(c) < BATCH_NS) c.batch *= 2;
  for (let round = 0; round < ROUNDS; round++) for (const c of contenders) c.samples.push(time(c) / c.batch);
  return contenders.map((c) => median(c.samples));
}

const [given, ids] = process.argv.slice(2);
if (given === undefined) throw new Error("npm run bench -- FILE [ids]: which file of workloads?");
const file = resolve(process.env["INIT_CWD"] ?? ".", given);
const plain = (await import(pathToFileURL(file).href)) as { workloads: readonly Workload[] };
const compiled = (await import(pathToFileURL(compile(file, plain.workloads)).href)) as Record<
  string,
  (...args: unknown[]) => number
>;
const logs: number[] = [];
console.log(
  "| workload | error | function (ns) | hand (ns) | Fluxion (ns) | / hand |\n| --- | --- | --- | --- | --- | --- |",
);
for (const [i, w] of plain.workloads.entries()) {
  const loss = compiled[`loss${i}`];
  if (loss === undefined || (ids !== undefined && !ids.includes(w.id))) continue;
  const wanted = w.wrt.map((at) => w.args[at]);
  const ours = (): unknown => gradient(loss, ...wanted);
  const hand = (): unknown => w.handGradient(...w.args);
  const error = distance(flatten(ours()), flatten(hand()));
  const [primal = NaN, byHand = NaN, byFluxion = NaN] = measure(() => w.f(...w.args), hand, ours);
  logs.push(Math.log(byFluxion / byHand));
  const cells = [
    `${w.id} ${w.name}`,
    error.toExponential(1),
    primal.toFixed(0),
    byHand.toFixed(0),
    byFluxion.toFixed(0),
    (byFluxion / byHand).toFixed(2),
  ];
  console.log(`| ${cells.join(" | ")} |`);
}
console.log(
  `geometric mean: ${Math.exp(logs.reduce((a, b) => a + b, 0) / logs.length).toFixed(2)} times the hand-written gradients`,
);
