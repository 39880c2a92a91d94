/**
 * Duals of classes that stand in functions: the run time makes the class, and its members run the duals of what is written in it.
 *
 *   class A { #h = k; get sq() {…} }     const A = classDual(A_dual, 0, 3, "A", 0);
 *                                        const A_h = privateDual(A, "#h", …);
 *                                        memberDual(A, "get", false, "sq", A_get_sq_dual, 0, 3, 0);
 */
import type { t } from "../babel.ts";
import * as js from "../ir/js.ts";
import type { ClassInFunction, Statement } from "../ir/types.ts";
import { flagsOf, NotDual, type Dual } from "./dual.ts";
import { arityOf, nowMade } from "./memory.ts";

type Member = ClassInFunction["members"][number];

export function dualClass(
  dual: Dual,
  { target, loc }: Statement & { readonly kind: "assign" },
  { name, node, parent, members, privates, fieldKeys }: ClassInFunction,
): t.Statement[] {
  const own = dual.name(target);
  const isConstructor = (m: Member): boolean => m.node.type === "ClassMethod" && m.node.kind === "constructor";
  const constructor = members.find(isConstructor);
  if (!constructor || members.length < count(node)) throw new NotDual("a class with a member that has none", loc);
  const seen = privates.map((p) => {
    const of = (kind: string): t.Expression => {
      const member = members.find(
        (m) => m.node.type === "ClassPrivateMethod" && m.node.kind === kind && m.node.key.id.name === p.name,
      );
      if (!member) return js.nil();
      return dual.call("hiddenDual", js.id(own), js.str(kind), dual.value(member.key), ...runOf(dual, member, loc));
    };
    const isStatic = node.body.body.some((m) => "key" in m && isNamed(m.key, p.name) && "static" in m && m.static);
    const functions = ["method", "get", "set"].map(of);
    const made = dual.call("privateDual", js.id(own), js.str(p.key), js.bool(isStatic), ...functions);
    return js.declare("const", js.id(p.hidden), made);
  });
  const others = members.flatMap((m) => {
    if (m === constructor || m.node.type === "ClassPrivateMethod") return [];
    const { kind } = m.node;
    const run = runOf(dual, m, loc);
    return [
      js.statement(
        dual.call("memberDual", js.id(own), js.str(kind), js.bool(m.node.static), dual.value(m.key), ...run),
      ),
    ];
  });
  const [run, n, flags, length] = runOf(dual, constructor, loc) as [
    t.Expression,
    t.Expression,
    t.Expression,
    t.Expression,
  ];
  const parents = parent ? [js.id(dual.name(parent))] : [];
  return [
    js.declare("const", js.id(own), dual.call("classDual", run, n, flags, js.str(name), length, ...parents)),
    js.declare("const", js.id(dual.tangentName(target)), js.num(0)),
    ...fieldKeys.map((field) => js.declare("const", js.id(field.name), js.id(dual.name(field.key)))),
    ...seen,
    ...others,
    ...nowMade(dual, target),
  ];
}

const isNamed = (key: t.Node, name: string): boolean => key.type === "PrivateName" && key.id.name === name;

/** How many members have code, and a constructor. */
function count({ body: { body } }: t.Class): number {
  const functions = body.filter((m) => m.type === "ClassMethod" || m.type === "ClassPrivateMethod");
  return functions.length + (functions.some((m) => m.kind === "constructor") ? 0 : 1);
}

/** How a member's dual is run, and the member's `length`. */
function runOf(dual: Dual, { unit, node }: Member, loc: Statement["loc"]): t.Expression[] {
  const signature = dual.signatureOf(unit);
  if (!signature) throw new NotDual("a class with a member that has none", loc);
  return [js.id(signature.name), js.num(signature.count), js.num(flagsOf(signature)), js.num(arityOf(node))];
}
