/**
 * What has to be recorded, and where. Unit → for each place where a value is about to be lost, what is saved there.
 *
 * A value is lost when its variable is assigned again, and when its block ends, normally or by an exit. It is saved if
 * the adjoint of a statement that ran since then reads it ("to be recorded", as in Tapenade): a forward data flow over
 * structured code, repeated for loops until nothing is added.
 */
import type { Block, Expression, Region, Statement, Unit, Variable } from "../ir/types.ts";
import { eachVariable } from "../ir/expressions.ts";
import { blocksOf } from "../ir/rewrite.ts";
import { givenToCallee, isEvent, mayThrow, mayThrowBetween } from "./tracked.ts";
import { hadInPlace, isHadAgain } from "./again.ts";
import { addNeed, type Need, type Needs } from "./needs.ts";

export interface Saved {
  readonly variable: Variable;
  readonly need: Need;
  /** Not saved after all: the mirror computes it again, or reads it again, from what it has. */
  readonly again?: Again;
}

export type Again = Expression | (Statement & { readonly kind: "get" });

/** Where the mirror follows in the same function; see joint.ts. */
export interface InPlace {
  /** The blocks whose variables the mirror sees as they are. */
  readonly scopes: ReadonlySet<Block>;
  /** A read that would give the same once more. */
  readonly isStable: (s: Statement & { readonly kind: "get" }) => boolean;
  /** An object whose shadow is found in the shadow of the object that it was read from. */
  readonly isLinked: (v: Variable) => boolean;
  /** One of the function's own: what stands for another such object has its shadow beside it. */
  readonly isOwn: (v: Variable) => boolean;
}

export interface Recording {
  /** The old value, before an assignment. */
  readonly before: ReadonlyMap<Statement, Need>;
  /** The variables of a block, at its end, in order of declaration. */
  readonly ends: ReadonlyMap<Block, readonly Saved[]>;
  /** The same for each block that an exit leaves. */
  readonly exits: ReadonlyMap<Statement, ReadonlyMap<Block, readonly Saved[]>>;
  /** The points of a tracked function at which an exception may come, with what is saved then. */
  readonly points: ReadonlyMap<Place, Point>;
}

/** A statement that may throw; or the body of a loop, whose iterator may throw between two turns. */
export type Place = Statement | Block;

/** A place where an exception may come; all that comes before it is done. */
export interface Point {
  /** Where the exception arrives: the body of a `try`, or the function. */
  readonly arrives: Block;
  readonly saved: readonly Saved[];
  /** The loops that it leaves, outermost first. */
  readonly loops: readonly Statement[];
}

export type Open = Map<Variable, Need>;

const NOTHING: Needs = new Map();

export interface Scope {
  readonly block: Block;
  readonly declared: Variable[];
}

export function analyseRecording(
  unit: Unit,
  tails: ReadonlySet<Statement>,
  needed: (s: Statement) => Needs,
  isTracked: boolean,
  inPlace: InPlace | null = null,
): Recording {
  const before = new Map<Statement, Need>();
  const ends = new Map<Block, readonly Saved[]>();
  const exits = new Map<Statement, ReadonlyMap<Block, readonly Saved[]>>();
  const points = new Map<Place, Point>();
  const scopes: Scope[] = [];
  const catchers: { readonly block: Block; readonly depth: number; readonly loops: Statement[] }[] = [];
  const depth = new Map<Region, number>();
  const arrivals = new Map<Region, Open[]>();
  /** What was open at the head of a loop in the end: where it is gone through again, for a loop around it, more is. */
  const settled = new Map<Region, Open>();
  const counters = new Set<Variable>();
  const values = new Map<Variable, Expression>();

  const savedIn = (scope: Scope, open: Open): Saved[] =>
    [...new Set(scope.declared)]
      .sort((a, b) => a.id - b.id)
      .flatMap((variable) => {
        const need = counters.has(variable) ? undefined : open.get(variable);
        return need ? [{ variable, need }] : [];
      });
  const leftIn = (scope: Scope, open: Open): Saved[] => {
    if (inPlace?.scopes.has(scope.block)) return [];
    const saved = savedIn(scope, open);
    if (inPlace) return hadInPlace(saved, { scope, open, scopes, counters, sources, inPlace });
    return saved.map((one) => {
      const again = values.get(one.variable);
      return again && isHadAgain(one, again, open, values) ? { ...one, again } : one;
    });
  };

  const sources = new Map<Variable, Again>();
  /** What has been computed from a variable that is assigned again. */
  const passing = new Map<Variable, Variable[]>();
  const hasSource = (target: Variable, again: Again): void => {
    sources.set(target, again);
    const note = (v: Variable): void => {
      if (!v.constant) passing.set(v, [...(passing.get(v) ?? []), target]);
    };
    if ("op" in again) eachVariable(again, note);
    else {
      note(again.member.object);
      eachVariable(again.member.key, note);
    }
  };

  const list = (block: Block, open: Open | null, declared: Variable[]): Open | null => {
    const scope: Scope = { block, declared: [...declared] };
    scopes.push(scope);
    let current = open;
    let isFresh = true;
    for (const s of block) {
      if (!current) break;
      if (s.kind === "yield") point(s, current, needed(s));
      else if (
        isTracked &&
        (mayThrow(s) || (s === block[0] && catchers.at(-1)?.block === block)) &&
        (isFresh || s.kind === "call" || s.kind === "throw" || givenToCallee(s).length > 0)
      ) {
        point(s, current, needed(s));
        isFresh = false;
      }
      current = one(s, current);
      if (isEvent(s)) isFresh = true;
    }
    scopes.pop();
    if (!current) return null;
    ends.set(block, leftIn(scope, current));
    return forget(current, scope.declared);
  };

  const point = (at: Place, open: Open, needs: Needs): void => {
    const catcher = catchers.at(-1);
    if (!catcher) return;
    const wanted = new Map(open);
    for (const [v, need] of needs) addNeed(wanted, v, need);
    const saved = scopes.slice(catcher.depth).flatMap((scope) => savedIn(scope, wanted));
    points.set(at, { arrives: catcher.block, saved, loops: [...catcher.loops] });
  };

  const one = (s: Statement, open: Open): Open | null => {
    for (const [v, need] of needed(s)) addNeed(open, v, need);
    const target = targetOf(s);
    // A counter is not lost when it steps: the mirror of its loop counts it down.
    if (target && counters.has(target) && s.kind === "assign" && s.declare === null) return open;
    if (target && s.kind === "assign" && s.declare === null) {
      for (const v of passing.get(target) ?? []) sources.delete(v);
      passing.delete(target);
      const need = open.get(target);
      if (need) before.set(s, need);
      open.delete(target);
      return open;
    }
    if (target) scopes.at(-1)?.declared.push(target);
    if (s.kind === "assign" && s.target.constant) {
      values.set(s.target, s.value);
      if (inPlace?.isOwn(s.target) === false) hasSource(s.target, s.value);
    }
    if (s.kind === "get" && s.target.constant && inPlace?.isStable(s)) hasSource(s.target, s);
    switch (s.kind) {
      case "if":
        return join(list(s.consequent, new Map(open), []), list(s.alternate, open, []));
      case "block":
        return s.region ? region(s.region, () => list(s.body, open, [])) : list(s.body, open, []);
      case "loop":
        if (s.counter) counters.add(s.counter);
        return inside(s, () =>
          loop(
            s.region,
            s.bodyRegion,
            open,
            s.test !== null,
            (o) => list(s.body, o, []),
            (o) => list(s.update, o, []),
          ),
        );
      case "each":
        return inside(s, () =>
          loop(
            s.region,
            s.bodyRegion,
            open,
            true,
            (o) => list(s.body, o, [s.target]),
            (o) => {
              if (isTracked && mayThrowBetween(s)) point(s.body, o, NOTHING);
              return o;
            },
          ),
        );
      case "exit": {
        if (tails.has(s)) return open;
        const crossed = scopes.slice(depth.get(s.region) ?? 0);
        exits.set(s, new Map(crossed.map((scope) => [scope.block, leftIn(scope, open)])));
        arrivals.get(s.region)?.push(
          forget(
            open,
            crossed.flatMap((scope) => scope.declared),
          ),
        );
        return null;
      }
      case "throw":
        return null;
      case "try":
        return attempt(s, open);
      default:
        return open;
    }
  };

  const inside = (s: Statement, walk: () => Open | null): Open | null => {
    catchers.at(-1)?.loops.push(s);
    const result = walk();
    catchers.at(-1)?.loops.pop();
    return result;
  };

  const region = (r: Region, walk: () => Open | null): Open | null => {
    depth.set(r, scopes.length);
    arrivals.set(r, []);
    const end = walk();
    return (arrivals.get(r) ?? []).reduce<Open | null>(join, end);
  };

  const loop = (
    r: Region,
    bodyRegion: Region,
    head: Open,
    hasTest: boolean,
    body: (o: Open) => Open | null,
    update: (o: Open) => Open | null,
  ): Open | null => {
    join(head, settled.get(r) ?? null);
    for (;;) {
      const size = measure(head);
      const round = (): Open | null => {
        const end = region(bodyRegion, () => body(new Map(head)));
        return end && update(end);
      };
      let back: Open | null = null;
      const out = region(r, () => {
        back = round();
        return hasTest ? new Map(head) : null;
      });
      join(head, back);
      if (measure(head) > size) continue;
      settled.set(r, new Map(head));
      return hasTest ? join(head, out) : out;
    }
  };

  /** A handler may begin from any point of the body, so it starts with all that the body may have opened. */
  const attempt = (s: Statement & { kind: "try" }, open: Open): Open | null => {
    catchers.push({ block: s.body, depth: scopes.length, loops: [] });
    const end = list(s.body, new Map(open), []);
    catchers.pop();
    const thrown = new Map(open);
    openedIn(s.body, needed, thrown);
    const inner = new Set<Variable>();
    declaredIn(s.body, inner);
    return join(end, list(s.handler, forget(thrown, inner), s.parameter ? [s.parameter] : []));
  };

  const parameters = [
    ...(unit.environment ? [unit.environment.variable] : []),
    unit.self,
    ...unit.parameters,
    ...(unit.rest ? [unit.rest] : []),
  ];
  const open: Open = new Map();
  if (unit.rest) addNeed(open, unit.rest, { shadow: true });
  catchers.push({ block: unit.body, depth: 0, loops: [] });
  region(unit.region, () =>
    list(
      unit.body,
      open,
      parameters.filter((v) => v.origin !== "local" || v !== unit.self),
    ),
  );
  return { before, ends, exits, points };
}

/** The variable that a statement declares or assigns. */
export function targetOf(s: Statement): Variable | null {
  switch (s.kind) {
    case "assign":
    case "get":
    case "call":
    case "array":
    case "object":
    case "closure":
    case "cell":
    case "yield":
      return s.target;
    default:
      return null;
  }
}

function openedIn(block: Block, needed: (s: Statement) => Needs, into: Open): void {
  for (const s of block) {
    for (const [v, need] of needed(s)) addNeed(into, v, need);
    for (const b of blocksOf(s)) openedIn(b, needed, into);
  }
}

function declaredIn(block: Block, into: Set<Variable>): void {
  for (const s of block) {
    const target = s.kind === "assign" && s.declare === null ? null : targetOf(s);
    if (target) into.add(target);
    if (s.kind === "each") into.add(s.target);
    for (const b of blocksOf(s)) declaredIn(b, into);
  }
}

/** The first becomes both. */
function join(a: Open | null, b: Open | null): Open | null {
  if (!a || !b) return a ?? b;
  for (const [v, need] of b) addNeed(a, v, need);
  return a;
}

function forget(open: Open, declared: Iterable<Variable>): Open {
  for (const v of declared) open.delete(v);
  return open;
}

function measure(open: Open): number {
  let bits = 0;
  for (const need of open.values()) bits += Number(need.number) + Number(need.value) + Number(need.shadow);
  return bits;
}
