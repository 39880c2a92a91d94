/** Judges one program of the zoo at a time, for judge.ts: a job in, a verdict out. */
import { inspect } from "node:util";
import { parentPort } from "node:worker_threads";
import { complaints, expectation, problems } from "../support/check-program.ts";
import type { Babel } from "../support/packages.ts";
import { compiled } from "../support/program.ts";
import type { Program } from "../support/program.ts";
import { show } from "../support/same.ts";

export interface Job {
  readonly program: Program;
  readonly plain: boolean;
  readonly code: boolean;
  readonly verbose: boolean;
  readonly babel: Babel;
}

export interface Verdict {
  readonly status: "ok" | "WRONG" | "ERROR" | "HANGS";
  readonly lines: readonly string[];
  /** The worker is gone. */
  readonly dead?: boolean;
}

const oneLine = { depth: 8, breakLength: Infinity, compact: true } as const;

async function judge(job: Job): Promise<Verdict> {
  const { program } = job;
  if (job.plain) {
    const { value, error, gradient } = await expectation(program);
    const found = await complaints(program);
    const outcome = error === undefined ? `${inspect(value, oneLine)}  ∇ ${inspect(gradient, oneLine)}` : show(error);
    return { status: found.length > 0 ? "WRONG" : "ok", lines: [outcome, ...found] };
  }
  const code = job.code ? (await compiled(program, job)).code.split("\n") : [];
  const found = await problems(program, job);
  if (found.length === 0) return { status: "ok", lines: job.code ? ["", ...code] : [] };
  const { gradient } = await expectation(program);
  return {
    status: "WRONG",
    lines: [found[0]!, ...found.slice(1), `expected gradient ${inspect(gradient, oneLine)}`, ...code],
  };
}

function message(error: unknown, verbose: boolean): string[] {
  if (!(error instanceof Error)) return [String(error)];
  const text = verbose ? (error.stack ?? error.message) : `${error.name}: ${error.message}`;
  const lines = text.split("\n");
  return verbose ? lines : lines.slice(0, 1);
}

parentPort?.on("message", (job: Job) => {
  judge(job).then(
    (verdict) => parentPort?.postMessage(verdict),
    (error: unknown) => parentPort?.postMessage({ status: "ERROR", lines: message(error, job.verbose) }),
  );
});
