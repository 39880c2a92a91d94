/**
 * Generators and iterators with something to do when they are left: forward mode does it where the program would, and second
 * derivatives go through it. Each program is a function of one number; `log` is what it leaves behind.
 */
import { expect } from "chai";
import { load } from "../support/harness.ts";
import { runtime } from "../support/packages.ts";

type Modes = Record<"hvp" | "jvp", (...args: unknown[]) => unknown>;

const declared = `
const log = [];
function* both(x) { try { yield x; yield x * x; } finally { log.push(x > 0); } }
function* kept(o, x) { try { yield x; yield x * x; } finally { o.v = o.v * x + x; } }
const first = (items) => { for (const v of items) return v * 2; };
class Powers {
  constructor(x) { this.x = x; this.left = 1; }
  [Symbol.iterator]() { let i = 0; const self = this; return {
    next() { return i < 3 ? { value: self.x ** ++i, done: false } : { value: self.x, done: true }; },
    return() { self.left += self.x; return {}; },
  }; }
}
`;

const programs: Readonly<Record<string, string>> = {
  "a loop left by return": "const o = { v: x }; const s = first(kept(o, x * x)); return s * o.v;",
  "a loop left by an object thrown":
    "const o = { v: x }; let s = 0; try { for (const v of kept(o, x * x)) { s += v * x; throw { s: s * x }; } } catch (e) { s += e.s; } return s * o.v;",
  "a loop left by a number thrown, over a generator that catches another":
    "let t = x; function* g(a) { try { yield a; yield 0; } finally { try { throw a; } catch (e) { t *= e; } } } let s = 0; try { for (const v of g(x * x)) { s += v; throw s * x; } } catch (e) { s += e; } return s * t;",
  "a loop left by a callee's exception":
    "const fail = { now(v) { throw { v: v * x }; } }; try { for (const v of both(x)) fail.now(v); } catch (e) { return e.v * log.length; }",
  "loops left by a label":
    "const o = { v: x }; let s = 0; outer: for (const v of kept(o, x)) { for (const w of kept(o, x * x)) { s += v * w; if (w < 0.3) continue outer; if (s > 0.5) break outer; } } return s * o.v;",
  "a generator left inside of another":
    "function* outer(a) { try { for (const v of both(a)) yield v * x; } finally { log.push(0); } } let s = 0; for (const v of outer(x)) { s += v * v; break; } return s * x;",
  "a generator left that delegates":
    "function* outer(a) { try { yield* both(a); } finally { log.push(0); } } let s = 0; for (const v of outer(x)) { s += v * v; break; } return s * x;",
  "a finally that yields":
    "function* g(a) { try { yield a; } finally { yield a * a; } } const it = g(x * x); let s = it.next().value; const r = it.return(x); s *= r.value; const q = it.next(); return s * q.value + (q.done ? x : 0);",
  "a finally that yields, delegated to":
    "function* g(a) { try { yield a; } finally { yield a * a; } } function* h(a) { const r = yield* g(a); yield r * x; } const it = h(x * x); let s = it.next().value; s *= it.return(x).value; s *= it.next().value; return s;",
  "an exception thrown into what is delegated to":
    "function* g(a) { try { yield a; } catch (e) { yield e.v * a; } return a * a; } function* h(a) { const r = yield* g(a); yield r * a; } const it = h(x); let s = it.next().value; s += it.throw({ v: x * x }).value; return s * it.next().value;",
  "an exception thrown into a list that is delegated to":
    "function* g(a) { yield* [a, a * a]; } const it = g(x); let s = it.next().value; try { it.throw({}); } catch (e) { s *= e instanceof TypeError ? x : 0; } return s * x;",
  "a list that grows while it is delegated to":
    "const l = [x]; function* g() { yield* l; } let s = 0; for (const v of g()) { s = s * x + v; if (l.length < 4) l.push(v * x); } return s;",
  "an iterator of one's own that is closed":
    "const r = new Powers(x); let s = 0; for (const v of r) { s += v; if (v < 0.5) break; } try { for (const v of r) throw v; } catch (e) { s *= e; } return s * r.left;",
  "a generator that is never asked again": "const it = both(x * x); return it.next().value * x + log.length;",
};

const source = `${declared}
${Object.values(programs)
  .map((body, i) => `export const f${String(i)} = (x) => { "differentiable"; log.length = 0; ${body} };`)
  .join("\n")}
export const state = () => log.join();
export const items = (x) => { "differentiable"; return both(x); };`;

describe("generators that are left, where tangents are followed", () => {
  for (const [i, name] of Object.keys(programs).entries())
    it(`are right: ${name}`, async () => {
      const { jvp, hvp } = (await runtime()) as unknown as Modes;
      const program = await load(source, { options: { order: 2 } });
      const f = program[`f${String(i)}`] as (x: number) => number;
      const state = program["state"] as () => string;
      const at = (e: number): number => f(0.7 + e);
      const [value, left] = [at(0), state()];
      const [got, slope] = jvp(f, [0.7], [1]) as [number, number];
      expect([got, state()]).to.deep.equal([value, left]);
      expect(slope).to.be.closeTo((at(1e-5) - at(-1e-5)) / 2e-5, 1e-7);
      const curvature = hvp(f, 0.7, 1) as number;
      expect(state()).to.equal(left);
      expect(curvature).to.be.closeTo((at(1e-4) - 2 * value + at(-1e-4)) / 1e-8, 1e-5);
    });

  it("are refused by the loop of a file that knows of none", async () => {
    const { hvp } = (await runtime()) as unknown as Modes;
    const { first } = await load(
      `export const first = (items) => { "differentiable"; for (const v of items) return v; };`,
      { options: { order: 2 } },
    );
    const { made, other } = await load(
      `${declared}\nexport const made = (use) => (x) => { "differentiable"; return use(both(x)); };
export const other = (use) => (x) => { "differentiable"; return use(new Powers(x)); };`,
      { options: { order: 2 } },
    );
    expect(() => hvp((made as (use: unknown) => unknown)(first), 0.7, 1)).to.throw(
      /ORDER_EXCEEDED.*a generator with `try` or `yield\*` is gone over by a loop of another file/s,
    );
    expect(() => hvp((other as (use: unknown) => unknown)(first), 0.7, 1)).to.throw(
      /ORDER_EXCEEDED.*an iterator with a `return` method is gone over by a loop of another file/s,
    );
  });

  it("hand no exception on to an iterator of the program's own, and say so", async () => {
    const { gradient, hvp, jvp } = (await runtime()) as unknown as Modes & {
      gradient: (...args: unknown[]) => unknown;
    };
    const { f } = await load(
      `class Caught { constructor(x) { this.x = x; this.done = false; } [Symbol.iterator]() { return this; }
  next() { return { value: this.x, done: this.done }; }
  throw() { this.done = true; return { value: this.x * this.x, done: false }; } }
function* handed(x) { yield* new Caught(x); }
export function f(x) { "differentiable"; const it = handed(x); it.next(); try { return it.throw(new Error("now")).value * x; } catch { return x; } }`,
      { options: { order: 2, include: ["module"] } },
    );
    const value = (f as (x: number) => number)(0.7);
    expect(value).to.be.closeTo(0.343, 1e-12);
    expect((gradient(f, 0.7) as number[])[0]).to.be.closeTo(3 * 0.49, 1e-12);
    const [got, slope] = jvp(f, [0.7], [1]) as [number, number];
    expect(got).to.equal(value);
    expect(slope).to.be.closeTo(3 * 0.49, 1e-12);
    expect(() => hvp(f, 0.7, 1)).to.throw(/ORDER_EXCEEDED.*an iterator with a `throw` method is given to `yield\*`/s);
  });
});
