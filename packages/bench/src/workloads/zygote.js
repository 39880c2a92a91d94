/** The five functions of the Zygote paper (Innes 2018, arXiv:1810.07951). */
import { numbers } from "./numbers.js";

export function sineOfCosine(x) {
  return Math.sin(Math.cos(x));
}
const sineOfCosineByHand = (x) => [-Math.cos(Math.cos(x)) * Math.sin(x)];

export function power(x, n) {
  let r = 1;
  for (let i = 0; i < n; i++) r *= x;
  return r;
}
function powerByHand(x, n) {
  let r = 1;
  let dr = 0;
  for (let i = 0; i < n; i++) {
    dr = dr * x + r;
    r *= x;
  }
  return [dr];
}

export function logSumExp(xs) {
  let largest = -Infinity;
  for (const x of xs) if (x > largest) largest = x;
  let sum = 0;
  for (const x of xs) sum += Math.exp(x - largest);
  return largest + Math.log(sum);
}
function logSumExpByHand(xs) {
  const gradient = new Float64Array(xs.length);
  let largest = -Infinity;
  for (let i = 0; i < xs.length; i++) if (xs[i] > largest) largest = xs[i];
  let sum = 0;
  for (let i = 0; i < xs.length; i++) sum += gradient[i] = Math.exp(xs[i] - largest);
  for (let i = 0; i < xs.length; i++) gradient[i] /= sum;
  return [gradient];
}

export function logisticLoss(weights, bias, rows, labels) {
  let loss = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    let z = bias;
    for (let j = 0; j < weights.length; j++) z += weights[j] * row[j];
    loss += Math.log(1 + Math.exp(labels[i] > 0 ? -z : z));
  }
  return loss / rows.length;
}
function logisticByHand(weights, bias, rows, labels) {
  const dweights = new Array(weights.length).fill(0);
  let dbias = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    let z = bias;
    for (let j = 0; j < weights.length; j++) z += weights[j] * row[j];
    const side = labels[i] > 0 ? -1 : 1;
    const dz = side / (1 + Math.exp(-side * z)) / rows.length;
    dbias += dz;
    for (let j = 0; j < weights.length; j++) dweights[j] += dz * row[j];
  }
  return [dweights, dbias];
}

/** A network of one hidden layer with tanh, squared error, over a batch. */
export function networkLoss({ W, b, V }, inputs, targets) {
  const hidden = b.length;
  const width = W.length / hidden;
  const h = new Float64Array(hidden);
  let loss = 0;
  for (let n = 0; n < targets.length; n++) {
    for (let j = 0; j < hidden; j++) {
      let s = b[j];
      for (let i = 0; i < width; i++) s += W[j * width + i] * inputs[n * width + i];
      h[j] = Math.tanh(s);
    }
    let y = 0;
    for (let j = 0; j < hidden; j++) y += V[j] * h[j];
    loss += (y - targets[n]) ** 2;
  }
  return loss / targets.length;
}
function networkByHand({ W, b, V }, inputs, targets) {
  const hidden = b.length;
  const width = W.length / hidden;
  const h = new Float64Array(hidden);
  const dW = new Float64Array(W.length);
  const db = new Float64Array(hidden);
  const dV = new Float64Array(hidden);
  for (let n = 0; n < targets.length; n++) {
    let y = 0;
    for (let j = 0; j < hidden; j++) {
      let s = b[j];
      for (let i = 0; i < width; i++) s += W[j * width + i] * inputs[n * width + i];
      h[j] = Math.tanh(s);
      y += V[j] * h[j];
    }
    const dy = (2 * (y - targets[n])) / targets.length;
    for (let j = 0; j < hidden; j++) {
      dV[j] += dy * h[j];
      const ds = dy * V[j] * (1 - h[j] * h[j]);
      db[j] += ds;
      for (let i = 0; i < width; i++) dW[j * width + i] += ds * inputs[n * width + i];
    }
  }
  return [{ W: dW, b: db, V: dV }];
}

const rows = Array.from({ length: 100 }, (_, i) => numbers(i + 10, 10));
const network = {
  W: Float64Array.from(numbers(1, 512)),
  b: Float64Array.from(numbers(2, 16)),
  V: Float64Array.from(numbers(3, 16)),
};

export const workloads = [
  { id: "a", name: "sine of cosine", f: sineOfCosine, args: [0.7], wrt: [0], handGradient: sineOfCosineByHand },
  { id: "b", name: "power by a loop", f: power, args: [1.01, 100], wrt: [0], handGradient: powerByHand },
  {
    id: "c",
    name: "log-sum-exp",
    f: logSumExp,
    args: [Float64Array.from(numbers(5, 1000))],
    wrt: [0],
    handGradient: logSumExpByHand,
  },
  {
    id: "d",
    name: "logistic regression",
    f: logisticLoss,
    args: [numbers(6, 10), 0.1, rows, numbers(7, 100)],
    wrt: [0, 1],
    handGradient: logisticByHand,
  },
  {
    id: "e",
    name: "network",
    f: networkLoss,
    args: [network, Float64Array.from(numbers(8, 64 * 32)), Float64Array.from(numbers(9, 64))],
    wrt: [0],
    handGradient: networkByHand,
  },
];
