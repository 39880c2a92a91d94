/** Numbers to test with: the same at every run. */
import type { Range } from "../../packages/babel-plugin/src/rules/scalar-rule.ts";

/** The generator mulberry32: numbers in [0, 1), fixed by the seed. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** `count` points in the box that the ranges span. */
export function samples(ranges: readonly Range[], count: number, seed = 1): number[][] {
  const next = random(seed);
  return Array.from({ length: count }, () => ranges.map(([low, high]) => low + (high - low) * next()));
}
