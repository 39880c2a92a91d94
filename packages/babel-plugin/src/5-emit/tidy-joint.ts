/**
 * What only functions have that give value and gradient at once. Statements → fewer statements, the same meaning.
 *
 *   const ds = 1; dx += ds * a;              dx += a;
 *   if (a) return; const y = o.y; if (b) return;            const y = o.y; if (a || b) return;
 */
import { changeChildren, children, everyChild, isPropertyName, someChild } from "../ir/walk.ts";
import type { t } from "../babel.ts";
import * as js from "../ir/js.ts";
import { isNumeric } from "../4-adjoin/doubtful.ts";
import { declaredBy, eachBlock, eachList, eachOwnName, isPure, mentions } from "./tidy.ts";

/** `doubtful`: the names of what may be no number, though it is used as one. */
export function tidyJoint(root: t.FunctionDeclaration, doubtful: ReadonlySet<string>): void {
  withoutLiterals(root.body, new Map(), doubtful);
  eachList(root, (list) => {
    for (let i = list.length - 1; i >= 0; i--) {
      const s = list[i];
      if (s?.type === "IfStatement" && !s.alternate && isCertain(s.test) && s.consequent.type === "BlockStatement")
        list.splice(i, 1, ...s.consequent.body);
    }
  });
}

/** Whether a function takes numbers, and touches nothing but lists that it reads, and what it leaves on the tape. */
export function isScalar(root: t.FunctionDeclaration): boolean {
  const isPart = (node: t.Node): boolean => {
    if (node.type === "Identifier") return !node.name.startsWith("#");
    if (node.type !== "MemberExpression") return everyChild(node, isPart);
    const { object, property, computed } = node;
    if (object.type !== "Identifier") return false;
    if (computed) return isPart(object) && isPart(property);
    return property.type === "Identifier" && (KNOWN[object.name]?.has(property.name) ?? OF_ANY.has(property.name));
  };
  return isPart(root.body);
}

/** Whether it reads named fields, or parts of parts, or another function may: the mirrors of its arguments are worth a plan, if they come again. */
export function readsParts(root: t.FunctionDeclaration): boolean {
  const parts = new Set<string>();
  const isPart = (node: t.Node): boolean => {
    if (node.type === "VariableDeclarator" && node.id.type === "Identifier" && node.init?.type === "MemberExpression")
      parts.add(node.id.name);
    if (node.type === "MemberExpression" && node.object.type === "Identifier") {
      const { object, property, computed } = node;
      if (computed && parts.has(object.name)) return true;
      if (object.name === "#$" && property.type === "Identifier" && property.name === "passOn") return true;
      if (!computed && property.type === "Identifier" && !(object.name in KNOWN || OF_ANY.has(property.name)))
        return true;
    }
    return someChild(node, isPart);
  };
  return isPart(root.body);
}

const KNOWN: Readonly<Partial<Record<string, { has(name: string): boolean }>>> = {
  "#tape": new Set(["value", "isValueAsked"]),
  "#$": new Set(["isList", "isPlainArray"]),
  Number: new Set(["isFinite"]),
  Math: { has: () => true },
};
/** Asking a class for its prototype runs nothing. */
const OF_ANY = new Set(["prototype", "length"]);

/** Without the constants that are numbers, which stand in the place of their names: what becomes a number by that makes others numbers. */
function withoutLiterals(
  block: t.BlockStatement,
  literals: Map<string, t.Expression>,
  doubtful: ReadonlySet<string>,
): void {
  block.body = block.body.filter((s) => {
    if (mentionsOne(s, literals)) fold(s, literals, doubtful);
    const declared = declaredBy(s);
    if (declared?.declaration.kind !== "const" || declared.init?.type !== "NumericLiteral") return true;
    literals.set(declared.name, declared.init);
    return false;
  });
  for (const s of block.body)
    eachBlock(s, (inner) => {
      withoutLiterals(inner, literals, doubtful);
    });
}

function mentionsOne(s: t.Statement, literals: ReadonlyMap<string, unknown>): boolean {
  let found = false;
  if (literals.size > 0) eachOwnName(s, ({ name }) => (found ||= literals.has(name)));
  return found;
}

/** `1 !== 0` */
const isCertain = (e: t.Expression): boolean =>
  e.type === "BinaryExpression" &&
  e.operator === "!==" &&
  e.left.type === "NumericLiteral" &&
  e.right.type === "NumericLiteral" &&
  e.left.value !== e.right.value;

/** Guards are one where nothing stands between them but reads of what the first does not ask about. */
export function joinGuards(root: t.FunctionDeclaration): void {
  eachList(root, (list) => {
    for (let i = list.length - 2; i >= 0; i--) {
      const first = list[i];
      if (!isGuard(first)) continue;
      const asked = askedIn(first.test);
      let next = i + 1;
      while (isReadOfOthers(list[next], asked)) next++;
      const second = list[next];
      if (!isGuard(second)) continue;
      second.test = js.logical("||", first.test, second.test);
      list.splice(i, 1);
    }
    for (const s of list) if (isGuard(s)) s.consequent = js.returns(null);
  });
}

/** The names of the values that a test asks about: of `o.method === m` that is `m`, for `o` is known to have members. */
function askedIn(test: t.Node): string[] {
  if (test.type === "Identifier") return [test.name];
  const isOfName = test.type === "MemberExpression" && test.object.type === "Identifier" && !test.computed;
  return isOfName ? [] : children(test).flatMap(askedIn);
}

/** `const y = o.y` or `y = list[i]`. */
function isReadOfOthers(s: t.Statement | undefined, asked: readonly string[]): s is t.Statement {
  const assigned = s?.type === "ExpressionStatement" && s.expression.type === "AssignmentExpression" && s.expression;
  const read = assigned ? (assigned.operator === "=" ? assigned.right : null) : declaredBy(s)?.init;
  if (!s || read?.type !== "MemberExpression" || (assigned && assigned.left.type !== "Identifier")) return false;
  return isPure(read) && !asked.some((name) => mentions(s, name));
}

const isGuard = (s: t.Statement | undefined): s is t.IfStatement => {
  if (s?.type !== "IfStatement" || s.alternate || s.consequent.type !== "BlockStatement") return false;
  const [only] = s.consequent.body;
  return s.consequent.body.length === 1 && only?.type === "ReturnStatement" && !only.argument;
};

/** Puts numbers in the place of their names, and does what can be done with them. */
function fold(node: t.Node, literals: ReadonlyMap<string, t.Expression>, doubtful: ReadonlySet<string>): void {
  changeChildren(node, (child, key) => {
    // The blocks of statements come in their turn.
    if (isPropertyName(node, key) || (child.type === "BlockStatement" && !("params" in node))) return child;
    if (child.type === "Identifier") {
      const literal = key === "id" ? undefined : literals.get(child.name);
      return literal ? js.clone(literal) : child;
    }
    fold(child, literals, doubtful);
    return simplified(child as t.Expression, doubtful);
  });
}

const isOne = (e: t.Node): boolean => e.type === "NumericLiteral" && e.value === 1;

/** `1 * a`, `a * 1`, `1 !== 0 ? a : 0`: exactly a, or the number that it is used as. */
function simplified(e: t.Expression, doubtful: ReadonlySet<string>): t.Expression {
  const numeric = (factor: t.Expression): t.Expression =>
    isNumeric(factor, doubtful) ? factor : js.unary("+", factor);
  if (e.type === "BinaryExpression" && e.operator === "*") {
    if (isOne(e.left)) return numeric(e.right);
    if (isOne(e.right)) return numeric(e.left as t.Expression);
  }
  if (e.type === "ConditionalExpression" && isCertain(e.test)) return e.consequent;
  return e;
}
