/**
 * A function that does nothing but pass arguments on to one of another file has that one's value and gradient at once. Unit → function.
 *
 *   (w, b) => loss(w, b, X, y)      f_joint(tape, w, b) { return $.passOn(tape, loss, [w, b, X, y], [0, 1]); }
 *
 * What it passes are its parameters, members of them, and what does not depend on them.
 */
import type { t } from "../babel.ts";
import * as js from "../ir/js.ts";
import { mentions } from "../ir/expressions.ts";
import { eachExpression } from "../ir/rewrite.ts";
import type { Block, Callee, Expression, Statement, Unit, Variable } from "../ir/types.ts";
import { alongFunction, code } from "../order/along.ts";
import type { JointFunction } from "./joint.ts";

type Get = Statement & { readonly kind: "get" };

export function passesOn(unit: Unit, isGiven: (name: string) => boolean): JointFunction | null {
  const [call, exit] = unit.body.slice(-2);
  if (call?.kind !== "call" || call.spread || exit?.kind !== "exit" || exit.value?.op !== "variable") return null;
  const callee = calleeOf(call.callee, isGiven);
  if (!callee || exit.value.variable !== call.target || unit.rest || unit.sweeps !== "plain") return null;
  const before = unit.body.slice(0, -2);
  const own = membersOf(unit, before);
  if (!own) return null;
  const isOwn = (v: Variable): boolean => own.has(v) || unit.parameters.includes(v);
  const origins = call.operands.map((e): t.Expression | null | undefined => {
    if (!mentions(e, isOwn)) return null;
    if (e.op !== "variable") return undefined;
    const get = own.get(e.variable);
    if (!get) return js.num(unit.parameters.indexOf(e.variable));
    return js.array([js.id(get.member.object.name), code(get.member.key)]);
  });
  if (!origins.some((o) => o) || origins.some((o) => o === undefined)) return null;
  const passed = js.call(js.member(js.id("#$"), "passOn"), [
    js.id("#tape"),
    callee,
    js.array(call.operands.map(code)),
    js.array(origins.map((o) => o ?? js.id("undefined"))),
  ]);
  const value: Expression = { op: "constant", node: passed, kind: "unknown" };
  return alongFunction({ ...unit, name: `${unit.name}_joint`, body: [...before, { ...exit, value }] });
}

/** A function that the module has from elsewhere, or that an object has which it has from there. */
function calleeOf(callee: Callee, isGiven: (name: string) => boolean): t.Expression | null {
  if (callee.via === "value" && !callee.self && callee.callee.op === "constant") {
    const { node } = callee.callee;
    return node.type === "Identifier" && isGiven(node.name) ? node : null;
  }
  if (callee.via !== "method" || callee.object.op !== "variable") return null;
  const { object, key } = callee;
  const { name, origin } = object.variable;
  if (key.op !== "literal" || typeof key.value !== "string" || origin !== "module" || !isGiven(name)) return null;
  return js.member(js.id(name), key.value);
}

/** The members of parameters that it reads; null where it does more than to read, and to compute from what is not its parameters'. */
function membersOf({ parameters }: Unit, block: Block): ReadonlyMap<Variable, Get> | null {
  const members = new Map<Variable, Get>();
  const isOwn = (v: Variable): boolean => members.has(v) || parameters.includes(v);
  for (const s of block) {
    if (computesFrom(s, isOwn)) return null;
    switch (s.kind) {
      case "get":
        if (s.member.accessor || s.member.hidden !== undefined || s.member.spelled !== null) return null;
        if (isOwn(s.member.object)) members.set(s.target, s);
        break;
      case "again": // of plain data, which has no getters
      case "array":
        break;
      case "object":
        if (s.instance || s.properties.some((p) => p.kind !== "field")) return null;
        break;
      case "assign":
        if (s.declare !== "const" || (s.value.op === "constant" && s.value.values)) return null;
        break;
      default:
        return null;
    }
  }
  return members;
}

function computesFrom(s: Statement, isOwn: (v: Variable) => boolean): boolean {
  let found = false;
  eachExpression(s, (e) => (found ||= mentions(e, isOwn)));
  return found;
}
