/**
 * What is done to objects that a function makes itself, in the place of the calls that do it: for the function that gives its value
 * and gradient at once. Statements → statements.
 *
 *   new Point(a, b)       →  an object with the fields that the constructor sets
 *   p.move(dx)            →  the body of the one method of that name; that it is the one is assumed
 *   points.push(p)        →  points[points.length] = p
 */
import type { t } from "../babel.ts";
import * as js from "../ir/js.ts";
import { eachVariable, literal, mentions, variable } from "../ir/expressions.ts";
import { eachUse, rewriteBlock, rewriteExpression, usesIn } from "../ir/rewrite.ts";
import type { Block, Expression, Property, Statement, Unit, Variable } from "../ir/types.ts";
import { eachStatement } from "../3-analyse/activity.ts";
import { lengthOf, listOf, maker } from "./indices.ts";
import { mapBlocks } from "./inline.ts";
import { kindOf } from "./state.ts";

type Call = Statement & { readonly kind: "call" };
type Get = Statement & { readonly kind: "get" };

/** A call of a method that is probably the one of its name, as a call of that. */
export function knownMethod(s: Statement): { readonly assumed: Block; readonly call: Statement } {
  if (s.kind !== "call" || s.callee.via !== "value" || s.spread) return { assumed: [], call: s };
  const { callee, self, likely } = s.callee;
  if (likely === undefined || likely === null || self?.op !== "variable") return { assumed: [], call: s };
  return {
    assumed: [{ kind: "assume", loc: s.loc, test: { op: "likely", callee, unit: likely } }],
    call: { ...s, callee: { via: "pair", unit: likely, self, closure: null } },
  };
}

/** What `new` makes, where the constructor sets fields and does nothing else. */
export function instanceOf(
  s: Call,
  constructor: Unit | undefined,
  names: Set<string>,
  nextId: () => number,
): Block | null {
  const fields = constructor && fieldsOf(constructor);
  if (s.callee.via !== "new" || s.callee.callee.op !== "constant" || s.callee.callee.node.type !== "Identifier")
    return null;
  if (s.spread || !s.target?.constant || !fields) return null;
  const before: Statement[] = [];
  const operands = s.operands.map((e): Expression => {
    if (e.op === "literal" || (e.op === "variable" && e.variable.constant)) return e;
    const target = maker(names, nextId)("given", "unknown");
    before.push({ kind: "assign", loc: s.loc, target, declare: "const", value: e });
    return variable(target);
  });
  const given = new Map(constructor.parameters.map((p, i) => [p, operands[i] ?? literal(undefined)]));
  const properties = fields.map(({ key, value }): Property => ({
    kind: "field",
    key,
    computed: false,
    value: rewriteExpression(value, {
      read: (v) => given.get(v) ?? variable(v),
      object: (v) => v,
      target: (v) => v,
    }),
  }));
  s.target.kind = "object";
  s.target.made = true;
  const instance = { callee: s.callee.callee, operands };
  const Class = s.callee.callee.node;
  return [
    ...fields.map(({ key }) => inheritsNone(Class, key, s.loc)),
    ...before,
    { kind: "object", loc: s.loc, target: s.target, properties, instance },
  ];
}

/**
 * The same where the constructor does more. `body` is what it does, with `made` for `this`; what is read of a field that it has set is the
 * value that it has set.
 *
 *   new World(n)       const bodies = []; for (…) bodies.push(…); const world = { __proto__: World.prototype, n, bodies }
 */
export function constructed(
  s: Call,
  made: Variable,
  body: Block,
  names: Set<string>,
  nextId: () => number,
): Block | null {
  if (s.callee.via !== "new") return null;
  const { callee } = s.callee;
  const Class = callee.op === "constant" && callee.node.type === "Identifier" ? callee.node : null;
  if (!Class) return null;
  const fields = new Map<string, Expression>();
  /** The fields that were read, which are what they were set to. */
  const same = new Map<Variable, Variable>();
  const renamed = (b: Block): Block => {
    const of = (v: Variable): Variable => same.get(v) ?? v;
    return same.size === 0 ? b : rewriteBlock(b, { read: (v) => variable(of(v)), object: of, target: (v) => v });
  };
  const before: Statement[] = [];
  let at = 0;
  for (; at < body.length; at++) {
    const read = new Map<Variable, Variable>();
    const rest = withFields(body.slice(at, at + 1), made, fields, read);
    const isOther = rest.some((s) => fieldSetBy(s, made) === null && usesIn([s]).has(made));
    if (isOther) break;
    for (const [v, field] of read) same.set(v, field);
    const [x] = renamed(rest);
    if (!x) continue;
    const key = fieldSetBy(x, made);
    if (x.kind !== "set" || key === null) {
      before.push(x);
      continue;
    }
    if (fields.has(key) || mentions(x.value, (v) => v === made)) break;
    const isStable = x.value.op === "literal" || (x.value.op === "variable" && x.value.variable.constant);
    const name = /^\w+$/.test(key) ? `${made.name}_${key}` : "field";
    const target = isStable ? null : maker(names, nextId)(name, kindOf(x.value));
    if (target) before.push({ kind: "assign", loc: x.loc, target, declare: "const", value: x.value });
    fields.set(key, target ? variable(target) : x.value);
  }
  made.kind = "object";
  made.made = true;
  const properties = [...fields].map(([key, value]): Property => ({
    kind: "field",
    key: literal(key),
    computed: false,
    value,
  }));
  return [
    ...[...fields.keys()].map((key) => inheritsNone(Class, literal(key), s.loc)),
    ...before,
    { kind: "object", loc: s.loc, target: made, properties, instance: { callee, operands: null } },
    ...renamed(body.slice(at)),
  ];
}

function fieldSetBy(s: Statement, made: Variable): string | null {
  if (s.kind !== "set" || s.member.object !== made || s.member.accessor || s.member.hidden !== undefined) return null;
  const { key } = s.member;
  return key.op === "literal" && typeof key.value === "string" ? key.value : null;
}

/** Without the reads of fields that have been set: `same` gets what they are. */
const withFields = (
  block: Block,
  made: Variable,
  fields: ReadonlyMap<string, Expression>,
  same: Map<Variable, Variable>,
): Block =>
  block.flatMap((s): Block => {
    const value =
      s.kind === "get" && s.member.object === made && s.member.key.op === "literal" && !s.member.accessor
        ? fields.get(String(s.member.key.value))
        : undefined;
    if (s.kind !== "get" || !value) return [mapBlocks(s, (b) => withFields(b, made, fields, same))];
    if (value.op !== "variable") return [{ kind: "assign", loc: s.loc, target: s.target, declare: "const", value }];
    same.set(s.target, value.variable);
    return [];
  });

type Assume = Statement & { readonly kind: "assume" };

/** The instances of a class inherit nothing by a name: what is set there is a field, and what is read there was set. */
export const inheritsNone = (Class: t.Identifier, key: Expression, loc: Statement["loc"]): Assume => ({
  kind: "assume",
  loc,
  test: {
    op: "unary",
    operator: "!",
    operand: {
      op: "binary",
      operator: "in",
      left: key,
      right: { op: "constant", node: js.member(js.id(Class.name), "prototype"), kind: "object" },
    },
  },
});

/** What is assumed of a class, not of what a variable holds: it is as good at the beginning. */
export const isOfClass = (test: Expression): boolean => !mentions(test, () => true);

interface Field {
  readonly key: Expression;
  readonly value: Expression;
}

/** The fields that a constructor sets, each once, from its parameters. */
function fieldsOf({ form, self, rest, environment, stamps, usesNewTarget, parameters, body }: Unit): Field[] | null {
  if (form !== "constructor" || rest || environment || stamps || usesNewTarget) return null;
  const own = new Set(parameters);
  const keys = new Set<unknown>();
  const fields: Field[] = [];
  for (const s of body) {
    if (s.kind !== "set" || s.member.object !== self || s.member.accessor || s.member.hidden !== undefined) return null;
    const { key } = s.member;
    if (key.op !== "literal" || typeof key.value !== "string" || keys.has(key.value)) return null;
    let isOfParameters = s.value.op !== "constant";
    eachVariable(s.value, (v) => (isOfParameters &&= own.has(v)));
    if (!isOfParameters) return null;
    keys.add(key.value);
    fields.push({ key, value: s.value });
  }
  return fields;
}

/**
 * An element that is put at the end of a list of the function's own; what the call gives is not asked for. `found`: what a callee
 * was read from.
 */
export function appended(
  s: Call,
  found: ReadonlyMap<Variable, Get>,
  isOwnList: (v: Variable) => boolean,
  names: Set<string>,
  nextId: () => number,
): Block | null {
  const into = pushedTo(s, found);
  const [value] = s.operands;
  if (!into || s.operands.length !== 1 || !value || s.spread) return null;
  if (into.constant && !(into.made && into.kind === "array") && !isOwnList(into)) return null;
  const make = maker(names, nextId);
  const { list, before } = listOf(variable(into), s.loc, make);
  const { length, ask } = lengthOf(list, s.loc, make);
  return [...before, ask, appending(list, variable(length), value, s.loc)];
}

const memberOf = (object: Variable) => ({ object, spelled: null, accessor: false }) as const;

export const appending = (list: Variable, key: Expression, value: Expression, loc: Statement["loc"]): Statement => ({
  kind: "set",
  loc,
  member: { ...memberOf(list), key },
  value,
  declares: null,
  appends: true,
});

function pushedTo({ callee }: Call, found: ReadonlyMap<Variable, Get>): Variable | null {
  const isPush = (e: Expression): boolean => e.op === "literal" && e.value === "push";
  if (callee.via === "method")
    return isPush(callee.key) && callee.object.op === "variable" ? callee.object.variable : null;
  if (callee.via !== "value" || callee.self?.op !== "variable" || callee.callee.op !== "variable") return null;
  const member = found.get(callee.callee.variable)?.member;
  return member?.object === callee.self.variable && isPush(member.key) ? callee.self.variable : null;
}

/** A variable that gets its value once, where it is declared or later in the same list, is a constant; one that nobody reads is none. */
export function withConstants(block: Block): Block {
  const assigned = new Map<Variable, number>();
  const read = new Set<Variable>();
  eachUse(
    block,
    (v) => read.add(v),
    (v) => read.add(v),
  );
  eachStatement(block, (s) => {
    if (s.kind === "assign" && s.declare === null) assigned.set(s.target, (assigned.get(s.target) ?? 0) + 1);
  });
  const isBlank = (s: Statement): boolean =>
    s.kind === "assign" && s.declare === "let" && s.value.op === "literal" && s.value.value === undefined;
  const settled = (list: Block): Block => {
    const once = new Set<Variable>();
    for (const s of list)
      if (s.kind === "assign" && isBlank(s) && !s.target.isShared) {
        const isHere = list.some((x) => x.kind === "assign" && x.declare === null && x.target === s.target);
        if (!assigned.has(s.target) || (assigned.get(s.target) === 1 && isHere)) once.add(s.target);
      }
    return list.flatMap((s): Block => {
      if (s.kind !== "assign" || !once.has(s.target)) return [mapBlocks(s, settled)];
      if ((isBlank(s) && assigned.has(s.target)) || !read.has(s.target)) return [];
      s.target.constant = true;
      return [{ ...s, declare: "const" }];
    });
  };
  return settled(block);
}
