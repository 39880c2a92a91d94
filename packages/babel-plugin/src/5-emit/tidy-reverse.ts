/**
 * Declares what the mirror needs where it is first needed, once, and `const` where it can be.
 *
 *   let dx = 0; … dx += e;          … let dx = e;
 *   let x; … x = tape.pop();        … const x = tape.pop();
 *   const d = a * b; dx += d;       dx += a * b;
 */
import type { t } from "../babel.ts";

import * as js from "../ir/js.ts";
import { eachVariablePart, isNode, visitNames } from "../ir/walk.ts";
import { chooseZero, dropDeadZeros, dropIdleAt, enterBranches, joinSums } from "./tidy-flow.ts";
import {
  declaredBy,
  dropEmpty,
  eachBlock,
  eachList,
  eachOwnName,
  isPure,
  mentions,
  noteUse,
  type Declared,
  type Uses,
} from "./tidy.ts";

/** Gives where each name is left. */
export function tidyReverse(root: t.FunctionDeclaration): Uses {
  eachList(root, (list) => {
    dropEmpty(list);
    flatten(list);
  });
  dropDeadZeros(root);
  dropIdleAt(root);
  eachList(root, (list) => {
    dropEmpty(list);
    mergeGuards(list);
  });
  enterBranches(root);
  sink(root);
  eachList(root, (list) => {
    joinSums(list);
    chooseZero(list);
  });
  const names = survey(root);
  eachList(root, (list) => {
    dropUnused(list, names);
    for (const s of list) constify(s, names);
    dropCopies(list, names);
    inlineNext(list, names);
    dropEmpty(list);
  });
  // The share of the result is no parameter of a pullback that does not read it.
  const share = root.params.at(-1);
  if (share?.type === "Identifier" && names.uses.get(share.name)?.length === 1) root.params.pop();
  return names.uses;
}

/** Names are unique in a pullback, so a block that stands in a list can be opened. */
function flatten(list: t.Statement[]): void {
  for (let i = list.length - 1; i >= 0; i--) {
    const s = list[i];
    if (s?.type === "BlockStatement") list.splice(i, 1, ...s.body);
  }
}

/** A statement in its list: one step of the way down to a use. */
interface Step {
  readonly list: t.Statement[];
  readonly statement: t.Statement;
}

/** A declaration without a value, or with 0. */
interface Blank {
  readonly declared: Declared;
  /** How deep it stands. */
  readonly depth: number;
  /** The way down to the first use. */
  way: readonly Step[];
  /** How many lists on that way hold all uses. */
  common: number;
}

/** Moves each declaration without a value, or with 0, down to the first use; into a block, if all uses are there. */
function sink(root: t.FunctionDeclaration): void {
  const blanks = findBlanks(root);
  if (blanks.length === 0) return;
  const dropped = new Set<t.Statement>(blanks.map(({ declared }) => declared.declaration));
  const before = new Map<t.Statement, t.Statement[]>();
  const replaced = new Map<t.Statement, t.Statement>();
  for (const { declared, depth, way, common } of blanks.reverse()) {
    let k = depth;
    while (k + 1 < common && mayEnter(way[k], way[k + 1], declared)) k++;
    const user = way[k]?.statement;
    if (!user) continue;
    const value = firstValue(user, declared);
    if (value) replaced.set(user, Object.assign(js.declare("let", js.id(declared.name), value), { loc: user.loc }));
    else before.set(user, [...(before.get(user) ?? []), declared.declaration]);
  }
  eachList(root, (list) => {
    if (!list.some((s) => dropped.has(s) || before.has(s) || replaced.has(s))) return;
    const kept = list.filter((s) => !dropped.has(s));
    list.splice(0, list.length, ...kept.flatMap((s) => [...(before.get(s) ?? []), replaced.get(s) ?? s]));
  });
}

function findBlanks(root: t.FunctionDeclaration): Blank[] {
  const blanks = new Map<string, Blank>();
  const steps: Step[] = [];
  const use = ({ name }: t.Identifier): void => {
    const blank = blanks.get(name);
    if (!blank) return;
    if (blank.common === 0) Object.assign(blank, { way: [...steps], common: steps.length });
    else blank.common = commonLists(blank, steps);
  };
  const walk = (list: t.Statement[]): void => {
    for (const statement of list) {
      const declared = declaredBy(statement);
      if (declared && isBlank(declared)) {
        blanks.set(declared.name, { declared, depth: steps.length, way: [], common: 0 });
        continue;
      }
      steps.push({ list, statement });
      eachOwnName(statement, use);
      eachBlock(statement, ({ body }) => {
        walk(body);
      });
      steps.pop();
    }
  };
  walk(root.body.body);
  return [...blanks.values()];
}

function commonLists({ way, common }: Blank, steps: readonly Step[]): number {
  let n = 0;
  while (n < common && way[n]?.list === steps[n]?.list) {
    n++;
    if (way[n - 1]?.statement !== steps[n - 1]?.statement) break;
  }
  return n;
}

const isBlank = (d: Declared): boolean =>
  d.declaration.kind === "let" && (d.init === null || (d.init.type === "NumericLiteral" && d.init.value === 0));

/** Each turn of a loop has to find what the last one left, unless it begins with a value of its own. */
function mayEnter(outer: Step | undefined, inner: Step | undefined, { name, init }: Declared): boolean {
  const type = outer?.statement.type;
  if (type !== "ForStatement" && type !== "WhileStatement") return true;
  return init === null && inner !== undefined && startsWithAssignment(inner.list, name);
}

function startsWithAssignment(list: readonly t.Statement[], name: string): boolean {
  const first = list.find((s) => mentions(s, name));
  return (
    first?.type === "ExpressionStatement" &&
    first.expression.type === "AssignmentExpression" &&
    first.expression.operator === "=" &&
    first.expression.left.type === "Identifier" &&
    first.expression.left.name === name &&
    !mentions(first.expression.right, name)
  );
}

/** The value that the first use gives, if it does nothing else. */
function firstValue(s: t.Statement, declared: Declared): t.Expression | null {
  if (s.type !== "ExpressionStatement" || s.expression.type !== "AssignmentExpression") return null;
  const { left, right, operator } = s.expression;
  if (left.type !== "Identifier" || left.name !== declared.name || mentions(right, declared.name)) return null;
  if (operator === "=") return right;
  if (declared.init === null) return null;
  return operator === "+=" ? right : operator === "-=" ? js.unary("-", right) : null;
}

interface Survey {
  /** Where each name stands. Names are unique, so what stands once is only declared. */
  readonly uses: Uses;
  readonly assigned: Set<string>;
}

function survey(root: t.Node): Survey {
  const names: Survey = { uses: new Map(), assigned: new Set() };
  look(root, names);
  return names;
}

function look(node: t.Node, names: Survey): void {
  switch (node.type) {
    case "Identifier":
      noteUse(names.uses, node);
      return;
    case "AssignmentExpression":
      if (node.left.type === "Identifier") names.assigned.add(node.left.name);
      break;
    case "UpdateExpression":
      if (node.argument.type === "Identifier") names.assigned.add(node.argument.name);
      break;
  }
  eachVariablePart(node, look, names);
}

/** Values that nobody reads. */
function dropUnused(list: t.Statement[], { uses }: Survey): void {
  for (let i = list.length - 1; i >= 0; i--) {
    const declared = declaredBy(list[i]);
    if (!declared || uses.get(declared.name)?.length !== 1) continue;
    if (declared.init === null || isPure(declared.init)) {
      list.splice(i, 1);
      if (declared.init) visitNames(declared.init, (id) => forget(id, uses));
    } else list[i] = Object.assign(js.statement(declared.init), { loc: declared.declaration.loc });
  }
}

const forget = (id: t.Identifier, uses: Uses): unknown =>
  uses.set(
    id.name,
    (uses.get(id.name) ?? []).filter((use) => use !== id),
  );

function constify(s: t.Statement, { assigned }: Survey): void {
  const declared = declaredBy(s);
  if (declared?.init && !assigned.has(declared.name)) declared.declaration.kind = "const";
}

/** `const dt = dy`: one name is enough, if neither changes. */
function dropCopies(list: t.Statement[], { uses, assigned }: Survey): void {
  for (let i = list.length - 1; i >= 0; i--) {
    const declared = declaredBy(list[i]);
    if (declared?.declaration.kind !== "const" || declared.init?.type !== "Identifier") continue;
    const { name } = declared.init;
    if (assigned.has(name)) continue;
    const renamed = uses.get(declared.name) ?? [];
    for (const id of renamed) id.name = name;
    const left = (uses.get(name) ?? []).filter((id) => id !== declared.init);
    uses.set(name, [...left, ...renamed.filter((id) => id !== declared.declaration.declarations[0]?.id)]);
    uses.delete(declared.name);
    list.splice(i, 1);
  }
}

/** `const d = e` before the one statement that uses d, once. */
function inlineNext(list: t.Statement[], { uses }: Survey): void {
  for (let i = list.length - 2; i >= 0; i--) {
    const declared = declaredBy(list[i]);
    const next = list[i + 1];
    if (
      !declared?.init ||
      declared.declaration.kind !== "const" ||
      !next ||
      uses.get(declared.name)?.length !== 2 ||
      !isPure(declared.init)
    )
      continue;
    const body =
      next.type === "IfStatement" &&
      next.consequent.type === "BlockStatement" &&
      next.consequent.body.length === 1 &&
      !next.alternate &&
      !mentions(next.test, declared.name)
        ? next.consequent.body[0]
        : next;
    if (
      body?.type !== "ExpressionStatement" &&
      body?.type !== "VariableDeclaration" &&
      body?.type !== "ReturnStatement"
    )
      continue;
    if (!mentions(body, declared.name)) continue;
    if (replace(body, declared.name, declared.init)) list.splice(i, 1);
  }
}

function replace(root: t.Node, name: string, by: t.Expression): boolean {
  const holder = root as unknown as Record<string, unknown>;
  for (const [key, value] of Object.entries(holder)) {
    if (Array.isArray(value)) {
      for (const [i, v] of (value as unknown[]).entries()) {
        if (!isNode(v)) continue;
        if (v.type === "Identifier" && v.name === name) {
          (value as unknown[])[i] = by;
          return true;
        }
        if (replace(v, name, by)) return true;
      }
    } else if (isNode(value)) {
      if (
        value.type === "Identifier" &&
        value.name === name &&
        !(key === "property" && !(holder as { computed?: boolean }).computed)
      ) {
        const isPlus =
          root.type === "BinaryExpression" &&
          root.operator === "+" &&
          key === "right" &&
          by.type === "UnaryExpression" &&
          by.operator === "-";
        if (isPlus) Object.assign(root, { operator: "-", right: by.argument });
        else if (
          root.type === "AssignmentExpression" &&
          root.operator === "+=" &&
          key === "right" &&
          by.type === "UnaryExpression" &&
          by.operator === "-"
        ) {
          Object.assign(root, { operator: "-=", right: by.argument });
        } else holder[key] = by;
        return true;
      }
      if (replace(value, name, by)) return true;
    }
  }
  return false;
}

/** `if (dx) { a } if (dx) { b }` */
function mergeGuards(list: t.Statement[]): void {
  for (let i = list.length - 2; i >= 0; i--) {
    const a = list[i];
    const b = list[i + 1];
    if (a?.type !== "IfStatement" || b?.type !== "IfStatement" || a.alternate || b.alternate) continue;
    if (a.test.type !== "Identifier" || b.test.type !== "Identifier" || a.test.name !== b.test.name) continue;
    if (a.consequent.type !== "BlockStatement" || b.consequent.type !== "BlockStatement" || !/^d/.test(a.test.name))
      continue;
    for (const s of b.consequent.body) s.loc ??= b.loc ?? null;
    for (const s of a.consequent.body) s.loc ??= a.loc ?? null;
    a.consequent.body.push(...b.consequent.body);
    list.splice(i + 1, 1);
  }
}
