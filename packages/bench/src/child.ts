/**
 * Checks and times the workloads of modules of loops (`LOOPS=INDEX,INDEX …`), and prints what it measured as JSON.
 *
 * A process of its own, in which nothing else is: what fills the memory makes every collection of garbage slower.
 */
import { pathToFileURL } from "node:url";
import { distance, flatten } from "./gradients.ts";
import { measure } from "./timing.ts";
import { preparedOf, type LoopsModule, type Prepared } from "./prepared.ts";

/** CPU time a call, in nanoseconds: of the function, of its gradient by hand, and of ours. */
export interface Timed {
  readonly id: string;
  readonly name: string;
  /** How many numbers the gradient has. */
  readonly count: number;
  /** The largest difference to the hand-written gradient, relative to its largest number. */
  readonly error: number;
  readonly plain: number;
  readonly hand: number;
  readonly fluxion: number;
}

/** Sums of a million terms round. */
const MOST_WRONG = 1e-7;

function timed({ workload, loops }: Prepared): Timed {
  const { id, name } = workload;
  const byHand = flatten(loops.hand(1));
  const error = distance(flatten(loops.fluxion(1)), byHand);
  if (!(error < MOST_WRONG))
    throw new Error(`${name}: the gradient differs from the hand-written one by ${String(error)}`);
  const [plain = NaN, hand = NaN, fluxion = NaN] = measure([loops.plain, loops.hand, loops.fluxion]);
  console.error(`${name}: ${(fluxion / hand).toFixed(2)}`);
  return { id, name, count: byHand.length, error, plain, hand, fluxion };
}

const rows: Timed[] = [];
for (const given of process.argv.slice(2)) {
  const [path = "", indices = ""] = given.split("=");
  const module = (await import(pathToFileURL(path).href)) as LoopsModule;
  for (const n of indices.split(",")) rows.push(timed(preparedOf(module, Number(n))));
}
console.log(JSON.stringify(rows));
