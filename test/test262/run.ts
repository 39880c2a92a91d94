/**
 * The language's own conformance tests, every function marked:
 *
 *   node test/test262/run.ts --root CHECKOUT [--under FOLDER …] [--only TEXT] [--list FILE] [--every N] [--mode forward|pullback|dual]
 *
 * Prints what failed, the refusals by their reason, and the counts.
 */
import { fork } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { readProgram } from "./program.ts";
import type { Report, Task } from "./worker.ts";

const { values: options } = parseArgs({
  options: {
    root: { type: "string" },
    under: { type: "string", multiple: true, default: ["test/language", "test/annexB/language"] },
    only: { type: "string", default: "" },
    list: { type: "string" },
    every: { type: "string", default: "1" },
    mode: { type: "string", default: "forward" },
    report: { type: "string" },
  },
});
const { root = "" } = options;

const listed = options.list === undefined ? null : new Set(readFileSync(options.list, "utf8").split("\n"));
const paths = options.under
  .flatMap((under) => readdirSync(join(root, under), { recursive: true, encoding: "utf8" }).map((p) => join(under, p)))
  .filter((p) => p.endsWith(".js") && !p.endsWith("_FIXTURE.js"))
  .filter((p) => p.includes(options.only) && (listed?.has(p) ?? true))
  .sort()
  .filter((_, i) => i % Number(options.every) === 0);

const tasks = paths.flatMap((path): Task[] => {
  const { flags, negative } = readProgram(root, path);
  const isWhole = options.mode === "dual" && (flags.has("async") || flags.has("raw") || negative !== null);
  const isLeftOut = isWhole || flags.has("module") || negative?.phase === "parse" || negative?.phase === "resolution";
  return isLeftOut ? [] : [{ path, isStrict: flags.has("onlyStrict") }];
});

const reports: Report[] = [];
const SECONDS = 60;

/** A process that runs tasks until there are none; one that hangs is replaced. */
function work(): Promise<void> {
  return new Promise((done) => {
    const child = fork(join(import.meta.dirname, "worker.ts"), [root, options.mode], {
      stdio: ["ignore", "inherit", "ignore", "ipc"],
      execArgv: ["--disable-warning=ExperimentalWarning"],
    });
    let task: Task | undefined;
    let timer: NodeJS.Timeout | undefined;
    let count = 0;
    let isSound = false;
    child.on("message", (message: Report | "ready" | "sound") => {
      isSound = message === "sound";
      if (isSound) return;
      clearTimeout(timer);
      if (typeof message === "object") record(message);
      task = ++count > 400 ? undefined : tasks.pop();
      if (!task) {
        child.kill();
        return;
      }
      timer = setTimeout(() => child.kill(), SECONDS * 1000);
      child.send(task);
    });
    child.on("exit", () => {
      clearTimeout(timer);
      if (task) record({ ...task, outcome: isSound ? "failed" : "skipped", detail: "the process hung or died" });
      done(tasks.length > 0 ? work() : undefined);
    });
  });
}

function record(report: Report): void {
  reports.push(report);
  if (report.outcome === "failed") console.log(`FAILED ${report.path}\n       ${report.detail.split("\n")[0] ?? ""}`);
}

await Promise.all(Array.from({ length: availableParallelism() }, work));

const of = (outcome: Report["outcome"]): Report[] => reports.filter((r) => r.outcome === outcome);
const reasons = new Map<string, number>();
for (const { detail } of of("refused")) {
  const reason = detail.replace(/\(line \d+\)|`[^`]*`/g, "").slice(0, 90);
  reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
}
for (const [reason, n] of [...reasons].sort((a, b) => b[1] - a[1])) console.log(`refused ${String(n)}  ${reason}`);
console.log(
  (["passed", "failed", "refused", "skipped"] as const).map((o) => `${String(of(o).length)} ${o}`).join(", "),
);
if (options.report !== undefined) writeFileSync(options.report, reports.map((r) => JSON.stringify(r)).join("\n"));
