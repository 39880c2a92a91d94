/**
 * Calls of a list's method with a small function literal → a loop, where the list turns out to be one; else the call. Units → units.
 *
 *   const s = xs.reduce((sum, x) => sum + x * w, 0)
 *
 *   let s; const isList = $.isDenseList(xs, "reduce");
 *   if (isList) { let sum = 0; for (let i = 0; i < xs.length; i++) sum = sum + xs[i] * w; s = sum } else s = xs.reduce(…)
 *
 * What the literal does must leave the list alone, for a method has its own mind of what changes while it runs.
 */
import { literal, variable } from "../ir/expressions.ts";
import { eachOwnUse, usesIn } from "../ir/rewrite.ts";
import type { Block, Expression, Statement, Unit, Variable } from "../ir/types.ts";
import { contains } from "../3-analyse/activity.ts";
import { bodyFor, branchingBody, sizeOf } from "./bodies.ts";
import { Closures, overList, withoutDetours } from "./callbacks.ts";
import { listOf, maker } from "./indices.ts";
import { freeNamesOf, mapBlocks, MAX_GROWTH, MAX_SIZE, namesOf } from "./inline.ts";
import { assignedIn } from "./state.ts";

type Call = Statement & { readonly kind: "call" };
type Closure = Statement & { readonly kind: "closure" };

export function loopsOverLists(units: readonly Unit[], nextId: () => number): Unit[] {
  const byName = new Map(units.map((u) => [u.name, u]));
  const calm = calmUnits(units);
  return units.map((unit) =>
    contains(unit.body, (s) => s.kind === "closure") ? inUnit(unit, byName, calm, nextId) : unit,
  );
}

function inUnit(unit: Unit, byName: ReadonlyMap<string, Unit>, calm: ReadonlySet<string>, nextId: () => number): Unit {
  const declared = namesOf(unit);
  const names = new Set([...declared, ...freeNamesOf(unit)]);
  const make = maker(names, nextId);
  const closures = new Closures();
  closures.learn(unit.body);
  const objects = new Map<Variable, Statement & { readonly kind: "object" }>();
  const uses = usesIn(unit.body);
  let growth = 0;

  /** The literal with what it has captured in the place of its environment, if it can stand in a loop. */
  const standing = ({ unit: name, environment }: Closure): Unit | null => {
    const callee = byName.get(name);
    if (callee?.form !== "arrow" || callee.sweeps !== "plain" || callee.rest) return null;
    const free = freeNamesOf(callee);
    if ([...free].some((n) => declared.has(n)) || (callee.environment && free.has(callee.environment.variable.name)))
      return null;
    const captured = callee.environment ? withCaptured(callee, environment && objects.get(environment)) : callee;
    const assigned = assignedIn(callee.body);
    if (!captured || callee.parameters.some((p) => assigned.has(p))) return null;
    const cells = new Set(callee.environment?.captures.flatMap((c) => (c.by === "cell" ? [c.variable] : [])));
    return contains(captured.body, (s) => isRestless(s, calm, cells)) ? null : captured;
  };

  const asLoop = (s: Call): { readonly block: Block; readonly closure: Closure } | null => {
    const closure = closures.of(s.operands[0]);
    if (closure?.declaration !== null || s.callee.via !== "method" || s.callee.key.op !== "literal") return null;
    const callee = standing(closure);
    const size = callee ? sizeOf(callee.body) : Infinity;
    if (!callee || size > MAX_SIZE || growth + size > MAX_GROWTH) return null;
    const { list, before } = listOf(s.callee.object, s.loc, make);
    const target = s.target && make(s.target.name, "unknown");
    const over = overList({ ...s, target, callee: { ...s.callee, object: variable(list) } }, closures, names, nextId);
    if (!over) return null;
    const loop = inPlace(over, closure, (call) =>
      leavesAtItsEnd(callee) ? bodyFor(call, callee, names, nextId) : branchingBody(call, callee, names, nextId),
    );
    if (!loop) return null;
    growth += size;
    return { closure, block: [...before, ...guarded(s, { list, method: s.callee.key, loop, target }, make)] };
  };

  const inBlock = (block: Block): Block => {
    let out: Statement[] = [];
    for (const s of block) {
      closures.note(s);
      if (s.kind === "object") objects.set(s.target, s);
      const found = s.kind === "call" ? asLoop(s) : null;
      if (!found) {
        out.push(mapBlocks(s, inBlock));
        continue;
      }
      // Only the call has a use for the function itself.
      const { target, environment } = found.closure;
      const [given] = s.kind === "call" ? s.operands : [];
      const isOnly = (v: Variable | null): boolean => v !== null && uses.get(v) === 1;
      const isGiven = given?.op === "variable" && given.variable === target && isOnly(target);
      const late = out.filter(
        (o) =>
          isGiven && (o === found.closure || (o.kind === "object" && o.target === environment && isOnly(environment))),
      );
      out = out.filter((o) => !late.includes(o));
      out.push(...found.block.map((o) => (o.kind === "if" ? { ...o, alternate: [...late, ...o.alternate] } : o)));
    }
    return out;
  };
  return { ...unit, body: inBlock(unit.body) };
}

interface Guarded {
  readonly list: Variable;
  readonly method: Expression & { readonly op: "literal" };
  readonly loop: Block;
  readonly target: Variable | null;
}

function guarded(s: Call, { list, method, loop, target }: Guarded, make: ReturnType<typeof maker>): Block {
  const { loc } = s;
  const isList = make("isList", "boolean");
  const ask: Call = {
    kind: "call",
    loc,
    target: isList,
    callee: { via: "runtime", name: "isDenseList" },
    operands: [variable(list), method],
    spread: false,
  };
  const given = s.target;
  if (!given || !target) return [ask, { kind: "if", loc, test: variable(isList), consequent: loop, alternate: [s] }];
  const result: Variable = { ...make(given.name, "unknown", false), isSettled: true };
  const called = make(`${given.name}_called`, "unknown");
  const assign = (value: Expression): Statement => ({ kind: "assign", loc, target: result, declare: null, value });
  return [
    ask,
    { kind: "assign", loc, target: result, declare: "let", value: literal(undefined) },
    {
      kind: "if",
      loc,
      test: variable(isList),
      consequent: [...loop, assign(method.value === "forEach" ? literal(undefined) : variable(target))],
      alternate: [{ ...s, target: called }, assign(variable(called))],
    },
    { kind: "assign", loc, target: given, declare: "const", value: variable(result) },
  ];
}

/** The loop with the literal's body where it is called; nothing where it cannot stand there. */
function inPlace(block: Block, closure: Closure, bodyOf: (call: Call) => Block | null): Block | null {
  const left: Call[] = [];
  const expand = (s: Statement): Block => {
    if (s.kind === "call" && s.callee.via === "pair" && s.callee.unit === closure.unit) {
      const body = bodyOf(s);
      if (!body) left.push(s);
      return body ?? [s];
    }
    return [mapBlocks(s, (b) => b.flatMap(expand))];
  };
  const expanded = withoutDetours(block.flatMap(expand));
  return left.length === 0 ? expanded.map(ordinary) : null;
}

/** A loop that the program might have written. */
function ordinary(s: Statement): Statement {
  if (s.kind !== "loop") return s;
  const { iterates: _, method: __, ...loop } = s;
  return loop;
}

/** Reads from the environment are what was captured: values, and the cells of variables. */
function withCaptured(callee: Unit, made: (Statement & { readonly kind: "object" }) | null | undefined): Unit | null {
  const { environment } = callee;
  if (!environment || !made || environment.captures.some((c) => c.by === "late")) return null;
  const captured = new Map(
    made.properties.map((p) => [p.kind === "field" && p.key.op === "literal" ? p.key.value : null, p.value] as const),
  );
  const isIts = (s: Statement): s is Statement & { readonly kind: "get" } =>
    s.kind === "get" && s.member.object === environment.variable;
  const valueOf = (s: Statement & { readonly kind: "get" }): Expression | undefined =>
    s.member.key.op === "literal" && s.target.constant ? captured.get(s.member.key.value) : undefined;
  const uses: Variable[] = [];
  const note = (v: Variable): void => {
    if (v === environment.variable) uses.push(v);
  };
  const settle = (s: Statement): Statement => {
    const value = isIts(s) ? valueOf(s) : undefined;
    if (value && isIts(s)) return { kind: "assign", loc: s.loc, target: s.target, declare: "const", value };
    eachOwnUse(s, note, note);
    return mapBlocks(s, (b) => b.map(settle));
  };
  const body = callee.body.map(settle);
  return uses.length === 0 ? { ...callee, environment: null, body } : null;
}

const leavesAtItsEnd = ({ body }: Unit): boolean => !contains(body, (s) => s.kind === "exit" && s !== body.at(-1));

/** The functions that write nothing but what they make, and run nothing else. */
function calmUnits(units: readonly Unit[]): ReadonlySet<string> {
  const calm = new Set(units.flatMap((u) => (u.sweeps === "plain" && u.environment === null ? [u.name] : [])));
  for (let before = -1; before !== calm.size;) {
    before = calm.size;
    for (const { name, body } of units)
      if (calm.has(name) && contains(body, (s) => isRestless(s, calm, NO_CELLS))) calm.delete(name);
  }
  return calm;
}

const NO_CELLS: ReadonlySet<Variable> = new Set();

/** What may run code that nobody sees, or write into what was there before; an assignment to a captured variable leaves every list alone. */
function isRestless(s: Statement, calm: ReadonlySet<string>, cells: ReadonlySet<Variable>): boolean {
  switch (s.kind) {
    case "get":
    case "again":
      return s.member.accessor || s.member.hidden !== undefined;
    case "set":
    case "accumulate": {
      const { object, accessor, hidden } = s.member;
      return accessor || hidden !== undefined || !(cells.has(object) || (object.made && object.constant));
    }
    case "call":
      if (s.callee.via === "runtime") return s.callee.name !== "asNumber" && s.callee.name !== "asOperand";
      return s.spread || s.callee.via !== "pair" || s.callee.self !== null || !calm.has(s.callee.unit);
    case "object":
      return s.instance !== undefined;
    case "assign":
    case "array":
    case "if":
    case "block":
    case "loop":
    case "exit":
      return false;
    default:
      return true;
  }
}
