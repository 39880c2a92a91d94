/** What Rose has to be given as sums over data, or as a function for each step: written out it is too large for WebAssembly. */
import { argsOf } from "./data.js";

const range = (count) => Array.from({ length: count }, (_, i) => i);

export function largeBuilds(O) {
  const { Real, Vec, add, sub, mul, div, neg, sqrt, abs, exp, log, tanh, square, sum, select, lt, fn, vjp, compile } =
    O;
  const total = (list) => list.reduce((a, b) => add(a, b));
  const larger = (a, b) => select(lt(a, b), Real, b, a);
  const smaller = (a, b) => select(lt(a, b), Real, a, b);

  return {
    async i() {
      const [alphas, means, factors, points, prior] = argsOf("i");
      const [count, width] = [alphas.length, means[0].length];
      const [A, M, F] = [Vec(count, Real), Vec(width, Real), Vec(factors[0].length, Real)];
      const [P, X] = [{ alphas: A, means: Vec(count, M), factors: Vec(count, F) }, Vec(points.length, M)];
      const logSumExp = fn([A], Real, (xs) => {
        const list = range(count).map((k) => xs[k]);
        const largest = list.reduce(larger);
        return add(log(total(list.map((x) => exp(sub(x, largest))))), largest);
      });
      const term = fn([Real, M, F, M], Real, (alpha, mean, factor, point) => {
        const c = range(width).map((i) => sub(point[i], mean[i]));
        const rows = c.map((x, i) => {
          const start = width + (i * (i - 1)) / 2;
          return total([mul(exp(factor[i]), x), ...range(i).map((j) => mul(factor[start + j], c[j]))]);
        });
        const logs = total(range(width).map((i) => factor[i]));
        return sub(add(alpha, logs), mul(0.5, total(rows.map(square))));
      });
      const loss = fn([{ p: P, x: X }], Real, ({ p, x }) => {
        const likelihood = sum(points.length, (n) =>
          logSumExp(range(count).map((k) => term(p.alphas[k], p.means[k], p.factors[k], x[n]))),
        );
        const priors = range(count).map((k) => {
          const squares = range(factors[0].length).map((i) =>
            square(i < width ? exp(p.factors[k][i]) : p.factors[k][i]),
          );
          const logs = total(range(width).map((i) => p.factors[k][i]));
          return sub(mul(0.5 * prior.gamma ** 2, total(squares)), mul(prior.m, logs));
        });
        return add(sub(likelihood, mul(points.length, logSumExp(p.alphas))), total(priors));
      });
      const gradient = await compile(fn([P, X], P, (p, x) => vjp(loss)({ p, x }).grad(1).p));
      return () => {
        const g = gradient({ alphas, means, factors }, points);
        return [g.alphas, g.means, g.factors];
      };
    },

    async n() {
      const [layers, ends, start, sequence] = argsOf("n");
      const width = sequence[0].length;
      const size = layers.length * width;
      const [W, L, S] = [Vec(width, Real), Vec(4 * width, Real), Vec(size, Real)];
      const P = { ...Object.fromEntries(layers.flatMap((_, l) => [[`w${l}`, L], [`b${l}`, L]])), into: W, out: W, bias: W }; // prettier-ignore
      const sigmoid = (x) => div(1, add(1, exp(neg(x))));
      const state = { hidden: S, cells: S };
      const step = fn([P, state, W], state, (p, { hidden, cells }, item) => {
        const [nextHidden, nextCells] = [[], []];
        let x = range(width).map((i) => mul(item[i], p.into[i]));
        layers.forEach((_, l) => {
          const [w, b] = [p[`w${l}`], p[`b${l}`]];
          x = x.map((value, i) => {
            const at = l * width + i;
            const gate = (n, v) => add(mul(w[n * width + i], v), b[n * width + i]);
            const change = mul(sigmoid(gate(1, hidden[at])), tanh(gate(3, hidden[at])));
            nextCells[at] = add(mul(sigmoid(gate(0, value)), cells[at]), change);
            return (nextHidden[at] = mul(sigmoid(gate(2, value)), tanh(nextCells[at])));
          });
        });
        return { hidden: nextHidden, cells: nextCells };
      });
      const lossOf = fn([P, S, W], Real, (p, hidden, next) => {
        const y = range(width).map((i) => add(mul(hidden[size - width + i], p.out[i]), p.bias[i]));
        const norm = log(add(2, total(y.map((v) => exp(v)))));
        return total(y.map((v, i) => mul(next[i], sub(norm, v))));
      });
      const Q = Vec(sequence.length, W);
      const loss = fn([{ p: P, q: Q, s: state }], Real, ({ p, q, s }) => {
        let at = s;
        const losses = range(sequence.length - 1).map((t) => {
          at = step(p, at, q[t]);
          return lossOf(p, at.hidden, q[t + 1]);
        });
        return div(total(losses), (sequence.length - 1) * width);
      });
      const gradient = await compile(fn([P, Q, state], P, (p, q, s) => vjp(loss)({ p, q, s }).grad(1).p));
      const lists = (record) => Object.fromEntries(Object.entries(record).map(([k, v]) => [k, Array.from(v)]));
      const given = lists({
        ...Object.fromEntries(layers.flatMap(({ weights, biases }, l) => [[`w${l}`, weights], [`b${l}`, biases]])), // prettier-ignore
        ...ends,
      });
      return () => {
        const g = gradient(given, sequence, lists(start));
        return [...layers.flatMap((_, l) => [g[`w${l}`], g[`b${l}`]]), g.into, g.out, g.bias];
      };
    },

    async o() {
      const [velocities, positions, masses, goal, steps, dt] = argsOf("o");
      const V = Vec(positions.length, Real);
      const S = { v: V, p: V };
      const pull = fn([Real, Real, Real], Real, (dx, dy, dz) => {
        const r = add(0.01, total([dx, dy, dz].map(square)));
        return div(dt, mul(r, sqrt(r)));
      });
      const step = fn([S], S, (state) => {
        const v = range(positions.length).map((i) => state.v[i]);
        for (let i = 0; i < masses.length; i++) {
          for (let j = i + 1; j < masses.length; j++) {
            const d = [0, 1, 2].map((k) => sub(state.p[3 * i + k], state.p[3 * j + k]));
            const by = pull(...d);
            d.forEach((x, k) => {
              const share = mul(x, by);
              v[3 * i + k] = sub(v[3 * i + k], mul(share, masses[j]));
              v[3 * j + k] = add(v[3 * j + k], mul(share, masses[i]));
            });
          }
        }
        return { v, p: v.map((x, i) => add(state.p[i], mul(x, dt))) };
      });
      const loss = fn([S], Real, (start) => {
        let at = start;
        for (let s = 0; s < steps; s++) at = step(at);
        return total(goal.map((g, k) => square(sub(at.p[positions.length - 3 + k], g))));
      });
      const gradient = await compile(fn([S], S, (s) => vjp(loss)(s).grad(1)));
      const start = { v: Array.from(velocities), p: Array.from(positions) };
      return () => {
        const { v, p } = gradient(start);
        return [v, p];
      };
    },

    async p() {
      const [balls, rays, steps] = argsOf("p");
      const [B, N] = [Vec(4 * balls.length, Real), Vec(rays.length, Real)];
      const distance = fn([B, Real, Real, Real], Real, (b, x, y, z) =>
        balls.reduce(
          (near, _, k) => {
            const d = [x, y, z].map((at, i) => square(sub(at, b[4 * k + i])));
            const far = sub(sqrt(total(d)), b[4 * k + 3]);
            const mix = div(larger(sub(0.3, abs(sub(near, far))), 0), 0.3);
            return sub(smaller(near, far), mul(0.075, square(mix)));
          },
          add(y, 1),
        ),
      );
      const scene = { b: B, x: N, y: N, z: N, depth: N };
      const loss = fn([scene], Real, ({ b, x, y, z, depth }) =>
        div(
          sum(rays.length, (i) => {
            let t = 0;
            for (let s = 0; s < steps; s++) t = add(t, distance(b, mul(t, x[i]), mul(t, y[i]), sub(mul(t, z[i]), 4)));
            return square(sub(t, depth[i]));
          }),
          rays.length,
        ),
      );
      const gradient = await compile(
        fn([B, N, N, N, N], B, (b, x, y, z, depth) => vjp(loss)({ b, x, y, z, depth }).grad(1).b),
      );
      const columns = ["x", "y", "z", "depth"].map((key) => rays.map((ray) => ray[key]));
      const given = balls.flatMap((ball) => Object.values(ball));
      return () => gradient(given, ...columns);
    },

    async q() {
      const [market, { strike, years }, draws] = argsOf("q");
      const steps = draws[0].length;
      const dt = years / steps;
      const [P, Z] = [{ spot: Real, rate: Real, volatility: Real }, Vec(draws.length, Vec(steps, Real))];
      const loss = fn([{ p: P, z: Z }], Real, ({ p, z }) => {
        const drift = mul(dt, sub(p.rate, mul(0.5, square(p.volatility))));
        const worths = sum(draws.length, (n) => {
          let price = p.spot;
          const prices = range(steps).map((i) => {
            price = mul(price, exp(add(drift, mul(p.volatility, mul(Math.sqrt(dt), z[n][i])))));
            return price;
          });
          return larger(sub(div(total(prices), steps), strike), 0);
        });
        return mul(exp(neg(mul(years, p.rate))), div(worths, draws.length));
      });
      const gradient = await compile(fn([P, Z], P, (p, z) => vjp(loss)({ p, z }).grad(1).p));
      return () => {
        const { spot, rate, volatility } = gradient(market, draws);
        return [spot, rate, volatility];
      };
    },
  };
}
