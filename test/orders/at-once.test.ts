/**
 * Every program of the zoo, and random ones, that can be followed along a direction at once: that gives what the dual gives, and so
 * does the gradient of the derivative along it.
 */
import { expect } from "chai";
import { kernelDraft } from "../fuzz/kernels.ts";
import { programOf } from "../fuzz/programs.ts";
import { worldDraft } from "../fuzz/worlds.ts";
import { runtime } from "../support/packages.ts";
import { compiled, plain, type Instance, type Program } from "../support/program.ts";
import { leaves, shaped } from "../support/structure.ts";
import { families } from "../zoo/index.ts";

const PAIR = Symbol.for("fluxion.pair");
const WEIGHTS = [1, -0.5, 0.75, 0.25, -1.25];

type AnyFunction = (...args: unknown[]) => unknown;

interface Pair {
  slope?: { joint: AnyFunction };
  along?: AnyFunction;
  lanes?: AnyFunction;
  joint?: AnyFunction;
}

interface Modes {
  readonly hvp: (f: unknown, x: unknown, v: unknown) => unknown;
  readonly jvp: (f: unknown, args: unknown[], tangents: unknown[]) => [value: unknown, tangent: unknown];
  readonly jacobian: (f: unknown, x: unknown) => unknown;
}

type Mode = "jvp" | "hvp" | "jacobian";

const pairOf = ({ f }: Instance): Pair => (f as unknown as Record<symbol, { readonly pair: Pair }>)[PAIR]?.pair ?? {};

/** The program, of one argument: the list of its arguments, each by its index. For a matrix, it gives more numbers than it takes. */
async function ofList(program: Program, mode: Mode): Promise<Program> {
  const args = (await plain(program))().args();
  const n = args.length;
  const list = Array.from({ length: n }, (_, i) => `all[${String(i)}]`).join(", ");
  const call = `(${program.call ?? "f"})(${list})`;
  const rows = leaves([args]).map((_, i) => `y * ${String(i + 2)}`);
  const body = mode === "jacobian" ? `const y = ${call}; return [y, ${rows.join(", ")}];` : `return ${call};`;
  return {
    ...program,
    source: `${program.source}\nconst $all = (all) => { "differentiable"; ${body} };`,
    call: "$all",
  };
}

const random = (count: number, make: (seed: number) => Program): Program[] =>
  Array.from({ length: count }, (_, seed) => make(seed));

const programs: Readonly<Record<string, readonly Program[]>> = {
  ...families,
  "random kernels": random(60, (seed) => programOf(`kernel ${String(seed)}`, kernelDraft(seed))),
  "random worlds": random(30, (seed) => programOf(`world ${String(seed)}`, worldDraft(seed))),
};

for (const [mode, least] of [
  ["jvp", 130],
  ["hvp", 120],
  ["jacobian", 100],
] as const) {
  describe(`${mode} at once`, () => {
    let asked = 0;
    let answered = 0;

    for (const [family, members] of Object.entries(programs)) {
      it(`is right: ${family}`, async function () {
        this.timeout(60_000);
        const modes = (await runtime()) as unknown as Modes;
        for (const program of members) {
          const { refused, throws, suspended, fixed } = program;
          if (refused !== undefined || throws !== undefined || suspended !== undefined || fixed) continue;
          const isAtOnce = await check(program, modes, mode);
          if (isAtOnce !== undefined) asked++;
          if (isAtOnce === true) answered++;
        }
      });
    }

    it("is that mostly", () => {
      expect(answered).to.be.greaterThan(0.75 * asked);
      expect(answered).to.be.greaterThan(least);
    });
  });
}

/** Whether the product came at once; nothing where there is no function for that. */
async function check(program: Program, modes: Modes, mode: Mode): Promise<boolean | undefined> {
  const { hvp, jvp, jacobian } = modes;
  const { make } = await compiled(await ofList(program, mode), { options: { order: 2 } });
  const [first, second] = [await make(), await make()];
  const gave: boolean[] = [];
  const heard = (fn: AnyFunction): AnyFunction => {
    return (...given) => {
      const result = fn(...given);
      gave.push(result !== undefined);
      return result;
    };
  };
  const { slope, along, lanes } = pairOf(first);
  if ({ jvp: along, hvp: slope, jacobian: lanes }[mode] === undefined) return undefined;
  if (lanes) pairOf(first).lanes = heard(lanes);
  else if (along) pairOf(first).along = heard(along);
  if (slope && mode === "hvp") slope.joint = heard(slope.joint);
  for (const way of ["slope", "along", "lanes", "joint"] as const) Reflect.deleteProperty(pairOf(second), way);
  const product = (instance: Instance): unknown => {
    const args = instance.args();
    if (mode === "jacobian") return jacobian(instance.f, args);
    let k = 0;
    const direction = shaped(args, () => WEIGHTS[k++ % WEIGHTS.length] as number);
    return mode === "jvp" ? jvp(instance.f, [args], [direction]) : hvp(instance.f, args, direction);
  };
  let expected: unknown;
  try {
    expected = product(second);
  } catch {
    expect(() => product(first), program.name).to.throw();
    return undefined;
  }
  const [numbers, others] = [leaves([product(first)]), leaves([expected])];
  expect(numbers, program.name).to.have.length(others.length);
  for (const [i, leaf] of numbers.entries()) {
    const right = others[i]?.get() ?? NaN;
    const isNear = Math.abs(leaf.get() - right) <= 1e-9 * (1 + Math.abs(right));
    expect(isNear || Object.is(leaf.get(), right), `${program.name}, number ${String(i)}`).to.equal(true);
  }
  return gave[0] === true;
}
