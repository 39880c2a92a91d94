/** Program → units: every marked function in the intermediate representation. */
import type { Binding, NodePath, t } from "../babel.ts";
import { Diagnostic } from "../diagnostics.ts";
import { accessorKeys, withSpelled } from "../1-mark/unseen-calls.ts";
import type { Plan, Plans } from "../1-mark/plan.ts";
import type { Resolution } from "../1-mark/resolve.ts";
import { newVariable } from "../ir/expressions.ts";
import type { Unit, Variable } from "../ir/types.ts";
import { Chains } from "./chains.ts";
import { lowerFunction } from "./functions.ts";
import type { File } from "./state.ts";

export interface Lowered {
  readonly units: readonly Unit[];
  readonly moduleCells: ReadonlyMap<Binding, Variable>;
  readonly chains: Chains;
  readonly nextId: () => number;
  /** To be done when pairs have been attached. */
  readonly later: readonly (() => void)[];
}

export function lower(
  resolution: Resolution,
  plans: Plans,
  filename: string,
  explicit: ReadonlySet<t.Function>,
  overridden: ReadonlySet<t.Function>,
  accessors: readonly string[],
  isForDuals = false,
): { lowered: Lowered; failed: ReadonlyMap<Plan, Diagnostic> } {
  let id = 0;
  const moduleCells = new Map<Binding, Variable>();
  for (const binding of plans.moduleCells) {
    const name = `${binding.identifier.name}_cell${resolution.suffix}`;
    moduleCells.set(binding, newVariable(id++, { name, origin: "module", constant: true, kind: "object" }));
  }
  const cellsByBlock = new Map<t.Node, Binding[]>();
  for (const binding of plans.cells) {
    const list = cellsByBlock.get(binding.scope.block) ?? [];
    cellsByBlock.set(binding.scope.block, [...list, binding]);
  }
  const own = [...plans.byNode.values()].flatMap(({ path, isImplicit }) =>
    isImplicit ? [] : accessorKeys(path as NodePath<t.Function>),
  );
  const chains = new Chains(plans, resolution);
  const file: File = {
    overridden,
    isForDuals,
    resolution,
    plans,
    filename,
    isStrict: resolution.program.isInStrictMode(),
    cellsByBlock,
    accessors: new Set([...accessors, ...withSpelled(own, resolution.program.getSource())]),
    chains,
    privates: plans.privates,
    moduleCells,
    moduleVariables: new Map(),
    nextId: () => id++,
    later: [],
  };
  const units: Unit[] = [];
  const failed = new Map<Plan, Diagnostic>();
  for (const plan of plans.byNode.values()) {
    try {
      units.push(lowerFunction(file, plan));
    } catch (error) {
      if (!(error instanceof Diagnostic) || explicit.has(plan.node)) throw error;
      failed.set(plan, error);
    }
  }
  return { lowered: { units, moduleCells, chains, nextId: file.nextId, later: file.later }, failed };
}
