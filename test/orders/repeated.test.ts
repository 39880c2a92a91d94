/** Every program of the zoo that may plan the mirrors of its arguments: again and again with the same objects, the same gradients. */
import { expect } from "chai";
import { kernelDraft } from "../fuzz/kernels.ts";
import { programOf } from "../fuzz/programs.ts";
import { worldDraft } from "../fuzz/worlds.ts";
import { runtime } from "../support/packages.ts";
import { compiled, plain, type Program } from "../support/program.ts";
import { families } from "../zoo/index.ts";

type Follow = (...given: unknown[]) => unknown;

interface Attached {
  readonly pair: { readonly plans?: { follow: Follow } };
}

const PAIR = Symbol.for("fluxion.pair");
const CALLS = 6;

/** The program, of one object that holds its arguments. */
async function ofObject(program: Program): Promise<Program> {
  const names = (await plain(program))()
    .args()
    .map((_, i) => `a${String(i)}`);
  const given = names.map((name) => `all.${name}`).join(", ");
  return {
    ...program,
    source: `${program.source}\nconst $all = (all) => { "differentiable"; return (${program.call ?? "f"})(${given}); };`,
    args: `(([${names.join(", ")}]) => ({ ${names.join(", ")} }))([${program.args}])`,
    call: "$all",
  };
}

const random = (count: number, make: (seed: number) => Program): Program[] =>
  Array.from({ length: count }, (_, seed) => make(seed + 500));

const programs: Readonly<Record<string, readonly Program[]>> = {
  ...families,
  "random kernels": random(100, (seed) => programOf(`kernel ${String(seed)}`, kernelDraft(seed))),
  "random worlds": random(50, (seed) => programOf(`world ${String(seed)}`, worldDraft(seed))),
};

/** Random programs may throw. */
function attempt<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}

describe("the same arguments again", () => {
  let planned = 0;

  for (const [family, members] of Object.entries(programs)) {
    it(`give the same gradients: ${family}`, async function () {
      this.timeout(60_000);
      const { gradient } = await runtime();
      for (const program of members) {
        if (program.refused !== undefined || program.throws !== undefined || program.suspended !== undefined) continue;
        const { make } = await compiled(await ofObject(program));
        const { f, args: fresh } = await make();
        const { plans } = (f as unknown as Record<symbol, Attached | undefined>)[PAIR]?.pair ?? {};
        if (plans === undefined) continue;
        const follow: Follow = plans.follow.bind(plans);
        let hits = 0;
        plans.follow = (...given) => {
          const gradients = follow(...given);
          if (gradients !== undefined) hits++;
          return gradients;
        };
        const args = fresh();
        const first = attempt(() => gradient(f, ...args));
        if (first === undefined) continue;
        for (let i = 0; i < CALLS; i++) expect(gradient(f, ...args), program.name).to.deep.equal(first);
        planned += Math.min(hits, 1);
      }
    });
  }

  it("are known again mostly", () => {
    expect(planned).to.be.greaterThan(250);
  });
});
