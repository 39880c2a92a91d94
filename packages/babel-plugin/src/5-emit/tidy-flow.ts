/**
 * Leaves out what the mirror need not do. Statements → fewer statements, the same meaning.
 *
 *   dx = 0, and nothing reads dx after          (nothing)
 *   if (at === 1) { at = 0; }, and nothing else reads at
 *   let dx = a; dx += b;                        let dx = a + b;
 *   let dx = 0; if (dy !== 0) { dx += e; }      const dx = dy !== 0 ? e : 0;
 *   let d = 0; if (c) { d += e; } dx[i] += d;   if (c) { dx[i] += e; }
 */
import type { t } from "../babel.ts";
import * as js from "../ir/js.ts";
import { someChild, visitNames } from "../ir/walk.ts";
import { countNames, declaredBy, eachBlock, eachList, mentions } from "./tidy.ts";

/** Removes zeros that nobody reads. */
export function dropDeadZeros(root: t.FunctionDeclaration): void {
  const zeroed = new Set<string>();
  eachList(root, (list) => {
    for (const s of list) {
      const name = zeroedName(s);
      if (name !== null) zeroed.add(name);
    }
  });
  if (zeroed.size > 0) dropZerosIn(root.body.body, zeroed, new Set());
}

/** `live`: which of the zeroed names are read after the list; becomes those that the list or what comes after it mentions. */
function dropZerosIn(list: t.Statement[], zeroed: ReadonlySet<string>, live: Set<string>): void {
  const mention = (id: t.Identifier): unknown => zeroed.has(id.name) && live.add(id.name);
  for (let i = list.length - 1; i >= 0; i--) {
    const s = list[i];
    if (!s) continue;
    const name = zeroedName(s);
    if (name !== null && !live.has(name)) {
      list.splice(i, 1);
      continue;
    }
    if (s.type !== "IfStatement" && s.type !== "BlockStatement") visitNames(s, mention);
    const after: Set<string>[] = [];
    eachBlock(s, (block) => {
      const inside = new Set(live);
      // A turn of a loop does not see what the one before left in the variables of its block.
      for (const inner of block.body) inside.delete(declaredBy(inner)?.name ?? "");
      dropZerosIn(block.body, zeroed, inside);
      after.push(inside);
    });
    for (const names of after) for (const n of names) live.add(n);
    if (s.type === "IfStatement") eachTest(s, (test) => visitNames(test, mention));
  }
}

function eachTest(s: t.IfStatement, visit: (test: t.Expression) => void): void {
  visit(s.test);
  if (s.alternate?.type === "IfStatement") eachTest(s.alternate, visit);
}

function zeroedName(s: t.Statement): string | null {
  if (s.type !== "ExpressionStatement" || s.expression.type !== "AssignmentExpression" || s.expression.operator !== "=")
    return null;
  const { left, right } = s.expression;
  return left.type === "Identifier" && right.type === "NumericLiteral" && right.value === 0 ? left.name : null;
}

/** `at` is for skipping what comes after an exit; where nothing does, it is not needed. */
export function dropIdleAt(root: t.FunctionDeclaration): void {
  if (!root.body.body.some(assignsAt)) return;
  const idle = new Set<t.Statement>();
  eachList(root, (list) => list.forEach((s) => isIdle(s) && idle.add(s)));
  if (idle.size === 0) return;
  let assigned = 0;
  eachList(root, (list) => list.forEach((s) => (assigned += assignsAt(s) ? 1 : 0)));
  // An idle test mentions it once besides the assignments.
  if ((countNames(root).get("#at") ?? 0) !== idle.size + assigned) return;
  eachList(root, (list) => {
    for (let i = list.length - 1; i >= 0; i--) {
      const s = list[i];
      if (!s) continue;
      const value = assignsAt(s);
      if (idle.has(s)) list.splice(i, 1);
      else if (value?.type === "CallExpression") list[i] = js.statement(value);
      else if (value) list.splice(i, 1);
    }
  });
}

/** `if (at === 1) { at = 0; }` */
function isIdle(s: t.Statement): boolean {
  if (s.type !== "IfStatement" || s.alternate || s.consequent.type !== "BlockStatement") return false;
  const [only] = s.consequent.body;
  const isTest = s.test.type === "BinaryExpression" && s.test.left.type === "Identifier" && s.test.left.name === "#at";
  return isTest && s.consequent.body.length === 1 && only !== undefined && zeroedName(only) === "#at";
}

/** The value that a statement gives to `at`, by a declaration or an assignment. */
function assignsAt(s: t.Statement): t.Expression | null {
  const declared = declaredBy(s);
  if (declared?.name === "#at") return declared.init;
  if (s.type !== "ExpressionStatement" || s.expression.type !== "AssignmentExpression") return null;
  const { left, right } = s.expression;
  return left.type === "Identifier" && left.name === "#at" ? right : null;
}

/** Joins a value with what is added to it at once. */
export function joinSums(list: t.Statement[]): void {
  for (let i = 0; i < list.length - 1; i++) {
    const target = valueOf(list[i]);
    for (let next = list[i + 1]; target; next = list[i + 1]) {
      const added = next && addedTo(next, target.name);
      if (!added) break;
      const value = target.get();
      const isZero = value.type === "NumericLiteral" && value.value === 0;
      if (isZero) target.set(added.operator === "+" ? added.value : js.unary("-", added.value));
      else target.set(js.binary(added.operator, value, added.value));
      list.splice(i + 1, 1);
    }
  }
}

interface Valued {
  readonly name: string;
  readonly get: () => t.Expression;
  readonly set: (e: t.Expression) => void;
}

/** A statement that gives a name a value: `let d = e`, `d = e`. */
function valueOf(s: t.Statement | undefined): Valued | null {
  const declared = declaredBy(s);
  const [declarator] = declared?.declaration.declarations ?? [];
  if (declared?.init && declarator)
    return { name: declared.name, get: () => declarator.init as t.Expression, set: (e) => (declarator.init = e) };
  if (
    s?.type !== "ExpressionStatement" ||
    s.expression.type !== "AssignmentExpression" ||
    s.expression.operator !== "="
  )
    return null;
  const { expression } = s;
  return expression.left.type === "Identifier"
    ? { name: expression.left.name, get: () => expression.right, set: (e) => (expression.right = e) }
    : null;
}

function addedTo(s: t.Statement, name: string): { readonly operator: "+" | "-"; readonly value: t.Expression } | null {
  if (s.type !== "ExpressionStatement" || s.expression.type !== "AssignmentExpression") return null;
  const { left, right, operator } = s.expression;
  if (
    left.type !== "Identifier" ||
    left.name !== name ||
    (operator !== "+=" && operator !== "-=") ||
    mentions(right, name)
  )
    return null;
  return { operator: operator === "+=" ? "+" : "-", value: right };
}

/** A value that is 0 unless a cotangent arrives. */
export function chooseZero(list: t.Statement[]): void {
  for (let i = 0; i < list.length - 1; i++) {
    const declared = declaredBy(list[i]);
    const next = list[i + 1];
    if (
      declared?.init?.type !== "NumericLiteral" ||
      declared.init.value !== 0 ||
      next?.type !== "IfStatement" ||
      next.alternate ||
      next.consequent.type !== "BlockStatement"
    )
      continue;
    const [only] = next.consequent.body;
    const added = next.consequent.body.length === 1 && only ? addedTo(only, declared.name) : null;
    const isGuard =
      next.test.type === "BinaryExpression" &&
      next.test.operator === "!==" &&
      next.test.right.type === "NumericLiteral";
    const [declarator] = declared.declaration.declarations;
    if (!added || !isGuard || !declarator) continue;
    declarator.init = js.conditional(
      next.test,
      added.operator === "+" ? added.value : js.unary("-", added.value),
      js.num(0),
    );
    declared.declaration.loc ??= next.loc ?? null;
    list.splice(i + 1, 1);
  }
}

/** What is 0 but for a branch is added in it. */
export function enterBranches(root: t.FunctionDeclaration): void {
  let counts: ReadonlyMap<string, number> | null = null;
  eachList(root, (list) => {
    for (let i = 1; i < list.length; i++) {
      const [branch, added] = [list[i - 1], placeAddedTo(list[i])];
      if (!added || branch?.type !== "IfStatement" || branch.alternate || branch.consequent.type !== "BlockStatement")
        continue;
      const { name, place } = added;
      if (!list.slice(0, i - 1).some((s) => isZero(s, name))) continue;
      counts ??= countNames(root);
      const inside = countNames(branch.consequent);
      if ((counts.get(name) ?? 0) !== 2 + (inside.get(name) ?? 0) || changes(branch.consequent, countNames(place)))
        continue;
      branch.consequent.body.push(...list.splice(i, 1));
      i--;
    }
  });
}

/** `place += name` */
function placeAddedTo(
  s: t.Statement | undefined,
): { readonly name: string; readonly place: t.MemberExpression } | null {
  if (s?.type !== "ExpressionStatement" || s.expression.type !== "AssignmentExpression") return null;
  const { left, right, operator } = s.expression;
  if ((operator !== "+=" && operator !== "-=") || left.type !== "MemberExpression") return null;
  return right.type === "Identifier" ? { name: right.name, place: left } : null;
}

function isZero(s: t.Statement, name: string): boolean {
  const declared = declaredBy(s);
  return declared?.name === name && declared.init?.type === "NumericLiteral" && declared.init.value === 0;
}

/** Whether a tree gives one of the names another value. */
function changes(tree: t.Node, names: ReadonlyMap<string, number>): boolean {
  const target =
    tree.type === "AssignmentExpression" ? tree.left : tree.type === "UpdateExpression" ? tree.argument : null;
  return (target?.type === "Identifier" && names.has(target.name)) || someChild(tree, (child) => changes(child, names));
}
