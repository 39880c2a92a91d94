/** Parts of array and object literals, what reads them, and which variables are given something before they are read. */
import { mentions } from "../ir/expressions.ts";
import { blocksOf, eachUse } from "../ir/rewrite.ts";
import type { Block, Expression, Statement, Variable } from "../ir/types.ts";
import { assignedIn } from "./state.ts";

export type Key = string | number;
export type Parts = ReadonlyMap<Key, Expression>;

/** What a literal consists of, by key; null where that cannot be told. */
export function partsOf(s: Statement): Parts | null {
  if (s.kind === "array") {
    const elements = s.elements.flatMap((e, i) => (e ? [[i, e] as const] : []));
    return elements.length === s.elements.length ? new Map<Key, Expression>(elements) : null;
  }
  if (s.kind !== "object" || s.properties.length === 0) return null;
  const parts = new Map<Key, Expression>();
  for (const { kind, key, value } of s.properties) {
    if (kind !== "field" || key.op !== "literal" || typeof key.value !== "string" || key.value === "__proto__")
      return null;
    parts.set(key.value, value);
  }
  return parts.size === s.properties.length ? parts : null;
}

/** The key of a statement that reads one, or null. */
export function keyRead(s: Statement): Key | null {
  if ((s.kind !== "get" && s.kind !== "again") || s.member.accessor || s.member.key.op !== "literal") return null;
  const { value } = s.member.key;
  return typeof value === "string" || typeof value === "number" ? value : null;
}

/** What an array pattern takes its items from: `elements` of a list. */
export const isElements = (s: Statement): s is Statement & { readonly kind: "call" } =>
  s.kind === "call" && s.callee.via === "runtime" && s.callee.name === "elements";

/** A declaration without a value. */
export const isBlank = (s: Statement): boolean =>
  s.kind === "assign" && s.declare === "let" && s.value.op === "literal" && s.value.value === undefined;

/** The variables that are declared without a value, and get one before anything reads them. */
export function givenLater(block: Block, found = new Set<Variable>()): ReadonlySet<Variable> {
  for (const [i, s] of block.entries()) {
    if (s.kind === "assign" && isBlank(s) && (s.target.isSettled || isGivenFirst(block.slice(i + 1), s.target)))
      found.add(s.target);
    for (const inner of blocksOf(s)) givenLater(inner, found);
  }
  return found;
}

function isGivenFirst(block: Block, v: Variable): boolean {
  const isIt = (x: Variable): boolean => x === v;
  for (const s of block) {
    if (s.kind === "assign" && s.target === v) return !mentions(s.value, isIt);
    if (!isTouched(s, v)) continue;
    return s.kind === "if" && !mentions(s.test, isIt) && [s.consequent, s.alternate].every((b) => isGivenFirst(b, v));
  }
  // Who leaves here reads nothing.
  const last = block.at(-1)?.kind;
  return last === "exit" || last === "throw";
}

/** Whether a statement reads or assigns a variable, or something of it. */
export function isTouched(s: Statement, v: Variable): boolean {
  let isUsed = assignedIn([s]).has(v);
  const look = (x: Variable): void => {
    isUsed ||= x === v;
  };
  eachUse([s], look, look);
  return isUsed;
}
