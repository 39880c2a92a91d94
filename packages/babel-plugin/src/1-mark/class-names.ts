/**
 * Under which name generated code, beside the program, finds a class of the module: its own, if that is always the class, or one
 * that it is given here. Class → name; a class without a name of use is changed in place.
 *
 *   class P {…}                       P
 *   const Q = class extends P {…}     Q
 *   o.R = class R extends P {…}       let R_class;  o.R = class R extends P { static { R_class = this; } … }
 */
import type { t } from "../babel.ts";
import { unsupported } from "../diagnostics.ts";
import * as js from "../ir/js.ts";
import { someChild } from "../ir/walk.ts";
import { isFunction } from "./mark.ts";
import { isModule } from "./modules.ts";
import { unusedName } from "./private-names.ts";
import { isReassigned, type Resolution } from "./resolve.ts";

/** `within`: where the name is written. */
export function nameOfClass(owner: t.Class, within: t.Node, resolution: Resolution): string {
  if (resolution.classPath(owner)?.findParent((p) => p.isLoop()))
    return unsupported(owner, "A class that a loop of the module makes", "Make it in a function.");
  return given.get(owner) ?? plainName(owner, within, resolution) ?? give(owner, resolution);
}

const given = new WeakMap<t.Class, string>();

function plainName(owner: t.Class, within: t.Node, resolution: Resolution): string | null {
  const parent = resolution.classPath(owner)?.parent;
  const id = owner.type === "ClassDeclaration" ? owner.id : parent?.type === "VariableDeclarator" ? parent.id : null;
  if (id?.type !== "Identifier" || owner.body.body.some(runsEarly)) return null;
  const binding = resolution.bindingOf(id);
  const hides = (node: t.Node): boolean => {
    if (node.type === "Identifier" && node.name === id.name) {
      const found = resolution.bindingOf(node)?.path.node;
      return found !== undefined && found !== owner && found !== parent;
    }
    return someChild(node, (child) => !isFunction(child) && hides(child));
  };
  return !binding?.scope.path.isProgram() || isReassigned(binding) || hides(within) ? null : id.name;
}

/** A static member that runs functions while the class has no name yet outside of itself. */
const runsEarly = (m: t.Node): boolean =>
  (m.type === "StaticBlock" && m.body.some(calls)) ||
  ((m.type === "ClassProperty" || m.type === "ClassPrivateProperty" || m.type === "ClassAccessorProperty") &&
    m.static &&
    !!m.value &&
    calls(m.value));

const calls = (node: t.Node): boolean =>
  node.type === "NewExpression" || node.type === "CallExpression" || (!isFunction(node) && someChild(node, calls));

function give(owner: t.Class, { program, names, suffix }: Resolution): string {
  const name = unusedName(`${owner.id?.name ?? "anonymous"}_class${suffix}`, names);
  const noted = js.statement(js.assign("=", js.id(name), { type: "ThisExpression" }));
  owner.body.body.unshift({ type: "StaticBlock", body: [noted] });
  program.node.body.unshift(js.declare(isModule(program) ? "let" : "var", js.id(name), null));
  given.set(owner, name);
  return name;
}
