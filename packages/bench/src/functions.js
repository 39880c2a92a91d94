/**
 * What is measured: functions as people write them, each with the gradient that an expert would write by hand.
 *
 * Each is { id, name, f, args, wrt, handGradient }: `wrt` says by which arguments is differentiated.
 * Scalar, loop, log-sum-exp, logistic regression and network are the five of the Zygote paper (Innes 2018, arXiv:1810.07951),
 * Gaussian mixture is an objective of ADBench (Srajer, Kukelova, Fitzgibbon 2018).
 */

/** Numbers of -1 … 1, the same at every run (mulberry32). */
function numbers(seed, count) {
  let a = seed;
  return Array.from({ length: count }, () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2147483648 - 1;
  });
}

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

export function rosenbrock(x) {
  let sum = 0;
  for (let i = 0; i + 1 < x.length; i++) sum += (1 - x[i]) ** 2 + 100 * (x[i + 1] - x[i] ** 2) ** 2;
  return sum;
}
function rosenbrockByHand(x) {
  const gradient = new Float64Array(x.length);
  for (let i = 0; i + 1 < x.length; i++) {
    const valley = x[i + 1] - x[i] * x[i];
    gradient[i] += -2 * (1 - x[i]) - 400 * valley * x[i];
    gradient[i + 1] += 200 * valley;
  }
  return [gradient];
}

export function decayFit({ amplitude, rate, floor }, samples) {
  const model = (t) => amplitude * Math.exp(-rate * t) + floor;
  return samples.reduce((sum, { t, y }) => sum + (model(t) - y) ** 2, 0);
}
function decayFitByHand({ amplitude, rate, floor }, samples) {
  let [da, dr, df] = [0, 0, 0];
  for (const { t, y } of samples) {
    const decay = Math.exp(-rate * t);
    const d = 2 * (amplitude * decay + floor - y);
    da += d * decay;
    dr -= d * amplitude * t * decay;
    df += d;
  }
  return [{ amplitude: da, rate: dr, floor: df }];
}

/** The normal distribution (Abramowitz and Stegun 1964, 26.2.17). */
function normal(x) {
  const k = 1 / (1 + 0.2316419 * Math.abs(x));
  const poly = k * (0.31938153 + k * (-0.356563782 + k * (1.781477937 + k * (-1.821255978 + k * 1.330274429))));
  const tail = Math.exp(-0.5 * x * x) * 0.3989422804014327 * poly;
  return x > 0 ? 1 - tail : tail;
}

/** The worth of a book of European calls (Black and Scholes 1973), by the market's state. */
export function bookValue({ spot, rate, volatility }, calls) {
  let sum = 0;
  for (const { strike, years } of calls) {
    const width = volatility * Math.sqrt(years);
    const d = (Math.log(spot / strike) + (rate + 0.5 * volatility ** 2) * years) / width;
    sum += spot * normal(d) - strike * Math.exp(-rate * years) * normal(d - width);
  }
  return sum;
}
/** The slope of `normal` as it is computed, not of what it approximates. */
function normalSlope(x) {
  const a = Math.abs(x);
  const k = 1 / (1 + 0.2316419 * a);
  const poly = k * (0.31938153 + k * (-0.356563782 + k * (1.781477937 + k * (-1.821255978 + k * 1.330274429))));
  const slope =
    0.31938153 + k * (2 * -0.356563782 + k * (3 * 1.781477937 + k * (4 * -1.821255978 + k * 5 * 1.330274429)));
  const density = Math.exp(-0.5 * x * x) * 0.3989422804014327;
  return density * (a * poly + slope * 0.2316419 * k * k);
}
function bookByHand({ spot, rate, volatility }, calls) {
  let [ds, dr, dv] = [0, 0, 0];
  for (const { strike, years } of calls) {
    const root = Math.sqrt(years);
    const width = volatility * root;
    const d = (Math.log(spot / strike) + (rate + 0.5 * volatility * volatility) * years) / width;
    const worth = strike * Math.exp(-rate * years);
    const [p, q] = [spot * normalSlope(d), worth * normalSlope(d - width)];
    const dd = p - q;
    ds += normal(d) + dd / (spot * width);
    dr += (dd * years) / width + years * worth * normal(d - width);
    dv += (dd * (years * volatility)) / width - (dd * d) / volatility + q * root;
  }
  return [{ spot: ds, rate: dr, volatility: dv }];
}

/** The negative log-likelihood of points in a plane under round Gaussians. */
export function mixtureLoss(weights, means, widths, points) {
  let total = 0;
  for (const w of weights) total += Math.exp(w);
  let loss = 0;
  for (const [x, y] of points) {
    let likelihood = 0;
    for (let k = 0; k < weights.length; k++) {
      const dx = x - means[2 * k];
      const dy = y - means[2 * k + 1];
      const scale = Math.exp(widths[k]);
      likelihood += (Math.exp(weights[k] - (dx * dx + dy * dy) * scale) * scale) / total;
    }
    loss -= Math.log(likelihood);
  }
  return loss;
}
function mixtureByHand(weights, means, widths, points) {
  const count = weights.length;
  const dweights = new Array(count).fill(0);
  const dmeans = new Array(2 * count).fill(0);
  const dwidths = new Array(count).fill(0);
  const scales = new Float64Array(count);
  let total = 0;
  for (let k = 0; k < count; k++) {
    total += Math.exp(weights[k]);
    scales[k] = Math.exp(widths[k]);
  }
  const parts = new Float64Array(count);
  for (let n = 0; n < points.length; n++) {
    const x = points[n][0];
    const y = points[n][1];
    let likelihood = 0;
    for (let k = 0; k < count; k++) {
      const dx = x - means[2 * k];
      const dy = y - means[2 * k + 1];
      parts[k] = Math.exp(weights[k] - (dx * dx + dy * dy) * scales[k]) * scales[k];
      likelihood += parts[k];
    }
    for (let k = 0; k < count; k++) {
      const dx = x - means[2 * k];
      const dy = y - means[2 * k + 1];
      const share = parts[k] / likelihood;
      dweights[k] -= share;
      dmeans[2 * k] -= share * 2 * dx * scales[k];
      dmeans[2 * k + 1] -= share * 2 * dy * scales[k];
      dwidths[k] -= share * (1 - (dx * dx + dy * dy) * scales[k]);
    }
  }
  for (let k = 0; k < count; k++) dweights[k] += (points.length * Math.exp(weights[k])) / total;
  return [dweights, dmeans, dwidths];
}

const pairs = (list) => list.flatMap((x, i) => (i % 2 === 0 ? [[x, list[i + 1]]] : []));
const rows = Array.from({ length: 100 }, (_, i) => numbers(i + 10, 10));
const network = {
  W: Float64Array.from(numbers(1, 512)),
  b: Float64Array.from(numbers(2, 16)),
  V: Float64Array.from(numbers(3, 16)),
};
const samples = Array.from({ length: 200 }, (_, i) => ({ t: i / 50, y: 2 * Math.exp(-0.03 * i) + 0.1 }));
const calls = numbers(4, 50).map((x, i) => ({ strike: 100 + 20 * x, years: 0.25 + i / 50 }));

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
  {
    id: "f",
    name: "Rosenbrock",
    f: rosenbrock,
    args: [Float64Array.from(numbers(10, 1000))],
    wrt: [0],
    handGradient: rosenbrockByHand,
  },
  {
    id: "g",
    name: "curve fit",
    f: decayFit,
    args: [{ amplitude: 1.7, rate: 1.2, floor: 0.2 }, samples],
    wrt: [0],
    handGradient: decayFitByHand,
  },
  {
    id: "h",
    name: "Black–Scholes",
    f: bookValue,
    args: [{ spot: 100, rate: 0.03, volatility: 0.25 }, calls],
    wrt: [0],
    handGradient: bookByHand,
  },
  {
    id: "i",
    name: "Gaussian mixture",
    f: mixtureLoss,
    args: [numbers(11, 5), numbers(12, 10), numbers(13, 5), pairs(numbers(14, 200))],
    wrt: [0, 1, 2],
    handGradient: mixtureByHand,
  },
];
