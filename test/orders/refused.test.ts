/**
 * What `gradient` refuses, the other modes refuse, or get right: each is compared with finite differences of the plain function along
 * one direction.
 */
import { expect } from "chai";
import { runtime } from "../support/packages.ts";
import { compiled, plain, type Instance, type Program } from "../support/program.ts";
import { leaves, shaped } from "../support/structure.ts";
import { families } from "../zoo/index.ts";

const WEIGHTS = [1, -0.5, 0.75, 0.25, -1.25];
const weight = (k: number): number => WEIGHTS[k % WEIGHTS.length] as number;
const numbersOf = (value: unknown): number[] => leaves([value]).map((leaf) => leaf.get());
const along = (g: unknown): number => numbersOf(g).reduce((sum, x, k) => sum + x * weight(k), 0);

/** The program, of one argument: the list of its arguments. */
const ofList = (program: Program): Program => ({
  ...program,
  source: `${program.source}\nconst $all = (all) => { "differentiable"; return (${program.call ?? "f"})(...all); };`,
  call: "$all",
});

const tangentOf = (args: unknown[]): unknown => {
  let k = 0;
  return shaped(args, () => weight(k++));
};

/** First and second derivative along the direction, each with the other of half the width. */
function differences(make: () => Instance): { first: number[]; second: number[] } {
  const at = (e: number): number => {
    const { f, args } = make();
    const moved = args();
    for (const [k, leaf] of leaves(moved).entries()) leaf.set(leaf.get() + e * weight(k));
    return f(...moved) as number;
  };
  const widths = [2e-3, 1e-3];
  return {
    first: widths.map((e) => (at(e) - at(-e)) / (2 * e)),
    second: widths.map((e) => (at(e) - 2 * at(0) + at(-e)) / (e * e)),
  };
}

const isSettled = ([wide = NaN, narrow = NaN]: number[]): boolean =>
  Math.abs(wide - narrow) <= 1e-3 * (1 + Math.abs(narrow));

/** They would change what the tests share. */
const changesNatives = ({ source }: Program): boolean => /\b(?:Array|Number|Object)\.prototype\.\w+ =/.test(source);
const isLate = ({ source, suspended }: Program): boolean => suspended !== undefined || /\basync\b/.test(source);

const programs = Object.values(families).flatMap((family) =>
  family.filter((p) => p.refused === "NOT_DIFFERENTIABLE" && !isLate(p) && !changesNatives(p)),
);

describe("what gradient refuses, in the other modes", () => {
  for (const program of programs)
    it(program.name, async () => {
      const modes = (await runtime()) as unknown as Record<
        "jvp" | "jacobian" | "hvp" | "hessian",
        (...args: unknown[]) => unknown
      >;
      const differ = differences(await plain(program));
      const ask = async (
        made: Program,
        ways: (instance: Instance, args: unknown[]) => number,
        known: number[],
      ): Promise<void> => {
        const { make } = await compiled(made, { options: { order: 2 } });
        const instance = await make();
        let found: number;
        try {
          found = ways(instance, instance.args());
        } catch (error) {
          expect(error).to.have.property("code");
          return;
        }
        if (isSettled(known))
          expect(found).to.be.closeTo(known[1] as number, 1e-2 * (1 + Math.abs(known[1] as number)));
      };
      for (const [made, argsOf] of [
        [program, (args: unknown[]) => args],
        [ofList(program), (args: unknown[]) => [args]],
      ] as const) {
        await ask(
          made,
          ({ f }, args) => (modes.jvp(f, argsOf(args), tangentOf(argsOf(args))) as [unknown, number])[1],
          differ.first,
        );
        await ask(
          made,
          ({ f }, args) => along((modes.jacobian(f, ...argsOf(args)) as unknown[]).map((m) => (m as unknown[])[0])),
          differ.first,
        );
        if (argsOf([]).length === 0 && program.args.includes(", ")) continue;
        await ask(
          made,
          ({ f }, args) => along(modes.hvp(f, argsOf(args)[0], (tangentOf(argsOf(args)) as unknown[])[0])),
          differ.second,
        );
      }
    });
});
