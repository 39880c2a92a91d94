/** Second derivatives of `async` functions: `hvp`, `hessian` and `diagHessian` give promises. */
import { expect } from "chai";
import * as fluxion from "@fluxion/runtime";
import { load } from "../support/harness.ts";
import { asynchronous } from "../zoo/asynchronous.ts";

type Later = (x: number) => Promise<number>;
const { diagHessian, gradient, hessian, hvp, jvp } = fluxion;

const source = `import { root } from "@fluxion/runtime";
const sleep = () => new Promise((resolve) => setTimeout(resolve, 1));
const cube = async (x) => x * x * x;
export const simple = async (x) => { "differentiable"; return x * x * x; };
export const awaits = async (x) => { "differentiable"; const a = await cube(x); const b = await cube(a * x); return a * b; };
export const sleeping = async (x) => { "differentiable"; const a = x * x; await sleep(); return a * x * x; };
export const number = async (x) => { "differentiable"; const a = await (x * x); return a * x; };
export const all = async (x) => { "differentiable"; const [a, b] = await Promise.all([cube(x), cube(2 * x)]); return a * b; };
export const mixed = async (x) => { "differentiable"; const p = Promise.all([cube(x), x * x, 3]); const [a, b, c] = await p; return a * b * c + (await p)[1] * x; };
export const mapped = async (x) => { "differentiable"; const ys = await Promise.all([1, 2, 3].map(async (k) => { await 0; return k * x ** k; })); return ys.reduce((s, y) => s * y, x); };
export const nested = async (x) => { "differentiable"; const [[a, b], c] = await Promise.all([Promise.all([cube(x), x]), cube(x)]); return a * b * c; };
export const objects = async (x) => { "differentiable"; const make = async (v) => ({ v, list: [v * v] }); const o = await make(x); o.list.push(o.v * x); const p = await make(o.list[1]); return p.v * o.list[0] + p.list[0]; };
export const shared = async (x) => { "differentiable"; const o = { s: x }; const add = async (k) => { o.s += k * x; await 0; o.s *= x; await 0; o.s += k * o.s; return o.s; }; const [r] = await Promise.all([add(2), add(3)]); return o.s * r; };
export const thrown = async (x) => { "differentiable"; const bad = async (v) => { await 0; throw { v: v * v }; }; try { await bad(x * x); } catch (e) { return e.v * x; } finally { await 0; } return x; };
export const loop = async (x) => { "differentiable"; let y = x; for (let i = 0; i < 4; i++) y = y * x + (await cube(y * 0.3)); return y; };
export const handsOn = async (x) => { "differentiable"; return cube(x * x); };
const joined = async (x) => Promise.all([cube(x * x), x]);
export const handsOnAll = async (x) => { "differentiable"; const [a, b] = await joined(x); return a * b; };
export const promise = (x) => { "differentiable"; return cube(x * x); };
export const methods = async (x) => { "differentiable"; class P { constructor(v) { this.v = v; } async sq() { const a = this.v; await 0; return a * this.v; } } const p = new P(x); const q = p.sq(); p.v *= x; return (await q) * (await p.sq()); };
export const withRoot = async (x) => { "differentiable"; const r = root((y, t) => y * y - t, 1, await cube(x)); return r * x; };
let total = 1;
export const module = async (x) => { "differentiable"; total = x; await 0; total *= x; await 0; await 0; return total * x; };
export const order = async (x) => { "differentiable"; const seen = []; const a = async (k) => { seen.push(k); await 0; seen.push(k * 2); return cube(x); }; const b = async (k) => { await a(k); seen.push(k * 3); }; await Promise.all([b(1), b(10), a(100), joined(x)]); return seen.reduce((s, k) => s * 1.01 + k, 0) * x * x; };
`;
const refused = `import { gradient } from "@fluxion/runtime";
const cube = async (x) => x * x * x;
export const chained = async (x) => { "differentiable"; return cube(x).then((v) => v * x); };
export const race = async (x) => { "differentiable"; return await Promise.race([cube(x), cube(2 * x)]); };
export const made = async (x) => { "differentiable"; const p = new Promise((resolve) => { resolve(x * x); }); return (await p) * x; };
export const timer = async (x) => { "differentiable"; const o = { v: x }; setTimeout(() => { o.v *= x; }, 1); await 0; return o.v * o.v; };
export const list = async (x) => { "differentiable"; return Promise.all([x, cube(x)]); };
export const inner = async (x) => { "differentiable"; const [g] = await gradient(cube, x); return g * x; };
export const items = async (x) => { "differentiable"; const [a] = await Promise.all(new Set([cube(x)])); return a * x; };
export const open = async (x) => { "differentiable"; const o = { v: x }; const go = async () => { await 0; await 0; o.v *= x; }; go(); return o.v * x; };
export const thenable = async (x) => { "differentiable"; return (await { x, then(resolve) { resolve(this.x * this.x); } }) * x; };
export const given = async (x) => { "differentiable"; const p = fluxionTestRun(async () => 3); return (await p) * x * x; };
`;

const functions = load(source, { options: { order: 2 } }) as unknown as Promise<Readonly<Record<string, Later>>>;
const names = [...source.matchAll(/^export const (\w+)/gm)].map(([, name]) => name as string);

async function slopeOf(f: Later, x: number): Promise<number> {
  const at = async (e: number): Promise<number> => ((await f(x + e)) - (await f(x - e))) / (2 * e);
  return (4 * (await at(5e-4)) - (await at(1e-3))) / 3;
}

describe("second derivatives of async functions", () => {
  for (const name of names) {
    it(`are promised: ${name}`, async () => {
      const f = (await functions)[name]!;
      const expected = await slopeOf(async (x) => (await gradient(f, x))[0], 1.3);
      const product: unknown = hvp(f, 1.3, 1);
      expect(product).to.be.instanceOf(Promise);
      expect(await product).to.be.closeTo(expected, 1e-8 * (1 + Math.abs(expected)));
      expect(await hessian(f, 1.3)).to.equal(await product);
      expect(await diagHessian(f, 1.3)).to.deep.equal([await product]);
      const [value, tangent] = await jvp(f, [1.3], [1]);
      expect([value, tangent]).to.deep.equal([await f(1.3), (await gradient(f, 1.3))[0]]);
    });
  }

  it("are the same where many are under way at once", async () => {
    const own = names.filter((name) => name !== "module");
    const asked = own.flatMap((name) => [0.7, 1.1].map((x) => [name, x] as const));
    const all = await functions;
    const alone: number[] = [];
    for (const [name, x] of asked) alone.push(await hvp(all[name]!, x, 1));
    expect(await Promise.all(asked.map(async ([name, x]) => hvp(all[name]!, x, 1)))).to.deep.equal(alone);
    const mixed = await Promise.all(
      asked.map(async ([name, x], i) => (i % 2 === 0 ? hvp(all[name]!, x, 1) : (await gradient(all[name]!, x))[0])),
    );
    expect(mixed.filter((_, i) => i % 2 === 0)).to.deep.equal(alone.filter((_, i) => i % 2 === 0));
  });

  it("have columns one after the other: what the function changes is put back before", async () => {
    const { f, g } = (await load(
      `export const f = async (v) => { "differentiable"; v[0] *= v[1]; await 0; v[1] *= v[0]; await 0; return v[0] * v[1] ** 2; };
export const g = (v) => { "differentiable"; v[0] *= v[1]; v[1] *= v[0]; return v[0] * v[1] ** 2; };`,
      { options: { order: 2 } },
    )) as unknown as { f: (v: number[]) => Promise<number>; g: (v: number[]) => number };
    expect(await hessian(f, [1.2, 0.7])).to.deep.equal(hessian(g, [1.2, 0.7]));
    expect(await diagHessian(f, [1.2, 0.7])).to.deep.equal(diagHessian(g, [1.2, 0.7]));
    expect(await hvp(f, [1.2, 0.7], [1, 2])).to.deep.equal(hvp(g, [1.2, 0.7], [1, 2]));
  });

  let right = 0;
  for (const { name, source: program } of asynchronous) {
    it(`are right or refused in the zoo: ${name}`, async () => {
      const make = async (): Promise<Later> => (await load(program, { options: { order: 2 } }))["f"] as Later;
      const [f, g] = [await make(), await make()];
      const expected = await slopeOf(async (x) => (await gradient(f, x))[0], 0.7);
      let product: number;
      try {
        product = await hvp(g, 0.7, 1);
      } catch (error) {
        expect(error).to.be.instanceOf(fluxion.FluxionError);
        return;
      }
      right++;
      expect(product).to.be.closeTo(expected, 1e-6 * (1 + Math.abs(expected)));
    });
  }

  it("are right where the zoo does no more than await", () => {
    expect(right).to.be.greaterThan(6);
  });

  const messages: Readonly<Record<string, RegExp>> = {
    chained: /NOT_DIFFERENTIABLE\): `then` has no rule for tangents/,
    race: /NOT_DIFFERENTIABLE\): `race` has no rule for tangents/,
    made: /NOT_DIFFERENTIABLE\): `Promise` has no rule for tangents/,
    timer: /NOT_DIFFERENTIABLE\): `setTimeout` has no rule for tangents/,
    list: /NOT_SCALAR\): hvp needs a function that returns a number/,
    inner: /ORDER_EXCEEDED\): `cube` has no dual/,
    items: /ORDER_EXCEEDED\): `Promise.all` is given no array/,
    open: /NOT_DIFFERENTIABLE\): .*an `async` function has not ended/,
    thenable: /ORDER_EXCEEDED\): an object that is no promise is awaited/,
    given: /ORDER_EXCEEDED\): .* has no dual/,
  };
  for (const [name, message] of Object.entries(messages)) {
    it(`say what they do not reach: ${name}`, async () => {
      const run = (f: () => unknown): unknown => f();
      Object.assign(globalThis, { fluxionTestRun: run });
      const f = ((await load(refused, { options: { order: 2 } })) as unknown as Record<string, Later>)[name]!;
      let error: unknown;
      await Promise.resolve()
        .then(async () => hvp(f, 1.3, 1))
        .catch((e: unknown) => (error = e));
      Reflect.deleteProperty(globalThis, "fluxionTestRun");
      expect(error).to.be.instanceOf(fluxion.FluxionError);
      expect((error as Error).message).to.match(message);
    });
  }

  it("are refused where other code changes what moves, between two pieces", async () => {
    const { module } = await functions;
    const results = await Promise.allSettled([0.7, 1.1].map(async (x) => hvp(module!, x, 1)));
    for (const result of results) {
      expect(result.status).to.equal("rejected");
      expect(String((result as PromiseRejectedResult).reason)).to.match(/other code has changed, between two pieces/);
    }
  });

  it("are refused of third order", async () => {
    const { f } = (await load(
      `import { hvp } from "@fluxion/runtime"; const g = async (x) => x ** 4; export const f = async (x) => { "differentiable"; return (await hvp(g, x, 1)) * x; };`,
      { options: { order: 3 } },
    )) as unknown as { f: Later };
    const error: unknown = await gradient(f, 1.3).catch((e: unknown) => e);
    expect(String(error)).to.match(/ORDER_EXCEEDED\): `g` has no dual/);
  });
});
