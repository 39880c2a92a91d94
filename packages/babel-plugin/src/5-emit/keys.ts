/**
 * Keys that the program computes, for they are written once more where a pair is attached: each is evaluated once.
 *
 *   class C { [name]() {} }      let key; class C { [key = $.key(name)]() {} static { $.members(this, [["method", false, key, …]]); } }
 */
import { isReassigned, type Resolution } from "../1-mark/resolve.ts";
import type { t } from "../babel.ts";
import * as js from "../ir/js.ts";
import { freeName } from "../ir/js.ts";
import { runtime } from "./attach.ts";

export class Keys {
  readonly declarations: t.Statement[] = [];
  private readonly resolution: Resolution;

  constructor(resolution: Resolution) {
    this.resolution = resolution;
  }

  /** The key of a method as it is written again. */
  of(node: t.ClassMethod | t.ObjectMethod): t.Expression {
    if (!node.computed || this.isFixed(node.key)) return js.clone<t.Expression>(node.key);
    const { names, suffix } = this.resolution;
    const name = freeName(`key${suffix}`, (n) => names.has(n));
    names.add(name);
    this.declarations.push(js.declare(suffix === "" ? "let" : "var", js.id(name), null));
    node.key = js.assign("=", js.id(name), runtime("key", node.key));
    return js.id(name);
  }

  /** Is it the same, and without effect, however often it is evaluated? */
  private isFixed(key: t.Node): boolean {
    if (key.type === "MemberExpression") return key.object.type === "Identifier" && key.object.name === "Symbol";
    if (key.type !== "Identifier") return js.children(key).every((e) => this.isFixed(e));
    const binding = this.resolution.bindingOf(key);
    const declarator = binding && !isReassigned(binding) ? binding.path.node : null;
    const init = declarator?.type === "VariableDeclarator" ? declarator.init : null;
    return init?.type === "CallExpression"
      ? init.callee.type === "Identifier" && init.callee.name === "Symbol"
      : init?.type === "StringLiteral" || init?.type === "NumericLiteral";
  }
}
