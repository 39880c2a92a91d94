/** Measures the workloads of a file, one after the other: the function, its gradient by hand, ours, and the peers'. */
import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { gradient } from "@fluxion/runtime";
import { distance, flatten } from "./gradients.ts";
import { contenderOf, type Peer, type PeerFigure } from "./peers.ts";
import { measure } from "./timing.ts";
import { load, workloadsOf, writeModules, type Prepared } from "./workloads.ts";

export interface Measured {
  readonly id: string;
  readonly name: string;
  /** How many numbers the gradient has. */
  readonly count: number;
  /** The largest difference to the hand-written gradient, relative to its largest number. */
  readonly error: number;
  /** CPU time a call, in nanoseconds: of the function, of its gradient by hand, and of ours. */
  readonly plain: number;
  readonly hand: number;
  readonly fluxion: number;
  /** Ours by the hand-written one. */
  readonly ratio: number;
  readonly peers?: Readonly<Record<string, PeerFigure>>;
}

const MOST_WRONG = 1e-9;

/** Measures the workloads of a file, or those with these ids. */
export async function measureFile(
  file: string,
  ids: string | undefined,
  peers: readonly Peer[],
  done: (row: Measured) => void,
): Promise<void> {
  const workloads = await workloadsOf(file);
  const loops = writeModules(file, workloads);
  try {
    for (const prepared of await load(loops, workloads, ids)) done(await measured(prepared, peers));
  } finally {
    rmSync(dirname(loops), { recursive: true });
  }
}

async function measured({ workload, loss, plain, hand, fluxion }: Prepared, peers: readonly Peer[]): Promise<Measured> {
  const { id, name, args, wrt, handGradient } = workload;
  const expected = flatten(handGradient(...args));
  const found = flatten(gradient(loss, ...wrt.map((at) => args[at])));
  const error = distance(found, expected);
  if (!(error < MOST_WRONG)) throw new Error(`${name}: the gradient differs from the hand-written one by ${error}`);
  const contenders = [];
  for (const peer of peers) contenders.push({ name: peer.name, ...(await contenderOf(peer, workload)) });
  const timed = contenders.flatMap((c) => ("repeat" in c ? [c] : []));
  const [plainNs = NaN, handNs = NaN, fluxionNs = NaN, ...peersNs] = measure([
    plain,
    hand,
    fluxion,
    ...timed.map((c) => c.repeat),
  ]);
  const figures = contenders.map((c): [string, PeerFigure] => {
    if (!("repeat" in c)) return [c.name, { why: c.why }];
    return [c.name, { ns: peersNs[timed.indexOf(c)] ?? NaN, error: c.error }];
  });
  return {
    id,
    name,
    count: expected.length,
    error,
    plain: plainNs,
    hand: handNs,
    fluxion: fluxionNs,
    ratio: fluxionNs / handNs,
    ...(peers.length > 0 ? { peers: Object.fromEntries(figures) } : {}),
  };
}
