/**
 * What TypeScript infers for the functions that differentiate: checked by `tsc`, run by nobody.
 *
 * `npm run test:types` reads the built declarations, as a user does; `npm run typecheck` reads the sources.
 */
import {
  checkpointed,
  checkpointedLoop,
  derivative,
  fixedPoint,
  differentiable,
  gradient,
  Grads,
  isDifferentiable,
  jacobian,
  jvp,
  Params,
  pullback,
  root,
  stopGradient,
  withGradient,
} from "@fluxion/runtime";

/** Compiles only where the value's type is the expected one, exactly: each is assignable to the other. */
function is<Expected>() {
  return <Actual extends Expected>(_value: Actual, ..._not: [Expected] extends [Actual] ? [] : [never]): void =>
    undefined;
}

interface Weights {
  W: Float64Array;
  b: number;
  name: string;
}

class Layer {
  W: number[][];
  bias: Float32Array;
  readonly label: string;

  constructor(W: number[][], bias: Float32Array, label: string) {
    this.W = W;
    this.bias = bias;
    this.label = label;
  }

  apply(x: number[]): number[] {
    return this.W.map((row) => row.reduce((sum, w, j) => sum + w * (x[j] ?? 0), 0));
  }
}

declare const weights: Weights;
declare const layer: Layer;

// A tuple with one gradient for each argument.
is<[number]>()(gradient((x: number) => x * x, 3));
is<[number, number]>()(gradient((a: number, b: number) => a * b, 2, 3));

// Numbers' literal types are widened: the gradient at 3 is not 3.
const three = 3;
is<[number]>()(gradient((x: number) => x, three));

// Arrays and typed arrays keep their kind.
const [dxs, dys] = gradient((xs: Float64Array, ys: number[]) => xs.length + ys.length, new Float64Array(2), [1]);
dxs satisfies Float64Array;
dys satisfies number[];
const [d32] = gradient((xs: Float32Array) => xs[0] ?? 0, new Float32Array(1));
d32 satisfies Float32Array;
// A Float16Array, which not every library of types has.
declare const halves: { readonly [Symbol.toStringTag]: "Float16Array"; readonly [index: number]: number };
const [d16] = gradient((xs: typeof halves) => xs[0] ?? 0, halves);
d16 satisfies typeof halves;
const [dMatrix] = gradient((m: number[][]) => m[0]?.[0] ?? 0, [[1]]);
dMatrix satisfies number[][];

// Integer typed arrays have gradients in float64.
const [dBytes] = gradient((bytes: Uint8Array) => bytes[0] ?? 0, new Uint8Array(1));
dBytes satisfies Float64Array;

// Plain objects keep the fields that hold numbers.
const [dWeights] = gradient((w: Weights) => w.b, weights);
dWeights.W satisfies Float64Array;
dWeights.b satisfies number;
// @ts-expect-error a string has no gradient, and no field here
dWeights.name;

// Class instances give their fields' gradients, without their methods.
const [dLayer] = gradient((l: Layer) => l.apply([1])[0] ?? 0, layer);
dLayer.W satisfies number[][];
dLayer.bias satisfies Float32Array;
// @ts-expect-error a method has no gradient
dLayer.apply;

// Maps keep their keys.
const [dMap] = gradient((m: Map<string, number>) => m.get("x") ?? 0, new Map([["x", 1]]));
dMap satisfies Map<string, number>;

// Strings, booleans and the like have none.
const [, dName] = gradient((x: number, _name: string) => x, 1, "one");
dName satisfies undefined;

// The arguments must fit the function, and its value must be a number.
// @ts-expect-error a string is not a number
gradient((x: number) => x * x, "3");
// @ts-expect-error one argument is missing
gradient((a: number, b: number) => a * b, 2);
// @ts-expect-error the value is an array
gradient((x: number) => [x], 3);

// Implicit parameters.
const W = [1, 2];
is<Grads>()(gradient(() => W[0] ?? 0, new Params([W])));
const grads = gradient(() => W[0] ?? 0, new Params([W]));
grads.get(W) satisfies number[];

// The other functions.
const both = withGradient((x: number) => x * x, 3);
both.value satisfies number;
both.gradient satisfies [number];
const [y, back] = pullback((x: number, n: number) => x ** n, 5, 3);
y satisfies number;
back(1) satisfies [number, number];
derivative((x: number) => x * x)(3) satisfies number;
differentiable((x: number) => x * x)(3) satisfies number;
stopGradient(weights) satisfies Weights;
isDifferentiable(() => 1) satisfies boolean;

// Matrices, and tangents.
is<[number[][], number[]]>()(jacobian((xs: number[], k: number) => xs.map((x) => k * x), [1, 2], 3));
is<[number[][], undefined]>()(jacobian((xs: Float64Array, _name: string) => xs, new Float64Array(2), "name"));
const rowsLater = async () => jacobian(async (x: number) => Promise.resolve([x, x]), 3);
rowsLater satisfies () => Promise<[number[]]>;
is<number[]>()(checkpointedLoop(3, [1], (xs, i) => xs.map((x) => x * i)));
is<string>()(checkpointed((n: number, s: string) => s.repeat(n), 2, "a"));
is<number>()(root((x: number, t: number[]) => x * x - (t[0] ?? 0), 1, [4]));
is<Float64Array>()(fixedPoint((x: Float64Array, _k: number) => x, new Float64Array(2), 1));
// @ts-expect-error the function must give what it is given
root((x: number, t: number) => [x - t], 1, 4);
// @ts-expect-error an object is no vector
void jacobian((x: number) => ({ x }), 3);
is<[value: number, tangent: number]>()(jvp((x: number, w: Weights) => x * w.b, [2, weights], [1, { b: 3 }]));
const [moved, speeds] = jvp((w: Weights) => ({ ...w }), [weights], [{}]);
moved satisfies Weights;
speeds.W satisfies Float64Array;
// @ts-expect-error a string has no tangent
jvp((w: Weights) => w.b, [weights], [{ name: "one" }]);
