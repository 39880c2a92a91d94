/** How gradients come: by one function that gives value and gradient at once, or by two sweeps. */
import { expect } from "chai";
import { load, runtime } from "../support/harness.ts";
import { compiled } from "../support/program.ts";
import { families, joints } from "./index.ts";
import type { Joint } from "./joint.ts";
import { undeclaredIn } from "./undeclared.ts";

const PAIR = Symbol.for("fluxion.pair");

interface Pair {
  joint?: (...args: unknown[]) => unknown;
}

describe("the zoo: how a gradient comes", () => {
  for (const program of joints) {
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

  // A name that nothing declares would be a global's, or give up for ever without a word.
  for (const [family, programs] of Object.entries(families))
    it(`${family}: joint functions declare what they name`, async () => {
      for (const program of programs)
        expect(
          await undeclaredIn(program, family === "value and gradient at once" ? 2 : 1),
          program.name,
        ).to.deep.equal([]);
    });

  it("a getter, a method and a parent that are changed between two gradients are asked again", async () => {
    const { gradient } = await runtime();
    const { f, A, B } =
      (await load(`export class A { constructor(x) { this.x = x; } get v() { return this.x * 2; } m() { return this.x; } }
export class B extends A { m() { return super.m() * 3; } }
export function f(x) { "differentiable"; const b = new B(x); return b.v * b.m(); }`)) as {
        f: () => number;
        A: { prototype: object };
        B: { prototype: object };
      };
    expect(gradient(f, 2)).to.deep.equal([24]);
    const { m } = B.prototype as { readonly m: unknown };
    Object.defineProperty(B.prototype, "m", { value: Reflect.get(A.prototype, "m"), configurable: true });
    expect(gradient(f, 2)).to.deep.equal([8]);
    Object.defineProperty(B.prototype, "v", { value: 5, configurable: true });
    expect(gradient(f, 2)).to.deep.equal([5]);
    Reflect.deleteProperty(B.prototype, "v");
    Object.defineProperty(B.prototype, "m", { value: m });
    expect(gradient(f, 2)).to.deep.equal([24]);
    Object.setPrototypeOf(B.prototype, { m: () => 7 });
    Object.defineProperty(B.prototype, "v", { value: 5 });
    expect(() => gradient(f, 2)).to.throw("");
  });

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
