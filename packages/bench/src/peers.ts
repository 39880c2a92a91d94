/** The same gradients by other libraries, in their own idioms: `packages/bench/peers`, where they are installed. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Results } from "./results.ts";

export interface Peer {
  readonly name: string;
  readonly version: string;
  /** How near its gradients have to come: it may take differences, or compute in single precision. */
  readonly precision?: "exact" | "approximate" | "single";
  /** By the workload's id: makes what computes the gradient, or says why there is nothing. */
  readonly builds: Readonly<Record<string, (() => Run | Promise<Run>) | string>>;
}

export type Run = () => unknown;

/** What stands in the table for a peer: a figure, or why there is none. */
export interface PeerFigure {
  readonly ns?: number;
  /** The largest difference to the hand-written gradient, relative to its largest number. */
  readonly error?: number;
  readonly why?: string;
}

export interface PeerFigures {
  readonly versions: Readonly<Record<string, string>>;
  /** By the workload's id, then by the peer's name. */
  readonly figures: Readonly<Record<string, Readonly<Record<string, PeerFigure>>>>;
}

export const folder = join(import.meta.dirname, "../peers");

export const arePeersInstalled = (): boolean => existsSync(join(folder, "node_modules"));

/** The results with the peers' figures, which a process of their own has measured. */
export function withPeers(results: Results): Results {
  const script = join(import.meta.dirname, "peers-child.ts");
  const output = execFileSync(process.execPath, ["--single-threaded-gc", script, ...results.rows.map(({ id }) => id)], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  const { versions, figures } = JSON.parse(output.trim().split("\n").at(-1) ?? "") as PeerFigures;
  return { ...results, versions, rows: results.rows.map((row) => ({ ...row, peers: figures[row.id] ?? {} })) };
}
