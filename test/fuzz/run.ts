/**
 * Random programs against finite differences, from the command line. A failing one is made smaller, then printed.
 *
 *   npm run fuzz -- --seed 1 --count 200    these seeds
 *   … --seconds 60                          as many from the seed on as there is time for
 *   … --plain-only                          programs without exceptions
 *   … --each 2                              how many failures of one kind are made smaller (1)
 *   … --kernels                             only functions of numbers and lists
 *   … --worlds                              only simulations with objects of their own; otherwise an eighth are kernels, and an eighth worlds
 *   … --forward-only                        ordinary calls run the forward sweeps
 *   … --print                               print the programs, and nothing else
 *   … --dist                                the built packages instead of the sources
 */
import { parseArgs } from "node:util";
import { Judge } from "../zoo/judge.ts";
import { kernelDraft } from "./kernels.ts";
import { draft, programOf } from "./programs.ts";
import type { Draft } from "./programs.ts";
import { suspensionOf } from "./suspended.ts";
import { worldDraft } from "./worlds.ts";
import { failureOf, isRefused, isSound, isTame, judged, shrink } from "./shrink.ts";

const { values: flags } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    count: { type: "string", default: "100" },
    seconds: { type: "string" },
    each: { type: "string", default: "1" },
    "plain-only": { type: "boolean", default: false },
    kernels: { type: "boolean", default: false },
    worlds: { type: "boolean", default: false },
    "forward-only": { type: "boolean", default: false },
    print: { type: "boolean", default: false },
    dist: { type: "boolean", default: false },
  },
});
process.env["FLUXION_FROM"] = flags.dist ? "dist" : "src";

const textOf = (made: Draft): string => {
  const { source, suspended = source } = programOf("", made);
  return suspended;
};

const LARGEST = 150_000;

const options = flags["forward-only"] ? { forwardOnly: true } : {};
const judge = new Judge();
const failures = new Map<string, number[]>();
const first = Number(flags.seed);
let right = 0;
let rough = 0;
let refused = 0;
const end = flags.seconds === undefined ? Infinity : Date.now() + 1000 * Number(flags.seconds);
const count = flags.seconds === undefined ? Number(flags.count) : Infinity;
for (let seed = first; seed < first + count && Date.now() < end; seed++) {
  const made: Draft =
    flags.worlds || (!flags.kernels && seed % 8 === 7)
      ? { ...worldDraft(seed), options }
      : flags.kernels || seed % 4 === 3
        ? { ...kernelDraft(seed), options }
        : { ...draft(seed, !flags["plain-only"] && seed % 2 === 0), suspension: suspensionOf(seed), options };
  if (flags.print) {
    console.log(`// seed ${seed}\n${textOf(made)}\n// f(${made.args})\n`);
    continue;
  }
  // Some grow beyond all measure, and take longer to compile than there is patience.
  if (textOf(made).length > LARGEST || !(await isSound(judge, made))) {
    rough++;
    continue;
  }
  const verdict = await judged(judge, made);
  if (verdict.status === "ok") {
    right++;
    continue;
  }
  if (isRefused(verdict)) {
    console.log(`refused seed ${String(seed)}: ${verdict.lines[0] ?? ""}`);
    refused++;
    continue;
  }
  const kind = failureOf(verdict);
  if (kind.includes("NaN") && !(await isTame(judge, made))) {
    rough++;
    continue;
  }
  const seeds = failures.get(kind) ?? [];
  failures.set(kind, [...seeds, seed]);
  if (seeds.length >= Number(flags.each)) continue;
  const least = await shrink(judge, made, verdict);
  const again = await judged(judge, least);
  const lines = again.lines.slice(0, 5).join("\n  ");
  console.log(`${again.status} seed ${seed}\n${textOf(least)}\n// f(${least.args})\n  ${lines}\n`);
}
for (const [kind, seeds] of failures) console.log(`${seeds.length} × ${kind}  (seeds ${seeds.slice(0, 8).join(", ")})`);
console.log(
  `${right} ok, ${[...failures.values()].flat().length} not, ${refused} not supported yet, ${rough} too rough to judge`,
);
await judge.end();
process.exitCode = failures.size > 0 ? 1 : 0;
