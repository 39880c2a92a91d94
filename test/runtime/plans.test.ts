/** Gradients with respect to the same objects, call after call, while those change in between; see plan.ts. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect } from "chai";
import { load, runtime } from "../support/harness.ts";

type F = (...args: unknown[]) => number;
interface Camera {
  [key: string]: unknown;
  at: number[];
  k: number;
}

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

const SOURCE = `
export class Point { constructor(x, y) { this.x = x; this.y = y; } }
export function f(cams) {
  "differentiable";
  let s = 0;
  for (const cam of cams) s += cam.k * cam.at[0] * cam.at[0] + 3 * cam.at[1];
  return s;
}
export function two(a, b) { "differentiable"; return a.p.x * b.p.x + a.p.y; }
const known = { v: [1, 2] };
export const shared = [known];
export function ofModule(list) { "differentiable"; return list[0].v[0] * known.v[0] + known.v[1]; }
export const row = [3, 4];
const rows = [[1, 2], row];
const buffer = new Float64Array([3, 4]);
export const typedRow = buffer;
const typedRows = [new Float64Array([1, 2]), buffer.subarray(0, 2)];
export function ofRows(w) { "differentiable"; let s = 0; for (const r of rows) for (let i = 0; i < r.length; i++) s += r[i] * w[i]; return s; }
export function ofTypedRows(w) { "differentiable"; let s = 0; for (const r of typedRows) for (let i = 0; i < 2; i++) s += r[i] * w[i]; return s; }
export function making(o) {
  "differentiable";
  const points = [];
  for (let i = 0; i < 3; i++) points.push({ x: o.p.x * i, y: o.p.y });
  let s = 0;
  for (const q of points) s += q.x * q.y;
  return s;
}
export function pair(o) { "differentiable"; return (o.a.x * o.b.x) * o.a.x; }
`;

/** Often enough to get a plan. */
const CALLS = 6;

async function again(name: string, ...args: unknown[]): Promise<() => unknown[]> {
  const [{ gradient }, exports] = await Promise.all([runtime(), load(SOURCE)]);
  const f = exports[name] as F;
  const next = (): unknown[] => gradient(f, ...args) as unknown[];
  const first = next();
  for (let i = 0; i < CALLS; i++) expect(next()).to.deep.equal(first);
  return next;
}

const cameras = (): Camera[] => [
  { at: [2, 3], k: 0.5 },
  { at: [1, 5], k: 4 },
];

describe("gradients with respect to the same objects, again", () => {
  it("see other numbers", async () => {
    const cams = cameras();
    const next = await again("f", cams);
    (cams[0] as Camera).at[0] = 10;
    expect(next()).to.deep.equal([
      [
        { at: [10, 3], k: 100 },
        { at: [8, 3], k: 1 },
      ],
    ]);
  });

  it("do not walk over them again", async () => {
    const next = await again("f", cameras());
    const { getOwnPropertyNames } = Object;
    let walks = 0;
    Object.getOwnPropertyNames = (o) => (walks++, getOwnPropertyNames(o));
    try {
      next();
    } finally {
      Object.getOwnPropertyNames = getOwnPropertyNames;
    }
    expect(walks).to.equal(0);
  });

  const changes: Readonly<Record<string, (cams: Camera[]) => void>> = {
    "a field more": (cams) => ((cams[1] as Camera)["more"] = 1),
    "a field less": (cams) => delete (cams[1] as Camera)["extra"],
    "a field by another name": (cams) => {
      const cam = cams[1] as Camera;
      delete cam["extra"];
      cam["other"] = 1;
    },
    "an object where a number was": (cams) => ((cams[1] as Camera)["extra"] = { z: 1 }),
    "a number where a text was": (cams) => ((cams[1] as Camera)["name"] = 3),
    "a text where a number was": (cams) => ((cams[1] as Camera)["extra"] = "text"),
    "an object where a text was": (cams) => ((cams[1] as Camera)["name"] = { z: 1 }),
    "another object in its place": (cams) => ((cams[1] as Camera).at = [7, 8]),
    "a longer array": (cams) => (cams[1] as Camera).at.push(4),
    "one element more": (cams) => cams.push({ at: [1, 1], k: 1 }),
    "one element less": (cams) => cams.pop(),
    "the same part in two places": (cams) => ((cams[1] as Camera).at = (cams[0] as Camera).at),
    "another order": (cams) => cams.reverse(),
    "a method": (cams) => ((cams[1] as Camera)["name"] = () => 1),
    "a cycle": (cams) => ((cams[1] as Camera)["name"] = cams),
    "another prototype": (cams) => void Object.setPrototypeOf(cams[1], { z: 1 }),
  };
  for (const [what, change] of Object.entries(changes)) {
    it(`see ${what}`, async () => {
      const cams = cameras().map((cam) => ({ ...cam, extra: 2, name: "n" }));
      const next = await again("f", cams);
      change(cams);
      const fresh = (await load(SOURCE))["f"] as F;
      const { gradient } = await runtime();
      const expected = gradient(fresh, cams);
      for (let i = 0; i < 3 * CALLS; i++) expect(next()).to.deep.equal(expected);
    });
  }

  it("see a getter in the place of a field, and do not run it", async () => {
    const cams = cameras();
    const next = await again("f", cams);
    let runs = 0;
    Object.defineProperty(cams[1], "k", { get: () => (runs++, 2), enumerable: true });
    for (let i = 0; i < CALLS; i++) expect(next).to.throw("`k` is a getter or setter that is not marked");
    expect(runs).to.equal(CALLS);
  });

  it("see another second argument", async () => {
    const [{ gradient }, { two }] = await Promise.all([runtime(), load(SOURCE)]);
    const a = { p: { x: 2, y: 3 } };
    const b = { p: { x: 5, y: 7 } };
    for (let i = 0; i < CALLS; i++)
      expect(gradient(two, a, b)).to.deep.equal([{ p: { x: 5, y: 1 } }, { p: { x: 2, y: 0 } }]);
    for (let i = 0; i < 150; i++) {
      const c = { p: { x: i, y: 0 } };
      expect(gradient(two, a, c)).to.deep.equal([{ p: { x: i, y: 1 } }, { p: { x: 2, y: 0 } }]);
    }
    expect(gradient(two, a, a)).to.deep.equal([{ p: { x: 4, y: 1 } }, { p: { x: 4, y: 1 } }]);
    const together = { p: a.p };
    for (let i = 0; i < CALLS; i++)
      expect(gradient(two, a, together)).to.deep.equal([{ p: { x: 4, y: 1 } }, { p: { x: 4, y: 1 } }]);
  });

  it("give an object of their own each time", async () => {
    const cams = cameras();
    const next = await again("f", cams);
    const [one] = next() as [Camera[]];
    (one[0] as Camera).at[0] = 99;
    one.pop();
    expect(next()).to.deep.equal([
      [
        { at: [2, 3], k: 4 },
        { at: [8, 3], k: 1 },
      ],
    ]);
  });

  it("find the parts that the function knows by another way", async () => {
    const [{ gradient }, { ofModule, shared }] = await Promise.all([runtime(), load(SOURCE)]);
    for (let i = 0; i < CALLS; i++) expect(gradient(ofModule, shared)).to.deep.equal([[{ v: [2, 1] }]]);
  });

  it("find the one argument that the function knows by another way, or another view of it", async () => {
    const [{ gradient }, { ofRows, row, ofTypedRows, typedRow }] = await Promise.all([runtime(), load(SOURCE)]);
    for (let i = 0; i < CALLS; i++) {
      expect(gradient(ofRows, row)).to.deep.equal([[7, 10]]);
      expect(gradient(ofRows, [3, 4])).to.deep.equal([[4, 6]]);
      expect(gradient(ofTypedRows, typedRow)).to.deep.equal([new Float64Array([7, 10])]);
      expect(gradient(ofTypedRows, new Float64Array([3, 4]))).to.deep.equal([new Float64Array([4, 6])]);
    }
  });

  it("of functions that make objects", async () => {
    const next = await again("making", { p: { x: 2, y: 5 } });
    expect(next()).to.deep.equal([{ p: { x: 15, y: 6 } }]);
  });

  it("keep the class of what they are of out of it", async () => {
    const [{ gradient }, { pair, Point }] = await Promise.all([runtime(), load(SOURCE)]);
    const P = Point as new (x: number, y: number) => { x: number; y: number };
    const o = { a: new P(2, 1), b: new P(3, 1) };
    for (let i = 0; i < CALLS; i++)
      expect(gradient(pair, o)).to.deep.equal([{ a: { x: 12, y: 0 }, b: { x: 4, y: 0 } }]);
    o.b = o.a;
    for (let i = 0; i < CALLS; i++)
      expect(gradient(pair, o)).to.deep.equal([{ a: { x: 12, y: 0 }, b: { x: 12, y: 0 } }]);
  });

  it("do so inside of each other", async () => {
    const { gradient } = await runtime();
    const { outer } = await load(
      `import { gradient, ignore } from "@fluxion/runtime";
       const inner = (o) => { "differentiable"; return o.p.x * o.p.x; };
       export const outer = (o) => { "differentiable"; const x = ignore(() => gradient(inner, o)[0].p.x); return o.p.x * x; };`,
    );
    const o = { p: { x: 3 } };
    for (let i = 0; i < 3 * CALLS; i++) expect(gradient(outer, o)).to.deep.equal([{ p: { x: 6 } }]);
  });

  it("let go of the objects when nobody else has them", async () => {
    const [{ gradient }, { f }] = await Promise.all([runtime(), load(SOURCE)]);
    const run = (): WeakRef<object> => {
      const cams = cameras();
      for (let i = 0; i < CALLS; i++) gradient(f, cams);
      return new WeakRef(cams[1] as object);
    };
    const part = run();
    // What a WeakRef has given lives until the task ends.
    await new Promise((done) => setTimeout(done, 0));
    collect();
    expect(part.deref()).to.equal(undefined);
  });

  it("take tangents as they are given, and say which do not fit", async () => {
    const { jvp } = (await runtime()) as unknown as {
      jvp: (f: unknown, args: unknown[], tangents: unknown[]) => unknown;
    };
    const { two } = await load(SOURCE, { options: { order: 2 } });
    const a = { p: { x: 2, y: 3 } };
    const b: Record<string, unknown> = { p: { x: 5, y: 7 } };
    const along = [{ p: { x: 1, y: 10 } }, { p: { x: 100, y: 1000 } }];
    for (let i = 0; i < CALLS; i++) expect(jvp(two, [a, b], along)).to.deep.equal([13, 215]);
    a.p.x = 1;
    expect(jvp(two, [a, b], along)).to.deep.equal([8, 115]);
    expect(jvp(two, [a, b], [{ p: { x: 1 } }, undefined])).to.deep.equal([8, 5]);
    expect(jvp(two, [a, b], [{ p: { y: 10, x: 1 } }])).to.deep.equal([8, 15]);
    expect(() => jvp(two, [a, b], [{ p: { x: 1, y: 10, z: 3 } }, along[1]])).to.throw("BAD_COTANGENT");
    expect(() => jvp(two, [a, b], [{ p: { x: 1, y: [10] } }, along[1]])).to.throw("BAD_COTANGENT");
    b["more"] = 1;
    for (let i = 0; i < 3 * CALLS; i++) expect(jvp(two, [a, b], along)).to.deep.equal([8, 115]);
    Object.defineProperty(b, "p", { get: () => a.p, enumerable: true, configurable: true });
    expect(() => jvp(two, [a, b], [...along])).to.throw("BAD_COTANGENT");
    Object.defineProperty(b, "p", { value: a.p, writable: true });
    for (let i = 0; i < 3 * CALLS; i++) expect(jvp(two, [a, b], [along[0]])).to.deep.equal([4, 12]);
  });

  it("give Hessians times vectors", async () => {
    const [{ hvp }, { f }] = await Promise.all([
      runtime() as Promise<unknown> as Promise<{ hvp: (f: unknown, x: unknown, v: unknown) => unknown }>,
      load(SOURCE, { options: { order: 2 } }),
    ]);
    const cams = cameras();
    const along = [
      { at: [1, 0], k: 0 },
      { at: [0, 0], k: 1 },
    ];
    for (let i = 0; i < CALLS; i++)
      expect(hvp(f, cams, along)).to.deep.equal([
        { at: [1, 0], k: 4 },
        { at: [2, 0], k: 0 },
      ]);
    (cams[0] as Camera).k = 3;
    expect(hvp(f, cams, along)).to.deep.equal([
      { at: [6, 0], k: 4 },
      { at: [2, 0], k: 0 },
    ]);
  });
});
