/** `forwardOnly`: ordinary calls run the forward sweep, and functions look as they were written. */
import { expect } from "chai";
import { load } from "../support/harness.ts";

type Checks = Readonly<Record<string, () => unknown>>;

const source = `
function plain(a, b = a, ...rest) { return [a, b, ...rest, new.target === undefined]; }
const arrow = ({ x }, y) => x * y;
const me = { name: "me", who(greeting) { return greeting + this.name; }, get upper() { return this.name.toUpperCase(); } };
function Point(x) { if (!new.target) return new Point(x); this.x = x; }
class Base { made = this.constructor.name; constructor(x) { this.x = x; } static make(x) { return new this(x); } norm() { return this.x * this.x; } }
class Derived extends Base { triple = this.x * 3; constructor(x, y) { super(x); this.y = y; } norm() { return super.norm() + this.y; } }
function counter() { let n = 0; return { add: (k) => (n += k), get n() { return n; } }; }
function deep(n) { return n === 0 ? 0 : 1 + deep(n - 1); }
function refuses(x) { x.touched = true; throw new RangeError("no"); }
const message = (f) => { try { return f(); } catch (error) { return [error.name, error.message]; } };
export const checks = {
  "values, defaults, rest": () => [plain(1), plain(1, 2, 3, 4), arrow({ x: 2 }, 3)],
  "names and lengths": () => [plain, arrow, me.who, Point, Base, Derived, Derived.make, counter].map((f) => [f.name, f.length]),
  "this": () => [me.who("hello "), me.who.call({ name: "you" }, "hello "), me.upper],
  "new.target": () => [new Point(3).x, Point(4) instanceof Point],
  "classes": () => [{ ...new Derived(2, 5) }, new Derived(2, 5).norm(), Derived.make(4) instanceof Base, message(() => Base(1))],
  "closures": () => { const c = counter(); return [c.add(2), c.add(3), c.n]; },
  "exceptions": () => { const x = {}; return [message(() => refuses(x)), x]; },
  "recursion": () => deep(500),
};
`;

for (const format of ["esm", "cjs"] as const) {
  describe(`forwardOnly keeps (${format})`, () => {
    const text = format === "esm" ? source : source.replace("export const checks =", "exports.checks =");
    let written: Checks;
    let swept: Checks;
    before(async () => {
      const options = { include: [/./], forwardOnly: true };
      written = (await load(text, { format, compiled: false }))["checks"] as Checks;
      swept = (await load(text, { format, options }))["checks"] as Checks;
    });
    const names = [...source.matchAll(/^ {2}"(.+)": \(\)/gm)].map(([, name]) => name ?? "");
    for (const name of names) it(name, () => expect(swept[name]?.()).to.deep.equal(written[name]?.()));
  });
}

it("forwardOnly keeps when an async generator without a value ends", async () => {
  const source = `export async function* plain() { if (plain.gives) { yield 1; } return; }
export async function* valued() { return 2; }`;
  const order = async (module: Readonly<Record<string, unknown>>): Promise<string[]> => {
    const told: string[] = [];
    const ends = ["valued", "plain"].map((name) => (module[name] as () => AsyncGenerator)().next());
    await Promise.all(ends.map((end, i) => end.then(() => told.push(i === 0 ? "valued" : "plain"))));
    return told;
  };
  const written = await order(await load(source, { compiled: false }));
  expect(written).to.deep.equal(["plain", "valued"]);
  expect(await order(await load(source, { options: { include: [/./], forwardOnly: true } }))).to.deep.equal(written);
});

it("forwardOnly keeps the order in which private fields come to be", async () => {
  const source = `class C { y = (this.#x = 1); #x; }
export const make = () => { "differentiable"; return new C(); };`;
  const { make } = await load(source, { options: { include: [/./], forwardOnly: true } });
  expect(make).to.throw(TypeError);
});

it("forwardOnly runs the sweep", async () => {
  const source = `export function f(o) { "differentiable"; return o.x * o.x; }`;
  const { f } = await load(source, { options: { forwardOnly: true } });
  let stack = "";
  const probe = {
    get x() {
      stack = new Error("here").stack ?? "";
      return 2;
    },
  };
  expect((f as (o: object) => number)(probe)).to.equal(4);
  expect(stack).to.match(/f_forward/);
});
