/** Long and deep runs, objects of odd shape, gradients inside and beside others, and what they leave behind. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect } from "chai";
import { load, runtime } from "../support/harness.ts";

type Fn = (...args: never[]) => unknown;
interface Modes {
  readonly gradient: (f: unknown, ...args: unknown[]) => readonly unknown[];
  readonly jvp: (f: unknown, args: unknown[], tangents: unknown[]) => readonly unknown[];
}
const modes = async (): Promise<Modes> => (await import("@fluxion/runtime")) as unknown as Modes;
const loadF = async (source: string): Promise<Fn> => (await load(source))["f"] as Fn;

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

function memoryHeld(): NodeJS.MemoryUsage {
  collect();
  // The buffers that the first has only marked.
  collect();
  return process.memoryUsage();
}

/** The largest depth that a function bears, by halving. */
function depthOf(run: (n: number) => unknown): number {
  let low = 1;
  let high = 200_000;
  while (high - low > low / 50) {
    const middle = Math.floor((low + high) / 2);
    try {
      run(middle);
      low = middle;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      high = middle;
    }
  }
  return low;
}

describe("a deep recursion", () => {
  it("goes at least a third as deep as the plain function", async () => {
    const { gradient } = await runtime();
    const f = (await loadF(
      `export function f(x, n) { "differentiable"; return n === 0 ? x : x * 0.5 + f(x, n - 1) * 0.5; }`,
    )) as (x: number, n: number) => number;
    const plain = depthOf((n) => f(1, n));
    const swept = depthOf((n) => gradient(f, 1, n));
    expect(swept / plain).to.be.above(1 / 3);
  });

  it("that overflows inside, and is caught, gives no gradient", async () => {
    const { gradient } = await runtime();
    const f = await loadF(`function down(o) { o.v *= 1.0001; return down(o) + 1; }
export function f(x) { "differentiable"; const o = { v: x }; try { return down(o); } catch { return o.v; } }`);
    expect(() => gradient(f, 2)).to.throw("NOT_DIFFERENTIABLE");
    const g = await loadF(`export function f(x) { "differentiable"; return x * x; }`);
    expect(gradient(g, 3)).to.deep.equal([6]);
  });
});

describe("a long loop", () => {
  it("keeps 8 bytes for each number that a step needs", async () => {
    const { pullback } = await runtime();
    const steps = 600_000;
    const f = await loadF(
      `export function f(x, n) { "differentiable"; let s = x; for (let i = 0; i < n; i++) s = Math.sin(s) * x; return s; }`,
    );
    const before = memoryHeld().arrayBuffers;
    const [, back] = pullback(f, 0.5, steps);
    // 8 for the argument of `sin`, and 8 for its value: of the room to grow nothing is kept.
    expect((memoryHeld().arrayBuffers - before) / steps).to.be.below(16.5);
    expect(back(1)).to.deep.equal(back(1));
  });
});

describe("many gradients", () => {
  it("leave nothing behind", async () => {
    const { gradient } = await runtime();
    const f = await loadF(
      `export function f(x, o) { "differentiable"; const m = new Map([["a", x]]); const g = (v) => v * o.k; return [x, 2].map(g)[0] * m.get("a"); }`,
    );
    const run = (n: number): void => {
      for (let i = 0; i < n; i++) gradient(f, 2, { k: 3 });
    };
    const used = (): number => memoryHeld().heapUsed;
    run(20_000);
    const before = used();
    run(60_000);
    expect(used() - before).to.be.below(60_000 * 8);
  });
});

describe("objects", () => {
  const cases: readonly (readonly [name: string, source: string, gradient: unknown])[] = [
    [
      "frozen",
      `export function f(x) { "differentiable"; const o = Object.freeze({ v: x, w: [x] }); try { o.v = 3; } catch { o.w[0] *= 2; } return o.v * o.w[0]; }`,
      [8],
    ],
    [
      "sparse",
      `export function f(x) { "differentiable"; const a = []; a[1000000] = x; a[7] = x * x; let s = 0; a.forEach((v, i) => { s += v * (i > 8 ? 1 : 3); }); return s; }`,
      [13],
    ],
    [
      "cyclic",
      `export function f(x) { "differentiable"; const a = { v: x }; const b = { v: 3 * x, a }; a.b = b; return a.b.a.b.v * a.v; }`,
      [12],
    ],
    [
      "that hold themselves in a Map",
      `export function f(x) { "differentiable"; const m = new Map(); m.set("m", m).set("x", x); return m.get("m").get("m").get("x") * m.get("x"); }`,
      [4],
    ],
  ];
  for (const [name, source, expected] of cases) {
    it(name, async () => {
      const { gradient } = await runtime();
      expect(gradient(await loadF(source), 2)).to.deep.equal(expected);
    });
  }

  it("that are cyclic, as arguments", async () => {
    const { gradient } = await runtime();
    const f = await loadF(`export function f(o) { "differentiable"; return o.self.v * o.v; }`);
    const o: { v: number; self?: unknown } = { v: 3 };
    o.self = o;
    const [d] = gradient(f, o) as [{ v: number; self: unknown }];
    expect(d.v).to.equal(6);
    expect(d.self).to.equal(d);
  });
});

describe("what another realm has made", () => {
  const make = (text: string): unknown => runInNewContext(text) as unknown;
  const source = `export const f = (make, x) => { "differentiable"; const list = make(2); list[0] = x * x; list[1] = list[0] * x; return list[1] * 3 + list[0]; };
export const g = (make, x) => { "differentiable"; const map = make(); map.set("k", x * x); return map.get("k") * x; };
export const h = (xs) => { "differentiable"; let s = 0; for (let i = 0; i < xs.length; i++) s += xs[i] ** 2; return s; };`;

  it("is a list of numbers as ours are", async () => {
    const { gradient, jvp } = await modes();
    const { f, h } = await load(source, { options: { order: 2 } });
    const floats = make("(n) => new Float64Array(n)");
    expect(gradient(f, floats, 2)[1]).to.equal(3 * 3 * 4 + 2 * 2);
    expect(jvp(f, [floats, 2], [undefined, 1])[1]).to.equal(3 * 3 * 4 + 2 * 2);
    expect(gradient(f, make("(n) => new Int16Array(n)"), 2)[1]).to.equal(0);
    for (const xs of ["[1, 2]", "Float64Array.of(1, 2)"])
      expect([...(gradient(h, make(xs))[0] as number[])]).to.deep.equal([2, 4]);
    expect(gradient(h, make("({ 0: 1, 1: 2, length: 2 })"))[0]).to.deep.equal({ 0: 2, 1: 4, length: 0 });
  });

  it("is refused as a Map, for its methods are others", async () => {
    const { gradient, jvp } = await modes();
    const { g } = await load(source, { options: { order: 2 } });
    const map = make("() => new Map()");
    expect(() => gradient(g, map, 2)).to.throw(/NOT_DIFFERENTIABLE.*`set` has no pullback/s);
    expect(() => jvp(g, [map, 2], [undefined, 1])).to.throw("NOT_DIFFERENTIABLE");
  });
});

describe("a pullback", () => {
  it("gives the same after other gradients, and after one that failed", async () => {
    const { gradient, pullback } = await runtime();
    const f = await loadF(
      `export function f(xs) { "differentiable"; let s = 0; for (const x of xs) s += x * x; return s; }`,
    );
    const g = await loadF(
      `export function f(x) { "differentiable"; if (x > 1) throw new RangeError("far"); return x; }`,
    );
    const [, back] = pullback(f, [1, 2, 3]);
    const first = back(1);
    expect(() => gradient(g, 2)).to.throw(RangeError);
    for (let i = 0; i < 100; i++) gradient(f, [i, i]);
    expect(back(1)).to.deep.equal(first);
    expect(gradient(g, 0.5)).to.deep.equal([1]);
  });

  it("may be asked for inside of a function that is differentiated", async () => {
    const { gradient } = await runtime();
    const { f } = await load(`import { gradient, ignore } from "@fluxion/runtime";
const square = (x) => { "differentiable"; return x * x; };
export function f(x) { "differentiable"; const slope = ignore(() => gradient(square, 3)[0]); return x * slope; }`);
    expect(gradient(f, 2)).to.deep.equal([6]);
  });
});

describe("what the event loop runs after a gradient", () => {
  const programs: Readonly<Record<string, string>> = {
    "a handler of a promise": `Promise.resolve(x).then((v) => { seen.push(v * w); });`,
    "a handler behind Promise.all": `Promise.all([now(x), x]).then((r) => { seen.push(r[0] * w); }).then(nothing, nothing);`,
    "a microtask": `queueMicrotask(() => { seen.push(x * w); });`,
    "a timer": `setTimeout(() => { seen.push(x * w); }, 0);`,
    finally: `now(x).finally(() => { seen.push(x * w); });`,
  };
  for (const [name, statement] of Object.entries(programs)) {
    it(`is not recorded by the next one: ${name}`, async () => {
      const { gradient } = await runtime();
      const { f, later, seen } = (await load(
        `export const seen = [];
         const now = async (v) => v;
         const nothing = () => {};
         export function f(x, w) { "differentiable"; ${statement} return x * x * w; }
         export async function later(x, w) { "differentiable"; let s = x; for (let i = 0; i < 5; i++) { await new Promise((r) => { setTimeout(r, 1); }); s *= w; } return s; }`,
      )) as { f: Fn; later: Fn; seen: number[] };
      for (let i = 0; i < 3; i++) {
        expect(gradient(f, 3, 2)).to.deep.equal([12, 9]);
        if (i > 0) await new Promise((resolve) => setTimeout(resolve, 2));
      }
      expect(await gradient(later, 3, 2)).to.deep.equal([32, 240]);
      expect(seen).to.deep.equal([6, 6, 6]);
    });
  }
});

describe("an object that has nothing but a getter", () => {
  const counter = `const counter = new Function("let n = 0; return { get v() { return ++n; } };");`;

  it("is not taken for a captured variable: the getter runs as often as it is asked", async () => {
    const { gradient } = await modes();
    const program = await load(`import { ignore } from "@fluxion/runtime"; ${counter} export const o = counter();
export function f(x) { "differentiable"; const p = { o, x }; ignore(() => p.x); return o.v * p.x; }`);
    expect(gradient(program["f"], 2)).to.deep.equal([1]);
    expect((program["o"] as { v: number }).v).to.equal(2);
  });

  it("is refused as an argument, as any getter that is not marked", async () => {
    const { gradient } = await modes();
    const program = await load(`${counter} export const o = counter();
export function f(o, x) { "differentiable"; return o.v * x; }`);
    expect(() => gradient(program["f"], program["o"], 2)).to.throw(/`v` is a getter or setter that is not marked/);
  });

  it("may take a derivative in it", async () => {
    const { gradient } = await modes();
    const source = `import { derivative } from "@fluxion/runtime";
export function f(x) { "differentiable"; const o = { get v() { return derivative((y) => y * y * x)(3); } }; return o.v * x; }`;
    expect(gradient((await load(source, { options: { order: 2 } }))["f"], 2)).to.deep.equal([24]);
  });
});

it("Maps and Sets are arguments by what they hold, however their class lists it", async () => {
  const { gradient } = await modes();
  const program =
    await load(`class M extends Map { *entries() { yield ["z", 100]; } *[Symbol.iterator]() { yield ["y", 9]; } }
class S extends Set { *entries() { yield [{ x: 9 }, { x: 9 }]; } }
export const m = new M([["a", 3], ["b", 2]]), s = new S([{ x: 3 }]), [member] = s.values();
export function f(m, s) { "differentiable"; let t = 0; s.forEach((o) => { t += o.x * o.x; }); return m.get("a") * m.get("a") * m.get("b") * t; }`);
  const [dm, ds] = gradient(program["f"], program["m"], program["s"]) as [Map<string, number>, Map<object, unknown>];
  expect([...dm]).to.deep.equal([
    ["a", 108],
    ["b", 81],
  ]);
  expect(ds.get(program["member"] as object)).to.deep.equal({ x: 108 });
});
