/**
 * Gradients against hand-written ones, as a table:
 *
 *   npm run bench                          our own workloads
 *   npm run bench -- FILE                  those of another file; see workloads.ts
 *   … --only ids                           these alone
 *   … --peers                              other libraries in the same run; `npm run bench:peers` installs them first
 *   … --node PATH                          the ratios under another Node, too
 *   … --json PATH                          the figures as JSON, too
 *   … --svg PATH                           and as a picture
 */
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { chart } from "./chart.ts";
import { measureFile, type Measured } from "./measure.ts";
import { ratiosUnder } from "./other-node.ts";
import { arePeersInstalled, loadPeers } from "./peers.ts";
import { resultsOf, tableOf, times, type Results } from "./results.ts";
import { ownFiles } from "./workloads.ts";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: "string" },
    peers: { type: "boolean" },
    node: { type: "string" },
    json: { type: "string" },
    svg: { type: "string" },
  },
});
const from = process.env["INIT_CWD"] ?? ".";
const files = positionals.length === 0 ? ownFiles() : positionals.map((file) => resolve(from, file));
if (options.peers === true && !arePeersInstalled()) throw new Error("`npm run bench:peers` installs the peers");
const peers = options.peers === true ? await loadPeers() : [];
const rows: Measured[] = [];
for (const file of files)
  await measureFile(file, options.only, peers, (row) => {
    rows.push(row);
    console.error(`${row.name}: ${times(row.ratio)}`);
  });
rows.sort((a, b) => a.id.localeCompare(b.id));
const results: Results = {
  ...resultsOf(rows),
  ...(peers.length > 0 ? { versions: Object.fromEntries(peers.map((p) => [p.name, p.version])) } : {}),
  ...(options.node === undefined ? {} : { other: await ratiosUnder(options.node, files, options.only) }),
};
console.log(tableOf(results));
console.log(`geometric mean: ${results.mean.toFixed(2)} times the hand-written gradients`);
if (options.json !== undefined) writeFileSync(resolve(from, options.json), `${JSON.stringify(results, null, 2)}\n`);
if (options.svg !== undefined) writeFileSync(resolve(from, options.svg), chart(results));
// Some peers keep workers.
process.exit();
