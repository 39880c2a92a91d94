/** Time for an element of the input, or a step, from a hundred to a million of them. */
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { measure } from "../timing.ts";
import { load, workloadsOf, writeModules } from "../workloads.ts";
import type { Fact } from "./facts.ts";

const ROUNDS = 5;

export async function growth(): Promise<Fact[]> {
  const file = join(import.meta.dirname, "growing.js");
  const workloads = await workloadsOf(file);
  const loops = writeModules(file, workloads);
  const prepared = await load(loops, workloads, undefined);
  const ns = measure(
    prepared.map((p) => p.fluxion),
    ROUNDS,
  );
  rmSync(dirname(loops), { recursive: true });
  const perElement = prepared.map(({ workload }, i) => ({
    name: workload.name,
    each: (ns[i] ?? NaN) / Number(workload.id.split(" ").at(-1)),
  }));
  return [...Map.groupBy(perElement, ({ name }) => name)].map(([name, list]) => ({
    name: `growth: ${name}, ns an element, 10² … 10⁶`,
    figure: list.map(({ each }) => each.toPrecision(3)).join(", "),
    value: (list.at(-1)?.each ?? NaN) / Math.min(...list.map(({ each }) => each)),
    unit: "× the least, at 10⁶",
  }));
}
