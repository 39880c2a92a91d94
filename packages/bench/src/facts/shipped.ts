/** What a program that uses one gradient ships of the run time: bundled, minified, compressed. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";
import { compile } from "../workloads.ts";
import type { Fact } from "./facts.ts";

export async function shipped(): Promise<Fact[]> {
  const example = join(import.meta.dirname, "example.js");
  const folder = mkdtempSync(join(import.meta.dirname, "../../.compiled-"));
  const entry = join(folder, "example.mjs");
  writeFileSync(entry, compile(readFileSync(example, "utf8"), example, { include: [], order: 1 }));
  const bundled = async (external: readonly string[]): Promise<number> => {
    const bundle = await rolldown({ input: entry, platform: "browser", external: [...external], logLevel: "silent" });
    const { output } = await bundle.generate({ format: "esm", minify: true });
    return gzipSync(output[0].code, { level: 9 }).length;
  };
  const all = await bundled([]);
  const own = await bundled(["@fluxion/runtime", "@fluxion/runtime/internal"]);
  rmSync(folder, { recursive: true });
  return [
    {
      name: "run time in a bundle of the Rosenbrock example, minified, gzip",
      figure: `${String(all - own)} bytes`,
      value: (all - own) / 1000,
      unit: "kB",
      goal: 8,
    },
  ];
}
