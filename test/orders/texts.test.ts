/** Numbers that become text: whoever reads them back is told, in every mode, wherever the text has been kept; looking is allowed. */
import { expect } from "chai";
import { load } from "../support/harness.ts";

interface Modes {
  readonly gradient: (f: unknown, ...args: unknown[]) => readonly unknown[];
  readonly jvp: (f: unknown, args: unknown[], tangents: unknown[]) => [value: unknown, tangent: number];
  readonly hvp: (f: unknown, x: unknown, v: unknown) => number;
  readonly derivative: (f: unknown) => (x: number) => number;
}

const modes = async (): Promise<Modes> => (await import("@fluxion/runtime")) as unknown as Modes;

const program = `class Label { constructor(x) { this.x = x; this.s = \`\${x}\`; } get read() { return this.s * 2; } text() { return \`\${this.x}\`; } toString() { return \`\${this.x}\`; } }
class Text { s = ""; add(v) { this.s += v; } number() { return Number(this.s); } }
const joined = (a, b) => a + b;
const show = new Function("text", "globalThis.shown = text;");
`;

/** Of a number x; each reads a number from its text, and is not linear in that. */
const reading: Readonly<Record<string, string>> = {
  "a key of a Map": "const m = new Map(); m.set(String(x), 1); let y = 0; for (const [k] of m) y += k * k; return y;",
  "the keys of a Map": "let y = 0; for (const k of new Map([[`${x}`, 1]]).keys()) y += k * k; return y;",
  "a value of a Map": "const m = new Map(); m.set('a', `${x}`); return m.get('a') ** 2;",
  "a member of a Set": "let y = 0; for (const k of new Set([`${x}`])) y += k * k; return y;",
  "a field": "const o = {}; o.s = `${x}`; return o.s * x;",
  "an element": "const a = [`${x}`, '2']; return a[0] * a[1] * x;",
  "what a callback gives": "return [x, 2].map((v) => `${v}`).map((s) => s * s)[0];",
  "what a callback is given": "return [x, 2].map((v) => v + '').reduce((a, s) => a + s * x, 0);",
  "one of two": "const s = x > 1 ? `${x}` : 3; return s * s;",
  "a sum that begins as a text": "let s = ''; s += x; return (s - 0) * x;",
  "a captured constant": "const s = `${x}`; const g = () => s * s; return g();",
  "a captured variable": "let s = ''; const g = () => { s = `${x}`; }; g(); return s * s;",
  "a field that a getter reads": "return new Label(x).read ** 2;",
  "what a method gives": "return new Label(x).text() * x;",
  "what toString gives": "return String(new Label(x)) * x;",
  "an object in a template": "return `${new Label(x)}` * x;",
  "a default": "const g = (a, s = `${x}`) => s * a; return g(x);",
  "a rest parameter": "const g = (...s) => s[0] * s[0]; return g(`${x}`);",
  "a pattern": "const { s } = { s: `${x}` }; return s * s;",
  "what is yielded": "function* g() { yield `${x}`; } let y = 0; for (const s of g()) y += s * s; return y;",
  "what is thrown": "try { throw { s: `${x}` }; } catch (e) { return e.s * x; }",
  "what is thrown itself": "try { throw `${x}`; } catch (e) { return e * x; }",
  "an assignment with an operator": "let y = x; y *= `${x}`; return y;",
  "one more": "let s = `${x}`; s++; return s * s;",
  "a template of a text": "const s = `${x}`; return `${s}0` * x;",
  "a sign before it": "const s = `-${x}`; return s * x;",
  "a sum in a field": "const o = {}; o.s = '-'; o.s += x; return o.s * x;",
  "a sum in a field, by a method": "const t = new Text(); t.add('-'); t.add(x); return t.number() * x;",
  "a sum in a variable": "let s = ''; for (const c of ['-', x]) s = s + c; return s * x;",
  "a sum of a callback": "return ['-', x].reduce((a, b) => a + b) * x;",
  "a sum of elements": "const parts = ['-', x]; return (parts[0] + parts[1]) * x;",
  "a sum of what a function is given": "return joined('-', x) * x;",
  "a sum in a sum": "const o = { sign: '-' }; return Math.sin(o.sign + (x + x) - 1);",
  "a sum with a choice": "const sign = x > 0 ? '-' : 0; return (sign + x) * x;",
  "a captured sum": "let s = ''; [x, 2].forEach((v) => { s += v; }); return s * x;",
  "a typed array": "return new Float64Array([`${x}`])[0] * x;",
  "a typed array that is filled": "const t = new Float64Array(2); t.fill(`${x}`); return t[0] * x;",
  "its characters": "let y = 0; for (const c of String(x)) if (c !== '.') y += c * c; return y;",
  "its characters, of a list": "return Array.from(String(x), (c) => c * x)[0];",
  "its pieces, spread": "return Math.max(...String(x).split('.')) * x;",
  "entries of an object": "let y = 0; for (const [, v] of Object.entries({ a: `${x}` })) y += v * v; return y;",
  "keys of an object":
    "const o = {}; o[`${x}`] = 1; let y = 0; for (const [k] of Object.entries(o)) y += k * k; return y;",
  "keys of a loop": "const o = {}; o[`${x}`] = 1; let y = 0; for (const k in o) y += k * k; return y;",
};

/** The value does not depend on what is written there. */
const looking: Readonly<Record<string, string>> = {
  "the text of an iterator":
    "const m = new Map([['a', x]]); return x * x * (joined(0, m.values()) + `${m.entries()}` + String([x].keys())).length;",
  "it is given to code that nobody sees": "show(`x = ${x}`); return x ** 3;",
  "a key of a memo":
    "const m = new Map(); const g = (a, b) => { const k = `${a},${b}`; if (!m.has(k)) m.set(k, a * b); return m.get(k); }; return g(x, 2) * g(x, 2) * x;",
  "a key of an object": "const o = {}; const k = `k${x}`; o[k] = x ** 3; return o[k];",
  "it is compared": "return `${x}` === '' ? x : x ** 3;",
  "its length": "return `<${x}>`.length > 2 ? x ** 3 : x;",
  "a message": "try { throw new Error(`bad ${x}`); } catch (e) { return e.message === '' ? x : x ** 3; }",
  "a label beside numbers": "const o = { label: `v=${x}`, v: x ** 3 }; return o.label ? o.v : 0;",
  "texts are put together":
    "let s = ''; for (const p of [x, 2].map((v) => `<${v}>`)) s += p; return s.length > 0 ? x ** 3 : 0;",
  "an object's own text": "const p = new Label(x); return `${p}`.length > 0 ? p.x ** 3 : 0;",
  "a text of what is rounded": "return Number(`${Math.round(x)}`) * x ** 3;",
  "a sum in a field, which is a number": "const o = { s: '-' }; o.t = 1; o.s = x; o.s += x; return o.s * x ** 2;",
  "a sum of elements, which are numbers": "const parts = ['-', x, 2]; return (parts[1] + parts[2]) * x ** 2;",
  "a sum of numbers or of texts": "return joined(x, 1) * x ** 2 + joined('<', '>').length;",
  "a sum in a field, looked at": "const t = new Text(); t.add('-'); t.add(x); return t.s.length > 1 ? x ** 3 : x;",
  "a number in a variable that began as a text": "let s = ''; s = 1; s += x; return s * x ** 2;",
  "a text of characters, and a number of that":
    "let s = '', y = 0; for (const c of '12,3.5,') { if (c === ',') { y += Number(s) * x ** 3; s = ''; } else s += c; } return y;",
  "a template of pieces, and a number of that":
    "const [a, b] = '12.5'.split('.'); const s = `${a}.${b}`; const o = { s }; return o.s * x ** 3;",
  "a text that another number follows": "let s = '2'; s++; return s * x ** 3;",
  "a text that is made while a list changes":
    "const change = (a) => { a[0] = Math.sin(a[0]); const s = `${a[0]}`; return a.at(0) + s.length * 0; }; return change([x, 2]);",
};

const compile = async (body: string): Promise<(x: number) => number> =>
  (await load(`${program}export const f = (x) => { "differentiable"; ${body} };`, { options: { order: 2 } }))["f"] as (
    x: number,
  ) => number;

/** Of what is refused it is NaN: where a text is not known as one, its tangent is that, and no error. */
function numberOf(run: () => number): number {
  try {
    return run();
  } catch (error) {
    expect(String(error)).to.match(/NOT_DIFFERENTIABLE/);
    return NaN;
  }
}

describe("numbers that become text", () => {
  for (const [name, body] of Object.entries(reading)) {
    it(`are not read back: ${name}`, async () => {
      const { gradient, jvp, hvp, derivative } = await modes();
      const f = await compile(body);
      expect(f(1.25)).to.be.finite;
      const told = /NOT_DIFFERENTIABLE/;
      expect(() => gradient(f, 1.25)).to.throw(told);
      expect(() => jvp(f, [1.25], [1])).to.throw(told);
      expect(() => derivative(f)(1.25)).to.throw(told);
      expect(numberOf(() => hvp(f, 1.25, 1))).to.be.NaN;
      expect(() => derivative(derivative(f))(1.25)).to.throw(told);
    });
  }

  for (const [name, body] of Object.entries(looking)) {
    it(`are looked at: ${name}`, async () => {
      const { gradient, jvp, hvp, derivative } = await modes();
      const f = await compile(body);
      const slope = (f(1.25 + 1e-5) - f(1.25 - 1e-5)) / 2e-5;
      expect(gradient(f, 1.25)[0]).to.be.closeTo(slope, 1e-6);
      expect(jvp(f, [1.25], [1])[1]).to.be.closeTo(slope, 1e-6);
      const curvature = (f(1.25 + 1e-4) - 2 * f(1.25) + f(1.25 - 1e-4)) / 1e-8;
      expect(hvp(f, 1.25, 1)).to.be.closeTo(curvature, 1e-4);
      expect(derivative(derivative(f))(1.25)).to.be.closeTo(curvature, 1e-4);
    });
  }
});
