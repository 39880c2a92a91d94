/** Functions that pass their arguments on to one of another file: value and gradient at once are what that one gives. */
import { expect } from "chai";
import { basename } from "node:path";
import { compile, runtime } from "../support/harness.ts";
import { evaluate, writeModule, type Exports } from "../support/load.ts";

type Loose = (...args: unknown[]) => unknown;
interface Pair {
  joint?: Loose;
}

const LIBRARY = `
export function loss(w, b, X, y) {
  let s = 0;
  for (let i = 0; i < X.length; i++) {
    const row = X[i];
    let z = b;
    for (let j = 0; j < row.length; j++) z += w[j] * row[j];
    s += (z - y[i]) ** 2;
  }
  return s;
}
export const power = (a, n) => a ** n;
export function ofPoints(p, q) { return p.x * p.x * q.x + q.in.x * p.y; }
export function ofTyped(w, t) { let s = 0; for (let i = 0; i < 2; i++) s += w[i] * w[i] * t[i]; return s; }
export function ofLists(lists, w) { let s = w[0]; for (const list of lists) s += list[0] * list[1]; return s; }
export const scaled = (k) => (a) => a * a * k;
export const nothing = (a) => undefined;
export function failing(a) { if (a > 2) throw new RangeError("too much"); return a * a; }
`;

/** Not strict. */
const SCRIPT = `
exports.ofItems = function (items, w) { const item = items[0]; return item[0] * 2 + w[0] * 2; };
exports.ofField = function (o, w) { const item = o.first; return item[0] * 2 + w[0] * 2; };
`;

const PROGRAM = `
import { ofItems, ofField } from "SCRIPT";
export const itemsWith = (items) => { const f = (w) => { "differentiable"; return ofItems(items, w); }; return f; };
export const fieldWith = (o) => { const f = (w) => { "differentiable"; return ofField(o, w); }; return f; };
import * as lib from "LIBRARY";
import { loss, power, ofPoints, ofTyped, ofLists, nothing, failing, scaled } from "LIBRARY";
export const X = [[1, 2], [3, -1], [0.5, 4]];
export const y = [1, 0, 2];
export const q = { x: 3, in: { x: 5 } };
export const typed = new Float64Array([2, 3]);
const tripled = scaled(3);
export function regression(w, b) { "differentiable"; return loss(w, b, X, y); }
export const made = (X, y) => { const f = (w, b) => { "differentiable"; return loss(w, b, X, y); }; return f; };
export function ofModel(model) { "differentiable"; return lib.loss(model.w, model.b, X, y); }
export const points = (q) => { const f = (p) => { "differentiable"; return ofPoints(p, q); }; return f; };
export const typedWith = (t) => { const f = (w) => { "differentiable"; return ofTyped(w, t); }; return f; };
export function twice(x) { "differentiable"; return power(x, x); }
export function onlyFirst(x, unused) { "differentiable"; return power(x, 3); }
export const listsWith = (o) => { const f = (w) => { "differentiable"; return ofLists(o.lists, w); }; return f; };
export function swapped(a, b) { "differentiable"; return power(b, a); }
export function ofNothing(x) { "differentiable"; return nothing(x); }
export function fails(x) { "differentiable"; return failing(x); }
const unknown = new Function("a", "return a * a");
export function unmarked(x) { "differentiable"; return unknown(x); }
export function captured(x) { "differentiable"; return tripled(x); }
`;

/** Two instances; the second goes by its pairs. */
const both = Promise.all([modules(), modules()]);

async function modules(): Promise<Exports> {
  const library = writeModule(await compile(LIBRARY, { options: { include: ["program.js"] } }));
  const options = { include: ["program.cjs"] };
  const script = writeModule(await compile(SCRIPT, { filename: "program.cjs", sourceType: "script", options }), ".cjs");
  const program = PROGRAM.replaceAll("LIBRARY", `./${basename(library)}`).replaceAll("SCRIPT", `./${basename(script)}`);
  return evaluate(writeModule(await compile(program)));
}

const pairOf = (f: unknown): Pair =>
  (Reflect.get(f as object, Symbol.for("fluxion.pair")) as { readonly pair: Pair }).pair;

/** The gradient at once, and by the sweeps; `isAtOnce`: whether it came so. */
async function compared(make: (exports: Exports) => unknown, args: () => unknown[]): Promise<unknown> {
  const { gradient, withGradient } = (await runtime()) as unknown as Record<"gradient" | "withGradient", Loose>;
  const [first, second] = await both;
  const [f, slow] = [make(first), make(second)];
  const gave: boolean[] = [];
  const { joint } = pairOf(f);
  if (!joint) throw new Error("it has no joint function");
  pairOf(f).joint = (...given) => {
    const shares = joint(...given);
    gave.push(shares !== undefined);
    return shares;
  };
  delete pairOf(slow).joint;
  const result = gradient(f, ...args());
  expect(result).to.deep.equal(gradient(slow, ...args()));
  expect(withGradient(f, ...args())).to.deep.equal(withGradient(slow, ...args()));
  pairOf(f).joint = joint;
  return gave.every(Boolean) ? result : [...(result as unknown[]), BY_THE_SWEEPS];
}

const named =
  (name: string) =>
  (exports: Exports): unknown =>
    exports[name];

/** A function that the module makes of something. */
const madeOf =
  (name: string, ...given: unknown[]) =>
  (exports: Exports): unknown =>
    (exports[name] as Loose)(...given);

const BY_THE_SWEEPS = "by the sweeps";

describe("a function that passes its arguments on", () => {
  it("gives what the other gives, and nothing of the rest", async () => {
    expect(await compared(named("regression"), () => [[0.5, -1], 2])).to.deep.equal([[22.25, -41], 0.5]);
    expect(await compared(named("twice"), () => [2])).to.deep.equal([4 + 4 * Math.LN2]);
    expect(await compared(named("onlyFirst"), () => [2, 5])).to.deep.equal([12, 0]);
    expect(await compared(named("swapped"), () => [3, 2])).to.deep.equal([8 * Math.LN2, 12]);
    expect(await compared(named("captured"), () => [2])).to.deep.equal([12]);
  });

  it("takes captured data, and members of its parameters", async () => {
    expect(await compared(madeOf("made", [[1, 1]], [2]), () => [[2, 3], 4])).to.deep.equal([[14, 14], 14]);
    const model = (): unknown[] => [{ w: [0.5, -1], b: 2, name: "m" }];
    expect(await compared(named("ofModel"), model)).to.deep.equal([{ w: [22.25, -41], b: 0.5 }]);
    expect(await compared(madeOf("typedWith", new Float64Array([2, 3])), () => [[1, 2]])).to.deep.equal([[4, 12]]);
    expect(await compared(madeOf("points", { x: 3, in: { x: 5 } }), () => [{ x: 2, y: 1 }])).to.deep.equal([
      { x: 12, y: 5 },
    ]);
  });

  it("sees that data are others than before", async () => {
    const [X, y] = [[[1, 1]], [2]];
    const f = madeOf("made", X, y);
    const args = (): unknown[] => [[2, 3], 4];
    expect(await compared(f, args)).to.deep.equal([[14, 14], 14]);
    X[0] = [2, 0];
    expect(await compared(f, args)).to.deep.equal([[24, 0], 12]);
    X.push([1, 0]);
    y.push(0);
    expect(await compared(f, args)).to.deep.equal([[36, 0], 24]);
    X[1]!.splice(0, 2, 0.5, 3);
    expect(await compared(f, args)).to.deep.equal([[38, 84], 40]);
    X.length = 0;
    expect(await compared(f, args)).to.deep.equal([[0, 0], 0]);
  });

  it("follows what is also among the arguments", async () => {
    const p = { x: 2, y: 1, in: { x: 3 } };
    // The very argument, and a part of it: they have shadows.
    expect(await compared(madeOf("points", p), () => [p])).to.deep.equal([{ x: 12, y: 3, in: { x: 1 } }]);
    const w = [2, 3];
    const o = { lists: [w, [4, 5]] };
    expect(await compared(madeOf("listsWith", o), () => [w])).to.deep.equal([[4, 2], BY_THE_SWEEPS]);
    const late = {
      lists: [
        [1, 2],
        [4, 5],
      ],
    };
    expect(await compared(madeOf("listsWith", late), () => [w])).to.deep.equal([[1, 0]]);
    late.lists[0] = w;
    expect(await compared(madeOf("listsWith", late), () => [w])).to.deep.equal([[4, 2], BY_THE_SWEEPS]);
    // In the place of a number: code that is not strict says nothing where it cannot write.
    const items = [1, 2] as unknown[];
    expect(await compared(madeOf("itemsWith", items), () => [w])).to.deep.equal([[2, 0], BY_THE_SWEEPS]);
    items[0] = w;
    expect(await compared(madeOf("itemsWith", items), () => [w])).to.deep.equal([[2 + 2, 0], BY_THE_SWEEPS]);
    const fields = { first: 1 as unknown };
    expect(await compared(madeOf("fieldWith", fields), () => [w])).to.deep.equal([[2, 0], BY_THE_SWEEPS]);
    fields.first = w;
    expect(await compared(madeOf("fieldWith", fields), () => [w])).to.deep.equal([[2 + 2, 0], BY_THE_SWEEPS]);
    const cells = new Float64Array([1, 2, 3]);
    expect(await compared(madeOf("typedWith", cells.subarray(1)), () => [cells])).to.deep.equal([
      new Float64Array([4, 1 + 12, 4]),
    ]);
  });

  it("leaves the rest to the sweeps", async () => {
    const { gradient } = (await runtime()) as unknown as Record<"gradient", Loose>;
    const [exports] = await both;
    class Square {
      side = 2;
      get x(): number {
        return this.side * this.side;
      }
    }
    const odd = Object.assign(new Square(), { in: { x: 1 } });
    expect(await compared(madeOf("points", odd), () => [{ x: 2, y: 1 }])).to.deep.equal([
      { x: 16, y: 1 },
      BY_THE_SWEEPS,
    ]);
    expect(() => gradient(exports["ofNothing"], 2)).to.throw(/NOT_SCALAR/);
    expect(() => gradient(exports["fails"], 3)).to.throw(RangeError, "too much");
    expect(gradient(exports["fails"], 2)).to.deep.equal([4]);
    expect(() => gradient(exports["unmarked"], 2)).to.throw(/NOT_DIFFERENTIABLE/);
  });
});
