/**
 * Copies of objects of which all fields are known. Statements → statements.
 *
 *   const t = {}; $.copyProps(t, s); t.x = e      const v = s.v; const t = { v, x: e }
 *   Object.assign(o, { x, y })                    o.x = x; o.y = y
 */
import * as js from "../ir/js.ts";
import { literal, mentions, variable } from "../ir/expressions.ts";
import type { Block, Expression, Location, Property, Statement, Variable } from "../ir/types.ts";
import { mapBlocks } from "./inline.ts";
import type { Make } from "./indices.ts";
import { spreadsIn } from "./value-groups.ts";

/** `fieldsOf`: the names of the fields of what a variable holds, in their order; null where they are not known. */
export function withoutSpreads(block: Block, fieldsOf: (v: Variable) => readonly string[] | null, make: Make): Block {
  const spreads = spreadsIn(block);
  if (spreads.size === 0) return block;
  const literals = new Map<Variable, Map<string, Expression>>();
  const made = (target: Variable, loc: Location): Statement => ({
    kind: "object",
    loc,
    target,
    properties: [...(literals.get(target) ?? [])].map(([name, value]): Property => ({
      kind: "field",
      key: literal(name),
      computed: false,
      value,
    })),
  });
  const replaced = (s: Statement): Block => {
    const spread = spreads.get(s);
    const fields = spread && fieldsOf(spread.source);
    if (!fields) return [mapBlocks(s, (b) => b.flatMap(replaced))];
    const { target, source, keys } = spread;
    const { loc } = s;
    if (s.kind === "call") {
      const known = fields.map((name) => [name, make(`${target.name}_${name}`, "unknown")] as const);
      literals.set(target, new Map(known.map(([name, v]) => [name, variable(v)])));
      const reads = known.flatMap(([name, v]): Block => {
        const member = { object: source, key: literal(name), spelled: null, accessor: false };
        return keys.has(name) ? [] : [{ kind: "get", loc, target: v, member }];
      });
      return keys.size === 0 ? [...reads, made(target, loc)] : reads;
    }
    if (s.kind !== "set") return [];
    const value = make("field", "unknown");
    const given = literals.get(target);
    const name = s.member.key.op === "literal" ? String(s.member.key.value) : "";
    given?.set(name, variable(value));
    const isLast = [...keys].at(-1) === name;
    return [
      { kind: "assign", loc, target: value, declare: "const", value: s.value },
      ...(isLast ? [made(target, loc)] : []),
    ];
  };
  return block.flatMap(replaced);
}

/** `literals`: the fields of the objects that literals make. */
export function assigned(
  s: Statement,
  literals: (e: Expression | undefined) => ReadonlyMap<unknown, Expression> | null,
  isAccessor: (key: string) => boolean,
): Block | null {
  if (s.kind !== "call" || s.callee.via !== "method" || s.callee.native !== "Object" || s.spread) return null;
  const [to, from, ...others] = s.operands;
  const fields = literals(from);
  const isIt = s.callee.key.op === "literal" && s.callee.key.value === "assign";
  if (!isIt || to?.op !== "variable" || !fields || others.length > 0) return null;
  const { loc, target } = s;
  const isNative = js.call(js.member(js.id("#$"), "isNativeAssign"), [js.member(js.id("Object"), "assign")]);
  const sets: Statement[] = [];
  for (const [key, value] of fields) {
    if (typeof key !== "string" || key === "__proto__" || mentions(value, (v) => !v.constant)) return null;
    const member = { object: to.variable, key: literal(key), spelled: null, accessor: isAccessor(key) };
    sets.push({ kind: "set", loc, member, value, declares: null });
  }
  return [
    { kind: "assume", loc, test: { op: "constant", node: isNative, kind: "boolean" } },
    ...sets,
    ...(target ? [{ kind: "assign", loc, target, declare: "const", value: to } as const] : []),
  ];
}
