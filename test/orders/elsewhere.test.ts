/**
 * Numbers that are not where they are read, or that code without a dual looks at: forward mode gives the right slope, or says why not.
 * Each is a function of one number, asked for its value, slope and curvature at 0.7.
 */
import { expect } from "chai";
import { load } from "../support/harness.ts";
import { runtime } from "../support/packages.ts";

type Modes = Record<"gradient" | "jvp" | "hvp" | "hessian", (...args: unknown[]) => unknown>;

/** Code of others, which is not compiled. */
const others = `const unseen = (text) => (0, eval)("(" + text + ")");
const Box = unseen("class Box { constructor() { this.held = 1; } get twice() { return 2 * this.held; } set twice(y) { this.held = y / 2; } }");
const Num = unseen("class Num { constructor() { this.held = 1; } valueOf() { return this.held; } }");
const Prim = unseen("class Prim { constructor() { this.held = 1; } [Symbol.toPrimitive]() { return this.held; } }");
const box = new Box(), num = new Num(), prim = new Prim();
const own = unseen("{ held: 1, get half() { return this.held / 2; } }");
class Base { constructor() { this.w = 1; } static twice() { return this.s * 2; } }
class Derived extends Base {}
const instance = new Base();
const parent = { v: 1 }, heir = Object.create(parent);
function square() { "use strict"; return this * this; }
const array = new Float64Array(2), same = new Float64Array(array.buffer), bytes = new Uint8Array(array.buffer), view = new DataView(array.buffer);
import { differentiable, hvp, ignore, jvp, stopGradient } from "@fluxion/runtime";
`;

const load2 = async (body: string): Promise<(x: number) => number> => {
  const source = `${others}export const f = (x) => { "differentiable"; ${body} };`;
  return (await load(source, { options: { order: 2 } }))["f"] as (x: number) => number;
};

const differences = (f: (x: number) => number): { slope: number; curvature: number } => ({
  slope: (f(0.7 + 1e-5) - f(0.7 - 1e-5)) / 2e-5,
  curvature: (f(0.7 + 1e-4) - 2 * f(0.7) + f(0.7 - 1e-4)) / 1e-8,
});

/** What `jvp` gets right; `hvp` gets right too, or reverse sweeps refuse it. */
const right: Readonly<Record<string, readonly [body: string, hvp?: RegExp]>> = {
  "an inherited static": ["Base.s = x * x; return Derived.s * x;", /`s` is inherited, and carries a derivative/],
  "an inherited static by `this`": ["Base.s = x; return Derived.twice() * x;", /`s` is inherited/],
  "a static that hides another": [
    "Base.s = x; Derived.s = x * x; const y = Derived.s * x; delete Derived.s; return y;",
    /`s` is inherited/,
  ],
  "a parent made before": ["parent.v = x * x; return heir.v * x;", /`v` is inherited/],
  "a parent of the function's": ["const o = Object.create({ v: x * x }); return o.v * x;", /`v` is inherited/],
  "a parent that is changed later": [
    "const p = { v: 1 }; const o = Object.create(p); p.v = x * x; return o.v * x;",
    /`v` is inherited/,
  ],
  "a parent that is set": [
    "const p = { v: x * x }; const o = { w: x }; Object.setPrototypeOf(o, p); return o.v * o.w;",
    /`v` is inherited/,
  ],
  "a field that hides what is inherited": [
    "const o = Object.create({ v: x * x }); o.v += x; const y = o.v; delete o.v; return y * o.v;",
    /`v` is inherited/,
  ],
  "keys of a parent": [
    "const o = Object.create({ v: x * x }); o.w = x; let s = 0; for (const k in o) s += o[k] * o[k]; return s;",
    /`v` is inherited/,
  ],
  "a prototype that is assigned": [
    "const K = function () {}; K.prototype = { v: x * x }; return new K().v * x;",
    /`v` is inherited/,
  ],
  "an object that inherits nothing": ["const o = Object.create(null); o.v = x * x; return o.v * x;"],
  "a prototype with methods alone": [
    "const K = function (v) { this.v = v; }; K.prototype = { sq() { return this.v * this.v; } }; return new K(x).sq() * x;",
  ],
  "two arrays of one buffer": ["array[0] = x * x; return same[0] * x;"],
  "parts of a buffer": [
    "const b = new ArrayBuffer(32), p = new Float64Array(b, 0, 2), q = new Float64Array(b, 16, 2); p[1] = x; q[0] = p[1] * x; const all = new Float64Array(b); return all[2] * all[1];",
  ],
  "a view of an array's buffer": [
    "const a = new Float64Array(3), b = new Float64Array(a.buffer, 8, 2); b[1] = x * x; return a[2] * x;",
  ],
  "a view of a view's buffer": [
    "const a = new Float64Array(3), b = new Float64Array(a.subarray(1).buffer, 8, 2); b[1] = x * x; return a[2] * x;",
  ],
  "a view of an array that was there": ["array[1] = x * x; return new Float64Array(array.buffer, 8)[0] * x;"],
  "integers in a buffer": ["const u = new Uint8Array(new ArrayBuffer(4)); u[1] = 3; return u[1] * x * x;"],
  "bytes that stand still": [
    "const d = new DataView(new ArrayBuffer(8)); d.setFloat64(0, 2.5); return d.getFloat64(0) * x * x;",
  ],
  "`Array` without `new`": ["const xs = [x, 2], a = Array(xs.length); a[1] = xs[0] * xs[1]; return a[1] * x;"],
  "`Float64Array.of`": ["const a = Float64Array.of(x, 2, x * x); return a[0] * a[2];"],
  "fields with the names of an array's methods": [
    "const o = { at: x, size: 1, length: 2 }; o.at += x * x; o.size *= x; o.size += x; o.length -= x; return o.at * o.size * o.length;",
  ],
  "a function of others, of numbers that stand still": ["return unseen('(a, b) => a + b')(1, 2) * x * x;"],
};

const refused: Readonly<Record<string, readonly [body: string, message: RegExp]>> = {
  "a field of the global object": ["globalThis.k = x * x; return globalThis.k * x;", /is a field of the global object/],
  "a field of a prototype": ["Base.prototype.v = x * x; return new Base().v * x;", /`v` is inherited, and may move/],
  "a field of a prototype, read elsewhere": [
    "Base.prototype.v = x * x; return instance.v * x;",
    /`v` is inherited, and may move/,
  ],
  "a getter of a class that is not marked": [
    "box.held = x; return box.twice * x;",
    /`twice` is a getter or setter that is not marked/,
  ],
  "a setter of a class that is not marked": [
    "box.twice = x; return box.held * x;",
    /`twice` is a getter or setter that is not marked/,
  ],
  "a getter of an object's own": [
    "own.held = x; return own.half * x;",
    /`half` is a getter or setter that is not marked/,
  ],
  "`valueOf` of a class that is not marked": ["num.held = x; return num * x;", /used as a number/],
  "likewise, in a function of `Math`": ["num.held = x; return Math.sin(num) * x;", /used as a number/],
  "likewise, in `Number`": ["num.held = x; return Number(num) * x;", /used as a number/],
  "likewise, in a list": ["num.held = x; return Math.max(...[num, 0]) * x;", /used as a number/],
  "likewise, in a typed array": ["num.held = x; return new Float64Array([num])[0] * x;", /used as a number/],
  "likewise, in an element": [
    "num.held = x; const a = new Float64Array(1); a[0] = num; return a[0] * x;",
    /used as a number/,
  ],
  "`Symbol.toPrimitive`, in a sum": ["prim.held = x; return (prim + 1) * x;", /used as a number/],
  "a number as `this`": ["return square.call(x) * x;", /`this` is a number that may move/],
  "a number as `this` of a bound function": ["return square.bind(x)() * x;", /`this` is a number that may move/],
  "a number as `this` of a callback": [
    "let s = 0; [1, 2].forEach(function (v) { s += this * v; }, x); return s * x;",
    /`this` is a number that may move/,
  ],
  "a DataView of an array that was there": [
    "array[0] = x; return view.getFloat64(0, true) * x;",
    /`getFloat64` has no rule for tangents/,
  ],
  "a DataView of an array": [
    "const a = new Float64Array(1); a[0] = x; return new DataView(a.buffer).getFloat64(0, true) * x;",
    /`DataView` cannot be differentiated/,
  ],
  "a DataView that is there first": [
    "const b = new ArrayBuffer(8), d = new DataView(b), a = new Float64Array(b); a[0] = x; return d.getFloat64(0, true) * x;",
    /`getFloat64` has no rule for tangents/,
  ],
  "bytes of an array that was there": ["array[0] = x; return bytes[7] * x;", /is read as a Uint8Array/],
  "numbers of another size": [
    "const a = new Float64Array(1), b = new Float32Array(a.buffer); a[0] = x; return b[1] * x;",
    /is read as a Float32Array/,
  ],
};

describe("numbers that are read elsewhere", () => {
  for (const [name, [body, message]] of Object.entries(right)) {
    it(name, async () => {
      const { gradient, hvp, jvp } = (await runtime()) as unknown as Modes;
      const f = await load2(body);
      const { slope, curvature } = differences(f);
      expect((jvp(f, [0.7], [1]) as number[])[1]).to.be.closeTo(slope, 1e-6);
      if (message) {
        expect(() => gradient(f, 0.7)).to.throw(/is inherited, and carries a derivative/);
        expect(() => hvp(f, 0.7, 1)).to.throw(message);
      } else {
        expect((gradient(f, 0.7) as number[])[0]).to.be.closeTo(slope, 1e-6);
        expect(hvp(f, 0.7, 1)).to.be.closeTo(curvature, 1e-5);
      }
    });
  }

  it("an argument's, by another argument", async () => {
    const { jvp } = (await runtime()) as unknown as Modes;
    const { g } = await load(`export const g = (p, o) => { "differentiable"; return p.v * o.v * o.w; };`, {
      options: { order: 2 },
    });
    const p = { v: 3 };
    const o = Object.assign(Object.create(p) as { v: number }, { w: 2 });
    expect(jvp(g, [p, o], [{ v: 1 }, { w: 0 }])).to.deep.equal([18, 12]);
  });

  for (const [name, [body, message]] of Object.entries(refused)) {
    it(`refused: ${name}`, async () => {
      const { gradient, hvp, jvp } = (await runtime()) as unknown as Modes;
      const f = await load2(body);
      expect(() => gradient(f, 0.7)).to.throw(/NOT_DIFFERENTIABLE/);
      expect(() => jvp(f, [0.7], [1])).to.throw(/NOT_DIFFERENTIABLE/);
      expect(() => hvp(f, 0.7, 1))
        .to.throw(/NOT_DIFFERENTIABLE/)
        .with.property("message")
        .that.matches(message);
    });
  }

  it("a captured view of a buffer of which the function makes another", async () => {
    const { gradient, jvp } = (await runtime()) as unknown as Modes;
    const f = await load2(
      "const v = new Float64Array(array.buffer); v[0] = x; v[1] = v[0] * x; return same[1] * same[0];",
    );
    const memory = await load(
      `const b = new ArrayBuffer(16), all = new Float64Array(b); export const f = (x) => { "differentiable"; const v = new Float64Array(b, 8, 1); v[0] = x * x; return all[1] * x; };`,
    );
    for (const g of [f, memory["f"]]) {
      expect((gradient(g, 0.7) as number[])[0]).to.be.closeTo(3 * 0.49, 1e-12);
      expect((jvp(g, [0.7], [1]) as number[])[1]).to.be.closeTo(3 * 0.49, 1e-12);
    }
  });
});

describe("what is stopped", () => {
  for (const [name, body] of Object.entries({
    "a list": "const a = [x, x * x]; const s = stopGradient(a); return a[0] * x * s[0];",
    "an array": "const a = Float64Array.of(x, 1); const s = stopGradient(a); return a[0] * x * s[0];",
    "an object": "const o = { p: { q: x }, r: [x] }; const s = stopGradient(o); return o.p.q * x * s.p.q * s.r[0];",
    "what an ignored function gives": "const o = { p: x }; const s = ignore(() => o); return o.p * x * s.p;",
  })) {
    it(`${name} stands still`, async () => {
      const { gradient, hvp, jvp } = (await runtime()) as unknown as Modes;
      const f = await load2(body);
      const [slope] = gradient(f, 0.7) as [number];
      expect(jvp(f, [0.7], [1])).to.deep.equal([f(0.7), slope]);
      // In all of them the value is x² times what stands still.
      expect(slope).to.be.closeTo((2 * f(0.7)) / 0.7, 1e-12);
      expect(hvp(f, 0.7, 1)).to.be.closeTo((2 * f(0.7)) / 0.49, 1e-12);
    });
  }
});

describe("what is stopped, and written later", () => {
  for (const body of [
    "const a = [x, 1]; const s = stopGradient(a); a[1] = x; return a[1] * s[0];",
    "const s = stopGradient([x, 0]); s[1] = x; return s[1] * s[0];",
    "const o = { p: x }; const s = ignore(() => o); s.p *= x; return o.p * x;",
  ])
    it(`is refused: ${body}`, async () => {
      const { gradient, hvp, jvp } = (await runtime()) as unknown as Modes;
      const f = await load2(body);
      const message = /NOT_DIFFERENTIABLE.*one of the two was written later/;
      expect(() => gradient(f, 0.7)).to.throw(message);
      expect(() => jvp(f, [0.7], [1])).to.throw(message);
      expect(() => hvp(f, 0.7, 1)).to.throw(message);
    });
});

describe("a function without a dual that reads a variable which the module exports", () => {
  it("has a gradient: nothing is left of the dual that was tried", async () => {
    const source = `export let n = 0;
export function f(x, w = { valueOf() { n++; return 2; } }) { "differentiable"; return x * x * (w === 1 ? n : 2); }`;
    const { f, ...module } = await load(source, { options: { order: 2 } });
    const { gradient } = (await runtime()) as unknown as Modes;
    expect(gradient(f, 3)).to.deep.equal([12]);
    expect(module["n"]).to.equal(0);
  });
});

describe("without a direction", () => {
  it("there is no product, and no tangent", async () => {
    const { hvp, jvp } = (await runtime()) as unknown as Record<"hvp" | "jvp", (...args: unknown[]) => unknown>;
    const f = await load2("return x * x;");
    expect(() => hvp(f, 2)).to.throw(/BAD_ARGUMENT.*hvp needs a direction.*hvp\(f, x, v\)/s);
    expect(() => jvp(f, [2])).to.throw(/BAD_ARGUMENT.*jvp needs the arguments and their tangents/s);
    const source = `import { hvp, jvp } from "@fluxion/runtime"; const cube = (y) => y ** 3;
export const f = (x) => { "differentiable"; return jvp(cube, [x])[1]; };
export const g = (x) => { "differentiable"; return hvp(cube, x); };`;
    const inner = await load(source, { options: { order: 3 } });
    const { gradient } = (await runtime()) as unknown as Modes;
    expect(() => gradient(inner["f"], 2)).to.throw(/BAD_ARGUMENT.*jvp needs/s);
    expect(() => gradient(inner["g"], 2)).to.throw(/BAD_ARGUMENT.*hvp needs a direction/s);
  });
});
