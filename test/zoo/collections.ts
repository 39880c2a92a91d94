/** Map and Set as mutable dictionaries: set, get, has, delete, iteration, identity of keys. */
import type { Program } from "../support/program.ts";

export const collections: readonly Program[] = [
  {
    name: "a dictionary at module level",
    source: `const d = new Map();
function f(x) { "differentiable"; d.set("x", x); return d.get("x") * d.get("x"); }`,
    args: "5",
    state: "[...d]",
  },
  {
    name: "a plain object as a dictionary at module level",
    source: `const d = {};
function f(x) { "differentiable"; d.x = x; d["y"] = d.x * 2; return d.x * d.y; }`,
    args: "5",
    state: "({ ...d })",
  },
  {
    name: "a nested dictionary at module level",
    source: `const d = { inner: new Map([["deep", {}]]) };
function f(x) { "differentiable"; d.inner.get("deep").x = x; d.inner.set("y", d.inner.get("deep").x * 3); return d.inner.get("y") * d.inner.get("deep").x; }`,
    args: "5",
    state: "[...d.inner]",
  },
  {
    name: "a Map that two functions share",
    source: `const put = (m, k, v) => { m.set(k, (m.get(k) ?? 0) + v * v); return m; };
const total = (m) => { let s = 1; for (const [, v] of m) s *= v; return s; };
function f(x, y) { "differentiable"; const m = new Map(); put(m, "a", x); put(m, "b", y); put(m, "a", x * y); return total(m) * m.size; }`,
    args: "1.5, 0.7",
  },
  {
    name: "entry overwritten after it was used",
    source: `function f(m) { "differentiable"; const y = m.get("a") ** 2; m.set("a", m.get("b") * 3); m.set("b", y * m.get("a")); return m.get("b") + m.get("a") * y; }`,
    args: `new Map([["a", 1.5], ["b", 0.7]])`,
  },
  {
    name: "has, delete, clear",
    source: `function f(m, x) { "differentiable"; const a = m.get("a"); const was = m.delete("a"); m.set("c", m.has("a") ? 100 : x * a); m.delete("zz"); const c = m.get("c"); m.clear(); m.set("d", c); return was ? m.get("d") * m.size * x + (m.get("b") ?? x) : 0; }`,
    args: `new Map([["a", 1.5], ["b", 0.7]]), 2`,
  },
  {
    name: "keys by identity, and by number",
    source: `function f(ps) { "differentiable"; const m = new Map(); for (const p of ps) m.set(p, p.v * p.v); m.set(ps[0], m.get(ps[1]) * 2); m.set(1, m.get(ps[0])); m.set(NaN, 3); return m.get(ps[0]) * m.get(1) * m.get(NaN) + m.size * ps[0].v; }`,
    args: "[{ v: 1.5 }, { v: 0.7 }]",
  },
  {
    name: "iteration of entries, keys, values, forEach",
    source: `function f(m) {
  "differentiable";
  let s = 0;
  for (const [k, v] of m) s += v * v * k.length;
  for (const v of m.values()) s *= 1 + v;
  for (const k of m.keys()) s += m.get(k);
  for (const [k, v] of m.entries()) s += v * s * k.length;
  m.forEach((v, k, all) => { s += v * k.length * all.size; });
  return s;
}`,
    args: `new Map([["a", 1.5], ["bb", 0.7]])`,
  },
  {
    name: "writes while iterating",
    source: `function f(m, x) { "differentiable"; let s = 0; for (const [k, v] of m) { m.set(k, v * x); s += m.get(k) * v; if (m.size < 4) m.set(k + k, v + 1); } return s; }`,
    args: `new Map([["a", 1.5], ["b", 0.7]]), 0.9`,
  },
  {
    name: "values that are objects",
    source: `function f(m) { "differentiable"; for (const p of m.values()) p.v *= m.get("b").v; const q = m.get("a"); m.set("a", { v: 9 }); return q.v * m.get("b").v * m.get("a").v; }`,
    args: `new Map([["a", { v: 1.5 }], ["b", { v: 0.7 }]])`,
  },
  {
    name: "Map copied, spread, made from entries",
    source: `function f(m, x) { "differentiable"; const copy = new Map(m), list = [...m], other = new Map(list.map(([k, v]) => [k, v * x])); copy.set("a", x); return copy.get("a") * m.get("a") + list[1][1] * other.get("b") + Object.fromEntries(m).a; }`,
    args: `new Map([["a", 1.5], ["b", 0.7]]), 0.9`,
  },
  {
    name: "histogram with soft weights",
    source: `function f(xs) { "differentiable"; const bins = new Map(); for (const x of xs) { const k = Math.floor(x); bins.set(k, (bins.get(k) ?? 0) + (x - k)); bins.set(k + 1, (bins.get(k + 1) ?? 0) + (1 - x + k)); } let s = 0; for (const [k, w] of bins) s += w * w * (k + 1); return s; }`,
    args: "[1.5, 0.3, 1.7, 2.2]",
  },
  {
    name: "memo Map inside one call",
    source: `function f(x, n) { "differentiable"; const memo = new Map(); const fib = (k) => { if (k < 2) return x; if (!memo.has(k)) memo.set(k, fib(k - 1) * 0.9 + fib(k - 2) * x); return memo.get(k); }; return fib(n); }`,
    args: "1.1, 9",
    fixed: [1],
  },
  {
    name: "memo of objects by a WeakMap",
    source: `function f(ps) { "differentiable"; const cache = new WeakMap(); const norm = (p) => { if (!cache.has(p)) cache.set(p, p.x * p.x); return cache.get(p); }; return norm(ps[0]) * norm(ps[1]) + norm(ps[0]); }`,
    args: "[{ x: 1.5 }, { x: 0.7 }]",
  },
  {
    name: "a Set of numbers and of strings",
    source: `function f(x, y) { "differentiable"; const s = new Set([x, y, x]), t = new Set(); t.add("k").add("k"); s.add(x * y); s.delete(y); let r = t.size; for (const v of s) r = r * v + s.size; return s.has(x) ? r : 0; }`,
    args: "1.5, 0.7",
  },
  {
    name: "a Set of objects, visited once each",
    source: `function f(ps) { "differentiable"; const seen = new Set(); let s = 0; const visit = (p) => { if (seen.has(p)) return; seen.add(p); s += p.v * p.v * seen.size; for (const q of p.to) visit(ps[q]); }; visit(ps[0]); seen.forEach((p) => { s *= 1 + p.v * 0.1; }); return s; }`,
    args: "[{ v: 1.5, to: ['1', '2'] }, { v: 0.7, to: ['0'] }, { v: -0.5, to: ['1'] }]",
  },
  {
    name: "a Set of objects as an argument",
    source: `function f(set) { "differentiable"; let s = 1; for (const p of set) s *= p.v; return s; }`,
    args: "new Set([{ v: 1.5 }, { v: 0.7 }])",
  },
  {
    name: "set operations",
    source: `function f(x) { "differentiable"; const a = new Set(["p", "q"]), b = new Set(["q", "r"]); let n = 0; for (const k of a) if (b.has(k)) n++; return x * n + x * x * [...a, ...b].length; }`,
    args: "1.5",
  },
  {
    name: "Map as an argument with nested containers",
    source: `function f(m, x) { "differentiable"; const w = m.get("w"); w[0] *= x; return w[0] * w[1] * m.get("o").b + m.get("k"); }`,
    args: `new Map([["w", [1.5, -0.5]], ["o", { b: 0.7 }], ["k", 2], ["name", "x"]]), 0.9`,
  },
  {
    name: "groups of objects",
    source: `function f(ps) { "differentiable"; const groups = {}; for (const p of ps) (groups[p.kind] ??= []).push(p.v); let s = 0; for (const [kind, vs] of Object.entries(groups)) { const m = vs.reduce((a, b) => a + b) / vs.length; s += vs.reduce((a, v) => a + (v - m) ** 2, 0) * kind.length; } return s; }`,
    args: `[{ kind: "a", v: 1.5 }, { kind: "bb", v: 0.7 }, { kind: "a", v: -0.5 }, { kind: "bb", v: 2 }]`,
  },
  {
    name: "a Map that grows in its last turn",
    source: `function f(x) { "differentiable"; const m = new Map([["a", x]]); let s = 0; for (const [k, v] of m) { s += v * v; if (k.length < 3) m.set(k + k, v * x); } return s; }`,
    args: "0.7",
  },
  {
    name: "a Map whose values change while it is gone through",
    source: `function f(x) { "differentiable"; const m = new Map([["a", x], ["b", 2 * x]]); let s = 0; for (const v of m.values()) { s += v * v; m.set("b", x * x); } m.forEach((v, k) => { s += v; if (m.size < 4) m.set(k + k, x); }); return s; }`,
    args: "0.7",
  },
  {
    name: "iterators of a Map and of lists that several loops share",
    source: `function f(x, y) {
  "differentiable";
  const m = new Map([["a", x], ["b", x * y], ["c", y * y], ["d", 3]]);
  const values = m.values(), items = [x, y, x * y].values(), { next } = items;
  let s = values.next().value;
  for (const v of values) { s = s * s + v; break; }
  m.delete("a");
  s *= values.next().value;
  const [last] = values;
  const first = next.call(items).value;
  for (const v of items) { s += v * first; break; }
  return s * last + Math.max(...items);
}`,
    args: "1.5, 0.7",
  },
  {
    name: "a list that changes while its entries are gone through",
    source: `function f(x) { "differentiable"; const a = [x, 2, 3]; let s = 0; for (const [i, v] of a.entries()) { s += v * v; if (i < 2) a[i + 1] = x; } for (const v of a.values()) { s += v; a[2] = x * x; } return s; }`,
    args: "0.7",
  },
  {
    name: "a list that its comparator changes while it is sorted",
    source: `function f(x) {
  "differentiable";
  const xs = [x, 0.7, x * x, 1.1], ys = new Float64Array([x, 0.7, x * x, 1.1]);
  let calls = 0, s = 0;
  xs.sort((a, b) => { s += a * b; if (calls++ === 2) { xs.push(a * x); xs[0] = b; } return b - a; });
  ys.sort((a, b) => { s += a * b; if (calls++ === 6) { ys[1] = a * x; s += ys[1]; } return b - a; });
  const zs = ys.toSorted((a, b) => { ys[0] *= a; return a - b; }), ws = xs.toSorted((a, b) => { xs[0] = a; return a - b; });
  for (const list of [xs, ys, zs, ws]) for (const v of list) s = s * 0.9 + v * v;
  return s;
}`,
    args: "0.93",
  },
  {
    name: "numbers as keys, iterated in every way",
    source: `function f(x, y) {
  "differentiable";
  const m = new Map();
  m.set(x, y).set(y, x * y).set(x, 3 * y);
  let s = 0;
  for (const k of m.keys()) s += k * k;
  for (const [k, v] of m) s += k * v;
  for (const [k, v] of m.entries()) s *= 1 + k * v;
  m.forEach((v, k) => { s += k * k * v; });
  const [first, ...rest] = m.keys();
  return s * first + rest.length + [...m.keys()].reduce((a, k) => a * k, 1);
}`,
    args: "1.5, 0.7",
  },
  {
    name: "a number as a key, deleted and set again",
    source: `function f(x) { "differentiable"; const m = new Map([[x, 1]]); let s = 0; for (const k of m.keys()) s += k ** 3; m.delete(x); for (const k of m.keys()) s += 100 * k; m.set(x, s); for (const [k, v] of m) s += k * v; m.clear(); m.set(s, x); return s + m.keys().next().value * m.entries().next().value[0]; }`,
    args: "1.5",
  },
  {
    name: "a Map of numbers by numbers, copied",
    source: `function f(xs) { "differentiable"; const m = new Map(xs.map((x, i) => [x, i + x])); m.set(xs[0], 7); const n = new Map(m); let s = 0; for (const [k, v] of n) s += k * k * v; return s + Map.groupBy(xs, (x) => x * 2).keys().next().value; }`,
    args: "[1.5, 0.7, 2]",
  },
  {
    name: "entries of a Set",
    source: `function f(x, y) { "differentiable"; const t = new Set([x, y]); let s = 0; for (const [a, b] of t.entries()) s += a * a * b; return s + t.entries().next().value[0] * t.keys().next().value; }`,
    args: "1.5, 0.7",
  },
  {
    name: "a clone of a Map by objects",
    source: `function f(x) { "differentiable"; const k = { id: x }; const m = new Map([[k, x * x]]); const c = structuredClone({ k, m, s: new Set([k]) }); let s = 0; for (const j of c.s) s += j.id; c.k.id *= x; return c.m.get(c.k) * c.k.id + s; }`,
    args: "1.3",
  },
  {
    name: "the oldest entry of a Map, by a step of its keys",
    source: `function f(xs) { "differentiable"; const m = new Map(); let s = 0; for (let i = 0; i < xs.length; i++) { if (m.size > 1) { const k = m.keys().next().value; s += m.get(k) ** 2; m.delete(k); } m.set(i, xs[i] * xs[0]); } return s * m.values().next().value; }`,
    args: "[1.3, 0.4, 2.2, 0.7]",
  },
  {
    name: "two lists, one of them stepped through by hand",
    source: `function f(xs, ys) { "differentiable"; const it = ys[Symbol.iterator](), all = xs.entries(); let s = 1; for (let r = all.next(); !r.done; r = all.next()) { const { value = 3, done } = it.next(); s = s * r.value[1] + value * value * (r.value[0] + 1); if (done) s *= xs[0]; } return s; }`,
    args: "[1.3, 0.4, 2.2], Float64Array.of(0.7, -0.2)",
  },
  {
    name: "iterators that are asked whether they have a step, and for themselves",
    source: `function all(it) { const found = []; const step = it.next; if (!step) return [0]; const self = it[Symbol.iterator](); for (;;) { const r = (found.length % 2 ? self : it).next(); if (r.done) return found; found.push(r.value); if ("return" in it) it.return(); } } function f(xs) { "differentiable"; const m = new Map(xs.map((x, i) => [i, x * xs[0]])); let s = 1; for (const it of [xs.values(), m.values(), new Set(xs).keys(), Float64Array.from(xs).values()]) for (const x of all(it)) s = s * 0.5 + x * x; return s; }`,
    args: "[1.3, 0.4, 2.2]",
  },
];
