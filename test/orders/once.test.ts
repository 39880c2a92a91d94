/**
 * `jvp` of functions that change what is not theirs: it is called once, also where forward mode finds something without a dual, and
 * reverse mode has to do it.
 */
import { expect } from "chai";
import { load } from "../support/harness.ts";

interface Mode {
  readonly gradient: (f: unknown, ...args: unknown[]) => readonly unknown[];
  readonly jvp: (f: unknown, args: unknown[], tangents: unknown[]) => [value: unknown, tangent: unknown];
}

const modes = async (): Promise<Mode> => (await import("@fluxion/runtime")) as unknown as Mode;

/** `fail`: a hook that cannot be known before. */
const program = `import { adjoint, gradient, hook } from "@fluxion/runtime";
let n = 0, text = "";
const memo = new Map(), set = new Set(), list = [], o = { k: { c: 0 } }, typed = new Float64Array(2);
class Counter { constructor() { this.c = 0; } inc() { this.c++; return this.c; } }
class Hidden { #k; constructor(k) { this.#k = k; } get() { return this.#k; } }
class K { static s = 1; static list = [1]; }
class Private { #c = 0; #all = []; static #n = 0; inc() { this.#all.push(1); Private.#n++; return ++this.#c + this.#all.length + Private.#n; } clear() { this.#c = 0; this.#all.length = 0; Private.#n = 0; } get() { return [this.#c, this.#all, Private.#n]; } }
const SYMBOL = Symbol("s"), p = new Private(), heir = Object.create({ list: [] }), key = { c: 0 }, byKey = new Map([[key, 1]]);
const hidden = Object.defineProperty({ [SYMBOL]: { c: 0 } }, "c", { value: { n: 0 } });
const bytes = new ArrayBuffer(8), ints = new Int32Array(2);
const inner = () => { const memo = new Map(); const get = (x) => { if (!memo.has("y")) memo.set("y", x * x); else memo.set("z", 1); return memo.get("y") * memo.size; }; function outer(x) { return get(x); } return [outer, () => memo.clear()]; };
const [outer, forget] = inner();
const remembered = (x) => { if (!memo.has("y")) memo.set("y", x * x); return memo.get("y") * (n += 1); };
function marks(x) { return x; }
marks.n = 1;
const c = new Counter();
const square = adjoint((x) => x * x, (x) => [x * x, (d) => [2 * x * d]]);
const pick = (o, k) => o[k];
const fail = (x) => pick([hook], 0)(x, (d) => d);
const counter = () => { let i = 0; return () => ++i; };
let count = counter();
function* both(x) { yield x; yield x * x; }
export const reset = () => { n = 0; text = ""; memo.clear(); set.clear(); list.length = 0; o.k.c = 0; typed.fill(0); c.c = 0; K.s = 1; K.list.length = 1; marks.n = 1; count = counter(); p.clear(); heir.list.length = 0; key.c = 0; hidden[SYMBOL].c = 0; hidden.c.n = 0; ints.fill(0); new Uint8Array(bytes).fill(0); forget(); };
export const state = () => JSON.stringify([n, text, [...memo], [...set], list, o, [...typed], c, K.s, K.list, marks.n, count(), p.get(), heir.list, key, hidden[SYMBOL], hidden.c, [...ints], [...new Uint8Array(bytes)]]);
`;

const bodies: Readonly<Record<string, string>> = {
  "a hook": "n++; return hook(x, (d) => d) * n;",
  "a rule without tangents": "n++; return square(x) * n;",
  "a generator": "n++; let s = 0; for (const v of both(x)) s += v; return s * n;",
  "a private member": "n++; return new Hidden(x).get() * n;",
  "a hook in a callback": "n++; return [x, 2].map((y) => hook(y, (d) => d) * n).reduce((a, b) => a + b);",
  "a memo": `if (!memo.has("y")) memo.set("y", x * x); return hook(x, (d) => d) * memo.get("y");`,
  "a variable": "n++; return fail(x) * n;",
  "a text": `text += "a"; return fail(x) * text.length;`,
  "a Map": `if (!memo.has("y")) memo.set("y", x * x); return fail(x) * memo.get("y");`,
  "a Set": "set.add(set.size); return fail(x) * set.size;",
  "a list": "list.push(x); return fail(x) * list.length * list[0];",
  "an object in an object": "o.k.c++; return fail(x) * o.k.c;",
  "a typed array": "typed[1] += 2; return fail(x) * typed[1];",
  "an object, by its method": "const q = pick([c], 0); return q.inc() * fail(x);",
  "static fields of a class": "K.s += 0.5; K.list.push(2); return fail(x) * K.s * K.list.length;",
  "a field of a function": "marks.n += 1; return fail(x) * marks(x) * marks.n;",
  "what a closure has captured": "return count() * fail(x);",
  "what a function changes that is called by another's method":
    "const v = remembered.call(null, x); return fail(x) * v;",
  "what a closure has captured that is called by a function declared before it": "return outer(x) * fail(x);",
  "private fields, static ones among them": "return p.inc() * fail(x);",
  "fields that are not seen": "hidden[SYMBOL].c++; hidden.c.n++; return fail(x) * hidden[SYMBOL].c * hidden.c.n;",
  "what is inherited": "heir.list.push(1); return fail(x) * heir.list.length;",
  "the key of a Map": "for (const [k, v] of byKey) k.c += v; return fail(x) * key.c;",
  "the bytes of a buffer":
    "ints[0]++; new Float64Array(bytes)[0] += 1; return fail(x) * ints[0] * new Float64Array(bytes)[0];",
  "an argument's memory, that a closure sees too":
    "typed[0] += 1; const see = { get v() { return typed[0]; } }; return fail(x) * see.v;",
  "nothing, but an infinite slope": "n++; return Math.sqrt(x - 2) * n;",
  "the argument of an inner gradient":
    "const v = [x]; const [g] = gradient((v) => { v[0] *= v[0]; return v[0] * v[0]; }, v); return g[0] + v[0];",
  "what an inner gradient's function has captured":
    "let o = 1; const [g] = gradient((q) => { o *= x * q; return o * q; }, x); return g * o;",
};

/** The inner gradients are refused in a sweep: their functions change what they are given. */
const SLOPES: Readonly<Record<string, number>> = {
  "the argument of an inner gradient": 12 * 2 ** 2 + 2 * 2,
  "what an inner gradient's function has captured": 8 * 2 ** 3,
};

describe("jvp calls a function once that changes", () => {
  for (const [name, body] of Object.entries(bodies)) {
    it(name, async () => {
      const { gradient, jvp } = await modes();
      const { f, reset, state } = (await load(`${program}export const f = (x) => { "differentiable"; ${body} };`, {
        options: { order: 2 },
      })) as Record<string, (x?: number) => unknown>;
      const fresh = <T>(run: () => T): T => {
        reset?.();
        return run();
      };
      const value = fresh(() => f?.(2));
      const left = state?.();
      const slope = SLOPES[name] ?? fresh(() => gradient(f, 2))[0];
      const both = fresh(() => jvp(f, [2], [1]));
      expect(both[0]).to.equal(value);
      expect(both[1]).to.equal(slope);
      expect(state?.()).to.equal(left);
    });
  }

  it("something, and throws", async () => {
    const { jvp } = await modes();
    const { f, count } = (await load(
      `let n = 0; export const f = (x) => { "differentiable"; n++; if (n === 1) throw new Error("once"); return x * n; }; export const count = () => n;`,
      { options: { order: 2 } },
    )) as Record<string, (x?: number) => unknown>;
    expect(() => jvp(f, [2], [1])).to.throw("once");
    expect(count?.()).to.equal(1);
  });

  it("something unknown, and refuses", async () => {
    const { jvp } = await modes();
    const source = `${program}const foreign = new Function("return { n: 0 }")(); const bump = new Function("o", "return ++o.n");
export const f = (x) => { "differentiable"; return bump(foreign) * fail(x); };`;
    const { f } = await load(source, { options: { order: 2 } });
    expect(() => jvp(f, [2], [1])).to.throw(/NOT_DIFFERENTIABLE.*`hook` has no rule for tangents/);
  });

  it("a Map with its own `set`, which is put back as it was", async () => {
    const { jvp } = await modes();
    const source = `class Twice extends Map { set(k, v) { return super.set(k, 2 * v); } }
export const m = new Twice([["a", 1.5]]);
export const f = (m) => { "differentiable"; let t = 1; m.forEach((v) => { t *= v * v; }); return t; };`;
    const { f, m } = await load(source, { options: { order: 2 } });
    expect(jvp(f, [m], [new Map([["a", 1]])])).to.deep.equal([9, 6]);
    expect([...(m as Map<string, number>)]).to.deep.equal([["a", 3]]);
  });

  it("what it freezes, and refuses", async () => {
    const { jvp } = await modes();
    const source = `${program}export const f = (x) => { "differentiable"; o.k.c++; Object.freeze(o.k); return fail(x) * o.k.c; };`;
    const { f } = await load(source, { options: { order: 2 } });
    expect(() => jvp(f, [2], [1])).to.throw(/NOT_DIFFERENTIABLE.*what it has frozen cannot be put back/);
  });

  for (const [name, body] of Object.entries({
    "a WeakMap": "if (!weak.has(o)) weak.set(o, x * x); return fail(x) * weak.get(o);",
    "a WeakSet": "const n = members.has(o) ? 2 : 1; members.add(o); return fail(x) * n;",
    "a date": "date.setTime(date.getTime() + 1); return fail(x) * date.getTime();",
    "where an expression looks next": 'search.test("aaaa"); return fail(x) * search.lastIndex;',
    "an iterator": "const n = items.next().value; return fail(x) * n;",
  }))
    it(`${name}, which cannot be put back, and refuses`, async () => {
      const { jvp } = await modes();
      const source = `import { hook } from "@fluxion/runtime";
const o = {}, pick = (o, k) => o[k], fail = (x) => pick([hook], 0)(x, (d) => d);
const weak = new WeakMap(), members = new WeakSet(), date = new Date(0), search = /a/g, items = [1, 2, 3].values();
export const f = (x) => { "differentiable"; ${body} };`;
      const { f } = await load(source, { options: { order: 2 } });
      expect(() => jvp(f, [2], [1])).to.throw(/NOT_DIFFERENTIABLE.*`hook` has no rule for tangents/);
    });
});
