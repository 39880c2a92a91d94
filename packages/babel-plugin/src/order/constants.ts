/** What functions of the program are given that are no variables: constants, as the program could have written them, and their tangents. */
import type { t } from "../babel.ts";
import * as js from "../ir/js.ts";
import { withChildren } from "../ir/walk.ts";
import type { Expression } from "../ir/types.ts";
import { NotDual, type Dual } from "./dual.ts";

/** Expressions as the program itself could have written them: exports of the run time by the names under which they are imported. */
export function asWritten(e: t.Expression, helper: (name: string) => t.Identifier, hasBigInts: boolean): t.Expression {
  if (e.type === "ClassExpression") throw new NotDual("a class in a function", e.loc);
  if (e.type === "CallExpression" && isInternal(e.callee)) {
    const { name } = e.callee.property as t.Identifier;
    const [operand] = e.arguments as t.Expression[];
    if ((name === "increment" || name === "decrement") && operand) {
      const of = asWritten(operand, helper, hasBigInts);
      const stepped = js.binary(name === "increment" ? "+" : "-", js.unary("+", of), js.num(1));
      if (!hasBigInts || of.type !== "Identifier") return stepped;
      const isBig = js.binary("===", js.unary("typeof", js.clone(of)), js.str("bigint"));
      return js.conditional(isBig, js.call(helper(name), [js.clone(of)]), stepped);
    }
  }
  if (isInternal(e)) {
    const { name } = e.property as t.Identifier;
    if (!SYNTAX.has(name)) throw new NotDual("this syntax", e.loc);
    return helper(name);
  }
  return withChildren(e, (child) => asWritten(child as t.Expression, helper, hasBigInts));
}

/** What stands for syntax, and is there for duals too. */
const SYNTAX = new Set(["added", "arrayPush", "arrayAppend", "arrayFrom", "copyProps", "restProps", "Closing"]);

const isInternal = (e: t.Node): e is t.MemberExpression =>
  e.type === "MemberExpression" && e.object.type === "Identifier" && e.object.name === "#$";

/** A function has none unless this unit makes it; an object of the module may have a shadow. */
export function constantTangent(dual: Dual, e: Expression & { readonly op: "constant" }): t.Expression | null {
  const { node } = e;
  if (node.type === "Identifier") {
    const closure = dual.closures.get(node.name);
    if (closure) return js.id(dual.tangentName(closure));
  }
  const env = dual.unit.environment?.variable;
  if (env && node.type === "MemberExpression" && node.object.type === "Identifier" && node.object.name === env.name)
    return js.logical("??", { ...js.clone(node), object: js.id(dual.tangentName(env)) }, js.num(0));
  if (e.kind === "object" || e.kind === "array" || e.kind === "typed" || e.kind === "unknown")
    return dual.call("shadowOf", js.clone(node));
  return null;
}
