/** The rule of a call of `Math`, or of `**`, as parsed partials: one for each operand. */
import { parseExpression, type t } from "../babel.ts";
import type { Expression } from "../ir/types.ts";
import { changeChildren, eachChild } from "../ir/walk.ts";
import { math } from "./math.ts";
import { power } from "./power.ts";
import type { ScalarRule } from "./scalar-rule.ts";

export interface OperandPartial {
  readonly operand: Expression;
  /** Null for a slope of 0; "one" for 1. */
  readonly partial: t.Expression | "one" | null;
  readonly names: ReadonlySet<string>;
  readonly guard: boolean;
}

const parsed = new Map<string, { readonly partial: OperandPartial["partial"]; readonly names: ReadonlySet<string> }>();

type Call = Expression & { readonly op: "math" };

const ruleOf = (name: string): ScalarRule =>
  name === "**" || name === "pow" ? power : math[name as keyof typeof math];

/** The function by whose value the slope of another can be told. */
export function besideOf({ name }: Call): string | undefined {
  const rule = ruleOf(name);
  return "beside" in rule ? rule.beside.name : undefined;
}

/** `besides`: a partial may name, as `z`, the constant that stands beside the call. */
export function partialsOf(e: Call, besides = false): readonly OperandPartial[] {
  const rule = ruleOf(e.name);
  if (!("partials" in rule)) return [];
  const texts: readonly string[] = rule.partials;
  const beside = besides && e.beside && "beside" in rule ? rule.beside.partial : undefined;
  return e.operands.map((operand, i) => {
    const short = i === 0 && "literal" in rule ? shortFor(rule.literal, e.operands[1]) : undefined;
    const text = beside ?? short ?? texts[i] ?? "0";
    return { operand, ...read(text), guard: "guard" in rule && short === undefined };
  });
}

function shortFor(table: Readonly<Record<string, string>>, exponent: Expression | undefined): string | undefined {
  return exponent?.op === "literal" && typeof exponent.value === "number" ? table[String(exponent.value)] : undefined;
}

function read(text: string): { readonly partial: OperandPartial["partial"]; readonly names: ReadonlySet<string> } {
  const known = parsed.get(text);
  if (known) return known;
  const tree = text === "0" || text === "1" ? null : withoutPositions(parseExpression(text));
  const names = new Set<string>();
  if (tree) collectNames(tree, names);
  const result = { partial: tree ?? (text === "1" ? ("one" as const) : null), names };
  parsed.set(text, result);
  return result;
}

function withoutPositions<N extends t.Node>(tree: N): N {
  const { loc: _loc, start: _start, end: _end, extra: _extra, ...rest } = tree;
  changeChildren(rest as t.Node, withoutPositions);
  return rest as unknown as N;
}

function collectNames(tree: t.Node, names: Set<string>): void {
  if (tree.type === "Identifier") names.add(tree.name);
  else if (tree.type === "MemberExpression" && !tree.computed) collectNames(tree.object, names);
  else eachChild(tree, collectNames, names);
}
