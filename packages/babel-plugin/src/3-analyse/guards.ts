/**
 * What a joint function tests before it relies on it: where a test fails, it gives up. Unit and doubts → unit with tests.
 *
 *   const x = xs[i];      const x = xs[i]; if (typeof x !== "number") return;
 */
import type { t } from "../babel.ts";
import * as js from "../ir/js.ts";
import type { Block, Statement, Unit, Variable } from "../ir/types.ts";
import { addNames } from "../ir/walk.ts";
import { mapBlocks } from "../2-lower/inline.ts";
import { kindOf } from "../2-lower/state.ts";
import { eachStatement } from "./activity.ts";
import { targetOf } from "./record.ts";

export interface Doubts {
  /** What has to be a number. */
  readonly numbers: ReadonlySet<Variable>;
  /** What has to be a list, and the methods by which it is gone through: "values" for `for … of`. */
  readonly lists: ReadonlyMap<Variable, ReadonlySet<string>>;
  /** Elements that may not be missing, since a method would leave them out. */
  readonly items: ReadonlySet<Variable>;
  /** Objects that were captured, and may be no part of an argument. */
  readonly captured: ReadonlySet<Variable>;
  /** Statements to be done right after a variable has been found. */
  readonly next: ReadonlyMap<Variable, Block>;
}

const unless = (test: t.Expression): Statement => ({
  kind: "verbatim",
  loc: null,
  statement: js.ifs(test, [js.returns(null)]),
});
const runtime = (name: string, ...args: t.Expression[]): t.CallExpression =>
  js.call(js.member(js.id("#$"), name), args);

/** What is captured may be a view of a buffer of which the function makes another: it gives up where a typed array is given one. */
export const withoutBuffers = (block: Block): Block =>
  block.flatMap((s): Block => {
    const inner = mapBlocks(s, withoutBuffers);
    if (s.kind !== "call" || s.callee.via !== "new" || s.callee.native === null) return [inner];
    const [first] = s.operands;
    if (!first || kindOf(first) !== "unknown") return [inner];
    const given =
      first.op === "variable" ? js.id(first.variable.name) : first.op === "constant" ? js.clone(first.node) : null;
    return given ? [unless(js.binary("instanceof", given, js.id("ArrayBuffer"))), inner] : [inner];
  });

export function withGuards(unit: Unit, inputs: readonly Variable[], doubts: Doubts): Unit {
  const tested = testedNumbers(unit, inputs, doubts.numbers);
  const tests = (v: Variable): Statement[] => {
    const name = js.id(v.name);
    const methods = doubts.lists.get(v);
    const asList = (method: string): t.Expression =>
      method === "values" ? runtime("isPlainArray", name) : runtime("isListWith", name, js.str(method));
    const lists = methods?.size === 0 ? [runtime("isList", name)] : [...(methods ?? [])].map(asList);
    return [
      ...(tested.has(v) ? [js.binary("!==", js.unary("typeof", name), js.str("number"))] : []),
      ...lists.map((test) => js.unary("!", test)),
      ...(doubts.items.has(v) && !tested.has(v) ? [js.binary("===", name, js.id("undefined"))] : []),
      ...(doubts.captured.has(v) ? [js.call(js.member(js.id("#tape"), "wants"), [name])] : []),
    ].map(unless);
  };
  const first = (v: Variable): Block => [...tests(v), ...(doubts.next.get(v) ?? [])];
  const guarded = (block: Block): Block =>
    block.flatMap((s): Block => {
      const target = targetOf(s);
      const isCertain = s.kind === "assign" && (kindOf(s.value) === "number" || isBlank(s));
      return [mapBlocks(s, guarded), ...(target && !isCertain ? first(target) : [])];
    });
  return { ...unit, body: [...inputs.flatMap(first), ...guarded(unit.body)] };
}

/** Each test of what stays the same once: what the unit has been made of had tests of its own. */
export function withoutRepeatedGuards(unit: Unit): Unit {
  const constant = new Set(unit.parameters.map((p) => p.name));
  eachStatement(unit.body, (s) => {
    const target = targetOf(s);
    if (target?.constant) constant.add(target.name);
  });
  const once = (block: Block, outer: ReadonlySet<string>): Block => {
    const known = new Set(outer);
    return block.flatMap((s): Block => {
      if (s.kind !== "verbatim") return [mapBlocks(s, (b) => once(b, known))];
      const names = new Set<string>();
      addNames(s.statement, names);
      const text = JSON.stringify(s.statement);
      if (known.has(text)) return [];
      if ([...names].some((name) => constant.has(name))) known.add(text);
      return [s];
    });
  };
  return { ...unit, body: once(unit.body, new Set()) };
}

const isBlank = (s: Statement): boolean =>
  s.kind === "assign" && s.value.op === "literal" && s.value.value === undefined;

/**
 * The variables whose kind has to be tested for them to be numbers; where it is tested, or follows from such tests, the
 * variable's kind says so.
 */
function testedNumbers(unit: Unit, inputs: readonly Variable[], wanted: ReadonlySet<Variable>): ReadonlySet<Variable> {
  const { assigned, found } = sourcesIn(unit.body, inputs);
  const tested = new Set<Variable>();
  /** Whether something is known now that was not. */
  const test = (v: Variable): boolean => {
    if (!wanted.has(v) || v.kind === "number") return false;
    tested.add(v);
    // What is declared without a value is none before it has one.
    if (!v.constant && !found.has(v)) return false;
    v.kind = "number";
    v.isTested = true;
    return true;
  };
  // First what is found as it is, then what is made of it.
  for (const v of found) if (!assigned.has(v)) test(v);
  const isUnknown = (v: Variable): boolean => found.has(v) && !tested.has(v);
  infer(assigned, isUnknown);
  for (const v of assigned.keys()) if (test(v)) infer(assigned, isUnknown);
  return tested;
}

type Assign = Statement & { readonly kind: "assign" };

interface Sources {
  readonly assigned: ReadonlyMap<Variable, readonly Assign[]>;
  /** What has its value from elsewhere, at first at least. */
  readonly found: ReadonlySet<Variable>;
}

function sourcesIn(block: Block, inputs: readonly Variable[]): Sources {
  const assigned = new Map<Variable, Assign[]>();
  const found = new Set(inputs);
  eachStatement(block, (s) => {
    const target = targetOf(s);
    if (s.kind === "assign") assigned.set(s.target, [...(assigned.get(s.target) ?? []), s]);
    else if (target) found.add(target);
  });
  return { assigned, found };
}

/** The same of what needs no test. `inputs`: what the unit is given. */
export function inferNumbers(block: Block, inputs: readonly Variable[]): void {
  const { assigned, found } = sourcesIn(block, inputs);
  infer(assigned, (v) => found.has(v));
}

/** Numbers are what is only ever given numbers. `isUnknown`: what else it is given is not known. */
function infer(assigned: Sources["assigned"], isUnknown: (v: Variable) => boolean): void {
  const hopes = new Map([...assigned].filter(([v]) => v.kind === "unknown" && !isUnknown(v)));
  for (const v of hopes.keys()) v.kind = "number";
  for (let before = -1; before !== hopes.size;) {
    before = hopes.size;
    for (const [v, statements] of hopes) {
      if (statements.every((s) => kindOf(s.value) === "number" || (v.isSettled && isBlank(s)))) continue;
      v.kind = "unknown";
      hopes.delete(v);
    }
  }
  for (const v of hopes.keys()) v.isTested = true;
}
