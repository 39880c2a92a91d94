/** What a run gives, and how it is shown as text. */
import { execFileSync } from "node:child_process";
import { cpus } from "node:os";
import type { Fact } from "./facts/facts.ts";
import { markdown } from "./markdown.ts";
import type { Measured } from "./measure.ts";
import { meanOf } from "./timing.ts";

export interface Results {
  readonly date: string;
  readonly machine: string;
  /** Geometric mean of the ratios. */
  readonly mean: number;
  readonly rows: readonly Measured[];
  /** By the peers' names. */
  readonly versions?: Readonly<Record<string, string>>;
  readonly facts?: readonly Fact[];
  /** Ratios under another Node, by the workloads' ids. */
  readonly other?: { readonly version: string; readonly ratios: Readonly<Record<string, number>> };
}

export const machineOf = (): string =>
  `Node ${process.version.slice(1)}, ${cpus()[0]?.model ?? "?"}, ${String(cpus().length)} cores`;

export const resultsOf = (rows: readonly Measured[]): Results => ({
  date: new Date().toISOString().slice(0, 10),
  machine: machineOf(),
  mean: meanOf(rows.map((row) => row.ratio)),
  rows,
});

/** Of some runs, for each workload the row of the median ratio. */
export function medianRows(runs: readonly (readonly Measured[])[]): Measured[] {
  return (runs[0] ?? []).flatMap(({ id }) => {
    const rows = runs.flatMap((run) => run.filter((row) => row.id === id)).sort((a, b) => a.ratio - b.ratio);
    return rows[rows.length >> 1] ?? [];
  });
}

/** What was measured under another version of Node. */
export const otherOf = (node: string, rows: readonly Measured[]): NonNullable<Results["other"]> => ({
  version: execFileSync(node, ["--version"], { encoding: "utf8" }).trim().slice(1),
  ratios: Object.fromEntries(rows.map(({ id, ratio }) => [id, ratio])),
});

/** `1.23 µs` */
export function duration(ns: number): string {
  if (ns < 1e3) return `${ns.toPrecision(3)} ns`;
  return ns < 1e6 ? `${(ns / 1e3).toPrecision(3)} µs` : `${(ns / 1e6).toPrecision(3)} ms`;
}

/** `1.27`, `35`: how many times as long. */
export const times = (ratio: number): string => (ratio < 9.95 ? ratio.toFixed(2) : ratio.toFixed(0));

/** Why there are no figures of some peers. */
export function missingOf({ rows }: Results): string {
  const missing = rows.flatMap(({ id, peers }) =>
    Object.entries(peers ?? {}).flatMap(([name, { why }]) =>
      why === undefined ? [] : [{ id, reason: `${name}: ${why}` }],
    ),
  );
  return [...Map.groupBy(missing, ({ reason }) => reason)]
    .map(([reason, list]) => `- ${list.map(({ id }) => id).join(", ")}: ${reason}`)
    .join("\n");
}

/** The workloads: our gradient by the hand-written one and by the function, and the peers' by the hand-written one. */
export function tableOf({ rows, other }: Results): string {
  const peers = Object.keys(rows[0]?.peers ?? {});
  const second = other === undefined ? [] : [`/ hand, Node ${other.version}`];
  const head = ["workload", "numbers", "error", "function", "by hand", "Fluxion", "/ hand", "/ function", ...second];
  return markdown(
    [...head, ...peers],
    rows.map((row) => [
      `${row.id} ${row.name}`,
      String(row.count),
      row.error.toExponential(1),
      ...[row.plain, row.hand, row.fluxion].map(duration),
      times(row.ratio),
      times(row.fluxion / row.plain),
      ...(other === undefined ? [] : [times(other.ratios[row.id] ?? NaN)]),
      ...peers.map((name) => {
        const { ns, why } = row.peers?.[name] ?? {};
        return ns === undefined ? (why === undefined ? "" : "–") : times(ns / row.hand);
      }),
    ]),
  );
}
