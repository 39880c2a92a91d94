/**
 * A copy of a function in which everything stands that it calls, as far as that can be: for the function that gives its value and
 * gradient at once. Unit → unit.
 *
 *   calls of functions of the file      →  their bodies, loops and all
 *   throw new RangeError(`k: ${k}`)     →  throw undefined
 *   for (const x of xs) { … }           →  for (let i = 0; i < xs.length; i++) { const x = xs[i]; … }
 *   { … }                               →  …
 */
import { literal, variable } from "../ir/expressions.ts";
import { eachUse, rewriteBlock, type Renaming } from "../ir/rewrite.ts";
import type { Block, Region, Statement, Unit, Variable } from "../ir/types.ts";
import { contains, eachStatement } from "../3-analyse/activity.ts";
import { structureThrowing } from "../3-analyse/structure.ts";
import { Closures, overList, withoutDetours, withoutUnused } from "./callbacks.ts";
import { appended, constructed, instanceOf, isOfClass, knownMethod, withConstants } from "./instances.ts";
import { askedBy, classOf, Instances, oneOf, type Asked } from "./by-class.ts";
import type { Chains } from "./chains.ts";
import { withoutCells } from "./cells.ts";
import { withoutBreaks } from "./breaks.ts";
import { bodyFor, returnsEverywhere, sizeOf, usesThis } from "./bodies.ts";
import { listOf, maker, overIndices } from "./indices.ts";
import { freeNamesOf, mapBlocks, namesOf } from "./inline.ts";
import { withConversions } from "./conversions.ts";
import { emptyList, listMade } from "./list-makers.ts";
import { computes, propagateCopies, withoutRepeatedCalls } from "./repeats.ts";
import { assigned, withoutSpreads } from "./spreads.ts";
import { isElements } from "./parts.ts";
import { replaceScalars } from "./scalars.ts";
import { assignedIn, isString } from "./state.ts";

type Call = Statement & { readonly kind: "call" };

/** A function does not grow beyond this. */
const MAX_SIZE = 3000;

/** What is found by the class of an object may be an object itself. */
const ROUNDS = 3;

/** Makes the copies of a file's functions, each once. */
export function wholeUnits(units: readonly Unit[], chains: Chains, nextId: () => number): (unit: Unit) => Unit {
  const byName = new Map(units.map((u) => [u.name, u]));
  const done = new Map<string, Unit>();
  const busy = new Set<string>();

  const whole = (unit: Unit): Unit => {
    const before = done.get(unit.name);
    if (before) return before;
    busy.add(unit.name);
    const copy = copyUnit(unit, nextId);
    const own = { ...copy, body: withoutReasons(copy.body) };
    const names = new Set([...namesOf(own), ...freeNamesOf(own)]);
    const declared = namesOf(own);
    const closures = new Closures();
    closures.learn(own.body);
    const instances = new Instances(chains, maker(names, nextId));
    const found = new Map<Variable, Statement & { readonly kind: "get" }>();
    const read = new Set<Variable>();
    const note = (v: Variable): unknown => read.add(v);
    /** What is assumed of classes, which holds from the beginning. */
    const ofClasses: Statement[] = [];
    eachUse(own.body, note, note);
    let size = sizeOf(own.body);
    /** The functions whose bodies are just being put in place. */
    const entered = new Set<string>();

    const expand = (given: Statement): Block => {
      closures.note(given);
      instances.note(given);
      const plain = instances.withoutAccessor(given);
      const simple = plain ?? assignedBy(given);
      if (simple) return simple.flatMap(expand);
      if (given.kind === "get") found.set(given.target, given);
      if (given.kind === "assume" && isOfClass(given.test)) {
        ofClasses.push(given);
        return [];
      }
      if (given.kind === "if" && given.test.op === "likely") {
        const list = appendedInstead(given.alternate);
        if (list) return list.flatMap(expand);
        return [{ kind: "assume", loc: given.loc, test: given.test }, ...given.consequent.flatMap(expand)];
      }
      const instead = given.kind === "call" ? inPlaceOf(given) : null;
      if (instead) return instead.flatMap(expand);
      const made = given.kind === "call" ? constructedBy(given) : null;
      if (made) return made;
      const known = given.kind === "call" ? instances.byUnit(given) : null;
      if (known) return expand(known);
      const asked = given.kind === "call" ? askedBy(given, found) : null;
      const method = given.kind === "call" && asked ? methodInstead(given, asked) : null;
      if (method) return method;
      const { assumed, call: s } = knownMethod(closures.called(given));
      const inner = [mapBlocks(given, (b) => b.flatMap(expand))];
      if (s.kind !== "call" || s.callee.via !== "pair" || s.spread || busy.has(s.callee.unit)) return inner;
      if (entered.has(s.callee.unit)) return inner;
      const written = byName.get(s.callee.unit);
      const callee = written && !callsItself(written) ? withOwnParameters(whole(written), nextId) : null;
      const environment = closures.environmentOf(s);
      const isMethod = s.callee.self !== null;
      if (!callee || callsItself(callee) || !canStandInPlace(callee, isMethod)) return inner;
      if (callee.environment !== null && !environment) return inner;
      const body = standing(s, callee, environment);
      // What it calls may be known only here: a function that it has captured.
      if (!body) return inner;
      entered.add(callee.name);
      const all = body.flatMap(expand);
      entered.delete(callee.name);
      return [...assumed, ...all];
    };
    /** What the object of a call has for a method; of `this` that is known where the call of the function is. */
    const methodInstead = (s: Call, asked: Asked): Block | null => {
      const units = asked.object === own.self ? null : instances.methodsOf(asked);
      if (!units || units.some((name) => busy.has(name) || entered.has(name))) return null;
      return oneOf(s, asked, units, maker(names, nextId), expand);
    };
    /** The body of a callee in the place of its call. */
    const standing = (s: Call, callee: Unit, environment: Variable | null = null): Block | null => {
      const free = freeNamesOf(callee, false);
      size += sizeOf(callee.body);
      if (size > MAX_SIZE || [...free].some((name) => declared.has(name))) return null;
      for (const name of free) names.add(name);
      const before = names.size;
      const body = bodyFor(s, callee, names, nextId, null, environment);
      for (const name of [...names].slice(before)) declared.add(name);
      closures.learn(body);
      eachUse(body, note, note);
      return body;
    };
    /** What a constructor does, in the place of `new`. */
    const constructedBy = (s: Call): Block | null => {
      const name = classOf(s);
      if (name === null || !s.target?.constant || s.spread || busy.has(name)) return null;
      const body = doneTo(s.target, s, name);
      const made = body && constructed(s, s.target, body, names, nextId);
      if (!made) return null;
      busy.add(name);
      const all = made.flatMap(expand);
      busy.delete(name);
      return all;
    };
    const assignedBy = (s: Statement): Block | null =>
      assigned(
        s,
        (e) => closures.fieldsOf(e),
        (key) => chains.hasAccessor(key),
      );
    const withAssigned = (block: Block): Block =>
      block.flatMap((s) => {
        closures.note(s);
        return assignedBy(s) ?? [s];
      });
    /** What a constructor does to an object; before that, what its parent's does. */
    const doneTo = (made: Variable, s: Call, name: string): Block | null => {
      const written = byName.get(chains.constructorOf(name) ?? "");
      const method = written && instances.asMethod(written, name, s.operands.length, maker(names, nextId));
      if (!method || !canConstruct(method.unit) || (method.parent !== null && declared.has(method.parent))) return null;
      const callee = { via: "pair", unit: method.unit.name, self: variable(made), closure: null } as const;
      const body = standing({ ...s, target: null, callee }, withOwnParameters(method.unit, nextId));
      const { parent } = method;
      if (!body || parent === null) return body && withAssigned(body);
      const all = withAssigned(body).map((x) =>
        calls(x, chains.constructorOf(parent)) ? doneTo(made, x, parent) : [x],
      );
      return all.every((b) => b !== null) ? all.flat() : null;
    };
    /** A list has a method of its own by the name that a class gives one of its methods. */
    const appendedInstead = ([call, result]: Block): Block | null => {
      if (call?.kind !== "call" || (result?.kind === "assign" && read.has(result.target))) return null;
      return appended(call, found, isOwnList, names, nextId);
    };
    const isOwnList = (v: Variable): boolean => instances.isList(v);
    const isCalm = (name: string): boolean =>
      !contains(byName.get(name)?.body ?? [], (s) => s.kind === "set" || s.kind === "accumulate" || s.kind === "call");
    const inPlaceOf = (s: Call): Block | null =>
      overVariable(s, (constant) => overList(constant, closures, names, nextId, true)) ??
      (closures.isEmpty(s) ? emptyList(s) : listMade(s, closures, names, nextId, isCalm)) ??
      (s.target && read.has(s.target) ? null : appended(s, found, isOwnList, names, nextId)) ??
      (s.callee.via === "new" ? instanceOf(s, byName.get(s.callee.unit ?? ""), names, nextId) : null);
    /** A variable may stand for one list after another: a constant has the one that it stands for. */
    const overVariable = (s: Call, over: (s: Call) => Block | null): Block | null => {
      if (s.callee.via !== "method" || s.callee.object.op !== "variable") return null;
      if (s.callee.object.variable.constant) return over(s);
      const { list, before } = listOf(s.callee.object, s.loc, maker(names, nextId));
      const loop = over({ ...s, callee: { ...s.callee, object: variable(list) } });
      return loop && [...before, ...loop];
    };
    let known = own.body.flatMap(expand);
    for (let round = 0; round < ROUNDS && instances.look(known); round++) {
      const open = withoutSpreads(known, (v) => instances.fieldsOf(v), maker(names, nextId));
      known = open.flatMap(expand);
    }
    const expanded = withoutDetours(withoutUnused(withConstants(flatten(known))));
    const flat = [...ofClasses, ...expanded.flatMap((s) => byIndex(s, names, nextId))];
    const left = flatten(withoutBreaks(flat, names, nextId));
    const closed = replaceScalars(withOneReturn({ ...own, body: left }, names, nextId), nextId);
    const open = withoutCells(closed, names, nextId);
    const split = open === closed ? closed : replaceScalars(open, nextId);
    const replaced = propagateCopies({ ...split, body: withoutRepeatedCalls(split.body, computes) });
    const [result = replaced] = withConversions([replaced], names, nextId);
    busy.delete(unit.name);
    done.set(unit.name, result);
    return result;
  };
  return whole;
}

/** Returns that stand last in branches set a variable, which is returned in the end. */
function withOneReturn(unit: Unit, names: Set<string>, nextId: () => number): Unit {
  const { unit: structured, tails } = structureThrowing(unit);
  if (structured.body.at(-1)?.kind === "exit") return structured;
  const target: Variable = {
    ...maker(names, nextId)("result", "unknown", false),
    isSettled: returnsEverywhere(structured.body),
  };
  const settle = (block: Block): Block =>
    block.map((s) =>
      s.kind === "exit" && tails.has(s)
        ? { kind: "assign", loc: s.loc, target, declare: null, value: s.value ?? literal(undefined) }
        : mapBlocks(s, settle),
    );
  return {
    ...structured,
    body: [
      { kind: "assign", loc: unit.loc, target, declare: "let", value: literal(undefined) },
      ...settle(structured.body),
      { kind: "exit", loc: unit.loc, how: "return", region: unit.region, value: variable(target) },
    ],
  };
}

/** A parameter that is assigned is a variable that begins with it. */
function withOwnParameters(unit: Unit, nextId: () => number): Unit {
  const assigned = assignedIn(unit.body);
  const given = new Map<Variable, Variable>();
  for (const p of unit.parameters) if (assigned.has(p)) given.set(p, { ...p, id: nextId(), constant: true });
  if (given.size === 0) return unit;
  return {
    ...unit,
    parameters: unit.parameters.map((p) => given.get(p) ?? p),
    body: [
      ...[...given].map(([p, value]): Statement => ({
        kind: "assign",
        loc: unit.loc,
        target: p,
        declare: "let",
        value: variable(value),
      })),
      ...unit.body,
    ],
  };
}

/** A plain function that leaves by one return at its end, and by nothing else. */
function canStandInPlace(callee: Unit, isMethod: boolean): boolean {
  if (callee.environment?.captures.some((c) => c.by === "late") === true || callee.rest) return false;
  if (callee.sweeps !== "plain" || (usesThis(callee) && !isMethod)) return false;
  if (callee.form !== (isMethod ? "method" : "arrow") && (isMethod || callee.form !== "function")) return false;
  const last = callee.body.at(-1);
  if (last?.kind !== "exit") return false;
  return !contains(callee.body, (s) => (s.kind === "exit" ? s !== last && s.how === "return" : UNMOVABLE.has(s.kind)));
}

const calls = (s: Statement, unit: string | null): s is Call =>
  s.kind === "call" && s.callee.via === "pair" && s.callee.unit === unit;

/** A constructor that comes to its end. */
const canConstruct = (unit: Unit): boolean =>
  unit.form === "constructor" &&
  !(unit.rest || unit.environment || unit.stamps || unit.usesNewTarget) &&
  !contains(unit.body, (s) => s.kind === "exit" || UNMOVABLE.has(s.kind));

/** Unfolding recursion gains nothing: neither of a function, nor of a method that calls one of its own name. */
const callsItself = ({ name, body }: Unit): boolean =>
  contains(
    body,
    (s) =>
      s.kind === "call" &&
      ((s.callee.via === "pair" && s.callee.unit === name) || (s.callee.via === "value" && s.callee.likely === name)),
  );

const UNMOVABLE: ReadonlySet<Statement["kind"]> = new Set(["try", "yield", "cell", "verbatim"]);

/** What an exception is made of does not matter: the sweeps will make it, for it means that this function has given up. */
function withoutReasons(block: Block): Block {
  const last = block.at(-1);
  const inner = block.map((s) => mapBlocks(s, withoutReasons));
  if (last?.kind !== "throw") return inner;
  const left = inner.findLastIndex((s) => contains([s], ({ kind }) => kind === "exit"));
  return [...inner.slice(0, left + 1), { ...last, value: literal(undefined) }];
}

/** Blocks that no exit leaves are opened: every variable of a unit has a name of its own. */
function flatten(block: Block): Block {
  const left = new Set<Region>();
  eachStatement(block, (s) => s.kind === "exit" && left.add(s.region));
  const opened = (b: Block): Block =>
    b.flatMap((s) =>
      s.kind === "block" && !(s.region && left.has(s.region)) ? opened(s.body) : [mapBlocks(s, opened)],
    );
  return opened(block);
}

/** A list is gone through by index. */
function byIndex(s: Statement, names: Set<string>, nextId: () => number): Block {
  const inner = mapBlocks(s, (b) => b.flatMap((x) => byIndex(x, names, nextId)));
  if (inner.kind !== "each" || inner.iterable.op !== "variable") return [inner];
  if (inner.target.kind === "string" || isString(inner.iterable.variable.kind)) return [inner];
  const { loc, target, iterable, body, region, bodyRegion } = inner;
  const make = maker(names, nextId);
  const { list, before } = listOf(iterable, loc, make);
  const counter = make("i", "number", false);
  return [
    ...before,
    ...overIndices({ loc, list, counter, item: target, body, regions: { region, bodyRegion } }, make, nextId),
  ];
}

/** The same with variables of its own, since passes change what they know of variables. */
export function copyUnit(unit: Unit, nextId: () => number): Unit {
  const copies = new Map<Variable, Variable>();
  const of = (v: Variable): Variable => {
    if (v.origin === "module") return v;
    const known = copies.get(v) ?? { ...v, id: nextId() };
    copies.set(v, known);
    return known;
  };
  const renaming: Renaming = { read: (v) => variable(of(v)), object: of, target: of };
  return {
    ...unit,
    parameters: unit.parameters.map(of),
    rest: unit.rest && of(unit.rest),
    self: of(unit.self),
    environment: unit.environment && {
      variable: of(unit.environment.variable),
      captures: unit.environment.captures.map((c) => ({ ...c, variable: of(c.variable) })),
    },
    body: rewriteBlock(unit.body, renaming),
  };
}

/**
 * An array pattern takes its items by index. Gives the lists that have to be arrays for that.
 *
 *   const items = elements(p); x = items[0]      x = p[0]
 */
export function itemsByIndex(unit: Unit): { readonly unit: Unit; readonly lists: ReadonlySet<Variable> } {
  const sources = new Map<Variable, Variable>();
  eachStatement(unit.body, (s) => {
    if (!isElements(s) || !s.target?.constant) return;
    const [source] = s.operands;
    if (source?.op === "variable" && source.variable.constant) sources.set(s.target, source.variable);
  });
  if (sources.size === 0) return { unit, lists: new Set() };
  const sourceOf = (v: Variable): Variable => {
    const source = sources.get(v);
    return source ? sourceOf(source) : v;
  };
  const kept = (block: Block): Block =>
    block
      .filter((s) => !(s.kind === "call" && s.target !== null && sources.has(s.target)))
      .map((s) => mapBlocks(s, kept));
  const body = rewriteBlock(kept(unit.body), {
    read: (v) => variable(sourceOf(v)),
    object: sourceOf,
    target: (v) => v,
  });
  return { unit: { ...unit, body }, lists: new Set([...sources.values()].map(sourceOf)) };
}
