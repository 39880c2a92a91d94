/**
 * Measures gradients against hand-written ones.
 *
 * A file of workloads is a module that exports `workloads`, an array of { id, name, f, args, wrt, handGradient }: f is ordinary
 * JavaScript, `wrt` the places of the arguments that are differentiated, `handGradient` gives their gradients. It is compiled with
 * every function marked. Each gradient is checked before it is timed; then both are timed in turns, in CPU time; only ratios count.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
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

export interface Measured {
  readonly id: string;
  readonly name: string;
  /** The largest difference to the hand-written gradient, relative to its largest number. */
  readonly error: number;
  /** CPU time a call, in nanoseconds: of the function, of its gradient by hand, and of ours. */
  readonly plain: number;
  readonly hand: number;
  readonly fluxion: number;
  /** Ours by the hand-written one. */
  readonly ratio: number;
}

/** Measures the workloads of a file, or those with these ids. */
export async function measureFile(file: string, ids: string | undefined): Promise<Measured[]> {
  const { workloads } = (await import(pathToFileURL(file).href)) as { workloads: readonly Workload[] };
  const path = compile(file, workloads);
  const compiled = (await import(pathToFileURL(path).href)) as Readonly<Record<string, (...args: unknown[]) => number>>;
  rmSync(dirname(path), { recursive: true });
  return workloads.flatMap((w, i) => {
    const loss = compiled[`loss${String(i)}`];
    return loss === undefined || (ids !== undefined && !ids.includes(w.id)) ? [] : [measured(w, loss)];
  });
}

function measured(w: Workload, loss: (...args: unknown[]) => number): Measured {
  const wanted = w.wrt.map((at) => w.args[at]);
  const ours = (): unknown => gradient(loss, ...wanted);
  const hand = (): unknown => w.handGradient(...w.args);
  const error = distance(flatten(ours()), flatten(hand()));
  const [plain = NaN, byHand = NaN, fluxion = NaN] = measure(() => w.f(...w.args), hand, ours);
  return { id: w.id, name: w.name, error, plain, hand: byHand, fluxion, ratio: fluxion / byHand };
}

/** The geometric mean. */
export const meanOf = (ratios: readonly number[]): number =>
  Math.exp(ratios.reduce((sum, r) => sum + Math.log(r), 0) / ratios.length);
