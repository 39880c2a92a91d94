/** Judges programs in a worker that is replaced when it hangs or dies, so that a bad program never stops the others. */
import { Worker } from "node:worker_threads";
import type { Job, Verdict } from "./worker.ts";

const patience = 30_000;

export class Judge {
  private worker: Worker | undefined;

  async judge(job: Job): Promise<Verdict> {
    const current = (this.worker ??= new Worker(new URL("./worker.ts", import.meta.url)));
    current.removeAllListeners();
    const verdict = await new Promise<Verdict>((resolve) => {
      const late: Verdict = { status: "HANGS", lines: [`no answer in ${patience / 1000} s`], dead: true };
      const timer = setTimeout(() => resolve(late), patience);
      const settle = (answer: Verdict): void => {
        clearTimeout(timer);
        resolve(answer);
      };
      current.once("message", settle);
      current.once("error", (error) => settle({ status: "ERROR", lines: [String(error)], dead: true }));
      current.once("exit", (code) => settle({ status: "ERROR", lines: [`the worker left with ${code}`], dead: true }));
      current.postMessage(job);
    });
    if (verdict.dead) await this.end();
    return verdict;
  }

  async end(): Promise<void> {
    this.worker?.removeAllListeners();
    // It may still run out of memory.
    this.worker?.on("error", () => undefined);
    await this.worker?.terminate();
    this.worker = undefined;
  }
}
