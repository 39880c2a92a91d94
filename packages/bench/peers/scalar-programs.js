/**
 * The workloads over a library's operations on single numbers: `program(O)[id](list of active numbers)`.
 *
 * O has add, sub, mul, div, neg, sin, cos, exp, log, sqrt, pow (by a constant), tanh, atan2 and less(a, b, yes, no), which is
 * yes() where a < b, else no().
 */
import { argsOf, taker } from "./data.js";

export function programs(O) {
  const { add, sub, mul, div, neg, sin, cos, exp, log, sqrt, pow, less } = O;
  const square = (x) => mul(x, x);
  const sum = (list) => list.reduce((a, b) => add(a, b));
  const dot = (a, b) => sum(a.map((x, i) => mul(x, b[i])));
  const larger = (a, b) => less(a, b, () => b, () => a); // prettier-ignore
  const smaller = (a, b) => less(a, b, () => a, () => b); // prettier-ignore
  const size = (x) => less(x, 0, () => neg(x), () => x); // prettier-ignore
  const logSumExp = (xs) => {
    const largest = xs.reduce(larger);
    return add(log(sum(xs.map((x) => exp(sub(x, largest))))), largest);
  };
  const range = (count) => Array.from({ length: count }, (_, i) => i);

  return {
    a: ([x]) => sin(cos(x)),

    b: ([x]) => range(argsOf("b")[1] - 1).reduce((r) => mul(r, x), x),

    c: logSumExp,

    d(p) {
      const [, , rows, labels] = argsOf("d");
      const [weights, bias] = [p.slice(0, -1), p.at(-1)];
      const losses = rows.map((row, i) => {
        const z = add(dot(weights, row), bias);
        return log(add(exp(labels[i] > 0 ? neg(z) : z), 1));
      });
      return div(sum(losses), rows.length);
    },

    e(p) {
      const [, inputs, targets] = argsOf("e");
      const take = taker(p);
      const [W, b, V] = [take(512), take(16), take(16)];
      const errors = Array.from(targets, (target, n) => {
        const x = Array.from(inputs.subarray(32 * n, 32 * n + 32));
        const h = b.map((bias, j) => O.tanh(add(dot(W.slice(32 * j, 32 * j + 32), x), bias)));
        return square(sub(dot(V, h), target));
      });
      return div(sum(errors), targets.length);
    },

    f: (x) =>
      sum(range(x.length - 1).map((i) => add(square(sub(1, x[i])), mul(square(sub(x[i + 1], square(x[i]))), 100)))),

    g: ([amplitude, rate, floor]) =>
      sum(argsOf("g")[1].map(({ t, y }) => square(sub(add(mul(amplitude, exp(mul(rate, -t))), floor), y)))),

    h([spot, rate, volatility]) {
      const normal = (x) => {
        const k = div(1, add(mul(size(x), 0.2316419), 1));
        const poly = [1.330274429, -1.821255978, 1.781477937, -0.356563782, 0.31938153].reduce(
          (value, c) => mul(add(value, c), k),
          0,
        );
        const tail = mul(mul(exp(mul(square(x), -0.5)), 0.3989422804014327), poly);
        return less(0, x, () => sub(1, tail), () => tail); // prettier-ignore
      };
      const worths = argsOf("h")[1].map(({ strike, years }) => {
        const width = mul(volatility, Math.sqrt(years));
        const drift = mul(add(rate, mul(square(volatility), 0.5)), years);
        const d = div(add(log(div(spot, strike)), drift), width);
        const now = mul(exp(mul(rate, -years)), strike);
        return sub(mul(spot, normal(d)), mul(now, normal(sub(d, width))));
      });
      return sum(worths);
    },

    i(p) {
      const [alphas0, means0, factors0, points, prior] = argsOf("i");
      const take = taker(p);
      const width = means0[0].length;
      const alphas = take(alphas0.length);
      const means = means0.map(() => take(width));
      const factors = factors0.map((f) => take(f.length));
      const diagonals = factors.map((f) => f.slice(0, width).map((x) => exp(x)));
      const sums = factors.map((f) => sum(f.slice(0, width)));
      const likelihoods = points.map((point) =>
        logSumExp(
          alphas.map((alpha, k) => {
            const c = means[k].map((m, i) => sub(point[i], m));
            const rows = c.map((x, i) => {
              const start = width + (i * (i - 1)) / 2;
              const first = mul(diagonals[k][i], x);
              return i === 0 ? first : add(first, dot(factors[k].slice(start, start + i), c.slice(0, i)));
            });
            return sub(add(alpha, sums[k]), mul(sum(rows.map(square)), 0.5));
          }),
        ),
      );
      const squares = sum([...diagonals.flat(), ...factors.flatMap((f) => f.slice(width))].map(square));
      const all = sub(sum(likelihoods), mul(logSumExp(alphas), points.length));
      return sub(add(all, mul(squares, 0.5 * prior.gamma ** 2)), mul(sum(sums), prior.m));
    },

    j(p) {
      const [, goal, steps, dt] = argsOf("j");
      const count = p.length / 2;
      const x = range(count);
      const y = range(count).map((i) => 0.1 * i);
      const vx = range(count).map((i) => p[2 * i]);
      const vy = range(count).map((i) => p[2 * i + 1]);
      for (let s = 0; s < steps; s++) {
        const ax = range(count).fill(0);
        const ay = range(count).fill(-9.81);
        for (let i = 0; i + 1 < count; i++) {
          const dx = sub(x[i + 1], x[i]);
          const dy = sub(y[i + 1], y[i]);
          const length = sqrt(add(square(dx), square(dy)));
          const force = div(mul(sub(length, 1), 20), length);
          const [fx, fy] = [mul(force, dx), mul(force, dy)];
          ax[i] = add(ax[i], fx);
          ay[i] = add(ay[i], fy);
          ax[i + 1] = sub(ax[i + 1], fx);
          ay[i + 1] = sub(ay[i + 1], fy);
        }
        for (let i = 0; i < count; i++) {
          vx[i] = add(vx[i], mul(ax[i], dt));
          vy[i] = add(vy[i], mul(ay[i], dt));
          x[i] = add(x[i], mul(vx[i], dt));
          y[i] = add(y[i], mul(vy[i], dt));
        }
      }
      return add(square(sub(x[count - 1], goal.x)), square(sub(y[count - 1], goal.y)));
    },

    k(p) {
      const DEGREE = Math.PI / 180;
      const POWER = 25 ** 7;
      const linear = (c) =>
        less(0.04045, c, () => pow(div(add(c, 0.055), 1.055), 2.4), () => div(c, 12.92)); // prettier-ignore
      const curve = (t) =>
        less((6 / 29) ** 3, t, () => pow(t, 1 / 3), () => add(div(t, 3 * (6 / 29) ** 2), 4 / 29)); // prettier-ignore
      const lab = (colour) => {
        const rgb = colour.map(linear);
        const x = curve(div(dot(rgb, [0.4124564, 0.3575761, 0.1804375]), 0.95047));
        const y = curve(dot(rgb, [0.2126729, 0.7151522, 0.072175]));
        const z = curve(div(dot(rgb, [0.0193339, 0.119192, 0.9503041]), 1.08883));
        return [sub(mul(y, 116), 16), mul(sub(x, y), 500), mul(sub(y, z), 200)];
      };
      const hypot = (a, b) => sqrt(add(square(a), square(b)));
      const hue = (a, b) => {
        const angle = O.atan2(b, a);
        return less(angle, 0, () => add(angle, 2 * Math.PI), () => angle); // prettier-ignore
      };
      const [L1, A1, B1] = lab(p.slice(0, 3));
      const [L2, A2, B2] = lab(p.slice(3));
      const mean7 = pow(div(add(hypot(A1, B1), hypot(A2, B2)), 2), 7);
      const stretch = sub(1.5, mul(sqrt(div(mean7, add(mean7, POWER))), 0.5));
      const [a1, a2] = [mul(stretch, A1), mul(stretch, A2)];
      const [c1, c2] = [hypot(a1, B1), hypot(a2, B2)];
      const [h1, h2] = [hue(a1, B1), hue(a2, B2)];
      const apart = sub(h2, h1);
      const middle = div(add(h1, h2), 2);
      const turned = less(middle, Math.PI, () => add(middle, Math.PI), () => sub(middle, Math.PI)); // prettier-ignore
      const dh = less(
        Math.PI,
        apart,
        () => sub(apart, 2 * Math.PI),
        () => less(apart, -Math.PI, () => add(apart, 2 * Math.PI), () => apart), // prettier-ignore
      );
      const h = less(Math.PI, size(apart), () => turned, () => middle); // prettier-ignore
      const dH = mul(mul(sqrt(mul(c1, c2)), 2), sin(div(dh, 2)));
      const L = sub(div(add(L1, L2), 2), 50);
      const C = div(add(c1, c2), 2);
      const wave = (times, shift, weight) => mul(cos(add(mul(h, times), shift * DEGREE)), weight);
      const T = add(sum([wave(1, -30, -0.17), wave(2, 0, 0.24), wave(3, 6, 0.32), wave(4, -63, -0.2)]), 1);
      const sL = add(div(mul(square(L), 0.015), sqrt(add(square(L), 20))), 1);
      const turn = mul(exp(neg(square(div(sub(div(h, DEGREE), 275), 25)))), 60 * DEGREE);
      const C7 = pow(C, 7);
      const rotation = mul(mul(sqrt(div(C7, add(C7, POWER))), sin(turn)), -2);
      const l = div(sub(L2, L1), sL);
      const c = div(sub(c2, c1), add(mul(C, 0.045), 1));
      const d = div(dH, add(mul(mul(C, T), 0.015), 1));
      return sqrt(add(sum([l, c, d].map(square)), mul(mul(rotation, c), d)));
    },

    l([x]) {
      const branches = (at, depth) =>
        depth === 0
          ? sin(at)
          : add(mul(branches(mul(at, 0.8), depth - 1), 0.6), mul(at, branches(add(at, 0.1), depth - 1)));
      return branches(x, argsOf("l")[1]);
    },

    m(p) {
      const [cameras0, points0, weights0, features] = argsOf("m");
      const take = taker(p);
      const cameras = cameras0.map(() => {
        const rotation = take(3);
        const angle = sqrt(sum(rotation.map(square)));
        const unit = rotation.map((x) => div(x, angle));
        const [centre, [focal], principal, radial] = [take(3), take(1), take(2), take(2)];
        return { unit, cos: cos(angle), sin: sin(angle), centre, focal, principal, radial };
      });
      const points = points0.map(() => take(3));
      const weights = take(weights0.length);
      const errors = features.map(({ camera, point, u: foundU, v: foundV }, n) => {
        const { unit, cos: c, sin: s, centre, focal, principal, radial } = cameras[camera];
        const at = points[point].map((x, i) => sub(x, centre[i]));
        const along = mul(dot(unit, at), sub(1, c));
        const [x, y, z] = [0, 1, 2].map((i) => {
          const [j, k] = [(i + 1) % 3, (i + 2) % 3];
          const moved = sub(mul(unit[j], at[k]), mul(unit[k], at[j]));
          return add(add(mul(at[i], c), mul(moved, s)), mul(unit[i], along));
        });
        const [u, v] = [div(x, z), div(y, z)];
        const r = add(square(u), square(v));
        const scale = mul(add(mul(add(mul(r, radial[1]), radial[0]), r), 1), focal);
        const w = weights[n];
        const missU = mul(w, sub(add(mul(scale, u), principal[0]), foundU));
        const missV = mul(w, sub(add(mul(scale, v), principal[1]), foundV));
        return add(add(square(missU), square(missV)), square(sub(1, square(w))));
      });
      return sum(errors);
    },

    n(p) {
      const [layers0, , start, sequence] = argsOf("n");
      const width = sequence[0].length;
      const take = taker(p);
      const layers = layers0.map(() => ({ weights: take(4 * width), biases: take(4 * width) }));
      const [into, out, bias] = [take(width), take(width), take(width)];
      const sigmoid = (x) => div(1, add(exp(neg(x)), 1));
      const hidden = Array.from(start.hidden);
      const cells = Array.from(start.cells);
      const losses = [];
      for (let t = 0; t + 1 < sequence.length; t++) {
        let x = into.map((w, i) => mul(w, sequence[t][i]));
        layers.forEach(({ weights, biases }, l) => {
          x = x.map((value, i) => {
            const at = l * width + i;
            const gate = (n, v) => add(mul(weights[n * width + i], v), biases[n * width + i]);
            const [forget, take_] = [sigmoid(gate(0, value)), sigmoid(gate(1, hidden[at]))];
            const [give, change] = [sigmoid(gate(2, value)), O.tanh(gate(3, hidden[at]))];
            cells[at] = add(mul(forget, cells[at]), mul(take_, change));
            return (hidden[at] = mul(give, O.tanh(cells[at])));
          });
        });
        const y = x.map((value, i) => add(mul(value, out[i]), bias[i]));
        const norm = log(add(sum(y.map((v) => exp(v))), 2));
        y.forEach((v, i) => {
          if (sequence[t + 1][i] !== 0) losses.push(mul(sub(norm, v), sequence[t + 1][i]));
        });
      }
      return div(sum(losses), (sequence.length - 1) * width);
    },

    o(list) {
      const [, , masses, goal, steps, dt] = argsOf("o");
      const [v, p] = [list.slice(0, list.length / 2), list.slice(list.length / 2)];
      for (let s = 0; s < steps; s++) {
        for (let i = 0; i < masses.length; i++) {
          for (let j = i + 1; j < masses.length; j++) {
            const d = [0, 1, 2].map((k) => sub(p[3 * i + k], p[3 * j + k]));
            const r = add(sum(d.map(square)), 0.01);
            const pull = div(dt, mul(r, sqrt(r)));
            for (let k = 0; k < 3; k++) {
              const share = mul(d[k], pull);
              v[3 * i + k] = sub(v[3 * i + k], mul(share, masses[j]));
              v[3 * j + k] = add(v[3 * j + k], mul(share, masses[i]));
            }
          }
        }
        for (let i = 0; i < p.length; i++) p[i] = add(p[i], mul(v[i], dt));
      }
      return sum(goal.map((g, k) => square(sub(p[p.length - 3 + k], g))));
    },

    p(list) {
      const [balls0, rays, steps] = argsOf("p");
      const take = taker(list);
      const balls = balls0.map(() => take(4));
      const distance = (x, y, z) =>
        balls.reduce(
          (near, [bx, by, bz, radius]) => {
            const far = sub(sqrt(sum([sub(x, bx), sub(y, by), sub(z, bz)].map(square))), radius);
            const mix = div(larger(sub(0.3, size(sub(near, far))), 0), 0.3);
            return sub(smaller(near, far), mul(square(mix), 0.075));
          },
          add(y, 1),
        );
      const errors = rays.map((ray) => {
        let t = 0;
        for (let s = 0; s < steps; s++) t = add(t, distance(mul(t, ray.x), mul(t, ray.y), sub(mul(t, ray.z), 4)));
        return square(sub(t, ray.depth));
      });
      return div(sum(errors), rays.length);
    },

    q([spot, rate, volatility]) {
      const [, { strike, years }, draws] = argsOf("q");
      const dt = years / draws[0].length;
      const drift = mul(sub(rate, mul(square(volatility), 0.5)), dt);
      const worths = draws.map((path) => {
        let price = spot;
        const prices = path.map((z) => (price = mul(price, exp(add(mul(volatility, Math.sqrt(dt) * z), drift)))));
        return larger(sub(div(sum(prices), path.length), strike), 0);
      });
      return mul(div(sum(worths), draws.length), exp(mul(rate, -years)));
    },
  };
}
