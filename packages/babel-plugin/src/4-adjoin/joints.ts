/**
 * Which functions give value and gradient at once: those of which the program itself asks for gradients, where it can be done.
 * Units → functions, by the name of the unit; and what stood in the way of the others.
 */
import { analyseHarmless, isHarmless, obstaclesTo, readers } from "../3-analyse/harmless.ts";
import { analyseJoint, type Joint } from "../3-analyse/joint.ts";
import { analyseShapes, type Shapes } from "../3-analyse/shapes.ts";
import type { Obstacle } from "../3-analyse/obstacles.ts";
import { ownersIn } from "../3-analyse/owners.ts";
import { eachStatement, type Activity } from "../3-analyse/activity.ts";
import { beforeLoops, besideEachOther } from "../2-lower/repeats.ts";
import type { Chains } from "../2-lower/chains.ts";
import { withSelections } from "../2-lower/selections.ts";
import { copyUnit, itemsByIndex, wholeUnits } from "../2-lower/whole.ts";
import type { Kind, Unit, Variable } from "../ir/types.ts";
import { kindOf } from "../2-lower/state.ts";
import { alongFunction } from "../order/along.ts";
import { curveOf, slopeByCurve } from "../order/curve.ts";
import { attempt, lanesOf, slopeOf } from "../order/slope.ts";
import { adjoinJoint, adjoinTangent, type JointContext, type JointFunction } from "./joint.ts";
import { passesOn } from "./passes.ts";
import { numbersOnly, type Takes, type TakesTangents } from "./tangent.ts";

export interface Joints {
  readonly functions: ReadonlyMap<string, readonly JointFunction[]>;
  /** Of the functions that gradients are asked of: why there is none. */
  readonly obstacles: ReadonlyMap<string, readonly Obstacle[]>;
}

export function adjoinJoints(
  units: readonly Unit[],
  roots: readonly string[],
  activity: Activity,
  chains: Chains,
  file: Omit<JointContext, "takes" | "readers"> & { readonly isGiven: (name: string) => boolean },
  withSlopes: boolean,
): Joints {
  const found = new Map<string, JointFunction[]>();
  const obstacles = new Map<string, readonly Obstacle[]>();
  if (roots.length === 0) return { functions: found, obstacles };
  const byName = new Map(units.map((u) => [u.name, u]));
  const harmless = analyseHarmless(units);
  const context = { ...file, readers: readers(units) };
  const wholeOf = wholeUnits(units, chains, file.nextId);
  const tangents = new Map<string, Takes | null>();
  const carried = new Map<string, Joint>();
  const jointOf = (unit: Unit): Joint | readonly Obstacle[] => {
    if (unit.rest) return [{ kind: "rest", loc: unit.loc }];
    const copy = copyUnit(wholeOf(unit), file.nextId);
    const { unit: whole, lists } = itemsByIndex(
      withSelections({ ...copy, body: besideEachOther(beforeLoops(copy.body)) }, file.nextId),
    );
    const shapes = shapesIn(whole);
    return isHarmless(whole, harmless, shapes)
      ? analyseJoint(whole, lists, activity, shapes)
      : obstaclesTo(whole, harmless, shapes);
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
    const joint = unit && jointOf(unit);
    const xs = joint && isJoint(joint) && !joint.noWayBack ? numbersOnly(joint, takes) : null;
    if (joint && isJoint(joint) && xs?.length === active.length) {
      carried.set(name, joint);
      add(name, adjoinTangent(joint, xs, { ...context, takes }));
    } else tangents.set(name, null);
    return tangents.get(name) ?? null;
  };
  const curves = new Set<string>();
  /** Slope and curvature by the one number that a function takes, which calls others. */
  const addCurves = (name: string, joint: Joint): void => {
    const [x, ...others] = numbersOnly(joint, takes) ?? [];
    if (!x || others.length > 0) return;
    const made = new Map<string, JointFunction>();
    const follow = (of: string, from: Joint | undefined): void => {
      if (!from || made.has(of) || curves.has(of)) return;
      made.set(of, curveOf(from, takes, file.nextId));
      for (const callee of calleesOf(from.unit)) follow(callee, carried.get(callee));
    };
    const isDone = attempt(() => {
      follow(name, joint);
      return true;
    });
    if (isDone === null) return;
    for (const [callee, curve] of made) {
      curves.add(callee);
      add(callee, curve);
    }
    add(name, slopeByCurve(joint.unit, x));
  };
  /** What is in the way of a function that is called is in the way of its callers. */
  const note = (name: string, inTheWay: readonly Obstacle[]): void => {
    // One that calls itself is not its own reason.
    const others = inTheWay.filter(({ callee }) => callee !== name);
    obstacles.set(name, others);
    for (const { callee } of others) {
      const unit = callee === undefined ? undefined : byName.get(callee);
      if (unit && !obstacles.has(unit.name)) note(unit.name, obstaclesTo(unit, harmless));
    }
  };
  const addJoint = (name: string, joint: Joint): void => {
    const { noWayBack } = joint;
    const isNumber = !returns(joint.unit, OBJECTS) && !noWayBack;
    if (noWayBack) note(name, [noWayBack]);
    if (isNumber) add(name, adjoinJoint(joint, { ...context, takes }));
    if (!withSlopes) return;
    const slope = slopeOf(joint, file.nextId);
    if (!slope) {
      if (isNumber) addCurves(name, joint);
      return;
    }
    add(name, alongFunction(slope.both));
    const lanes = returns(joint.unit, VECTORS) ? lanesOf(joint, file.nextId) : null;
    if (lanes) add(name, alongFunction(lanes));
    if (!isNumber) return;
    const again = analyseJoint(slope.unit, NO_LISTS, activity, shapesIn(slope.unit, slope.direction), slope.direction);
    if (isJoint(again) && !again.noWayBack) add(name, adjoinJoint(again, { ...context, takes: () => null }));
  };
  for (const name of roots) {
    const unit = byName.get(name);
    const joint = unit && jointOf(unit);
    if (!joint) continue;
    if (isJoint(joint)) {
      addJoint(name, joint);
      continue;
    }
    const passed = passesOn(copyUnit(wholeOf(unit), file.nextId), file.isGiven);
    if (passed) add(name, passed);
    else note(name, joint);
  }
  return { functions: found, obstacles };
}

function shapesIn(unit: Unit, direction: ReadonlySet<Variable> = new Set()): Shapes | null {
  const owners = ownersIn(unit, direction);
  return analyseShapes(unit, (v) => owners.get(v) ?? "other");
}

function calleesOf({ body }: Unit): string[] {
  const callees: string[] = [];
  eachStatement(body, (s) => {
    if (s.kind === "call" && s.callee.via === "pair") callees.push(s.callee.unit);
  });
  return callees;
}

function returns({ body }: Unit, kinds: ReadonlySet<Kind>): boolean {
  const exit = body.at(-1);
  return exit?.kind === "exit" && exit.value !== null && kinds.has(kindOf(exit.value));
}

/** Gradients are of numbers. */
const OBJECTS: ReadonlySet<Kind> = new Set(["array", "typed", "object", "function"]);
/** What has a Jacobian of several rows. */
const VECTORS: ReadonlySet<Kind> = new Set(["array", "typed"]);

const NO_LISTS: ReadonlySet<Variable> = new Set();

const isJoint = (x: Joint | readonly Obstacle[]): x is Joint => "unit" in x;
