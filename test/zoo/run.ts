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
 *   … --forward-only                     also compile with the option forwardOnly
 *   … --failing                          print only what is not ok
 *
 * Each program runs in a worker that is replaced when it hangs or dies, so a bad one never stops the others.
 */
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { families } from "./index.ts";
import type { Job, Verdict } from "./worker.ts";

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: "string", default: "" },
    plain: { type: "boolean", default: false },
    code: { type: "boolean", default: false },
    verbose: { type: "boolean", default: false },
    dist: { type: "boolean", default: false },
    babel: { type: "string", default: "7" },
    "forward-only": { type: "boolean", default: false },
    failing: { type: "boolean", default: false },
  },
});
process.env["FLUXION_FROM"] = flags.dist ? "dist" : "src";

const patience = 10_000;
const wanted = (positionals[0] ?? flags.only).toLowerCase();
let worker: Worker | undefined;

async function judge(job: Job): Promise<Verdict> {
  const current = (worker ??= new Worker(new URL("./worker.ts", import.meta.url), { stderr: false }));
  current.removeAllListeners();
  const verdict = await new Promise<Verdict>((resolve) => {
    const timer = setTimeout(
      () => resolve({ status: "HANGS", lines: [`no answer in ${patience / 1000} s`] }),
      patience,
    );
    const settle = (answer: Verdict): void => {
      clearTimeout(timer);
      resolve(answer);
    };
    current.once("message", settle);
    current.once("error", (error) => settle({ status: "ERROR", lines: [String(error)], dead: true }));
    current.once("exit", (code) => settle({ status: "ERROR", lines: [`the worker left with ${code}`], dead: true }));
    current.postMessage(job);
  });
  if (verdict.status === "HANGS" || verdict.dead) {
    current.removeAllListeners();
    await current.terminate();
    worker = undefined;
  }
  return verdict;
}

const counts = new Map<string, number>();
const bad: string[] = [];
for (const [family, programs] of Object.entries(families)) {
  for (const { name } of programs) {
    const title = `${family}: ${name}`;
    if (!title.toLowerCase().includes(wanted)) continue;
    const { plain, code, verbose } = flags;
    const job: Job = {
      family,
      name,
      plain,
      code,
      verbose,
      forwardOnly: flags["forward-only"],
      babel: flags.babel === "8" ? 8 : 7,
    };
    const { status, lines } = await judge(job);
    counts.set(status, (counts.get(status) ?? 0) + 1);
    if (status !== "ok") bad.push(title);
    if (status === "ok" && flags.failing) continue;
    const [first = "", ...rest] = lines;
    console.log(`${status.padEnd(5)} ${title}${first === "" ? "" : `  ${first}`}`);
    for (const line of rest) console.log(`        ${line}`);
  }
}
console.log([...counts].map(([status, count]) => `${count} ${status}`).join(", ") || "no such program");
await worker?.terminate();
process.exitCode = bad.length > 0 ? 1 : 0;
