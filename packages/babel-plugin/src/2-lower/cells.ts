/**
 * A variable that closures assign is a variable like others where none of them is left. Unit → unit.
 *
 *   let s = 0; xs.forEach((x) => { s += x; })      let s = 0; for (let i = 0; i < xs.length; i++) s += xs[i]
 */
import { newVariable, variable } from "../ir/expressions.ts";
import { eachOwnUse } from "../ir/rewrite.ts";
import type { Block, Statement, Unit, Variable } from "../ir/types.ts";
import { eachStatement } from "../3-analyse/activity.ts";
import { takeName } from "./bodies.ts";
import { mapBlocks } from "./inline.ts";
import { isTouched } from "./parts.ts";
import { CELL_KEY } from "./state.ts";

type Cell = Statement & { readonly kind: "cell" };

export function withoutCells(unit: Unit, names: Set<string>, nextId: () => number): Unit {
  const cells = new Map<Variable, Cell>();
  eachStatement(unit.body, (s) => {
    if (s.kind === "cell") cells.set(s.target, s);
  });
  if (cells.size === 0) return unit;
  const given = givenAtOnce(unit.body);
  for (const cell of cells.keys()) if (!given.has(cell)) cells.delete(cell);
  eachStatement(unit.body, (s) => {
    const isOfCell = "member" in s && s.member.key.op === "literal" && s.member.key.value === CELL_KEY;
    eachOwnUse(
      s,
      (v) => cells.delete(v),
      (v) => {
        if (!isOfCell || (s.kind === "get" && !s.target.constant)) cells.delete(v);
      },
    );
    if (s.kind === "loop") for (const v of s.perIteration) cells.delete(v);
  });
  if (cells.size === 0) return unit;
  const variables = new Map(
    [...cells].map(([v, { spelled }]) => {
      const first = given.get(v);
      // A parameter has the name already.
      const name = first?.kind === "set" && first.implicit === true ? takeName(spelled, names) : spelled;
      return [v, newVariable(nextId(), { name, origin: "local", constant: false })];
    }),
  );
  return { ...unit, body: opened(unit.body, variables, given) };
}

/** The cells that get their first value in the block where they are made, and the statements that give it. */
function givenAtOnce(block: Block, found = new Map<Variable, Statement>()): ReadonlyMap<Variable, Statement> {
  for (const [i, s] of block.entries()) {
    if (s.kind === "cell") {
      const first = block.slice(i + 1).find((x) => isTouched(x, s.target));
      if (first?.kind === "set") found.set(s.target, first);
    }
    mapBlocks(s, (b) => {
      givenAtOnce(b, found);
      return b;
    });
  }
  return found;
}

function opened(
  block: Block,
  variables: ReadonlyMap<Variable, Variable>,
  given: ReadonlyMap<Variable, Statement>,
): Block {
  return block.flatMap((s): Block => {
    if (s.kind === "cell" && variables.has(s.target)) return [];
    const target = "member" in s ? variables.get(s.member.object) : undefined;
    if (!target || !("member" in s)) return [mapBlocks(s, (b) => opened(b, variables, given))];
    const { loc } = s;
    switch (s.kind) {
      case "get":
        return [{ kind: "assign", loc, target: s.target, declare: "const", value: variable(target) }];
      case "set": {
        const declare = given.get(s.member.object) === s ? "let" : null;
        return [{ kind: "assign", loc, target, declare, value: s.value }];
      }
      case "accumulate": {
        const value = { op: "binary", operator: s.operator, left: variable(target), right: s.value } as const;
        return [{ kind: "assign", loc, target, declare: null, value }];
      }
      case "again":
        return [];
    }
  });
}
