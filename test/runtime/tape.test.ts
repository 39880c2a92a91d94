/**
 * The tape itself: what it keeps, what it forgets, and that it comes back whatever happens.
 */
import { expect } from "chai";
import { gradient, ignore, Params, pullback } from "@fluxion/runtime";
import { pair, Tape } from "@fluxion/runtime/internal";
import { load } from "../support/harness.ts";

interface State {
  readonly pool: Tape[];
  readonly tape: Tape | null;
}

const state = (globalThis as unknown as Record<symbol, State>)[Symbol.for("fluxion.runtime")]!;

const square = pair((x: number) => x * x, {
  forward: (tape: Tape, x: number) => {
    tape.push(x);
    return x * x;
  },
  pullback: (tape, dy) => [2 * dy * tape.pop()],
});

describe("a tape", () => {
  it("keeps numbers and references, and reads them back from the end", () => {
    const tape = new Tape();
    const o = {};
    for (let i = 0; i < 1000; i++) tape.push(i);
    tape.record(o);
    tape.record("text");
    expect(tape.recall()).to.equal("text");
    expect(tape.recall()).to.equal(o);
    for (let i = 999; i >= 0; i--) expect(tape.pop()).to.equal(i);
  });

  it("keeps the number that arithmetic would see", () => {
    const tape = new Tape();
    const kept = (x: unknown): number => {
      tape.push(x);
      return tape.pop();
    };
    expect(kept(true)).to.equal(1);
    expect(kept("2.5")).to.equal(2.5);
    expect(kept(null)).to.equal(0);
    expect(kept(new Date(7))).to.equal(7);
    expect(kept(undefined)).to.be.NaN;
    expect(kept({})).to.be.NaN;
    expect(kept(3n)).to.equal(0);
    expect(kept(Symbol("s"))).to.equal(0);
  });

  it("has shadows for what is wanted, made or touched, and for nothing else", () => {
    const tape = new Tape();
    const [wanted, made, touched, other] = [[1], { a: 1 }, new Map([["a", 1]]), [1]];
    tape.want(wanted);
    tape.made(made);
    tape.touch(touched);
    expect(tape.shadow(wanted)).to.deep.equal([0]);
    expect(tape.shadow(made)).to.be.an("object");
    expect(tape.shadow(touched)).to.be.instanceOf(Map);
    expect(tape.shadow(other)).to.equal(undefined);
    expect(tape.shadow(3)).to.equal(undefined);
    expect(tape.shadow(wanted)).to.equal(tape.shadow(wanted));
    expect(tape.writes).to.equal(1);
  });

  it("shares one shadow among the views of a buffer", () => {
    const tape = new Tape();
    const whole = new Float64Array(4);
    const part = whole.subarray(1, 3);
    tape.want(whole);
    const shadow = tape.shadow(whole) as Float64Array;
    (tape.shadow(part) as Float64Array)[0] = 5;
    expect([...shadow]).to.deep.equal([0, 5, 0, 0]);
    expect(() => tape.shadow(new Uint8Array(whole.buffer))).to.throw("is read as a Uint8Array");
  });

  it("a field of a shadow may have any name", () => {
    const tape = new Tape();
    const o = { constructor: 1, valueOf: 2, ["__proto__"]: 3 };
    tape.want(o);
    const shadow = tape.shadow(o) as unknown as Record<string, number | undefined>;
    for (const key of ["constructor", "valueOf", "toString"]) expect(key in shadow).to.equal(false);
  });
});

describe("the pool of tapes", () => {
  it("gives a tape back after a gradient, and after an exception", () => {
    gradient(square, 3);
    const before = state.pool.length;
    gradient(square, 3);
    expect(state.pool.length).to.equal(before);
    const broken = pair((x: number): number => x, {
      forward: () => {
        throw new RangeError("half-way");
      },
      pullback: () => [],
    });
    expect(() => gradient(broken, 1)).to.throw("half-way");
    expect(state.pool.length).to.equal(before);
    expect(state.tape).to.equal(null);
    expect(gradient(square, 3)).to.deep.equal([6]);
  });

  it("has a cap, and keeps no tape that has grown large", () => {
    const nested = (depth: number): number => {
      const f = pair((x: number) => x, {
        forward: (_tape: Tape, x: number) => (depth > 0 ? nested(depth - 1) : x),
        pullback: () => [1],
      });
      return gradient(f, 1)[0];
    };
    nested(20);
    expect(state.pool.length).to.be.at.most(8);
    const large = pair((x: number) => x, {
      forward: (tape: Tape, x: number) => {
        for (let i = 0; i < 3_000_000; i++) tape.push(x);
        return x;
      },
      pullback: () => [1],
    });
    gradient(large, 1);
    for (const tape of state.pool) expect(tape.numbers.length).to.be.below(3_000_000);
  });

  it("refers to nothing after a gradient", () => {
    const f = pair((xs: number[]) => xs[0] ?? 0, {
      forward: (tape: Tape, xs: number[]) => {
        tape.record(xs);
        return xs[0] ?? 0;
      },
      pullback: (tape, dy) => {
        const cells = tape.shadow(tape.recall()) as number[];
        cells[0] = (cells[0] ?? 0) + dy;
        return [];
      },
    });
    expect(gradient(f, [2, 3])).to.deep.equal([[1, 0]]);
    for (const tape of state.pool) {
      expect(tape.shadows.size).to.equal(0);
      expect(tape.refs.filter((r) => r !== undefined)).to.deep.equal([]);
    }
  });

  it("does not grow over many gradients", async () => {
    const { f } = await load(`export const f = (xs, x) => {
      "differentiable";
      const ys = xs.map((y) => ({ v: y * x }));
      return ys.reduce((s, y) => s + y.v, 0);
    };`);
    const run = (): unknown => (gradient as (...args: unknown[]) => unknown)(f, [1, 2, 3], 4);
    for (let i = 0; i < 200; i++) run();
    const before = state.pool.map((tape) => tape.refs.length);
    for (let i = 0; i < 2000; i++) run();
    expect(state.pool.map((tape) => tape.refs.length)).to.deep.equal(before);
  });
});

describe("back", () => {
  it("gives fresh gradients at each call, also from within itself", async () => {
    const { hooked } = await load(`import { hook } from "@fluxion/runtime";
export const again = { back: undefined, inner: [] };
export const hooked = (x, xs) => {
  "differentiable";
  return hook(x, (d) => {
    if (again.back) { const { back } = again; again.back = undefined; again.inner.push(back(1)); again.back = undefined; }
    return d;
  }) * xs[0];
};
hooked.again = again;`);
    const f = hooked as ((x: number, xs: number[]) => number) & {
      again: { back: unknown; inner: unknown[] };
    };
    const [value, back] = pullback(f, 3, [2, 5]);
    expect(value).to.equal(6);
    f.again.back = back;
    const first = back(1);
    expect(first).to.deep.equal([2, [3, 0]]);
    expect(f.again.inner).to.deep.equal([[2, [3, 0]]]);
    const second = back(10);
    expect(second).to.deep.equal([20, [30, 0]]);
    expect(first).to.deep.equal([2, [3, 0]]);
  });

  it("is not disturbed by what happens to memory in between", async () => {
    const { f } = await load(
      `export const f = (xs) => { "differentiable"; let s = 0; for (let i = 0; i < xs.length; i++) s += xs[i] * xs[i]; return s; };`,
    );
    const xs = new Float64Array([1, 2, 3]);
    const [, back] = pullback(f as (xs: Float64Array) => number, xs);
    xs.fill(100);
    expect(back()).to.deep.equal([new Float64Array([2, 4, 6])]);
  });
});

describe("code that the sweep cannot see", () => {
  it("may overwrite what the sweep follows: the derivative ends there", async () => {
    const { f } = await load(`import { ignore } from "@fluxion/runtime";
const reset = new Function("xs", "xs[1] = 7");
export const f = (xs) => { "differentiable"; const first = xs[0] * xs[1]; ignore(() => reset(xs)); return first + xs[1] * xs[0]; };`);
    expect(gradient(f as (xs: number[]) => number, [2, 3])).to.deep.equal([[3 + 7, 2]]);
    ignore;
  });
});

describe("Params", () => {
  it("are written and read as one vector, nested and shared", () => {
    const W = new Float64Array([1, 2]);
    const layer = { W, b: [3, { c: 4 }], name: "l", m: new Map([["k", 5]]) };
    const params = new Params([layer, W]);
    expect([...params.toVector()]).to.deep.equal([1, 2, 3, 4, 5]);
    params.fromVector([6, 7, 8, 9, 10]);
    expect(layer).to.deep.equal({
      W: new Float64Array([6, 7]),
      b: [8, { c: 9 }],
      name: "l",
      m: new Map([["k", 10]]),
    });
    expect(() => params.fromVector([1])).to.throw("5 numbers");
  });
});
