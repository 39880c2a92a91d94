/** `hessian`, `hvp`, `diagHessian`: shapes, values, how they go together, and what they say when they cannot. */
import { expect } from "chai";
import { load } from "../support/harness.ts";
import { runtime } from "../support/packages.ts";

const source = `
export const cubic = (x) => { "differentiable"; return x ** 3; };
export const mixed = (v) => { "differentiable"; return v[0] * v[0] * v[1] + Math.sin(v[0] * v[2]); };
export const rosenbrock = (x) => { "differentiable"; let s = 0;
  for (let i = 0; i + 1 < x.length; i++) s += 100 * (x[i + 1] - x[i] ** 2) ** 2 + (1 - x[i]) ** 2;
  return s; };
export const body = (b) => { "differentiable"; return b.m * b.v[0] ** 2 + b.q.get("k") * b.m ** 2; };
export const two = (x, v) => { "differentiable"; return x * x * v[0] + v[1] ** 3 * x; };
export const scratch = (x) => { "differentiable"; for (let i = 1; i < x.length; i++) x[i] *= x[i - 1]; return x[x.length - 1] ** 2; };
export const vector = (x) => { "differentiable"; return [x]; };
export const lazy = (x) => { "differentiable"; const later = async function* (y) { yield y; }; later(x); return x * x; };
export const model = (k) => { "differentiable"; return (x) => k * x * x; };
`;

type Loose = (...args: unknown[]) => unknown;
const setup = async (
  order?: number,
): Promise<
  Readonly<Record<string, Loose>> & Readonly<Record<"hessian" | "hvp" | "diagHessian" | "gradient", Loose>>
> => {
  const { hessian, hvp, diagHessian, gradient } = (await runtime()) as unknown as Record<string, Loose>;
  const functions = await load(source, order === undefined ? { options: { order: 2 } } : { options: { order } });
  return { ...functions, hessian, hvp, diagHessian, gradient } as never;
};

describe("second derivatives", () => {
  it("are a number for a number, and rows of numbers else", async () => {
    const { hessian, cubic, mixed } = await setup();
    expect(hessian(cubic, 2)).to.equal(12);
    const [a, b, c] = [0.5, 2, -1] as const;
    const wave = [
      -c * c * Math.sin(a * c),
      Math.cos(a * c) - a * c * Math.sin(a * c),
      -a * a * Math.sin(a * c),
    ] as const;
    expect(hessian(mixed, [a, b, c])).to.deep.equal([
      [2 * b + wave[0], 2 * a, wave[1]],
      [2 * a, 0, 0],
      [wave[1], 0, wave[2]],
    ]);
  });

  it("are the same for arrays and typed arrays", async () => {
    const { hessian, rosenbrock } = await setup();
    const x = [-1.2, 1, 0.5];
    expect(hessian(rosenbrock, Float64Array.from(x))).to.deep.equal(hessian(rosenbrock, x));
    expect((hessian(rosenbrock, x) as number[][])[0]).to.deep.equal([1200 * 1.44 - 400 + 2, 480, 0]);
  });

  it("times a vector are the rows' products", async () => {
    const { hessian, hvp, rosenbrock } = await setup();
    const x = [0.3, -0.7, 1.1, 0.2];
    const v = [1, -2, 0.5, 3];
    const H = hessian(rosenbrock, x) as number[][];
    (hvp(rosenbrock, x, v) as number[]).forEach((p, i) => {
      const row = H[i] as number[];
      const sum = row.reduce((s, h, j) => s + h * (v[j] as number), 0);
      const scale = row.reduce((s, h, j) => s + Math.abs(h * (v[j] as number)), 0);
      expect(Math.abs(p - sum)).to.be.lessThan(1e-12 * scale);
    });
  });

  it("follow objects and Maps, and have the gradient's shape", async () => {
    const { hvp, body } = await setup();
    const b = { m: 2, v: [3, 1], q: new Map([["k", 5]]), label: "b" };
    expect(hvp(body, b, { m: 1, v: [1, 0] })).to.deep.equal({
      m: 2 * 3 + 10,
      v: [6 + 2 * 2, 0],
      q: new Map([["k", 4]]),
    });
  });

  it("are told by argument on the diagonals", async () => {
    const { diagHessian, two } = await setup();
    expect(diagHessian(two, 3, [2, 5])).to.deep.equal([4, [0, 6 * 5 * 3]]);
  });

  it("are of what the function was given, which it changes as it would", async () => {
    const { hessian, scratch } = await setup();
    const x = [1.5, 2, 0.5];
    const [a, b, c] = x as [number, number, number];
    const H = hessian(scratch, x) as number[][];
    expect(H[0]?.[0]).to.be.closeTo(2 * (b * c) ** 2, 1e-12);
    expect(H[0]?.[1]).to.be.closeTo(4 * a * b * c * c, 1e-12);
    expect(x).to.deep.equal([a, a * b, a * b * c]);
  });

  it("have the diagonals of what f was given, which it takes apart", async () => {
    const { diagHessian } = await setup();
    const { swap, rename } = await load(
      `export const swap = (a) => { "differentiable"; const t = a[0]; a[0] = a[1]; a[1] = t; return a[0][0] ** 2 + 10 * a[1][0] ** 3; };
export const rename = (o) => { "differentiable"; o.z = o.a * o.b; delete o.a; return o.z ** 2; };`,
      { options: { order: 2 } },
    );
    expect(diagHessian(swap, [[2], [3]])).to.deep.equal([[[120], [2]]]);
    expect(diagHessian(rename, { a: 2, b: 3 })).to.deep.equal([{ a: 18, b: 8 }]);
  });

  it("of closures made by ordinary calls", async () => {
    const { hessian, model } = await setup();
    expect(hessian(model!(3), 2)).to.equal(6);
  });

  it("go through a library in CommonJS, with a copy of the run time of its own", async () => {
    const { hessian } = await setup();
    const library = (await load(
      `const table = [2]; exports.g = (v) => { "differentiable"; table[0] = v[0] * v[1]; const e = { v }; try { throw v[0] * table[0]; } catch (t) { return t * e.v[1]; } };`,
      { format: "cjs", options: { order: 2 } },
    )) as Readonly<Record<string, Loose>>;
    const { make } = (await load(
      `export const make = (g) => { "differentiable"; return (v) => { "differentiable"; return g(v) * v[0]; }; };`,
      { options: { order: 2 } },
    )) as Readonly<Record<string, Loose>>;
    // x³ y²
    const [x, y] = [2, 3] as const;
    expect(hessian(make!(library["g"]), [x, y])).to.deep.equal([
      [6 * x * y * y, 6 * x * x * y],
      [6 * x * x * y, 2 * x ** 3],
    ]);
  });

  it("follow the direction that a rule of tangents is given", async () => {
    const { hvp } = await setup();
    const { f } = await load(
      `import { adjoint } from "@fluxion/runtime";
const square = adjoint((x) => x * x, (x) => [x * x, (dy) => [2 * x * dy]],
  ([x], [dx]) => { "differentiable"; return [x * x, 2 * x * dx]; });
export function f(x) { "differentiable"; return square(x * x); }`,
      { options: { order: 2 } },
    );
    expect(hvp(f, 2, 1)).to.equal(48);
  });

  it("find the shadow of what has come out of a native", async () => {
    const { hvp } = await setup();
    const source = `class P { constructor(v) { this.v = v; } get sq() { return this.v * this.v; } }
export function get(x) { "differentiable"; const o = Object.seal({ p: null }); o.p = { v: x * x }; return Reflect.get(o, "p").v ** 2; }
export function set(x) { "differentiable"; const o = Object.seal({ p: 0 }); return Reflect.set(o, "p", x * x) ? o.p ** 2 : 0; }
export function construct(x) { "differentiable"; return Reflect.get(Reflect.construct(P, [x * x]), "sq"); }
export function text(x) { "differentiable"; const o = { p: Object.seal({ v: x * x }) }; return JSON.parse(JSON.stringify({ o })).o.p.v ** 2; }`;
    const { get, set, construct, text } = await load(source, { options: { order: 2 } });
    for (const f of [get, set, construct]) expect(hvp(f, 2, 1)).to.be.closeTo(48, 1e-12);
    expect(() => hvp(text, 2, 1)).to.throw(/NOT_DIFFERENTIABLE.*`stringify`.*may move/s);
  });

  it("are refused of what duals have no way for, where the gradient is right", async () => {
    const { hvp, gradient } = await setup();
    const bodies: Readonly<Record<string, RegExp>> = {
      "let n = 2n; n = n * 3n; return x * x * Number(n);":
        /ORDER_EXCEEDED.*hvp needs the dual of `f`, and it has none: .* do not support a BigInt \(line 1\) yet/s,
      "const mk = (k) => { const set = (v) => { reset(); return v * k; }; var reset = () => k; return set; }; return mk(x)(x) * 6;":
        /ORDER_EXCEEDED/,
      "const g = () => y; try { g(); } catch { return x * x * 6; } let y = 5 * x; return y;":
        /ORDER_EXCEEDED.*do not support a variable that a function inside may use before it is declared \(line 1\) yet/s,
      "class A { m() { return y * x; } } try { return new A().m(); } catch { return x * x * 6; } let y = 1; y++;":
        /ORDER_EXCEEDED.*may use before it is declared/s,
      "class B { m() { return 6; } } class C { m(v) { return super.m() * v * v; } } Object.setPrototypeOf(C.prototype, B.prototype); return new C().m(x);":
        /NOT_DIFFERENTIABLE.*is given another prototype where tangents are followed/s,
      "const l = Array.prototype.slice.call({ 0: x, 1: 6, length: 2 }); return l[0] * l[0] * l[1];":
        /NOT_DIFFERENTIABLE.*`slice` of what is no array/s,
      "class V extends Array {} const l = V.of(x, 6).map((v) => v); return l instanceof V ? l[0] * l[0] * l[1] : 0;":
        /NOT_DIFFERENTIABLE.*`V` of a class that extends a container/s,
      "class V extends Float64Array {} const l = V.of(x, 6); return l[0] * l[0] * l[1];":
        /NOT_DIFFERENTIABLE.*`V` of a class that extends a container/s,
    };
    for (const [body, message] of Object.entries(bodies)) {
      const { f } = await load(`export const f = (x) => { "differentiable"; ${body} };`, { options: { order: 2 } });
      expect((gradient(f, 2) as [number])[0]).to.equal(24);
      expect(() => hvp(f, 2, 1), body).to.throw(message);
    }
  });

  it("go past counters of what may be BigInts", async () => {
    const { hvp } = await setup();
    const source = `export let made = 0n, left = 9n, calls = 0;
class Body { constructor(v) { this.id = made++; this.v = v; left--; } }
export const f = (x) => { "differentiable"; const a = new Body(x), b = new Body(x * x); calls++; let n = a.v; n++; return a.id === b.id ? 0 : a.v * b.v + n++ * n; };`;
    const exports = await load(source, { options: { order: 2 } });
    expect(hvp(exports["f"], 2, 1)).to.be.closeTo(14, 1e-12);
    const { made, left, calls } = exports;
    expect([made, left, calls]).to.deep.equal([2n, 7n, 1]);
  });

  it("say what a function that is called holds", async () => {
    const { hvp } = await setup();
    const source = `function g(y, n) {\n  return n > 0 ? g(y * y, n - 1) : y * Number(2n); }\nexport const f = (x) => { "differentiable"; return g(x, 1); };`;
    const { f } = await load(source, { options: { order: 2 } });
    expect(() => hvp(f, 2, 1)).to.throw(/`g` has no dual: .* do not support a BigInt \(line 2\) yet.*program.js:3:/s);
  });

  it("say so of a function without a name", async () => {
    const { hvp } = await setup();
    const { f: list } = await load(`export const f = [(x) => { "differentiable"; return x * x; }];`);
    const { f } = await load(`export const f = (g) => (x) => { "differentiable"; return g(x) * x; };`, {
      options: { order: 2 },
    });
    const g = (f as (g: unknown) => (x: number) => number)((list as readonly unknown[])[0]);
    expect(() => hvp(g, 2, 1)).to.throw(/ORDER_EXCEEDED\): a function without a name has no dual/);
  });

  it("give rules of tangents the shapes of gradients", async () => {
    const { hessian } = await setup();
    const { f } = await load(
      `import { adjoint } from "@fluxion/runtime";
const area = adjoint((o) => o.a * o.b, (o) => [o.a * o.b, (d) => [{ a: d * o.b, b: d * o.a }]],
  ([o], [d]) => { "differentiable"; return [o.a * o.b, d.a * o.b + o.a * d.b]; });
export const f = (o) => { "differentiable"; return area(o) * o.a; };`,
      { options: { order: 2 } },
    );
    expect(hessian(f, { a: 2, b: 3 })).to.deep.equal([
      [6, 4],
      [4, 0],
    ]);
  });

  it("are refused where there are none, with what to do", async () => {
    const { hessian, hvp, cubic, vector, lazy, diagHessian } = await setup();
    expect(() => hvp(vector, 2, 1)).to.throw(/NOT_SCALAR.*hvp needs a function that returns a number/s);
    expect(() => hessian(cubic, "x")).to.throw(/BAD_ARGUMENT.*an argument that holds numbers/s);
    expect(() => hvp(cubic, 2, [1])).to.throw(/BAD_COTANGENT/);
    expect(() => hvp((x: number) => x, 1, 1)).to.throw(/NOT_COMPILED/);
    expect(() => hessian(lazy, 2)).to.throw(/a function inside that has none \(line \d+\) yet/);
    expect(() => diagHessian(lazy, 2)).to.throw(/a function inside that has none \(line \d+\) yet/);
  });

  it("are refused where another module imports a variable that is assigned: it would read a constant", async () => {
    const { hessian } = await setup();
    const source = (name: string): string =>
      `import { gradient, jvp } from "@fluxion/runtime"; export { gradient, jvp }; export let ${name} = 0; export const f = (x) => { "differentiable"; ${name} = x * x; ${name} *= x; return ${name} * x; };`;
    const { f, gradient } = (await load(source("alone"), { options: { order: 2 } })) as Readonly<Record<string, Loose>>;
    expect(gradient!(f, 2)).to.deep.equal([32]);
    expect(hessian(f, 2)).to.equal(48);
    const both = (await load(source("total"), { options: { order: 2 } })) as Readonly<
      Record<"f" | "gradient" | "jvp", Loose>
    >;
    const { imports } = (await import("@fluxion/runtime/internal")) as {
      readonly imports: (values: () => readonly unknown[]) => void;
    };
    imports(() => [(both as { readonly total?: unknown }).total]);
    for (const ask of [() => hessian(both.f, 2), () => both.jvp(both.f, [2], [1]), () => both.gradient(both.f, 2)])
      expect(ask).to.throw(
        /NOT_DIFFERENTIABLE.*it assigns a variable that a marked function of another module imports/s,
      );
  });

  describe("stand still where code that no dual sees has overwritten", () => {
    const overwrites: Readonly<Record<string, string>> = {
      "a field": `const p = { v: x * x }; ignore(() => { p.v = 3; }); return p.v * x ** 3;`,
      "an element": `const p = new Float64Array([x, x]); ignore(() => { p[0] = 2.5; }); return p[0] * p[1] ** 3;`,
      "an entry": `const p = new Map([["a", x]]); ignore(() => { p.set("a", 7); }); return p.get("a") * x ** 2;`,
      "an entry of a WeakMap": `const k = {}; const p = new WeakMap(); p.set(k, x); ignore(() => { p.set(k, 3); }); return p.get(k) * x ** 2;`,
      "a length": `const p = [x, x * x]; ignore(() => { p.pop(); }); p.push(x ** 3); p.reverse(); return p[0] * p[1];`,
      "what a method writes": `const c = new Box(x); ignore(() => c.set(3)); return c.v * x ** 2;`,
      "a captured variable": `let n = x; const grow = () => { n *= x; }; grow(); ignore(() => { n = 3; }); grow(); return n * x;`,
      "a variable of the module": `total = x * x; ignore(() => { total = 2; }); return total * x ** 2;`,
      "a field by an object that moves": `const p = { v: x * x }; const q = { p: { v: 2 } }; ignore(() => { q.p = p; }); return q.p.v * x;`,
      "nothing that moves": `const log = []; let s = 0; for (let i = 0; i < 3; i++) { s += x * x; ignore(() => { log.push(3); }); } return s * log.length;`,
      "the memory of others": `memory.v = x * x; outside.reset(); return memory.v * x ** 2;`,
      "what it was given before": `const p = { v: 0 }; ignore(() => outside.keep(p)); p.v = x * x; const y = p.v; outside.bump(); return p.v * x * y;`,
      "what a constructor writes": `memory.v = x * x; new outside.Reset(); return memory.v * x ** 2;`,
    };
    const source = `import { gradient, hessian, ignore, jvp } from "@fluxion/runtime";
export { gradient, hessian, jvp };
export const memory = { v: 0 };
let total = 0;
class Box { constructor(v) { this.v = v; } set(v) { this.v = v; } }
export const setup = (outside) => { "differentiable"; return { ${Object.entries(overwrites)
      .map(([name, body]) => `"${name}": (x) => { "differentiable"; ${body} }`)
      .join(",\n")} }; };`;
    for (const name of Object.keys(overwrites))
      it(name, async () => {
        const {
          memory,
          setup: make,
          gradient,
          hessian,
          jvp,
        } = (await load(source, { options: { order: 2 } })) as {
          readonly memory: { v: number };
        } & Readonly<Record<"setup" | "gradient" | "hessian" | "jvp", Loose>>;
        let kept: { v: number } | undefined;
        const outside = {
          reset: () => {
            memory.v = 3;
          },
          keep: (o: { v: number }) => {
            kept = o;
          },
          bump: () => {
            if (kept) kept.v = 5;
          },
          Reset: function () {
            memory.v = 3;
          },
        };
        const f = (make(outside) as Readonly<Record<string, Loose>>)[name];
        const slope = (x: number): number => (gradient(f, x) as [number])[0];
        expect((jvp(f, [2], [1]) as [number, number])[1]).to.be.closeTo(slope(2), 1e-9);
        expect(hessian(f, 2)).to.be.closeTo((slope(2 + 1e-5) - slope(2 - 1e-5)) / 2e-5, 1e-5);
      });
  });

  it("are refused of what is compiled for one derivative", async () => {
    const { hessian, cubic } = await setup(1);
    expect(() => hessian(cubic, 2)).to.throw(
      /ORDER_EXCEEDED.*hessian needs the dual of `cubic`.*Compile its file with order: 2/s,
    );
  });
});
