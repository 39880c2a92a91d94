/**
 * CPU time, in turns: machines are shared and their clocks change, so only ratios of figures that were taken in turns count.
 */

/** Does something so many times. Each has a loop of its own, so that the engine sees one callee in it. */
export type Repeat = (times: number) => unknown;

const ROUNDS = 11;
const BATCH_NS = 4e7;
/** What takes longer than this for one call is called once. */
const SLOW_NS = 1e9;

export function cpu(): number {
  const { user, system } = process.cpuUsage();
  return 1000 * (user + system);
}

export function median(samples: readonly number[]): number {
  return samples.toSorted((a, b) => a - b)[samples.length >> 1] ?? NaN;
}

function time(repeat: Repeat, times: number): number {
  const start = cpu();
  repeat(times);
  return cpu() - start;
}

/** Nanoseconds a call, of each in its turn. */
export function measure(contenders: readonly Repeat[], rounds = ROUNDS): number[] {
  const turns = contenders.map((repeat) => {
    let batch = 1;
    let taken = time(repeat, batch);
    for (; taken < BATCH_NS; taken = time(repeat, batch)) batch *= 2;
    return { repeat, batch, samples: [taken / batch], isSlow: batch === 1 && taken > SLOW_NS };
  });
  for (const turn of turns) if (!turn.isSlow) turn.samples.length = 0;
  for (let round = 0; round < rounds; round++)
    for (const { repeat, batch, samples, isSlow } of turns) if (!isSlow) samples.push(time(repeat, batch) / batch);
  return turns.map(({ samples }) => median(samples));
}

/** The geometric mean. */
export const meanOf = (ratios: readonly number[]): number =>
  Math.exp(ratios.reduce((sum, r) => sum + Math.log(r), 0) / ratios.length);
