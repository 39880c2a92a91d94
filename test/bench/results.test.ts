/** How results are shown: the table and the picture, of made-up figures. */
import { expect } from "chai";
import { chart } from "../../packages/bench/src/chart.ts";
import { duration, medianRows, missingOf, tableOf, times, type Results } from "../../packages/bench/src/results.ts";
import { meanOf, median } from "../../packages/bench/src/timing.ts";

const row = { count: 3, error: 1e-16, plain: 50, hand: 100, fluxion: 125, ratio: 1.25 };
const results: Results = {
  date: "2001-02-03",
  machine: "Node 24, a machine",
  mean: 1.25,
  rows: [
    { ...row, id: "a", name: "first", peers: { tape: { ns: 4000, error: 1e-8 }, graph: { why: "not expressible" } } },
    { ...row, id: "b", name: "second", peers: { tape: { ns: 900, error: 1e-8 }, graph: { ns: 130, error: 0 } } },
  ],
  versions: { tape: "1.2.3", graph: "4.5.6" },
  other: { version: "20.1.0", ratios: { a: 1.5, b: 2 } },
};

describe("the benchmark's results", () => {
  it("as a table: every system, by the hand-written gradient; and why there is no figure", () => {
    expect(missingOf(results)).to.equal("- a: graph: not expressible");
    const [head, , first, second] = tableOf(results).split("\n");
    expect(head).to.match(/\| \/ hand \| \/ function \| \/ hand, Node 20\.1\.0 \| tape \| graph \|$/);
    expect(first).to.match(
      /^\| a first \| 3 \| 1\.0e-16 \| 50\.0 ns \| 100 ns \| 125 ns \| 1\.25 \| 2\.50 \| 1\.50 \|/,
    );
    expect(first).to.match(/\| 40 \| – \|$/);
    expect(second).to.match(/\| 9\.00 \| 1\.30 \|$/);
  });

  it("as a picture: workloads, systems with their versions, date and machine", () => {
    const svg = chart(results);
    for (const text of [
      "first",
      "second",
      "tape 1.2.3",
      "graph 4.5.6",
      "Fluxion",
      "2001-02-03, Node 24, a machine",
      "1.25",
    ])
      expect(svg).to.contain(text);
  });

  it("writes durations and ratios with the digits that mean something", () => {
    expect([1.234, 12_345, 12_345_678].map(duration)).to.deep.equal(["1.23 ns", "12.3 µs", "12.3 ms"]);
    expect([0.5, 9.949, 9.951, 123.4].map(times)).to.deep.equal(["0.50", "9.95", "10", "123"]);
  });

  it("takes, of several runs, each workload's row of the median ratio", () => {
    const run = (a: number, b: number) => [
      { ...row, id: "a", name: "first", ratio: a },
      { ...row, id: "b", name: "second", ratio: b },
    ];
    const rows = medianRows([run(3, 1), run(1, 2), run(2, 9)]);
    expect(rows.map(({ id, ratio }) => [id, ratio])).to.deep.equal([
      ["a", 2],
      ["b", 2],
    ]);
  });

  it("takes the median of the samples, and the geometric mean of the ratios", () => {
    expect(median([9, 1, 5])).to.equal(5);
    expect(meanOf([1, 4])).to.equal(2);
  });
});
