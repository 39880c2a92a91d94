/**
 * Loops that are left from the middle, as loops that are left by their tests: for the function that gives its value and gradient at
 * once, whose mirror only counts the turns. Statements → statements.
 *
 *   for (…; i < n; i++) { if (c) break; … }      let goesOn = true; for (…; goesOn && i < n; i++) { if (c) goesOn = false; else { … } }
 *
 * The counter goes one further than it did; nobody else may see it.
 */
import { literal, variable } from "../ir/expressions.ts";
import { blocksOf, usesIn } from "../ir/rewrite.ts";
import type { Block, Exit, Loop, Member, Region, Statement, Variable } from "../ir/types.ts";
import { contains } from "../3-analyse/activity.ts";
import { maker } from "./indices.ts";
import { mapBlocks } from "./inline.ts";

export function withoutBreaks(block: Block, names: Set<string>, nextId: () => number): Block {
  if (!contains(block, (s) => s.kind === "exit" && s.how === "break")) return block;
  const uses = usesIn(block);
  const make = maker(names, nextId);
  /** Whether nobody but the loop itself sees what it counts with, and nothing is asked before the test but for a length. */
  const isAlone = (loop: Loop, beside: Block): boolean => {
    const [step, ...others] = loop.update;
    if (!loop.head.every((s) => s.kind === "get" && s.member.object.constant && isLength(s.member))) return false;
    if (!step) return true;
    if (step.kind !== "assign" || others.length > 0) return false;
    const { target } = step;
    const isOwn = beside.some((s) => s.kind === "assign" && s.target === target && s.declare === "let");
    return isOwn && usesIn([loop]).get(target) === uses.get(target);
  };
  const left = (list: Block): Block =>
    list.flatMap((s): Block => {
      const inner = mapBlocks(s, left);
      if (inner.kind !== "loop" || !isLeft(inner.body, inner.region) || !isAlone(inner, list)) return [inner];
      const goesOn = make("goesOn", "boolean", false);
      return [
        { kind: "assign", loc: inner.loc, target: goesOn, declare: "let", value: literal(true) },
        {
          ...inner,
          test: inner.test
            ? { op: "logical", operator: "&&", left: variable(goesOn), right: inner.test }
            : variable(goesOn),
          body: stopping(inner.body, inner, goesOn),
        },
      ];
    });
  return left(block);
}

const isLength = ({ key }: Member): boolean => key.op === "literal" && key.value === "length";

/** Whether a loop is left by exits that stand in it, and in no other loop of it. */
function isLeft(body: Block, region: Region): boolean {
  const isSuch = (s: Statement): boolean => s.kind === "exit" && s.region === region;
  const isDeep = (s: Statement): boolean => DEEP.has(s.kind) && blocksOf(s).some((b) => contains(b, isSuch));
  return contains(body, isSuch) && !contains(body, isDeep);
}

const DEEP: ReadonlySet<Statement["kind"]> = new Set(["loop", "each", "try"]);

/** A turn that is the last one says so, and ends. */
function stopping(body: Block, loop: Loop, goesOn: Variable): Block {
  return body.flatMap((s): Block => {
    if (s.kind !== "exit" || s.region !== loop.region) return [mapBlocks(s, (b) => stopping(b, loop, goesOn))];
    const ended: Exit = { ...s, how: "continue", region: loop.bodyRegion };
    return [{ kind: "assign", loc: s.loc, target: goesOn, declare: null, value: literal(false) }, ended];
  });
}
