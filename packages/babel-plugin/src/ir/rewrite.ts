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
  const go = (x: Expression): Expression => rewriteExpression(x, r);
  switch (e.op) {
    case "variable":
      return r.read(e.variable);
    case "literal":
    case "constant":
      return e;
    case "unary":
      return { ...e, operand: go(e.operand) };
    case "binary":
      return { ...e, left: go(e.left), right: go(e.right) };
    case "logical":
      return { ...e, left: go(e.left), right: go(e.right) };
    case "math":
      return { ...e, operands: e.operands.map(go) };
    case "conditional":
      return { ...e, test: go(e.test), consequent: go(e.consequent), alternate: go(e.alternate) };
    case "template":
      return { ...e, parts: e.parts.map(go) };
    case "likely":
      return { ...e, callee: go(e.callee) };
  }
}

function rewriteMember(m: Member, r: Renaming): Member {
  return { ...m, object: r.object(m.object), key: rewriteExpression(m.key, r) };
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
        ...(s.instance && { instance: { callee: go(s.instance.callee), operands: s.instance.operands.map(go) } }),
      };
    case "closure":
      return { ...s, target: r.target(s.target), environment: s.environment && r.target(s.environment) };
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
  if (s.kind === "get" || s.kind === "again" || s.kind === "set" || s.kind === "accumulate") object(s.member.object, s);
  if (s.kind === "again") object(s.value, s);
  if (s.kind === "closure" && s.environment) read(s.environment);
  eachExpression(s, eachVariable, read);
}

/** Calls `visit`, with `more`, for the expressions that stand in one statement, in order of evaluation; without those of the blocks in it. */
export function eachExpression<More = undefined>(
  s: Statement,
  visit: (e: Expression, more: More) => void,
  given?: More,
): void {
  const more = given as More;
  const one = (e: Expression | null): void => {
    if (e) visit(e, more);
  };
  switch (s.kind) {
    case "assign":
    case "yield":
    case "throw":
      visit(s.value, more);
      return;
    case "exit":
      one(s.value);
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
    case "call": {
      const { callee } = s;
      if (callee.via === "pair") [callee.self, callee.closure].forEach(one);
      if (callee.via === "value") [callee.callee, callee.self].forEach(one);
      if (callee.via === "method") [callee.object, callee.key].forEach(one);
      if (callee.via === "new") visit(callee.callee, more);
      if (callee.via === "super") [callee.parent, callee.newTarget].forEach(one);
      s.operands.forEach(one);
      return;
    }
    case "array":
      s.elements.forEach(one);
      return;
    case "object":
      for (const p of s.properties) {
        visit(p.key, more);
        visit(p.value, more);
      }
      if (s.instance) [s.instance.callee, ...s.instance.operands].forEach(one);
      return;
    case "assume":
    case "if":
      visit(s.test, more);
      return;
    case "loop":
      one(s.test);
      return;
    case "each":
      visit(s.iterable, more);
      return;
    default:
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
