/** Every way to get a number × every way to use it. */
import type { Program } from "../../support/program.ts";
import { some, type Text } from "./some.ts";

/** Statements, and an expression that is a number which depends on `x`. */
const producers: Readonly<Record<string, readonly [setup: string, value: string]>> = {
  prod: ["", "x * s"],
  elem: ["const a = [1, x * x];", "a[1]"],
  elemVar: ["const a = [1, x * x]; let i = 1;", "a[i]"],
  typed: ["const a = Float64Array.of(1, x);", "a[1]"],
  field: ["const o = { v: x * x };", "o.v"],
  deep: ["const o = { a: [{ v: x }] };", "o.a[0].v"],
  getter: ["const o = { get v() { return x * x; } };", "o.v"],
  method: ["const o = { k: x, m(q) { return this.k * q; } };", "o.m(s)"],
  cls: ["const o = new C(x);", "o.v"],
  acc: ["const o = new C(x);", "o.acc"],
  meth: ["const o = new C(x);", "o.mul(s)"],
  stat: ["", "C.twice(x)"],
  sup: ["const o = new D(x);", "o.mul(s)"],
  priv: ["const o = new C(x);", "o.priv()"],
  clos: ["const g = (q) => q * x;", "g(s)"],
  curried: ["const g = (a) => (b) => a * b * x;", "g(s)(2)"],
  gen: ["function* g() { yield 1; yield x * s; }", "[...g()][1]"],
  genNext: ["function* g(q) { const r = yield q; yield r * x; } const it = g(s); it.next();", "it.next(x).value"],
  destr: ["", "(({ a: [, q] }) => q)({ a: [1, x * s] })"],
  spread: ["const a = [x, s];", "((p, q) => p * q)(...a)"],
  mapGet: ["const m = new Map([['k', x * s]]);", "m.get('k')"],
  setIter: ["const m = new Set([x * s]);", "[...m][0]"],
  cond: ["", "(x > 0 ? x * s : 1)"],
  nul: ["const o = { v: null };", "(o.v ?? x * s)"],
  or: ["", "(0 || x * s)"],
  and: ["", "(1 && x * s)"],
  opt: ["const o = { a: { v: x } };", "(o?.a?.v)"],
  optCall: ["const o = { f: (q) => q * x };", "(o.f?.(s))"],
  comma: ["", "(s *= 2, x * s)"],
  asg: ["let q;", "(q = x * s)"],
  incr: ["let q = x;", "q++"],
  preincr: ["let q = x;", "++q"],
  math: ["", "Math.sin(x * s)"],
  hypot: ["", "Math.hypot(x, s, 2)"],
  max: ["", "Math.max(x, s - 5, 0.1)"],
  at: ["const a = [1, x * s];", "a.at(-1)"],
  reduce: ["const a = [x, s, 2];", "a.reduce((p, q) => p * q)"],
  find: ["const a = [9, x * s];", "a.find((q) => q < 5)"],
  slice: ["const a = [9, x * s, 1];", "a.slice(1)[0]"],
  mapF: ["const a = [x, s];", "a.map((q) => q * x)[1]"],
  flat: ["const a = [[x], [s * x]];", "a.flat()[1]"],
  sort: ["const a = [3, x * s * 0.1, 2];", "a.sort((p, q) => p - q)[0]"],
  pop: ["const a = [1, x * s];", "a.pop()"],
  shift: ["const a = [x * s, 1];", "a.shift()"],
  splice: ["const a = [1, x * s, 3];", "a.splice(1, 1)[0]"],
  entries: ["const o = { a: x, b: x * s };", "Object.entries(o)[1][1]"],
  values: ["const o = { a: x, b: x * s };", "Object.values(o)[1]"],
  assign: ["const o = Object.assign({ a: 1 }, { a: x * s });", "o.a"],
  spreadO: ["const o = { ...{ a: x * s }, b: 1 };", "o.a"],
  from: ["const a = Array.from({ length: 2 }, (_, i) => x * i * s);", "a[1]"],
  iife: ["", "(() => { let q = x; q *= s; return q; })()"],
  rec: ["const r = (n) => n === 0 ? 1 : x * r(n - 1);", "r(3)"],
  thrown: ["const g = () => { try { throw x * s; } catch (e) { return e; } };", "g()"],
  fin: ["const g = () => { let q = x; try { return q * s; } finally { q = 5; } };", "g()"],
  args: ["function g() { return arguments[0] * arguments[1]; }", "g(x, s)"],
  rest: ["const g = (...r) => r[0] * r[1];", "g(x, s)"],
  dflt: ["const g = (a, b = a * x) => a * b;", "g(s)"],
  call: ["function g(q) { return this.k * q; }", "g.call({ k: x }, s)"],
  bind: ["const g = ((a, b) => a * b).bind(null, x);", "g(s)"],
  tagged: ["const g = (_, a, b) => a * b;", "g`${x}${s}`"],
  sym: ["const y = Symbol(); const o = { [y]: x * s };", "o[y]"],
  neg: ["", "-(x * s)"],
  pow: ["", "x ** 2.5"],
  mod: ["", "(x * 3) % 0.8"],
  newt: ["", "new C(x * s).v"],
  sub: ["const a = new Float64Array([1, x, s]);", "a.subarray(1)[0]"],
  f32: ["const a = new Float64Array(2); a.set([x * s], 1);", "a[1]"],
  wm: ["const key = {}; const m = new WeakMap([[key, x * s]]);", "m.get(key)"],
  structd: ["const o = structuredClone({ a: [x * s] });", "o.a[0]"],
  nest: ["const g = () => { const h = () => x * s; return h(); };", "g()"],
  labelled: [
    "let q = 0; o: for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) { if (j === 2) continue o; if (i === 2) break o; q += x * i * j; }",
    "q",
  ],
  sw: ["let q = 1; switch (2) { case 1: q = 7; case 2: q *= x; case 3: q += s; break; default: q = 0; }", "q"],
  it: ["const o = { *[Symbol.iterator]() { yield x; yield x * s; } };", "[...o][1]"],
  itDestr: [
    "const o = { [Symbol.iterator]() { let i = 0; return { next: () => ({ done: i > 2, value: x * i++ }) }; } }; const [, q] = o;",
    "q",
  ],
  forin: ["const o = { a: x, b: s }; let q = 1; for (const k in o) q *= o[k];", "q"],
  del: ["const o = { a: x * s, b: 1 }; delete o.b;", "o.a"],
  proto: ["const o = Object.create({ v: 1 }); o.v = x * s;", "o.v"],
  frozen: ["const o = Object.freeze({ v: x * s });", "o.v"],
  copyW: ["const a = [x * s, 2, 3]; a.copyWithin(1, 0);", "a[1]"],
  fill: ["const a = new Array(3).fill(x * s);", "a[2]"],
  rev: ["const a = [x * s, 2]; a.reverse();", "a[1]"],
  concat: ["const a = [1].concat([x * s]);", "a[1]"],
  withm: ["const a = [1, 2].with(1, x * s);", "a[1]"],
  groupBy: ["const g = Object.groupBy([x, 2 * x], (q) => q > 1 ? 'a' : 'b');", "g.a[0]"],
  flatMap: ["const a = [x, s].flatMap((q) => [q, q * x]);", "a[3]"],
  toSorted: ["const a = [5, x * s].toSorted((p, q) => p - q);", "a[0]"],
  findLast: ["const a = [x, x * s, 100];", "a.findLast((q) => q < 50)"],
};

const consumers: Readonly<Record<string, Text>> = {
  add: (p) => `s += ${p};`,
  mul: (p) => `s *= ${p};`,
  sq: (p) => `const q1 = ${p}; s += q1 * q1;`,
  lit: (p) => `const l = [${p}, s]; l[0] *= l[1]; s += l[0];`,
  obj: (p) => `const u = { a: ${p} }; u.b = u.a * x; s += u.a * u.b;`,
  cap: (p) => `const v1 = ${p}; const h = (k) => v1 * k; s += h(x) * h(2);`,
  cons: (p) => `s += new C(${p}).mul(x);`,
  push: (p) => `const l = []; l.push(${p}, x); s += l[0] * l[1];`,
  loop: (p) => `for (let n = 0; n < 3; n++) s += ${p} * n;`,
  loopAcc: (p) => `let w = 1; for (let n = 0; n < 3; n++) { w = w * 0.5 + ${p}; if (w > 100) break; } s += w;`,
  whileT: (p) => `let n = 0; while (${p} > -100 && n++ < 2) s *= 1.1;`,
  iff: (p) => `if (${p} > 0.1) s += ${p}; else s -= x;`,
  trye: (p) => `try { s += ${p}; throw { v: s * x }; } catch (e) { s += e.v; }`,
  fin: (p) => `try { s += 1; } finally { s *= ${p}; }`,
  yieldd: (p) =>
    `function* gg() { const r = yield ${p}; yield r * x; } const gi = gg(); let first = gi.next().value; s += first + gi.next(s).value;`,
  map: (p) => `const mm = new Map(); mm.set("k", ${p}); mm.set("k", mm.get("k") * x); s += mm.get("k");`,
  typ: (p) => `const ta = new Float64Array(2); ta[0] = ${p}; ta[1] = ta[0] * ta[0]; s += ta[1];`,
  mathf: (p) => `s += Math.atan(${p}) + Math.exp(-(${p}));`,
  dflt: (p) => `const h = (k = ${p}) => k * k; s += h();`,
  spread: (p) => `s += Math.max(...[${p}, -50]);`,
  ret: (p) => `const h = () => { for (;;) { if (x > 0) return ${p}; } }; s += h();`,
  recur: (p) => `const h = (n) => n > 0 ? h(n - 1) * 0.5 + ${p} : x; s += h(2);`,
  sortc: (p) => `const l = [${p}, s, 0.05]; l.sort((a1, b1) => a1 - b1); s += l[0] * l[2];`,
  swap: (p) => `let u = ${p}, w = x; [u, w] = [w, u * 2]; s += u * w * w;`,
  tmpl: (p) => "const u = { k1: " + p + " }; s += u[`k${1}`] * x;",
  sub: (p) => `const l = [1, 2, 3]; l[1] -= ${p}; l[2] **= 2; s += l[1] * l[2] * x;`,
  nul: (p) => `let u = null; u ??= ${p}; u &&= u * x; s += u;`,
  tern: (p) => `s += (${p} > 0 ? ${p} : x) * (x ? 1 : ${p});`,
  cls: (p) => `class K { f = ${p}; g() { return this.f * x; } } const k1 = new K(); k1.f *= 2; s += k1.g();`,
  gett: (p) => `const u = { get v() { return ${p}; }, set v(k) { s = k * x; } }; u.v = u.v * 2;`,
  reduce: (p) => `s += [1, 2, 3].reduce((acc, k) => acc * 0.3 + k * ${p}, x);`,
  forof: (p) => `for (const k of [${p}, x]) s += k * k;`,
  destr: (p) => `const { a: [u = 1], ...w } = { a: [${p}], b: x }; s += u * w.b;`,
  ignore: (p) => `s += ignoreFn(() => 1) * ${p};`,
  ckpt: (p) => `s += checkpointed((k) => k * k * x, ${p});`,
  sto: (p) => `s += stopGradient(0.5) * ${p};`,
  throwArg: (p) =>
    `const h = (k) => { if (k < 1e9) throw new Err(k); return 1; }; try { s += h(${p}); } catch (e) { s += e.k * e.k; }`,
  label: (p) => `b: { s += ${p}; if (s > 0.01) break b; s = 1; }`,
  sw: (p) => `switch (true) { case ${p} > 1000: s = 0; break; case ${p} > -1000: s += ${p} * x; default: s *= 2; }`,
  nestedF: (p) => `s += ((u) => ((w) => w * u)(u + x))(${p});`,
  apply: (p) => `s += ((u, w) => u * w).apply(null, [${p}, x]);`,
  alias: (p) => `const u = { v: ${p} }; const w = u; w.v *= x; s += u.v * w.v;`,
  acc2: (p) => `const u = [0, 0]; for (let n = 0; n < 4; n++) u[n % 2] += ${p} * (n + 1); s += u[0] * u[1];`,
};

const used = `import { checkpointed, stopGradient, ignore as ignoreFn } from "@fluxion/runtime"; class Err extends Error { constructor(k) { super("e"); this.k = k; } }
class C { #p; constructor(v) { this.v = v; this.w = v * 2; this.#p = v * v; } get acc() { return this.w * this.v; } mul(q) { return this.v * q; } priv() { return this.#p; } static twice(q) { return 2 * q * q; } }
class D extends C { constructor(v) { super(v * 2); this.z = v; } mul(q) { return super.mul(q) * this.z; } }
`;

export function usesOfValues(every: number): Program[] {
  const all = Object.entries(producers).flatMap(([from, [setup, value]]) =>
    Object.entries(consumers).flatMap(([use, consume]): Program[] => {
      if (USED_UP.has(from) && TWICE.has(use)) return [];
      if (from === "proto" && STILL.has(use)) return [];
      return [
        {
          name: `${from}, ${use}`,
          source: `${used}function f(x) { "differentiable"; let s = x * 1.3 + 0.2; ${setup} ${consume(value)} return s; }`,
          args: "0.7",
          ...(from === "proto" ? { refused: "NOT_DIFFERENTIABLE" } : {}),
        },
      ];
    }),
  );
  return some(all, every);
}

/** What gives its number once, and what asks for it more than once. */
const USED_UP = new Set(["genNext", "pop", "shift", "splice"]);
const TWICE = new Set(["loop", "loopAcc", "iff", "mathf", "recur", "tern", "reduce", "whileT", "sw", "acc2"]);

/** Where nothing depends on the number. */
const STILL = new Set(["whileT", "sortc"]);
