/** A variable of one module, assigned there in a sweep, and read by another module that imports it. */
import { expect } from "chai";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { compile, runtime } from "../support/harness.ts";
import { evaluate, writeModule } from "../support/load.ts";

type Jvp = (f: unknown, args: unknown[], tangents: unknown[]) => [value: unknown, tangent: unknown];

const state = `export let total = 0;
export function add(x) { "differentiable"; total += x * x; }
export function read() { "differentiable"; return total; }`;

/** A function that uses the state's module. */
async function user(imports: string, body: string): Promise<(x: number) => number> {
  const file = basename(writeModule(await compile(state)));
  const source = `import ${imports} from "./${file}";\nexport function f(x) { "differentiable"; ${body} }`;
  return (await evaluate(writeModule(await compile(source))))["f"] as (x: number) => number;
}

describe("a variable of another module", () => {
  it("is seen through the functions of its module", async () => {
    const { gradient } = await runtime();
    const f = await user("{ add, read }", "const before = read(); add(x); return (read() - before) * 2;");
    expect(gradient(f, 3)).to.deep.equal([12]);
  });

  for (const [imports, total] of [
    ["{ add, total as sum }", "sum"],
    ["* as all", "all.total"],
  ] as const) {
    it(`is refused by its name alone: ${total}`, async () => {
      const { gradient } = await runtime();
      const f = await user(imports, `${imports.startsWith("*") ? "all." : ""}add(x); return ${total} * 2;`);
      expect(f(1)).to.equal(2);
      expect(f(2)).to.equal(10);
      expect(() => gradient(f, 3)).to.throw(/NOT_DIFFERENTIABLE.*a variable that a marked function of another module/);
    });
  }
});

describe("a generator that throws through a function of another file", () => {
  it("is refused, for that function keeps no track", async () => {
    const { gradient } = await runtime();
    const file = basename(
      writeModule(await compile(`export function step(it) { "differentiable"; return it.next(); }`)),
    );
    const source = `import { step } from "./${file}";
function* gen(x) { const y = x * x; yield y * x; throw new RangeError("no"); }
export function f(x, n) { "differentiable"; let v = 0; const it = gen(x); try { v = step(it).value; for (let i = 0; i < n; i++) step(it); } catch (e) { v *= 3; } return v * x; }`;
    const f = (await evaluate(writeModule(await compile(source))))["f"] as (x: number, n: number) => number;
    expect(f(2, 1)).to.equal(48);
    expect((gradient(f, 2, 0) as number[])[0]).to.equal(32);
    expect(() => gradient(f, 2, 1)).to.throw(/NOT_DIFFERENTIABLE.*came through a function that keeps no track/);
  });
});

describe("getters and setters of a class in another file", () => {
  const vector = `"differentiable";
export class Vec {
  constructor(x, y) { this.x = x; this.y = y; }
  get norm() { return Math.hypot(this.x, this.y); }
  set norm(length) { const n = this.norm; this.x *= length / n; this.y *= length / n; }
}`;
  const uses = [
    ["a read", "return v.norm ** 2 * x;"],
    ["a read that takes apart", "const { norm } = v; return norm * norm * x;"],
    ["an assignment", "v.norm = 3 * x; return v.y * v.x;"],
    ["an update", "v.norm *= x; return v.y;"],
  ] as const;

  /** `isBeside`: the compiler can look at the other file. */
  async function user(
    body: string,
    options: Readonly<Record<string, unknown>>,
    isBeside = false,
  ): Promise<(x: number) => number> {
    const file = writeModule(await compile(vector));
    const between = writeModule(`export * from "./${basename(file)}";`);
    const source = `import { Vec } from "./${basename(between)}";
export function f(x) { "differentiable"; const v = new Vec(x, 2 * x + 1); ${body} }`;
    const filename = isBeside ? join(dirname(file), "user.js") : "user.js";
    return (await evaluate(writeModule(await compile(source, { options, filename }))))["f"] as (x: number) => number;
  }

  for (const [name, body] of uses) {
    for (const [order, isBeside] of [
      [1, false],
      [2, false],
      [1, true],
      [2, true],
    ] as const) {
      it(`${name}, where ${isBeside ? "the file is there" : "the option names it"}, order ${order}`, async () => {
        const { gradient } = await runtime();
        const f = await user(body, isBeside ? { order } : { accessors: ["norm"], order }, isBeside);
        const slope = (f(3 + 1e-5) - f(3 - 1e-5)) / 2e-5;
        expect((gradient(f, 3) as number[])[0]).to.be.closeTo(slope, 1e-6);
        if (order === 1) return;
        const { jvp } = (await import("@fluxion/runtime")) as unknown as { readonly jvp: Jvp };
        expect(jvp(f, [3], [1])[1]).to.be.closeTo(slope, 1e-6);
      });
    }

    it(`${name}, where nothing tells of it, is refused by name`, async () => {
      const { gradient } = await runtime();
      const f = await user(body, {});
      expect(() => gradient(f, 3)).to.throw(/NOT_DIFFERENTIABLE.*`norm` was run by code.*\n.*`accessors: \["norm"\]`/);
    });
  }

  it("are read under a computed key, where the option names them", async () => {
    const { gradient } = await runtime();
    const f = await user('let s = 0; for (const key of ["norm", "x"]) s += v[key] ** 2; return s;', {
      accessors: ["norm"],
    });
    expect((gradient(f, 3) as number[])[0]).to.be.closeTo((f(3 + 1e-5) - f(3 - 1e-5)) / 2e-5, 1e-6);
  });

  it("are found as TypeScript finds files, in folders, and in packages that are marked as a whole", async () => {
    const folder = mkdtempSync(join(tmpdir(), "fluxion-"));
    const write = (path: string, text: string): void => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    };
    write("vec.ts", `export class Vec { x = 1; get ofTypeScript(): number { return this.x; } }`);
    write("shapes/index.js", `const o = require("../cycle.cjs"); exports.o = { set 'ofIndex'(v) { o.x = v; } };`);
    write("cycle.cjs", `exports.x = require("./shapes"); exports.y = { static: { get ofCycle() { return 1; } } };`);
    write("node_modules/pack/index.js", `module.exports = class { get ofPackage() { return 1; } };`);
    write(
      "es5.js",
      `Object.defineProperty(exports, "ofNone", { enumerable: true, get: function () { return 1; } });
Object.defineProperty(Box.prototype, "ofEs5", { /** Its comment. */ get: function () { return this.x; } });
Object.defineProperties(Box.prototype, { ofTable: { get() { return this.x; } } });
_createClass(Box, [{ key: "ofBabel", get: function () { return this.x; } }, { key: "ofNone", value: function () {} }]);
getter(Box.prototype, 'ofHelper', function () { return this.x; });`,
    );
    write("node_modules/@fluxion/runtime/index.js", `exports.o = { get ofRuntime() { return 1; } };`);
    const es5 = ["ofEs5", "ofTable", "ofBabel", "ofHelper"];
    const names = ["ofTypeScript", "ofIndex", "ofCycle", ...es5, "ofPackage", "ofRuntime", "ofNone"];
    const reads = async (include: readonly string[]): Promise<string[]> => {
      const code = await compile(
        `import { Vec } from "./vec.js"; import "pack"; import "absent"; import "./absent"; import "./es5"; import "@fluxion/runtime"; const { o } = require("./shapes");
export function f(v) { "differentiable"; return ${names.map((name) => `v.${name}`).join(" + ")}; }`,
        { options: { include }, filename: join(folder, "user.js") },
      );
      return names.filter((name) => code.includes(`"${name}")`));
    };
    try {
      const beside = ["ofTypeScript", "ofIndex", "ofCycle", ...es5];
      expect(await reads([])).to.deep.equal(beside);
      expect(await reads(["node_modules/pack/"])).to.deep.equal([...beside, "ofPackage"]);
      expect(await reads(["node_modules/"])).to.deep.equal([...beside, "ofPackage"]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
