/** Measures the workloads of a file, one after the other: the function, its gradient by hand, and ours. */
import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { gradient } from "@fluxion/runtime";
import { distance, flatten } from "./gradients.ts";
import type { PeerFigure } from "./peers.ts";
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
  /** By their names. */
  readonly peers?: Readonly<Record<string, PeerFigure>>;
}

const MOST_WRONG = 1e-9;

/** Measures the workloads of a file, or those with these ids. */
export async function measureFile(file: string, ids: string | undefined, done: (row: Measured) => void): Promise<void> {
  const workloads = await workloadsOf(file);
  const loops = writeModules(file, workloads);
  try {
    for (const prepared of await load(loops, workloads, ids)) done(measured(prepared));
  } finally {
    rmSync(dirname(loops), { recursive: true });
  }
}

function measured({ workload, loss, ...loops }: Prepared): Measured {
  const { id, name, args, wrt, handGradient } = workload;
  const expected = flatten(handGradient(...args));
  const found = flatten(gradient(loss, ...wrt.map((at) => args[at])));
  const error = distance(found, expected);
  if (!(error < MOST_WRONG)) throw new Error(`${name}: the gradient differs from the hand-written one by ${error}`);
  const [plain = NaN, hand = NaN, fluxion = NaN] = measure([loops.plain, loops.hand, loops.fluxion]);
  return { id, name, count: expected.length, error, plain, hand, fluxion, ratio: fluxion / hand };
}
