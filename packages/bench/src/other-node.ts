/**
 * The ratios under another version of Node: the same modules, timed by a process of that version.
 *
 * It may not read TypeScript, so the timing is bundled as JavaScript.
 */
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { rolldown } from "rolldown";
import { workloadsOf, writeModules } from "./workloads.ts";

export async function ratiosUnder(
  node: string,
  files: readonly string[],
  ids: string | undefined,
): Promise<{ version: string; ratios: Record<string, number> }> {
  const ratios: Record<string, number> = {};
  for (const file of files) {
    const workloads = await workloadsOf(file);
    const loops = writeModules(file, workloads);
    try {
      const script = join(dirname(loops), "child.mjs");
      const bundle = await rolldown({ input: join(import.meta.dirname, "child.ts"), platform: "node" });
      await bundle.write({ file: script, format: "esm" });
      for (const [n, { id }] of workloads.entries()) {
        if (ids !== undefined && !ids.includes(id)) continue;
        // Each in a process of its own, as the engine has learned nothing from the others.
        ratios[id] = Number(
          execFileSync(node, ["--single-threaded-gc", script, loops, String(n)], { encoding: "utf8" }),
        );
      }
    } finally {
      rmSync(dirname(loops), { recursive: true });
    }
  }
  return { version: execFileSync(node, ["--version"], { encoding: "utf8" }).trim().slice(1), ratios };
}
