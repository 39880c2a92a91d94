/**
 * Program and the units to do it for → the program with the duals of its marked functions, which are marked in their turn.
 *
 *   function f(x) { "differentiable"; … }   →   function f_dual(x, dx) { "differentiable"; … return [y, dy]; }
 */
import type { Binding, NodePath, t } from "../babel.ts";
import * as js from "../ir/js.ts";
import { crawl, type Resolution } from "../1-mark/resolve.ts";
import { analyseActivity, eachStatement } from "../3-analyse/activity.ts";
import { variablesOf } from "../4-adjoin/adjoin.ts";
import { makeNames } from "../4-adjoin/names.ts";
import { toJs } from "../4-adjoin/values.ts";
import { operandsOf } from "../ir/expressions.ts";
import type { Expression, Unit, Variable } from "../ir/types.ts";
import type { CheckedOptions } from "../options.ts";
import { analyseCertainty, ruledNames } from "./certainty.ts";
import { asWritten, constantTangent } from "./constants.ts";
import { closing, dualFunctions, movesBy, NotDual, signatureOf, type Dual, type Signature } from "./dual.ts";
import { hasShadow } from "./memory.ts";
import { exportedNames, helperOf, importHelpers, kindIn, libraryOf, type Module } from "./module.ts";
import { withoutUnused } from "./unused.ts";

export interface Duals {
  /** By `placeOf` the unit. */
  readonly signatures: ReadonlyMap<object | string, Signature>;
  /** The names of the duals. */
  readonly names: ReadonlySet<string>;
  /** What a function holds that keeps it from having one, and where; by `placeOf` the unit. */
  readonly reasons: ReadonlyMap<object | string, string>;
}

export const NO_DUALS: Duals = { signatures: new Map(), names: new Set(), reasons: new Map() };

/** What tells a unit from others in every reading of the program. Their names may change, for the duals of others take some. */
export const placeOf = ({ loc, name }: Unit): object | string => loc ?? name;

export const joined = (a: Duals, b: Duals): Duals => ({
  signatures: new Map([...a.signatures, ...b.signatures]),
  names: new Set([...a.names, ...b.names]),
  reasons: new Map([...a.reasons, ...b.reasons]),
});

/** How often functions can get duals: the runtime has what these call. */
export const MOST_DUALS = 2;

export function dualise(
  program: NodePath<t.Program>,
  all: readonly Unit[],
  units: readonly Unit[],
  resolution: Resolution,
  options: CheckedOptions,
  filename: string,
  time: number,
  times: number,
): Duals {
  const module: Module = { library: libraryOf(time, times), helpers: new Map(), keys: new Map(), written: new Set() };
  const activity = analyseActivity(all);
  const places = new Map<object | string, number>();
  for (const u of all) places.set(placeOf(u), (places.get(placeOf(u)) ?? 0) + 1);
  const told = units.filter((u) => places.get(placeOf(u)) === 1);
  const signatures = new Map(told.map((u) => [u.name, signatureOf(u)]));
  const reasons = new Map<string, string>();
  const functions: t.FunctionDeclaration[] = [];
  const generators = new Map<Unit, string>();
  const { suffix } = resolution;
  const fresh = (base: string): string => {
    const name = js.freeName(base.includes(suffix) ? base : base + suffix, (n) => resolution.names.has(n));
    resolution.names.add(name);
    return name;
  };
  const exported = exportedNames(program.node);
  const isExported = (name: string): boolean => exported.has(name);
  const isKnown = (name: string): boolean =>
    name.startsWith("$.") ||
    name === "Number" || // of +text
    resolution.globalNames.has(name) ||
    program.scope.hasOwnBinding(name) ||
    resolution.names.has(name);
  const guards = all.some((u) => /(^|_)return(_\d+)?$/.test(u.name) || (u.sweeps === "generator" && closing(u)));
  const ruled = ruledNames(resolution, options);
  const assigned = ownersIn(all);
  const isRoot = (name: string): boolean => isVariable(program.scope.bindings[name]) || assigned.has(name);
  for (let before = -1; before !== reasons.size;) {
    before = reasons.size;
    functions.length = 0;
    module.keys.clear(); // what only a unit has asked for that has no dual
    const { failing, leaving } = analyseCertainty(all, (u) => signatures.get(u)?.later === false, ruled);
    for (const [unit, signature] of signatures) {
      const roots = leaving.get(unit)?.filter(isRoot);
      signatures.set(unit, { ...signature, fails: signature.later || failing.has(unit), roots: roots ?? null });
    }
    for (const unit of units) {
      const signature = signatures.get(unit.name);
      if (!signature) continue;
      try {
        const dual = dualOf(unit, {
          activity,
          filename,
          isFirst: time === 1,
          module,
          fresh,
          signatures,
          reasons,
          resolution,
          isKnown,
          isExported,
          guards,
        });
        const steps = (): string => {
          const name = generators.get(unit) ?? fresh(`${signature.name}_steps`);
          generators.set(unit, name);
          return name;
        };
        for (const made of dualFunctions(dual, signature, steps)) functions.push(withoutUnused(made, dual.isTangent));
      } catch (error) {
        if (!(error instanceof NotDual)) throw error;
        const line = error.loc?.start.line ?? unit.loc?.start.line;
        reasons.set(unit.name, `${error.message}${line === undefined ? "" : ` (line ${String(line)})`}`);
        signatures.delete(unit.name);
      }
    }
  }
  const helper = helperOf(module, fresh);
  const keys = [...module.keys].map(([spelled, key]) => {
    // Of its own name: the units after it keep theirs.
    const read = { ...js.fn([], [js.returns(js.id(spelled))]), id: js.id(fresh(`${spelled}_read`)) };
    const given = js.id(fresh("given"));
    const write = js.arrow([given], js.block([js.statement(js.assign("=", js.id(spelled), given))]));
    return js.declare(
      kindIn(program),
      js.id(key),
      js.call(helper("variableKey"), module.written.has(spelled) ? [read, write] : [read]),
    );
  });
  // A module may ask for gradients while it is loaded.
  program.node.body.unshift(...keys);
  program.node.body.push(...functions);
  if (functions.length > 0) {
    program.node.body.unshift(importHelpers(program, module, options));
    crawl(program.scope);
  }
  const found = units.flatMap((u) => {
    const signature = signatures.get(u.name);
    return signature ? [[placeOf(u), signature] as const] : [];
  });
  const lacking = units.flatMap((u) => {
    const reason = reasons.get(u.name);
    return reason === undefined ? [] : [[placeOf(u), reason] as const];
  });
  return {
    signatures: new Map(found),
    names: new Set([...found.map(([, { name }]) => name), ...generators.values()]),
    reasons: new Map(lacking),
  };
}

/** What has fields that are assigned: a class has its static ones. */
function ownersIn(units: readonly Unit[]): ReadonlySet<string> {
  const owners = new Set<string>();
  for (const { body } of units)
    eachStatement(body, (s) => {
      if ((s.kind === "set" || s.kind === "accumulate") && s.member.object.origin === "module")
        owners.add(s.member.object.name);
    });
  return owners;
}

/** No function or class, which has a name of its own. */
const isVariable = (binding: Binding | undefined): boolean =>
  binding !== undefined && binding.kind !== "hoisted" && !binding.path.isClassDeclaration();

function dualOf(
  unit: Unit,
  file: {
    readonly activity: Dual["activity"];
    readonly filename: string;
    readonly isFirst: boolean;
    readonly module: Module;
    readonly fresh: (base: string) => string;
    readonly signatures: ReadonlyMap<string, Signature>;
    readonly reasons: ReadonlyMap<string, string>;
    readonly resolution: Resolution;
    readonly isKnown: (name: string) => boolean;
    readonly isExported: (name: string) => boolean;
    readonly guards: boolean;
  },
): Dual {
  const { activity, module, fresh } = file;
  const names = makeNames(
    file.resolution.names,
    variablesOf(unit).map((v) => v.name),
  );
  const moves = movesBy(activity);
  const tangents = new Set<string>();
  const shadows = new Map<Variable, string>();
  const closures = new Map<string, Variable>();
  const parts = new Map<Variable, Set<string>>();
  eachStatement(unit.body, (s) => {
    if (s.kind === "closure" || (s.kind === "assign" && s.value.op === "constant" && s.value.ofClass)) {
      if (closures.has(s.target.name)) throw new NotDual(`two functions called \`${s.target.name}\``, s.loc);
      closures.set(s.target.name, s.target);
    }
    if (s.kind === "array") parts.set(s.target, new Set(s.elements.flatMap((e, i) => (e ? [String(i)] : []))));
    if (s.kind === "object")
      parts.set(s.target, new Set(s.properties.flatMap((p) => (p.key.op === "literal" ? [String(p.key.value)] : []))));
  });
  const helper = helperOf(module, fresh);
  const name = (v: Variable): string => names.forward(v);
  const value = (e: Expression): t.Expression => {
    requireKnown(e);
    return asWritten(toJs(e, name), helper, file.resolution.names.has("BigInt"));
  };
  /** Names that only generated code has stand for private members and the like. */
  const requireKnown = (e: Expression): void => {
    if (e.op === "constant" && e.node.type === "Identifier" && !file.isKnown(e.node.name) && !closures.has(e.node.name))
      throw new NotDual(`\`${e.node.name}\``, e.node.loc);
    if (e.op === "constant" && e.node.type === "BigIntLiteral") throw new NotDual("a BigInt", e.node.loc);
    operandsOf(e).forEach(requireKnown);
  };
  const dual: Dual = {
    unit,
    activity,
    names,
    filename: file.filename,
    isFirst: file.isFirst,
    name,
    tangentName: (v) => {
      const given = names.cotangent(v);
      tangents.add(given);
      return given;
    },
    held: heldIn(unit),
    shadowName: (v) => {
      const known = shadows.get(v) ?? names.fresh(`${names.cotangent(v)}_shadow`.replace(/^d(.*)_shadow$/, "d$1"));
      shadows.set(v, known);
      return known;
    },
    isTangent: (given) => tangents.has(given),
    moves,
    value,
    constantTangent: (e) => constantTangent(dual, e),
    fresh: names.fresh,
    before: () => undefined,
    helper,
    call: (h, ...args) => js.call(helper(h), args),
    signatureOf: (u) => file.signatures.get(u) ?? null,
    reasonOf: (u) => file.reasons.get(u) ?? null,
    isExported: file.isExported,
    moduleKey: (spelled, isWritten = false) => {
      if (isWritten) module.written.add(spelled);
      const known = module.keys.get(spelled) ?? fresh(`${spelled}_key`);
      module.keys.set(spelled, known);
      return js.id(known);
    },
    around: [],
    guards: file.guards,
    labels: new Set(),
    keyed: new Map(),
    loops: new Map(),
    closures,
    parts,
    made: new Set(),
    waiting: new Map(),
  };
  return dual;
}

/** The variables whose members are used, other than of objects that the unit makes. */
function heldIn(unit: Unit): ReadonlySet<Variable> {
  const held = new Set<Variable>();
  eachStatement(unit.body, (s) => {
    if ("member" in s && s.kind !== "again" && !hasShadow(unit, s.member.object) && s.member.object.origin !== "module")
      held.add(s.member.object);
  });
  return held;
}
