/**
 * Value and gradient in one function: what a person would write. Unit → function.
 *
 *   function f_joint(tape, x, w) {
 *     const u = x * w;                        the sweep forward
 *     const v = Math.tanh(u);
 *     tape.value = v;
 *     const du = 1 - v * v;                   the mirror, which finds every variable as it was left
 *     return [du * w, du * x];
 *   }
 *
 * It gives nothing back where something is not as `joint.ts` of the analysis hoped.
 */
import type { t } from "../babel.ts";
import * as js from "../ir/js.ts";
import { countedFrom } from "../3-analyse/counters.ts";
import type { Joint } from "../3-analyse/joint.ts";
import { needsIn } from "../3-analyse/needs.ts";
import { FOUND } from "../3-analyse/owners.ts";
import { analyseRecording, type Recording } from "../3-analyse/record.ts";
import { valuesOf, type Shapes } from "../3-analyse/shapes.ts";
import { nameTests } from "../3-analyse/tests.ts";
import { contains, eachStatement } from "../3-analyse/activity.ts";
import { structureThrowing } from "../3-analyse/structure.ts";
import { analyseDead } from "../3-analyse/dead.ts";
import { tidyReverse } from "../5-emit/tidy-reverse.ts";
import { adjoinBlock } from "./blocks.ts";
import { doubtfulIn } from "./doubtful.ts";
import { regionsOf, variablesOf } from "./adjoin.ts";
import type { Block, Expression, Statement, Variable } from "../ir/types.ts";
import { kindOf } from "../2-lower/state.ts";
import { makeNames } from "./names.ts";
import type { Reasons } from "./reasons.ts";
import type { Sweep } from "./sweep.ts";
import { jointByTangent, numbersOnly, tangentFunction, wouldRecord, type TakesTangents } from "./tangent.ts";
import { planTurns } from "./turns.ts";

export interface JointFunction {
  readonly node: t.FunctionDeclaration;
  /** The names of what it gives, and of whether that is asked for. */
  readonly value?: string;
  readonly asked?: string;
  readonly names: ReadonlySet<string>;
  readonly temporaries: ReadonlySet<string>;
  /** The names of what may be no number, though it is used as one. */
  readonly doubtful: ReadonlySet<string>;
}

/** What is the same for all functions of a file. */
export interface JointContext {
  readonly filename: string;
  readonly programNames: ReadonlySet<string>;
  readonly nextId: () => number;
  readonly takes: TakesTangents;
  /** The functions whose sweeps may come to parts of objects. */
  readonly readers: ReadonlySet<string>;
  readonly reasons: Reasons | null;
}

/** A function that gives value and gradient at once. */
export function adjoinJoint(joint: Joint, context: JointContext): JointFunction {
  const [x, ...others] = numbersOnly(joint, context.takes) ?? [];
  const carried = x && others.length === 0 ? carriedAlong(joint, x, context) : null;
  return carried ?? followed({ ...joint, unit: countedFrom(joint, context.programNames, context.nextId) }, context);
}

/** The tangent of the one number that it takes is its gradient: where it would have to record otherwise. */
function carriedAlong(joint: Joint, x: Variable, context: JointContext): JointFunction | null {
  const sweep = emptySweep(joint, context);
  const turns = planTurns(sweep, joint, needsIn(joint.activity));
  return wouldRecord(joint, turns.loops) ? functionOf(sweep, jointByTangent(sweep, x, context.takes)) : null;
}

function functionOf({ unit, names }: Sweep, node: t.FunctionDeclaration): JointFunction {
  const temporaries = variablesOf(unit).filter((v) => v.origin === "temporary");
  return { node, names: names.used, temporaries: new Set(temporaries.map((v) => v.name)), doubtful: doubtfulIn(unit) };
}

function followed(joint: Joint, context: JointContext): JointFunction {
  const { activity, ownerOf, isList, shapes } = joint;
  const { readers } = context;
  const sweep = emptySweep(joint, context);
  const { names, unit, tails } = sweep;
  const doubtful = doubtfulIn(unit);
  const needed = needsIn(activity);
  const turns = planTurns(sweep, joint, needed);
  const isLinked = (v: Variable): boolean => ownerOf(v) === "argument" || shapes?.isOwn(v) === true;
  const recording = analyseRecording(unit, tails, needed, false, {
    scopes: turns.scopes,
    isStable: (s) => {
      const { object, key } = s.member;
      if (shapes?.isFixed(s.member) === true || (isList(object) && FOUND.has(ownerOf(object)))) return true;
      return ownerOf(object) === "argument" && key.op === "literal"; // plain data, which nothing writes here
    },
    isLinked,
    isOwn: (v) => shapes?.isOwn(v) === true,
  });
  const shadowed = new Set<Variable>();
  eachStatement(unit.body, (s) => {
    for (const [v, need] of needed(s)) if (need.shadow) shadowed.add(v);
  });
  withParents(unit.body, shadowed, isLinked);
  const links = shapes ? linkedIn(unit.body, recording, shapes, shadowed, isLinked) : new Set<Variable>();
  const result = names.fresh("value");
  const hoisted = new Map<string, t.Expression | null>();
  const whole: Sweep = {
    ...sweep,
    recording,
    ...regionsOf(unit, recording.ends),
    inPlace: { ...turns, ownerOf, isList, shapes, linked: links, result, hoisted, shadowed, doubtful },
  };
  const inputs = [...(unit.environment ? [unit.environment.variable] : []), ...unit.parameters];
  const { forward, reverse } = adjoinBlock(whole, unit.body, inputs);
  const shares = unit.parameters.map((p) => (activity.isActive(p) ? js.id(names.cotangent(p)) : js.num(0)));
  const isLeft = contains(unit.body, (s) => s.kind === "call" && s.callee.via === "pair" && readers.has(s.callee.unit));
  const isIntact = js.call(js.member(js.id("#$"), "isIntact"), [js.id("#tape")]);
  const test = isLeft ? [js.ifs(js.unary("!", isIntact), [js.returns(null)])] : [];
  const mirror = js.functionDeclaration("mirror", [], [...reverse, ...test, js.returns(js.array(shares))]);
  tidyReverse(mirror);
  const exit = unit.body.at(-1);
  const isNumber = exit?.kind === "exit" && exit.value !== null && kindOf(exit.value) === "number";
  const node = js.functionDeclaration(
    `${unit.name}_joint`,
    [
      js.id("#tape"),
      ...(unit.environment ? [js.id(unit.environment.variable.name)] : []),
      ...unit.parameters.map((p) => js.id(p.name)),
    ],
    [
      ...[...hoisted].map(([name, zero]) => js.declare("let", js.id(name), zero)),
      ...forward,
      ...(isNumber
        ? []
        : [js.ifs(js.binary("!==", js.unary("typeof", js.id(result)), js.str("number")), [js.returns(null)])]),
      js.statement(js.assign("=", js.member(js.id("#tape"), "value"), js.id(result))),
      ...mirror.body.body,
    ],
  );
  return { ...functionOf(sweep, node), value: result, asked: names.fresh("asked") };
}

/** The shadow of a part of an argument is found in its parent's. */
function withParents(block: Block, shadowed: Set<Variable>, isOfArgument: (v: Variable) => boolean): void {
  const parents = new Map<Variable, Variable>();
  eachStatement(block, (s) => {
    if (s.kind === "get" && isOfArgument(s.member.object)) parents.set(s.target, s.member.object);
  });
  for (const v of shadowed) {
    const parent = parents.get(v);
    if (parent) shadowed.add(parent);
  }
}

/** The objects whose shadows the sweep needs on its way forward: to put them into others, to keep them, or to give them on. */
function linkedIn(
  block: Block,
  recording: Recording,
  { isOwn }: Shapes,
  shadowed: ReadonlySet<Variable>,
  isLinked: (v: Variable) => boolean,
): ReadonlySet<Variable> {
  const links = new Set([...shadowed].filter((v) => isOwn(v) && !v.constant));
  const add = (e: Expression | null): unknown => e?.op === "variable" && isOwn(e.variable) && links.add(e.variable);
  eachStatement(block, (s) => {
    if (s.kind === "set" && (s.links === true || s.appends === true)) links.add(s.member.object);
    if (s.kind === "set") add(s.value);
    if (s.kind === "array") s.elements.forEach(add);
    if (s.kind === "object") for (const p of s.properties) add(p.value);
  });
  for (const saved of recording.ends.values())
    for (const { variable, need, again } of saved) if (need.shadow && !again && isOwn(variable)) links.add(variable);
  const passed: (Statement & { readonly kind: "assign" })[] = [];
  eachStatement(block, (s) => {
    if (s.kind === "assign" && isOwn(s.target)) passed.push(s);
  });
  for (let before = -1; before !== links.size;) {
    before = links.size;
    for (const { target, value } of passed)
      if (links.has(target) || shadowed.has(target)) for (const v of valuesOf(value)) links.add(v);
    withParents(block, links, isLinked);
  }
  return links;
}

/** A function that gives value and tangent, for those that call it. */
export function adjoinTangent(joint: Joint, xs: readonly Variable[], context: JointContext): JointFunction {
  const sweep = emptySweep(joint, context);
  return functionOf(sweep, tangentFunction(sweep, xs, context.takes));
}

/** A sweep that records nothing yet. */
function emptySweep(joint: Joint, { filename, programNames, nextId, reasons }: JointContext): Sweep {
  const { activity } = joint;
  const taken = new Set(variablesOf(joint.unit).map((v) => v.name));
  const isTaken = (name: string): boolean => taken.has(name) || programNames.has(name);
  const { unit, tails } = structureThrowing(nameTests(joint.unit, activity, isTaken, nextId));
  const names = makeNames(
    programNames,
    variablesOf(unit).map((v) => v.name),
  );
  return {
    names,
    unit,
    activity,
    tails,
    dead: analyseDead(unit, false),
    filename,
    points: new Map(),
    firstPoint: 1,
    hoisted: new Set(),
    outside: new Set(),
    turns: new Map(),
    thrown: new Map(),
    recording: { before: new Map(), ends: new Map(), exits: new Map(), points: new Map() },
    codes: new Map(),
    exitsTo: new Map(),
    frames: [{ kind: "region", region: unit.region }],
    moduleShadows: new Set(),
    ways: new Map(),
    touched: new Set(),
    endsNormally: new Set(),
    loopBodies: new Map(),
    inPlace: null,
    hasBigInts: false, // what it reads it tests
    reasons,
  };
}
