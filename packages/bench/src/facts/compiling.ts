/** What compiling costs: time against Babel's own parsing and printing, and the size of the output, of the workloads' functions. */
import { writeFileSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { transformSync, type PluginItem } from "@babel/core";
import fluxion from "@fluxion/babel-plugin";
import { rolldown } from "rolldown";
import { measure } from "../timing.ts";
import { ownFiles, workloadsOf } from "../workloads.ts";
import type { Fact } from "./facts.ts";

/** The functions of a file that are differentiated, with all that they call, and no data. */
async function functionsOf(file: string): Promise<string> {
  const names = new Set((await workloadsOf(file)).map(({ f }) => f.name));
  const folder = mkdtempSync(join(import.meta.dirname, "../../.compiled-"));
  const entry = join(folder, "entry.js");
  writeFileSync(entry, `export { ${[...names].join(", ")} } from ${JSON.stringify(file)};`);
  const bundle = await rolldown({ input: entry, platform: "neutral" });
  const { output } = await bundle.generate({ format: "esm" });
  rmSync(folder, { recursive: true });
  return output[0].code.replace(/^\/\/#.*$/gm, "");
}

const babel = (code: string, ...plugins: readonly PluginItem[]): string =>
  transformSync(code, { plugins: [...plugins], filename: "code.js", configFile: false, babelrc: false })?.code ?? "";

const WARM = 20;

export async function compiling(): Promise<Fact[]> {
  const sources = await Promise.all(ownFiles().map(functionsOf));
  const written = sources.map((source) => babel(source));
  const lines = written.join("\n").split("\n").length;
  const withPlugin = (order: number) => (): string[] =>
    sources.map((source) => babel(source, [fluxion, { include: ["code.js"], order }]));
  const loop = (run: () => unknown) => (times: number) => {
    for (let i = 0; i < times; i++) run();
  };
  const contenders = [() => sources.map((source) => babel(source)), withPlugin(1), withPlugin(2)];
  // Until the engine has compiled the compilers.
  for (let i = 0; i < WARM; i++) for (const run of contenders) run();
  const [plain = NaN, first = NaN, second = NaN] = measure(contenders.map(loop));
  const sizeOf = (codes: readonly string[]): number => codes.join("").length;
  const perThousand = (ns: number): string => `${((ns / 1e6 / lines) * 1000).toFixed(0)} ms for 1000 lines`;
  const time = (order: number, ns: number): Fact => ({
    name: `compile time, order ${String(order)} (Babel alone: ${perThousand(plain)})`,
    figure: perThousand(ns),
    value: ns / plain,
    unit: "× Babel alone",
    goal: 2.5,
  });
  const size = (order: number): Fact => ({
    name: `size of the output, order ${String(order)}`,
    figure: `${String(sizeOf(withPlugin(order)()))} of ${String(sizeOf(written))} characters`,
    value: sizeOf(withPlugin(order)()) / sizeOf(written),
    unit: "× as written",
    goal: 5,
  });
  return [time(1, first), time(2, second), size(1), size(2)];
}
