/** Copies statements with other variables: reads may become expressions, targets and objects become variables. */
import { variable } from "./expressions.ts";
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
      };
    case "closure":
      return { ...s, target: r.target(s.target), environment: s.environment && r.target(s.environment) };
    case "cell":
      return { ...s, target: r.target(s.target) };
    case "if":
      return { ...s, test: go(s.test), consequent: all(s.consequent), alternate: all(s.alternate) };
    case "loop":
      return { ...s, head: all(s.head), test: s.test && go(s.test), body: all(s.body), update: all(s.update) };
    case "each":
      return { ...s, target: r.target(s.target), iterable: go(s.iterable), body: all(s.body) };
    case "block":
      return { ...s, body: all(s.body) };
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
    const r: Renaming = {
      read: (v) => {
        read(v);
        return variable(v);
      },
      object: (v) => {
        object(v, s);
        return v;
      },
      target: (v) => v,
    };
    // Nested blocks are visited with their own statements.
    rewriteStatement(withoutBlocks(s), r);
    if (s.kind === "closure" && s.environment) read(s.environment);
    for (const b of innerBlocks(s)) eachUse(b, read, object);
  }
}

function withoutBlocks(s: Statement): Statement {
  switch (s.kind) {
    case "if":
      return { ...s, consequent: [], alternate: [] };
    case "loop":
      return { ...s, head: [], body: [], update: [] };
    case "each":
    case "block":
      return { ...s, body: [] };
    case "try":
      return { ...s, body: [], handler: [] };
    default:
      return s;
  }
}

function innerBlocks(s: Statement): readonly Block[] {
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
      return [];
  }
}
