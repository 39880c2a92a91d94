/** Tangents and second derivatives of the benchmark's workloads, against gradients and their differences. Nothing is timed here. */
import { expect } from "chai";
import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { gradient, hessian, hvp, jvp } from "@fluxion/runtime";
import { directionOf, distance, flatten } from "../../packages/bench/src/gradients.ts";
import { load, ownFiles, workloadsOf, writeModules } from "../../packages/bench/src/workloads.ts";

/** Both structures, number by number. */
function combined(a: unknown, b: unknown, by: number): unknown {
  if (typeof a === "number") return a + by * (b as number);
  if (ArrayBuffer.isView(a)) return (a as Float64Array).map((x, i) => x + by * ((b as Float64Array)[i] ?? 0));
  if (Array.isArray(a)) return a.map((x, i) => combined(x, (b as unknown[])[i], by));
  return Object.fromEntries(
    Object.entries(a as object).map(([key, x]) => [key, combined(x, (b as Record<string, unknown>)[key], by)]),
  );
}

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((s, x, i) => s + x * (b[i] ?? NaN), 0);
const sizeOf = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((s, x, i) => s + Math.abs(x * (b[i] ?? NaN)), 0);

describe("the benchmark's workloads, twice differentiated", () => {
  for (const file of ownFiles())
    it(file.slice(file.lastIndexOf("/") + 1), async () => {
      const loops = writeModules(file, await workloadsOf(file), 2);
      for (const { workload, loss } of await load(loops)) {
        const { name, args, wrt } = workload;
        const wanted = wrt.map((at) => args[at]);
        const direction = directionOf(wanted) as unknown[];
        const v = flatten(direction);
        const slopes = flatten(gradient(loss, ...wanted));
        const [, tangent] = jvp(loss, wanted, direction as never);
        expect(Math.abs(tangent - dot(slopes, v)), `${name}: jvp`).to.be.below(1e-12 * sizeOf(slopes, v) + 1e-300);
        if (wanted.length > 1) continue;
        const product = flatten(hvp(loss, wanted[0], direction[0] as never));
        const at = (by: number): number[] => flatten(gradient(loss, combined(wanted[0], direction[0], by)));
        const bent = (width: number): number[] => {
          const [up, down] = [at(width), at(-width)];
          return up.map((x, i) => (x - (down[i] ?? NaN)) / (2 * width));
        };
        const [wide, narrow] = [bent(2e-5), bent(1e-5)];
        const differences = narrow.map((x, i) => (4 * x - (wide[i] ?? NaN)) / 3);
        expect(distance(product, differences), `${name}: hvp`).to.be.below(1e-6);
        if (v.length > 50) continue;
        const H = hessian(loss, wanted[0]);
        const rows = typeof H === "number" ? [[H]] : H;
        for (const [i, row] of rows.entries())
          expect(Math.abs((product[i] ?? NaN) - dot(row, v)), `${name}: row ${String(i)}`).to.be.below(
            1e-12 * sizeOf(row, v) + 1e-300,
          );
      }
      rmSync(dirname(loops), { recursive: true });
    });
});
