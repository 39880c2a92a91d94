/**
 * Calls that make a list, or fill one: in the place of each, a loop. Statements → statements.
 *
 *   Float64Array.from(xs)                       const u = new Float64Array(xs.length); for (…) u[i] = xs[i]
 *   Array.from({ length: n }, (_, i) => i * x)  const list = []; for (let i = 0; i < n; i++) list[i] = i * x
 *   new Array(n).fill(0)                        const list = []; for (let i = 0; i < n; i++) list[i] = 0
 *   [...xs, x]                                  const list = []; for (…) list[list.length] = xs[i]; list[list.length] = x
 *
 * They are for functions that give up where a list is not what it is taken for.
 */
import * as js from "../ir/js.ts";
import { literal, variable } from "../ir/expressions.ts";
import type { Block, Expression, Location, Statement, Variable } from "../ir/types.ts";
import { TYPED } from "../3-analyse/harmless.ts";
import type { Closures } from "./callbacks.ts";
import { countedTo, lengthOf, listOf, maker, overIndices, type Make } from "./indices.ts";
import { appending } from "./instances.ts";

type Call = Statement & { readonly kind: "call" };

/** What is at hand where a call is replaced. */
interface Place {
  readonly loc: Location;
  readonly make: Make;
  readonly nextId: () => number;
  readonly closures: Closures;
  /** Whether a function writes nothing. */
  readonly isCalm: (unit: string) => boolean;
}

/** The statements for a call; null for one that makes no list, or none of which all is known. */
export function listMade(
  s: Call,
  closures: Closures,
  names: Set<string>,
  nextId: () => number,
  isCalm: (unit: string) => boolean,
): Block | null {
  if (s.spread) return null;
  const place = { loc: s.loc, make: maker(names, nextId), nextId, closures, isCalm };
  const { callee } = s;
  if (callee.via === "value") return s.target === null ? appendedTo(s, place) : null;
  if (callee.via === "new") return TYPED.has(callee.native ?? "") ? copied(s, callee.callee, place) : null;
  if (callee.via !== "method" || callee.key.op !== "literal") return null;
  if (callee.key.value === "fill") return filled(s, place);
  if (callee.key.value === "set") return overwritten(s, place);
  return callee.key.value === "from" ? from(s, callee.object, callee.native ?? "", place) : null;
}

/** `new Float64Array(xs)`: of a list, unless it seems to be a number. */
function copied({ operands, target }: Call, Class: Expression, place: Place): Block | null {
  const [source, ...others] = operands;
  if (source?.op !== "variable" || others.length > 0 || !target?.constant) return null;
  const isLength = place.closures.isNumber(source.variable) && !place.closures.isList(source.variable);
  return isLength ? null : typedFrom(target, Class, source, (item) => item, place);
}

/** `Array.from(xs, f)`, and that of typed arrays. */
function from({ operands, target, loc }: Call, Class: Expression, name: string, place: Place): Block | null {
  const { make, nextId, closures } = place;
  const [source, given, ...others] = operands;
  const closure = given && closures.of(given);
  if (!target?.constant || !source || (given && !closure) || others.length > 0) return null;
  const mapped = (item: Expression, index: Variable, body: Statement[]): Expression => {
    if (!closure) return item;
    const result = make("mapped", "unknown");
    const callee = { via: "pair", unit: closure.unit, self: null, closure: variable(closure.target) } as const;
    body.push({ kind: "call", loc, target: result, callee, operands: [item, variable(index)], spread: false });
    return variable(result);
  };
  const native = isNativeFrom(name, loc);
  if (TYPED.has(name)) {
    // All items are taken before the first is mapped.
    if (closure && !place.isCalm(closure.unit)) return null;
    return [native, ...typedFrom(target, Class, source, mapped, place)];
  }
  if (name !== "Array") return null;
  const counter = make("i", "number", false);
  const body: Statement[] = [];
  const put = (item: Expression): void => {
    const value = mapped(item, counter, body);
    body.push(appending(target, variable(counter), value, loc));
  };
  const length = closures.lengthOf(source);
  if (length) {
    put(literal(undefined));
    return [native, ...newList(target, place), ...counted(length, counter, body, place)];
  }
  const item = make("item", "unknown");
  const { list, before } = listOf(source, loc, make);
  put(variable(item));
  const loop = overIndices({ loc, list, counter, item, body }, make, nextId);
  return [native, ...before, ...newList(target, place), ...loop];
}

/** `Array.from` is the language's own: the same wherever it is asked. */
const isNativeFrom = (name: string, loc: Location): Statement => ({
  kind: "assume",
  loc,
  test: {
    op: "constant",
    node: js.call(js.member(js.id("#$"), "isNativeFrom"), [js.member(js.id(name), "from")]),
    kind: "boolean",
  },
});

/** What is put into the place of an item; the statements that it takes go into `body`. */
type Mapped = (item: Expression, index: Variable, body: Statement[]) => Expression;

/** A typed array with the items of a list. */
function typedFrom(target: Variable, callee: Expression, source: Expression, mapped: Mapped, place: Place): Block {
  const { loc, make, nextId } = place;
  const { list, before } = listOf(source, loc, make);
  const [counter, item] = [make("i", "number", false), make("item", "unknown")];
  const { length, ask } = lengthOf(list, loc, make);
  Object.assign(target, { kind: "typed", made: true });
  const native = callee.op === "constant" && callee.node.type === "Identifier" ? callee.node.name : null;
  const made = { via: "new", callee, native } as const;
  const body: Statement[] = [];
  const value = mapped(variable(item), counter, body);
  body.push(put(target, counter, value, loc));
  return [
    ...before,
    ask,
    { kind: "call", loc, target, callee: made, operands: [variable(length)], spread: false },
    ...overIndices({ loc, list, counter, item, body }, make, nextId),
  ];
}

/** `list[i] = value` */
const put = (list: Variable, index: Variable, value: Expression, loc: Location): Statement => ({
  kind: "set",
  loc,
  member: { object: list, key: variable(index), spelled: null, accessor: false },
  value,
  declares: null,
});

function newList(target: Variable, { loc }: Place): Block {
  Object.assign(target, { kind: "array", made: true });
  return [{ kind: "array", loc, target, elements: [] }];
}

/** So often as a length says; `isTested`: it has been seen to be one. */
function counted(
  length: Expression,
  counter: Variable,
  body: Block,
  { loc, make, nextId }: Place,
  isTested = false,
): Block {
  const isStill = length.op === "literal" || length.op === "variable";
  const end = isStill ? length : variable(make("length", "unknown"));
  const before: Statement[] =
    isStill || end.op !== "variable"
      ? []
      : [{ kind: "assign", loc, target: end.variable, declare: "const", value: length }];
  return [...before, ...(isTested ? [] : lengthTests(end, loc)), ...countedTo({ loc, counter, end, body }, nextId)];
}

/** What is assumed of a length; that of `new Array(n)`, where it `isNew`, is not below zero, and throws there. */
function lengthTests(end: Expression, loc: Location, isNew = false): Block {
  if (end.op === "literal" && Number.isInteger(end.value) && Number(end.value) >= 0) return [];
  const rest = { op: "binary", operator: "%", left: end, right: literal(1) } as const;
  const isWhole = { op: "binary", operator: "===", left: rest, right: literal(0) } as const;
  const type = { op: "unary", operator: "typeof", operand: end } as const;
  const isNumber = { op: "binary", operator: "===", left: type, right: literal("number") } as const;
  const isLength = { op: "binary", operator: ">=", left: end, right: literal(0) } as const;
  const needed = [isNumber, isWhole, ...(isNew ? [isLength] : [])];
  return needed.map((test): Statement => ({ kind: "assume", loc, test }));
}

/** `new Array(n)` that is filled later: all that is left of it is what it asks of the length. */
export const emptyList = ({ operands, loc }: Call): Block => lengthTests(operands[0] ?? literal(0), loc, true);

/** `arrayAppend` and `arrayPush`: the parts of `[...xs, x]`. */
function appendedTo({ callee, operands, loc }: Call, { make, nextId }: Place): Block | null {
  const name = callee.via === "value" && callee.self === null ? runtimeName(callee.callee) : null;
  const [into, value] = operands;
  if (into?.op !== "variable" || !into.variable.made || !into.variable.constant || !value) return null;
  const put = (e: Expression): Block => {
    const { length, ask } = lengthOf(into.variable, loc, make);
    return [ask, appending(into.variable, variable(length), e, loc)];
  };
  if (name === "arrayPush") return put(value);
  if (name !== "arrayAppend" || value.op !== "variable") return null;
  const [counter, item] = [make("i", "number", false), make("item", "unknown")];
  const { list, before } = listOf(value, loc, make);
  return [...before, ...overIndices({ loc, list, counter, item, body: put(variable(item)) }, make, nextId)];
}

const runtimeName = (e: Expression): string | null =>
  e.op === "constant" && e.node.type === "Identifier" && e.node.name.startsWith("$.") ? e.node.name.slice(2) : null;

/** `new Array(n).fill(x)`, and `list.fill(x)`. */
function filled({ callee, operands, target, loc }: Call, place: Place): Block | null {
  const { make, nextId, closures } = place;
  const [value, ...others] = operands;
  if (callee.via !== "method" || callee.object.op !== "variable" || !value || others.length > 0) return null;
  if (target?.constant !== true) return null;
  const counter = make("i", "number", false);
  const length = closures.lengthOf(callee.object);
  if (length) {
    const body = [appending(target, variable(counter), value, loc)];
    return [...newList(target, place), ...counted(length, counter, body, place, true)];
  }
  if (!closures.isList(callee.object.variable)) return null;
  const { list, before } = listOf(callee.object, loc, make);
  const { length: end, ask } = lengthOf(list, loc, make);
  const held = make("filler", "unknown");
  const body = [put(list, counter, variable(held), loc)];
  return [
    ...before,
    { kind: "assign", loc, target: held, declare: "const", value },
    ask,
    ...countedTo({ loc, counter, end: variable(end), body, iterates: list, method: "fill" }, nextId),
    ...(closures.isUsed(target)
      ? [{ kind: "assign", loc, target, declare: "const", value: variable(list) } as const]
      : []),
  ];
}

/** `u.set(xs)` of a typed array that is long enough. */
function overwritten({ callee, operands, target, loc }: Call, { make, nextId, closures }: Place): Block | null {
  const [source, ...others] = operands;
  if (callee.via !== "method" || callee.object.op !== "variable" || source?.op !== "variable" || others.length > 0)
    return null;
  if (!closures.isList(callee.object.variable) || (target && closures.isUsed(target))) return null;
  const [into, list] = [listOf(callee.object, loc, make), listOf(source, loc, make)];
  const [room, taken] = [lengthOf(into.list, loc, make), lengthOf(list.list, loc, make)];
  const fits = { op: "binary", operator: "<=", left: variable(taken.length), right: variable(room.length) } as const;
  const Class = { op: "constant", node: js.id("Float64Array"), kind: "function" } as const;
  const isTyped = { op: "binary", operator: "instanceof", left: variable(into.list), right: Class } as const;
  const [counter, item] = [make("i", "number", false), make("item", "unknown")];
  const member = { object: list.list, key: variable(counter), spelled: null, accessor: false };
  const body: Block = [{ kind: "get", loc, target: item, member }, put(into.list, counter, variable(item), loc)];
  const loop = { loc, counter, end: variable(taken.length), body, iterates: into.list, method: "set" };
  return [
    ...into.before,
    { kind: "assume", loc, test: isTyped },
    ...list.before,
    room.ask,
    taken.ask,
    { kind: "assume", loc, test: fits },
    ...countedTo(loop, nextId),
  ];
}
