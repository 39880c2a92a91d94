/** Literals that `map` and `reduce` call: in loops where the list is one, and called where it is something else. */
import type { Program } from "../support/program.ts";

const marked = (name: string, body: string, args: string, more: Partial<Program> = {}, before = ""): Program => ({
  name: `a literal ${name}`,
  source: `${before}\nfunction f(x, w) { "differentiable"; ${body} }`,
  args,
  ...more,
});

export const listLoops: readonly Program[] = [
  marked(
    "for each element of a list with holes",
    `const xs = [x, , w, , x * w]; const ys = xs.map((v) => v * w); const s = xs.reduce((a, v) => a + v * v, 0); return s * ys[0] + ys[4] + (1 in ys ? 100 : ys.length);`,
    "1.5, 0.7",
  ),
  marked(
    "for a list whose elements are undefined",
    `const ys = [undefined, x, undefined].map((v) => (v === undefined ? w : v * w)); return ys[0] * ys[1] * ys[2];`,
    "1.5, 0.7",
  ),
  marked(
    "for a list of a class of its own",
    `const xs = V.of(x, w, x * w); const ys = xs.map((v) => v * v); return ys.norm() * xs.reduce((a, v) => a + v * w, 1);`,
    "1.5, 0.7",
    {},
    `class V extends Array { norm() { return this[0] + this[1] * this[2]; } }`,
  ),
  marked(
    "for what is no list, and has such methods",
    `const o = { map(g) { return [g(x, 3), g(w, 4)]; }, reduce(g, a) { return g(a, w) * 2; } }; const ys = o.map((v, i) => v * v * i); return ys[0] * ys[1] + o.reduce((a, v) => a * v, x);`,
    "1.5, 0.7",
  ),
  marked(
    "for what is a list in one turn, and none in the next",
    `let s = 0; for (const xs of [[x, 2], { reduce: (g, a) => g(a, w) }, Float64Array.of(w, x)]) s += xs.reduce((a, v) => a * w + v * v, x); return s;`,
    "1.5, 0.7",
  ),
  marked(
    "with a method of the list's own",
    `const xs = [x, w]; xs.reduce = (g, a) => g(g(a, 7), w); return xs.reduce((a, v) => a * w + v, x);`,
    "1.5, 0.7",
  ),
  marked(
    "within a literal, of rows and columns",
    `const M = [[x, 1, w], [2, x * w, 1]]; const ys = M.map((row, i) => Math.tanh(row.reduce((s, v, j) => s + v * x * (j + 1), w * i))); return ys[0] * ys[1];`,
    "0.5, 0.7",
  ),
  marked(
    "that uses the object of its method",
    `const l = new Layer([x, w, 1]); return l.run([w, x, 2]) * l.run([1, x, w]);`,
    "0.5, 0.7",
    {},
    `class Layer { constructor(W) { this.W = W; this.k = 2; } run(h) { return this.W.map((v, i) => v * h[i] * this.k).reduce((a, v) => a + v * this.W[0], 0); } }`,
  ),
  marked(
    "over one list after another",
    `let h = [x, w, 1]; for (let i = 0; i < 3; i++) { const before = h; h = h.map((v, j) => Math.tanh(v * w + before[(j + 1) % 3] * x)); } return h[0] * h[1] + h[2];`,
    "0.5, 0.7",
  ),
  marked(
    "that returns in branches",
    `const ys = [x, w, x * w].map((v) => { if (v > 1) return v * v; const u = v * x; return u > 1 ? u : u * w; }); return ys[0] * ys[1] + ys[2];`,
    "1.5, 0.7",
  ),
  marked(
    "that gives objects, which are changed afterwards",
    `const ps = [x, w].map((v) => ({ v, list: [v * w] })); for (const p of ps) p.list[0] *= p.v; ps[0].v = 3; return ps.reduce((a, p) => ({ s: a.s + p.v * p.list[0] }), { s: 0 }).s;`,
    "1.5, 0.7",
  ),
  marked(
    "that gives the list's own objects",
    `const ps = [{ v: x }, { v: w }]; const same = ps.map((p) => p); same[0].v *= w; return ps[0].v * same[1].v;`,
    "1.5, 0.7",
  ),
  marked(
    "whose list is changed after it",
    `const xs = [x, w, x * w]; const ys = xs.map((v) => v * v); xs[0] = 5; xs.push(ys[1]); const s = xs.reduce((a, v, i, all) => a + v * all[0] * all.length, x); return s * ys[0] + xs[0];`,
    "1.5, 0.7",
  ),
  marked(
    "that throws half-way, caught",
    `let s = x; try { s += [{ v: x }, { v: w }, null].reduce((a, p) => a + p.v * p.v, 0); } catch (e) { s += e instanceof TypeError ? w * w : 0; } try { [x, w, x].map((v) => v.y.z); } catch (e) { s *= x; } return s;`,
    "1.5, 0.7",
  ),
  marked(
    "with defaults and patterns as parameters",
    `return [[x, w], [w]].map(([a, b = x * 2]) => a * b).reduce((s, v, i = 5) => s + v * (i + 1), 0) * [{ k: x }].map(({ k, l = w }) => k * l)[0];`,
    "1.5, 0.7",
  ),
  marked(
    "of texts and numbers",
    `const n = ["1", "22", "333"].map((t) => t.length * x); const s = [w, "2", true].reduce((a, v) => a * v + x, 1); return n[0] * n[1] + s + [x, w].map((v) => \`\${v > 1}\`)[0].length;`,
    "1.5, 0.7",
  ),
  marked(
    "for nothing at all",
    `return x * [].reduce((a, v) => a + v * w, w) + [].map((v) => v * w).length + x;`,
    "1.5, 0.7",
  ),
  marked(
    "that assigns captured variables",
    `let sum = 0, last = x; const seen = []; [x, w, x * w].forEach((v, i) => { if (v > 1) sum += v * w * i; else last = v * last; }); const none = [x].forEach((v) => { sum *= v; last += v; }); const total = [x, w].map((v) => { sum += v; return sum * v; }); return none === undefined ? sum * last + total[0] * total[1] + seen.length : 0;`,
    "1.5, 0.7",
  ),
  marked(
    "that assigns the variable of its list",
    `let xs = [x, w, x * w], s = 0; xs.forEach((v) => { s += v * xs.length * xs[0]; xs = [w, v]; }); return s * xs[1];`,
    "1.5, 0.7",
  ),
  marked(
    "that calls functions of the file",
    `const ts = [{ t: w, y: 1 }, { t: x, y: 2 }]; const r = ts.map((d) => polynomial([x, w, 2], d.t) - d.y); ts.forEach((d) => { d.t = 3; }); return r.reduce((s, v) => s + v * v * polynomial([v, x], w), 0) * ts[0].t;`,
    "0.5, 0.7",
    {},
    `const polynomial = (p, t) => { const powers = [1]; let y = 0; for (let k = 0; k < p.length; k++) { y += p[k] * powers[k]; powers[k + 1] = powers[k] * t; } return y; };`,
  ),
  marked(
    "that changes its list",
    `const xs = [x, w, x * w]; let s = 0; xs.forEach((v, i, all) => { if (i === 0) { all.pop(); all[1] = 5; } s += v * w; }); const ys = [x, w].map((v, i, all) => { all[1] = v * v; return v * w; }); return s * ys[1];`,
    "1.5, 0.7",
  ),
  marked("for null", `return x.list.map((v) => v * w).length;`, "{ list: null, k: 1 }, 0.7", {
    throws: "Cannot read properties of null (reading 'map')",
  }),
  marked(
    "that is not called by anything else in a generator",
    `const g = function* () { for (const k of [1, 2]) yield [x, w].map((v) => v ** k).reduce((a, v) => a * v, k); }; let s = 0; for (const v of g()) s += v * w; return s;`,
    "1.5, 0.7",
  ),
  marked(
    "beside one that names the same variables",
    `const v = x * w; const a = 2; const ys = [x, w].map((v) => { const s = v * a; return s * s; }); const s = ys.reduce((a, v) => a + v, v); return s * v * a;`,
    "1.5, 0.7",
  ),
];
