/** Time for an element of the input, or a step, from a hundred to a million of them. */
import { join } from "node:path";
import { measureFiles } from "../measure.ts";
import type { Fact } from "./facts.ts";

export async function growth(): Promise<Fact[]> {
  const file = join(import.meta.dirname, "growing.js");
  const [rows = []] = await measureFiles([file], undefined, [process.execPath]);
  return [...Map.groupBy(rows, ({ name }) => name)].map(([name, list]) => {
    const bySize = list.toSorted((a, b) => Number(a.id) - Number(b.id));
    const each = (of: "fluxion" | "hand"): number[] => bySize.map((row) => row[of] / Number(row.id));
    const shown = (ns: readonly number[]): string => ns.map((x) => x.toPrecision(2)).join(", ");
    return {
      name: `growth: ${name}, ns an element for 10², 10³, 10⁴, 10⁵, 10⁶`,
      figure: `${shown(each("fluxion"))} (by hand ${shown(each("hand"))})`,
      value: (each("fluxion").at(-1) ?? NaN) / Math.min(...each("fluxion")),
      unit: "× the least, at 10⁶",
    };
  });
}
