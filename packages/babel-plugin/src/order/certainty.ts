/**
 * What `jvp` wants to know of a dual before it runs it, and when it was in vain: whether it surely meets what has no dual, and whether
 * it may leave something changed that is not its own. Units and their duals → the names of the units.
 */
import type { t } from "../babel.ts";
import { runtimeExport } from "../1-mark/runtime-names.ts";
import type { Resolution } from "../1-mark/resolve.ts";
import { contains, eachStatement } from "../3-analyse/activity.ts";
import { operandsOf } from "../ir/expressions.ts";
import { eachExpression, eachUse } from "../ir/rewrite.ts";
import type { Expression, Statement, Unit, Variable } from "../ir/types.ts";
import { visitNames } from "../ir/walk.ts";
import type { CheckedOptions } from "../options.ts";

export interface Certainty {
  /** They call what has no dual, where they get so far. */
  readonly failing: ReadonlySet<string>;
  /** They may change what they have not made; the names of the module's variables that they, and those that they call, mention. */
  readonly leaving: ReadonlyMap<string, readonly string[]>;
}

/** `hasDual`: by the names of units. `ruled`: what has no rule of tangents, by the names that constants have for it. */
export function analyseCertainty(
  units: readonly Unit[],
  hasDual: (unit: string) => boolean,
  ruled: ReadonlySet<string>,
): Certainty {
  const known = new Set(units.map((u) => u.name));
  const isWithout = (name: string): boolean => known.has(name) && !hasDual(name);
  const methods = new Set(units.flatMap((u) => (isWithout(u.name) ? keysOf(u) : [])));
  const fails = ({ callee }: CallOf): boolean => {
    switch (callee.via) {
      case "pair":
        return isWithout(callee.unit);
      case "value":
        return (
          (typeof callee.likely === "string" && isWithout(callee.likely)) ||
          isWithout(nameOf(callee.callee)) ||
          ruled.has(nameOf(callee.callee))
        );
      case "method":
        return callee.key.op === "literal" && (callee.key.value === "hook" || methods.has(String(callee.key.value)));
      case "new":
        return isWithout(nameOf(callee.callee));
      default:
        return false;
    }
  };
  return {
    failing: spread(units, (u) => STEPPED.has(u.sweeps) && contains(u.body, (s) => s.kind === "call" && fails(s))),
    leaving: rootsOf(units, spread(units, leaves)),
  };
}

/** What runs as it is called, or as a loop goes over it. */
const STEPPED: ReadonlySet<Unit["sweeps"]> = new Set(["plain", "generator"]);

/** By what a method may be called. A unit has the name of its class before its own, and a number after it where another has the same. */
function keysOf({ form, name }: Unit): string[] {
  const words = form === "method" ? name.replace(/_\d+$/, "").split("_") : [];
  return words.map((_, i) => words.slice(i).join("_"));
}

type CallOf = Statement & { readonly kind: "call" };

const nameOf = (e: Expression): string => (e.op === "constant" && e.node.type === "Identifier" ? e.node.name : "");

/** What they can reach by name. */
function rootsOf(units: readonly Unit[], names: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
  const roots = new Map(units.map((u) => [u.name, mentionedIn(u)]));
  for (let isOver = false; !isOver;) {
    isOver = true;
    for (const unit of units) {
      const own = roots.get(unit.name) as Set<string>;
      const before = own.size;
      eachStatement(unit.body, (s) => {
        const callees = s.kind === "call" && s.callee.via === "pair" ? [s.callee.unit] : madeBy(s);
        for (const callee of callees) for (const name of roots.get(callee) ?? []) own.add(name);
      });
      isOver &&= own.size === before;
    }
  }
  return new Map([...names].map((name) => [name, [...(roots.get(name) ?? [])]]));
}

function mentionedIn({ body }: Unit): Set<string> {
  const names = new Set<string>();
  const visit = (e: Expression): void => {
    if (e.op === "constant") visitNames(e.node, ({ name }) => names.add(name));
    operandsOf(e).forEach(visit);
  };
  const note = (v: Variable): void => {
    if (v.origin === "module") names.add(v.name);
  };
  eachUse(body, note, note);
  eachStatement(body, (s) => {
    if ("member" in s && s.member.spelled !== null) names.add(s.member.spelled);
    eachExpression(s, visit);
  });
  return names;
}

/** The functions that a statement makes: a closure, or the members of a class. */
function madeBy(s: Statement): readonly string[] {
  if (s.kind === "closure") return [s.unit];
  if (s.kind !== "assign" || s.value.op !== "constant") return [];
  return s.value.ofClass?.members.map(({ unit }) => unit) ?? [];
}

/** Those of which something holds, and all that call one of them by name, or make one. */
function spread(units: readonly Unit[], holds: (unit: Unit) => boolean): ReadonlySet<string> {
  const found = new Set(units.filter(holds).map((u) => u.name));
  const calls = (s: Statement): boolean =>
    madeBy(s).some((unit) => found.has(unit)) ||
    (s.kind === "call" &&
      (s.callee.via === "pair"
        ? found.has(s.callee.unit)
        : s.callee.via === "new" && found.has(nameOf(s.callee.callee))));
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const unit of units) if (!found.has(unit.name) && contains(unit.body, calls)) found.add(unit.name);
  }
  return found;
}

/** A constructor may set the fields of what it makes; of what is not called by name nothing is known. */
function leaves({ body, form, self }: Unit): boolean {
  const isOwn = (v: Variable): boolean =>
    (v.made && v.constant) || (v === self && (form === "constructor" || form === "derived"));
  return contains(
    body,
    (s) =>
      ((s.kind === "set" || s.kind === "accumulate") && !isOwn(s.member.object)) ||
      (s.kind === "call" && s.callee.via !== "pair"),
  );
}

/** The names of what is differentiated by a rule that has none for tangents: hooks, and functions with an adjoint alone. */
export function ruledNames(resolution: Resolution, { runtime }: CheckedOptions): ReadonlySet<string> {
  const isAdjoint = (call: t.CallExpression): boolean =>
    call.arguments.length === 2 && runtimeExport(call.callee, resolution, runtime) === "adjoint";
  const names = new Set<string>();
  for (const call of resolution.calls) {
    const [first] = call.arguments;
    if (call.callee.type === "Identifier" && runtimeExport(call.callee, resolution, runtime) === "hook")
      names.add(call.callee.name);
    if (first?.type === "Identifier" && isAdjoint(call)) names.add(first.name);
  }
  for (const [name, { path }] of Object.entries(resolution.program.scope.bindings)) {
    const init = path.isVariableDeclarator() ? path.node.init : null;
    if (init?.type === "CallExpression" && isAdjoint(init)) names.add(name);
  }
  return names;
}
