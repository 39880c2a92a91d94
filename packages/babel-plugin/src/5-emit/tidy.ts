/**
 * Makes generated statements look like written ones. Statements → fewer statements, the same meaning.
 *
 *   let dx = 0; dx += e;            const dx = e;
 *   const t = a[i]; s += t;         s += a[i];
 *   let x; … { x = tape.pop(); … }  … { const x = tape.pop(); … }
 */
import { everyChild, eachChild, visitNames } from "../ir/walk.ts";
import type { t } from "../babel.ts";

/** How often each name occurs in a tree, as a variable. */
export function countNames(root: t.Node, counts = new Map<string, number>()): Map<string, number> {
  visitNames(root, (id) => counts.set(id.name, (counts.get(id.name) ?? 0) + 1));
  return counts;
}

/** Where each name stands in a tree, as a variable. */
export type Uses = Map<string, t.Identifier[]>;

export function noteUse(uses: Uses, id: t.Identifier): void {
  const known = uses.get(id.name);
  if (known) known.push(id);
  else uses.set(id.name, [id]);
}

/** Whether a name occurs in a tree, as a variable. */
export function mentions(root: t.Node, name: string): boolean {
  let found = false;
  visitNames(root, (id) => (found ||= id.name === name));
  return found;
}

/** Every list of statements of a generated function, innermost first. Function literals inside are the program's own. */
export function eachList(root: t.FunctionDeclaration, visit: (list: t.Statement[]) => unknown): void {
  const walk = (block: t.BlockStatement): void => {
    for (const s of block.body) eachBlock(s, walk);
    visit(block.body);
  };
  walk(root.body);
}

/** The blocks directly below a statement. */
export function eachBlock(s: t.Statement | null | undefined, visit: (block: t.BlockStatement) => void): void {
  switch (s?.type) {
    case "BlockStatement":
      visit(s);
      return;
    case "IfStatement":
      eachBlock(s.consequent, visit);
      eachBlock(s.alternate, visit);
      return;
    case "ForStatement":
    case "ForOfStatement":
    case "WhileStatement":
    case "LabeledStatement":
      eachBlock(s.body, visit);
      return;
    case "TryStatement":
      visit(s.block);
      if (s.handler) visit(s.handler.body);
      if (s.finalizer) visit(s.finalizer);
  }
}

/** The names in a statement that stand in none of its blocks. */
export function eachOwnName(s: t.Node, visit: (id: t.Identifier) => void): void {
  if (s.type === "BlockStatement") return;
  if (HOLDERS.has(s.type)) eachChild(s, eachOwnName, visit);
  else visitNames(s, visit);
}

const HOLDERS: ReadonlySet<string> = new Set([
  "IfStatement",
  "ForStatement",
  "ForOfStatement",
  "WhileStatement",
  "LabeledStatement",
  "TryStatement",
  "CatchClause",
]);

/** Leaves out what does nothing. */
export function dropEmpty(list: t.Statement[]): void {
  for (let i = list.length - 1; i >= 0; i--) {
    const s = list[i];
    if (s?.type === "EmptyStatement") list.splice(i, 1);
    else if (s?.type === "IfStatement") {
      if (asksInVain(s)) list.splice(i, 1);
      else cleanBranches(s);
    }
  }
}

/** `if (at === 1) {}` */
function asksInVain(s: t.IfStatement): boolean {
  if (s.alternate || s.test.type !== "BinaryExpression") return false;
  const isEmpty = s.consequent.type === "BlockStatement" && s.consequent.body.length === 0;
  return isEmpty && s.test.left.type === "Identifier" && s.test.right.type === "NumericLiteral";
}

/** An `else` that does nothing is left out. */
function cleanBranches(root: t.IfStatement): void {
  if (root.alternate?.type === "IfStatement") cleanBranches(root.alternate);
  const isEmpty = (s: t.Statement | null | undefined): boolean => s?.type === "BlockStatement" && s.body.length === 0;
  if (isEmpty(root.alternate)) root.alternate = null;
  if (isEmpty(root.consequent) && root.alternate) {
    Object.assign(root, { test: negated(root.test), consequent: root.alternate, alternate: null });
    if (root.consequent.type === "IfStatement")
      root.consequent = {
        type: "BlockStatement",
        body: [root.consequent],
        directives: [],
      } as unknown as t.BlockStatement;
  }
}

const OPPOSITE: Readonly<Record<string, string>> = { "===": "!==", "!==": "===", "==": "!=", "!=": "==" };

/** The test that holds where this one does not. (`!(a < b)` is not `a >= b`: think of NaN.) */
export function negated(test: t.Expression): t.Expression {
  if (test.type === "UnaryExpression" && test.operator === "!") return test.argument;
  const opposite = test.type === "BinaryExpression" ? OPPOSITE[test.operator] : undefined;
  if (opposite !== undefined) return { ...test, operator: opposite } as t.BinaryExpression;
  return { type: "UnaryExpression", operator: "!", prefix: true, argument: test };
}

export interface Declared {
  readonly name: string;
  readonly declaration: t.VariableDeclaration;
  readonly init: t.Expression | null;
}

export function declaredBy(s: t.Statement | undefined): Declared | null {
  if (s?.type !== "VariableDeclaration" || s.declarations.length !== 1) return null;
  const [d] = s.declarations;
  return d?.id.type === "Identifier" ? { name: d.id.name, declaration: s, init: d.init ?? null } : null;
}

/** Arithmetic on names, and calls of Math: it may run a little later. */
export function isPure(e: t.Node): boolean {
  if (e.type === "Identifier" || e.type === "NumericLiteral") return true;
  if (e.type === "BinaryExpression") return isPure(e.left) && isPure(e.right);
  if (e.type === "CallExpression") {
    const isMath =
      e.callee.type === "MemberExpression" && e.callee.object.type === "Identifier" && e.callee.object.name === "Math";
    return isMath && e.arguments.every(isPure);
  }
  if (e.type === "AssignmentExpression" || e.type === "UpdateExpression" || e.type === "YieldExpression") return false;
  return everyChild(e, isPure);
}
