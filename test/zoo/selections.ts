/** Loops that only choose: the greatest, the nearest, the last that fits. */
import type { Program } from "../support/program.ts";

export const selections: readonly Program[] = [
  {
    name: "the greatest of a list",
    source: `function f(xs) { "differentiable"; let m = -Infinity; for (let i = 0; i < xs.length; i++) { if (xs[i] > m) m = xs[i]; } return m * m + xs[0]; }`,
    args: "[0.3, 1.7, -2, 1.2]",
  },
  {
    name: "the greatest of a typed array, from its first element on",
    source: `function f(xs) { "differentiable"; let m = xs[0]; for (let i = 1; i < xs.length; i++) if (xs[i] > m) m = xs[i]; return m ** 3 * xs[1]; }`,
    args: "Float64Array.of(0.3, 1.7, -2, 1.2)",
  },
  {
    name: "the first is the greatest, and nothing is chosen",
    source: `function f(xs) { "differentiable"; let m = xs[0]; for (let i = 1; i < xs.length; i++) if (xs[i] > m) m = xs[i]; return m ** 3 * xs[1]; }`,
    args: "Float64Array.of(2.3, 1.7, -2, 1.2)",
  },
  {
    name: "the greatest of no elements",
    source: `function f(xs, x) { "differentiable"; let m = x; for (const v of xs) if (v > m) m = v; return m ** 3; }`,
    args: "[], 1.5",
  },
  {
    name: "the last of those that tie",
    source: `function f(xs) { "differentiable"; let m = 0; for (const v of xs) { if (v >= m) m = v; } return m ** 3; }`,
    args: "[1.5, 0.3, 1.5]",
    gradient: "[0, 0, 6.75]",
  },
  {
    name: "the greatest and the least, and where they are",
    source: `function f(xs, ys) { "differentiable"; let lo = Infinity, hi = -Infinity, at = 0; for (let i = 0; i < xs.length; i++) { if (xs[i] < lo) lo = xs[i]; if (xs[i] > hi) { hi = xs[i]; at = i; } } return (hi - lo) ** 2 * ys[at] + at; }`,
    args: "[0.3, 1.7, -2, 1.2], [1.1, 1.2, 1.3, 1.4]",
  },
  {
    name: "the nearest of some points",
    source: `function f(x, y, points) { "differentiable"; let best = Infinity; for (let i = 0; i < points.length; i++) { const p = points[i]; const dx = p.x - x, dy = p.y - y; const d = dx * dx + dy * dy; if (d < best) best = d; } return Math.sqrt(best) * x; }`,
    args: "0.2, 0.4, [{ x: 1, y: 2 }, { x: 0.5, y: 0.1 }, { x: -1, y: 0.3 }]",
  },
  {
    name: "the nearest, whose parts are used",
    source: `function f(x, points) { "differentiable"; let best = Infinity, k = 0; for (let i = 0; i < points.length; i++) { const d = Math.abs(points[i] - x); if (d < best) { best = d; k = points[i]; } } return best * k * x; }`,
    args: "0.2, [1, 0.5, -1]",
  },
  {
    name: "the greatest of each row, in a loop",
    source: `function f(rows) { "differentiable"; let s = 0; for (const row of rows) { let m = -Infinity; for (const v of row) if (v > m) m = v; for (const v of row) s += Math.exp(v - m) * m; } return s; }`,
    args: "[[0.3, 1.7, -2], [1.2, 0.4, 2.2]]",
  },
  {
    name: "the greatest of a matrix",
    source: `function f(rows) { "differentiable"; let m = -Infinity; for (let i = 0; i < rows.length; i++) for (let j = 0; j < rows[i].length; j++) if (rows[i][j] > m) m = rows[i][j]; return m ** 3; }`,
    args: "[[0.3, 1.7, -2], [1.2, 0.4, 2.2], [0.1, 0.2, 0.3]]",
  },
  {
    name: "the greatest of the same list, again and again",
    source: `function f(xs, x) { "differentiable"; let s = 0, m = -Infinity; for (let k = 0; k < 3; k++) { for (let i = 0; i < xs.length; i++) if (xs[i] * x > m) m = xs[i] * x; s += m * k; m *= 0.5; } return s; }`,
    args: "[0.3, 1.7, -2, 1.2], 1.1",
  },
  {
    name: "what is chosen is compared with something else",
    source: `function f(xs, x) { "differentiable"; let m = x; for (let i = 0; i < xs.length; i++) if (xs[i] > 1 && i > 0) m = xs[i]; return m ** 3 * x; }`,
    args: "[1.3, 1.7, -2, 1.2, 0.4], 1.1",
  },
  {
    name: "what is chosen depends on what was chosen before",
    source: `function f(xs) { "differentiable"; let m = 1; for (let i = 0; i < xs.length; i++) if (xs[i] > 1) m = xs[i] * m; return m ** 2; }`,
    args: "[1.3, 1.7, -2, 1.2, 0.4]",
  },
  {
    name: "what is chosen is used in the loop too",
    source: `function f(xs) { "differentiable"; let m = -1, s = 0; for (let i = 0; i < xs.length; i++) { if (xs[i] > m) m = xs[i]; s += m * xs[i]; } return s * m; }`,
    args: "[1.3, 1.7, -2, 1.2, 2.4]",
  },
  {
    name: "what is chosen is changed elsewhere in the loop",
    source: `function f(xs) { "differentiable"; let m = -1; for (let i = 0; i < xs.length; i++) { if (xs[i] > m) m = xs[i]; m *= 0.9; } return m ** 2; }`,
    args: "[1.3, 1.7, -2, 1.2, 2.4]",
  },
  {
    name: "the counter is changed in the loop",
    source: `function f(xs) { "differentiable"; let m = -1; for (let i = 0; i < xs.length; i++) { if (xs[i] > m) m = xs[i]; if (i === 1) i++; } return m ** 2; }`,
    args: "[1.3, 1.7, 9, 1.2, 0.4]",
  },
  {
    name: "the elements are written in the loop",
    source: `function f(xs) { "differentiable"; let m = -1; for (let i = 0; i < xs.length; i++) { if (xs[i] > m) m = xs[i]; xs[i] = m * 0.5; } return m ** 2 + xs[0] * xs[2]; }`,
    args: "[1.3, 1.7, -2, 1.2, 0.4]",
  },
  {
    name: "elements of its own are written in the loop",
    source: `function f(x) { "differentiable"; const a = new Float64Array(3); for (let i = 0; i < 3; i++) a[i] = x * (i + 1); let m = -1; for (let i = 0; i < a.length; i++) { if (a[i] > m) m = a[i]; a[i] *= 0.5; } return m ** 2 + a[0]; }`,
    args: "1.3",
  },
  {
    name: "a scale that the loop changes",
    source: `function f(xs, x) { "differentiable"; let m = -1, k = x; for (let i = 0; i < xs.length; i++) { if (xs[i] * k > m) m = xs[i] * k; k = k * 0.5; } return m ** 2 * k; }`,
    args: "[1.3, 1.7, -2, 4.2, 0.4], 1.2",
  },
  {
    name: "texts among what is compared",
    source: `function f(xs, x) { "differentiable"; let m = ""; for (let i = 0; i < xs.length; i++) if (xs[i] > m) m = xs[i]; return m.length * x; }`,
    args: '["b", "abc", "a"], 1.2',
  },
];
