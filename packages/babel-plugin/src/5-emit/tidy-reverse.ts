/**
 * Declares what the mirror needs where it is first needed, once, and `const` where it can be.
 *
 *   let dx = 0; … dx += e;          … let dx = e;
 *   let x; … x = tape.pop();        … const x = tape.pop();
 *   const d = a * b; dx += d;       dx += a * b;
 */
import type { t } from "../babel.ts";
import { children, eachChild, visitNames } from "../ir/js.ts";
import * as js from "../ir/js.ts";
import { chooseZero, dropDeadZeros, dropIdleAt, joinSums } from "./tidy-flow.ts";
import { blocksOf, declaredBy, eachList, mentions, nameIndex, withoutEmpty, type Declared } from "./tidy.ts";

export function tidyReverse(root: t.FunctionDeclaration): void {
  withoutEmpty(root);
  eachList(root, flatten);
  dropDeadZeros(root);
  dropIdleAt(root);
  withoutEmpty(root);
  eachList(root, mergeGuards);
  sink(root.body.body, nameIndex(blankNames(root)));
  eachList(root, (list) => {
    joinSums(list);
    chooseZero(list);
  });
  const names = survey(root);
  eachList(root, (list) => dropUnused(list, names));
  eachList(root, (list) => list.forEach((s) => constify(s, names)));
  eachList(root, (list) => dropCopies(list, names));
  eachList(root, (list) => inlineNext(list, names));
  withoutEmpty(root);
  // The share of the result is no parameter of a pullback that does not read it.
  const share = root.params.at(-1);
  if (share?.type === "Identifier" && names.uses.get(share.name)?.length === 1) root.params.pop();
}

/** Names are unique in a pullback, so a block that stands in a list can be opened. */
function flatten(list: t.Statement[]): void {
  for (let i = list.length - 1; i >= 0; i--) {
    const s = list[i];
    if (s?.type === "BlockStatement") list.splice(i, 1, ...s.body);
  }
}

type Names = ReturnType<typeof nameIndex>;

function blankNames(root: t.FunctionDeclaration): ReadonlySet<string> {
  const names = new Set<string>();
  eachList(root, (list) => {
    for (const s of list) {
      const declared = declaredBy(s);
      if (declared && isBlank(declared)) names.add(declared.name);
    }
  });
  return names;
}

/** Moves each declaration without a value, or with 0, down to the first use; into a block, if all uses are there. */
function sink(list: t.Statement[], names: Names): void {
  const blank: Declared[] = [];
  const rest: t.Statement[] = [];
  for (const s of list) {
    const declared = declaredBy(s);
    if (declared && isBlank(declared)) blank.push(declared);
    else rest.push(s);
  }
  if (blank.length > 0) {
    const users = usersOf(rest, new Set(blank.map((d) => d.name)), names);
    const before = new Map<t.Statement, t.Statement[]>();
    for (const declared of blank.reverse()) place(declared, users.get(declared.name) ?? [], rest, before, names);
    list.splice(0, list.length, ...rest.flatMap((s) => [...(before.get(s) ?? []), s]));
  }
  for (const s of list) for (const inner of listsOf(s)) sink(inner, names);
}

const isBlank = (d: Declared): boolean =>
  d.declaration.kind === "let" && (d.init === null || (d.init.type === "NumericLiteral" && d.init.value === 0));

/** Where in a list each of the names is used. */
function usersOf(list: readonly t.Statement[], wanted: ReadonlySet<string>, names: Names): Map<string, number[]> {
  const users = new Map<string, number[]>();
  for (const [i, s] of list.entries()) {
    for (const name of names(s).keys()) {
      if (!wanted.has(name)) continue;
      const known = users.get(name);
      if (known) known.push(i);
      else users.set(name, [i]);
    }
  }
  return users;
}

/** Puts a declaration into its first use, into the block that has all uses, or before the first. */
function place(
  declared: Declared,
  users: readonly number[],
  list: t.Statement[],
  before: Map<t.Statement, t.Statement[]>,
  names: Names,
): void {
  const uses = (s: t.Node): boolean => names(s).has(declared.name);
  const [first] = users;
  const user = first === undefined ? undefined : list[first];
  if (first === undefined || !user) return;
  const value = firstValue(user, declared);
  if (value) {
    const declaration = Object.assign(js.declare("let", js.id(declared.name), value), { loc: user.loc });
    before.set(declaration, before.get(user) ?? []);
    list[first] = declaration;
    return;
  }
  if (users.length === 1) {
    const holders = listsOf(user).filter((inner) => inner.some(uses));
    const [only] = holders;
    const isLoop = user.type === "ForStatement" || user.type === "WhileStatement";
    const outside = names(user).get(declared.name) ?? 0;
    const inside = only ? only.reduce((n, s) => n + (names(s).get(declared.name) ?? 0), 0) : 0;
    if (
      only &&
      holders.length === 1 &&
      inside === outside &&
      (!isLoop || (declared.init === null && startsWithAssignment(only, declared.name)))
    ) {
      only.unshift(declared.declaration);
      return;
    }
  }
  before.set(user, [...(before.get(user) ?? []), declared.declaration]);
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

/** The lists of statements directly below a statement. */
const listsOf = (s: t.Statement): t.Statement[][] => blocksOf(s).map((b) => b.body);

interface Survey {
  /** Where each name stands. Names are unique, so what stands once is only declared. */
  readonly uses: Map<string, t.Identifier[]>;
  readonly assigned: Set<string>;
}

function survey(root: t.Node): Survey {
  const names: Survey = { uses: new Map(), assigned: new Set() };
  visitNames(root, (id) => {
    const known = names.uses.get(id.name);
    if (known) known.push(id);
    else names.uses.set(id.name, [id]);
  });
  addAssigned(root, names.assigned);
  return names;
}

function addAssigned(node: t.Node, assigned: Set<string>): void {
  if (node.type === "AssignmentExpression" && node.left.type === "Identifier") assigned.add(node.left.name);
  if (node.type === "UpdateExpression" && node.argument.type === "Identifier") assigned.add(node.argument.name);
  eachChild(node, addAssigned, assigned);
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

const forget = (id: t.Identifier, uses: Survey["uses"]): unknown =>
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
        if (!js.isNode(v)) continue;
        if (v.type === "Identifier" && v.name === name) {
          (value as unknown[])[i] = by;
          return true;
        }
        if (replace(v, name, by)) return true;
      }
    } else if (js.isNode(value)) {
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

/** Arithmetic on names, and calls of Math: it may run a little later. */
function isPure(e: t.Node): boolean {
  if (e.type === "CallExpression") {
    const isMath =
      e.callee.type === "MemberExpression" && e.callee.object.type === "Identifier" && e.callee.object.name === "Math";
    return isMath && e.arguments.every(isPure);
  }
  if (e.type === "AssignmentExpression" || e.type === "UpdateExpression" || e.type === "YieldExpression") return false;
  return children(e).every(isPure);
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
