/**
 * Fails when gradients have become slower: `npm run bench:check`.
 *
 * A workload has, if its ratio to the hand-written gradient is 15 % above that of results.json in three of five runs.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Results } from "./chart.ts";

const RUNS = 5;
const MOST = 2;
const ALLOWED = 1.15;

const read = (path: string): Results => JSON.parse(readFileSync(path, "utf8")) as Results;
const committed = read(join(import.meta.dirname, "../results.json"));
const slower = new Map<string, number>();
for (let run = 1; run <= RUNS; run++) {
  const path = join(mkdtempSync(join(tmpdir(), "bench-")), "results.json");
  // Each run is a process of its own: what the engine has learned in one is not that of another.
  execFileSync(process.execPath, [...process.execArgv, join(import.meta.dirname, "run.ts"), "--json", path]);
  for (const { name, ratio } of read(path).rows) {
    const before = committed.rows.find((row) => row.name === name)?.ratio ?? Infinity;
    if (ratio > ALLOWED * before) slower.set(name, (slower.get(name) ?? 0) + 1);
    console.log(`run ${String(run)}: ${name}: ${ratio.toFixed(2)}, was ${before.toFixed(2)}`);
  }
}
const failed = [...slower].filter(([, times]) => times > MOST).map(([name]) => name);
console.log(failed.length === 0 ? "not slower" : `slower: ${failed.join(", ")}`);
process.exitCode = failed.length === 0 ? 0 : 1;
