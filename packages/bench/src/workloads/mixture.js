/**
 * The Gaussian mixture of ADBench (Srajer, Kukelova, Fitzgibbon 2018): the log-likelihood of points, with a Wishart prior,
 * without the constants. The inverse covariance of a part is QᵀQ, where Q is lower triangular with a diagonal of exponentials.
 */
import { normals, numbers, rowsOf } from "./numbers.js";

function logSumExp(xs) {
  let largest = -Infinity;
  for (let i = 0; i < xs.length; i++) if (xs[i] > largest) largest = xs[i];
  let sum = 0;
  for (let i = 0; i < xs.length; i++) sum += Math.exp(xs[i] - largest);
  return largest + Math.log(sum);
}

/** `factors`: of each part, the logarithms of the diagonal, then what is below it, row by row. */
export function mixtureLikelihood(alphas, means, factors, points, prior) {
  const width = points[0].length;
  const count = alphas.length;
  const diagonals = new Float64Array(count * width);
  const sums = new Float64Array(count);
  let squares = 0;
  for (let k = 0; k < count; k++) {
    const factor = factors[k];
    for (let i = 0; i < width; i++) {
      const d = Math.exp(factor[i]);
      diagonals[k * width + i] = d;
      sums[k] += factor[i];
      squares += d * d;
    }
    for (let i = width; i < factor.length; i++) squares += factor[i] * factor[i];
  }
  const terms = new Float64Array(count);
  let likelihood = 0;
  for (let n = 0; n < points.length; n++) {
    const point = points[n];
    for (let k = 0; k < count; k++) {
      const mean = means[k];
      const factor = factors[k];
      let distance = 0;
      for (let i = 0; i < width; i++) {
        let row = diagonals[k * width + i] * (point[i] - mean[i]);
        const start = width + (i * (i - 1)) / 2;
        for (let j = 0; j < i; j++) row += factor[start + j] * (point[j] - mean[j]);
        distance += row * row;
      }
      terms[k] = alphas[k] + sums[k] - 0.5 * distance;
    }
    likelihood += logSumExp(terms);
  }
  let logs = 0;
  for (let k = 0; k < count; k++) logs += sums[k];
  return likelihood - points.length * logSumExp(alphas) + 0.5 * prior.gamma ** 2 * squares - prior.m * logs;
}
function mixtureByHand(alphas, means, factors, points, prior) {
  const width = points[0].length;
  const count = alphas.length;
  const dalphas = new Array(count).fill(0);
  const dmeans = means.map((mean) => new Array(mean.length).fill(0));
  const dfactors = factors.map((factor) => new Array(factor.length).fill(0));
  const diagonals = new Float64Array(count * width);
  const sums = new Float64Array(count);
  for (let k = 0; k < count; k++) {
    for (let i = 0; i < width; i++) {
      diagonals[k * width + i] = Math.exp(factors[k][i]);
      sums[k] += factors[k][i];
    }
  }
  const terms = new Float64Array(count);
  const centred = new Float64Array(count * width);
  const rows = new Float64Array(count * width);
  for (let n = 0; n < points.length; n++) {
    const point = points[n];
    let largest = -Infinity;
    for (let k = 0; k < count; k++) {
      const mean = means[k];
      const factor = factors[k];
      const base = k * width;
      let distance = 0;
      let at = width;
      for (let i = 0; i < width; i++) {
        const c = point[i] - mean[i];
        centred[base + i] = c;
        let row = diagonals[base + i] * c;
        for (let j = 0; j < i; j++) row += factor[at++] * centred[base + j];
        rows[base + i] = row;
        distance += row * row;
      }
      terms[k] = alphas[k] + sums[k] - 0.5 * distance;
      if (terms[k] > largest) largest = terms[k];
    }
    let sum = 0;
    for (let k = 0; k < count; k++) sum += terms[k] = Math.exp(terms[k] - largest);
    for (let k = 0; k < count; k++) {
      const share = terms[k] / sum;
      const factor = factors[k];
      const dfactor = dfactors[k];
      const dmean = dmeans[k];
      const base = k * width;
      dalphas[k] += share;
      let at = width;
      for (let i = 0; i < width; i++) {
        const drow = -share * rows[base + i];
        dfactor[i] += share + drow * centred[base + i] * diagonals[base + i];
        dmean[i] -= drow * diagonals[base + i];
        for (let j = 0; j < i; j++) {
          dfactor[at] += drow * centred[base + j];
          dmean[j] -= drow * factor[at++];
        }
      }
    }
  }
  let largest = -Infinity;
  for (let k = 0; k < count; k++) if (alphas[k] > largest) largest = alphas[k];
  let sum = 0;
  for (let k = 0; k < count; k++) sum += terms[k] = Math.exp(alphas[k] - largest);
  const gamma2 = prior.gamma * prior.gamma;
  for (let k = 0; k < count; k++) {
    dalphas[k] -= (points.length * terms[k]) / sum;
    for (let i = 0; i < width; i++) dfactors[k][i] += gamma2 * diagonals[k * width + i] ** 2 - prior.m;
    for (let i = width; i < factors[k].length; i++) dfactors[k][i] += gamma2 * factors[k][i];
  }
  return [dalphas, dmeans, dfactors];
}

const WIDTH = 10;
const PARTS = 5;
const FACTOR = (WIDTH * (WIDTH + 1)) / 2;

export const workloads = [
  {
    id: "i",
    name: "ADBench mixture",
    f: mixtureLikelihood,
    args: [
      numbers(11, PARTS),
      rowsOf(numbers(12, PARTS * WIDTH), WIDTH),
      rowsOf(
        numbers(13, PARTS * FACTOR).map((x) => 0.3 * x),
        FACTOR,
      ),
      rowsOf(normals(14, 100 * WIDTH), WIDTH),
      { gamma: 1, m: 0 },
    ],
    wrt: [0, 1, 2],
    handGradient: mixtureByHand,
  },
];
