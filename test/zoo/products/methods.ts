/** Every kind of list × everything that can be done with one. */
import type { Program } from "../../support/program.ts";
import { some, type Text } from "./some.ts";

/** Statements, and an expression that is a list of x, s, 2 x and 0.5. */
const receivers: Readonly<Record<string, readonly [setup: string, list: string]>> = {
  made: ["const a = [x, s, 2 * x, 0.5];", "a"],
  param: ["", "pa"],
  field: ["const o = { a: [x, s, 2 * x, 0.5] };", "o.a"],
  nested: ["const n2 = [[1], [x, s, 2 * x, 0.5]];", "n2[1]"],
  captured: ["let a = [x, s, 2 * x, 0.5]; const touch = () => a; touch();", "a"],
  sub: ["class L extends Array {} const a = L.from([x, s, 2 * x, 0.5]);", "a"],
  mapv: ["const mp = new Map([['k', [x, s, 2 * x, 0.5]]]);", "mp.get('k')"],
  ret: ["const mk = () => gl; const gl = [x, s, 2 * x, 0.5];", "mk()"],
  spread: ["const a = [...[x, s], 2 * x, 0.5];", "a"],
  slice: ["const a = [9, x, s, 2 * x, 0.5].slice(1);", "a"],
  typed: ["const a = new Float64Array([x, s, 2 * x, 0.5]);", "a"],
  typedParam: ["", "pt"],
  subarr: ["const a = new Float64Array([1, x, s, 2 * x, 0.5]).subarray(1);", "a"],
  sparse: ["const a = [x, s, , 0.5]; a[2] = 2 * x;", "a"],
  args: ["const a = (function () { return Array.prototype.slice.call(arguments); })(x, s, 2 * x, 0.5);", "a"],
  arrLike: ["const a = Array.from({ length: 4, 0: x, 1: s, 2: 2 * x, 3: 0.5 });", "a"],
  alias: ["const b = [x, s, 2 * x, 0.5]; const a = b;", "a"],
  mod: ["marr.length = 0; marr.push(x, s, 2 * x, 0.5);", "marr"],
};

const methods: Readonly<Record<string, Text>> = {
  push: (a) => `${a}.push(x * s); s += ${a}[4] * ${a}.length;`,
  pushMany: (a) => `${a}.push(...[x, s], 3); s += ${a}[5] * ${a}[4];`,
  pop: (a) => `s += ${a}.pop() * x + ${a}[2];`,
  shift: (a) => `s += ${a}.shift() * 2 + ${a}[0];`,
  unshift: (a) => `${a}.unshift(x * x, 1); s += ${a}[0] * ${a}[3];`,
  splice: (a) => `const r = ${a}.splice(1, 2, x ** 3, s, 7); s += r[0] * r[1] + ${a}[1] * ${a}[2] + ${a}[4];`,
  spliceNeg: (a) => `const r = ${a}.splice(-2); s += r[0] * r[1] * ${a}[1];`,
  slice: (a) => `const r = ${a}.slice(1, -1); r[0] *= x; s += r[0] * r[1] + ${a}[1];`,
  concat: (a) => `const r = ${a}.concat([x * x], s); s += r[4] * r[5] * r[0];`,
  reverse: (a) => `${a}.reverse(); s += ${a}[1] * x + ${a}[3] ** 2;`,
  sort: (a) => `${a}.sort((p, q) => p - q); s += ${a}[0] * x + ${a}[3] ** 2;`,
  sortDefault: (a) => `${a}.sort(); s += ${a}[0] * x + ${a}[3] ** 2;`,
  fill: (a) => `${a}.fill(x * s, 1, 3); s += ${a}[1] * ${a}[2] + ${a}[3];`,
  copyWithin: (a) => `${a}.copyWithin(0, 1, 3); s += ${a}[0] * ${a}[1] + ${a}[2];`,
  at: (a) => `s += ${a}.at(-2) * ${a}.at(0);`,
  withh: (a) => `const r = ${a}.with(1, x * x); s += r[1] * r[0] + ${a}[1];`,
  toReversed: (a) => `const r = ${a}.toReversed(); s += r[0] + r[1] * r[2];`,
  toSorted: (a) => `const r = ${a}.toSorted((p, q) => q - p); s += r[0] * 3 + r[1] * r[2];`,
  toSpliced: (a) => `const r = ${a}.toSpliced(1, 1, x * x, 4); s += r[1] * r[3];`,
  map: (a) => `const r = ${a}.map((v, i, arr) => v * x + i + arr[0]); s += r[1] * r[2];`,
  filter: (a) => `const r = ${a}.filter((v) => v > 0.6); s += r[0] * r[1];`,
  reduce: (a) => `s += ${a}.reduce((p, v, i) => p * 0.5 + v * v * (i + 1), x);`,
  reduce1: (a) => `s += ${a}.reduce((p, v) => p * v);`,
  reduceRight: (a) => `s += ${a}.reduceRight((p, v) => p * 0.7 + v, 1);`,
  forEach: (a) => `${a}.forEach((v, i) => { s += v * v * i; });`,
  forEachMut: (a) => `${a}.forEach((v, i, arr) => { arr[i] = v * x; }); s += ${a}[0] * ${a}[3];`,
  find: (a) => `s += ${a}.find((v) => v > 1) * x;`,
  findIndex: (a) => `s += ${a}[${a}.findIndex((v) => v > 1)] * x;`,
  findLast: (a) => `s += ${a}.findLast((v) => v > 0.6) ** 2;`,
  some: (a) => `s *= ${a}.some((v) => { s += v * 0.1; return v > 1; }) ? x : 2;`,
  every: (a) => `s *= ${a}.every((v) => { s += v * 0.1; return v < 1; }) ? 2 : x;`,
  includes: (a) => `s += ${a}.includes(0.5) ? x * x : 1;`,
  indexOf: (a) => `s += ${a}.indexOf(0.5) * x;`,
  join: (a) => `s += ${a}.join("").length > 2 ? x * x : 1;`,
  keys: (a) => `for (const k of ${a}.keys()) s += ${a}[k] * k;`,
  values: (a) => `for (const v of ${a}.values()) s += v * v;`,
  entries: (a) => `for (const [i, v] of ${a}.entries()) s += v * v * i;`,
  forof: (a) => `for (const v of ${a}) { s = s * 0.9 + v; }`,
  forofBreak: (a) => `for (const v of ${a}) { if (v > 1) break; s += v * v; }`,
  forin: (a) => `for (const k in ${a}) s += ${a}[k] * (+k + 1);`,
  destr: (a) => `const [p, , ...r] = ${a}; s += p * r[0] * r.length;`,
  destrDef: (a) => `const [p, q = 1, , , w = x * x] = ${a}; s += p * q * w;`,
  destrSwap: (a) => `[${a}[0], ${a}[2]] = [${a}[2], ${a}[0] * x]; s += ${a}[0] * 2 + ${a}[2];`,
  spreadCall: (a) => `s += Math.max(...${a}) * Math.min(...${a});`,
  spreadArr: (a) => `const r = [1, ...${a}, ...${a}]; s += r[2] * r[5];`,
  flat: (a) => `const r = [${a}, [x]].flat(); s += r[1] * r[4];`,
  flatMap: (a) => `const r = ${a}.flatMap((v) => [v, v * x]); s += r[1] * r[4];`,
  from: (a) => `const r = Array.from(${a}, (v, i) => v * i * x); s += r[1] * r[2];`,
  of: (a) => `const r = Array.of(...${a}); s += r[0] * r[1];`,
  length0: (a) => `${a}.length = 2; ${a}[3] = x * x; s += ${a}[0] * ${a}[3];`,
  idx: (a) => `for (let i = 0; i < ${a}.length; i++) { ${a}[i] = ${a}[i] * s; s += ${a}[i] * 0.1; }`,
  accum: (a) => `for (let i = 1; i < ${a}.length; i++) ${a}[i] += ${a}[i - 1] * x; s += ${a}[3];`,
  setFrom: (a) => `const t = new Float64Array(6); t.set(${a}, 1); s += t[1] * t[3];`,
  typedFrom: (a) => `const t = Float64Array.from(${a}, (v) => v * x); s += t[0] * t[2];`,
  newTyped: (a) => `const t = new Float64Array(${a}); t[0] *= x; s += t[0] * t[1] + ${a}[0];`,
  mathApply: (a) => `s += Math.hypot.apply(null, ${a});`,
  setObj: (a) => `const u = new Set(${a}); for (const v of u) s += v * v;`,
  mapObj: (a) => `const u = new Map(${a}.entries ? [...${a}.entries()] : []); s += u.get(1) * u.get(2);`,
  objEnt: (a) => `s += Object.entries(${a})[1][1] * x + Object.values(${a})[2];`,
  assign: (a) => `const u = Object.assign([], ${a}); u[1] *= x; s += u[1] * ${a}[1];`,
  spreadO: (a) => `const u = { ...${a} }; s += u[1] * u[2];`,
  struct: (a) => `const u = structuredClone(${a}); u[0] *= x; s += u[0] * ${a}[0];`,
  callMap: (a) => `const r = Array.prototype.map.call(${a}, (v) => v * x); s += r[1] * r[2];`,
  reduceObj: (a) =>
    `const u = ${a}.reduce((acc, v, i) => { acc["k" + i] = v * x; return acc; }, {}); s += u.k1 * u.k2;`,
  reducePush: (a) =>
    `const u = ${a}.reduce((acc, v) => { acc.push(v * acc.length); return acc; }, []); s += u[1] * u[2];`,
  groupBy: (a) => `const g = Object.groupBy(${a}, (v) => (v > 1 ? "a" : "b")); s += g.a[0] * g.b[0];`,
  iterHelp: (a) =>
    `s += ${a}.values().map((v) => v * x).filter((v) => v > 0.3).take(2).toArray().reduce((p, q) => p * q, 1);`,
  lastIndexOf: (a) => `s += ${a}[${a}.lastIndexOf(0.5)] * x;`,
  del: (a) => `delete ${a}[1]; s += (${a}[1] ?? x * x) * ${a}[0];`,
  holes: (a) => `${a}[6] = x; let c = 0; ${a}.forEach((v) => { c++; s += v; }); s *= c;`,
  sortObjs: (a) => `const u = Array.from(${a}, (v) => ({ v })); u.sort((p, q) => p.v - q.v); s += u[0].v * u[3].v * x;`,
  nestedCb: (a) =>
    `s += ${a}.map((v) => ${a}.map((w) => v * w).reduce((p, q) => p + q, 0)).reduce((p, q) => p + q, 0);`,
  thisArg: (a) => `s += ${a}.map(function (v) { return v * this.k; }, { k: x })[1];`,
  throwCb: (a) =>
    `try { ${a}.forEach((v) => { if (v > 1) throw v * x; s += v; }); } catch (e) { if (typeof e !== "number") throw e; s += e; }`,
  mutPush: (a) => `const u = Array.from(${a}); u.forEach((v, i) => { if (i < 2) u.push(v * x); }); s += u[4] * u[5];`,
};

export function methodsOfLists(every: number): Program[] {
  const all = Object.entries(receivers).flatMap(([kind, [setup, list]]) =>
    Object.entries(methods).flatMap(([what, method]): Program[] =>
      TYPED.has(kind) && NOT_OF_TYPED.has(what)
        ? []
        : [
            {
              name: `${kind}, ${what}`,
              source: `const marr = [];
function f(x, pa = [x, x * 1.3 + 0.2, 2 * x, 0.5], pt = new Float64Array([x, x * 1.3 + 0.2, 2 * x, 0.5])) { "differentiable"; let s = x * 1.3 + 0.2; ${setup} ${method(list)} return s; }`,
              args: "0.7",
            },
          ],
    ),
  );
  return some(all, every);
}

const TYPED = new Set(["typed", "typedParam", "subarr"]);
const NOT_OF_TYPED = new Set([
  "push",
  "pushMany",
  "pop",
  "shift",
  "unshift",
  "splice",
  "spliceNeg",
  "concat",
  "toSpliced",
  "flatMap",
  "flat",
  "length0",
  "del",
]);
