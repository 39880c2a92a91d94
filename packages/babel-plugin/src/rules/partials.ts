/** The rule of a call of `Math`, or of `**`, as parsed partials: one for each operand. */
import { parseExpression, type t } from "../babel.ts";
import type { Expression } from "../ir/types.ts";
import { changeChildren, eachChild } from "../ir/walk.ts";
import { math } from "./math.ts";
import { power } from "./power.ts";

export interface OperandPartial {
  readonly operand: Expression;
  /** Null for a slope of 0; "one" for 1. */
  readonly partial: t.Expression | "one" | null;
  readonly names: ReadonlySet<string>;
  readonly guard: boolean;
}

const parsed = new Map<string, { readonly partial: OperandPartial["partial"]; readonly names: ReadonlySet<string> }>();

export function partialsOf(e: Expression & { readonly op: "math" }): readonly OperandPartial[] {
  const rule = e.name === "**" || e.name === "pow" ? power : math[e.name as keyof typeof math];
  if (!("partials" in rule)) return [];
  const texts: readonly string[] = rule.partials;
  return e.operands.map((operand, i) => {
    const short = i === 0 && "literal" in rule ? shortFor(rule.literal, e.operands[1]) : undefined;
    const text = short ?? texts[i] ?? "0";
    return { operand, ...read(text), guard: "guard" in rule && text !== "1" };
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
