/** The larger workloads over a library's operations on arrays: see array-programs.js. */
import { argsOf, flatten } from "./data.js";

const range = (count) => Array.from({ length: count }, (_, i) => i);
const scalar = (x) => [[x], []];

export function largeArrayPrograms(T) {
  const { add, sub, mul, div, neg, sin, cos, exp, log, sqrt, square, less, where, reshape, slice, concat, constant } =
    T;
  const column = (x, i, length) => reshape(slice(x, 1, i, i + 1), [length]);
  const part = (x, i) => reshape(slice(x, 0, i, i + 1), []);

  return {
    i: {
      inputs: [
        [argsOf("i")[0], [5]],
        [flatten(argsOf("i")[1]), [5, 10]],
        [flatten(argsOf("i")[2]), [5, 55]],
      ],
      make() {
        const [, , , points, prior] = argsOf("i");
        const X = constant(points);
        const one = constant(range(10).map((i) => range(10).map((j) => (i === j ? 1 : 0))));
        // Where each number below the diagonal stands in the matrix.
        const places = range(10).flatMap((i) => range(i).map((j) => 10 * i + j));
        const spread = constant(places.map((place) => range(100).map((at) => (at === place ? 1 : 0))));
        return (alphas, means, factors) => {
          let [squares, logs] = [0, 0];
          const terms = range(5).map((k) => {
            const factor = slice(factors, 0, k, k + 1);
            const sum = T.sum(reshape(slice(factor, 1, 0, 10), [10]), 0);
            const diagonal = exp(slice(factor, 1, 0, 10));
            const below = slice(factor, 1, 10, 55);
            const Q = add(reshape(T.matmul(below, spread), [10, 10]), mul(one, diagonal));
            const rows = T.matmul(sub(X, slice(means, 0, k, k + 1)), T.transpose(Q));
            squares = add(T.sum(square(reshape(Q, [100])), 0), squares);
            logs = add(sum, logs);
            const term = sub(add(part(alphas, k), sum), mul(T.sum(square(rows), 1), 0.5));
            return reshape(term, [100, 1]);
          });
          const likelihood = T.sum(T.logSumExp(concat(terms, 1), 1), 0);
          const all = sub(likelihood, mul(T.logSumExp(alphas, 0), 100));
          return sub(add(all, mul(squares, 0.5 * prior.gamma ** 2)), mul(logs, prior.m));
        };
      },
    },

    j: {
      inputs: [[flatten(argsOf("j")[0]), [8, 2]]],
      make() {
        const [, goal, steps, dt] = argsOf("j");
        const [start, zero] = [constant(range(8).map((i) => [i, 0.1 * i])), constant([[0, 0]])];
        const [gravity, end] = [constant([[0, -9.81]]), constant([[goal.x, goal.y]])];
        return (velocities) => {
          let [v, p] = [velocities, start];
          for (let s = 0; s < steps; s++) {
            const d = sub(slice(p, 0, 1, 8), slice(p, 0, 0, 7));
            const length = reshape(sqrt(T.sum(square(d), 1)), [7, 1]);
            const force = mul(d, div(mul(sub(length, 1), 20), length));
            const a = add(sub(concat([force, zero], 0), concat([zero, force], 0)), gravity);
            v = add(v, mul(a, dt));
            p = add(p, mul(v, dt));
          }
          return T.sum(reshape(square(sub(slice(p, 0, 7, 8), end)), [2]), 0);
        };
      },
    },

    k: {
      inputs: argsOf("k").map((colour) => [Object.values(colour), [3]]),
      make() {
        const DEGREE = Math.PI / 180;
        const POWER = 25 ** 7;
        const matrix = constant([
          [0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047],
          [0.2126729, 0.7151522, 0.072175],
          [0.0193339 / 1.08883, 0.119192 / 1.08883, 0.9503041 / 1.08883],
        ]);
        const lab = (rgb) => {
          const light = where(less(0.04045, rgb), T.pow(div(add(rgb, 0.055), 1.055), 2.4), div(rgb, 12.92));
          const xyz = reshape(T.matmul(matrix, reshape(light, [3, 1])), [3]);
          const edge = (6 / 29) ** 3;
          const f = where(less(edge, xyz), T.pow(xyz, 1 / 3), add(div(xyz, 3 * (6 / 29) ** 2), 4 / 29));
          const [x, y, z] = [0, 1, 2].map((i) => part(f, i));
          return [sub(mul(y, 116), 16), mul(sub(x, y), 500), mul(sub(y, z), 200)];
        };
        const hypot = (a, b) => sqrt(add(square(a), square(b)));
        const hue = (a, b) => {
          const angle = T.atan2(b, a);
          return where(less(angle, 0), add(angle, 2 * Math.PI), angle);
        };
        return (one, two) => {
          const [[L1, A1, B1], [L2, A2, B2]] = [lab(one), lab(two)];
          const mean7 = T.pow(div(add(hypot(A1, B1), hypot(A2, B2)), 2), 7);
          const stretch = sub(1.5, mul(sqrt(div(mean7, add(mean7, POWER))), 0.5));
          const [a1, a2] = [mul(stretch, A1), mul(stretch, A2)];
          const [c1, c2] = [hypot(a1, B1), hypot(a2, B2)];
          const [h1, h2] = [hue(a1, B1), hue(a2, B2)];
          const apart = sub(h2, h1);
          const middle = div(add(h1, h2), 2);
          const turned = where(less(middle, Math.PI), add(middle, Math.PI), sub(middle, Math.PI));
          const below = where(less(apart, -Math.PI), add(apart, 2 * Math.PI), apart);
          const dh = where(less(Math.PI, apart), sub(apart, 2 * Math.PI), below);
          const h = where(less(Math.PI, T.abs(apart)), turned, middle);
          const dH = mul(mul(sqrt(mul(c1, c2)), 2), sin(div(dh, 2)));
          const L = sub(div(add(L1, L2), 2), 50);
          const C = div(add(c1, c2), 2);
          const wave = (times, shift, weight) => mul(cos(add(mul(h, times), shift * DEGREE)), weight);
          const waves = add(add(wave(1, -30, -0.17), wave(2, 0, 0.24)), add(wave(3, 6, 0.32), wave(4, -63, -0.2)));
          const sL = add(div(mul(square(L), 0.015), sqrt(add(square(L), 20))), 1);
          const turn = mul(exp(neg(square(div(sub(div(h, DEGREE), 275), 25)))), 60 * DEGREE);
          const C7 = T.pow(C, 7);
          const rotation = mul(mul(sqrt(div(C7, add(C7, POWER))), sin(turn)), -2);
          const l = div(sub(L2, L1), sL);
          const c = div(sub(c2, c1), add(mul(C, 0.045), 1));
          const d = div(dH, add(mul(mul(C, add(waves, 1)), 0.015), 1));
          return sqrt(add(add(square(l), square(c)), add(square(d), mul(mul(rotation, c), d))));
        };
      },
    },

    l: {
      inputs: [scalar(argsOf("l")[0])],
      make() {
        const branches = (x, depth) =>
          depth === 0
            ? sin(x)
            : add(mul(branches(mul(x, 0.8), depth - 1), 0.6), mul(x, branches(add(x, 0.1), depth - 1)));
        return (x) => branches(x, argsOf("l")[1]);
      },
    },

    m: {
      inputs: [
        [flatten(argsOf("m")[0]), [2, 11]],
        [flatten(argsOf("m")[1]), [20, 3]],
        [argsOf("m")[2], [40]],
      ],
      make() {
        const [, , , features] = argsOf("m");
        const count = features.length;
        const [camera, point] = [T.index(features.map((f) => f.camera)), T.index(features.map((f) => f.point))];
        const [foundU, foundV] = [constant(features.map((f) => f.u)), constant(features.map((f) => f.v))];
        const dot = (a, b) => add(add(mul(a[0], b[0]), mul(a[1], b[1])), mul(a[2], b[2]));
        return (cameras, points, w) => {
          const seen = T.gather(cameras, camera);
          const of = T.gather(points, point);
          const C = range(11).map((i) => column(seen, i, count));
          const at = range(3).map((i) => sub(column(of, i, count), C[3 + i]));
          const angle = sqrt(dot(C, C));
          const unit = range(3).map((i) => div(C[i], angle));
          const [c, s] = [cos(angle), sin(angle)];
          const along = mul(dot(unit, at), sub(1, c));
          const [x, y, z] = range(3).map((i) => {
            const [j, k] = [(i + 1) % 3, (i + 2) % 3];
            const moved = sub(mul(unit[j], at[k]), mul(unit[k], at[j]));
            return add(add(mul(at[i], c), mul(moved, s)), mul(unit[i], along));
          });
          const [u, v] = [div(x, z), div(y, z)];
          const r = add(square(u), square(v));
          const scale = mul(add(mul(add(mul(r, C[10]), C[9]), r), 1), C[6]);
          const missU = mul(w, sub(add(mul(scale, u), C[7]), foundU));
          const missV = mul(w, sub(add(mul(scale, v), C[8]), foundV));
          return T.sum(add(add(square(missU), square(missV)), square(sub(1, square(w)))), 0);
        };
      },
    },

    n: {
      inputs: [
        ...argsOf("n")[0].flatMap(({ weights, biases }) => [
          [weights, [56]],
          [biases, [56]],
        ]),
        ...Object.values(argsOf("n")[1]).map((list) => [list, [14]]),
      ],
      make() {
        const [layers, , start, sequence] = argsOf("n");
        const width = 14;
        const items = sequence.map((item) => constant(item));
        const states = (list) => layers.map((_, l) => constant(list.slice(l * width, (l + 1) * width)));
        const sigmoid = (x) => div(1, add(exp(neg(x)), 1));
        const [startHidden, startCells] = [states(start.hidden), states(start.cells)];
        return (...given) => {
          const [into, out, bias] = given.slice(-3);
          const [hidden, cells] = [[...startHidden], [...startCells]];
          let loss = 0;
          for (let t = 0; t + 1 < items.length; t++) {
            let x = mul(items[t], into);
            layers.forEach((_, l) => {
              const gate = (n, v) => {
                const [w, b] = [0, 1].map((i) => slice(given[2 * l + i], 0, n * width, (n + 1) * width));
                return add(mul(v, w), b);
              };
              const change = mul(sigmoid(gate(1, hidden[l])), T.tanh(gate(3, hidden[l])));
              cells[l] = add(mul(sigmoid(gate(0, x)), cells[l]), change);
              hidden[l] = x = mul(sigmoid(gate(2, x)), T.tanh(cells[l]));
            });
            const y = add(mul(x, out), bias);
            const norm = log(add(T.sum(exp(y), 0), 2));
            loss = add(T.sum(mul(sub(norm, y), items[t + 1]), 0), loss);
          }
          return div(loss, (items.length - 1) * width);
        };
      },
    },

    o: {
      inputs: [
        [argsOf("o")[0], [5, 3]],
        [argsOf("o")[1], [5, 3]],
      ],
      make() {
        const [, , masses, goal, steps, dt] = argsOf("o");
        const [m, end] = [constant([Array.from(masses)]), constant([goal])];
        return (velocities, positions) => {
          let [v, p] = [velocities, positions];
          for (let s = 0; s < steps; s++) {
            const d = sub(reshape(p, [5, 1, 3]), reshape(p, [1, 5, 3]));
            const r = add(T.sum(square(d), 2), 0.01);
            const pull = mul(div(dt, mul(r, sqrt(r))), m);
            v = sub(v, T.sum(mul(d, reshape(pull, [5, 5, 1])), 1));
            p = add(p, mul(v, dt));
          }
          return T.sum(reshape(square(sub(slice(p, 0, 4, 5), end)), [3]), 0);
        };
      },
    },

    p: {
      inputs: [[flatten(argsOf("p")[0]), [3, 4]]],
      make() {
        const [balls, rays, steps] = argsOf("p");
        const [x, y, z, depth] = ["x", "y", "z", "depth"].map((key) => constant(rays.map((ray) => ray[key])));
        const zero = constant(rays.map(() => 0));
        return (all) => {
          const list = range(4 * balls.length);
          const numbers = list.map((i) => part(reshape(all, [list.length]), i));
          let t = zero;
          for (let s = 0; s < steps; s++) {
            const at = [mul(t, x), mul(t, y), sub(mul(t, z), 4)];
            let near = add(at[1], 1);
            for (let b = 0; b < balls.length; b++) {
              const [dx, dy, dz] = at.map((a, i) => square(sub(a, numbers[4 * b + i])));
              const far = sub(sqrt(add(add(dx, dy), dz)), numbers[4 * b + 3]);
              const mix = div(T.max(sub(0.3, T.abs(sub(near, far))), 0), 0.3);
              near = sub(T.min(near, far), mul(square(mix), 0.075));
            }
            t = add(t, near);
          }
          return div(T.sum(square(sub(t, depth)), 0), rays.length);
        };
      },
    },

    q: {
      inputs: Object.values(argsOf("q")[0]).map(scalar),
      make() {
        const [, { strike, years }, draws] = argsOf("q");
        const steps = draws[0].length;
        const dt = years / steps;
        const noises = range(steps).map((i) => constant(draws.map((path) => Math.sqrt(dt) * path[i])));
        return (spot, rate, volatility) => {
          const drift = mul(sub(rate, mul(square(volatility), 0.5)), dt);
          let [price, sum] = [spot, 0];
          for (const noise of noises) {
            price = mul(price, exp(add(mul(noise, volatility), drift)));
            sum = add(price, sum);
          }
          const worth = T.max(sub(div(sum, steps), strike), 0);
          return mul(div(T.sum(worth, 0), draws.length), exp(mul(rate, -years)));
        };
      },
    },
  };
}
