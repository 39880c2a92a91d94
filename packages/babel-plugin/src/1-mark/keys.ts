/** What is a key, and which computed keys may be written once more, because they are the same again. */
import { isReassigned, type Resolution } from "./resolve.ts";
import type { t } from "../babel.ts";
import { children } from "../ir/walk.ts";

/** Whether a name is only spelled: it is the key of a member, not a variable. */
export const isKey = (id: t.Node, parent: t.Node): boolean =>
  "computed" in parent &&
  !parent.computed &&
  (("property" in parent && parent.property === id) || ("key" in parent && parent.key === id)) &&
  !("value" in parent && parent.value === id);

/** A key that is the same however often it is evaluated: `"name"`, `name`, `Symbol.iterator`, `"to" + name`. */
export const isStableKey = (key: t.Node): boolean =>
  key.type === "StringLiteral" ||
  key.type === "NumericLiteral" ||
  key.type === "Identifier" ||
  (key.type === "MemberExpression" && !key.computed && key.object.type === "Identifier") ||
  (key.type === "BinaryExpression" && key.operator === "+" && isStableKey(key.left) && isStableKey(key.right)) ||
  (key.type === "TemplateLiteral" && key.expressions.every(isStableKey));

/** Is it the same, and without effect, however often and wherever it is evaluated? */
export function isFixedKey(key: t.Node, resolution: Resolution): boolean {
  if (key.type === "MemberExpression") return key.object.type === "Identifier" && key.object.name === "Symbol";
  if (key.type !== "Identifier") return isQuiet(key) && children(key).every((e) => isFixedKey(e, resolution));
  const binding = resolution.bindingOf(key);
  const declarator = binding && !isReassigned(binding) ? binding.path.node : null;
  const init = declarator?.type === "VariableDeclarator" ? declarator.init : null;
  return init?.type === "CallExpression"
    ? init.callee.type === "Identifier" && init.callee.name === "Symbol"
    : init?.type === "StringLiteral" || init?.type === "NumericLiteral";
}

const isQuiet = ({ type }: t.Node): boolean =>
  type.endsWith("Literal") || type === "BinaryExpression" || type === "TemplateElement";
