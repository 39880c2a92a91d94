/** Functions of one number that call themselves, or each other: value, slope and curvature go side by side. */
import { expect } from "chai";
import { load } from "../support/harness.ts";
import { runtime } from "../support/packages.ts";

type Loose = (...args: unknown[]) => unknown;
type Modes = Record<"gradient" | "derivative" | "hvp", Loose>;
interface Pair {
  slope?: { joint: Loose };
}

const tree = `function tree(x, n) { if (n === 0) return Math.sin(x); return 0.5 * (tree(0.9 * x, n - 1) + x * tree(1.05 * x + 0.1, n - 1)); }`;

/** What stands before `f`, and its value by `x`. */
const programs: Readonly<Record<string, readonly [before: string, value: string]>> = {
  "a tree": [tree, "tree(x, 5)"],
  "a tree among other things": [tree, "Math.exp(tree(x * x, 3)) / (1 + tree(x, 2) ** 2)"],
  "several numbers": [
    "function go(a, b, n) { if (n === 0) return a * b; return go(Math.sin(b) * a, a / (1 + b * b), n - 1) + a ** 3; }",
    "go(x, x * x, 4)",
  ],
  "two that call each other": [
    "function even(a, n) { if (n === 0) return a; return odd(Math.tanh(a) + a, n - 1); } function odd(a, n) { if (n === 0) return a * a; return even(a * Math.cos(a), n - 1) * a; }",
    "even(x, 5)",
  ],
  "variables that change": [
    "function go(a, n) { a = a * a; let y = Math.exp(a); let z = 1; if (n > 0) { y = Math.sqrt(y) * y; z *= y; y -= go(a / z, n - 1); } z += y ** 2; return z * y; }",
    "go(x, 2)",
  ],
  loops: [
    "function go(a, n) { let s = a; for (let i = 0; i < 3; i++) { if (i === 1) continue; s += n > 0 ? go(s * a, n - 1) : Math.hypot(s, a); s = s / 2; } return s; }",
    "go(x, 2)",
  ],
  "every turn": [
    "function go(a, n) { return n === 0 ? Math.atan2(a, 2) + Math.abs(-a) : Math.max(go(a * a, n - 1), go(a, n - 1) * Math.pow(a, 1.5)); }",
    "go(x, 3) + Math.log1p(go(2 * x, 1))",
  ],
  "a variable whose slope would have the name of a keyword": [
    "function go(o, n) { if (n < 2) return o * n; const a = o * o; return go(a, n - 1) * 0.7 + go(o, n - 2); }",
    "go(x, 4)",
  ],
  "a list of the module, and what is left out": [
    "const RATES = [0.5, 1.5, -0.25]; function go(a, n, rate = RATES[n]) { if (n === 0) return a * rate; return Math.cosh(go(a * rate, n - 1)) + a; }",
    "go(x, 2)",
  ],
};

async function loaded(before: string, value: string): Promise<{ f: Loose; pair: Pair }> {
  const source = `${before} export const f = (x) => { "differentiable"; return ${value}; };`;
  const { f } = await load(source, { options: { order: 2 } });
  const { pair } = Reflect.get(f as object, Symbol.for("fluxion.pair")) as { readonly pair: Pair };
  return { f: f as Loose, pair };
}

describe("curvature of what calls itself", () => {
  for (const [name, [before, value]] of Object.entries(programs)) {
    it(name, async () => {
      const { gradient, derivative, hvp } = (await runtime()) as unknown as Modes;
      const { f, pair } = await loaded(before, value);
      const other = await loaded(before, value);
      delete other.pair.slope;
      let asked = 0;
      const { slope } = pair;
      const { joint } = slope!;
      slope!.joint = (...given) => (asked++, joint(...given));
      for (const x of [0.7, 0.4]) {
        const slopeAt = (at: number): number => (gradient(f, at) as [number])[0];
        const curvature = ((slopeAt(x + 1e-5) - slopeAt(x - 1e-5)) / 2e-5) * 1.5;
        const product = hvp(f, x, 1.5) as number;
        const expected = hvp(other.f, x, 1.5) as number;
        expect(product).to.be.closeTo(curvature, 1e-6 * (1 + Math.abs(curvature)));
        expect(product).to.be.closeTo(expected, 1e-12 * (1 + Math.abs(expected)));
        expect((derivative(derivative(f)) as Loose)(x)).to.be.closeTo(product / 1.5, 1e-12 * (1 + Math.abs(product)));
      }
      expect(asked).to.be.greaterThan(0);
    });
  }

  it("leaves to the dual what is not as foreseen, and what is not finite", async () => {
    const { hvp } = (await runtime()) as unknown as Modes;
    const roots = "function go(a, n) { if (n === 0) return Math.sqrt(a * a) * a; return go(a, n - 1) * 2; }";
    const [left, right] = [await loaded(roots, "go(x, 2)"), await loaded(roots, "go(x, 2)")];
    delete right.pair.slope;
    expect(hvp(left.f, 0, 1)).to.deep.equal(hvp(right.f, 0, 1));
    const { f } = await loaded(`function go(a, n) { if (n === 0) return "none"; return go(a, n - 1); }`, "go(x, 2)");
    expect(() => hvp(f, 1, 1)).to.throw(/NOT_SCALAR/);
  });
});
