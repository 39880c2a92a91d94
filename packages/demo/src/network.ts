/**
 * A multi-layer perceptron in plain TypeScript: loops over `Float64Array`s. The loss is marked "differentiable";
 * nothing else here knows of gradients.
 */
import type { Digit } from "./digits.ts";

/** A layer of neurons: y = W x + b, and each negative sum cut off at 0 where a further layer follows. */
class Dense {
  weights: Float64Array;
  bias: Float64Array;
  rectified: boolean;

  constructor(inputs: number, outputs: number, rectified: boolean, random: () => number) {
    this.weights = new Float64Array(inputs * outputs);
    this.bias = new Float64Array(outputs);
    this.rectified = rectified;
    const reach = Math.sqrt(6 / inputs);
    for (let k = 0; k < this.weights.length; k++) this.weights[k] = reach * (2 * random() - 1);
  }

  apply(x: Float64Array): Float64Array {
    const W = this.weights;
    const y = new Float64Array(this.bias.length);
    for (let i = 0; i < y.length; i++) {
      const row = i * x.length;
      let sum = this.bias[i]!;
      for (let j = 0; j < x.length; j++) sum += W[row + j]! * x[j]!;
      y[i] = this.rectified && sum < 0 ? 0 : sum;
    }
    return y;
  }
}

/** Layers, one after the other: 784 pixels in, ten scores out, the highest of which is the answer. */
export class Network {
  layers: Dense[];

  constructor(sizes: readonly number[], random: () => number) {
    this.layers = [];
    for (let k = 1; k < sizes.length; k++) {
      this.layers.push(new Dense(sizes[k - 1]!, sizes[k]!, k < sizes.length - 1, random));
    }
  }

  scores(pixels: Float64Array): Float64Array {
    let x = pixels;
    for (const layer of this.layers) x = layer.apply(x);
    return x;
  }
}

/** The mean cross-entropy of a batch: how surprised the network is by the right answers, in nats. */
export function loss(network: Network, batch: readonly Digit[]): number {
  "differentiable";
  let total = 0;
  for (const { pixels, label } of batch) {
    const scores = network.scores(pixels);
    let highest = -Infinity;
    for (const score of scores) highest = Math.max(highest, score);
    let sum = 0;
    for (const score of scores) sum += Math.exp(score - highest);
    total += highest + Math.log(sum) - scores[label]!;
  }
  return total / batch.length;
}

/** The fraction of the digits that the network recognises. */
export function accuracy(network: Network, digits: readonly Digit[]): number {
  let right = 0;
  for (const { pixels, label } of digits) {
    const scores = network.scores(pixels);
    if (scores.indexOf(Math.max(...scores)) === label) right++;
  }
  return right / digits.length;
}
