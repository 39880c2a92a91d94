/**
 * Which derivative the library follows. A function that runs inside of k derivatives has k tangents for each value: that along the
 * innermost one's direction is of level 0, that along the one's around it of level 1. The library is built once for each level,
 * with another number here; see tsdown.config.ts.
 */
import { state, type DualLevel } from "../state.ts";

export const LEVEL: number = 0;

const nothing = (): DualLevel => ({
  depth: -1,
  depths: new WeakMap(),
  natives: new Map(),
  constructors: new Map(),
  standIns: new Map(),
  slope: undefined,
  bound: undefined,
  flying: { value: undefined, tangent: 0 },
});

/** What the duals of this level find. */
export const level: DualLevel = (state.dual.levels[LEVEL] ??= nothing());

/** The shadows of this level. Where fewer derivatives are under way, no code of the levels between can run: it is the outermost one's. */
export function table(): Map<object, unknown> {
  const { tables } = state.dual;
  return tables[Math.max(0, tables.length - 1 - LEVEL)] as Map<object, unknown>;
}
