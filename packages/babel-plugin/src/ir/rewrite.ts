/** Copies statements with other variables: reads may become expressions, targets and objects become variables. */
import { eachVariable } from "./expressions.ts";
import type { Block, Callee, Expression, Member, Statement, Variable } from "./types.ts";

export interface Renaming {
  readonly read: (v: Variable) => Expression;
  /** For objects of members, whose value has to be a variable. */
  readonly object: (v: Variable) => Variable;
  readonly target: (v: Variable) => Variable;
}

export function rewriteExpression(e: Expression, r: Renaming): Expression {
  if (e.op === "variable") return r.read(e.variable);
  if (e.op === "literal" || e.op === "constant") return e;
  const go = (x: Expression): Expression => rewriteExpression(x, r);
  switch (e.op) {
    case "unary":
      return { ...e, operand: go(e.operand) };
    case "binary":
      return { ...e, left: go(e.left), right: go(e.right) };
    case "logical":
      return { ...e, left: go(e.left), right: go(e.right) };
    case "math":
      return { ...e, operands: e.operands.map(go), ...(e.beside && { beside: r.object(e.beside) }) };
    case "conditional":
      return { ...e, test: go(e.test), consequent: go(e.consequent), alternate: go(e.alternate) };
    case "template":
      return { ...e, parts: e.parts.map(go) };
    case "likely":
      return { ...e, callee: go(e.callee) };
  }
}

function rewriteMember(m: Member, r: Renaming): Member {
  return {
    ...m,
    object: r.object(m.object),
    key: rewriteExpression(m.key, r),
    ...(m.from && { from: r.object(m.from) }),
  };
}

function rewriteCallee(c: Callee, r: Renaming): Callee {
  const go = (e: Expression): Expression => rewriteExpression(e, r);
  switch (c.via) {
    case "pair":
      return { ...c, self: c.self && go(c.self), closure: c.closure && go(c.closure) };
    case "value":
      return { ...c, callee: go(c.callee), self: c.self && go(c.self) };
    case "method":
      return { ...c, object: go(c.object), key: go(c.key) };
    case "new":
      return { ...c, callee: go(c.callee) };
    default:
      return c;
  }
}

export function rewriteBlock(block: Block, r: Renaming): Block {
  return block.map((s) => rewriteStatement(s, r));
}

export function rewriteStatement(s: Statement, r: Renaming): Statement {
  const go = (e: Expression): Expression => rewriteExpression(e, r);
  const all = (b: Block): Block => rewriteBlock(b, r);
  switch (s.kind) {
    case "assign":
    case "yield":
      return { ...s, target: r.target(s.target), value: go(s.value) };
    case "get":
      return { ...s, target: r.target(s.target), member: rewriteMember(s.member, r) };
    case "again":
      return { ...s, member: rewriteMember(s.member, r), value: r.object(s.value) };
    case "set":
    case "accumulate":
      return { ...s, member: rewriteMember(s.member, r), value: go(s.value) };
    case "call":
      return {
        ...s,
        target: s.target && r.target(s.target),
        callee: rewriteCallee(s.callee, r),
        operands: s.operands.map(go),
      };
    case "array":
      return { ...s, target: r.target(s.target), elements: s.elements.map((e) => e && go(e)) };
    case "object":
      return {
        ...s,
        target: r.target(s.target),
        properties: s.properties.map((p) => ({ ...p, key: go(p.key), value: go(p.value) })),
        ...(s.instance && {
          instance: { callee: go(s.instance.callee), operands: s.instance.operands?.map(go) ?? null },
        }),
      };
    case "closure":
      return { ...s, target: r.target(s.target), environment: s.environment && r.object(s.environment) };
    case "cell":
      return { ...s, target: r.target(s.target) };
    case "if":
      return { ...s, test: go(s.test), consequent: all(s.consequent), alternate: all(s.alternate) };
    case "loop":
      return {
        ...s,
        head: all(s.head),
        test: s.test && go(s.test),
        body: all(s.body),
        update: all(s.update),
        counter: s.counter && r.object(s.counter),
        ...(s.from && { from: r.object(s.from) }),
        ...(s.iterates && { iterates: r.object(s.iterates) }),
      };
    case "each":
      return {
        ...s,
        target: r.target(s.target),
        iterable: go(s.iterable),
        iterator: r.target(s.iterator),
        body: all(s.body),
      };
    case "block":
      return { ...s, body: all(s.body) };
    case "assume":
      return { ...s, test: go(s.test) };
    case "exit":
      return { ...s, value: s.value && go(s.value) };
    case "throw":
      return { ...s, value: go(s.value) };
    case "try":
      return { ...s, body: all(s.body), handler: all(s.handler) };
    case "verbatim":
      return s;
  }
}

/** Calls `read` for every read of a variable in an expression, `object` for every use as the object of a member. */
export function eachUse(block: Block, read: (v: Variable) => void, object: (v: Variable, s: Statement) => void): void {
  for (const s of block) {
    eachOwnUse(s, read, object);
    for (const b of blocksOf(s)) eachUse(b, read, object);
  }
}

/** The same for one statement, without the blocks in it. */
export function eachOwnUse(
  s: Statement,
  read: (v: Variable) => void,
  object: (v: Variable, s: Statement) => void,
): void {
  if (s.kind === "get" || s.kind === "again" || s.kind === "set" || s.kind === "accumulate") {
    object(s.member.object, s);
    if (s.member.from) read(s.member.from);
  }
  if (s.kind === "again") object(s.value, s);
  if (s.kind === "closure" && s.environment) read(s.environment);
  eachExpression(s, eachVariable, read);
}

/** How often each variable is read, or used as the object of a member. */
export function usesIn(block: Block): ReadonlyMap<Variable, number> {
  const uses = new Map<Variable, number>();
  const count = (v: Variable): unknown => uses.set(v, (uses.get(v) ?? 0) + 1);
  eachUse(block, count, count);
  return uses;
}

/** Calls `visit`, with `more`, for the expressions that stand in one statement, in order of evaluation; without those of the blocks in it. */
export function eachExpression<More = undefined>(
  s: Statement,
  visit: (e: Expression, more: More) => void,
  given?: More,
): void {
  const more = given as More;
  switch (s.kind) {
    case "assign":
    case "yield":
    case "throw":
      visit(s.value, more);
      return;
    case "exit":
      if (s.value) visit(s.value, more);
      return;
    case "get":
    case "again":
      visit(s.member.key, more);
      return;
    case "set":
    case "accumulate":
      visit(s.member.key, more);
      visit(s.value, more);
      return;
    case "call":
      for (const e of expressionsOf(s.callee)) if (e) visit(e, more);
      for (const e of s.operands) visit(e, more);
      return;
    case "array":
      for (const e of s.elements) if (e) visit(e, more);
      return;
    case "object":
      for (const p of s.properties) {
        visit(p.key, more);
        visit(p.value, more);
      }
      if (s.instance) for (const e of [s.instance.callee, ...(s.instance.operands ?? [])]) visit(e, more);
      return;
    case "assume":
    case "if":
      visit(s.test, more);
      return;
    case "loop":
      if (s.test) visit(s.test, more);
      return;
    case "each":
      visit(s.iterable, more);
      return;
    default:
  }
}

function expressionsOf(c: Callee): readonly (Expression | null)[] {
  switch (c.via) {
    case "pair":
      return [c.self, c.closure];
    case "value":
      return [c.callee, c.self];
    case "method":
      return [c.object, c.key];
    case "new":
      return [c.callee];
    case "super":
      return [c.parent, c.newTarget];
    case "runtime":
      return NONE;
  }
}

const NONE: readonly never[] = [];

/** The blocks inside a statement. */
export function blocksOf(s: Statement): readonly Block[] {
  switch (s.kind) {
    case "if":
      return [s.consequent, s.alternate];
    case "loop":
      return [s.head, s.body, s.update];
    case "each":
    case "block":
      return [s.body];
    case "try":
      return [s.body, s.handler];
    default:
      return NONE;
  }
}
