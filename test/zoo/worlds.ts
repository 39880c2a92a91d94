/** Functions that make objects of their own, and change them: how their gradients come; see joint.ts. */
import type { Joint } from "./joint.ts";

const BODY = `class Body {
  constructor(x, v) { this.x = x; this.v = v; this.f = 0; }
  pushed(a) { this.f += a; }
  step(dt) { this.x += this.v * dt; this.v += this.f * dt; this.f = 0; }
  energy() { return 0.5 * this.v * this.v + Math.cos(this.x); }
}
class Spring {
  constructor(a, b, k) { this.a = a; this.b = b; this.k = k; }
  pull() {
    const { a, b } = this;
    const f = this.k * (b.x - a.x - 1);
    a.pushed(f);
    b.pushed(-f);
  }
}
`;

const f = (parameters: string, body: string): string => `${BODY}function f(${parameters}) {
  "differentiable";
${body}
}`;

/** `__defineGetter__` and `__defineSetter__`, which nothing in the text names. */
const HIDDEN = 'const define = (kind) => Object.prototype[["__define", kind, "ter__"].join("")];';

export const worlds: readonly Joint[] = [
  {
    name: "a simulation of objects, mapped and pushed",
    source: f(
      "xs, k",
      `  const bodies = xs.map((x, i) => new Body(x + i, 0.1 * i));
  const springs = [];
  for (let i = 0; i + 1 < bodies.length; i++) springs.push(new Spring(bodies[i], bodies[i + 1], k));
  for (let s = 0; s < 4; s++) {
    for (const spring of springs) spring.pull();
    for (const body of bodies) body.step(0.1);
  }
  let e = 0;
  for (const body of bodies) e += body.energy();
  return e;`,
    ),
    args: "[0.3, 0.9, -0.4], 2",
    comes: "at once",
  },
  {
    name: "a list, and a class with a method of its own that is called push",
    source: `class Body {
  constructor(x) { this.x = x; }
  push(a) { this.x += a * a; }
}
function f(xs) {
  "differentiable";
  const bodies = [];
  for (const x of xs) bodies.push(new Body(x));
  for (const body of bodies) body.push(bodies[0].x);
  return bodies[0].x * bodies[1].x + bodies[2].x;
}`,
    args: "[0.3, 0.9, -0.4]",
    comes: "at once",
  },
  {
    name: "one object in two places",
    source: f(
      "x",
      `  const a = new Body(x, 1);\n  const s = new Spring(a, a, x);\n  s.pull();\n  a.step(0.5);\n  return a.energy() * s.k;`,
    ),
    args: "0.7",
    comes: "at once",
  },
  {
    name: "another object in the place of one, before and after which its field is read",
    source: f(
      "x, y",
      `  const s = new Spring(new Body(x, 1), new Body(y, x), 2);
  let e = 0;
  for (let i = 0; i < 3; i++) {
    e += s.a.x * s.b.v;
    s.a.x = Math.sin(s.a.x) * y;
    s.a = new Body(s.b.x + i, e);
  }
  return e + s.a.x * s.a.v;`,
    ),
    args: "0.7, 1.3",
    comes: "at once",
  },
  {
    name: "an element of a list is replaced while the list is gone through",
    source: f(
      "xs",
      `  const bodies = xs.map((x) => new Body(x, x));
  let e = 0;
  for (const body of bodies) {
    e += body.x * bodies[1].x;
    bodies[1] = body;
    body.x *= 2;
  }
  return e + bodies[1].x ** 2;`,
    ),
    args: "[0.3, 0.9, -0.4]",
    comes: "at once",
  },
  {
    name: "objects that are made in a loop and read after it",
    source: f(
      "x",
      `  const bodies = [];
  for (let i = 0; i < 3; i++) bodies.push(new Body(x * i, x));
  let e = 0;
  for (let i = 0; i < bodies.length; i++) e += bodies[i].energy() * bodies[0].x;
  for (const body of bodies) body.x = e;
  return bodies[2].x + bodies[1].v * e;`,
    ),
    args: "0.7",
    comes: "at once",
  },
  {
    name: "objects that refer to each other in a circle",
    source: `function f(x) {
  "differentiable";
  const a = { x, next: { x: 2 * x, next: { x: x * x } } };
  const b = a.next, c = b.next;
  c.x += a.x;
  b.x = c.x * a.x;
  return a.x + a.next.x * a.next.next.x;
}`,
    args: "0.7",
    comes: "at once",
  },
  {
    name: "a list of lists",
    source: `function f(xs) {
  "differentiable";
  const rows = xs.map((x, i) => [x, x * i]);
  for (const row of rows) row[1] += row[0] * rows[0][0];
  let s = 0;
  for (let i = 0; i < rows.length; i++) s += rows[i][0] * rows[i][1];
  return s;
}`,
    args: "[0.3, 0.9, -0.4]",
    comes: "at once",
  },
  {
    name: "a field that is a number, then an object",
    source: f(
      "x",
      `  const s = new Spring(new Body(x, 1), x, 2);\n  const y = s.b * x;\n  s.b = s.a;\n  s.b.x += y;\n  return s.a.x * y;`,
    ),
    args: "0.7",
    comes: "apart",
  },
  {
    name: "an object of an argument among its own",
    source: f("x, p", `  const s = new Spring(new Body(x, 1), p, 2);\n  s.pull();\n  return s.a.f * p.x;`),
    args: "0.7, new Body(2, 1)",
    comes: "apart",
  },
  {
    name: "a field that only one of two objects has",
    source: `function f(x) {
  "differentiable";
  const list = [{ x, more: { x } }, { x: 2 * x }];
  let s = 0;
  for (let i = 0; i < 2; i++) { s += list[i].x; if (i === 0) list[i].more.x *= s; }
  return s * list[0].more.x;
}`,
    args: "0.7",
    comes: "apart",
  },
  {
    name: "a method that the object has for itself",
    source: f(
      "x",
      `  const a = new Body(x, 1);\n  const b = { x, step() {} };\n  const both = [a, { x, v: x, f: 0, energy: Math.abs }];\n  return both[0].energy() * b.x;`,
    ),
    args: "0.7",
    comes: "apart",
  },
  {
    name: "a method that is exchanged",
    source: `${BODY}Body.prototype.energy = function () { return this.x ** 3; };
function f(x) {
  "differentiable";
  const a = new Body(x, 1);
  a.step(x);
  return a.energy();
}`,
    args: "0.7",
    comes: "given up",
  },
  {
    name: "a class with a setter for what its constructor sets",
    source: `class P { constructor(x) { this.x = x; } twice() { this.y = 2 * this.x; return this.y; } }
${HIDDEN}
define("Get").call(P.prototype, String.fromCharCode(120), function () { return this.z; });
define("Set").call(P.prototype, String.fromCharCode(120), function (v) { this.z = v; });
function f(x) {
  "differentiable";
  const ps = [new P(x)];
  return ps[0].twice() + ps[0].y;
}`,
    args: "0.7",
    comes: "given up",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "a class with a setter for what its constructor sets, of objects that need not be made",
    source: `class P { constructor(x, v) { this.x = x; this.v = v; } }
${HIDDEN}
define("Get").call(P.prototype, String.fromCharCode(118), function () { return this.z; });
define("Set").call(P.prototype, String.fromCharCode(118), function (v) { this.z = 2 * v; });
function f(x, y) {
  "differentiable";
  const p = new P(x, y);
  return p.x * p.v;
}`,
    args: "0.7, 1.3",
    comes: "given up",
    refused: "NOT_DIFFERENTIABLE",
  },
  {
    name: "a class whose prototype has what an object is asked for",
    source: f(
      "x",
      `  const list = [new Body(x, 1)];\n  list[0].w = list[0].w * x;\n  return list[0].w * list[0].x;`,
    ).replace("function f", "Body.prototype.w = 3;\nfunction f"),
    args: "0.7",
    comes: "given up",
  },
  {
    name: "a list that is read where it has no element",
    source: f(
      "x",
      `  const bodies = [new Body(x, 1)];\n  let e = 0;\n  for (let i = 0; i < 3; i++) { const b = bodies[i]; if (b === undefined) bodies.push(new Body(x * i, 2)); else e += b.energy(); }\n  return e * bodies[1].x;`,
    ),
    args: "0.7",
    comes: "given up",
  },
];
