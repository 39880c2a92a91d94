/** What generating the two sweeps of a unit carries along. */
import type { t } from "../babel.ts";
import * as js from "../ir/js.ts";
import type { Block, Exit, Location, Region, Statement, Unit, Variable } from "../ir/types.ts";
import type { Activity } from "../3-analyse/activity.ts";
import type { Dead } from "../3-analyse/dead.ts";
import type { Owner } from "../3-analyse/owners.ts";
import type { Shapes } from "../3-analyse/shapes.ts";
import type { Place, Saved, Recording } from "../3-analyse/record.ts";
import { blocksOf } from "../ir/rewrite.ts";
import { eachVariable } from "../ir/expressions.ts";
import type { Names } from "./names.ts";
import type { Turns } from "./turns.ts";
import { because, type Lost, type Reason, type Reasons } from "./reasons.ts";
import { memberJs, toJs } from "./values.ts";

export interface Sweep {
  readonly unit: Unit;
  readonly activity: Activity;
  readonly recording: Recording;
  readonly tails: ReadonlySet<Statement>;
  /** What may be dead: its slopes are asked for only where a cotangent arrives. */
  readonly dead: Dead;
  readonly names: Names;
  readonly filename: string;
  /** Whether the file speaks of BigInts: a product of what is not known may be one, and its cotangent is then 0. */
  readonly hasBigInts: boolean;
  /** The number of each exit that does not stand last; 0 is the normal end. */
  readonly codes: ReadonlyMap<Statement, number>;
  readonly exitsTo: ReadonlyMap<Region, readonly Exit[]>;
  /** What encloses the statement at hand, from the function inwards: exits push what these would have pushed. */
  readonly frames: Frame[];
  readonly moduleShadows: Set<Variable>;
  /** Objects that the unit writes, and that the tape must be told of. */
  readonly touched: ReadonlySet<Variable>;
  /** Regions whose end control can reach without an exit. */
  readonly endsNormally: ReadonlySet<Region>;
  /** The variable of the forward sweep that says by which `break` a loop was left. */
  readonly ways: Map<Region, string>;
  /** The numbers of the points at which an exception may come; none in a function that is not tracked. */
  readonly points: ReadonlyMap<Place, number>;
  /** The first of them: `at` is an exception's from here on. */
  readonly firstPoint: number;
  /** Names that the mirror declares at its head, since an exception restores them from anywhere. */
  readonly hoisted: ReadonlySet<string>;
  /** The same of the forward sweep. */
  readonly outside: ReadonlySet<string>;
  /** What a loop calls its number of turns and what it iterates over, forward, and in the mirror after an exception. */
  readonly turns: Map<Statement, LoopNames>;
  /** The cotangent of what was thrown, by where it arrives. */
  readonly thrown: Map<Block, string>;
  /** The loop of a loop body's region. */
  readonly loopBodies: ReadonlyMap<Region, Region>;
  readonly reasons: Reasons | null;
  /** Null for a pair: its mirror is a function of its own. */
  readonly inPlace: SweepInPlace | null;
}

/** Of the function that gives value and gradient at once; see joint.ts. */
export interface SweepInPlace extends Turns {
  /** The names of what may be no number, though it is used as one. */
  readonly doubtful: ReadonlySet<string>;
  readonly ownerOf: (v: Variable) => Owner;
  readonly isList: (v: Variable) => boolean;
  readonly shapes: Shapes | null;
  /** Objects of its own whose shadow is found where the object is. */
  readonly linked: ReadonlySet<Variable>;
  /** Objects whose shadow the mirror needs. */
  readonly shadowed: ReadonlySet<Variable>;
  /** The name of what the function gives. */
  readonly result: string;
  /** Declared at the head, since branches set them: with a zero, if they are numbers. */
  readonly hoisted: Map<string, t.Expression | null>;
}

/** A block or a loop that an exit may leave. */
export type Frame =
  | { readonly kind: "block"; readonly block: Block }
  | { readonly kind: "loop"; readonly region: Region; readonly record: () => t.Statement[] }
  | { readonly kind: "region"; readonly region: Region };

export interface LoopNames {
  readonly turns: string;
  readonly items: string | null;
  readonly thrownTurns: string;
  readonly thrownItems: string;
}

/** Primal and adjoint of one statement, side by side. */
export interface Both {
  readonly forward: t.Statement[];
  readonly reverse: t.Statement[];
  /** The numbers of the exits inside that leave it. */
  readonly codes: readonly number[];
}

export const both = (forward: t.Statement[], reverse: t.Statement[] = [], codes: readonly number[] = []): Both => ({
  forward,
  reverse,
  codes,
});

export const tape = (method: string, ...args: t.Expression[]): t.CallExpression =>
  js.call(js.member(js.id("#tape"), method), args);
export const runtime = (name: string, ...args: t.Expression[]): t.CallExpression =>
  js.call(js.member(js.id("#$"), name), args);

/** Puts a value on the tape. */
export const keep = (
  sweep: Pick<Sweep, "reasons">,
  method: "push" | "record",
  value: t.Expression,
  reason: Reason,
): t.Statement => js.statement(because(sweep, tape(method, because(sweep, value, reason)), reason));

export function siteOf(sweep: Sweep, loc: Location): t.Expression {
  return js.str(loc ? `${sweep.filename}:${String(loc.start.line)}:${String(loc.start.column + 1)}` : sweep.filename);
}

/** Gives generated statements the place of what they mirror, for source maps. */
export function locate<T extends t.Statement[]>(statements: T, loc: Location): T {
  for (const s of statements) s.loc ??= loc ?? null;
  return statements;
}

/** Whether the forward sweep holds the object's slot, so that the mirror need not look for the shadow. */
export const hasSlot = (sweep: Pick<Sweep, "touched">, v: Variable): boolean =>
  sweep.touched.has(v) && v.constant && !v.made && v.origin !== "module" && v.origin !== "environment";

const nameJs = (name: string): t.Expression => (name === "this" ? { type: "ThisExpression" } : js.id(name));

/** The variables of the forward sweep that saving these reads. */
export function savedNames(sweep: Pick<Sweep, "names" | "touched">, { variable, need }: Saved): string[] {
  const slotted = need.shadow && hasSlot(sweep, variable);
  const name = need.value || need.number || !slotted ? [sweep.names.forward(variable)] : [];
  return slotted ? [...name, sweep.names.slot(variable)] : name;
}

/** Whether an object is of the function's own, and so its shadow is at hand where it is. */
export const isOwn = (sweep: Pick<Sweep, "inPlace">, v: Variable): boolean => sweep.inPlace?.shapes?.isOwn(v) === true;

/** Whether its shadow is found in the shadow of the object that it was read from. */
const isLinked = (sweep: Pick<Sweep, "inPlace">, v: Variable): boolean =>
  isOwn(sweep, v) || sweep.inPlace?.ownerOf(v) === "argument";

/** `tape.push(x)`, `tape.record(o)`: in order of declaration. */
export function save(sweep: Sweep, list: readonly Saved[], lost: Lost): t.Statement[] {
  return list.flatMap((saved) => {
    const { variable, need, again } = saved;
    if (again) return [];
    const reason: Reason = { kind: "saved", sweep, saved, lost };
    const name = nameJs(sweep.names.forward(variable));
    const statements: t.Statement[] = [];
    const slotted = need.shadow && (hasSlot(sweep, variable) || isOwn(sweep, variable));
    if (need.value || (need.shadow && !slotted)) statements.push(keep(sweep, "record", name, reason));
    else if (need.number) statements.push(keep(sweep, "push", name, reason));
    if (slotted) {
      const kept = isOwn(sweep, variable) ? sweep.names.shadow(variable) : sweep.names.slot(variable);
      statements.push(keep(sweep, "record", js.id(kept), reason));
    }
    return statements;
  });
}

/** The mirror of `save`: assigns what was saved, last first. */
export function restore(sweep: Sweep, list: readonly Saved[]): t.Statement[] {
  return [...list].reverse().flatMap(({ variable, need, again }) => {
    if (again) return [];
    const value = js.id(sweep.names.value(variable));
    const shadow = js.id(sweep.names.shadow(variable));
    const set = (to: t.Identifier, from: t.Expression): t.Statement => js.statement(js.assign("=", to, from));
    if (need.shadow && (hasSlot(sweep, variable) || isOwn(sweep, variable))) {
      const rest = need.value ? [set(value, tape("recall"))] : need.number ? [set(value, tape("pop"))] : [];
      return [set(shadow, isOwn(sweep, variable) ? tape("recall") : tape("open", tape("recall"))), ...rest];
    }
    if (need.shadow && !need.value && !need.number) return [set(shadow, tape("shadow", tape("recall")))];
    if (need.shadow) return [set(value, tape("recall")), set(shadow, tape("shadow", js.id(value.name)))];
    return [set(value, need.value ? tape("recall") : tape("pop"))];
  });
}

/** After `restore`: what is computed or read again, what others need first. */
export function computeAgain(sweep: Sweep, list: readonly Saved[]): t.Statement[] {
  const left = new Map(list.flatMap((saved) => (saved.again ? [[saved.variable, saved] as const] : [])));
  const statements: t.Statement[] = [];
  const visit = (variable: Variable): void => {
    const saved = left.get(variable);
    if (!saved?.again) return;
    left.delete(variable);
    const { again, need } = saved;
    const { value, shadow } = sweep.names;
    const set = (name: string, to: t.Expression): unknown =>
      statements.push(js.statement(js.assign("=", js.id(name), to)));
    if ("op" in again) {
      eachVariable(again, visit);
      set(value(variable), toJs(again, value));
    } else {
      const { object, key } = again.member;
      visit(object);
      eachVariable(key, visit);
      const isShadow = need.shadow && isLinked(sweep, variable);
      if (!isShadow || need.value || need.number) set(value(variable), memberJs(js.id(value(object)), key, value));
      if (isShadow) set(shadow(variable), memberJs(js.id(shadow(object)), key, value));
    }
    if (need.shadow && ("op" in again || !isLinked(sweep, variable)))
      set(shadow(variable), tape("shadow", js.id(value(variable))));
  };
  for (const { variable } of list) visit(variable);
  return statements;
}

/** The names that restoring assigns, to be declared where the mirror of the block begins. */
export function restoredNames(sweep: Pick<Sweep, "names">, list: Iterable<Saved>): string[] {
  const names = new Set<string>();
  for (const { variable, need, again } of list) {
    if (need.number || need.value || again) names.add(sweep.names.value(variable));
    if (need.shadow) names.add(sweep.names.shadow(variable));
  }
  return [...names];
}

/** Numbers the exits that do not stand last, and sorts them by the region that they leave. */
export function numberExits(
  unit: Unit,
  tails: ReadonlySet<Statement>,
): { codes: Map<Statement, number>; exitsTo: Map<Region, Exit[]> } {
  const codes = new Map<Statement, number>();
  const exitsTo = new Map<Region, Exit[]>();
  const visit = (block: Block): void => {
    for (const s of block) {
      if (s.kind === "exit" && !tails.has(s)) {
        codes.set(s, codes.size + 1);
        exitsTo.set(s.region, [...(exitsTo.get(s.region) ?? []), s]);
      }
      for (const b of blocksOf(s)) visit(b);
    }
  };
  visit(unit.body);
  return { codes, exitsTo };
}
