/**
 * The zoo from the command line: one line a program, and a summary. Independent of mocha.
 *
 *   node test/zoo/run.ts                 every program, against the packages' sources
 *   node test/zoo/run.ts swap            those whose family or name contains "swap"  (also: --only swap)
 *   … --plain                            the programs alone, uncompiled: what they give, and whether they are smooth
 *   … --code                             print the generated code too
 *   … --verbose                          print stacks
 *   … --dist                             the built packages instead of the sources
 *   … --babel 8                          Babel 8 instead of Babel 7
 *   … --failing                          print only what is not ok
 *   … --products                         all of the products, of which the suite takes some
 *
 * Each program runs in a worker that is replaced when it hangs or dies, so a bad one never stops the others.
 */
import { parseArgs } from "node:util";
import { families, products } from "./index.ts";
import { Judge } from "./judge.ts";
import type { Job } from "./worker.ts";

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: "string", default: "" },
    plain: { type: "boolean", default: false },
    code: { type: "boolean", default: false },
    verbose: { type: "boolean", default: false },
    dist: { type: "boolean", default: false },
    babel: { type: "string", default: "7" },
    failing: { type: "boolean", default: false },
    products: { type: "boolean", default: false },
  },
});
process.env["FLUXION_FROM"] = flags.dist ? "dist" : "src";

const wanted = (positionals[0] ?? flags.only).toLowerCase();
const judge = new Judge();
const counts = new Map<string, number>();
const bad: string[] = [];
const chosen = flags.products ? products() : families;
for (const [family, programs] of Object.entries(chosen)) {
  for (const program of programs) {
    const title = `${family}: ${program.name}`;
    if (!title.toLowerCase().includes(wanted)) continue;
    const { plain, code, verbose } = flags;
    const job: Job = {
      program,
      plain,
      code,
      verbose,
      babel: flags.babel === "8" ? 8 : 7,
    };
    const { status, lines } = await judge.judge(job);
    counts.set(status, (counts.get(status) ?? 0) + 1);
    if (status !== "ok") bad.push(title);
    if (status === "ok" && flags.failing) continue;
    const [first = "", ...rest] = lines;
    console.log(`${status.padEnd(5)} ${title}${first === "" ? "" : `  ${first}`}`);
    for (const line of rest) console.log(`        ${line}`);
  }
}
console.log([...counts].map(([status, count]) => `${count} ${status}`).join(", ") || "no such program");
await judge.end();
process.exitCode = bad.length > 0 ? 1 : 0;
