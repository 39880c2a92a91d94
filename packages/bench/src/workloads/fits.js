/** Functions that are minimised: Rosenbrock's (1960), in many variables, and the squares of a curve's misses. */
import { numbers } from "./numbers.js";

export function rosenbrock(x) {
  let sum = 0;
  for (let i = 0; i + 1 < x.length; i++) sum += (1 - x[i]) ** 2 + 100 * (x[i + 1] - x[i] ** 2) ** 2;
  return sum;
}
function rosenbrockByHand(x) {
  const gradient = new Float64Array(x.length);
  let share = 0;
  for (let i = 0; i + 1 < x.length; i++) {
    const valley = x[i + 1] - x[i] * x[i];
    gradient[i] = share - 2 * (1 - x[i]) - 400 * valley * x[i];
    share = 200 * valley;
  }
  gradient[x.length - 1] = share;
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

const samples = Array.from({ length: 200 }, (_, i) => ({ t: i / 50, y: 2 * Math.exp(-0.03 * i) + 0.1 }));

export const workloads = [
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
];
