/**
 * Gradients against hand-written ones, as a table:
 *
 *   npm run bench                          our own workloads
 *   npm run bench -- FILE                  those of another file; see workloads.ts
 *   … --only ids                           these alone
 *   … --runs N                             that often, each in a process of its own: the row of the median ratio counts
 *   … --peers                              other libraries in the same run; `npm run bench:peers` installs them first
 *   … --facts                              growth, memory, compile time and sizes, too
 *   … --node PATH                          the ratios under another Node, too
 *   … --json PATH                          the figures as JSON, too
 *   … --svg PATH                           and as a picture
 */
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { chart } from "./chart.ts";
import { factsTable, measureFacts } from "./facts/facts.ts";
import { measureFiles } from "./measure.ts";
import { arePeersInstalled, withPeers } from "./peers.ts";
import { medianRows, missingOf, otherOf, resultsOf, tableOf, type Results } from "./results.ts";
import { ownFiles } from "./workloads.ts";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: "string" },
    runs: { type: "string", default: "1" },
    peers: { type: "boolean" },
    facts: { type: "boolean" },
    node: { type: "string" },
    json: { type: "string" },
    svg: { type: "string" },
  },
});
const from = process.env["INIT_CWD"] ?? ".";
const files = positionals.length === 0 ? ownFiles() : positionals.map((file) => resolve(from, file));
if (options.peers === true && !arePeersInstalled()) throw new Error("`npm run bench:peers` installs the peers");
if (options.peers === true && positionals.length > 0) throw new Error("the peers know our own workloads alone");
const runs = Number(options.runs);
const other = options.node === undefined ? [] : [resolve(from, options.node)];
const measured = await measureFiles(
  files,
  options.only,
  [process.execPath, ...other].flatMap((n) => Array<string>(runs).fill(n)),
);
const rows = medianRows(measured.slice(0, runs));
const own: Results = {
  ...resultsOf(rows),
  ...(options.node === undefined ? {} : { other: otherOf(options.node, medianRows(measured.slice(runs))) }),
  ...(options.facts === true ? { facts: await measureFacts() } : {}),
};
const results: Results = options.peers === true ? withPeers(own) : own;
console.log(tableOf(results));
const missing = missingOf(results);
if (missing !== "") console.log(`\nNot measured:\n\n${missing}\n`);
console.log(`geometric mean: ${results.mean.toFixed(2)} times the hand-written gradients`);
if (results.facts) console.log(`\n${factsTable(results.facts)}`);
if (options.json !== undefined) writeFileSync(resolve(from, options.json), `${JSON.stringify(results, null, 2)}\n`);
if (options.svg !== undefined) writeFileSync(resolve(from, options.svg), chart(results));
