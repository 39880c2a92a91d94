/** What options are worth: by a formula, and by the mean over paths. */
import { normals, numbers, rowsOf } from "./numbers.js";

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
    const p = spot * normalSlope(d);
    const q = worth * normalSlope(d - width);
    const dd = p - q;
    ds += normal(d) + dd / (spot * width);
    dr += (dd * years) / width + years * worth * normal(d - width);
    dv += (dd * (years * volatility)) / width - (dd * d) / volatility + q * root;
  }
  return [{ spot: ds, rate: dr, volatility: dv }];
}

/** The worth of a call on the mean price, over paths with fixed draws; by the market's state. */
export function meanPriceOption({ spot, rate, volatility }, { strike, years }, draws) {
  const steps = draws[0].length;
  const dt = years / steps;
  let total = 0;
  for (const path of draws) {
    let price = spot;
    let sum = 0;
    for (const z of path) {
      price *= Math.exp((rate - 0.5 * volatility ** 2) * dt + volatility * Math.sqrt(dt) * z);
      sum += price;
    }
    total += Math.max(sum / steps - strike, 0);
  }
  return (Math.exp(-rate * years) * total) / draws.length;
}
/** Path by path: the price is proportional to the spot, and the derivatives of its logarithm are sums. */
function meanPriceByHand({ spot, rate, volatility }, { strike, years }, draws) {
  const steps = draws[0].length;
  const dt = years / steps;
  const root = Math.sqrt(dt);
  const drift = (rate - 0.5 * volatility * volatility) * dt;
  let [total, ds, dr, dv] = [0, 0, 0, 0];
  for (let p = 0; p < draws.length; p++) {
    const path = draws[p];
    let price = spot;
    let noise = 0;
    let sum = 0;
    let sumR = 0;
    let sumV = 0;
    for (let i = 0; i < steps; i++) {
      price *= Math.exp(drift + volatility * root * path[i]);
      noise += root * path[i] - volatility * dt;
      sum += price;
      sumR += price * dt * (i + 1);
      sumV += price * noise;
    }
    const worth = sum / steps - strike;
    if (worth <= 0) continue;
    total += worth;
    ds += sum / (steps * spot);
    dr += sumR / steps;
    dv += sumV / steps;
  }
  const discount = Math.exp(-rate * years) / draws.length;
  return [{ spot: discount * ds, rate: discount * (dr - years * total), volatility: discount * dv }];
}

const calls = numbers(4, 50).map((x, i) => ({ strike: 100 + 20 * x, years: 0.25 + i / 50 }));

export const workloads = [
  {
    id: "h",
    name: "Black–Scholes",
    f: bookValue,
    args: [{ spot: 100, rate: 0.03, volatility: 0.25 }, calls],
    wrt: [0],
    handGradient: bookByHand,
  },
  {
    id: "q",
    name: "Monte Carlo",
    f: meanPriceOption,
    args: [{ spot: 100, rate: 0.03, volatility: 0.25 }, { strike: 101, years: 1 }, rowsOf(normals(15, 2400), 12)],
    wrt: [0],
    handGradient: meanPriceByHand,
  },
];
