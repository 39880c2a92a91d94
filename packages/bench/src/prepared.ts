/** The modules that are timed, as workloads.ts writes them. */
import type { Repeat } from "./timing.ts";

export interface Workload {
  readonly id: string;
  readonly name: string;
  readonly f: (...args: readonly unknown[]) => number;
  readonly args: readonly unknown[];
  readonly wrt: readonly number[];
  readonly handGradient: (...args: readonly unknown[]) => unknown;
}

/** One workload, ready to be timed. */
export interface Prepared {
  readonly workload: Workload;
  /** The function, compiled, of the arguments that are differentiated. */
  readonly loss: (...args: readonly unknown[]) => number;
  readonly loops: { readonly [K in "plain" | "hand" | "fluxion"]: Repeat };
}

/** `workloads`, and for each, by its number, `loss0`, `plain0`, `hand0`, `fluxion0`. */
export type LoopsModule = Readonly<Record<string, unknown>> & { readonly workloads: readonly Workload[] };

export function preparedOf(module: LoopsModule, n: number): Prepared {
  const named = (name: string): never => module[`${name}${String(n)}`] as never;
  const workload = module.workloads[n];
  if (!workload) throw new Error(`there is no workload ${String(n)}`);
  return {
    workload,
    loss: named("loss"),
    loops: { plain: named("plain"), hand: named("hand"), fluxion: named("fluxion") },
  };
}
