/** The manual's examples as a user writes them, each with the digits that it must give. */

export interface Example {
  readonly name: string;
  /** An ES module; its imports are one a line. */
  readonly source: string;
  /** What each export must be, exactly. */
  readonly gives: Readonly<Record<string, unknown>>;
}

const gradient = `import { gradient } from "@fluxion/runtime";`;

export const examples: readonly Example[] = [
  {
    name: "a polynomial",
    source: `${gradient}
export const at5 = gradient(x => 3*x**2 + 2*x + 1, 5);
export const atQuarter = gradient(x => 3*x**2 + 2*x + 1, 0.25);
export const product = gradient((a, b) => a*b, 2, 3);`,
    gives: { at5: [32], atQuarter: [3.5], product: [3, 2] },
  },
  {
    name: "a matrix and a vector",
    source: `${gradient}
const W = [[1, 2, 3], [4, 5, 6]];
const x = [0.5, -1.25, 2];
const sum = (xs) => xs.reduce((a, b) => a + b, 0);
const matvec = (W, x) => W.map((row) => sum(row.map((w, j) => w * x[j])));
export const [dW] = gradient((W) => sum(matvec(W, x)), W);
export const [, dx] = gradient((W, x) => sum(matvec(W, x)), W, x);`,
    gives: {
      dW: [
        [0.5, -1.25, 2],
        [0.5, -1.25, 2],
      ],
      dx: [5, 7, 9],
    },
  },
  {
    name: "a matrix and a vector, by loops",
    source: `${gradient}
function matvec(W, x) {
  const y = [];
  for (const row of W) {
    let s = 0;
    for (let j = 0; j < x.length; j++) s += row[j] * x[j];
    y.push(s);
  }
  return y;
}
function total(W, x) {
  let s = 0;
  for (const y of matvec(W, x)) s += y;
  return s;
}
export const [dW, dx] = gradient(total, [[1, 2, 3], [4, 5, 6]], [0.5, -1.25, 2]);`,
    gives: {
      dW: [
        [0.5, -1.25, 2],
        [0.5, -1.25, 2],
      ],
      dx: [5, 7, 9],
    },
  },
  {
    name: "a power by a loop and by recursion",
    source: `${gradient}
function pow(x, n) {
  let r = 1;
  for (let i = 0; i < n; i++) r *= x;
  return r;
}
const pow2 = (x, n) => n <= 0 ? 1 : x * pow2(x, n - 1);
export const loop = gradient(x => pow(x, 3), 5);
export const recursion = gradient(x => pow2(x, 3), 5);
export const half = gradient((x, n) => pow(x, n), 2, 2.5);`,
    gives: { loop: [75], recursion: [75], half: [12, 0] },
  },
  {
    name: "a dictionary",
    source: `${gradient}
const d = new Map();
export const map = gradient(x => { d.set("x", x); return d.get("x") * d.get("x") }, 5);
export const mapAfter = d.get("x");
const o = {};
export const object = gradient(x => { o.x = x; return o.x * o.x }, 5);
export const objectAfter = o.x;
const n = { inner: new Map([["o", {}]]) };
export const nested = gradient(x => { n.inner.get("o").x = x; return n.inner.get("o").x * n.inner.get("o").x }, 5);
export const nestedAfter = n.inner.get("o").x;`,
    gives: { map: [10], mapAfter: 5, object: [10], objectAfter: 5, nested: [10], nestedAfter: 5 },
  },
  {
    name: "a class of points",
    source: `${gradient}
class Point {
  constructor(x, y) { this.x = x; this.y = y; }
  plus(other) { return new Point(this.x + other.x, this.y + other.y); }
  minus(other) { return new Point(this.x - other.x, this.y - other.y); }
}
const dist = (p) => Math.sqrt(p.x**2 + p.y**2);
export const [da] = gradient((a) => dist(a.plus(new Point(3, 4))), new Point(1, 2));
export const both = gradient((a, b) => dist(a.plus(b)), new Point(1, 2), new Point(3, 4));
export const apart = gradient((a, b) => dist(a.minus(b)) ** 2, new Point(1, 2), new Point(3, 5));`,
    gives: {
      da: { x: 0.5547001962252291, y: 0.8320502943378437 },
      both: [
        { x: 0.5547001962252291, y: 0.8320502943378437 },
        { x: 0.5547001962252291, y: 0.8320502943378437 },
      ],
    },
  },
  {
    name: "a dictionary of weights",
    source: `${gradient}
const linear = (theta, x) => theta.W.map((row, i) => row.reduce((s, w, j) => s + w * x[j], theta.b[i]));
const theta = { W: [[1, 2], [3, 4]], b: [0.5, -0.5] };
export const [dtheta] = gradient((theta) => linear(theta, [2, 3]).reduce((a, b) => a + b, 0), theta);`,
    gives: {
      dtheta: {
        W: [
          [2, 3],
          [2, 3],
        ],
        b: [1, 1],
      },
    },
  },
  {
    name: "an instance of a class",
    source: `${gradient}
class Linear {
  constructor(W, b) { this.W = W; this.b = b; }
  apply(x) { return this.W.map((row, i) => row.reduce((s, w, j) => s + w * x[j], this.b[i])); }
}
const model = new Linear([[1, 2], [3, 4]], [0.5, -0.5]);
export const [dmodel] = gradient((model) => model.apply([2, 3]).reduce((a, b) => a + b, 0), model);`,
    gives: {
      dmodel: {
        W: [
          [2, 3],
          [2, 3],
        ],
        b: [1, 1],
      },
    },
  },
  {
    name: "a closure",
    source: `${gradient}
const linear = (W, b) => {
  "differentiable";
  return (x) => W.map((row, i) => row.reduce((s, w, j) => s + w * x[j], b[i]));
};
const model = linear([[1, 2], [3, 4]], [0.5, -0.5]);
export const [dmodel] = gradient((model) => model([2, 3]).reduce((a, b) => a + b, 0), model);
const scale = (k) => { "differentiable"; return (x) => k * x; };
export const inside = gradient(scale(3), 2);`,
    gives: {
      dmodel: {
        W: [
          [2, 3],
          [2, 3],
        ],
        b: [1, 1],
      },
      inside: [3],
    },
  },
  {
    name: "implicit parameters",
    source: `import { gradient, Params } from "@fluxion/runtime";
const W = [[1, 2], [3, 4]], b = [0.5, -0.5], unused = new Float64Array(2);
const predict = (x) => W.map((row, i) => row.reduce((s, w, j) => s + w * x[j], b[i]));
const loss = () => predict([2, 3]).reduce((s, y) => s + y * y, 0);
const grads = gradient(() => loss(), new Params([W, b, unused]));
export const dW = grads.get(W);
export const db = grads.get(b);
export const dunused = grads.get(unused);`,
    gives: {
      dW: [
        [34, 51],
        [70, 105],
      ],
      db: [17, 35],
      dunused: new Float64Array(2),
    },
  },
];

/** The same module as CommonJS. */
export function asCommonJs(source: string): string {
  const names: string[] = [];
  const text = source
    .replaceAll(/^import (\{.*\}) from ("[^"]+");$/gm, "const $1 = require($2);")
    .replaceAll(/^export const (\[.*?\]|\w+) =/gm, (_, pattern: string) => {
      names.push(...(pattern.match(/\w+/g) ?? []));
      return `const ${pattern} =`;
    });
  return `${text}\nObject.assign(exports, { ${names.join(", ")} });\n`;
}
