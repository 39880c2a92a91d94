/** The workloads of the benchmark: both gradients, ours and that by hand, against finite differences. Nothing is timed here. */
import { expect } from "chai";
import { readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { distance, flatten } from "../../packages/bench/src/gradients.ts";
import type { Workload } from "../../packages/bench/src/prepared.ts";
import { load, ownFiles, workloadsOf, writeModules } from "../../packages/bench/src/workloads.ts";
import { root, runtime } from "../support/packages.ts";

/** A copy of a value with one of its numbers, the nth, moved. */
function moved(value: unknown, n: number, by: number): unknown {
  let at = 0;
  const copy = (part: unknown): unknown => {
    if (typeof part === "number") return at++ === n ? part + by : part;
    if (ArrayBuffer.isView(part)) return (part as Float64Array).map((x) => copy(x) as number);
    if (Array.isArray(part)) return part.map(copy);
    return Object.fromEntries(Object.entries(part as object).map(([key, field]) => [key, copy(field)]));
  };
  return copy(value);
}

const MOST = 25;

/** Central differences at two widths, of some of the numbers. */
function differences({ f, args, wrt }: Workload): { readonly at: number[]; readonly slopes: number[] } {
  const count = wrt.flatMap((i) => flatten(args[i])).length;
  const every = Math.ceil(count / MOST);
  const at = Array.from({ length: Math.ceil(count / every) }, (_, i) => i * every);
  const given = (n: number, by: number): unknown[] => {
    let before = 0;
    return args.map((arg, i) => {
      if (!wrt.includes(i)) return arg;
      const start = before;
      before += flatten(arg).length;
      return moved(arg, n - start, by);
    });
  };
  const slope = (n: number, width: number): number => (f(...given(n, width)) - f(...given(n, -width))) / (2 * width);
  return { at, slopes: at.map((n) => (4 * slope(n, 5e-5) - slope(n, 1e-4)) / 3) };
}

describe("the benchmark's workloads", () => {
  for (const file of ownFiles())
    it(file.slice(file.lastIndexOf("/") + 1), async () => {
      const { gradient } = await runtime();
      const workloads = await workloadsOf(file);
      const loops = writeModules(file, workloads);
      for (const { workload, loss } of await load(loops)) {
        const { name, args, wrt, handGradient } = workload;
        const byHand = flatten(handGradient(...args));
        const ours = flatten(gradient(loss, ...wrt.map((i) => args[i])));
        const { at, slopes } = differences(workload);
        const scale = Math.max(...byHand.map(Math.abs));
        expect(distance(ours, byHand), `${name}: ours and by hand`).to.be.below(1e-12);
        for (const [i, n] of at.entries())
          expect(Math.abs((byHand[n] ?? NaN) - (slopes[i] ?? NaN)) / scale, `${name}, ${n}`).to.be.below(1e-7);
      }
      rmSync(dirname(loops), { recursive: true });
    });

  it("are those of the committed results", async () => {
    const all = (await Promise.all(ownFiles().map(workloadsOf))).flat();
    const { rows } = JSON.parse(readFileSync(join(root, "packages/bench/results.json"), "utf8")) as {
      readonly rows: readonly { readonly id: string; readonly name: string }[];
    };
    const named = (list: readonly { readonly id: string; readonly name: string }[]): string[] =>
      list.map(({ id, name }) => `${id} ${name}`).sort();
    expect(named(all)).to.deep.equal(named(rows));
  });
});
