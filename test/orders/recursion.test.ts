/** Functions inside that call themselves, from what they make themselves. Each is a function of one number. */
import { expect } from "chai";
import { load } from "../support/harness.ts";
import { runtime } from "../support/packages.ts";

type Modes = Record<"gradient" | "jvp" | "hvp", (...args: unknown[]) => unknown>;

const tree = `const root = { v: x, children: [{ v: 2 * x, children: [] }, { v: x * x, children: [{ v: 3 * x, children: [] }] }] };`;

const bodies: Readonly<Record<string, string>> = {
  "a callback that adds up": `${tree} const walk = (n) => { let s = n.v * n.v; n.children.forEach((c) => { s += walk(c); }); return s; }; return walk(root) * x;`,
  "a callback that gives back": `${tree} const walk = (n) => n.v * n.v + n.children.map((c) => walk(c) * x).reduce((a, b) => a + b, 0); return walk(root);`,
  "a declaration": `${tree} function walk(n) { let s = n.v * x; n.children.forEach((c) => { s += walk(c); }); return s; } return walk(root);`,
  "a name of its own": `${tree} const walk = function go(n) { let s = n.v * n.v; n.children.forEach((c) => { s += go(c) * x; }); return s; }; return walk(root);`,
  "a sum around": `${tree} let s = 0; const visit = (n) => { s += n.v * n.v; n.children.forEach((c) => visit(c)); }; visit(root); return s * x;`,
  "two that call each other":
    "const even = (n) => (n === 0 ? x : [n - 1].map((k) => odd(k))[0] * x); const odd = (n) => (n === 0 ? x * x : [n - 1].map((k) => even(k))[0] * x); return even(3);",
  "callbacks in callbacks":
    "const go = (n) => (n === 0 ? x : [1].map((a) => [2].map((b) => go(n - 1) * a * b * x)[0])[0]); return go(2);",
  "a memo":
    "const memo = new Map(); const fib = (n) => { if (n < 2) return x; if (!memo.has(n)) memo.set(n, [1, 2].map((k) => fib(n - k)).reduce((a, b) => a * b + x, 1)); return memo.get(n); }; return fib(5);",
};

describe("recursion from callbacks", () => {
  for (const [name, body] of Object.entries(bodies)) {
    it(name, async () => {
      const { gradient, hvp, jvp } = (await runtime()) as unknown as Modes;
      const { f } = await load(`export const f = (x) => { "differentiable"; ${body} };`, { options: { order: 2 } });
      const slope = (x: number): number => (gradient(f, x) as [number])[0];
      const curvature = (slope(0.7 + 1e-5) - slope(0.7 - 1e-5)) / 2e-5;
      expect((jvp(f, [0.7], [1]) as number[])[1]).to.be.closeTo(slope(0.7), 1e-12 * Math.abs(slope(0.7)));
      expect(hvp(f, 0.7, 1)).to.be.closeTo(curvature, 1e-6 * Math.abs(curvature));
    });
  }

  it("says so where a function is captured before it is made", async () => {
    const { gradient, hvp } = (await runtime()) as unknown as Modes;
    const { f } = await load(
      `export const f = (x) => { "differentiable"; const made = []; const early = () => { made.push(() => late() * x); }; early(); const late = () => x * x; return made[0](); };`,
      { options: { order: 2 } },
    );
    expect((gradient(f, 2) as [number])[0]).to.equal(12);
    expect(() => hvp(f, 2, 1)).to.throw(/ORDER_EXCEEDED.*captured where tangents are followed, before it is made/s);
  });
});
