/** Unit → its forward sweep and its pullback, as two functions. */
import type { t } from "../babel.ts";
import * as js from "../ir/js.ts";
import { variable } from "../ir/expressions.ts";
import type { Region, Statement, Unit, Variable } from "../ir/types.ts";
import { eachStatement, type Activity } from "../3-analyse/activity.ts";
import { analyseRecording } from "../3-analyse/record.ts";
import type { Structured } from "../3-analyse/structure.ts";
import { adjoinBlock } from "./blocks.ts";
import { makeNames } from "./names.ts";
import { numberExits, tape, type Sweep } from "./sweep.ts";
import { memberJs } from "./values.ts";

export interface Pair {
  readonly unit: Unit;
  readonly forward: t.FunctionDeclaration;
  readonly pullback: t.FunctionDeclaration;
  /** Names that lowering made up. */
  readonly temporaries: ReadonlySet<string>;
}

export function adjoin({ unit, tails }: Structured, activity: Activity, filename: string, written: Sweep["written"], programNames: ReadonlySet<string>): Pair {
  const recording = analyseRecording(unit, tails, activity);
  const { codes, exitsTo } = numberExits(unit, tails);
  const sweep: Sweep = {
    unit, activity, recording, tails, filename, codes, exitsTo, written,
    names: makeNames([...programNames, ...variablesOf(unit).map((v) => v.name)]),
    frames: [{ kind: "region", region: unit.region }],
    moduleShadows: new Set(),
    touched: writtenObjects(unit),
    ...regionsOf(unit, recording.ends),
  };
  const exits = exitsTo.get(unit.region) ?? [];
  const ends = recording.ends.has(unit.body);
  const isPushed = exits.length > 0 && (ends || exits.length > 1);
  const inputs = [...(unit.environment ? [unit.environment.variable] : []), ...unit.parameters, ...(unit.rest ? [unit.rest] : []), ...(unit.self.origin === "this" ? [unit.self] : [])];
  const body = adjoinBlock(sweep, unit.body, inputs, () => (isPushed ? [js.statement(tape("push", js.num(0)))] : []));
  return {
    unit,
    temporaries: new Set(variablesOf(unit).filter((v) => v.origin === "temporary").map((v) => v.name)),
    forward: forwardFunction(sweep, body.forward),
    pullback: pullbackFunction(sweep, body.reverse, codes.size > 0, exits.length > 0, isPushed),
  };
}

function forwardFunction(sweep: Sweep, body: t.Statement[]): t.FunctionDeclaration {
  const { unit } = sweep;
  const params: (t.Identifier | t.RestElement)[] = [
    js.id("#tape"),
    ...(unit.environment ? [js.id(unit.environment.variable.name)] : []),
    ...unit.parameters.map((p) => js.id(p.name)),
    ...(unit.rest ? [{ type: "RestElement", argument: js.id(unit.rest.name) } as t.RestElement] : []),
  ];
  const owned = unit.form === "constructor" || unit.form === "derived";
  const outside = [...unit.parameters, unit.self].filter((v) => sweep.touched.has(v) && !(v === unit.self && owned) && (v !== unit.self || v.origin === "this"));
  const modules = [...sweep.touched].filter((v) => v.origin === "module");
  const head = [
    ...(unit.rest ? [js.statement(tape("made", js.id(unit.rest.name)))] : []),
    ...[...outside, ...modules].map((v) => js.statement(tape("touch", v.name === "this" ? ({ type: "ThisExpression" } as t.Expression) : js.id(v.name)))),
  ];
  return js.functionDeclaration(`${unit.name}_forward`, params, [...head, ...body]);
}

function pullbackFunction(sweep: Sweep, body: t.Statement[], hasCodes: boolean, hasExits: boolean, isPushed: boolean): t.FunctionDeclaration {
  const { unit, names, activity } = sweep;
  const onlyExit = sweep.codes.get(sweep.exitsTo.get(unit.region)?.[0] as Statement) ?? 0;
  const start = isPushed ? tape("pop") : js.num(hasExits ? onlyExit : 0);
  const head: t.Statement[] = [
    ...(hasCodes ? [js.declare("let", js.id("#at"), start)] : []),
    ...[...sweep.moduleShadows].map((v) => js.declare("const", js.id(names.shadow(v)), tape("shadow", js.id(v.name)))),
  ];
  const last = unit.parameters.findLastIndex((p) => activity.isActive(p));
  const shares = unit.parameters.slice(0, unit.rest && activity.flows(variable(unit.rest)) ? undefined : last + 1).map((p) => (activity.isActive(p) ? js.id(names.cotangent(p)) : js.num(0)));
  const rest = unit.rest ? [js.spread(js.call(js.member(js.id("#$"), "sharesOf"), [js.id(names.shadow(unit.rest))]))] : [];
  const result = [...shares, ...rest];
  const declaresShares = shares.length > 0 && body.length === 0 ? unit.parameters.filter((p) => activity.isActive(p)).map((p) => js.declare("const", js.id(names.cotangent(p)), js.num(0))) : [];
  const end = [js.returns(js.array(result))];
  return js.functionDeclaration(`${unit.name}_pullback`, [js.id("#tape"), js.id("#dy")], [...head, ...declaresShares, ...body, ...end]);
}

function variablesOf(unit: Unit): Variable[] {
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
  return found;
}

function regionsOf(unit: Unit, ends: ReadonlyMap<unknown, unknown>): Pick<Sweep, "endsNormally" | "loopBodies"> {
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

export { memberJs };
