/**
 * Keys that the program computes, for they are written once more where a pair is attached: each is evaluated once.
 *
 *   class C { [name]() {} }      let key; class C { [key = $.key(name)]() {} static { $.members(this, [["method", false, key, …]]); } }
 */
import { isFixedKey } from "../1-mark/keys.ts";
import type { Resolution } from "../1-mark/resolve.ts";
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
    if (!node.computed || isFixedKey(node.key, this.resolution)) return js.clone<t.Expression>(node.key);
    const { names, suffix } = this.resolution;
    const name = freeName(`key${suffix}`, (n) => names.has(n));
    names.add(name);
    this.declarations.push(js.declare(suffix === "" ? "let" : "var", js.id(name), null));
    node.key = js.assign("=", js.id(name), runtime("key", node.key));
    return js.id(name);
  }
}
