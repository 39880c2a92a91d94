/** A function of one number has the same derivatives in every mode, and these are those of its differences. */
import { expect } from "chai";
import { runtime } from "./packages.ts";

type Modes = Record<"gradient" | "hvp" | "jvp", (...args: unknown[]) => unknown>;

export async function expectSameInEveryMode(f: (x: number) => number, what: string): Promise<void> {
  const { gradient, hvp, jvp } = (await runtime()) as unknown as Modes;
  const at = (e: number): number => f(0.93 + e);
  const slope = (at(1e-5) - at(-1e-5)) / 2e-5;
  const curvature = (at(1e-4) - 2 * at(0) + at(-1e-4)) / 1e-8;
  expect((gradient(f, 0.93) as number[])[0], what).to.be.closeTo(slope, 1e-7);
  const [value, tangent] = jvp(f, [0.93], [1]) as [number, number];
  expect(value, what).to.equal(at(0));
  expect(tangent, what).to.be.closeTo(slope, 1e-7);
  expect(hvp(f, 0.93, 1), what).to.be.closeTo(curvature, 1e-4);
}
