/** `checkpointed`: the same gradients as without it, less memory, and an error where the second run differs. */
import { expect } from "chai";
import { checkpointed } from "@fluxion/runtime";
import { load } from "../support/harness.ts";
import { runtime } from "../support/packages.ts";
import { tapeLengths } from "../support/tape-lengths.ts";

/** Bodies of f(x, p), in which `c(g, …args)` is a checkpointed call, or an ordinary one. */
const bodies: Readonly<Record<string, string>> = {
  "a number": `return c((y) => Math.sin(y) * y, x) * x;`,
  "a number in a loop": `let y = x; for (let i = 0; i < 5; i++) y = c(step, y, i); return y;`,
  "an object that is made": `let s = { a: x, list: [x * x, 1] };
    for (let i = 0; i < 4; i++) s = c(turn, s, p.k); return s.a * s.list[0] + s.list[1];`,
  "what is given is used again": `const s = { a: x, list: [x, 2] }; const t = c(turn, s, p.k); return t.a * s.a + t.list[0] * s.list[1];`,
  "what is made is changed afterwards": `const t = c(turn, { a: x, list: [x, p.k] }, 2); t.a *= x; t.list.push(t.a); t.list[0] = t.list[2] * t.list[1]; return t.list[0] + t.a;`,
  "what is given comes back": `const s = { a: x, list: [x, 2] }; const t = c((q) => q, s); t.a *= 3; return s.a * t.list[0];`,
  "a closure that is made": `const g = c((w) => { const k = w * w; return (y) => k * y + w; }, x); return g(x) * g(p.k);`,
  "a captured variable": `const k = x * p.k; return c((y) => y * k * p.k, x);`,
  "one in another": `return c((y) => c((z) => Math.exp(z) * c((u) => u * u * p.k, z), y * y) * y, x);`,
  "one that makes objects in another": `return c((y) => { const t = c(turn, { a: y, list: [y, 1] }, p.k); return c(turn, t, y); }, x).list[0];`,
  "an argument that is changed": `const s = { a: x, list: [x] }; c((q) => { q.a *= q.list[0]; q.list.push(q.a); }, s); return s.a * s.list[1];`,
  "a captured variable that is changed": `let n = x; c((y) => { n *= y; }, x); c((y) => { n *= y; }, p.k); return n * n;`,
  "a variable of the module that is changed": `count = x; c((y) => { count += y * y; }, x); return count * x;`,
  "an exception": `let y = x; try { c((z) => { y *= z; if (z > 0) throw { v: z * z }; return z; }, x); } catch (e) { y += e.v * p.k; } return y;`,
  "an exception further out": `try { return c((z) => c((u) => { if (u > 0) throw { v: u ** 3 }; return u; }, z), x); } catch (e) { return e.v; }`,
  "a generator inside": `return c((y) => { let s = 0; const g = function* () { yield y; yield y * y; }; for (const v of g()) s += v * p.k; return s; }, x);`,
  "a generator that is made": `const g = c((y) => (function* () { yield y; yield y * y; })(), x); let s = 0; for (const v of g) s += v * x; return s;`,
  "natives that are given functions": `return c((xs) => xs.map((v) => v * p.k).reduce((a, b) => a * b + x, 1), [x, 2 * x]);`,
  "typed arrays": `const ys = c((n) => { const r = new Float64Array(n); for (let i = 0; i < n; i++) r[i] = x ** i; return r; }, 4); return ys[1] * ys[3] + ys[2];`,
  "a function with properties":
    "const g = c((y) => { const g = Object.assign((v) => v * y, { k: y }); g.k *= y; return g; }, x); g.k *= 2; return g(x) * g.k;",
  "keys of a list, before a number becomes text":
    "return c((y) => { let s = 0; for (const [k, v] of Object.entries([y, p.k])) s += k === `${y}` ? 0 : v * y; return s; }, x);",
  "a view of a typed array that is not given": `const ys = c((y) => { const r = new Float64Array(3); r[1] = y * y; r[2] = y; return r.subarray(1); }, x); ys[0] *= x; return ys[0] * ys[1];`,
  "the buffer of a typed array": `const ys = new Float64Array(c((y) => new Float64Array([y * y, y]).buffer, x)); return ys[0] * ys[1];`,
  "an instance whose class has captured what is made": `const o = c((y) => { const k = { v: y * y }; class P { get w() { return k.v; } #m() { return k.v * y; } m() { return this.#m(); } } class Q extends P {} return { q: new Q() }; }, x); return o.q.w * o.q.m();`,
  "a getter that has captured what is made": `const o = c((y) => { const k = { v: y * y }; return { get w() { return k.v; } }; }, x); return o.w * x;`,
  "a property of a function": `const g = c((y) => Object.assign(() => 1, { k: { v: y * y } }), x); return g.k.v * x;`,
  "a bound function": `const g = c((y) => ((o, z) => o.v * z).bind(null, { v: y * y }), x); return g(x);`,
  "a Map": `const m = c((y) => new Map([["a", y * y], ["o", { v: y }]]), x); return m.get("a") * m.get("o").v;`,
  "spread and this": `class P { constructor(v) { this.v = v; } } const q = c((...ys) => new P(ys[0] * ys[1]), x, p.k); return q.v * q.v;`,
  "a number that ignored code overwrites": `const s = { v: x * x }; const z = c((y) => { ignore(() => { s.v = 3; }); return y * y; }, x); return z * s.v;`,
  "a number that is ignored": `return c((y) => y * ignore(() => 3) + stopGradient(y) * y, x);`,
};

const source = (call: string): string => `import { checkpointed, hook, ignore, stopGradient } from "@fluxion/runtime";
let count = 0;
const step = (y, i) => y * Math.cos(y) + i;
const turn = (s, k) => ({ a: s.a * k + s.list[0], list: s.list.map((v) => v * s.a) });
${Object.values(bodies)
  .map((body, i) => `export const f${String(i)} = (x, p) => { "differentiable"; ${body.replaceAll(/\bc\(/g, call)} };`)
  .join("\n")}`;

describe("checkpointed", () => {
  for (const [i, name] of Object.keys(bodies).entries()) {
    it(`changes no gradient: ${name}`, async () => {
      const { withGradient, pullback } = await runtime();
      const plain = await load(source("((g, ...args) => g(...args))("));
      const saved = await load(source("checkpointed("));
      const args = (): unknown[] => [0.7, { k: 1.3 }];
      const f = saved[`f${String(i)}`];
      const expected = withGradient(plain[`f${String(i)}`], ...args());
      expect((expected.gradient as number[])[0]).to.not.equal(0);
      expect(withGradient(f, ...args())).to.deep.equal(expected);
      const [, back] = pullback(f, ...args());
      expect(back(1)).to.deep.equal(expected.gradient);
      expect(back(1)).to.deep.equal(expected.gradient);
    });
  }

  it("is an ordinary call in ordinary code", () => {
    expect(checkpointed((a: number, b: string) => b.repeat(a), 2, "ab")).to.equal("abab");
  });

  it("runs hooks once, and functions twice", async () => {
    const { f, counts } = await load(`import { checkpointed, hook } from "@fluxion/runtime";
export const counts = { hook: 0, run: 0 };
const count = new Function("o", "key", "o[key]++");
export const f = (x) => { "differentiable";
  return checkpointed((y) => { count(counts, "run"); return hook(y * y, (d) => { counts.hook++; return 10 * d; }); }, x); };`);
    const { gradient } = await runtime();
    expect(gradient(f, 3)).to.deep.equal([60]);
    expect(counts).to.deep.equal({ hook: 1, run: 2 });
  });

  it("keeps no record of what will run again", async () => {
    const { gradient } = await runtime();
    const lengthWith = async (call: string): Promise<number> => {
      const { f } = await load(`import { checkpointed } from "@fluxion/runtime";
const many = (y) => { let r = y; for (let i = 0; i < 1000; i++) r = Math.sin(r) + y; return r; };
export const f = (x) => { "differentiable"; let y = x; for (let i = 0; i < 20; i++) y = ${call}many, y); return y; };`);
      const [length] = await tapeLengths(() => gradient(f, 0.5));
      return length!.numbers;
    };
    expect(await lengthWith("((g, ...args) => g(...args))(")).to.be.above(20_000);
    expect(await lengthWith("checkpointed(")).to.be.below(100);
  });

  it("refuses what is inherited from what it has made, as ever", async () => {
    const { f } = await load(`import { checkpointed } from "@fluxion/runtime";
export const f = (x) => { "differentiable"; return checkpointed((y) => Object.create({ v: y * y }), x).v; };`);
    const { gradient } = await runtime();
    expect(() => gradient(f, 3)).to.throw(/NOT_DIFFERENTIABLE\): `v` is inherited/);
  });

  it("refuses what does something else the second time", async () => {
    const { random, changed, replaced } = await load(`import { checkpointed } from "@fluxion/runtime";
export const random = (x) => { "differentiable"; return checkpointed(function noisy(y) { return y * Math.random(); }, x); };
export const changed = (x) => { "differentiable"; const xs = [x, 2];
  const y = checkpointed((list) => list[0] * list[1], xs); xs[1] = x; return y * xs[1]; };
export const replaced = (x) => { "differentiable"; const s = { o: { v: x } };
  const y = checkpointed((q) => q.o.v + 1, s); s.o = { v: 7 * x }; return y * s.o.v; };`);
    const { gradient } = await runtime();
    expect(() => gradient(random, 3)).to.throw(
      /NOT_DIFFERENTIABLE\): `noisy` was checkpointed, and did something else/,
    );
    for (const f of [changed, replaced])
      expect(() => gradient(f, 3)).to.throw(
        /NOT_DIFFERENTIABLE\): a function was checkpointed, and did something else/,
      );
  });

  it("leaves the tape in order: the next gradient is right", async () => {
    const { f, g } = await load(`import { checkpointed } from "@fluxion/runtime";
export const f = (x) => { "differentiable"; return checkpointed((y) => y * Math.random(), x); };
export const g = (x) => { "differentiable"; return checkpointed((y) => y * y, x); };`);
    const { gradient } = await runtime();
    expect(() => gradient(f, 3)).to.throw();
    expect(gradient(g, 3)).to.deep.equal([6]);
  });
});
