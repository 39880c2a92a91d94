/** The manual's examples: ordinary functions, each with the gradient that Fluxion finds. */
import { gradient, Params } from "@fluxion/runtime";
import { colourDifference, RGB } from "./ciede2000.ts";

/** Prints each example as its source and its value. */
export function showManual(): void {
  console.log("The manual's examples\n");
  for (const [source, value] of examples()) console.log(`  ${source}\n    → ${show(value)}\n`);
}

function show(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (part instanceof Float64Array ? [...part] : part));
}

/** Each example: what is written, and what it gives. */
function examples(): readonly (readonly [source: string, value: unknown])[] {
  const W = [
    [1, 2, 3],
    [4, 5, 6],
  ];
  const x = [1, 10, 100];
  const theta = { W: [1, 2, 3], b: 0.5 };
  const model = new Linear([1, 2, 3], 0.5);
  const closure = linearOf([1, 2, 3], 0.5);
  const b = [0.5, 1];
  const implicit = gradient(() => sum(matvec(W, x)) + sum(b) ** 2, new Params([W, b]));

  return [
    ["gradient((x) => 3 * x ** 2 + 2 * x + 1, 5)", gradient((x: number) => 3 * x ** 2 + 2 * x + 1, 5)],
    ["gradient((x) => 3 * x ** 2 + 2 * x + 1, 0.25)", gradient((x: number) => 3 * x ** 2 + 2 * x + 1, 0.25)],
    ["gradient((a, b) => a * b, 2, 3)", gradient((a: number, b: number) => a * b, 2, 3)],
    ["gradient((W) => sum(matvec(W, x)), W)", gradient((W: number[][]) => sum(matvec(W, x)), W)],
    ["gradient((x) => pow(x, 3), 5)", gradient((x: number) => pow(x, 3), 5)],
    ["gradient((x) => pow2(x, 3), 5)", gradient((x: number) => pow2(x, 3), 5)],
    ["gradient(viaMap, 5)", gradient(viaMap, 5)],
    ['dictionary.get("x")', dictionary.get("x")],
    ["gradient(viaObject, 5)", gradient(viaObject, 5)],
    ["gradient((a, b) => dist(a.plus(b)), new Point(1, 2), new Point(3, 4))[0]", pointGradient()],
    [
      "gradient(colourDifference, new RGB(0.2, 0.4, 0.6), new RGB(0.3, 0.4, 0.5))",
      gradient(colourDifference, new RGB(0.2, 0.4, 0.6), new RGB(0.3, 0.4, 0.5)),
    ],
    ["gradient((theta) => linear(theta, x), theta)", gradient((t: Theta) => linear(t, x), theta)],
    ["gradient((model) => model.predict(x), model)", gradient((m: Linear) => m.predict(x), model)],
    ["gradient((f) => f(x), closure)", gradient((f: typeof closure) => f(x), closure)],
    ["gradient(() => …, new Params([W, b])).get(W)", implicit.get(W)],
    ["gradient(() => …, new Params([W, b])).get(b)", implicit.get(b)],
  ];
}

/** The sum of the elements. */
function sum(xs: readonly number[]): number {
  let total = 0;
  for (const x of xs) total += x;
  return total;
}

/** A matrix, by rows, times a vector. */
function matvec(W: readonly (readonly number[])[], x: readonly number[]): number[] {
  return W.map((row) => sum(row.map((w, j) => w * x[j]!)));
}

/** xⁿ by a loop. */
function pow(x: number, n: number): number {
  let r = 1;
  for (let i = 0; i < n; i++) r *= x;
  return r;
}

/** xⁿ by recursion. */
function pow2(x: number, n: number): number {
  return n <= 0 ? 1 : x * pow2(x, n - 1);
}

const dictionary = new Map<string, number>();
const record: { x?: number; nested: { x?: number } } = { nested: {} };

/** x², by way of a `Map` that outlives the call. */
function viaMap(x: number): number {
  dictionary.set("x", x);
  return dictionary.get("x")! * dictionary.get("x")!;
}

/** x², by way of an object and of one inside it. */
function viaObject(x: number): number {
  record.x = x;
  record.nested.x = x;
  return record.x * record.nested.x;
}

class Point {
  x: number;
  y: number;

  constructor(x: number, y: number) {
    this.x = x;
    this.y = y;
  }

  plus(other: Point): Point {
    "differentiable";
    return new Point(this.x + other.x, this.y + other.y);
  }

  minus(other: Point): Point {
    "differentiable";
    return new Point(this.x - other.x, this.y - other.y);
  }
}

/** The distance from the origin. */
function dist(p: Point): number {
  return Math.sqrt(p.x ** 2 + p.y ** 2);
}

function pointGradient(): unknown {
  return gradient((a: Point, b: Point) => dist(a.plus(b)), new Point(1, 2), new Point(3, 4))[0];
}

interface Theta {
  W: number[];
  b: number;
}

/** A model as a dictionary of weights. */
function linear(theta: Theta, x: readonly number[]): number {
  let y = theta.b;
  for (let i = 0; i < x.length; i++) y += theta.W[i]! * x[i]!;
  return y;
}

/** A model as an object. */
class Linear {
  W: number[];
  b: number;

  constructor(W: number[], b: number) {
    this.W = W;
    this.b = b;
  }

  predict(x: readonly number[]): number {
    "differentiable";
    return linear(this, x);
  }
}

/** A model as a closure. */
function linearOf(W: number[], b: number): (x: readonly number[]) => number {
  return (x) => {
    "differentiable";
    return linear({ W, b }, x);
  };
}
