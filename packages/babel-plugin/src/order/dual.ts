/**
 * Unit → its dual: a function in ordinary JavaScript that computes the value and its tangent side by side.
 *
 *   const y = x * w;            const y = x * w;
 *                               const dy = dx * w + x * dw;
 *   o.k = y;                    o.k = y;
 *                               shadowBeside(o, do).k = dy;
 *   return y;                   return [y, dy];
 *
 * The tangent of an object is an object with the tangents of what it holds (its shadow), that of a closure the tangents of
 * what it captured. A shadow goes wherever its object goes; where it was lost on the way it is looked up by the object. A
 * tangent of nothing is 0.
 *
 * Duals are marked in their turn: their pullbacks give second derivatives, their own duals third ones.
 */
import type { t } from "../babel.ts";
import * as js from "../ir/js.ts";
import { CELL_KEY } from "../2-lower/state.ts";
import { contains, type Activity } from "../3-analyse/activity.ts";
import type { Names } from "../4-adjoin/names.ts";
import { eachUse } from "../ir/rewrite.ts";
import type { Block, Exit, Expression, Kind, Location, Region, Statement, Unit, Variable } from "../ir/types.ts";
import { dualCall } from "./calls.ts";
import { dualClass } from "./classes.ts";
import { dualEach, dualLoop, withInit } from "./loops.ts";
import { dualArray, dualClosure, dualGet, dualObject, dualSet, dualAccumulate, unpacked } from "./memory.ts";
import { tangentOf } from "./tangents.ts";

/** What is not differentiated twice yet, and where. */
export class NotDual extends Error {
  readonly loc: Location;

  constructor(construct: string, loc: Location) {
    super(construct);
    this.loc = loc;
  }
}

/** How the dual of a function is called: `f_dual.call(self, [dself], [env, denv], a, da, b, db, …, [rest, drest])`. */
export interface Signature {
  readonly name: string;
  readonly count: number;
  readonly rest: boolean;
  /** It mentions `this`. */
  readonly self: boolean;
  readonly environment: boolean;
  /** It calls what has no dual. */
  readonly fails: boolean;
  /** Where it may leave changes in what it has not made: the variables of the module that it can reach by name; null if it leaves none. */
  readonly roots: readonly string[] | null;
  /** It is `async`. */
  readonly later: boolean;
  readonly isGenerator: boolean;
  /** Where the function is. */
  readonly loc: Location;
}

/** What the dual of one function carries along. */
export interface Dual {
  readonly unit: Unit;
  readonly activity: Activity;
  readonly names: Names;
  readonly filename: string;
  /** It is no dual of a dual. */
  readonly isFirst: boolean;
  readonly name: (v: Variable) => string;
  readonly tangentName: (v: Variable) => string;
  readonly isTangent: (name: string) => boolean;
  /** Whether a variable has a tangent at all. */
  readonly moves: (v: Variable) => boolean;
  /** The variables whose members are used, and that get a name for their shadow: of them it is not known beside what they were made. */
  readonly held: ReadonlySet<Variable>;
  readonly shadowName: (v: Variable) => string;
  readonly value: (e: Expression) => t.Expression;
  readonly constantTangent: (e: Expression & { readonly op: "constant" }) => t.Expression | null;
  readonly fresh: (base: string) => string;
  /** Puts a statement before the one that is being made. */
  readonly before: (s: t.Statement) => void;
  /** A function of the run time library. */
  readonly helper: (name: string) => t.Identifier;
  readonly call: (name: string, ...args: t.Expression[]) => t.CallExpression;
  readonly signatureOf: (unit: string) => Signature | null;
  /** Why a unit has none, if that is known. */
  readonly reasonOf: (unit: string) => string | null;
  /** Whether other modules see a variable of this one: its tangent they would not see. */
  readonly isExported: (name: string) => boolean;
  /** The box that stands for a variable of the module, where its tangent is found. */
  readonly moduleKey: (spelled: string, isWritten?: boolean) => t.Identifier;
  /** The regions that an exit names. */
  readonly labels: Set<Region>;
  /** The objects whose keys a `for … in` goes over, by the variable that holds the keys. */
  readonly keyed: Map<Variable, Expression>;
  /** The regions around a statement, innermost first, with the name of what a guarded loop goes over. */
  readonly around: readonly { readonly regions: readonly Region[]; readonly source: string | null }[];
  /** Whether the file has iterators that have something to do when they are left: a loop over one is guarded. */
  readonly guards: boolean;
  /** The loop that a region is the body of. */
  readonly loops: Map<Region, Region>;
  /** Closures that the unit makes, by the names that constants have for them. */
  readonly closures: ReadonlyMap<string, Variable>;
  /** The keys of the literals that the unit makes. */
  readonly parts: ReadonlyMap<Variable, ReadonlySet<string>>;
  /** Those of them that have been made. */
  readonly made: Set<string>;
  /** The environments that wait for a function that is made later, by its name. */
  readonly waiting: Map<string, { readonly environment: Variable; readonly key: string }[]>;
}

/** Whether it has something to do when it is left. */
export const closing = ({ body }: Unit): boolean =>
  contains(body, (s) => s.kind === "try" || (s.kind === "yield" && s.how === "delegates"));

const STILL = new Set<Kind>(["boolean", "string", "nothing"]);

/** The variables that hold no number that moves, and no object. */
export const movesBy =
  (activity: Activity) =>
  (v: Variable): boolean =>
    !STILL.has(v.kind) && (v.kind !== "number" || activity.isActive(v));

export function signatureOf(unit: Unit): Signature {
  let self = unit.form === "constructor" || unit.form === "derived";
  const note = (v: Variable): void => {
    if (v === unit.self && v.origin === "this") self = true;
  };
  eachUse(unit.body, note, note);
  return {
    name: `${unit.name}_dual`,
    count: unit.parameters.length,
    rest: unit.rest !== null,
    self,
    environment: unit.environment !== null,
    fails: false,
    roots: null,
    later: unit.sweeps === "async",
    isGenerator: unit.sweeps === "generator",
    loc: unit.loc,
  };
}

/** What else it takes, and what it does, as a number. */
export const flagsOf = (signature: Signature): number =>
  (signature.self ? 1 : 0) +
  (signature.environment ? 2 : 0) +
  (signature.rest ? 4 : 0) +
  (signature.fails ? 8 : 0) +
  (signature.roots ? 16 : 0) +
  (signature.later ? 64 : 0) +
  (signature.isGenerator ? 128 : 0);

/** `steps`: the name of what gives the values and tangents of a generator, or of an `async` function. */
export function dualFunctions(dual: Dual, signature: Signature, steps: () => string): t.FunctionDeclaration[] {
  const { unit } = dual;
  if (unit.sweeps === "asyncGenerator") throw new NotDual("an `async` generator", unit.loc);
  if (signature.later && !dual.isFirst) throw new NotDual("an `async` function", unit.loc);
  if (unit.usesNewTarget) throw new NotDual("`new.target`", unit.loc);
  const both = (v: Variable): t.Identifier[] => [js.id(dual.name(v)), js.id(dual.tangentName(v))];
  const params = [
    // Of a derived constructor that is what `new` was asked for.
    ...(signature.self ? [js.id(unit.form === "derived" ? dual.fresh("dtarget") : dual.tangentName(unit.self))] : []),
    ...(unit.environment ? both(unit.environment.variable) : []),
    ...unit.parameters.flatMap(both),
    ...(unit.rest ? both(unit.rest) : []),
  ];
  const inputs = [
    ...(unit.self.origin === "this" ? [unit.self] : []),
    ...(unit.environment ? [unit.environment.variable] : []),
    ...unit.parameters,
    ...(unit.rest ? [unit.rest] : []),
  ];
  const body = [
    ...inputs.filter((v) => dual.held.has(v)).map((v) => holdShadow(dual, v, true)),
    ...dualBlock(dual, unit.body),
  ];
  if (body.at(-1)?.type !== "ReturnStatement") body.push(js.returns(js.array([js.id("undefined"), js.num(0)])));
  const declared = (name: string, own: readonly t.Statement[]): t.FunctionDeclaration => {
    const fn = js.functionDeclaration(name, params.map(js.clone), own, false, unit.isStrict);
    fn.body.directives.push(js.directive("differentiable"));
    // A place of its own, by which it is told from the function.
    fn.loc = unit.loc ? { ...unit.loc } : null;
    return fn;
  };
  if (unit.sweeps === "plain") return [declared(signature.name, body)];
  const name = steps();
  const started = signature.self
    ? js.call(js.member(js.id(name), "call"), [{ type: "ThisExpression" }, ...params])
    : js.call(js.id(name), params);
  if (signature.later) {
    const start = [js.statement(dual.call("beginLater")), js.returns(dual.call("laterDual", started))];
    return [declared(signature.name, start), Object.assign(declared(name, body), { async: true })];
  }
  const closes = closing(unit);
  const start = js.returns(dual.call("startDual", started, js.bool(unit.binds), ...(closes ? [js.bool(true)] : [])));
  return [declared(signature.name, [start]), Object.assign(declared(name, body), { generator: true })];
}

export const dualBlock = (dual: Dual, block: Block): t.Statement[] =>
  block.flatMap((s) => {
    const before: t.Statement[] = [];
    const own = dualStatement({ ...dual, before: (b) => void before.push(b) }, s);
    const all = [...before, ...own, ...shadowsAfter(dual, s)];
    for (const made of all) made.loc ??= s.loc ?? null;
    return all;
  });

function shadowsAfter(dual: Dual, s: Statement): t.Statement[] {
  if (!("target" in s) || !s.target || s.kind === "each" || !dual.held.has(s.target)) return [];
  return [holdShadow(dual, s.target, !(s.kind === "assign" && s.declare === null))];
}

/** Gives the shadow of a variable's object a name. */
export function holdShadow(dual: Dual, v: Variable, declares: boolean): t.Statement {
  const given = tangentOf(dual, { op: "variable", variable: v }) ?? js.num(0);
  const object = dual.value({ op: "variable", variable: v });
  const name = js.id(dual.shadowName(v));
  const shadow = dual.call("shadowBeside", object, given);
  if (!declares) return js.statement(js.assign("=", name, shadow));
  return js.declare(v.constant ? "const" : "let", name, shadow);
}

function dualStatement(dual: Dual, s: Statement): t.Statement[] {
  switch (s.kind) {
    case "assign":
      return dualAssign(dual, s);
    case "get":
      return dualGet(dual, s);
    case "again":
      return [];
    case "set":
      return dualSet(dual, s);
    case "accumulate":
      return dualAccumulate(dual, s);
    case "call":
      return dualCall(dual, s);
    case "array":
      return dualArray(dual, s);
    case "object":
      return dualObject(dual, s);
    case "closure":
      return dualClosure(dual, s);
    case "cell":
      if (s.isEarly === true)
        throw new NotDual("a variable that a function inside may use before it is declared", s.loc);
      return [
        js.declare("const", js.id(s.target.name), js.object([js.property(js.id(CELL_KEY), js.id("undefined"))])),
        js.declare("const", js.id(dual.tangentName(s.target)), js.object([js.property(js.id(CELL_KEY), js.num(0))])),
      ];
    case "if":
      return [js.ifs(dual.value(s.test), dualBlock(dual, s.consequent), dualBlock(dual, s.alternate))];
    case "loop":
      return [dualLoop(dual, s)];
    case "each":
      return dualEach(dual, s);
    case "block": {
      const inner = dualBlock(s.region ? within(dual, [s.region], null) : dual, s.body);
      const whole = s.region ? null : withInit(inner);
      if (whole) return [whole];
      const body = js.block(inner);
      return [s.region ? labelled(dual, s.region, body) : body];
    }
    case "exit":
      return dualExit(dual, s);
    case "throw":
      return [
        js.statement(dual.call("thrown", dual.value(s.value), tangentOf(dual, s.value) ?? js.id("undefined"))),
        { type: "ThrowStatement", argument: dual.value(s.value) },
      ];
    case "try":
      return [dualTry(dual, s)];
    case "yield":
      return dualYield(dual, s);
    case "verbatim":
      if (s.statement.type === "DebuggerStatement") return [js.clone(s.statement)];
      throw new NotDual(`\`${s.statement.type}\``, s.loc);
    default:
      throw new NotDual(`\`${s.kind}\``, s.loc);
  }
}

/** A tangent is computed before its variable is overwritten, and after its constant is known. */
function dualAssign(dual: Dual, s: Statement & { readonly kind: "assign" }): t.Statement[] {
  const { target, value } = s;
  if (value.op === "constant" && value.ofClass) return dualClass(dual, s, value.ofClass);
  const name = js.id(dual.name(target));
  if (s.declare) {
    const kind = target.constant ? "const" : "let";
    const own = js.declare(kind, name, dual.value(value));
    if (!dual.moves(target)) return [own];
    const ownTangent: t.Statement[] = [];
    const tangent = tangentOf({ ...dual, before: (b) => void ownTangent.push(b) }, value, target) ?? js.num(0);
    return [own, ...ownTangent, js.declare(kind, js.id(dual.tangentName(target)), tangent)];
  }
  const assigned = js.statement(js.assign("=", name, dual.value(value)));
  if (!dual.moves(target)) return [assigned];
  const tangent = tangentOf(dual, value) ?? js.num(0);
  return [js.statement(js.assign("=", js.id(dual.tangentName(target)), tangent)), assigned];
}

/** What is sent in comes with its tangent, too, and what is returned to a `yield*`. */
function dualYield(dual: Dual, s: Statement & { readonly kind: "yield" }): t.Statement[] {
  const both = dual.fresh("both");
  const delegate = s.how === "delegates";
  const given = [dual.value(s.value), tangentOf(dual, s.value) ?? js.num(0)];
  if (s.how === "awaits") {
    const [awaited, tangent, settled] = ["awaited", "dawaited", "settled"].map(dual.fresh) as [string, string, string];
    return [
      ...[awaited, tangent].map((name, i) => js.declare("const", js.id(name), given[i] as t.Expression)),
      js.declare("const", js.id(settled), { type: "AwaitExpression", argument: js.id(awaited) }),
      js.declare("const", js.id(both), dual.call("awaitedDual", ...[awaited, tangent, settled].map((n) => js.id(n)))),
      ...unpacked(dual, both, s.target),
    ];
  }
  const argument = delegate ? dual.call("delegated", ...given) : js.array(given);
  const sent = js.declare("const", js.id(both), { type: "YieldExpression", argument, delegate });
  return [sent, ...unpacked(dual, both, s.target)];
}

export const within = (dual: Dual, regions: readonly Region[], source: string | null): Dual => ({
  ...dual,
  around: [{ regions, source }, ...dual.around],
});

const labelOf = (region: Region): string => `${region.kind}_${String(region.id)}`;

export const labelled = (dual: Dual, region: Region, body: t.Statement): t.Statement =>
  dual.labels.has(region) ? { type: "LabeledStatement", label: js.id(labelOf(region)), body } : body;

function dualExit(dual: Dual, s: Exit): t.Statement[] {
  const leaving = leftBy(dual, s).map((source) => js.statement(dual.call("leaveItems", js.id(source))));
  if (s.how === "return") {
    const value = s.value ?? ({ op: "literal", value: undefined } as const);
    const pair = [dual.value(value), tangentOf(dual, value) ?? js.num(0)];
    const given = dual.unit.sweeps === "async" ? dual.call("returnedLater", ...pair) : js.array(pair);
    if (leaving.length === 0) return [js.returns(given)];
    const both = dual.fresh("both");
    return [js.declare("const", js.id(both), given), ...leaving, js.returns(js.id(both))];
  }
  const loop = s.how === "continue" ? dual.loops.get(s.region) : undefined;
  const target = loop ?? s.region;
  dual.labels.add(target);
  return [...leaving, { type: loop ? "ContinueStatement" : "BreakStatement", label: js.id(labelOf(target)) }];
}

/** What the guarded loops go over that an exit leaves, innermost first; the loop that it breaks sees to its own. */
function leftBy(dual: Dual, s: Exit): string[] {
  const at = s.how === "return" ? -1 : dual.around.findIndex(({ regions }) => regions.includes(s.region));
  return dual.around.slice(0, at < 0 ? undefined : at).flatMap(({ source }) => source ?? []);
}

function dualTry(dual: Dual, s: Statement & { readonly kind: "try" }): t.Statement {
  const error = s.parameter ? dual.name(s.parameter) : dual.fresh("error");
  const caught = dual.call("caught", js.id(error));
  const head =
    s.parameter && dual.moves(s.parameter)
      ? [
          js.declare(s.parameter.constant ? "const" : "let", js.id(dual.tangentName(s.parameter)), caught),
          ...(dual.held.has(s.parameter) ? [holdShadow(dual, s.parameter, true)] : []),
        ]
      : [js.statement(caught)];
  return {
    type: "TryStatement",
    block: js.block(dualBlock(dual, s.body)),
    handler: {
      type: "CatchClause",
      param: js.id(error),
      body: js.block([...head, ...dualBlock(dual, s.handler)]),
    },
    finalizer: null,
  };
}
