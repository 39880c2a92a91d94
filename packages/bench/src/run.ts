/**
 * Gradients against hand-written ones, as a table:
 *
 *   npm run bench                          the functions of functions.js
 *   npm run bench -- FILE                  those of another file; see measure.ts
 *   … --only ids                           these alone
 *   … --json PATH                          the figures as JSON, too
 *   … --svg PATH                           and as a picture
 */
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { chart } from "./chart.ts";
import { meanOf, measureFile } from "./measure.ts";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: "string" }, json: { type: "string" }, svg: { type: "string" } },
});
const from = process.env["INIT_CWD"] ?? ".";
const [given] = positionals;
const file = given === undefined ? join(import.meta.dirname, "functions.js") : resolve(from, given);
const rows = await measureFile(file, options.only);
const mean = meanOf(rows.map((row) => row.ratio));
const table = rows.map(({ id, name, error, plain, hand, fluxion, ratio }) =>
  [
    `${id} ${name}`,
    error.toExponential(1),
    plain.toFixed(0),
    hand.toFixed(0),
    fluxion.toFixed(0),
    ratio.toFixed(2),
  ].join(" | "),
);
console.log(
  "| workload | error | function (ns) | hand (ns) | Fluxion (ns) | / hand |\n| --- | --- | --- | --- | --- | --- |",
);
for (const line of table) console.log(`| ${line} |`);
console.log(`geometric mean: ${mean.toFixed(2)} times the hand-written gradients`);

const machine = `Node ${process.version.slice(1)}, ${cpus()[0]?.model ?? "?"}, ${String(cpus().length)} cores`;
const results = { date: new Date().toISOString().slice(0, 10), machine, mean, rows };
if (options.json !== undefined) writeFileSync(resolve(from, options.json), `${JSON.stringify(results, null, 2)}\n`);
if (options.svg !== undefined) writeFileSync(resolve(from, options.svg), chart(results));
