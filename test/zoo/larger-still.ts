/** More whole programs: sorting, clustering, interpreters, rays, sequences. */
import type { Program } from "../support/program.ts";

export const largerStill: readonly Program[] = [
  {
    name: "quicksort and median of absolute deviations",
    source: `
function quicksort(xs, low = 0, high = xs.length - 1) {
  if (low >= high) return xs;
  const pivot = xs[(low + high) >> 1];
  let i = low, j = high;
  while (i <= j) { while (xs[i] < pivot) i++; while (xs[j] > pivot) j--; if (i <= j) { const t = xs[i]; xs[i++] = xs[j]; xs[j--] = t; } }
  quicksort(xs, low, j);
  return quicksort(xs, i, high);
}
const median = (xs) => { const s = quicksort([...xs]), m = s.length >> 1; return s.length % 2 ? s[m] : (s[m - 1] + s[m]) / 2; };
function f(xs) {
  "differentiable";
  const m = median(xs);
  return median(xs.map((x) => Math.abs(x - m))) * 3 + m * m;
}`,
    args: "[3.1, -0.5, 2.2, 7.4, 1.9, 4.6]",
  },
  {
    name: "k-means by turns",
    source: `
function f(points, centres) {
  "differentiable";
  let cost = 0;
  for (let turn = 0; turn < 3; turn++) {
    const sums = centres.map(() => ({ x: 0, y: 0, n: 0 }));
    cost = 0;
    for (const { x, y } of points) {
      let best = 0, nearest = Infinity;
      centres.forEach((c, k) => { const d = (c.x - x) ** 2 + (c.y - y) ** 2; if (d < nearest) { nearest = d; best = k; } });
      sums[best].x += x; sums[best].y += y; sums[best].n++;
      cost += nearest;
    }
    centres = sums.map((s, k) => (s.n > 0 ? { x: s.x / s.n + 0.1 * centres[k].x, y: s.y / s.n } : centres[k]));
  }
  return cost + centres[0].x * centres[1].y;
}`,
    args: "[[0, 0.1], [0.3, -0.2], [2, 2.1], [2.2, 1.7], [1.8, 2.4]].map(([x, y]) => ({ x, y })), [{ x: 0.5, y: 0.5 }, { x: 1.5, y: 1.2 }]",
  },
  {
    name: "conjugate gradients",
    source: `
const dot = (a, b) => { let s = 0; for (let i = 0; i < a.length; i++) s += a[i] * b[i]; return s; };
const times = (A, x) => A.map((row) => dot(row, x));
function solve(A, b) {
  let x = b.map(() => 0), r = [...b], p = [...b], rr = dot(r, r);
  for (let i = 0; i < b.length; i++) {
    const Ap = times(A, p), alpha = rr / dot(p, Ap);
    x = x.map((v, k) => v + alpha * p[k]);
    r = r.map((v, k) => v - alpha * Ap[k]);
    const next = dot(r, r);
    if (next < 1e-24) break;
    p = r.map((v, k) => v + (next / rr) * p[k]);
    rr = next;
  }
  return x;
}
function f(A, b) { "differentiable"; const x = solve(A, b); return dot(x, x) * x[0]; }`,
    args: "[[4, 1], [1, 3]], [1, 2]",
  },
  {
    name: "interpreter of a stack language",
    source: `
const words = {
  dup: (s) => s.push(s[s.length - 1]),
  swap: (s) => { const a = s.pop(), b = s.pop(); s.push(a, b); },
  "+": (s) => s.push(s.pop() + s.pop()),
  "*": (s) => s.push(s.pop() * s.pop()),
  sin: (s) => s.push(Math.sin(s.pop())),
};
function run(program, stack, definitions) {
  for (const word of program.split(" ")) {
    if (word in definitions) run(definitions[word], stack, definitions);
    else if (words[word]) words[word](stack);
    else throw new Error("unknown word " + word);
  }
  return stack;
}
function f(x, y) {
  "differentiable";
  const definitions = { square: "dup *", wave: "sin square" };
  const [a] = run("square swap wave + dup wave *", [x, y], definitions);
  return a;
}`,
    args: "0.7, 1.3",
  },
  {
    name: "event emitter and observers",
    source: `
class Emitter {
  #listeners = new Map();
  on(name, listener) { const list = this.#listeners.get(name) ?? []; list.push(listener); this.#listeners.set(name, list); return () => { list.splice(list.indexOf(listener), 1); }; }
  emit(name, ...values) { for (const listener of this.#listeners.get(name) ?? []) listener(...values); return this; }
}
function f(x, k) {
  "differentiable";
  const bus = new Emitter(), log = [];
  let total = 0;
  const off = bus.on("value", (v, scale = 1) => { total += v * scale; });
  bus.on("value", (v) => { log.push(v * total); });
  bus.on("done", () => { total *= log.length; });
  bus.emit("value", x).emit("value", x * x, k).emit("done");
  off();
  bus.emit("value", total).emit("nobody");
  return total + log.reduce((a, b) => a * b);
}`,
    args: "1.2, 0.7",
  },
  {
    name: "ray against spheres",
    source: `
class Vec {
  constructor(x, y, z) { this.x = x; this.y = y; this.z = z; }
  add(v) { return new Vec(this.x + v.x, this.y + v.y, this.z + v.z); }
  sub(v) { return this.add(v.scale(-1)); }
  scale(k) { return new Vec(this.x * k, this.y * k, this.z * k); }
  dot(v) { return this.x * v.x + this.y * v.y + this.z * v.z; }
  get length() { return Math.sqrt(this.dot(this)); }
  unit() { return this.scale(1 / this.length); }
}
class Sphere {
  constructor(centre, radius, shade) { Object.assign(this, { centre, radius, shade }); }
  hit(origin, direction) {
    const to = this.centre.sub(origin), along = to.dot(direction), off = to.dot(to) - along * along;
    if (off > this.radius ** 2) return null;
    return along - Math.sqrt(this.radius ** 2 - off);
  }
}
function trace(scene, origin, direction, depth) {
  let nearest = null, at = Infinity;
  for (const s of scene) { const t = s.hit(origin, direction); if (t !== null && t > 1e-6 && t < at) { nearest = s; at = t; } }
  if (nearest === null) return 0.5 * (direction.y + 1);
  const point = origin.add(direction.scale(at)), normal = point.sub(nearest.centre).unit();
  const bounce = direction.sub(normal.scale(2 * direction.dot(normal)));
  const light = Math.max(0, normal.dot(new Vec(0.5, 0.7, -0.5).unit()));
  return nearest.shade * light + (depth > 0 ? 0.4 * trace(scene, point, bounce, depth - 1) : 0);
}
function f(scene, direction) {
  "differentiable";
  return trace(scene, new Vec(0, 0, -3), direction.unit(), 2);
}`,
    args: "[new Sphere(new Vec(0, 0, 1), 1, 0.8), new Sphere(new Vec(1.5, 0.5, 0), 0.7, 0.6)], new Vec(0.1, 0.05, 1)",
  },
  {
    name: "hidden Markov model, forward algorithm in logarithms",
    source: `
const logAdd = (a, b) => (a === -Infinity ? b : b === -Infinity ? a : a > b ? a + Math.log1p(Math.exp(b - a)) : b + Math.log1p(Math.exp(a - b)));
function f({ start, move, emit }, seen) {
  "differentiable";
  let now = start.map((s, i) => s + emit[i][seen[0]]);
  for (const symbol of seen.slice(1)) {
    now = now.map((_, j) => now.reduce((total, v, i) => logAdd(total, v + move[i][j]), -Infinity) + emit[j][symbol]);
  }
  return now.reduce(logAdd, -Infinity);
}`,
    args: `{ start: [-0.5, -0.9], move: [[-0.4, -1.1], [-0.8, -0.6]], emit: [{ a: -0.3, b: -1.4 }, { a: -1.2, b: -0.4 }] }, ["a", "b", "b", "a"]`,
  },
];
