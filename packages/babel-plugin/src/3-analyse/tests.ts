/**
 * Gives the tests of branches names, so that they are recorded with the other numbers of their block. Unit → unit.
 *
 *   if (x > y) { a } else { b }      const taken = x > y ? 1 : 0; if (taken) { a } else { b }
 *
 * Only where both branches come to their ends: what leaves one by an exit is found by the exit's number.
 */
import { literal, newVariable, variable } from "../ir/expressions.ts";
import { blocksOf } from "../ir/rewrite.ts";
import type { Block, Statement, Unit } from "../ir/types.ts";
import { mapBlocks } from "../2-lower/inline.ts";
import { freeName } from "../ir/js.ts";
import type { Activity } from "./activity.ts";

export function nameTests(
  unit: Unit,
  activity: Activity,
  isTaken: (name: string) => boolean,
  nextId: () => number,
): Unit {
  const given = new Set<string>();
  const fresh = (): string => {
    const name = freeName("taken", (n) => given.has(n) || isTaken(n));
    given.add(name);
    return name;
  };
  const named = (block: Block): Block =>
    block.flatMap((s): Block => {
      const inner = mapBlocks(s, named);
      if (inner.kind !== "if" || leaves(inner) || !hasMirror(inner, activity)) return [inner];
      const target = newVariable(nextId(), { name: fresh(), origin: "local", constant: true, kind: "number" });
      const value = { op: "conditional", test: inner.test, consequent: literal(1), alternate: literal(0) } as const;
      return [
        { kind: "assign", loc: s.loc, target, declare: "const", value },
        { ...inner, test: variable(target), named: target },
      ];
    });
  return { ...unit, body: named(unit.body) };
}

const leaves = (s: Statement): boolean =>
  s.kind === "exit" || s.kind === "throw" || s.kind === "try" || blocksOf(s).some((b) => b.some(leaves));

/** Whether the reverse sweep will have to know which side was taken. */
function hasMirror(s: Statement, activity: Activity): boolean {
  switch (s.kind) {
    case "set":
    case "accumulate":
    case "call":
    case "loop":
    case "each":
      return true;
    case "assign":
    case "get":
      return activity.isActive(s.target);
    default:
      return blocksOf(s).some((b) => b.some((inner) => hasMirror(inner, activity)));
  }
}
