/**
 * The workloads over a library's operations on arrays: by id, the active arrays ([numbers, shape], in order) and what makes the
 * program; the rest is made into constants once.
 *
 * T has add, sub, mul, div, neg, sin, cos, exp, log, sqrt, square, tanh, abs, atan2, max, min, pow (by a constant), less, where,
 * sum(x, axis), logSumExp(x, axis), matmul, transpose, reshape, slice(x, axis, from, to), concat(list, axis), gather(x, index),
 * constant(nested lists) and index(list). Plain numbers are allowed where an array is.
 */
import { largeArrayPrograms } from "./array-programs-large.js";
import { argsOf } from "./data.js";

const range = (count) => Array.from({ length: count }, (_, i) => i);
const scalar = (x) => [[x], []];

export function arrayPrograms(T) {
  const { add, sub, mul, div, neg, sin, cos, exp, log, square, less, where, reshape, slice, constant } = T;

  return {
    a: { inputs: [scalar(argsOf("a")[0])], make: () => (x) => sin(cos(x)) },

    b: {
      inputs: [scalar(argsOf("b")[0])],
      make: () => (x) => range(argsOf("b")[1] - 1).reduce((r) => mul(r, x), x),
    },

    c: { inputs: [[argsOf("c")[0], [1000]]], make: () => (x) => T.logSumExp(x, 0) },

    d: {
      inputs: [[argsOf("d")[0], [10]], scalar(argsOf("d")[1])],
      make() {
        const [, , rows, labels] = argsOf("d");
        const [X, side] = [constant(rows), constant(labels.map((label) => (label > 0 ? -1 : 1)))];
        return (w, b) => {
          const z = add(reshape(T.matmul(X, reshape(w, [10, 1])), [100]), b);
          return div(T.sum(log(add(exp(mul(side, z)), 1)), 0), 100);
        };
      },
    },

    e: {
      inputs: [
        [argsOf("e")[0].W, [16, 32]],
        [argsOf("e")[0].b, [16]],
        [argsOf("e")[0].V, [16]],
      ],
      make() {
        const [, inputs, targets] = argsOf("e");
        const X = constant(Array.from(targets, (_, n) => Array.from(inputs.subarray(32 * n, 32 * n + 32))));
        const Y = constant(Array.from(targets));
        return (W, b, V) => {
          const h = T.tanh(add(T.matmul(X, T.transpose(W)), b));
          const y = reshape(T.matmul(h, reshape(V, [16, 1])), [64]);
          return div(T.sum(square(sub(y, Y)), 0), 64);
        };
      },
    },

    f: {
      inputs: [[argsOf("f")[0], [1000]]],
      make: () => (x) => {
        const [u, v] = [slice(x, 0, 0, 999), slice(x, 0, 1, 1000)];
        return T.sum(add(square(sub(1, u)), mul(square(sub(v, square(u))), 100)), 0);
      },
    },

    g: {
      inputs: Object.values(argsOf("g")[0]).map(scalar),
      make() {
        const [, samples] = argsOf("g");
        const [t, y] = [constant(samples.map((s) => -s.t)), constant(samples.map((s) => s.y))];
        return (amplitude, rate, floor) => T.sum(square(sub(add(mul(amplitude, exp(mul(rate, t))), floor), y)), 0);
      },
    },

    h: {
      inputs: Object.values(argsOf("h")[0]).map(scalar),
      make() {
        const [, calls] = argsOf("h");
        const [strike, years] = [constant(calls.map((c) => c.strike)), constant(calls.map((c) => c.years))];
        const root = constant(calls.map((c) => Math.sqrt(c.years)));
        const normal = (x) => {
          const k = div(1, add(mul(T.abs(x), 0.2316419), 1));
          const poly = [-1.821255978, 1.781477937, -0.356563782, 0.31938153].reduce(
            (value, c) => mul(add(value, c), k),
            mul(k, 1.330274429),
          );
          const tail = mul(mul(exp(mul(square(x), -0.5)), 0.3989422804014327), poly);
          return where(less(0, x), sub(1, tail), tail);
        };
        return (spot, rate, volatility) => {
          const width = mul(volatility, root);
          const drift = mul(add(rate, mul(square(volatility), 0.5)), years);
          const d = div(add(log(div(spot, strike)), drift), width);
          const now = mul(strike, exp(neg(mul(rate, years))));
          return T.sum(sub(mul(spot, normal(d)), mul(now, normal(sub(d, width)))), 0);
        };
      },
    },

    ...largeArrayPrograms(T),
  };
}
