/** Times the peers on our own workloads, those with the ids that are given, and prints what it measured as JSON. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { distance, flatten } from "./gradients.ts";
import { folder, type Peer, type PeerFigure, type PeerFigures, type Run } from "./peers.ts";
import type { Workload } from "./prepared.ts";
import { measure, type Repeat } from "./timing.ts";
import { ownFiles, workloadsOf } from "./workloads.ts";

const MOST_WRONG = { exact: 1e-6, approximate: 1e-5, single: 1e-3 };

let loops = 0;

/** A peer's gradient of a workload, checked; or why there is none. */
async function contenderOf(
  { name, builds, precision = "exact" }: Peer,
  { id, args, handGradient }: Workload,
): Promise<{ name: string } & ({ repeat: Repeat; error: number } | { why: string })> {
  const build = builds[id];
  if (typeof build !== "function") return { name, why: build ?? "not written" };
  try {
    const run = await build();
    const error = distance(flatten(run()), flatten(handGradient(...args)));
    if (!(error < MOST_WRONG[precision])) return { name, why: `wrong by ${error.toExponential(1)}` };
    const path = `./loop.js?${String(loops++)}`;
    const { repeat } = (await import(path)) as { repeat: (run: Run) => Repeat };
    return { name, repeat: repeat(run), error };
  } catch (error) {
    return {
      name,
      why:
        String(error instanceof Error ? error.message : error)
          .split("\n")[0]
          ?.slice(0, 100) ?? "",
    };
  }
}

/** The peers' figures for a workload, taken in turns. */
async function figuresOf(peers: readonly Peer[], workload: Workload): Promise<Record<string, PeerFigure>> {
  const contenders = [];
  for (const peer of peers) contenders.push(await contenderOf(peer, workload));
  const timed = contenders.flatMap((c) => ("repeat" in c ? [c] : []));
  const ns = measure(timed.map(({ repeat }) => repeat));
  const figures = new Map<string, PeerFigure>(
    contenders.flatMap((c) => ("why" in c ? [[c.name, { why: c.why }] as const] : [])),
  );
  for (const [i, { name, error }] of timed.entries()) figures.set(name, { ns: ns[i] ?? NaN, error });
  return Object.fromEntries(peers.map(({ name }) => [name, figures.get(name) ?? {}]));
}

const ids = process.argv.slice(2);
const { peers: load } = (await import(pathToFileURL(join(folder, "index.js")).href)) as {
  peers: () => Promise<readonly Peer[]>;
};
const peers = await load();
const figures: Record<string, Record<string, PeerFigure>> = {};
for (const workload of (await Promise.all(ownFiles().map(workloadsOf))).flat()) {
  if (!ids.includes(workload.id)) continue;
  figures[workload.id] = await figuresOf(peers, workload);
  console.error(`${workload.name}: peers`);
}
const versions = Object.fromEntries(peers.map(({ name, version }) => [name, version]));
// Some libraries write to the console; ours is the last line.
console.log(`\n${JSON.stringify({ versions, figures } satisfies PeerFigures)}`);
// Some keep workers.
process.exit();
