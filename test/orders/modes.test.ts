/** Every cell of the table of modes and features, which docs/modes.md shows. */
import { expect } from "chai";
import * as fluxion from "@fluxion/runtime";
import { load } from "../support/harness.ts";
import { features, type Cell, type Feature, type Mode } from "./modes.ts";

const PAIR = Symbol.for("fluxion.pair");
const X = 0.7;
type Fn = (x: number) => number;

const { gradient, hvp, jvp, FluxionError } = fluxion;

interface Functions {
  readonly f: Fn;
  readonly nested: Fn;
  readonly nestedJvp: Fn;
  readonly nestedPullback: Fn;
  readonly nestedHvp: Fn;
}

async function functions({ source }: Feature, order: number): Promise<Functions> {
  const text = `import { adjoint, checkpointed, fixedPoint, gradient, hook, hvp, ignore, jvp, pullback, root, stopGradient } from "@fluxion/runtime";
${source.replace(/const f = \(x\) => (?!\{)(.*);$/ms, 'const f = (x) => { "differentiable"; return $1; };').replace(/const f = \(x\) => \{(?! "diff)/, 'const f = (x) => { "differentiable";')}
export { f };
export const nested = (x) => { "differentiable"; return gradient((y) => f(y) * x, x)[0]; };
export const nestedJvp = (x) => { "differentiable"; return jvp((y) => f(y) * x, [x], [1])[1]; };
export const nestedPullback = (x) => { "differentiable"; return pullback((y) => f(y), x)[1](x)[0]; };
export const nestedHvp = (x) => { "differentiable"; return hvp((y) => f(y), x, x); };`;
  return (await load(text, { options: { order } })) as unknown as Functions;
}

const slope = (f: Fn): number => {
  const at = (e: number): number => (f(X + e) - f(X - e)) / (2 * e);
  return (4 * at(5e-4) - at(1e-3)) / 3;
};

/** d/dx of x f′(x) */
const ofProduct = (f: Fn, { curvature }: Feature): number =>
  gradient(f, X)[0] + X * (curvature ?? slope((x) => gradient(f, x)[0]));

/** What a mode gives, and what it should. */
const asked: Readonly<Record<Mode, (fns: Functions, feature: Feature) => readonly [got: number, expected: number]>> = {
  gradient: ({ f }, feature) => [gradient(f, X)[0], feature.slope ?? slope(f)],
  jvp: ({ f }) => [jvp(f, [X], [1])[1], gradient(f, X)[0]],
  hvp: ({ f }, { curvature }) => [hvp(f, X, 1), curvature ?? slope((x) => gradient(f, x)[0])],
  "nested gradient": ({ f, nested }, feature) => [gradient(nested, X)[0], ofProduct(f, feature)],
  "nested jvp": ({ f, nestedJvp }, feature) => [gradient(nestedJvp, X)[0], ofProduct(f, feature)],
  "nested pullback": ({ f, nestedPullback }, feature) => [gradient(nestedPullback, X)[0], ofProduct(f, feature)],
  "nested hvp": ({ f, nestedHvp }, { curvature }) => [
    gradient(nestedHvp, X)[0],
    curvature ?? slope((x) => x * hvp(f, x, 1)),
  ],
};

async function cellOf(feature: Feature, mode: Mode): Promise<Cell> {
  const fns = await functions(feature, mode === "nested hvp" ? 3 : 2);
  const { pair } = (fns.f as unknown as Record<symbol, { pair: { forward: (...args: unknown[]) => unknown } }>)[PAIR]!;
  const { forward } = pair;
  try {
    const [value, expected] = asked[mode](fns, feature);
    expect(value).to.be.closeTo(expected, 1e-6 * (1 + Math.abs(expected)));
    return mode === "jvp" && isFirst(fns.f, forward, pair) ? "in reverse" : "yes";
  } catch (error) {
    if (!(error instanceof FluxionError)) throw error;
    return error.code as Cell;
  } finally {
    pair.forward = forward;
  }
}

/** Whether `jvp` alone, and not the gradient that it is compared with, goes by way of the pair. */
function isFirst(
  f: Fn,
  forward: (...args: unknown[]) => unknown,
  pair: { forward: (...args: unknown[]) => unknown },
): boolean {
  let runs = false;
  pair.forward = function (this: unknown, ...args: unknown[]) {
    runs = true;
    return forward.apply(this, args);
  };
  jvp(f, [X], [1]);
  pair.forward = forward;
  return runs;
}

describe("the table of modes", () => {
  for (const feature of features) {
    for (const mode of Object.keys(asked) as Mode[]) {
      const cell = feature.cells?.[mode] ?? "yes";
      it(`${feature.name}: ${mode}: ${cell}`, async () => {
        expect(await cellOf(feature, mode)).to.equal(cell);
      });
    }
  }
});
