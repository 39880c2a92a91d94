/** How gradients come: by one function that gives value and gradient at once, or by two sweeps. */
import { expect } from "chai";
import { load, runtime } from "../support/harness.ts";
import { compiled } from "../support/program.ts";
import { jointArguments } from "./joint-arguments.ts";
import { jointConstructors } from "./joint-constructors.ts";
import { jointLists } from "./joint-lists.ts";
import { jointLoops } from "./joint-loops.ts";
import { jointHolders } from "./joint-holders.ts";
import { jointValues } from "./joint-values.ts";
import { joint, type Joint } from "./joint.ts";
import { worlds } from "./worlds.ts";

const PAIR = Symbol.for("fluxion.pair");

interface Pair {
  joint?: (...args: unknown[]) => unknown;
}

describe("the zoo: how a gradient comes", () => {
  for (const program of [
    ...joint,
    ...jointArguments,
    ...jointConstructors,
    ...jointLists,
    ...jointLoops,
    ...jointHolders,
    ...jointValues,
    ...worlds,
  ]) {
    it(`${program.name}: ${program.comes}`, async () => {
      const { gradient } = await runtime();
      const { make } = await compiled(program);
      const { f, args } = await make();
      const { pair } = (f as unknown as Readonly<Record<symbol, { readonly pair: Pair }>>)[PAIR] ?? {};
      let comes: Joint["comes"] = "apart";
      const written = pair?.joint;
      if (pair && written)
        pair.joint = (...given) => {
          comes = "given up";
          const cotangents = written(...given);
          if (cotangents !== undefined) comes = "at once";
          return cotangents;
        };
      try {
        gradient(f, ...args());
      } catch {
        // What it throws is the other tests' business.
      }
      expect(comes).to.equal(program.comes);
    });
  }

  it("a class that is changed between two gradients is asked again", async () => {
    const { gradient } = await runtime();
    const { P, made, given } = (await load(`export class P { constructor(x, v) { this.x = x; this.v = v; } }
export function made(xs, y) { "differentiable"; let s = 0; for (const p of xs.map((x) => new P(x, y))) s += p.x * p.v; return s; }
export function given(p) { "differentiable"; return p.x * p.v; }`)) as {
      P: new (x: number, v: number) => object;
      made: () => number;
      given: () => number;
    };
    expect(gradient(made, [2], 3)).to.deep.equal([[3], 2]);
    expect(gradient(given, new P(2, 3))).to.deep.equal([{ x: 3, v: 2 }]);
    Object.defineProperty(P.prototype, "v", {
      get: (): number => 5,
      set(this: { z: number }, v: number) {
        this.z = v;
      },
    });
    expect(() => gradient(made, [2], 3)).to.throw("`v` is a getter or setter that is not marked");
    expect(() => gradient(given, new P(2, 3))).to.throw("`v` is a getter or setter that is not marked");
  });

  it("an object's own getter that is not marked says so, where it carries a derivative", async () => {
    const { gradient } = await runtime();
    const { f, g } = await load(`export const f = (o) => { "differentiable"; return o.of * 2; };
export const g = (o) => { "differentiable"; return o.k * 2; };`);
    const o = {
      k: 3,
      get of(): number {
        return this.k ** 2;
      },
    };
    expect(() => gradient(f, o)).to.throw("`of` is a getter or setter that is not marked");
    expect(gradient(g, o)).to.deep.equal([{ k: 2 }]);
  });

  it("a function that sometimes returns nothing says so", async () => {
    const { gradient } = await runtime();
    const { f } = (await load('export function f(x) { "differentiable"; if (x > 1) return x * x; }')) as {
      f: () => number;
    };
    expect(gradient(f, 2)).to.deep.equal([4]);
    expect(() => gradient(f, 0.5)).to.throw("gradient needs a function that returns a number, and got undefined");
  });
});
