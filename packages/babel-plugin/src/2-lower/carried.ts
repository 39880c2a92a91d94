/**
 * Variables that hold one small array or object after another, of which only parts are read: each part is a variable. Unit → unit.
 *
 *   let z = { re: 0, im: 0 };                          let z_re = 0, z_im = 0;
 *   for (…) z = { re: z.re * z.re, im: z.im + 1 };     for (…) { const re = z_re, im = z_im; z_re = re * re; z_im = im + 1; }
 *
 *   let v; if (c) v = [a, b]; else v = [d, e]; … v[0]  let v_0, v_1; if (c) { v_0 = a; v_1 = b } else …; … v_0
 */
import * as js from "../ir/js.ts";
import { literal, mentions, newVariable, variable } from "../ir/expressions.ts";
import { rewriteStatement, usesIn, type Renaming } from "../ir/rewrite.ts";
import type { Block, Expression, Statement, Unit, Variable } from "../ir/types.ts";
import { contains } from "../3-analyse/activity.ts";
import { mapBlocks } from "./inline.ts";
import { keyRead, partsOf, type Key } from "./parts.ts";
import { assignedIn, kindOf } from "./state.ts";
import { copiedBy, groupsIn, isCarried, isLikely, spreadsIn } from "./value-groups.ts";

export function splitCarried(unit: Unit, take: (name: string) => string, nextId: () => number): Unit {
  if (!isCarried(unit.body)) return unit;
  const parts = new Map<Variable, ReadonlyMap<Key, Variable>>();
  const classes = new Map<Variable, string | null>();
  for (const group of groupsIn(unit)) {
    const { keys } = group;
    const [name = null] = group.classes;
    for (const v of keys === null ? [] : group.members) {
      const { constant, isSettled } = v;
      const part = (key: Key): Variable =>
        newVariable(nextId(), { name: take(`${v.name}_${String(key)}`), origin: "temporary", constant, isSettled });
      parts.set(v, new Map(keys?.map((key) => [key, part(key)])));
      classes.set(v, name);
    }
  }
  if (parts.size === 0) return unit;
  const own = new Set([...parts.values()].flatMap((of) => [...of.values()]));
  return { ...unit, body: withoutRepeatedCopies(split(unit.body, parts, classes, take, nextId), own) };
}

function split(
  body: Block,
  parts: ReadonlyMap<Variable, ReadonlyMap<Key, Variable>>,
  classes: ReadonlyMap<Variable, string | null>,
  take: (name: string) => string,
  nextId: () => number,
): Block {
  /** Methods, as the prototypes of their classes have them. */
  const methods = new Map<Variable, Expression>();
  const withMethods: Renaming = { read: (v) => methods.get(v) ?? variable(v), object: (v) => v, target: (v) => v };
  const uses = usesIn(body);
  // Half of one value and half of another is left where an exception comes between them, and somebody may see that.
  const catches = contains(body, (s) => s.kind === "try");
  /** The variable that a literal is for, where the next statement gives it that and nobody else has it. */
  const receiver = (s: Statement, next: Statement | undefined): ReadonlyMap<Key, Variable> | undefined => {
    if (catches || !("target" in s) || !s.target || next?.kind !== "assign" || next.declare !== null) return undefined;
    const isCopied = next.value.op === "variable" && next.value.variable === s.target && uses.get(s.target) === 1;
    const to = isCopied ? parts.get(next.target) : undefined;
    const isOwn = (v: Variable): boolean => [...(to?.values() ?? [])].includes(v);
    return [...(partsOf(s)?.values() ?? [])].some((e) => mentions(e, isOwn)) ? undefined : to;
  };
  const partOf = (e: Expression, key: Key): Expression => {
    if (e.op === "conditional")
      return { ...e, consequent: partOf(e.consequent, key), alternate: partOf(e.alternate, key) };
    const part = e.op === "variable" ? parts.get(e.variable)?.get(key) : undefined;
    return part ? variable(part) : literal(undefined);
  };
  const testedOnce = (e: Expression, loc: Statement["loc"]): { readonly before: Block; readonly value: Expression } => {
    if (e.op !== "conditional" || e.test.op === "variable") return { before: [], value: e };
    const target = newVariable(nextId(), {
      name: take("test"),
      origin: "temporary",
      constant: true,
      kind: kindOf(e.test),
    });
    const before: Block = [{ kind: "assign", loc, target, declare: "const", value: e.test }];
    return { before, value: { ...e, test: variable(target) } };
  };
  const spreads = spreadsIn(body);
  const inBlock = (block: Block): Block => {
    const done = new Set<Statement>();
    return block.flatMap((s, i): Block => {
      if (done.has(s)) return [];
      const own = "target" in s && s.target ? parts.get(s.target) : undefined;
      const give = (key: Key, value: Expression, declare: "const" | "let" | null, to = own): Block => {
        const target = to?.get(key);
        return target ? [{ kind: "assign", loc: s.loc, target, declare, value }] : [];
      };
      const spread = spreads.get(s);
      const filled = spread && parts.get(spread.target);
      if (spread && filled) {
        const from = parts.get(spread.source);
        if (s.kind === "set" && s.member.key.op === "literal")
          return give(String(s.member.key.value), s.value, "const", filled);
        return (s.kind === "call" ? [...filled.keys()] : []).flatMap((key) => {
          const part = spread.keys.has(key) ? undefined : from?.get(key);
          return part ? give(key, variable(part), "const", filled) : [];
        });
      }
      if (own && (s.kind === "array" || s.kind === "object")) {
        const [next] = block.slice(i + 1);
        const to = receiver(s, next);
        if (to && next) done.add(next);
        return [...(partsOf(s) ?? [])].flatMap(([key, value]) => give(key, value, to ? null : "const", to));
      }
      if (own) {
        const declare = s.kind === "assign" ? s.declare : "const";
        const copied = copiedBy(s) ?? literal(undefined);
        const { before, value } = testedOnce(copied, s.loc);
        return [...before, ...[...own.keys()].flatMap((key) => give(key, partOf(value, key), declare))];
      }
      if (isLikely(s)) return [rewriteStatement(s, withMethods)];
      const read = s.kind === "get" || s.kind === "again" ? parts.get(s.member.object) : undefined;
      if (!read) return [mapBlocks(s, inBlock)];
      if (s.kind !== "get") return [];
      const key = keyRead(s) ?? "";
      const part = read.get(key);
      const value = part
        ? variable(part)
        : key === "length" && !classes.get(s.member.object)
          ? literal(read.size)
          : null;
      if (value) return [{ kind: "assign", loc: s.loc, target: s.target, declare: "const", value }];
      const prototype = js.member(js.id(classes.get(s.member.object) ?? ""), "prototype");
      methods.set(s.target, { op: "constant", node: js.member(prototype, String(key)), kind: "unknown" });
      return [];
    });
  };
  return inBlock(body);
}

/** A part that is read twice, and assigned nowhere in between, has one copy. */
function withoutRepeatedCopies(
  block: Block,
  parts: ReadonlySet<Variable>,
  outer: ReadonlyMap<Variable, Variable> = new Map(),
): Block {
  const copies = new Map(outer);
  return block.map((s): Statement => {
    if (s.kind === "assign" && s.declare === "const" && s.value.op === "variable" && parts.has(s.value.variable)) {
      const known = copies.get(s.value.variable);
      if (known) return { ...s, value: variable(known) };
      copies.set(s.value.variable, s.target);
      return s;
    }
    const isOnce = s.kind === "if" || s.kind === "block";
    const inner = mapBlocks(s, (b) => withoutRepeatedCopies(b, parts, isOnce ? copies : undefined));
    for (const v of assignedIn([s])) copies.delete(v);
    return inner;
  });
}
