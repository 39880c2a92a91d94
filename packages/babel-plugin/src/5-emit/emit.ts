/** Pairs → statements of the program: imports, pairs, and each function's sweeps behind the statement that holds it. */
import type { Binding, NodePath, t } from "../babel.ts";
import { isReassigned, type Resolution } from "../1-mark/resolve.ts";
import { type Plans } from "../1-mark/plan.ts";
import { besideClass } from "../1-mark/private-names.ts";
import { eachStatement } from "../3-analyse/activity.ts";
import { flagsOf } from "../order/dual.ts";
import { placeOf, type Duals } from "../order/dualise.ts";
import type { Pair } from "../4-adjoin/adjoin.ts";
import { cellObject } from "../4-adjoin/memory.ts";
import type { Lowered } from "../2-lower/lower.ts";
import { isModule } from "../1-mark/modules.ts";
import type { CheckedOptions } from "../options.ts";
import * as js from "../ir/js.ts";
import { christen, christenUses, reservedNames } from "./christen.ts";
import { importInternals } from "./internals.ts";
import { tidyForward } from "./tidy-forward.ts";
import type { JointFunction } from "../4-adjoin/joint.ts";
import { isScalar, joinGuards, readsParts, tidyJoint } from "./tidy-joint.ts";
import { skipValue } from "./tidy-value.ts";
import { tidyReverse } from "./tidy-reverse.ts";

type Joints = ReadonlyMap<string, readonly JointFunction[]>;

const nodesOf = (joints: Joints, unit: string): t.FunctionDeclaration[] =>
  (joints.get(unit) ?? []).map(({ node }) => node);

/** The functions with duals that others make when they run. */
function closuresOf(pairs: readonly Pair[], plans: Plans, { classPath }: Resolution, { signatures }: Duals): string[] {
  if (signatures.size === 0) return [];
  const isInFunction = (owner: t.Class): boolean => !!classPath(owner)?.getFunctionParent();
  const made = new Set([...plans.byNode.values()].flatMap((p) => (p.owner && isInFunction(p.owner) ? [p.name] : [])));
  for (const { unit } of pairs) eachStatement(unit.body, (s) => s.kind === "closure" && made.add(s.unit));
  return pairs.flatMap(({ unit }) => (made.has(unit.name) && signatures.has(placeOf(unit)) ? [unit.name] : []));
}

export function emit(
  program: NodePath<t.Program>,
  plans: Plans,
  lowered: Lowered,
  pairs: readonly Pair[],
  joints: Joints,
  top: readonly t.Statement[],
  options: CheckedOptions,
  resolution: Resolution,
  duals: Duals,
): void {
  const { names, suffix } = resolution;
  const all = [...joints.values()].flat();
  const variables = Object.values<Binding>(program.scope.bindings).filter(isReassigned);
  const assigned = new Set(variables.map(({ identifier }) => identifier.name));
  const uses = [
    ...pairs.map(({ forward, temporaries }) => tidyForward(forward, (name) => temporaries.has(name), assigned)),
    ...pairs.map(({ pullback }) => tidyReverse(pullback)),
    ...all.map(({ node, temporaries, doubtful, value, asked }) => {
      tidyJoint(node, doubtful);
      const uses = tidyForward(node, (name) => temporaries.has(name), assigned);
      joinGuards(node);
      if (value !== undefined && asked !== undefined) skipValue(node, value, asked, uses);
      return uses;
    }),
  ];
  const { body } = program.node;
  const holders = new Map<t.Statement, Pair[]>();
  const planByName = new Map([...plans.byNode.values()].map((p) => [p.name, p]));
  for (const pair of pairs) {
    const holder = topStatement(planByName.get(pair.unit.name)?.path ?? program, body);
    holders.set(holder, [...(holders.get(holder) ?? []), pair]);
  }
  const cellNames = new Map([...lowered.moduleCells].map(([binding, v]) => [binding.identifier.name, v.name]));
  const cells = [...lowered.moduleCells].map(([binding, v]) =>
    js.declare("const", js.id(v.name), cellObject(binding.identifier.name, true)),
  );
  const imports = body.filter((s) => s.type === "ImportDeclaration");
  const rest = body.filter((s) => s.type !== "ImportDeclaration");
  const declarations = [
    ...importInternals(program, options),
    ...cells,
    ...[...plans.classes].flatMap((owner) =>
      resolution.classPath(owner)?.getFunctionParent()
        ? []
        : besideClass(owner, plans).map((v) => js.declare("let", js.id(v), null)),
    ),
    ...pairs.map((pair) => pairDeclaration(pair, joints, duals, cellNames)),
    ...closuresOf(pairs, plans, resolution, duals).map((name) =>
      js.statement(js.call(js.member(js.id("#$"), "closurePair"), [js.id(`${name}_pair`)])),
    ),
  ];
  // The same script may run once more.
  if (!isModule(program)) for (const s of declarations) if (s.type === "VariableDeclaration") s.kind = "var";
  const given = reservedNames(suffix, (name) => names.has(name) || [...pairs, ...all].some((p) => p.names.has(name)));
  for (const written of [...declarations, ...top, ...body]) christen(written, given);
  for (const generated of uses) christenUses(generated, given);
  program.node.body = [
    ...imports,
    ...declarations,
    ...top,
    ...rest.flatMap((s) => [
      s,
      ...(holders.get(s) ?? []).flatMap((p) => [p.forward, p.pullback, ...nodesOf(joints, p.unit.name)]),
    ]),
  ];
}

/** What makes of a sweep that is a generator what the function gives. */
const START = { generator: "startGenerator", async: "startAsync", asyncGenerator: "startAsyncGenerator" } as const;

function pairDeclaration(
  { unit, isTracked, isPlain }: Pair,
  joints: Joints,
  duals: Duals,
  cells: ReadonlyMap<string, string>,
): t.Statement {
  const nodes = nodesOf(joints, unit.name);
  const named = (suffix: string): t.FunctionDeclaration | undefined =>
    nodes.find((node) => node.id?.name === `${unit.name}_${suffix}`);
  const slope = named("slope_joint");
  const [along, lanes] = [named("along"), named("lanes")];
  const fields = [
    js.property(js.id("forward"), js.id(`${unit.name}_forward`)),
    js.property(js.id("pullback"), js.id(`${unit.name}_pullback`)),
    ...jointFields(unit, named("joint")),
    ...(isTracked ? [js.property(js.id("tracked"), js.bool(true))] : []),
    ...(unit.sweeps === "plain" ? [] : [js.property(js.id("start"), js.member(js.id("#$"), START[unit.sweeps]))]),
    ...(unit.binds ? [js.property(js.id("binds"), js.bool(true))] : []),
    ...(isPlain ? [js.property(js.id("plain"), js.bool(true))] : []),
    ...(unit.usesNewTarget ? [js.property(js.id("newTarget"), js.bool(true))] : []),
    ...(unit.form === "constructor" || unit.form === "derived" ? [js.property(js.id("ofClass"), js.bool(true))] : []),
    ...(unit.isAccessor ? [js.property(js.id("getter"), js.bool(true))] : []),
    ...(unit.stamps ? [js.property(js.id("stamps"), js.bool(true))] : []),
    ...(unit.form === "derived" ? [js.property(js.id("derived"), js.bool(true))] : []),
    ...dualField(duals, placeOf(unit), cells),
    ...(along?.id ? [js.property(js.id("along"), js.id(along.id.name))] : []),
    ...(lanes?.id ? [js.property(js.id("lanes"), js.id(lanes.id.name))] : []),
    ...(slope ? [js.property(js.id("slope"), js.object(jointFields(unit, slope)))] : []),
  ];
  return js.declare("const", js.id(`${unit.name}_pair`), js.object(fields));
}

const jointFields = ({ environment }: Pair["unit"], joint: t.FunctionDeclaration | undefined): t.ObjectProperty[] => [
  ...(joint?.id ? [js.property(js.id("joint"), js.id(joint.id.name))] : []),
  ...(joint && !environment && isScalar(joint) ? [js.property(js.id("scalar"), js.bool(true))] : []),
  ...(joint && readsParts(joint) ? [js.property(js.id("plans"), js.call(js.member(js.id("#$"), "plans"), []))] : []),
];

/** What the pair says of the function's dual. `cells`: by the names of the variables of the module. */
function dualField(duals: Duals, place: object | string, cells: ReadonlyMap<string, string>): t.ObjectProperty[] {
  const signature = duals.signatures.get(place);
  const reason = duals.reasons.get(place);
  if (!signature) return reason === undefined ? [] : [js.property(js.id("noDual"), js.str(reason))];
  const roots = (signature.roots ?? []).map((name) => js.id(cells.get(name) ?? name));
  const fields = [
    js.property(js.id("run"), js.id(signature.name)),
    js.property(js.id("count"), js.num(signature.count)),
    js.property(js.id("flags"), js.num(flagsOf(signature))),
    ...(roots.length > 0 ? [js.property(js.id("roots"), js.arrow([], js.array(roots)))] : []),
  ];
  return [js.property(js.id("dual"), js.object(fields))];
}

function topStatement(path: NodePath, body: readonly t.Statement[]): t.Statement {
  let p: NodePath | null = path;
  while (p && !body.includes(p.node as t.Statement)) p = p.parentPath;
  return (p?.node as t.Statement | undefined) ?? (body.at(-1) as t.Statement);
}
