/** The same gradients by other libraries, in their own idioms: `packages/bench/peers`, where they are installed. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { distance, flatten } from "./gradients.ts";
import { measure, type Repeat } from "./timing.ts";
import type { Results } from "./results.ts";
import { workloadsOf, type Workload } from "./workloads.ts";

export interface Peer {
  readonly name: string;
  readonly version: string;
  /** It computes in single precision. */
  readonly isSingle?: boolean;
  /** It takes differences, or approximates. */
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

/**
 * The results with the peers' figures. They come after ours and the hand-written ones: what they keep in memory makes every
 * collection of garbage slower.
 */
export async function withPeers(results: Results, files: readonly string[]): Promise<Results> {
  const peers = await loadPeers();
  const workloads = (await Promise.all(files.map(workloadsOf))).flat();
  const rows = [];
  for (const row of results.rows) {
    const workload = workloads.find(({ id }) => id === row.id);
    rows.push(workload ? { ...row, peers: await measurePeers(peers, workload) } : row);
    console.error(`${row.name}: peers`);
  }
  return { ...results, rows, versions: Object.fromEntries(peers.map(({ name, version }) => [name, version])) };
}

async function loadPeers(): Promise<readonly Peer[]> {
  const { peers } = (await import(pathToFileURL(join(folder, "index.js")).href)) as {
    peers: () => Promise<readonly Peer[]>;
  };
  return peers();
}

/** The peers' figures for a workload, taken in turns. */
async function measurePeers(peers: readonly Peer[], workload: Workload): Promise<Readonly<Record<string, PeerFigure>>> {
  const contenders = [];
  for (const peer of peers) contenders.push({ name: peer.name, ...(await contenderOf(peer, workload)) });
  const timed = contenders.flatMap((c) => ("repeat" in c ? [c] : []));
  const ns = measure(timed.map(({ repeat }) => repeat));
  return Object.fromEntries(
    contenders.map((c): [string, PeerFigure] => {
      if (!("repeat" in c)) return [c.name, { why: c.why }];
      return [c.name, { ns: ns[timed.indexOf(c)] ?? NaN, error: c.error }];
    }),
  );
}

let loops = 0;

/** A peer's gradient of a workload, checked; or why there is none. */
async function contenderOf(
  peer: Peer,
  { id, args, handGradient }: Workload,
): Promise<{ readonly repeat: Repeat; readonly error: number } | { readonly why: string }> {
  const build = peer.builds[id];
  if (typeof build !== "function") return { why: build ?? "not written" };
  try {
    const run = await build();
    const error = distance(flatten(run()), flatten(handGradient(...args)));
    if (!(error < (peer.isSingle === true ? 1e-3 : peer.isApproximate === true ? 1e-5 : 1e-6)))
      return { why: `wrong by ${error.toExponential(1)}` };
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
