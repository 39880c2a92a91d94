/** What pullbacks hold: the bytes in all, and of typed arrays by the number of what was recorded in them. */
import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { gradient, pullback } from "@fluxion/runtime";
import type { Prepared } from "../prepared.ts";
import { load, ownFiles, workloadsOf, writeModules } from "../workloads.ts";
import type { Fact } from "./facts.ts";

/** With the steps of each: what goes on as long as the input wants it to. */
const STEPS: Readonly<Record<string, (args: readonly unknown[]) => number>> = {
  j: (args) => args[2] as number,
  n: (args) => (args[3] as unknown[]).length - 1,
  o: (args) => args[4] as number,
};
const KEPT = 100;

interface Tape {
  readonly top: number;
  readonly refTop: number;
  finish(): void;
}

/** Counts what the tapes of this realm hold when their sweeps end. */
function countRecords(): { numbers: number; refs: number } {
  const { pool } = (globalThis as unknown as Record<symbol, { readonly pool: readonly Tape[] }>)[
    Symbol.for("fluxion.runtime")
  ] ?? { pool: [] };
  const [tape] = pool;
  if (!tape) throw new Error("no tape has been used");
  const counted = { numbers: 0, refs: 0 };
  const prototype = Object.getPrototypeOf(tape) as Tape;
  const { finish } = Object.getOwnPropertyDescriptors(prototype);
  prototype.finish = function (this: Tape) {
    counted.numbers = this.top;
    counted.refs = this.refTop;
    (finish as { readonly value: (this: Tape) => void }).value.call(this);
  };
  return counted;
}

export async function memory(): Promise<Fact[]> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const facts: Fact[] = [];
  let counted: { numbers: number; refs: number } | undefined;
  const held = (): NodeJS.MemoryUsage => {
    // The second takes what the first has only marked.
    collect();
    collect();
    return process.memoryUsage();
  };
  const measured = ({ workload: { id, name, args, wrt }, loss }: Prepared): Fact => {
    const wanted = wrt.map((at) => args[at]);
    gradient(loss, ...wanted);
    counted ??= countRecords();
    const keep = (): unknown => pullback(loss, ...wanted);
    keep();
    const { numbers, refs } = counted;
    const before = held();
    const kept = Array.from({ length: KEPT }, keep);
    const after = held();
    const typed = (after.arrayBuffers - before.arrayBuffers) / kept.length;
    const heap = (after.heapUsed - before.heapUsed) / kept.length;
    const steps = STEPS[id]?.(args) ?? 1;
    return {
      name: `memory: ${name}, ${String(numbers)} numbers and ${String(refs)} references`,
      figure: `${((typed + heap) / steps).toFixed(0)} bytes a step`,
      value: typed / numbers,
      unit: "bytes a number",
      goal: 8,
    };
  };
  for (const file of ownFiles()) {
    const workloads = await workloadsOf(file);
    if (!workloads.some(({ id }) => id in STEPS)) continue;
    const loops = writeModules(file, workloads);
    for (const prepared of await load(loops)) if (prepared.workload.id in STEPS) facts.push(measured(prepared));
    rmSync(dirname(loops), { recursive: true });
  }
  return facts;
}
