/** Leaves out the tangents that nobody asks for. */
import type { t } from "../babel.ts";
import { eachChild, eachVariablePart } from "../ir/walk.ts";

/** Function → function, changed in place; `isTangent`: whether a name is one of a tangent. */
export function withoutUnused(fn: t.FunctionDeclaration, isTangent: (name: string) => boolean): t.FunctionDeclaration {
  for (;;) {
    const used = new Map<string, number>();
    countReads(fn.body, used);
    if (!sweep(fn.body, (name) => isTangent(name) && !used.has(name))) return fn;
  }
}

/** An assignment of a name does not read it. */
function countReads(node: t.Node, used: Map<string, number>): void {
  if (node.type === "Identifier") used.set(node.name, (used.get(node.name) ?? 0) + 1);
  else if (node.type === "VariableDeclarator") {
    if (node.init) countReads(node.init, used);
  } else if (node.type === "AssignmentExpression" && node.operator === "=" && node.left.type === "Identifier")
    countReads(node.right, used);
  else eachVariablePart(node, countReads, used);
}

/** Whether something went. */
function sweep(node: t.Node, isIdle: (name: string) => boolean): boolean {
  let isChanged = false;
  if (node.type === "BlockStatement") {
    const kept = node.body.filter((s) => !isUnused(s, isIdle));
    isChanged = kept.length < node.body.length;
    node.body = kept;
  }
  eachChild(node, (child) => {
    if (sweep(child, isIdle)) isChanged = true;
  });
  return isChanged;
}

function isUnused(s: t.Statement, isIdle: (name: string) => boolean): boolean {
  if (s.type === "VariableDeclaration") {
    const [d] = s.declarations;
    return d?.id.type === "Identifier" && isIdle(d.id.name) && isPure(d.init);
  }
  if (s.type !== "ExpressionStatement" || s.expression.type !== "AssignmentExpression") return false;
  const { left, right, operator } = s.expression;
  return operator === "=" && left.type === "Identifier" && isIdle(left.name) && isPure(right);
}

const PURE = new Set(["shadowOf", "extentTangent"]);

function isPure(node: t.Node | null | undefined): boolean {
  if (!node) return true;
  if (node.type === "CallExpression") {
    const { callee } = node;
    const isKnown =
      (callee.type === "Identifier" && PURE.has(callee.name)) ||
      (callee.type === "MemberExpression" && callee.object.type === "Identifier" && callee.object.name === "Math");
    return isKnown && node.arguments.every(isPure);
  }
  if (node.type === "AssignmentExpression" || node.type === "NewExpression" || node.type === "UpdateExpression")
    return false;
  let pure = true;
  eachChild(node, (child) => {
    if (!isPure(child)) pure = false;
  });
  return pure;
}
