/**
 * The passes, in order: what happens to a program.
 *
 *   1-mark     which functions are differentiated, and what they capture
 *   2-lower    each as structured statements with a name for every effect
 *   3-analyse  what carries a derivative, what has to be recorded
 *   4-adjoin   the forward sweep and its mirror
 *   5-emit     readable code, attached to the program
 */
import type { NodePath, t } from "./babel.ts";
import { accessorsElsewhere } from "./1-mark/accessors-elsewhere.ts";
import { Clash, rename } from "./1-mark/clashes.ts";
import { globalValues, importedValues, isGiven } from "./1-mark/imports.ts";
import { knownImports } from "./1-mark/known-imports.ts";
import { mark, type Marked } from "./1-mark/mark.ts";
import { writeOutProperties } from "./1-mark/parameter-properties.ts";
import { dropTypedFields } from "./1-mark/typed-fields.ts";
import { plan, type Plans } from "./1-mark/plan.ts";
import { UNKNOWN } from "./1-mark/unseen-calls.ts";
import { crawl, resolve, type Resolution, type Scopes } from "./1-mark/resolve.ts";
import { withConversions } from "./2-lower/conversions.ts";
import { inlineCalls } from "./2-lower/inline.ts";
import { loopsOverLists } from "./2-lower/list-loops.ts";
import { withTextSums } from "./2-lower/text-sums.ts";
import type { Unit } from "./ir/types.ts";
import { lower, type Lowered } from "./2-lower/lower.ts";
import { isOpen, reachedUnits } from "./2-lower/reached.ts";
import { markMadeResults, replaceScalars } from "./2-lower/scalars.ts";
import { analyseActivity } from "./3-analyse/activity.ts";
import { analyseTracked } from "./3-analyse/tracked.ts";
import { structure } from "./3-analyse/structure.ts";
import { adjoinJoints, type Joints } from "./4-adjoin/joints.ts";
import { adjoin, type Pair } from "./4-adjoin/adjoin.ts";
import type { Reason, Reasons } from "./4-adjoin/reasons.ts";
import { isModule } from "./1-mark/modules.ts";
import { emit } from "./5-emit/emit.ts";
import { importFromInternals, isTransformed } from "./5-emit/internals.ts";
import { runForward } from "./5-emit/forward-only.ts";
import { stamp } from "./5-emit/instrument-classes.ts";
import { announce, instrument, refusal, type Refusal } from "./5-emit/instrument.ts";
import { dualise, joined, MOST_DUALS, NO_DUALS, placeOf, type Duals } from "./order/dualise.ts";
import type { Diagnostic } from "./diagnostics.ts";
import type { CheckedOptions } from "./options.ts";

/** What `explain` tells of. */
export interface Facts {
  readonly pairs: readonly Pair[];
  readonly joints: Joints;
  readonly tracked: ReadonlySet<string>;
  readonly reasons: ReadonlyMap<t.Node, Reason>;
}

/** What depends on Babel and the other plugins: its cache, and whether fields without a value are left out later. */
export interface Surroundings {
  readonly scopes: Scopes;
  readonly dropsUnset: boolean;
}

export function transform(
  program: NodePath<t.Program>,
  surroundings: Surroundings,
  options: CheckedOptions,
  filename: string,
  path = filename,
  explain: ((facts: Facts) => void) | null = null,
): boolean {
  if (isTransformed(program.node) || isOfRuntime(path)) return false;
  const duals = options.forwardOnly ? NO_DUALS : withDuals(program, surroundings, options, filename, path);
  const read = readMarked(program, surroundings, options, filename, path);
  if (!read) return false;
  const { resolution, marked, plans: all, lowered, refusals } = read;
  const { nextId } = lowered;
  const { units: inlined, plans } = reached(
    inlineCalls(lowered.units, nextId),
    all,
    marked,
    isModule(program) && !options.forwardOnly,
  );
  markMadeResults(inlined);
  // Where the forward sweep stands for the function, a method that a list is asked for once is asked for once.
  const looping = options.forwardOnly ? inlined : loopsOverLists(inlined, nextId);
  const units = withConversions(
    looping.map((unit) => replaceScalars(unit, nextId, options.forwardOnly)),
    resolution.names,
    nextId,
  );
  const structured = units.map(structure);
  const activity = analyseActivity(structured.map((s) => s.unit));
  const tracked = analyseTracked(structured.map((s) => s.unit));
  const imported = importedValues(program, plans);
  const globals = globalValues(resolution, plans);
  const known = knownImports(program, resolution, plans, options);
  const top = [
    ...instrument(plans, resolution).top,
    ...refusals.flatMap(refusal),
    ...announce(imported),
    ...globals.flatMap((g) => announce([g])),
  ];
  if (options.forwardOnly) runForward(plans, marked.overridden);
  stamp(plans.stamped);
  for (const copy of lowered.later) copy();
  const reasons: Reasons = new Map();
  const noted = explain ? reasons : null;
  const pairs = structured.map((s) =>
    adjoin(s, activity, filename, resolution.names, tracked.has(s.unit.name), nextId, noted),
  );
  const roots = options.forwardOnly ? [] : rootsOf(marked, plans).filter((name) => !duals.names.has(name));
  const joints = adjoinJoints(
    inlined,
    roots,
    activity,
    lowered.chains,
    {
      filename,
      programNames: resolution.names,
      nextId,
      reasons: noted,
      isGiven: (name) => isGiven(program, name),
    },
    options.order > 1,
  );
  known.forEach(importFromInternals);
  emit(program, plans, lowered, pairs, joints.functions, top, options, resolution, duals);
  explain?.({ pairs, joints, tracked, reasons });
  return true;
}

/** Puts the duals of the marked functions into the program; then theirs, as often as it is to be differentiated. */
function withDuals(
  program: NodePath<t.Program>,
  surroundings: Surroundings,
  options: CheckedOptions,
  filename: string,
  path: string,
): Duals {
  let all = NO_DUALS;
  const times = Math.min(options.order - 1, MOST_DUALS);
  for (let time = 1; time <= times; time++) {
    const read = readMarked(program, surroundings, options, filename, path, true);
    if (!read) return all;
    const { resolution, marked, plans: planned, lowered } = read;
    const { units } = reached(lowered.units, planned, marked, isModule(program));
    const next = units.filter((u) => !all.signatures.has(placeOf(u)) && (time === 1 || all.names.has(u.name)));
    const told = withConversions(next, resolution.names, lowered.nextId);
    all = joined(all, dualise(program, units, told, resolution, options, filename, time, times));
  }
  return all;
}

interface Read {
  readonly resolution: Resolution;
  readonly marked: Marked;
  readonly plans: Plans;
  readonly lowered: Lowered;
  readonly refusals: readonly Refusal[];
}

/** The marked functions, lowered; nothing where there are none. */
function readMarked(
  program: NodePath<t.Program>,
  { scopes, dropsUnset }: Surroundings,
  options: CheckedOptions,
  filename: string,
  path: string,
  isForDuals = false,
): Read | null {
  for (;;) {
    const resolution = resolve(program, scopes);
    const marked = mark(program, resolution, options, path);
    if (marked.all.size === 0 && marked.classes.size === 0) return null;
    const isWritten = writeOutProperties(marked.classes);
    if (dropTypedFields(marked.classes, dropsUnset) || isWritten) {
      crawl(program.scope);
      continue;
    }
    const accessors = accessorsFor(program, path, options);
    try {
      const read = lowerMarked(marked, resolution, filename, accessors, isForDuals);
      const { lowered } = read;
      const units = options.forwardOnly ? lowered.units : withTextSums(lowered.units, lowered.nextId);
      return { resolution, marked, ...read, lowered: { ...lowered, units } };
    } catch (error) {
      if (!(error instanceof Clash)) throw error;
      rename(error.binding, resolution);
    }
  }
}

/** The functions that gradients are asked of; where the whole file is marked, those that it gives to others. */
const rootsOf = ({ roots, isWhole }: Marked, { byNode }: Plans): string[] =>
  [...byNode.values()].flatMap((plan) => (roots.has(plan.node) || (isWhole && isOpen(plan)) ? [plan.name] : []));

/** Without the pairs that nobody can ask for; in a script every function is everybody's. */
function reached(
  units: readonly Unit[],
  plans: Plans,
  { explicit }: Marked,
  isOwn: boolean,
): { units: readonly Unit[]; plans: Plans } {
  if (!isOwn) return { units, plans };
  const names = reachedUnits(units, [...plans.byNode.values()], explicit);
  const byNode = new Map([...plans.byNode].filter(([, { name }]) => names.has(name)));
  return { units: units.filter((u) => names.has(u.name)), plans: { ...plans, byNode } };
}

/** Accessors of which the file itself does not tell; who names one means every use of it, those under computed keys, too. */
const accessorsFor = (
  program: NodePath<t.Program>,
  path: string,
  { accessors, include, runtime }: CheckedOptions,
): string[] => [
  ...accessors,
  ...(accessors.length > 0 ? [UNKNOWN] : []),
  ...accessorsElsewhere(program.getSource(), path, include, typeof runtime === "string" ? runtime : null),
];

/** What is not supported is refused where the program asked for it, and left as it is where it is only mentioned. */
function lowerMarked(
  { all, explicit, overridden, classes }: Marked,
  resolution: Resolution,
  filename: string,
  accessors: readonly string[],
  isForDuals: boolean,
): { plans: Plans; lowered: Lowered; refusals: readonly Refusal[] } {
  const remaining = new Set(all);
  const whole = new Set(classes);
  const refusals: Refusal[] = [];
  const causes = new Map<t.Node | null, Diagnostic>();
  for (;;) {
    const plans = plan(remaining, whole, resolution);
    const { lowered, failed } = lower(resolution, plans, filename, explicit, overridden, accessors, isForDuals);
    if (failed.size === 0) return { plans, lowered, refusals };
    for (const [{ node, path, owner, isImplicit }, diagnostic] of failed) {
      const cause = causes.get(diagnostic.node) ?? diagnostic;
      causes.set(node, cause);
      refusals.push({ path, cause });
      remaining.delete(node);
      if (isImplicit && owner) whole.delete(owner);
    }
  }
}

/** However wide `include` is. */
const isOfRuntime = (path: string): boolean => path.replaceAll("\\", "/").includes("/@fluxion/runtime/");
