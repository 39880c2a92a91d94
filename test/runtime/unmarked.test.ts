/** Code that the plugin has not seen: its getters, setters and methods either give the right gradient, or are refused. */
import { expect } from "chai";
import { basename } from "node:path";
import { compile, runtime } from "../support/harness.ts";
import { evaluate, writeModule } from "../support/load.ts";

const library = `export const store = { v: 0, get twice() { return this.v * 2; }, set thrice(z) { this.v = z * 3; } };
export const made = (v) => ({ v, set thrice(z) { this.v = z * 3; } });
export const lazy = (o) => Object.defineProperty(o, "area", { get() { return this.w * this.h; } });
export const hidden = () => { let s = 0; return { get s() { return s * 2; }, set s(v) { s = v; } }; };
export class Kept { v = 0; set thrice(x) { this.v = x * 3; } }
export const kept = new Kept();
export class Base { constructor(n) { this.n = n; } get val() { return this.n; } static get sv() { return this.k * 2; } static k = 4; }
export class Mine extends Map { get(k) { return super.get(k); } }
export const sum = (x) => x * 2;
export const extend = (C) => Object.defineProperty(C.prototype, "y", { get() { return this.x * this.x; }, configurable: true });`;

/** The user's module, which sees the library as \`lib\` and its exports. */
async function user(
  body: string,
  order = 1,
  accessors: readonly string[] = [],
): Promise<Record<string, (...args: never[]) => unknown>> {
  const file = basename(writeModule(library));
  const source = `import * as lib from "./${file}"; import { store, made, lazy, hidden, kept, Base } from "./${file}";\n${body}`;
  const options = { include: ["user"], order, accessors };
  return (await evaluate(writeModule(await compile(source, { filename: "user.js", options })))) as never;
}

type Api = Awaited<ReturnType<typeof runtime>> & Readonly<Record<"jvp" | "hvp", (...args: unknown[]) => unknown>>;

const REFUSED = /NOT_DIFFERENTIABLE.*(is a getter or setter that is not marked|has no pullback and no adjoint)/;

describe("accessors of code that is not marked", () => {
  for (const [what, f, args] of [
    ["a getter of an object of a module", "(x) => { store.v = x * x; return store.twice; }", "[1.3]"],
    ["a setter of an object of a module", "(x) => { store.thrice = x; return store.v * x; }", "[1.3]"],
    ["a setter of an argument's own", "(o, x) => { o.thrice = x; return o.v * o.v; }", "[made(1.3), 2]"],
    ["a getter that cannot be enumerated", "(o) => o.area * o.w", "[lazy({ w: 2, h: 3 })]"],
    ["accessors over a variable", "(x) => { const o = hidden(); o.s = x; return o.s * x; }", "[1.3]"],
    ["a setter under a key that is computed", `(x) => { kept["thr" + "ice"] = x; return kept.v * x; }`, "[1.3]"],
    ["a getter of a parent class, by super", "(s, x) => s.m() * x", "[new S(5), 1.3]"],
  ] as const) {
    it(`${what}: refused`, async () => {
      const { gradient } = await runtime();
      const all = await user(
        `class S extends Base { m() { return super.val * 2; } } export const f = ${f}; export const args = () => ${args};`,
      );
      expect(() => gradient(all["f"], ...(all["args"] as () => unknown[])())).to.throw(REFUSED);
    });
  }

  // The compiler does not see that these functions become accessors.
  for (const [what, body] of [
    ["of an object that the sweep made", `const o = Object.defineProperty({}, "y", d); return o.y;`],
    [
      "that is set",
      `let r = 0; const o = Object.defineProperty({}, "y", { ["s" + "et"](v) { r = v * x; } }); o.y = x; return r;`,
    ],
    ["of several", `const o = Object.defineProperties({ x }, { y: d }); return o.y * o.x;`],
    ["of a prototype", `const o = Object.create({}, { y: d }); return Object.create(o).y;`],
    ["by Reflect", `const o = {}; Reflect.defineProperty(o, "y", d); return o.y;`],
    ["of a list", `const o = Object.defineProperty([1], "1", d); return o[1];`],
    ["of a Map", `const o = Object.defineProperty(new Map(), "y", d); return o.y;`],
    ["of a class", `class C {} Object.defineProperty(C, "y", d); return C.y;`],
    ["of a function", `const o = Object.defineProperty(function () {}, "y", d); return o.y;`],
    ["by __defineGetter__", `const o = {}; o.__defineGetter__("y", all[0]); return o.y;`],
  ] as const)
    it(`a marked function that becomes an accessor ${what}: refused`, async () => {
      const { gradient } = await runtime();
      const all = await user(
        `export const f = (x) => { const d = { ["g" + "et"]() { return x * x; } }, all = [() => x * x]; ${body} };`,
      );
      expect(() => gradient(all["f"], 1.3)).to.throw(REFUSED);
    });

  it("of a parent class run on the object, where nothing moves in it", async () => {
    const { gradient } = await runtime();
    const { f, g } =
      await user(`class S extends Base { static k = 7; m() { return super.val * 2; } static sm() { return super.sv; } }
const one = new S(5); export const f = (x) => S.sm() * x; export const g = (x) => one.m() * x;`);
    expect(gradient(f, 1.3)).to.deep.equal([14]);
    expect(gradient(g, 1.3)).to.deep.equal([10]);
  });
});

describe("an accessor that code that is not marked gives to a class", () => {
  const CALLS = 6;
  const source = `class P { constructor(x) { this.x = x; } }
export const make = (x) => new P(x);
export const extendNow = () => lib.extend(P);
export const one = (p) => (p.y === undefined ? 1 : p.y) * p.x;
export const within = (x) => { const p = new P(x); return (p.y === undefined ? 1 : p.y) * p.x; };
export const nested = (o) => (o.p.y === undefined ? 1 : o.p.y) * o.p.x;`;
  const modes = {
    gradient: (api, f, x) => api.gradient(f, x),
    withGradient: (api, f, x) => api.withGradient(f, x),
    pullback: (api, f, x) => api.pullback(f, x)[1](1),
    jvp: (api, f, x, dx) => api.jvp(f, [x], [dx]),
    hvp: (api, f, x, dx) => api.hvp(f, x, dx),
  } satisfies Record<string, (api: Api, f: (x: never) => number, x: never, dx: never) => unknown>;

  for (const name of ["one", "within", "nested"])
    for (const [mode, derive] of Object.entries(modes))
      for (const before of [0, CALLS])
        it(`${mode} of \`${name}\`, which has been asked for ${String(before)} times before`, async () => {
          const [api, all] = [(await runtime()) as Api, await user(source, 2)];
          const { make, extendNow } = all as unknown as Record<"make" | "extendNow", (x?: number) => object>;
          const argOf = (x: number): unknown => (name === "one" ? make(x) : name === "nested" ? { p: make(x) } : x);
          const [x, dx] = [argOf(3), argOf(1)];
          const ask = (): unknown => derive(api, all[name] as never, x as never, dx as never);
          for (let i = 0; i < before; i++) ask();
          extendNow();
          for (let i = 0; i < CALLS; i++) expect(ask).to.throw("`y` is a getter or setter that is not marked");
        });
});

describe("a marked function that becomes an accessor in a way that is not seen", () => {
  const source = `const table = { late() { return this.x * this.x; } };
class P { constructor(x) { this.x = x; } }
for (const key of Object.keys(table)) Object.defineProperty(P.prototype, key, { get: table[key] });
export const f = (x) => new P(x).late * 2;`;

  for (const order of [1, 2]) {
    it(`is refused, and the option names what helps, order ${String(order)}`, async () => {
      const { gradient, jvp } = (await runtime()) as Api;
      const { f } = await user(source, order);
      const refused = /`late` is a getter or setter that is not marked(.*\n)*.*`accessors`/;
      for (let i = 0; i < 3; i++) {
        expect(() => gradient(f, 3)).to.throw(refused);
        expect(() => jvp(f, [3], [1])).to.throw(refused);
      }
    });

    it(`is differentiated where the option names it, order ${String(order)}`, async () => {
      const { gradient, jvp } = (await runtime()) as Api;
      const { f } = await user(source, order, ["late"]);
      expect(gradient(f, 3)).to.deep.equal([12]);
      expect(jvp(f, [3], [1])).to.deep.equal([18, 12]);
    });
  }
});

describe("natives of code that is not marked", () => {
  it("a module with a class that extends Map is looked at", async () => {
    const { gradient } = await runtime();
    const { f } = await user("export const f = (x) => x * lib.sum(x);");
    expect(() => gradient(f, 1.3)).to.throw(REFUSED);
  });

  it("constructors that are called as methods make what they make", async () => {
    const { gradient } = await runtime();
    const { f, g } = await user(`class Holder { static init = Array; static err = Error; } const o = { init: Array };
export const f = (x) => { const r = Holder.init(x, 2); return r[0] * (r.constructor === Array ? 2 : 3) * (Holder.err("q") instanceof Holder ? 5 : 1); };
export const g = (x) => { const r = o.init(); r.push(x); return r[0] * r[0]; };`);
    expect(gradient(f, 1.3)).to.deep.equal([2]);
    expect(gradient(g, 1.3)).to.deep.equal([2.6]);
  });
});
