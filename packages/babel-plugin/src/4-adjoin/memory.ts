/**
 * Reads and writes of memory. The cotangent of what an object holds is in its shadow, found by the object's identity.
 *
 *   y = o.k      do.k += dy
 *   o.k = v      dv += do.k, do.k = 0
 *   o.k += v     dv += do.k
 *
 * An object that nobody wants has no shadow; one that the sweep made always has.
 */
import type { t } from "../babel.ts";
import * as js from "../ir/js.ts";
import { isNatural, isOrdinary } from "../ir/natural-keys.ts";
import type { Expression, Member, Property, Statement, Variable } from "../ir/types.ts";
import { literal, mayRepeat, variable } from "../ir/expressions.ts";
import { accumulate, addTo, flowIfUsed } from "./flow.ts";
import { because } from "./reasons.ts";
import { both, isOwn, runtime, siteOf, tape, type Both, type Sweep } from "./sweep.ts";
import { forwardJs, touchNow } from "./statements.ts";
import { memberJs } from "./values.ts";
import { CELL_KEY, isString, kindOf } from "../2-lower/state.ts";

/** The shadow of a variable's object, by name; a module variable's is looked up where the mirror begins. */
function shadowOf(sweep: Sweep, v: Variable): t.Identifier {
  if (v.origin === "module") sweep.moduleShadows.add(v);
  return js.id(sweep.names.shadow(v));
}

const guarded = (sweep: Sweep, v: Variable, statements: t.Statement[]): t.Statement[] =>
  v.made || statements.length === 0 || isOwn(sweep, v) || sweep.inPlace?.ownerOf(v) === "argument"
    ? statements
    : [js.ifs(shadowOf(sweep, v), statements)];

/** Where the cotangent of a member is, and its value there: 0 where nothing has come yet. */
function slot(
  sweep: Sweep,
  m: Member,
): { readonly place: () => t.MemberExpression; readonly value: () => t.Expression } {
  const place = (): t.MemberExpression => memberJs(shadowOf(sweep, m.object), m.key, sweep.names.value);
  return { place, value: () => (isDense(sweep, m) ? place() : js.logical("??", place(), js.num(0))) };
}

/**
 * Its place in the shadow holds a number: an element of a typed array that the sweep made, what an object of its own got with its
 * zero, or a part of an argument; see mirror.ts.
 */
function isDense({ inPlace }: Sweep, m: Member): boolean {
  const { object, key } = m;
  if ((object.made || inPlace?.shapes?.isOwn(object) === true) && object.kind === "typed" && !isName(key)) return true;
  if (inPlace?.shapes?.isCertain(m) === true || inPlace?.shapes?.isFixed(m) === true) return true;
  return inPlace?.ownerOf(object) === "argument" && (isName(key) || kindOf(key) === "number");
}

/** A field that is written as one: that it holds a number has been tested. */
const isName = (key: Expression): boolean => key.op === "literal" && typeof key.value === "string";

/** Writes to it may round: an array of integers, perhaps. `this`, or what `new` gave, may be one that a class extends. */
const mayRound = (sweep: Sweep, m: Member): boolean =>
  !isOwn(sweep, m.object) &&
  !(m.key.op === "literal" && typeof m.key.value === "string") &&
  !(m.object.made || m.object.kind === "array");

/** A member that is natural, or may be. */
const isExtent = (member: Member): boolean =>
  isNatural(member) || (member.key.op !== "literal" && mayBeName(member.key) && !isOrdinary(member.object));

/** A computed key that may be `length`. (What ends with a number is none.) */
const mayBeName = (key: Expression): boolean =>
  key.op === "binary" && key.operator === "+"
    ? kindOf(key.left) !== "number" && kindOf(key.right) !== "number"
    : isString(kindOf(key)) || kindOf(key) === "unknown";

const objectJs = (sweep: Sweep, m: Member): t.Expression =>
  m.object.name === "this" ? { type: "ThisExpression" } : js.id(sweep.names.forward(m.object));

/** The run time asks what the object is. */
const asContainer = (
  sweep: Sweep,
  access: Statement & { readonly member: Member },
  call: t.CallExpression,
): t.CallExpression => because(sweep, call, { kind: "container", access, object: access.member.object });

/** `o.k = v`; of a private field, by the function that may write it. */
function writeJs(sweep: Sweep, m: Member, operator: string, value: t.Expression): t.Expression {
  if (m.hidden === undefined) return js.assign(operator, forwardMember(sweep, m), value);
  const written = operator === "=" ? value : js.binary(operator.slice(0, -1), forwardMember(sweep, m), value);
  return js.call(js.member(js.id(m.hidden), "set"), [objectJs(sweep, m), written]);
}

export function forwardMember(sweep: Sweep, m: Member): t.Expression {
  if (m.spelled) return js.id(m.spelled);
  const object = objectJs(sweep, m);
  if (m.hidden !== undefined) return js.call(js.member(js.id(m.hidden), "get"), [object]);
  return memberJs(object, m.key, sweep.names.forward);
}

export function adjoinGet(sweep: Sweep, s: Statement & { readonly kind: "get" }): Both {
  const { target, member } = s;
  const declare = (value: t.Expression): t.Statement[] => [
    js.declare(target.constant ? "const" : "let", js.id(target.name), value),
    ...touchNow(sweep, target),
  ];
  const cotangent = js.id(sweep.names.cotangent(target));
  if (member.accessor) {
    const read = runtime(
      "get",
      js.id("#tape"),
      siteOf(sweep, s.loc),
      forwardJs(sweep, variable(member.object)),
      forwardJs(sweep, member.key),
      ...(member.from ? [forwardJs(sweep, variable(member.from))] : []),
    );
    const share = sweep.activity.isActive(target) ? cotangent : js.num(0);
    return both(declare(because(sweep, read, { kind: "accessor", access: s })), [
      js.statement(runtime("back", js.id("#tape"), share)),
    ]);
  }
  const forward = declare(forwardMember(sweep, member));
  if (!sweep.activity.isActive(target)) return both(forward);
  const { place, value } = slot(sweep, member);
  const add = isExtent(member)
    ? asContainer(sweep, s, runtime("add", shadowOf(sweep, member.object), keyJs(sweep, member.key), cotangent))
    : isDense(sweep, member)
      ? accumulate(place(), cotangent)
      : js.assign("=", place(), js.binary("+", value(), cotangent));
  return both(forward, guarded(sweep, member.object, [js.statement(add)]));
}

export function adjoinSet(sweep: Sweep, s: Statement & { readonly kind: "set" }): Both {
  const { member, value } = s;
  if (mayFail(sweep, s)) return loosely(sweep, s, forwardJs(sweep, value), adjoinSet(sweep, { ...s, isLoose: false }));
  const { place } = slot(sweep, member);
  const zero = js.statement(js.assign("=", place(), js.num(0)));
  if (member.accessor) {
    const write = runtime(
      "set",
      js.id("#tape"),
      siteOf(sweep, s.loc),
      forwardJs(sweep, variable(member.object)),
      forwardJs(sweep, member.key),
      forwardJs(sweep, value),
      ...(member.from ? [js.bool(false), forwardJs(sweep, variable(member.from))] : []),
      ...(s.isLoose === true ? [js.bool(true)] : []),
    );
    because(sweep, write, { kind: "accessor", access: s });
    const back = runtime("back", js.id("#tape"), js.num(0));
    if (!sweep.activity.flows(value)) return both([js.statement(write)], [js.statement(back)]);
    return both(
      [js.statement(write)],
      flowIfUsed(sweep, value, js.logical("??", js.index(back, js.num(0)), js.num(0)), addTo(sweep)),
    );
  }
  const forward: t.Statement[] = s.implicit
    ? []
    : s.declares && member.spelled
      ? [js.declare(s.declares, js.id(member.spelled), forwardJs(sweep, value))]
      : [js.statement(writeJs(sweep, member, "=", forwardJs(sweep, value)))];
  if (!member.object.constant && !member.object.made) forward.unshift(...touchNow(sweep, member.object));
  if (isOwn(sweep, member.object) && (s.links === true || s.appends === true)) {
    const held = s.links === true && value.op === "variable" ? js.id(sweep.names.shadow(value.variable)) : js.num(0);
    const shadow = memberJs(shadowOf(sweep, member.object), member.key, sweep.names.forward);
    forward.push(js.statement(js.assign("=", shadow, held)));
    if (s.links === true) return both(forward);
  }
  const asksRuntime = isExtent(member) || (mayRound(sweep, member) && sweep.activity.flows(value));
  if (asksRuntime) {
    const taken = asContainer(sweep, s, runtime("take", shadowOf(sweep, member.object), keyJs(sweep, member.key)));
    const reverse = sweep.activity.flows(value) ? flowIfUsed(sweep, value, taken, addTo(sweep)) : [js.statement(taken)];
    return both(forward, guarded(sweep, member.object, reverse));
  }
  if (!sweep.activity.flows(value)) {
    // An array of one number stands for it in arithmetic.
    const isList = kindOf(value) === "array" || kindOf(value) === "typed";
    const none = runtime("noNumber", shadowOf(sweep, member.object), keyJs(sweep, member.key));
    return both(forward, guarded(sweep, member.object, [isList ? js.statement(none) : zero]));
  }
  return both(forward, guarded(sweep, member.object, [...flowOnce(sweep, value, written(sweep, member)), zero]));
}

/** The cotangent of what was written: none where a typed array has no such element, and nothing was. */
function written(sweep: Sweep, member: Member): t.Expression {
  const { place, value } = slot(sweep, member);
  return member.object.kind === "typed" ? js.logical("??", place(), js.num(0)) : value();
}

/** A write that may fail in silence. */
const mayFail = (sweep: Sweep, { isLoose, member }: Write): boolean =>
  isLoose === true && !member.accessor && !isOwn(sweep, member.object);

type Write = Statement & { readonly kind: "set" | "accumulate" };

/** The write notes whether it was one; only then has it an adjoint. The last of its statements is what is written in strict code. */
function loosely(sweep: Sweep, { member }: Write, value: t.Expression, { forward, reverse }: Both): Both {
  const written = runtime("put", objectJs(sweep, member), keyJs(sweep, member.key, sweep.names.forward), value);
  return both([...forward.slice(0, -1), js.statement(tape("push", written))], [js.ifs(tape("pop"), reverse)]);
}

/** The share is read before the slot is emptied, so one that is used twice gets a name first. */
const flowOnce = (sweep: Sweep, value: Expression, share: t.Expression): t.Statement[] =>
  flowIfUsed(sweep, value, share, addTo(sweep));

const keyJs = (sweep: Sweep, key: Expression, name = sweep.names.value): t.Expression => {
  const { property, computed } = memberJs(js.id("_"), key, name);
  return computed ? (property as t.Expression) : js.str((property as t.Identifier).name);
};

export function adjoinAccumulate(sweep: Sweep, s: Statement & { readonly kind: "accumulate" }): Both {
  const { member, operator } = s;
  if (mayFail(sweep, s)) {
    const sum = js.binary(operator, forwardMember(sweep, member), forwardJs(sweep, s.value));
    return loosely(sweep, s, sum, adjoinAccumulate(sweep, { ...s, isLoose: false }));
  }
  const forward: t.Statement[] = [js.statement(writeJs(sweep, member, `${operator}=`, forwardJs(sweep, s.value)))];
  if (!member.object.constant && !member.object.made) forward.unshift(...touchNow(sweep, member.object));
  const value: Expression = operator === "+" ? s.value : { op: "unary", operator: "-", operand: s.value };
  if (!sweep.activity.flows(value)) return both(forward);
  const share =
    isExtent(member) || mayRound(sweep, member)
      ? asContainer(sweep, s, runtime("accumulated", shadowOf(sweep, member.object), keyJs(sweep, member.key)))
      : written(sweep, member);
  return both(forward, guarded(sweep, member.object, flowIfUsed(sweep, value, share, addTo(sweep))));
}

/** An object that the sweep makes. Of one of which all is known the shadow is made beside it, with the shadows of its parts. */
function declareMade(sweep: Sweep, target: Variable, made: t.Expression, shadow: () => t.Expression): t.Statement[] {
  if (!isOwn(sweep, target)) return [js.declare("const", js.id(target.name), tape("made", made))];
  return [
    js.declare("const", js.id(target.name), made),
    js.declare("const", js.id(sweep.names.shadow(target)), shadow()),
  ];
}

/** The cotangent of a part of what has been made there. */
function heldIn(sweep: Sweep, target: Variable, key: Expression): t.Expression {
  const place = memberJs(shadowOf(sweep, target), key, sweep.names.value);
  return isOwn(sweep, target) ? place : js.logical("??", place, js.num(0));
}

const shadowPart = (sweep: Sweep, e: Expression | null): t.Expression =>
  e?.op === "variable" && isOwn(sweep, e.variable) ? js.id(sweep.names.shadow(e.variable)) : js.num(0);

export function adjoinArray(sweep: Sweep, s: Statement & { readonly kind: "array" }): Both {
  const made = js.array(s.elements.map((e) => e && forwardJs(sweep, e)));
  const forward = declareMade(sweep, s.target, made, () => js.array(s.elements.map((e) => shadowPart(sweep, e))));
  const reverse = s.elements.flatMap((e, i) => {
    if (!e || !sweep.activity.flows(e)) return [];
    return flowIfUsed(sweep, e, heldIn(sweep, s.target, literal(i)), addTo(sweep));
  });
  return both(forward, reverse);
}

export function adjoinObject(sweep: Sweep, s: Statement & { readonly kind: "object" }): Both {
  const isComputed = ({ key, computed }: Property): boolean =>
    computed || (key.op === "literal" && key.value === "__proto__");
  const keyOf = (p: Property): t.Expression =>
    p.key.op === "literal" &&
    typeof p.key.value === "string" &&
    /^[A-Za-z_$][\w$]*$/.test(p.key.value) &&
    !isComputed(p)
      ? js.id(p.key.value)
      : forwardJs(sweep, p.key);
  const properties = s.properties.map((p) => {
    const key = keyOf(p);
    const value = forwardJs(sweep, p.value);
    return p.kind === "get" ? js.accessor("get", key, [], [js.returns(value)]) : js.property(key, value, isComputed(p));
  });
  const made = instanceJs(s.instance, properties, (e) => forwardJs(sweep, e));
  const forward = declareMade(sweep, s.target, made, () =>
    js.object(s.properties.map((p) => js.property(keyOf(p), shadowPart(sweep, p.value)))),
  );
  const isEach = mayRepeat(s.properties);
  const reverse = [...s.properties].reverse().flatMap((p) => {
    const flows = sweep.activity.flows(p.value);
    if (p.kind !== "field" || !(flows || isEach)) return [];
    const place = (): t.MemberExpression => memberJs(shadowOf(sweep, s.target), p.key, sweep.names.value);
    const share = flowIfUsed(sweep, p.value, heldIn(sweep, s.target, p.key), addTo(sweep));
    // A later field of the same name hides this one.
    return isEach ? [...share, js.statement(js.assign("=", place(), js.num(0)))] : share;
  });
  const isActive = s.properties.some((p) => p.kind === "field" && sweep.activity.flows(p.value));
  return both(forward, isActive ? reverse : []);
}

type Instance = (Statement & { readonly kind: "object" })["instance"];

/** An object, or an instance of a class: `new C(a)`, or `{ __proto__: C.prototype, x: a }`. */
export function instanceJs(
  instance: Instance,
  properties: readonly (t.ObjectProperty | t.ObjectMethod)[],
  code: (e: Expression) => t.Expression,
): t.Expression {
  if (!instance) return js.object([...properties]);
  if (instance.operands) return js.create(code(instance.callee), instance.operands.map(code));
  const prototype = js.member(code(instance.callee), "prototype");
  return js.object([js.property(js.id("__proto__"), prototype), ...properties]);
}

export function adjoinCell(s: Statement & { readonly kind: "cell" }): Both {
  return both([js.declare("const", js.id(s.target.name), tape("made", cellObject(s.spelled, s.writable)))]);
}

/** `{ get $v() { return n }, set $v(x) { n = x } }`: a variable that is seen like a field. */
export function cellObject(name: string, writable: boolean): t.ObjectExpression {
  const read = js.accessor("get", js.id(CELL_KEY), [], [js.returns(js.id(name))]);
  const parameter = name === "x" ? "value" : "x";
  const write = js.accessor(
    "set",
    js.id(CELL_KEY),
    [js.id(parameter)],
    [js.statement(js.assign("=", js.id(name), js.id(parameter)))],
  );
  return js.object(writable ? [read, write] : [read]);
}
