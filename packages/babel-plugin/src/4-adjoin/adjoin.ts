/** Unit → its forward sweep and its pullback, as two functions. */
import type { t } from "../babel.ts";
import * as js from "../ir/js.ts";
import { children } from "../ir/walk.ts";
import type { Region, Statement, Unit, Variable } from "../ir/types.ts";
import { eachStatement, type Activity } from "../3-analyse/activity.ts";
import { isPlainConstructor } from "../2-lower/plain.ts";
import { analyseRecording } from "../3-analyse/record.ts";
import { needsIn } from "../3-analyse/needs.ts";
import { nameTests } from "../3-analyse/tests.ts";
import type { Structured } from "../3-analyse/structure.ts";
import { analyseDead } from "../3-analyse/dead.ts";
import { adjoinBlock } from "./blocks.ts";
import { makeNames } from "./names.ts";
import type { Reasons } from "./reasons.ts";
import { restoreEdge, saveEdge } from "./exceptions.ts";
import { touchNow } from "./statements.ts";
import { keep, numberExits, restoredNames, runtime, savedNames, tape, type Sweep } from "./sweep.ts";

export interface Pair {
  readonly unit: Unit;
  readonly forward: t.FunctionDeclaration;
  readonly pullback: t.FunctionDeclaration;
  readonly isTracked: boolean;
  /** A constructor that does nothing but set its own fields: the engine's own `new` may run it too. */
  readonly isPlain: boolean;
  /** Every name of the two sweeps. */
  readonly names: ReadonlySet<string>;
  /** Names that lowering made up. */
  readonly temporaries: ReadonlySet<string>;
}

export function adjoin(
  { unit: structured, tails }: Structured,
  activity: Activity,
  filename: string,
  programNames: ReadonlySet<string>,
  isTracked: boolean,
  nextId: () => number,
  reasons: Reasons | null,
): Pair {
  const taken = new Set(variablesOf(structured).map((v) => v.name));
  const isTaken = (name: string): boolean => taken.has(name) || programNames.has(name);
  const unit =
    isTracked || structured.sweeps !== "plain" ? structured : nameTests(structured, activity, isTaken, nextId);
  const recording = analyseRecording(unit, tails, needsIn(activity), isTracked || unit.sweeps !== "plain");
  const { codes, exitsTo } = numberExits(unit, tails);
  const firstPoint = codes.size + 1;
  const points = new Map([...recording.points.keys()].map((s, i) => [s, firstPoint + i]));
  const variables = variablesOf(unit);
  const names = makeNames(
    programNames,
    variables.map((v) => v.name),
  );
  const pending = [...recording.points.values()].flatMap((p) => p.saved);
  const hoisted = new Set(restoredNames({ names }, pending));
  const touched = writtenObjects(unit);
  const sweep: Sweep = {
    names,
    points,
    firstPoint,
    hoisted,
    outside: new Set(pending.flatMap((p) => savedNames({ names, touched }, p))),
    turns: new Map(),
    thrown: new Map(),
    unit,
    activity,
    recording,
    tails,
    dead: analyseDead(unit, true),
    filename,
    hasBigInts: programNames.has("BigInt"),
    codes,
    exitsTo,
    frames: [{ kind: "region", region: unit.region }],
    moduleShadows: new Set(),
    ways: new Map(),
    touched,
    inPlace: null,
    reasons,
    ...regionsOf(unit, recording.ends),
  };
  const exits = exitsTo.get(unit.region) ?? [];
  const ends = recording.ends.has(unit.body);
  const isPushed = points.size > 0 || (exits.length > 0 && (ends || exits.length > 1));
  const inputs = [
    ...(unit.environment ? [unit.environment.variable] : []),
    ...unit.parameters,
    ...(unit.rest ? [unit.rest] : []),
    ...(unit.self.origin === "this" ? [unit.self] : []),
  ];
  const body = adjoinBlock(sweep, unit.body, inputs, () =>
    isPushed ? [keep(sweep, "push", js.num(0), { kind: "exit", exit: null })] : [],
  );
  return {
    unit,
    temporaries: new Set(variables.filter((v) => v.origin === "temporary").map((v) => v.name)),
    names: names.used,
    isTracked: points.size > 0 && unit.sweeps === "plain",
    isPlain: isPlainConstructor(unit.form, unit.self, unit.body),
    forward: forwardFunction(sweep, body.forward),
    pullback: pullbackFunction(sweep, body.reverse, codes.size + points.size > 0, exits.length > 0, isPushed),
  };
}

function forwardFunction(sweep: Sweep, body: t.Statement[]): t.FunctionDeclaration {
  const { unit } = sweep;
  const rest = unit.rest && js.id(unit.rest.name);
  const params: (t.Identifier | t.RestElement)[] = [
    js.id("#tape"),
    ...(unit.environment ? [js.id(unit.environment.variable.name)] : []),
    ...unit.parameters.map((p) => js.id(p.name)),
    ...(rest && !unit.isStrict ? [{ type: "RestElement", argument: rest } as t.RestElement] : []),
  ];
  // A function with a rest parameter cannot say that it is strict.
  const taken =
    rest && unit.isStrict
      ? [js.declare("const", rest, runtime("restOf", js.id("arguments"), js.num(params.length)))]
      : [];
  const outside = [...unit.parameters, unit.self].filter(
    (v) => sweep.touched.has(v) && (v !== unit.self || v.origin === "this"),
  );
  const modules = [...sweep.touched].filter((v) => v.origin === "module");
  const head = [
    ...taken,
    ...(unit.rest ? [js.statement(tape("made", js.id(unit.rest.name)))] : []),
    ...[...outside, ...modules].flatMap((v) => touchNow(sweep, v)),
  ];
  const whole = [...head, ...body];
  return js.functionDeclaration(
    `${unit.name}_forward`,
    params,
    sweep.points.size > 0 ? trackedBody(sweep, whole) : whole,
    unit.sweeps !== "plain",
    unit.isStrict,
  );
}

/** The body of a tracked function: a frame, what an exception has to save declared outside, and the edge that saves it. */
function trackedBody(sweep: Sweep, body: t.Statement[]): t.Statement[] {
  const { unit } = sweep;
  const inputs = new Set([
    "this",
    ...[
      ...unit.parameters,
      ...(unit.rest ? [unit.rest] : []),
      ...(unit.environment ? [unit.environment.variable] : []),
    ].map((v) => v.name),
  ]);
  const locals = [...sweep.outside].filter((name) => !inputs.has(name));
  const turns = [...sweep.turns.values()].flatMap((n) => [n.turns, ...(n.items === null ? [] : [n.items])]);
  const names = new Set([...locals, ...turns]);
  const head = [
    js.declare("const", js.id("#frame"), runtime(unit.sweeps !== "plain" ? "enterPieces" : "enter", js.id("#tape"))),
    ...[...names].map((name) => js.declare("let", js.id(name), null)),
  ];
  const error = sweep.names.fresh("error");
  const edge = [
    js.statement(js.call(js.member(js.id("#frame"), "unwind"), [js.id(error)])),
    ...saveEdge(sweep, sweep.unit.body),
    {
      type: "ThrowStatement",
      argument: js.call(js.member(js.id("#frame"), "leave"), [js.id(`${sweep.unit.name}_pair`), js.id(error)]),
    } as t.ThrowStatement,
  ];
  return [
    ...head,
    {
      type: "TryStatement",
      block: js.block(hoist(body, names)),
      finalizer: null,
      handler: { type: "CatchClause", param: js.id(error), body: js.block(edge) },
    },
  ];
}

/** Turns the declarations of these names into assignments. */
function hoist(list: readonly t.Statement[], names: ReadonlySet<string>): t.Statement[] {
  return list.map((s): t.Statement => {
    if (s.type === "VariableDeclaration") {
      const [d] = s.declarations;
      if (d?.id.type !== "Identifier" || !names.has(d.id.name)) return s;
      return Object.assign(js.statement(js.assign("=", d.id, d.init ?? js.id("undefined"))), { loc: s.loc });
    }
    hoistInside(s, names);
    return s;
  });
}

function hoistInside(root: t.Node, names: ReadonlySet<string>): void {
  if (
    root.type === "FunctionExpression" ||
    root.type === "ArrowFunctionExpression" ||
    root.type === "FunctionDeclaration"
  )
    return;
  if (root.type === "BlockStatement") {
    root.body = hoist(root.body, names);
    return;
  }
  if (root.type === "ForOfStatement" && root.left.type === "VariableDeclaration") {
    const [d] = root.left.declarations;
    if (d?.id.type === "Identifier" && names.has(d.id.name)) root.left = d.id;
  }
  for (const child of children(root)) hoistInside(child, names);
}

function pullbackFunction(
  sweep: Sweep,
  body: t.Statement[],
  hasCodes: boolean,
  hasExits: boolean,
  isPushed: boolean,
): t.FunctionDeclaration {
  const { unit, names, activity } = sweep;
  const onlyExit = sweep.codes.get(sweep.exitsTo.get(unit.region)?.[0] as Statement) ?? 0;
  const start = isPushed ? tape("pop") : js.num(hasExits ? onlyExit : 0);
  const head: t.Statement[] = [
    ...(hasCodes ? [js.declare("let", js.id("#at"), start)] : []),
    ...thrownHead(sweep),
    ...[...sweep.moduleShadows].map((v) => js.declare("const", js.id(names.shadow(v)), tape("shadow", js.id(v.name)))),
  ];
  const last = unit.parameters.findLastIndex((p) => activity.isActive(p));
  const shares = unit.parameters
    .slice(0, unit.rest ? undefined : last + 1)
    .map((p) => (activity.isActive(p) ? js.id(names.cotangent(p)) : js.num(0)));
  const rest = unit.rest ? js.call(js.member(js.id("#$"), "sharesOf"), [js.id(names.shadow(unit.rest))]) : null;
  const result = rest && shares.length === 0 ? rest : js.array([...shares, ...(rest ? [js.spread(rest)] : [])]);
  const declaresShares =
    shares.length > 0 && body.length === 0
      ? unit.parameters
          .filter((p) => activity.isActive(p))
          .map((p) => js.declare("const", js.id(names.cotangent(p)), js.num(0)))
      : [];
  const end = shares.length === 0 && !rest ? [] : [js.returns(result)];
  return js.functionDeclaration(
    `${unit.name}_pullback`,
    [js.id("#tape"), js.id(sweep.names.result)],
    [...head, ...declaresShares, ...body, ...end],
    unit.sweeps !== "plain",
  );
}

/** After an exception the mirror begins where it came: what was saved there is restored, and what was running is undone. */
function thrownHead(sweep: Sweep): t.Statement[] {
  if (sweep.points.size === 0) return [];
  const turns = [...sweep.turns.values()].flatMap((n) => [n.thrownTurns, ...(n.items === null ? [] : [n.thrownItems])]);
  return [
    ...["#inner", ...sweep.hoisted, ...turns].map((name) => js.declare("let", js.id(name), null)),
    js.ifs(
      js.binary(">=", js.id("#at"), js.num(sweep.firstPoint)),
      restoreEdge(sweep, sweep.unit.body, js.id(sweep.names.result)),
    ),
  ];
}

export function variablesOf(unit: Unit): Variable[] {
  const found = new Set<Variable>([...unit.parameters, ...(unit.rest ? [unit.rest] : []), unit.self]);
  if (unit.environment) {
    found.add(unit.environment.variable);
    for (const c of unit.environment.captures) found.add(c.variable);
  }
  eachStatement(unit.body, (s) => {
    if ("target" in s && s.target) found.add(s.target);
    if (s.kind === "each") found.add(s.iterator);
    if (s.kind === "try" && s.parameter) found.add(s.parameter);
  });
  return [...found];
}

function writtenObjects(unit: Unit): Set<Variable> {
  const found = new Set<Variable>();
  eachStatement(unit.body, (s) => {
    if ((s.kind === "set" || s.kind === "accumulate") && !s.member.accessor) found.add(s.member.object);
  });
  // A constructor's object is the sweep's own.
  if (unit.form === "constructor") found.delete(unit.self);
  return found;
}

export function regionsOf(unit: Unit, ends: ReadonlyMap<unknown, unknown>): Pick<Sweep, "endsNormally" | "loopBodies"> {
  const endsNormally = new Set<Region>();
  const loopBodies = new Map<Region, Region>();
  if (ends.has(unit.body)) endsNormally.add(unit.region);
  eachStatement(unit.body, (s) => {
    if (s.kind === "loop" || s.kind === "each") {
      loopBodies.set(s.bodyRegion, s.region);
      if (s.kind === "each" || s.test !== null) endsNormally.add(s.region);
      if (ends.has(s.body)) endsNormally.add(s.bodyRegion);
    }
    if (s.kind === "block" && s.region && ends.has(s.body)) endsNormally.add(s.region);
  });
  return { endsNormally, loopBodies };
}
