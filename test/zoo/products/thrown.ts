/** What is gone through × what the turns do, one of which throws × where that is caught. */
import type { Program } from "../../support/program.ts";
import { some } from "./some.ts";

const declarations = `const chk = (v) => { if (v > 5) throw { v }; return v; };
class It { constructor(x) { this.x = x; } *[Symbol.iterator]() { yield this.x; yield this.x * 2; yield this.x * 3; } *items() { yield this.x; yield this.x ** 2; } }
class Hand { constructor(x) { this.x = x; } [Symbol.iterator]() { let i = 0; const { x } = this; return { next: () => i < 3 ? { value: x * ++i, done: false } : { value: undefined, done: true }, return: () => ({ done: true, value: undefined }) }; } }
function* mg(x) { yield x; yield 2 * x; yield 3 * x; }
function* fin(x, o) { try { yield x; yield 2 * x; yield x * x * 3; } finally { o.f = (o.f ?? 0) + x * x; } }
function* del(x) { yield x; yield* mg(x); yield* new It(x); }`;

const turns: Readonly<Record<string, string>> = {
  "a list": "for (const i of [x, 2 * x, 3 * x])",
  "a generator": "for (const i of mg(x))",
  "a generator in the function": "for (const i of loc())",
  "a generator with a finally": "for (const i of fin(x, o))",
  "a generator that delegates": "for (const i of del(x))",
  "an iterable": "for (const i of new It(x))",
  "what a method gives": "for (const i of new It(x).items())",
  "an iterator by hand": "for (const i of new Hand(x))",
  "what a helper gives": "for (const i of mg(x).map((v) => v * x))",
  "a counter": "for (let i = x; i < 9; i *= 1.7)",
  "a counter that throws": "for (let i = x; ; i = chk(i * 1.4))",
};

const bodies: Readonly<Record<string, string>> = {
  "a call": "s += i * i; chk(i * s);",
  "a throw": "s += i * i; if (s > 9) throw { v: s * i };",
  "a loop": "for (const j of mg(i)) { s += j * i; chk(s); }",
  "a method": "s += q.go(i);",
  "a closure": "s += cl(i);",
  "a turn that is cut short": "if (i < 2) continue; s += i; chk(s * 2);",
  "a finally": "try { s += i; chk(s * i); } finally { s *= x; }",
  "what is caught, and thrown again": "try { chk(i * 4); s += i; } catch (e) { s += e.v * i; if (s > 20) chk(s); }",
  "a callback": "[i, i * 2].forEach((k) => { s += chk(k * i); });",
  "a return": "s += i; if (s > 4) return s * i;",
  "a break": "s += i * i; if (s > 6) break;",
};

const places: Readonly<Record<string, (turn: string) => string>> = {
  around: (t) => `try { ${t} } catch (e) { return s * e.v + (o.f ?? 0); } return s + (o.f ?? 0);`,
  "around a helper": (t) =>
    `const h = () => { ${t} return s; }; try { h(); } catch (e) { return s * e.v + (o.f ?? 0); } return s;`,
  "around a finally": (t) =>
    `try { try { ${t} } finally { s = s * s; } } catch (e) { return s + e.v + (o.f ?? 0); } return s + (o.f ?? 0);`,
};

export function thrownOutOfLoops(every: number): readonly Program[] {
  const all = Object.entries(turns).flatMap(([over, turn]) =>
    Object.entries(bodies).flatMap(([what, body]) =>
      Object.entries(places).map(([where, place]) => ({
        name: `over ${over}, ${what}, caught ${where}`,
        source: `${declarations}
function f(x) { "differentiable"; let s = x * 0.1; const o = {}; const q = { go(v) { return chk(v * v) * x; } }; const cl = (v) => chk(v * x * s);
  const loc = function* () { yield x; yield x * x; yield 3; };
  ${place(`${turn} { ${body} }`)} }`,
        args: "1.5",
      })),
    ),
  );
  return some(all, every);
}
