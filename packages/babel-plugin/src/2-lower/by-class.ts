/**
 * What the classes of the module tell of an object, for the function that gives its value and gradient at once. Statements → statements.
 *
 *   b.step(k)      the method of b's class or of its parents; where b is not known, one of those that have the name
 *   v.length       the getter, or a field where the class has none
 *   super(k)       what the parent's constructor does to the same object
 */
import type { t } from "../babel.ts";
import * as js from "../ir/js.ts";
import { literal, variable } from "../ir/expressions.ts";
import { usesIn } from "../ir/rewrite.ts";
import type { Block, Expression, Location, Statement, Unit, Variable } from "../ir/types.ts";
import { contains } from "../3-analyse/activity.ts";
import { classesOf, fieldsOf, guessShapes, isOwn, seemsOwn, type Guess } from "../3-analyse/guess.ts";
import { ELEMENT } from "../3-analyse/shape.ts";
import { isSpread } from "./value-groups.ts";
import type { Chains } from "./chains.ts";
import type { Make } from "./indices.ts";
import { inheritsNone } from "./instances.ts";

type Call = Statement & { readonly kind: "call" };
type Get = Statement & { readonly kind: "get" };

/** A call of a method by its name, which the object has not been asked for, or has been in `callee`. */
export interface Asked {
  readonly object: Variable;
  readonly key: string;
  readonly callee: Variable | null;
}

export class Instances {
  private readonly classes = new Map<Variable, string>();
  private readonly constants = new Map<Variable, t.Expression>();
  /** The methods that variables hold, by their units. */
  private readonly methods = new Map<Variable, string>();
  private readonly chains: Chains;
  private readonly make: Make;
  /** What other variables may hold, where one has looked. */
  private guess: Guess | null = null;

  constructor(chains: Chains, make: Make) {
    this.chains = chains;
    this.make = make;
  }

  /** Looks at what all has come together by now; whether that may help. */
  look(block: Block): boolean {
    if (!contains(block, (s) => this.isStuck(s))) return false;
    this.guess = guessShapes(block);
    return true;
  }

  /** What waits for more to be known of an object. */
  private isStuck(s: Statement): boolean {
    if (isSpread(s)) return true;
    if (s.kind === "call" && s.callee.via === "method" && s.callee.key.op === "literal") {
      const { value } = s.callee.key;
      return value === "push" || (typeof value === "string" && this.chains.methodsBy(value) !== null);
    }
    if (!("member" in s) || s.member.key.op !== "literal" || s.member.from) return false;
    return s.member.accessor || s.member.key.value === "push";
  }

  /** Whether a variable holds lists of the function's own. */
  isList(v: Variable): boolean {
    const shape = this.guess?.(v);
    return shape !== undefined && seemsOwn(shape) && shape.made.every((s) => s.kind === "array");
  }

  /** The names of the fields of the objects that a variable holds, if the function has made them. */
  fieldsOf(v: Variable): readonly string[] | null {
    const shape = this.guess?.(v);
    return shape && isOwn(shape) ? fieldsOf(shape) : null;
  }

  /** Takes note of what a statement makes, or gives another name. */
  note(s: Statement): void {
    if (s.kind === "assign" && s.target.constant && s.value.op === "variable")
      this.give(s.target, this.classes.get(s.value.variable));
    if (s.kind === "assign" && s.target.constant && s.value.op === "constant")
      this.constants.set(s.target, s.value.node);
    if (s.kind === "call" && s.target && classOf(s) !== null) this.give(s.target, classOf(s) ?? undefined);
  }

  private give(v: Variable, name: string | undefined): void {
    if (name !== undefined) this.classes.set(v, name);
  }

  /** A read or write of what may be an accessor: of a field, or the call of the getter; null where nothing is known. */
  withoutAccessor(s: Statement): Block | null {
    if (!("member" in s) || !s.member.accessor || s.member.key.op !== "literal") return null;
    if (s.member.from) return s.kind === "get" ? this.ofParent(s, s.member.from) : null;
    const { object } = s.member;
    const name = this.classes.get(object);
    if (name !== undefined) return this.ofClass(s, name);
    const shape = this.guess?.(object);
    const key = String(s.member.key.value);
    // What is read by indices is a list, which is tested.
    if (key === "length" && shape?.parts.has(ELEMENT) && object.constant && s.kind === "get")
      return [{ ...s, member: { ...s.member, accessor: false, isOfList: true } }];
    if (!shape || !seemsOwn(shape)) return null;
    const isPlain =
      !shape.isUnsure &&
      shape.made.every((m) => (m.kind === "object" ? !m.instance && hasField(m, key) : key === "length"));
    if (isPlain) return [plainly(s)];
    const names = classesOf(shape);
    if (!names || names.length > MOST || (s.kind !== "get" && s.kind !== "set")) return null;
    const { make } = this;
    const { loc } = s;
    const target = s.kind === "get" ? s.target : null;
    const looked = make("constructor", "function");
    const member = { object, key: literal("constructor"), spelled: null, accessor: false };
    const look: Statement = { kind: "get", loc, target: looked, member };
    const cases = names.flatMap((Class): Case[] => {
      const result = target && names.length > 1 ? make(target.name, "unknown") : target;
      const test: Expression = { op: "likely", callee: variable(looked), unit: Class, isClass: true };
      const body = this.ofClass(s.kind === "get" && result ? { ...s, target: result } : s, Class);
      return body ? [{ test, result, body }] : [];
    });
    return cases.length < names.length ? null : [look, ...oneCase(loc, target, cases, make)];
  }

  /** What `super.k` reads, without a look at what the parents may have been given since: that is assumed. */
  private ofParent(s: Get, from: Variable): Block | null {
    const { key, home } = s.member;
    const parent = this.constants.get(from);
    if (home === undefined || !parent || key.op !== "literal" || typeof key.value !== "string") return null;
    const { loc, target } = s;
    const method = this.chains.inherited(home, key.value, "method");
    if (method !== null) {
      const found = constant(js.member(parent, key.value));
      this.methods.set(target, method);
      return [
        { kind: "assume", loc, test: { op: "likely", callee: found, unit: method } },
        { kind: "assign", loc, target, declare: "const", value: found },
      ];
    }
    const getter = this.chains.inherited(home, key.value, "get");
    return getter === null ? null : calling(getter, "get", parent, key.value, s);
  }

  /** The same of an instance of a class. */
  private ofClass(s: Accessed, name: string): Block | null {
    const key = s.member.key.op === "literal" ? String(s.member.key.value) : "";
    const part = this.chains.find(name, key);
    const plain: Statement = { ...s, member: { ...s.member, accessor: false, ofClass: name } };
    if (part === "field") return [plain];
    // What the file does not tell, by a key that is no name say, may be there.
    if (part === null) return [inheritsNone(js.id(name), s.member.key, s.loc), plain];
    if (s.kind !== "get" && s.kind !== "set") return null;
    const unit = this.chains.unitOf(name, key, s.kind);
    return unit === null ? null : calling(unit, s.kind, js.member(js.id(name), "prototype"), key, s);
  }

  /** The call of a method that is known. */
  byUnit(s: Call): Call | null {
    const { callee } = s;
    const unit = callee.via === "value" && callee.callee.op === "variable" && this.methods.get(callee.callee.variable);
    return unit && callee.self ? { ...s, callee: byPair(unit, callee.self) } : null;
  }

  /** The units of the methods that a call may be of; of nothing else than the object's own class, or classes, if these are known. */
  methodsOf({ object, key }: Asked): readonly string[] | null {
    const name = this.classes.get(object);
    const all = this.chains.methodsBy(key);
    if (name === undefined && (all?.length === 1 || !this.guess)) return all?.length === 1 ? all : null;
    const shape = this.guess?.(object);
    const names = name !== undefined ? [name] : shape && seemsOwn(shape) ? classesOf(shape) : null;
    if (!names) return all;
    const units = names.map((of) => this.chains.unitOf(of, key, "method"));
    const found = units.filter((unit) => unit !== null);
    return found.length === units.length && found.length <= MOST ? [...new Set(found)] : null;
  }

  /**
   * A constructor as a method that does to `this` what it does to what it makes, and the name of the parent whose constructor that calls
   * by its unit.
   */
  asMethod(
    written: Unit,
    name: string,
    count: number,
    make: Make,
  ): { readonly unit: Unit; readonly parent: string | null } | null {
    const isDerived = written.form === "derived";
    const parent = isDerived ? this.chains.parentOf(name) : null;
    const construct = parent === null ? null : this.chains.constructorOf(parent);
    if (isDerived && construct === null) return null;
    const rest = isDerived ? written.rest : null;
    // One that is not written passes on what it is given.
    const passed = rest ? Array.from({ length: count }, () => make("given", "unknown")) : [];
    const body = written.body.flatMap((s): Block => {
      if (isDerived && s.kind === "exit" && s === written.body.at(-1)) return [];
      if (s.kind !== "call") return [s];
      const [, key] = s.operands;
      if (s.callee.via === "runtime" && s.callee.name === "ownField" && key?.op === "literal") return [];
      if (s.callee.via !== "super" || parent === null || construct === null || (s.spread && !isOnly(s.operands, rest)))
        return [s];
      const callee = byPair(construct, variable(written.self));
      const operands = s.spread ? passed.map(variable) : s.operands;
      return [extendsThis(s.callee.parent, parent, s.loc), { ...s, target: null, callee, operands, spread: false }];
    });
    if (contains(body, (s) => s.kind === "call" && s.callee.via === "super")) return null;
    if (!rest) return { unit: { ...written, form: "constructor", body }, parent };
    if (usesIn(body).has(rest)) return null;
    return { unit: { ...written, form: "constructor", rest: null, parameters: passed, body }, parent };
  }
}

/** The method that a call asks an object for. `found`: what callees were read from. */
export function askedBy({ callee, spread }: Call, found: ReadonlyMap<Variable, Get>): Asked | null {
  if (spread) return null;
  if (callee.via === "method" && callee.object.op === "variable")
    return asked(callee.object.variable, callee.key, null);
  if (callee.via !== "value" || callee.callee.op !== "variable" || callee.self?.op !== "variable") return null;
  const member = found.get(callee.callee.variable)?.member;
  const isItsOwn = member && !member.from && member.object === callee.self.variable;
  return isItsOwn ? asked(member.object, member.key, callee.callee.variable) : null;
}

const asked = (object: Variable, key: Expression, callee: Variable | null): Asked | null =>
  key.op === "literal" && typeof key.value === "string" ? { object, key: key.value, callee } : null;

/**
 * The call of one of several methods.
 *
 *   const y = b.f(x)      const f = b.f; let y; const isA = f === A.f; if (isA) y = …; else { assume f === B.f; y = … }
 */
export function oneOf(
  s: Call,
  asked: Asked,
  units: readonly string[],
  make: Make,
  expand: (s: Statement) => Block,
): Block | null {
  const { loc, target } = s;
  const callee = asked.callee ?? make(asked.key, "unknown");
  const member = { object: asked.object, key: literal(asked.key), spelled: null, accessor: false };
  const look: Block = asked.callee ? [] : [{ kind: "get", loc, target: callee, member }];
  const isOf = (unit: string): Expression => ({ op: "likely", callee: variable(callee), unit });
  const calling = (unit: string, result: Variable | null): Block =>
    expand({ ...s, target: result, callee: byPair(unit, variable(asked.object)) });
  const isLeft = (b: Block): boolean =>
    contains(b, (x) => x.kind === "call" && x.callee.via === "pair" && !!x.callee.self);
  const cases = units.map((unit) => {
    const result = units.length > 1 ? target && make(target.name, "unknown") : target;
    return { test: isOf(unit), result, body: calling(unit, result) };
  });
  if (cases.length === 0 || cases.some(({ body }) => isLeft(body))) return null;
  return [...look, ...oneCase(loc, target, cases, make)];
}

interface Case {
  readonly test: Expression;
  readonly result: Variable | null;
  readonly body: Block;
}

/** The first case of which the test holds; that of the last is assumed. */
function oneCase(loc: Location, target: Variable | null, cases: readonly Case[], make: Make): Block {
  const bodies = cases.map(({ test, result, body }): Case => {
    if (!target || !result || result === target) return { test, result, body };
    return { test, result, body: [...body, { kind: "assign", loc, target, declare: null, value: variable(result) }] };
  });
  const last = bodies.pop();
  if (!last) return [];
  const assumed: Statement = { kind: "assume", loc, test: last.test };
  if (bodies.length === 0) return [assumed, ...last.body];
  let block: Block = [assumed, ...last.body];
  for (const { test: value, body } of bodies.reverse()) {
    const test = make("isIt", "boolean");
    block = [
      { kind: "assign", loc, target: test, declare: "const", value },
      { kind: "if", loc, test: variable(test), consequent: body, alternate: block },
    ];
  }
  if (!target) return block;
  Object.assign(target, { constant: false, isSettled: true });
  return [{ kind: "assign", loc, target, declare: "let", value: literal(undefined) }, ...block];
}

/** The class of the module whose constructor is called. */
export const classOf = ({ callee }: Call): string | null =>
  callee.via === "new" && callee.unit && callee.callee.op === "constant" && callee.callee.node.type === "Identifier"
    ? callee.callee.node.name
    : null;

type Accessed = Statement & { readonly kind: "get" | "set" | "accumulate" | "again" };

/** More classes than these are not told apart. */
const MOST = 6;

const plainly = (s: Accessed): Statement => ({ ...s, member: { ...s.member, accessor: false } });

const hasField = ({ properties }: Statement & { readonly kind: "object" }, name: string): boolean =>
  properties.some(({ kind, key }) => kind === "field" && key.op === "literal" && key.value === name);

const byPair = (unit: string, self: Expression) => ({ via: "pair", unit, self, closure: null }) as const;

const constant = (node: t.Expression): Expression => ({ op: "constant", node, kind: "unknown" });

/** The call of an accessor; that it is the one that instances with a prototype find is assumed. */
function calling(unit: string, kind: "get" | "set", prototype: t.Expression, key: string, s: Accessed): Block {
  const found = js.call(js.member(js.id("#$"), "accessorOf"), [prototype, js.str(key), js.str(kind)]);
  const given = { loc: s.loc, callee: byPair(unit, variable(s.member.object)), spread: false };
  return [
    { kind: "assume", loc: s.loc, test: { op: "likely", callee: constant(found), unit } },
    s.kind === "get"
      ? { kind: "call", target: s.target, operands: [], ...given }
      : { kind: "call", target: null, operands: s.kind === "set" ? [s.value] : [], ...given },
  ];
}

const isOnly = ([first, second]: readonly Expression[], v: Variable | null): boolean =>
  !second && first?.op === "variable" && first.variable === v;

const extendsThis = (parent: Expression, name: string, loc: Location): Statement => ({
  kind: "assume",
  loc,
  test: { op: "binary", operator: "===", left: parent, right: constant(js.id(name)) },
});
