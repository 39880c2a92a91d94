/**
 * Fails when gradients have become slower: `npm run bench:check`.
 *
 * A workload has, if its ratio to the hand-written gradient is 15 % above that of results.json in three of five runs.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isSlower, judge, RUNS, type Ratios } from "./regression.ts";
import { times, type Results } from "./results.ts";

const read = (path: string): Results => JSON.parse(readFileSync(path, "utf8")) as Results;
const ratiosOf = ({ rows }: Results): Ratios => new Map(rows.map(({ id, ratio }) => [id, ratio]));

/** A process of its own: what the engine has learned in one is not that of another. */
function run(): Results {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const path = join(folder, "results.json");
  execFileSync(process.execPath, [join(import.meta.dirname, "run.ts"), "--json", path], {
    stdio: "pipe",
  });
  const results = read(path);
  rmSync(folder, { recursive: true });
  return results;
}

const kept = read(join(import.meta.dirname, "../results.json"));
const committed = ratiosOf(kept);
const names = new Map(kept.rows.map(({ id, name }) => [id, name]));
const runs: Ratios[] = [];
let verdict = judge(committed, runs);
while (!verdict.isFinal) {
  const { rows } = run();
  runs.push(new Map(rows.map(({ id, ratio }) => [id, ratio])));
  for (const { id, name, ratio } of rows) {
    const before = committed.get(id) ?? Infinity;
    const mark = isSlower(ratio, before) ? ", slower" : "";
    console.log(
      `run ${String(runs.length)} of at most ${String(RUNS)}: ${name}: ${times(ratio)}, was ${times(before)}${mark}`,
    );
  }
  verdict = judge(committed, runs);
}
const { slower, unknown } = verdict;
if (unknown.length > 0) console.log(`not in both this run and results.json: ${unknown.join(", ")}`);
const namesOf = (ids: readonly string[]): string => ids.map((id) => names.get(id) ?? id).join(", ");
console.log(slower.length === 0 ? "not slower" : `slower: ${namesOf(slower)}`);
process.exitCode = slower.length === 0 && unknown.length === 0 ? 0 : 1;
