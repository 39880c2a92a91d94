/** `jacobian` and `jvp`: their values, how they go together with `gradient`, and what they say when they cannot. */
import { expect } from "chai";
import { jacobian, jvp, pullback } from "@fluxion/runtime";
import { load } from "../support/harness.ts";
import { runtime } from "../support/packages.ts";

type Loose = (...args: unknown[]) => unknown;
type Fns = Readonly<Record<string, Loose>>;
const matrices = jacobian as unknown as (f: Loose, ...args: unknown[]) => (number[][] | undefined)[];
const tangentOf = jvp as unknown as (f: Loose, args: unknown[], tangents: unknown[]) => [unknown, unknown];

const functions = load(`
export const square = (xs, k) => { "differentiable"; return xs.map((x) => k * x * x); };
export const scalar = (x) => { "differentiable"; return x ** 3; };
export const nested = (m) => { "differentiable"; return [[m[0][0] * m[1][1], m[0][1]], new Float64Array([m[1][0] ** 2])]; };
export const named = (o, label) => { "differentiable"; return o.a * o.list[1] + o.map.get("k"); };
export const none = (x) => { "differentiable"; return []; };
export const text = (x) => { "differentiable"; return [x, "one"]; };
export const object = (x) => { "differentiable"; return { x }; };
export const mutate = (xs) => { "differentiable"; for (let i = 1; i < xs.length; i++) xs[i] *= xs[i - 1]; return xs; };
export const later = async (x) => { "differentiable"; await null; return [x, x * x]; };
export const world = (p, dt) => { "differentiable";
  p.v += dt * Math.sin(p.x); p.x += dt * p.v;
  return { p, list: [p.x * p.v, "text"], map: new Map([["e", p.v ** 2]]), same: p }; };
export const thrown = (x) => { "differentiable"; try { if (x > 1) throw { x: x * x }; return 0; } catch (e) { return e.x * 3; } };
export const lazy = (x) => { "differentiable"; const g = function* () { let y = x; for (;;) { yield y; y *= x; } };
  const found = []; for (const y of g()) { if (found.push(y) > 2) break; } return found; };
export const model = (w) => { "differentiable"; return (x) => { "differentiable"; return w * x * x; }; };
export const call = (m, x) => { "differentiable"; return m(x); };
export const counter = (w) => { "differentiable"; let c = w; return (x) => { "differentiable"; c *= w; return c * x; }; };
class Parent { #k; constructor(k) { "differentiable"; this.#k = k; } get() { "differentiable"; return this.#k; } }
class Child extends Parent { #k; constructor(k, l) { "differentiable"; super(k); this.#k = l; } both() { "differentiable"; return this.#k * this.get(); } }
export const child = (k, l) => { "differentiable"; return new Child(k, l); };
export const ofChild = (o) => { "differentiable"; return [o.both(), o.get()]; };
`) as Promise<unknown> as Promise<Fns>;

const program = `
const still = { scale: 2, turn: Float64Array.of(0.5, 1) };
function turned(angle) {
  const m = new Float64Array(2);
  if (angle < 0.01) { m[0] = angle; return m; }
  m[0] = Math.cos(angle);
  m[1] = Math.sin(angle);
  return m;
}
export function poses(pose) {
  "differentiable";
  const all = [];
  for (let i = 0; i < 3; i++) {
    let part = still;
    let m = still.turn;
    if (i > 0) { part = { scale: pose[i - 1] ** 2 }; m = turned(pose[i - 1]); }
    all.push(part.scale * m[0] + m[1]);
  }
  return all;
}`;

describe("jacobian", () => {
  it("has a row for each number of the value", async () => {
    const { square, scalar, nested } = await functions;
    expect(matrices(square!, [1, 2], 3)).to.deep.equal([
      [
        [6, 0],
        [0, 12],
      ],
      [1, 4],
    ]);
    expect(matrices(square!, new Float32Array([1, 2]), 3)[0]).to.deep.equal([
      [6, 0],
      [0, 12],
    ]);
    expect(matrices(scalar!, 2)).to.deep.equal([[12]]);
    expect(
      matrices(nested!, [
        [2, 3],
        [5, 7],
      ]),
    ).to.deep.equal([
      [
        [7, 0, 0, 2],
        [0, 1, 0, 0],
        [0, 0, 10, 0],
      ],
    ]);
    const { none } = await functions;
    expect(matrices(none!, 2)).to.deep.equal([[]]);
  });

  it("has a column for each number of an argument, in the order of Params.toVector", async () => {
    const { named } = await functions;
    expect(matrices(named!, { a: 2, name: "n", list: [5, 7], map: new Map([["k", 1]]) }, "label")).to.deep.equal([
      [[7, 0, 2, 1]],
      undefined,
    ]);
  });

  it("goes column by column also where a variable stands for one object after another, of which some stand still", async () => {
    const { poses } = (await load(program, { options: { order: 2 } })) as unknown as {
      poses: (p: number[]) => number[];
    };
    const { pair } = Reflect.get(poses, Symbol.for("fluxion.pair")) as { readonly pair: { along?: unknown } };
    expect(pair.along).to.be.a("function");
    const start = [0.3, 0.8];
    const [found] = matrices(poses as Loose, start);
    for (const k of [0, 1]) {
      const at = (h: number): number[] => poses(start.map((x, i) => (i === k ? x + h : x)));
      const slopes = at(1e-5).map((above, i) => (above - (at(-1e-5)[i] ?? NaN)) / 2e-5);
      slopes.forEach((slope, i) => expect(found?.[i]?.[k]).to.be.closeTo(slope, 1e-8));
    }
  });

  it("goes by several columns at once, up to twice as many as there are rows", async () => {
    const { several } = await load(
      `export const several = (xs, k) => { "differentiable"; return [xs[0] * xs[0] * k, xs[1] * xs[3], Math.sin(xs[2]) + k]; };`,
      { options: { order: 2 } },
    );
    const { pair } = Reflect.get(several as object, Symbol.for("fluxion.pair")) as { readonly pair: { lanes: Loose } };
    const { lanes } = pair;
    let runs = 0;
    pair.lanes = (...given) => (runs++, lanes(...given));
    expect(matrices(several as Loose, [3, 5, 0, 7], 2)).to.deep.equal([
      [
        [12, 0, 0, 0],
        [0, 7, 0, 5],
        [0, 0, 1, 0],
      ],
      [9, 0, 1],
    ]);
    expect(runs).to.equal(2);
  });

  it("follows short arrays of its own by several columns, and not where it reads what no array holds", async () => {
    const source = (end: string): string =>
      `export const f = (xs, k) => { "differentiable"; const ys = new Float64Array(2); ys[0] = xs[0] * xs[1]; ys[k] = xs[1] ** 2; ${end} };`;
    const [own, again] = await Promise.all(
      ["return ys;", "return [ys[k] + 1, ys[0]];"].map(async (end) => {
        const { f } = await load(source(end), { options: { order: 2 } });
        return f as Loose;
      }),
    );
    expect(matrices(own!, [3, 5], 1)[0]).to.deep.equal([
      [5, 3],
      [0, 10],
    ]);
    expect(matrices(own!, [3, 5], 0)[0]).to.deep.equal([
      [0, 10],
      [0, 0],
    ]);
    for (const nowhere of [2, -1, 0.5]) {
      expect(matrices(own!, [3, 5], nowhere)[0]).to.deep.equal([
        [5, 3],
        [0, 0],
      ]);
      expect(matrices(again!, [3, 5], nowhere)[0]).to.deep.equal([
        [0, 0],
        [5, 3],
      ]);
    }
  });

  it("is with respect to what the arguments held before, of natives too, and a promise of the same", async () => {
    const { mutate, later } = await functions;
    expect(matrices(mutate!, [2, 3, 4])).to.deep.equal([
      [
        [1, 0, 0],
        [3, 2, 0],
        [12, 8, 6],
      ],
    ]);
    expect(jacobian(Math.sin, 0)).to.deep.equal([[1]]);
    expect(await (matrices(later!, 3) as unknown)).to.deep.equal([[1, 6]]);
  });

  it("has columns for private fields, of parents too, and for captured variables that change", async () => {
    const { child, ofChild, counter, call } = await functions;
    expect(matrices(ofChild!, child!(2, 3))).to.deep.equal([
      [
        [2, 3],
        [0, 1],
      ],
    ]);
    expect(matrices(call!, counter!(3), 2)).to.deep.equal([[[6, 6]], [9]]);
  });

  it("says what is no vector", async () => {
    const { text, object } = await functions;
    const { FluxionError } = await runtime();
    for (const f of [text!, object!]) {
      expect(() => matrices(f, 2))
        .to.throw(FluxionError as never, /BAD_ARGUMENT\): jacobian needs a function that returns a number, or an array/)
        .with.property("code", "BAD_ARGUMENT");
    }
    expect(() => matrices((x) => x, 2)).to.throw(/NOT_COMPILED/);
  });
});

describe("jvp", () => {
  it("has the shape of the value's gradient", async () => {
    const { world } = await functions;
    const at = (s: number): unknown[] => [{ x: 0.3 + s * 2, v: -0.5 + s * 3 }, 0.1 + s * 0.5];
    const [value, tangent] = tangentOf(world!, at(0), [{ x: 2, v: 3 }, 0.5]);
    expect(value).to.deep.equal(world!(...at(0)));
    const t = tangent as { p: { x: number; v: number }; list: number[]; map: Map<string, number>; same: unknown };
    expect(t.same).to.equal(t.p);
    expect(t.list[1]).to.equal(undefined);
    const numbers = (o: unknown): number[] => {
      const { p, list, map } = o as typeof t;
      return [p.x, p.v, list[0]!, map.get("e")!];
    };
    const h = 1e-5;
    const [right, left] = [numbers(world!(...at(h))), numbers(world!(...at(-h)))];
    for (const [i, d] of numbers(t).entries()) expect(d).to.be.closeTo((right[i]! - left[i]!) / (2 * h), 1e-8);
  });

  it("goes through exceptions, generators, mutation, closures, promises", async () => {
    const { thrown, lazy, mutate, model, call, later } = await functions;
    expect(tangentOf(thrown!, [2], [1])).to.deep.equal([12, 12]);
    expect(tangentOf(lazy!, [2], [1])).to.deep.equal([
      [2, 4, 8],
      [1, 4, 12],
    ]);
    expect(tangentOf(mutate!, [[2, 3, 4]], [[1, 0, 2]])[1]).to.deep.equal([1, 3, 24]);
    expect(tangentOf(call!, [model!(3), 2], [{ w: 1 }, 1])).to.deep.equal([12, 4 + 12]);
    expect(tangentOf(model!, [3], [5])[1]).to.deep.equal({ w: 5 });
    expect(await (tangentOf(later!, [3], [1]) as unknown)).to.deep.equal([
      [3, 9],
      [1, 6],
    ]);
  });

  it("moves private fields, and captured variables that change", async () => {
    const { child, ofChild, counter, call } = await functions;
    const { gradient } = await runtime();
    expect(tangentOf(child!, [2, 3], [10, 100])[1]).to.deep.equal({ "#k": 100, "Parent.#k": 10 });
    expect(tangentOf(ofChild!, [child!(2, 3)], [{ "#k": 100, "Parent.#k": 10 }])[1]).to.deep.equal([230, 10]);
    const [slope] = gradient(call!, counter!(3), 2) as [object];
    expect(slope).to.deep.equal({ c: 6, w: 6 });
    expect(tangentOf(call!, [counter!(3), 2], [slope, 1])[1]).to.equal(36 + 36 + 9);
    const [, back] = (pullback as unknown as (f: Loose, ...a: unknown[]) => [unknown, Loose])(counter!, 3);
    expect(back({ c: 2, w: 5 })).to.deep.equal([7]);
  });

  it("moves an object once, however it is reached", async () => {
    const { f } = await load(`export const f = (a, b) => { "differentiable"; return a.v * b.v + a.self.v; };`);
    const o: Record<string, unknown> = { v: 3 };
    o["self"] = o;
    expect(tangentOf(f as Loose, [o, o], [{ v: 2 }])[1]).to.equal(14);
    expect(tangentOf(f as Loose, [o, o], [{ v: 2 }, { v: 2 }])[1]).to.equal(14);
    const cyclic: Record<string, unknown> = { v: 2 };
    cyclic["self"] = cyclic;
    expect(tangentOf(f as Loose, [o, o], [cyclic])[1]).to.equal(14);
    expect(() => tangentOf(f as Loose, [o, o], [{ v: 2 }, { v: 1 }])).to.throw(/BAD_COTANGENT.*given twice/);
  });

  it("is the transpose of the pullback: ⟨ȳ, J ẋ⟩ = ⟨Jᵀ ȳ, ẋ⟩", async () => {
    const { nested, square } = await functions;
    const dot = (a: number[], b: number[]): number => a.reduce((s, x, i) => s + x * b[i]!, 0);
    const flat = (x: unknown): number[] => (typeof x === "number" ? [x] : Array.from(x as number[]).flatMap(flat));
    const cases: [Loose, unknown[], unknown[], unknown][] = [
      [nested!, [[[2, 3], [5, 7]]], [[[0.3, -1], [2, 0.7]]], [[0.9, -2], [0.4]]],
      [square!, [[1, -2, 0.5], 3], [[0.2, 5, -1], 0.3], [1, -0.25, 4]],
    ]; // prettier-ignore
    for (const [f, args, tangents, cotangent] of cases) {
      const [, tangent] = tangentOf(f, args, tangents);
      const [, back] = (pullback as unknown as (f: Loose, ...a: unknown[]) => [unknown, Loose])(f, ...args);
      const left = dot(flat(cotangent), flat(tangent));
      expect(dot(flat(back(cotangent)), flat(tangents))).to.be.closeTo(left, 1e-13 * Math.abs(left));
    }
  });

  const misfits: Readonly<Record<string, [unknown, unknown[], RegExp]>> = {
    "another length": [[[1, 2]], [[1]], /argument 0 must be length 2, and is length 1/],
    "a number for an array": [[[1, 2]], [1], /argument 0 must be an object like the value, and is 1/],
    "an array for a number": [[1], [[1]], /argument 0 must be a number, and is Array/],
    "an unknown field": [[{ a: 1 }], [{ b: 1 }], /argument 0 must be fields of the value, and is \.b/],
    "an object for an array": [[[1]], [{ 0: 1 }], /argument 0 must be an array, and is Object/],
    "an object for a Map": [[new Map([["k", 1]])], [{ k: 1 }], /argument 0 must be a Map, and is Object/],
    "an unknown key": [
      [new Map([["k", 1]])],
      [new Map([["l", 1]])],
      /argument 0 must be keys of the value, and is "l"/,
    ],
    "a number for text": [["text"], [1], /argument 0 must be none, for it holds no number, and is 1/],
  };
  for (const [name, [args, tangents, message]] of Object.entries(misfits)) {
    it(`refuses ${name}`, async () => {
      const { f } = await load(`export const f = (a) => { "differentiable"; return 1; };`);
      expect(() => tangentOf(f as Loose, args as unknown[], tangents))
        .to.throw(message)
        .with.property("code", "BAD_COTANGENT");
    });
  }

  it("needs arrays", async () => {
    const { scalar } = await functions;
    expect(() => tangentOf(scalar!, 2 as never, 1 as never)).to.throw(/BAD_ARGUMENT.*arrays of one length/);
  });
});
