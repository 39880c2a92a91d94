/** The same gradients by other libraries, in their own idioms: `packages/bench/peers`, where they are installed. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { distance, flatten } from "./gradients.ts";
import type { Repeat } from "./timing.ts";
import type { Workload } from "./workloads.ts";

export interface Peer {
  readonly name: string;
  readonly version: string;
  /** It computes in single precision. */
  readonly isSingle?: boolean;
  /** It takes differences. */
  readonly isApproximate?: boolean;
  /** By the workload's id: makes what computes the gradient, or says why there is nothing. */
  readonly builds: Readonly<Record<string, (() => Run | Promise<Run>) | string>>;
}

type Run = () => unknown;

/** What stands in the table for a peer: a figure, or why there is none. */
export interface PeerFigure {
  readonly ns?: number;
  /** The largest difference to the hand-written gradient, relative to its largest number. */
  readonly error?: number;
  readonly why?: string;
}

const folder = join(import.meta.dirname, "../peers");

export const arePeersInstalled = (): boolean => existsSync(join(folder, "node_modules"));

export async function loadPeers(): Promise<readonly Peer[]> {
  const { peers } = (await import(pathToFileURL(join(folder, "index.js")).href)) as {
    peers: () => Promise<readonly Peer[]>;
  };
  return peers();
}

let loops = 0;

/** A peer's gradient of a workload, checked; or why there is none. */
export async function contenderOf(
  peer: Peer,
  { id, args, handGradient }: Workload,
): Promise<{ readonly repeat: Repeat; readonly error: number } | { readonly why: string }> {
  const build = peer.builds[id];
  if (typeof build !== "function") return { why: build ?? "not written" };
  try {
    const run = await build();
    const error = distance(flatten(run()), flatten(handGradient(...args)));
    if (!(error < (peer.isSingle === true ? 1e-3 : peer.isApproximate === true ? 1e-5 : 1e-6))) return { why: `wrong by ${error.toExponential(1)}` };
    const path = `./loop.js?${String(loops++)}`;
    const { repeat } = (await import(path)) as { repeat: (run: Run) => Repeat };
    return { repeat: repeat(run), error };
  } catch (error) {
    return {
      why:
        String(error instanceof Error ? error.message : error)
          .split("\n")[0]
          ?.slice(0, 100) ?? "fails",
    };
  }
}
