/** Every method of Array.prototype, and the static ones: their rules, or their callbacks' pullbacks. */
import type { Program } from "../support/program.ts";

export const arrayMethods: readonly Program[] = [
  {
    name: "map",
    source: `function f(xs, k) { "differentiable"; const ys = xs.map((x, i) => x * k * i + x * x); return ys[0] * ys[1] + ys[2]; }`,
    args: "[1.5, -0.5, 0.7], 0.9",
  },
  {
    name: "map with Math functions and with a named function",
    source: `const square = (x) => x * x;
function f(xs) { "differentiable"; const ys = xs.map(Math.sin).map(square); return ys[0] * ys[1] + xs.map(Math.exp)[2] + xs.map(Math.abs)[1]; }`,
    args: "[1.5, -0.5, 0.7]",
  },
  {
    name: "map to objects and to arrays",
    source: `function f(xs) { "differentiable"; const ps = xs.map((x) => ({ x, y: x * x })), qs = xs.map((x) => [x, x + 1]); return ps[0].x * ps[1].y + qs[2][1] * qs[0][0]; }`,
    args: "[1.5, -0.5, 0.7]",
  },
  {
    name: "map of objects, of strings, of rows",
    source: `function f(ps, M) { "differentiable"; const n = ["a", "bb"].map((w) => w.length); return ps.map(({ x }) => x * x)[1] * n[1] + M.map((r) => r.map((v) => v * r[0]))[1][1]; }`,
    args: "[{ x: 1.5 }, { x: 0.7 }], [[1, 2], [3, 4]]",
  },
  {
    name: "map that writes the array that it reads",
    source: `function f(xs) { "differentiable"; const ys = xs.map((x, i, all) => { all[i] = x * 3; if (i > 0) all[i - 1] *= x; return x * all[0]; }); return ys[0] * ys[1] * ys[2] + xs[0] * xs[1]; }`,
    args: "[1.5, -0.5, 0.7]",
  },
  {
    name: "map with a this argument",
    source: `function f(xs, k) { "differentiable"; const ys = xs.map(function (x) { return x * this.k; }, { k }); return ys[0] * ys[1]; }`,
    args: "[1.5, -0.5], 0.9",
  },
  {
    name: "map over holes",
    source: `function f(xs) { "differentiable"; const ys = xs.map((x) => x * x); return ys[0] * ys[2] + ys.length + (1 in ys ? 1000 : 0); }`,
    args: "[1.5, , 0.7]",
  },
  {
    name: "filter",
    source: `function f(xs) { "differentiable"; const ys = xs.filter((x) => x > 0); let s = 1; for (const y of ys) s *= y; return s * ys.length; }`,
    args: "[1.5, -0.5, 0.7]",
  },
  {
    name: "filter of objects keeps them",
    source: `function f(ps) { "differentiable"; const qs = ps.filter((p) => p.x > 0); qs[0].x *= 2; return ps[0].x * qs[1].x; }`,
    args: "[{ x: 1.5 }, { x: -1 }, { x: 0.7 }]",
  },
  {
    name: "reduce with and without a start",
    source: `function f(xs, s) { "differentiable"; return xs.reduce((a, x, i) => a * x + i, s) + xs.reduce((a, x) => a * x) * xs.reduce((a, x) => Math.max(a, x), -Infinity); }`,
    args: "[1.5, -0.5, 0.7], 2",
  },
  {
    name: "reduce into an object and into an array",
    source: `function f(xs) {
  "differentiable";
  const { sum, squares } = xs.reduce((acc, x) => ({ sum: acc.sum + x, squares: acc.squares + x * x }), { sum: 0, squares: 0 });
  const running = xs.reduce((acc, x) => { acc.push((acc.at(-1) ?? 1) * x); return acc; }, []);
  return sum * squares + running[2];
}`,
    args: "[1.5, -0.5, 0.7]",
  },
  {
    name: "reduceRight",
    source: `function f(xs) { "differentiable"; return xs.reduceRight((a, x, i) => a * 0.5 + x * x * i) + xs.reduceRight((a, x) => a * x + 1, 2); }`,
    args: "[1.5, -0.5, 0.7]",
  },
  {
    name: "forEach that bumps captured variables",
    source: `function f(xs) { "differentiable"; let s = 1, n = 0; xs.forEach((x, i) => { s = s * x + i; n++; }); return s * n; }`,
    args: "[1.5, -0.5, 0.7]",
  },
  {
    name: "flatMap and flat",
    source: `function f(xs, M) { "differentiable"; const ys = xs.flatMap((x) => (x > 0 ? [x, x * x] : [])), zs = M.flat(2); return ys[0] * ys[3] + zs[0] * zs[2] + ys.length; }`,
    args: "[1.5, -0.5, 0.7], [[1, [2]], [3]]",
  },
  {
    name: "some, every, find, findIndex, findLast, findLastIndex",
    source: `function f(xs) {
  "differentiable";
  let seen = 0;
  const some = xs.some((x) => { seen += x * x; return x < 0; });
  const every = xs.every((x) => { seen *= 1 + x; return x > 0; });
  return (some ? 2 : 1) * (every ? 100 : 3) * seen + xs.find((x) => x < 1) * xs.findIndex((x) => x < 1) + xs.findLast((x) => x < 1) * xs.findLastIndex((x) => x > 0);
}`,
    args: "[1.5, -0.5, 0.7]",
  },
  {
    name: "find of an object, and of nothing",
    source: `function f(ps, x) { "differentiable"; const p = ps.find((q) => q.id === 2); p.v *= x; return p.v * ps[1].v + (ps.find((q) => q.id === 9)?.v ?? x); }`,
    args: `[{ id: 1, v: 1.5 }, { id: 2, v: 0.7 }], 0.9`,
    tolerance: 1e-6,
    gradient: "[{ id: 0, v: 0 }, { id: 0, v: 2 * 0.7 * 0.81 }], 2 * 0.49 * 0.9 + 1",
  },
  {
    name: "indexOf, lastIndexOf, includes, join, keys",
    source: `function f(xs, x) { "differentiable"; return x * xs.indexOf(x) + xs.lastIndexOf(1.5) * x * x + (xs.includes(0.7) ? x : 0) + xs.join("").length + [...xs.keys()].length * x; }`,
    args: "[1.5, -0.5, 0.7], -0.5",
    gradient: "[0, 0, 0], 1 + 0 + 1 + 3",
  },
  {
    name: "slice, concat, at, with",
    source: `function f(xs, y) { "differentiable"; const a = xs.slice(1), b = xs.slice(-2, -1), c = a.concat(y, [y * y, xs[0]]), d = xs.with(1, y * 3); a[0] = 100; return c[0] * c[2] + b[0] * c.at(-1) * c.at(2) + d[1] * d[0]; }`,
    args: "[1.5, -0.5, 0.7], 0.9",
  },
  {
    name: "toReversed, toSorted, toSpliced leave the array alone",
    source: `function f(xs, y) { "differentiable"; const r = xs.toReversed(), s = xs.toSorted((a, b) => a - b), t = xs.toSpliced(1, 1, y, y * y); return r[0] * s[0] + t[2] * t[3] * xs[0] + s[2] * r[1]; }`,
    args: "[1.5, -0.5, 0.7], 0.9",
  },
  {
    name: "push and unshift return lengths, pop and shift of nothing",
    source: `function f(x) { "differentiable"; const xs = []; const none = xs.pop() ?? xs.shift() ?? x; return xs.push(x, x * none) * x + xs.unshift(none) * xs[2] * xs[0]; }`,
    args: "1.5",
  },
  {
    name: "Array.from in every form",
    source: `function f(xs, x) {
  "differentiable";
  const a = Array.from(xs), b = Array.from(xs, (v, i) => v * x * i), c = Array.from({ length: 3 }, (_, i) => x ** i), d = Array.from(new Set(xs), (v) => v * v), e = Array.from(new Map([["k", x]]));
  a[0] *= 2;
  return a[0] * xs[0] + b[2] * c[2] + d[1] * e[0][1];
}`,
    args: "[1.5, -0.5, 0.7], 0.9",
  },
  {
    name: "Array.isArray and spread copies",
    source: `function f(xs) { "differentiable"; const ys = [...xs, ...xs.map((x) => 2 * x)]; ys[0] = ys[3] * ys[1]; return Array.isArray(ys) ? ys[0] * xs[0] + ys[5] : 0; }`,
    args: "[1.5, -0.5, 0.7]",
  },
  {
    name: "entries, values, and iterators of them",
    source: `function f(xs) { "differentiable"; let s = 0; for (const x of xs.values()) s += x * x; for (const [i, x] of xs.entries()) s *= 1 + x * i; for (const i of xs.keys()) s += xs[i]; return s; }`,
    args: "[1.5, -0.5, 0.7]",
  },
  {
    name: "chain of methods",
    source: `const mean = (xs) => xs.reduce((a, b) => a + b, 0) / xs.length;
function f(xs) { "differentiable"; const m = mean(xs); const deviations = xs.map((x) => x - m); return Math.sqrt(mean(deviations.map((d) => d ** 2))) + mean(xs.filter((x) => x > m).map((x) => x * m)); }`,
    args: "[1.5, -0.5, 0.7, 3]",
  },
  {
    name: "softmax and cross-entropy by methods",
    source: `function softmax(z) { const m = Math.max(...z), e = z.map((v) => Math.exp(v - m)), s = e.reduce((a, b) => a + b); return e.map((v) => v / s); }
function f(z, target) { "differentiable"; return -softmax(z).map((p, i) => target[i] * Math.log(p)).reduce((a, b) => a + b, 0); }`,
    args: "[1.5, -0.5, 0.7], [0.2, 0.5, 0.3]",
  },
  {
    name: "zip and transpose",
    source: `const zip = (a, b) => a.map((x, i) => [x, b[i]]);
const transpose = (M) => M[0].map((_, j) => M.map((row) => row[j]));
function f(a, b) { "differentiable"; return zip(a, b).reduce((s, [x, y]) => s + x * y, 0) * transpose(zip(a, b))[1][0]; }`,
    args: "[1.5, -0.5], [0.7, 0.9]",
  },
  {
    name: "methods by generic call",
    source: `function f(x, y) { "differentiable"; const like = { 0: x, 1: y, length: 2 }; return Array.prototype.map.call(like, (v) => v * v)[1] * Array.prototype.slice.call([x, y], 1)[0]; }`,
    args: "1.5, 0.7",
  },
  {
    name: "comparator that bumps a counter",
    source: `let count = 0;
function f(xs) { "differentiable"; const ys = xs.toSorted((a, b) => { count++; return b - a; }); return ys[0] * ys[1] + (count > 0 ? ys[2] : 0); }`,
    args: "[1.5, -0.5, 0.7]",
    state: "count",
  },
  {
    name: "a callback that throws out of map, caught",
    source: `function f(xs) {
  "differentiable";
  let done = 0;
  try { xs.map((x) => { if (x < 0) throw new RangeError("negative"); done += x * x; return x; }); } catch (e) { done = done * 2 + e.message.length; }
  return done * xs[0];
}`,
    args: "[1.5, 0.3, -0.5, 0.7]",
  },
  {
    name: "comparators that change something",
    source: `function f(x) { "differentiable"; let c = 0; const seen = []; const r = [x, 1, 2 * x].sort((a, b) => { c += a * b; return a - b; }); const t = [x, undefined, 1, , 2 * x].toSorted((a, b) => { seen.push(x * a - b); return b - a; });
  const os = [{ v: x }, { v: 1 }, { v: 2 * x }]; os.sort((a, b) => { a.n = (a.n ?? 0) + b.v * x; c += a.v; return b.v - a.v; });
  return c * r[0] + t[0] + seen.reduce((p, q) => p + q * q, 0) + os[0].v + (os[1].n ?? 0) + (os[2].n ?? 0); }`,
    args: "1.5",
  },
  {
    name: "comparators of typed arrays, which are asked in another order",
    source: `function f(x) { "differentiable"; let c = 0; const r = new Float64Array([3 * x, x, 2 * x]).sort((a, b) => { c = c * 0.5 + a * b * x; return a - b; }); const t = new Float64Array([3 * x, x, 2 * x, 0.1, x * x]).toSorted((a, b) => { c = c * 0.5 + a * b; return a - b; }); return c * r[0] * t[1]; }`,
    args: "1.5",
  },
  {
    name: "a length that is no integer: of what goes through all",
    source: `function f(x, y) { "differentiable"; const like = { length: 2.5, 0: x, 1: x * y, 2: 5 * x }; let s = 0; const each = Array.prototype; each.forEach.call(like, (v) => { s += v * y; }); s += each.map.call(like, (v) => v * v).length * x + each.map.call(like, (v) => v * v)[1]; s += each.flatMap.call(like, (v) => [v, v]).reduce((a, b) => a * y + b, 0); return s + each.filter.call(like, (v) => v > 0).length * y; }`,
    args: "1.5, 0.7",
  },
  {
    name: "a length that is no integer: of reduce, and of what finds",
    source: `function f(x, y) { "differentiable"; const like = { length: 2.5, 0: x, 1: x * y, 2: 5 * x }; const each = Array.prototype; const found = each.find.call(like, (v, i) => i > 1) ?? x; return each.reduce.call(like, (a, v) => a * y + v, 1) * each.reduceRight.call(like, (a, v) => a * y + v) + found * each.findLast.call(like, () => true) + each.findIndex.call(like, (v, i) => i > 1) + each.findLastIndex.call(like, () => true) + (each.every.call(like, (v, i) => i < 2) ? x : y) + (each.some.call(like, (v, i) => i > 1) ? x : y); }`,
    args: "1.5, 0.7",
  },
  {
    name: "a length that is no integer, or a text: of from",
    source: `function f(x, y) { "differentiable"; return Array.from({ length: 1.5, 0: x, 1: y }).length * x + Array.from({ length: '2' }, (_, i) => x * i + y)[1] * Float64Array.from({ length: 1.5, 0: x * y, 1: y })[0] + Array.from({ length: NaN }, () => x).length + Array.from({ length: -2 }, () => x).length; }`,
    args: "1.5, 0.7",
  },
  {
    name: "a length that is no integer: of arguments",
    source: `function f(x, y) { "differentiable"; const f3 = (a, b = 2, c = 3) => a * b * c; return f3.apply(null, { length: 2.5, 0: x, 1: y, 2: 7 }) + Reflect.apply(f3, null, { length: 1.5, 0: x, 1: y }); }`,
    args: "1.5, 0.7",
  },
];
