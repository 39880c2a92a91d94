/**
 * Brings exits to the end where that costs nothing. Unit → unit.
 *
 * `if (c) return a; rest` is `if (c) return a; else { rest }`: an exit that stands last needs no number by which the
 * reverse sweep finds it. A `break` or `continue` that stands last is not needed at all.
 */
import type { Block, Region, Statement, Unit } from "../ir/types.ts";

export interface Structured {
  readonly unit: Unit;
  /** The returns that stand last. */
  readonly tails: ReadonlySet<Statement>;
}

export function structure(unit: Unit): Structured {
  const tails = new Set<Statement>();
  const body = arrange(unit.body, { regions: new Set([unit.region]), throws: true }, tails);
  return { unit: { ...unit, body }, tails };
}

/** The same where nothing is recorded of an exception: `if (c) throw e; rest` stays as it is. */
export function structureThrowing(unit: Unit): Structured {
  const tails = new Set<Statement>();
  const body = arrange(unit.body, { regions: new Set([unit.region]), throws: false }, tails);
  return { unit: { ...unit, body }, tails };
}

/** Where a block ends: the regions that an exit there leaves, and whether an exception counts as an exit. */
interface Ends {
  readonly regions: ReadonlySet<Region>;
  readonly throws: boolean;
}

function arrange(block: Block, ends: Ends, tails: Set<Statement>): Block {
  const result: Statement[] = [];
  for (let i = 0; i < block.length; i++) {
    const s = block[i];
    if (!s) continue;
    const isLast = i === block.length - 1;
    if (s.kind === "if" && !isLast && (leaves(s.consequent) || leaves(s.alternate))) {
      const rest = block.slice(i + 1);
      const isTied = declaresShared(rest) && result.some(namesLater);
      if (!isTied && leavesTo(s.consequent, ends) && !leaves(s.alternate)) {
        result.push(...arrange([{ ...s, alternate: [...s.alternate, ...rest] }], ends, tails));
        return result;
      }
      if (!isTied && leavesTo(s.alternate, ends) && !leaves(s.consequent)) {
        result.push(...arrange([{ ...s, consequent: [...s.consequent, ...rest] }], ends, tails));
        return result;
      }
    }
    result.push(...arrangeOne(s, isLast ? ends : to(ends), tails));
    if (s.kind === "exit" || s.kind === "throw") return result;
  }
  return result;
}

const to = (ends: Ends, ...regions: readonly Region[]): Ends => ({ ...ends, regions: new Set(regions) });

/** Whether statements declare a variable that function literals or cells mention by its name. */
const declaresShared = (statements: Block): boolean =>
  statements.some((s) => (s.kind === "set" && s.declares !== null) || ("target" in s && s.target?.isShared === true));

/** What may mention, by name, a variable that its block declares later: it has to stay in the same block. */
const namesLater = (s: Statement): boolean => s.kind === "cell" || s.kind === "closure" || s.kind === "object";

function arrangeOne(s: Statement, ends: Ends, tails: Set<Statement>): Statement[] {
  const inside = (b: Block, more: Region | null = null): Block =>
    arrange(b, more ? to(ends, ...ends.regions, more) : ends, tails);
  switch (s.kind) {
    case "if":
      return [{ ...s, consequent: inside(s.consequent), alternate: inside(s.alternate) }];
    case "block":
      return [{ ...s, body: inside(s.body, s.region) }];
    case "loop":
      return [{ ...s, body: arrange(s.body, to(ends, s.bodyRegion), tails) }];
    case "each":
      return [{ ...s, body: arrange(s.body, to(ends, s.bodyRegion), tails) }];
    case "try":
      return [{ ...s, body: arrange(s.body, to(ends), tails), handler: arrange(s.handler, to(ends), tails) }];
    case "exit":
      if (!ends.regions.has(s.region)) return [s];
      if (s.how !== "return") return [];
      tails.add(s);
      return [s];
    default:
      return [s];
  }
}

/** Whether control never comes to the end of the block. */
function leaves(block: Block): boolean {
  const last = block.at(-1);
  if (!last) return false;
  if (last.kind === "exit" || last.kind === "throw") return true;
  if (last.kind === "block" && !last.region) return leaves(last.body);
  return last.kind === "if" && leaves(last.consequent) && leaves(last.alternate);
}

/** Whether it leaves, and at its end, by exits that would stand last. */
function leavesTo(block: Block, ends: Ends): boolean {
  const last = block.at(-1);
  if (!last || !leaves(block)) return false;
  if (last.kind === "throw") return ends.throws;
  if (last.kind === "exit") return ends.regions.has(last.region);
  if (last.kind === "block") return leavesTo(last.body, ends);
  return last.kind === "if" && leavesTo(last.consequent, ends) && leavesTo(last.alternate, ends);
}
