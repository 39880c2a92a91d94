/** Rose: functions over numbers, vectors and records, compiled once to WebAssembly. */
import { argsOf, numbersOf } from "./data.js";
import { largeBuilds } from "./rose-large.js";
import { programs } from "./scalar-programs.js";
import { versionOf } from "./versions.js";

export async function rose() {
  const R = await import("rose");
  const { Dual, Real, Vec, add, sub, mul, div, neg, sqrt, sum, vec, select, lt, fn, opaque, vjp, compile } = R;
  const square = (x) => mul(x, x);

  /** A function of `Math`, with its slope. */
  const native = (f, slope) => {
    const made = opaque([Real], Real, f);
    made.jvp = fn([Dual], Dual, ({ re: x, du: dx }) => {
      const y = made(x);
      return { re: y, du: mul(dx, slope(x, y)) };
    });
    return made;
  };
  const [plainSin, plainCos] = [opaque([Real], Real, Math.sin), opaque([Real], Real, Math.cos)];
  const sin = native(Math.sin, (x) => plainCos(x));
  const cos = native(Math.cos, (x) => neg(plainSin(x)));
  const exp = native(Math.exp, (_, y) => y);
  const log = native(Math.log, (x) => div(1, x));
  const tanh = native(Math.tanh, (_, y) => sub(1, mul(y, y)));
  const power = opaque([Real, Real], Real, Math.pow);
  power.jvp = fn([Dual, Dual], Dual, ({ re: x, du: dx }, { re: k, du: dk }) => {
    const y = power(x, k);
    // Tangents stand on the left.
    return { re: y, du: mul(add(mul(dx, div(k, x)), mul(dk, log(x))), y) };
  });
  const atan2 = opaque([Real, Real], Real, Math.atan2);
  atan2.jvp = fn([Dual, Dual], Dual, ({ re: y, du: dy }, { re: x, du: dx }) => {
    return { re: atan2(y, x), du: div(sub(mul(dy, x), mul(dx, y)), add(square(x), square(y))) };
  });
  const less = (a, b, yes, no) => select(lt(a, b), Real, yes(), no());

  const slopeOf = (type, f) => compile(fn([type], type, (x) => vjp(f)(x).grad(1)));
  const all = programs({ add, sub, mul, div, neg, sqrt, sin, cos, exp, log, tanh, atan2, less, pow: power });
  const builds = Object.fromEntries(
    Object.entries(all).map(([id, program]) => [
      id,
      async () => {
        const numbers = numbersOf(id);
        const V = Vec(numbers.length, Real);
        const gradient = await slopeOf(
          V,
          fn([V], Real, (v) => program(numbers.map((_, i) => v[i]))),
        );
        return () => gradient(numbers);
      },
    ]),
  );

  builds.a = async () => {
    const gradient = await slopeOf(
      Real,
      fn([Real], Real, (x) => sin(cos(x))),
    );
    return () => gradient(argsOf("a")[0]);
  };
  builds.c = async () => {
    // It has no fold: the largest is given.
    const list = Array.from(argsOf("c")[0]);
    const largest = list.reduce((a, b) => Math.max(a, b));
    const V = Vec(list.length, Real);
    const gradient = await slopeOf(
      V,
      fn([V], Real, (xs) => add(log(sum(list.length, (i) => exp(sub(xs[i], largest)))), largest)),
    );
    return () => gradient(list);
  };
  builds.d = async () => {
    const [weights, bias, rows, labels] = argsOf("d");
    const W = Vec(weights.length, Real);
    const [P, X, S] = [{ w: W, b: Real }, Vec(rows.length, W), Vec(rows.length, Real)];
    const loss = fn([{ p: P, x: X, s: S }], Real, ({ p, x, s }) => {
      const total = sum(rows.length, (i) => {
        const row = x[i];
        const z = add(
          p.b,
          sum(weights.length, (j) => mul(p.w[j], row[j])),
        );
        return log(add(1, exp(mul(s[i], z))));
      });
      return div(total, rows.length);
    });
    const gradient = await compile(fn([P, X, S], P, (p, x, s) => vjp(loss)({ p, x, s }).grad(1).p));
    const sides = labels.map((label) => (label > 0 ? -1 : 1));
    return () => {
      const { w, b } = gradient({ w: weights, b: bias }, rows, sides);
      return [w, b];
    };
  };
  builds.e = async () => {
    const [network, inputs, targets] = argsOf("e");
    const [H, X, Y] = [Vec(16, Real), Vec(32, Real), Vec(targets.length, Real)];
    const [P, B] = [{ W: Vec(16, X), b: H, V: H }, Vec(targets.length, X)];
    const loss = fn([{ p: P, x: B, y: Y }], Real, ({ p, x, y }) => {
      const total = sum(targets.length, (n) => {
        const row = x[n];
        const h = vec(16, Real, (j) => {
          const w = p.W[j];
          return tanh(
            add(
              p.b[j],
              sum(32, (i) => mul(w[i], row[i])),
            ),
          );
        });
        return square(
          sub(
            sum(16, (j) => mul(p.V[j], h[j])),
            y[n],
          ),
        );
      });
      return div(total, targets.length);
    });
    const gradient = await compile(fn([P, B, Y], P, (p, x, y) => vjp(loss)({ p, x, y }).grad(1).p));
    const rows = (list) =>
      Array.from({ length: list.length / 32 }, (_, i) => Array.from(list.subarray(32 * i, 32 * i + 32)));
    const p = { W: rows(network.W), b: Array.from(network.b), V: Array.from(network.V) };
    const [x, y] = [rows(inputs), Array.from(targets)];
    return () => {
      const { W, b, V } = gradient(p, x, y);
      return [W, b, V];
    };
  };
  builds.f = async () => {
    // An index cannot be moved by one: the two halves are given apart.
    const list = Array.from(argsOf("f")[0]);
    const half = Vec(list.length - 1, Real);
    const P = { u: half, v: half };
    const gradient = await slopeOf(
      P,
      fn([P], Real, ({ u, v }) =>
        sum(list.length - 1, (i) => add(square(sub(1, u[i])), mul(100, square(sub(v[i], square(u[i])))))),
      ),
    );
    return () => {
      const { u, v } = gradient({ u: list.slice(0, -1), v: list.slice(1) });
      return Float64Array.from(list, (_, i) => (u[i] ?? 0) + (i > 0 ? v[i - 1] : 0));
    };
  };
  builds.j = async () => {
    const [velocities, goal, steps, dt] = argsOf("j");
    const count = velocities.length;
    const V = Vec(count, Real);
    const S = { x: V, y: V, vx: V, vy: V };
    const pull = fn([Real, Real], { fx: Real, fy: Real }, (dx, dy) => {
      const length = sqrt(add(square(dx), square(dy)));
      const force = div(mul(20, sub(length, 1)), length);
      return { fx: mul(force, dx), fy: mul(force, dy) };
    });
    const step = fn([S], S, ({ x, y, vx, vy }) => {
      const ax = Array(count).fill(0);
      const ay = Array(count).fill(-9.81);
      for (let i = 0; i + 1 < count; i++) {
        const { fx, fy } = pull(sub(x[i + 1], x[i]), sub(y[i + 1], y[i]));
        ax[i] = add(ax[i], fx);
        ay[i] = add(ay[i], fy);
        ax[i + 1] = sub(ax[i + 1], fx);
        ay[i + 1] = sub(ay[i + 1], fy);
      }
      const moved = (list, by) => by.map((b, i) => add(list[i], mul(b, dt)));
      const [wx, wy] = [moved(vx, ax), moved(vy, ay)];
      return { x: moved(x, wx), y: moved(y, wy), vx: wx, vy: wy };
    });
    const P = { vx: V, vy: V };
    const loss = fn([P], Real, ({ vx, vy }) => {
      let state = { x: velocities.map((_, i) => i), y: velocities.map((_, i) => 0.1 * i), vx, vy };
      for (let s = 0; s < steps; s++) state = step(state);
      return add(square(sub(state.x[count - 1], goal.x)), square(sub(state.y[count - 1], goal.y)));
    });
    const gradient = await slopeOf(P, loss);
    const at = { vx: velocities.map((v) => v.vx), vy: velocities.map((v) => v.vy) };
    return () => {
      const { vx, vy } = gradient(at);
      return velocities.flatMap((_, i) => [vx[i], vy[i]]);
    };
  };
  builds.l = async () => {
    const [x, depth] = argsOf("l");
    let branches = fn([Real], Real, (at) => sin(at));
    for (let d = 0; d < depth; d++) {
      const inner = branches;
      branches = fn([Real], Real, (at) => add(mul(0.6, inner(mul(0.8, at))), mul(at, inner(add(at, 0.1)))));
    }
    const gradient = await slopeOf(Real, branches);
    return () => gradient(x);
  };
  Object.assign(builds, largeBuilds({ ...R, exp, log, tanh, square }));
  return { name: "Rose", version: versionOf("rose"), builds };
}
