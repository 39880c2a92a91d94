/** Whether gradients have become slower: ratios to the hand-written ones, committed and of some runs → a verdict. */

/** By the workloads' ids. */
export type Ratios = ReadonlyMap<string, number>;

export interface Verdict {
  /** Slower than allowed in three runs. */
  readonly slower: readonly string[];
  /** Measured, but not committed, or the other way. */
  readonly unknown: readonly string[];
  /** Another run could not change it. */
  readonly isFinal: boolean;
}

export const RUNS = 5;
/** As many runs have to agree: one alone may have met a busy machine. */
const NEEDED = 3;
const ALLOWED = 1.15;

export const isSlower = (ratio: number, committed: number): boolean => ratio > ALLOWED * committed;

export function judge(committed: Ratios, runs: readonly Ratios[]): Verdict {
  const measured = new Set(runs.flatMap((run) => [...run.keys()]));
  const unknown = [...new Set([...measured, ...committed.keys()])].filter(
    (id) => !committed.has(id) || (runs.length > 0 && !measured.has(id)),
  );
  const times = new Map(
    [...committed].map(([id, ratio]) => [id, runs.filter((run) => isSlower(run.get(id) ?? 0, ratio)).length]),
  );
  const left = RUNS - runs.length;
  const isOpen = (count: number): boolean => count < NEEDED && count + left >= NEEDED;
  return {
    slower: [...times].filter(([, count]) => count >= NEEDED).map(([id]) => id),
    unknown,
    isFinal: left <= 0 || unknown.length > 0 || ![...times.values()].some(isOpen),
  };
}
