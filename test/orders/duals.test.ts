/**
 * Every program of the zoo that has a dual, and random ones: the value is the function's, its tangent is the gradient along the
 * direction, and the gradient of the tangent is the slope of the gradient.
 */
import { expect } from "chai";
import { kernelDraft } from "../fuzz/kernels.ts";
import { draft, programOf } from "../fuzz/programs.ts";
import { worldDraft } from "../fuzz/worlds.ts";
import { runtime } from "../support/packages.ts";
import { FluxionError } from "@fluxion/runtime";
import { compiled, type Instance, type Program } from "../support/program.ts";
import { leaves, shaped } from "../support/structure.ts";
import { families } from "../zoo/index.ts";

const PAIR = Symbol.for("fluxion.pair");

interface Attached {
  readonly pair: { forward: (...args: unknown[]) => unknown; joint?: unknown; readonly dual?: object };
}

/** The slopes of the gradient are not what is asked for, or differences cannot tell them. */
const TOLD_OTHERWISE = new Map([
  ["untaken branch with a NaN slope", "the branch changes there"],
  ["infinite slope multiplied by zero in a product", "0 * Infinity"],
  ["forward, a slope that is not finite and does not count", "0 * Infinity"],
  ["Float32Array as an argument", "it rounds"],
  ["Float16Array as an argument", "it rounds"],
  ["Float16Array, where the engine has it, rounds", "it rounds"],
  ["strings concatenate", "a number becomes a text"],
  ["indexOf, lastIndexOf, includes, join, keys", "an index changes there"],
  ["ignore", "what is ignored is constant at every order, and moves in differences"],
  ["stopGradient", "likewise"],
]);

/** These say that they cannot. */
const REFUSED = new Map([
  ["texts of numbers, and numbers from other texts", /text of another|`toString` has no rule/],
  ["unseen code writes what a setter that is not compiled has kept", /a setter that is not compiled/],
  ["natives that throw since nothing can be written", /threw half-way/],
  ["methods that find a list frozen leave it as it was", /threw half-way/],
  ["accessors with computed names", /`defineProperty` has no rule for tangents/],
  ["numbers as keys, iterated in every way", /key of a Map/],
]);

const WEIGHTS = [1, -0.5, 0.75, 0.25, -1.25];
const weight = (k: number): number => WEIGHTS[k % WEIGHTS.length] as number;
const numbersOf = (value: unknown): number[] => leaves([value]).map((leaf) => leaf.get());

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

const RANDOM = "random";

function randomProgram(seed: number): Program {
  const made = seed % 8 === 7 ? worldDraft(seed) : seed % 4 === 3 ? kernelDraft(seed) : draft(seed, seed % 2 === 0);
  return programOf(`seed ${String(seed)}`, made);
}

const random = Array.from({ length: 60 }, (_, i) => randomProgram(7000 + i));

const candidates = Object.entries({ ...families, [RANDOM]: random }).flatMap(([family, programs]) =>
  programs
    .filter((p) => p.refused === undefined && p.throws === undefined && p.suspended === undefined && !p.fixed)
    .map((program) => ({ family, program })),
);

describe("the zoo, twice differentiated", () => {
  let forwards = 0;

  for (const { family, program } of candidates) {
    it(`${family}: ${program.name}`, async function () {
      const { gradient, hvp, jvp } = (await runtime()) as unknown as Record<
        "gradient" | "hvp" | "jvp",
        (...args: unknown[]) => unknown
      >;
      const { make } = await compiled(ofList(program), { options: { order: 2 } });
      const first = await make();
      const args = first.args();
      const n = leaves(args).length;
      let slopes: unknown;
      try {
        [slopes] = gradient(first.f, args) as [unknown];
      } catch {
        return this.skip(); // it returns no number
      }
      const along = (g: unknown): number => numbersOf(g).reduce((sum, x, k) => sum + x * weight(k), 0);
      if (numbersOf(slopes).length !== n || !Number.isFinite(along(slopes))) return this.skip();

      const second = await make();
      const { pair } = (second.f as unknown as Record<symbol, Attached>)[PAIR] as Attached;
      const { forward } = pair;
      let isReverse = pair.dual === undefined;
      const { joint } = pair;
      pair.joint = undefined; // that would be a shorter way
      pair.forward = function (this: unknown, ...given: unknown[]) {
        isReverse = true;
        return forward.apply(this, given);
      };
      const given = second.args();
      const [value, tangent] = jvp(second.f, [given], [tangentOf(given)]) as [unknown, number];
      const third = await make();
      expect(value).to.deep.equal(third.f(third.args()));
      expect(tangent).to.be.closeTo(along(slopes), 1e-9 * (1 + Math.abs(along(slopes))));
      Object.assign(pair, { forward, joint });
      if (isReverse) return;
      forwards++;
      if (TOLD_OTHERWISE.has(program.name)) return;
      await checkSecond(make, hvp, gradient, program, family === RANDOM);
    });
  }

  it("goes forward in most of them", () => {
    expect(forwards).to.be.greaterThan(400);
  });
});

async function checkSecond(
  make: () => Promise<Instance>,
  hvp: (...args: unknown[]) => unknown,
  gradient: (...args: unknown[]) => unknown,
  program: Program,
  mayRefuse: boolean,
): Promise<void> {
  const { f, args } = await make();
  const given = args();
  const refused = REFUSED.get(program.name);
  if (refused) {
    expect(() => hvp(f, given, tangentOf(given))).to.throw(refused);
    return;
  }
  let product: number[];
  try {
    product = numbersOf(hvp(f, given, tangentOf(given)));
  } catch (error) {
    if (mayRefuse && error instanceof FluxionError) return;
    throw error;
  }
  const shifted = async (e: number): Promise<number[]> => {
    const instance = await make();
    const moved = instance.args();
    for (const [k, leaf] of leaves(moved).entries()) leaf.set(leaf.get() + e * weight(k));
    return numbersOf((gradient(instance.f, moved) as [unknown])[0]);
  };
  const slope = async (e: number): Promise<number[]> => {
    const [up, down] = [await shifted(e), await shifted(-e)];
    return up.map((x, i) => (x - (down[i] ?? NaN)) / (2 * e));
  };
  let wide: number[];
  let narrow: number[];
  try {
    wide = await slope(1e-4);
    narrow = await slope(2e-5);
  } catch {
    return; // it cannot be shifted: a frozen argument
  }
  for (const [i, x] of narrow.entries()) {
    const doubt = Math.abs(x - (wide[i] ?? NaN)) / (1 + Math.abs(x));
    if (doubt < 1e-5) expect(product[i], `number ${String(i)}`).to.be.closeTo(x, 1e-5 * (1 + Math.abs(x)));
  }
}
