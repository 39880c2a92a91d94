/** What tangents and second derivatives cost: `jvp` and `jacobian` against the function, `hvp` against the gradient. */
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { gradient, hvp, jacobian, jvp } from "@fluxion/runtime";
import { directionOf } from "../gradients.ts";
import type { Prepared } from "../prepared.ts";
import { measure, type Repeat } from "../timing.ts";
import { load, ownFiles, workloadsOf, writeModules } from "../workloads.ts";
import type { Fact } from "./facts.ts";

const loop =
  (run: () => unknown): Repeat =>
  (times) => {
    for (let i = 0; i < times; i++) run();
  };

const ROUNDS = 5;

function costsOf({ workload: { name, args, wrt }, loss }: Prepared): Fact[] {
  const wanted = wrt.map((at) => args[at]);
  const direction = directionOf(wanted) as unknown[];
  const whole = (given: readonly unknown[]): number => loss(...given);
  const [plain = NaN, tangent = NaN, first = NaN, second = NaN] = measure(
    [
      loop(() => loss(...wanted)),
      loop(() => jvp(loss, wanted, direction as never)),
      loop(() => gradient(loss, ...wanted)),
      loop(() => (wanted.length === 1 ? hvp(loss, wanted[0], direction[0] as never) : whole(wanted))),
    ],
    ROUNDS,
  );
  const fact = (what: string, value: number, unit: string): Fact => ({
    name: `${what}: ${name}`,
    figure: "",
    value,
    unit,
    goal: 2.5,
  });
  return [
    fact("jvp", tangent / plain, "× the function"),
    ...(wanted.length === 1 ? [fact("hvp", second / first, "× the gradient")] : []),
  ];
}

/** Of a function with more outputs than inputs. */
function jacobianCost({ workload: { name, args }, loss }: Prepared): Fact {
  const [pose] = args;
  const [plain = NaN, columns = NaN] = measure([loop(() => loss(pose)), loop(() => jacobian(loss, pose))], ROUNDS);
  return { name: `Jacobian: ${name}`, figure: "", value: columns / plain, unit: "× the function", goal: 40 };
}

async function preparedIn(file: string): Promise<Prepared[]> {
  const loops = writeModules(file, await workloadsOf(file), 2);
  const all = await load(loops);
  rmSync(dirname(loops), { recursive: true });
  return all;
}

export async function orders(): Promise<Fact[]> {
  const facts: Fact[] = [];
  for (const file of ownFiles()) for (const prepared of await preparedIn(file)) facts.push(...costsOf(prepared));
  for (const prepared of await preparedIn(join(import.meta.dirname, "tracking.js"))) facts.push(jacobianCost(prepared));
  return facts;
}
