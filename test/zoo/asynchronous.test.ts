/** `async` programs, compiled: value and gradient, alone and beside another gradient, and under `forwardOnly`. */
import { expect } from "chai";
import type * as Fluxion from "@fluxion/runtime";
import { compile, load } from "../support/harness.ts";
import { evaluate, writeModule } from "../support/load.ts";
import { runtime } from "../support/packages.ts";
import { asynchronous } from "./asynchronous.ts";

type Loss = (x: number) => Promise<number>;

/** With its types: of an `async` function everything is a promise. */
const typed = async (): Promise<typeof Fluxion> => (await runtime()) as unknown as typeof Fluxion;

const X = 0.7;
const WIDTH = 1e-3;

/** A central difference, extrapolated once; an `async` program is run four times for it. */
async function slopeOf(f: Loss): Promise<number> {
  const central = async (h: number): Promise<number> => ((await f(X + h)) - (await f(X - h))) / (2 * h);
  return (4 * (await central(WIDTH / 2)) - (await central(WIDTH))) / 3;
}

describe("the zoo: asynchronous", () => {
  for (const { name, source } of asynchronous) {
    it(name, async () => {
      const { gradient, withGradient, pullback, derivative } = await typed();
      const { f } = (await load(source)) as { f: Loss };
      const expected = await slopeOf(f);
      const value = await f(X);
      const [dx] = await gradient(f, X);
      expect(dx).to.be.closeTo(expected, 1e-6 * Math.max(1, Math.abs(expected)));
      expect(await withGradient(f, X)).to.deep.equal({ value, gradient: [dx] });
      const [y, back] = await pullback(f, X);
      expect([y, back(1), back(2), back(1)]).to.deep.equal([value, [dx], [2 * dx], [dx]]);
      expect(await derivative(f)(X)).to.equal(dx);
    });

    it(`${name}, interleaved with another gradient`, async () => {
      const { gradient } = await typed();
      const make = async (): Promise<Loss> => (await load(source))["f"] as Loss;
      const [f, g] = [await make(), await make()];
      const alone = [await gradient(f, X), await gradient(g, X / 2)];
      expect(await Promise.all([gradient(f, X), gradient(g, X / 2)])).to.deep.equal(alone);
    });

    it(`${name}, forwardOnly`, async () => {
      const { f: plain } = (await load(source)) as { f: Loss };
      const { f } = (await load(source, { options: { forwardOnly: true } })) as { f: Loss };
      expect(await f(X)).to.equal(await plain(X));
    });
  }
});

describe("an asynchronous gradient", () => {
  const loadLoss = async (source: string): Promise<Loss> => (await load(source))["f"] as Loss;
  const failure = async (source: string): Promise<Error & { code?: string }> => {
    const { gradient } = await typed();
    const f = await loadLoss(source);
    return Promise.resolve()
      .then(() => gradient(f, X))
      .then(
        () => new Error("nothing was refused"),
        (error: unknown) => error as Error,
      );
  };

  it("is refused while a function has not ended", async () => {
    const error = await failure(`async function g(x) { await 0; await 0; await 0; return x; }
export async function f(x) { "differentiable"; g(x); return x * x; }`);
    expect(error.message).to.match(/fluxion\(NOT_DIFFERENTIABLE\): .*an `async` function has not ended/);
  });

  it("is refused when a number is the reason of a rejection", async () => {
    const error = await failure(`export async function f(x) {
  "differentiable";
  try { await Promise.reject(x * x); } catch (e) { return e; }
}`);
    expect(error.message).to.include("a promise was rejected with a number");
  });

  it("is refused when what is returned is no promise, but can be", async () => {
    const error = await failure(
      `export async function f(x) { "differentiable"; return { then(resolve) { resolve(x * x); } }; }`,
    );
    expect(error.message).to.include("an object that is no promise was awaited");
  });

  it("is refused when the promise comes from elsewhere", async () => {
    const error = await failure(
      `const cache = Promise.resolve(3);\nexport function f(x) { "differentiable"; return cache; }`,
    );
    expect(error.message).to.include("comes from code that the sweep cannot see");
  });

  it("is refused when ignored code steps an async generator", async () => {
    for (const steps of ["await ignore(() => it.next());", "await it.next(); await ignore(() => it.next());"]) {
      const error = await failure(`import { ignore } from "@fluxion/runtime";
async function* g(x) { yield x; yield x * x; yield x ** 3; }
export async function f(x) { "differentiable"; const it = g(x); ${steps} return (await it.next()).value * x; }`);
      expect(error.message, steps).to.include("an iterator was gone through by code that the sweep cannot see");
    }
  });

  it("is refused when the promise is of no number", async () => {
    const error = await failure(`export async function f(x) { "differentiable"; return [x]; }`);
    expect(error.code).to.equal("NOT_SCALAR");
  });

  it("passes on what the function throws, and the next one is right", async () => {
    const { gradient } = await typed();
    const f = await loadLoss(
      `export async function f(x) { "differentiable"; await 0; if (x > 1) throw new RangeError("far"); return x * x; }`,
    );
    const thrown: unknown = await gradient(f, 2).then(undefined, (error: unknown) => error);
    expect(thrown).to.be.instanceOf(RangeError);
    expect(await gradient(f, X)).to.deep.equal([2 * X]);
  });

  it("of parameters", async () => {
    const { gradient, Params } = await typed();
    const { f, w } = (await load(`export const w = [2, 3];
export async function f() { "differentiable"; await 0; return w[0] * w[0] * w[1]; }`)) as {
      f: () => Promise<number>;
      w: number[];
    };
    const grads = await gradient(f, new Params([w]));
    expect(grads.get(w)).to.deep.equal([12, 4]);
  });

  it("of a generator that a preset has lowered: a function like any other gives it", async () => {
    const { gradient } = await typed();
    const code = await compile(`async function* steps(x) { for (let i = 1; i < 4; i++) { await 0; yield x * i; } }
export async function f(x) { "differentiable"; let s = 1; for await (const v of steps(x)) s *= v; return s; }`);
    const lowered = code.replace(
      "async function* steps(",
      "function steps(...args) { return inner.apply(this, args); }\nasync function* inner(",
    );
    expect(lowered).to.not.equal(code);
    const { f } = (await evaluate(writeModule(lowered))) as { f: Loss };
    const [slope] = await gradient(f, X);
    expect(slope).to.be.closeTo(18 * X * X, 1e-12);
  });
});
