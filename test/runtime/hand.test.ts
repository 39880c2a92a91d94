/**
 * The eight programs that the design must carry, with pairs written by hand: against finite differences, and with a
 * pullback that is called twice.
 */
import { expect } from "chai";
import { pullback } from "@fluxion/runtime";
import { numericalGradient } from "../support/numerical-gradient.ts";

type Fn = (...args: unknown[]) => number;

interface Case {
  readonly file: string;
  readonly name: string;
  readonly args: () => unknown[];
  /** Counts: finite differences have no meaning there. */
  readonly fixed?: readonly number[];
}

const cases: readonly Case[] = [
  {
    file: "matrix-product",
    name: "product",
    args: () => [Float64Array.of(1, 2, 3, 4), Float64Array.of(0.5, -1, 2, 0.25), 2],
    fixed: [2],
  },
  { file: "scratch", name: "mixture", args: () => [Float64Array.of(0.1, 1.2, -0.7), Float64Array.of(0.3, -0.4)] },
  { file: "particles", name: "height", args: () => [1, 2, 20], fixed: [2] },
  { file: "fibonacci", name: "fibonacci", args: () => [1.1, 30] },
  { file: "counter", name: "accumulate", args: () => [1.5, [0.9, 1.1, 2]] },
  { file: "spoil", name: "careful", args: () => [{ a: 1, b: 1 }, 1.5] },
  { file: "spoil", name: "careful", args: () => [{ a: 1, b: 1 }, 2.5] },
  { file: "dictionary", name: "area", args: () => [1.5, 0.7] },
  { file: "same-object", name: "twice", args: () => [{ v: 1.3 }] },
];

describe("pairs written by hand", () => {
  for (const { file, name, args, fixed = [] } of cases) {
    it(`${name} of ${file}.js`, async () => {
      const program = (await import(`../fixtures/hand/${file}.js`)) as Record<string, Fn>;
      const f = program[name]!;
      const [value, back] = pullback(f, ...args());
      expect(value).to.equal(f(...args()));
      const first = back(1);
      closeTo(first, numericalGradient(f, args(), { fixed }).gradient);
      expect(back(1), "called again").to.deep.equal(first);
      closeTo(back(2), doubled(first));
    });
  }
});

function closeTo(actual: unknown, expected: unknown, path = "gradient"): void {
  if (typeof expected === "number") {
    expect(actual, path).to.be.closeTo(expected, 1e-6 * Math.max(1, Math.abs(expected)));
  } else if (typeof expected === "object" && expected !== null) {
    for (const key of Object.keys(expected)) {
      closeTo(
        (actual as Record<string, unknown> | undefined)?.[key],
        (expected as Record<string, unknown>)[key],
        `${path}.${key}`,
      );
    }
  }
}

function doubled(value: unknown): unknown {
  if (typeof value === "number") return 2 * value;
  if (ArrayBuffer.isView(value)) return (value as Float64Array).map((x) => 2 * x);
  if (Array.isArray(value)) return value.map(doubled);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, x]) => [key, doubled(x)]));
}
