/**
 * Function literals that are called where they are made, by name or by a method of an array. Statements → statements.
 *
 *   xs.reduce((sum, x) => sum + x * w, 0)      let sum = 0; for (let i = 0; i < xs.length; i++) sum = sum + xs[i] * w
 */
import { literal, variable } from "../ir/expressions.ts";
import { eachOwnUse, eachUse, rewriteBlock } from "../ir/rewrite.ts";
import type { Block, Expression, Statement, Variable } from "../ir/types.ts";
import { contains, eachStatement } from "../3-analyse/activity.ts";
import { mapBlocks } from "./inline.ts";
import { maker, overIndices } from "./indices.ts";
import { appending } from "./instances.ts";

type Call = Statement & { readonly kind: "call" };
type Closure = Statement & { readonly kind: "closure" };

/** Which variable holds which function literal. */
export class Closures {
  private readonly made = new Map<Variable, Closure>();
  private readonly values = new Map<Variable, Expression>();
  private readonly objects = new Map<Variable, ReadonlyMap<unknown, Expression>>();
  /** What more is done with than to read its fields: these may be others by then. */
  private readonly others = new Set<Variable>();

  /** Looks at statements of which notes are to be taken. */
  learn(block: Block): void {
    eachStatement(block, (s) => {
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
      const fields = s.properties.filter((p) => p.kind === "field" && p.key.op === "literal");
      this.objects.set(
        s.target,
        new Map(fields.map((p) => [p.key.op === "literal" ? p.key.value : null, p.value] as const)),
      );
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

/** The methods of arrays that can be written as loops, with the function of the run time that tests for them. */
const METHODS = new Set(["reduce", "forEach", "map"]);

/** A method that calls a function literal for each element, as a loop; that the method is the array's own is tested. */
export function overList(s: Call, closures: Closures, names: Set<string>, nextId: () => number): Block | null {
  const { callee, operands, loc } = s;
  if (callee.via !== "method" || s.spread || callee.key.op !== "literal" || callee.object.op !== "variable")
    return null;
  const method = callee.key.value;
  const closure = closures.of(operands[0]);
  const xs = callee.object.variable;
  if (typeof method !== "string" || !METHODS.has(method) || !closure || !xs.constant) return null;
  if (operands.length !== (method === "reduce" ? 2 : 1)) return null;
  const make = maker(names, nextId);
  const i = make("i", "number", false);
  const x = make("item", "unknown");
  const called = (target: Variable | null, args: readonly Expression[]): Call => ({
    kind: "call",
    loc,
    target,
    callee: { via: "pair", unit: closure.unit, self: null, closure: variable(closure.target) },
    operands: args,
    spread: false,
  });
  const rest = [variable(x), variable(i), variable(xs)];
  const held = make("sum", "unknown", false);
  const before = make("sum", "unknown");
  const after = make("sum", "unknown");
  const mapped = make("mapped", "unknown");
  const list = method === "map" ? s.target : null;
  if (method === "map" && !list?.constant) return null;
  if (list) Object.assign(list, { kind: "array", made: true });
  const body: Block = list
    ? [called(mapped, rest), appending(list, variable(i), variable(mapped), loc)]
    : method === "forEach"
      ? [called(null, rest)]
      : [
          { kind: "assign", loc, target: before, declare: "const", value: variable(held) },
          called(after, [variable(before), ...rest]),
          { kind: "assign", loc, target: held, declare: null, value: variable(after) },
        ];
  return [
    ...(list ? [{ kind: "array", loc, target: list, elements: [] } as const] : []),
    ...(method === "reduce"
      ? [{ kind: "assign", loc, target: held, declare: "let", value: operands[1] ?? literal(undefined) } as const]
      : []),
    ...overIndices({ loc, list: xs, counter: i, item: x, body, method }, make, nextId),
    ...(s.target && method === "reduce"
      ? [{ kind: "assign", loc, target: s.target, declare: "const", value: variable(held) } as const]
      : []),
  ];
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
