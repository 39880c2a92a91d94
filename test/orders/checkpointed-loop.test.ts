/** `checkpointedLoop`: the same gradients as the plain loop, on a short tape. */
import { expect } from "chai";
import { checkpointedLoop } from "@fluxion/runtime";
import { load } from "../support/harness.ts";
import { runtime } from "../support/packages.ts";
import { tapeLengths } from "../support/tape-lengths.ts";
import { gaps } from "../support/same.ts";

const functions = load(`import { checkpointedLoop } from "@fluxion/runtime";
export const counts = { step: 0 };
const note = new Function("o", "o.step++");
const spring = (p, i, k) => ({ x: p.x + 0.01 * p.v, v: p.v - 0.01 * k * Math.sin(p.x) + 0.001 * Math.cos(i) });
export const plain = (n, x, k) => { "differentiable"; let p = { x, v: 0 }; for (let i = 0; i < n; i++) p = spring(p, i, k); return p.x * p.v; };
export const saved = (n, x, k) => { "differentiable";
  const p = checkpointedLoop(n, { x, v: 0 }, (q, i) => { note(counts); return spring(q, i, k); }); return p.x * p.v; };
export const number = (n, x) => { "differentiable"; return checkpointedLoop(n, x, (y, i) => y + 0.1 * Math.sin(y + i)); };
export const numberPlain = (n, x) => { "differentiable"; let y = x; for (let i = 0; i < n; i++) y = y + 0.1 * Math.sin(y + i); return y; };
export const place = (n, x) => { "differentiable"; const s = { x, sum: 0 };
  return checkpointedLoop(n, s, (q, i) => { q.sum += q.x * i; q.x *= 1.01; return q; }).sum; };
export const placePlain = (n, x) => { "differentiable"; const s = { x, sum: 0 };
  for (let i = 0; i < n; i++) { s.sum += s.x * i; s.x *= 1.01; } return s.sum; };
export const caught = (n, x) => { "differentiable";
  try { return checkpointedLoop(n, x, (y, i) => { if (i === 7) throw { v: y * y }; return y * 1.1; }); } catch (e) { return e.v * x; } };
`);

describe("checkpointedLoop", () => {
  for (const n of [0, 1, 2, 3, 9, 10, 64, 65, 500]) {
    it(`has the gradients of the plain loop: ${String(n)} turns`, async () => {
      const { gradient } = await runtime();
      const f = await functions;
      expect(gaps(gradient(f["saved"], n, 0.7, 2), gradient(f["plain"], n, 0.7, 2), 1e-12)).to.deep.equal([]);
      expect(gaps(gradient(f["number"], n, 0.7), gradient(f["numberPlain"], n, 0.7), 1e-12)).to.deep.equal([]);
      expect(gaps(gradient(f["place"], n, 0.7), gradient(f["placePlain"], n, 0.7), 1e-12)).to.deep.equal([]);
    });
  }

  it("can be left by an exception that is caught", async () => {
    const { gradient } = await runtime();
    const [, slope] = gradient((await functions)["caught"], 30, 0.7) as number[];
    expect(slope).to.be.closeTo(3 * 1.1 ** 14 * 0.7 ** 2, 1e-12);
  });

  it("runs each turn at most three times, on a tape that grows as ∛n", async () => {
    const { gradient } = await runtime();
    const { saved, counts } = await functions;
    const lengths: number[] = [];
    for (const n of [1000, 8000]) {
      const before = (counts as { step: number }).step;
      const [length] = await tapeLengths(() => gradient(saved, n, 0.7, 2));
      expect((counts as { step: number }).step - before).to.be.most(3 * n);
      lengths.push(length!.numbers + length!.references);
    }
    const [small = 0, large = 0] = lengths;
    expect(large).to.be.below(2.5 * small);
  });

  it("is a loop in ordinary code, and says what it needs", () => {
    expect(checkpointedLoop(4, 1, (x, i) => x * (i + 1))).to.equal(24);
    for (const n of [2.5, -1, NaN])
      expect(() => checkpointedLoop(n, 1, (x) => x)).to.throw(
        /BAD_ARGUMENT\): checkpointedLoop needs a number of turns/,
      );
  });

  it("has tangents and second derivatives: those of the plain loop", async () => {
    const { hessian, hvp, jvp } = (await runtime()) as unknown as Record<
      "hessian" | "hvp" | "jvp",
      (...args: unknown[]) => unknown
    >;
    const { checkpointedTwice, plainTwice, caughtTwice } = (await load(
      `import { checkpointedLoop } from "@fluxion/runtime";
const spring = (p, i, k) => ({ x: p.x + 0.01 * p.v, v: p.v - 0.01 * k * Math.sin(p.x) + 0.001 * Math.cos(i) });
export const checkpointedTwice = ([x, k]) => { "differentiable"; const p = checkpointedLoop(30, { x, v: k }, (q, i) => spring(q, i, k)); return p.x * p.v; };
export const plainTwice = ([x, k]) => { "differentiable"; let p = { x, v: k }; for (let i = 0; i < 30; i++) p = spring(p, i, k); return p.x * p.v; };
export const caughtTwice = ([x, n]) => { "differentiable"; try { return checkpointedLoop(n, x, (y, i) => { if (i === 7) throw { v: y * y }; return y * 1.1; }); } catch (e) { return e.v * x; } };`,
      { options: { order: 2 } },
    )) as unknown as Record<string, (xs: number[]) => number>;
    const [f, g, caught] = [checkpointedTwice!, plainTwice!, caughtTwice!];
    expect(gaps(hessian(f, [0.7, 2]), hessian(g, [0.7, 2]), 1e-12)).to.deep.equal([]);
    expect(gaps(hvp(f, [0.7, 2], [1, -2]), hvp(g, [0.7, 2], [1, -2]), 1e-12)).to.deep.equal([]);
    expect(jvp(f, [[0.7, 2]], [[1, -2]])).to.deep.equal(jvp(g, [[0.7, 2]], [[1, -2]]));
    expect((hvp(caught, [0.7, 30], [1, 0]) as number[])[0]).to.be.closeTo(6 * 1.1 ** 14 * 0.7, 1e-12);
    expect(() => hvp(caught, [0.7, -1], [1, 0])).to.throw(/BAD_ARGUMENT\): checkpointedLoop needs a number of turns/);
  });
});
