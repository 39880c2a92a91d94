/**
 * Function literals that are called where they are made, by name or by a method of an array. Statements → statements.
 *
 *   xs.reduce((sum, x) => sum + x * w, 0)      let sum = 0; for (let i = 0; i < xs.length; i++) sum = sum + xs[i] * w
 */
import { eachVariable, literal, variable } from "../ir/expressions.ts";
import { eachExpression, eachOwnUse, eachUse, rewriteBlock } from "../ir/rewrite.ts";
import type { t } from "../babel.ts";
import type { Block, Expression, Location, Statement, Variable } from "../ir/types.ts";
import { math } from "../rules/math.ts";
import type { ScalarRule } from "../rules/scalar-rule.ts";
import { contains, eachStatement } from "../3-analyse/activity.ts";
import { mapBlocks } from "./inline.ts";
import { maker, overIndices, type Make, type Walk } from "./indices.ts";
import { appending } from "./instances.ts";
import { kindOf } from "./state.ts";

type Call = Statement & { readonly kind: "call" };
type Closure = Statement & { readonly kind: "closure" };

/** Which variable holds which function literal. */
export class Closures {
  private readonly made = new Map<Variable, Closure>();
  private readonly values = new Map<Variable, Expression>();
  private readonly objects = new Map<Variable, ReadonlyMap<unknown, Expression>>();
  /** Those of them that have nothing but such fields. */
  private readonly plain = new Set<Variable>();
  /** What more is done with than to read its fields: these may be others by then. */
  private readonly others = new Set<Variable>();
  private readonly uses = new Map<Variable, number>();
  /** What is read by indices, or asked for its length. */
  private readonly lists = new Set<Variable>();
  /** What is computed with, or compared; and what is read of an object, which is a size more often than a list. */
  private readonly numbers = new Set<Variable>();
  /** `new Array(n)` that is filled, and has no other use. */
  private readonly filled = new Set<Variable>();
  private readonly lengths = new Map<Variable, Expression>();

  /** Looks at statements of which notes are to be taken. */
  learn(block: Block): void {
    const use = (v: Variable): unknown => this.uses.set(v, (this.uses.get(v) ?? 0) + 1);
    eachUse(block, use, use);
    eachStatement(block, (s) => {
      eachExpression(s, (e) => {
        if (COMPUTING.has(e.op)) eachVariable(e, (v) => this.numbers.add(v));
      });
      if (s.kind === "get") this.numbers.add(s.target);
      if (isFill(s)) this.filled.add(s.callee.object.variable);
      if ("member" in s && (isLength(s.member.key) || kindOf(s.member.key) === "number"))
        this.lists.add(s.member.object);
      eachOwnUse(
        s,
        (v) => s.kind !== "closure" && this.others.add(v),
        (v) => s.kind !== "get" && s.kind !== "again" && this.others.add(v),
      );
    });
  }

  /** Takes note of what a statement makes. */
  note(s: Statement): void {
    if (s.kind === "closure") this.made.set(s.target, s);
    if (s.kind === "assign" && s.target.constant) this.values.set(s.target, s.value);
    if (s.kind === "object") {
      const [only, ...more] = s.properties;
      if (only?.kind === "field" && isLength(only.key) && more.length === 0) this.lengths.set(s.target, only.value);
      const fields = s.properties.filter((p) => p.kind === "field" && p.key.op === "literal");
      this.objects.set(
        s.target,
        new Map(fields.map((p) => [p.key.op === "literal" ? p.key.value : null, p.value] as const)),
      );
      if (fields.length === s.properties.length) this.plain.add(s.target);
    }
    if (s.kind === "get" && s.target.constant && s.member.key.op === "literal" && !this.others.has(s.member.object)) {
      const value = this.objects.get(s.member.object)?.get(s.member.key.value);
      if (value) this.values.set(s.target, value);
    }
  }

  /** The function literal that an expression is. */
  of(e: Expression | undefined | null): Closure | undefined {
    if (e?.op !== "variable") return undefined;
    return this.made.get(e.variable) ?? this.of(this.values.get(e.variable));
  }

  isUsed(v: Variable): boolean {
    return this.uses.has(v);
  }

  /** Whether it can be seen that a variable stands for a list. */
  isList(v: Variable): boolean {
    return v.kind === "array" || v.kind === "typed" || this.lists.has(v);
  }

  /** Whether it seems that it stands for a number. */
  isNumber(v: Variable): boolean {
    return v.kind === "number" || this.numbers.has(v);
  }

  /** The fields of a literal that has no other use. */
  fieldsOf(e: Expression | undefined): ReadonlyMap<unknown, Expression> | null {
    if (e?.op !== "variable" || this.uses.get(e.variable) !== 1 || !this.plain.has(e.variable)) return null;
    return this.objects.get(e.variable) ?? null;
  }

  /** The length of `{ length: n }` and of `new Array(n)`, where nothing else is done with it. */
  lengthOf(e: Expression): Expression | null {
    return e.op === "variable" && this.uses.get(e.variable) === 1 ? (this.lengths.get(e.variable) ?? null) : null;
  }

  /** Whether a list without elements has no other use than to be filled; notes its length. */
  isEmpty(s: Call): boolean {
    const { target, callee, operands } = s;
    const isArray = callee.via === "new" && callee.native === "Array";
    const [length, ...others] = operands;
    if (!isArray || !target || !length || others.length > 0 || !this.filled.has(target) || this.uses.get(target) !== 1)
      return false;
    if (length.op !== "literal" && !(length.op === "variable" && length.variable.constant)) return false;
    this.lengths.set(target, length);
    return true;
  }

  /** A call of a function literal that a variable holds. */
  called(s: Statement): Statement {
    if (s.kind !== "call" || s.callee.via !== "value" || s.callee.self || s.spread) return s;
    const closure = this.of(s.callee.callee);
    if (!closure) return s;
    return { ...s, callee: { via: "pair", unit: closure.unit, self: null, closure: variable(closure.target) } };
  }

  /** What the callee has captured. */
  environmentOf({ callee }: Call): Variable | null {
    return callee.via === "pair" ? (this.of(callee.closure)?.environment ?? null) : null;
  }
}

const COMPUTING: ReadonlySet<Expression["op"]> = new Set(["binary", "unary", "math"]);

const isLength = (key: Expression): boolean => key.op === "literal" && key.value === "length";

/** `list.fill(x)` */
const isFill = (s: Statement): s is Call & { readonly callee: { readonly object: { readonly variable: Variable } } } =>
  s.kind === "call" &&
  s.callee.via === "method" &&
  s.callee.object.op === "variable" &&
  s.callee.key.op === "literal" &&
  s.callee.key.value === "fill";

/** The methods of arrays that can be written as loops; that it is the array's own is tested. */
const METHODS = new Set(["reduce", "forEach", "map"]);
/** Those that are only tried. */
const TRIED = new Set([...METHODS, "filter", "slice"]);
/** The methods that give an array. */
const MAKING = new Set(["map", "filter", "slice"]);

/** Calls a callback. */
type Called = (target: Variable | null, args: readonly Expression[]) => Statement;

/** `isTried`: for a function that gives up where the list is not what it is taken for. */
export function overList(
  s: Call,
  closures: Closures,
  names: Set<string>,
  nextId: () => number,
  isTried = false,
): Block | null {
  const { callee, operands, loc } = s;
  if (callee.via !== "method" || s.spread || callee.key.op !== "literal" || callee.object.op !== "variable")
    return null;
  const method = callee.key.value;
  const xs = callee.object.variable;
  if (typeof method !== "string" || !(isTried ? TRIED : METHODS).has(method) || !xs.constant) return null;
  // What a function of Math gives to forEach goes nowhere.
  const called = method === "slice" ? null : calledBy(s, closures, isTried && method !== "forEach");
  const [first, initial, ...others] = operands;
  if (method === "slice" ? first : !called || others.length > 0 || (initial && method !== "reduce")) return null;
  if (method === "reduce" && !initial && !isTried) return null;
  const make = maker(names, nextId);
  const walk = { loc, list: xs, counter: make("i", "number", false), item: make("item", "unknown"), method };
  const { counter, item } = walk;
  const args = [variable(item), variable(counter), variable(xs)];
  if (MAKING.has(method)) {
    const list = s.target;
    if (!list?.constant) return null;
    Object.assign(list, { kind: "array", made: true });
    const body = itemsOf(method, { list, item, counter, loc }, (target) => called?.(target, args), make);
    return [{ kind: "array", loc, target: list, elements: [] }, ...overIndices({ ...walk, body }, make, nextId)];
  }
  if (!called) return null;
  const given = (value: Expression): Block =>
    s.target ? [{ kind: "assign", loc, target: s.target, declare: "const", value }] : [];
  if (method === "forEach")
    return [...overIndices({ ...walk, body: [called(null, args)] }, make, nextId), ...given(literal(undefined))];
  const held = make("sum", "unknown", false);
  const [before, after] = [make("sum", "unknown"), make("sum", "unknown")];
  const body: Block = [
    { kind: "assign", loc, target: before, declare: "const", value: variable(held) },
    called(after, [variable(before), ...args]),
    { kind: "assign", loc, target: held, declare: null, value: variable(after) },
  ];
  const begin = initial ? { before: [], value: initial } : firstOf(xs, loc, make);
  return [
    ...begin.before,
    { kind: "assign", loc, target: held, declare: "let", value: begin.value },
    ...overIndices({ ...walk, body, start: initial ? 0 : 1 }, make, nextId),
    ...given(variable(held)),
  ];
}

/** How the callback is called: a function literal, or a function of `Math` that takes one number. */
function calledBy({ operands, loc }: Call, closures: Closures, isTried: boolean): Called | null {
  const [given] = operands;
  const closure = closures.of(given);
  if (closure)
    return (target, args) => ({
      kind: "call",
      loc,
      target,
      callee: { via: "pair", unit: closure.unit, self: null, closure: variable(closure.target) },
      operands: args,
      spread: false,
    });
  const name = isTried && given?.op === "constant" ? unaryOf(given.node) : null;
  if (name === null) return null;
  return (target, args) => ({
    kind: "assign",
    loc,
    target: target as Variable,
    declare: "const",
    value: { op: "math", name, operands: args.slice(0, 1) },
  });
}

/** The name of a function of `Math` with a rule for one operand. */
function unaryOf(node: t.Expression): string | null {
  if (node.type !== "MemberExpression" || node.computed || node.property.type !== "Identifier") return null;
  if (node.object.type !== "Identifier" || node.object.name !== "Math") return null;
  const rule = math[node.property.name as keyof typeof math] as ScalarRule | undefined;
  return rule && "partials" in rule && rule.kind === undefined && rule.partials.length === 1
    ? node.property.name
    : null;
}

/** What a turn puts into the new list. */
function itemsOf(
  method: string,
  { list, item, counter, loc }: Pick<Walk, "list" | "item" | "counter" | "loc">,
  call: (target: Variable) => Statement | undefined,
  make: Make,
): Block {
  if (method === "slice") return [appending(list, variable(counter), variable(item), loc)];
  const result = make(method === "map" ? "mapped" : "isKept", "unknown");
  const called = call(result);
  if (!called) return [];
  if (method === "map") return [called, appending(list, variable(counter), variable(result), loc)];
  const length = make("length", "number");
  const member = { object: list, key: literal("length"), spelled: null, accessor: false };
  const kept: Block = [
    { kind: "get", loc, target: length, member },
    appending(list, variable(length), variable(item), loc),
  ];
  return [called, { kind: "if", loc, test: variable(result), consequent: kept, alternate: [] }];
}

/** A sum without a beginning begins with the first item, which has to be there. */
function firstOf(list: Variable, loc: Location, make: Make): { readonly before: Block; readonly value: Expression } {
  const [length, first] = [make("length", "number"), make("first", "unknown")];
  const member = { object: list, spelled: null, accessor: false };
  const isThere = { op: "binary", operator: ">", left: variable(length), right: literal(0) } as const;
  return {
    before: [
      { kind: "get", loc, target: length, member: { ...member, key: literal("length") } },
      { kind: "assume", loc, test: isThere },
      { kind: "get", loc, target: first, member: { ...member, key: literal(0) } },
    ],
    value: variable(first),
  };
}

/** Leaves out function literals, and objects, that nothing mentions. */
export function withoutUnused(block: Block): Block {
  const used = new Set<Variable>();
  const use = (v: Variable): unknown => used.add(v);
  eachUse(block, use, use);
  eachStatement(block, (s) => s.kind === "loop" && s.iterates && use(s.iterates));
  const isUnused = (s: Statement): boolean => isIdle(s) && !used.has(s.target);
  const kept = (b: Block): Block => b.flatMap((s): Block => (isUnused(s) ? [] : [mapBlocks(s, kept)]));
  return contains(block, isUnused) ? withoutUnused(kept(block)) : block;
}

/** Whether a statement does nothing but make a function or an object, or read one that the function has made. */
function isIdle(s: Statement): s is Statement & { readonly kind: "closure" | "get" | "object" } {
  if (s.kind === "closure") return s.declaration === null;
  if (s.kind === "get")
    return s.member.object.made && ["object", "array"].includes(s.member.object.kind) && !s.member.accessor;
  return s.kind === "object" && s.properties.every((p) => p.kind === "field");
}

/** `const a = v; …; const b = a + e; v = b` is `…; v = v + e`, where v is assigned nowhere else. */
export function withoutDetours(block: Block): Block {
  return block.map((s): Statement => {
    const inner = mapBlocks(s, withoutDetours);
    return inner.kind === "loop" && inner.method !== undefined ? { ...inner, body: straight(inner.body) } : inner;
  });
}

function straight(body: Block): Block {
  const last = body.at(-1);
  const copy = body.find((s) => s.kind === "assign" && s.declare === "const" && isRead(s.value, last));
  if (last?.kind !== "assign" || copy?.kind !== "assign" || last.value.op !== "variable") return body;
  const { target, value } = last;
  const swap = (v: Variable): Variable => (v === copy.target ? target : v);
  const rest = body.slice(0, -1).filter((s) => s !== copy);
  const renamed = rewriteBlock(rest, { read: (v) => variable(swap(v)), object: swap, target: (v) => v });
  const made = renamed.at(-1);
  if (made?.kind !== "assign" || made.declare !== "const" || made.target !== value.variable) return [...renamed, last];
  return [...renamed.slice(0, -1), { ...last, value: made.value }];
}

const isRead = (e: Expression, last: Statement | undefined): boolean =>
  e.op === "variable" && last?.kind === "assign" && e.variable === last.target;
