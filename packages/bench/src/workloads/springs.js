/** Masses on springs, as objects with methods: how far the last one ends from where it should. */
import { numbers } from "./numbers.js";

export class Mass {
  constructor(x, y, vx, vy) {
    this.x = x;
    this.y = y;
    this.vx = vx;
    this.vy = vy;
    this.ax = 0;
    this.ay = 0;
  }
  push(fx, fy) {
    this.ax += fx;
    this.ay += fy;
  }
  move(dt) {
    this.vx += this.ax * dt;
    this.vy += (this.ay - 9.81) * dt;
    this.x += this.vx * dt;
    this.y += this.vy * dt;
    this.ax = 0;
    this.ay = 0;
  }
}

export class Spring {
  constructor(from, to, rest, stiffness) {
    this.from = from;
    this.to = to;
    this.rest = rest;
    this.stiffness = stiffness;
  }
  pull() {
    const { from, to } = this;
    const dx = to.x - from.x;
    const dy = to.y - from.y;
    const length = Math.sqrt(dx * dx + dy * dy);
    const force = (this.stiffness * (length - this.rest)) / length;
    from.push(force * dx, force * dy);
    to.push(-force * dx, -force * dy);
  }
}

export function missOfChain(velocities, goal, steps, dt) {
  const masses = velocities.map(({ vx, vy }, i) => new Mass(i, 0.1 * i, vx, vy));
  const springs = [];
  for (let i = 0; i + 1 < masses.length; i++) springs.push(new Spring(masses[i], masses[i + 1], 1, 20));
  for (let s = 0; s < steps; s++) {
    for (const spring of springs) spring.pull();
    for (const mass of masses) mass.move(dt);
  }
  const last = masses[masses.length - 1];
  return (last.x - goal.x) ** 2 + (last.y - goal.y) ** 2;
}
/** In typed arrays, with the positions of each step kept. */
function chainByHand(velocities, goal, steps, dt) {
  const count = velocities.length;
  const [vx, vy, ax, ay] = Array.from({ length: 4 }, () => new Float64Array(count));
  const xs = new Float64Array(count * (steps + 1));
  const ys = new Float64Array(count * (steps + 1));
  for (let i = 0; i < count; i++) {
    xs[i] = i;
    ys[i] = 0.1 * i;
    vx[i] = velocities[i].vx;
    vy[i] = velocities[i].vy;
  }
  for (let s = 0; s < steps; s++) {
    const at = s * count;
    ax.fill(0);
    ay.fill(-9.81);
    for (let i = 0; i + 1 < count; i++) {
      const dx = xs[at + i + 1] - xs[at + i];
      const dy = ys[at + i + 1] - ys[at + i];
      const length = Math.sqrt(dx * dx + dy * dy);
      const force = (20 * (length - 1)) / length;
      ax[i] += force * dx;
      ay[i] += force * dy;
      ax[i + 1] -= force * dx;
      ay[i + 1] -= force * dy;
    }
    for (let i = 0; i < count; i++) {
      vx[i] += ax[i] * dt;
      vy[i] += ay[i] * dt;
      xs[at + count + i] = xs[at + i] + vx[i] * dt;
      ys[at + count + i] = ys[at + i] + vy[i] * dt;
    }
  }
  const [dx_, dy_, dvx, dvy] = Array.from({ length: 4 }, () => new Float64Array(count));
  dx_[count - 1] = 2 * (xs[(steps + 1) * count - 1] - goal.x);
  dy_[count - 1] = 2 * (ys[(steps + 1) * count - 1] - goal.y);
  for (let s = steps - 1; s >= 0; s--) {
    const at = s * count;
    for (let i = 0; i < count; i++) {
      dvx[i] += dx_[i] * dt;
      dvy[i] += dy_[i] * dt;
    }
    for (let i = 0; i + 1 < count; i++) {
      const dx = xs[at + i + 1] - xs[at + i];
      const dy = ys[at + i + 1] - ys[at + i];
      const length = Math.sqrt(dx * dx + dy * dy);
      const force = (20 * (length - 1)) / length;
      const gx = dt * (dvx[i] - dvx[i + 1]);
      const gy = dt * (dvy[i] - dvy[i + 1]);
      const turn = (20 * (gx * dx + gy * dy)) / (length * length * length);
      const hx = force * gx + turn * dx;
      const hy = force * gy + turn * dy;
      dx_[i] -= hx;
      dy_[i] -= hy;
      dx_[i + 1] += hx;
      dy_[i + 1] += hy;
    }
  }
  return [Array.from({ length: count }, (_, i) => ({ vx: dvx[i], vy: dvy[i] }))];
}

export const workloads = [
  {
    id: "j",
    name: "springs (objects)",
    f: missOfChain,
    args: [
      Array.from({ length: 8 }, (_, i) => ({ vx: numbers(100 + i, 1)[0], vy: numbers(110 + i, 1)[0] })),
      { x: 8, y: -3 },
      200,
      0.005,
    ],
    wrt: [0],
    handGradient: chainByHand,
  },
];
