/** Duals of reads and writes of memory, and of what makes objects. */
import type { t } from "../babel.ts";
import * as js from "../ir/js.ts";
import { isNatural, isOrdinary } from "../ir/natural-keys.ts";
import { children } from "../ir/walk.ts";
import type { Expression, Member, Property, Statement, Unit, Variable } from "../ir/types.ts";
import { variable } from "../ir/expressions.ts";
import { memberJs } from "../4-adjoin/values.ts";
import { isFunction } from "../1-mark/mark.ts";
import { kindOf } from "../2-lower/state.ts";
import { flagsOf, NotDual, type Dual } from "./dual.ts";
import { orZero } from "./or-zero.ts";
import { tangentOf } from "./tangents.ts";

type Closure = Statement & { readonly kind: "closure" };

const ZERO = (): t.Expression => js.num(0);

/** A member that is natural, or may be. */
const isExtent = (member: Member): boolean =>
  isNatural(member) || (member.key.op !== "literal" && kindOf(member.key) !== "number" && !isOrdinary(member.object));

/** The dual has made it, and its shadow beside it. */
export const hasShadow = (unit: Unit, v: Variable): boolean =>
  (v.made && v.origin !== "parameter" && v.kind !== "unknown" && v.kind !== "function") ||
  (v === unit.self && unit.form === "constructor");

/** The shadow of a member's object. */
function shadow(dual: Dual, { object: v, spelled }: Member): t.Expression {
  if (v.origin === "module")
    return dual.call("shadowFor", spelled === null ? objectJs(dual, v) : dual.moduleKey(spelled));
  return js.id(hasShadow(dual.unit, v) ? dual.tangentName(v) : dual.shadowName(v));
}

const objectJs = (dual: Dual, v: Variable): t.Expression =>
  dual.name(v) === "this" ? { type: "ThisExpression" } : js.id(dual.name(v));

/** Of `super.k`: where the key is looked for. */
const fromJs = (dual: Dual, { from }: Member): t.Expression[] => (from ? [js.id(dual.name(from))] : []);

/** The member as the program has it. */
function place(dual: Dual, m: Member): t.MemberExpression | t.Identifier | t.CallExpression {
  if (m.hidden !== undefined) return dual.call("readPrivate", js.id(m.hidden), objectJs(dual, m.object));
  if (m.object.origin === "module" && m.spelled !== null) return js.id(m.spelled);
  return memberJs(objectJs(dual, m.object), m.key, dual.name);
}

/** `o.k = v`; of a private field, by the function that may write it. */
function written(dual: Dual, m: Member, operator: string, value: t.Expression): t.Statement {
  const old = place(dual, m);
  if (m.hidden === undefined || old.type !== "CallExpression") return js.statement(js.assign(operator, old, value));
  const whole = operator === "=" ? value : js.binary(operator.slice(0, -1), old, value);
  return js.statement(dual.call("writePrivate", js.id(m.hidden), objectJs(dual, m.object), whole));
}

/** A field called `__proto__` would be the prototype of a shadow. */
function tangentPlace(dual: Dual, m: Member): t.MemberExpression {
  if (m.key.op === "literal" && m.key.value === "__proto__") throw new NotDual("a field called `__proto__`", null);
  return memberJs(shadow(dual, m), m.key, dual.name);
}

/** A tangent is there wherever the dual has made the object: a part of a literal, an element of a typed array. */
const isDense = (dual: Dual, { object, key }: Member): boolean =>
  hasShadow(dual.unit, object) &&
  ((object.kind === "typed" && !(key.op === "literal" && typeof key.value === "string")) ||
    (key.op === "literal" && dual.parts.get(object)?.has(String(key.value)) === true));

export function dualGet(dual: Dual, s: Statement & { readonly kind: "get" }): t.Statement[] {
  const { target, member } = s;
  const kind = target.constant ? "const" : "let";
  if (member.accessor) {
    const both = dual.fresh("both");
    const known = tangentOf(dual, variable(member.object)) ?? ZERO();
    return [
      js.declare(
        "const",
        js.id(both),
        dual.call("getDual", objectJs(dual, member.object), known, dual.value(member.key), ...fromJs(dual, member)),
      ),
      ...unpacked(dual, both, target),
    ];
  }
  const own = js.declare(kind, js.id(dual.name(target)), place(dual, member));
  if (!dual.moves(target)) return [own];
  const read = isExtent(member)
    ? dual.call("extentTangent", objectJs(dual, member.object), shadow(dual, member), dual.value(member.key))
    : isDense(dual, member)
      ? tangentPlace(dual, member)
      : orZero(tangentPlace(dual, member));
  return [own, js.declare(kind, js.id(dual.tangentName(target)), read)];
}

/** Value and tangent, out of what a dual gives. */
export function unpacked(dual: Dual, both: string, target: Variable): t.Statement[] {
  const kind = target.constant ? "const" : "let";
  const own = js.declare(kind, js.id(dual.name(target)), js.index(js.id(both), js.num(0)));
  if (!dual.moves(target)) return [own];
  return [own, js.declare(kind, js.id(dual.tangentName(target)), js.index(js.id(both), js.num(1)))];
}

/** Marked functions of other modules that read the variable would take it for a constant: if there are any, it is refused. */
const requireOwn = (dual: Dual, { object, spelled }: Member): t.Statement[] =>
  object.origin === "module" && spelled !== null && dual.isExported(spelled)
    ? [js.statement(dual.call("requireOwn", dual.moduleKey(spelled, true)))]
    : [];

/** A write that may fail in silence. */
function loosely(dual: Dual, { member }: { readonly member: Member }, statements: t.Statement[]): t.Statement[] {
  const { property, computed } = memberJs(js.id("_"), member.key, dual.name);
  const key = property.type === "Identifier" && !computed ? js.str(property.name) : (property as t.Expression);
  return [js.ifs(dual.call("isWritable", objectJs(dual, member.object), key), statements)];
}

export function dualSet(dual: Dual, s: Statement & { readonly kind: "set" }): t.Statement[] {
  const { member } = s;
  if (s.isLoose === true) return loosely(dual, s, dualSet(dual, { ...s, isLoose: false }));
  const value = dual.value(s.value);
  const tangent = tangentOf(dual, s.value) ?? ZERO();
  if (member.accessor) {
    const known = tangentOf(dual, variable(member.object)) ?? ZERO();
    const operands = [objectJs(dual, member.object), known, dual.value(member.key), value, tangent];
    return [js.statement(dual.call("setDual", ...operands, ...fromJs(dual, member)))];
  }
  const own = [...requireOwn(dual, member), written(dual, member, "=", value)];
  if (isExtent(member))
    return [
      ...own,
      js.statement(
        dual.call("setExtent", objectJs(dual, member.object), shadow(dual, member), dual.value(member.key), tangent),
      ),
    ];
  return [...own, js.statement(js.assign("=", tangentPlace(dual, member), tangent))];
}

export function dualAccumulate(dual: Dual, s: Statement & { readonly kind: "accumulate" }): t.Statement[] {
  const { member, operator } = s;
  if (s.isLoose === true) return loosely(dual, s, dualAccumulate(dual, { ...s, isLoose: false }));
  const own = [...requireOwn(dual, member), written(dual, member, `${operator}=`, dual.value(s.value))];
  const tangent = tangentOf(dual, s.value);
  if (!tangent) return own;
  if (isExtent(member)) {
    const object = objectJs(dual, member.object);
    const parts = (): t.Expression[] => [js.clone(object), shadow(dual, member), dual.value(member.key)];
    const sum = js.binary(operator, dual.call("extentTangent", ...parts()), tangent);
    return [...own, js.statement(dual.call("setExtent", ...parts(), sum))];
  }
  const held = isDense(dual, member) ? tangentPlace(dual, member) : orZero(tangentPlace(dual, member));
  return [...own, js.statement(js.assign("=", tangentPlace(dual, member), js.binary(operator, held, tangent)))];
}

const partOf = (dual: Dual, e: Expression | null): t.Expression | null => e && (tangentOf(dual, e) ?? ZERO());

export function dualArray(dual: Dual, s: Statement & { readonly kind: "array" }): t.Statement[] {
  return [
    js.declare("const", js.id(dual.name(s.target)), js.array(s.elements.map((e) => e && dual.value(e)))),
    js.declare("const", js.id(dual.tangentName(s.target)), js.array(s.elements.map((e) => partOf(dual, e)))),
  ];
}

export function dualObject(dual: Dual, s: Statement & { readonly kind: "object" }): t.Statement[] {
  const make = (of: (e: Expression) => t.Expression): t.ObjectExpression =>
    js.object(
      s.properties.map((p) => {
        const { key, computed } = keyOf(dual, p);
        if (isLate(dual, s.target, p)) return js.property(key, js.id("undefined"), computed);
        if (p.kind === "get" && isHandedOn(dual, p.value)) return js.property(key, of(p.value), computed);
        if (p.kind === "get" && !isClosure(dual, p.value))
          throw new NotDual("a variable that a function inside captures before it is set", s.loc);
        if (p.kind === "get") return js.property(key, of(p.value), computed);
        if (p.kind !== "field") throw new NotDual("a method of a literal", s.loc);
        return js.property(key, of(p.value), computed);
      }),
    );
  return [
    js.declare(
      "const",
      js.id(dual.name(s.target)),
      make((e) => (isHandedOn(dual, e) ? dual.call("madeBefore", dual.value(e)) : dual.value(e))),
    ),
    js.declare(
      "const",
      js.id(dual.tangentName(s.target)),
      make((e) => tangentOf(dual, e) ?? ZERO()),
    ),
  ];
}

const isClosure = (dual: Dual, value: Expression): boolean =>
  value.op === "constant" && value.node.type === "Identifier" && dual.closures.has(value.node.name);

/** What the unit has captured itself, and a function inside captures in its turn: a function that may not be made yet. */
function isHandedOn(dual: Dual, value: Expression): boolean {
  const env = dual.unit.environment?.variable.name;
  const node = value.op === "constant" ? value.node : null;
  return node?.type === "MemberExpression" && node.object.type === "Identifier" && node.object.name === env;
}

/** Whether a captured function is made after the environment, which then gets it from there. */
function isLate(dual: Dual, environment: Variable, { key, value }: Property): boolean {
  if (value.op !== "constant" || value.node.type !== "Identifier" || key.op !== "literal") return false;
  const { name } = value.node;
  if (!dual.closures.has(name) || dual.made.has(name)) return false;
  const all = dual.waiting.get(name) ?? [];
  if (!all.some((w) => w.environment === environment))
    dual.waiting.set(name, [...all, { environment, key: String(key.value) }]);
  return true;
}

function keyOf(dual: Dual, { key, computed }: Property): { key: t.Expression; computed: boolean } {
  if (key.op === "literal" && typeof key.value === "string" && key.value !== "__proto__" && !computed) {
    const isName = /^[A-Za-z_$][\w$]*$/.test(key.value);
    return { key: isName ? js.id(key.value) : js.str(key.value), computed: false };
  }
  return { key: dual.value(key), computed: true };
}

/** What its `name` is. */
function nameOf({ declaration, written }: Closure): t.Expression {
  if (declaration) return js.str(declaration.id?.name ?? "");
  if (written?.type === "FunctionExpression") return js.str(written.id?.name ?? "");
  // A literal that gets its name from where it stands is a member of an object literal.
  if (written?.type !== "MemberExpression") return js.str("");
  const { property, computed, object } = written;
  if (object.type !== "ObjectExpression") return nameOfAccessor(written);
  if (computed) return property.type === "Identifier" ? js.id(property.name) : js.clone(property as t.Expression);
  return js.str((property as t.Identifier).name);
}

/** Of the function that is taken out of a literal: `Object.getOwnPropertyDescriptor({ get k() { … } }, "k").get`. */
function nameOfAccessor({ object, property }: t.MemberExpression): t.Expression {
  const { name } = property as t.Identifier;
  const key = (object as t.CallExpression).arguments[1];
  return js.str(key?.type === "StringLiteral" ? `${name} ${key.value}` : name);
}

/** What its `length` is: the parameters before the first that has a default, or takes the rest. */
const lengthOf = ({ declaration, written }: Closure): number => arityOf(functionIn(declaration ?? written));

export function arityOf(fn: t.Function | null): number {
  const params = fn?.params ?? [];
  const end = params.findIndex((p) => p.type === "AssignmentPattern" || p.type === "RestElement");
  return end < 0 ? params.length : end;
}

function isConstructor({ declaration, written }: Closure): boolean {
  const fn = functionIn(declaration ?? written);
  return (fn?.type === "FunctionExpression" || fn?.type === "FunctionDeclaration") && !fn.generator && !fn.async;
}

function functionIn(node: t.Node | null | undefined): t.Function | null {
  if (!node) return null;
  if (isFunction(node)) return node;
  for (const child of children(node)) {
    const found = functionIn(child);
    if (found) return found;
  }
  return null;
}

/** The function is made by the run time: called by code that sees no tangents, it runs its dual without any. */
export function dualClosure(dual: Dual, s: Closure): t.Statement[] {
  const signature = dual.signatureOf(s.unit);
  if (!signature) throw new NotDual("a function inside that has none", s.loc);
  const environment = s.environment ? [js.id(dual.name(s.environment)), js.id(dual.tangentName(s.environment))] : [];
  const made = dual.call(
    "closureDual",
    js.id(signature.name),
    js.num(signature.count),
    js.num(flagsOf(signature) + (isConstructor(s) ? 32 : 0)),
    nameOf(s),
    js.num(lengthOf(s)),
    ...environment,
  );
  const name = js.id(dual.name(s.target));
  const tangent = js.id(dual.tangentName(s.target));
  return [
    js.declare("const", name, made),
    js.declare("const", tangent, environment[1] ? js.clone(environment[1]) : ZERO()),
    ...nowMade(dual, s.target),
  ];
}

/** The environments that have waited for a function or class get it. */
export function nowMade(dual: Dual, target: Variable): t.Statement[] {
  const name = dual.name(target);
  dual.made.add(name);
  return (dual.waiting.get(name) ?? []).flatMap(({ environment, key }) => [
    js.statement(js.assign("=", js.member(js.id(dual.name(environment)), key), js.id(name))),
    js.statement(js.assign("=", js.member(js.id(dual.tangentName(environment)), key), js.id(dual.tangentName(target)))),
  ]);
}
