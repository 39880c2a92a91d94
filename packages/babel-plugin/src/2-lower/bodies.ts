/** The body of a function in the place of its call: its parameters are the operands, its variables are copies. */
import { newVariable, operandsOf, variable } from "../ir/expressions.ts";
import { eachUse, rewriteBlock, rewriteExpression, type Renaming } from "../ir/rewrite.ts";
import type { Block, Expression, Statement, Unit, Variable } from "../ir/types.ts";
import { freeName } from "../ir/js.ts";
import { structure } from "../3-analyse/structure.ts";
import { assignedIn, kindOf } from "./state.ts";
import { blocksOf } from "../ir/rewrite.ts";

/** A list of reads, names and writes without a branch, and one return at the end or none. */
export function isStraight(unit: Unit): boolean {
  const isMethod = unit.form === "method";
  if (unit.environment || unit.rest || (!isMethod && unit.form !== "arrow" && unit.form !== "function")) return false;
  const last = unit.body.at(-1);
  const returns = last?.kind === "exit";
  if (!returns && !isMethod) return false;
  const before = returns ? unit.body.slice(0, -1) : unit.body;
  const isQuiet = before.every(
    (s) =>
      ((s.kind === "get" || s.kind === "again" || (isMethod && (s.kind === "set" || s.kind === "accumulate"))) &&
        !s.member.accessor) ||
      (s.kind === "assign" && s.declare === "const" && !s.target.isShared) ||
      s.kind === "array" ||
      s.kind === "object",
  );
  if (!isQuiet) return false;
  const assigned = assignedIn(unit.body);
  return (isMethod || !usesThis(unit)) && unit.parameters.every((p) => !assigned.has(p));
}

export function usesThis(unit: Unit): boolean {
  const used = new Set<Variable>();
  eachUse(
    unit.body,
    (v) => used.add(v),
    (v) => used.add(v),
  );
  return used.has(unit.self);
}

/**
 * A function that branches, and returns at the end of each branch: the result becomes a variable that each branch sets.
 *
 *   const y = f(x)      let y; if (c) { …; y = a } else { …; y = b }
 */
export function branchingBody(s: Call, callee: Unit, names: Set<string>, nextId: () => number): Block | null {
  if (callee.environment || callee.rest || (callee.form !== "arrow" && callee.form !== "function")) return null;
  const { unit, tails } = structure(callee);
  if (!returnsEverywhere(unit.body) || !isQuietTree(unit.body, tails)) return null;
  const assigned = assignedIn(unit.body);
  if (usesThis(unit) || unit.parameters.some((p) => assigned.has(p))) return null;
  return resultBody(s, unit, names, nextId);
}

/** The body of a function that returns at the end of each branch. */
function resultBody(s: Call, unit: Unit, names: Set<string>, nextId: () => number): Block {
  const { target } = s;
  const result =
    target ?? newVariable(nextId(), { name: takeName("result", names), origin: "temporary", constant: false });
  result.constant = false;
  result.isSettled = true;
  const settle = (block: Block): Block =>
    block.map((x): Statement => {
      if (x.kind === "exit")
        return {
          kind: "assign",
          loc: x.loc,
          target: result,
          declare: null,
          value: x.value ?? { op: "literal", value: undefined },
        };
      return x.kind === "if" ? { ...x, consequent: settle(x.consequent), alternate: settle(x.alternate) } : x;
    });
  const body = bodyFor({ ...s, target: null }, { ...unit, body: settle(unit.body) }, names, nextId, result);
  return [
    { kind: "assign", loc: s.loc, target: result, declare: "let", value: { op: "literal", value: undefined } },
    ...body,
  ];
}

/** Whether control never comes to the end of a block but by a return. */
export function returnsEverywhere(block: Block): boolean {
  const last = block.at(-1);
  if (last?.kind === "exit") return true;
  return last?.kind === "if" && returnsEverywhere(last.consequent) && returnsEverywhere(last.alternate);
}

function isQuietTree(block: Block, tails: ReadonlySet<Statement>): boolean {
  return block.every((s) => {
    if (s.kind === "if") return isQuietTree(s.consequent, tails) && isQuietTree(s.alternate, tails);
    if (s.kind === "exit") return tails.has(s);
    return (
      (s.kind === "get" && !s.member.accessor) ||
      s.kind === "again" ||
      (s.kind === "assign" && !s.target.isShared) ||
      s.kind === "array" ||
      s.kind === "object" ||
      (s.kind === "call" && s.callee.via === "pair")
    );
  });
}

/** The method's body, if the object has that method; else the call. */
export function guarded(s: Call, callee: Unit, names: Set<string>, nextId: () => number): Block {
  if (s.callee.via !== "value") return [s];
  const test: Expression = { op: "likely", callee: s.callee.callee, unit: callee.name };
  const { target } = s;
  const general: Call = { ...s, callee: { ...s.callee, likely: null } };
  if (!target)
    return [{ kind: "if", loc: s.loc, test, consequent: bodyFor(s, callee, names, nextId), alternate: [general] }];
  target.constant = false;
  target.made = false;
  const slow: Variable = {
    ...target,
    id: nextId(),
    name: takeName(`${target.name}_called`, names),
    origin: "temporary",
    constant: true,
  };
  const assign = (value: Expression): Statement => ({ kind: "assign", loc: s.loc, target, declare: null, value });
  return [
    { kind: "assign", loc: s.loc, target, declare: "let", value: { op: "literal", value: undefined } },
    {
      kind: "if",
      loc: s.loc,
      test,
      consequent: bodyFor(s, callee, names, nextId),
      alternate: [{ ...general, target: slow }, assign(variable(slow))],
    },
  ];
}

type Call = Statement & { readonly kind: "call" };

function eachExpression(s: Statement, visit: (e: Expression) => void): void {
  if (s.kind === "get") visit(s.member.key);
  if ("value" in s && s.value && "op" in s.value) visit(s.value);
  if (s.kind === "array") for (const e of s.elements) if (e) visit(e);
  if (s.kind === "object") for (const p of s.properties) visit(p.value);
}

export function sizeOf(block: Block): number {
  let size = 0;
  const count = (e: Expression): void => {
    size++;
    operandsOf(e).forEach(count);
  };
  for (const s of block) {
    size++;
    eachExpression(s, count);
    for (const b of blocksOf(s)) size += sizeOf(b);
  }
  return size;
}

export function bodyFor(
  s: Call,
  callee: Unit,
  names: Set<string>,
  nextId: () => number,
  own: Variable | null = null,
  environment: Variable | null = null,
): Block {
  const out: Statement[] = [];
  const values = new Map<Variable, Expression>();
  const copies = new Map<Variable, Variable>();
  const fresh = (v: Variable, of: Variable = v): Variable => {
    // The result is the caller's; what is assigned twice is one variable.
    const known = v === own ? v : v.constant ? undefined : copies.get(v);
    if (known) return known;
    const copy: Variable = { ...v, id: nextId(), name: takeName(v.name, names), origin: "temporary", isShared: false };
    copies.set(v, copy);
    values.set(of, variable(copy));
    return copy;
  };
  if ((s.callee.via === "value" || s.callee.via === "pair") && s.callee.self) values.set(callee.self, s.callee.self);
  if (callee.environment && environment) values.set(callee.environment.variable, variable(environment));
  callee.parameters.forEach((p, i) => {
    const given: Expression = s.operands[i] ?? { op: "literal", value: undefined };
    const isStable =
      given.op === "literal" ||
      (given.op === "variable" && (given.variable.constant || given.variable.isSettled)) ||
      given.op === "constant";
    if (isStable && !(given.op === "constant")) values.set(p, given);
    else
      out.push({
        kind: "assign",
        loc: s.loc,
        target: fresh({ ...p, constant: true, kind: kindOf(given) === "number" ? "number" : p.kind }, p),
        declare: "const",
        value: given,
      });
  });
  const asVariable = (v: Variable): Variable => {
    const value = values.get(v);
    if (!value) return v;
    if (value.op === "variable") return value.variable;
    const copy = fresh(v);
    out.push({ kind: "assign", loc: s.loc, target: copy, declare: "const", value });
    return copy;
  };
  const renaming: Renaming = { read: (v) => values.get(v) ?? variable(v), object: asVariable, target: fresh };
  const last = callee.body.at(-1);
  const exit = last?.kind === "exit" ? last : null;
  // A value used as an object gets its name before the statement that uses it.
  for (const inner of exit ? callee.body.slice(0, -1) : callee.body) {
    const [copy] = rewriteBlock([inner], renaming);
    if (copy) out.push(copy);
  }
  const { target } = s;
  if (!target) return out;
  const result: Expression = exit?.value
    ? rewriteExpression(exit.value, renaming)
    : { op: "literal", value: undefined };
  if (s.callee.via === "value") return [...out, { kind: "assign", loc: s.loc, target, declare: null, value: result }];
  const made =
    result.op === "variable" &&
    result.variable.origin === "temporary" &&
    result.variable.constant &&
    out.some((o) => "target" in o && o.target === result.variable)
      ? result.variable
      : null;
  if (!made) return [...out, { kind: "assign", loc: s.loc, target, declare: "const", value: result }];
  // What the callee made gets the caller's name for it.
  target.kind = made.kind;
  target.made = made.made;
  const rename = (v: Variable): Variable => (v === made ? target : v);
  return rewriteBlock(out, { read: (v) => variable(rename(v)), object: rename, target: rename });
}

export function takeName(base: string, names: Set<string>): string {
  const name = freeName(base, (n) => names.has(n));
  names.add(name);
  return name;
}
