/**
 * Which functions give value and gradient at once: those of which the program itself asks for gradients, where it can be done.
 * Units → functions, by the name of the unit.
 */
import { analyseHarmless, isHarmless } from "../3-analyse/harmless.ts";
import { analyseJoint, type Joint } from "../3-analyse/joint.ts";
import { analyseShapes } from "../3-analyse/shapes.ts";
import type { Activity } from "../3-analyse/activity.ts";
import { copyUnit, itemsByIndex, wholeUnits } from "../2-lower/whole.ts";
import type { Unit } from "../ir/types.ts";
import { adjoinJoint, adjoinTangent, type JointContext, type JointFunction } from "./joint.ts";
import { numbersOnly, type Takes, type TakesTangents } from "./tangent.ts";

export function adjoinJoints(
  units: readonly Unit[],
  roots: readonly string[],
  activity: Activity,
  file: Omit<JointContext, "takes">,
): ReadonlyMap<string, readonly JointFunction[]> {
  const found = new Map<string, JointFunction[]>();
  if (roots.length === 0) return found;
  const byName = new Map(units.map((u) => [u.name, u]));
  const harmless = analyseHarmless(units);
  const wholeOf = wholeUnits(units, file.nextId);
  const tangents = new Map<string, Takes | null>();
  const jointOf = (unit: Unit | undefined): Joint | null => {
    if (!unit || unit.rest) return null;
    const { unit: whole, lists } = itemsByIndex(copyUnit(wholeOf(unit), file.nextId));
    const shapes = analyseShapes(whole);
    return isHarmless(whole, harmless, shapes) ? analyseJoint(whole, lists, activity, shapes) : null;
  };
  const add = (name: string, made: JointFunction): void => {
    found.set(name, [...(found.get(name) ?? []), made]);
  };
  /** Makes a function's tangent, when somebody calls it. */
  const takes: TakesTangents = (name) => {
    const known = tangents.get(name);
    if (known !== undefined) return known;
    const unit = byName.get(name);
    const active = (unit?.parameters ?? []).flatMap((p, i) => (activity.isActive(p) ? [i] : []));
    // While it is being made it counts as made, for it may call itself.
    const made = { count: unit?.parameters.length ?? 0, takes: active };
    tangents.set(name, made);
    const joint = jointOf(unit);
    const xs = joint && numbersOnly(joint, takes);
    if (joint && xs?.length === active.length) add(name, adjoinTangent(joint, xs, { ...file, takes }));
    else tangents.set(name, null);
    return tangents.get(name) ?? null;
  };
  for (const name of roots) {
    const joint = jointOf(byName.get(name));
    if (joint) add(name, adjoinJoint(joint, { ...file, takes }));
  }
  return found;
}
