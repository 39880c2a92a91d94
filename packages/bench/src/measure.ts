/** Measures workloads in a process of their own, of this version of Node or of another. */
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { rolldown } from "rolldown";
import type { Timed } from "./child.ts";
import type { PeerFigure } from "./peers.ts";
import { workloadsOf, writeModules } from "./workloads.ts";

export interface Measured extends Timed {
  /** Ours by the hand-written one. */
  readonly ratio: number;
  /** By their names. */
  readonly peers?: Readonly<Record<string, PeerFigure>>;
}

/** The workloads of some files, or those with these ids, by each of these versions of Node. */
export async function measureFiles(
  files: readonly string[],
  ids: string | undefined,
  nodes: readonly string[],
): Promise<Measured[][]> {
  const given: string[] = [];
  const folders: string[] = [];
  try {
    for (const file of files) {
      const workloads = await workloadsOf(file);
      const wanted = [...workloads.keys()].filter((n) => ids === undefined || ids.includes(workloads[n]?.id ?? ""));
      if (wanted.length === 0) continue;
      const loops = writeModules(file, workloads);
      folders.push(dirname(loops));
      given.push(`${loops}=${wanted.join(",")}`);
    }
    const [folder] = folders;
    if (folder === undefined) return nodes.map(() => []);
    // Not every version reads TypeScript.
    const script = join(folder, "child.mjs");
    const bundle = await rolldown({ input: join(import.meta.dirname, "child.ts"), platform: "node" });
    await bundle.write({ file: script, format: "esm" });
    return nodes.map((node) => measureBy(node, [script, ...given]));
  } finally {
    for (const folder of folders) rmSync(folder, { recursive: true });
  }
}

function measureBy(node: string, args: readonly string[]): Measured[] {
  const output = execFileSync(node, ["--single-threaded-gc", ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  return (JSON.parse(output) as Timed[])
    .map((row) => ({ ...row, ratio: row.fluxion / row.hand }))
    .sort((a, b) => a.id.localeCompare(b.id));
}
