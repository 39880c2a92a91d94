/** The gate against slower gradients: what it decides. Nothing is timed here. */
import { expect } from "chai";
import { isSlower, judge, type Ratios } from "../../packages/bench/src/regression.ts";

const ratios = (of: Readonly<Record<string, number>>): Ratios => new Map(Object.entries(of));
const committed = ratios({ a: 1, b: 2 });
const good = ratios({ a: 1, b: 2 });
const bad = ratios({ a: 1.2, b: 2 });

describe("bench:check", () => {
  it("allows 15 %", () => {
    expect(isSlower(1.149, 1)).to.equal(false);
    expect(isSlower(1.151, 1)).to.equal(true);
    expect(isSlower(2.29, 2)).to.equal(false);
  });

  it("fails a workload that is slower in three of five runs, in any order", () => {
    expect(judge(committed, [bad, good, bad, good, bad])).to.deep.equal({ slower: ["a"], unknown: [], isFinal: true });
  });

  it("passes one that is slower in two of five", () => {
    expect(judge(committed, [bad, good, good, bad, good])).to.deep.equal({ slower: [], unknown: [], isFinal: true });
  });

  it("does not add up the runs of different workloads", () => {
    const other = ratios({ a: 1, b: 3 });
    expect(judge(committed, [bad, other, bad, other, good]).slower).to.deep.equal([]);
  });

  it("goes on while another run could change the verdict, and no longer", () => {
    expect(judge(committed, []).isFinal).to.equal(false);
    expect(judge(committed, [good, good]).isFinal).to.equal(false);
    expect(judge(committed, [good, good, good]).isFinal).to.equal(true);
    expect(judge(committed, [bad, bad]).isFinal).to.equal(false);
    expect(judge(committed, [bad, good, good]).isFinal).to.equal(false);
    expect(judge(committed, [bad, bad, bad])).to.deep.equal({ slower: ["a"], unknown: [], isFinal: true });
  });

  it("is faster when it is faster", () => {
    expect(judge(committed, [ratios({ a: 0.2, b: 0.2 })]).slower).to.deep.equal([]);
  });

  it("notices a workload that is not committed, and one that is no longer measured", () => {
    expect(judge(committed, [ratios({ a: 1, b: 2, c: 1 })])).to.deep.include({ unknown: ["c"], isFinal: true });
    expect(judge(committed, [ratios({ a: 1 })])).to.deep.include({ unknown: ["b"], isFinal: true });
  });
});
