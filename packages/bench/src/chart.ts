/** The figures as a picture: for each workload, the time of each system by that of the hand-written gradient, on a logarithmic scale. */
import { init } from "echarts";
import type { Results } from "./results.ts";

const OWN = "#c23b22";
const OTHERS = ["#4878a8", "#6aa84f", "#8e63ad", "#b08d57", "#3c9d9b", "#999999"];
const SYMBOLS = ["circle", "rect", "triangle", "diamond"];

/** An SVG. */
export function chart({ date, machine, mean, rows, versions }: Results): string {
  const names = Object.keys(rows[0]?.peers ?? {});
  const picture = init(null, null, { renderer: "svg", ssr: true, width: 860, height: 170 + 26 * rows.length });
  const upwards = rows.toReversed();
  const points = (of: (row: Results["rows"][number]) => number | undefined): [number, string][] =>
    upwards.flatMap((row): [number, string][] => {
      const ns = of(row);
      return ns === undefined ? [] : [[Number((ns / row.hand).toPrecision(3)), row.name]];
    });
  picture.setOption({
    animation: false,
    backgroundColor: "#fff",
    title: {
      text: `Gradient time / hand-written gradient (Fluxion: geometric mean ${mean.toFixed(2)})`,
      subtext: `${date}, ${machine}; CPU time, medians, one run`,
      textStyle: { fontSize: 14 },
    },
    legend: {
      bottom: 0,
      itemGap: 18,
      formatter: (name: string) => {
        const version = versions?.[name] ?? "";
        return version === "" ? name : `${name} ${version}`;
      },
    },
    grid: { left: 210, right: 40, top: 80, bottom: 90 },
    xAxis: {
      type: "log",
      min: ({ min }: { readonly min: number }) => 10 ** Math.floor(Math.log10(min)),
      axisLabel: { formatter: "{value}×" },
    },
    yAxis: { type: "category", data: upwards.map((row) => row.name), splitLine: { show: true } },
    series: [
      ...names.map((name, i) => ({
        name,
        type: "scatter",
        data: points((row) => row.peers?.[name]?.ns),
        symbol: SYMBOLS[i % SYMBOLS.length],
        symbolSize: 8,
        itemStyle: { color: OTHERS[i % OTHERS.length] },
      })),
      {
        name: "Fluxion",
        type: "scatter",
        data: points((row) => row.fluxion),
        symbolSize: 12,
        itemStyle: { color: OWN },
        label: { show: true, position: "bottom", distance: 2, fontSize: 9, formatter: "{@[0]}" },
        markLine: {
          symbol: "none",
          label: { formatter: "by hand" },
          data: [{ xAxis: 1 }],
          lineStyle: { color: "#333" },
        },
      },
    ],
  });
  const svg = picture.renderToSVGString();
  // Else it waits for events, and the process does not end.
  picture.dispose();
  return svg;
}
