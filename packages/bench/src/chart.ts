/** The figures as a picture: a bar for each workload, and a line where hand-written gradients are. */
import { init } from "echarts";
import type { Measured } from "./measure.ts";

export interface Results {
  readonly date: string;
  readonly machine: string;
  /** Geometric mean of the ratios. */
  readonly mean: number;
  readonly rows: readonly Measured[];
}

/** An SVG. */
export function chart({ date, machine, mean, rows }: Results): string {
  const picture = init(null, null, { renderer: "svg", ssr: true, width: 720, height: 90 + 30 * rows.length });
  const upwards = [...rows].reverse();
  picture.setOption({
    animation: false,
    backgroundColor: "#fff",
    title: {
      text: `Gradient time / hand-written gradient (geometric mean ${mean.toFixed(2)})`,
      subtext: `${date}, ${machine}; CPU time, medians`,
      textStyle: { fontSize: 14 },
    },
    grid: { left: 150, right: 60, top: 60, bottom: 30 },
    xAxis: { type: "value", min: 0 },
    yAxis: { type: "category", data: upwards.map((row) => row.name) },
    series: [
      {
        type: "bar",
        data: upwards.map((row) => Number(row.ratio.toFixed(2))),
        label: { show: true, position: "right" },
        itemStyle: { color: "#4878a8" },
        markLine: {
          symbol: "none",
          label: { formatter: "by hand" },
          data: [{ xAxis: 1 }],
          lineStyle: { color: "#c44" },
        },
      },
    ],
  });
  const svg = picture.renderToSVGString();
  // Else it waits for events, and the process does not end.
  picture.dispose();
  return svg;
}
